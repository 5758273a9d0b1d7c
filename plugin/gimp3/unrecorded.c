/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changes of layers that GIMP 3 does not record for undo.
 *
 * Freezing the history keeps its steps, unlike disabling it, but nothing that a person does
 * meanwhile is recorded either.  So it is frozen for single calls only.
 */

#include "gimp3/gimp3.h"

#include <glib/gi18n-lib.h>

/* What a change must leave as it was. */
typedef struct
{
  GimpImage *image;
  GimpLayer **layers;     /* the selected ones, ended by %NULL */
  GimpChannel **channels; /* likewise                          */
  gboolean clean;         /* nothing to save                   */
} Kept;

static void
freeze (gint32 image, Kept *kept)
{
  kept->image = gimp_image_get_by_id (image);
  kept->layers = gimp_image_get_selected_layers (kept->image);
  kept->channels = gimp_image_get_selected_channels (kept->image);
  kept->clean = !gimp_image_is_dirty (kept->image);
  gimp_image_undo_freeze (kept->image);
}

/* @gone: a layer that was removed, or -1 */
static void
thaw (Kept *kept, gint32 gone)
{
  guint n = 0;

  gimp_image_undo_thaw (kept->image);
  /* The proxy of a removed layer must not be used. */
  for (guint i = 0; kept->layers && kept->layers[i]; i++)
    if (gimp_item_get_id (GIMP_ITEM (kept->layers[i])) != gone)
      kept->layers[n++] = kept->layers[i];
  if (kept->channels && kept->channels[0])
    {
      gimp_image_set_selected_channels (kept->image,
                                        (const GimpChannel **) kept->channels);
    }
  else if (n > 0)
    {
      kept->layers[n] = NULL;
      gimp_image_set_selected_layers (kept->image, (const GimpLayer **) kept->layers);
    }
  if (kept->clean)
    gimp_image_clean_all (kept->image);
  g_free (kept->layers);
  g_free (kept->channels);
}

gboolean
lp_host_has_layer (gint32 layer, gint width, gint height)
{
  GimpDrawable *drawable =
    gimp_item_id_is_valid (layer) ? gimp_drawable_get_by_id (layer) : NULL;

  return drawable && gimp_drawable_get_width (drawable) == width &&
         gimp_drawable_get_height (drawable) == height;
}

gboolean
lp_host_insert_unrecorded (gint32 image,
                           gint32 layer,
                           gint32 parent,
                           gint position,
                           GError **error)
{
  gboolean done;
  Kept kept;

  freeze (image, &kept);
  done = lp_host_insert_layer (image, layer, parent, position, error);
  thaw (&kept, -1);

  return done;
}

void
lp_host_delete_unrecorded (gint32 image, gint32 layer)
{
  Kept kept;

  freeze (image, &kept);
  gimp_image_remove_layer (kept.image, gimp_layer_get_by_id (layer));
  thaw (&kept, layer);
}

void
lp_host_update_area (gint32 layer, const GeglRectangle *area)
{
  gimp_drawable_update (gimp_drawable_get_by_id (layer), area->x, area->y, area->width,
                        area->height);
}
