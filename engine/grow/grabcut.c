/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* C. Rother, V. Kolmogorov and A. Blake, "GrabCut: interactive foreground extraction using
 * iterated graph cuts", 2004.
 *
 * Two mixtures say how well a colour fits the object and the rest (equations 8 and 9 there);
 * an edge between neighbours costs gamma exp (-beta |difference|^2) / distance (equation
 * 11).  A mixture is fitted by the shares of all its components, not by the best one alone.
 *
 * Where the original starts from a rectangle, this starts from all pixels that the mark may
 * grow to.  They count as the object in the first round, together with the mark, and the
 * first cut removes those that fit the outside better.  With the colours of the mark alone,
 * objects that resemble the rest would stay as small as their marks.
 *
 * The box is smoothed first: micrographs are noisy, and a single pixel says little.
 */

#include <math.h>

#include "grow/gradient.h"
#include "grow/grow-private.h"
#include "grow/max-flow.h"
#include "grow/mixture.h"

/* With fewer colours outside than this, those of other objects are used as well. */
#define FEW 32

/* What a network says weighs as much as so many colours, and it is never certain. */
#define PRIOR_WEIGHT 2.0f
#define PRIOR_LEAST  0.02f

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

/* Visits every pair of neighbours once: only the last four directions point forward. */
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

/* Sets the cost for undecided pixels of being on either side. */
typedef struct
{
  gfloat object;
  gfloat outside;
} Price;

/* How much of its price an edge to another object costs: less, the more both ends look like
 * objects.  Where objects touch, there is no background to end at, and with the whole price
 * a gap would stay between them.
 */
static gfloat
find_share (const LlGrowBox *box, gint pixel, gint other)
{
  if (!box->odds)
    return 1.0f;
  return CLAMP (0.5f - (box->odds[pixel] + box->odds[other]) / 2.0f, 0.0f, 1.0f);
}

/* Sets the edges between undecided pixels.  An edge to a seed becomes a cost of the pixel
 * itself, so that seeds need not be part of the grid.
 */
static void
set_edges (const LlGrowBox *box, const gfloat *prices, Price *pixels, LlGridCut *cut)
{
  FOR_EACH_EDGE (box, x, y, d)
  {
    gint pixel = y * box->width + x;
    gint other = pixel + ll_directions[d][1] * box->width + ll_directions[d][0];
    guint8 seed = box->seeds[pixel];
    guint8 other_seed = box->seeds[other];
    gfloat price = prices[pixel * (LL_N_DIRECTIONS / 2) + d - LL_N_DIRECTIONS / 2];

    if (seed == LL_SEED_UNKNOWN && other_seed == LL_SEED_UNKNOWN)
      {
        ll_grid_cut_set_edge (cut, x, y, d, price);
        ll_grid_cut_set_edge (cut, x + ll_directions[d][0], y + ll_directions[d][1],
                              LL_N_DIRECTIONS - 1 - d, price);
      }
    else if (seed == LL_SEED_UNKNOWN || other_seed == LL_SEED_UNKNOWN)
      {
        Price *own = &pixels[seed == LL_SEED_UNKNOWN ? pixel : other];
        gboolean object = (seed == LL_SEED_UNKNOWN ? other_seed : seed) == LL_SEED_OBJECT;

        if (seed == LL_SEED_OTHER || other_seed == LL_SEED_OTHER)
          price *= find_share (box, pixel, other);
        own->object += object ? 0.0f : price;
        own->outside += object ? price : 0.0f;
      }
  }
}

/* The colours of the pixels whose value in @object is the given one.  Pixels of other
 * objects have neither value.
 */
static GArray *
collect_samples (const LlGrowBox *box,
                 const guint8 *object,
                 guint8 value,
                 gboolean others)
{
  GArray *colours = g_array_new (FALSE, FALSE, sizeof (gfloat));

  for (gint i = 0; i < box->width * box->height; i++)
    if (object[i] == value && (others || box->seeds[i] != LL_SEED_OTHER))
      {
        gfloat colour[3];

        get_colour (box, i, colour);
        g_array_append_vals (colours, colour, (guint) box->channels);
      }
  return colours;
}

