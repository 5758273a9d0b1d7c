/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A thread that serves the requests of a window, and calls the window when there is an
 * answer: the part of a preview that does not depend on what is shown.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LpServeFunc:
 * @job: what the server belongs to
 *
 * Serves one request.  It is called with the mutex locked, and unlocks it while it works.
 *
 * Returns: whether there was a request.
 */
typedef gboolean (*LpServeFunc) (gpointer job);

/* To be the member of a job that holds requests and answers, which the mutex protects. */
typedef struct
{
  GMutex mutex;
  gboolean quit; /* the owner has gone: work is no longer wanted */

  /* Of server.c. */
  GCond wake;
  gint users;     /* the owner, the thread, and a call that waits in the main loop */
  gboolean alone; /* the system gave no thread: requests are served when they are made */
  gboolean calling;
  LpServeFunc serve;
  GDestroyNotify finish;
  void (*answered) (gpointer data);
  gpointer job;
  gpointer data;
} LpServer;

/**
 * lp_server_start:
 * @server: the member of @job, all zero
 * @name: of the thread
 * @job: for @serve and @finish
 * @serve: runs in the thread, with low priority
 * @finish: frees @job when neither the owner nor the thread needs it any more
 * @answered: called in the main loop after lp_server_announce(), until lp_server_quit()
 * @data: for @answered
 */
void lp_server_start (LpServer *server,
                      const gchar *name,
                      gpointer job,
                      LpServeFunc serve,
                      GDestroyNotify finish,
                      void (*answered) (gpointer data),
                      gpointer data);

/* With the mutex locked: after a request was made; after an answer was left. */
void lp_server_wake (LpServer *server);
void lp_server_announce (LpServer *server);

/* Ends the owner's use of it.  @server->finish clears the job, and calls lp_server_clear(). */
void lp_server_quit (LpServer *server);
void lp_server_clear (LpServer *server);

G_END_DECLS
