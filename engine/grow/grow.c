/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From marks to masks, object by object.
 *
 * A lazy mark leaves out a rim that is the wider, the larger the object is.  So distances
 * from a mark are measured in depths of the mark: up to the setting "reach" a pixel may be
 * the object's, and among several objects it belongs to the one that is nearest in this
 * measure.  Objects never meet in what they may take, and each is grown by itself.
 */

#include <math.h>
#include <string.h>

#include <gio/gio.h>

#include "core/workers.h"
#include "data/distance.h"
#include "grow/grow-private.h"
#include "lazylabels/error.h"

/* Pixels that any object may grow by, and at least as many of a box lie beyond. */
#define LEAST_REACH 2.0
#define RIM         4

/* Objects between two calls of the progress function. */
#define BATCH 16

typedef struct
{
  gint x0, y0, x1, y1; /* of the mark, then of its box; the last ones are outside */
  gdouble depth;       /* of the mark, pixels                                     */
  gboolean grows;
} Object;

typedef struct
{
  const LlImage *image;
  const LlGrowSettings *settings;
  LlInstances *marks;
  Object *objects; /* [n + 1]                                                   */
  guint8 *blocked; /* walls and what is kept                                    */
  gint32 *owners;  /* who may take a pixel: the only one, or 0                  */
  gint32 *grown;   /* who has taken it                                          */
  gint first;      /* object of the current batch                               */
} Growth;

void
ll_grow_settings_init (LlGrowSettings *settings)
{
  *settings = (LlGrowSettings){
    .method = LL_GROW_GRABCUT,
    .reach = 0.8,
    .rounds = 2,
    .colours = 3,
    .contrast = 30.0,
    .balloon = 1.0,
    .threads = 0,
  };
}

static gboolean
check_size (const LlImage *image,
            const LlLabels *labels,
            const gchar *what,
            GError **error)
{
  if (!labels || (labels->width == image->width && labels->height == image->height))
    return TRUE;

  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE,
               "The image has %d x %d pixels, but its %s have %d x %d.", image->width,
               image->height, what, labels->width, labels->height);
  return FALSE;
}

static void
find_objects (Growth *growth)
{
  const LlInstances *marks = growth->marks;
  g_autofree gint *depths = ll_instances_depths (marks);

  growth->objects = g_new0 (Object, marks->n + 1);
  for (gint32 id = 1; id <= marks->n; id++)
    growth->objects[id] =
      (Object){ .x0 = marks->width, .y0 = marks->height, .grows = TRUE };

  for (gint y = 0; y < marks->height; y++)
    for (gint x = 0; x < marks->width; x++)
      {
        gsize i = (gsize) y * (gsize) marks->width + (gsize) x;
        Object *object = &growth->objects[marks->data[i]];

        object->x0 = MIN (object->x0, x);
        object->y0 = MIN (object->y0, y);
        object->x1 = MAX (object->x1, x + 1);
        object->y1 = MAX (object->y1, y + 1);
        object->depth = MAX (object->depth, (gdouble) depths[i]);
      }

  for (gint32 id = 1; id <= marks->n; id++)
    {
      Object *object = &growth->objects[id];
      gint side = MAX (object->x1 - object->x0, object->y1 - object->y0);

      /* A mark that fills the image has no border. */
      object->depth = MIN (sqrt (object->depth), side);
    }
}

/* What is kept, and which marks stay as they are because of it. */
static void
block (Growth *growth, const LlLabels *walls, const LlLabels *kept)
{
  gsize pixels = (gsize) growth->image->width * (gsize) growth->image->height;

  growth->blocked = g_new0 (guint8, pixels);
  for (gsize i = 0; i < pixels; i++)
    {
      gint32 id = growth->marks->data[i];

      if (walls && walls->data[i] == 1 && id == 0)
        growth->blocked[i] = 1;
      if (kept && kept->data[i] != LL_LABEL_IGNORE)
        {
          growth->blocked[i] = 1;
          if (kept->data[i] != 0)
            growth->objects[id].grows = FALSE;
        }
    }
}

