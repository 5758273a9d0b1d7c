/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the text of a table is stored in bytes. */

#include "core/csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lazylabels/error.h"

static const struct
{
  const gchar *mark; /* byte order mark */
  const gchar *name; /* for g_convert () */
} encodings[] = {
  [LL_CSV_UTF8] = { "", "UTF-8" },
  [LL_CSV_UTF8_MARK] = { LL_CSV_MARK, "UTF-8" },
  [LL_CSV_UTF16_LE] = { "\377\376", "UTF-16LE" },
  [LL_CSV_UTF16_BE] = { "\376\377", "UTF-16BE" },
};

static gboolean
has_mark (const gchar *bytes, gsize length, LlCsvEncoding encoding)
{
  gsize n = strlen (encodings[encoding].mark);

  return n > 0 && length >= n && memcmp (bytes, encodings[encoding].mark, n) == 0;
}

gchar *
ll_csv_decode (const gchar *bytes,
               gsize length,
               const gchar *path,
               LlCsvEncoding *encoding,
               GError **error)
{
  gchar *text = NULL;
  gsize n = length;

  *encoding = LL_CSV_UTF8;
  for (guint i = LL_CSV_UTF8_MARK; i <= LL_CSV_UTF16_BE; i++)
    if (has_mark (bytes, length, (LlCsvEncoding) i))
      *encoding = (LlCsvEncoding) i;

  if (length > 0)
    {
      gsize mark = strlen (encodings[*encoding].mark);

      bytes += mark;
      n -= mark;
    }
  if (*encoding == LL_CSV_UTF16_LE || *encoding == LL_CSV_UTF16_BE)
    text =
      g_convert (bytes, (gssize) n, "UTF-8", encodings[*encoding].name, NULL, &n, NULL);
  else
    text = g_strndup (bytes, n);

  /* Within the length, a NUL is not valid either. */
  if (text && g_utf8_validate (text, (gssize) n, NULL))
    return text;

  g_free (text);
  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
               _ ("The table \"%s\" is not in Unicode: save it as \"CSV UTF-8\"."), path);

  return NULL;
}

GString *
ll_csv_encode (GString *text, LlCsvEncoding encoding, gboolean begins)
{
  GString *bytes = g_string_new (begins ? encodings[encoding].mark : NULL);

  if (encoding == LL_CSV_UTF16_LE || encoding == LL_CSV_UTF16_BE)
    {
      gsize n = 0;
      g_autofree gchar *wide = g_convert (
        text->str, (gssize) text->len, encodings[encoding].name, "UTF-8", NULL, &n, NULL);

      g_assert (wide); /* the text is valid */
      g_string_append_len (bytes, wide, (gssize) n);
    }
  else
    {
      g_string_append_len (bytes, text->str, (gssize) text->len);
    }
  g_string_free (text, TRUE);

  return bytes;
}
