/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects from drawn probabilities: what is cut, what stays whole, and whose it is. */

#include <gio/gio.h>
#include <string.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"
#include "shapes.h"

#define SIDE   120
#define PIXELS (SIDE * SIDE)
#define RADIUS 20.0

/* An inner region, as an annotator marks it. */
#define INNER (RADIUS * 0.65)

static LlObjectMaps *
maps_new (gint width, gint height)
{
  LlObjectMaps *maps = g_new0 (LlObjectMaps, 1);

  maps->mask = ll_labels_new (width, height, 0);
  maps->inside = g_new0 (guint8, width * height);
  maps->between = g_new0 (guint8, width * height);
  return maps;
}

static void
fill (guint8 *map, gdouble x, gdouble y, gdouble radius, guint8 value)
{
  shape_fill (map, SIDE, SIDE, SHAPE_DISC, x, y, radius, value);
}

/* A whole object as a good network sees it. */
static void
draw_disc (LlObjectMaps *maps, gdouble x, gdouble y, guint8 klass)
{
  fill (maps->mask->data, x, y, RADIUS, klass);
  fill (maps->inside, x, y, INNER, 250);
}

/* An upright interface, three pixels wide. */
static void
draw_line (LlObjectMaps *maps, gint x, gint y0, gint y1, guint8 value)
{
  for (gint y = y0; y < y1; y++)
    memset (maps->between + y * SIDE + x - 1, value, 3);
}

static LlInstances *
find (const LlObjectMaps *maps, LlSplit split, gint smallest)
{
  g_autoptr (GError) error = NULL;
  LlObjectSettings settings;
  LlInstances *objects;

  ll_object_settings_init (&settings);
  settings.split = split;
  settings.smallest = smallest;
  objects = ll_find_objects (maps, &settings, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (objects);
  return objects;
}

static gint
count (const LlObjectMaps *maps, LlSplit split)
{
  g_autoptr (LlInstances) objects = find (maps, split, 20);

  return objects->n;
}

static gint32
at (const LlInstances *objects, gint x, gint y)
{
  return objects->data[y * objects->width + x];
}

/* In the order of reading, each in one piece and with the class of most of its pixels. */
static void
check_whole (const LlInstances *objects, const LlLabels *mask)
{
  gint pixels = mask->width * mask->height;
  g_autofree gint32 *pieces = g_new0 (gint32, pixels);
  g_autofree gint *stack = g_new (gint, pixels + 1);
  gint n_pieces = 0;

  for (gint start = 0; start < pixels; start++)
    {
      gint32 id = objects->data[start];
      gint votes[LL_MAX_CLASSES] = { 0 };
      gint n = 0;

      g_assert_cmpint (id, >=, 0);
      g_assert_cmpint (id, <=, objects->n);
      g_assert_true (id == 0 || mask->data[start] != 0);
      if (id == 0 || pieces[start] != 0)
        continue;
      g_assert_cmpint (id, ==, ++n_pieces);
      pieces[start] = id;
      stack[n++] = start;
      while (n > 0)
        {
          gint i = stack[--n];
          gint x = i % mask->width;
          const gint beside[4] = { x > 0 ? i - 1 : i, x < mask->width - 1 ? i + 1 : i,
                                   i >= mask->width ? i - mask->width : i,
                                   i + mask->width < pixels ? i + mask->width : i };

          votes[mask->data[i]]++;
          for (gint k = 0; k < 4; k++)
            if (objects->data[beside[k]] == id && pieces[beside[k]] == 0)
              {
                pieces[beside[k]] = id;
                stack[n++] = beside[k];
              }
        }
      for (gint c = 0; c < LL_MAX_CLASSES; c++)
        g_assert_cmpint (votes[objects->class_of[id]], >=, votes[c]);
    }
  g_assert_cmpint (n_pieces, ==, objects->n);
  g_assert_cmpint (objects->class_of[0], ==, 0);
}

static void
test_touching (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
  g_autoptr (LlInstances) objects = NULL;

  draw_disc (maps, 40.0, 60.0, 1);
  draw_disc (maps, 78.0, 60.0, 1);
  draw_line (maps, 59, 53, 68, 220);
  objects = find (maps, LL_SPLIT_NETWORK, 20);
  check_whole (objects, maps->mask);

  g_assert_cmpint (objects->n, ==, 2);
  for (gint i = 0; i < PIXELS; i++)
    if (maps->mask->data[i] == 0)
      g_assert_cmpint (objects->data[i], ==, 0);
    else if (ABS (i % SIDE - 59) > 1)
      g_assert_cmpint (objects->data[i], ==, at (objects, i % SIDE < 59 ? 40 : 78, 60));
  g_assert_cmpint (count (maps, LL_SPLIT_DISTANCE), ==, 2);
  g_assert_cmpint (count (maps, LL_SPLIT_COMPONENTS), ==, 1);
}

/* A rectangle has no neck: only the network can tell. */
static void
test_two_seeds (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
  g_autoptr (LlInstances) objects = NULL;

  for (gint y = 40; y < 80; y++)
    memset (maps->mask->data + y * SIDE + 20, 1, 80);
  fill (maps->inside, 40.0, 60.0, 12.0, 240);
  fill (maps->inside, 79.0, 60.0, 12.0, 240);
  objects = find (maps, LL_SPLIT_NETWORK, 20);
  check_whole (objects, maps->mask);

  g_assert_cmpint (objects->n, ==, 2);
  for (gint x = 20; x < 100; x++)
    if (x != 59 && x != 60)
      g_assert_cmpint (at (objects, x, 60), ==, at (objects, x < 60 ? 20 : 99, 60));
  g_assert_cmpint (at (objects, 20, 60), !=, at (objects, 99, 60));
  g_assert_cmpint (count (maps, LL_SPLIT_DISTANCE), ==, 1);

  /* An inner region with a dent is one. */
  for (gint y = 50; y < 70; y++)
    memset (maps->inside + y * SIDE + 40, 150, 40);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 1);
}

