/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adds the three annotation layers, one per task. */

#include "annotate/annotate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <lazylabels/lazylabels.h>

#include "annotate/choose-classes.h"
#include "host/host.h"
#include "image/brightness.h"
#include "image/labels.h"
#include "image/remarks.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"
#include "scale/information-bar.h"
#include "scale/known-scale.h"

#define PALETTE_NAME "Lazy Labels"

typedef struct
{
  GPtrArray *layers; /* from lp_host_list_layers() */
  const LpHostLayer *micrograph;
  const LpHostLayer *group;             /* NULL: the image has none */
  const LpHostLayer *tasks[LL_N_TASKS]; /* NULL: missing            */
} Layers;

static gboolean
find_layers (LpCall *call, Layers *found, GError **error)
{
  found->micrograph = lp_layers_find_micrograph (found->layers, call->drawable, error);

  for (guint i = 0; i < found->layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (found->layers, i);
      LpRole role = lp_layer_get_role (layer);

      if (role == LP_ROLE_ANNOTATIONS && !found->group)
        found->group = layer;
      if ((gint) role < LL_N_TASKS && !found->tasks[role])
        found->tasks[role] = layer;
    }

  return found->micrograph != NULL;
}

/* Returns the group of the annotation layers, and creates it if it is missing. */
static gint32
get_group (LpCall *call, const Layers *found, GError **error)
{
  gint32 group;

  if (found->group)
    return found->group->id;

  group = lp_host_new_group (call->image, LP_GROUP_NAME, error);
  if (group < 0)
    return -1;

  lp_host_set_layer_text (group, LP_PARASITE_ROLE, LP_ROLE_WORD_ANNOTATIONS);
  if (!lp_host_insert_layer (
        call->image, group, found->micrograph->parent,
        lp_host_get_layer_position (call->image, found->micrograph->id), error))
    {
      lp_host_delete_layer (group);
      return -1;
    }

  return group;
}

/* Adds the missing layers, each below those of the preceding tasks. */
static gint32
add_layers (LpCall *call, const Layers *found, GError **error)
{
  gint32 group = found->group ? found->group->id : -1;
  const gchar *coverage = lp_arguments_get_string (call->in, LP_ARG_COVERAGE);
  gint position = 0;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      const LpHostLayer *layer = found->tasks[task];

      if (!layer)
        {
          group = group < 0 ? get_group (call, found, error) : group;
          if (group < 0 || lp_layers_add_task (call->image, (LlTask) task, coverage,
                                               group, position, error) < 0)
            return -1;
          position++;
        }
      else if (found->group && layer->parent == found->group->id)
        {
          position = lp_host_get_layer_position (call->image, layer->id) + 1;
        }
    }

  /* All three layers exist, but outside of a group of annotations. */
  if (group < 0)
    group = found->tasks[0]->parent >= 0 ? found->tasks[0]->parent : found->tasks[0]->id;

  return group;
}

/* Existing layers keep their paint, and take over the settings of the call. */
static void
mark_layers (LpCall *call, const Layers *found)
{
  const gchar *word = lp_arguments_get_string (call->in, LP_ARG_COVERAGE);
  LlCoverage coverage = (LlCoverage) lp_arguments_get_choice (call->in, LP_ARG_COVERAGE);

  for (guint i = 0; i < found->layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (found->layers, i);
      LpRole role = lp_layer_get_role (layer);

      if ((gint) role < LL_N_TASKS)
        {
          if (lp_layer_get_coverage (layer) != coverage)
            lp_call_note (call,
                          coverage == LL_COVERAGE_SPARSE
                            ? _ ("The layer \"%s\" is sparse now.")
                            : _ ("The layer \"%s\" is complete now."),
                          layer->name);
          lp_host_set_layer_text (layer->id, LP_PARASITE_COVERAGE, word);
        }
      else if (role == LP_ROLE_MICROGRAPH && layer != found->micrograph)
        {
          lp_host_set_layer_text (layer->id, LP_PARASITE_ROLE, NULL);
        }
    }
  lp_host_set_layer_text (found->micrograph->id, LP_PARASITE_ROLE,
                          LP_ROLE_WORD_MICROGRAPH);
}

/* On the new layer for masks alone, since on an old one a person has had a say. */
static gboolean
paint_bar (LpCall *call, const Layers *found, const LlClasses *classes, GError **error)
{
  g_autoptr (GPtrArray) layers = NULL;
  gint rows;

  if (found->tasks[LL_TASK_SEGMENTATION] ||
      !lp_arguments_get_bool (call->in, LP_ARG_INFORMATION_BAR))
    return TRUE;

  rows = lp_information_bar_find (call->image, found->micrograph);
  if (rows == 0)
    return TRUE;

  layers = lp_host_list_layers (call->image);
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (lp_layer_get_role (layer) != LP_ROLE_SEGMENTATION)
        continue;
      if (!lp_information_bar_paint (call->image, layer, found->micrograph, rows,
                                     ll_classes_get_ignore_colour (classes), error))
        return FALSE;
      lp_call_note (
        call,
        g_dngettext (GETTEXT_PACKAGE,
                     "The information bar, %d row at the bottom, is painted to "
                     "be ignored on \"%s\": erase the paint if it is none.",
                     "The information bar, %d rows at the bottom, is painted "
                     "to be ignored on \"%s\": erase the paint if it is none.",
                     (gulong) rows),
        rows, layer->name);
      break;
    }

  return TRUE;
}

