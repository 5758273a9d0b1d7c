/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Units of length as people read them.  Files and scripts keep "um", which every program
 * can read and type.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_unit_get_sign:
 * @unit: a unit of length
 *
 * Returns: the unit with the micro sign, if @unit is one of the words for micrometres; else
 *   @unit itself.
 */
const gchar *lp_unit_get_sign (const gchar *unit);

G_END_DECLS
