/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for the readers of objects: whatever is taken has ids that exist, and can
 * be painted.
 */

#include <string.h>

#include "lazylabels/exchange.h"

#define WIDTH  24
#define HEIGHT 20

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *exact = g_memdup2 (data, size); /* a byte too far is seen */
  g_autoptr (GError) error = NULL;
  g_autoptr (LlImported) imported = ll_import_bytes (
    exact ? exact : (const guint8 *) "", size, "a", WIDTH, HEIGHT, "a.tif", &error);

  g_assert ((imported != NULL) == (error == NULL));
  if (!imported)
    {
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    g_assert (imported->instances->data[i] >= 0 &&
              imported->instances->data[i] <= imported->instances->n);
  for (gint id = 1; id <= imported->instances->n; id++)
    g_assert (imported->name_of[id] >= -1 &&
              imported->name_of[id] < (gint) imported->names->len);
  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (ll_labels_new_from_instances (imported->instances, (LlTask) task,
                                                  LL_MARK_DEPTH, LL_TOUCH_REACH));

  return 0;
}
