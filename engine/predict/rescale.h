/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A prediction at another scale than the image's: rows of the image are resized on their way
 * to the network, and rows of probabilities on their way back.
 */

#pragma once

#include "data/resize.h"
#include "lazylabels/predictor.h"

G_BEGIN_DECLS

typedef struct
{
  gint channels;
  gint n_planes;
  LlReadRowsFunc read;
  LlWriteRowsFunc write;
  LlProgressFunc progress; /* or NULL */
  gpointer data;

  /* Between the image's pixels and those that the network sees. */
  LlResizeAxis to_x;
  LlResizeAxis to_y;
  LlResizeAxis from_x;
  LlResizeAxis from_y;

  gfloat *kept; /* [planes][n_kept][width] the last rows that came, resized along x */
  gint n_kept;
  gint next; /* the next row of the image to write */
} LlRescale;

/**
 * ll_rescale_init:
 * @rescale: (out caller-allocates): with the caller's functions
 * @width: of the image
 * @height: of the image
 * @scale: what the network sees has so many times the sides
 * @channels: of the image
 * @n_planes: of the probabilities
 */
void ll_rescale_init (LlRescale *rescale,
                      gint width,
                      gint height,
                      gdouble scale,
                      gint channels,
                      gint n_planes);
void ll_rescale_clear (LlRescale *rescale);

/* What ll_predict() calls instead of the caller's functions, with the #LlRescale as data. */
gboolean
ll_rescale_read (gint y, gint rows, gfloat *pixels, gpointer data, GError **error);
gboolean ll_rescale_write (gint y,
                           gint rows,
                           const gfloat *probabilities,
                           gpointer data,
                           GError **error);
gboolean ll_rescale_progress (gdouble fraction, gpointer data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LlRescale, ll_rescale_clear)

G_END_DECLS