static gdouble
get_reach (const Growth *growth, const Object *object)
{
  return growth->settings->reach * object->depth + LEAST_REACH;
}

static void
widen (const Growth *growth, Object *object)
{
  gint more = (gint) ceil (get_reach (growth, object)) + RIM + (gint) (object->depth / 2);

  object->x0 = MAX (object->x0 - more, 0);
  object->y0 = MAX (object->y0 - more, 0);
  object->x1 = MIN (object->x1 + more, growth->image->width);
  object->y1 = MIN (object->y1 + more, growth->image->height);
}

static gsize
position (const Growth *growth, const Object *object, gint x, gint y)
{
  return (gsize) (object->y0 + y) * (gsize) growth->image->width +
         (gsize) (object->x0 + x);
}

/* Gives an object the pixels that no other one is nearer to. */
static void
claim (Growth *growth, gint32 id, gfloat *nearest)
{
  const Object *object = &growth->objects[id];
  gint w = object->x1 - object->x0;
  gint h = object->y1 - object->y0;
  gdouble reach = get_reach (growth, object);
  g_autofree guint8 *mark = g_new (guint8, (gsize) w * (gsize) h);
  g_autofree gint *squares = NULL;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      mark[y * w + x] = growth->marks->data[position (growth, object, x, y)] == id;
  squares = ll_squared_distances (mark, w, h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = position (growth, object, x, y);
        gdouble distance = sqrt (squares[y * w + x]);
        gfloat depths = (gfloat) (distance / object->depth);

        if (distance <= reach && depths < nearest[i])
          {
            nearest[i] = depths;
            growth->owners[i] = id;
          }
      }
}

static void
claim_all (Growth *growth)
{
  gsize pixels = (gsize) growth->image->width * (gsize) growth->image->height;
  g_autofree gfloat *nearest = g_new (gfloat, pixels);

  growth->owners = g_new0 (gint32, pixels);
  for (gsize i = 0; i < pixels; i++)
    nearest[i] = G_MAXFLOAT;
  for (gint32 id = 1; id <= growth->marks->n; id++)
    {
      widen (growth, &growth->objects[id]);
      claim (growth, id, nearest);
    }
}

/* What is known of a pixel for objects of @class, or for the object @id alone. */
static LlSeed
find_seed (const Growth *growth, gsize i, gint32 id, guint8 class)
{
  const guint8 *class_of = growth->marks->class_of;
  gint32 mark = growth->marks->data[i];
  gint32 owner = growth->owners[i];

  if (mark != 0 && (id != 0 ? mark == id : class_of[mark] == class))
    return LL_SEED_OBJECT;
  if (mark != 0 || growth->blocked[i])
    return LL_SEED_OTHER;
  if (owner == 0)
    return LL_SEED_OUTSIDE;
  if (id != 0 ? owner == id : class_of[owner] == class)
    return LL_SEED_UNKNOWN;
  return LL_SEED_OTHER;
}

static void
fill_box (const Growth *growth,
          const Object *object,
          gint32 id,
          guint8 class,
          LlGrowBox *box)
{
  const LlImage *image = growth->image;
  gsize image_pixels = (gsize) image->width * (gsize) image->height;

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gsize from = position (growth, object, x, y);
        gsize to = (gsize) y * (gsize) box->width + (gsize) x;

        box->seeds[to] = (guint8) find_seed (growth, from, id, class);
        for (gint c = 0; c < box->channels; c++)
          box->pixels[(gsize) c * (gsize) box->width * (gsize) box->height + to] =
            image->data[(gsize) c * image_pixels + from];
      }
}

