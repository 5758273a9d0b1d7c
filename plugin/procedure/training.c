/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/training.h"

#include <glib/gi18n-lib.h>

#include "procedure/names.h"

typedef struct
{
  const gchar *name;
  const gchar *word; /* NULL: the argument is a number */
  gdouble number;
} Setting;

/* Sections 3.2 and 4.1 of the paper.  It doesn't say its width, which stays the person's choice;
 * images are drawn alike, with masks or without; and pixels of interfaces count as any other.
 */
static const Setting paper[] = {
  { LP_ARG_NEW, NULL, TRUE },
  { LP_ARG_NETWORK, "multi-task", 0 },
  { LP_ARG_LABELS, "painted", 0 },
  { LP_ARG_LEVELS, NULL, 6 },
  { LP_ARG_BLOCKS, NULL, 4 },
  { LP_ARG_PATCH, NULL, 256 },
  { LP_ARG_RESCALE, NULL, FALSE },
  { LP_ARG_SAME_BRIGHTNESS, NULL, TRUE },
  { LP_ARG_BATCH, NULL, 16 },
  { LP_ARG_LEARNING_RATE, NULL, 2e-4 },
  { LP_ARG_SCHEDULE, "constant", 0 },
  { LP_ARG_DETECTION_WEIGHT, NULL, 1 },
  { LP_ARG_SEPARATION_WEIGHT, NULL, 1 },
  { LP_ARG_SEGMENTATION_WEIGHT, NULL, 1 },
  { LP_ARG_INTERFACE_WEIGHT, NULL, 1 },
  { LP_ARG_MASKED_SHARE, NULL, 0 },
  { LP_ARG_AUGMENT, NULL, TRUE },
};

/* The levels of a new network, where a person leaves them open. */
#define LEVELS 6

LlTask
lp_training_get_single_task (const LpArguments *in)
{
  return g_str_equal (lp_arguments_get_string (in, LP_ARG_TASK), "detection")
           ? LL_TASK_DETECTION
           : LL_TASK_SEGMENTATION;
}

/* The value of a size, or what is chosen where it is 0. */
static gint
get_size (const LpArguments *in, const gchar *name, gint automatic)
{
  gint value = lp_arguments_get_int (in, name);

  return value > 0 ? value : automatic;
}

void
lp_training_read_beginning (const LpArguments *in, LlBeginning *beginning)
{
  ll_beginning_init (beginning);
  beginning->kind = (LlNetworkKind) lp_arguments_get_choice (in, LP_ARG_NETWORK);
  beginning->task = lp_training_get_single_task (in);
  beginning->width = lp_arguments_get_int (in, LP_ARG_WIDTH);
  beginning->levels = lp_arguments_get_int (in, LP_ARG_LEVELS);
  beginning->blocks = lp_arguments_get_int (in, LP_ARG_BLOCKS);
  beginning->patch = lp_arguments_get_int (in, LP_ARG_PATCH);
  beginning->scale = lp_arguments_get_bool (in, LP_ARG_RESCALE);
  beginning->diameter = lp_arguments_get_float (in, LP_ARG_DIAMETER);
  beginning->seed = (guint64) lp_arguments_get_int (in, LP_ARG_SEED);
}

