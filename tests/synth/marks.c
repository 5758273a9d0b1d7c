/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Marks depend on the depth below the border, scribbles on the ids around a pixel. */

#include "marks.h"

static LlLabels *
draw_detection (const SynthIds *ids, const guint8 *class_of)
{
  LlLabels *marks = ll_labels_new (ids->width, ids->height, 0);
  gsize pixels = (gsize) ids->width * (gsize) ids->height;
  g_autofree gint *distance = synth_ids_get_depths (ids);
  g_autofree gint *deepest = g_new0 (gint, synth_ids_get_n (ids));

  for (gsize i = 0; i < pixels; i++)
    deepest[ids->data[i]] = MAX (deepest[ids->data[i]], distance[i]);

  /* Distances are squared, so the share is squared, too. */
  for (gsize i = 0; i < pixels; i++)
    if (distance[i] > SYNTH_MARK_DEPTH * SYNTH_MARK_DEPTH * deepest[ids->data[i]])
      marks->data[i] = class_of[ids->data[i]];
  return marks;
}

static gint
id_at (const SynthIds *ids, gint x, gint y)
{
  if (x < 0 || y < 0 || x >= ids->width || y >= ids->height)
    return 0;
  return ids->data[(gsize) y * (gsize) ids->width + (gsize) x];
}

/* Returns whether two objects lie within the touch radius. */
static gboolean
is_between (const SynthIds *ids, gint x, gint y)
{
  gint r = SYNTH_TOUCH_RADIUS;
  gint first = 0;

  for (gint dy = -r; dy <= r; dy++)
    for (gint dx = -r; dx <= r; dx++)
      {
        gint id = dx * dx + dy * dy <= r * r ? id_at (ids, x + dx, y + dy) : 0;

        if (first == 0)
          first = id;
        else if (id != 0 && id != first)
          return TRUE;
      }
  return FALSE;
}

/* Returns whether the centre of the brush passes through a pixel: it follows the gap or,
 * if there is none, the border pixels on one side of the interface.
 */
static gboolean
is_path (const SynthIds *ids, gint x, gint y)
{
  gint id = id_at (ids, x, y);

  return id == 0 || id_at (ids, x - 1, y) > id || id_at (ids, x + 1, y) > id ||
         id_at (ids, x, y - 1) > id || id_at (ids, x, y + 1) > id;
}

static LlLabels *
draw_separation (const SynthIds *ids)
{
  LlLabels *marks = ll_labels_new (ids->width, ids->height, 0);
  g_autoptr (LlLabels) between = ll_labels_new (ids->width, ids->height, 0);
  gint w = ids->width;
  gint h = ids->height;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      between->data[(gsize) y * (gsize) w + (gsize) x] = is_between (ids, x, y) ? 1 : 0;

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        if (!between->data[(gsize) y * (gsize) w + (gsize) x] || !is_path (ids, x, y))
          continue;
        for (gint v = MAX (y - 1, 0); v <= MIN (y + 1, h - 1); v++)
          for (gint u = MAX (x - 1, 0); u <= MIN (x + 1, w - 1); u++)
            marks->data[(gsize) v * (gsize) w + (gsize) u] =
              between->data[(gsize) v * (gsize) w + (gsize) u];
      }
  return marks;
}

static LlLabels *
draw_segmentation (const SynthIds *ids, const guint8 *class_of)
{
  LlLabels *marks = ll_labels_new (ids->width, ids->height, 0);

  for (gsize i = 0; i < (gsize) ids->width * (gsize) ids->height; i++)
    if (ids->data[i] != 0)
      marks->data[i] = class_of[ids->data[i]];
  return marks;
}

LlLabels *
synth_marks_new (const SynthIds *ids, const guint8 *class_of, LlTask task)
{
  switch (task)
    {
    case LL_TASK_DETECTION:
      return draw_detection (ids, class_of);
    case LL_TASK_SEPARATION:
      return draw_separation (ids);
    default:
      return draw_segmentation (ids, class_of);
    }
}

guint8 *
synth_marks_paint (const LlLabels *marks, LlTask task, const LlClasses *classes)
{
  gsize pixels = (gsize) marks->width * (gsize) marks->height;
  guint8 *rgba = g_new0 (guint8, pixels * 4);

  for (gsize i = 0; i < pixels; i++)
    {
      LlColour colour;

      if (marks->data[i] == 0)
        continue;
      if (task == LL_TASK_SEPARATION)
        colour = ll_classes_get_interface_colour (classes);
      else
        colour = ll_classes_get_colour (classes, marks->data[i]);
      for (gint c = 0; c < 3; c++)
        rgba[i * 4 + (gsize) c] = colour.rgb[c];
      rgba[i * 4 + 3] = 255;
    }
  return rgba;
}
