/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads summaries for a comparison.  Every row finds its image, measurement, class and
 * statistic by a hash, so that the time grows with the number of rows.
 */

#include "measure/comparison-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lazylabels/error.h"
#include "lazylabels/measure.h"

/* The row of all classes, and what replaces it where a class of an old list has its name. */
#define ALL       "all"
#define ALL_AGAIN "(all)"

enum
{
  IMAGE,
  CLASS,
  STATISTIC,
  VALUE,
  UNIT,
  N_NEEDED,
  FOLDER = N_NEEDED,
  MEASURED,
  SETTINGS,
  N_COLUMNS
};

/* What is needed while a summary is read. */
typedef struct
{
  LlComparison *comparison;
  const LlTable *summary;
  const gchar *path;
  gint columns[N_COLUMNS];  /* -1: there is none */
  GHashTable *images;       /* key -> LlMeasuredImage * */
  GHashTable *measurements; /* key with a time -> LlMeasurement * */
  GHashTable *statistics;   /* name -> number */
} Reader;

static void
measured_class_free (gpointer data)
{
  LlMeasuredClass *klass = data;

  g_array_unref (klass->values);
  g_free (klass);
}

static void
measurement_free (gpointer data)
{
  LlMeasurement *measurement = data;

  g_hash_table_unref (measurement->by_name);
  g_ptr_array_unref (measurement->classes);
  g_free (measurement);
}

static void
image_free (gpointer data)
{
  LlMeasuredImage *image = data;

  g_ptr_array_unref (image->measurements);
  g_free (image);
}

void
ll_comparison_free (LlComparison *comparison)
{
  if (!comparison)
    return;

  g_ptr_array_unref (comparison->images);
  g_ptr_array_unref (comparison->statistics);
  g_string_chunk_free (comparison->texts);
  g_free (comparison);
}

LlMeasuredValue
ll_measured_class_get (const LlMeasuredClass *klass, guint statistic)
{
  if (!klass || statistic >= klass->values->len)
    return (LlMeasuredValue){ NAN, NULL };

  return g_array_index (klass->values, LlMeasuredValue, statistic);
}

static const gchar *
get_text (const Reader *reader, guint row, gint column)
{
  gint place = reader->columns[column];

  return place < 0 ? "" : ll_table_get_text (reader->summary, row, (guint) place);
}

static const gchar *
keep_text (const Reader *reader, const gchar *text)
{
  return g_string_chunk_insert_const (reader->comparison->texts, text);
}

static gint64
parse_time (const gchar *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return time ? g_date_time_to_unix (time) * G_USEC_PER_SEC +
                  g_date_time_get_microsecond (time)
              : -1;
}

static LlMeasurement *
add_measurement (const Reader *reader, LlMeasuredImage *image, guint row)
{
  LlMeasurement *measurement = g_new0 (LlMeasurement, 1);

  measurement->measured = keep_text (reader, get_text (reader, row, MEASURED));
  measurement->time = parse_time (measurement->measured);
  measurement->settings = keep_text (reader, get_text (reader, row, SETTINGS));
  measurement->classes = g_ptr_array_new_with_free_func (measured_class_free);
  measurement->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (image->measurements, measurement);

  return measurement;
}

static LlMeasuredImage *
get_image (Reader *reader, guint row)
{
  const gchar *name = get_text (reader, row, IMAGE);
  const gchar *folder = get_text (reader, row, FOLDER);
  const gchar *measured = get_text (reader, row, MEASURED);
  g_autofree gchar *key =
    g_strconcat (folder, "\n", name, "\n", *folder ? "" : measured, NULL);
  LlMeasuredImage *image = g_hash_table_lookup (reader->images, key);

  if (image)
    return image;

  image = g_new0 (LlMeasuredImage, 1);
  image->name = keep_text (reader, name);
  image->folder = keep_text (reader, folder);
  image->measurements = g_ptr_array_new_with_free_func (measurement_free);
  g_ptr_array_add (reader->comparison->images, image);
  g_hash_table_insert (reader->images, g_steal_pointer (&key), image);

  return image;
}

/* Without a time, the last measurement is the one that is being read. */
static LlMeasurement *
get_measurement (Reader *reader, LlMeasuredImage *image, guint row)
{
  const gchar *measured = get_text (reader, row, MEASURED);
  g_autofree gchar *key = NULL;
  LlMeasurement *measurement;

  if (!*measured)
    return image->measurements->len > 0
             ? g_ptr_array_index (image->measurements, image->measurements->len - 1)
             : add_measurement (reader, image, row);

  key = g_strconcat (image->folder, "\n", image->name, "\n", measured, NULL);
  measurement = g_hash_table_lookup (reader->measurements, key);
  if (!measurement)
    {
      measurement = add_measurement (reader, image, row);
      g_hash_table_insert (reader->measurements, g_steal_pointer (&key), measurement);
    }

  return measurement;
}

static guint
get_statistic (Reader *reader, const gchar *name)
{
  gpointer number;

  if (!g_hash_table_lookup_extended (reader->statistics, name, NULL, &number))
    {
      gchar *kept = (gchar *) keep_text (reader, name);

      number = GUINT_TO_POINTER (reader->comparison->statistics->len);
      g_ptr_array_add (reader->comparison->statistics, kept);
      g_hash_table_insert (reader->statistics, kept, number);
    }

  return GPOINTER_TO_UINT (number);
}

static LlMeasuredClass *
get_class (const Reader *reader, LlMeasurement *measurement, const gchar *name)
{
  LlMeasuredClass *klass = g_hash_table_lookup (measurement->by_name, name);

  if (!klass)
    {
      klass = g_new0 (LlMeasuredClass, 1);
      klass->name = keep_text (reader, name);
      klass->values = g_array_new (FALSE, TRUE, sizeof (LlMeasuredValue));
      g_ptr_array_add (measurement->classes, klass);
      g_hash_table_insert (measurement->by_name, (gchar *) klass->name, klass);
    }

  return klass;
}

