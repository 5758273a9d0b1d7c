/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A layer may have any place and size; nothing is painted outside of it. */

#include "layers/sources.h"

#include <string.h>

#include "pixels/pixels.h"

/* By so much a channel of 8 bits may differ from a colour that was meant. */
#define COLOUR_MARGIN 25

typedef struct
{
  GeglBuffer *paint;
  GeglBuffer *mask; /* NULL: none */
  gint x;           /* in the image */
  gint y;
} Source;

static void
source_free (Source *source)
{
  g_clear_object (&source->paint);
  g_clear_object (&source->mask);
  g_free (source);
}

void
lp_sources_free (LpSources *sources)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_ptr_array_unref (sources->sources[task]);
      g_free (sources->names[task]);
    }
  g_free (sources);
}

static gboolean
lies_in (const GPtrArray *layers, gint32 parent, const GHashTable *groups)
{
  while (parent > 0)
    {
      const LpHostLayer *group = lp_layers_find (layers, parent);

      if (g_hash_table_contains ((GHashTable *) groups, GINT_TO_POINTER (parent)))
        return TRUE;
      parent = group ? group->parent : -1;
    }

  return FALSE;
}

static gboolean
is_painted (GeglBuffer *paint)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (paint);
  gsize n = (gsize) LP_PIXELS_STRIP * extent->width;
  g_autofree gfloat *rgba = g_new (gfloat, 4 * n);

  for (gint y = 0; y < extent->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { 0, y, extent->width, LP_PIXELS_STRIP };

      gegl_buffer_get (paint, &strip, 1.0, babl_format ("R'G'B'A float"), rgba,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize i = 0; i < n; i++)
        if (rgba[4 * i + 3] >= 0.5f)
          return TRUE;
    }

  return FALSE;
}

/* Takes over what the layer says about unpainted pixels.  A layer made by hand says nothing,
 * and one without paint contradicts nothing.
 */
static void
add_coverage (LpSources *sources, const LpHostLayer *layer, LlTask task)
{
  g_autofree gchar *text = lp_host_get_layer_text (layer->id, LP_PARASITE_COVERAGE);
  LlCoverage coverage = lp_layer_get_coverage (layer);
  const LpHostLayer *other = sources->covering[task];

  if (!text || (other && coverage == sources->coverage[task]))
    return;

  if (!other || (lp_sources_is_painted (layer) && !lp_sources_is_painted (other)))
    {
      sources->covering[task] = layer;
      sources->coverage[task] = coverage;
    }
  else if (!sources->contradicting[task] && lp_sources_is_painted (layer))
    {
      sources->contradicting[task] = layer;
    }
}

static void
add_source (LpSources *sources, const LpHostLayer *layer, LlTask task)
{
  Source *source = g_new0 (Source, 1);

  source->paint = lp_host_get_buffer (layer->id, sources->managed);
  source->mask = lp_host_get_mask_buffer (layer->id);
  source->x = layer->x;
  source->y = layer->y;

  if (sources->sources[task]->len == 0)
    sources->names[task] = g_strdup (layer->name);
  add_coverage (sources, layer, task);
  g_ptr_array_add (sources->sources[task], source);
}

static LpSources *
find_sources (const GPtrArray *layers, gboolean managed)
{
  LpSources *sources = g_new0 (LpSources, 1);
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);

  sources->managed = managed;
  for (gint task = 0; task < LL_N_TASKS; task++)
    sources->sources[task] =
      g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      LpRole role = lp_layer_get_role (layer);

      if ((gint) role >= LL_N_TASKS)
        continue;
      /* A group with a role is read as a whole; its members are not read again. */
      if (layer->is_group)
        g_hash_table_add (groups, GINT_TO_POINTER (layer->id));
      if (!lies_in (layers, layer->parent, groups))
        add_source (sources, layer, (LlTask) role);
    }

  return sources;
}

LpSources *
lp_sources_find (const GPtrArray *layers)
{
  return find_sources (layers, TRUE);
}

LpSources *
lp_sources_find_numbers (const GPtrArray *layers)
{
  return find_sources (layers, FALSE);
}

