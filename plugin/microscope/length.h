/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lengths as microscopes write them: "12.4 nm", "10um", also with a comma, a micro sign of
 * another encoding, or what programs have made of one.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_length_get_metres:
 * @unit: (array length=size): the name or sign of a unit, with or without spaces around it
 * @size: in bytes
 *
 * Returns: how many metres the unit has; 0 if it is not known.
 */
gdouble lp_length_get_metres (const gchar *unit, gsize size);

/**
 * lp_number_parse:
 * @text: (array length=size): begins with a number, after spaces
 * @size: in bytes
 * @value: (out): the number, which is finite
 *
 * A comma followed by a digit is a decimal sign.
 *
 * Returns: how many bytes belong to the number and the spaces before it; 0 if there is none.
 */
gsize lp_number_parse (const gchar *text, gsize size, gdouble *value);

/**
 * lp_length_parse:
 * @text: (array length=size): a number and a unit
 * @size: in bytes
 *
 * Returns: the length in metres; 0 if it can't be read.
 */
gdouble lp_length_parse (const gchar *text, gsize size);

G_END_DECLS
