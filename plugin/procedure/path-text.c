/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/path-text.h"

#include <stdlib.h>
#include <string.h>

#ifdef G_OS_UNIX
#include <pwd.h>
#endif

/* Returns: (transfer full) (nullable): the home folder; an empty name is one's own. */
static gchar *
find_home (const gchar *user)
{
  if (!*user)
    return g_strdup (g_get_home_dir ());

#ifdef G_OS_UNIX
  /* g_file_parse_name() would take one's own folder for an unknown user. */
  const struct passwd *entry = getpwnam (user);

  return entry && entry->pw_dir ? g_strdup (entry->pw_dir) : NULL;
#else
  return NULL;
#endif
}

gchar *
lp_path_from_text (const gchar *text)
{
  gsize n = strcspn (text, G_DIR_SEPARATOR_S);
  gchar *path = NULL;

  if (g_ascii_strncasecmp (text, "file:", strlen ("file:")) == 0)
    {
      path = g_filename_from_uri (text, NULL, NULL);
    }
  else if (*text == '~')
    {
      g_autofree gchar *user = g_strndup (text + 1, n - 1);
      g_autofree gchar *home = find_home (user);

      path = home ? g_strconcat (home, text + n, NULL) : NULL;
    }

  return path ? path : g_strdup (text);
}

gchar *
lp_path_resolve (const gchar *path)
{
#ifdef G_OS_UNIX
  g_autofree gchar *folder = g_path_get_dirname (path);
  g_autofree gchar *name = g_path_get_basename (path);
  char *real = realpath (folder, NULL);

  if (real)
    {
      gchar *resolved = g_build_filename (real, name, NULL);

      free (real);
      return resolved;
    }
#endif

  return g_canonicalize_filename (path, NULL);
}

gchar *
lp_path_to_uri (const gchar *path)
{
  g_autofree gchar *whole = lp_path_resolve (path);

  return g_filename_to_uri (whole, NULL, NULL);
}

static gboolean
can_be_typed (const gchar *path)
{
  return *path != '~' && g_utf8_validate (path, -1, NULL) && !strpbrk (path, "\r\n") &&
         !g_ascii_isspace (*path) && !g_str_has_suffix (path, " ");
}

gchar *
lp_path_to_text (const gchar *path)
{
  return can_be_typed (path) ? g_strdup (path) : lp_path_to_uri (path);
}

gchar *
lp_path_get_label (const gchar *path)
{
  g_autofree gchar *name = g_path_get_basename (path);
  GString *label = g_string_new (NULL);

  for (const gchar *c = name; *c;)
    {
      gunichar letter = g_utf8_get_char_validated (c, -1);
      gboolean broken = letter == (gunichar) -1 || letter == (gunichar) -2;
      const gchar *end = broken ? c + 1 : g_utf8_next_char (c);

      if (!broken && !g_unichar_iscntrl (letter))
        g_string_append_len (label, c, end - c);
      else
        for (const gchar *byte = c; byte < end; byte++)
          g_string_append_printf (label, "%%%02X", (guint) (guchar) *byte);
      c = end;
    }

  return g_string_free (label, FALSE);
}
