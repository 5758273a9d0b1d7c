/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/apart.h"

/* Between two looks whether the thread has ended. */
#define TICK_MILLISECONDS 100

struct _LpApart
{
  LpApartFunc run;
  const LpProcedureSpec *spec;
  gint32 image;
  gint32 drawable;
  LpArguments *in; /* or NULL */
  LpApartDoneFunc done;
  gpointer data;
  GThread *thread; /* NULL: it has been joined                    */
  gint ended;      /* atomic: whether the thread is about to end  */
  GError *error;   /* valid after the end                         */
  guint timer;     /* 0: none                                     */
};

static gpointer
run_apart (gpointer data)
{
  LpApart *apart = data;

  apart->run (apart->spec, apart->image, apart->drawable, apart->in, &apart->error);
  g_atomic_int_set (&apart->ended, TRUE);

  return NULL;
}

static gboolean
on_tick (gpointer data)
{
  LpApart *apart = data;

  if (!g_atomic_int_get (&apart->ended))
    return G_SOURCE_CONTINUE;

  apart->timer = 0;
  if (apart->thread)
    g_thread_join (g_steal_pointer (&apart->thread));
  apart->done (apart->error, apart->data);

  return G_SOURCE_REMOVE;
}

LpApart *
lp_apart_new (LpApartFunc run,
              const LpProcedureSpec *spec,
              gint32 image,
              gint32 drawable,
              LpArguments *in,
              LpApartDoneFunc done,
              gpointer data)
{
  LpApart *apart = g_new0 (LpApart, 1);

  apart->run = run;
  apart->spec = spec;
  apart->image = image;
  apart->drawable = drawable;
  apart->in = in;
  apart->done = done;
  apart->data = data;
  apart->thread = g_thread_try_new ("lazy-labels-apart", run_apart, apart, NULL);
  /* Without another thread, the window waits. */
  if (!apart->thread)
    run_apart (apart);
  apart->timer = g_timeout_add (TICK_MILLISECONDS, on_tick, apart);

  return apart;
}

void
lp_apart_free (LpApart *apart)
{
  if (!apart)
    return;

  if (apart->timer > 0)
    g_source_remove (apart->timer);
  if (apart->thread)
    g_thread_join (apart->thread);
  lp_arguments_free (apart->in);
  g_clear_error (&apart->error);
  g_free (apart);
}
