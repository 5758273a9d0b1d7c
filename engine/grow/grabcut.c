/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* C. Rother, V. Kolmogorov and A. Blake, "GrabCut: interactive foreground extraction using
 * iterated graph cuts", 2004.
 *
 * Two mixtures say how well a colour fits the object and the rest (equations 8 and 9 there);
 * edges between neighbours cost gamma exp (-beta |difference|^2) / distance (equation 11).
 * The mixture is fitted by all of its component's shares, not by the best component alone.
 *
 * There is no rectangle to start from but a mark, so the object's mixture starts with the
 * colours of the mark, which are its own for sure, and the other with those outside.  The
 * first cut gives both more to learn from.
 */

#include <math.h>

#include "grow/grow-private.h"
#include "grow/max-flow.h"
#include "grow/mixture.h"

/* What a seed on the wrong side costs, in edges. */
#define SURELY 16.0f

/* Fewer colours than this outside say little: then all that is not the mark does. */
#define FEW 32

static void
get_colour (const LlGrowBox *box, gint pixel, gfloat colour[3])
{
  for (gint c = 0; c < box->channels; c++)
    colour[c] =
      box->pixels[(gsize) c * (gsize) box->width * (gsize) box->height + (gsize) pixel];
}

static gdouble
square_difference (const LlGrowBox *box, gint pixel, gint other)
{
  gfloat a[3], b[3];
  gdouble square = 0.0;

  get_colour (box, pixel, a);
  get_colour (box, other, b);
  for (gint c = 0; c < box->channels; c++)
    square += (gdouble) (a[c] - b[c]) * (gdouble) (a[c] - b[c]);
  return square;
}

/* Calls for every pair of neighbours once: the last four directions point onwards. */
#define FOR_EACH_EDGE(box, x, y, d)                                                   \
  for (gint y = 0; y < (box)->height; y++)                                            \
    for (gint x = 0; x < (box)->width; x++)                                           \
      for (gint d = LL_N_DIRECTIONS / 2; d < LL_N_DIRECTIONS; d++)                    \
        if (x + ll_directions[d][0] >= 0 && x + ll_directions[d][0] < (box)->width && \
            y + ll_directions[d][1] < (box)->height)

/* Equation 5 there: 1 / (2 <difference^2>). */
static gdouble
find_beta (const LlGrowBox *box)
{
  gdouble sum = 0.0;
  gint n = 0;

  FOR_EACH_EDGE (box, x, y, d)
  {
    gint pixel = y * box->width + x;

    sum += square_difference (
      box, pixel, pixel + ll_directions[d][1] * box->width + ll_directions[d][0]);
    n++;
  }
  return sum > 0.0 ? n / (2.0 * sum) : 0.0;
}

static gfloat *
price_edges (const LlGrowBox *box, gdouble gamma)
{
  gfloat *prices =
    g_new0 (gfloat, (gsize) box->width * (gsize) box->height * LL_N_DIRECTIONS / 2);
  gdouble beta = find_beta (box);

  FOR_EACH_EDGE (box, x, y, d)
  {
    gint pixel = y * box->width + x;
    gint other = pixel + ll_directions[d][1] * box->width + ll_directions[d][0];
    gboolean straight = ll_directions[d][0] == 0 || ll_directions[d][1] == 0;
    gdouble price = gamma * exp (-beta * square_difference (box, pixel, other));

    prices[pixel * (LL_N_DIRECTIONS / 2) + d - LL_N_DIRECTIONS / 2] =
      (gfloat) (straight ? price : price * G_SQRT2 / 2.0);
  }
  return prices;
}

static void
set_edges (const LlGrowBox *box, const gfloat *prices, LlGridCut *cut)
{
  FOR_EACH_EDGE (box, x, y, d)
  {
    gfloat price =
      prices[(y * box->width + x) * (LL_N_DIRECTIONS / 2) + d - LL_N_DIRECTIONS / 2];

    ll_grid_cut_set_edge (cut, x, y, d, price);
    ll_grid_cut_set_edge (cut, x + ll_directions[d][0], y + ll_directions[d][1],
                          LL_N_DIRECTIONS - 1 - d, price);
  }
}

