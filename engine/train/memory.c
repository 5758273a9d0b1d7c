/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a training needs in memory, and which smaller one would fit. */

#include <glib/gi18n-lib.h>

#include "lazylabels/error.h"
#include "lazylabels/memory.h"
#include "net/executor.h"
#include "train/trainer-private.h"

/* Copies of all numbers of the network: itself, the best so far, the last good state, and
 * Adam's moments of both; and the average in both, if one is kept.
 */
#define N_COPIES   7
#define N_AVERAGES 2

/* Code, stacks of threads, rounding to pages. */
#define OVERHEAD ((guint64) 32 << 20)

/* The smallest patch that is offered. */
#define SMALLEST_PATCH 32

/* What a person can change to need less memory. */
typedef struct
{
  LlNetworkSettings network;
  LlTrainSettings train;
} Plan;

static guint64
estimate (const Plan *plan, gint n_classes)
{
  const LlNetworkSettings *network = &plan->network;
  const LlTrainSettings *train = &plan->train;
  gint batch = MAX (1, train->batch);
  guint64 numbers = ll_network_settings_get_n_numbers (network, n_classes);
  guint64 labels = (guint64) LL_N_TASKS * (guint64) batch * (guint64) network->patch *
                   (guint64) network->patch;
  LlGraphSizes training = ll_executor_estimate (
    network, n_classes, TRUE, train->memory == LL_TRAIN_MEMORY_SMALL, train->threads,
    batch, network->patch, network->patch);
  LlGraphSizes validation =
    ll_executor_estimate (network, n_classes, FALSE, FALSE, train->threads, batch,
                          network->patch, network->patch);
  guint64 copies = N_COPIES + (train->averaging > 0.0 ? N_AVERAGES : 0);

  /* Validations run in the memory of the training. */
  return OVERHEAD + copies * numbers * sizeof (gfloat) + labels +
         MAX (training.values, validation.values) +
         MAX (training.workers, validation.workers) + training.own + validation.own;
}

guint64
ll_train_estimate_memory (const LlNetworkSettings *network,
                          gint n_classes,
                          const LlTrainSettings *settings)
{
  const Plan plan = { *network, *settings };

  return estimate (&plan, n_classes);
}

/* Each of these makes the plan half as large in one respect, or returns FALSE. */

static gboolean
halve_batch (Plan *plan)
{
  if (plan->train.batch <= 1)
    return FALSE;
  plan->train.batch /= 2;
  return TRUE;
}

static gboolean
halve_patch (Plan *plan)
{
  gint step = 1 << (plan->network.levels - 1);
  gint half = plan->network.patch / 2 / step * step;

  if (half < MAX (SMALLEST_PATCH, step))
    return FALSE;
  plan->network.patch = half;
  return TRUE;
}

static gboolean
halve_width (Plan *plan)
{
  if (plan->network.width <= 1)
    return FALSE;
  plan->network.width /= 2;
  return TRUE;
}

typedef gboolean (*HalveFunc) (Plan *plan);

/* Halves @plan by one function until it fits.  Returns whether it does. */
static gboolean
make_fit (Plan *plan, HalveFunc halve, gint n_classes, guint64 available)
{
  Plan smaller = *plan;

  while (halve (&smaller))
    if (estimate (&smaller, n_classes) <= available)
      {
        *plan = smaller;
        return TRUE;
      }
  return FALSE;
}

/* Halves everything in turn. */
static gboolean
make_all_fit (Plan *plan, gint n_classes, guint64 available)
{
  static const HalveFunc functions[] = { halve_patch, halve_batch, halve_width };
  gboolean smaller = TRUE;

  while (smaller)
    {
      smaller = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
        {
          smaller = functions[i](plan) || smaller;
          if (estimate (plan, n_classes) <= available)
            return TRUE;
        }
    }
  return FALSE;
}

/* @sentence: (transfer full) */
static void
set_memory_error (GError **error, gchar *sentence)
{
  g_set_error_literal (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_MEMORY, sentence);
  g_free (sentence);
}

gboolean
ll_train_check_memory (const LlNetworkSettings *network,
                       gint n_classes,
                       const LlTrainSettings *settings,
                       gboolean new_network,
                       GError **error)
{
  guint64 available = ll_memory_get_available ();
  const Plan wanted = { *network, *settings };
  Plan plan = wanted;
  g_autofree gchar *needed = NULL;
  g_autofree gchar *there = NULL;
  guint64 bytes;

  if (!ll_network_settings_check (network, n_classes, error))
    return FALSE;
  bytes = estimate (&plan, n_classes);
  if (bytes <= available)
    return TRUE;

  needed = g_format_size (bytes);
  there = g_format_size (available);
  if (make_fit (&plan, halve_batch, n_classes, available))
    set_memory_error (
      error, g_strdup_printf (_ ("The training needs about %s of memory, but only %s are "
                                 "available: it would fit with a batch size of %d."),
                              needed, there, plan.train.batch));
  else if (new_network && make_fit (&plan, halve_patch, n_classes, available))
    set_memory_error (
      error, g_strdup_printf (_ ("The training needs about %s of memory, but only %s are "
                                 "available: it would fit with a patch side of %d."),
                              needed, there, plan.network.patch));
  else if (new_network && make_fit (&plan, halve_width, n_classes, available))
    set_memory_error (
      error, g_strdup_printf (_ ("The training needs about %s of memory, but only %s are "
                                 "available: it would fit with a width of %d."),
                              needed, there, plan.network.width));
  else if (new_network && make_all_fit (&plan, n_classes, available))
    set_memory_error (
      error, g_strdup_printf (_ ("The training needs about %s of memory, but only %s are "
                                 "available: it would fit with a width of %d, a patch "
                                 "side of %d and a batch size of %d."),
                              needed, there, plan.network.width, plan.network.patch,
                              plan.train.batch));
  else
    set_memory_error (
      error, g_strdup_printf (_ ("The training needs about %s of memory, but only %s are "
                                 "available: close other programs, or train a smaller "
                                 "network."),
                              needed, there));
  return FALSE;
}
