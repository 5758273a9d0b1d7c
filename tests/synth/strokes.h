/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Detection marks as hands draw them: with a pencil of some width, not all equally deep,
 * and never on the outermost pixels of an object.
 */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

typedef enum
{
  SYNTH_STROKES_DEEP,     /* as synth_marks_new() draws them; the pencil does not count */
  SYNTH_STROKES_LINE,     /* one through the middle, along the long axis                */
  SYNTH_STROKES_DOT,      /* the pencil put down once, near the middle                  */
  SYNTH_STROKES_TWO,      /* two side by side, which need not touch                     */
  SYNTH_STROKES_SCRIBBLE, /* a zigzag across the object                                 */
  SYNTH_STROKES_FILL      /* a rough fill; the pencil does not count                    */
} SynthStrokes;

/**
 * synth_strokes_parse:
 * @name: "deep", "fill", or "line-3", "dot-7", "two-13", "scribble-5": what is drawn and
 *   the width of the pencil in pixels
 * @strokes: (out): what is drawn
 * @pencil: (out): pixels
 *
 * Returns: whether the name is known.
 */
gboolean synth_strokes_parse (const gchar *name, SynthStrokes *strokes, gint *pencil);

/**
 * synth_strokes_new:
 * @ids: instance ids
 * @class_of: the class of each id, synth_ids_get_n() entries
 * @strokes: what is drawn
 * @pencil: width in pixels; where it is too wide for an object, its strokes are cut off
 *   one pixel before the border
 * @seed: how the hand moves; the same seed gives the same marks
 *
 * Returns: (transfer full): detection marks, at least one pixel per object.
 */
LlLabels *synth_strokes_new (const SynthIds *ids,
                             const guint8 *class_of,
                             SynthStrokes strokes,
                             gint pencil,
                             guint64 seed);

G_END_DECLS
