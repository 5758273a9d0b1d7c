/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes measurements as comma-separated values.  Column names are plain letters followed
 * by the unit, which R and spreadsheets accept without quoting.
 */

#include <math.h>
#include <string.h>

#include "lazylabels/csv.h"
#include "lazylabels/measure.h"

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
  COLUMN ("interface", interface, 1),
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

/* "um" also stands for the micro sign and for the Greek letter, which are different
 * characters.
 */
static const struct
{
  const gchar *name;
  const gchar *plain;
  gdouble mm;
} units[] = {
  { "nm", "nm", 1e-6 },        { "um", "um", 1e-3 },     { "\302\265m", "um", 1e-3 },
  { "\316\274m", "um", 1e-3 }, { "micron", "um", 1e-3 }, { "microns", "um", 1e-3 },
  { "mm", "mm", 1.0 },         { "cm", "cm", 10.0 },     { "m", "m", 1000.0 },
  { "in", "in", 25.4 },
};

gdouble
ll_scale_get_mm (const LlScale *scale)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (scale->unit, units[i].name) == 0)
      return units[i].mm / scale->pixels_per_unit;
  return NAN;
}

static const gchar *
get_unit (const LlScale *scale)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (scale->unit, units[i].name) == 0)
      return units[i].plain;
  return scale->unit;
}

static void
append_header (GString *text, const gchar *name, const gchar *unit, gint power)
{
  g_autofree gchar *whole = power == 2 ? g_strdup_printf ("%s_%s2", name, unit)
                                       : g_strdup_printf ("%s_%s", name, unit);

  ll_csv_append_text (text, whole);
}

