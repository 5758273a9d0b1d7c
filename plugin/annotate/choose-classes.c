/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "annotate/choose-classes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "image/labels.h"
#include "layers/classes.h"
#include "layers/kept-classes.h"
#include "procedure/names.h"

static LlClasses *
parse_classes (LpCall *call, LlPalette palette, const gchar *colours, GError **error)
{
  return lp_classes_parse (lp_arguments_get_string (call->in, LP_ARG_CLASSES), colours,
                           palette, error);
}

static gboolean
is_prefix (const LlClasses *old, const LlClasses *wanted)
{
  if (ll_classes_get_n (old) > ll_classes_get_n (wanted))
    return FALSE;

  for (gint i = 1; i < ll_classes_get_n (old); i++)
    if (g_strcmp0 (ll_classes_get_name (old, i), ll_classes_get_name (wanted, i)) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
has_colours (const LlClasses *wanted, const LlClasses *old)
{
  for (gint i = 1; i < ll_classes_get_n (old); i++)
    {
      LlColour a = ll_classes_get_colour (wanted, i);
      LlColour b = ll_classes_get_colour (old, i);

      if (memcmp (a.rgb, b.rgb, sizeof (a.rgb)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Returns the wanted classes with the colours that are already in use in the image.  New
 * classes take their colours from the same palette, if it can be recognised, so that all
 * colours differ.
 */
static LlClasses *
append_classes (LpCall *call, const LlClasses *old, LlClasses *wanted, GError **error)
{
  const gchar *colours = lp_arguments_get_string (call->in, LP_ARG_COLOURS);
  g_autoptr (LlClasses) classes = wanted;

  for (gint palette = 0; !*colours && palette <= LL_PALETTE_PAPER; palette++)
    {
      g_autoptr (LlClasses) other = parse_classes (call, (LlPalette) palette, "", NULL);

      if (other && has_colours (other, old))
        {
          ll_classes_free (classes);
          classes = g_steal_pointer (&other);
          break;
        }
    }

  if (*colours && !has_colours (classes, old))
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The image is already painted: its classes must keep their "
                      "colours."));
      return NULL;
    }

  for (gint i = 0; i < ll_classes_get_n (old); i++)
    ll_classes_set_colour (classes, i, ll_classes_get_colour (old, i));
  ll_classes_set_interface_colour (classes, ll_classes_get_interface_colour (old));
  ll_classes_set_ignore_colour (classes, ll_classes_get_ignore_colour (old));
  if (*colours && !lp_classes_check_colours (classes, error))
    return NULL;

  return g_steal_pointer (&classes);
}

LlClasses *
lp_annotate_choose_classes (LpCall *call, GError **error)
{
  LlPalette palette = (LlPalette) lp_arguments_get_choice (call->in, LP_ARG_PALETTE);
  const gchar *colours = lp_arguments_get_string (call->in, LP_ARG_COLOURS);
  g_autoptr (LlClasses) wanted = parse_classes (call, palette, colours, error);
  g_autoptr (LlClasses) old = NULL;
  g_autofree gchar *names = NULL;
  gboolean known = FALSE;

  if (!wanted)
    return NULL;

  /* Where classes are missing or contradict each other, the wanted ones decide. */
  old = lp_kept_classes_read (call->image, &known, NULL);
  if (!old || !known || !lp_labels_are_painted (call->image))
    return g_steal_pointer (&wanted);

  if (is_prefix (old, wanted))
    return append_classes (call, old, g_steal_pointer (&wanted), error);

  names = ll_classes_to_text (old);
  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
               _ ("The image is already painted with the classes \"%s\": keep these, and "
                  "add new ones after them."),
               names);

  return NULL;
}
