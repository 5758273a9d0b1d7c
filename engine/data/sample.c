/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Annotated images. */

#include "lazylabels/sample.h"

#include <string.h>

LlSample *
ll_sample_new (const gchar *name, LlImage *image)
{
  LlSample *sample;

  g_return_val_if_fail (name && image, NULL);

  sample = g_new0 (LlSample, 1);
  sample->name = g_strdup (name);
  sample->image = image;

  return sample;
}

void
ll_sample_free (LlSample *sample)
{
  gint task;

  if (!sample)
    return;

  for (task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (sample->labels[task]);
  ll_image_free (sample->image);
  g_free (sample->name);
  g_free (sample);
}

void
ll_sample_apply_ignore (LlSample *sample, const guint8 *mask)
{
  LlImage *image = sample->image;
  gsize n = (gsize) image->width * (gsize) image->height;
  gint task;

  if (memchr (mask, 1, n) || image->missing)
    {
      if (!image->missing)
        image->missing = g_new0 (guint8, n);
      for (gsize i = 0; i < n; i++)
        image->missing[i] |= mask[i] != 0;
    }

  for (task = 0; task < LL_N_TASKS; task++)
    {
      LlLabels *labels = sample->labels[task];
      gsize i;

      if (!labels)
        continue;

      for (i = 0; i < n; i++)
        if (mask[i])
          labels->data[i] = LL_LABEL_IGNORE;
    }
}
