/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/describe.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>

static void
append_size (GString *text, const LpTrainPlan *plan)
{
  const LlNetwork *network = ll_trainer_get_network (plan->trainer);
  gint patch = ll_network_get_settings (network)->patch;
  g_autofree gchar *memory = g_format_size (ll_train_estimate_memory (
    ll_network_get_settings (network),
    ll_classes_get_n (ll_network_get_classes (network)), &plan->settings));

  g_string_append_printf (
    text,
    g_dngettext (GETTEXT_PACKAGE, " An iteration takes %d patch of %d × %d pixels.",
                 " An iteration takes %d patches of %d × %d pixels.",
                 (gulong) plan->settings.batch),
    plan->settings.batch, patch, patch);
  g_string_append_printf (text, _ (" The training needs about %s of memory."), memory);
}

gchar *
lp_train_describe_plan (const LpTrainPlan *plan)
{
  gint iterations = plan->settings.iterations;
  gdouble minutes = plan->settings.minutes;
  GString *text = g_string_new (NULL);

  if (iterations > 0 && minutes > 0)
    g_string_append_printf (text,
                            _ ("The training ends after %d iterations or after %.4g "
                               "minutes, whichever comes first."),
                            iterations, minutes);
  else if (iterations > 0)
    g_string_append_printf (text, _ ("The training ends after %d iterations."),
                            iterations);
  else
    g_string_append_printf (text, _ ("The training ends after %.4g minutes."), minutes);
  if (plan->trainer)
    append_size (text, plan);

  return g_string_free (text, FALSE);
}

gchar *
lp_train_describe_target (const LpTrainPlan *plan, const gchar *start)
{
  gboolean current = g_str_equal (plan->path, plan->current);
  gboolean replaces = g_file_test (plan->path, G_FILE_TEST_EXISTS) &&
                      !(*start && ll_file_is_same (plan->path, start));
  g_autofree gchar *name = NULL;
  g_autofree gchar *there = NULL;
  GString *text = g_string_new (NULL);

  g_string_append_printf (
    text,
    current ? _ ("The network will become the current one, in \"%s\".")
            : _ ("The network will be written to \"%s\", and become the current one."),
    plan->path);
  if (!replaces)
    return g_string_free (text, FALSE);

  name = g_path_get_basename (plan->path);
  there = current
            ? g_strdup (_ ("There is a current network, which will be replaced: Save "
                           "Network As... keeps a copy of it."))
            : g_strdup_printf (_ ("\"%s\" exists and will be replaced."), name);
  g_string_append_printf (text, " %s", there);

  return g_string_free (text, FALSE);
}

static gchar *
describe_duration (gdouble seconds)
{
  if (seconds < 90)
    return g_strdup_printf (_ ("%.0f s"), MAX (1, seconds));
  if (seconds < 90 * 60)
    return g_strdup_printf (_ ("%.0f min"), seconds / 60);

  return g_strdup_printf (_ ("%.1f h"), seconds / 3600);
}

gchar *
lp_train_describe_time (const LlTrainSettings *settings,
                        const LpInterrupted *interrupted,
                        gdouble step)
{
  gdouble limit = settings->minutes > 0 ? 60 * settings->minutes : G_MAXDOUBLE;
  g_autofree gchar *whole = NULL;
  g_autofree gchar *rest = NULL;

  if (settings->iterations <= 0)
    return NULL;
  if (step <= 0)
    return g_strdup (_ ("Estimating how long this takes ..."));

  whole = describe_duration (MIN (limit, step * settings->iterations));
  if (!interrupted->fits)
    return g_strdup_printf (_ ("This takes about %s on this computer."), whole);

  rest = describe_duration (
    MIN (limit, step * MAX (0, settings->iterations - interrupted->iterations)));

  return g_strdup_printf (
    _ ("A new training takes about %s on this computer, the rest of the interrupted one "
       "about %s."),
    whole, rest);
}
