/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An ONNX model in the making: nodes, constants, inputs and outputs, each known by its
 * name.  Names that are returned belong to the model.
 *
 * Node after node is added; the attributes that follow are those of the last one.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Programs with ONNX Runtime 1.13, such as deepImageJ, read nothing newer. */
#define LL_ONNX_OPSET      17
#define LL_ONNX_IR_VERSION 8

typedef struct _LlOnnx LlOnnx;

LlOnnx *ll_onnx_new (void);
void ll_onnx_free (LlOnnx *onnx);

/**
 * ll_onnx_node:
 * @type: of the operation, such as "Conv"
 * @input: (nullable): the first input, followed by the others and %NULL; an input that is
 *   left out is ""
 *
 * Returns: (transfer none): the name of the output.
 */
const gchar *ll_onnx_node (LlOnnx *onnx, const gchar *type, const gchar *input, ...)
  G_GNUC_NULL_TERMINATED;

/* The same for any number of inputs. */
const gchar *
ll_onnx_node_of (LlOnnx *onnx, const gchar *type, const gchar *const *inputs, gint n);

/* Attributes of the last node. */
void ll_onnx_set_int (LlOnnx *onnx, const gchar *name, gint64 value);
void ll_onnx_set_ints (LlOnnx *onnx, const gchar *name, const gint64 *values, gint n);
void ll_onnx_set_float (LlOnnx *onnx, const gchar *name, gfloat value);
void ll_onnx_set_text (LlOnnx *onnx, const gchar *name, const gchar *value);

/* The output of the last node gets this name. */
const gchar *ll_onnx_set_name (LlOnnx *onnx, const gchar *name);

/**
 * ll_onnx_weights:
 * @name: what they are called in the model
 * @n_dims: 1 .. 4
 * @dims: [n_dims]
 * @values: (transfer full): as many as the product of the dims
 */
const gchar *ll_onnx_weights (LlOnnx *onnx,
                              const gchar *name,
                              gint n_dims,
                              const gint *dims,
                              gfloat *values);

/* Small constants; those of the same value are one.  Whole numbers: a scalar, or a list. */
const gchar *ll_onnx_whole (LlOnnx *onnx, gint64 value);
const gchar *ll_onnx_list (LlOnnx *onnx, gint64 value);
const gchar *ll_onnx_double (LlOnnx *onnx, gdouble value);

/* The factors by which Resize doubles both sides. */
const gchar *ll_onnx_twice (LlOnnx *onnx);

/**
 * ll_onnx_per_channel:
 * @values: [n]
 *
 * Returns: (transfer none): numbers of shape [1][n][1][1].
 */
const gchar *ll_onnx_per_channel (LlOnnx *onnx, const gfloat *values, gint n);

/* An input or output of shape ["batch"][@channels]["height"]["width"]. */
void ll_onnx_add_input (LlOnnx *onnx, const gchar *name, gint channels, const gchar *doc);
void
ll_onnx_add_output (LlOnnx *onnx, const gchar *name, gint channels, const gchar *doc);

void ll_onnx_add_property (LlOnnx *onnx, const gchar *key, const gchar *value);

/**
 * ll_onnx_pack:
 * @name: of the graph
 * @doc: what the model is
 *
 * Returns: (transfer full): the file.
 */
GBytes *ll_onnx_pack (LlOnnx *onnx, const gchar *name, const gchar *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlOnnx, ll_onnx_free)

G_END_DECLS
