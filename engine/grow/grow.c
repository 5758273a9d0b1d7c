/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grows masks from marks, object by object. */

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/progress.h"
#include "core/workers.h"
#include "grow/cores.h"
#include "grow/grow-private.h"
#include "lazylabels/error.h"

/* Objects per call of the progress function. */
#define BATCH 16

typedef struct
{
  const LlImage *image;
  const LlGrowSettings *settings;
  const LlReach *reach;
  guint8 *blocked; /* walls and what is kept                   */
  guint8 *stays;   /* [n + 1]: objects that do not grow        */
  gint32 *grown;   /* who has taken a pixel, or 0              */
  gfloat *odds;    /* of ll_cores_new(), or NULL               */
  gint first;      /* object of the current batch              */
} Growth;

void
ll_grow_settings_init (LlGrowSettings *settings)
{
  *settings = (LlGrowSettings){
    .method = LL_GROW_GRABCUT,
    .reach = 0.8,
    .rounds = 2,
    .colours = 3,
    .smoothing = 1.0,
    .contrast = 30.0,
    .balloon = 0.16,
    .threads = 0,
  };
}

/* @format: a sentence about the sizes of the image and of @labels. */
static gboolean
check_size (const LlImage *image,
            const LlLabels *labels,
            const gchar *format,
            GError **error)
{
  if (!labels || (labels->width == image->width && labels->height == image->height))
    return TRUE;

  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE, format, image->width,
               image->height, labels->width, labels->height);
  return FALSE;
}

/* Finds the pixels that are kept, and the marks that must not grow because of them. */
static void
block_pixels (Growth *growth,
              const LlInstances *marks,
              const LlLabels *walls,
              const LlLabels *kept)
{
  gsize pixels = (gsize) growth->image->width * (gsize) growth->image->height;

  for (gsize i = 0; i < pixels; i++)
    {
      gint32 id = marks->data[i];

      if (walls && walls->data[i] == 1 && id == 0)
        growth->blocked[i] = 1;
      if (kept && kept->data[i] != LL_LABEL_IGNORE)
        {
          growth->blocked[i] = 1;
          if (kept->data[i] != 0)
            growth->stays[id] = 1;
        }
    }
}

/* What is known about a pixel, for all objects of @klass or for the object @id alone. */
static LlSeed
find_seed (const Growth *growth, gsize i, gint32 id, guint8 klass)
{
  const guint8 *class_of = growth->reach->marks->class_of;
  gint32 mark = growth->reach->marks->data[i];
  gint32 owner = growth->reach->owners[i];

  if (mark != 0 && (id != 0 ? mark == id : class_of[mark] == klass))
    return LL_SEED_OBJECT;
  if (mark != 0 || growth->blocked[i])
    return LL_SEED_OTHER;
  if (owner == 0)
    return LL_SEED_OUTSIDE;
  if (id != 0 ? owner == id : class_of[owner] == klass)
    return LL_SEED_UNKNOWN;
  return LL_SEED_OTHER;
}

static void
fill_box (const Growth *growth,
          const LlMarked *object,
          gint32 id,
          guint8 klass,
          LlGrowBox *box)
{
  const LlImage *image = growth->image;
  gsize image_pixels = (gsize) image->width * (gsize) image->height;

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gsize from = ll_marked_position (growth->reach->marks, object, x, y);
        gsize to = (gsize) y * (gsize) box->width + (gsize) x;

        box->seeds[to] = (guint8) find_seed (growth, from, id, klass);
        if (box->odds)
          box->odds[to] = growth->odds[from];
        for (gint c = 0; c < box->channels; c++)
          box->pixels[(gsize) c * (gsize) box->width * (gsize) box->height + to] =
            image->data[(gsize) c * image_pixels + from];
      }
}

/* Cuts a box out of the image, grows the object in it, and stores the result. */
static void
grow_box (Growth *growth, const LlMarked *object, gint32 id, guint8 klass)
{
  gint w = object->x1 - object->x0;
  gint h = object->y1 - object->y0;
  gsize pixels = (gsize) w * (gsize) h;
  gint channels = growth->image->channels;
  g_autofree gfloat *values = g_new (gfloat, pixels * (gsize) channels);
  g_autofree guint8 *seeds = g_new (guint8, pixels);
  g_autofree gfloat *odds = growth->odds ? g_new (gfloat, pixels) : NULL;
  g_autofree guint8 *mask = g_new0 (guint8, pixels);
  LlGrowBox box = { w, h, channels, values, seeds, odds, NULL };

  fill_box (growth, object, id, klass, &box);
  if (growth->settings->method == LL_GROW_CONTOURS)
    ll_grow_box_contours (&box, growth->settings, mask);
  else
    ll_grow_box_grabcut (&box, growth->settings, mask);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = ll_marked_position (growth->reach->marks, object, x, y);
        guint8 seed = seeds[(gsize) y * (gsize) w + (gsize) x];

        if (mask[(gsize) y * (gsize) w + (gsize) x] && seed == LL_SEED_UNKNOWN)
          growth->grown[i] = growth->reach->owners[i];
      }
}

static void
grow_object (gint task, gint worker, gpointer data)
{
  Growth *growth = data;
  gint32 id = growth->first + task;

  if (!growth->stays[id])
    grow_box (growth, &growth->reach->objects[id], id,
              growth->reach->marks->class_of[id]);
}

/* Grows all objects of a class at once. */
static void
grow_class (Growth *growth, guint8 klass)
{
  LlMarked whole = { 0, 0, growth->image->width, growth->image->height, 0.0 };

  for (gint32 id = 1; id <= growth->reach->marks->n; id++)
    if (growth->reach->marks->class_of[id] == klass && !growth->stays[id])
      {
        grow_box (growth, &whole, 0, klass);
        return;
      }
}

