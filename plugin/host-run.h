/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the entries for the versions of GIMP run a procedure, and what they say about
 * all of them.
 */

#pragma once

#include "run.h"

G_BEGIN_DECLS

#define LL_HOST_MENU    "<Image>/Filters/Lazy Labels"
#define LL_HOST_AUTHORS "The authors of Lazy Labels"
#define LL_HOST_LICENCE "GPL-3.0-or-later"
#define LL_HOST_YEAR    "2026"

/* Folder of the catalogues, where GIMP 3 looks for it by itself. */
#define LL_HOST_TRANSLATIONS "locale"

/**
 * ll_host_init:
 * @program: path of the plug-in's executable
 *
 * What belongs to the plug-in lies beside its program, so that a plug-in that was copied
 * to another place keeps its icons and languages.  Must come first.
 */
void ll_host_init (const gchar *program);

/**
 * ll_host_get_data:
 * @name: a file or folder beside the program
 *
 * Returns: (transfer full): its path.
 */
gchar *ll_host_get_data (const gchar *name);

/**
 * ll_host_get_icon:
 *
 * Returns: (transfer full): path of the picture that stands for @procedure.
 */
gchar *ll_host_get_icon (const LlProcedureSpec *procedure);

/**
 * ll_host_run:
 * @call: with checked arguments
 * @error: return location for an error
 *
 * Runs a procedure; its notes are shown to a person.
 *
 * Returns: whether it did what it promises.
 */
gboolean ll_host_run (const LlProcedureSpec *procedure, LlCall *call, GError **error);

G_END_DECLS
