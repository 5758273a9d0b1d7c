/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What accepting and rejecting objects changes. */

#include <string.h>

#include "correct/correction.h"
#include "layers/masks.h"

/* How far from an object scribbles change, and how wide the rim of the rest is, pixels. */
#define NEAR_PIXELS 4

/* One part of CONTRADICTION of a mask in other paint, and the mask is the person's. */
#define CONTRADICTION 10

typedef struct
{
  gint pixels;
  gint painted; /* by a person on Segmentation                     */
  gint others;  /* of these: with another class                    */
  gint against; /* marks of a person of another class, or the rest  */
  gint marked;  /* marks of a person of this class                  */
  gint refused; /* rejected earlier                                */
} Tally;

static Tally *
count_paint (const LpCorrection *self, const LlInstances *objects)
{
  Tally *tallies = g_new0 (Tally, (gsize) objects->n + 1);

  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      Tally *tally = &tallies[objects->data[i]];
      guint8 klass = objects->class_of[objects->data[i]];
      guint8 mask = self->painted[LL_TASK_SEGMENTATION]->data[i];
      guint8 mark = self->painted[LL_TASK_DETECTION]->data[i];

      tally->pixels++;
      if (lp_correction_is_person (self, LL_TASK_SEGMENTATION, i))
        {
          tally->painted++;
          tally->others += mask != klass;
        }
      else if (mask == 0 && !self->revive)
        {
          tally->refused++;
        }
      if (!lp_correction_is_person (self, LL_TASK_DETECTION, i))
        continue;
      if (mark == klass)
        tally->marked++;
      else if (mark != 0 && mark != LL_LABEL_IGNORE)
        tally->against++;
    }

  return tallies;
}

/* [height][width]: 1 within NEAR_PIXELS of the objects, along rows and columns. */
static guint8 *
find_near (const LlInstances *objects, const guint8 *chosen)
{
  gint w = objects->width, h = objects->height;
  g_autofree guint8 *wide = g_new0 (guint8, (gsize) w * h);
  guint8 *near = g_new0 (guint8, (gsize) w * h);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      if (chosen[objects->data[(gsize) y * w + x]])
        {
          gint left = MAX (x - NEAR_PIXELS, 0);
          gint right = MIN (x + NEAR_PIXELS, w - 1);

          memset (wide + (gsize) y * w + left, 1, (gsize) (right - left + 1));
        }
  for (gint y = 0; y < h; y++)
    for (gint v = MAX (y - NEAR_PIXELS, 0); v <= MIN (y + NEAR_PIXELS, h - 1); v++)
      for (gint x = 0; x < w; x++)
        near[(gsize) v * w + x] |= wide[(gsize) y * w + x];

  return near;
}

/* Marks the accepted objects that are mostly covered by the chosen ones. */
static guint8 *
find_covered (const LpCorrection *self,
              const LlInstances *old,
              const LlInstances *objects,
              const guint8 *chosen)
{
  g_autofree gint *pixels = g_new0 (gint, (gsize) old->n + 1);
  g_autofree gint *own = g_new0 (gint, (gsize) old->n + 1);
  g_autofree gint *hidden = g_new0 (gint, (gsize) old->n + 1);
  guint8 *covered = g_new0 (guint8, (gsize) old->n + 1);

  for (gsize i = 0; i < (gsize) old->width * old->height; i++)
    {
      pixels[old->data[i]]++;
      own[old->data[i]] += lp_correction_is_accepted (self, LL_TASK_SEGMENTATION, i);
      hidden[old->data[i]] +=
        chosen[objects->data[i]] != 0 || (self->replaced && self->replaced[i]);
    }
  for (gint32 id = 1; id <= old->n; id++)
    covered[id] = 2 * own[id] > pixels[id] && 2 * hidden[id] > pixels[id];

  return covered;
}

static void
clear_accepted (LpCorrection *self, LlTask task, gsize i)
{
  if (lp_correction_is_accepted (self, task, i))
    lp_correction_set (self, task, i, LP_MASKS_CLEAR);
}

/* Removes what was accepted earlier, where the objects are now. */
static void
clear_old (LpCorrection *self,
           const LlInstances *objects,
           const guint8 *chosen,
           LlInstances *old,
           const guint8 *near)
{
  g_autofree guint8 *covered = find_covered (self, old, objects, chosen);

  for (gsize i = 0; i < (gsize) old->width * old->height; i++)
    {
      gboolean goes = covered[old->data[i]] || chosen[objects->data[i]];

      if (goes)
        {
          clear_accepted (self, LL_TASK_SEGMENTATION, i);
          clear_accepted (self, LL_TASK_DETECTION, i);
        }
      if (goes || near[i])
        clear_accepted (self, LL_TASK_SEPARATION, i);
      if (covered[old->data[i]])
        old->data[i] = 0;
    }
}