void
lp_training_read_settings (const LpArguments *in, LlTrainSettings *settings)
{
  const gchar *seconds = g_getenv ("LAZY_LABELS_CHECKPOINT_SECONDS");

  ll_train_settings_init (settings);
  /* For tests, which do not wait for the first checkpoint. */
  if (seconds)
    settings->checkpoint_seconds = g_ascii_strtod (seconds, NULL);
  settings->iterations = lp_arguments_get_int (in, LP_ARG_ITERATIONS);
  settings->minutes = lp_arguments_get_float (in, LP_ARG_MINUTES);
  settings->batch = lp_arguments_get_int (in, LP_ARG_BATCH);
  settings->learning_rate = lp_arguments_get_float (in, LP_ARG_LEARNING_RATE);
  settings->schedule = (LlSchedule) lp_arguments_get_choice (in, LP_ARG_SCHEDULE);
  settings->alpha[LL_TASK_DETECTION] =
    lp_arguments_get_float (in, LP_ARG_DETECTION_WEIGHT);
  settings->alpha[LL_TASK_SEPARATION] =
    lp_arguments_get_float (in, LP_ARG_SEPARATION_WEIGHT);
  settings->alpha[LL_TASK_SEGMENTATION] =
    lp_arguments_get_float (in, LP_ARG_SEGMENTATION_WEIGHT);
  settings->interface_weight = lp_arguments_get_float (in, LP_ARG_INTERFACE_WEIGHT);
  settings->masked_share = lp_arguments_get_float (in, LP_ARG_MASKED_SHARE);
  settings->validation_share = lp_arguments_get_float (in, LP_ARG_VALIDATION_SHARE);
  settings->augmentation = lp_arguments_get_bool (in, LP_ARG_AUGMENT)
                             ? LL_AUGMENTATION_PLAIN
                             : LL_AUGMENTATION_NONE;
  settings->brightness = lp_arguments_get_bool (in, LP_ARG_SAME_BRIGHTNESS)
                           ? LL_BRIGHTNESS_SET
                           : LL_BRIGHTNESS_AUTOMATIC;
  settings->seed = (guint64) lp_arguments_get_int (in, LP_ARG_SEED);
  settings->threads = lp_arguments_get_int (in, LP_ARG_THREADS);
  settings->memory = lp_arguments_get_bool (in, LP_ARG_LESS_MEMORY)
                       ? LL_TRAIN_MEMORY_SMALL
                       : LL_TRAIN_MEMORY_EXACT;
}

/* Checks what the ranges of single arguments can't express. */
static gboolean
check_limits (const LpArguments *in, GError **error)
{
  if (lp_arguments_get_int (in, LP_ARG_ITERATIONS) == 0 &&
      lp_arguments_get_float (in, LP_ARG_MINUTES) <= 0)
    {
      g_autofree gchar *iterations = lp_arguments_get_title (in, LP_ARG_ITERATIONS);
      g_autofree gchar *minutes = lp_arguments_get_title (in, LP_ARG_MINUTES);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("The training would never end: give \"%s\", \"%s\" or both."),
                   iterations, minutes);
      return FALSE;
    }

  if (lp_arguments_get_float (in, LP_ARG_DETECTION_WEIGHT) <= 0 &&
      lp_arguments_get_float (in, LP_ARG_SEPARATION_WEIGHT) <= 0 &&
      lp_arguments_get_float (in, LP_ARG_SEGMENTATION_WEIGHT) <= 0)
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("With all three tasks weighted 0 nothing would be learned: "
                      "raise at least one weight."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_sizes (const LpArguments *in, GError **error)
{
  gint levels = get_size (in, LP_ARG_LEVELS, LEVELS);
  gint multiple = 1 << (levels - 1);
  gint patch = lp_arguments_get_int (in, LP_ARG_PATCH);

  /* The shape of the network to continue from is given. */
  if (*lp_arguments_get_string (in, LP_ARG_START))
    return TRUE;

  if (levels < 2)
    {
      g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_LEVELS);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("\"%s\" is 1, but a network has 2 levels at least; 0 lets Lazy "
                      "Labels choose."),
                   title);
      return FALSE;
    }
  if (g_str_equal (lp_arguments_get_string (in, LP_ARG_NETWORK), "multi-task") &&
      lp_arguments_get_int (in, LP_ARG_BLOCKS) > levels - 1)
    {
      g_autofree gchar *blocks = lp_arguments_get_title (in, LP_ARG_BLOCKS);
      g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_LEVELS);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("A network of %d levels has room for %d multi-task blocks: lower "
                      "\"%s\" or raise \"%s\"."),
                   levels, levels - 1, blocks, title);
      return FALSE;
    }
  if (patch > 0 && (patch < 16 || patch % multiple != 0))
    {
      g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_PATCH);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("With %d levels, \"%s\" must be a multiple of %d and at least 16."),
                   levels, title, multiple);
      return FALSE;
    }

  return TRUE;
}

LpArguments *
lp_training_apply_recipe (const LpArguments *arguments)
{
  LpArguments *in = lp_arguments_copy (arguments);

  if (!lp_arguments_get_bool (in, LP_ARG_PAPER))
    return in;

  for (guint i = 0; i < G_N_ELEMENTS (paper); i++)
    if (paper[i].word)
      lp_arguments_set_string (in, paper[i].name, paper[i].word);
    else
      lp_arguments_set_number (in, paper[i].name, paper[i].number);

  return in;
}

gboolean
lp_training_check (const LpArguments *in, GError **error)
{
  return check_limits (in, error) && check_sizes (in, error);
}
