/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares ways to separate objects: by all outputs of the network, and by the mask
 * alone.
 *
 *   bench-instances --data ../shared/data     about ten minutes on two processors
 *   bench-instances --size 4096               time and memory of one large image
 *
 * Each set of pictures is divided into halves, and each half is scored with the network
 * that was trained on the other one.  "Completed" is the mask with the additional pixels
 * of the detection, see ll_object_maps_set_rows(): lines of a set that have it only
 * differ in how it is cut.  --quick trains briefly on half of the powder and scores one
 * image. --check exits with 1 unless the network's cuts are better at an IoU of 0.5 than
 * those of the mask alone.  Without real images, the program exits with 77.
 *
 * Networks are never scored on the images that they were trained on.  The ridge and the
 * neck were chosen on all of these images.  Their combination, which is the order of the
 * two cuts, the smallest part and "seen", was chosen on the first half of each set, with
 * networks of --seed 1 and 2, so --half 2 scores images that it does not depend on.
 */

#include <sys/resource.h>

#include "discs.h"
#include "method.h"
#include "real.h"

#define HALVES 2

/* Many small generated micrographs teach more than one large one. */
#define SYNTH_PICTURES 12
#define SYNTH_WIDTH    640
#define SYNTH_HEIGHT   480

typedef struct
{
  const gchar *name;
  const gchar *classes;
  gint masked; /* pictures per half with masks, in addition to marks and scribbles */
  gint iterations;
} Set;

static const Set sets[] = {
  { "powder-sem", "particle", 1, 1000 },
  { "nuclei", "nucleus", 4, 2000 },
  { "synth", "air bubble,ice crystal", 2, 1500 },
};

typedef struct
{
  const gchar *name;
  gboolean completed; /* whether the mask is completed */
  LlSplit split;
} Way;

static const Way ways[] = {
  { "mask, components", FALSE, LL_SPLIT_COMPONENTS },
  { "mask, watershed of depth", FALSE, LL_SPLIT_DISTANCE },
  { "completed, components", TRUE, LL_SPLIT_COMPONENTS },
  { "completed, watershed of depth", TRUE, LL_SPLIT_DISTANCE },
  { "completed, cut by both", TRUE, LL_SPLIT_BOTH },
  { "completed, cut by the network", TRUE, LL_SPLIT_NETWORK },
};

#define N_WAYS  G_N_ELEMENTS (ways)
#define NETWORK (N_WAYS - 1)

typedef struct
{
  gint objects;
  gint found;
  gint matched[2]; /* at IoU 0.5 and 0.75 */
} Counts;

typedef struct
{
  gchar *data;
  gchar *weights;
  gchar *only;
  gint size;
  gint half;
  gboolean quick;
  gboolean check;
  LlObjectSettings objects;
  MethodSettings settings;
} Options;

static void
add_counts (const LlInstances *result, const LlInstances *truth, Counts *counts)
{
  LlInstanceScore score;

  ll_score_instances (result, truth, 0.5, &score);
  counts->objects += score.objects;
  counts->found += score.found;
  counts->matched[0] += score.matched;
  ll_score_instances (result, truth, 0.75, &score);
  counts->matched[1] += score.matched;
}

/* Counts are pooled over images, since the numbers of objects per image vary widely. */
static gdouble
get_precision (const Counts *counts, gint k)
{
  return (gdouble) counts->matched[k] /
         (counts->objects + counts->found - counts->matched[k]);
}

static gboolean
judge (const LlNetwork *network,
       const Picture *picture,
       const Options *options,
       Counts counts[N_WAYS],
       GError **error)
{
  gint w = picture->image->width;
  gint h = picture->image->height;
  gsize pixels = (gsize) w * (gsize) h;
  gint first = ll_network_get_first_plane (network, LL_TASK_SEGMENTATION);
  g_autoptr (LlObjectMaps) maps = ll_object_maps_new (network, w, h);
  g_autoptr (LlInstances) truth =
    synth_ids_to_instances (picture->ids, picture->class_of);
  g_autoptr (LlLabels) mask = ll_labels_new (w, h, 0);
  g_autofree gfloat *planes = NULL;
  LlPredictSettings predict;

  ll_predict_settings_init (&predict);
  predict.threads = options->settings.train.threads;
  planes = ll_predict_image (network, picture->image, &predict, NULL, NULL, error);
  if (!planes)
    return FALSE;
  ll_object_maps_set_rows (maps, network, 0, h, planes);
  ll_most_probable (planes + (gsize) first * pixels,
                    ll_network_get_n_task_classes (network, LL_TASK_SEGMENTATION), pixels,
                    mask->data);

  for (gsize i = 0; i < N_WAYS; i++)
    {
      LlObjectMaps used = *maps;
      LlObjectSettings settings = options->objects;
      g_autoptr (LlInstances) found = NULL;

      if (!ways[i].completed)
        used.mask = mask;
      settings.split = ways[i].split;
      found = ll_find_objects (&used, &settings, NULL, NULL, error);
      if (!found)
        return FALSE;
      add_counts (found, truth, &counts[i]);
    }
  return TRUE;
}

