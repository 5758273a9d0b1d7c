/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "work.h"

#include <errno.h>

#include "procedure/names.h"

typedef struct
{
  LcCall *call;
  const GPtrArray *inputs;
  LcNetworks *networks;
  LcWorkFunc func;
  LcSkipFunc skip;
  gpointer data;
  gint threads;
  gint n_jobs;
  gint next; /* the next image, taken atomically */
} All;

static void
work_on (All *all, guint index, LcWorker *worker)
{
  const LcInput *input = g_ptr_array_index (all->inputs, index);
  g_autoptr (JsonObject) details = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autofree gchar *text = NULL;
  gint64 started = g_get_monotonic_time ();

  if (all->skip && all->skip (input, all->data))
    {
      lc_report_skipped (all->call->report, input->shown);
      return;
    }
  if (!all->func (input, index, worker, all->data, &text, details, &error))
    {
      lc_report_failed (all->call->report, input->shown, error);
      return;
    }
  json_object_set_double_member (
    details, "seconds", (gdouble) (g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  lc_report_done (all->call->report, input->shown, text, g_steal_pointer (&details));
}

static gpointer
run_job (gpointer data)
{
  All *all = data;
  LcWorker worker = { .in = all->call->in,
                      .networks = all->networks,
                      .report = all->call->report,
                      .threads = all->threads,
                      .alone = all->n_jobs == 1 };
  gint index;

  while ((index = g_atomic_int_add (&all->next, 1)) < (gint) all->inputs->len)
    work_on (all, (guint) index, &worker);
  lc_worker_clear (&worker);

  return NULL;
}

gint
lc_work_on_all (LcCall *call,
                const GPtrArray *inputs,
                LcNetworks *networks,
                LcWorkFunc func,
                LcSkipFunc skip,
                gpointer data)
{
  gint processors = (gint) g_get_num_processors ();
  gint jobs = lp_arguments_get_int (call->in, LC_ARG_JOBS);
  gint threads = lp_arguments_has (call->in, LP_ARG_THREADS)
                   ? lp_arguments_get_int (call->in, LP_ARG_THREADS)
                   : 0;
  All all = { call, inputs, networks, func, skip, data, 0, 0, 0 };
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  all.n_jobs = CLAMP (jobs > 0 ? jobs : processors, 1, (gint) inputs->len);
  all.threads = MAX ((threads > 0 ? threads : processors) / all.n_jobs, 1);
  lc_report_begin (call->report, inputs->len);
  for (gint i = 1; i < all.n_jobs; i++)
    g_ptr_array_add (others, g_thread_new ("job", run_job, &all));
  run_job (&all);
  for (guint i = 0; i < others->len; i++)
    g_thread_join (g_ptr_array_index (others, i));

  return lc_report_end (call->report);
}

gint
lc_fail (LcCall *call, const GError *error)
{
  lc_report_error (call->report, error->message);

  return g_error_matches (error, LC_ERROR, LC_ERROR_USAGE) ? LC_EXIT_USAGE
                                                           : LC_EXIT_FAILED;
}

gboolean
lc_folder_make (const gchar *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;

  g_set_error (error, LC_ERROR, LC_ERROR_FILES, "The folder \"%s\" can not be made (%s).",
               folder, g_strerror (errno));

  return FALSE;
}
