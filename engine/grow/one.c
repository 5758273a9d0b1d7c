/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One object at once, from a box, a dot or what a network sees.
 *
 * Within a box GrabCut begins as its authors have it: what lies outside is the background,
 * and all the rest may be the object, but less so near the border of the box, which may cut
 * others.  What hangs on the object in the middle by a neck is another one that touches it.  A
 * dot in what a network sees gets the outline of its connected part, somewhat widened, as its
 * box.  A dot alone grows as a mark does.
 */

#include <math.h>
#include <string.h>

#include "data/distance.h"
#include "grow/grow-private.h"

/* The share of the side of a box that GrabCut sees of the surroundings, and the least. */
#define MARGIN_SHARE  0.3
#define MARGIN_PIXELS 12

/* Boxes of more pixels than these are cut at a lower resolution. */
#define MOST_PIXELS 90000

/* How far around a dot it may grow without a box, pixels. */
#define DOT_SIDE 240

/* By how much the network's outline is widened: a share of its depth, and pixels. */
#define WIDEN_SHARE  0.25
#define WIDEN_PIXELS 3

/* Half of the middle of a box, as a share of its side. */
#define MIDDLE 0.25

/* A person leaves a little room around an object: where it is as probable as not that a pixel is
 * its, as a share of the way from the middle of the box to its sides, and how fast that falls.
 */
#define BORDER_PLACE 0.8
#define BORDER_SLOPE 6.0

/* An object has no neck that is thinner than this share of its depth. */
#define NECK 0.6

/* What a network must be sure of at least, in 255ths, and by how much this rises as long as
 * objects flow together.
 */
#define SURE      127
#define SURE_STEP 32

/* Smaller objects are noise. */
#define LEAST_PIXELS 6

/* A rectangle of the image. */
typedef struct
{
  gint x;
  gint y;
  gint width;
  gint height;
} Part;

static Part
find_box (const guint8 *set, gint width, gint height)
{
  Part box = { width, height, 0, 0 };
  gint right = -1, bottom = -1;

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      if (set[(gsize) y * (gsize) width + (gsize) x])
        {
          box.x = MIN (box.x, x);
          box.y = MIN (box.y, y);
          right = MAX (right, x);
          bottom = MAX (bottom, y);
        }
  box.width = MAX (right - box.x + 1, 0);
  box.height = MAX (bottom - box.y + 1, 0);

  return box;
}

static Part
widen_box (const Part *box, gint margin, const LlImage *image)
{
  gint x = MAX (box->x - margin, 0);
  gint y = MAX (box->y - margin, 0);

  return (Part){ x, y, MIN (box->x + box->width + margin, image->width) - x,
                 MIN (box->y + box->height + margin, image->height) - y };
}

/* Every @step-th pixel of a part of a map; %NULL for %NULL. */
static guint8 *
take_map (const guint8 *map, gint stride, const Part *part, gint step)
{
  gint w = (part->width + step - 1) / step, h = (part->height + step - 1) / step;
  guint8 *taken;

  if (!map)
    return NULL;

  taken = g_new (guint8, (gsize) w * (gsize) h);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      taken[(gsize) y * (gsize) w + (gsize) x] =
        map[(gsize) (part->y + y * step) * (gsize) stride + (gsize) (part->x + x * step)];

  return taken;
}

/* The means of squares of @step pixels. */
static gfloat *
take_pixels (const LlImage *image, const Part *part, gint step)
{
  gint w = (part->width + step - 1) / step, h = (part->height + step - 1) / step;
  gfloat *taken = g_new (gfloat, (gsize) image->channels * (gsize) w * (gsize) h);
  gfloat *to = taken;

  for (gint c = 0; c < image->channels; c++)
    {
      const gfloat *plane =
        image->data + (gsize) c * (gsize) image->width * (gsize) image->height;

      for (gint y = part->y; y < part->y + part->height; y += step)
        for (gint x = part->x; x < part->x + part->width; x += step)
          {
            gfloat sum = 0.0f;
            gint n = 0;

            for (gint v = y; v < MIN (y + step, part->y + part->height); v++)
              for (gint u = x; u < MIN (x + step, part->x + part->width); u++, n++)
                sum += plane[(gsize) v * (gsize) image->width + (gsize) u];
            *to++ = sum / (gfloat) n;
          }
    }

  return taken;
}

