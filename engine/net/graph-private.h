/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insides of a graph, for graph.c (building, running), lifetimes.c (memory) and
 * nodes.c (the operations).
 */

#pragma once

#include "net/graph.h"
#include "ops/conv3x3.h"

G_BEGIN_DECLS

#define LL_NEVER (-1)

/* Values that a node may read. */
#define LL_MAX_INPUTS 3

struct _LlValue
{
  gint channels;
  gint batch;
  gint height;
  gint width;
  gboolean planar; /* images and logits; else features */

  LlValue *root;     /* whose memory it is: itself, or that which it is a slice of */
  gint first;        /* slice: first image within the root                         */
  gboolean has_grad; /* %FALSE for what no learned number stands before            */
  gboolean written;  /* backward: the gradient holds something                     */

  /* Times of first and last need; only the roots' count. */
  gint begin;
  gint end;
  gint grad_begin;
  gint grad_end;
  gfloat *data;
  gfloat *grad;
};

typedef struct _LlNode LlNode;

typedef struct
{
  void (*forward) (LlGraph *graph, LlNode *node);
  void (*backward) (LlGraph *graph, LlNode *node, gfloat *const *gradients);

  /* Without training: makes weights ready; %NULL: nothing to do. */
  void (*prepare) (LlGraph *graph, LlNode *node);

  gboolean keeps_inputs; /* whether the backward pass looks at the inputs */
  gboolean keeps_output; /* and at the output                             */
} LlNodeClass;

/* Indices of the parameters of one grey block. */
typedef struct
{
  gint weight;
  gint gamma;
  gint beta;
  gint mean;
  gint variance;
} LlGreyBlock;

/* Indices of the parameters of one head. */
typedef struct
{
  gint weight;
  gint bias;
} LlHead;

struct _LlNode
{
  const LlNodeClass *klass;
  LlValue *in[LL_MAX_INPUTS]; /* %NULL after the last one */
  LlValue *out;
  LlGreyBlock block; /* of a grey block */
  LlHead head;       /* of a head       */

  /* Grey block, when training. */
  gdouble *moments; /* [blocks][2][16]                  */
  gfloat *inverse;  /* saved for the backward pass      */

  /* Grey block, without training: batch normalisation folded into the weights. */
  gfloat *scale;
  gfloat *bias;
  LlPreparedConv *prepared;
};

struct _LlGraph
{
  const LlNetwork *network;
  LlWorkers *workers;
  const LlGroup *group; /* that trains together, or NULL */
  gboolean training;
  gfloat momentum;
  GPtrArray *values;  /* LlValue, owned */
  GPtrArray *nodes;   /* LlNode, owned  */
  GArray *parameters; /* LlParameter, declared so far, without data */
  gfloat *memory;
  gsize bytes;
};

extern const LlNodeClass ll_node_stem; /* a grey block over images */
extern const LlNodeClass ll_node_grey;
extern const LlNodeClass ll_node_maxpool;
extern const LlNodeClass ll_node_upsample;
extern const LlNodeClass ll_node_add;
extern const LlNodeClass ll_node_concat;
extern const LlNodeClass ll_node_head;

/* Contents and gradient of a value, slices included. */
LlTensor ll_value_tensor (LlValue *value);
LlTensor ll_value_tensor_grad (LlValue *value);
LlFeatures ll_value_features (LlValue *value);
LlFeatures ll_value_grad (LlValue *value);

/* The value whose memory holds @value. */
LlValue *ll_value_get_root (LlValue *value);

/* Sets begin and end of every root, places them, and allocates the memory. */
void ll_graph_allocate (LlGraph *graph);

G_END_DECLS
