/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "operation/facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/host.h"
#include "scale/bar-rows.h"
#include "segment/middle.h"
#include "segment/values.h"

guint8 *
lp_facts_find_missing (const LpFacts *facts,
                       const LpPixels *pixels,
                       const GeglRectangle *area)
{
  gsize n = (gsize) area->width * area->height;
  gint bar = lp_pixels_get_height (pixels) - facts->bar;
  g_autofree guint8 *missing = NULL;

  if (!facts->missing && area->y + area->height <= bar)
    return NULL;

  missing = g_new0 (guint8, n);
  for (gint y = area->y; facts->missing && y < area->y + area->height;
       y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x, y, area->width,
                              MIN (LP_PIXELS_STRIP, area->y + area->height - y) };
      gsize first = (gsize) (y - area->y) * area->width;
      gsize n_strip = (gsize) strip.width * strip.height;
      g_autofree gfloat *planes = g_new (gfloat, n_strip);
      g_autofree gfloat *alpha = g_new (gfloat, n_strip);

      lp_pixels_read_part (pixels, &strip, 1, planes, alpha);
      for (gsize i = 0; i < n_strip; i++)
        if (!(alpha[i] >= 0.5f))
          missing[first + i] = 1;
    }
  for (gint y = MAX (bar, area->y); y < area->y + area->height; y++)
    memset (missing + (gsize) (y - area->y) * area->width, 1, area->width);

  return memchr (missing, 1, n) ? g_steal_pointer (&missing) : NULL;
}

gboolean
lp_facts_measure (LpFacts *facts,
                  const LlNetwork *network,
                  gboolean starting,
                  LpPixels *pixels,
                  gdouble diameter,
                  gdouble estimate,
                  const LlPredictSettings *settings,
                  GError **error)
{
  const LlNormalisation *learned = ll_network_get_normalisation (network);
  GeglRectangle all = { 0, 0, lp_pixels_get_width (pixels),
                        lp_pixels_get_height (pixels) };
  LpThere there = { .area = all };
  g_autofree guint8 *missing = NULL;
  LlPredictSettings own = *settings;
  LlConversion conversion;

  *facts = (LpFacts){ .missing = lp_pixels_may_be_missing (pixels),
                      .estimate = -1.0,
                      .scale = ll_network_get_settings (network)->scale,
                      .depends = learned->each || lp_pixels_are_deep (pixels) };
  lp_pixels_convert (pixels, 1.0f, 0.0f);
  facts->bar = lp_bar_rows_find (pixels);
  there.missing = missing = lp_facts_find_missing (facts, pixels, &all);
  if (missing && !memchr (missing, 0, (gsize) all.width * all.height))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("There is nothing to segment: every pixel is transparent."));
      return FALSE;
    }

  lp_values_convert (learned, ll_network_get_settings (network)->channels, pixels,
                     missing ? &there : NULL, &facts->own, &conversion);
  facts->factor = conversion.factor;
  facts->offset = conversion.offset;

  if (diameter > 0.0)
    facts->scale = ll_network_find_scale (network, diameter);
  if (diameter > 0.0 || !starting)
    return TRUE;

  if (estimate < 0.0)
    {
      g_autoptr (LlImage) middle = lp_diameter_read_middle (pixels);

      own.own = &facts->own;
      /* Tests count these as well. */
      g_debug ("estimates the diameter of objects");
      estimate = ll_estimate_diameter (network, middle, &own, NULL, NULL, error);
      if (estimate < 0.0)
        return FALSE;
    }
  facts->estimate = estimate;
  facts->scale = ll_network_find_scale (network, estimate);

  return TRUE;
}

gboolean
lp_facts_equal (const LpFacts *a, const LpFacts *b, const LlNetwork *network)
{
  const LlNormalisation *learned = ll_network_get_normalisation (network);
  gint channels = ll_network_get_settings (network)->channels;

  if (a->factor != b->factor || a->offset != b->offset || a->bar != b->bar ||
      a->missing != b->missing || a->scale != b->scale)
    return FALSE;

  /* The percentiles are all that a stretched image depends on. */
  for (gint c = 0; c < channels && learned->each; c++)
    if (a->own.low[c] != b->own.low[c] || a->own.high[c] != b->own.high[c])
      return FALSE;

  return TRUE;
}
