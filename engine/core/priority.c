/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/priority.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

/* Enough for windows to come first; 0 .. 19. */
#define NICENESS 10

void
ll_thread_lower_priority (void)
{
#ifdef __linux__
  /* On Linux this is a property of the thread.  Elsewhere it is one of the whole process. */
  setpriority (PRIO_PROCESS, 0, NICENESS);
#endif
}
