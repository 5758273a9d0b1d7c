/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns painted pixels into labels.
 *
 * Scaling, rotating and soft brushes mix colours where several classes meet.  Such pixels
 * are few, and neighbours rarely have the same colour.  A square of one colour has been
 * painted by a person, and if it stands for nothing, the person has to know.
 */

#include "lazylabels/paint.h"

#include <math.h>
#include <string.h>

#include "data/paint-colours.h"
#include "lazylabels/error.h"

#define OPAQUE 0.5f

/* The side of a square of one colour that was painted on purpose, in pixels. */
#define SQUARE 3

/* Neighbours have one colour when no component differs by more: one step of 8 bits, and
 * some rounding.
 */
#define SAME (1.5f / 255.0f)

/* With a larger share of paint whose colour can't be told, something is wrong. */
#define FEW 0.25

/* In guesses, how far a colour may be from that of ignored pixels to be meant as such. */
#define MEANT_IGNORED 0.06f

/* A painted pixel that has none of the known colours. */
typedef struct
{
  gfloat rgb[3];
  LlPaintKind kind;
  guint8 label;
  guint8 area; /* the label that an area of the colour has */
  guint8 side; /* of the largest square of one colour that ends here; at most SQUARE */
} Odd;

struct _LlPaintReader
{
  LlPaints paints;
  LlCoverage coverage;
  gboolean guess;
  gint width;
  gint x; /* of the row above */
  gint y;
  guint8 *labels[SQUARE]; /* of this row and those above; NULL above the first one */
  guint8 *ignored[SQUARE];
  Odd *above; /* [width] */
  Odd *row;   /* [width] */
  LlPaintTally tally;
};

LlPaintReader *
ll_paint_reader_new (const LlClasses *classes,
                     LlTask task,
                     LlCoverage coverage,
                     gint width,
                     GError **error)
{
  LlPaintReader *reader = g_new0 (LlPaintReader, 1);

  ll_paints_init (&reader->paints, classes, task);
  reader->coverage = coverage;
  reader->width = width;
  reader->above = g_new0 (Odd, width);
  reader->row = g_new0 (Odd, width);
  if (!ll_paints_check (&reader->paints, task, error))
    g_clear_pointer (&reader, ll_paint_reader_free);

  return reader;
}

void
ll_paint_reader_free (LlPaintReader *reader)
{
  if (!reader)
    return;

  g_free (reader->above);
  g_free (reader->row);
  g_free (reader);
}

void
ll_paint_reader_guess (LlPaintReader *reader)
{
  reader->guess = TRUE;
}

static gboolean
is_same (const Odd *a, const Odd *b)
{
  if (b->side == 0 || a->kind != b->kind)
    return FALSE;

  for (gint c = 0; c < 3; c++)
    if (fabsf (a->rgb[c] - b->rgb[c]) > SAME)
      return FALSE;

  return TRUE;
}

static LlPaintPlace
make_place (const Odd *odd, gint x, gint y)
{
  LlPaintPlace place = { TRUE, x, y, { { 0, 0, 0 } }, odd->label };

  for (gint c = 0; c < 3; c++)
    place.colour.rgb[c] = (guint8) lrintf (255.0f * odd->rgb[c]);

  return place;
}

/* Gives the square that ends at column @i the label of an area. */
static void
relabel_square (LlPaintReader *reader, gint i)
{
  guint8 label = reader->row[i].area;

  for (gint row = 0; row < SQUARE; row++)
    for (gint column = i - (SQUARE - 1); column <= i; column++)
      {
        reader->labels[row][column] = label;
        if (label == LL_LABEL_IGNORE)
          reader->ignored[row][column] = 1;
      }
}

/* Remembers where the first odd pixels and squares lie. */
static void
count_odd (LlPaintReader *reader, gint i, gint x, gint y)
{
  LlPaintTally *tally = &reader->tally;
  Odd *odd = &reader->row[i];
  LlPaintPlace *square = odd->kind == LL_PAINT_MIXED ? &tally->blended : &tally->foreign;
  guint8 side = 0;

  if (i > 0 && is_same (odd, &reader->row[i - 1]) && is_same (odd, &reader->above[i]) &&
      is_same (odd, &reader->above[i - 1]))
    side = MIN (MIN (reader->row[i - 1].side, reader->above[i].side),
                reader->above[i - 1].side);
  odd->side = MIN (side + 1, SQUARE);

  if (odd->kind == LL_PAINT_UNKNOWN)
    {
      tally->unknown++;
      if (!tally->first.found)
        tally->first = make_place (odd, x + i, y);
    }
  if (odd->side < SQUARE)
    return;
  if (odd->kind == LL_PAINT_BETWEEN)
    relabel_square (reader, i);
  else if (!square->found)
    *square = make_place (odd, x + i - (SQUARE - 1), y - (SQUARE - 1));
}

