/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A pool of threads that sleep between operations. */

#include "core/workers.h"

#include "core/tensor.h"
#include "lazylabels/priority.h"

/* Operations follow each other within microseconds, while sleeping and waking take about
 * ten.  So a thread polls this often, for about fifty microseconds, before it goes to
 * sleep.
 */
#define SPINS 2000

#if defined(__x86_64__)
#define PAUSE() __builtin_ia32_pause ()
#elif defined(__aarch64__)
#define PAUSE() __asm__ volatile("yield")
#else
#define PAUSE()
#endif

/* GLib's mutexes are futexes, which ThreadSanitizer does not see.  These calls tell it
 * that writes before an unlock are visible after the next lock.
 */
#ifdef __SANITIZE_THREAD__
void __tsan_acquire (void *address);
void __tsan_release (void *address);
#define SEE_WRITES(mutex)  __tsan_acquire (mutex)
#define SHOW_WRITES(mutex) __tsan_release (mutex)
#else
#define SEE_WRITES(mutex)
#define SHOW_WRITES(mutex)
#endif

typedef struct
{
  LlWorkers *workers;
  gint index;
  GThread *thread;
  gpointer scratch;
  gsize scratch_bytes;
} Worker;

struct _LlWorkers
{
  gint n;
  Worker *worker;
  gboolean background;
  gconstpointer choice;

  GMutex mutex;
  GCond start;
  GCond done;
  gint generation; /* atomic: incremented by each run                */
  gint busy;       /* atomic: threads that have not finished the run */
  gboolean quit;

  LlTaskFunc func;
  gpointer data;
  gint n_tasks;
  gint next_task; /* atomic */

  gpointer shared;
  gsize shared_bytes;
};

static void
lock_workers (LlWorkers *workers)
{
  g_mutex_lock (&workers->mutex);
  SEE_WRITES (&workers->mutex);
}

static void
unlock_workers (LlWorkers *workers)
{
  SHOW_WRITES (&workers->mutex);
  g_mutex_unlock (&workers->mutex);
}

/* Must be called with the mutex locked. */
static void
wait_for (LlWorkers *workers, GCond *condition)
{
  SHOW_WRITES (&workers->mutex);
  g_cond_wait (condition, &workers->mutex);
  SEE_WRITES (&workers->mutex);
}

static void
do_tasks (LlWorkers *workers, gint index)
{
  gint task;

  while ((task = g_atomic_int_add (&workers->next_task, 1)) < workers->n_tasks)
    workers->func (task, index, workers->data);
}

static gpointer
worker_main (gpointer data)
{
  Worker *self = data;
  LlWorkers *workers = self->workers;
  gint seen = 0;

  if (workers->background)
    ll_thread_lower_priority ();

  for (;;)
    {
      for (gint i = 0; i < SPINS && g_atomic_int_get (&workers->generation) == seen; i++)
        PAUSE ();

      lock_workers (workers);
      while (workers->generation == seen && !workers->quit)
        wait_for (workers, &workers->start);
      seen = workers->generation;
      if (workers->quit)
        {
          unlock_workers (workers);
          return NULL;
        }
      unlock_workers (workers);

      do_tasks (workers, self->index);

      if (g_atomic_int_dec_and_test (&workers->busy))
        {
          lock_workers (workers);
          g_cond_signal (&workers->done);
          unlock_workers (workers);
        }
    }
}

static gpointer
at_least (gpointer *memory, gsize *size, gsize bytes)
{
  if (*size < bytes)
    {
      ll_aligned_free (*memory);
      *memory = ll_aligned_alloc (bytes);
      *size = bytes;
    }
  return *memory;
}

static LlWorkers *
new_workers (gint n_threads, gboolean background)
{
  LlWorkers *workers = g_new0 (LlWorkers, 1);
  gint n = n_threads > 0 ? n_threads : (gint) g_get_num_processors ();

  workers->background = background;
  workers->worker = g_new0 (Worker, n);
  g_mutex_init (&workers->mutex);
  g_cond_init (&workers->start);
  g_cond_init (&workers->done);

  /* The first worker is the caller.  Where the system gives no more threads, those that there
   * are do the work.
   */
  for (workers->n = 0; workers->n < n; workers->n++)
    {
      Worker *worker = &workers->worker[workers->n];

      worker->workers = workers;
      worker->index = workers->n;
      if (workers->n == 0)
        continue;
      worker->thread = g_thread_try_new ("lazy-labels", worker_main, worker, NULL);
      if (!worker->thread)
        break;
    }

  return workers;
}

LlWorkers *
ll_workers_new (gint n_threads)
{
  return new_workers (n_threads, FALSE);
}

LlWorkers *
ll_workers_new_background (gint n_threads)
{
  return new_workers (n_threads, TRUE);
}

void
ll_workers_free (LlWorkers *workers)
{
  if (!workers)
    return;

  lock_workers (workers);
  workers->quit = TRUE;
  g_cond_broadcast (&workers->start);
  unlock_workers (workers);

  for (gint i = 0; i < workers->n; i++)
    {
      if (workers->worker[i].thread)
        g_thread_join (workers->worker[i].thread);
      ll_aligned_free (workers->worker[i].scratch);
    }

  ll_aligned_free (workers->shared);
  g_mutex_clear (&workers->mutex);
  g_cond_clear (&workers->start);
  g_cond_clear (&workers->done);
  g_free (workers->worker);
  g_free (workers);
}

gint
ll_workers_get_n (const LlWorkers *workers)
{
  return workers->n;
}

void
ll_workers_set_choice (LlWorkers *workers, gconstpointer choice)
{
  workers->choice = choice;
}

gconstpointer
ll_workers_get_choice (const LlWorkers *workers)
{
  return workers->choice;
}

gpointer
ll_workers_scratch (LlWorkers *workers, gint worker, gsize bytes)
{
  Worker *self = &workers->worker[worker];

  return at_least (&self->scratch, &self->scratch_bytes, bytes);
}

gpointer
ll_workers_shared (LlWorkers *workers, gsize bytes)
{
  return at_least (&workers->shared, &workers->shared_bytes, bytes);
}

void
ll_workers_run (LlWorkers *workers, gint n_tasks, LlTaskFunc func, gpointer data)
{
  if (n_tasks <= 1 || workers->n == 1)
    {
      for (gint task = 0; task < n_tasks; task++)
        func (task, 0, data);
      return;
    }

  lock_workers (workers);
  workers->func = func;
  workers->data = data;
  workers->n_tasks = n_tasks;
  workers->next_task = 0;
  g_atomic_int_set (&workers->busy, workers->n - 1);
  g_atomic_int_inc (&workers->generation);
  g_cond_broadcast (&workers->start);
  unlock_workers (workers);

  do_tasks (workers, 0);

  for (gint i = 0; i < SPINS && g_atomic_int_get (&workers->busy) > 0; i++)
    PAUSE ();
  if (g_atomic_int_get (&workers->busy) == 0)
    return;

  lock_workers (workers);
  while (g_atomic_int_get (&workers->busy) > 0)
    wait_for (workers, &workers->done);
  unlock_workers (workers);
}
