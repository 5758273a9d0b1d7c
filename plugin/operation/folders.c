/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The module does without GIMP's library, since any program that uses GEGL may load it: here is
 * the little of GIMP's part that it needs.  Translations and networks lie in the folder
 * "lazy-labels" beside the module, wherever that was put.
 */

/* For dladdr(), which tells where the module lies. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "operation/folders.h"

#include <dlfcn.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gmodule.h>
#include <stdlib.h>

#include "host/host.h"

#define CURRENT "lazy-labels" G_DIR_SEPARATOR_S "current.safetensors"

typedef const gchar *(*DirectoryFunc) (void);
typedef gpointer (*DisplayFunc) (void);

/* A function that the program has, which is not linked with; NULL: it has none of that name. */
static gpointer
find_function (const gchar *name)
{
  GModule *program = g_module_open (NULL, 0);
  gpointer symbol = NULL;

  if (!program)
    return NULL;
  if (!g_module_symbol (program, name, &symbol))
    symbol = NULL;
  g_module_close (program);

  return symbol;
}

static DirectoryFunc
find_directory_func (void)
{
  DirectoryFunc func;

  *(gpointer *) &func = find_function ("gimp_directory");

  return func;
}

gboolean
lp_module_is_in_gimp (void)
{
  return find_directory_func () != NULL;
}

gboolean
lp_module_has_canvas (void)
{
  DisplayFunc get_display;

  *(gpointer *) &get_display = find_function ("gdk_display_get_default");

  return lp_module_is_in_gimp () && get_display && get_display ();
}

/* Outside of GIMP, the network that was trained last in any version of it counts. */
static gchar *
find_newest_profile (void)
{
  g_autofree gchar *root = g_build_filename (g_get_user_config_dir (), "GIMP", NULL);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  gchar *newest = NULL;
  const gchar *name;
  gint64 latest = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree gchar *profile = g_build_filename (root, name, NULL);
      g_autofree gchar *network = g_build_filename (profile, CURRENT, NULL);
      GStatBuf status;

      if (g_stat (network, &status) != 0 ||
          (newest && (gint64) status.st_mtime <= latest))
        continue;
      latest = status.st_mtime;
      g_free (newest);
      newest = g_steal_pointer (&profile);
    }

  return newest ? newest : g_steal_pointer (&root);
}

const gchar *
lp_host_get_folder (void)
{
  static gchar *folder = NULL;
  static gsize found = 0;
  DirectoryFunc directory = find_directory_func ();

  if (directory)
    return directory ();

  if (g_once_init_enter (&found))
    {
      const gchar *given = g_getenv ("GIMP3_DIRECTORY");

      if (!given)
        given = g_getenv ("GIMP2_DIRECTORY");
      folder = given ? g_strdup (given) : find_newest_profile ();
      g_once_init_leave (&found, 1);
    }

  return folder;
}

/* The folder of the module, at the end of links. */
static gchar *
find_module_folder (void)
{
  g_autofree gchar *folder = NULL;
  Dl_info info;
  gchar *real;

  if (!dladdr ((gconstpointer) lp_module_is_in_gimp, &info) || !info.dli_fname)
    return g_strdup (".");

  real = realpath (info.dli_fname, NULL);
  folder = g_path_get_dirname (real ? real : info.dli_fname);
  free (real);

  return g_steal_pointer (&folder);
}

gchar *
lp_host_get_data (const gchar *name)
{
  g_autofree gchar *folder = find_module_folder ();

  return g_build_filename (folder, "lazy-labels", name, NULL);
}

GQuark
lp_host_error_quark (void)
{
  return g_quark_from_static_string ("lp-host-error");
}

/* GEGL asks for texts as soon as it has loaded the module. */
static void __attribute__ ((constructor)) find_translations (void)
{
  g_autofree gchar *folder = lp_host_get_data ("locale");

  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
