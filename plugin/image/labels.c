/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A task may have several layers, such as copies or layers of different people: the topmost
 * paint wins.  A layer may have any place and size; nothing is painted outside of it.  Its
 * mask counts, but its visibility and opacity, which only serve to look at it, do not.
 */

#include "image/labels.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "image/remarks.h"
#include "pixels/pixels.h"

/* What a pixel takes while it is read: colours, opacity, the maps of all tasks, and marks. */
#define PIXEL_BYTES (4 * sizeof (gfloat) + LL_N_TASKS + 1)

/* Makes the map of one task over the micrograph at @area; @labels is NULL when nothing is
 * painted.  Pixels of the ignore colour are added to @ignored.
 */
static gboolean
read_map (const LpSources *sources,
          LlTask task,
          const GeglRectangle *area,
          const LlClasses *classes,
          guint8 *ignored,
          LlLabels **labels,
          LlPaintTally *tally,
          GError **error)
{
  g_autoptr (LlPaintReader) reader =
    ll_paint_reader_new (classes, task, sources->coverage[task], area->width, error);
  g_autoptr (LlLabels) map = ll_labels_new (area->width, area->height, 0);
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) 4 * LP_PIXELS_STRIP * area->width);
  gsize n = (gsize) area->width * area->height;
  g_autofree guint8 *marked = g_new0 (guint8, n);
  gint64 n_marked = 0;

  if (!reader)
    return FALSE;

  for (gint y = 0; y < area->height; y++)
    {
      gsize row = (gsize) y * area->width;
      gfloat *pixels = rgba + (gsize) 4 * (y % LP_PIXELS_STRIP) * area->width;

      if (y % LP_PIXELS_STRIP == 0)
        {
          GeglRectangle strip = { area->x, area->y + y, area->width,
                                  MIN (LP_PIXELS_STRIP, area->height - y) };

          lp_sources_read (sources, task, &strip, rgba);
        }

      ll_paint_reader_read_row (reader, pixels, area->x, area->y + y, map->data + row,
                                marked + row);
    }

  for (gsize i = 0; i < n; i++)
    if (marked[i])
      {
        ignored[i] = 1;
        n_marked++;
      }

  *tally = *ll_paint_reader_get_tally (reader);
  if (tally->painted > n_marked)
    *labels = g_steal_pointer (&map);

  return ll_paint_tally_check (tally, classes, task, error);
}

/* Reads the pixels, and leaves out those that aren't there. */
static LlImage *
read_image (const LpHostLayer *micrograph, LpThere *there)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new (micrograph->id);
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  g_autofree gfloat *alpha = g_new (gfloat, (gsize) width * height);
  LlImage *image;

  image = ll_image_new (width, height, lp_pixels_are_grey (pixels) ? 1 : 3);
  lp_pixels_read (pixels, 0, height, image->channels, image->data, alpha);
  if (lp_pixels_may_be_missing (pixels))
    ll_image_fill (image);
  lp_there_add_alpha (there, micrograph->x, micrograph->y, width, height, alpha);

  return image;
}

gboolean
lp_labels_have_layers (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    if ((gint) lp_layer_get_role (g_ptr_array_index (layers, i)) < LL_N_TASKS)
      return TRUE;

  return FALSE;
}

gboolean
lp_labels_are_painted (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autoptr (LpSources) sources = lp_sources_find (layers);

  return lp_sources_are_painted (sources);
}

/* Reads the map again without the colour profile of the image, after an @error. */
static gboolean
read_numbers (const GPtrArray *layers,
              const LpSources *sources,
              LlTask task,
              const GeglRectangle *area,
              const gchar *name,
              const LlClasses *classes,
              guint8 *ignored,
              LlLabels **labels,
              LlPaintTally *tally,
              GPtrArray *remarks,
              GError **error)
{
  g_autoptr (LpSources) numbers = lp_sources_find_numbers (layers);

  g_clear_pointer (labels, ll_labels_free);
  numbers->coverage[task] = sources->coverage[task];
  if (!read_map (numbers, task, area, classes, ignored, labels, tally, NULL))
    {
      g_clear_pointer (labels, ll_labels_free);
      return FALSE;
    }

  g_clear_error (error);
  lp_remarks_add (
    remarks,
    _ ("\"%s\", layer \"%s\": its paint has the colours of the classes only "
       "without the colour profile of the image, so the profile does not "
       "count for it."),
    name, sources->names[task]);

  return TRUE;
}

static void
set_contradiction (const LpSources *sources,
                   LlTask task,
                   const gchar *name,
                   GError **error)
{
  const LpHostLayer *complete = sources->covering[task];
  const LpHostLayer *sparse = sources->contradicting[task];

  if (sources->coverage[task] == LL_COVERAGE_SPARSE)
    {
      complete = sources->contradicting[task];
      sparse = sources->covering[task];
    }
  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
    _ ("In \"%s\", the layer \"%s\" is complete and \"%s\" is sparse, but both "
       "are painted for the same task: call New Annotation Layers to make them "
       "the same, or remove one."),
    name, complete->name, sparse->name);
}

/* Makes the maps of all tasks at @area.  With @sparse, an unpainted pixel has no label,
 * whatever the coverage of its layer.
 */
