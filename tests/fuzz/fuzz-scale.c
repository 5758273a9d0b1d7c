/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for what microscopes write into their files: compiled once per reader, which
 * READER names.  Whatever is taken is a size that a pixel can have, and a bar that the
 * picture has room for.
 */

#include <string.h>

#include "microscope/makers.h"
#include "microscope/sidecar.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define COLUMNS 1024
#define ROWS    768

/* Readers that do not only take a text. */

static gboolean G_GNUC_UNUSED
read_sidecar (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  gsize length = 0;
  g_autofree gchar *text = lp_sidecar_decode (bytes.start, bytes.size, &length);

  g_assert (length <= 3 * bytes.size);

  return lp_hitachi_read ((LpSpan){ text, length }, columns, rows, told) ||
         lp_jeol_read ((LpSpan){ text, length }, columns, rows, told);
}

static gboolean G_GNUC_UNUSED
read_olympus (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  guint64 offset;

  if (!lp_olympus_find (bytes, &offset) || offset > bytes.size)
    return FALSE;

  bytes.start += offset;
  bytes.size -= offset;

  return lp_olympus_read (bytes, columns, rows, told);
}

/* Two numbers, and the units. */
static gboolean G_GNUC_UNUSED
read_gatan (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  gdouble numbers[2];
  gsize half;

  if (bytes.size < sizeof (numbers))
    return FALSE;

  memcpy (numbers, bytes.start, sizeof (numbers));
  bytes.start += sizeof (numbers);
  bytes.size -= sizeof (numbers);
  half = bytes.size / 2;

  return lp_gatan_read ((LpSpan){ bytes.start, half },
                        (LpSpan){ bytes.start + half, bytes.size - half }, numbers[0],
                        numbers[1], told);
}

static gboolean G_GNUC_UNUSED
read_tvips (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  return lp_tvips_read (bytes, FALSE, columns, rows, told) ||
         lp_tvips_read (bytes, TRUE, columns, rows, told);
}

static gboolean G_GNUC_UNUSED
read_imagej (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  gfloat numbers[2];

  if (bytes.size < sizeof (numbers))
    return FALSE;

  memcpy (numbers, bytes.start, sizeof (numbers));
  bytes.start += sizeof (numbers);
  bytes.size -= sizeof (numbers);

  return lp_imagej_read (bytes, numbers[0], numbers[1], told);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree gchar *exact = g_memdup2 (data, size); /* a byte too far is seen */
  LpTold told = { 0 };

  if (READER ((LpSpan){ exact ? exact : "", size }, COLUMNS, ROWS, &told))
    {
      g_assert (told.source != LP_SCALE_FROM_NOTHING);
      g_assert (told.width > 0.0 && told.width <= 1.0);
      g_assert (told.height > 0.0 && told.height <= 1.0);
    }
  g_assert (told.bar >= 0 && told.bar <= ROWS / 2);
  g_assert (told.columns >= 0);

  return 0;
}
