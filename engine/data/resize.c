/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Resizing by separable triangles.  Positions are those of pixel centres, and the borders of
 * both images coincide.
 */

#include "data/resize.h"

#include <math.h>
#include <string.h>

#include "data/stored.h"

void
ll_resize_axis_init (LlResizeAxis *axis, gint from, gint to)
{
  gdouble step = (gdouble) from / to;
  gdouble radius = MAX (1.0, step);

  *axis = (LlResizeAxis){ .from = from, .to = to };
  axis->most = (gint) ceil (2.0 * radius) + 1;
  axis->first = g_new (gint, to);
  axis->n = g_new (gint, to);
  axis->weights = g_new0 (gfloat, (gsize) to * (gsize) axis->most);

  for (gint i = 0; i < to; i++)
    {
      gdouble centre = (i + 0.5) * step - 0.5;
      gint first = CLAMP ((gint) floor (centre - radius) + 1, 0, from - 1);
      gint last = CLAMP ((gint) ceil (centre + radius) - 1, first, from - 1);
      gfloat *weights = axis->weights + (gsize) i * (gsize) axis->most;
      gdouble sum = 0.0;

      for (gint k = first; k <= last; k++)
        sum += MAX (0.0, 1.0 - fabs (k - centre) / radius);
      for (gint k = first; k <= last; k++)
        weights[k - first] =
          sum > 0.0 ? (gfloat) (MAX (0.0, 1.0 - fabs (k - centre) / radius) / sum)
                    : 1.0f / (gfloat) (last - first + 1);
      axis->first[i] = first;
      axis->n[i] = last - first + 1;
    }
}

void
ll_resize_axis_clear (LlResizeAxis *axis)
{
  g_clear_pointer (&axis->first, g_free);
  g_clear_pointer (&axis->n, g_free);
  g_clear_pointer (&axis->weights, g_free);
}

gint
ll_resize_side (gint side, gdouble scale)
{
  return CLAMP ((gint) lround (side * scale), 1, LL_MAX_SIDE);
}

void
ll_resize_row (const LlResizeAxis *axis, const gfloat *row, gfloat *out)
{
  for (gint i = 0; i < axis->to; i++)
    {
      const gfloat *weights = axis->weights + (gsize) i * (gsize) axis->most;
      const gfloat *values = row + axis->first[i];
      gfloat sum = 0.0f;

      for (gint k = 0; k < axis->n[i]; k++)
        sum += weights[k] * values[k];
      if (!isfinite (sum))
        {
          gfloat share = 0.0f;

          sum = 0.0f;
          for (gint k = 0; k < axis->n[i]; k++)
            if (isfinite (values[k]))
              {
                sum += weights[k] * values[k];
                share += weights[k];
              }
          sum = share > 0.0f ? sum / share : NAN;
        }
      out[i] = sum;
    }
}

static void
resize_plane (const LlResizeAxis *x,
              const LlResizeAxis *y,
              const LlImage *image,
              gint channel,
              gfloat *to)
{
  g_autofree gfloat *row = g_new (gfloat, x->from);
  g_autofree gfloat *rows = g_new (gfloat, (gsize) y->from * (gsize) x->to);
  g_autofree gfloat *column = g_new (gfloat, y->from);
  g_autofree gfloat *out = g_new (gfloat, y->to);

  for (gint j = 0; j < y->from; j++)
    {
      ll_image_read (image, channel, 0, j, x->from, row);
      ll_resize_row (x, row, rows + (gsize) j * (gsize) x->to);
    }
  for (gint i = 0; i < x->to; i++)
    {
      for (gint j = 0; j < y->from; j++)
        column[j] = rows[(gsize) j * (gsize) x->to + (gsize) i];
      ll_resize_row (y, column, out);
      for (gint j = 0; j < y->to; j++)
        to[(gsize) j * (gsize) x->to + (gsize) i] = out[j];
    }
}

/* The pixel of the original in which the centre of a pixel of the result lies. */
static gint
find_nearest (gint i, gint from, gint to)
{
  return MIN (from - 1, (gint) ((i + 0.5) * from / to));
}

LlImage *
ll_image_resize (const LlImage *image, gint width, gint height)
{
  LlImage *resized;
  g_auto (LlResizeAxis) x = { 0 };
  g_auto (LlResizeAxis) y = { 0 };

  if (image->stored && width == image->width && height == image->height)
    return ll_image_share_stored (image);

  resized = ll_image_new (width, height, image->channels);

  ll_resize_axis_init (&x, image->width, width);
  ll_resize_axis_init (&y, image->height, height);
  for (gint c = 0; c < image->channels; c++)
    resize_plane (&x, &y, image, c,
                  resized->data + (gsize) c * (gsize) width * (gsize) height);

  if (image->missing)
    {
      guint8 *missing = resized->missing = g_new (guint8, (gsize) width * (gsize) height);

      for (gint j = 0; j < height; j++)
        for (gint i = 0; i < width; i++)
          *missing++ = image->missing[(gsize) find_nearest (j, image->height, height) *
                                        (gsize) image->width +
                                      (gsize) find_nearest (i, image->width, width)];
    }
  return resized;
}

/* Whether a pixel of the original within pixel (@i, @j) of the result is @label. */
static gboolean
has_within (const LlLabels *labels, gint width, gint height, gint i, gint j, guint8 label)
{
  gint left = (gint) ((gint64) i * labels->width / width);
  gint right = (gint) (((gint64) (i + 1) * labels->width - 1) / width);
  gint top = (gint) ((gint64) j * labels->height / height);
  gint bottom = (gint) (((gint64) (j + 1) * labels->height - 1) / height);

  for (gint y = top; y <= bottom; y++)
    if (memchr (labels->data + (gsize) y * (gsize) labels->width + left, label,
                (gsize) (right - left + 1)))
      return TRUE;
  return FALSE;
}

LlLabels *
ll_labels_resize (const LlLabels *labels, gint width, gint height, guint8 keep)
{
  LlLabels *resized;
  guint8 *out;

  if (labels->stored && width == labels->width && height == labels->height)
    return ll_labels_share_stored (labels);

  resized = ll_labels_new (width, height, LL_LABEL_IGNORE);
  out = resized->data;
  for (gint j = 0; j < height; j++)
    for (gint i = 0; i < width; i++)
      *out++ = keep != LL_LABEL_IGNORE && has_within (labels, width, height, i, j, keep)
                 ? keep
                 : labels->data[(gsize) find_nearest (j, labels->height, height) *
                                  (gsize) labels->width +
                                (gsize) find_nearest (i, labels->width, width)];
  return resized;
}

LlLabels *
ll_sample_resize_labels (const LlSample *sample, LlTask task, gint width, gint height)
{
  return ll_labels_resize (sample->labels[task], width, height,
                           task == LL_TASK_SEPARATION ? 1 : LL_LABEL_IGNORE);
}

LlSample *
ll_sample_resize (const LlSample *sample, gdouble scale)
{
  gint width = ll_resize_side (sample->image->width, scale);
  gint height = ll_resize_side (sample->image->height, scale);
  LlSample *resized =
    ll_sample_new (sample->name, ll_image_resize (sample->image, width, height));

  resized->inferred = sample->inferred;
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task])
      resized->labels[task] = ll_sample_resize_labels (sample, task, width, height);
  return resized;
}
