/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for classes as JSON, as images and weights files keep them.  Classes that
 * were read give a text that reads as the same classes.
 */

#include "lazylabels/classes.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  LlClasses *classes = ll_classes_from_json ((const gchar *) data, (gssize) size, NULL);

  if (classes)
    {
      g_autofree gchar *json = ll_classes_to_json (classes);
      LlClasses *again = ll_classes_from_json (json, -1, NULL);

      g_assert (again && ll_classes_equal (classes, again));
      ll_classes_free (again);
      ll_classes_free (classes);
    }

  return 0;
}
