/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The menus of the plug-in.
 *
 * GIMP sorts what plug-ins add to a menu by its labels, where the rules of languages ignore
 * all that can't be seen.  So the labels begin with numbers, which keep the order of work.
 */

#pragma once

#include "procedure/procedure.h"

G_BEGIN_DECLS

#define LP_MENU_PARENT "<Image>/Filters/Lazy Labels"

/* The name under which GIMP knows the plug-in's pages of help. */
#define LP_HELP_DOMAIN "lazy-labels"

/**
 * lp_menu_get_label:
 *
 * Returns: the label of a submenu in English, with its mnemonic.
 */
const gchar *lp_menu_get_label (LpMenu menu);

/**
 * lp_menu_get_path:
 *
 * Returns: (transfer full): where GIMP 2.10 finds the submenu in every language.
 */
gchar *lp_menu_get_path (LpMenu menu);

/**
 * lp_label_to_plain:
 * @label: of a menu, a menu entry or a field
 *
 * Returns: (transfer full): the words alone, without the number, the mnemonic and the dots at
 *   the end.
 */
gchar *lp_label_to_plain (const gchar *label);

G_END_DECLS
