/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/menus.h"

#include <glib/gi18n-lib.h>

/* In the order of LpMenu, which is that of work. */
static const gchar *const labels[LP_N_MENUS] = {
  [LP_MENU_ANNOTATE] = N_ ("1 _Annotate"),
  [LP_MENU_NETWORK] = N_ ("2 _Network"),
  [LP_MENU_RESULTS] = N_ ("3 _Results"),
  [LP_MENU_FOLDERS] = N_ ("4 _Folders"),
};

const gchar *
lp_menu_get_label (LpMenu menu)
{
  return labels[menu];
}

gchar *
lp_menu_get_path (LpMenu menu)
{
  g_auto (GStrv) parts = g_strsplit (labels[menu], "_", 2);
  g_autofree gchar *label = g_strjoinv ("", parts);

  return g_strconcat (LP_MENU_PARENT, "/", label, NULL);
}

gchar *
lp_label_to_plain (const gchar *label)
{
  GString *plain = g_string_new (NULL);

  if (g_ascii_isdigit (label[0]) && label[1] == ' ')
    label += 2;
  for (; *label && !g_str_equal (label, "..."); label++)
    if (*label != '_')
      g_string_append_c (plain, *label);

  return g_string_free (plain, FALSE);
}
