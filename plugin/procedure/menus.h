/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The menus of the plug-in.
 *
 * GIMP sorts what plug-ins add to a menu by its labels.  In a label that would otherwise
 * stand too low, hair spaces (U+200A) before the first letter keep the order of work: they
 * sort before all letters, and are hardly a pixel wide.  Translations have as many of them
 * as their own order needs.
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
 * Returns: (transfer full): where GIMP finds the submenu in every language.
 */
gchar *lp_menu_get_path (LpMenu menu);

/**
 * lp_label_to_plain:
 * @label: of a menu, a menu entry or a field
 *
 * Returns: (transfer full): the words alone, without the mnemonic, the dots at the end and
 *   what keeps the order.
 */
gchar *lp_label_to_plain (const gchar *label);

G_END_DECLS
