/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes the table of a comparison. */

#include "measure/comparison-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lazylabels/error.h"
#include "lazylabels/measure.h"

static const LlMeasuredImage *
get_image (const LlComparison *comparison, gint index)
{
  return g_ptr_array_index (comparison->images, index);
}

gint
ll_comparison_get_n_images (const LlComparison *comparison)
{
  return (gint) comparison->images->len;
}

const gchar *
ll_comparison_get_image_name (const LlComparison *comparison, gint index)
{
  g_return_val_if_fail (index >= 0 && index < ll_comparison_get_n_images (comparison),
                        NULL);

  return get_image (comparison, index)->name;
}

gint
ll_comparison_find_image (const LlComparison *comparison,
                          const gchar *name,
                          GError **error)
{
  g_autofree gchar *example = NULL;
  gint found = -1;
  gint n = 0;

  if (!*name)
    return 0;

  for (gint i = 0; i < ll_comparison_get_n_images (comparison); i++)
    {
      const LlMeasuredImage *image = get_image (comparison, i);
      g_autofree gchar *whole = g_build_filename (image->folder, image->name, NULL);

      if (*image->folder && strcmp (whole, name) == 0)
        return i;
      if (strcmp (image->name, name) != 0)
        continue;

      n++;
      found = n == 1 ? i : -1;
      if (!example || !strchr (example, G_DIR_SEPARATOR))
        {
          g_free (example);
          example = g_steal_pointer (&whole);
        }
    }

  if (n > 1)
    g_set_error (
      error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
      _ ("The summary has several images \"%s\": give the folder as well, as in "
         "\"%s\"."),
      name, example);
  else if (n == 0)
    g_set_error (
      error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
      _ ("The summary has no image \"%s\": give a name from its column \"image\"."),
      name);

  return found;
}

/* Returns the unit that a statistic has in an image; NULL where it has no value. */
static const gchar *
find_unit (const LlMeasuredImage *image, guint statistic)
{
  for (guint i = 0; i < image->newest->classes->len; i++)
    {
      LlMeasuredValue value =
        ll_measured_class_get (g_ptr_array_index (image->newest->classes, i), statistic);

      if (value.unit)
        return value.unit;
    }

  return NULL;
}

/* Returns the unit of each statistic: that of the baseline, or of the first image that
 * has the statistic.
 */
static const gchar **
choose_units (const LlComparison *comparison, gint baseline)
{
  const gchar **units = g_new0 (const gchar *, comparison->statistics->len + 1);

  for (guint k = 0; k < comparison->statistics->len; k++)
    {
      units[k] = find_unit (get_image (comparison, baseline), k);
      for (gint i = 0; !units[k] && i < ll_comparison_get_n_images (comparison); i++)
        units[k] = find_unit (get_image (comparison, i), k);
    }

  return units;
}

static void
append_header (LlTable *table, const LlComparison *comparison, const gchar *const *units)
{
  ll_table_add_text (table, "image");
  ll_table_add_text (table, "class");
  for (guint k = 0; k < comparison->statistics->len; k++)
    {
      const gchar *statistic = g_ptr_array_index (comparison->statistics, k);
      g_autofree gchar *name = units[k] && *units[k]
                                 ? g_strdup_printf ("%s (%s)", statistic, units[k])
                                 : g_strdup (statistic);
      g_autofree gchar *change = g_strdup_printf ("%s change %%", name);

      ll_table_add_text (table, name);
      ll_table_add_text (table, change);
    }
  ll_table_add_text (table, "folder");
  ll_table_add_text (table, "measured");
  ll_table_end_row (table);
}

/* Returns the value in @unit, NAN when it is undefined, infinite when it can't be had. */
static gdouble
convert_value (LlMeasuredValue value, const gchar *unit, gboolean *converted)
{
  gdouble factor;

  if (!value.unit || isnan (value.value) || strcmp (value.unit, unit) == 0)
    return value.value;

  factor = ll_unit_get_factor (value.unit, unit);
  *converted = *converted || factor != 1.0;

  return isnan (factor) ? INFINITY : value.value * factor;
}

