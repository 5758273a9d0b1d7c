/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GIMP's tiles have 64 × 64 pixels, and a part consists of whole tiles.  Parts of a wide image
 * lie side by side; marks are counted when their strip is complete.
 */

#include "panel/scan.h"

#include <string.h>

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
  guint8 *strip[LL_N_TASKS]; /* labels: [height of a part][width] */
  LpMarkCounter *counters[LL_N_TASKS];
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
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      scan->strip[task] = g_new0 (guint8, (gsize) scan->width * scan->part.height);
      scan->counters[task] = lp_mark_counter_new (scan->width);
    }

  return scan;
}

void
lp_panel_scan_free (LpPanelScan *scan)
{
  if (!scan)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_free (scan->strip[task]);
      lp_mark_counter_free (scan->counters[task]);
    }
  ll_classes_free (scan->classes);
  g_free (scan);
}

/* Copies labels to their place in the strip. */
static void
fill_strip (LpPanelScan *scan,
            const GeglRectangle *part,
            gint task,
            const LlLabels *labels)
{
  for (gint y = 0; y < part->height; y++)
    {
      guint8 *row = scan->strip[task] + (gsize) y * scan->width + part->x;

      if (labels)
        memcpy (row, labels->data + (gsize) y * part->width, (gsize) part->width);
      else
        memset (row, 0, (gsize) part->width);
    }
}

static gboolean
read_part (LpPanelScan *scan, const GeglRectangle *part, GError **error)
{
  g_autoptr (LpThere) there = lp_there_new (part);
  LlLabels *maps[LL_N_TASKS] = { NULL };
  g_autofree gchar *name = lp_host_get_image_name (scan->image);
  gboolean done;

  done = lp_labels_read_maps (scan->image, name, scan->classes, maps, there, NULL, error);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      fill_strip (scan, part, task, maps[task]);
      ll_labels_free (maps[task]);
    }

  return done;
}

static void
count_strip (LpPanelScan *scan, gint rows)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    for (gint y = 0; y < rows; y++)
      lp_mark_counter_add_row (scan->counters[task],
                               scan->strip[task] + (gsize) y * scan->width);
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
  if (!read_part (scan, &part, error))
    return FALSE;

  scan->part.x += scan->part.width;
  if (scan->part.x >= scan->width)
    {
      count_strip (scan, part.height);
      scan->part.x = 0;
      scan->part.y += scan->part.height;
    }
  scan->counts.microseconds += g_get_monotonic_time () - start;

  if (scan->part.y < scan->height)
    return TRUE;

  for (gint task = 0; task < LL_N_TASKS; task++)
    lp_mark_counter_get (scan->counters[task], scan->counts.marks[task]);

  return FALSE;
}

const LpPanelCounts *
lp_panel_scan_get_counts (const LpPanelScan *scan)
{
  return &scan->counts;
}
