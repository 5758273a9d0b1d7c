/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "image/strips.h"

typedef struct
{
  const LpPixels *pixels;
  gint channels;
} Reading;

static gboolean
read_rows (gint y, gint rows, gfloat *planes, gpointer data, GError **error)
{
  const Reading *reading = data;

  (void) error;
  lp_pixels_read (reading->pixels, y, rows, reading->channels, planes, NULL);

  return TRUE;
}

LlImage *
lp_strips_read (const LpPixels *pixels, gint channels, const LpThere *there)
{
  Reading reading = { pixels, channels };

  return ll_strips_read (channels, lp_pixels_get_width (pixels),
                         lp_pixels_get_height (pixels), there ? there->missing : NULL,
                         read_rows, &reading, NULL);
}
