/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/values.h"

#include <string.h>

/* So many strips of a large image are read, evenly spaced. */
#define MAX_STRIPS 16

static LlImage *
read_strips (gint channels,
             gint width,
             gint height,
             const guint8 *missing,
             LlReadRowsFunc read,
             gpointer data,
             GError **error)
{
  gint all = (height + LL_VALUES_STRIP - 1) / LL_VALUES_STRIP;
  gint n = MIN (all, MAX_STRIPS);
  g_autoptr (LlImage) image =
    ll_image_new (width, MIN (height, n * LL_VALUES_STRIP), channels);
  gsize plane = (gsize) width * (gsize) image->height;
  g_autofree gfloat *values =
    g_new (gfloat, (gsize) channels * LL_VALUES_STRIP * (gsize) width);
  gint row = 0;

  image->missing = g_new0 (guint8, plane);
  for (gint k = 0; k < n && row < image->height; k++)
    {
      gint y = (gint) ((gint64) k * all / n) * LL_VALUES_STRIP;
      gint rows = MIN (MIN (LL_VALUES_STRIP, height - y), image->height - row);
      gsize piece = (gsize) rows * (gsize) width;

      if (!read (y, rows, values, data, error))
        return NULL;
      for (gint c = 0; c < channels; c++)
        memcpy (image->data + (gsize) c * plane + (gsize) row * (gsize) width,
                values + (gsize) c * piece, piece * sizeof (gfloat));
      if (missing)
        memcpy (image->missing + (gsize) row * (gsize) width,
                missing + (gsize) y * (gsize) width, piece);
      row += rows;
    }
  /* A short strip may have been among them. */
  memset (image->missing + (gsize) row * (gsize) width, 1,
          plane - (gsize) row * (gsize) width);

  return g_steal_pointer (&image);
}

gboolean
ll_values_look (const LlNormalisation *learned,
                gint channels,
                gint width,
                gint height,
                const guint8 *missing,
                LlReadRowsFunc read,
                gpointer data,
                LlNormalisation *own,
                gfloat *factor,
                LlValues *values,
                GError **error)
{
  g_autoptr (LlImage) strips = NULL;
  const LlImage *images[1];

  *factor = 1.0f;
  *values = LL_VALUES_FIT;
  ll_normalisation_init (own);
  if (!ll_normalisation_has_percentiles (learned))
    return TRUE;

  strips = read_strips (channels, width, height, missing, read, data, error);
  if (!strips)
    return FALSE;

  images[0] = strips;
  ll_normalisation_measure (own, images, 1);
  *values = ll_normalisation_compare (learned, own, channels);
  if (*values != LL_VALUES_FIT)
    *factor = ll_normalisation_find_factor (learned, own, channels);

  return TRUE;
}

gfloat *
ll_probabilities_clear (const guint8 *missing,
                        gint width,
                        gint y,
                        gint rows,
                        gint n_planes,
                        const gfloat *probabilities)
{
  gsize n = (gsize) rows * (gsize) width;
  gfloat *cleared;

  missing += (gsize) y * (gsize) width;
  if (!memchr (missing, 1, n))
    return NULL;

  cleared = g_memdup2 (probabilities, (gsize) n_planes * n * sizeof (gfloat));
  for (gint plane = 0; plane < n_planes; plane++)
    for (gsize i = 0; i < n; i++)
      if (missing[i])
        cleared[(gsize) plane * n + i] = 0.0f;

  return cleared;
}