static gboolean
append_class (LlTable *table,
              const LlComparison *comparison,
              const LlMeasuredImage *image,
              const LlMeasuredClass *klass,
              const LlMeasuredClass *base,
              const gchar *const *units,
              gboolean *converted,
              GError **error)
{
  ll_table_add_text (table, image->name);
  ll_table_add_text (table, klass->name);
  for (guint k = 0; k < comparison->statistics->len; k++)
    {
      LlMeasuredValue given = ll_measured_class_get (klass, k);
      gdouble value = convert_value (given, units[k], converted);
      gdouble reference =
        convert_value (ll_measured_class_get (base, k), units[k], converted);

      if (isinf (value))
        {
          g_set_error (
            error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
            _ (
              "\"%s\" of the image \"%s\" has the unit \"%s\" and can't be compared with "
              "one in \"%s\": measure all images with a scale, or all without one."),
            (const gchar *) g_ptr_array_index (comparison->statistics, k), image->name,
            given.unit, units[k]);
          return FALSE;
        }

      /* Not finite, and so left empty, if one is missing or the baseline is 0. */
      ll_table_add_number (table, value);
      ll_table_add_number (table, 100.0 * (value - reference) / reference);
    }
  ll_table_add_text (table, image->folder);
  ll_table_add_text (table, image->newest->measured);
  ll_table_end_row (table);

  return TRUE;
}

static void
collect_facts (const LlComparison *comparison,
               const gchar *const *units,
               LlComparisonFacts *facts)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gint n = ll_comparison_get_n_images (comparison);
  const gchar *settings = NULL;

  for (gint i = 0; i < n; i++)
    {
      const gchar *name = get_image (comparison, i)->name;
      gint count = GPOINTER_TO_INT (g_hash_table_lookup (names, name));

      g_hash_table_insert (names, (gchar *) name, GINT_TO_POINTER (count + 1));
    }

  for (gint i = 0; i < n; i++)
    {
      const LlMeasuredImage *image = get_image (comparison, i);
      gboolean shared = GPOINTER_TO_INT (g_hash_table_lookup (names, image->name)) > 1;
      const gchar *own = image->newest->settings;

      if (image->measurements->len > 1)
        *(*image->newest->measured ? &facts->n_again : &facts->n_repeated) += 1;
      if (shared && !*image->folder)
        *(*image->newest->measured ? &facts->n_unsaved : &facts->n_earlier) += 1;
      if (*own && settings && strcmp (own, settings) != 0)
        facts->settings = TRUE;
      if (*own)
        settings = own;
    }

  for (guint k = 0; k < comparison->statistics->len; k++)
    facts->in_pixels = n > 1 && (facts->in_pixels || g_strcmp0 (units[k], "px") == 0);
}

LlTable *
ll_comparison_to_table (const LlComparison *comparison,
                        gint baseline,
                        LlComparisonFacts *facts,
                        GError **error)
{
  g_autoptr (LlTable) table = ll_table_new ();
  g_autofree const gchar **units = choose_units (comparison, baseline);
  const LlMeasurement *base = get_image (comparison, baseline)->newest;

  *facts = (LlComparisonFacts){ 0 };
  append_header (table, comparison, units);
  for (gint i = 0; i < ll_comparison_get_n_images (comparison); i++)
    {
      const LlMeasuredImage *image = get_image (comparison, i);

      for (guint k = 0; k < image->newest->classes->len; k++)
        {
          const LlMeasuredClass *klass = g_ptr_array_index (image->newest->classes, k);

          if (!append_class (table, comparison, image, klass,
                             g_hash_table_lookup (base->by_name, klass->name), units,
                             &facts->converted, error))
            return NULL;
        }
    }
  collect_facts (comparison, units, facts);

  return g_steal_pointer (&table);
}
