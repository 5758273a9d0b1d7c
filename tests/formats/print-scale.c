/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints what files tell about their scale, one line per file, as in the file expected.tsv
 * of make-tiff.
 */

#include <stdio.h>

#include "microscope/file-scale.h"

static const gchar *const statuses[] = { "none", "told", "other", "printers", "none" };

int
main (int n_arguments, char **arguments)
{
  for (gint i = 1; i < n_arguments; i++)
    {
      g_autofree gchar *name = g_path_get_basename (arguments[i]);
      gint columns = 0, rows = 0;
      LpTold told;
      LpFileScale status = lp_file_scale_read (arguments[i], &columns, &rows, &told);

      printf ("%s\t%s\t%s\t%.9g\t%.9g\t%d\n", name, statuses[status],
              lp_scale_source_get_word (told.source), told.width, told.height, told.bar);
    }

  return 0;
}
