/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws a layer that shows which pixels of a segmentation are wrong, and how, in three
 * colours that are safe for colour-blind readers and that no class has.
 */

#include "evaluate/evaluate.h"

#include <string.h>

#include "layers/layers.h"
#include "pixels/pixels.h"

static const guint8 missed[4] = { 0xd5, 0x5e, 0x00, 0xff };      /* vermilion */
static const guint8 extra[4] = { 0x56, 0xb4, 0xe9, 0xff };       /* sky blue  */
static const guint8 wrong_class[4] = { 0xf0, 0xe4, 0x42, 0xff }; /* yellow    */

static void
fill_layer (gint32 layer, const LlLabels *found, const LlLabels *truth)
{
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (layer, TRUE);
  g_autofree guint8 *pixels = g_new (guint8, (gsize) 4 * LP_PIXELS_STRIP * truth->width);

  for (gint y = 0; y < truth->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { 0, y, truth->width,
                              MIN (LP_PIXELS_STRIP, truth->height - y) };
      gsize first = (gsize) y * truth->width;
      gsize n = (gsize) strip.width * strip.height;

      memset (pixels, 0, 4 * n);
      for (gsize i = 0; i < n; i++)
        {
          guint8 a = found->data[first + i];
          guint8 b = truth->data[first + i];

          if (a != b && b != LL_LABEL_IGNORE)
            memcpy (pixels + 4 * i, a == 0 ? missed : b == 0 ? extra : wrong_class, 4);
        }
      gegl_buffer_set (buffer, &strip, 0, babl_format ("R'G'B'A u8"), pixels,
                       GEGL_AUTO_ROWSTRIDE);
    }
  gegl_buffer_flush (buffer);
}

static void
delete_earlier (gint32 image, gint32 group)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->parent == group && lp_layer_get_role (layer) == LP_ROLE_ERRORS)
        lp_host_delete_layer (layer->id);
    }
}

static gboolean
insert_layer (gint32 image, const LpMaps *result, const LpMaps *reference, GError **error)
{
  gint32 layer;

  delete_earlier (image, result->group);
  layer = lp_host_new_layer (image, "Errors: segmentation", result->area.width,
                             result->area.height, TRUE, 1.0, error);
  if (layer < 0)
    return FALSE;

  lp_host_set_layer_text (layer, LP_PARASITE_ROLE, LP_ROLE_WORD_ERRORS);
  lp_host_set_layer_offsets (layer, result->area.x, result->area.y);
  fill_layer (layer, result->maps[LL_TASK_SEGMENTATION],
              reference->maps[LL_TASK_SEGMENTATION]);
  if (lp_host_insert_layer (image, layer, result->group, 0, error))
    {
      /* A figure, or a later result, may have hidden it. */
      lp_host_set_layer_visible (result->group, TRUE);
      return TRUE;
    }

  lp_host_delete_layer (layer);

  return FALSE;
}

gboolean
lp_errors_insert (gint32 image,
                  const LpMaps *result,
                  const LpMaps *reference,
                  gboolean *converted,
                  GError **error)
{
  gboolean done;

  *converted = lp_host_get_image_base (image) != LP_BASE_RGB;
  lp_host_undo_group_start (image);
  done = (!*converted || lp_host_convert_to_rgb (image, error)) &&
         insert_layer (image, result, reference, error);
  lp_host_undo_group_end (image);

  return done;
}
