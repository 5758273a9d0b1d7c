/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Columns for one tile of pixels at a time: the whole matrix would be nine times the
 * feature maps.
 */

#include <string.h>

#include "ops/im2col.h"

#define CACHE_BYTES ((gsize) 512 << 10)
#define MIN_TILE    ((gsize) 256)
#define MAX_TILE    ((gsize) 4096)

/* out[i] = row[x + i], i < n, with zeros outside of 0 .. width - 1. */
static inline void
copy_shifted (const gfloat *row, gint width, gint x, gint n, gfloat *out)
{
  gint begin = MAX (0, -x);
  gint end = MIN (n, width - x);

  for (gint i = 0; i < begin; i++)
    out[i] = 0.0f;
  for (gint i = begin; i < end; i++)
    out[i] = row[x + i];
  for (gint i = MAX (begin, end); i < n; i++)
    out[i] = 0.0f;
}

/* One run of pixels within an image row, for one channel: nine rows of columns. */
static void
fill_run (const gfloat *image,
          gint height,
          gint width,
          gint y,
          gint x,
          gint n,
          gfloat *columns,
          gsize column_stride)
{
  for (gint ky = 0; ky < 3; ky++)
    {
      gint row = y + ky - 1;

      for (gint kx = 0; kx < 3; kx++)
        {
          gfloat *out = columns + (gsize) (ky * 3 + kx) * column_stride;

          if (row < 0 || row >= height)
            memset (out, 0, (gsize) n * sizeof (gfloat));
          else
            copy_shifted (image + (gsize) row * (gsize) width, width, x + kx - 1, n, out);
        }
    }
}

gsize
ll_im2col_tile (const LlTensor *in, gint n_workers)
{
  gsize pixels = ll_tensor_pixels (in);
  gsize tile = CACHE_BYTES / (sizeof (gfloat) * 9 * (gsize) in->channels);
  gsize share = (pixels + (gsize) n_workers - 1) / (gsize) n_workers;

  tile = CLAMP (tile, MIN_TILE, MAX_TILE);
  tile = MIN (tile, MAX (share, MIN_TILE));

  /* Whole image rows make the longest copies. */
  if (tile > (gsize) in->width)
    tile -= tile % (gsize) in->width;
  return MIN (tile, pixels);
}

void
ll_im2col (const LlTensor *in, gsize first, gsize n, gfloat *columns, gsize column_stride)
{
  gsize image_pixels = (gsize) in->height * (gsize) in->width;

  for (gint c = 0; c < in->channels; c++)
    {
      const gfloat *channel = ll_tensor_channel (in, c);
      gfloat *out = columns + (gsize) c * 9 * column_stride;
      gsize done = 0;

      while (done < n)
        {
          gsize image = (first + done) / image_pixels;
          gsize within = (first + done) % image_pixels;
          gint y = (gint) (within / (gsize) in->width);
          gint x = (gint) (within % (gsize) in->width);
          gint run = (gint) MIN (n - done, (gsize) (in->width - x));

          fill_run (channel + image * image_pixels, in->height, in->width, y, x, run,
                    out + done, column_stride);
          done += (gsize) run;
        }
    }
}
