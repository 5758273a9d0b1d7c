/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/scan.h"

#include <string.h>

#include "image/labels.h"
#include "layers/sources.h"

/* Squares are as large as GIMP's tiles, and a step looks at this many. */
#define CELL 64
#define RUN  16

/* One pass in so many looks at all layers. */
#define FULL_PASS 4

/* What is looked at besides the paint of the tasks. */
#define SELECTION LL_N_TASKS
#define N_PARTS   (LL_N_TASKS + 1)

/* In the first pass all is read after that. */
#define READING N_PARTS

struct _LpLiveScan
{
  gint32 image;
  gint32 micrograph;
  GeglRectangle place; /* of the micrograph, in the image */
  LlClasses *classes;
  LpLiveScanFunc found;
  gpointer data;
  gint columns;
  gint rows;
  guint64 *sums[N_PARTS]; /* [rows][columns] */
  LlCoverage coverage[LL_N_TASKS];

  /* The pass. */
  guint number;
  GPtrArray *layers; /* NULL: none has begun         */
  gint width;        /* of the image                 */
  gint height;
  gboolean *read; /* for each: whether it is read */
  LpSources *sources;
  GeglBuffer *selection;    /* or NULL                         */
  gboolean wanted[N_PARTS]; /* what is looked at               */
  gint part;
  gint row;
  gint column;
};

LpLiveScan *
lp_live_scan_new (gint32 image,
                  const LpHostLayer *micrograph,
                  const LlClasses *classes,
                  LpLiveScanFunc found,
                  gpointer data)
{
  LpLiveScan *scan = g_new0 (LpLiveScan, 1);

  scan->image = image;
  scan->micrograph = micrograph->id;
  scan->place = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                                 micrograph->height };
  scan->classes = ll_classes_copy (classes);
  scan->found = found;
  scan->data = data;
  scan->columns = (micrograph->width + CELL - 1) / CELL;
  scan->rows = (micrograph->height + CELL - 1) / CELL;
  for (gint part = 0; part < N_PARTS; part++)
    scan->sums[part] = g_new0 (guint64, (gsize) scan->columns * (gsize) scan->rows);

  return scan;
}

void
lp_live_scan_rest (LpLiveScan *scan)
{
  g_clear_object (&scan->selection);
  g_clear_pointer (&scan->sources, lp_sources_free);
  g_clear_pointer (&scan->layers, g_ptr_array_unref);
}

void
lp_live_scan_free (LpLiveScan *scan)
{
  if (!scan)
    return;

  lp_live_scan_rest (scan);
  g_free (scan->read);
  for (gint part = 0; part < N_PARTS; part++)
    g_free (scan->sums[part]);
  ll_classes_free (scan->classes);
  g_free (scan);
}

/* A pass looks at the layer that is painted on; some look at all. */
static void
choose_parts (LpLiveScan *scan)
{
  gint32 selected = lp_host_get_selected_layer (scan->image);
  const LpHostLayer *layer = lp_layers_find (scan->layers, selected);
  gint role = layer ? (gint) lp_layer_get_role (layer) : LL_N_TASKS;
  gboolean all = scan->number % FULL_PASS == 0 || role >= LL_N_TASKS;

  for (gint part = 0; part < N_PARTS; part++)
    scan->wanted[part] = all || part == role;
}

/* Notes which of the layers are read. */
static void
find_read (LpLiveScan *scan)
{
  g_free (scan->read);
  scan->read = g_new0 (gboolean, scan->layers->len);
  for (guint i = 0; i < scan->layers->len; i++)
    scan->read[i] =
      (gint) lp_layer_get_role (g_ptr_array_index (scan->layers, i)) < LL_N_TASKS;
}

static gboolean
begin_pass (LpLiveScan *scan)
{
  const LpHostLayer *micrograph;

  scan->layers = lp_host_list_layers (scan->image);
  lp_layers_keep_roles (scan->layers);
  micrograph = lp_layers_find (scan->layers, scan->micrograph);
  if (!micrograph || micrograph->x != scan->place.x || micrograph->y != scan->place.y ||
      micrograph->width != scan->place.width || micrograph->height != scan->place.height)
    {
      lp_live_scan_rest (scan);
      return FALSE;
    }

  scan->sources = lp_sources_find (scan->layers);
  lp_host_get_image_size (scan->image, &scan->width, &scan->height);
  find_read (scan);
  scan->selection = lp_host_get_selection_buffer (scan->image);
  memcpy (scan->coverage, scan->sources->coverage, sizeof (scan->coverage));
  choose_parts (scan);
  scan->part = scan->row = scan->column = 0;

  return TRUE;
}

