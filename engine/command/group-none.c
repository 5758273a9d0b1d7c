/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the program was built without MPI. */

#include "group.h"

const LlGroup *
lc_group_start (gboolean synchronised, gint average_every)
{
  (void) synchronised;
  (void) average_every;

  return NULL;
}

gint
lc_group_end (const LlGroup *group, gint code)
{
  (void) group;

  return code;
}

/* Each process would train by itself, and all would write to one file. */
gboolean
lc_group_is_missing (void)
{
  const gchar *size = g_getenv ("OMPI_COMM_WORLD_SIZE");

  if (!size)
    size = g_getenv ("PMI_SIZE");

  return size && g_ascii_strtoll (size, NULL, 10) > 1;
}
