/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything is read and drawn before the image changes. */

#include "exchange/import.h"

#include <glib/gi18n-lib.h>

#include "exchange/class-names.h"
#include "exchange/label-file.h"
#include "layers/kept-classes.h"
#include "layers/masks.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"

static gboolean
check_layers (gint32 image, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer;

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (!lp_masks_find_task_layer (layers, (LlTask) task, &layer, error))
      return FALSE;

  return TRUE;
}

static LlImported *
read_objects (LpCall *call, GError **error)
{
  const gchar *given = lp_arguments_get_string (call->in, LP_ARG_FILE);
  const gchar *called = lp_arguments_get_string (call->in, LP_ARG_NAME);
  g_autofree gchar *own = lp_host_get_image_path (call->image);
  g_autofree gchar *name = *called ? g_strdup (called)
                           : own   ? g_path_get_basename (own)
                                   : lp_host_get_image_name (call->image);
  g_autofree gchar *path = NULL;
  gint width, height;

  if (!*given)
    {
      g_set_error_literal (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                           _ ("There is no file of labels: choose one."));
      return NULL;
    }

  path = lp_label_file_find (given, name, error);
  lp_host_get_image_size (call->image, &width, &height);

  return path ? ll_import_file (path, width, height, name, error) : NULL;
}

/* Adds the layers and the classes that are missing, without the panel. */
static gboolean
add_layers (LpCall *call, const gchar *names, GError **error)
{
  g_autoptr (LpArguments) in = lp_call_new_arguments (call, &lp_spec_annotate);
  LpCall quiet = *call;

  quiet.interactive = FALSE;
  lp_arguments_set_string (in, LP_ARG_CLASSES, names);
  lp_arguments_set_string (in, LP_ARG_COVERAGE,
                           lp_arguments_get_string (call->in, LP_ARG_COVERAGE));

  return lp_call_run_other (&quiet, &lp_spec_annotate, in, error);
}

/* Returns the layer with the masks, or -1. */
static gint32
paint_objects (LpCall *call,
               const LlInstances *instances,
               const gchar *names,
               GError **error)
{
  gdouble depth = lp_arguments_get_float (call->in, LP_ARG_DEPTH);
  gint gap = lp_arguments_get_int (call->in, LP_ARG_GAP);
  g_autoptr (LlClasses) classes = NULL;
  gint32 layer = -1;

  if (!add_layers (call, names, error))
    return -1;
  classes = lp_kept_classes_read (call->image, NULL, error);
  if (!classes)
    return -1;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_autoptr (LlLabels) labels =
        ll_labels_new_from_instances (instances, (LlTask) task, depth, gap);

      layer = lp_masks_paint_task (call->image, (LlTask) task, classes, labels, error);
      if (layer < 0)
        return -1;
    }

  return layer;
}

static void
note_objects (LpCall *call, const LlImported *imported)
{
  gint n = imported->instances->n - imported->n_hidden;

  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "Painted %d object.", "Painted %d objects.",
                             (gulong) n),
                n);
  if (imported->is_mask)
    lp_call_note (call,
                  _ ("The labels have a single value: each of its connected parts is "
                     "an object."));
  if (imported->n_hidden > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d object lies outside of the image or below others.",
                               "%d objects lie outside of the image or below others.",
                               (gulong) imported->n_hidden),
                  imported->n_hidden);
  if (imported->n_shared > 0)
    lp_call_note (call,
                  _ ("Where objects lie over each other, the smaller one was painted: "
                     "%.0f pixels."),
                  (gdouble) imported->n_shared);
  if (imported->n_skipped > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d entry of the file is not an area and was skipped.",
                               "%d entries of the file are not areas and were skipped.",
                               (gulong) imported->n_skipped),
                  imported->n_skipped);
}

gboolean
lp_import_labels_run (LpCall *call, GError **error)
{
  g_autoptr (LlImported) imported = NULL;
  g_autoptr (LlClasses) old = NULL;
  g_autofree gchar *names = NULL;
  gboolean known = FALSE;
  gint32 layer;

  if (!check_layers (call->image, error))
    return FALSE;
  old = lp_kept_classes_read (call->image, &known, error);
  imported = old ? read_objects (call, error) : NULL;
  if (!imported)
    return FALSE;

  names = lp_class_names_choose (imported, known ? old : NULL,
                                 lp_arguments_get_string (call->in, LP_ARG_CLASS), error);
  if (!names)
    return FALSE;

  lp_host_undo_group_start (call->image);
  layer = paint_objects (call, imported->instances, names, error);
  lp_host_undo_group_end (call->image);
  if (layer < 0)
    return FALSE;

  note_objects (call, imported);
  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS,
                           imported->instances->n - imported->n_hidden);

  return TRUE;
}
