/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/class-names.h"

#include <glib/gi18n-lib.h>

/* The class of objects without one, in an image without classes. */
#define ONLY_CLASS "object"

/* Returns: (transfer full): a name that fits into a list: a comma ends a name there. */
static gchar *
make_plain (const gchar *name)
{
  gchar *plain = g_strdelimit (g_strdup (name), ",\t\r\n", ' ');

  return g_strstrip (plain);
}

/* Returns: (transfer full): what is the same for names that a person takes for the same. */
static gchar *
fold_name (const gchar *name)
{
  g_autofree gchar *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal ? g_utf8_casefold (normal, -1) : g_strdup (name);
}

/* Returns the number of a class, which is added if it is new. */
static gint
find_class (GPtrArray *names, const gchar *name)
{
  g_autofree gchar *plain = make_plain (name);
  g_autofree gchar *folded = fold_name (plain);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree gchar *other = fold_name (g_ptr_array_index (names, i));

      if (g_str_equal (folded, other))
        return (gint) i + 1;
    }
  g_ptr_array_add (names, g_steal_pointer (&plain));

  return (gint) names->len;
}

gchar *
lp_class_names_choose (LlImported *imported,
                       const LlClasses *old,
                       const gchar *all,
                       GError **error)
{
  LlInstances *instances = imported->instances;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gint *class_of_name = g_new0 (gint, (gsize) imported->names->len + 1);

  for (gint c = 1; old && c < ll_classes_get_n (old); c++)
    g_ptr_array_add (names, g_strdup (ll_classes_get_name (old, c)));

  for (gint id = 1; id <= instances->n; id++)
    {
      gint name = imported->name_of[id];
      /* The last place is that of objects without a name. */
      gint *known = &class_of_name[*all || name < 0 ? (gint) imported->names->len : name];

      if (*known == 0)
        *known =
          find_class (names, *all        ? all
                             : name >= 0 ? g_ptr_array_index (imported->names, name)
                                         : (names->len > 0 ? g_ptr_array_index (names, 0)
                                                           : ONLY_CLASS));
      if (*known >= LL_MAX_CLASSES)
        {
          g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                       _ ("With those of the file, the image would have more than %d "
                          "classes: give all objects one class."),
                       LL_MAX_CLASSES - 1);
          return NULL;
        }
      instances->class_of[id] = (guint8) *known;
    }

  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (gchar **) names->pdata);
}