void
lp_sources_read (const LpSources *sources,
                 LlTask task,
                 const GeglRectangle *area,
                 gfloat *rgba)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *paint = g_new (gfloat, 4 * n);
  g_autofree gfloat *mask = g_new (gfloat, n);

  memset (rgba, 0, 4 * n * sizeof (gfloat));

  for (guint s = 0; s < sources->sources[task]->len; s++)
    {
      const Source *source = g_ptr_array_index (sources->sources[task], s);
      GeglRectangle own = { area->x - source->x, area->y - source->y, area->width,
                            area->height };

      /* Outside of the layer, GEGL returns transparent pixels. */
      gegl_buffer_get (source->paint, &own, 1.0, babl_format ("R'G'B'A float"), paint,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      if (source->mask)
        {
          gegl_buffer_get (source->mask, &own, 1.0, babl_format ("Y float"), mask,
                           GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
          for (gsize i = 0; i < n; i++)
            paint[4 * i + 3] *= mask[i];
        }

      for (gsize i = 0; i < n; i++)
        if (rgba[4 * i + 3] < 0.5f && paint[4 * i + 3] >= 0.5f)
          memcpy (rgba + 4 * i, paint + 4 * i, 4 * sizeof (gfloat));
    }
}

/* The multiplier of the hash FNV-1a of 64 bits, here for 8 bytes at a time. */
#define PRIME G_GUINT64_CONSTANT (0x100000001b3)

static guint64
add_bytes (guint64 sum, const guint8 *bytes, gsize n)
{
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, 8);
      sum = (sum ^ word) * PRIME;
      sum ^= sum >> 32;
    }
  for (; i < n; i++)
    sum = (sum ^ bytes[i]) * PRIME;

  return sum;
}

void
lp_buffer_checksum (GeglBuffer *buffer,
                    const GeglRectangle *area,
                    gint cell,
                    guint64 *sums)
{
  const Babl *format = gegl_buffer_get_format (buffer);
  gsize bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  gsize row = bytes * (gsize) area->width;
  g_autofree guint8 *pixels = g_malloc (row * (gsize) area->height);

  /* Without a conversion. */
  gegl_buffer_get (buffer, area, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gint y = 0; y < area->height; y++)
    for (gint x = 0; x < area->width; x += cell)
      sums[x / cell] =
        add_bytes (sums[x / cell], pixels + (gsize) y * row + bytes * (gsize) x,
                   bytes * (gsize) MIN (cell, area->width - x));
}

void
lp_sources_checksum (const LpSources *sources,
                     LlTask task,
                     const GeglRectangle *area,
                     gint cell,
                     guint64 *sums)
{
  for (gint i = 0; i * cell < area->width; i++)
    sums[i] = sources->sources[task]->len + 1;
  for (guint s = 0; s < sources->sources[task]->len; s++)
    {
      const Source *source = g_ptr_array_index (sources->sources[task], s);
      GeglRectangle own = { area->x - source->x, area->y - source->y, area->width,
                            area->height };

      lp_buffer_checksum (source->paint, &own, cell, sums);
      if (source->mask)
        lp_buffer_checksum (source->mask, &own, cell, sums);
    }
}

/* Adds the paint of one layer below what is in @rgba already. */
static void
add_paint (const Source *source, const GeglRectangle *area, guint8 *rgba)
{
  gsize n = (gsize) area->width * area->height;
  GeglRectangle own = { area->x - source->x, area->y - source->y, area->width,
                        area->height };
  g_autofree guint8 *paint = g_new (guint8, 4 * n);
  g_autofree guint8 *mask = source->mask ? g_new (guint8, n) : NULL;

  gegl_buffer_get (source->paint, &own, 1.0, babl_format ("R'G'B'A u8"), paint,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  if (mask)
    gegl_buffer_get (source->mask, &own, 1.0, babl_format ("Y u8"), mask,
                     GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    if (rgba[4 * i + 3] < 128 &&
        (mask ? paint[4 * i + 3] * mask[i] >= 128 * 255 : paint[4 * i + 3] >= 128))
      memcpy (rgba + 4 * i, paint + 4 * i, 4);
}

void
lp_sources_mark_colour (const LpSources *sources,
                        LlTask task,
                        const GeglRectangle *area,
                        LlColour colour,
                        guint8 *marked)
{
  for (gint y = 0; y < area->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x, area->y + y, area->width,
                              MIN (LP_PIXELS_STRIP, area->height - y) };
      gsize n = (gsize) strip.width * strip.height;
      g_autofree guint8 *rgba = g_new0 (guint8, 4 * n);
      guint8 *row = marked + (gsize) y * area->width;

      for (guint s = 0; s < sources->sources[task]->len; s++)
        add_paint (g_ptr_array_index (sources->sources[task], s), &strip, rgba);

      for (gsize i = 0; i < n; i++)
        {
          gint distance = 0;

          for (gint c = 0; c < 3; c++)
            distance = MAX (distance, ABS (rgba[4 * i + c] - colour.rgb[c]));
          if (rgba[4 * i + 3] >= 128 && distance <= COLOUR_MARGIN)
            row[i] = 1;
        }
    }
}

gboolean
lp_sources_is_painted (const LpHostLayer *layer)
{
  g_autoptr (GeglBuffer) paint = lp_host_get_buffer (layer->id, TRUE);

  return is_painted (paint);
}

gboolean
lp_sources_are_painted (const LpSources *sources)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    for (guint s = 0; s < sources->sources[task]->len; s++)
      {
        const Source *source = g_ptr_array_index (sources->sources[task], s);

        if (is_painted (source->paint))
          return TRUE;
      }

  return FALSE;
}