/* Sets the pixels connected with @start across edges that have the value @old to @new. */
static gint
flood (guint8 *map, gint w, gint h, gint start, guint8 old, guint8 new, gint *queue)
{
  gint n = 1;

  queue[0] = start;
  map[start] = new;
  for (gint next = 0; next < n; next++)
    {
      gint x = queue[next] % w, y = queue[next] / w;

      for (gint d = 0; d < 4; d++)
        {
          gint u = x + (d == 0) - (d == 1), v = y + (d == 2) - (d == 3);

          if (u < 0 || v < 0 || u >= w || v >= h || map[v * w + u] != old)
            continue;
          map[v * w + u] = new;
          queue[n++] = v * w + u;
        }
    }

  return n;
}

/* Keeps of @object the part that is connected with @mark, or the largest one, and fills its
 * holes but for what is @blocked.  Returns how many pixels it has.
 */
static gint
keep_one (guint8 *object, gint w, gint h, const guint8 *mark, const guint8 *blocked)
{
  enum
  {
    NONE,
    LOOSE,
    SEEN,
    KEPT,
    AROUND
  };
  gint n = w * h, best = -1, most = 0, pixels = 0;
  g_autofree gint *queue = g_new (gint, n);

  for (gint i = 0; i < n; i++)
    object[i] = object[i] ? LOOSE : NONE;
  for (gint i = 0; i < n; i++)
    if (object[i] == LOOSE)
      {
        gint size = flood (object, w, h, i, LOOSE, SEEN, queue);
        gboolean marked = FALSE;

        for (gint k = 0; mark && k < size; k++)
          marked = marked || mark[queue[k]];
        if (marked)
          size = n;
        if (size > most)
          {
            most = size;
            best = i;
          }
      }
  if (best < 0)
    return 0;

  flood (object, w, h, best, SEEN, KEPT, queue);
  for (gint i = 0; i < n; i++)
    if (object[i] == SEEN)
      object[i] = NONE;
  for (gint i = 0; i < n; i++)
    if (object[i] == NONE &&
        (i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1))
      flood (object, w, h, i, NONE, AROUND, queue);
  for (gint i = 0; i < n; i++)
    {
      object[i] =
        object[i] == KEPT || (object[i] == NONE && !(blocked && blocked[i])) ? 1 : 0;
      pixels += object[i];
    }

  return pixels;
}

/* Lowers what is said of pixels near the border of the box, where the object would not be if a
 * person drew the box around it: @prior, or all alike without one.
 */
static guint8 *
expect_middle (const guint8 *within, gint w, gint h, const guint8 *prior)
{
  guint8 *expected = g_new0 (guint8, (gsize) w * (gsize) h);
  gint left = w, right = -1, top = h, bottom = -1;

  for (gint i = 0; i < w * h; i++)
    if (within[i])
      {
        left = MIN (left, i % w);
        right = MAX (right, i % w);
        top = MIN (top, i / w);
        bottom = MAX (bottom, i / w);
      }
  for (gint y = top; y <= bottom; y++)
    for (gint x = left; x <= right; x++)
      {
        gdouble u = (2.0 * x - left - right) / (right - left + 1);
        gdouble v = (2.0 * y - top - bottom) / (bottom - top + 1);
        gdouble p = 1.0 / (1.0 + exp (BORDER_SLOPE * (hypot (u, v) - BORDER_PLACE)));

        expected[y * w + x] = (guint8) (p * (prior ? prior[y * w + x] : 255.0) + 0.5);
      }

  return expected;
}

