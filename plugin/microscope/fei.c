/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

/* A scan by electrons or ions, whatever the instrument calls it. */
static const gchar *const scans[] = { "Scan", "EScan", "IScan" };

static gboolean
read_pixel (LpSpan text, LpTold *told)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scans); i++)
    {
      gdouble width, height = 0.0;

      if (!lp_ini_find_number (text, scans[i], "PixelWidth", &width))
        continue;
      lp_ini_find_number (text, scans[i], "PixelHeight", &height);
      if (lp_told_set (told, LP_SCALE_FROM_FEI, width, height))
        return TRUE;
    }

  return FALSE;
}

/* The width of the field of view is that of @across pixels. */
static gboolean
read_field (LpSpan text, gdouble across, LpTold *told)
{
  for (gsize i = 0; across >= 1.0 && i < G_N_ELEMENTS (scans); i++)
    {
      gdouble field;

      if (lp_ini_find_number (text, scans[i], "HorFieldsize", &field) &&
          lp_told_set (told, LP_SCALE_FROM_FEI, field / across, 0.0))
        return TRUE;
    }

  return FALSE;
}

gboolean
lp_fei_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  gdouble across = 0.0, down = 0.0;

  if (lp_ini_find_number (text, "Image", "ResolutionX", &across) && across >= 1.0 &&
      across <= G_MAXINT)
    told->columns = (gint) across;
  if (told->columns == columns &&
      lp_ini_find_number (text, "Image", "ResolutionY", &down))
    lp_told_set_bar (told, rows - down, rows);

  return read_pixel (text, told) || read_field (text, across, told);
}
