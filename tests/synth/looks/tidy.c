/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Components are found by flooding. */

#include "looks/tidy.h"

typedef struct
{
  guint16 owner;
  gint area;
  gint start; /* where its pixels begin in the list */

  guint16 id;
} Piece;

typedef struct
{
  const SynthLayout *layout;
  gint *piece_of; /* the piece of each pixel, 0: rest */
  gint *pixels;   /* piece after piece                */
  gint filled;
  GArray *pieces; /* of Piece; the first stands for the rest */
} Flood;

static gint
neighbours_of (const SynthLayout *layout, gint pixel, gint to[4])
{
  gint w = layout->width;
  gint x = pixel % w;
  gint n = 0;

  if (x > 0)
    to[n++] = pixel - 1;
  if (x < w - 1)
    to[n++] = pixel + 1;
  if (pixel >= w)
    to[n++] = pixel - w;
  if (pixel < w * (layout->height - 1))
    to[n++] = pixel + w;
  return n;
}

static void
flood_piece (Flood *flood, gint pixel)
{
  const guint16 *owner = flood->layout->owner;
  Piece piece = { .owner = owner[pixel], .start = flood->filled };
  gint id = (gint) flood->pieces->len;

  flood->pixels[flood->filled++] = pixel;
  flood->piece_of[pixel] = id;
  for (gint next = piece.start; next < flood->filled; next++)
    {
      gint to[4];
      gint n = neighbours_of (flood->layout, flood->pixels[next], to);

      for (gint k = 0; k < n; k++)
        if (owner[to[k]] == piece.owner && flood->piece_of[to[k]] == 0)
          {
            flood->piece_of[to[k]] = id;
            flood->pixels[flood->filled++] = to[k];
          }
    }
  piece.area = flood->filled - piece.start;
  g_array_append_val (flood->pieces, piece);
}

/* Finds which of the kept pieces lies beside a small one. */
static guint16
adjacent_id (const Flood *flood, const Piece *piece)
{
  for (gint k = 0; k < piece->area; k++)
    {
      gint to[4];
      gint n = neighbours_of (flood->layout, flood->pixels[piece->start + k], to);

      for (gint j = 0; j < n; j++)
        {
          guint16 id = g_array_index (flood->pieces, Piece, flood->piece_of[to[j]]).id;

          if (id != 0)
            return id;
        }
    }
  return 0;
}

static gint
number_pieces (Flood *flood, gdouble diameter)
{
  gdouble typical = 0.25 * G_PI * diameter * diameter;
  g_autofree gint *largest = g_new0 (gint, flood->layout->objects->len);
  gint ids = 0;

  for (guint k = 1; k < flood->pieces->len; k++)
    {
      Piece *piece = &g_array_index (flood->pieces, Piece, k);

      largest[piece->owner] = MAX (largest[piece->owner], piece->area);
    }
  for (guint k = 1; k < flood->pieces->len; k++)
    {
      Piece *piece = &g_array_index (flood->pieces, Piece, k);
      gdouble least = piece->area == largest[piece->owner] ? MIN (0.04 * typical, 30.0)
                                                           : 0.15 * typical;

      if (piece->area >= (gint) MAX (least, 10.0) && ids < G_MAXUINT16)
        piece->id = (guint16) ++ids;
    }
  return ids;
}

SynthIds *
synth_tidy (const SynthLayout *layout, gdouble diameter)
{
  gint pixels = layout->width * layout->height;
  SynthIds *ids = synth_ids_new (layout->width, layout->height);
  g_autofree gint *piece_of = g_new0 (gint, pixels);
  g_autofree gint *list = g_new (gint, pixels);
  g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  Flood flood = { layout, piece_of, list, 0, pieces };
  Piece rest = { .owner = 0 };

  g_array_append_val (pieces, rest);
  for (gint i = 0; i < pixels; i++)
    if (layout->owner[i] != 0 && piece_of[i] == 0)
      flood_piece (&flood, i);
  number_pieces (&flood, diameter);
  for (guint k = 1; k < pieces->len; k++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, k);
      guint16 id = piece->id ? piece->id : adjacent_id (&flood, piece);

      for (gint j = 0; j < piece->area; j++)
        ids->data[list[piece->start + j]] = id;
    }
  return ids;
}