static void
append_integer (GString *text, gint64 value)
{
  gchar cell[32];

  g_snprintf (cell, sizeof cell, "%" G_GINT64_FORMAT, value);
  ll_csv_append_text (text, cell);
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
append_object_header (GString *text, const LlScale *scale)
{
  static const gchar *const first[] = { "id", "class", "on_edge", "weight",
                                        "neighbours" };

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    ll_csv_append_text (text, first[i]);
  for (guint i = 0; i < G_N_ELEMENTS (plain_columns); i++)
    ll_csv_append_text (text, plain_columns[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    append_header (text, columns[i].name, "px", columns[i].power);
  for (guint i = 0; i < G_N_ELEMENTS (columns) && scale; i++)
    append_header (text, columns[i].name, get_unit (scale), columns[i].power);
  ll_csv_end_row (text);
}

static void
append_object (GString *text,
               const LlObject *object,
               const LlClasses *classes,
               const LlScale *scale)
{
  g_autofree gchar *class_name = get_class_name (classes, object->class_index, "rest");

  append_integer (text, object->id);
  ll_csv_append_text (text, class_name);
  append_integer (text, object->on_edge);
  ll_csv_append_number (text, object->weight);
  append_integer (text, object->neighbours);
  for (guint i = 0; i < G_N_ELEMENTS (plain_columns); i++)
    ll_csv_append_number (text,
                          G_STRUCT_MEMBER (gdouble, object, plain_columns[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    ll_csv_append_number (text, G_STRUCT_MEMBER (gdouble, object, columns[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (columns) && scale; i++)
    ll_csv_append_number (text, G_STRUCT_MEMBER (gdouble, object, columns[i].offset) /
                                  pow (scale->pixels_per_unit, columns[i].power));
  ll_csv_end_row (text);
}

GString *
ll_objects_to_csv (const LlObjects *objects,
                   const LlClasses *classes,
                   const LlScale *scale)
{
  GString *text = g_string_new (NULL);

  append_object_header (text, scale);
  for (gint i = 0; i < objects->n; i++)
    append_object (text, &objects->objects[i], classes, scale);
  return text;
}

static void
append_estimate (GString *text, const LlEstimate *estimate, gdouble factor)
{
  ll_csv_append_number (text, estimate->value * factor);
  ll_csv_append_number (text, estimate->low * factor);
  ll_csv_append_number (text, estimate->high * factor);
}

static void
append_unit (GString *text, const gchar *unit, gint power)
{
  g_autofree gchar *name = power == 0    ? g_strdup ("")
                           : power == 1  ? g_strdup (unit)
                           : power == -1 ? g_strdup_printf ("%s/%s2", unit, unit)
                                         : g_strdup_printf ("1/%s2", unit);

  ll_csv_append_text (text, name);
}

/* Densities are per square millimetre if the scale is known, as is common in the
 * literature.
 */
static void
append_in_unit (GString *text,
                const LlEstimate *estimate,
                gint power,
                const LlScale *scale)
{
  const gchar *unit = scale ? get_unit (scale) : "px";
  gdouble pixel = scale ? 1.0 / scale->pixels_per_unit : 1.0;

  if (scale && power < 0 && !isnan (ll_scale_get_mm (scale)))
    {
      unit = "mm";
      pixel = ll_scale_get_mm (scale);
    }
  append_estimate (text, estimate, pow (pixel, power));
  append_unit (text, unit, power);
}

static void
append_statistic (GString *text,
                  const gchar *class_name,
                  const gchar *name,
                  const LlEstimate *estimate,
                  gint power,
                  const LlScale *scale)
{
  ll_csv_append_text (text, class_name);
  ll_csv_append_text (text, name);
  append_in_unit (text, estimate, power, scale);
  append_estimate (text, estimate, 1.0);
  append_unit (text, "px", power);
  ll_csv_end_row (text);
}

GString *
ll_summary_to_csv (const LlSummary *summary,
                   const LlClasses *classes,
                   const LlScale *scale)
{
  static const gchar *const header[] = { "class",   "statistic", "value",    "low",
                                         "high",    "unit",      "value_px", "low_px",
                                         "high_px", "unit_px" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    ll_csv_append_text (text, header[i]);
  ll_csv_end_row (text);

  for (gint i = 0; i < summary->n; i++)
    {
      const LlDistribution *distribution = &summary->distributions[i];
      const LlEstimate n = { distribution->n, NAN, NAN };
      const LlEstimate n_edge = { distribution->n_edge, NAN, NAN };
      g_autofree gchar *name = get_class_name (classes, distribution->class_index, "all");

      append_statistic (text, name, "objects_counted", &n, 0, NULL);
      append_statistic (text, name, "objects_on_edge", &n_edge, 0, NULL);
      for (gint k = 0; k < LL_N_STATISTICS; k++)
        append_statistic (text, name, statistics[k].name, &distribution->statistics[k],
                          statistics[k].power, scale);
    }
  return text;
}

GString *
ll_histogram_to_csv (const LlHistogram *histogram, const LlScale *scale)
{
  static const gchar *const last[] = { "number", "volume_px3", "number_share_below",
                                       "volume_share_below" };
  GString *text = g_string_new (NULL);

  append_header (text, "from", "px", 1);
  append_header (text, "to", "px", 1);
  if (scale)
    {
      append_header (text, "from", get_unit (scale), 1);
      append_header (text, "to", get_unit (scale), 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    ll_csv_append_text (text, last[i]);
  ll_csv_end_row (text);

  for (gint k = 0; k < histogram->n; k++)
    {
      ll_csv_append_number (text, histogram->edges[k]);
      ll_csv_append_number (text, histogram->edges[k + 1]);
      if (scale)
        {
          ll_csv_append_number (text, histogram->edges[k] / scale->pixels_per_unit);
          ll_csv_append_number (text, histogram->edges[k + 1] / scale->pixels_per_unit);
        }
      ll_csv_append_number (text, histogram->numbers[k]);
      ll_csv_append_number (text, histogram->volumes[k]);
      ll_csv_append_number (text, histogram->number_shares[k + 1]);
      ll_csv_append_number (text, histogram->volume_shares[k + 1]);
      ll_csv_end_row (text);
    }
  return text;
}