/* Missed by the detection: one object, unless an interface cuts it. */
static void
test_no_seed (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);

  fill (maps->mask->data, 40.0, 60.0, RADIUS, 1);
  fill (maps->mask->data, 78.0, 60.0, RADIUS, 1);
  draw_disc (maps, 20.0, 20.0, 1);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);
  draw_line (maps, 59, 40, 80, 220);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 3);

  /* A doubtful interface, or one with a gap, is none. */
  draw_line (maps, 59, 40, 80, 100);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);
  draw_line (maps, 59, 40, 80, 220);
  draw_line (maps, 59, 58, 62, 20);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);
}

/* Two discs that the detection sees as one: they have a neck. */
static LlObjectMaps *
merged_new (gdouble x, gdouble radius)
{
  LlObjectMaps *maps = maps_new (SIDE, SIDE);

  fill (maps->mask->data, 40.0, 60.0, RADIUS, 1);
  fill (maps->mask->data, x, 60.0, radius, 1);
  fill (maps->inside, 40.0, 60.0, RADIUS, 240);
  fill (maps->inside, x, 60.0, radius, 240);
  return maps;
}

/* What the network leaves whole is cut at a neck, what it cuts stays cut. */
static void
test_both (void)
{
  g_autoptr (LlObjectMaps) merged = merged_new (74.0, RADIUS);
  g_autoptr (LlObjectMaps) touching = merged_new (54.0, RADIUS);

  g_assert_cmpint (count (merged, LL_SPLIT_NETWORK), ==, 1);
  g_assert_cmpint (count (merged, LL_SPLIT_BOTH), ==, 2);

  g_assert_cmpint (count (touching, LL_SPLIT_BOTH), ==, 1);
  draw_line (touching, 47, 30, 90, 250);
  g_assert_cmpint (count (touching, LL_SPLIT_DISTANCE), ==, 1);
  g_assert_cmpint (count (touching, LL_SPLIT_BOTH), ==, 2);
}

/* A bump is not an object, however thin its neck is. */
static void
test_bump (void)
{
  g_autoptr (LlObjectMaps) maps = merged_new (67.0, 8.0);
  g_autoptr (LlInstances) objects = NULL;

  g_assert_cmpint (count (maps, LL_SPLIT_DISTANCE), ==, 2);
  objects = find (maps, LL_SPLIT_BOTH, 20);
  check_whole (objects, maps->mask);
  g_assert_cmpint (objects->n, ==, 1);
  g_assert_cmpint (at (objects, 72, 60), ==, 1);

  /* By itself it is one. */
  for (gint y = 0; y < SIDE; y++)
    maps->mask->data[y * SIDE + 60] = 0;
  g_assert_cmpint (count (maps, LL_SPLIT_BOTH), ==, 2);
}

