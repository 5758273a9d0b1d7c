/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/outputs.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>

#include "figure/histogram-file.h"
#include "figure/label-map.h"
#include "procedure/names.h"

gboolean
lp_figure_wants (const LpCall *call, const gchar *name)
{
  return lp_arguments_get_bool (call->in, name);
}

const gchar *
lp_figure_get_path (const LpCall *call, const gchar *name)
{
  const gchar *path = lp_arguments_get_string (call->in, name);

  return *path ? path : NULL;
}

static gboolean
check_files (const gchar *map, const gchar *histogram, GError **error)
{
  const gchar *paths[3] = { NULL };
  gint n = 0;

  if (map)
    paths[n++] = map;
  if (histogram)
    paths[n++] = histogram;

  return (!map || lp_label_map_check (map, error)) &&
         (!histogram || lp_histogram_file_check (histogram, error)) &&
         ll_part_files_check (paths, error);
}

gboolean
lp_figure_check_outputs (const LpCall *call, GError **error)
{
  static const gchar *const outputs[] = { LP_ARG_CONTOURS,    LP_ARG_PATHS,
                                          LP_ARG_INSTANCES,   LP_ARG_OVERLAY,
                                          LP_ARG_NUMBERS,     LP_ARG_SCALE_BAR,
                                          LP_ARG_LABEL_IMAGE, LP_ARG_HISTOGRAM_IMAGE };
  const gchar *map = lp_figure_get_path (call, LP_ARG_LABEL_MAP);
  const gchar *histogram = lp_figure_get_path (call, LP_ARG_HISTOGRAM);
  gboolean any = map || histogram;

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    any = any || lp_figure_wants (call, outputs[i]);

  if (!any)
    g_set_error (
      error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
      _ ("There is nothing to draw: choose a layer, paths, a new image or a file."));

  return any && check_files (map, histogram, error);
}
