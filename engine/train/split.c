/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Splits the samples into a training set and a held-out set. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/random.h"
#include "lazylabels/error.h"
#include "train/trainer-private.h"

/* The largest number of patches per validation. */
#define MAX_PLACES 48

/* With fewer masked images, all of them are needed for learning. */
#define MIN_MASKED 3

/* With fewer images in total, all of them are needed for learning. */
#define MIN_IMAGES 4

LlTask
ll_trainer_mask_task (const LlTrainer *trainer)
{
  const LlNetworkSettings *settings = ll_network_get_settings (trainer->network);

  return settings->kind == LL_NETWORK_MULTI_TASK ? LL_TASK_SEGMENTATION : settings->task;
}

/* Returns whether the network learns anything from the sample's map of @task. */
static gboolean
learns_from (const LlTrainer *trainer, const LlSample *sample, LlTask task)
{
  if (!sample->labels[task])
    return FALSE;

  return ll_network_get_settings (trainer->network)->kind == LL_NETWORK_MULTI_TASK ||
         task == ll_trainer_mask_task (trainer);
}

/* Returns whether the sample has a painted, not inferred, mask that the network learns
 * from.
 */
static gboolean
has_mask (const LlTrainer *trainer, const LlSample *sample)
{
  LlTask task = ll_trainer_mask_task (trainer);

  return sample->labels[task] && !(task == LL_TASK_SEGMENTATION && sample->inferred);
}

/* Counts the pixels of each class that the network learns from, except for those of
 * interfaces, into @classes.  Returns whether there is any label.
 */
static gboolean
count_classes (const LlTrainer *trainer,
               GPtrArray *samples,
               gint64 classes[LL_MAX_CLASSES])
{
  gboolean any = FALSE;

  for (gint c = 0; c < LL_MAX_CLASSES; c++)
    classes[c] = 0;

  for (guint i = 0; i < samples->len; i++)
    for (LlTask task = 0; task < LL_N_TASKS; task++)
      {
        const LlSample *sample = g_ptr_array_index (samples, i);
        gint64 counts[256];

        if (!learns_from (trainer, sample, task))
          continue;
        ll_labels_count (sample->labels[task], counts);
        for (gint c = 0; c < LL_MAX_CLASSES; c++)
          {
            any = any || counts[c] > 0;
            if (task != LL_TASK_SEPARATION)
              classes[c] += counts[c];
          }
      }
  return any;
}

static gboolean
check_classes (const LlTrainer *trainer, GPtrArray *samples, GError **error)
{
  const LlClasses *classes = ll_network_get_classes (trainer->network);
  gint64 counts[LL_MAX_CLASSES];

  if (!count_classes (trainer, samples, counts))
    {
      g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS,
                   _ ("There is no annotation to learn from: paint marks inside objects "
                      "on the layer \"Detection\" first."));
      return FALSE;
    }

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    if (counts[c] == 0)
      {
        g_set_error (
          error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_CLASSES,
          _ ("No pixel of the class \"%s\" is painted: mark some of its objects, "
             "or take it out of the list of classes."),
          ll_classes_get_name (classes, c));
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_sizes (const LlTrainer *trainer, GError **error)
{
  gint patch = ll_network_get_settings (trainer->network)->patch;

  for (guint i = 0; i < trainer->samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (trainer->samples, i);

      if (MIN (sample->image->width, sample->image->height) < patch / 2)
        {
          if (ll_network_get_settings (trainer->network)->scale != 1.0)
            g_set_error (
              error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_SIZE,
              _ ("\"%s\" has %d x %d pixels at the scale of the network, %.3g, but "
                 "training with patches of %d needs at least %d x %d: choose smaller "
                 "patches or leave it out."),
              sample->name, sample->image->width, sample->image->height,
              ll_network_get_settings (trainer->network)->scale, patch, patch / 2,
              patch / 2);
          else
            g_set_error (
              error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_SIZE,
              _ ("\"%s\" has %d x %d pixels, but training with patches of %d needs "
                 "at least %d x %d: choose smaller patches or leave it out."),
              sample->name, sample->image->width, sample->image->height, patch, patch / 2,
              patch / 2);
          return FALSE;
        }
    }
  return TRUE;
}

/* Moves @n images of @from, drawn at random, to the held-out set. */
static void
hold_out (LlTrainer *trainer, GPtrArray *from, gint n, LlRandom *random)
{
  for (gint i = 0; i < n; i++)
    {
      guint index = (guint) ll_random_int (random, (gint) from->len);

      g_ptr_array_add (trainer->validation, g_ptr_array_steal_index (from, index));
    }
}

/* Chooses patches on a grid over the held-out images, and thins them out evenly. */
static void
choose_places (LlTrainer *trainer)
{
  gint patch = ll_network_get_settings (trainer->network)->patch;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (LlHeldOut));

  for (guint i = 0; i < trainer->validation->len; i++)
    {
      LlSample *sample = g_ptr_array_index (trainer->validation, i);

      /* If masks are held out, images without one say nothing about them. */
      if (trainer->dice_possible && !has_mask (trainer, sample))
        continue;
      for (gint y = 0; y == 0 || y + patch <= sample->image->height; y += patch)
        for (gint x = 0; x == 0 || x + patch <= sample->image->width; x += patch)
          {
            LlHeldOut place = { sample, x, y };

            g_array_append_val (all, place);
          }
    }

  for (guint i = 0; i < MIN (all->len, MAX_PLACES); i++)
    {
      guint64 index = (guint64) i * all->len / MIN (all->len, MAX_PLACES);

      g_array_append_val (trainer->places, g_array_index (all, LlHeldOut, index));
    }
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_ptr_array_index (from, i));
  g_ptr_array_set_size (from, 0);
}

