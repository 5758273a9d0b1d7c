/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ONNX's Resize knows no triangles that become wider before its version 18, and counts
 * positions in single precision.  So weights are made from positions here, in double
 * precision: as a matrix where images shrink, and of two neighbours where they grow.
 */

#include "io/onnx-sides.h"

#define TO_FLOAT  1 /* of TensorProto */
#define TO_INT64  7
#define TO_DOUBLE 11

static const gchar *
cast (LlOnnx *onnx, const gchar *value, gint to)
{
  const gchar *name = ll_onnx_node (onnx, "Cast", value, NULL);

  ll_onnx_set_int (onnx, "to", to);
  return name;
}

static const gchar *
pair (LlOnnx *onnx, const gchar *type, const gchar *a, const gchar *b)
{
  return ll_onnx_node (onnx, type, a, b, NULL);
}

/* 0 .. @n - 1 */
static const gchar *
count_to (LlOnnx *onnx, const gchar *n)
{
  return ll_onnx_node (onnx, "Range", ll_onnx_whole (onnx, 0), n, ll_onnx_whole (onnx, 1),
                       NULL);
}

static const gchar *
gather (LlOnnx *onnx, const gchar *image, const gchar *indices, gint axis)
{
  const gchar *name = pair (onnx, "Gather", image, indices);

  ll_onnx_set_int (onnx, "axis", axis);
  return name;
}

LlOnnxSides
ll_onnx_sides (LlOnnx *onnx, const gchar *image)
{
  const gchar *shape = ll_onnx_node (onnx, "Shape", image, NULL);
  LlOnnxSides found;

  for (gint i = 0; i < 2; i++)
    found.sides[i] = gather (onnx, shape, ll_onnx_whole (onnx, 2 + i), 0);
  return found;
}

LlOnnxSides
ll_onnx_sides_scale (LlOnnx *onnx, const LlOnnxSides *sides, gdouble scale)
{
  LlOnnxSides scaled;

  for (gint i = 0; i < 2; i++)
    {
      const gchar *side = cast (onnx, sides->sides[i], TO_DOUBLE);

      /* Half is rounded up, as lround() does. */
      side = pair (onnx, "Mul", side, ll_onnx_double (onnx, scale));
      side = pair (onnx, "Add", side, ll_onnx_double (onnx, 0.5));
      side = cast (onnx, ll_onnx_node (onnx, "Floor", side, NULL), TO_INT64);
      scaled.sides[i] = pair (onnx, "Max", side, ll_onnx_whole (onnx, 1));
    }
  return scaled;
}

LlOnnxSides
ll_onnx_sides_raise (LlOnnx *onnx, const LlOnnxSides *sides, gint step)
{
  LlOnnxSides raised;

  for (gint i = 0; i < 2; i++)
    {
      const gchar *side =
        pair (onnx, "Add", sides->sides[i], ll_onnx_whole (onnx, step - 1));

      side = pair (onnx, "Div", side, ll_onnx_whole (onnx, step));
      raised.sides[i] = pair (onnx, "Mul", side, ll_onnx_whole (onnx, step));
    }
  return raised;
}

/* Pixels of the original per pixel of the result. */
static const gchar *
find_step (LlOnnx *onnx, const gchar *from, const gchar *to)
{
  return pair (onnx, "Div", cast (onnx, from, TO_DOUBLE), cast (onnx, to, TO_DOUBLE));
}

/* Where the centres of the pixels of the result lie in the original. */
static const gchar *
find_centres (LlOnnx *onnx, const gchar *step, const gchar *to)
{
  const gchar *centres = cast (onnx, count_to (onnx, to), TO_DOUBLE);

  centres = pair (onnx, "Add", centres, ll_onnx_double (onnx, 0.5));
  centres = pair (onnx, "Mul", centres, step);
  return pair (onnx, "Sub", centres, ll_onnx_double (onnx, 0.5));
}

/* [from][to] for a product from the right (@axis 3), else [to][from]: the weights of
 * ll_resize_axis_init(), all of them.
 */
