/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/run-lengths.h"

GArray *
ll_run_lengths_new (const LlInstances *instances, gint32 id, const LlExtent *extent)
{
  GArray *lengths = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = 0; /* where the run began */
  gboolean inside = FALSE;

  for (gint x = extent->left; x < extent->right; x++)
    for (gint y = extent->top; y <= extent->bottom; y++)
      {
        /* The row below the object ends the run of its column. */
        gboolean is =
          y < extent->bottom &&
          instances->data[(gsize) y * (gsize) instances->width + (gsize) x] == id;
        gint64 here = (gint64) x * instances->height + y;
        gint64 length = here - last;

        if (is == inside)
          continue;
        /* An object of full height goes on in the next column. */
        if (!is && y == instances->height && x + 1 < extent->right &&
            instances->data[(gsize) x + 1] == id)
          continue;
        g_array_append_val (lengths, length);
        last = here;
        inside = is;
      }
  if (last < (gint64) instances->width * instances->height)
    {
      gint64 length = (gint64) instances->width * instances->height - last;

      g_array_append_val (lengths, length);
    }

  return lengths;
}

GArray *
ll_run_lengths_read (const gchar *text, gint64 most)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 sum = 0;

  while (*text)
    {
      gint64 length = 0;
      guint shift = 0;
      gboolean more = TRUE;

      while (more)
        {
          gint c = *text++ - 48;

          if (c < 0 || c > 63 || shift > 50)
            return NULL;
          length |= (gint64) (c & 31) << shift;
          shift += 5;
          more = (c & 32) != 0;
          if (!more && (c & 16))
            length -= (gint64) 1 << shift;
        }
      if (lengths->len > 2)
        length += g_array_index (lengths, gint64, lengths->len - 2);
      if (length < 0 || length > most - sum)
        return NULL;
      sum += length;
      g_array_append_val (lengths, length);
    }

  return g_steal_pointer (&lengths);
}
