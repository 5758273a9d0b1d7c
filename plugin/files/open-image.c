/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/open-image.h"

#include <lazylabels/lazylabels.h>

#include "host/host.h"

/* GIMP makes a layer of each image in the file, the lowest of the first. */
static void
remove_previews (gint32 image, const GArray *pages)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  gboolean any = FALSE;

  /* Those without previews are as they should be, and others were not opened as layers. */
  if (layers->len != pages->len)
    return;

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, layers->len - 1 - i);

      if (!g_array_index (pages, gboolean, i))
        {
          lp_host_delete_layer (layer->id);
          any = TRUE;
        }
    }
  if (any)
    lp_host_fit_canvas (image);
}

gint32
lp_open_image (const gchar *path, GError **error)
{
  gint32 image = lp_host_load_image (path, error);
  g_autoptr (GArray) pages = image >= 0 ? ll_image_file_list_pages (path) : NULL;
  guint n = 0;

  for (guint i = 0; pages && i < pages->len; i++)
    n += (guint) g_array_index (pages, gboolean, i);
  /* Of a file of previews alone, the first is the image. */
  if (n > 0 && n < pages->len)
    remove_previews (image, pages);

  return image;
}
