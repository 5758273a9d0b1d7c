/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for the tags of TIFF files, all of which are asked for. */

#define _GNU_SOURCE

#include <sys/mman.h>
#include <unistd.h>

#include "microscope/file-scale.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gint fd = memfd_create ("tiff", 0);
  g_autofree gchar *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  gint columns = 0, rows = 0;
  LpTold told;

  g_assert (fd >= 0 && write (fd, data, size) == (gssize) size);
  if (lp_file_scale_read (path, &columns, &rows, &told) == LP_FILE_SCALE_TOLD)
    g_assert (told.width > 0.0 && told.width <= 1.0 && columns > 0 && rows > 0);
  close (fd);

  return 0;
}