/* Cuts a box out of the image, grows what is in it, and writes it down. */
static void
grow_box (Growth *growth, const Object *object, gint32 id, guint8 class)
{
  gint w = object->x1 - object->x0;
  gint h = object->y1 - object->y0;
  gsize pixels = (gsize) w * (gsize) h;
  gint channels = growth->image->channels;
  g_autofree gfloat *values = g_new (gfloat, pixels * (gsize) channels);
  g_autofree guint8 *seeds = g_new (guint8, pixels);
  g_autofree guint8 *mask = g_new0 (guint8, pixels);
  LlGrowBox box = { w, h, channels, values, seeds };

  fill_box (growth, object, id, class, &box);
  if (growth->settings->method == LL_GROW_CONTOURS)
    ll_grow_box_contours (&box, growth->settings, mask);
  else
    ll_grow_box_grabcut (&box, growth->settings, mask);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = position (growth, object, x, y);
        guint8 seed = seeds[(gsize) y * (gsize) w + (gsize) x];

        if (mask[(gsize) y * (gsize) w + (gsize) x] && seed == LL_SEED_UNKNOWN)
          growth->grown[i] = growth->owners[i];
      }
}

static void
grow_object (gint task, gint worker, gpointer data)
{
  Growth *growth = data;
  gint32 id = growth->first + task;

  if (growth->objects[id].grows)
    grow_box (growth, &growth->objects[id], id, growth->marks->class_of[id]);
}

/* All objects of a class at once. */
static void
grow_class (Growth *growth, guint8 class)
{
  Object whole = { 0, 0, growth->image->width, growth->image->height, 0.0, TRUE };

  for (gint32 id = 1; id <= growth->marks->n; id++)
    if (growth->marks->class_of[id] == class && growth->objects[id].grows)
      {
        grow_box (growth, &whole, 0, class);
        return;
      }
}

static void
flood (Growth *growth)
{
  gsize pixels = (gsize) growth->image->width * (gsize) growth->image->height;
  g_autofree guint8 *seeds = g_new (guint8, pixels);
  g_autoptr (LlInstances) grown = NULL;

  for (gsize i = 0; i < pixels; i++)
    if (growth->marks->data[i] != 0)
      seeds[i] = LL_SEED_OBJECT;
    else if (growth->blocked[i] || growth->owners[i] == 0)
      seeds[i] = LL_SEED_OUTSIDE;
    else
      seeds[i] = LL_SEED_UNKNOWN;

  grown = ll_grow_watershed (growth->image, growth->marks, seeds, growth->settings);
  for (gsize i = 0; i < pixels; i++)
    growth->grown[i] = grown->data[i];
}

/* Marks @value what can be reached from those with @value over those with @over, all in a
 * box; @far: over corners, too.
 */
static void
spread (guint8 *map, gint w, gint h, guint8 value, guint8 over, gboolean far)
{
  g_autofree gint *stack = g_new (gint, w * h);
  gint n = 0;

  for (gint i = 0; i < w * h; i++)
    if (map[i] == value)
      stack[n++] = i;

  while (n > 0)
    {
      gint at = stack[--n];

      for (gint dy = -1; dy <= 1; dy++)
        for (gint dx = -1; dx <= 1; dx++)
          {
            gint x = at % w + dx;
            gint y = at / w + dy;

            if (x < 0 || y < 0 || x >= w || y >= h || (!far && dx != 0 && dy != 0) ||
                map[y * w + x] != over)
              continue;
            map[y * w + x] = value;
            stack[n++] = y * w + x;
          }
    }
}

