/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The objects: shading by where a pixel lies in its object, textures, spots. */

#include <math.h>

#include "looks/canvas.h"
#include "looks/dice.h"

/* What one object draws for itself. */
typedef struct
{
  const SynthMaterial *material;
  SynthPlane *const *textures; /* of the material, some may be NULL */
  const SynthObject *object;
  guint16 id;
  gfloat level, tint;
  gfloat gradient[2];    /* per pixel                               */
  gfloat core_x, core_y; /* the core's centre, pixels from the own  */
  gfloat core_size;      /* by the radius                           */
  gint shift[2];         /* where it reads the textures             */
} Coat;

typedef struct
{
  SynthCanvas *canvas;
  const SynthMaterial *const *materials;
  gdouble share;
  const SynthLayout *layout;
  SynthPlane *textures[2][2];
} Painter;

static void
coat_init (Coat *coat, const Painter *painter, guint16 id, LlRandom *random)
{
  gint kind = synth_chance (random, painter->share);
  const SynthMaterial *material = painter->materials[kind];
  const SynthObject *object = &g_array_index (painter->layout->objects, SynthObject, id);
  gdouble spread = material->level_spread * synth_normal (random);
  gdouble shift = 0.5 * (gdouble) object->diameter * material->core_shift;
  gdouble x, y;

  coat->material = material;
  coat->textures = painter->textures[kind];
  coat->object = object;
  coat->id = id;
  if (material->add)
    coat->level = (gfloat) (material->level * exp (CLAMP (spread, -1.3, 1.3)));
  else
    coat->level = (gfloat) (material->level + CLAMP (spread, -0.5, 0.5));
  coat->level -= (gfloat) material->depth * object->rank;
  coat->tint = (gfloat) CLAMP (
    material->tint + material->tint_spread * synth_normal (random), 0.0, 1.0);
  synth_direction (random, &x, &y);
  coat->gradient[0] =
    (gfloat) (x * material->gradient / MAX ((gdouble) object->diameter, 1.0));
  coat->gradient[1] =
    (gfloat) (y * material->gradient / MAX ((gdouble) object->diameter, 1.0));
  synth_direction (random, &x, &y);
  coat->core_x = (gfloat) (x * shift * ll_random_uniform (random));
  coat->core_y = (gfloat) (y * shift * ll_random_uniform (random));
  coat->core_size = (gfloat) (material->core_size * synth_between (random, 0.8, 1.2));
  coat->shift[0] = ll_random_int (random, 2 * painter->layout->width);
  coat->shift[1] = ll_random_int (random, 2 * painter->layout->height);
}

static inline gfloat
line_at (gdouble height, gdouble width, gfloat distance)
{
  gfloat t = distance / (gfloat) MAX (width, 0.5);

  return t * t < 9.0f ? (gfloat) height * expf (-t * t) : 0.0f;
}

static gfloat
shade (const Painter *painter,
       const Coat *coat,
       const SynthPlace *place,
       gfloat dx,
       gfloat dy,
       gfloat *tint)
{
  const SynthMaterial *material = coat->material;
  const gfloat *light = painter->canvas->light;
  gfloat f = MIN (place->f, 1.0f);
  gfloat away = f / (sqrtf (dx * dx + dy * dy) + 0.5f);
  gfloat height = sqrtf (1.0f - 0.98f * f * f);
  gfloat sum = coat->gradient[0] * dx + coat->gradient[1] * dy;

  sum += (gfloat) material->dome * (height - 0.6f);
  sum += (gfloat) material->light * away * (dx * light[0] + dy * light[1]);
  sum += (gfloat) material->edge * f * f * f * f;
  if (material->rim != 0.0)
    sum += line_at (material->rim, material->rim_width, place->edge);
  if (material->inner != 0.0)
    sum += line_at (material->inner, material->inner_width,
                    place->edge - (gfloat) material->inner_offset);
  if (material->core != 0.0)
    {
      gfloat radius = 0.5f * coat->object->diameter;
      gfloat cx = dx - coat->core_x;
      gfloat cy = dy - coat->core_y;
      /* Cores follow the outline half. */
      gfloat r = 0.5f * f + 0.5f * sqrtf (cx * cx + cy * cy) / radius;
      gfloat t = CLAMP ((coat->core_size - r) * radius * 0.7f + 0.5f, 0.0f, 1.0f);

      sum += t * (gfloat) material->core;
      *tint += t * (gfloat) material->core_tint;
    }
  if (material->highlight != 0.0)
    {
      gfloat radius = 0.5f * coat->object->diameter;
      gfloat hx = dx / radius - 0.5f * light[0];
      gfloat hy = dy / radius - 0.5f * light[1];

      sum += line_at (material->highlight, 1.0, 6.0f * sqrtf (hx * hx + hy * hy));
    }
  /* What glows less, or is stained less, shows less of everything. */
  if (material->add)
    sum *= coat->level / (gfloat) material->level;
  return coat->level + sum;
}

