/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Does it pay to paint where the network is in doubt? Simulated annotators label squares of a
 * few pictures: one those that ll_find_places() proposes, the other ones at random.
 *
 *   bench-next [--data FOLDER] [--seeds 3] [--rounds 3] [--places 4] [--steps 60] ...
 *
 * Both begin with the same square for each class.  In each round, each labels as many squares
 * as the other, exactly and for all three tasks, and trains the starting network for as many
 * steps on all of its squares.  The Dice of all classes is averaged over the pictures to
 * test on, which nobody labels.  Without the real pictures, the generated ones are left.
 */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "pictures.h"
#include "real.h"

/* The streams of random numbers. */
enum
{
  STREAM_FIRST = 2000,
  STREAM_RANDOM,
  STREAM_ORDER
};

#define MOST_ROUNDS 16

typedef struct
{
  gchar *data;
  gchar *networks;
  gchar *set;
  gint seeds;
  gint rounds;
  gint places;
  gint side;
  gint steps;
  gint views;
  gint pool;
  gint tests;
  gint patch;
  gint threads;
} Options;

/* Pictures, and what an annotator has labelled of them. */
typedef struct
{
  const Options *options;
  gint seed;
  GPtrArray *pictures; /* [pool + tests] */
  GPtrArray *truths[LL_N_TASKS];
  GPtrArray *done; /* element-type guint8 *: [height][width] of each */
  LlClasses *classes;
  LlNetwork *start;
  gdouble diameter;
} Study;

static const Picture *
get_picture (const Study *study, gint i)
{
  return g_ptr_array_index (study->pictures, (guint) i);
}

static gsize
count_pixels (const Study *study, gint i)
{
  const LlImage *image = get_picture (study, i)->image;

  return (gsize) image->width * (gsize) image->height;
}

static void
label_place (Study *study, gint i, const LlPlace *place)
{
  guint8 *done = g_ptr_array_index (study->done, (guint) i);
  gint width = get_picture (study, i)->image->width;

  for (gint y = place->y; y < place->y + place->height; y++)
    for (gint x = place->x; x < place->x + place->width; x++)
      done[(gsize) y * (gsize) width + (gsize) x] = 1;
}

static LlPlace
draw_place (const Study *study, gint i, LlRandom *random)
{
  const LlImage *image = get_picture (study, i)->image;
  gint side = study->options->side;

  return (LlPlace){ ll_random_int (random, image->width - side + 1),
                    ll_random_int (random, image->height - side + 1), side, side, 0.0 };
}

static gboolean
is_free (const Study *study, gint i, const LlPlace *place)
{
  const guint8 *done = g_ptr_array_index (study->done, (guint) i);
  gint width = get_picture (study, i)->image->width;

  for (gint y = place->y; y < place->y + place->height; y++)
    for (gint x = place->x; x < place->x + place->width; x++)
      if (done[(gsize) y * (gsize) width + (gsize) x])
        return FALSE;

  return TRUE;
}

static gboolean
has_class (const Study *study, gint i, const LlPlace *place, guint8 klass)
{
  const LlLabels *truth =
    g_ptr_array_index (study->truths[LL_TASK_SEGMENTATION], (guint) i);
  gint n = 0;

  for (gint y = place->y; y < place->y + place->height; y++)
    for (gint x = place->x; x < place->x + place->width; x++)
      n += truth->data[(gsize) y * (gsize) truth->width + (gsize) x] == klass;

  return 20 * n > place->width * place->height;
}

/* A square for each class, so that a network can be trained. */
static void
label_first (Study *study)
{
  LlRandom random;

  ll_random_init (&random, (guint64) study->seed, STREAM_FIRST, 0);
  for (gint c = 1; c < ll_classes_get_n (study->classes); c++)
    for (gint try = 0; try < 1000; try++)
      {
        gint i = ll_random_int (&random, study->options->pool);
        LlPlace place = draw_place (study, i, &random);

        if (!is_free (study, i, &place) || !has_class (study, i, &place, (guint8) c))
          continue;
        label_place (study, i, &place);
        break;
      }
}

