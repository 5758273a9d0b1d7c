/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The mask of one object at once: how good and how fast, in a box, on a dot, and on a dot in
 * what a network could see.
 *
 *   bench-one [--data FOLDER] [--objects 40] [--width 1280] [--height 960] [--ways 3]
 *             [--margin 20]
 *
 * Boxes are the bounding boxes of objects, wider by the margin on each side; dots have five pixels
 * and lie at the deepest place of the object.  The network sees the truth, blurred by half of
 * the depth of the objects.  Objects that the edge of the picture cuts are left out.  Times are those of the processors.
 */

#include <time.h>

#include "data/distance.h"
#include "pictures.h"
#include "real.h"

/* Such a mask has found its object. */
#define LEAST_DICE 0.8

typedef struct
{
  gint x0, y0, x1, y1; /* bounding box, the last ones are outside */
  gint pixels;
  gint depth; /* squared */
  gint deepest;
} Object;

typedef struct
{
  gdouble dice;
  gdouble most; /* milliseconds */
  gdouble sum;
  gint found;
  gint met; /* of which the Dice is not less than LEAST_DICE */
  gint n;
} Score;

static Object *
list_objects (const LlInstances *truth)
{
  g_autofree gint *depths = ll_instances_depths (truth);
  Object *objects = g_new0 (Object, (gsize) truth->n + 1);

  for (gint32 id = 0; id <= truth->n; id++)
    objects[id] = (Object){ .x0 = truth->width, .y0 = truth->height };
  for (gint i = 0; i < truth->width * truth->height; i++)
    {
      Object *object = &objects[truth->data[i]];
      gint x = i % truth->width, y = i / truth->width;

      object->x0 = MIN (object->x0, x);
      object->y0 = MIN (object->y0, y);
      object->x1 = MAX (object->x1, x + 1);
      object->y1 = MAX (object->y1, y + 1);
      object->pixels++;
      if (depths[i] > object->depth)
        {
          object->depth = depths[i];
          object->deepest = i;
        }
    }

  return objects;
}

static gdouble
find_dice (const guint8 *mask, const LlInstances *truth, gint32 id, gint pixels)
{
  gint both = 0, sum = pixels;

  for (gint i = 0; i < truth->width * truth->height; i++)
    {
      both += mask[i] && truth->data[i] == id;
      sum += mask[i] != 0;
    }

  return 2.0 * both / sum;
}

static void
try_hints (const LlImage *image,
           const LlGrowHints *hints,
           const LlInstances *truth,
           gint32 id,
           const Object *object,
           Score *score)
{
  clock_t begin = clock ();
  g_autofree guint8 *mask = NULL;
  LlGrowSettings settings;
  gdouble milliseconds;

  ll_grow_settings_init (&settings);
  mask = ll_grow_one (image, hints, &settings, NULL);
  milliseconds = (gdouble) (clock () - begin) * 1000.0 / CLOCKS_PER_SEC;
  score->most = MAX (score->most, milliseconds);
  score->sum += milliseconds;
  score->n++;
  if (mask)
    {
      score->found++;
      gdouble dice = find_dice (mask, truth, id, object->pixels);

      score->dice += dice;
      score->met += dice >= LEAST_DICE;
    }
}

static guint8 *
make_box (const LlInstances *truth, const Object *object, gint margin)
{
  guint8 *box = g_new0 (guint8, (gsize) truth->width * (gsize) truth->height);
  gint w = (object->x1 - object->x0) * margin / 100 + 1;
  gint h = (object->y1 - object->y0) * margin / 100 + 1;

  for (gint y = MAX (object->y0 - h, 0); y < MIN (object->y1 + h, truth->height); y++)
    for (gint x = MAX (object->x0 - w, 0); x < MIN (object->x1 + w, truth->width); x++)
      box[y * truth->width + x] = 1;

  return box;
}

static guint8 *
make_dot (const LlInstances *truth, const Object *object)
{
  guint8 *dot = g_new0 (guint8, (gsize) truth->width * (gsize) truth->height);

  for (gint dy = -2; dy <= 2; dy++)
    for (gint dx = -2; dx <= 2; dx++)
      {
        gint x = object->deepest % truth->width + dx;
        gint y = object->deepest / truth->width + dy;

        if (x >= 0 && y >= 0 && x < truth->width && y < truth->height)
          dot[y * truth->width + x] = 1;
      }

  return dot;
}

