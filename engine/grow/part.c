/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grow/part.h"

LlPart
ll_part_find (const guint8 *set, gint width, gint height)
{
  LlPart box = { width, height, 0, 0 };
  gint right = -1, bottom = -1;

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      if (set[(gsize) y * (gsize) width + (gsize) x])
        {
          box.x = MIN (box.x, x);
          box.y = MIN (box.y, y);
          right = MAX (right, x);
          bottom = MAX (bottom, y);
        }
  box.width = MAX (right - box.x + 1, 0);
  box.height = MAX (bottom - box.y + 1, 0);

  return box;
}

LlPart
ll_part_widen (const LlPart *box, gint margin, const LlImage *image)
{
  gint x = MAX (box->x - margin, 0);
  gint y = MAX (box->y - margin, 0);

  return (LlPart){ x, y, MIN (box->x + box->width + margin, image->width) - x,
                   MIN (box->y + box->height + margin, image->height) - y };
}

guint8 *
ll_part_take_map (const guint8 *map, gint stride, const LlPart *part, gint step)
{
  gint w = (part->width + step - 1) / step, h = (part->height + step - 1) / step;
  guint8 *taken;

  if (!map)
    return NULL;

  taken = g_new (guint8, (gsize) w * (gsize) h);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      taken[(gsize) y * (gsize) w + (gsize) x] =
        map[(gsize) (part->y + y * step) * (gsize) stride + (gsize) (part->x + x * step)];

  return taken;
}

gfloat *
ll_part_take_pixels (const LlImage *image, const LlPart *part, gint step)
{
  gint w = (part->width + step - 1) / step, h = (part->height + step - 1) / step;
  gfloat *taken = g_new (gfloat, (gsize) image->channels * (gsize) w * (gsize) h);
  gfloat *to = taken;

  for (gint c = 0; c < image->channels; c++)
    {
      const gfloat *plane =
        image->data + (gsize) c * (gsize) image->width * (gsize) image->height;

      for (gint y = part->y; y < part->y + part->height; y += step)
        for (gint x = part->x; x < part->x + part->width; x += step)
          {
            gfloat sum = 0.0f;
            gint n = 0;

            for (gint v = y; v < MIN (y + step, part->y + part->height); v++)
              for (gint u = x; u < MIN (x + step, part->x + part->width); u++, n++)
                sum += plane[(gsize) v * (gsize) image->width + (gsize) u];
            *to++ = sum / (gfloat) n;
          }
    }

  return taken;
}

gint
ll_part_flood (guint8 *map,
               gint w,
               gint h,
               gint start,
               guint8 old,
               guint8 new,
               gint *queue)
{
  gint n = 1;

  queue[0] = start;
  map[start] = new;
  for (gint next = 0; next < n; next++)
    {
      gint x = queue[next] % w, y = queue[next] / w;

      for (gint d = 0; d < 4; d++)
        {
          gint u = x + (d == 0) - (d == 1), v = y + (d == 2) - (d == 3);

          if (u < 0 || v < 0 || u >= w || v >= h || map[v * w + u] != old)
            continue;
          map[v * w + u] = new;
          queue[n++] = v * w + u;
        }
    }

  return n;
}
