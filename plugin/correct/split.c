/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accepted objects are split where a person has drawn a line through them. */

#include "correct/split.h"

#include <glib/gi18n-lib.h>

#include "correct/class-choice.h"
#include "correct/correction.h"
#include "form/ask-classes.h"
#include "image/remarks.h"
#include "procedure/names.h"

/* [n + 1]: whether most of an object was accepted, and it is selected. */
static guint8 *
choose_objects (const LpCorrection *correction, const LlInstances *objects)
{
  g_autoptr (LpThere) selected = lp_there_new (&correction->area);
  g_autofree gint *pixels = g_new0 (gint, (gsize) objects->n + 1);
  g_autofree gint *accepted = g_new0 (gint, (gsize) objects->n + 1);
  g_autofree gint *inside = g_new0 (gint, (gsize) objects->n + 1);
  guint8 *chosen = g_new0 (guint8, (gsize) objects->n + 1);

  lp_there_add_selection (selected, correction->image);
  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      pixels[objects->data[i]]++;
      inside[objects->data[i]] += !selected->missing[i];
      accepted[objects->data[i]] +=
        lp_correction_is_accepted (correction, LL_TASK_SEGMENTATION, i);
    }
  for (gint32 id = 1; id <= objects->n; id++)
    chosen[id] = 2 * accepted[id] > pixels[id] && 2 * inside[id] > pixels[id];

  return chosen;
}

/* Leaves in @chosen the parts of objects that are split, and returns how many objects are. */
static gint
choose_parts (const LlInstances *parts,
              gint n_objects,
              const gint32 *from,
              guint8 **chosen)
{
  g_autofree guint8 *objects = *chosen;
  g_autofree gint *n_parts = g_new0 (gint, (gsize) n_objects + 1);
  gint n = 0;

  *chosen = g_new0 (guint8, (gsize) parts->n + 1);
  for (gint32 id = 1; id <= parts->n; id++)
    n_parts[from[id]]++;
  for (gint32 id = 1; id <= parts->n; id++)
    (*chosen)[id] = objects[from[id]] && n_parts[from[id]] > 1;
  for (gint32 id = 1; id <= n_objects; id++)
    n += objects[id] && n_parts[id] > 1;

  return n;
}

static gint
split_objects (LpCorrection *correction, gint smallest, gint *n_parts)
{
  g_autoptr (LlInstances) objects = lp_correction_find_objects (correction, TRUE, FALSE);
  gsize n = (gsize) objects->width * objects->height;
  g_autofree guint8 *lines = g_new0 (guint8, n);
  g_autofree guint8 *chosen = choose_objects (correction, objects);
  g_autofree gint32 *from = NULL;
  g_autoptr (LlInstances) parts = NULL;
  gint n_split;

  for (gsize i = 0; i < n; i++)
    lines[i] = correction->painted[LL_TASK_SEPARATION]->data[i] == 1 &&
               lp_correction_is_person (correction, LL_TASK_SEPARATION, i);
  parts = ll_instances_cut (objects, lines, smallest, &from);
  n_split = choose_parts (parts, objects->n, from, &chosen);

  /* The parts take the place of their object, each with a mark of its own. */
  if (n_split > 0)
    lp_correction_accept (correction, parts, chosen, NULL);
  for (gint32 id = 1; id <= parts->n; id++)
    *n_parts += chosen[id] != 0;

  return n_split;
}

gboolean
lp_split_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  g_autoptr (LpCorrection) correction = NULL;
  g_autofree gchar *names = NULL;
  gint32 layer = -1;
  gint n_parts = 0;
  gint n;

  lp_ask_classes (call);
  if (!lp_correction_check_layers (call->image, error))
    return FALSE;
  correction =
    lp_correction_new (call->image, call->drawable, NULL, FALSE, remarks, error);
  if (!correction)
    return FALSE;

  n = split_objects (correction, lp_arguments_get_int (call->in, LP_ARG_SMALLEST_OBJECT),
                     &n_parts);
  if (n == 0)
    {
      g_set_error_literal (
        error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
        _ ("No scribble on the layer \"Separation\" runs through an accepted object: "
           "draw one from border to border."));
      return FALSE;
    }

  names = ll_classes_to_text (correction->classes);
  lp_host_undo_group_start (call->image);
  if (lp_correction_add_layers (call, names, TRUE, error))
    layer = lp_correction_write (correction, error);
  lp_host_undo_group_end (call->image);
  if (layer < 0)
    return FALSE;

  lp_remarks_note (remarks, call);
  lp_call_note (
    call,
    g_dngettext (GETTEXT_PACKAGE, "Split %d object.", "Split %d objects.", (gulong) n),
    n);
  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, n);
  lp_arguments_set_number (call->out, LP_RETURN_PARTS, n_parts);

  return TRUE;
}