static guint8
find_seed (const LlGrowHints *small, gsize i)
{
  if (small->mark && small->mark[i])
    return LL_SEED_OBJECT;
  if ((small->blocked && small->blocked[i]) || (small->others && small->others[i]))
    return LL_SEED_OTHER;

  return small->within[i] ? LL_SEED_UNKNOWN : LL_SEED_OUTSIDE;
}

/* Objects that touch hang together by necks.  Takes away what lies behind one: only what is
 * nearer than @reach to the part of the object that is deeper than @reach and nearest to the
 * middle of the box is left.
 */
static void
part_necks (guint8 *object, const guint8 *within, gint w, gint h)
{
  gint n = w * h, deepest = 0, start = -1;
  g_autofree gint *queue = g_new (gint, n);
  g_autofree guint8 *outside = g_new (guint8, (gsize) n);
  g_autofree guint8 *core = g_new (guint8, (gsize) n);
  g_autofree gint *depths = NULL;
  g_autofree gint *away = NULL;
  gdouble nearest = G_MAXDOUBLE, reach;
  gdouble x = 0.0, y = 0.0, all = 0.0;

  for (gint i = 0; i < n; i++)
    {
      outside[i] = !object[i];
      if (within[i])
        {
          x += i % w;
          y += i / w;
          all++;
        }
    }
  depths = ll_squared_distances (outside, w, h);
  for (gint i = 0; i < n; i++)
    if (object[i] && depths[i] != LL_NO_BORDER)
      deepest = MAX (deepest, depths[i]);
  reach = NECK * sqrt ((gdouble) deepest);
  for (gint i = 0; i < n; i++)
    {
      core[i] = object[i] && depths[i] > reach * reach;
      if (core[i] && hypot (i % w - x / all, i / w - y / all) < nearest)
        {
          nearest = hypot (i % w - x / all, i / w - y / all);
          start = i;
        }
    }
  if (start < 0)
    return;

  flood (core, w, h, start, 1, 2, queue);
  for (gint i = 0; i < n; i++)
    core[i] = core[i] == 2;
  away = ll_squared_distances (core, w, h);
  for (gint i = 0; i < n; i++)
    object[i] = object[i] && away[i] <= (reach + 1.0) * (reach + 1.0);
}

/* Cuts within a part of the image, of every @step-th pixel. */
static guint8 *
cut_part (const LlImage *image,
          const LlGrowHints *hints,
          const Part *part,
          gint step,
          gboolean boxed,
          const LlGrowSettings *settings)
{
  gint w = (part->width + step - 1) / step, h = (part->height + step - 1) / step;
  gsize n = (gsize) w * (gsize) h;
  g_autofree gfloat *pixels = take_pixels (image, part, step);
  g_autofree guint8 *within = take_map (hints->within, image->width, part, step);
  g_autofree guint8 *mark = take_map (hints->mark, image->width, part, step);
  g_autofree guint8 *others = take_map (hints->others, image->width, part, step);
  g_autofree guint8 *blocked = take_map (hints->blocked, image->width, part, step);
  g_autofree guint8 *prior = take_map (hints->prior, image->width, part, step);
  g_autofree guint8 *expected = boxed ? expect_middle (within, w, h, prior) : NULL;
  g_autofree guint8 *seeds = g_new (guint8, n);
  g_autofree guint8 *object = g_new0 (guint8, n);
  const LlGrowHints small = { within, mark, others, blocked, prior };
  const LlGrowBox box = {
    w, h, image->channels, pixels, seeds, NULL, expected ? expected : prior
  };

  for (gsize i = 0; i < n; i++)
    seeds[i] = find_seed (&small, i);
  ll_grow_box_grabcut (&box, settings, object);
  for (gsize i = 0; i < n; i++)
    object[i] = object[i] && seeds[i] != LL_SEED_OUTSIDE && seeds[i] != LL_SEED_OTHER;
  if (boxed)
    part_necks (object, within, w, h);
  if (keep_one (object, w, h, mark, blocked) < LEAST_PIXELS)
    return NULL;

  return g_steal_pointer (&object);
}

