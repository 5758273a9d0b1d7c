/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Label images as TIFF with a description that ImageJ reads: the unit, of which the
 * resolution is in pixels, and the values to show as black and white, without which the
 * numbers of few objects look black.
 */

#include "exchange/export-private.h"
#include "exchange/tiff-memory.h"

#define MOST_IN_16_BITS 65535

/* Where a scale says so, @unit pixels are the resolution. */
static gchar *
describe (const LlExport *export)
{
  const gchar *unit = export->scale ? export->scale->unit : "pixel";

  /* Fiji takes this word for its sign, whatever the encoding. */
  if (g_str_equal (unit, "um"))
    unit = "micron";

  return g_strdup_printf ("ImageJ=1.53t\nunit=%s\nmin=0.0\nmax=%d.0\n" LL_LABELS_COMMENT
                          "\n",
                          unit, MAX (export->instances->n, 1));
}

static void
set_fields (TIFF *tiff, const LlExport *export, gint bits)
{
  g_autofree gchar *description = describe (export);

  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, (guint32) export->instances->width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, (guint32) export->instances->height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, bits);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField (tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField (tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_IMAGEDESCRIPTION, description);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize (tiff, 0));
  if (export->scale)
    {
      TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_NONE);
      TIFFSetField (tiff, TIFFTAG_XRESOLUTION, export->scale->pixels_per_unit);
      TIFFSetField (tiff, TIFFTAG_YRESOLUTION, export->scale->pixels_per_unit);
    }
}

static gboolean
write_rows (TIFF *tiff, const LlInstances *instances, gint bits)
{
  gsize width = (gsize) instances->width;
  g_autofree guint16 *narrow = g_new (guint16, width);
  g_autofree guint32 *wide = g_new (guint32, width);

  for (gint y = 0; y < instances->height; y++)
    {
      const gint32 *ids = instances->data + (gsize) y * width;

      for (gsize x = 0; x < width; x++)
        {
          narrow[x] = (guint16) ids[x];
          wide[x] = (guint32) ids[x];
        }
      if (TIFFWriteScanline (tiff, bits == 16 ? (void *) narrow : (void *) wide,
                             (guint32) y, 0) != 1)
        return FALSE;
    }

  return TIFFFlush (tiff) == 1;
}

gchar *
ll_export_labels (const LlExport *export, FILE *stream)
{
  gint bits = export->instances->n <= MOST_IN_16_BITS ? 16 : 32;
  gchar *problem = NULL;
  TIFF *tiff = ll_tiff_open_stream (stream, &problem);
  gboolean done = FALSE;

  if (tiff)
    {
      set_fields (tiff, export, bits);
      done = write_rows (tiff, export->instances, bits);
      TIFFClose (tiff);
    }
  if (!done && !problem)
    problem = g_strdup ("libtiff");

  return problem;
}
