/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a painted colour stands for on the layer of a task. */

#pragma once

#include "lazylabels/paint.h"

G_BEGIN_DECLS

/* A colour that may have been painted. */
typedef struct
{
  gfloat rgb[3];    /* non-linear */
  gfloat linear[3]; /* the same in linear light */
  guint8 label;
  gboolean known; /* on this layer */
  const gchar *name;
} LlPaint;

/* All classes, the interface and the ignore colour. */
typedef struct
{
  LlPaint paints[LL_MAX_CLASSES + 2];
  gint n;
} LlPaints;

typedef enum
{
  LL_PAINT_PLAIN,   /* near a known colour           */
  LL_PAINT_BETWEEN, /* near one, but a mixture of two others */
  LL_PAINT_MIXED,   /* a mixture of two known colours */
  LL_PAINT_UNKNOWN  /* it can't be told              */
} LlPaintKind;

/* What a colour stands for. */
typedef struct
{
  LlPaintKind kind;
  const LlPaint *paint;   /* of a single pixel; NULL: unknown                        */
  const LlPaint *area;    /* of an area, unless mixed or unknown: the nearest colour */
  const LlPaint *foreign; /* on another layer, if that is more likely; or NULL       */
} LlPaintReading;

/**
 * ll_paints_init:
 * @paints: (out caller-allocates): the colours
 * @classes: the classes, which must outlive @paints
 * @task: of the layer
 *
 * Lists the colours that have a meaning.
 */
void ll_paints_init (LlPaints *paints, const LlClasses *classes, LlTask task);

/**
 * ll_paints_check:
 *
 * Returns: whether no two known colours are the same; else pixels would silently get a
 *   wrong label.
 */
gboolean ll_paints_check (const LlPaints *paints, LlTask task, GError **error);

/**
 * ll_paints_read:
 * @paints: the colours
 * @rgb: a painted colour, 0 .. 1
 * @reading: (out caller-allocates): what it stands for
 *
 * Reads a painted colour.
 */
void
ll_paints_read (const LlPaints *paints, const gfloat rgb[3], LlPaintReading *reading);

/* How far @rgb is from the colour of @paint, in the unit cube. */
gfloat ll_paint_get_distance (const LlPaint *paint, const gfloat rgb[3]);

/**
 * ll_paints_guess:
 *
 * Returns: the class whose colour is nearest to @rgb.
 */
const LlPaint *ll_paints_guess (const LlPaints *paints, const gfloat rgb[3]);

/**
 * ll_paints_set_error:
 * @rgb: a colour that can't be told
 * @x: where it lies
 * @y: where it lies
 *
 * Sets an error that names the place, the colour and those that are known.
 */
void ll_paints_set_error (const LlPaints *paints,
                          LlTask task,
                          const gfloat rgb[3],
                          gint x,
                          gint y,
                          GError **error);

G_END_DECLS
