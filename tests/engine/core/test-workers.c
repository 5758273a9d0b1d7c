/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pool of threads: each task is done exactly once, what it wrote is there when the run
 * is over, and a worker's scratch memory is its own.  Runs follow each other at once and
 * after pauses, so that threads are met both looking and asleep; ThreadSanitizer watches
 * over it in a stage of tests/run.
 */

#include <sys/resource.h>
#include <unistd.h>

#include "core/workers.h"

#define MAX_TASKS 64

typedef struct
{
  LlWorkers *workers;
  gint runs[MAX_TASKS]; /* plain memory: the pool has to make it visible */
  gint sums[MAX_TASKS];
} Work;

static void
count_task (gint task, gint worker, gpointer data)
{
  Work *work = data;
  gint *scratch = ll_workers_scratch (work->workers, worker, MAX_TASKS * sizeof (gint));
  gint sum = 0;

  g_assert_cmpint (worker, <, ll_workers_get_n (work->workers));
  for (gint i = 0; i < MAX_TASKS; i++)
    scratch[i] = task + i;
  for (gint i = 0; i < MAX_TASKS; i++)
    sum += scratch[i];

  work->runs[task]++;
  work->sums[task] = sum;
}

static void
check_runs (LlWorkers *workers, gint n_runs)
{
  for (gint run = 0; run < n_runs; run++)
    {
      Work work = { .workers = workers };
      gint n = run % (MAX_TASKS + 1);

      ll_workers_run (workers, n, count_task, &work);
      for (gint task = 0; task < MAX_TASKS; task++)
        {
          g_assert_cmpint (work.runs[task], ==, task < n ? 1 : 0);
          if (task < n)
            g_assert_cmpint (work.sums[task], ==,
                             MAX_TASKS * task + MAX_TASKS * (MAX_TASKS - 1) / 2);
        }
      /* Longer than threads look for work before they sleep. */
      if (run % 100 == 0)
        g_usleep (1000);
    }
}

static void
test_runs (void)
{
  for (gint n_threads = 1; n_threads <= 4; n_threads++)
    {
      g_autoptr (LlWorkers) workers = ll_workers_new (n_threads);

      g_assert_cmpint (ll_workers_get_n (workers), ==, n_threads);
      check_runs (workers, 1500);
    }
}

static void
test_background (void)
{
  g_autoptr (LlWorkers) workers = ll_workers_new_background (3);

  check_runs (workers, 300);
}

/* Pools that are made and freed at once, while their threads are still starting. */
static void
test_short_lives (void)
{
  for (gint i = 0; i < 200; i++)
    {
      g_autoptr (LlWorkers) workers = ll_workers_new (3);

      check_runs (workers, i % 3);
    }
}

/* Without another thread from the system, the caller does all tasks. */
static void
test_no_threads (void)
{
  const struct rlimit none = { 0, 0 };

  if (g_test_subprocess ())
    {
      LlWorkers *workers;

      /* The limit does not hold for the superuser. */
      if ((geteuid () == 0 && setuid (65534) != 0) ||
          setrlimit (RLIMIT_NPROC, &none) != 0)
        _exit (1);
      workers = ll_workers_new (4);
      g_assert_cmpint (ll_workers_get_n (workers), ==, 1);
      check_runs (workers, 300);
      ll_workers_free (workers);
      _exit (0);
    }

  if (g_getenv ("LL_EMULATED"))
    {
      g_test_skip ("a program in QEMU can't start itself");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/workers/runs", test_runs);
  g_test_add_func ("/workers/background", test_background);
  g_test_add_func ("/workers/short-lives", test_short_lives);

  g_test_add_func ("/workers/no-threads", test_no_threads);

  return g_test_run ();
}
