/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes tables of measurements.  Column names are plain letters followed by the unit, which
 * R and spreadsheets accept without quoting.
 */

#include <math.h>
#include <string.h>

#include "measure/units.h"

typedef struct
{
  const gchar *name;
  gsize offset; /* of a gdouble in #LlObject  */
  gint power;   /* of the length in the value */
} Column;

#define COLUMN(name, member, power)                 \
  {                                                 \
    name, G_STRUCT_OFFSET (LlObject, member), power \
  }

/* A column with a length occurs twice: in pixels and in the unit. */
static const Column columns[] = {
  COLUMN ("x", x, 1),
  COLUMN ("y", y, 1),
  COLUMN ("area", area, 2),
  COLUMN ("perimeter", perimeter, 1),
  COLUMN ("diameter", diameter, 1),
  COLUMN ("feret_max", feret_max, 1),
  COLUMN ("feret_min", feret_min, 1),
  COLUMN ("major_axis", major_axis, 1),
  COLUMN ("minor_axis", minor_axis, 1),
  COLUMN ("interface", interface_length, 1),
  COLUMN ("edge_length", edge_length, 1),
};

static const Column plain_columns[] = {
  COLUMN ("feret_angle_deg", feret_angle, 0),
  COLUMN ("circularity", circularity, 0),
  COLUMN ("aspect_ratio", aspect_ratio, 0),
  COLUMN ("solidity", solidity, 0),
};

static const struct
{
  const gchar *name;
  gint power;
} statistics[LL_N_STATISTICS] = {
  [LL_STATISTIC_NUMBER] = { "number", 0 },
  [LL_STATISTIC_MEAN] = { "mean_diameter", 1 },
  [LL_STATISTIC_SD] = { "sd_diameter", 1 },
  [LL_STATISTIC_D10_NUMBER] = { "d10_number", 1 },
  [LL_STATISTIC_D50_NUMBER] = { "d50_number", 1 },
  [LL_STATISTIC_D90_NUMBER] = { "d90_number", 1 },
  [LL_STATISTIC_SPAN_NUMBER] = { "span_number", 0 },
  [LL_STATISTIC_D10_VOLUME] = { "d10_volume", 1 },
  [LL_STATISTIC_D50_VOLUME] = { "d50_volume", 1 },
  [LL_STATISTIC_D90_VOLUME] = { "d90_volume", 1 },
  [LL_STATISTIC_SPAN_VOLUME] = { "span_volume", 0 },
  [LL_STATISTIC_D32] = { "d32", 1 },
  [LL_STATISTIC_D43] = { "d43", 1 },
  [LL_STATISTIC_CIRCULARITY] = { "mean_circularity", 0 },
  [LL_STATISTIC_ASPECT_RATIO] = { "mean_aspect_ratio", 0 },
  [LL_STATISTIC_TOUCHING] = { "touching_share", 0 },
  [LL_STATISTIC_NUMBER_PER_AREA] = { "number_per_area", -2 },
  [LL_STATISTIC_AREA_FRACTION] = { "area_fraction", 0 },
  [LL_STATISTIC_CONTOUR_PER_AREA] = { "contour_per_area", -1 },
};

/* The row of all classes. */
#define ALL "all"

gboolean
ll_statistic_find (const gchar *name, gint *power)
{
  for (guint k = 0; k < LL_N_STATISTICS; k++)
    if (strcmp (name, statistics[k].name) == 0)
      {
        *power = statistics[k].power;
        return TRUE;
      }

  return FALSE;
}

/* A list of classes of an old file may have one that is called like the row of all. */
static gchar *
get_name_of_all (const LlClasses *classes)
{
  gchar *name = g_strdup (ALL);

  for (gint i = 1; classes && i < ll_classes_get_n (classes); i++)
    if (g_ascii_strcasecmp (ll_classes_get_name (classes, i), name) == 0)
      {
        g_autofree gchar *taken = name;

        name = g_strdup_printf ("(%s)", taken);
        i = 0;
      }

  return name;
}

static void
append_header (LlTable *table, const gchar *name, const gchar *unit, gint power)
{
  g_autofree gchar *whole = power == 2 ? g_strdup_printf ("%s_%s2", name, unit)
                                       : g_strdup_printf ("%s_%s", name, unit);

  ll_table_add_text (table, whole);
}

/* @zero: the name of class 0 */
static gchar *
get_class_name (const LlClasses *classes, gint class_index, const gchar *zero)
{
  if (class_index == 0)
    return g_strdup (zero);
  if (classes && class_index < ll_classes_get_n (classes))
    return g_strdup (ll_classes_get_name (classes, class_index));
  return g_strdup_printf ("%d", class_index);
}

