/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ImageJ's regions of interest: big-endian records, which a ZIP holds many of. */

#include "exchange/import-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/roi-layout.h"

/* Bytes of the largest ROI that is read: a million corners take 12 million. */
#define MOST_ROI_BYTES (64 << 20)

/* Points of an ellipse, and lines that take the place of a curve. */
#define ELLIPSE_POINTS 180
#define CURVE_LINES    8

typedef struct
{
  const guint8 *bytes;
  gsize length;
} Record;

static guint
get_16 (const Record *record, gsize at)
{
  return at + 2 <= record->length ? (guint) record->bytes[at] << 8 | record->bytes[at + 1]
                                  : 0;
}

/* ImageJ reads coordinates beyond 32767 as well. */
static gint
get_place (const Record *record, gsize at)
{
  gint place = (gint16) get_16 (record, at);

  return place < LL_ROI_LEAST_PLACE ? place + 65536 : place;
}

static guint32
get_32 (const Record *record, gsize at)
{
  return get_16 (record, at) << 16 | get_16 (record, at + 2);
}

static gdouble
get_float (const Record *record, gsize at)
{
  union
  {
    guint32 bits;
    gfloat value;
  } number = { get_32 (record, at) };

  return (gdouble) number.value;
}

/* Returns whether @n parts of @size bytes each lie after @at. */
static gboolean
has_room (const Record *record, gsize at, gsize n, gsize size)
{
  return at <= record->length && n <= (record->length - at) / size;
}

static gboolean
read_corners (const Record *record, LlShapes *shapes)
{
  gint left = get_place (record, LL_ROI_LEFT);
  gint top = get_place (record, LL_ROI_TOP);
  gsize n = get_16 (record, LL_ROI_N);
  gsize floats;
  gboolean fine = (get_16 (record, LL_ROI_OPTIONS) & LL_ROI_SUBPIXEL) &&
                  get_16 (record, LL_ROI_VERSION) >= LL_ROI_SUBPIXEL_VERSION;

  if (n == 0)
    n = get_32 (record, LL_ROI_SIZE);
  floats = LL_ROI_HEADER + 4 * n;
  if (n == 0 || !has_room (record, LL_ROI_HEADER, n, fine ? 12 : 4))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gdouble x = fine ? get_float (record, floats + 4 * i)
                       : left + (gint16) get_16 (record, LL_ROI_HEADER + 2 * i);
      gdouble y = fine ? get_float (record, floats + 4 * (n + i))
                       : top + (gint16) get_16 (record, LL_ROI_HEADER + 2 * (n + i));

      if (!ll_shapes_add_point (shapes, x, y))
        return FALSE;
    }
  ll_shapes_end_ring (shapes);
  ll_shapes_end_polygon (shapes);

  return TRUE;
}

static gboolean
read_box (const Record *record, gboolean ellipse, LlShapes *shapes)
{
  gdouble x = get_place (record, LL_ROI_LEFT);
  gdouble y = get_place (record, LL_ROI_TOP);
  gdouble width = get_place (record, LL_ROI_RIGHT) - x;
  gdouble height = get_place (record, LL_ROI_BOTTOM) - y;
  gint n = ellipse ? ELLIPSE_POINTS : 4;

  if ((get_16 (record, LL_ROI_OPTIONS) & LL_ROI_SUBPIXEL) &&
      get_16 (record, LL_ROI_VERSION) >= LL_ROI_SUBPIXEL_BOX_VERSION)
    {
      x = get_float (record, LL_ROI_X);
      y = get_float (record, LL_ROI_Y);
      width = get_float (record, LL_ROI_WIDTH);
      height = get_float (record, LL_ROI_HEIGHT);
    }

  for (gint i = 0; i < n; i++)
    {
      gdouble angle = 2.0 * G_PI * i / n;
      gdouble u = ellipse ? 0.5 + 0.5 * cos (angle) : (i == 1 || i == 2);
      gdouble v = ellipse ? 0.5 + 0.5 * sin (angle) : i >= 2;

      if (!ll_shapes_add_point (shapes, x + u * width, y + v * height))
        return FALSE;
    }
  ll_shapes_end_ring (shapes);
  ll_shapes_end_polygon (shapes);

  return TRUE;
}

