/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "host/priority.h"

#ifdef __linux__
#include <sys/resource.h>
#endif

/* So that windows come first; 0 .. 19. */
#define NICENESS 10

void
lp_lower_priority (void)
{
#ifdef __linux__
  /* Elsewhere it is the whole process, and GIMP's windows are not in this one. */
  setpriority (PRIO_PROCESS, 0, NICENESS);
#endif
}