/* The objects that there will be: those that are painted, and the chosen ones over them. */
static LlInstances *
join_objects (const LlInstances *old, const LlInstances *objects, const guint8 *chosen)
{
  gint n = old->n + objects->n;
  LlInstances *joined = ll_instances_new (old->width, old->height, n);

  memcpy (joined->class_of, old->class_of, (gsize) old->n + 1);
  memcpy (joined->class_of + old->n + 1, objects->class_of + 1, (gsize) objects->n);
  for (gsize i = 0; i < (gsize) old->width * old->height; i++)
    joined->data[i] = chosen[objects->data[i]] ? old->n + objects->data[i] : old->data[i];

  return joined;
}

/* The rim and the inside of an object say what its other pixels are not. */
static void
paint_rest (LpCorrection *self,
            const LlInstances *objects,
            const guint8 *chosen,
            const LlInstances *joined,
            const LlLabels *rest,
            const LlLabels *marks,
            const guint8 *near)
{
  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      gboolean rim = near[i] && joined->data[i] == 0 && rest && rest->data[i] == 0;
      gboolean mine = chosen[objects->data[i]] != 0;

      if (self->coverage[LL_TASK_SEGMENTATION] == LL_COVERAGE_SPARSE && rim)
        lp_correction_set (self, LL_TASK_SEGMENTATION, i, LP_MASKS_REST);
      if (self->coverage[LL_TASK_DETECTION] == LL_COVERAGE_SPARSE && rim)
        lp_correction_set (self, LL_TASK_DETECTION, i, LP_MASKS_REST);
      if (self->coverage[LL_TASK_SEPARATION] == LL_COVERAGE_SPARSE && mine &&
          marks->data[i] != 0 && marks->data[i] != LL_LABEL_IGNORE)
        lp_correction_set (self, LL_TASK_SEPARATION, i, LP_MASKS_REST);
    }
}

/* Paints the chosen objects over @old. */
static void
paint_objects (LpCorrection *self,
               const LlInstances *objects,
               const guint8 *chosen,
               const Tally *tallies,
               const LlInstances *old,
               const LlLabels *rest,
               const guint8 *near)
{
  g_autoptr (LlInstances) joined = join_objects (old, objects, chosen);
  g_autoptr (LlLabels) marks = ll_labels_new_from_instances (
    joined, LL_TASK_DETECTION, LL_MARK_DEPTH, LL_TOUCH_REACH);
  g_autoptr (LlLabels) lines = ll_labels_new_from_instances (
    joined, LL_TASK_SEPARATION, LL_MARK_DEPTH, LL_TOUCH_REACH);

  paint_rest (self, objects, chosen, joined, rest, marks, near);
  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      gint32 id = objects->data[i];
      guint8 mark = self->painted[LL_TASK_DETECTION]->data[i];
      gboolean marked = lp_correction_is_person (self, LL_TASK_DETECTION, i) &&
                        mark != 0 && mark != LL_LABEL_IGNORE;

      if (chosen[id])
        {
          lp_correction_set (self, LL_TASK_SEGMENTATION, i, objects->class_of[id]);
          if (marks->data[i] == objects->class_of[id] &&
              (self->overwrite || tallies[id].marked == 0))
            lp_correction_set (self, LL_TASK_DETECTION, i, marks->data[i]);
        }
      if (near[i] && lines->data[i] == 1 && (self->overwrite || !marked))
        lp_correction_set (self, LL_TASK_SEPARATION, i, 1);
    }
}

gint
lp_correction_accept (LpCorrection *self,
                      const LlInstances *objects,
                      guint8 *chosen,
                      const LlLabels *rest)
{
  g_autofree Tally *tallies = count_paint (self, objects);
  g_autoptr (LlInstances) old = lp_correction_find_objects (self, TRUE, TRUE);
  g_autofree guint8 *near = NULL;
  gint n = 0;

  chosen[0] = 0;
  for (gint32 id = 1; id <= objects->n; id++)
    {
      const Tally *tally = &tallies[id];

      if (!self->overwrite &&
          (CONTRADICTION * tally->others > tally->pixels || tally->against > 0 ||
           2 * tally->painted > tally->pixels || 2 * tally->refused > tally->pixels))
        chosen[id] = 0;
      n += chosen[id] != 0;
    }
  near = find_near (objects, chosen);
  clear_old (self, objects, chosen, old, near);
  paint_objects (self, objects, chosen, tallies, old, rest, near);

  return n;
}

gint
lp_correction_reject (LpCorrection *self, const LlInstances *objects, guint8 *chosen)
{
  g_autofree Tally *tallies = count_paint (self, objects);
  g_autoptr (LlInstances) old = lp_correction_find_objects (self, TRUE, TRUE);
  g_autofree guint8 *near = NULL;
  gint n = 0;

  chosen[0] = 0;
  for (gint32 id = 1; id <= objects->n; id++)
    {
      const Tally *tally = &tallies[id];

      if (!self->overwrite && (tally->marked > 0 || 2 * tally->painted > tally->pixels))
        chosen[id] = 0;
      n += chosen[id] != 0;
    }
  near = find_near (objects, chosen);
  clear_old (self, objects, chosen, old, near);
  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    if (chosen[objects->data[i]])
      {
        lp_correction_set (self, LL_TASK_SEGMENTATION, i, LP_MASKS_REST);
        lp_correction_set (self, LL_TASK_DETECTION, i, LP_MASKS_REST);
      }

  return n;
}