/* The middle of the box, where the object is if nothing else is known. */
static guint8 *
mark_middle (const LlGrowHints *hints, const Part *box, const LlImage *image)
{
  guint8 *mark = g_new0 (guint8, (gsize) image->width * (gsize) image->height);
  gdouble x = box->x + box->width / 2.0, y = box->y + box->height / 2.0;

  for (gint v = box->y; v < box->y + box->height; v++)
    for (gint u = box->x; u < box->x + box->width; u++)
      {
        gsize i = (gsize) v * (gsize) image->width + (gsize) u;
        gdouble away = hypot ((u + 0.5 - x) / box->width, (v + 0.5 - y) / box->height);

        mark[i] = away < MIDDLE && hints->within[i] &&
                  !(hints->blocked && hints->blocked[i]) &&
                  !(hints->others && hints->others[i]);
      }

  return mark;
}

static guint8 *
grow_in_box (const LlImage *image,
             const LlGrowHints *hints,
             gboolean boxed,
             const LlGrowSettings *settings)
{
  Part box = find_box (hints->within, image->width, image->height);
  gint margin = MAX ((gint) (MARGIN_SHARE * MAX (box.width, box.height)), MARGIN_PIXELS);
  Part part = widen_box (&box, margin, image);
  gdouble pixels = (gdouble) part.width * part.height;
  gint step = MAX ((gint) ceil (sqrt (pixels / MOST_PIXELS)), 1);
  gint w = (part.width + step - 1) / step;
  g_autofree guint8 *small = NULL;
  guint8 *object;

  if (box.width == 0)
    return NULL;
  /* A mark says where the object is; it need not lie in the middle. */
  small = cut_part (image, hints, &part, step, boxed && !hints->mark, settings);
  if (!small && !hints->mark)
    {
      g_autofree guint8 *middle = mark_middle (hints, &box, image);
      LlGrowHints marked = *hints;

      marked.mark = middle;
      small = cut_part (image, &marked, &part, step, boxed, settings);
    }
  if (!small)
    return NULL;

  object = g_new0 (guint8, (gsize) image->width * (gsize) image->height);
  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gsize i = (gsize) (part.y + y) * (gsize) image->width + (gsize) (part.x + x);

        object[i] = small[(y / step) * w + x / step] &&
                    (hints->within[i] || (hints->mark && hints->mark[i])) &&
                    !(hints->blocked && hints->blocked[i]);
      }

  return object;
}

/* Sets to 2 what is connected with the mark where the network is @sure, to 0 or 1 all other
 * pixels.  Returns whether that is one object rather than many: it lies around the mark.
 */
static gboolean
flood_seen (const LlImage *image,
            const LlGrowHints *hints,
            gint sure,
            guint8 *seen,
            gint *queue)
{
  gint n = image->width * image->height;
  Part dot = find_box (hints->mark, image->width, image->height);
  Part near = widen_box (&dot, DOT_SIDE / 2, image);
  gboolean found = FALSE, far = FALSE;

  for (gint i = 0; i < n; i++)
    seen[i] = hints->prior[i] > sure && !(hints->blocked && hints->blocked[i]) ? 1 : 0;
  for (gint i = 0; i < n; i++)
    if (hints->mark[i] && seen[i] == 1)
      {
        gint size = flood (seen, image->width, image->height, i, 1, 2, queue);

        found = TRUE;
        for (gint k = 0; k < size; k++)
          {
            gint x = queue[k] % image->width, y = queue[k] / image->width;

            far = far || x <= near.x || y <= near.y || x >= near.x + near.width - 1 ||
                  y >= near.y + near.height - 1;
          }
      }

  return found && !far;
}