static void
label_random (Study *study, LlRandom *random)
{
  gint n = 0;

  for (gint try = 0; try < 10000 && n < study->options->places; try++)
    {
      gint i = ll_random_int (random, study->options->pool);
      LlPlace place = draw_place (study, i, random);

      if (!is_free (study, i, &place))
        continue;
      label_place (study, i, &place);
      n++;
    }
}

static LlPredictSettings
get_prediction (const Study *study, gint views)
{
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  settings.views = views;
  settings.threads = study->options->threads;

  return settings;
}

/* The most doubtful squares of all pictures together. */
static gboolean
label_doubtful (Study *study, const LlNetwork *network, GError **error)
{
  LlPredictSettings settings = get_prediction (study, study->options->views);
  g_autoptr (GPtrArray) lists =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (gint i = 0; i < study->options->pool; i++)
    {
      const LlImage *image = get_picture (study, i)->image;
      g_autofree gfloat *doubt =
        ll_predict_doubt (network, image, &settings, NULL, NULL, error);

      if (!doubt)
        return FALSE;
      g_ptr_array_add (lists,
                       ll_find_places (doubt, image->width, image->height,
                                       g_ptr_array_index (study->done, (guint) i),
                                       study->options->side, study->options->places));
    }

  for (gint n = 0; n < study->options->places; n++)
    {
      GArray *list = NULL;
      gint best = -1;

      for (guint i = 0; i < lists->len; i++)
        {
          GArray *other = g_ptr_array_index (lists, i);

          if (other->len > 0 && (!list || g_array_index (other, LlPlace, 0).doubt >
                                            g_array_index (list, LlPlace, 0).doubt))
            {
              list = other;
              best = (gint) i;
            }
        }
      if (!list)
        break;
      label_place (study, best, &g_array_index (list, LlPlace, 0));
      g_array_remove_index (list, 0);
    }

  return TRUE;
}

/* What has been labelled so far: other pixels are ignored. */
static GPtrArray *
make_samples (const Study *study)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  for (gint i = 0; i < study->options->pool; i++)
    {
      const Picture *picture = get_picture (study, i);
      const guint8 *done = g_ptr_array_index (study->done, (guint) i);
      gsize n = count_pixels (study, i);
      LlSample *sample;

      if (!memchr (done, 1, n))
        continue;
      sample = ll_sample_new (picture->name,
                              ll_image_crop (picture->image, 0, 0, picture->image->width,
                                             picture->image->height));
      for (gint task = 0; task < LL_N_TASKS; task++)
        {
          LlLabels *labels =
            ll_labels_copy (g_ptr_array_index (study->truths[task], (guint) i));

          for (gsize k = 0; k < n; k++)
            if (!done[k])
              labels->data[k] = LL_LABEL_IGNORE;
          sample->labels[task] = labels;
        }
      g_ptr_array_add (samples, sample);
    }

  return samples;
}

static LlNetwork *
train (const Study *study, GError **error)
{
  g_autoptr (GPtrArray) samples = make_samples (study);
  LlNetwork *network = ll_network_new_from (
    study->start, study->classes, ll_network_find_scale (study->start, study->diameter),
    study->options->patch, error);
  g_autoptr (LlTrainer) trainer = NULL;
  LlTrainSettings settings;

  if (!network)
    return NULL;

  ll_train_settings_init (&settings);
  settings.iterations = study->options->steps;
  settings.learning_rate = 0.001;
  settings.validation_share = 0.0;
  settings.seed = (guint64) study->seed;
  settings.threads = study->options->threads;
  trainer = ll_trainer_new (samples, network, &settings, error);
  if (!trainer || !ll_trainer_run (trainer, NULL, NULL, NULL, NULL, error))
    return NULL;

  return ll_network_copy (ll_trainer_get_network (trainer));
}

