/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why an image is not segmented, in words: those that GIMP shows or the log keeps, and on the image
 * itself.
 */

#pragma once

#include <gegl.h>

G_BEGIN_DECLS

/**
 * lp_notice_say:
 * @text: what is said
 * @said: (inout) (transfer full) (nullable): what was said last
 *
 * Says @text, unless it is what was said last.
 */
void lp_notice_say (const gchar *text, gchar **said);

/**
 * lp_notice_draw:
 * @text: what is said
 * @extent: of the image, at whose upper left corner the text is
 * @area: of @output to draw in
 *
 * Lays the part of the text that lies in @area over what is in @output.
 */
void lp_notice_draw (const gchar *text,
                     const GeglRectangle *extent,
                     const GeglRectangle *area,
                     GeglBuffer *output);

G_END_DECLS
