/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Label images, once their values are read. */

#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>

#include "lazylabels/error.h"

/* Numbers below this are looked up in an array. */
#define MOST_DIRECT (1 << 24)

/* Numbers of the values, 1, 2, 3 ... in their order. */
typedef struct
{
  guint32 n_direct;
  gint32 *direct;    /* [n_direct]: of smaller values          */
  GHashTable *large; /* of others                          */
  gint n;
} Numbers;

static gint
compare_values (gconstpointer a, gconstpointer b)
{
  guint32 p = *(const guint32 *) a;
  guint32 q = *(const guint32 *) b;

  return p < q ? -1 : p > q;
}

static void
number_values (Numbers *numbers, const guint32 *values, gsize n)
{
  g_autoptr (GArray) large = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = 0;

  for (gsize i = 0; i < n; i++)
    numbers->n_direct = MAX (numbers->n_direct, MIN (values[i], MOST_DIRECT - 1) + 1);
  numbers->direct = g_new0 (gint32, numbers->n_direct);
  numbers->large = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < n; i++)
    {
      guint32 value = values[i];

      if (value < numbers->n_direct)
        numbers->direct[value] = 1;
      else if (value != last &&
               g_hash_table_add (numbers->large, GUINT_TO_POINTER (value)))
        g_array_append_val (large, value);
      last = value;
    }

  numbers->direct[0] = 0;
  for (guint32 value = 1; value < numbers->n_direct; value++)
    if (numbers->direct[value])
      numbers->direct[value] = ++numbers->n;
  g_array_sort (large, compare_values);
  for (guint k = 0; k < large->len; k++)
    g_hash_table_insert (numbers->large,
                         GUINT_TO_POINTER (g_array_index (large, guint32, k)),
                         GINT_TO_POINTER (++numbers->n));
}

static void
clear_numbers (Numbers *numbers)
{
  g_free (numbers->direct);
  g_hash_table_unref (numbers->large);
}

/* Returns the connected parts of all values but 0. */
static LlInstances *
find_parts (const LlImport *import, const guint32 *values)
{
  g_autoptr (LlLabels) labels = ll_labels_new (import->width, import->height, 0);

  for (gsize i = 0; i < (gsize) import->width * (gsize) import->height; i++)
    labels->data[i] = values[i] != 0;

  return ll_instances_new_components (labels, LL_NEIGHBOURS_8);
}

static LlInstances *
find_objects (const LlImport *import, const guint32 *values, const Numbers *numbers)
{
  LlInstances *instances = ll_instances_new (import->width, import->height, numbers->n);

  for (gsize i = 0; i < (gsize) import->width * (gsize) import->height; i++)
    instances->data[i] = values[i] < numbers->n_direct
                           ? numbers->direct[values[i]]
                           : GPOINTER_TO_INT (g_hash_table_lookup (
                               numbers->large, GUINT_TO_POINTER (values[i])));

  return instances;
}

LlImported *
ll_import_numbers (const LlImport *import, const guint32 *values, GError **error)
{
  gsize n = (gsize) import->width * (gsize) import->height;
  LlImported *imported;
  Numbers numbers = { 0, NULL, NULL, 0 };

  number_values (&numbers, values, n);
  if (numbers.n == 0)
    {
      ll_import_fail (error, _ ("\"%s\" holds no objects: all of its values are 0."),
                      import->path);
      clear_numbers (&numbers);
      return NULL;
    }

  imported = g_new0 (LlImported, 1);
  imported->is_mask = numbers.n == 1;
  imported->instances = imported->is_mask ? find_parts (import, values)
                                          : find_objects (import, values, &numbers);
  for (gsize i = 0; imported->is_mask && i <= (gsize) imported->instances->n; i++)
    imported->instances->class_of[i] = 0;
  imported->names = g_ptr_array_new_with_free_func (g_free);
  imported->name_of = g_new (gint, (gsize) imported->instances->n + 1);
  for (gint id = 0; id <= imported->instances->n; id++)
    imported->name_of[id] = -1;
  clear_numbers (&numbers);

  return imported;
}
