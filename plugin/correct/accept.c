/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects of a result become paint, or their areas the rest. */

#include "correct/accept.h"

#include <glib/gi18n-lib.h>

#include "correct/class-choice.h"
#include "correct/correction.h"
#include "form/ask-classes.h"
#include "host/progress.h"
#include "image/found.h"
#include "image/maps.h"
#include "image/remarks.h"
#include "layers/kept-classes.h"
#include "procedure/names.h"

/* In the order of the words of the argument "which". */
enum
{
  WHICH_SELECTED,
  WHICH_AT
};

typedef struct
{
  LpCall *call;
  gboolean rejects;
  LpMaps *maps;
  LpFound *found;
  guint8 *chosen; /* [n + 1] of found->instances */
  gint n_chosen;
  LpCorrection *correction;
} Work;

static void
work_clear (Work *work)
{
  lp_maps_free (work->maps);
  lp_found_free (work->found);
  lp_correction_free (work->correction);
  g_free (work->chosen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* The objects of which more than half is selected, or that more than half of the selection
 * lies in; all without a selection.
 */
static gboolean
choose_selected (Work *work, GError **error)
{
  const LlInstances *objects = work->found->instances;
  g_autoptr (LpThere) selected = lp_there_new (&work->found->area);
  g_autofree gint *pixels = g_new0 (gint, (gsize) objects->n + 1);
  g_autofree gint *inside = g_new0 (gint, (gsize) objects->n + 1);
  gint all = 0;

  lp_there_add_selection (selected, work->call->image);
  if (work->rejects && !selected->selection)
    {
      g_set_error_literal (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                           _ ("Nothing is selected: select the objects to reject."));
      return FALSE;
    }

  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      pixels[objects->data[i]]++;
      inside[objects->data[i]] += !selected->missing[i];
      all += !selected->missing[i];
    }
  for (gint32 id = 1; id <= objects->n; id++)
    work->chosen[id] = 2 * inside[id] > MIN (pixels[id], all);

  return TRUE;
}

static gboolean
choose_at (Work *work, GError **error)
{
  const LlInstances *objects = work->found->instances;
  gint image_x = lp_arguments_get_int (work->call->in, LP_ARG_X);
  gint image_y = lp_arguments_get_int (work->call->in, LP_ARG_Y);
  gint x = image_x - work->found->area.x;
  gint y = image_y - work->found->area.y;
  gint32 id = 0;

  if (x >= 0 && y >= 0 && x < objects->width && y < objects->height)
    id = objects->data[(gsize) y * objects->width + x];
  work->chosen[id] = id != 0;
  if (id != 0)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               _ ("The result has no object at x = %d, y = %d: give a position within "
                  "one."),
               image_x, image_y);

  return FALSE;
}

static gboolean
choose_objects (Work *work, GError **error)
{
  const LlInstances *objects = work->found->instances;

  work->chosen = g_new0 (guint8, (gsize) objects->n + 1);
  if (lp_arguments_get_choice (work->call->in, LP_ARG_WHICH) == WHICH_SELECTED
        ? !choose_selected (work, error)
        : !choose_at (work, error))
    return FALSE;

  for (gint32 id = 1; id <= objects->n; id++)
    work->n_chosen += work->chosen[id] != 0;
  if (work->n_chosen > 0)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               objects->n == 0
                 ? _ ("The result \"%s\" has no objects.")
                 : _ ("No object of the result \"%s\" lies mostly within the selection: "
                      "select some, or select nothing to take all of them."),
               work->found->name);

  return FALSE;
}

static gboolean
find_objects (Work *work, LpProgress *progress, GError **error)
{
  LlObjectSettings settings;

  ll_object_settings_init (&settings);
  settings.split = (LlSplit) lp_arguments_get_choice (work->call->in, LP_ARG_SPLIT);
  settings.smallest = lp_arguments_get_int (work->call->in, LP_ARG_SMALLEST_OBJECT);
  work->maps = lp_maps_new_result (work->call->image, work->call->drawable, 0.5, error);
  if (!work->maps)
    return FALSE;

  work->found = lp_found_new_whole (work->call->image, work->call->drawable, work->maps,
                                    &settings, lp_progress_show, progress, error);

  return work->found && choose_objects (work, error);
}

/* Gives the objects the classes of the image. */
static gboolean
map_classes (Work *work, const LlClasses *classes, GError **error)
{
  LlInstances *objects = work->found->instances;
  const gchar *name =
    work->rejects ? "" : lp_arguments_get_string (work->call->in, LP_ARG_CLASS);
  guint8 used[LL_MAX_CLASSES] = { 0 };
  guint8 map[LL_MAX_CLASSES];

  for (gint32 id = 1; id <= objects->n; id++)
    if (work->chosen[id] && !work->rejects)
      used[objects->class_of[id]] = 1;
  if (!lp_classes_map (work->found->classes, used, classes, name, map, error))
    return FALSE;
  for (gint32 id = 1; id <= objects->n; id++)
    objects->class_of[id] = map[objects->class_of[id]];

  return TRUE;
}

