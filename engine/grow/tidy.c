/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes objects whole: removes fragments that are not connected to the mark, and fills
 * holes.
 */

#include "grow/grow-private.h"

/* Sets to @value all pixels of a box that can be reached from pixels of @value through
 * pixels of @over.  With @far, diagonal neighbours count as well.
 */
static void
spread_from_mark (guint8 *map, gint w, gint h, guint8 value, guint8 over, gboolean far)
{
  g_autofree gint *stack = g_new (gint, w * h);
  gint n = 0;

  for (gint i = 0; i < w * h; i++)
    if (map[i] == value)
      stack[n++] = i;

  while (n > 0)
    {
      gint at = stack[--n];

      for (gint dy = -1; dy <= 1; dy++)
        for (gint dx = -1; dx <= 1; dx++)
          {
            gint x = at % w + dx;
            gint y = at / w + dy;

            if (x < 0 || y < 0 || x >= w || y >= h || (!far && dx != 0 && dy != 0) ||
                map[y * w + x] != over)
              continue;
            map[y * w + x] = value;
            stack[n++] = y * w + x;
          }
    }
}

void
ll_grow_tidy (const LlReach *reach, const guint8 *blocked, gint32 id, gint32 *grown)
{
  enum
  {
    BACKGROUND,
    LOOSE, /* of the object, but perhaps not connected to its mark */
    PART,
    AROUND /* background connected to the frame of the box */
  };
  const LlInstances *marks = reach->marks;
  const LlMarked *object = &reach->objects[id];
  gint w = object->x1 - object->x0;
  gint h = object->y1 - object->y0;
  g_autofree guint8 *map = g_new (guint8, (gsize) w * (gsize) h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = ll_marked_position (marks, object, x, y);

        map[y * w + x] = marks->data[i] == id ? PART
                         : grown[i] == id     ? LOOSE
                                              : BACKGROUND;
      }
  spread_from_mark (map, w, h, PART, LOOSE, FALSE);

  for (gint i = 0; i < w * h; i++)
    {
      gboolean frame = i % w == 0 || i % w == w - 1 || i / w == 0 || i / w == h - 1;

      if (map[i] == LOOSE)
        map[i] = BACKGROUND;
      if (frame && map[i] == BACKGROUND)
        map[i] = AROUND;
    }
  spread_from_mark (map, w, h, AROUND, BACKGROUND, TRUE);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = ll_marked_position (marks, object, x, y);
        gboolean hole = map[y * w + x] == BACKGROUND && reach->owners[i] == id &&
                        marks->data[i] == 0 && !blocked[i];

        if (map[y * w + x] == PART || hole)
          grown[i] = id;
        else if (grown[i] == id)
          grown[i] = 0;
      }
}
