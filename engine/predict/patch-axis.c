/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "predict/patch-axis.h"

#include "data/blend.h"
#include "data/mirror.h"

/* What a patch sees: its own pixels and, beyond the border, the mirror images of others. */
static LlSpan
find_look (gint start, gint patch, gint side)
{
  LlSpan look = { side, 0 };

  for (gint i = 0; i < patch; i++)
    {
      gint at = ll_mirror (start + i, side);

      look.begin = MIN (look.begin, at);
      look.end = MAX (look.end, at + 1);
    }
  return look;
}

static LlSpan
get_range (const LlResizeAxis *axis, const LlSpan *span)
{
  return (LlSpan){ axis->first[span->begin],
                   axis->first[span->end - 1] + axis->n[span->end - 1] };
}

/* Finds for each patch the pixels of the image that it is a part of. */
static void
find_made (LlPatchAxis *axis, gint side)
{
  for (gint k = 0; k < axis->n; k++)
    axis->made[k] = (LlSpan){ side, 0 };
  for (gint x = 0; x < side; x++)
    {
      LlSpan pixel = { x, x + 1 };
      LlSpan sources = ll_patch_axis_get_sources (axis, &pixel);
      gint stride = axis->patch / 2;
      gint first = MAX (0, (sources.begin + stride / 2) / stride - 1);

      for (gint k = first; k < axis->n; k++)
        {
          LlSpan place = ll_patch_axis_get_place (axis, k);

          if (place.begin >= sources.end)
            break;
          if (place.end <= sources.begin)
            continue;
          axis->made[k].begin = MIN (axis->made[k].begin, x);
          axis->made[k].end = x + 1;
        }
    }
}

void
ll_patch_axis_init (LlPatchAxis *axis, gint side, gdouble scale, gint patch)
{
  *axis = (LlPatchAxis){ .patch = patch, .plain = scale == 1.0 };
  axis->sight = axis->plain ? side : ll_resize_side (side, scale);
  if (!axis->plain)
    {
      ll_resize_axis_init (&axis->to, side, axis->sight);
      ll_resize_axis_init (&axis->from, axis->sight, side);
    }
  axis->n = ll_blend_count (axis->sight, patch / 2);
  axis->window = g_new (gfloat, patch);
  axis->total = g_new (gfloat, axis->sight);
  ll_blend_window (patch, axis->window);
  ll_blend_total (axis->sight, patch, patch / 2, axis->window, axis->total);

  axis->looks = g_new (LlSpan, axis->n);
  axis->seen = g_new (LlSpan, axis->n);
  axis->made = g_new (LlSpan, axis->n);
  for (gint k = 0; k < axis->n; k++)
    {
      axis->looks[k] =
        find_look (ll_blend_start (k, patch, patch / 2), patch, axis->sight);
      axis->seen[k] =
        axis->plain ? axis->looks[k] : get_range (&axis->to, &axis->looks[k]);
    }
  find_made (axis, side);
}

void
ll_patch_axis_clear (LlPatchAxis *axis)
{
  ll_resize_axis_clear (&axis->to);
  ll_resize_axis_clear (&axis->from);
  g_clear_pointer (&axis->window, g_free);
  g_clear_pointer (&axis->total, g_free);
  g_clear_pointer (&axis->looks, g_free);
  g_clear_pointer (&axis->seen, g_free);
  g_clear_pointer (&axis->made, g_free);
}

LlSpan
ll_patch_axis_find (const LlPatchAxis *axis, const LlSpan *spans, const LlSpan *span)
{
  LlSpan found = { 0, 0 };

  for (gint k = 0; k < axis->n; k++)
    if (spans[k].begin < span->end && spans[k].end > span->begin)
      {
        if (found.end == 0)
          found.begin = k;
        found.end = k + 1;
      }
  return found;
}

LlSpan
ll_patch_axis_join (const LlPatchAxis *axis, const LlSpan *spans, const LlSpan *patches)
{
  LlSpan all = { G_MAXINT, 0 };

  for (gint k = patches->begin; k < patches->end; k++)
    {
      all.begin = MIN (all.begin, spans[k].begin);
      all.end = MAX (all.end, spans[k].end);
    }
  return all.end > 0 ? all : (LlSpan){ 0, 0 };
}

LlSpan
ll_patch_axis_get_sources (const LlPatchAxis *axis, const LlSpan *span)
{
  return axis->plain ? *span : get_range (&axis->from, span);
}

LlSpan
ll_patch_axis_get_place (const LlPatchAxis *axis, gint patch)
{
  gint start = ll_blend_start (patch, axis->patch, axis->patch / 2);

  return (LlSpan){ MAX (0, start), MIN (axis->sight, start + axis->patch) };
}

void
ll_patch_axis_get_weights (const LlPatchAxis *axis,
                           gboolean odd,
                           const LlSpan *span,
                           gfloat *weights)
{
  for (gint i = 0; i < span->end - span->begin; i++)
    weights[i] = 0.0f;
  for (gint k = odd ? 1 : 0; k < axis->n; k += 2)
    {
      LlSpan place = ll_patch_axis_get_place (axis, k);
      gint start = ll_blend_start (k, axis->patch, axis->patch / 2);

      for (gint i = MAX (place.begin, span->begin); i < MIN (place.end, span->end); i++)
        weights[i - span->begin] = axis->window[i - start];
    }
}