/* Fits both mixtures; mixtures[1] is that of the object. */
static void
fit_mixtures (const LlGrowBox *box,
              const LlGrowSettings *settings,
              const guint8 *object,
              LlMixture mixtures[2])
{
  for (guint8 side = 0; side < 2; side++)
    {
      g_autoptr (GArray) colours = collect_samples (box, object, side, FALSE);

      if (side == 0 && colours->len < (guint) (FEW * box->channels))
        {
          g_array_unref (colours);
          colours = collect_samples (box, object, side, TRUE);
        }
      mixtures[side].n = 0;
      if (colours->len > 0)
        ll_mixture_fit (&mixtures[side], (const gfloat *) (gpointer) colours->data,
                        colours->len / (guint) box->channels, box->channels,
                        settings->colours);
    }
}

/* Adds how badly the undecided pixels fit what a network says of them. */
static void
price_prior (const LlGrowBox *box, Price *prices)
{
  for (gint i = 0; box->prior && i < box->width * box->height; i++)
    if (box->seeds[i] == LL_SEED_UNKNOWN)
      {
        gfloat p =
          CLAMP ((gfloat) box->prior[i] / 255.0f, PRIOR_LEAST, 1.0f - PRIOR_LEAST);

        prices[i].object -= PRIOR_WEIGHT * logf (p);
        prices[i].outside -= PRIOR_WEIGHT * logf (1.0f - p);
      }
}

/* Computes how badly the colours of undecided pixels fit each side. */
static Price *
price_pixels (const LlGrowBox *box, const LlMixture mixtures[2])
{
  gint n = box->width * box->height;
  Price *prices = g_new0 (Price, n);

  for (gint i = 0; i < n; i++)
    if (box->seeds[i] == LL_SEED_UNKNOWN && mixtures[0].n > 0 && mixtures[1].n > 0)
      {
        gfloat colour[3];
        gfloat object, outside;

        /* Densities exceed 1 where colours are similar, which makes costs negative; only
         * their difference matters.
         */
        get_colour (box, i, colour);
        object = ll_mixture_get_price (&mixtures[1], colour);
        outside = ll_mixture_get_price (&mixtures[0], colour);
        prices[i].object = object - MIN (object, outside);
        prices[i].outside = outside - MIN (object, outside);
      }
  price_prior (box, prices);
  return prices;
}

/* Runs one round, and returns how many pixels have changed sides. */
static gint
cut_once (const LlGrowBox *box,
          const LlGrowSettings *settings,
          const gfloat *prices,
          LlGridCut *cut,
          guint8 *object)
{
  g_autofree Price *pixels = NULL;
  LlMixture mixtures[2];
  gint changed = 0;

  fit_mixtures (box, settings, object, mixtures);
  pixels = price_pixels (box, mixtures);
  ll_grid_cut_clear (cut);
  set_edges (box, prices, pixels, cut);
  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        const Price *price = &pixels[y * box->width + x];

        ll_grid_cut_set_pixel (cut, x, y, price->object, price->outside);
      }
  ll_grid_cut_run (cut);

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gint i = y * box->width + x;
        guint8 now = ll_grid_cut_is_object (cut, x, y) ? 1 : 0;

        if (box->seeds[i] != LL_SEED_UNKNOWN)
          continue;
        changed += object[i] != now;
        object[i] = now;
      }
  return changed;
}

void
ll_grow_box_grabcut (const LlGrowBox *box, const LlGrowSettings *settings, guint8 *object)
{
  gsize pixels = (gsize) box->width * (gsize) box->height;
  gsize floats = pixels * (gsize) box->channels;
  g_autofree gfloat *smooth = g_memdup2 (box->pixels, floats * sizeof (gfloat));
  LlGrowBox smoothed = { box->width, box->height, box->channels, smooth,
                         box->seeds, box->odds,   box->prior };
  g_autoptr (LlGridCut) cut = ll_grid_cut_new (box->width, box->height);
  g_autofree gfloat *prices = NULL;

  for (gint c = 0; c < box->channels; c++)
    ll_smooth (smooth + (gsize) c * pixels, box->width, box->height, settings->smoothing);
  prices = price_edges (&smoothed, settings->contrast);
  for (gsize i = 0; i < pixels; i++)
    object[i] = box->seeds[i] == LL_SEED_OBJECT || (box->seeds[i] == LL_SEED_UNKNOWN &&
                                                    (!box->prior || box->prior[i] > 127));

  for (gint round = 0; round < settings->rounds; round++)
    if (cut_once (&smoothed, settings, prices, cut, object) == 0)
      break;
}
