/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sides of images in an ONNX model, which are known when it runs: resizing as data/resize.h
 * does it, and padding as data/mirror.h does.
 */

#pragma once

#include "io/onnx-builder.h"

G_BEGIN_DECLS

/* Height and width: names of scalars of 64 bits. */
typedef struct
{
  const gchar *sides[2];
} LlOnnxSides;

/* The sides of @image, of four dimensions. */
LlOnnxSides ll_onnx_sides (LlOnnx *onnx, const gchar *image);

/* ll_resize_side() of both. */
LlOnnxSides ll_onnx_sides_scale (LlOnnx *onnx, const LlOnnxSides *sides, gdouble scale);

/* The next multiples of @step. */
LlOnnxSides ll_onnx_sides_raise (LlOnnx *onnx, const LlOnnxSides *sides, gint step);

/**
 * ll_onnx_resize:
 * @image: numbers that are all finite
 * @from: its sides
 * @to: those of the result
 * @shrinks: whether they may be smaller; otherwise they are not
 */
const gchar *ll_onnx_resize (LlOnnx *onnx,
                             const gchar *image,
                             const LlOnnxSides *from,
                             const LlOnnxSides *to,
                             gboolean shrinks);

/* Adds mirror images of the last rows and columns. */
const gchar *ll_onnx_pad (LlOnnx *onnx,
                          const gchar *image,
                          const LlOnnxSides *from,
                          const LlOnnxSides *to);

/* Leaves the first rows and columns. */
const gchar *ll_onnx_crop (LlOnnx *onnx, const gchar *image, const LlOnnxSides *to);

G_END_DECLS