/* Around holes there are necks that mean nothing. */
static void
test_holes (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
  g_autoptr (LlInstances) objects = NULL;

  fill (maps->mask->data, 60.0, 60.0, RADIUS, 1);
  fill (maps->inside, 60.0, 60.0, RADIUS, 240);
  for (gint x = 52; x <= 68; x += 8)
    fill (maps->mask->data, x, 60.0, 3.0, 0);
  g_assert_cmpint (count (maps, LL_SPLIT_DISTANCE), >, 1);
  objects = find (maps, LL_SPLIT_BOTH, 20);
  g_assert_cmpint (objects->n, ==, 1);
  g_assert_cmpint (at (objects, 60, 60), ==, 0);

  /* One that the frame cuts is a bay, with two slabs next to it. */
  for (gint i = 0; i < PIXELS; i++)
    maps->mask->data[i] = i / SIDE < 40 || i / SIDE > 80 || i % SIDE < 10;
  memset (maps->inside, 240, PIXELS);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 1);
  g_assert_cmpint (count (maps, LL_SPLIT_BOTH), ==, 2);
}

/* What the detection sees nowhere is not an object with LL_SPLIT_BOTH. */
static void
test_unseen (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);

  draw_disc (maps, 30.0, 60.0, 1);
  fill (maps->mask->data, 90.0, 60.0, RADIUS, 1);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);
  g_assert_cmpint (count (maps, LL_SPLIT_BOTH), ==, 1);
  maps->inside[60 * SIDE + 90] = 80;
  g_assert_cmpint (count (maps, LL_SPLIT_BOTH), ==, 2);
  maps->inside[60 * SIDE + 90] = 70;
  g_assert_cmpint (count (maps, LL_SPLIT_BOTH), ==, 1);

  /* Without a detection there is nothing to be seen. */
  g_clear_pointer (&maps->inside, g_free);
  g_assert_cmpint (count (maps, LL_SPLIT_BOTH), ==, 2);
}

/* Room between two objects is shared out; room of another class, or away from all, stays.
 *
 */
static void
test_fill (void)
{
  g_autoptr (LlInstances) objects = ll_instances_new (20, 5, 2);
  g_autoptr (LlLabels) room = ll_labels_new (20, 5, 0);
  static const gint32 row[20] = { 0, 1, 1, 1, 1, 1, 2, 2, 2, 2 };

  objects->class_of[1] = 1;
  objects->class_of[2] = 1;
  for (gint y = 0; y < 5; y++)
    {
      gint32 *own = objects->data + 20 * y;

      own[1] = own[2] = own[3] = 1;
      own[8] = own[9] = 2;
      memset (room->data + 20 * y + 4, 1, 4);
      room->data[20 * y + 10] = 2;
      room->data[20 * y + 11] = LL_LABEL_IGNORE;
      room->data[20 * y + 15] = 1;
    }
  ll_instances_fill (objects, room);
  for (gint i = 0; i < 100; i++)
    g_assert_cmpint (objects->data[i], ==, row[i % 20]);
}

/* Probabilities that flicker, with holes and false interfaces of a few pixels. */
static void
test_noise (void)
{
  for (guint64 seed = 0; seed < 10; seed++)
    {
      g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
      g_autoptr (LlInstances) objects = NULL;
      LlRandom random;

      ll_random_init (&random, seed, 0, 0);
      draw_disc (maps, 40.0, 60.0, 1);
      draw_disc (maps, 78.0, 60.0, 1);
      draw_line (maps, 59, 40, 80, 220);
      for (gint i = 0; i < PIXELS; i++)
        {
          gint fall = ll_random_int (&random, 120);

          maps->inside[i] = (guint8) MAX (maps->inside[i] - fall, 0);
          if (ll_random_int (&random, 50) == 0)
            maps->inside[i] = (guint8) (255 - maps->inside[i]);
          if (ll_random_int (&random, 50) == 0)
            maps->between[i] = 255;
        }
      objects = find (maps, LL_SPLIT_NETWORK, 20);
      check_whole (objects, maps->mask);
      g_assert_cmpint (objects->n, ==, 2);
      g_assert_cmpint (at (objects, 30, 60), !=, at (objects, 88, 60));
    }
}

