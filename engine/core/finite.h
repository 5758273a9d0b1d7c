/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether numbers are numbers. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_all_finite:
 * @values: [n] numbers
 * @n: how many
 * @least: what none of them may be below; -%G_MAXFLOAT: any number will do
 *
 * Returns: whether none is infinite, NaN, or below @least.
 */
gboolean ll_all_finite (const gfloat *values, gsize n, gfloat least);

G_END_DECLS