static gboolean
read_maps (gint32 image,
           const GPtrArray *layers,
           const GeglRectangle *area,
           const gchar *name,
           const LlClasses *classes,
           gboolean sparse,
           LlLabels *maps[LL_N_TASKS],
           guint8 *ignored,
           GPtrArray *remarks,
           GError **error)
{
  g_autoptr (LpSources) sources = lp_sources_find (layers);

  if (lp_host_get_image_base (image) == LP_BASE_GREY && lp_sources_are_painted (sources))
    {
      g_set_error (
        error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
        _ ("\"%s\" is in greyscale, so the colours of its paint, and with them "
           "its classes, are lost: undo the conversion, or convert the image to "
           "RGB and paint anew."),
        name);
      return FALSE;
    }

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      LlPaintTally tally;

      if (sources->sources[task]->len == 0)
        continue;

      if (!sparse && sources->contradicting[task])
        {
          set_contradiction (sources, (LlTask) task, name, error);
          return FALSE;
        }
      if (sparse)
        sources->coverage[task] = LL_COVERAGE_SPARSE;
      if (!read_map (sources, (LlTask) task, area, classes, ignored, &maps[task], &tally,
                     error) &&
          !read_numbers (layers, sources, (LlTask) task, area, name, classes, ignored,
                         &maps[task], &tally, remarks, error))
        {
          g_prefix_error (error, _ ("\"%s\", layer \"%s\": "), name,
                          sources->names[task]);
          return FALSE;
        }
      lp_remarks_add_paint (remarks, name, sources->names[task], classes, (LlTask) task,
                            &tally, FALSE);
    }

  return TRUE;
}

gboolean
lp_labels_read_maps (gint32 image,
                     const gchar *name,
                     const LlClasses *classes,
                     LlLabels *maps[LL_N_TASKS],
                     LpThere *there,
                     GPtrArray *remarks,
                     GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  lp_layers_keep_roles (layers);
  if (!read_maps (image, layers, &there->area, name, classes, FALSE, maps, there->missing,
                  remarks, error))
    return FALSE;

  lp_there_add_selection (there, image);

  return TRUE;
}

gboolean
lp_labels_read_paint_maps (gint32 image,
                           const gchar *name,
                           const LlClasses *classes,
                           LlLabels *maps[LL_N_TASKS],
                           LpThere *there,
                           GPtrArray *remarks,
                           GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  return read_maps (image, layers, &there->area, name, classes, TRUE, maps,
                    there->missing, remarks, error);
}

void
lp_labels_read_paint_at (const GPtrArray *layers,
                         LpSources *sources,
                         const LlClasses *classes,
                         const GeglRectangle *area,
                         LlLabels *maps[LL_N_TASKS],
                         guint8 *ignored)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      LlCoverage coverage = sources->coverage[task];
      g_autoptr (LpSources) numbers = NULL;
      LlLabels *other = NULL;
      LlPaintTally tally;

      if (sources->sources[task]->len == 0)
        continue;

      sources->coverage[task] = LL_COVERAGE_SPARSE;
      if (!read_map (sources, (LlTask) task, area, classes, ignored, &maps[task], &tally,
                     NULL))
        {
          /* As read_numbers(). */
          numbers = lp_sources_find_numbers (layers);
          numbers->coverage[task] = LL_COVERAGE_SPARSE;
          if (read_map (numbers, (LlTask) task, area, classes, ignored, &other, &tally,
                        NULL))
            {
              ll_labels_free (maps[task]);
              maps[task] = g_steal_pointer (&other);
            }
          ll_labels_free (other);
        }
      sources->coverage[task] = coverage;
    }
}

/* Reads the micrograph and the paint over it, without the selection; what is left out is
 * not applied to the labels yet.
 */
static LlSample *
read_sample (gint32 image,
             gint32 drawable,
             const gchar *name,
             const LlClasses *classes,
             gboolean sparse,
             LpThere **there,
             GPtrArray *remarks,
             GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, NULL);
  g_autoptr (LlSample) sample = NULL;
  g_autoptr (LpThere) found = NULL;
  GeglRectangle area;

  if (!micrograph)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("\"%s\" has no micrograph: add it as a layer below the marks."),
                   name);
      return NULL;
    }

  area = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                          micrograph->height };
  if (!ll_memory_check ((guint64) area.width * (guint64) area.height * PIXEL_BYTES,
                        error))
    return NULL;

  found = lp_there_new (&area);
  sample = ll_sample_new (name, read_image (micrograph, found));
  if (!read_maps (image, layers, &area, name, classes, sparse, sample->labels,
                  found->missing, remarks, error))
    return NULL;

  *there = g_steal_pointer (&found);

  return g_steal_pointer (&sample);
}

LlSample *
lp_labels_read (gint32 image,
                gint32 drawable,
                const gchar *name,
                const LlClasses *classes,
                LpThere **there,
                GPtrArray *remarks,
                GError **error)
{
  LlSample *sample =
    read_sample (image, drawable, name, classes, FALSE, there, remarks, error);

  if (!sample)
    return NULL;

  lp_there_add_selection (*there, image);
  ll_sample_apply_ignore (sample, (*there)->missing);

  return sample;
}

LlSample *
lp_labels_read_paint (gint32 image,
                      gint32 drawable,
                      const gchar *name,
                      const LlClasses *classes,
                      LpThere **there,
                      GPtrArray *remarks,
                      GError **error)
{
  LlSample *sample =
    read_sample (image, drawable, name, classes, TRUE, there, remarks, error);

  if (!sample)
    return NULL;

  ll_sample_apply_ignore (sample, (*there)->missing);

  return sample;
}
