/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* PNG files of 8 and 16 bits: grey or colour, with or without opacity. */

#pragma once

#include "ids.h"

G_BEGIN_DECLS

/* Samples as in the file: row by row, with interleaved channels. */
typedef struct
{
  gint width;
  gint height;
  gint channels; /* 1 grey, 2 grey and opacity, 3 RGB, 4 RGBA  */
  gint depth;    /* 8 or 16: samples are 0 .. 255 or 0 .. 65535 */
  guint16 *samples;
} SynthPng;

SynthPng *synth_png_new (gint width, gint height, gint channels, gint depth);
void synth_png_free (SynthPng *png);

/**
 * synth_png_read:
 *
 * Palettes become RGB; greys of 1, 2 or 4 bits are spread over 0 .. 255.
 *
 * Returns: (transfer full): the picture, or %NULL with a #GFileError.
 */
SynthPng *synth_png_read (const gchar *path, GError **error);
gboolean synth_png_write (const SynthPng *png, const gchar *path, GError **error);

/* These functions read and write the types of the engine and the generator.  An image of
 * 2 or 4 channels loses its opacity; ids and labels are only read from grey files.
 */
LlImage *synth_png_read_image (const gchar *path, GError **error);
LlLabels *synth_png_read_labels (const gchar *path, GError **error);
SynthIds *synth_png_read_ids (const gchar *path, GError **error);
gboolean synth_png_write_image (const LlImage *image, const gchar *path, GError **error);
gboolean
synth_png_write_labels (const LlLabels *labels, const gchar *path, GError **error);
gboolean synth_png_write_ids (const SynthIds *ids, const gchar *path, GError **error);

/* @rgba: 8 bits, see synth_marks_paint() */
gboolean synth_png_write_rgba (const guint8 *rgba,
                               gint width,
                               gint height,
                               const gchar *path,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SynthPng, synth_png_free)

G_END_DECLS