static gint32
change_image (LpCall *call, const Layers *found, const LlClasses *classes, GError **error)
{
  gboolean convert = lp_host_get_image_base (call->image) != LP_BASE_RGB;
  gint32 group;

  if (convert && !lp_host_convert_to_rgb (call->image, error))
    return -1;

  group = add_layers (call, found, error);
  if (group < 0 || !paint_bar (call, found, classes, error))
    return -1;

  mark_layers (call, found);
  lp_kept_classes_write (call->image, classes);
  lp_known_scale_keep (call->image, call->drawable);
  if (convert)
    lp_call_note (call,
                  _ ("The image was converted to RGB, because classes are told apart by "
                     "colour."));

  return group;
}

/* Names existing paint that has none of the classes' colours. */
static void
note_paint (LpCall *call, const LlClasses *classes)
{
  g_autofree gchar *name = lp_host_get_image_name (call->image);
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  g_autoptr (GError) error = NULL;
  GeglRectangle area = { 0, 0, 0, 0 };
  g_autoptr (LpThere) there = NULL;
  LlLabels *maps[LL_N_TASKS] = { NULL };

  if (!lp_labels_are_painted (call->image))
    return;

  lp_host_get_image_size (call->image, &area.width, &area.height);
  there = lp_there_new (&area);
  if (!lp_labels_read_maps (call->image, name, classes, maps, there, remarks, &error))
    lp_remarks_add (remarks, "%s", error->message);
  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (maps[task]);
  lp_remarks_note (remarks, call);
}

/* Reports every colour that has a meaning; in an interactive call, the panel shows them, and
 * GIMP gets them as a palette.
 */
static void
offer_colours (LpCall *call, const LlClasses *classes)
{
  gint n = ll_classes_get_n (classes);
  const gchar *names[LL_MAX_CLASSES + 2];
  guint8 colours[LL_MAX_CLASSES + 2][3];
  g_autoptr (GString) text = g_string_new (NULL);
  gint n_colours = 0;

  for (gint i = 1; i < n + 3; i++)
    {
      gboolean is_class = i < n;
      gchar hex[LL_COLOUR_TEXT_SIZE];
      LlColour colour = is_class     ? ll_classes_get_colour (classes, i)
                        : i == n     ? ll_classes_get_interface_colour (classes)
                        : i == n + 1 ? ll_classes_get_colour (classes, 0)
                                     : ll_classes_get_ignore_colour (classes);

      names[n_colours] = is_class     ? ll_classes_get_name (classes, i)
                         : i == n     ? _ ("interface (on Separation)")
                         : i == n + 1 ? _ ("background")
                                      : _ ("ignore");
      memcpy (colours[n_colours], colour.rgb, sizeof (colour.rgb));
      ll_colour_to_text (colour, hex);
      g_string_append_printf (text, "%s%s %s", n_colours > 0 ? ", " : "",
                              names[n_colours], hex);
      n_colours++;
    }

  if (call->interactive)
    lp_host_offer_colours (PALETTE_NAME, names, colours, n_colours);
  else
    lp_call_note (call, _ ("Colours: %s."), text->str);
}

/* The next stroke goes to the topmost of the three layers. */
static void
select_detection (LpCall *call)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (lp_layer_get_role (layer) == LP_ROLE_DETECTION)
        {
          lp_host_select_layer (call->image, layer->id);
          return;
        }
    }
}

void
lp_annotate_prepare (gint32 image, LpArguments *arguments)
{
  static const gchar *const palettes[] = { "colour-blind-safe", "paper" };
  gboolean known = FALSE;
  g_autoptr (LlClasses) classes = lp_kept_classes_read (image, &known, NULL);
  g_autofree gchar *names = NULL;
  g_autofree gchar *colours = NULL;
  LlPalette palette;

  /* A copied group is what a person calls for when it contradicts the image. */
  if (!classes)
    classes = lp_kept_classes_find_layer (image);
  else if (!known)
    g_clear_pointer (&classes, ll_classes_free);
  if (!classes)
    return;

  names = ll_classes_to_text (classes);
  colours = lp_classes_find_palette (classes, &palette);
  lp_arguments_set_string (arguments, LP_ARG_CLASSES, names);
  lp_arguments_set_string (arguments, LP_ARG_PALETTE, palettes[palette]);
  lp_arguments_set_string (arguments, LP_ARG_COLOURS, colours);
}

/* The undo step has ended, so the panel may stay open in this process.  When it is closed, there
 * may be no group to return any more.
 */
static gboolean
open_panel (LpCall *call, gint32 group, GError **error)
{
  if (!lp_call_run_other (call, &lp_spec_panel, call->in, error))
    return FALSE;
  if (lp_host_has_image (call->image) && lp_host_get_layer (group) >= 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  return FALSE;
}

gboolean
lp_annotate_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  Layers found = { .layers = layers };
  g_autoptr (LlClasses) classes = NULL;
  g_autofree gchar *name = NULL;
  gint32 group;

  if (!find_layers (call, &found, error))
    return FALSE;

  classes = lp_annotate_choose_classes (call, error);
  if (!classes)
    return FALSE;

  lp_host_undo_group_start (call->image);
  group = change_image (call, &found, classes, error);
  lp_host_undo_group_end (call->image);
  if (group < 0)
    return FALSE;

  lp_arguments_set_number (call->out, LP_RETURN_GROUP, group);
  select_detection (call);
  note_paint (call, classes);
  name = lp_host_get_image_name (call->image);
  lp_brightness_note_layer (call, found.micrograph, name);
  offer_colours (call, classes);

  return !call->interactive || open_panel (call, group, error);
}