/* Objects read textures at places of their own; mirrors leave no border in them. */
static gint
mirror (gint x, gint n)
{
  x %= 2 * n;
  return x < n ? x : 2 * n - 1 - x;
}

static void
paint_pixel (const Painter *painter, const Coat *coat, gint x, gint y)
{
  const SynthMaterial *material = coat->material;
  SynthCanvas *canvas = painter->canvas;
  gsize i = (gsize) y * (gsize) canvas->width + (gsize) x;
  gfloat dx = (gfloat) x - coat->object->shape.x;
  gfloat dy = (gfloat) y - coat->object->shape.y;
  gfloat radius = 0.5f * coat->object->diameter;
  gfloat tint = coat->tint;
  gfloat soft = (gfloat) material->softness * radius + 0.7f;
  gboolean flat = painter->layout->flat && !material->see_through;
  SynthPlace place;
  gfloat grey;
  gsize texel;

  synth_shape_locate (&coat->object->shape, dx, dy, &place);
  if (painter->layout->grains)
    {
      place.edge = painter->layout->edge->data[i];
      place.f = CLAMP (1.0f - place.edge / radius, 0.0f, 1.0f);
    }
  else if (flat)
    place.edge = MIN (place.edge, painter->layout->edge->data[i]);
  else if (place.edge <= -0.5f)
    return;
  grey = shade (painter, coat, &place, dx, dy, &tint);
  if (material->seam != 0.0 && painter->layout->owner[i] == coat->id)
    grey +=
      line_at (material->seam, material->seam_width, painter->layout->edge->data[i]);
  texel = (gsize) mirror (y + coat->shift[1], canvas->height) * (gsize) canvas->width +
          (gsize) mirror (x + coat->shift[0], canvas->width);
  for (gint k = 0; k < 2; k++)
    if (coat->textures[k])
      grey += (gfloat) material->texture[k] * coat->textures[k]->data[texel] *
              (material->add ? coat->level : 1.0f);
  if (material->add)
    {
      gfloat t = CLAMP ((place.edge + 0.5f) / soft, 0.0f, 1.0f);

      /* Half of the light is reached soon, so that the outline looks like one. */
      synth_canvas_add (canvas, i, grey * t * (2.0f - t), tint);
    }
  else
    {
      gfloat alpha = (gfloat) material->opacity;

      canvas->grey->data[i] += alpha * (grey - canvas->grey->data[i]);
      canvas->tint->data[i] += alpha * (tint - canvas->tint->data[i]);
    }
}

static void
paint_spots (const Painter *painter, const Coat *coat, LlRandom *random)
{
  const SynthMaterial *material = coat->material;
  gint n = (gint) (material->spot_count * synth_between (random, 0.4, 1.6) + 0.5);
  gdouble size = 0.5 * material->spot_size * (gdouble) coat->object->diameter;

  for (gint k = 0; k < n; k++)
    {
      gdouble own = size * synth_log_between (random, 0.6, 1.5);
      gfloat f = 0.8f * sqrtf ((gfloat) ll_random_uniform (random));
      gfloat x, y;

      synth_shape_point (&coat->object->shape, f, ll_random_int (random, SYNTH_TURN), &x,
                         &y);
      synth_canvas_speck (painter->canvas, (gdouble) x, (gdouble) y, own,
                          own * synth_between (random, 0.7, 1.0),
                          synth_between (random, 0.0, G_PI), 0.8,
                          material->spots * synth_between (random, 0.5, 1.2) *
                            (material->add ? (gdouble) coat->level : 1.0),
                          (gdouble) coat->tint, painter->layout->owner, coat->id);
    }
}

