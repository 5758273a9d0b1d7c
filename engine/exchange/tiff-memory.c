/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/tiff-memory.h"

#include <string.h>
#include <sys/stat.h>

#include "images/library-errors.h"

static int
close_nothing (thandle_t handle)
{
  return 0;
}

static tmsize_t
read_bytes (thandle_t handle, void *to, tmsize_t n)
{
  LlTiffBytes *bytes = handle;
  gsize room = bytes->at < bytes->length ? bytes->length - bytes->at : 0;
  gsize taken = MIN ((gsize) MAX (n, 0), room);

  if (taken > 0)
    memcpy (to, bytes->bytes + bytes->at, taken);
  bytes->at += taken;

  return (tmsize_t) taken;
}

static tmsize_t
refuse_bytes (thandle_t handle, void *from, tmsize_t n)
{
  return 0;
}

static toff_t
seek_bytes (thandle_t handle, toff_t to, int whence)
{
  LlTiffBytes *bytes = handle;

  if (whence == SEEK_CUR)
    to += bytes->at;
  else if (whence == SEEK_END)
    to += bytes->length;
  bytes->at = (gsize) to;

  return to;
}

static toff_t
get_bytes_size (thandle_t handle)
{
  return ((const LlTiffBytes *) handle)->length;
}

TIFF *
ll_tiff_open_bytes (LlTiffBytes *bytes, gsize most, gchar **problem)
{
  TIFFOpenOptions *options = ll_tiff_options_new (problem);
  TIFF *tiff;

  TIFFOpenOptionsSetMaxSingleMemAlloc (options, (tmsize_t) most);
  /* Not mapped: libtiff would see what lies after the end. */
  tiff =
    TIFFClientOpenExt ("label image", "rm", bytes, read_bytes, refuse_bytes, seek_bytes,
                       close_nothing, get_bytes_size, NULL, NULL, options);
  TIFFOpenOptionsFree (options);

  return tiff;
}

static tmsize_t
read_stream (thandle_t handle, void *to, tmsize_t n)
{
  return (tmsize_t) fread (to, 1, (gsize) n, handle);
}

static tmsize_t
write_stream (thandle_t handle, void *from, tmsize_t n)
{
  return (tmsize_t) fwrite (from, 1, (gsize) n, handle);
}

static toff_t
seek_stream (thandle_t handle, toff_t to, int whence)
{
  if (fseeko (handle, (off_t) to, whence) != 0)
    return (toff_t) -1;

  return (toff_t) ftello (handle);
}

static toff_t
get_stream_size (thandle_t handle)
{
  struct stat info;

  return fflush (handle) == 0 && fstat (fileno (handle), &info) == 0
           ? (toff_t) info.st_size
           : 0;
}

TIFF *
ll_tiff_open_stream (FILE *stream, gchar **problem)
{
  TIFFOpenOptions *options = ll_tiff_options_new (problem);
  TIFF *tiff;

  tiff =
    TIFFClientOpenExt ("label image", "w", stream, read_stream, write_stream, seek_stream,
                       close_nothing, get_stream_size, NULL, NULL, options);
  TIFFOpenOptionsFree (options);

  return tiff;
}
