/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Changes of layers that GIMP 2.10 does not record for undo.
 *
 * Freezing the history keeps its steps, unlike disabling it, but nothing that a person does
 * meanwhile is recorded either.  So it is frozen for single calls only.
 */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>

#include "gimp2/gimp2.h"

/* What a change must leave as it was. */
typedef struct
{
  gint32 image;
  gint32 layer;   /* the active one, or -1 */
  gint32 channel; /* likewise              */
  gboolean clean; /* nothing to save       */
} Kept;

static void
freeze (gint32 image, Kept *kept)
{
  kept->image = image;
  kept->layer = gimp_image_get_active_layer (image);
  kept->channel = gimp_image_get_active_channel (image);
  kept->clean = !gimp_image_is_dirty (image);
  gimp_image_undo_freeze (image);
}

static void
thaw (const Kept *kept)
{
  gimp_image_undo_thaw (kept->image);
  if (kept->channel >= 0)
    gimp_image_set_active_channel (kept->image, kept->channel);
  else if (kept->layer >= 0 && gimp_item_is_valid (kept->layer))
    gimp_image_set_active_layer (kept->image, kept->layer);
  if (kept->clean)
    gimp_image_clean_all (kept->image);
}

gboolean
lp_host_has_layer (gint32 layer, gint width, gint height)
{
  return gimp_item_is_valid (layer) && gimp_drawable_width (layer) == width &&
         gimp_drawable_height (layer) == height;
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
  thaw (&kept);

  return done;
}

void
lp_host_delete_unrecorded (gint32 image, gint32 layer)
{
  Kept kept;

  freeze (image, &kept);
  gimp_image_remove_layer (image, layer);
  thaw (&kept);
}

void
lp_host_update_area (gint32 layer, const GeglRectangle *area)
{
  gimp_drawable_update (layer, area->x, area->y, area->width, area->height);
}
