/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The watershed of the gradient: S. Beucher and F. Meyer, "The morphological approach to
 * segmentation: the watershed transformation" (1993).  All objects and the background
 * flood the whole image at once and meet on the crests of the gradient.
 */

#include <string.h>

#include "data/flood.h"
#include "grow/gradient.h"
#include "grow/grow-private.h"

/* Sigma in pixels.  More would lose small objects, less would follow the noise. */
#define SIGMA 1.0

#define BACKGROUND -1

/* Heights in units of 1/65535 of the steepest gradient.  An object is under water inside
 * its mark from the start, however rough it is.  The background is not: otherwise a wall
 * drawn along the crest between two objects would flood down into both.
 */
static guint16 *
draw_relief (const LlImage *image, const LlInstances *marks)
{
  gsize pixels = (gsize) image->width * (gsize) image->height;
  g_autofree gfloat *steepness =
    ll_steepness_new (image->data, image->width, image->height, image->channels, SIGMA);
  guint16 *relief = g_new0 (guint16, pixels);
  gfloat steepest = 0.0f;

  for (gsize i = 0; i < pixels; i++)
    steepest = MAX (steepest, steepness[i]);
  if (steepest > 0.0f)
    for (gsize i = 0; i < pixels; i++)
      if (marks->data[i] == 0)
        relief[i] = (guint16) (steepness[i] / steepest * G_MAXUINT16);
  return relief;
}

LlInstances *
ll_grow_watershed (const LlImage *image,
                   const LlInstances *marks,
                   const guint8 *seeds,
                   const LlGrowSettings *settings)
{
  LlInstances *grown = ll_instances_new (marks->width, marks->height, marks->n);
  gsize pixels = (gsize) marks->width * (gsize) marks->height;
  g_autofree guint16 *relief = draw_relief (image, marks);

  memcpy (grown->class_of, marks->class_of, (gsize) marks->n + 1);
  for (gsize i = 0; i < pixels; i++)
    grown->data[i] = seeds[i] == LL_SEED_OUTSIDE ? BACKGROUND : marks->data[i];

  ll_flood (relief, marks->width, marks->height, grown->data);

  for (gsize i = 0; i < pixels; i++)
    grown->data[i] = MAX (grown->data[i], 0);
  return grown;
}
