/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The mutex is held only while requests and answers change hands. */

#include "host/server.h"

#include <lazylabels/lazylabels.h>

/* Must be called with the mutex locked, and unlocks it. */
static void
release_server (LpServer *server)
{
  gboolean last = --server->users == 0;

  g_mutex_unlock (&server->mutex);
  if (last)
    server->finish (server->job);
}

/* Runs in the main loop, as lp_server_quit() does, so that the owner still exists. */
static gboolean
call_owner (gpointer data)
{
  LpServer *server = data;
  gboolean quit;

  g_mutex_lock (&server->mutex);
  server->calling = FALSE;
  quit = server->quit;
  g_mutex_unlock (&server->mutex);

  if (!quit)
    server->answered (server->data);

  g_mutex_lock (&server->mutex);
  release_server (server);

  return G_SOURCE_REMOVE;
}

static gpointer
serve_requests (gpointer data)
{
  LpServer *server = data;

  ll_thread_lower_priority ();
  g_mutex_lock (&server->mutex);
  while (!server->quit)
    if (!server->serve (server->job))
      g_cond_wait (&server->wake, &server->mutex);
  release_server (server);

  return NULL;
}

void
lp_server_start (LpServer *server,
                 const gchar *name,
                 gpointer job,
                 LpServeFunc serve,
                 GDestroyNotify finish,
                 void (*answered) (gpointer data),
                 gpointer data)
{
  GThread *thread;

  server->job = job;
  server->serve = serve;
  server->finish = finish;
  server->answered = answered;
  server->data = data;
  server->users = 2;
  g_mutex_init (&server->mutex);
  g_cond_init (&server->wake);
  thread = g_thread_try_new (name, serve_requests, server, NULL);
  if (thread)
    {
      g_thread_unref (thread);
    }
  else
    {
      server->alone = TRUE;
      server->users = 1;
    }
}

void
lp_server_wake (LpServer *server)
{
  g_cond_signal (&server->wake);
  while (server->alone && server->serve (server->job))
    continue;
}

void
lp_server_announce (LpServer *server)
{
  if (server->calling)
    return;

  server->calling = TRUE;
  server->users++;
  g_idle_add (call_owner, server);
}

void
lp_server_quit (LpServer *server)
{
  g_mutex_lock (&server->mutex);
  server->quit = TRUE;
  g_cond_signal (&server->wake);
  release_server (server);
}

void
lp_server_clear (LpServer *server)
{
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->wake);
}
