/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread that grows masks for the preview: the last request alone is answered, with what
 * ll_grow_objects() gives; and old masks, which need no GIMP either.
 */

#include "annotate/grow-job.h"
#include "annotate/old-masks.h"
#include "await.h"

#define SIDE 80

static GMainLoop *loop;
static gint answers;

static void
on_answer (gpointer data)
{
  answers++;
  g_main_loop_quit (loop);
}

/* A bright disc with a mark of @klass in its middle. */
static LpGrowRequest *
request_new (guint8 klass)
{
  LpGrowRequest *request = g_new0 (LpGrowRequest, 1);

  request->image = ll_image_new (SIDE, SIDE, 1);
  request->marks = ll_labels_new (SIDE, SIDE, 0);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gint square = (x - 40) * (x - 40) + (y - 40) * (y - 40);

        request->image->data[y * SIDE + x] = square <= 24 * 24 ? 0.8f : 0.2f;
        request->marks->data[y * SIDE + x] = square <= 8 * 8 ? klass : 0;
      }
  ll_grow_settings_init (&request->settings);
  request->settings.threads = 1;

  return request;
}

static void
test_last_request (void)
{
  LpGrowJob *job = lp_grow_job_new (on_answer, NULL);
  g_autoptr (LpGrowRequest) same = request_new (2);
  g_autoptr (LlGrown) wanted = NULL;
  g_autoptr (LlGrown) grown = NULL;
  guint limit =
    g_timeout_add_seconds (AWAIT_SECONDS, await_on_limit, "the last request's masks");

  for (guint8 klass = 1; klass <= 2; klass++)
    lp_grow_job_request (job, request_new (klass));
  while (!grown)
    {
      g_main_loop_run (loop);
      grown = lp_grow_job_take (job);
    }
  g_source_remove (limit);
  wanted = ll_grow_objects (same->image, same->marks, NULL, NULL, &same->settings, NULL,
                            NULL, NULL);
  g_assert_cmpint (grown->objects->n, ==, 1);
  g_assert_cmpint (grown->objects->class_of[1], ==, 2);
  g_assert_cmpmem (grown->objects->data, SIDE * SIDE * sizeof (gint32),
                   wanted->objects->data, SIDE * SIDE * sizeof (gint32));
  g_assert_null (lp_grow_job_take (job));
  lp_grow_job_free (job);
}

/* The thread ends by itself, and calls nobody. */
static void
test_free (void)
{
  LpGrowJob *job = lp_grow_job_new (on_answer, NULL);
  gint before = answers;

  lp_grow_job_request (job, request_new (1));
  lp_grow_job_free (job);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (answers, ==, before);
}

/* A line of paint with a mark at each end, and paint that no mark touches. */
static void
test_old_masks (void)
{
  g_autoptr (LlLabels) painted = ll_labels_new (20, 5, LL_LABEL_IGNORE);
  g_autoptr (LlLabels) marked = ll_labels_new (20, 5, 0);
  g_autoptr (LlInstances) marks = NULL;
  g_autofree guint8 *old = NULL;
  const guint8 grows[] = { 0, 1, 0 };

  for (gint x = 2; x < 18; x++)
    painted->data[2 * 20 + x] = 1;
  painted->data[0] = painted->data[4 * 20 + 19] = 1;
  marked->data[2 * 20 + 3] = marked->data[2 * 20 + 16] = 1;
  marks = ll_instances_new_components (marked, LL_NEIGHBOURS_8);

  old = lp_old_masks_find (marks, grows, painted);
  for (gint i = 0; i < 100; i++)
    g_assert_cmpint (old[i], ==, i / 20 == 2 && i % 20 >= 2 && i % 20 <= 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  loop = g_main_loop_new (NULL, FALSE);
  g_test_add_func ("/grow-job/last-request", test_last_request);
  g_test_add_func ("/grow-job/free", test_free);
  g_test_add_func ("/grow-job/old-masks", test_old_masks);
  return g_test_run ();
}
