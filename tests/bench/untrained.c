/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a starting network sees in pictures that it was never trained for: Dice of all objects
 * against the rest, and instances at an IoU of 0.5, where it is told how large objects are,
 * and where it estimates that.
 */

#include <math.h>

#include "lazylabels/lazylabels.h"
#include "pictures.h"

typedef struct
{
  gchar *folder;
  gchar *part;
  gchar *weights;
  gboolean guess;
  gint views;
  gint threads;
  gboolean verbose;
} Options;

/* The diameter of a circle with the mean area of an object. */
static gdouble
get_true_diameter (const Picture *picture)
{
  gint n = synth_ids_get_n (picture->ids);
  g_autofree guint8 *there = g_new0 (guint8, n);
  gsize pixels = (gsize) picture->ids->width * (gsize) picture->ids->height;
  gint objects = 0;
  gsize area = 0;

  for (gsize k = 0; k < pixels; k++)
    if (picture->ids->data[k] > 0)
      {
        area++;
        there[picture->ids->data[k]] = 1;
      }
  for (gint i = 1; i < n; i++)
    objects += there[i];
  return objects > 0 ? 2.0 * sqrt ((gdouble) area / objects / G_PI) : 0.0;
}

static gboolean
judge (const Options *options,
       const LlNetwork *network,
       const Picture *picture,
       gdouble *dice,
       LlInstanceScore *score,
       GError **error)
{
  gint w = picture->image->width;
  gint h = picture->image->height;
  const LlImage *images[1] = { picture->image };
  gdouble known = get_true_diameter (picture), diameter = known;
  g_autofree guint8 *classes = g_new0 (guint8, synth_ids_get_n (picture->ids));
  g_autoptr (LlInstances) truth = NULL;
  g_autoptr (LlInstances) found = NULL;
  g_autoptr (LlObjectMaps) maps = ll_object_maps_new (network, w, h);
  g_autoptr (LlLabels) labels = NULL;
  g_autofree gfloat *planes = NULL;
  LlPredictSettings settings;
  LlObjectSettings objects;
  LlNormalisation own;
  gsize both = 0, either = 0;

  ll_predict_settings_init (&settings);
  ll_normalisation_measure (&own, images, 1);
  settings.own = &own;
  settings.views = options->views;
  settings.threads = options->threads;
  if (options->guess)
    diameter =
      ll_predict_diameter (network, picture->image, &settings, NULL, NULL, error);
  if (diameter < 0.0)
    return FALSE;
  settings.scale = ll_network_find_scale (network, diameter);
  planes = ll_predict_image (network, picture->image, &settings, NULL, NULL, error);
  if (!planes)
    return FALSE;

  labels = ll_predict_get_labels (network, LL_TASK_SEGMENTATION, planes, w, h);
  for (gsize k = 0; k < (gsize) w * (gsize) h; k++)
    {
      both += labels->data[k] && picture->ids->data[k];
      either += (labels->data[k] != 0) + (picture->ids->data[k] != 0);
    }
  *dice = either > 0 ? 2.0 * (gdouble) both / (gdouble) either : 1.0;

  for (gint i = 1; i < synth_ids_get_n (picture->ids); i++)
    classes[i] = 1;
  truth = synth_ids_to_instances (picture->ids, classes);
  ll_object_settings_init (&objects);
  ll_object_maps_set_rows (maps, network, 0, h, planes);
  found = ll_find_objects (maps, &objects, NULL, NULL, error);
  if (!found)
    return FALSE;
  ll_score_instances (found, truth, 0.5, score);
  if (options->verbose)
    g_print ("%s: diameter %.1f, taken for %.1f, Dice %.3f, %d objects, %d found, %d "
             "matched\n",
             picture->name, known, diameter, *dice, score->objects, score->found,
             score->matched);
  return TRUE;
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (LlNetwork) network = ll_weights_load (options->weights, error);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  gint objects = 0, found = 0, matched = 0;
  gdouble sum = 0.0;

  pictures = network ? pictures_read (options->folder, error) : NULL;
  if (!pictures)
    return FALSE;

  judged = pictures_get_part (pictures, options->part);
  for (guint i = 0; i < judged->len; i++)
    {
      LlInstanceScore score;
      gdouble dice;

      if (!judge (options, network, g_ptr_array_index (judged, i), &dice, &score, error))
        return FALSE;
      sum += dice;
      objects += score.objects;
      found += score.found;
      matched += score.matched;
    }
  g_print ("%s: %u pictures, Dice %.3f, AP %.3f\n", options->folder, judged->len,
           sum / judged->len, (gdouble) matched / MAX (1, objects + found - matched));
  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = { .part = g_strdup ("test"), .views = 1 };
  const GOptionEntry entries[] = {
    { "pictures", 0, 0, G_OPTION_ARG_FILENAME, &options.folder,
      "With pictures.txt, see pictures.h", "FOLDER" },
    { "part", 0, 0, G_OPTION_ARG_STRING, &options.part, "Of the pictures (test)",
      "PART" },
    { "weights", 0, 0, G_OPTION_ARG_FILENAME, &options.weights, "The network", "FILE" },
    { "guess", 0, 0, G_OPTION_ARG_NONE, &options.guess,
      "Let the network estimate how large objects are", NULL },
    { "views", 0, 0, G_OPTION_ARG_INT, &options.views, "1, 2, 4 or 8", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "0: all", "N" },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &options.verbose, "A line a picture", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!options.folder || !options.weights)
    {
      g_printerr ("Give --pictures FOLDER and --weights FILE.\n");
      return 1;
    }
  if (!run (&options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
