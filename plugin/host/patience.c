/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/patience.h"

#include "host/host.h"

/* An answer between two pieces of drawing takes longer, and nobody waits for more than that. */
#define AT_ONCE 3000
#define LONGEST G_USEC_PER_SEC

gboolean
lp_host_has_time (gint64 *since)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 now;

  lp_host_has_image (-1);
  now = g_get_monotonic_time ();
  if (now - begin > AT_ONCE && *since == 0)
    *since = begin;
  if (now - begin > AT_ONCE && now - *since < LONGEST)
    return FALSE;

  *since = 0;

  return TRUE;
}
