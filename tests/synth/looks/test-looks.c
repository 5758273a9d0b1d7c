/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pictures of many looks: the same for the same seed, with regions as truth, and with
 * objects that can be seen.
 */

#include <math.h>
#include <string.h>

#include "looks/look.h"
#include "looks/visible.h"

#define SIDE  160
#define SEEDS 160

static gboolean
are_equal (const SynthLook *a, const SynthLook *b)
{
  gsize pixels = (gsize) a->image->width * (gsize) a->image->height;

  return a->image->channels == b->image->channels &&
         memcmp (a->image->data, b->image->data,
                 sizeof (gfloat) * pixels * (gsize) a->image->channels) == 0 &&
         memcmp (a->ids->data, b->ids->data, sizeof (guint16) * pixels) == 0;
}

static void
test_same_pixels (void)
{
  for (gint kind = 0; kind < SYNTH_N_LOOKS; kind++)
    {
      g_autoptr (SynthLook) a =
        synth_look_draw (7, 133, 91, 1 + 2 * (kind % 2), 0.0, kind);
      g_autoptr (SynthLook) b =
        synth_look_draw (7, 133, 91, 1 + 2 * (kind % 2), 0.0, kind);
      g_autoptr (SynthLook) other =
        synth_look_draw (8, 133, 91, 1 + 2 * (kind % 2), 0.0, kind);

      g_assert_true (are_equal (a, b));
      g_assert_false (are_equal (a, other));
    }
}

typedef struct
{
  guint64 first;
  SynthLook *looks[8];
} Job;

static gpointer
draw_eight (gpointer data)
{
  Job *job = data;

  for (guint64 i = 0; i < 8; i++)
    job->looks[i] = synth_look_draw (job->first + i, 96, 96, 3, 0.0, SYNTH_LOOK_ANY);
  return NULL;
}

static void
test_threads (void)
{
  Job jobs[4];
  GThread *threads[4];

  for (gint k = 0; k < 4; k++)
    {
      jobs[k].first = 100 + 4 * (guint64) k;
      threads[k] = g_thread_new ("looks", draw_eight, &jobs[k]);
    }
  for (gint k = 0; k < 4; k++)
    g_thread_join (threads[k]);
  for (gint k = 0; k < 4; k++)
    for (guint64 i = 0; i < 8; i++)
      {
        g_autoptr (SynthLook) alone =
          synth_look_draw (jobs[k].first + i, 96, 96, 3, 0.0, SYNTH_LOOK_ANY);

        g_assert_true (are_equal (alone, jobs[k].looks[i]));
        synth_look_free (jobs[k].looks[i]);
      }
}

/* Counts the pixels that a flood from @start reaches within its id, and unmarks them. */
static gint
flood (const SynthIds *ids, guint8 *fresh, gint start, gint *stack)
{
  gint area = 0;
  gint n = 0;

  stack[n++] = start;
  fresh[start] = 0;
  while (n > 0)
    {
      gint pixel = stack[--n];
      gint x = pixel % ids->width;
      gint y = pixel / ids->width;
      const gint to[4][2] = { { x - 1, y }, { x + 1, y }, { x, y - 1 }, { x, y + 1 } };

      area++;
      for (gint k = 0; k < 4; k++)
        {
          gint next = to[k][1] * ids->width + to[k][0];

          if (to[k][0] >= 0 && to[k][1] >= 0 && to[k][0] < ids->width &&
              to[k][1] < ids->height && fresh[next] &&
              ids->data[next] == ids->data[start])
            {
              fresh[next] = 0;
              stack[n++] = next;
            }
        }
    }
  return area;
}

static void
check_regions (const SynthLook *look, guint64 seed)
{
  const SynthIds *ids = look->ids;
  gint pixels = ids->width * ids->height;
  gint n = synth_ids_get_n (ids);
  g_autofree gint *area = g_new0 (gint, n);
  g_autofree gint *stack = g_new (gint, pixels);
  g_autofree guint8 *fresh = g_new (guint8, pixels);

  memset (fresh, 1, (gsize) pixels);
  g_assert_cmpint (n, >=, 2);
  for (gint i = 0; i < pixels; i++)
    if (ids->data[i] && fresh[i])
      {
        /* A second region of the same id would be found here. */
        if (area[ids->data[i]] != 0)
          g_error ("seed %d, %s: object %d has two regions", (gint) seed,
                   synth_look_get_name ((gint) look->kind), ids->data[i]);
        area[ids->data[i]] = flood (ids, fresh, i, stack);
      }
  for (gint id = 1; id < n; id++)
    {
      g_assert_cmpint (area[id], >=, 10);
      g_assert_cmpfloat (area[id], <, 40.0 * look->diameter * look->diameter);
    }
}