/* What the network sees around the mark, widened; %NULL if it sees no single object there. */
static guint8 *
find_seen (const LlImage *image, const LlGrowHints *hints)
{
  gint n = image->width * image->height;
  g_autofree guint8 *seen = g_new0 (guint8, (gsize) n);
  g_autofree gint *queue = g_new (gint, n);
  g_autofree gint *inside = NULL;
  g_autofree gint *outside = NULL;
  g_autofree guint8 *rest = NULL;
  gint sure = SURE;
  gdouble reach = 0.0;

  while (sure < 255 && !flood_seen (image, hints, sure, seen, queue))
    sure += SURE_STEP;
  if (sure >= 255)
    return NULL;

  rest = g_new (guint8, (gsize) n);
  for (gint i = 0; i < n; i++)
    {
      seen[i] = seen[i] == 2;
      rest[i] = !seen[i];
    }
  inside = ll_squared_distances (rest, image->width, image->height);
  outside = ll_squared_distances (seen, image->width, image->height);
  for (gint i = 0; i < n; i++)
    if (seen[i] && inside[i] != LL_NO_BORDER)
      reach = MAX (reach, sqrt ((gdouble) inside[i]));
  reach = WIDEN_PIXELS + WIDEN_SHARE * reach;
  for (gint i = 0; i < n; i++)
    seen[i] = outside[i] <= reach * reach;

  return g_steal_pointer (&seen);
}

/* Grows the mark as Grow Masks does, in the image around it. */
static guint8 *
grow_mark (const LlImage *image,
           const LlGrowHints *hints,
           const LlGrowSettings *settings,
           GError **error)
{
  Part dot = find_box (hints->mark, image->width, image->height);
  gint side = MAX (DOT_SIDE, 2 * MAX (dot.width, dot.height));
  Part part = widen_box (&dot, (side - MAX (dot.width, dot.height)) / 2, image);
  g_autoptr (LlImage) around =
    ll_image_crop (image, part.x, part.y, part.width, part.height);
  g_autoptr (LlLabels) marks = ll_labels_new (part.width, part.height, 0);
  g_autoptr (LlLabels) kept = ll_labels_new (part.width, part.height, LL_LABEL_IGNORE);
  g_autoptr (LlGrown) grown = NULL;
  guint8 *object;
  gint pixels = 0;

  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gsize from = (gsize) (part.y + y) * (gsize) image->width + (gsize) (part.x + x);
        gsize to = (gsize) y * (gsize) part.width + (gsize) x;

        if (hints->mark[from])
          marks->data[to] = 1;
        else if (hints->others && hints->others[from])
          marks->data[to] = 2;
        else if (hints->blocked && hints->blocked[from])
          kept->data[to] = 0;
      }
  grown = ll_grow_objects (around, marks, NULL, kept, settings, NULL, NULL, error);
  if (!grown)
    return NULL;

  object = g_new0 (guint8, (gsize) image->width * (gsize) image->height);
  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gint32 id = grown->objects->data[(gsize) y * (gsize) part.width + (gsize) x];

        if (grown->objects->class_of[id] == 1)
          {
            object[(gsize) (part.y + y) * (gsize) image->width + (gsize) (part.x + x)] =
              1;
            pixels++;
          }
      }
  if (pixels < LEAST_PIXELS)
    g_clear_pointer (&object, g_free);

  return object;
}

guint8 *
ll_grow_one (const LlImage *image,
             const LlGrowHints *hints,
             const LlGrowSettings *settings,
             GError **error)
{
  g_autofree guint8 *seen = NULL;
  LlGrowHints own = *hints;

  g_return_val_if_fail (hints->within || hints->mark, NULL);

  if (!own.within && own.prior)
    own.within = seen = find_seen (image, hints);
  if (!own.within)
    return grow_mark (image, hints, settings, error);

  return grow_in_box (image, &own, hints->within != NULL, settings);
}
