/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Transforms what a convolution reads. */

#include "ops/conv-input.h"

/* Tiles that are up-sampled together: what they read stays in the first-level cache. */
#define MOST_TILES 8

/* A frame begins one tile above and to the left of its tiles, unless the border is there, so
 * that tiles begin at multiples of their size.  It ends with the last row that they read, and
 * one tile to the right.
 */
#define FRAME_ROWS    (2 * LL_TILE + 1)
#define FRAME_COLUMNS ((MOST_TILES + 2) * LL_TILE)

/* Part of a row of tiles of the up-sampled map, and the frame around it. */
typedef struct
{
  gint row;   /* of tiles             */
  gint begin; /* columns of tiles     */
  gint end;
  gint top; /* pixels               */
  gint left;
  gint height;
  gint width;
} Frame;

static Frame
find_frame (gint height, gint width, gint row, gint begin, gint end)
{
  Frame frame = {
    .row = row,
    .begin = begin,
    .end = end,
    .top = MAX (0, row - 1) * LL_TILE,
    .left = MAX (0, begin - 1) * LL_TILE,
  };

  frame.height = MIN (height, (row + 1) * LL_TILE + 1) - frame.top;
  frame.width = MIN (width, (end + 1) * LL_TILE) - frame.left;
  return frame;
}

/* Makes the part of the up-sampled map that tiles of @frame read.  At the ends of a row the
 * kernel repeats the pixel there, as is right at the border; elsewhere one more is made, which
 * no tile reads.
 */
static void
upsample_frame (const LlKernels *kernels,
                const gfloat *small,
                gint height,
                gint width,
                const Frame *frame,
                gfloat *to)
{
  gint begin = MAX (0, frame->begin * LL_TILE / 2 - 1);
  gint end = MIN (width, frame->end * LL_TILE / 2 + 1);
  gsize row = (gsize) width * LL_BLOCK;
  gsize step = (gsize) frame->width * LL_BLOCK;

  small += (gsize) begin * LL_BLOCK;
  to += (gsize) (2 * begin - frame->left) * LL_BLOCK;
  for (gint y = MAX (0, frame->row * LL_TILE - 1); y < frame->top + frame->height; y++)
    {
      gint near = y / 2;
      gint far = CLAMP (y % 2 ? near + 1 : near - 1, 0, height - 1);

      kernels->upsample (small + (gsize) near * row, small + (gsize) far * row,
                         end - begin, to + (gsize) (y - frame->top) * step);
    }
}

static void
transform_small (const LlKernels *kernels,
                 const LlFeatures *in,
                 const gfloat *small,
                 gint first,
                 gint n,
                 gfloat *v,
                 gsize step,
                 gsize stride)
{
  gfloat pixels[FRAME_ROWS * FRAME_COLUMNS * LL_BLOCK] __attribute__ ((aligned (64)));
  gint columns = (in->width + LL_TILE - 1) / LL_TILE;
  gint end = first + n;

  while (first < end)
    {
      gint begin = first % columns;
      gint count = MIN (MIN (MOST_TILES, columns - begin), end - first);
      Frame frame =
        find_frame (in->height, in->width, first / columns, begin, begin + count);
      gint frame_columns = (frame.width + LL_TILE - 1) / LL_TILE;
      gint tile =
        (frame.row - frame.top / LL_TILE) * frame_columns + begin - frame.left / LL_TILE;

      upsample_frame (kernels, small, in->height / 2, in->width / 2, &frame, pixels);
      kernels->input (pixels, frame.height, frame.width, tile, count, v, step, stride);
      first += count;
      v += (gsize) count * step;
    }
}

void
ll_conv_transform_input (const LlKernels *kernels,
                         const LlFeatures *in,
                         gint block,
                         gint image,
                         gint first,
                         gint n,
                         gfloat *v,
                         gsize step,
                         gsize stride)
{
  if (in->small[0])
    {
      gint part = image < in->small[0]->batch ? 0 : 1;
      const LlFeatures *small = in->small[part];

      transform_small (
        kernels, in, ll_features_plane (small, block, image - part * in->small[0]->batch),
        first, n, v, step, stride);
    }
  else
    {
      kernels->input (ll_features_plane (in, block, image), in->height, in->width, first,
                      n, v, step, stride);
    }
}
