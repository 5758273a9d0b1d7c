/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <mpi.h>
#include <stdlib.h>

#include "group.h"

/* Longer sums are begun in parts, because MPI counts by an int. */
#define MOST ((gsize) 1 << 30)

typedef struct
{
  LlGroup group; /* first: the engine knows this alone */
  GArray *requests;
} MpiGroup;

static void
sum_numbers (const LlGroup *group, gdouble *values, gint n)
{
  (void) group;
  MPI_Allreduce (MPI_IN_PLACE, values, n, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
}

/* Sums only go on while MPI is called, so those on their way are looked at as well. */
static void
begin_sum (const LlGroup *group, gfloat *values, gsize n)
{
  MpiGroup *own = group->data;
  int done;

  for (gsize first = 0; first < n; first += MOST)
    {
      MPI_Request request;

      MPI_Iallreduce (MPI_IN_PLACE, values + first, (int) MIN (MOST, n - first),
                      MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD, &request);
      g_array_append_val (own->requests, request);
    }
  MPI_Testall ((int) own->requests->len, (MPI_Request *) (gpointer) own->requests->data,
               &done, MPI_STATUSES_IGNORE);
}

static void
finish_sums (const LlGroup *group)
{
  MpiGroup *own = group->data;

  MPI_Waitall ((int) own->requests->len, (MPI_Request *) (gpointer) own->requests->data,
               MPI_STATUSES_IGNORE);
  g_array_set_size (own->requests, 0);
}

const LlGroup *
lc_group_start (gboolean synchronised, gint average_every)
{
  MpiGroup *own;
  int provided, rank, n;

  /* mpirun says that it is there; without it, MPI would only cost time. */
  if (!g_getenv ("OMPI_COMM_WORLD_SIZE") && !g_getenv ("PMI_SIZE") &&
      !g_getenv ("PMIX_RANK") && !g_getenv ("SLURM_STEP_NUM_TASKS"))
    return NULL;

  MPI_Init_thread (NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_rank (MPI_COMM_WORLD, &rank);
  MPI_Comm_size (MPI_COMM_WORLD, &n);
  own = g_new0 (MpiGroup, 1);
  own->requests = g_array_new (FALSE, FALSE, sizeof (MPI_Request));
  own->group = (LlGroup){ .rank = rank,
                          .n = n,
                          .synchronised = synchronised,
                          .average_every = average_every,
                          .data = own,
                          .sum = sum_numbers,
                          .begin = begin_sum,
                          .finish = finish_sums };

  return &own->group;
}

gint
lc_group_end (const LlGroup *group, gint code)
{
  MpiGroup *own;

  if (!group)
    return code;

  if (code != LC_EXIT_DONE)
    MPI_Abort (MPI_COMM_WORLD, code);
  MPI_Finalize ();
  own = group->data;
  g_array_unref (own->requests);
  g_free (own);

  return code;
}

gboolean
lc_group_is_missing (void)
{
  return FALSE;
}
