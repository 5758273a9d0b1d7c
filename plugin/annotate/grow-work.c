/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "annotate/grow-work.h"

#include <glib/gi18n-lib.h>

#include "annotate/old-masks.h"
#include "host/host.h"
#include "image/brightness.h"
#include "image/labels.h"
#include "procedure/names.h"

/* The pixels of one mark. */
typedef struct
{
  gint64 pixels;
  gint64 selected;
  gboolean masked;
  gboolean grows;
} Mark;

void
lp_grow_work_clear (LpGrowWork *work)
{
  ll_sample_free (work->sample);
  ll_instances_free (work->objects);
  lp_there_free (work->there);
  lp_there_free (work->selected);
  ll_labels_free (work->kept);
  g_free (work->cleared);
}

void
lp_grow_settings_read (const LpArguments *in, LlGrowSettings *settings)
{
  ll_grow_settings_init (settings);
  settings->method = (LlGrowMethod) lp_arguments_get_choice (in, LP_ARG_METHOD);
  settings->reach = lp_arguments_get_float (in, LP_ARG_REACH);
  settings->rounds = lp_arguments_get_int (in, LP_ARG_ROUNDS);
  settings->colours = lp_arguments_get_int (in, LP_ARG_COLOURS);
  settings->smoothing = lp_arguments_get_float (in, LP_ARG_SMOOTHING);
  settings->contrast = lp_arguments_get_float (in, LP_ARG_CONTRAST);
  settings->balloon = lp_arguments_get_float (in, LP_ARG_BALLOON);
  settings->threads = lp_arguments_get_int (in, LP_ARG_THREADS);
}

/* Splits the marks into objects, and fails if there are none. */
static gboolean
find_objects (LpGrowWork *work, GError **error)
{
  const LlLabels *marks = work->sample->labels[LL_TASK_DETECTION];

  if (marks)
    work->objects = ll_instances_new_components (marks, LL_NEIGHBOURS_8);
  if (work->objects && work->objects->n > 0)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               _ ("\"%s\" has no detection marks: paint rough marks on the layer "
                  "\"Detection\" first."),
               work->sample->name);

  return FALSE;
}

/* What methods compare with fixed contrasts has to be visible: a picture that is black or white
 * as it is becomes what Stretch Contrast would make of it.
 */
static void
stretch_image (LlImage *image)
{
  const LlImage *images[1] = { image };
  LlNormalisation own;

  ll_normalisation_measure (&own, images, 1);
  if (lp_brightness_find_looks (&own, image->channels, NULL, NULL) != LP_LOOKS_FINE)
    ll_normalisation_stretch (&own, image);
}

gboolean
lp_grow_work_read (LpGrowWork *work,
                   gint32 image,
                   gint32 drawable,
                   const LlClasses *classes,
                   GPtrArray *remarks,
                   GError **error)
{
  g_autofree gchar *name = lp_host_get_image_name (image);

  *work = (LpGrowWork){ 0 };
  work->sample =
    lp_labels_read_paint (image, drawable, name, classes, &work->there, remarks, error);
  if (!work->sample)
    return FALSE;

  stretch_image (work->sample->image);
  work->selected = lp_there_new (&work->there->area);
  lp_there_add_selection (work->selected, image);

  return find_objects (work, error);
}

static gboolean
is_class (guint8 label)
{
  return label != 0 && label != LL_LABEL_IGNORE;
}

static void
look_at_marks (const LpGrowWork *work,
               const LlLabels *painted,
               gboolean overwrite,
               Mark *marks)
{
  const LlInstances *objects = work->objects;

  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      Mark *mark = &marks[objects->data[i]];

      mark->pixels++;
      mark->selected += !work->selected->missing[i];
      mark->masked = mark->masked || (painted && is_class (painted->data[i]));
    }

  for (gint id = 1; id <= objects->n; id++)
    marks[id].grows =
      2 * marks[id].selected > marks[id].pixels && (overwrite || !marks[id].masked);
}

static void
count_marks (LpGrowWork *work, const Mark *marks)
{
  work->n_growing = work->n_skipped = work->n_left = 0;
  for (gint id = 1; id <= work->objects->n; id++)
    {
      if (marks[id].grows)
        work->n_growing++;
      else if (2 * marks[id].selected > marks[id].pixels)
        work->n_skipped++;
      else if (!marks[id].masked)
        work->n_left++;
    }
}

/* Makes the map of what is kept: paint unless it may be overwritten, ignored pixels in any
 * case, and the marks that do not grow.
 */
static void
keep_paint (LpGrowWork *work, const Mark *marks, gboolean overwrite)
{
  const LlInstances *objects = work->objects;
  const LlLabels *painted = work->sample->labels[LL_TASK_SEGMENTATION];

  ll_labels_free (work->kept);
  work->kept = painted && !overwrite
                 ? ll_labels_copy (painted)
                 : ll_labels_new (objects->width, objects->height, LL_LABEL_IGNORE);
  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      gint32 id = objects->data[i];

      if (work->there->missing[i])
        work->kept->data[i] = 0;
      else if (id != 0 && !marks[id].grows)
        work->kept->data[i] = objects->class_of[id];
    }
}

static void
clear_old_masks (LpGrowWork *work, const Mark *marks, gboolean overwrite)
{
  const LlLabels *painted = work->sample->labels[LL_TASK_SEGMENTATION];
  g_autofree guint8 *grows = g_new0 (guint8, work->objects->n + 1);

  g_clear_pointer (&work->cleared, g_free);
  if (!overwrite || !painted)
    return;

  for (gint id = 1; id <= work->objects->n; id++)
    grows[id] = marks[id].grows ? 1 : 0;
  work->cleared = lp_old_masks_find (work->objects, grows, painted);
}

gboolean
lp_grow_work_choose (LpGrowWork *work, gboolean overwrite, GError **error)
{
  g_autofree Mark *marks = g_new0 (Mark, work->objects->n + 1);

  look_at_marks (work, work->sample->labels[LL_TASK_SEGMENTATION], overwrite, marks);
  count_marks (work, marks);
  if (work->n_growing + work->n_skipped == 0)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("No detection mark of \"%s\" lies mostly within the selection: "
                      "select the marks to grow, or select nothing to grow all of them."),
                   work->sample->name);
      return FALSE;
    }
  keep_paint (work, marks, overwrite);
  clear_old_masks (work, marks, overwrite);

  return TRUE;
}
