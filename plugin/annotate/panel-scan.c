/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GIMP's tiles have 64 × 64 pixels, and a part consists of whole tiles. */

#include "annotate/panel-scan.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "image/labels.h"

#define TILE       64
#define MAX_PIXELS (64 * 1024) /* per part */

struct _LpPanelScan
{
  gint32 image;
  LlClasses *classes;
  GeglRectangle part; /* the next part to read */
  gint width;         /* of the image */
  gint height;
  LpPanelCounts counts;
};

LpPanelScan *
lp_panel_scan_new (gint32 image, const LlClasses *classes)
{
  LpPanelScan *scan = g_new0 (LpPanelScan, 1);

  scan->image = image;
  scan->classes = ll_classes_copy (classes);
  lp_host_get_image_size (image, &scan->width, &scan->height);
  scan->part.width = MIN (scan->width, MAX_PIXELS / TILE);
  scan->part.height = MAX (1, MAX_PIXELS / scan->part.width / TILE) * TILE;
  scan->counts.all = (gint64) scan->width * scan->height;

  return scan;
}

void
lp_panel_scan_free (LpPanelScan *scan)
{
  if (!scan)
    return;

  ll_classes_free (scan->classes);
  g_free (scan);
}

static gboolean
count_part (LpPanelScan *scan, const GeglRectangle *part, GError **error)
{
  g_autoptr (LpThere) there = lp_there_new (part);
  LlLabels *maps[LL_N_TASKS] = { NULL };
  g_autofree gchar *name = lp_host_get_image_name (scan->image);
  gboolean done;

  done = lp_labels_read_maps (scan->image, name, scan->classes, maps, there, NULL, error);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gint64 counts[256];

      if (!maps[task])
        continue;
      ll_labels_count (maps[task], counts);
      for (gint c = 0; c < LL_MAX_CLASSES; c++)
        scan->counts.pixels[task][c] += counts[c];
      ll_labels_free (maps[task]);
    }

  return done;
}

gboolean
lp_panel_scan_step (LpPanelScan *scan, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  GeglRectangle part = scan->part;

  if (part.y >= scan->height || !lp_host_has_image (scan->image))
    return FALSE;

  part.width = MIN (part.width, scan->width - part.x);
  part.height = MIN (part.height, scan->height - part.y);
  if (!count_part (scan, &part, error))
    return FALSE;

  scan->part.x += scan->part.width;
  if (scan->part.x >= scan->width)
    {
      scan->part.x = 0;
      scan->part.y += scan->part.height;
    }
  scan->counts.microseconds += g_get_monotonic_time () - start;

  return scan->part.y < scan->height;
}

const LpPanelCounts *
lp_panel_scan_get_counts (const LpPanelScan *scan)
{
  return &scan->counts;
}

gchar *
lp_panel_counts_describe (const LpPanelCounts *counts,
                          LlTask task,
                          const LlClasses *classes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint c = 1; c < ll_classes_get_n_of_task (classes, task); c++)
    if (counts->pixels[task][c] > 0)
      g_string_append_printf (
        text, "%s%s %.2g %%", text->len > 0 ? "\n" : "",
        task == LL_TASK_SEPARATION ? _ ("interface") : ll_classes_get_name (classes, c),
        100.0 * (gdouble) counts->pixels[task][c] / (gdouble) counts->all);

  return text->len > 0 ? g_strdup (text->str) : NULL;
}
