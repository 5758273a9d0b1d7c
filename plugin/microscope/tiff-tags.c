/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/tiff-tags.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <unistd.h>

/* A file can claim any size for a tag; none that is read here needs a hundredth of it. */
#define MOST_BYTES (64 * 1024 * 1024)

struct _LpTiffTags
{
  gint fd;
  TIFF *tiff;
  guint32 columns;
  guint32 rows;
};

/* Other programs' files are often not quite right, and nobody asked. */
static int
ignore_message (TIFF *tiff,
                void *data,
                const char *module,
                const char *format,
                va_list arguments)
{
  return 1;
}

/* Not a pipe or device, which could block. */
static gint
open_file (const gchar *path)
{
  gint fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (fd >= 0 && (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode)))
    {
      close (fd);
      return -1;
    }

  return fd;
}

/* Without mapping the file, which another program may shorten at any time. */
static TIFF *
open_tiff (gint fd)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  gint own = dup (fd); /* TIFFClose() closes it */
  TIFF *tiff;

  TIFFOpenOptionsSetMaxSingleMemAlloc (options, MOST_BYTES);
  TIFFOpenOptionsSetErrorHandlerExtR (options, ignore_message, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR (options, ignore_message, NULL);
  tiff = own >= 0 ? TIFFFdOpenExt (own, "tags", "rm", options) : NULL;
  TIFFOpenOptionsFree (options);
  if (!tiff && own >= 0)
    close (own);

  return tiff;
}

LpTiffTags *
lp_tiff_tags_open (const gchar *path)
{
  g_autoptr (LpTiffTags) tags = g_new0 (LpTiffTags, 1);

  tags->fd = open_file (path);
  if (tags->fd < 0)
    return NULL;

  tags->tiff = open_tiff (tags->fd);
  if (!tags->tiff || !TIFFGetField (tags->tiff, TIFFTAG_IMAGEWIDTH, &tags->columns) ||
      !TIFFGetField (tags->tiff, TIFFTAG_IMAGELENGTH, &tags->rows) || tags->columns < 1 ||
      tags->columns > G_MAXINT || tags->rows < 1 || tags->rows > G_MAXINT)
    return NULL;

  return g_steal_pointer (&tags);
}

void
lp_tiff_tags_free (LpTiffTags *tags)
{
  if (!tags)
    return;

  if (tags->tiff)
    TIFFClose (tags->tiff);
  if (tags->fd >= 0)
    close (tags->fd);
  g_free (tags);
}

gint
lp_tiff_tags_get_columns (const LpTiffTags *tags)
{
  return (gint) tags->columns;
}

gint
lp_tiff_tags_get_rows (const LpTiffTags *tags)
{
  return (gint) tags->rows;
}

gboolean
lp_tiff_tags_is_big_endian (const LpTiffTags *tags)
{
  return TIFFIsBigEndian (tags->tiff) != 0;
}

/* The values of a tag that libtiff does not know: it made a field of the type that the file
 * has for it, which hands out a count and the values.
 */
static const void *
get_values (const LpTiffTags *tags, guint32 tag, TIFFDataType *type, guint32 *count)
{
  const TIFFField *field = TIFFFindField (tags->tiff, tag, TIFF_ANY);
  void *values = NULL;

  *count = 0;
  if (!field || !TIFFFieldPassCount (field) ||
      TIFFFieldReadCount (field) != TIFF_VARIABLE2 ||
      !TIFFGetField (tags->tiff, tag, count, &values) || *count < 1)
    return NULL;

  *type = TIFFFieldDataType (field);

  return values;
}

gboolean
lp_tiff_tags_get_bytes (const LpTiffTags *tags, guint32 tag, LpSpan *bytes)
{
  TIFFDataType type = TIFF_NOTYPE;
  const void *values;
  guint32 count;

  if (tag == TIFFTAG_IMAGEDESCRIPTION)
    {
      const char *text = NULL;

      if (!TIFFGetField (tags->tiff, tag, &text) || !text)
        return FALSE;
      *bytes = (LpSpan){ text, strlen (text) };
      return TRUE;
    }

  values = get_values (tags, tag, &type, &count);
  if (!values || (type != TIFF_ASCII && type != TIFF_BYTE && type != TIFF_SBYTE &&
                  type != TIFF_UNDEFINED))
    return FALSE;

  *bytes = (LpSpan){ values, count };

  return TRUE;
}

gboolean
lp_tiff_tags_get_number (const LpTiffTags *tags, guint32 tag, gdouble *number)
{
  TIFFDataType type = TIFF_NOTYPE;
  guint32 count;
  const void *values = get_values (tags, tag, &type, &count);

  if (!values)
    return FALSE;

  switch (type)
    {
    case TIFF_FLOAT:
    case TIFF_RATIONAL:
    case TIFF_SRATIONAL:
      *number = *(const float *) values;
      break;
    case TIFF_DOUBLE:
      *number = *(const double *) values;
      break;
    case TIFF_LONG:
      *number = *(const guint32 *) values;
      break;
    case TIFF_SHORT:
      *number = *(const guint16 *) values;
      break;
    case TIFF_LONG8:
      *number = (gdouble) * (const guint64 *) values;
      break;
    default:
      return FALSE;
    }

  return isfinite (*number);
}

gdouble
lp_tiff_tags_get_resolution (const LpTiffTags *tags, gdouble *x, gdouble *y)
{
  guint16 unit = RESUNIT_INCH;
  float horizontal = 0.0f, vertical = 0.0f;

  TIFFGetField (tags->tiff, TIFFTAG_XRESOLUTION, &horizontal);
  TIFFGetField (tags->tiff, TIFFTAG_YRESOLUTION, &vertical);
  TIFFGetFieldDefaulted (tags->tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  *x = isfinite (horizontal) && horizontal > 0.0f ? horizontal : 0.0;
  *y = isfinite (vertical) && vertical > 0.0f ? vertical : 0.0;

  switch (unit)
    {
    case RESUNIT_INCH:
      return 0.0254;
    case RESUNIT_CENTIMETER:
      return 0.01;
    default:
      return 0.0;
    }
}

gsize
lp_tiff_tags_read_file (const LpTiffTags *tags, guint64 offset, gchar *bytes, gsize size)
{
  gsize done = 0;

  if (offset > (guint64) G_MAXINT64 - size)
    return 0;

  while (done < size)
    {
      gssize n = pread (tags->fd, bytes + done, size - done, (off_t) (offset + done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize) n;
    }

  return done;
}
