/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "measured.h"

#include <stdlib.h>

#include "bar.h"
#include "procedure/names.h"

const gchar *const lc_measure_names[] = { LP_ARG_EDGE_OBJECTS, LP_ARG_GAP,
                                          LP_ARG_RESAMPLES, LP_ARG_LEVEL, NULL };
const gchar *const lc_scale_names[] = { LP_ARG_SCALE, LP_ARG_PIXEL_SIZE, LP_ARG_UNIT,
                                        NULL };

void
lc_measured_free (LcMeasured *measured)
{
  if (!measured)
    return;

  ll_objects_free (measured->objects);
  ll_summary_free (measured->summary);
  ll_table_free (measured->object_rows);
  ll_table_free (measured->summary_rows);
  g_free (measured);
}

static gchar *
get_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree gchar *seconds = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%dZ", seconds, g_date_time_get_microsecond (now) / 100000);
}

LlTable *
lc_table_add_origin (LlTable *rows, const LcInput *input, const gchar *settings)
{
  g_autoptr (LlTable) inner = rows;
  char *real = realpath (input->path, NULL);
  const gchar *path = real ? real : input->path;
  g_autofree gchar *base = g_path_get_basename (path);
  g_autofree gchar *dir = g_path_get_dirname (path);
  g_autofree gchar *shown = g_utf8_validate (base, -1, NULL)
                              ? g_strdup (base)
                              : g_uri_escape_string (base, NULL, FALSE);
  g_autofree gchar *name = input->n_pages > 1
                             ? g_strdup_printf ("%s-page%d", shown, input->page + 1)
                             : g_strdup (shown);
  g_autofree gchar *folder = g_utf8_validate (dir, -1, NULL)
                               ? g_strdup (dir)
                               : g_filename_to_uri (dir, NULL, NULL);
  g_autofree gchar *measured = get_time ();
  const gchar *const names[] = { "image", "settings", "folder", "measured" };
  const gchar *const texts[] = { name, settings, folder, measured };
  const gchar *const plain_names[] = { names[0], names[2], names[3] };
  const gchar *const plain_texts[] = { name, folder, measured };
  LlTable *table = settings
                     ? ll_table_new_around (inner, names, texts, 1, G_N_ELEMENTS (names))
                     : ll_table_new_around (inner, plain_names, plain_texts, 1,
                                            G_N_ELEMENTS (plain_names));

  free (real);

  return table;
}

LcMeasured *
lc_measured_new (const LcFound *found,
                 const LcInput *input,
                 const LpArguments *in,
                 GError **error)
{
  g_autoptr (LcMeasured) measured = g_new0 (LcMeasured, 1);
  g_autofree gchar *settings_text = NULL;
  LlMeasureSettings settings;
  const LlScale *scale;

  if (!lc_scale_find (input->path, found->width, found->height, in, &measured->scale,
                      error))
    return NULL;

  scale = measured->scale.unit ? &measured->scale : NULL;
  ll_measure_settings_init (&settings);
  settings.gap = lp_arguments_get_int (in, LP_ARG_GAP);
  settings.edge_objects =
    (LlEdgeObjects) lp_arguments_get_choice (in, LP_ARG_EDGE_OBJECTS);
  settings.resamples = lp_arguments_get_int (in, LP_ARG_RESAMPLES);
  settings.level = lp_arguments_get_float (in, LP_ARG_LEVEL);
  measured->objects = ll_objects_new (found->instances, &settings);
  measured->summary =
    ll_summary_new (measured->objects, ll_classes_get_n (found->classes), &settings);
  measured->object_rows = lc_table_add_origin (
    ll_objects_to_table (measured->objects, found->classes, scale), input, NULL);
  settings_text = g_strdup_printf (
    "edge-objects=%s split=%s smallest-object=%d gap=%d",
    lp_arguments_get_string (in, LP_ARG_EDGE_OBJECTS),
    found->by_network ? lp_arguments_get_string (in, LP_ARG_SPLIT) : "labels",
    lp_arguments_get_int (in, LP_ARG_SMALLEST_OBJECT), settings.gap);
  measured->summary_rows = lc_table_add_origin (
    ll_summary_to_table (measured->summary, found->classes, scale), input, settings_text);

  return g_steal_pointer (&measured);
}
