/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The differences between micrographs: those of the sample, and of the settings of the
 * microscope.  Two annotated images do not cover them, so many are annotated roughly.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gdouble magnification; /* of the objects' sizes; 1: the usual one           */
  gdouble bubble_share;  /* as a share of the objects                         */
  gdouble bubble_grey;   /* added to the grey of all bubbles                  */
  gdouble crystal_grey;  /* added to the grey of all crystals                 */
  gdouble rim;           /* of the bubbles' bright rim; 1: the usual strength */
  gdouble etching;       /* strength of the crystals' striae and pits         */
  gdouble foam;          /* strength of the matrix's texture                  */
  gint focus;            /* passes of the blur; 1: sharp                      */
  gdouble noise;         /* shot noise where the image is white               */
  gdouble charging;      /* strength of the streaks                           */
  gdouble contrast;
  gdouble brightness;
} SynthConditions;

/* @conditions: (out caller-allocates): those of the micrograph with this seed. */
void synth_conditions_init (SynthConditions *conditions, guint64 seed);

G_END_DECLS
