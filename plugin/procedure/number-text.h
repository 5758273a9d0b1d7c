/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers as fields of forms show them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_number_to_text:
 * @value: a finite number
 * @digits: decimals at least
 *
 * Returns: (transfer full): the number with six significant digits, without zeros at the
 *   end beyond @digits decimals, with the decimal sign of the locale.
 */
gchar *lp_number_to_text (gdouble value, gint digits);

G_END_DECLS
