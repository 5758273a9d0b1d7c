/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ImageJ's ROIs: traced outlines, or composites for objects of several rings. */

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "exchange/export-private.h"
#include "exchange/polygons.h"
#include "exchange/roi-layout.h"

/* The most corners of a traced outline, whose number has 16 bits. */
#define MOST_CORNERS 65535

static void
set_16 (GByteArray *record, gsize at, guint value)
{
  record->data[at] = (guint8) (value >> 8);
  record->data[at + 1] = (guint8) value;
}

static void
set_32 (GByteArray *record, gsize at, guint32 value)
{
  set_16 (record, at, value >> 16);
  set_16 (record, at + 2, value & 0xffff);
}

static void
add_zeros (GByteArray *record, gsize n)
{
  guint old = record->len;

  g_byte_array_set_size (record, old + (guint) n);
  memset (record->data + old, 0, n);
}

static void
add_float (GByteArray *record, gdouble value)
{
  union
  {
    gfloat value;
    guint32 bits;
  } number = { (gfloat) value };

  add_zeros (record, 4);
  set_32 (record, record->len - 4, number.bits);
}

static void
add_corners (GByteArray *record, const LlOutline *ring, const LlExtent *extent)
{
  gsize n = ring->n;

  record->data[LL_ROI_TYPE] = LL_ROI_TRACED;
  set_16 (record, LL_ROI_N, (guint) n);
  add_zeros (record, 4 * n);
  for (gsize i = 0; i < n; i++)
    {
      set_16 (record, LL_ROI_HEADER + 2 * i, (guint) (ring->points[i].x - extent->left));
      set_16 (record, LL_ROI_HEADER + 2 * (n + i),
              (guint) (ring->points[i].y - extent->top));
    }
}

/* ImageJ calls a composite a rectangle. */
static void
add_path (GByteArray *record, const LlOutline *rings, gsize n_rings)
{
  record->data[LL_ROI_TYPE] = LL_ROI_RECTANGLE;
  for (gsize k = 0; k < n_rings; k++)
    {
      for (gsize i = 0; i < rings[k].n; i++)
        {
          add_float (record, i == 0 ? LL_ROI_MOVE_TO : LL_ROI_LINE_TO);
          add_float (record, rings[k].points[i].x);
          add_float (record, rings[k].points[i].y);
        }
      add_float (record, LL_ROI_CLOSE);
    }
  set_32 (record, LL_ROI_SHAPE_SIZE, (record->len - LL_ROI_HEADER) / 4);
}

/* The second header, and after it the name. */
static void
add_name (GByteArray *record, const gchar *name)
{
  gsize second = record->len;
  gsize n = 0;
  g_autofree gchar *wide = g_convert (name, -1, "UTF-16BE", "UTF-8", NULL, &n, NULL);

  set_32 (record, LL_ROI_SECOND, (guint32) second);
  add_zeros (record, LL_ROI_SECOND_HEADER);
  set_32 (record, second + LL_ROI_SECOND_NAME, (guint32) record->len);
  set_32 (record, second + LL_ROI_SECOND_NAME_LENGTH, (guint32) (n / 2));
  g_byte_array_append (record, (const guint8 *) wide, (guint) n);
}

static void
make_record (GByteArray *record,
             const LlPolygons *polygons,
             gint32 id,
             const LlExtent *extent,
             LlColour colour,
             const gchar *name)
{
  const LlOutline *rings = &polygons->rings[polygons->first_of[id]];
  gsize n = polygons->first_of[id + 1] - polygons->first_of[id];

  g_byte_array_set_size (record, 0);
  add_zeros (record, LL_ROI_HEADER);
  memcpy (record->data, LL_ROI_MAGIC, 4);
  set_16 (record, LL_ROI_VERSION, LL_ROI_THIS_VERSION);
  set_16 (record, LL_ROI_TOP, (guint) extent->top);
  set_16 (record, LL_ROI_LEFT, (guint) extent->left);
  set_16 (record, LL_ROI_BOTTOM, (guint) extent->bottom);
  set_16 (record, LL_ROI_RIGHT, (guint) extent->right);
  set_32 (record, LL_ROI_COLOUR,
          0xff000000u | (guint32) colour.rgb[0] << 16 | (guint32) colour.rgb[1] << 8 |
            colour.rgb[2]);
  if (n == 1 && rings->n <= MOST_CORNERS)
    add_corners (record, rings, extent);
  else
    add_path (record, rings, n);
  add_name (record, name);
}

static gboolean
add_entry (struct archive *archive, const GByteArray *record, const gchar *name)
{
  struct archive_entry *entry = archive_entry_new ();
  g_autofree gchar *path = g_strconcat (name, ".roi", NULL);
  gboolean done;

  g_strdelimit (path, "/\\", '_');
  archive_entry_copy_pathname (entry, path);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, record->len);
  done =
    archive_write_header (archive, entry) >= ARCHIVE_WARN &&
    archive_write_data (archive, record->data, record->len) == (la_ssize_t) record->len;
  archive_entry_free (entry);

  return done;
}

static gboolean
write_entries (struct archive *archive, const LlExport *export)
{
  g_autoptr (LlPolygons) polygons = ll_polygons_new (export->instances);
  g_autofree LlExtent *extents = ll_extents_new (export->instances);
  g_autoptr (GByteArray) record = g_byte_array_new ();

  for (gint32 id = 1; id <= polygons->n; id++)
    {
      gint klass = export->instances->class_of[id];
      g_autofree gchar *name = NULL;

      if (extents[id].area == 0)
        continue;

      /* Zeros keep the order of the numbers where names are sorted. */
      name = klass != 0 ? g_strdup_printf ("%04d %s", id,
                                           ll_classes_get_name (export->classes, klass))
                        : g_strdup_printf ("%04d", id);
      make_record (record, polygons, id, &extents[id],
                   ll_classes_get_colour (export->classes, klass), name);
      if (!add_entry (archive, record, name))
        return FALSE;
    }

  return TRUE;
}

gchar *
ll_export_rois (const LlExport *export, FILE *stream)
{
  struct archive *archive = archive_write_new ();
  gchar *problem = NULL;

  archive_write_set_format_zip (archive);
  /* The last block is not padded, and a part file is no tape. */
  archive_write_set_bytes_in_last_block (archive, 1);
  if (archive_write_open_FILE (archive, stream) != ARCHIVE_OK ||
      !write_entries (archive, export) || archive_write_close (archive) != ARCHIVE_OK)
    problem = g_strdup (archive_error_string (archive) ? archive_error_string (archive)
                                                       : "libarchive");
  archive_write_free (archive);

  return problem;
}
