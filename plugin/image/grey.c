/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "image/grey.h"

gfloat
lp_grey (gfloat red, gfloat green, gfloat blue)
{
  /* Equal channels must give exactly the same value. */
  if (red == green && green == blue)
    return red;

  return 0.2126f * red + 0.7152f * green + 0.0722f * blue;
}

LlImage *
lp_grey_new (const LlImage *image)
{
  gsize n = (gsize) image->width * image->height;
  LlImage *grey = ll_image_new (image->width, image->height, 1);

  for (gsize i = 0; i < n; i++)
    grey->data[i] = lp_grey (image->data[i], image->data[n + i], image->data[2 * n + i]);

  return grey;
}