/* @points: the start of the curve, and the 1, 2 or 3 points of a line, a quadratic or a cubic
 * one (x, y each)
 */
static gboolean
add_curve (const gdouble *points, gint degree, LlShapes *shapes)
{
  gint n = degree == 1 ? 1 : CURVE_LINES;

  for (gint i = 1; i <= n; i++)
    {
      gdouble t = (gdouble) i / n;
      gdouble work[8];

      /* De Casteljau */
      memcpy (work, points, (gsize) (degree + 1) * 2 * sizeof (gdouble));
      for (gint d = degree; d > 0; d--)
        for (gint k = 0; k < 2 * d; k++)
          work[k] += t * (work[k + 2] - work[k]);
      if (!ll_shapes_add_point (shapes, work[0], work[1]))
        return FALSE;
    }

  return TRUE;
}

/* A composite: floats, of which some say what follows them. */
static gboolean
read_path (const Record *record, LlShapes *shapes)
{
  static const gint degrees[] = { 0, 1, 2, 3 };
  gsize n = get_32 (record, LL_ROI_SHAPE_SIZE);
  gdouble points[8] = { 0.0 };
  gsize i = 0;

  if (!has_room (record, LL_ROI_HEADER, n, 4))
    return FALSE;

  while (i < n)
    {
      gdouble word = get_float (record, LL_ROI_HEADER + 4 * i++);
      gint segment = word >= 0.0 && word <= LL_ROI_CLOSE ? (gint) word : -1;
      gint degree = segment >= 0 && segment < LL_ROI_CLOSE ? degrees[segment] : 0;
      gsize parts = segment == LL_ROI_MOVE_TO ? 2 : 2 * (gsize) degree;

      if (segment < 0 || parts > n - i)
        return FALSE;
      for (gsize k = 0; k < parts; k++)
        points[2 + k] = get_float (record, LL_ROI_HEADER + 4 * i++);

      if (segment == LL_ROI_CLOSE)
        {
          ll_shapes_end_ring (shapes);
          continue;
        }
      if (segment == LL_ROI_MOVE_TO)
        {
          ll_shapes_end_ring (shapes);
          if (!ll_shapes_add_point (shapes, points[2], points[3]))
            return FALSE;
        }
      else if (!add_curve (points, degree, shapes))
        {
          return FALSE;
        }
      points[0] = points[parts];
      points[1] = points[parts + 1];
    }
  ll_shapes_end_ring (shapes);
  ll_shapes_end_polygon (shapes);

  return TRUE;
}

/* Returns: (transfer full) (nullable): the name in the second header. */
static gchar *
get_name (const Record *record)
{
  gsize second = get_32 (record, LL_ROI_SECOND);
  gsize at, n;

  if (second == 0 || !has_room (record, second, 1, LL_ROI_SECOND_HEADER))
    return NULL;

  at = get_32 (record, second + LL_ROI_SECOND_NAME);
  n = get_32 (record, second + LL_ROI_SECOND_NAME_LENGTH);
  if (at == 0 || n == 0 || !has_room (record, at, n, 2))
    return NULL;

  return g_convert ((const gchar *) record->bytes + at, (gssize) (2 * n), "UTF-8",
                    "UTF-16BE", NULL, NULL, NULL);
}

/* "12 ice crystal" is a number and a class, "12" a number; ImageJ's own names, such as
 * "0001-0050-0060", are neither.
 */
static void
split_name (const gchar *name, gint64 *number, const gchar **class_name)
{
  gchar *end = NULL;

  *number = 0;
  *class_name = NULL;
  if (!name || !g_ascii_isdigit (*name))
    return;

  *number = g_ascii_strtoll (name, &end, 10);
  if (*end && *end != ' ')
    *number = 0;
  else if (*end)
    *class_name = end + strspn (end, " ");
}

/* Adds a ROI.  Returns whether it is whole.
 *
 * @name: (nullable): of its file, without the ending
 */
