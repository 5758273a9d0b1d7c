/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The inner loops, one set of functions an instruction set.
 *
 * All arrays hold blocks of 16 channels and are aligned to 64 bytes.
 *
 * Convolutions are Winograd's F(4x4, 3x3) (Lavin and Gray, "Fast algorithms for
 * convolutional neural networks", 2016): a tile of 4x4 outputs needs 6x6 inputs; both are
 * transformed so that 36 products take the place of 144.  Tiles are numbered row by row
 * within an image, those at the right and lower edge may hang over it.  Of each of the 36
 * products there is one matrix, a "plane", with @stride floats from one to the next.
 */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

typedef struct _LlKernels LlKernels;

/* Of the leaky ReLU, for negative numbers. */
#define LL_LEAKY_SLOPE 0.01f

/* Planes of a transformed tile. */
#define LL_PLANES 36

/* Outputs of a tile along one side. */
#define LL_TILE 4

/* Tiles of a matrix are filled up to a multiple of this. */
#define LL_TILE_STEP 4

/* Most output blocks that a multiplication takes at once. */
#define LL_MAX_GROUP 4

/* How transformed tiles lie in a plane: floats from a block of channels to the next, and from a
 * tile to the next.  Blocks lie one after the other, [blocks][tiles][16], or their channels side
 * by side, [tiles][blocks][16].
 */
typedef struct
{
  gsize block;
  gsize tile;
} LlSteps;

struct _LlKernels
{
  const gchar *name; /* "x86-64-v4" */
  gint group;        /* output blocks that multiply() takes at once, 1, 2 or 4        */
  gboolean side_by_side; /* the layout of transformed tiles that the products ask for */

  /**
   * input:
   * @plane: [height][width][16]; zeros are assumed around it
   * @first: number of the first tile
   * @n: tiles
   * @v: (out caller-allocates): [36 planes][n] of 16 floats, @step floats apart
   */
  void (*input) (const gfloat *plane,
                 gint height,
                 gint width,
                 gint first,
                 gint n,
                 gfloat *v,
                 gsize step,
                 gsize stride);

  /* The same for the gradient at the outputs: 4x4 a tile, without overlap. */
  void (*gradient) (const gfloat *plane,
                    gint height,
                    gint width,
                    gint first,
                    gint n,
                    gfloat *g,
                    gsize step,
                    gsize stride);

  /**
   * weights:
   * @w: [n][9][16]: input channels of one output block
   * @u: (out caller-allocates): [36 planes][n] of 16 floats, @step floats apart
   */
  void (*weights) (const gfloat *w, gint n, gfloat *u, gsize step, gsize stride);

  /* The transpose, for gradients of weights: from [36 planes][n] to [n][9][16]. */
  void (*weights_back) (const gfloat *u, gsize step, gsize stride, gint n, gfloat *w);

  /**
   * output:
   * @m: [36 planes][n] of 16 floats, @step floats apart
   * @plane: (out caller-allocates): [height][width][16]
   * @accumulate: add to @plane
   * @moments: (inout) (nullable): [2][16]: sums of the outputs and of their squares are
   *   added to it; not with @accumulate
   */
  void (*output) (const gfloat *m,
                  gsize step,
                  gsize stride,
                  gfloat *plane,
                  gint height,
                  gint width,
                  gint first,
                  gint n,
                  gboolean accumulate,
                  gdouble *moments);

  /* The same with a bias [16] and the leaky ReLU, for prediction. */
  void (*output_activated) (const gfloat *m,
                            gsize step,
                            gsize stride,
                            gfloat *plane,
                            gint height,
                            gint width,
                            gint first,
                            gint n,
                            const gfloat *bias);

  /**
   * multiply:
   * @v: inputs
   * @channels: to sum over
   * @u: weights, [channels][group * 16]
   * @group: output blocks, at most @group of the set
   * @tiles: a multiple of 4
   * @start: (nullable): what the sums start from, laid out as @m; %NULL: zero
   * @m: (out caller-allocates): outputs, which may be @start
   *
   * One plane: m(o, t) = start(o, t) + sum over c of v(c, t) u(c, o).
   */
  void (*multiply) (const gfloat *v,
                    LlSteps v_steps,
                    gint channels,
                    const gfloat *u,
                    gint group,
                    gint tiles,
                    const gfloat *start,
                    gfloat *m,
                    LlSteps m_steps);

  /**
   * multiply_gradient:
   * @v: inputs
   * @blocks: of them
   * @g: gradients
   * @u: (inout): [blocks * 16][group * 16]
   * @accumulate: add to @u
   *
   * One plane: u(c, o) = sum over t of v(c, t) g(o, t).
   */
  void (*multiply_gradient) (const gfloat *v,
                             LlSteps v_steps,
                             gint blocks,
                             const gfloat *g,
                             LlSteps g_steps,
                             gint group,
                             gint tiles,
                             gfloat *u,
                             gboolean accumulate);

