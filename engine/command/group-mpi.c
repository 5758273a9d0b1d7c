/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <mpi.h>
#include <stdlib.h>

#include "group.h"

/* Longer sums are begun in parts, because MPI counts by an int. */
#define MOST ((gsize) 1 << 30)

/* Values that are being added up.  Each process adds up a share of them, of which it gets
 * those of all others, and then gives its sums to all.  So each sends and receives 2 (n - 1) / n of
 * the values, which is the least, and in both directions of its link at once.
 * MPI_Iallreduce () of Open MPI passes all values up and down a tree, if it is to write where it
 * reads (coll/libnbc, nbc_iallreduce.c).
 */
typedef struct
{
  gfloat *values;
  gfloat *received; /* n shares, one of each process */
  int *begins;      /* of the share of each process  */
  int *counts;
  int *places; /* of what each process sends, in received */
  int *own;    /* n times the count of this process's share */
} Sum;

typedef struct
{
  LlGroup group; /* first: the engine knows this alone */
  GArray *requests;
  GArray *sums;
} MpiGroup;

static void
clear_sum (gpointer data)
{
  Sum *sum = data;

  g_free (sum->received);
  g_free (sum->begins);
  g_free (sum->counts);
  g_free (sum->places);
  g_free (sum->own);
}

static void
sum_numbers (const LlGroup *group, gdouble *values, gint n)
{
  (void) group;
  MPI_Allreduce (MPI_IN_PLACE, values, n, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
}

static void
keep_request (MpiGroup *own, MPI_Request request)
{
  g_array_append_val (own->requests, request);
}

static void
wait_for_requests (MpiGroup *own)
{
  MPI_Waitall ((int) own->requests->len, (MPI_Request *) (gpointer) own->requests->data,
               MPI_STATUSES_IGNORE);
  g_array_set_size (own->requests, 0);
}

static void
exchange_shares (MpiGroup *own, gfloat *values, gsize count)
{
  gint n = own->group.n;
  Sum sum = { .values = values,
              .begins = g_new (int, n),
              .counts = g_new (int, n),
              .places = g_new (int, n),
              .own = g_new (int, n) };
  gsize share;
  MPI_Request request;

  for (gint i = 0; i < n; i++)
    {
      gsize begin = count * (gsize) i / (gsize) n;

      sum.begins[i] = (int) begin;
      sum.counts[i] = (int) (count * (gsize) (i + 1) / (gsize) n - begin);
    }
  share = (gsize) sum.counts[own->group.rank];
  for (gint i = 0; i < n; i++)
    {
      sum.own[i] = (int) share;
      sum.places[i] = (int) share * i;
    }
  sum.received = g_new (gfloat, MAX (share * (gsize) n, 1));
  MPI_Ialltoallv (values, sum.counts, sum.begins, MPI_FLOAT, sum.received, sum.own,
                  sum.places, MPI_FLOAT, MPI_COMM_WORLD, &request);
  keep_request (own, request);
  g_array_append_val (own->sums, sum);
}

/* Adds up this process's share, always in the same order, and begins to give it to all. */
static void
spread_share (MpiGroup *own, const Sum *sum)
{
  gsize share = (gsize) sum->counts[own->group.rank];
  gfloat *to = sum->values + sum->begins[own->group.rank];
  MPI_Request request;

  for (gsize i = 0; i < share; i++)
    to[i] = sum->received[i];
  for (gint j = 1; j < own->group.n; j++)
    for (gsize i = 0; i < share; i++)
      to[i] += sum->received[(gsize) j * share + i];
  MPI_Iallgatherv (MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, sum->values, sum->counts,
                   sum->begins, MPI_FLOAT, MPI_COMM_WORLD, &request);
  keep_request (own, request);
}

/* Messages only go on while MPI is called, so those on their way are looked at as well. */
static void
begin_sum (const LlGroup *group, gfloat *values, gsize n)
{
  MpiGroup *own = group->data;
  int done;

  for (gsize first = 0; first < n; first += MOST)
    exchange_shares (own, values + first, MIN (MOST, n - first));
  MPI_Testall ((int) own->requests->len, (MPI_Request *) (gpointer) own->requests->data,
               &done, MPI_STATUSES_IGNORE);
}

static void
finish_sums (const LlGroup *group)
{
  MpiGroup *own = group->data;

  wait_for_requests (own);
  for (guint i = 0; i < own->sums->len; i++)
    spread_share (own, &g_array_index (own->sums, Sum, i));
  wait_for_requests (own);
  g_array_set_size (own->sums, 0);
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
  own->sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  g_array_set_clear_func (own->sums, clear_sum);
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
  g_array_unref (own->sums);
  g_free (own);

  return code;
}

gboolean
lc_group_is_missing (void)
{
  return FALSE;
}