static gboolean
read_roi (const Record *record, const gchar *name, LlShapes *shapes)
{
  g_autofree gchar *own = NULL;
  const gchar *class_name;
  gint64 number;
  guint type;

  if (record->length < LL_ROI_HEADER || memcmp (record->bytes, LL_ROI_MAGIC, 4) != 0)
    return FALSE;

  own = get_name (record);
  split_name (own ? own : name, &number, &class_name);
  type = record->bytes[LL_ROI_TYPE];
  if (get_32 (record, LL_ROI_SHAPE_SIZE) > 0)
    {
      ll_shapes_begin (shapes, number, class_name, FALSE);
      return read_path (record, shapes);
    }

  switch (type)
    {
    case LL_ROI_RECTANGLE:
    case LL_ROI_OVAL:
      ll_shapes_begin (shapes, number, class_name, FALSE);
      return read_box (record, type == LL_ROI_OVAL, shapes);
    case LL_ROI_POLYGON:
    case LL_ROI_FREEHAND:
    case LL_ROI_TRACED:
      ll_shapes_begin (shapes, number, class_name, FALSE);
      return read_corners (record, shapes);
    default:
      ll_shapes_skip (shapes);
      return TRUE;
    }
}

static gboolean
fail_damaged (const LlImport *import, const gchar *name, GError **error)
{
  return ll_import_fail (
    error, _ ("The ROI \"%s\" in \"%s\" is damaged: save it again in ImageJ."), name,
    import->path);
}

LlImported *
ll_import_roi (const LlImport *import, GError **error)
{
  g_autoptr (LlShapes) shapes = ll_shapes_new (import->width, import->height);
  const Record record = { import->bytes, import->length };
  g_autofree gchar *name = g_path_get_basename (import->path);

  if (!read_roi (&record, NULL, shapes))
    {
      fail_damaged (import, name, error);
      return NULL;
    }

  return ll_shapes_fill (shapes, import->path, error);
}

/* Returns: whether all bytes of the entry are in @record. */
static gboolean
read_entry (struct archive *archive, GByteArray *record)
{
  guint8 part[16384];
  la_ssize_t n;

  g_byte_array_set_size (record, 0);
  while ((n = archive_read_data (archive, part, sizeof (part))) > 0)
    {
      if (record->len + (gsize) n > MOST_ROI_BYTES)
        return FALSE;
      g_byte_array_append (record, part, (guint) n);
    }

  return n == 0;
}

/* Returns: (transfer full) (nullable): the name of an entry that is a ROI, without ".roi". */
static gchar *
get_entry_name (struct archive_entry *entry)
{
  const gchar *path = archive_entry_pathname_utf8 (entry);
  gchar *name;

  if (!path)
    path = archive_entry_pathname (entry);
  if (!path || strlen (path) < 4 ||
      g_ascii_strcasecmp (path + strlen (path) - 4, ".roi") != 0)
    return NULL;

  name = g_path_get_basename (path);
  name[strlen (name) - 4] = 0;
  if (!g_utf8_validate (name, -1, NULL))
    {
      gchar *valid = g_utf8_make_valid (name, -1);

      g_free (name);
      name = valid;
    }

  return name;
}

static gboolean
read_set (const LlImport *import,
          struct archive *archive,
          LlShapes *shapes,
          GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct archive_entry *entry;
  int status;

  while ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         status == ARCHIVE_WARN)
    {
      g_autofree gchar *name = get_entry_name (entry);
      Record record;

      if (!name)
        continue;
      if (!read_entry (archive, bytes))
        return fail_damaged (import, name, error);
      record = (Record){ bytes->data, bytes->len };
      if (!read_roi (&record, name, shapes))
        return fail_damaged (import, name, error);
    }

  return status == ARCHIVE_EOF ||
         ll_import_fail (error,
                         _ ("\"%s\" is not a ZIP file, or is damaged: save the "
                            "ROIs again in ImageJ."),
                         import->path);
}

LlImported *
ll_import_roi_set (const LlImport *import, GError **error)
{
  g_autoptr (LlShapes) shapes = ll_shapes_new (import->width, import->height);
  struct archive *archive = archive_read_new ();
  gboolean done;

  archive_read_support_format_zip (archive);
  done = archive_read_open_memory (archive, import->bytes, import->length) == ARCHIVE_OK;
  if (done)
    done = read_set (import, archive, shapes, error);
  else
    ll_import_fail (error,
                    _ ("\"%s\" is not a ZIP file, or is damaged: save the ROIs "
                       "again in ImageJ."),
                    import->path);
  archive_read_free (archive);

  return done ? ll_shapes_fill (shapes, import->path, error) : NULL;
}
