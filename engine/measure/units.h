/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Units of length and of what is made of them. */

#pragma once

#include "lazylabels/measure.h"

G_BEGIN_DECLS

/**
 * ll_unit_get_plain:
 * @unit: a unit of length
 *
 * Returns: its spelling in tables, owned by whoever owns @unit, or static.
 */
const gchar *ll_unit_get_plain (const gchar *unit);

G_END_DECLS