/* The classes that new layers get. */
static gchar *
choose_names (const Work *work, GError **error)
{
  gboolean known = FALSE;
  g_autoptr (LlClasses) classes = lp_kept_classes_read (work->call->image, &known, error);
  const gchar *given =
    work->rejects ? "" : lp_arguments_get_string (work->call->in, LP_ARG_CLASS);

  if (!classes)
    return NULL;
  if (!known && *given)
    return g_strdup (given);

  return ll_classes_to_text (known ? classes : work->found->classes);
}

/* A line of a person through an object separates it. */
static void
cut_at_scribbles (Work *work)
{
  const LpCorrection *correction = work->correction;
  const LlInstances *objects = work->found->instances;
  gsize n = (gsize) objects->width * objects->height;
  g_autofree guint8 *lines = g_new0 (guint8, n);
  g_autofree gint32 *from = NULL;
  g_autofree guint8 *chosen = work->chosen;
  LlInstances *cut;

  for (gsize i = 0; i < n; i++)
    lines[i] = correction->painted[LL_TASK_SEPARATION]->data[i] == 1 &&
               lp_correction_is_person (correction, LL_TASK_SEPARATION, i);
  cut = ll_instances_cut (
    objects, lines, lp_arguments_get_int (work->call->in, LP_ARG_SMALLEST_OBJECT), &from);
  work->chosen = g_new0 (guint8, (gsize) cut->n + 1);
  work->n_chosen = 0;
  for (gint32 id = 1; id <= cut->n; id++)
    {
      work->chosen[id] = chosen[from[id]];
      work->n_chosen += work->chosen[id] != 0;
    }
  ll_instances_free (work->found->instances);
  work->found->instances = cut;
}

/* Returns how many objects changed, or -1; @layer: (out): with their masks. */
static gint
change_paint (Work *work, GPtrArray *remarks, gint32 *layer, GError **error)
{
  LpCall *call = work->call;
  g_autofree gchar *names = choose_names (work, error);
  gboolean at = lp_arguments_get_choice (call->in, LP_ARG_WHICH) == WHICH_AT;
  LlTask outer =
    work->maps->maps[LL_TASK_SEGMENTATION] ? LL_TASK_SEGMENTATION : LL_TASK_DETECTION;
  gint n;

  if (!names || !lp_correction_add_layers (
                  call, names, work->n_chosen == work->found->instances->n, error))
    return -1;
  work->correction = lp_correction_new (
    call->image, call->drawable, &work->found->area,
    lp_arguments_get_bool (call->in, LP_ARG_OVERWRITE), remarks, error);
  if (!work->correction || !map_classes (work, work->correction->classes, error))
    return -1;

  work->correction->revive = at;
  if (!work->rejects)
    cut_at_scribbles (work);
  n = work->rejects
        ? lp_correction_reject (work->correction, work->found->instances, work->chosen)
        : lp_correction_accept (work->correction, work->found->instances, work->chosen,
                                work->maps->maps[outer]);
  *layer = lp_correction_write (work->correction, error);

  return *layer >= 0 ? n : -1;
}

static void
note_done (LpCall *call, const Work *work, gint n)
{
  gint skipped = work->n_chosen - n;
  LlCoverage coverage = work->correction->coverage[LL_TASK_SEGMENTATION];

  lp_call_note (
    call,
    work->rejects
      ? g_dngettext (GETTEXT_PACKAGE, "Rejected %d object: its area is the rest now.",
                     "Rejected %d objects: their areas are the rest now.", (gulong) n)
      : g_dngettext (GETTEXT_PACKAGE, "Accepted %d object.", "Accepted %d objects.",
                     (gulong) n),
    n);
  if (skipped > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d object was left alone, because a person painted, "
                               "erased or rejected it.",
                               "%d objects were left alone, because a person painted, "
                               "erased or rejected them.",
                               (gulong) skipped),
                  skipped);
  if (!work->rejects && coverage == LL_COVERAGE_COMPLETE &&
      work->n_chosen < work->found->instances->n)
    lp_call_note (call,
                  _ ("The layer \"%s\" is complete: objects without a mask would be "
                     "learned as background."),
                  ll_task_get_title (LL_TASK_SEGMENTATION));
}

static gboolean
run (LpCall *call, gboolean rejects, GError **error)
{
  g_auto (Work) work = { .call = call, .rejects = rejects };
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  LpProgress progress;
  gint32 layer = -1;
  gint n;

  lp_ask_classes (call);
  if (!lp_correction_check_layers (call->image, error))
    return FALSE;

  lp_progress_start (&progress,
                     rejects ? _ ("Rejecting objects") : _ ("Accepting objects"));
  if (!find_objects (&work, &progress, error))
    return FALSE;

  lp_host_undo_group_start (call->image);
  n = change_paint (&work, remarks, &layer, error);
  lp_host_undo_group_end (call->image);
  if (n < 0)
    return FALSE;

  lp_remarks_note (work.maps->remarks, call);
  lp_remarks_note (remarks, call);
  note_done (call, &work, n);
  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, n);
  lp_arguments_set_number (call->out, LP_RETURN_SKIPPED, work.n_chosen - n);

  return TRUE;
}

gboolean
lp_accept_run (LpCall *call, GError **error)
{
  return run (call, FALSE, error);
}

gboolean
lp_reject_run (LpCall *call, GError **error)
{
  return run (call, TRUE, error);
}
