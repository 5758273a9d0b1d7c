/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Texts that people read: _() around those that are shown here, N_() around those that a
 * table keeps and that _() translates later.  Words that scripts and files use, layers'
 * names among them, are never translated.
 */

#pragma once

#define GETTEXT_PACKAGE "lazy-labels"

#include <glib/gi18n-lib.h>