static guint8
guess_label (const LlPaints *paints, const LlPaint *paint, const gfloat rgb[3])
{
  if (paint && (paint->label != LL_LABEL_IGNORE ||
                ll_paint_get_distance (paint, rgb) <= MEANT_IGNORED))
    return paint->label;

  return ll_paints_guess (paints, rgb)->label;
}

/* Last time's row is the row above, if it is. */
static void
start_row (LlPaintReader *reader, gint x, gint y, guint8 *labels, guint8 *ignored)
{
  Odd *row = reader->above;

  for (gint i = SQUARE - 1; i > 0; i--)
    {
      reader->labels[i] = reader->labels[i - 1];
      reader->ignored[i] = reader->ignored[i - 1];
    }
  reader->labels[0] = labels;
  reader->ignored[0] = ignored;

  reader->above = reader->row;
  reader->row = row;
  if (x != reader->x || y != reader->y + 1)
    memset (reader->above, 0, sizeof (Odd) * (gsize) reader->width);
  reader->x = x;
  reader->y = y;
}

void
ll_paint_reader_read_row (LlPaintReader *reader,
                          const gfloat *rgba,
                          gint x,
                          gint y,
                          guint8 *labels,
                          guint8 *ignored)
{
  const guint8 unpainted = reader->coverage == LL_COVERAGE_COMPLETE ? 0 : LL_LABEL_IGNORE;
  Odd last = { { -1.0f, -1.0f, -1.0f }, LL_PAINT_PLAIN, 0, 0, 0 };

  start_row (reader, x, y, labels, ignored);
  for (gint i = 0; i < reader->width; i++)
    {
      const gfloat *pixel = rgba + 4 * (gsize) i;
      gfloat rgb[3];

      reader->row[i].side = 0;
      if (!(pixel[3] >= OPAQUE))
        {
          labels[i] = unpainted;
          continue;
        }

      for (gint c = 0; c < 3; c++)
        rgb[c] = isnan (pixel[c]) ? 0.0f : CLAMP (pixel[c], 0.0f, 1.0f);

      /* Neighbouring pixels mostly have the same colour. */
      if (memcmp (rgb, last.rgb, sizeof (rgb)) != 0)
        {
          LlPaintReading reading;

          memcpy (last.rgb, rgb, sizeof (rgb));
          ll_paints_read (&reader->paints, rgb, &reading);
          last.kind = reading.kind;
          last.label = reader->guess   ? guess_label (&reader->paints, reading.paint, rgb)
                       : reading.paint ? reading.paint->label
                                       : LL_LABEL_IGNORE;
          last.area = reading.area ? reading.area->label : last.label;
        }

      reader->tally.painted++;
      labels[i] = last.label;
      if (last.label == LL_LABEL_IGNORE && last.kind != LL_PAINT_UNKNOWN)
        ignored[i] = 1;
      if (last.kind != LL_PAINT_PLAIN)
        {
          reader->row[i] = last;
          count_odd (reader, i, x, y);
        }
    }
}

const LlPaintTally *
ll_paint_reader_get_tally (const LlPaintReader *reader)
{
  return &reader->tally;
}

void
ll_paint_tally_add (LlPaintTally *sum, const LlPaintTally *tally)
{
  sum->painted += tally->painted;
  sum->unknown += tally->unknown;
  if (!sum->first.found)
    sum->first = tally->first;
  if (!sum->foreign.found)
    sum->foreign = tally->foreign;
  if (!sum->blended.found)
    sum->blended = tally->blended;
}

gboolean
ll_paint_tally_check (const LlPaintTally *tally,
                      const LlClasses *classes,
                      LlTask task,
                      GError **error)
{
  const LlPaintPlace *place = tally->foreign.found ? &tally->foreign : &tally->first;
  LlPaints paints;
  gfloat rgb[3];

  if (!tally->foreign.found && (gdouble) tally->unknown <= FEW * (gdouble) tally->painted)
    return TRUE;

  ll_paints_init (&paints, classes, task);
  for (gint c = 0; c < 3; c++)
    rgb[c] = (gfloat) place->colour.rgb[c] / 255.0f;
  ll_paints_set_error (&paints, task, rgb, place->x, place->y, error);

  return FALSE;
}