/* Earlier versions allowed a class called "all", whose rows then came first, and those of
 * all classes last.
 */
static const gchar *
get_class_name (LlMeasurement *measurement, const gchar *name, guint statistic)
{
  const LlMeasuredClass *first =
    measurement->classes->len > 0 ? g_ptr_array_index (measurement->classes, 0) : NULL;

  if (!first || *measurement->measured || strcmp (name, ALL) != 0 ||
      strcmp (first->name, ALL) != 0)
    return name;

  measurement->all_again =
    measurement->all_again ||
    (measurement->classes->len > 1 && ll_measured_class_get (first, statistic).unit);

  return measurement->all_again ? ALL_AGAIN : name;
}

static gboolean
set_row_error (const Reader *reader, guint row, const gchar *message, GError **error)
{
  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE, message,
               ll_table_get_row_number (reader->summary, row), reader->path);

  return FALSE;
}

static gboolean
read_value (const Reader *reader, guint row, LlMeasuredValue *value, GError **error)
{
  const gchar *unit = get_text (reader, row, UNIT);
  gint power;

  if (!ll_table_get_number (reader->summary, row, (guint) reader->columns[VALUE],
                            &value->value))
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
                   _ ("Row %u of the summary \"%s\" has the value \"%s\", which is not a "
                      "number: correct it or measure the image again."),
                   ll_table_get_row_number (reader->summary, row), reader->path,
                   get_text (reader, row, VALUE));
      return FALSE;
    }

  if (!*unit && isfinite (value->value) &&
      ll_statistic_find (get_text (reader, row, STATISTIC), &power) && power != 0)
    return set_row_error (reader, row,
                          _ ("Row %u of the summary \"%s\" has no unit: enter it or "
                             "measure the image again."),
                          error);

  value->unit = keep_text (reader, unit);

  return TRUE;
}

static gboolean
is_same (LlMeasuredValue a, LlMeasuredValue b)
{
  return strcmp (a.unit, b.unit) == 0 &&
         (a.value == b.value || (isnan (a.value) && isnan (b.value)));
}

static gboolean
read_row (Reader *reader, guint row, GError **error)
{
  g_autofree gchar *given =
    g_utf8_normalize (get_text (reader, row, CLASS), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  const gchar *statistic = get_text (reader, row, STATISTIC);
  LlMeasurement *measurement;
  LlMeasuredImage *image;
  LlMeasuredClass *klass;
  LlMeasuredValue value, old;
  guint number;

  if (!*get_text (reader, row, IMAGE) || !given || !*given || !*statistic)
    return set_row_error (reader, row,
                          _ ("Row %u of the summary \"%s\" lacks its image, class or "
                             "statistic: enter it or remove the row."),
                          error);
  if (!read_value (reader, row, &value, error))
    return FALSE;

  image = get_image (reader, row);
  measurement = get_measurement (reader, image, row);
  number = get_statistic (reader, statistic);
  klass = get_class (reader, measurement, get_class_name (measurement, given, number));
  old = ll_measured_class_get (klass, number);
  if (old.unit && *get_text (reader, row, MEASURED))
    {
      if (is_same (old, value))
        return TRUE;
      return set_row_error (reader, row,
                            _ ("Row %u of the summary \"%s\" repeats an earlier row with "
                               "another value: remove one of the two."),
                            error);
    }
  if (old.unit)
    klass = get_class (reader, add_measurement (reader, image, row), given);

  if (number >= klass->values->len)
    g_array_set_size (klass->values, number + 1);
  g_array_index (klass->values, LlMeasuredValue, number) = value;

  return TRUE;
}

static gboolean
find_columns (Reader *reader, GError **error)
{
  static const gchar *const names[N_COLUMNS] = { "image",    "class",   "statistic",
                                                 "value",    "unit",    "folder",
                                                 "measured", "settings" };
  gboolean found = ll_table_get_n_rows (reader->summary) > 1;

  for (gint k = 0; k < N_COLUMNS; k++)
    {
      reader->columns[k] = ll_table_find_column (reader->summary, names[k]);
      found = found && (reader->columns[k] >= 0 || k >= N_NEEDED);
    }
  if (found)
    return TRUE;

  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
               _ ("\"%s\" is not a summary of measured images: let Measure write one."),
               reader->path);

  return FALSE;
}

/* Measurements whose time nobody can read are ordered by their rows. */
static void
choose_newest (LlMeasuredImage *image)
{
  for (guint i = 0; i < image->measurements->len; i++)
    {
      LlMeasurement *measurement = g_ptr_array_index (image->measurements, i);

      if (!image->newest || measurement->time < 0 ||
          measurement->time >= image->newest->time)
        image->newest = measurement;
    }
}

LlComparison *
ll_comparison_new (const LlTable *summary, const gchar *path, GError **error)
{
  g_autoptr (LlComparison) comparison = g_new0 (LlComparison, 1);
  g_autoptr (GHashTable) images =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) measurements =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) statistics = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { comparison, summary, path, { 0 }, images, measurements, statistics };

  comparison->texts = g_string_chunk_new (4096);
  comparison->images = g_ptr_array_new_with_free_func (image_free);
  comparison->statistics = g_ptr_array_new ();
  if (!find_columns (&reader, error))
    return NULL;

  for (guint row = 1; row < ll_table_get_n_rows (summary); row++)
    if (!read_row (&reader, row, error))
      return NULL;
  for (guint i = 0; i < comparison->images->len; i++)
    choose_newest (g_ptr_array_index (comparison->images, i));

  return g_steal_pointer (&comparison);
}
