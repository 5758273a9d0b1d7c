/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Translations for programs that run while the plug-ins are built or tested.  They read a
 * compiled catalogue themselves, because gettext translates nothing where the system lacks
 * the locale.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LpCatalogue LpCatalogue;

/**
 * lp_catalogue_load:
 * @path: (nullable): of a catalogue that msgfmt wrote for this machine, or %NULL for English
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the catalogue.
 */
LpCatalogue *lp_catalogue_load (const gchar *path, GError **error);
void lp_catalogue_free (LpCatalogue *catalogue);

/**
 * lp_catalogue_translate:
 * @text: (nullable): in English
 *
 * Returns: the translation, or @text where there is none.
 */
const gchar *lp_catalogue_translate (const LpCatalogue *catalogue, const gchar *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpCatalogue, lp_catalogue_free)

G_END_DECLS