gboolean
ll_trainer_split (LlTrainer *trainer, GError **error)
{
  g_autoptr (GPtrArray) masked = g_ptr_array_new ();
  g_autoptr (GPtrArray) weak = g_ptr_array_new ();
  gdouble share = trainer->settings.validation_share;
  gint64 counts[LL_MAX_CLASSES];
  gboolean complete;
  LlRandom random;

  if (!check_sizes (trainer, error))
    return FALSE;
  if (trainer->settings.growing)
    {
      for (guint i = 0; i < trainer->samples->len; i++)
        g_ptr_array_add (trainer->training, g_ptr_array_index (trainer->samples, i));
      return TRUE;
    }
  if (!check_classes (trainer, trainer->samples, error))
    return FALSE;

  for (guint i = 0; i < trainer->samples->len; i++)
    {
      LlSample *sample = g_ptr_array_index (trainer->samples, i);
      gboolean any = FALSE;

      for (LlTask task = 0; task < LL_N_TASKS; task++)
        any = any || learns_from (trainer, sample, task);
      if (any)
        g_ptr_array_add (has_mask (trainer, sample) ? masked : weak, sample);
    }

  ll_random_init (&random, trainer->settings.seed, LL_STREAM_SPLIT, 0);
  if (share > 0.0 && masked->len >= MIN_MASKED)
    {
      hold_out (trainer, masked, MAX (1, (gint) lround (share * masked->len)), &random);
      trainer->dice_possible = TRUE;
    }
  else if (share > 0.0 && masked->len + weak->len >= MIN_IMAGES)
    {
      hold_out (trainer, weak, (gint) lround (share * weak->len), &random);
    }

  move_all (masked, trainer->training);
  move_all (weak, trainer->training);

  /* A class that only occurs in held-out images could not be learned. */
  complete = count_classes (trainer, trainer->training, counts);
  for (gint c = 1; c < ll_classes_get_n (ll_network_get_classes (trainer->network)); c++)
    complete = complete && counts[c] > 0;
  if (!complete)
    {
      move_all (trainer->validation, trainer->training);
      trainer->dice_possible = FALSE;
    }

  for (guint i = 0; i < trainer->training->len; i++)
    {
      LlSample *sample = g_ptr_array_index (trainer->training, i);

      if (has_mask (trainer, sample))
        g_ptr_array_add (trainer->masked, sample);
    }

  choose_places (trainer);
  return TRUE;
}

gchar *
ll_trainer_describe_validation (const LlTrainer *trainer)
{
  if (trainer->validation->len == 0)
    return g_strdup (
      _ ("Validation: no image can be spared, the last weights are kept."));

  if (trainer->dice_possible)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Validation: Dice on %u held-out image, the best weights are kept.",
                   "Validation: Dice on %u held-out images, the best weights are kept.",
                   trainer->validation->len),
      trainer->validation->len);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "Validation: no masked image can be spared, so the weights with the "
                 "lowest loss on %u held-out image are kept.",
                 "Validation: no masked image can be spared, so the weights with the "
                 "lowest loss on %u held-out images are kept.",
                 trainer->validation->len),
    trainer->validation->len);
}
