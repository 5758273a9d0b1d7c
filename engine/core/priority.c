/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/priority.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

/* A nice value from 0 to 19; this one is large enough for windows to stay responsive. */
#define NICENESS 10

void
ll_thread_lower_priority (void)
{
#ifdef __linux__
  /* On Linux, this is a property of the thread; elsewhere, it would affect the whole
   * process.
   */
  setpriority (PRIO_PROCESS, 0, NICENESS);
#endif
}