static void
test_regions (void)
{
  gint seen[SYNTH_N_LOOKS] = { 0 };
  gint fewest = G_MAXINT;
  gint most = 0;

  for (guint64 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (SynthLook) look =
        synth_look_draw (seed, SIDE, SIDE, 1, 0.0, SYNTH_LOOK_ANY);
      gint n = synth_ids_get_n (look->ids) - 1;

      check_regions (look, seed);
      seen[look->kind]++;
      fewest = MIN (fewest, n);
      most = MAX (most, n);
      for (gint i = 0; i < SIDE * SIDE; i++)
        {
          gfloat level = look->image->data[i] * 255.0f;

          g_assert_true (level >= 0.0f && level <= 255.0f &&
                         fabsf (level - rintf (level)) < 1e-3f);
        }
    }
  for (gint kind = 0; kind < SYNTH_N_LOOKS; kind++)
    g_assert_cmpint (seen[kind], >, 0);
  g_assert_cmpint (fewest, <=, 3);
  g_assert_cmpint (most, >=, 100);
}

/* Compares objects, the rest and the outlines between, by their mean grey and by how much
 * they vary, in standard deviations of the picture.
 */
static gdouble
visibility (const SynthLook *look)
{
  const SynthIds *ids = look->ids;
  gint w = ids->width;
  gint pixels = w * ids->height;
  gdouble sum[3] = { 0.0 }, squares[3] = { 0.0 }, steps[3] = { 0.0 }, count[3] = { 0.0 };
  gdouble all = 0.0, all_squares = 0.0, largest = 0.0, spread;

  for (gint i = 2 * w + 2; i < pixels - 2 * w - 2; i++)
    {
      guint16 id = ids->data[i];
      gboolean border = ids->data[i - 1] != id || ids->data[i + 1] != id ||
                        ids->data[i - w] != id || ids->data[i + w] != id ||
                        ids->data[i - 2] != id || ids->data[i + 2] != id;
      gint part = border ? 2 : id != 0;
      gdouble value = (gdouble) look->image->data[i];

      sum[part] += value;
      squares[part] += value * value;
      steps[part] +=
        fabs ((gdouble) (look->image->data[i + 2] - look->image->data[i - 2]));
      count[part]++;
      all += value;
      all_squares += value * value;
    }
  pixels -= 4 * w + 4;
  spread = sqrt (MAX (all_squares / pixels - all * all / pixels / pixels, 1e-8));
  for (gint a = 0; a < 3; a++)
    for (gint b = 0; b < a; b++)
      if (count[a] > 20 && count[b] > 20)
        {
          gdouble deviation[2];
          const gint parts[2] = { a, b };

          for (gint k = 0; k < 2; k++)
            {
              gdouble mean = sum[parts[k]] / count[parts[k]];

              deviation[k] =
                sqrt (MAX (squares[parts[k]] / count[parts[k]] - mean * mean, 0.0));
            }
          largest = MAX (largest, fabs (sum[a] / count[a] - sum[b] / count[b]) / spread);
          largest = MAX (largest, fabs (deviation[0] - deviation[1]) / spread);
          largest =
            MAX (largest, fabs (steps[a] / count[a] - steps[b] / count[b]) / spread);
        }
  return largest;
}

static void
test_visible (void)
{
  gint faint = 0;

  for (gint kind = 0; kind < SYNTH_N_LOOKS; kind++)
    {
      gdouble sum = 0.0;

      for (guint64 seed = 1; seed <= 12; seed++)
        {
          g_autoptr (SynthLook) look = synth_look_draw (
            seed, SIDE, SIDE, 1, 20.0 + 20.0 * (kind == SYNTH_LOOK_GLANDS), kind);
          gdouble difference = visibility (look);

          g_assert_cmpint (look->kind, ==, kind);
          sum += difference;
          faint += difference < 0.3;
        }
      g_test_message ("%s: %.2f standard deviations", synth_look_get_name (kind),
                      sum / 12.0);
      g_assert_cmpfloat (sum / 12.0, >, 0.4);
    }
  g_assert_cmpint (faint, <=, 12 * SYNTH_N_LOOKS / 20);
}

