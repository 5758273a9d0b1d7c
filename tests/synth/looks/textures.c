/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Noise on lattices that are turned and stretched. */

#include <math.h>

#include "looks/textures.h"
#include "noise.h"

static inline gfloat
lattice (guint32 seed, gint x, gint y)
{
  guint32 h = seed ^ (guint32) x * 0x8da6b343u ^ (guint32) y * 0xd8163841u;

  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  h ^= h >> 16;
  return (gfloat) h * (2.0f / 4294967296.0f) - 1.0f;
}

/* Adds one octave of value noise.  A pixel's position on the lattice is (x * ux + y * uy,
 * x * vx + y * vy); corners are hashed once per lattice cell that a row crosses.
 */
static void
add_octave (SynthPlane *plane, guint32 seed, gfloat height, const gfloat to[4])
{
  for (gint y = 0; y < plane->height; y++)
    {
      gfloat *row = plane->data + (gsize) y * (gsize) plane->width;
      gint last_x = G_MININT;
      gint last_y = G_MININT;
      gfloat a = 0.0f, b = 0.0f, c = 0.0f, d = 0.0f;

      for (gint x = 0; x < plane->width; x++)
        {
          gfloat p = to[0] * (gfloat) x + to[1] * (gfloat) y + 4096.0f;
          gfloat q = to[2] * (gfloat) x + to[3] * (gfloat) y + 4096.0f;
          gint ix = (gint) p;
          gint iy = (gint) q;
          gfloat u = p - (gfloat) ix;
          gfloat v = q - (gfloat) iy;

          if (ix != last_x || iy != last_y)
            {
              a = lattice (seed, ix, iy);
              b = lattice (seed, ix + 1, iy);
              c = lattice (seed, ix, iy + 1);
              d = lattice (seed, ix + 1, iy + 1);
              last_x = ix;
              last_y = iy;
            }
          u = u * u * (3.0f - 2.0f * u);
          v = v * v * (3.0f - 2.0f * v);
          row[x] += height * ((a + (b - a) * u) * (1.0f - v) + (c + (d - c) * u) * v);
        }
    }
}

static void
fill_fractal (SynthPlane *plane, const SynthTexture *texture, guint32 seed, gint octaves)
{
  gdouble scale = MAX (texture->scale, 0.8);
  gdouble angle = texture->angle;
  gfloat height = 1.0f;

  for (gint k = 0; k < octaves && (k == 0 || scale > 0.8); k++)
    {
      gdouble c = cos (angle) / scale;
      gdouble s = sin (angle) / scale;
      const gfloat to[4] = { (gfloat) (c / texture->stretch),
                             (gfloat) (s / texture->stretch), (gfloat) -s, (gfloat) c };

      add_octave (plane, seed + (guint32) k * 7919u, height, to);
      scale *= 0.5;
      height *= 0.6f;
      /* Octaves are turned a little, so that the lattice is invisible. */
      angle += texture->stretch > 1.5 ? 0.09 : 0.65;
    }
}

/* Distances to the nearest and second nearest of points, one per lattice cell. */
static void
fill_cells (SynthPlane *plane, const SynthTexture *texture, guint32 seed, gboolean pits)
{
  gfloat inverse = (gfloat) (1.0 / MAX (texture->scale, 2.0));
  gfloat squeeze = (gfloat) (1.0 / MIN (texture->stretch, 3.0));
  gfloat c = (gfloat) cos (texture->angle) * inverse;
  gfloat s = (gfloat) sin (texture->angle) * inverse;

  for (gint y = 0; y < plane->height; y++)
    for (gint x = 0; x < plane->width; x++)
      {
        gfloat p = squeeze * (c * (gfloat) x + s * (gfloat) y) + 4096.0f;
        gfloat q = c * (gfloat) y - s * (gfloat) x + 4096.0f;
        gint ix = (gint) p;
        gint iy = (gint) q;
        gfloat first = 9.0f;
        gfloat second = 9.0f;

        for (gint j = iy - 1; j <= iy + 1; j++)
          for (gint i = ix - 1; i <= ix + 1; i++)
            {
              gfloat dx = (gfloat) i + 0.5f + 0.45f * lattice (seed, i, j) - p;
              gfloat dy = (gfloat) j + 0.5f + 0.45f * lattice (seed + 77u, i, j) - q;
              gfloat d = dx * dx + dy * dy;

              if (d < first)
                {
                  second = first;
                  first = d;
                }
              else if (d < second)
                second = d;
            }
        plane->data[(gsize) y * (gsize) plane->width + (gsize) x] =
          pits ? MAX (0.0f, 0.12f - first) : MIN (sqrtf (second) - sqrtf (first), 0.25f);
      }
}

static void
fill_stripes (SynthPlane *plane, const SynthTexture *texture, guint32 seed)
{
  gdouble wave = 2.0 * G_PI / MAX (1.5 * texture->scale, 3.0);
  gfloat c = (gfloat) (cos (texture->angle) * wave);
  gfloat s = (gfloat) (sin (texture->angle) * wave);
  const gfloat bend[4] = { 0.02f, 0.005f, -0.005f, 0.02f };

  add_octave (plane, seed, 1.5f, bend);
  for (gint y = 0; y < plane->height; y++)
    for (gint x = 0; x < plane->width; x++)
      {
        gfloat *value = &plane->data[(gsize) y * (gsize) plane->width + (gsize) x];

        *value = sinf (c * (gfloat) x + s * (gfloat) y + *value);
      }
}

SynthPlane *
synth_texture_new (const SynthTexture *texture, gint width, gint height, guint32 seed)
{
  SynthPlane *plane = synth_plane_new (width, height, 0.0f);

  switch (texture->kind)
    {
    case SYNTH_TEXTURE_FINE:
      fill_fractal (plane, texture, seed, 1);
      break;
    case SYNTH_TEXTURE_CELLS:
    case SYNTH_TEXTURE_PITS:
      fill_cells (plane, texture, seed, texture->kind == SYNTH_TEXTURE_PITS);
      break;
    case SYNTH_TEXTURE_STRIPES:
      fill_stripes (plane, texture, seed);
      break;
    default:
      fill_fractal (plane, texture, seed, texture->octaves);
    }
  synth_plane_normalise (plane);
  return plane;
}
