/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insides of a graph, for graph.c (building, running), arrange.c (what is made again),
 * lifetimes.c (memory) and nodes.c (the operations).
 */

#pragma once

#include "net/graph.h"
#include "ops/conv3x3.h"

G_BEGIN_DECLS

#define LL_NEVER (-1)

/* Values that a node may read. */
#define LL_MAX_INPUTS 3

typedef struct _LlNode LlNode;

/* When something is needed, %LL_NEVER for both if it is not. */
typedef struct
{
  gint begin;
  gint end;
} LlSpan;

struct _LlValue
{
  gint channels;
  gint batch;
  gint height;
  gint width;
  gboolean planar; /* images and logits; else features */

  LlValue *root;     /* whose memory it is: itself, or that which it is a slice of */
  gint first;        /* slice: first image within the root                         */
  LlNode *maker;     /* whose output it is; %NULL for slices and the input         */
  gboolean folded;   /* never written: convolutions up-sample the maker's inputs   */
  gboolean exact;    /* kept as floats in a compact graph, too                      */
  gboolean has_grad; /* %FALSE for what no learned number stands before            */
  gboolean written;  /* backward: the gradient holds something                     */

  /* Only the roots' count. */
  LlSpan life;      /* of what the forward pass writes */
  LlSpan half_life; /* of its half-precision copy      */
  LlSpan grad_life;
  gfloat *place; /* where the forward pass writes it */
  gfloat *data;  /* where it is: @place, or where the backward pass has made it again */
  gfloat *half;  /* its copy: float16, two of them per float */
  gfloat *grad;
};

/* A step of the backward pass has up to three phases, so that what one of them needs does
 * not take memory in the others.
 */
enum
{
  LL_PHASE_OUTPUT,  /* looks at the output; the only phase of most operations,
                     * which look at the inputs in it, and write their gradients */
  LL_PHASE_WEIGHTS, /* looks at the inputs                                       */
  LL_PHASE_INPUTS,  /* writes the gradients of the inputs                        */
  LL_N_PHASES
};

typedef void (*LlBackwardFunc) (LlGraph *graph, LlNode *node, gfloat *const *gradients);

typedef struct
{
  void (*forward) (LlGraph *graph, LlNode *node);
  LlBackwardFunc backward[LL_N_PHASES]; /* %NULL: nothing to do in this phase */

  /* Without training: makes weights ready; %NULL: nothing to do. */
  void (*prepare) (LlGraph *graph, LlNode *node);

  gboolean keeps_inputs; /* whether the backward pass looks at the inputs    */
  gboolean keeps_output; /* and at the output                                */
  gboolean cheap;        /* so little work that its output is made again for
                          * the backward pass rather than kept               */
} LlNodeClass;

/* A value that is there again for one phase of the backward pass. */
typedef struct
{
  LlValue *value; /* a root: made again by its maker, or from its half */
  gint phase;
  gint time;
  gfloat *data;
} LlRevival;

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

  /* When training: what the backward pass of this node needs again, in the order in which
   * it has to be made, and whose last reader in the forward pass this is.
   */
  GPtrArray *revivals; /* LlRevival, owned                         */
  GPtrArray *packed;   /* LlValue that get a half-precision copy now */

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
  gboolean compact; /* what the backward pass needs is kept in half precision */
  gfloat momentum;
  GPtrArray *values;  /* LlValue, owned */
  GPtrArray *nodes;   /* LlNode, owned  */
  GArray *parameters; /* LlParameter, declared so far, without data */
  gfloat *memory;
  const LlGraph *lender; /* whose memory it takes, or %NULL */
  LlGraphMemory planned;
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

/* What a convolution reads: the features of a value or, of one that is folded, those of its
 * maker's inputs, for which @small has room.
 */
LlFeatures ll_value_input (LlValue *value, LlFeatures small[2]);

/**
 * ll_graph_arrange:
 *
 * Puts the operations in the order in which they run, and finds the values that are never
 * written: once, after the last operation.
 */
void ll_graph_arrange (LlGraph *graph);

/* Makes what a phase of the backward pass needs again. */
void ll_node_revive (LlGraph *graph, LlNode *node, gint phase);

/* Makes half-precision copies of what the forward pass needs no longer. */
void ll_node_pack (LlGraph *graph, LlNode *node);

/* Floats of the memory of a value. */
gsize ll_value_get_size (const LlValue *value);

/* Finds the lives of all roots, places them, and allocates the memory. */
void ll_graph_allocate (LlGraph *graph);

/* All values are where the forward pass writes them. */
void ll_graph_reset_values (LlGraph *graph);

G_END_DECLS
