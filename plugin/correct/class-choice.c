/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "correct/class-choice.h"

#include <glib/gi18n-lib.h>

#include "procedure/arguments.h"

guint8
lp_class_find (const LlClasses *classes, const gchar *name)
{
  g_autofree gchar *stripped = g_strstrip (g_strdup (name));
  g_autofree gchar *wanted = g_utf8_casefold (stripped, -1);

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      g_autofree gchar *other = g_utf8_casefold (ll_classes_get_name (classes, c), -1);

      if (g_utf8_collate (wanted, other) == 0)
        return (guint8) c;
    }

  return 0;
}

guint8
lp_class_choose (const LlClasses *classes, const gchar *name, GError **error)
{
  guint8 klass = lp_class_find (classes, name);
  g_autofree gchar *all = NULL;

  if (klass != 0)
    return klass;

  all = ll_classes_to_text (classes);
  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("The image has no class \"%s\": name one of %s."), name, all);

  return 0;
}

gboolean
lp_classes_map (const LlClasses *from,
                const guint8 *used,
                const LlClasses *to,
                const gchar *name,
                guint8 *map,
                GError **error)
{
  guint8 given = *name ? lp_class_choose (to, name, error) : 0;

  if (*name && given == 0)
    return FALSE;

  map[0] = 0;
  for (gint c = 1; c < LL_MAX_CLASSES; c++)
    {
      map[c] = given;
      if (given != 0 || c >= ll_classes_get_n (from) || !used[c])
        continue;

      map[c] = lp_class_find (to, ll_classes_get_name (from, c));
      if (map[c] == 0 && ll_classes_get_n (to) == 2)
        map[c] = 1;
      if (map[c] == 0)
        {
          g_autofree gchar *all = ll_classes_to_text (to);

          g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                       _ ("The image has no class \"%s\" as the result has: say which of "
                          "its classes objects get, one of %s."),
                       ll_classes_get_name (from, c), all);
          return FALSE;
        }
    }

  return TRUE;
}