/* What a network could see: each pixel's share of objects in a square around it, and less of
 * it where two of them touch.
 */
static guint8 *
make_prior (const LlInstances *truth, gint radius)
{
  gint w = truth->width, h = truth->height;
  guint8 *prior = g_new0 (guint8, (gsize) w * (gsize) h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gint32 id = truth->data[y * w + x];
        gint own = 0, n = 0;

        for (gint v = MAX (y - radius, 0); v <= MIN (y + radius, h - 1); v++)
          for (gint u = MAX (x - radius, 0); u <= MIN (x + radius, w - 1); u++, n++)
            own += truth->data[v * w + u] == id;
        prior[y * w + x] = (guint8) (id != 0 ? 255 * own / n : 255 * (n - own) / n);
      }

  return prior;
}

static void
try_picture (const Picture *picture,
             gint n_objects,
             gint n_ways,
             gint margin,
             Score scores[3])
{
  g_autoptr (LlInstances) truth =
    synth_ids_to_instances (picture->ids, picture->class_of);
  g_autofree Object *objects = list_objects (truth);
  g_autofree guint8 *prior = make_prior (truth, 4);
  gint n = 0;

  for (gint32 id = 1; id <= truth->n && n < n_objects; id++)
    {
      const Object *object = &objects[id];
      g_autofree guint8 *box = NULL;
      g_autofree guint8 *dot = NULL;

      if (object->pixels < 60 || object->x0 == 0 || object->y0 == 0 ||
          object->x1 == truth->width || object->y1 == truth->height)
        continue;
      n++;
      box = make_box (truth, object, margin);
      dot = make_dot (truth, object);
      {
        const LlGrowHints hints[3] = { { box, NULL, NULL, NULL, NULL },
                                       { NULL, dot, NULL, NULL, NULL },
                                       { NULL, dot, NULL, NULL, prior } };

        for (gint k = 0; k < n_ways; k++)
          try_hints (picture->image, &hints[k], truth, id, object, &scores[k]);
      }
    }
}

static void
print_scores (const gchar *set, gint n_ways, const Score scores[3])
{
  static const gchar *const names[3] = { "box", "dot", "dot, network" };

  for (gint k = 0; k < n_ways; k++)
    g_print (
      "%-12s %-13s Dice %.3f, %.2f or more for %d of %d objects; mean %.0f ms, longest "
      "%.0f ms\n",
      set, names[k], scores[k].dice / MAX (scores[k].n, 1), LEAST_DICE, scores[k].met,
      scores[k].n, scores[k].sum / MAX (scores[k].n, 1), scores[k].most);
}

int
main (int argc, char **argv)
{
  gchar *data = g_strdup ("../shared/data");
  gint width = 1280, height = 960, n_objects = 40, n_ways = 3, margin = 20;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "Real pictures", "FOLDER" },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "Of the generated picture", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, "Of the generated picture", "N" },
    { "objects", 0, 0, G_OPTION_ARG_INT, &n_objects, "Per picture", "N" },
    { "margin", 0, 0, G_OPTION_ARG_INT, &margin, "Of boxes, in percent", "N" },
    { "ways", 0, 0, G_OPTION_ARG_INT, &n_ways, "1: boxes alone, 2: dots as well", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) real = NULL;
  Picture *picture;
  Score scores[3] = { { 0 } };
  Score others[3] = { { 0 } };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  picture = picture_new_generated ("all", width, height, 1);
  try_picture (picture, n_objects, n_ways, margin, scores);
  picture_free (picture);
  print_scores ("generated", n_ways, scores);

  real = real_pictures_read (data, "powder-sem", NULL);
  if (!real)
    {
      g_print ("skipped: no real images\n");
      return 0;
    }
  for (guint i = 0; i < MIN (real->len, 2); i++)
    try_picture (g_ptr_array_index (real, i), n_objects, n_ways, margin, others);
  print_scores ("powder", n_ways, others);

  return 0;
}
