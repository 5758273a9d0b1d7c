/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From painted pixels to labels.
 *
 * A pixel that is at least half opaque is painted; its colour stands for the
 * nearest of the colours that the layer's task knows, or is a mixture of two of
 * them.  A pixel of any other colour has no label.  Everything else is the rest
 * on a complete layer, and ignored on a sparse one.
 */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

typedef enum
{
  LL_COVERAGE_COMPLETE, /* unpainted = rest, no interface (the paper's case) */
  LL_COVERAGE_SPARSE    /* unpainted = ignored                               */
} LlCoverage;

/* A painted pixel, or the upper left corner of an area of one colour. */
typedef struct
{
  gboolean found; /* FALSE: there is none, and the rest is undefined */
  gint x;         /* in the image */
  gint y;
  LlColour colour;
  guint8 label; /* that the pixel got */
} LlPaintPlace;

/* What was read, of one layer or of several strips of it.  Few pixels of unknown colours
 * are mixtures where colours meet, as scaling and antialiasing make them.  Whole areas were
 * painted by a person.
 */
typedef struct
{
  gint64 painted;       /* pixels that are at least half opaque             */
  gint64 unknown;       /* those of them whose colour stands for nothing    */
  LlPaintPlace first;   /* the first of these                               */
  LlPaintPlace foreign; /* the first area of a colour that stands for nothing */
  LlPaintPlace blended; /* the first area of a mixture of two known colours */
} LlPaintTally;

typedef struct _LlPaintReader LlPaintReader;

/**
 * ll_paint_reader_new:
 * @classes: the classes and their colours; they must outlive the reader
 * @task: whose layer this is
 * @coverage: what unpainted pixels mean
 * @width: pixels per row
 * @error: return location for a %LL_DATA_ERROR_COLOUR
 *
 * Returns: (transfer full): a reader for the rows of a layer; %NULL when two classes have
 *   the same colour.
 */
LlPaintReader *ll_paint_reader_new (const LlClasses *classes,
                                    LlTask task,
                                    LlCoverage coverage,
                                    gint width,
                                    GError **error);
void ll_paint_reader_free (LlPaintReader *reader);

/**
 * ll_paint_reader_guess:
 *
 * From now on, a pixel whose colour can't be told gets the class of the nearest colour
 * instead of none.  This serves the layers of a result, where each pixel has a class.
 */
void ll_paint_reader_guess (LlPaintReader *reader);

/**
 * ll_paint_reader_read_row:
 * @rgba: pixels of non-linear sRGB and straight alpha, 0 .. 1
 * @x: image column of the first pixel
 * @y: image row; areas are found in rows that are read from top to bottom
 * @labels: (out caller-allocates): a label per pixel; %LL_LABEL_IGNORE where the colour
 *   can't be told.  It must live as long as further rows of the same layer are read, since
 *   they may show that its pixels belong to an area
 * @ignored: (inout): likewise, one byte per pixel; set to 1 where the ignore colour lies,
 *   otherwise left alone
 *
 * Reads the labels of a row of painted pixels.
 */
void ll_paint_reader_read_row (LlPaintReader *reader,
                               const gfloat *rgba,
                               gint x,
                               gint y,
                               guint8 *labels,
                               guint8 *ignored);

/**
 * ll_paint_reader_get_tally:
 *
 * Returns: (transfer none): what was read so far.
 */
const LlPaintTally *ll_paint_reader_get_tally (const LlPaintReader *reader);

/* Adds the tally of another strip of the same layer, further below. */
void ll_paint_tally_add (LlPaintTally *sum, const LlPaintTally *tally);

/**
 * ll_paint_tally_check:
 * @tally: of a whole layer
 * @classes: as for the reader
 * @task: as for the reader
 * @error: return location for a %LL_DATA_ERROR_COLOUR that names place and colour
 *
 * Returns: whether the pixels that can't be told are few and do not form an area of one
 *   colour.
 */
gboolean ll_paint_tally_check (const LlPaintTally *tally,
                               const LlClasses *classes,
                               LlTask task,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPaintReader, ll_paint_reader_free)

G_END_DECLS
