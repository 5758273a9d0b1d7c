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