/* Mean Dice of the pictures to test on; NAN after an error. */
static gdouble
judge (const Study *study, const LlNetwork *network, GError **error)
{
  LlPredictSettings settings = get_prediction (study, 1);
  gdouble sum = 0.0;

  for (gint i = study->options->pool; i < study->options->pool + study->options->tests;
       i++)
    {
      const LlImage *image = get_picture (study, i)->image;
      g_autofree gfloat *planes =
        ll_predict_image (network, image, &settings, NULL, NULL, error);
      g_autoptr (LlLabels) labels = NULL;
      LlDice dice;

      if (!planes)
        return NAN;
      labels = ll_predict_get_labels (network, LL_TASK_SEGMENTATION, planes, image->width,
                                      image->height);
      ll_dice (labels, g_ptr_array_index (study->truths[LL_TASK_SEGMENTATION], (guint) i),
               ll_classes_get_n (study->classes), &dice);
      sum += dice.overall;
    }

  return sum / study->options->tests;
}

/* Runs one annotator; @dice gets an entry per round, the first one before any. */
static gboolean
annotate (Study *study, gboolean doubtful, gdouble *dice, GError **error)
{
  LlRandom random;
  g_autoptr (LlNetwork) network = NULL;

  ll_random_init (&random, (guint64) study->seed, STREAM_RANDOM, 0);
  for (guint i = 0; i < study->done->len; i++)
    memset (g_ptr_array_index (study->done, i), 0, count_pixels (study, (gint) i));
  label_first (study);

  for (gint round = 0;; round++)
    {
      g_clear_pointer (&network, ll_network_free);
      network = train (study, error);
      if (!network)
        return FALSE;
      dice[round] = judge (study, network, error);
      if (!isfinite (dice[round]))
        return FALSE;
      if (round == study->options->rounds)
        return TRUE;
      if (!doubtful)
        label_random (study, &random);
      else if (!label_doubtful (study, network, error))
        return FALSE;
    }
}

static void
shuffle (GPtrArray *pictures, gint seed)
{
  LlRandom random;

  ll_random_init (&random, (guint64) seed, STREAM_ORDER, 0);
  for (guint i = pictures->len - 1; i > 0; i--)
    {
      guint k = (guint) ll_random_int (&random, (gint) i + 1);
      gpointer other = pictures->pdata[k];

      pictures->pdata[k] = pictures->pdata[i];
      pictures->pdata[i] = other;
    }
}

static GPtrArray *
get_pictures (const Options *options, gboolean real, gint seed, GError **error)
{
  gint n = options->pool + options->tests;
  GPtrArray *pictures;

  if (real)
    {
      pictures = real_pictures_read (options->data, options->set, error);
      if (pictures)
        shuffle (pictures, seed);
      return pictures;
    }

  pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  for (gint i = 0; i < n; i++)
    g_ptr_array_add (
      pictures, picture_new_generated ("all", 384, 288, (guint64) (1000 * seed + i)));

  return pictures;
}

static void
study_clear (Study *study)
{
  g_clear_pointer (&study->pictures, g_ptr_array_unref);
  for (gint task = 0; task < LL_N_TASKS; task++)
    g_clear_pointer (&study->truths[task], g_ptr_array_unref);
  g_clear_pointer (&study->done, g_ptr_array_unref);
  ll_classes_free (study->classes);
  ll_network_free (study->start);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Study, study_clear)

static gboolean
prepare (Study *study, gboolean real, GError **error)
{
  const Options *options = study->options;
  const gchar *one[] = { "object" };
  g_autoptr (GPtrArray) whole =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_autofree gchar *path = NULL;
  const gboolean all[LL_N_TASKS] = { FALSE, FALSE, TRUE };

  study->pictures = get_pictures (options, real, study->seed, error);
  if (!study->pictures)
    return FALSE;
  g_assert (study->pictures->len >= (guint) (options->pool + options->tests));

  study->classes = real ? ll_classes_new (one, 1, LL_PALETTE_COLOUR_BLIND_SAFE, error)
                        : ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  study->done = g_ptr_array_new_with_free_func (g_free);
  for (gint task = 0; task < LL_N_TASKS; task++)
    study->truths[task] =
      g_ptr_array_new_with_free_func ((GDestroyNotify) ll_labels_free);
  for (gint i = 0; i < options->pool + options->tests; i++)
    {
      g_ptr_array_add (study->done, g_new0 (guint8, count_pixels (study, i)));
      for (gint task = 0; task < LL_N_TASKS; task++)
        g_ptr_array_add (study->truths[task],
                         picture_get_labels (get_picture (study, i), (LlTask) task));
      if (i < options->pool)
        g_ptr_array_add (whole, picture_to_sample (get_picture (study, i), all));
    }
  study->diameter = ll_samples_find_diameter (whole);

  path = g_build_filename (options->networks,
                           get_picture (study, 0)->image->channels == 1
                             ? "starting-grey.safetensors"
                             : "starting-colour.safetensors",
                           NULL);
  study->start = ll_weights_load (path, error);

  return study->start != NULL;
}