/* Leaves of an object what hangs on its mark, and fills its holes. */
static void
tidy_object (gint task, gint worker, gpointer data)
{
  enum
  {
    BACKGROUND,
    LOOSE, /* the object's, but perhaps not with the mark */
    PART,
    AROUND /* background from the box's frame on */
  };
  Growth *growth = data;
  gint32 id = growth->first + task;
  const Object *object = &growth->objects[id];
  gint w = object->x1 - object->x0;
  gint h = object->y1 - object->y0;
  g_autofree guint8 *map = g_new (guint8, (gsize) w * (gsize) h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = position (growth, object, x, y);

        map[y * w + x] = growth->marks->data[i] == id ? PART
                         : growth->grown[i] == id     ? LOOSE
                                                      : BACKGROUND;
      }
  spread (map, w, h, PART, LOOSE, FALSE);

  for (gint i = 0; i < w * h; i++)
    {
      gboolean frame = i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1;

      if (map[i] == LOOSE)
        map[i] = BACKGROUND;
      if (frame && map[i] == BACKGROUND)
        map[i] = AROUND;
    }
  spread (map, w, h, AROUND, BACKGROUND, TRUE);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = position (growth, object, x, y);
        gboolean hole = map[y * w + x] == BACKGROUND && growth->owners[i] == id &&
                        growth->marks->data[i] == 0 && !growth->blocked[i];

        if (map[y * w + x] == PART || hole)
          growth->grown[i] = id;
        else if (growth->grown[i] == id)
          growth->grown[i] = 0;
      }
}

static gboolean
report (LlProgressFunc progress, gpointer data, gdouble fraction, GError **error)
{
  if (!progress || progress (fraction, data))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       "The growing of masks was cancelled.");
  return FALSE;
}

static gboolean
grow_all (Growth *growth, LlProgressFunc progress, gpointer data, GError **error)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (growth->settings->threads);
  gint n = growth->marks->n;

  if (growth->settings->method == LL_GROW_WATERSHED)
    flood (growth);
  if (growth->settings->method == LL_GROW_GRABCUT_IMAGE)
    for (guint8 class = 1; class < LL_MAX_CLASSES; class ++)
      {
        grow_class (growth, class);
        if (!report (progress, data, (gdouble) class / LL_MAX_CLASSES, error))
          return FALSE;
      }

  for (growth->first = 1; growth->first <= n; growth->first += BATCH)
    {
      gint tasks = MIN (BATCH, n + 1 - growth->first);

      if (growth->settings->method == LL_GROW_GRABCUT ||
          growth->settings->method == LL_GROW_CONTOURS)
        ll_workers_run (workers, tasks, grow_object, growth);
      ll_workers_run (workers, tasks, tidy_object, growth);
      if (!report (progress, data, (gdouble) (growth->first + tasks - 1) / n, error))
        return FALSE;
    }
  return TRUE;
}

LlLabels *
ll_grow (const LlImage *image,
         const LlLabels *marks,
         const LlLabels *walls,
         const LlLabels *kept,
         const LlGrowSettings *settings,
         LlProgressFunc progress,
         gpointer data,
         GError **error)
{
  g_autoptr (LlInstances) instances = NULL;
  g_autoptr (LlLabels) result = NULL;
  g_autofree Object *objects = NULL;
  g_autofree guint8 *blocked = NULL;
  g_autofree gint32 *owners = NULL;
  g_autofree gint32 *grown = NULL;
  gsize pixels = (gsize) image->width * (gsize) image->height;
  Growth growth = { .image = image, .settings = settings };
  gboolean done;

  if (!check_size (image, marks, "detection marks", error) ||
      !check_size (image, walls, "separation scribbles", error) ||
      !check_size (image, kept, "masks", error))
    return NULL;

  growth.marks = instances = ll_instances_new_components (marks, LL_NEIGHBOURS_8);
  growth.grown = grown = g_new0 (gint32, pixels);
  find_objects (&growth);
  block (&growth, walls, kept);
  claim_all (&growth);
  objects = growth.objects;
  blocked = growth.blocked;
  owners = growth.owners;
  done = grow_all (&growth, progress, data, error);
  if (!done)
    return NULL;

  result = ll_labels_new (image->width, image->height, 0);
  for (gsize i = 0; i < pixels; i++)
    if (grown[i] != 0 && objects[grown[i]].grows &&
        !(kept && kept->data[i] != LL_LABEL_IGNORE))
      result->data[i] = instances->class_of[grown[i]];
  return g_steal_pointer (&result);
}
