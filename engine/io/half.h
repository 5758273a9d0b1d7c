/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers of 16 bits (IEEE 754 binary16), in which a weights file takes half the space. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest number that they hold. */
#define LL_HALF_MAX 65504.0f

gfloat ll_half_to_float (guint16 half);

/* The nearest one, of two equally near ones the even one; infinite beyond %LL_HALF_MAX. */
guint16 ll_half_from_float (gfloat value);

G_END_DECLS
