/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/file-scale.h"

#include <string.h>

#include "microscope/makers.h"
#include "microscope/resolution.h"
#include "microscope/sidecar.h"
#include "microscope/tiff-tags.h"

#define METRES_PER_INCH 0.0254

#define DESCRIPTION 270

typedef gboolean (*Reader) (LpSpan text, gint columns, gint rows, LpTold *told);

/* Tags that one reader takes as they are. */
static const struct
{
  guint32 tag;
  Reader read;
} tag_readers[] = {
  { 34682, lp_fei_read },    { 34680, lp_fei_read },         { 34118, lp_zeiss_read },
  { 50431, lp_tescan_read }, { 33471, lp_olympus_ini_read },
};

static const struct
{
  const gchar *suffix;
  Reader read;
} sidecar_readers[] = {
  { "-%s.hdr", lp_tescan_header_read },
  { ".hdr", lp_tescan_header_read },
  { ".txt", lp_hitachi_read },
  { ".txt", lp_jeol_read },
};

/* A tag whose number is the place of a table in the file. */
static gboolean
read_olympus (const LpTiffTags *tags, LpTold *told)
{
  gchar header[LP_OLYMPUS_HEADER_SIZE];
  gchar general[LP_OLYMPUS_SIZE];
  gdouble place;
  guint64 offset;
  LpSpan span;

  if (!lp_tiff_tags_get_bytes (tags, 33560, &span))
    {
      if (!lp_tiff_tags_get_number (tags, 33560, &place) || place < 0.0 ||
          place > G_MAXUINT32)
        return FALSE;
      span = (LpSpan){ header, lp_tiff_tags_read_file (tags, (guint64) place, header,
                                                       sizeof (header)) };
    }
  if (!lp_olympus_find (span, &offset))
    return FALSE;

  span =
    (LpSpan){ general, lp_tiff_tags_read_file (tags, offset, general, sizeof (general)) };

  return lp_olympus_read (span, 0, 0, told);
}

static gboolean
read_gatan (const LpTiffTags *tags, LpTold *told)
{
  LpSpan unit_x, unit_y = { NULL, 0 };
  gdouble x, y = 0.0;

  if (!lp_tiff_tags_get_bytes (tags, 65003, &unit_x) ||
      !lp_tiff_tags_get_number (tags, 65009, &x))
    return FALSE;

  lp_tiff_tags_get_bytes (tags, 65004, &unit_y);
  lp_tiff_tags_get_number (tags, 65010, &y);

  return lp_gatan_read (unit_x, unit_y, x, y, told);
}

static gboolean
read_tags (const LpTiffTags *tags, gint columns, gint rows, LpTold *told)
{
  gdouble x, y;
  LpSpan span;

  for (gsize i = 0; i < G_N_ELEMENTS (tag_readers); i++)
    {
      *told = (LpTold){ 0 };
      if (lp_tiff_tags_get_bytes (tags, tag_readers[i].tag, &span) &&
          tag_readers[i].read (span, columns, rows, told))
        return TRUE;
    }

  *told = (LpTold){ 0 };
  if (read_olympus (tags, told) || read_gatan (tags, told))
    return TRUE;
  if (lp_tiff_tags_get_bytes (tags, 37706, &span) &&
      lp_tvips_read (span, lp_tiff_tags_is_big_endian (tags), columns, rows, told))
    return TRUE;

  *told = (LpTold){ 0 };
  lp_tiff_tags_get_resolution (tags, &x, &y);

  return lp_tiff_tags_get_bytes (tags, DESCRIPTION, &span) &&
         (lp_imagej_read (span, x, y, told) || lp_ome_read (span, columns, rows, told));
}

static gboolean
read_sidecars (const gchar *path, gint columns, gint rows, LpTold *told)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sidecar_readers); i++)
    {
      gsize size = 0;
      g_autofree gchar *text = lp_sidecar_read (path, sidecar_readers[i].suffix, &size);

      *told = (LpTold){ 0 };
      if (text && sidecar_readers[i].read ((LpSpan){ text, size }, columns, rows, told))
        return TRUE;
    }

  return FALSE;
}

static LpFileScale
read_resolution (const LpTiffTags *tags, LpTold *told)
{
  gdouble x, y;
  gdouble unit = lp_tiff_tags_get_resolution (tags, &x, &y);

  *told = (LpTold){ 0 };
  if (!(unit > 0.0) || !(x > 0.0))
    return LP_FILE_SCALE_NONE;
  if (!(y > 0.0))
    y = x;
  if (lp_resolution_tell (x * METRES_PER_INCH / unit, y * METRES_PER_INCH / unit, told))
    return LP_FILE_SCALE_TOLD;

  return lp_told_set (told, LP_SCALE_FROM_RESOLUTION, unit / x, unit / y)
           ? LP_FILE_SCALE_PRINTERS
           : LP_FILE_SCALE_NONE;
}

LpFileScale
lp_file_scale_read (const gchar *path, gint *columns, gint *rows, LpTold *told)
{
  g_autoptr (LpTiffTags) tags = lp_tiff_tags_open (path);

  *told = (LpTold){ 0 };
  if (tags)
    {
      *columns = lp_tiff_tags_get_columns (tags);
      *rows = lp_tiff_tags_get_rows (tags);
    }

  if ((tags && read_tags (tags, *columns, *rows, told)) ||
      read_sidecars (path, *columns, *rows, told))
    return told->columns == 0 || told->columns == *columns ? LP_FILE_SCALE_TOLD
                                                           : LP_FILE_SCALE_OTHER;

  if (!tags)
    {
      *told = (LpTold){ 0 };
      return LP_FILE_SCALE_NOT_TIFF;
    }

  return read_resolution (tags, told);
}