/* The same objects wherever they lie, over the frame of the image as well. */
static void
test_anywhere (void)
{
  for (gint dy = -20; dy <= 20; dy += 10)
    for (gint dx = -20; dx <= 20; dx++)
      {
        g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
        g_autoptr (LlInstances) objects = NULL;

        draw_disc (maps, 20.0 + dx, 60.0 + dy, 2);
        draw_disc (maps, 58.0 + dx, 60.0 + dy, 2);
        draw_line (maps, 39 + dx, 30, 90, 220);
        objects = find (maps, LL_SPLIT_NETWORK, 20);
        check_whole (objects, maps->mask);
        g_assert_cmpint (objects->n, ==, 2);
      }
}

static void
test_missing_maps (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
  g_autofree guint8 *inside = NULL;

  draw_disc (maps, 40.0, 60.0, 1);
  draw_disc (maps, 78.0, 60.0, 1);
  draw_line (maps, 59, 40, 80, 220);
  inside = g_steal_pointer (&maps->inside);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);

  g_clear_pointer (&maps->between, g_free);
  maps->inside = g_steal_pointer (&inside);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);

  /* The mask has a neck. */
  g_clear_pointer (&maps->inside, g_free);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 2);
  for (gint y = 41; y < 80; y++)
    memset (maps->mask->data + y * SIDE + 40, 1, 39);
  g_assert_cmpint (count (maps, LL_SPLIT_NETWORK), ==, 1);
}

static void
test_empty (void)
{
  for (LlSplit split = LL_SPLIT_NETWORK; split <= LL_SPLIT_COMPONENTS; split++)
    {
      g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);

      g_assert_cmpint (count (maps, split), ==, 0);
      /* What is outside of the mask is not an object. */
      fill (maps->inside, 60.0, 60.0, 20.0, 255);
      g_assert_cmpint (count (maps, split), ==, 0);
      memset (maps->mask->data, LL_LABEL_IGNORE, PIXELS);
      g_assert_cmpint (count (maps, split), ==, 0);
      memset (maps->mask->data, 3, PIXELS);
      g_assert_cmpint (count (maps, split), ==, 1);
    }
}

static void
test_one_pixel (void)
{
  for (LlSplit split = LL_SPLIT_NETWORK; split <= LL_SPLIT_COMPONENTS; split++)
    {
      g_autoptr (LlObjectMaps) maps = maps_new (1, 1);
      g_autoptr (LlInstances) none = find (maps, split, 1);
      g_autoptr (LlInstances) one = NULL;
      g_autoptr (LlInstances) small = NULL;

      g_assert_cmpint (none->n, ==, 0);
      maps->mask->data[0] = 2;
      maps->inside[0] = 255;
      one = find (maps, split, 1);
      g_assert_cmpint (one->n, ==, 1);
      g_assert_cmpint (one->data[0], ==, 1);
      g_assert_cmpint (one->class_of[1], ==, 2);
      small = find (maps, split, 2);
      g_assert_cmpint (small->n, ==, 0);
      g_assert_cmpint (small->data[0], ==, 0);
    }
}

/* An object that the mask gives to two classes is of the class of most of it. */
static void
test_vote (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);
  g_autoptr (LlInstances) objects = NULL;

  draw_disc (maps, 60.0, 60.0, 1);
  for (gint i = 0; i < PIXELS; i++)
    if (maps->mask->data[i] == 1 && i % SIDE < 58)
      maps->mask->data[i] = 2;
  objects = find (maps, LL_SPLIT_NETWORK, 20);
  check_whole (objects, maps->mask);
  g_assert_cmpint (objects->n, ==, 1);
  g_assert_cmpint (objects->class_of[1], ==, 1);

  for (gint i = 0; i < PIXELS; i++)
    if (maps->mask->data[i] == 1 && i % SIDE < 63)
      maps->mask->data[i] = 2;
  g_clear_pointer (&objects, ll_instances_free);
  objects = find (maps, LL_SPLIT_NETWORK, 20);
  g_assert_cmpint (objects->class_of[1], ==, 2);
}