/* Whether all layers that are read are still there, and as large as they were. */
static gboolean
has_layers (const LpLiveScan *scan)
{
  gint width, height;

  lp_host_get_image_size (scan->image, &width, &height);
  if (width != scan->width || height != scan->height)
    return FALSE;
  for (guint i = 0; i < scan->layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (scan->layers, i);

      if (scan->read[i] && !lp_host_has_layer (layer->id, layer->width, layer->height))
        return FALSE;
    }

  return TRUE;
}

/* Reads paint and hands it over. */
static void
read_patch (LpLiveScan *scan, const GeglRectangle *area)
{
  LpLiveArea own = { area->x - scan->place.x, area->y - scan->place.y, area->width,
                     area->height };
  LpLivePatch *patch = lp_live_patch_new (scan->image, &own);
  gsize n = (gsize) area->width * (gsize) area->height;
  LlLabels *maps[LL_N_TASKS] = { NULL };

  patch->time = g_get_monotonic_time ();
  lp_labels_read_paint_at (scan->layers, scan->sources, scan->classes, area, maps,
                           patch->missing);
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (maps[task])
      {
        patch->paint[task] = g_steal_pointer (&maps[task]->data);
        ll_labels_free (maps[task]);
      }
  if (scan->selection)
    {
      g_autofree guint8 *selected = g_malloc (n);

      gegl_buffer_get (scan->selection, area, 1.0, babl_format ("Y u8"), selected,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < n; i++)
        patch->missing[i] |= selected[i] < 128;
    }
  scan->found (patch, scan->data);
}

/* Compares the checksums of a row of squares, and reads those that have changed. */
static void
compare_run (LpLiveScan *scan, gint cells)
{
  guint64 sums[RUN] = { 0 };
  gsize first = (gsize) scan->row * (gsize) scan->columns + (gsize) scan->column;
  GeglRectangle area = { scan->place.x + scan->column * CELL,
                         scan->place.y + scan->row * CELL, cells * CELL, CELL };

  gegl_rectangle_intersect (&area, &area, &scan->place);
  if (scan->part == READING)
    {
      read_patch (scan, &area);
      return;
    }
  if (scan->part < LL_N_TASKS)
    lp_sources_checksum (scan->sources, (LlTask) scan->part, &area, CELL, sums);
  else if (scan->selection)
    lp_buffer_checksum (scan->selection, &area, CELL, sums);
  if (scan->number == 0)
    {
      memcpy (scan->sums[scan->part] + first, sums, (gsize) cells * sizeof (guint64));
      return;
    }

  for (gint i = 0; i < cells; i++)
    {
      GeglRectangle part = { area.x + i * CELL, area.y, CELL, CELL };

      if (sums[i] == scan->sums[scan->part][first + (gsize) i])
        continue;
      scan->sums[scan->part][first + (gsize) i] = sums[i];
      for (;
           i + 1 < cells && sums[i + 1] != scan->sums[scan->part][first + (gsize) i + 1];
           i++)
        {
          scan->sums[scan->part][first + (gsize) i + 1] = sums[i + 1];
          part.width += CELL;
        }
      gegl_rectangle_intersect (&part, &part, &area);
      read_patch (scan, &part);
    }
}

LpLiveScanState
lp_live_scan_step (LpLiveScan *scan)
{
  gint cells;

  if (!lp_host_has_image (scan->image))
    {
      lp_live_scan_rest (scan);
      return LP_LIVE_SCAN_GONE;
    }
  if (!scan->layers)
    return begin_pass (scan) ? LP_LIVE_SCAN_MORE : LP_LIVE_SCAN_GONE;
  if (!has_layers (scan))
    {
      lp_live_scan_rest (scan);
      return LP_LIVE_SCAN_DONE;
    }

  while (scan->part < N_PARTS && !scan->wanted[scan->part])
    scan->part++;
  if (scan->part < N_PARTS || (scan->part == READING && scan->number == 0))
    {
      cells = MIN (RUN, scan->columns - scan->column);
      compare_run (scan, cells);
      scan->column += cells;
      if (scan->column >= scan->columns)
        {
          scan->column = 0;
          scan->row++;
        }
      if (scan->row >= scan->rows)
        {
          scan->row = 0;
          scan->part++;
        }
      return LP_LIVE_SCAN_MORE;
    }

  lp_live_scan_rest (scan);
  scan->number++;

  return LP_LIVE_SCAN_DONE;
}

const LlCoverage *
lp_live_scan_get_coverage (const LpLiveScan *scan)
{
  return scan->coverage;
}
