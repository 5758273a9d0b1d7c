/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A catalogue begins with 32-bit numbers: a magic one, the version of the format, how many
 * texts there are, and where the tables of texts and translations begin.  Each row of a
 * table is the length of a text and its offset.  Texts end with a zero byte.  The magic number
 * tells the order of bytes, which need not be that of this machine.
 */

#include "procedure/catalogue.h"

#include <string.h>

#include <gio/gio.h>

#define MAGIC 0x950412de

struct _LpCatalogue
{
  gchar *data;
  gsize size;
  gboolean swapped;
  GHashTable *texts; /* text to translation, both in data */
};

/* Returns 0 beyond the end, which no offset is. */
static guint32
read_number (const LpCatalogue *catalogue, gsize offset)
{
  guint32 number = 0;

  if (offset + sizeof (number) <= catalogue->size)
    memcpy (&number, catalogue->data + offset, sizeof (number));

  return catalogue->swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

/* The text in a row of the table at @table, or NULL. */
static const gchar *
read_text (const LpCatalogue *catalogue, guint32 table, guint32 row)
{
  gsize place = (gsize) table + 8 * (gsize) row;
  gsize length = read_number (catalogue, place);
  gsize offset = read_number (catalogue, place + 4);

  if (offset == 0 || offset >= catalogue->size || length >= catalogue->size - offset)
    return NULL;

  return catalogue->data + offset;
}

LpCatalogue *
lp_catalogue_load (const gchar *path, GError **error)
{
  g_autoptr (LpCatalogue) catalogue = g_new0 (LpCatalogue, 1);
  guint32 n;

  catalogue->texts = g_hash_table_new (g_str_hash, g_str_equal);
  if (!path)
    return g_steal_pointer (&catalogue);

  if (!g_file_get_contents (path, &catalogue->data, &catalogue->size, error))
    return NULL;

  catalogue->swapped = read_number (catalogue, 0) != MAGIC;
  if (read_number (catalogue, 0) != MAGIC)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "\"%s\" is not a compiled catalogue.", path);
      return NULL;
    }

  n = read_number (catalogue, 8);
  for (guint32 i = 0; i < n; i++)
    {
      const gchar *text = read_text (catalogue, read_number (catalogue, 12), i);
      const gchar *translation = read_text (catalogue, read_number (catalogue, 16), i);

      /* The empty text has the header. */
      if (text && *text && translation && *translation)
        g_hash_table_insert (catalogue->texts, (gpointer) text, (gpointer) translation);
    }

  return g_steal_pointer (&catalogue);
}

void
lp_catalogue_free (LpCatalogue *catalogue)
{
  if (!catalogue)
    return;

  g_hash_table_unref (catalogue->texts);
  g_free (catalogue->data);
  g_free (catalogue);
}

const gchar *
lp_catalogue_translate (const LpCatalogue *catalogue, const gchar *text)
{
  const gchar *translation = text ? g_hash_table_lookup (catalogue->texts, text) : NULL;

  return translation ? translation : text;
}
