/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include <math.h>
#include <string.h>

#include "microscope/bytes.h"

#define MAGIC   "SIS0"
#define N_AT    58 /* number of entries, 16 bits    */
#define ENTRIES 60 /* kind, count (16 bits each) and offset (32 bits) */
#define ENTRY   8
#define GENERAL 1 /* the kind of entry with the size of a pixel */

/* Where it has the exponent of the unit in metres, and the sides of a pixel in this unit. */
#define EXPONENT_AT 10
#define WIDTH_AT    12
#define HEIGHT_AT   20

gboolean
lp_olympus_ini_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  gdouble width, height = 0.0;

  if (!lp_ini_find_number (text, NULL, "pixelsizex", &width))
    return FALSE;
  lp_ini_find_number (text, NULL, "pixelsizey", &height);

  return lp_told_set (told, LP_SCALE_FROM_OLYMPUS, width, height);
}

gboolean
lp_olympus_find (LpSpan header, guint64 *offset)
{
  gsize n;

  if (header.size < ENTRIES || memcmp (header.start, MAGIC, strlen (MAGIC)) != 0)
    return FALSE;

  n = MIN (lp_bytes_get_16 (header.start + N_AT, FALSE), (header.size - ENTRIES) / ENTRY);
  for (gsize i = 0; i < n; i++)
    {
      const gchar *entry = header.start + ENTRIES + i * ENTRY;

      if (lp_bytes_get_16 (entry, FALSE) != GENERAL)
        continue;
      *offset = lp_bytes_get_32 (entry + 4, FALSE);
      return TRUE;
    }

  return FALSE;
}

gboolean
lp_olympus_read (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  gint exponent;
  gdouble unit;

  if (bytes.size < LP_OLYMPUS_SIZE)
    return FALSE;

  exponent = (gint16) lp_bytes_get_16 (bytes.start + EXPONENT_AT, FALSE);
  unit = pow (10.0, exponent);

  return lp_told_set (told, LP_SCALE_FROM_OLYMPUS,
                      unit * lp_bytes_get_double (bytes.start + WIDTH_AT, FALSE),
                      unit * lp_bytes_get_double (bytes.start + HEIGHT_AT, FALSE));
}
