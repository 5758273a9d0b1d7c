/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Patches along one side of an image: what they see of it, and what they are a part of. */

#pragma once

#include "data/resize.h"

G_BEGIN_DECLS

/* The pixels from @begin to before @end. */
typedef struct
{
  gint begin;
  gint end;
} LlSpan;

typedef struct
{
  gint patch;
  gint n;            /* patches                                                    */
  gint sight;        /* pixels that the network sees of the image                  */
  gboolean plain;    /* whether these are those of the image                       */
  LlResizeAxis to;   /* from the image to what the network sees, unless plain   */
  LlResizeAxis from; /* back                                                    */
  gfloat *window;    /* [patch] weights                                         */
  gfloat *total;     /* [sight] their sums                                      */
  LlSpan *looks;     /* [n] what each patch sees, in pixels of the network      */
  LlSpan *seen;      /* [n] the same in pixels of the image                     */
  LlSpan *made;      /* [n] pixels of the image that the patch is a part of     */
} LlPatchAxis;

/**
 * ll_patch_axis_init:
 * @axis: (out caller-allocates): to be cleared
 * @side: of the image
 * @scale: what the network sees has so many times the sides
 * @patch: side of the patches
 */
void ll_patch_axis_init (LlPatchAxis *axis, gint side, gdouble scale, gint patch);
void ll_patch_axis_clear (LlPatchAxis *axis);

/* The patches of which one of @spans meets @span. */
LlSpan
ll_patch_axis_find (const LlPatchAxis *axis, const LlSpan *spans, const LlSpan *span);

/* All pixels of @spans of some patches. */
LlSpan
ll_patch_axis_join (const LlPatchAxis *axis, const LlSpan *spans, const LlSpan *patches);

/* The pixels of the network that those of the image in @span are made of. */
LlSpan ll_patch_axis_get_sources (const LlPatchAxis *axis, const LlSpan *span);

/* Where a patch lies within what the network sees. */
LlSpan ll_patch_axis_get_place (const LlPatchAxis *axis, gint patch);

/**
 * ll_patch_axis_get_weights:
 * @odd: whether the weights are those of odd patches
 * @span: pixels of the network
 * @weights: (out caller-allocates): their weights, 0 where no such patch lies
 */
void ll_patch_axis_get_weights (const LlPatchAxis *axis,
                                gboolean odd,
                                const LlSpan *span,
                                gfloat *weights);

G_END_DECLS
