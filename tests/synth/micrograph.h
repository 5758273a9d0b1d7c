/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Generated cryo-SEM micrographs of ice cream, with their truth. */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

/* The paper's images are 960 rows of 1280 pixels. */
#define SYNTH_WIDTH  1280
#define SYNTH_HEIGHT 960

typedef struct
{
  LlImage *image;    /* grey, in whole 255ths                 */
  SynthIds *ids;     /* 1 .. n - 1 without holes              */
  LlLabels *classes; /* 0 matrix, 1 air bubble, 2 ice crystal */
  gint n_ids;        /* including 0                           */
  guint8 *class_of;  /* the class of each id                  */
} SynthMicrograph;

/**
 * synth_micrograph_new:
 * @width: pixels, 32 or more
 * @height: pixels, 32 or more
 * @seed: the same seed and size give the same pixels on every machine
 *
 * Returns: (transfer full): the micrograph and its truth.
 */
SynthMicrograph *synth_micrograph_new (gint width, gint height, guint64 seed);
void synth_micrograph_free (SynthMicrograph *micrograph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthMicrograph, synth_micrograph_free)

G_END_DECLS
