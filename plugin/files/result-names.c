/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/result-names.h"

#include <string.h>

#include "procedure/path-text.h"

#define PAGE "-page"

/* Returns: (transfer full): the name up to its last dot, unless it begins with that; of a
 * packed file, without the ".xcf" as well.
 */
static gchar *
get_stem (const gchar *name)
{
  static const gchar *const packed[] = { ".xcf.gz", ".xcf.bz2", ".xcf.xz" };
  const gchar *dot = strrchr (name, '.');

  for (gsize i = 0; i < G_N_ELEMENTS (packed); i++)
    {
      gssize n = (gssize) strlen (name) - (gssize) strlen (packed[i]);

      if (n > 0 && g_ascii_strcasecmp (name + n, packed[i]) == 0)
        return g_strndup (name, (gsize) n);
    }

  return dot && dot > name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

static void
count_key (GHashTable *counts, const gchar *name)
{
  gchar *key = g_utf8_casefold (name, -1);
  gint n = GPOINTER_TO_INT (g_hash_table_lookup (counts, key));

  g_hash_table_replace (counts, key, GINT_TO_POINTER (n + 1));
}

/* How many files have @name as their stem or as their whole name, in any case. */
static gint
get_count (GHashTable *counts, const gchar *name)
{
  g_autofree gchar *key = g_utf8_casefold (name, -1);

  return GPOINTER_TO_INT (g_hash_table_lookup (counts, key));
}

/* Whether the stem is "x-page12" beside a file "x". */
static gboolean
looks_like_page (GHashTable *counts, const gchar *stem)
{
  const gchar *page = g_strrstr (stem, PAGE);
  g_autofree gchar *before = page ? g_strndup (stem, (gsize) (page - stem)) : NULL;
  const gchar *digits = page ? page + strlen (PAGE) : "";

  return *digits && strspn (digits, "0123456789") == strlen (digits) &&
         get_count (counts, before) > 0;
}

static gboolean
is_free (GHashTable *taken, const gchar *name, const gchar *const *endings)
{
  for (gint i = 0; endings[i]; i++)
    {
      g_autofree gchar *result = g_strconcat (name, endings[i], NULL);
      g_autofree gchar *key = g_utf8_casefold (result, -1);

      if (g_hash_table_contains (taken, key))
        return FALSE;
    }

  return TRUE;
}

static void
take (GHashTable *taken, const gchar *name, const gchar *const *endings)
{
  for (gint i = 0; endings[i]; i++)
    {
      g_autofree gchar *result = g_strconcat (name, endings[i], NULL);

      g_hash_table_add (taken, g_utf8_casefold (result, -1));
    }
}

/* Puts a number before the suffix: "a.xcf" to "a-2.xcf". */
static gchar *
number_name (const gchar *name, const gchar *stem, gint number)
{
  return g_strdup_printf ("%s-%d%s", stem, number, name + strlen (stem));
}

GPtrArray *
lp_result_names_new (const GPtrArray *paths, const gchar *const *endings)
{
  static const gchar *const none[] = { "", NULL };
  gboolean whole = !endings || !endings[0];
  g_autoptr (GHashTable) counts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *results = g_ptr_array_new_with_free_func (g_free);

  if (whole)
    endings = none;
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree gchar *name = lp_path_get_label (g_ptr_array_index (paths, i));
      g_autofree gchar *stem = get_stem (name);

      count_key (counts, stem);
      if (strcmp (stem, name) != 0)
        count_key (counts, name);
    }

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree gchar *name = lp_path_get_label (g_ptr_array_index (paths, i));
      g_autofree gchar *stem = get_stem (name);
      gchar *result = g_strdup (
        whole || get_count (counts, stem) > 1 || looks_like_page (counts, stem) ? name
                                                                                : stem);

      for (gint number = 2; !is_free (taken, result, endings); number++)
        {
          g_free (result);
          result = number_name (name, stem, number);
        }
      take (taken, result, endings);
      g_ptr_array_add (results, result);
    }

  return results;
}