static void
append_object_header (LlTable *table, const LlScale *scale)
{
  static const gchar *const first[] = { "id", "class", "on_edge", "weight",
                                        "neighbours" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    ll_table_add_text (table, first[i]);
  for (guint i = 0; i < G_N_ELEMENTS (plain_columns); i++)
    ll_table_add_text (table, plain_columns[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_header (table, columns[i].name, "px", columns[i].power);
  for (guint i = 0; i < G_N_ELEMENTS (columns) && scale; i++)
    append_header (table, columns[i].name, ll_unit_get_plain (scale->unit),
                   columns[i].power);
  ll_table_end_row (table);
}

static void
append_object (LlTable *table,
               const LlObject *object,
               const LlClasses *classes,
               const LlScale *scale)
{
  g_autofree gchar *class_name = get_class_name (classes, object->class_index, "rest");

  ll_table_add_integer (table, object->id);
  ll_table_add_text (table, class_name);
  ll_table_add_integer (table, object->on_edge);
  ll_table_add_number (table, object->weight);
  ll_table_add_integer (table, object->neighbours);
  for (guint i = 0; i < G_N_ELEMENTS (plain_columns); i++)
    ll_table_add_number (table,
                         G_STRUCT_MEMBER (gdouble, object, plain_columns[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    ll_table_add_number (table, G_STRUCT_MEMBER (gdouble, object, columns[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (columns) && scale; i++)
    ll_table_add_number (table, G_STRUCT_MEMBER (gdouble, object, columns[i].offset) /
                                  pow (scale->pixels_per_unit, columns[i].power));
  ll_table_end_row (table);
}

LlTable *
ll_objects_to_table (const LlObjects *objects,
                     const LlClasses *classes,
                     const LlScale *scale)
{
  LlTable *table = ll_table_new ();

  append_object_header (table, scale);
  for (gint i = 0; i < objects->n; i++)
    append_object (table, &objects->objects[i], classes, scale);
  return table;
}

static void
append_estimate (LlTable *table, const LlEstimate *estimate, gdouble factor)
{
  ll_table_add_number (table, estimate->value * factor);
  ll_table_add_number (table, estimate->low * factor);
  ll_table_add_number (table, estimate->high * factor);
}

static void
append_unit (LlTable *table, const gchar *unit, gint power)
{
  g_autofree gchar *name = power == 0    ? g_strdup ("")
                           : power == 1  ? g_strdup (unit)
                           : power == -1 ? g_strdup_printf ("%s/%s2", unit, unit)
                                         : g_strdup_printf ("1/%s2", unit);

  ll_table_add_text (table, name);
}

/* Densities are per square millimetre if the scale is known, as is common in the
 * literature.
 */
static void
append_in_unit (LlTable *table,
                const LlEstimate *estimate,
                gint power,
                const LlScale *scale)
{
  const gchar *unit = scale ? ll_unit_get_plain (scale->unit) : "px";
  gdouble pixel = scale ? 1.0 / scale->pixels_per_unit : 1.0;

  if (scale && power < 0 && !isnan (ll_scale_get_mm (scale)))
    {
      unit = "mm";
      pixel = ll_scale_get_mm (scale);
    }
  append_estimate (table, estimate, pow (pixel, power));
  append_unit (table, unit, power);
}

static void
append_statistic (LlTable *table,
                  const gchar *class_name,
                  const gchar *name,
                  const LlEstimate *estimate,
                  gint power,
                  const LlScale *scale)
{
  ll_table_add_text (table, class_name);
  ll_table_add_text (table, name);
  append_in_unit (table, estimate, power, scale);
  append_estimate (table, estimate, 1.0);
  append_unit (table, "px", power);
  ll_table_end_row (table);
}

LlTable *
ll_summary_to_table (const LlSummary *summary,
                     const LlClasses *classes,
                     const LlScale *scale)
{
  static const gchar *const header[] = { "class",   "statistic", "value",    "low",
                                         "high",    "unit",      "value_px", "low_px",
                                         "high_px", "unit_px" };
  g_autofree gchar *all = get_name_of_all (classes);
  LlTable *table = ll_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    ll_table_add_text (table, header[i]);
  ll_table_end_row (table);

  for (gint i = 0; i < summary->n; i++)
    {
      const LlDistribution *distribution = &summary->distributions[i];
      const LlEstimate n = { distribution->n, NAN, NAN };
      const LlEstimate n_edge = { distribution->n_edge, NAN, NAN };
      g_autofree gchar *name = get_class_name (classes, distribution->class_index, all);

      append_statistic (table, name, "objects_counted", &n, 0, NULL);
      append_statistic (table, name, "objects_on_edge", &n_edge, 0, NULL);
      for (gint k = 0; k < LL_N_STATISTICS; k++)
        append_statistic (table, name, statistics[k].name, &distribution->statistics[k],
                          statistics[k].power, scale);
    }
  return table;
}

LlTable *
ll_histogram_to_table (const LlHistogram *histogram, const LlScale *scale)
{
  static const gchar *const last[] = { "number", "volume_px3", "number_share_below",
                                       "volume_share_below" };
  LlTable *table = ll_table_new ();

  append_header (table, "from", "px", 1);
  append_header (table, "to", "px", 1);
  if (scale)
    {
      append_header (table, "from", ll_unit_get_plain (scale->unit), 1);
      append_header (table, "to", ll_unit_get_plain (scale->unit), 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    ll_table_add_text (table, last[i]);
  ll_table_end_row (table);

  for (gint k = 0; k < histogram->n; k++)
    {
      ll_table_add_number (table, histogram->edges[k]);
      ll_table_add_number (table, histogram->edges[k + 1]);
      if (scale)
        {
          ll_table_add_number (table, histogram->edges[k] / scale->pixels_per_unit);
          ll_table_add_number (table, histogram->edges[k + 1] / scale->pixels_per_unit);
        }
      ll_table_add_number (table, histogram->numbers[k]);
      ll_table_add_number (table, histogram->volumes[k]);
      ll_table_add_number (table, histogram->number_shares[k + 1]);
      ll_table_add_number (table, histogram->volume_shares[k + 1]);
      ll_table_end_row (table);
    }
  return table;
}