  /* The first convolution of a network: few planar inputs. */

  /**
   * stem:
   * @rows: [channels][3][width + 2]: the row above, the row itself and the row below, with
   *   a pixel before and after
   * @w: [channels][9][16]
   * @out: (out caller-allocates): [width][16], one row
   * @bias: (nullable): [16]: adds it and applies the leaky ReLU
   * @moments: (inout) (nullable): [2][16], as of output
   */
  void (*stem) (const gfloat *rows,
                gint channels,
                gint width,
                const gfloat *w,
                gfloat *out,
                const gfloat *bias,
                gdouble *moments);

  /* @out_grad: one row, [width][16]; @w_grad: (inout): [channels][9][16], added to. */
  void (*stem_gradient) (const gfloat *rows,
                         gint channels,
                         gint width,
                         const gfloat *out_grad,
                         gfloat *w_grad);

  /* Batch normalisation and leaky ReLU: y = a > 0 ? a : slope a, a = scale x + shift.
   * @n: pixels; scale, shift, sums: [16] each.
   */
  void (*normalise) (gfloat *x, gsize n, const gfloat *scale, const gfloat *shift);

  /**
   * normalise_sums:
   * @y: what normalise() made
   * @grad: gradient there
   * @sums: (inout): [2][16]: sums over g and g y' are added, with g the gradient at a
   *   and y' = a
   */
  void (*normalise_sums) (const gfloat *y, const gfloat *grad, gsize n, gfloat *sums);

  /* grad = scale g + slope a + offset, in place, with g and a as above. */
  void (*normalise_back) (const gfloat *y,
                          gfloat *grad,
                          gsize n,
                          const gfloat *scale,
                          const gfloat *slope,
                          const gfloat *offset);

  /* Bilinear up-sampling by 2: rows @a and @b of @width pixels are mixed 3:1 vertically,
   * and give one row of 2 @width pixels.
   */
  void (*upsample) (const gfloat *a, const gfloat *b, gint width, gfloat *out);

  /* Its transpose: four rows of the gradient, mixed 1:3:3:1, to one row of @width pixels. */
  void (*upsample_back) (const gfloat *const rows[4],
                         gint width,
                         gfloat *out,
                         gboolean accumulate);

  /* Largest of 2x2: two rows of 2 @width pixels to one. */
  void (*maxpool) (const gfloat *upper, const gfloat *lower, gint width, gfloat *out);

  /* The gradient goes to the first largest of the four; the others get 0. */
  void (*maxpool_back) (const gfloat *upper,
                        const gfloat *lower,
                        const gfloat *out_grad,
                        gint width,
                        gfloat *upper_grad,
                        gfloat *lower_grad,
                        gboolean accumulate);

  /* out = a + b, and to = from or to += from, over @n floats, a multiple of 16. */
  void (*add) (const gfloat *a, const gfloat *b, gsize n, gfloat *out);
  void (*copy) (const gfloat *from, gsize n, gfloat *to, gboolean accumulate);

  /* To float16 and back, over @n floats, a multiple of 16. */
  void (*narrow) (const gfloat *from, gsize n, guint16 *to);
  void (*widen) (const guint16 *from, gsize n, gfloat *to);

  /**
   * head:
   * @in: [n][16], one block
   * @w: [outputs][16]
   * @out: (inout): [outputs] rows of @n floats, @out_stride apart, added to
   */
  void (*head) (const gfloat *in,
                gsize n,
                const gfloat *w,
                gint outputs,
                gfloat *out,
                gsize out_stride);

  /**
   * head_back:
   * @out_grad: [outputs] rows of @n floats, @out_stride apart
   * @in_grad: (inout): [n][16]
   * @w_grad: (inout): [outputs][16], added to
   */
  void (*head_back) (const gfloat *in,
                     gsize n,
                     const gfloat *w,
                     gint outputs,
                     const gfloat *out_grad,
                     gsize out_stride,
                     gfloat *in_grad,
                     gboolean accumulate,
                     gfloat *w_grad);
};

/* The fastest set that this processor can run, or the one that the environment variable
 * LAZY_LABELS_KERNELS names, if it can run that.
 */
const LlKernels *ll_kernels_get (void);

/* The set that operations use on @workers: the one that was chosen, else that of
 * ll_kernels_get().
 */
const LlKernels *ll_kernels_for (const LlWorkers *workers);

/* Chooses a set for @workers, or none with %NULL.  For tests and benches. */
void ll_kernels_choose (LlWorkers *workers, const LlKernels *kernels);

/* The sets that this build holds and this processor can run, fastest first, ends with
 * %NULL.
 */
const LlKernels *const *ll_kernels_list (void);

G_END_DECLS
