/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/told.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Metres that a picture has to be wide for micrometres. */
#define MICROMETRES_FROM 0.5e-6

/* In metres. */
#define LEAST 1e-13
#define MOST  1.0

#define MOST_RATIO 100.0

static const struct
{
  const gchar *word;
  const gchar *title;
} sources[LP_N_SCALE_SOURCES] = {
  { "", "" },
  { "fei", N_ ("FEI/Thermo tag") },
  { "zeiss", N_ ("Zeiss tag") },
  { "tescan", N_ ("TESCAN tag") },
  { "tescan-header", N_ ("TESCAN header file") },
  { "hitachi", N_ ("Hitachi text file") },
  { "jeol", N_ ("JEOL text file") },
  { "olympus", N_ ("Olympus tag") },
  { "gatan", N_ ("Gatan tag") },
  { "tvips", N_ ("TVIPS tag") },
  { "imagej", N_ ("ImageJ description") },
  { "ome", N_ ("OME description") },
  { "resolution", N_ ("resolution of the image") },
  { "person", N_ ("typed") },
  { "bar", N_ ("scale bar") },
};

gboolean
lp_told_set (LpTold *told, LpScaleSource source, gdouble width, gdouble height)
{
  if (!(height > 0.0))
    height = width;
  if (!(width >= LEAST && width <= MOST && height >= LEAST && height <= MOST) ||
      width > MOST_RATIO * height || height > MOST_RATIO * width)
    return FALSE;

  told->source = source;
  told->width = width;
  told->height = height;

  return TRUE;
}

void
lp_told_set_bar (LpTold *told, gdouble rows, gint all)
{
  if (rows >= 1.0 && rows <= all / 2.0)
    told->bar = (gint) rint (rows);
}

const gchar *
lp_told_get_scale (const LpTold *told, gint columns, gdouble *x, gdouble *y)
{
  gboolean large = columns * told->width >= MICROMETRES_FROM;
  gdouble unit = large ? 1e-6 : 1e-9;

  *x = unit / told->width;
  *y = unit / told->height;

  return large ? "um" : "nm";
}

const gchar *
lp_scale_source_get_word (LpScaleSource source)
{
  return sources[source].word;
}

LpScaleSource
lp_scale_source_find (const gchar *word)
{
  for (gint i = 1; i < LP_N_SCALE_SOURCES; i++)
    if (g_strcmp0 (sources[i].word, word) == 0)
      return (LpScaleSource) i;

  return LP_SCALE_FROM_NOTHING;
}

const gchar *
lp_scale_source_get_title (LpScaleSource source)
{
  return source == LP_SCALE_FROM_NOTHING ? "" : _ (sources[source].title);
}