/* Objects of two classes that touch, by every method. */
static void
test_classes_apart (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (SIDE, SIDE);

  draw_disc (maps, 40.0, 60.0, 1);
  draw_disc (maps, 70.0, 60.0, 2);
  for (LlSplit split = LL_SPLIT_NETWORK; split <= LL_SPLIT_COMPONENTS; split++)
    {
      g_autoptr (LlInstances) objects = find (maps, split, 20);

      check_whole (objects, maps->mask);
      g_assert_cmpint (objects->n, ==, 2);
      g_assert_cmpint (objects->class_of[at (objects, 30, 60)], ==, 1);
      g_assert_cmpint (objects->class_of[at (objects, 80, 60)], ==, 2);
      if (split == LL_SPLIT_NETWORK || split == LL_SPLIT_BOTH)
        continue;
      for (gint i = 0; i < PIXELS; i++)
        g_assert_cmpint (objects->class_of[objects->data[i]], ==, maps->mask->data[i]);
    }
}

/* A speck next to two objects goes to the one with the longer border, a lonely one away;
 * specks that are large enough together are an object.
 */
static void
test_small (void)
{
  g_autoptr (LlObjectMaps) maps = maps_new (12, 3);
  g_autoptr (LlInstances) objects = NULL;
  static const guint8 mask[36] = { 1, 1, 1, 2, 2, 3, 3, 0, 4, 0, 1, 1, /**/
                                   1, 1, 1, 2, 3, 3, 3, 0, 0, 0, 2, 2, /**/
                                   1, 1, 1, 2, 2, 3, 3, 0, 4, 0, 2, 3 };
  static const gint32 expected[36] = { 1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 3, 3, /**/
                                       1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 3, 3, /**/
                                       1, 1, 1, 2, 2, 2, 2, 0, 0, 0, 3, 3 };

  memcpy (maps->mask->data, mask, 36);
  objects = find (maps, LL_SPLIT_COMPONENTS, 6);
  check_whole (objects, maps->mask);
  g_assert_cmpmem (objects->data, sizeof (expected), expected, sizeof (expected));
  g_assert_cmpint (objects->n, ==, 3);
  g_assert_cmpint (objects->class_of[1], ==, 1);
  g_assert_cmpint (objects->class_of[2], ==, 3);
  g_assert_cmpint (objects->class_of[3], ==, 2);
}

static LlObjectMaps *
random_maps_new (gint width, gint height, guint64 seed)
{
  LlObjectMaps *maps = maps_new (width, height);
  LlRandom random;

  ll_random_init (&random, seed, 0, 0);
  for (gint i = 0; i < width * height; i++)
    {
      maps->mask->data[i] =
        (guint8) (ll_random_int (&random, 3) == 0 ? 0 : ll_random_int (&random, 3));
      maps->inside[i] = (guint8) ll_random_int (&random, 256);
      maps->between[i] = (guint8) ll_random_int (&random, 256);
    }
  return maps;
}

/* Whatever the maps are: objects are whole, and all of the mask is of objects, by both
 * but for what the detection does not see.
 */
static void
test_any_maps (void)
{
  static const gint sizes[4][2] = { { 1, 31 }, { 29, 1 }, { 2, 2 }, { 37, 41 } };

  for (guint64 seed = 0; seed < 60; seed++)
    for (LlSplit split = LL_SPLIT_NETWORK; split <= LL_SPLIT_COMPONENTS; split++)
      {
        g_autoptr (LlObjectMaps) maps =
          random_maps_new (sizes[seed % 4][0], sizes[seed % 4][1], seed);
        g_autoptr (LlInstances) objects = find (maps, split, 1);
        g_autoptr (LlInstances) large = find (maps, split, 15);
        gint pixels = maps->mask->width * maps->mask->height;
        g_autofree gint *sizes_of = g_new0 (gint, large->n + 1);

        check_whole (objects, maps->mask);
        check_whole (large, maps->mask);
        for (gint i = 0; i < pixels; i++)
          {
            gboolean unseen = split == LL_SPLIT_BOTH && objects->data[i] == 0 &&
                              maps->inside[i] < 0.3 * G_MAXUINT8;

            if (!unseen)
              g_assert_cmpint (objects->data[i] != 0, ==, maps->mask->data[i] != 0);
            sizes_of[large->data[i]]++;
          }
        for (gint32 id = 1; id <= large->n; id++)
          g_assert_cmpint (sizes_of[id], >=, 15);
      }
}

