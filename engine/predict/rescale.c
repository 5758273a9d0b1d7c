/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows come and go in small strips, so that memory stays bounded by the width of the image. */

#include "predict/rescale.h"

#include <math.h>
#include <string.h>

#define STRIP 32 /* rows of the image at once */

void
ll_rescale_init (LlRescale *rescale,
                 gint width,
                 gint height,
                 gdouble scale,
                 gint channels,
                 gint n_planes)
{
  gint seen_width = ll_resize_side (width, scale);
  gint seen_height = ll_resize_side (height, scale);

  *rescale = (LlRescale){ .channels = channels, .n_planes = n_planes };
  ll_resize_axis_init (&rescale->to_x, width, seen_width);
  ll_resize_axis_init (&rescale->to_y, height, seen_height);
  ll_resize_axis_init (&rescale->from_x, seen_width, width);
  ll_resize_axis_init (&rescale->from_y, seen_height, height);
}

void
ll_rescale_clear (LlRescale *rescale)
{
  ll_resize_axis_clear (&rescale->to_x);
  ll_resize_axis_clear (&rescale->to_y);
  ll_resize_axis_clear (&rescale->from_x);
  ll_resize_axis_clear (&rescale->from_y);
  g_clear_pointer (&rescale->kept, g_free);
}

/* Adds row @y of the image, resized along x, to each of @rows rows from @first on that it is
 * a part of.
 */
static void
add_row (const LlRescale *self,
         gint y,
         const gfloat *row,
         gint first,
         gint rows,
         gfloat *sums,
         gfloat *shares)
{
  const LlResizeAxis *axis = &self->to_y;
  gsize width = (gsize) self->to_x.to;

  for (gint j = 0; j < rows; j++)
    {
      gint k = y - axis->first[first + j];
      gfloat weight;

      if (k < 0 || k >= axis->n[first + j])
        continue;
      weight = axis->weights[(gsize) (first + j) * (gsize) axis->most + (gsize) k];
      for (gsize i = 0; i < width; i++)
        if (isfinite (row[i]))
          {
            sums[(gsize) j * width + i] += weight * row[i];
            shares[(gsize) j * width + i] += weight;
          }
    }
}

gboolean
ll_rescale_read (gint y, gint rows, gfloat *pixels, gpointer data, GError **error)
{
  LlRescale *self = data;
  const LlResizeAxis *axis = &self->to_y;
  gsize width = (gsize) self->to_x.from;
  gsize seen = (gsize) self->to_x.to * (gsize) rows;
  gint begin = axis->first[y];
  gint end = axis->first[y + rows - 1] + axis->n[y + rows - 1];
  g_autofree gfloat *strip = g_new (gfloat, (gsize) self->channels * STRIP * width);
  g_autofree gfloat *row = g_new (gfloat, self->to_x.to);
  g_autofree gfloat *shares = g_new0 (gfloat, (gsize) self->channels * seen);

  memset (pixels, 0, (gsize) self->channels * seen * sizeof (gfloat));
  for (gint from = begin; from < end; from += STRIP)
    {
      gint n = MIN (STRIP, end - from);

      if (!self->read (from, n, strip, self->data, error))
        return FALSE;
      for (gint c = 0; c < self->channels; c++)
        for (gint k = 0; k < n; k++)
          {
            ll_resize_row (&self->to_x, strip + (gsize) (c * n + k) * width, row);
            add_row (self, from + k, row, y, rows, pixels + (gsize) c * seen,
                     shares + (gsize) c * seen);
          }
    }

  /* Where no pixel is a number, the share is 0 and the mean is not a number either. */
  for (gsize i = 0; i < (gsize) self->channels * seen; i++)
    pixels[i] /= shares[i];
  return TRUE;
}

/* Rows that came, resized along x: [planes][n_rows][width], from row @first on. */
typedef struct
{
  gfloat *data;
  gint first;
  gint n_rows;
} Rows;

/* Those that were kept and those that come now. */
static Rows
gather_rows (const LlRescale *self, gint y, gint rows, const gfloat *probabilities)
{
  gsize width = (gsize) self->from_x.to;
  gsize seen = (gsize) self->from_x.from;
  Rows all = { .first = y - self->n_kept, .n_rows = self->n_kept + rows };

  all.data = g_new (gfloat, (gsize) self->n_planes * (gsize) all.n_rows * width);
  for (gint plane = 0; plane < self->n_planes; plane++)
    {
      gfloat *to = all.data + (gsize) plane * (gsize) all.n_rows * width;

      if (self->n_kept > 0)
        memcpy (to, self->kept + (gsize) plane * (gsize) self->n_kept * width,
                (gsize) self->n_kept * width * sizeof (gfloat));
      for (gint k = 0; k < rows; k++)
        ll_resize_row (&self->from_x, probabilities + (gsize) (plane * rows + k) * seen,
                       to + (gsize) (self->n_kept + k) * width);
    }
  return all;
}

/* Keeps the last rows, of which rows of the image to come are made as well. */
static void
keep_rows (LlRescale *self, const Rows *all)
{
  gsize width = (gsize) self->from_x.to;
  gint n = MIN (all->n_rows, self->from_y.most);

  g_free (self->kept);
  self->kept = g_new (gfloat, (gsize) self->n_planes * (gsize) n * width);
  self->n_kept = n;
  for (gint plane = 0; plane < self->n_planes; plane++)
    memcpy (self->kept + (gsize) plane * (gsize) n * width,
            all->data +
              ((gsize) plane * (gsize) all->n_rows + (gsize) (all->n_rows - n)) * width,
            (gsize) n * width * sizeof (gfloat));
}

/* Mixes @n rows of the image from self->next on. */
static void
mix_rows (const LlRescale *self, const Rows *all, gint n, gfloat *to)
{
  const LlResizeAxis *axis = &self->from_y;
  gsize width = (gsize) self->from_x.to;

  memset (to, 0, (gsize) self->n_planes * (gsize) n * width * sizeof (gfloat));
  for (gint plane = 0; plane < self->n_planes; plane++)
    for (gint y = self->next; y < self->next + n; y++, to += width)
      for (gint i = 0; i < axis->n[y]; i++)
        {
          gfloat weight = axis->weights[(gsize) y * (gsize) axis->most + (gsize) i];
          const gfloat *from = all->data + ((gsize) plane * (gsize) all->n_rows +
                                            (gsize) (axis->first[y] + i - all->first)) *
                                             width;

          for (gsize x = 0; x < width; x++)
            to[x] += weight * from[x];
        }
}

gboolean
ll_rescale_write (gint y,
                  gint rows,
                  const gfloat *probabilities,
                  gpointer data,
                  GError **error)
{
  LlRescale *self = data;
  const LlResizeAxis *axis = &self->from_y;
  Rows all = gather_rows (self, y, rows, probabilities);
  gboolean written = TRUE;
  g_autofree gfloat *strip =
    g_new (gfloat, (gsize) self->n_planes * STRIP * (gsize) self->from_x.to);

  while (written)
    {
      gint n = 0;

      while (n < STRIP && self->next + n < axis->to &&
             axis->first[self->next + n] + axis->n[self->next + n] <= y + rows)
        n++;
      if (n == 0)
        break;
      mix_rows (self, &all, n, strip);
      written = self->write (self->next, n, strip, self->data, error);
      self->next += n;
    }

  keep_rows (self, &all);
  g_free (all.data);
  return written;
}

gboolean
ll_rescale_progress (gdouble fraction, gpointer data)
{
  const LlRescale *self = data;

  return !self->progress || self->progress (fraction, self->data);
}
