/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/memory.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/system.h"
#include "lazylabels/error.h"

#define MEGABYTE ((guint64) 1000 * 1000)

static gchar *
read_text (const gchar *root, const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = g_strconcat (root, folder, "/", name, NULL);
  gchar *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* Returns the number after @key at the start of a line, or @missing. */
static guint64
find_number (const gchar *text, const gchar *key, guint64 missing)
{
  gsize length = strlen (key);

  for (const gchar *line = text; line; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (strncmp (line, key, length) == 0 && strchr (": \t", line[length]))
        return g_ascii_strtoull (line + length + 1, NULL, 10);
      if (!*line)
        break;
    }
  return missing;
}

/* A number alone in a file; "max", and a file that is not there, are no limit. */
static guint64
read_number (const gchar *root, const gchar *folder, const gchar *name)
{
  g_autofree gchar *text = read_text (root, folder, name);
  guint64 number = G_MAXUINT64;

  if (text && g_ascii_isdigit (*g_strstrip (text)))
    number = g_ascii_strtoull (text, NULL, 10);
  return number;
}

/* The names of version 1 and 2 of control groups. */
typedef struct
{
  const gchar *mount;
  const gchar *limit;
  const gchar *usage;
  const gchar *inactive; /* pages of files, which give way */
  const gchar *active;
} Controller;

static const Controller controllers[] = {
  { "/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
    "total_inactive_file", "total_active_file" },
  { "/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file", "active_file" },
};

static guint64
find_in_group (const gchar *root, const Controller *controller, const gchar *group)
{
  g_autofree gchar *folder = g_strconcat (controller->mount, group, NULL);
  guint64 limit = read_number (root, folder, controller->limit);
  guint64 usage = read_number (root, folder, controller->usage);
  g_autofree gchar *stat = NULL;
  guint64 files;

  if (limit == G_MAXUINT64 || usage == G_MAXUINT64)
    return G_MAXUINT64;

  stat = read_text (root, folder, "memory.stat");
  files = stat ? find_number (stat, controller->inactive, 0) +
                   find_number (stat, controller->active, 0)
               : 0;
  usage -= MIN (usage, files);
  return limit - MIN (limit, usage);
}

/* The smallest of the group's and its ancestors'. */
static guint64
find_in_groups (const gchar *root, const Controller *controller, const gchar *group)
{
  g_autofree gchar *path = g_strdup (g_str_equal (group, "/") ? "" : group);
  guint64 available = G_MAXUINT64;

  for (;;)
    {
      gchar *slash;

      available = MIN (available, find_in_group (root, controller, path));
      slash = strrchr (path, '/');
      if (!slash)
        return available;
      *slash = '\0';
    }
}

/* A line is "number:controllers:group"; version 2 names no controllers. */
static guint64
find_in_all_groups (const gchar *root)
{
  g_autofree gchar *text = read_text (root, "/proc", "self/cgroup");
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);
  guint64 available = G_MAXUINT64;

  for (gint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ":", 3);
      g_auto (GStrv) names = NULL;
      gboolean second;

      if (g_strv_length (parts) != 3)
        continue;
      names = g_strsplit (parts[1], ",", -1);
      second = !*parts[1];
      if (second || g_strv_contains ((const gchar *const *) names, "memory"))
        available =
          MIN (available, find_in_groups (root, &controllers[second], parts[2]));
    }
  return available;
}

guint64
ll_memory_find_available (const gchar *root)
{
  g_autofree gchar *text = read_text (root, "/proc", "meminfo");
  guint64 kibibytes = text ? find_number (text, "MemAvailable", 0) : 0;
  guint64 available = kibibytes > 0 ? kibibytes * 1024 : G_MAXUINT64;

  return MIN (available, find_in_all_groups (root));
}

guint64
ll_memory_get_available (void)
{
  const gchar *text = g_getenv ("LAZY_LABELS_MEMORY");
  guint64 allowed = G_MAXUINT64;
  guint64 megabytes;

  if (text &&
      g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT64 / MEGABYTE, &megabytes, NULL))
    allowed = megabytes * MEGABYTE;
  return MIN (allowed,
              MIN (ll_memory_find_available (""), ll_process_get_memory_left ()));
}

gboolean
ll_memory_check (guint64 bytes, GError **error)
{
  guint64 available = ll_memory_get_available ();
  g_autofree gchar *needed = NULL;
  g_autofree gchar *there = NULL;

  if (bytes <= available)
    return TRUE;

  needed = g_format_size (bytes);
  there = g_format_size (available);
  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_MEMORY,
               _ ("The image needs about %s of memory, but only %s are available: close "
                  "other programs, or work on a part of the image."),
               needed, there);
  return FALSE;
}