static gpointer
find_in_thread (gpointer data)
{
  return find (data, LL_SPLIT_NETWORK, 5);
}

/* Nothing is shared: the same in several threads at once as in one. */
static void
test_same (void)
{
  g_autoptr (LlObjectMaps) maps = random_maps_new (200, 150, 5);
  g_autoptr (LlInstances) first = find (maps, LL_SPLIT_NETWORK, 5);
  GThread *threads[4];

  g_assert_cmpint (first->n, >, 100);
  for (gint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("objects", find_in_thread, maps);
  for (gint i = 0; i < 4; i++)
    {
      g_autoptr (LlInstances) other = g_thread_join (threads[i]);

      g_assert_cmpint (other->n, ==, first->n);
      g_assert_cmpmem (other->data, 30000 * sizeof (gint32), first->data,
                       30000 * sizeof (gint32));
      g_assert_cmpmem (other->class_of, other->n + 1, first->class_of, first->n + 1);
    }
}

typedef struct
{
  gint calls;
  gint last; /* the call that says no */
  gdouble fraction;
} Patience;

static gboolean
lose_patience (gdouble fraction, gpointer data)
{
  Patience *patience = data;

  g_assert_cmpfloat (fraction, >, patience->fraction);
  g_assert_cmpfloat (fraction, <=, 1.0);
  patience->fraction = fraction;
  return ++patience->calls != patience->last;
}

static void
test_cancel (void)
{
  g_autoptr (LlObjectMaps) maps = random_maps_new (40, 40, 1);
  LlObjectSettings settings;
  Patience all = { 0, 0, 0.0 };

  ll_object_settings_init (&settings);
  for (settings.split = LL_SPLIT_NETWORK; settings.split <= LL_SPLIT_COMPONENTS;
       settings.split++)
    {
      g_autoptr (LlInstances) whole = NULL;

      all = (Patience){ 0, 0, 0.0 };
      whole = ll_find_objects (maps, &settings, lose_patience, &all, NULL);
      g_assert_nonnull (whole);
      g_assert_cmpfloat (all.fraction, ==, 1.0);
      for (gint last = 1; last <= all.calls; last++)
        {
          g_autoptr (GError) error = NULL;
          Patience patience = { 0, last, 0.0 };

          g_assert_null (
            ll_find_objects (maps, &settings, lose_patience, &patience, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpint (patience.calls, ==, last);
        }
    }
}

/* Refused before a pixel is looked at. */
static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;
  LlLabels mask = { .width = 65536, .height = 65536 };
  LlObjectMaps maps = { &mask, NULL, NULL };
  LlObjectSettings settings;

  ll_object_settings_init (&settings);
  g_assert_null (ll_find_objects (&maps, &settings, NULL, NULL, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/instances/touching", test_touching);
  g_test_add_func ("/instances/two-seeds", test_two_seeds);
  g_test_add_func ("/instances/no-seed", test_no_seed);
  g_test_add_func ("/instances/both", test_both);
  g_test_add_func ("/instances/bump", test_bump);
  g_test_add_func ("/instances/holes", test_holes);
  g_test_add_func ("/instances/unseen", test_unseen);
  g_test_add_func ("/instances/fill", test_fill);
  g_test_add_func ("/instances/noise", test_noise);
  g_test_add_func ("/instances/anywhere", test_anywhere);
  g_test_add_func ("/instances/missing-maps", test_missing_maps);
  g_test_add_func ("/instances/empty", test_empty);
  g_test_add_func ("/instances/one-pixel", test_one_pixel);
  g_test_add_func ("/instances/vote", test_vote);
  g_test_add_func ("/instances/classes-apart", test_classes_apart);
  g_test_add_func ("/instances/small", test_small);
  g_test_add_func ("/instances/any-maps", test_any_maps);
  g_test_add_func ("/instances/same", test_same);
  g_test_add_func ("/instances/cancel", test_cancel);
  g_test_add_func ("/instances/too-large", test_too_large);

  return g_test_run ();
}
