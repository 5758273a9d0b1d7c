/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is the same on all systems. */

#include "core/system.h"

#include <errno.h>

/* The most that is written at once. */
#define RUN ((gsize) 1 << 26)

gint
ll_file_write_all (gint fd, gconstpointer from, gsize n, guint64 place)
{
  const guint8 *bytes = from;

  for (gsize done = 0; done < n;)
    {
      gssize written =
        ll_file_write_at (fd, bytes + done, MIN (RUN, n - done), place + done);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return written < 0 ? errno : ENOSPC;
      done += (gsize) written;
    }

  return 0;
}