/* Colours of the pixels with this value of @object, and with the seeds that count: all or
 * one.
 */
static GArray *
collect (const LlGrowBox *box, const guint8 *object, guint8 value, gint seed)
{
  GArray *colours = g_array_new (FALSE, FALSE, sizeof (gfloat));

  for (gint i = 0; i < box->width * box->height; i++)
    if (object[i] == value && box->seeds[i] != LL_SEED_OTHER &&
        (seed < 0 || box->seeds[i] == seed))
      {
        gfloat colour[3];

        get_colour (box, i, colour);
        g_array_append_vals (colours, colour, (guint) box->channels);
      }
  return colours;
}

static void
fit (const LlGrowBox *box,
     const LlGrowSettings *settings,
     const guint8 *object,
     gboolean first,
     LlMixture mixtures[2])
{
  for (guint8 side = 0; side < 2; side++)
    {
      gint seed = side ? LL_SEED_OBJECT : LL_SEED_OUTSIDE;
      g_autoptr (GArray) colours = collect (box, object, side, first ? seed : -1);

      if (colours->len < (guint) (FEW * box->channels) && side == 0)
        {
          g_array_unref (colours);
          colours = collect (box, object, side, -1);
        }
      if (colours->len > 0)
        ll_mixture_fit (&mixtures[side], (const gfloat *) (gpointer) colours->data,
                        colours->len / (guint) box->channels, box->channels,
                        settings->colours);
      else
        mixtures[side].n = 0;
    }
}

static void
set_pixels (const LlGrowBox *box,
            const LlMixture mixtures[2],
            gdouble gamma,
            LlGridCut *cut)
{
  gfloat surely = SURELY * (gfloat) gamma + 1000.0f;

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gint i = y * box->width + x;
        gfloat colour[3];

        get_colour (box, i, colour);
        if (box->seeds[i] == LL_SEED_OBJECT)
          ll_grid_cut_set_pixel (cut, x, y, 0.0f, surely);
        else if (box->seeds[i] != LL_SEED_UNKNOWN)
          ll_grid_cut_set_pixel (cut, x, y, surely, 0.0f);
        else if (mixtures[0].n > 0 && mixtures[1].n > 0)
          {
            /* Densities are above 1 where colours are alike: prices may be negative, and
             * only their difference counts.
             */
            gfloat object = ll_mixture_get_price (&mixtures[1], colour);
            gfloat outside = ll_mixture_get_price (&mixtures[0], colour);
            gfloat least = MIN (object, outside);

            ll_grid_cut_set_pixel (cut, x, y, object - least, outside - least);
          }
      }
}

void
ll_grow_box_grabcut (const LlGrowBox *box, const LlGrowSettings *settings, guint8 *object)
{
  g_autoptr (LlGridCut) cut = ll_grid_cut_new (box->width, box->height);
  g_autofree gfloat *prices = price_edges (box, settings->contrast);
  gint n = box->width * box->height;
  LlMixture mixtures[2];

  for (gint i = 0; i < n; i++)
    object[i] = box->seeds[i] == LL_SEED_OBJECT;

  for (gint round = 0; round < settings->rounds; round++)
    {
      gint changed = 0;

      fit (box, settings, object, round == 0, mixtures);
      ll_grid_cut_clear (cut);
      set_pixels (box, mixtures, settings->contrast, cut);
      set_edges (box, prices, cut);
      ll_grid_cut_run (cut);

      for (gint y = 0; y < box->height; y++)
        for (gint x = 0; x < box->width; x++)
          {
            guint8 *at = &object[y * box->width + x];
            guint8 now = ll_grid_cut_is_object (cut, x, y) ? 1 : 0;

            changed += *at != now;
            *at = now;
          }
      if (changed == 0)
        break;
    }
}
