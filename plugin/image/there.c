/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Most images have neither an alpha channel nor a selection nor annotation layers, and then
 * no pixel of them is read here.
 */

#include "image/there.h"

#include <glib/gi18n-lib.h>

#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "layers/sources.h"
#include "scale/information-bar.h"

LpThere *
lp_there_new (const GeglRectangle *area)
{
  LpThere *there = g_new0 (LpThere, 1);

  there->area = *area;
  there->missing = g_new0 (guint8, (gsize) area->width * area->height);

  return there;
}

void
lp_there_free (LpThere *there)
{
  if (!there)
    return;

  g_free (there->missing);
  g_free (there);
}

void
lp_there_add_alpha (LpThere *there,
                    gint x,
                    gint y,
                    gint width,
                    gint rows,
                    const gfloat *alpha)
{
  const GeglRectangle *area = &there->area;
  gint left = MAX (x, area->x);
  gint right = MIN (x + width, area->x + area->width);

  for (gint v = MAX (y, area->y); v < MIN (y + rows, area->y + area->height); v++)
    for (gint u = left; u < right; u++)
      {
        gfloat value = alpha[(gsize) (v - y) * width + (u - x)];

        if (value >= 0.5f)
          continue;

        there->missing[(gsize) (v - area->y) * area->width + (u - area->x)] = 1;
        if (value != LP_PIXELS_NOT_FINITE)
          continue;
        if (there->n_not_finite == 0)
          {
            there->x = u;
            there->y = v;
          }
        there->n_not_finite++;
      }
}

void
lp_there_add_pixels (LpThere *there, const LpHostLayer *micrograph)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new (micrograph->id);
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  gsize n = (gsize) LP_PIXELS_STRIP * width;
  g_autofree gfloat *planes = NULL;
  g_autofree gfloat *alpha = NULL;

  if (!lp_pixels_may_be_missing (pixels))
    return;

  planes = g_new (gfloat, n);
  alpha = g_new (gfloat, n);
  for (gint y = 0; y < height; y += LP_PIXELS_STRIP)
    {
      gint rows = MIN (LP_PIXELS_STRIP, height - y);

      lp_pixels_read (pixels, y, rows, 1, planes, alpha);
      lp_there_add_alpha (there, micrograph->x, micrograph->y + y, width, rows, alpha);
    }
}

static gboolean
has_task (const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    if ((gint) lp_layer_get_role (g_ptr_array_index (layers, i)) < LL_N_TASKS)
      return TRUE;

  return FALSE;
}

static void
add_bar (LpThere *there, gint32 image, const LpHostLayer *micrograph)
{
  const GeglRectangle *area = &there->area;
  GeglRectangle bar = { micrograph->x, 0, micrograph->width, 0 };

  bar.height = lp_information_bar_find (image, micrograph);
  bar.y = micrograph->y + micrograph->height - bar.height;
  if (bar.height == 0 || !gegl_rectangle_intersect (&bar, &bar, area))
    return;

  there->bar = bar.height;
  for (gint y = 0; y < bar.height; y++)
    {
      guint8 *missing =
        there->missing + (gsize) (bar.y + y - area->y) * area->width + (bar.x - area->x);

      for (gint x = 0; x < bar.width; x++)
        {
          there->n_bar += !missing[x];
          missing[x] = 1;
        }
    }
}

/* Layers whose classes contradict each other still have the ignore colour in common. */
static void
add_ignored (LpThere *there, gint32 image, const GPtrArray *layers)
{
  g_autoptr (LpSources) sources = lp_sources_find (layers);
  g_autoptr (LlClasses) classes = NULL;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      if (sources->sources[task]->len == 0)
        continue;

      if (!classes)
        classes = lp_kept_classes_read (image, NULL, NULL);
      if (!classes)
        classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);

      lp_sources_mark_colour (sources, (LlTask) task, &there->area,
                              ll_classes_get_ignore_colour (classes), there->missing);
    }
}

void
lp_there_add_selection (LpThere *there, gint32 image)
{
  g_autoptr (GeglBuffer) selection = lp_host_get_selection_buffer (image);
  const GeglRectangle *area = &there->area;
  g_autofree gfloat *values = NULL;

  if (!selection)
    return;

  there->selection = TRUE;
  values = g_new (gfloat, (gsize) LP_PIXELS_STRIP * area->width);
  for (gint y = 0; y < area->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x, area->y + y, area->width,
                              MIN (LP_PIXELS_STRIP, area->height - y) };
      guint8 *missing = there->missing + (gsize) y * area->width;

      gegl_buffer_get (selection, &strip, 1.0, babl_format ("Y float"), values,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) strip.width * strip.height; i++)
        if (values[i] < 0.5f)
          {
            there->n_unselected += !missing[i];
            missing[i] = 1;
          }
    }
}

LpThere *
lp_there_new_of_image (gint32 image,
                       const GPtrArray *layers,
                       const LpHostLayer *micrograph,
                       const GeglRectangle *area)
{
  LpThere *there = lp_there_new_whole (image, layers, micrograph, area);

  lp_there_add_selection (there, image);

  return there;
}

LpThere *
lp_there_new_whole (gint32 image,
                    const GPtrArray *layers,
                    const LpHostLayer *micrograph,
                    const GeglRectangle *area)
{
  LpThere *there = lp_there_new (area);

  if (micrograph)
    lp_there_add_pixels (there, micrograph);
  add_ignored (there, image, layers);
  if (micrograph && !has_task (layers))
    add_bar (there, image, micrograph);

  return there;
}

gint64
lp_there_count_missing (const LpThere *there)
{
  gint64 n = 0;

  for (gsize i = 0; i < (gsize) there->area.width * there->area.height; i++)
    n += there->missing[i];

  return n;
}

void
lp_there_note (const LpThere *there, LpCall *call, const gchar *name)
{
  gdouble pixels = (gdouble) there->area.width * there->area.height;
  gint64 n = lp_there_count_missing (there) - there->n_unselected - there->n_not_finite -
             there->n_bar;

  if (there->n_not_finite > 0)
    lp_call_note (
      call,
      g_dngettext (GETTEXT_PACKAGE,
                   "\"%s\" has %d pixel that is not a number, at (%d, %d): it "
                   "was left out.",
                   "\"%s\" has %d pixels that are not numbers, the first at "
                   "(%d, %d): they were left out.",
                   (gulong) there->n_not_finite),
      name, (gint) MIN (there->n_not_finite, G_MAXINT), there->x, there->y);
  if (there->bar > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "The information bar of \"%s\", %d row at the bottom, was "
                               "left out.",
                               "The information bar of \"%s\", %d rows at the bottom, "
                               "was left out.",
                               (gulong) there->bar),
                  name, there->bar);
  if (there->selection)
    lp_call_note (call, _ ("In \"%s\" only the selected pixels are used."), name);
  if (n > 0)
    lp_call_note (call,
                  _ ("%.3g %% of the pixels of \"%s\" were left out, because they are "
                     "transparent or ignored."),
                  100.0 * (gdouble) n / pixels, name);
}
