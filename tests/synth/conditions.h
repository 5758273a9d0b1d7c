/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What differs from one micrograph to the next: the sample, and how the microscope was
 * set.  Two annotated images do not show it all; that is why many are annotated roughly.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gdouble magnification; /* of the objects' sizes, 1: as usual               */
  gdouble bubble_share;  /* of the objects                                   */
  gdouble bubble_grey;   /* added to the grey of all bubbles                 */
  gdouble crystal_grey;  /* likewise                                         */
  gdouble rim;           /* strength of the bubbles' bright rim, 1: as usual */
  gdouble etching;       /* of the crystals' striae and pits                 */
  gdouble foam;          /* of the matrix' texture                           */
  gint focus;            /* passes of the blur, 1: sharp                     */
  gdouble noise;         /* shot noise where the image is white              */
  gdouble charging;      /* strength of the streaks                          */
  gdouble contrast;
  gdouble brightness;
} SynthConditions;

/* @conditions: (out caller-allocates): those of the micrograph with this seed. */
void synth_conditions_init (SynthConditions *conditions, guint64 seed);

G_END_DECLS
