/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/sidecar.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The byte order mark in UTF-8. */
#define MARK "\357\273\277"

/* The encoding of a text: NULL for one that has ASCII in it. */
static const gchar *
find_encoding (const gchar *bytes, gsize size)
{
  gsize n = MIN (size, 256) / 2;
  gsize even = 0, odd = 0;

  if (size >= 2 && memcmp (bytes, "\377\376", 2) == 0)
    return "UTF-16LE";
  if (size >= 2 && memcmp (bytes, "\376\377", 2) == 0)
    return "UTF-16BE";

  for (gsize i = 0; i < n; i++)
    {
      even += bytes[2 * i] == '\0';
      odd += bytes[2 * i + 1] == '\0';
    }
  if (n > 2 && odd > n / 2 && even == 0)
    return "UTF-16LE";
  if (n > 2 && even > n / 2 && odd == 0)
    return "UTF-16BE";

  return NULL;
}

gchar *
lp_sidecar_decode (const gchar *bytes, gsize size, gsize *length)
{
  const gchar *encoding = find_encoding (bytes, size);
  gchar *text = encoding
                  ? g_convert_with_fallback (bytes, (gssize) (size & ~(gsize) 1), "UTF-8",
                                             encoding, "?", NULL, length, NULL)
                  : NULL;

  if (!text)
    {
      text = g_memdup2 (bytes, size);
      *length = size;
    }

  if (*length >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0)
    {
      *length -= strlen (MARK);
      memmove (text, text + strlen (MARK), *length);
    }

  return text;
}

/* Returns: (transfer full) (nullable): the bytes of a regular file that is not too long. */
static gchar *
read_file (const gchar *path, gsize *size)
{
  gint fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autofree gchar *bytes = NULL;
  struct stat status;
  gsize done = 0;

  if (fd < 0)
    return NULL;

  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0 &&
      status.st_size <= LP_SIDECAR_MOST)
    {
      gssize n = 0;

      *size = (gsize) status.st_size;
      bytes = g_malloc (*size);
      while (done < *size && ((n = read (fd, bytes + done, *size - done)) > 0 ||
                              (n < 0 && errno == EINTR)))
        done += (gsize) MAX (n, 0);
    }
  close (fd);
  *size = done;

  return done > 0 ? g_steal_pointer (&bytes) : NULL;
}

static gchar *
read_with (const gchar *path, gsize stem, const gchar *end, gsize *length)
{
  g_autofree gchar *other = g_strdup_printf ("%.*s%s", (gint) stem, path, end);
  g_autofree gchar *bytes = NULL;
  gsize size;

  bytes = read_file (other, &size);

  return bytes ? lp_sidecar_decode (bytes, size, length) : NULL;
}

/* "NAME.tif" -> "NAME.txt", "NAME.TXT", "NAME.Txt" */
gchar *
lp_sidecar_read (const gchar *path, const gchar *suffix, gsize *length)
{
  const gchar *name = strrchr (path, '/');
  const gchar *dot = strrchr (name ? name + 1 : path, '.');
  gsize stem = dot ? (gsize) (dot - path) : strlen (path);
  const gchar *place = strstr (suffix, "%s");
  g_autoptr (GString) end = g_string_new (NULL);
  g_autofree gchar *upper = NULL;
  gchar *text;

  if (stem > G_MAXINT || (place && !dot))
    return NULL;

  if (place)
    g_string_append_printf (end, "%.*s%s%s", (gint) (place - suffix), suffix, dot + 1,
                            place + 2);
  else
    g_string_append (end, suffix);
  upper = g_ascii_strup (end->str, -1);

  text = read_with (path, stem, end->str, length);
  if (!text)
    text = read_with (path, stem, upper, length);
  if (!text && end->len > 1 && end->str[0] == '.')
    {
      end->str[1] = g_ascii_toupper (end->str[1]);
      text = read_with (path, stem, end->str, length);
    }

  return text;
}