static LlNetwork *
train (const Set *set,
       const GPtrArray *pictures,
       gint half,
       const Options *options,
       GError **error)
{
  g_auto (GStrv) names = g_strsplit (set->classes, ",", -1);
  g_autoptr (LlClasses) classes =
    ll_classes_new ((const gchar *const *) names, (gint) g_strv_length (names),
                    LL_PALETTE_COLOUR_BLIND_SAFE, error);
  g_autofree gchar *file = g_strdup_printf ("%s-%d.safetensors", set->name, half);
  g_autofree gchar *path =
    options->weights ? g_build_filename (options->weights, file, NULL) : NULL;
  Budget budget = { (gint) pictures->len, (gint) pictures->len, set->masked };
  MethodSettings settings = options->settings;
  g_autoptr (LlNetwork) network = NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return ll_weights_load (path, error);

  if (settings.train.iterations == 0 && settings.train.minutes == 0.0)
    settings.train.iterations = set->iterations;
  network = method_train (methods_find ("multi"), pictures, &budget, classes, &settings,
                          NULL, error);
  if (!network || (path && !ll_weights_save (network, path, error)))
    return NULL;
  return g_steal_pointer (&network);
}

/* Trains on the pictures that are not in @half, and scores those that are. */
static gboolean
run_half (const Set *set,
          const GPtrArray *pictures,
          gint half,
          const Options *options,
          Counts counts[N_WAYS],
          GError **error)
{
  g_autoptr (GPtrArray) learned = g_ptr_array_new ();
  g_autoptr (LlNetwork) network = NULL;

  for (guint i = 0; i < pictures->len; i++)
    if ((gint) i % HALVES != half)
      g_ptr_array_add (learned, g_ptr_array_index (pictures, i));
  network = train (set, learned, half, options, error);
  if (!network)
    return FALSE;
  for (guint i = (guint) half; i < pictures->len; i += HALVES)
    {
      if (!judge (network, g_ptr_array_index (pictures, i), options, counts, error))
        return FALSE;
      if (options->quick)
        break;
    }
  return TRUE;
}

static GPtrArray *
read_set (const Set *set, const Options *options, GError **error)
{
  GPtrArray *pictures;

  if (!g_str_equal (set->name, "synth"))
    return real_pictures_read (options->data, set->name, error);

  pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  for (guint64 seed = 1; seed <= SYNTH_PICTURES; seed++)
    g_ptr_array_add (pictures,
                     picture_new_generated ("all", SYNTH_WIDTH, SYNTH_HEIGHT, seed));
  return pictures;
}

/* Returns: whether the network beats all ways that only know the mask. */
static gboolean
print_set (const Set *set, const Counts counts[N_WAYS])
{
  gboolean best = TRUE;

  for (gsize i = 0; i < N_WAYS; i++)
    {
      g_print ("%-10s  %-30s %7d %7d %7d %7d %9.3f %9.3f\n", set->name, ways[i].name,
               counts[i].objects, counts[i].found, counts[i].matched[0],
               counts[i].matched[1], get_precision (&counts[i], 0),
               get_precision (&counts[i], 1));
      /* Borders are rough after a short training, so scores at 0.75 are left
       * to chance.
       */
      if (ways[i].split != LL_SPLIT_BOTH &&
          get_precision (&counts[i], 0) > get_precision (&counts[NETWORK], 0))
        best = FALSE;
    }
  return best;
}

