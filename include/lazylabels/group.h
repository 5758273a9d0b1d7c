/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Processes that train one network together, each with its part of the batch.  The engine
 * knows what they have to agree on, the caller how they talk: by MPI, for example.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlGroup LlGroup;

/**
 * LlGroup:
 * @rank: of this process, 0 .. n - 1
 * @n: processes
 * @synchronised: whether batch normalisation takes the statistics of the whole batch, so that
 *   n processes learn what one would learn with n times the patches
 * @average_every: 0 or 1: gradients are summed in each step; otherwise each process learns
 *   by itself, and weights are averaged after so many steps (post-local SGD, Lin et al.,
 *   arXiv:1808.07217), for slow networks; statistics are not synchronised then
 * @data: of the caller
 *
 * All processes call the functions in the same order, from the thread that trains.  Sums are
 * the same on all of them, bit by bit.
 */
struct _LlGroup
{
  gint rank;
  gint n;
  gboolean synchronised;
  gint average_every;
  gpointer data;

  /* Replaces numbers by their sums over all processes, and waits for them. */
  void (*sum) (const LlGroup *group, gdouble *values, gint n);

  /* Begins to do so without waiting; the numbers must stay until @finish. */
  void (*begin) (const LlGroup *group, gfloat *values, gsize n);

  /* Waits for all sums that were begun. */
  void (*finish) (const LlGroup *group);
};

G_END_DECLS