static void
flood_marks (Growth *growth)
{
  gsize pixels = (gsize) growth->image->width * (gsize) growth->image->height;
  g_autofree guint8 *seeds = g_new (guint8, pixels);
  g_autoptr (LlInstances) grown = NULL;

  for (gsize i = 0; i < pixels; i++)
    if (growth->reach->marks->data[i] != 0)
      seeds[i] = LL_SEED_OBJECT;
    else if (growth->blocked[i] || growth->reach->owners[i] == 0)
      seeds[i] = LL_SEED_OUTSIDE;
    else
      seeds[i] = LL_SEED_UNKNOWN;

  grown =
    ll_grow_watershed (growth->image, growth->reach->marks, seeds, growth->settings);
  for (gsize i = 0; i < pixels; i++)
    growth->grown[i] = grown->data[i];
}

static gboolean
report_growth (LlProgressFunc progress, gpointer data, gdouble fraction, GError **error)
{
  return ll_progress_report (progress, data, fraction,
                             _ ("The growing of masks was cancelled."), error);
}

static gboolean
grow_all (Growth *growth, LlProgressFunc progress, gpointer data, GError **error)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (growth->settings->threads);
  gint n = growth->reach->marks->n;

  if (growth->settings->method == LL_GROW_WATERSHED)
    flood_marks (growth);
  if (growth->settings->method == LL_GROW_GRABCUT_IMAGE)
    for (guint8 klass = 1; klass < LL_MAX_CLASSES; klass++)
      {
        grow_class (growth, klass);
        if (!report_growth (progress, data, (gdouble) klass / LL_MAX_CLASSES, error))
          return FALSE;
      }

  for (growth->first = 1; growth->first <= n; growth->first += BATCH)
    {
      gint tasks = MIN (BATCH, n + 1 - growth->first);

      if (growth->settings->method == LL_GROW_GRABCUT ||
          growth->settings->method == LL_GROW_CONTOURS)
        ll_workers_run (workers, tasks, grow_object, growth);
      /* This is sequential because two objects may claim the same hole. */
      for (gint32 id = growth->first; id < growth->first + tasks; id++)
        ll_grow_tidy (growth->reach, growth->blocked, id, growth->grown);
      if (!report_growth (progress, data, (gdouble) (growth->first + tasks - 1) / n,
                          error))
        return FALSE;
    }
  return TRUE;
}

/* Sets what each mark has grown to. */
static void
set_objects (const Growth *growth, const LlLabels *kept, LlInstances *objects)
{
  for (gsize i = 0; i < (gsize) objects->width * (gsize) objects->height; i++)
    {
      gint32 id = growth->grown[i];
      gboolean stays = growth->stays[id] || (kept && kept->data[i] != LL_LABEL_IGNORE);

      objects->data[i] = stays ? 0 : id;
    }
}

LlGrown *
ll_grow_objects (const LlImage *image,
                 const LlLabels *marks,
                 const LlLabels *walls,
                 const LlLabels *kept,
                 const LlGrowSettings *settings,
                 LlProgressFunc progress,
                 gpointer data,
                 GError **error)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  g_autoptr (LlGrown) result = NULL;
  g_autoptr (LlReach) reach = NULL;
  g_autofree guint8 *blocked = NULL;
  g_autofree guint8 *stays = NULL;
  g_autofree gint32 *grown = NULL;
  g_autofree gfloat *odds = NULL;
  Growth growth = { .image = image, .settings = settings };

  if (!check_size (
        image, marks,
        _ ("The image has %d x %d pixels, but its detection marks have %d x %d."),
        error) ||
      !check_size (
        image, walls,
        _ ("The image has %d x %d pixels, but its separation scribbles have %d x %d."),
        error) ||
      !check_size (image, kept,
                   _ ("The image has %d x %d pixels, but its masks have %d x %d."),
                   error))
    return NULL;

  result = g_new0 (LlGrown, 1);
  result->objects = ll_instances_new_components (marks, LL_NEIGHBOURS_8);
  growth.blocked = blocked = g_new0 (guint8, pixels);
  growth.stays = stays = g_new0 (guint8, result->objects->n + 1);
  growth.grown = grown = g_new0 (gint32, pixels);
  block_pixels (&growth, result->objects, walls, kept);
  growth.reach = reach =
    ll_reach_new (ll_cores_new (image, result->objects, blocked, &odds), settings->reach);
  growth.odds = odds;
  if (!grow_all (&growth, progress, data, error))
    return NULL;

  set_objects (&growth, kept, result->objects);
  result->stopped = ll_reach_find_stopped (reach, image, blocked, result->objects);
  for (gint32 id = 1; id <= result->objects->n; id++)
    result->n_stopped += result->stopped[id] != 0;
  return g_steal_pointer (&result);
}

void
ll_grown_free (LlGrown *grown)
{
  if (!grown)
    return;

  ll_instances_free (grown->objects);
  g_free (grown->stopped);
  g_free (grown);
}

LlLabels *
ll_grown_get_labels (const LlGrown *grown)
{
  const LlInstances *objects = grown->objects;
  LlLabels *labels = ll_labels_new (objects->width, objects->height, 0);

  for (gsize i = 0; i < (gsize) objects->width * (gsize) objects->height; i++)
    labels->data[i] = objects->class_of[objects->data[i]];
  return labels;
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
  g_autoptr (LlGrown) grown =
    ll_grow_objects (image, marks, walls, kept, settings, progress, data, error);

  return grown ? ll_grown_get_labels (grown) : NULL;
}