static void
print_row (const gchar *set,
           const gchar *seed,
           const gchar *what,
           const gdouble *dice,
           gint n)
{
  g_print ("%-12s %4s  %-9s", set, seed, what);
  for (gint i = 0; i < n; i++)
    g_print (" %7.3f", dice[i]);
  g_print ("\n");
}

static gboolean
run (const Options *options, gboolean real, GError **error)
{
  static const gchar *const names[2] = { "random", "proposed" };
  const gchar *set = real ? options->set : "generated";
  gdouble sums[2][MOST_ROUNDS + 1] = { { 0.0 } };
  gint n = options->rounds + 1;

  for (gint seed = 1; seed <= options->seeds; seed++)
    {
      g_auto (Study) study = { .options = options, .seed = seed };
      g_autofree gchar *text = g_strdup_printf ("%d", seed);

      if (!prepare (&study, real, error))
        return FALSE;
      for (gint k = 0; k < 2; k++)
        {
          gdouble dice[MOST_ROUNDS + 1];

          if (!annotate (&study, k == 1, dice, error))
            return FALSE;
          print_row (set, text, names[k], dice, n);
          for (gint i = 0; i < n; i++)
            sums[k][i] += dice[i] / options->seeds;
        }
    }
  for (gint k = 0; k < 2; k++)
    print_row (set, "mean", names[k], sums[k], n);

  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = {
    .data = g_strdup ("../shared/data"),
    .networks = g_strdup ("plugin/networks"),
    .set = g_strdup ("stained"),
    .seeds = 3,
    .rounds = 3,
    .places = 4,
    .side = 48,
    .steps = 60,
    .views = 4,
    .pool = 6,
    .tests = 6,
    .patch = 128,
  };
  gboolean generated = FALSE, real = FALSE;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.data, "Real pictures", "FOLDER" },
    { "networks", 0, 0, G_OPTION_ARG_FILENAME, &options.networks, "Starting networks",
      "FOLDER" },
    { "set", 0, 0, G_OPTION_ARG_STRING, &options.set, "Of the real pictures", "NAME" },
    { "generated", 0, 0, G_OPTION_ARG_NONE, &generated, "Generated pictures alone",
      NULL },
    { "real", 0, 0, G_OPTION_ARG_NONE, &real, "Real pictures alone", NULL },
    { "seeds", 0, 0, G_OPTION_ARG_INT, &options.seeds, "How many", "N" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &options.rounds, "Of labelling, 16 at most",
      "N" },
    { "places", 0, 0, G_OPTION_ARG_INT, &options.places, "Squares per round", "N" },
    { "side", 0, 0, G_OPTION_ARG_INT, &options.side, "Of a square, pixels", "N" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &options.steps, "Of each training", "N" },
    { "views", 0, 0, G_OPTION_ARG_INT, &options.views, "Turned views", "N" },
    { "pool", 0, 0, G_OPTION_ARG_INT, &options.pool, "Pictures to label", "N" },
    { "tests", 0, 0, G_OPTION_ARG_INT, &options.tests, "Pictures to test on", "N" },
    { "patch", 0, 0, G_OPTION_ARG_INT, &options.patch, "Side of a patch", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Threads", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree gchar *folder = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  options.rounds = CLAMP (options.rounds, 0, MOST_ROUNDS);

  g_print ("Dice after 0 .. %d rounds of %d squares of %d pixels\n", options.rounds,
           options.places, options.side);
  folder = g_build_filename (options.data, options.set, NULL);
  if ((!real && !run (&options, FALSE, &error)) ||
      (!generated && g_file_test (folder, G_FILE_TEST_IS_DIR) &&
       !run (&options, TRUE, &error)))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!generated && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_print ("skipped: no real images\n");

  return 0;
}
