/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What libtiff and libpng say goes to a text instead of the standard error. */

#pragma once

#include <glib.h>
#include <png.h>
#include <tiffio.h>

G_BEGIN_DECLS

/**
 * ll_tiff_options_new:
 * @problem: (inout): gets libtiff's first message, which is the cause of the others; to be
 *   freed with g_free()
 *
 * Returns: options to open a file with, for TIFFOpenOptionsFree(); warnings are ignored.
 */
TIFFOpenOptions *ll_tiff_options_new (gchar **problem);

/**
 * ll_png_fail:
 * @png: made with the address of a text, which gets the message; to be freed with g_free()
 * @message: libpng's
 *
 * A handler of errors.  It jumps to where png_jmpbuf() was set.
 */
void ll_png_fail (png_structp png, const char *message);

/* A handler of warnings. */
void ll_png_ignore (png_structp png, const char *message);

G_END_DECLS
