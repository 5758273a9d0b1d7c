/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "image/remarks.h"

#include <glib/gi18n-lib.h>

GPtrArray *
lp_remarks_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
lp_remarks_add (GPtrArray *remarks, const gchar *format, ...)
{
  va_list arguments;

  if (!remarks)
    return;

  va_start (arguments, format);
  g_ptr_array_add (remarks, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static const gchar *
get_label_name (const LlClasses *classes, LlTask task, guint8 label)
{
  if (label == LL_LABEL_IGNORE)
    return _ ("ignore");
  if (task == LL_TASK_SEPARATION && label == 1)
    return _ ("interface");

  return ll_classes_get_name (classes, label);
}

void
lp_remarks_add_paint (GPtrArray *remarks,
                      const gchar *name,
                      const gchar *layer,
                      const LlClasses *classes,
                      LlTask task,
                      const LlPaintTally *tally,
                      gboolean guessed)
{
  gulong n = (gulong) tally->unknown;
  gdouble percent = 100.0 * (gdouble) n / (gdouble) MAX (tally->painted, 1);
  gchar colour[LL_COLOUR_TEXT_SIZE];

  if (n > 0)
    {
      const gchar *format =
        guessed
          ? g_dngettext (GETTEXT_PACKAGE,
                         "\"%s\", layer \"%s\": %lu pixel (%.2g %%) of a mixed "
                         "colour has the nearest class; it lies at x = %d, y = %d "
                         "and has the colour %s.",
                         "\"%s\", layer \"%s\": %lu pixels (%.2g %%) of mixed "
                         "colours have the nearest class; the first lies at x = "
                         "%d, y = %d and has the colour %s.",
                         n)
          : g_dngettext (GETTEXT_PACKAGE,
                         "\"%s\", layer \"%s\": %lu pixel (%.2g %% of the paint) is "
                         "ignored, because its colour stands for nothing; it lies "
                         "at x = %d, y = %d and has the colour %s.",
                         "\"%s\", layer \"%s\": %lu pixels (%.2g %% of the paint) "
                         "are ignored, because their colours stand for nothing; "
                         "the first lies at x = %d, y = %d and has the colour %s.",
                         n);

      ll_colour_to_text (tally->first.colour, colour);
      lp_remarks_add (remarks, format, name, layer, n, percent, tally->first.x,
                      tally->first.y, colour);
    }

  if (tally->blended.found)
    {
      ll_colour_to_text (tally->blended.colour, colour);
      lp_remarks_add (
        remarks,
        _ ("\"%s\", layer \"%s\": the area at x = %d, y = %d has the colour "
           "%s, which is a mixture, and counts as '%s': paint it anew if "
           "that is wrong."),
        name, layer, tally->blended.x, tally->blended.y, colour,
        get_label_name (classes, task, tally->blended.label));
    }
}

void
lp_remarks_note (const GPtrArray *remarks, LpCall *call)
{
  for (guint i = 0; remarks && i < remarks->len; i++)
    lp_call_note (call, "%s", (const gchar *) g_ptr_array_index (remarks, i));
}
