/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The loss of JPEG files. */

#include <math.h>

#include "looks/optics.h"

#define SIDE 8

/* Multiplies each row of @from by the basis, forward or backward, and transposes. */
static void
transform (gfloat to[SIDE][SIDE],
           gfloat from[SIDE][SIDE],
           gfloat basis[SIDE][SIDE],
           gboolean back)
{
  for (gint i = 0; i < SIDE; i++)
    for (gint k = 0; k < SIDE; k++)
      {
        gfloat sum = 0.0f;

        for (gint j = 0; j < SIDE; j++)
          sum += from[i][j] * (back ? basis[j][k] : basis[k][j]);
        to[k][i] = sum;
      }
}

void
synth_blocks_round (SynthPlane *plane, gdouble step)
{
  gfloat basis[SIDE][SIDE], block[SIDE][SIDE], half[SIDE][SIDE];

  for (gint k = 0; k < SIDE; k++)
    for (gint j = 0; j < SIDE; j++)
      basis[k][j] =
        (gfloat) (cos (G_PI * (j + 0.5) * k / SIDE) * (k == 0 ? sqrt (0.125) : 0.5));

  /* Incomplete blocks at the right and at the bottom stay as they are. */
  for (gint top = 0; top + SIDE <= plane->height; top += SIDE)
    for (gint left = 0; left + SIDE <= plane->width; left += SIDE)
      {
        gfloat *corner = plane->data + (gsize) top * (gsize) plane->width + left;

        for (gint j = 0; j < SIDE; j++)
          for (gint i = 0; i < SIDE; i++)
            block[j][i] = corner[(gsize) j * (gsize) plane->width + (gsize) i];
        transform (half, block, basis, FALSE);
        transform (block, half, basis, FALSE);
        for (gint j = 0; j < SIDE; j++)
          for (gint i = 0; i < SIDE; i++)
            {
              gfloat q = (gfloat) step * (1.0f + 0.6f * (gfloat) (i + j)) / 255.0f;

              block[j][i] = q * rintf (block[j][i] / q);
            }
        transform (half, block, basis, TRUE);
        transform (block, half, basis, TRUE);
        for (gint j = 0; j < SIDE; j++)
          for (gint i = 0; i < SIDE; i++)
            corner[(gsize) j * (gsize) plane->width + (gsize) i] = block[j][i];
      }
}