static const gchar *
find_matrix (LlOnnx *onnx, const gchar *from, const gchar *to, gint axis)
{
  gint along = axis == 3 ? 0 : 1; /* the axis along which the original lies */
  const gchar *step = find_step (onnx, from, to);
  const gchar *centres = find_centres (onnx, step, to);
  const gchar *places = cast (onnx, count_to (onnx, from), TO_DOUBLE);
  const gchar *weights, *sums;

  centres = pair (onnx, "Unsqueeze", centres, ll_onnx_list (onnx, along));
  places = pair (onnx, "Unsqueeze", places, ll_onnx_list (onnx, 1 - along));
  weights = ll_onnx_node (onnx, "Abs", pair (onnx, "Sub", places, centres), NULL);
  weights =
    pair (onnx, "Div", weights, pair (onnx, "Max", step, ll_onnx_double (onnx, 1.0)));
  weights = pair (onnx, "Sub", ll_onnx_double (onnx, 1.0), weights);
  weights = pair (onnx, "Max", weights, ll_onnx_double (onnx, 0.0));
  sums = pair (onnx, "ReduceSum", weights, ll_onnx_list (onnx, along));
  ll_onnx_set_int (onnx, "keepdims", 1);
  return cast (onnx, pair (onnx, "Div", weights, sums), TO_FLOAT);
}

/* The share of the right neighbour, for the axis @axis of four. */
static const gchar *
find_shares (LlOnnx *onnx, const gchar *centres, const gchar *left, gint axis)
{
  const gchar *shares = cast (onnx, pair (onnx, "Sub", centres, left), TO_FLOAT);

  return axis == 3 ? shares : pair (onnx, "Unsqueeze", shares, ll_onnx_list (onnx, 1));
}

/* A mean of two neighbours, which are the same one at the border. */
static const gchar *
interpolate (LlOnnx *onnx,
             const gchar *image,
             const gchar *from,
             const gchar *to,
             gint axis)
{
  const gchar *centres = find_centres (onnx, find_step (onnx, from, to), to);
  const gchar *left = ll_onnx_node (onnx, "Floor", centres, NULL);
  const gchar *shares = find_shares (onnx, centres, left, axis);
  const gchar *first = cast (onnx, left, TO_INT64);
  const gchar *second = pair (onnx, "Add", first, ll_onnx_whole (onnx, 1));
  const gchar *last = pair (onnx, "Sub", from, ll_onnx_whole (onnx, 1));

  first = pair (onnx, "Max", first, ll_onnx_whole (onnx, 0));
  second = pair (onnx, "Min", second, last);
  first = gather (onnx, image, first, axis);
  second = gather (onnx, image, second, axis);
  second = pair (onnx, "Mul", pair (onnx, "Sub", second, first), shares);
  return pair (onnx, "Add", first, second);
}

const gchar *
ll_onnx_resize (LlOnnx *onnx,
                const gchar *image,
                const LlOnnxSides *from,
                const LlOnnxSides *to,
                gboolean shrinks)
{
  for (gint axis = 3; axis >= 2; axis--)
    {
      const gchar *before = from->sides[axis - 2];
      const gchar *after = to->sides[axis - 2];

      if (!shrinks)
        {
          image = interpolate (onnx, image, before, after, axis);
          continue;
        }

      if (axis == 3)
        image = pair (onnx, "MatMul", image, find_matrix (onnx, before, after, axis));
      else
        image = pair (onnx, "MatMul", find_matrix (onnx, before, after, axis), image);
    }
  return image;
}

const gchar *
ll_onnx_pad (LlOnnx *onnx,
             const gchar *image,
             const LlOnnxSides *from,
             const LlOnnxSides *to)
{
  for (gint i = 0; i < 2; i++)
    {
      const gchar *period = pair (onnx, "Add", from->sides[i], from->sides[i]);
      const gchar *there = pair (onnx, "Mod", count_to (onnx, to->sides[i]), period);
      const gchar *back = pair (onnx, "Sub", period, ll_onnx_whole (onnx, 1));

      back = pair (onnx, "Sub", back, there);
      image = gather (onnx, image, pair (onnx, "Min", there, back), 2 + i);
    }
  return image;
}

const gchar *
ll_onnx_crop (LlOnnx *onnx, const gchar *image, const LlOnnxSides *to)
{
  for (gint i = 0; i < 2; i++)
    {
      const gchar *end = pair (onnx, "Unsqueeze", to->sides[i], ll_onnx_list (onnx, 0));

      image = ll_onnx_node (onnx, "Slice", image, ll_onnx_list (onnx, 0), end,
                            ll_onnx_list (onnx, 2 + i), NULL);
    }
  return image;
}