/* Outlines must lie where the picture changes, and noise alone shows nothing. */
static void
test_outlines (void)
{
  g_autoptr (SynthLook) look = synth_look_draw (3, SIDE, SIDE, 1, 24.0, SYNTH_LOOK_FOAM);
  g_autoptr (SynthIds) moved = synth_ids_new (SIDE, SIDE);
  g_autoptr (LlImage) noise = ll_image_new (SIDE, SIDE, 1);
  guint32 state = 1;

  g_assert_true (synth_is_visible (look->image, look->ids));
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      state = state * 1664525u + 1013904223u;
      noise->data[i] = (gfloat) (state >> 24) / 255.0f;
      moved->data[i] = look->ids->data[(i + SIDE / 2 + SIDE * SIDE / 2) % (SIDE * SIDE)];
    }
  g_assert_false (synth_is_visible (noise, look->ids));
  g_assert_false (synth_is_visible (look->image, moved));
}

/* The typical diameter is what was asked for. */
static void
test_diameter (void)
{
  for (gdouble diameter = 12.0; diameter <= 48.0; diameter *= 2.0)
    {
      gdouble logs = 0.0;
      gint n = 0;

      for (guint64 seed = 1; seed <= 12; seed++)
        {
          g_autoptr (SynthLook) look =
            synth_look_draw (seed, 256, 256, 1, diameter, SYNTH_LOOK_ANY);
          gint ids = synth_ids_get_n (look->ids);
          g_autofree gint *area = g_new0 (gint, ids);

          for (gint i = 0; i < 256 * 256; i++)
            area[look->ids->data[i]]++;
          for (gint id = 1; id < ids; id++, n++)
            logs += 0.5 * log (4.0 * area[id] / G_PI);
        }
      g_test_message ("%.0f: %.1f", diameter, exp (logs / n));
      g_assert_cmpfloat (exp (logs / n), >, 0.6 * diameter);
      g_assert_cmpfloat (exp (logs / n), <, 1.3 * diameter);
    }
}

/* Odd and narrow pictures work, and colours are colours. */
static void
test_sizes (void)
{
  const gint sizes[3][2] = { { 32, 32 }, { 300, 33 }, { 65, 129 } };
  gint coloured = 0;

  for (gint i = 0; i < 3; i++)
    for (gint kind = 0; kind < SYNTH_N_LOOKS; kind++)
      {
        g_autoptr (SynthLook) look =
          synth_look_draw (5, sizes[i][0], sizes[i][1], 3, i == 0 ? 8.0 : 160.0, kind);
        gint pixels = sizes[i][0] * sizes[i][1];

        g_assert_cmpint (look->image->width, ==, sizes[i][0]);
        g_assert_cmpint (look->image->height, ==, sizes[i][1]);
        g_assert_cmpint (look->image->channels, ==, 3);
        coloured += memcmp (look->image->data, look->image->data + pixels,
                            sizeof (gfloat) * (gsize) pixels) != 0;
      }
  g_assert_cmpint (coloured, >=, SYNTH_N_LOOKS);
}

static void
test_names (void)
{
  for (gint kind = 0; kind < SYNTH_N_LOOKS; kind++)
    g_assert_cmpint (synth_look_from_name (synth_look_get_name (kind)), ==, kind);
  g_assert_cmpint (synth_look_from_name ("froth"), ==, SYNTH_LOOK_ANY);
  g_assert_null (synth_look_get_name (SYNTH_N_LOOKS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/synth/looks/same-pixels", test_same_pixels);
  g_test_add_func ("/synth/looks/threads", test_threads);
  g_test_add_func ("/synth/looks/regions", test_regions);
  g_test_add_func ("/synth/looks/visible", test_visible);
  g_test_add_func ("/synth/looks/outlines", test_outlines);
  g_test_add_func ("/synth/looks/diameter", test_diameter);
  g_test_add_func ("/synth/looks/sizes", test_sizes);
  g_test_add_func ("/synth/looks/names", test_names);
  return g_test_run ();
}