/* Rows of nuclei along the outline of a gland. */
static void
paint_lining (const Painter *painter, const Coat *coat, LlRandom *random)
{
  const SynthMaterial *material = coat->material;
  gdouble radius = 0.5 * (gdouble) coat->object->diameter;
  gdouble size = MIN (material->nucleus_size, 0.3 * radius);
  gint n = (gint) (2.0 * G_PI * radius / (0.9 * size));
  gint rows = 1 + ll_random_int (random, 2);

  for (gint k = 0; k < n * rows; k++)
    {
      gint turn = (gint) ((k + ll_random_uniform (random)) * SYNTH_TURN / n);
      gdouble depth =
        (0.7 + 0.9 * (k / n) + 0.25 * synth_normal (random)) * size / radius;
      gfloat x, y;

      synth_shape_point (&coat->object->shape,
                         (gfloat) (1.0 - MAX (depth, 0.5 * size / radius)), turn, &x, &y);
      synth_canvas_speck (painter->canvas, (gdouble) x, (gdouble) y,
                          0.6 * size * synth_between (random, 0.8, 1.2),
                          0.38 * size * synth_between (random, 0.8, 1.2),
                          atan2 ((gdouble) (y - coat->object->shape.y),
                                 (gdouble) (x - coat->object->shape.x)) +
                            0.2 * synth_normal (random),
                          0.5, material->nuclei * synth_between (random, 0.6, 1.2),
                          material->nucleus_tint, painter->layout->owner, coat->id);
    }
}

static void
paint_object (const Painter *painter, const Coat *coat)
{
  const SynthShape *shape = &coat->object->shape;
  const SynthLayout *layout = painter->layout;
  gint left = MAX ((gint) (shape->x - shape->reach) - 1, 0);
  gint right = MIN ((gint) (shape->x + shape->reach) + 2, layout->width);
  gint top = MAX ((gint) (shape->y - shape->reach) - 1, 0);
  gint bottom = MIN ((gint) (shape->y + shape->reach) + 2, layout->height);

  for (gint y = top; y < bottom; y++)
    for (gint x = left; x < right; x++)
      if (coat->material->see_through ||
          layout->owner[(gsize) y * (gsize) layout->width + (gsize) x] == coat->id)
        paint_pixel (painter, coat, x, y);
}

void
synth_material_paint (SynthCanvas *canvas,
                      const SynthMaterial *const materials[2],
                      gdouble share,
                      const SynthLayout *layout,
                      LlRandom *random)
{
  Painter painter = { canvas, materials, share, layout, { { NULL } } };
  guint n = layout->objects->len;
  g_autofree Coat *coats = g_new (Coat, n);

  for (gint k = 0; k < (share > 0.0 ? 4 : 2); k++)
    if (materials[k / 2]->texture[k % 2] != 0.0)
      painter.textures[k / 2][k % 2] =
        synth_texture_new (&materials[k / 2]->textures[k % 2], canvas->width,
                           canvas->height, (guint32) ll_random_next (random));
  for (guint id = 1; id < n; id++)
    coat_init (&coats[id], &painter, (guint16) id, random);
  if (layout->grains)
    {
      for (gint y = 0; y < layout->height; y++)
        for (gint x = 0; x < layout->width; x++)
          {
            guint16 id = layout->owner[(gsize) y * (gsize) layout->width + (gsize) x];

            if (id)
              paint_pixel (&painter, &coats[id], x, y);
          }
    }
  else
    for (guint id = 1; id < n; id++)
      paint_object (&painter, &coats[id]);
  for (guint id = 1; id < n; id++)
    {
      if (coats[id].material->spots != 0.0)
        paint_spots (&painter, &coats[id], random);
      if (coats[id].material->nuclei != 0.0)
        paint_lining (&painter, &coats[id], random);
    }
  for (gint k = 0; k < 4; k++)
    synth_plane_free (painter.textures[k / 2][k % 2]);
}