static gint
compare_ways (const Options *options, GError **error)
{
  gboolean best = TRUE;

  g_print ("%-10s  %-30s %7s %7s %7s %7s %9s %9s\n", "", "", "objects", "found", "at 0.5",
           "at 0.75", "AP 0.5", "AP 0.75");
  for (gsize s = 0; s < G_N_ELEMENTS (sets); s++)
    {
      g_autoptr (GPtrArray) pictures = NULL;
      Counts counts[N_WAYS] = { 0 };

      if (options->only && !g_str_equal (options->only, sets[s].name))
        continue;
      pictures = read_set (&sets[s], options, error);
      if (!pictures)
        return 1;
      for (gint half = 0; half < HALVES; half++)
        if ((options->half == 0 || options->half == half + 1) &&
            !run_half (&sets[s], pictures, half, options, counts, error))
          return 1;
      best = print_set (&sets[s], counts) && best;
    }
  return options->check && !best ? 1 : 0;
}

/* Returns the peak memory of the process, in MiB. */
static gdouble
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gdouble) usage.ru_maxrss / 1024.0;
}

static gint
run_large (const Options *options, GError **error)
{
  g_autoptr (LlObjectMaps) maps = discs_new_maps (options->size);
  static const LlSplit splits[] = { LL_SPLIT_NETWORK, LL_SPLIT_COMPONENTS,
                                    LL_SPLIT_DISTANCE, LL_SPLIT_BOTH };
  static const gchar *const names[] = { "network", "components", "distance", "both" };
  gdouble before = get_peak ();

  g_print ("%d x %d; maps and program: %.0f MiB\n", options->size, options->size, before);
  for (gsize i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      LlObjectSettings settings = options->objects;
      g_autoptr (LlInstances) objects = NULL;
      gint64 start = g_get_monotonic_time ();

      settings.split = splits[i];
      objects = ll_find_objects (maps, &settings, NULL, NULL, error);
      if (!objects)
        return 1;
      g_print ("%-12s %7d objects, %6.2f s, at most %.0f MiB more until now\n", names[i],
               objects->n, (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC,
               get_peak () - before);
    }
  return 0;
}

static gboolean
has_real_images (const gchar *folder)
{
  g_autofree gchar *powder = g_build_filename (folder, "powder-sem", NULL);

  return g_file_test (powder, G_FILE_TEST_IS_DIR);
}

static void
set_training (Options *options)
{
  method_settings_init (&options->settings);
  options->settings.network.levels = 4;
  options->settings.network.patch = 128;
  options->settings.task_blocks = 3;
  options->settings.train.batch = 4;
  options->settings.train.learning_rate = 0.003;
  options->settings.train.iterations = 0;
  options->settings.train.minutes = 0.0;
  options->settings.train.seed = 1;
}

int
main (int argc, char **argv)
{
  Options options = { .data = g_strdup ("../shared/data") };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.data, "Real images", "FOLDER" },
    { "weights", 0, 0, G_OPTION_ARG_FILENAME, &options.weights,
      "Where networks are kept, and taken from", "FOLDER" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &options.only, "One set alone", "NAME" },
    { "size", 0, 0, G_OPTION_ARG_INT, &options.size, "Side of a generated map", "N" },
    { "half", 0, 0, G_OPTION_ARG_INT, &options.half, "Judges one alone", "1 or 2" },
    { "ridge", 0, 0, G_OPTION_ARG_DOUBLE, &options.objects.ridge, "See objects.h", "N" },
    { "neck", 0, 0, G_OPTION_ARG_DOUBLE, &options.objects.neck, "Likewise", "N" },
    { "seen", 0, 0, G_OPTION_ARG_DOUBLE, &options.objects.seen, "Likewise", "N" },
    { "smallest", 0, 0, G_OPTION_ARG_INT, &options.objects.smallest, "Likewise", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.settings.train.seed, "Of the training",
      "N" },
    { "quick", 0, 0, G_OPTION_ARG_NONE, &options.quick, "One image of powder, 250 steps",
      NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Fail unless the network wins",
      NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gint status;

  set_training (&options);
  ll_object_settings_init (&options.objects);
  g_option_context_add_main_entries (context, entries, NULL);
  method_settings_add_options (&options.settings, context);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (options.quick)
    {
      options.half = HALVES;
      options.only = g_strdup ("powder-sem");
      options.settings.train.iterations = 250;
    }

  if (options.size == 0 && !has_real_images (options.data))
    {
      g_print ("skipped: no real images\n");
      return 77;
    }
  status =
    options.size > 0 ? run_large (&options, &error) : compare_ways (&options, &error);
  if (error)
    g_printerr ("%s\n", error->message);
  return status;
}
