/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way to each pixel is found with the algorithm of E. W. Dijkstra (1959), from all marks
 * at once.
 */

#include "grow/spread.h"

#include <math.h>

#include "grow/gradient.h"

/* Sigma of the Gaussian applied to the image and before its gradient, in pixels. */
#define SIGMA 1.5

/* Costs of a step of one pixel: anywhere; where the gradient is the mean one, growing with
 * its square; and where the image differs from the mark by the deviation within marks.
 * Chosen with "bench-grow --strokes line-3,dot-7".
 */
#define STEP       0.2f
#define STEEP      1.0f
#define DIFFERENCE 0.3f

/* Least gradient and deviation that count, in values. */
#define LEAST_STEEPNESS 1e-4
#define LEAST_DEVIATION 0.01

/* Smaller marks do not tell how much the image varies within marks. */
#define FEW 30

typedef struct
{
  gfloat cost;
  gint pixel;
} Visit;

static void
heap_push (GArray *heap, Visit visit)
{
  Visit *v;
  guint at = heap->len;

  g_array_append_val (heap, visit);
  v = (Visit *) (gpointer) heap->data;
  while (at > 0 && v[(at - 1) / 2].cost > visit.cost)
    {
      v[at] = v[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  v[at] = visit;
}

static Visit
heap_pop (GArray *heap)
{
  Visit *v = (Visit *) (gpointer) heap->data;
  Visit top = v[0];
  Visit last = v[heap->len - 1];
  guint n = heap->len - 1;
  guint at = 0;

  g_array_set_size (heap, n);
  while (2 * at + 1 < n)
    {
      guint child = 2 * at + 1;

      if (child + 1 < n && v[child + 1].cost < v[child].cost)
        child++;
      if (v[child].cost >= last.cost)
        break;
      v[at] = v[child];
      at = child;
    }
  if (n > 0)
    v[at] = last;
  return top;
}

typedef struct
{
  const LlInstances *marks;
  gint channels;
  gfloat *values;    /* [channels][height][width], smoothed */
  gfloat *steepness; /* [height][width], 1: the mean         */
  gfloat *means;     /* [n + 1][channels], of each mark      */
  gfloat deviation;  /* from the means                       */
} Ground;

static gfloat
get_difference (const Ground *ground, gsize pixel, gint32 id)
{
  gsize pixels = (gsize) ground->marks->width * (gsize) ground->marks->height;
  gfloat sum = 0.0f;

  for (gint c = 0; c < ground->channels; c++)
    {
      gfloat difference = ground->values[(gsize) c * pixels + pixel] -
                          ground->means[id * ground->channels + c];

      sum += difference * difference;
    }
  return sqrtf (sum);
}

static void
find_means (Ground *ground)
{
  const LlInstances *marks = ground->marks;
  gsize pixels = (gsize) marks->width * (gsize) marks->height;
  g_autofree gint *counts = g_new0 (gint, marks->n + 1);
  gdouble squares = 0.0;
  gint n = 0;

  ground->means = g_new0 (gfloat, (gsize) (marks->n + 1) * (gsize) ground->channels);
  for (gsize i = 0; i < pixels; i++)
    {
      counts[marks->data[i]]++;
      for (gint c = 0; c < ground->channels; c++)
        ground->means[marks->data[i] * ground->channels + c] +=
          ground->values[(gsize) c * pixels + i];
    }
  for (gint id = 0; id <= marks->n; id++)
    for (gint c = 0; c < ground->channels; c++)
      ground->means[id * ground->channels + c] /= (gfloat) MAX (counts[id], 1);

  for (gsize i = 0; i < pixels; i++)
    if (marks->data[i] != 0 && counts[marks->data[i]] > FEW)
      {
        gdouble difference = (gdouble) get_difference (ground, i, marks->data[i]);

        squares += difference * difference;
        n++;
      }
  ground->deviation = (gfloat) MAX (sqrt (squares / MAX (n, 1)), LEAST_DEVIATION);
}

static void
ground_init (Ground *ground, const LlImage *image, const LlInstances *marks)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gdouble sum = 0.0;

  ground->marks = marks;
  ground->channels = image->channels;
  ground->values =
    g_memdup2 (image->data, pixels * (gsize) image->channels * sizeof (gfloat));
  for (gint c = 0; c < image->channels; c++)
    ll_smooth (ground->values + (gsize) c * pixels, image->width, image->height, SIGMA);

  ground->steepness =
    ll_steepness_new (image->data, image->width, image->height, image->channels, SIGMA);
  for (gsize i = 0; i < pixels; i++)
    sum += (gdouble) ground->steepness[i];
  sum = MAX (sum / (gdouble) pixels, LEAST_STEEPNESS);
  for (gsize i = 0; i < pixels; i++)
    ground->steepness[i] /= (gfloat) sum;
  find_means (ground);
}

static void
ground_clear (Ground *ground)
{
  g_free (ground->values);
  g_free (ground->steepness);
  g_free (ground->means);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

/* Offers the eight neighbours of a pixel a way through it. */
static void
step_from (LlSpread *spread,
           const Ground *ground,
           const guint8 *blocked,
           gint pixel,
           GArray *heap)
{
  gint32 id = spread->owners[pixel];

  for (gint dy = -1; dy <= 1; dy++)
    for (gint dx = -1; dx <= 1; dx++)
      {
        gint x = pixel % spread->width + dx;
        gint y = pixel / spread->width + dy;
        gint next = pixel + dy * spread->width + dx;
        gfloat steepness, cost;

        if (x < 0 || y < 0 || x >= spread->width || y >= spread->height ||
            (blocked && blocked[next]) || spread->costs[next] <= spread->costs[pixel])
          continue;
        steepness = ground->steepness[next];
        cost = STEP + STEEP * steepness * steepness +
               DIFFERENCE * get_difference (ground, (gsize) next, id) / ground->deviation;
        cost =
          spread->costs[pixel] + cost * (dx != 0 && dy != 0 ? (gfloat) G_SQRT2 : 1.0f);
        if (cost < spread->costs[next])
          {
            spread->costs[next] = cost;
            spread->owners[next] = id;
            heap_push (heap, (Visit){ cost, next });
          }
      }
}

LlSpread *
ll_spread_new (const LlImage *image, const LlInstances *marks, const guint8 *blocked)
{
  LlSpread *spread = g_new0 (LlSpread, 1);
  gint pixels = image->width * image->height;
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Visit));
  g_auto (Ground) ground = { 0 };

  ground_init (&ground, image, marks);
  spread->width = image->width;
  spread->height = image->height;
  spread->owners = g_memdup2 (marks->data, (gsize) pixels * sizeof (gint32));
  spread->costs = g_new (gfloat, pixels);
  spread->order = g_new (gint, pixels);
  for (gint i = 0; i < pixels; i++)
    {
      spread->costs[i] = marks->data[i] != 0 ? 0.0f : G_MAXFLOAT;
      if (marks->data[i] != 0)
        heap_push (heap, (Visit){ 0.0f, i });
    }

  while (heap->len > 0)
    {
      Visit visit = heap_pop (heap);

      /* A cheaper way was found after this one. */
      if (visit.cost > spread->costs[visit.pixel])
        continue;
      spread->order[spread->n_order++] = visit.pixel;
      step_from (spread, &ground, blocked, visit.pixel, heap);
    }
  return spread;
}

void
ll_spread_free (LlSpread *spread)
{
  if (!spread)
    return;

  g_free (spread->owners);
  g_free (spread->costs);
  g_free (spread->order);
  g_free (spread);
}
