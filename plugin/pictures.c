/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pictures.h"

#include "layers.h"

typedef struct
{
  gchar *name;
  GeglBuffer *pixels;
  gint x;
  gint y;
  gdouble opacity;
  gint32 layer; /* once it exists; else -1 */
} Picture;

struct _LlPictures
{
  GPtrArray *all; /* element-type Picture, top to bottom */
};

static void
picture_free (Picture *picture)
{
  g_object_unref (picture->pixels);
  g_free (picture->name);
  g_free (picture);
}

LlPictures *
ll_pictures_new (void)
{
  LlPictures *pictures = g_new0 (LlPictures, 1);

  pictures->all = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);

  return pictures;
}

void
ll_pictures_free (LlPictures *pictures)
{
  if (!pictures)
    return;

  g_ptr_array_unref (pictures->all);
  g_free (pictures);
}

gint
ll_pictures_get_n (const LlPictures *pictures)
{
  return (gint) pictures->all->len;
}

void
ll_pictures_add (LlPictures *pictures,
                 const gchar *name,
                 GeglBuffer *pixels,
                 gint x,
                 gint y,
                 gdouble opacity)
{
  Picture *picture = g_new0 (Picture, 1);

  *picture = (Picture){ g_strdup (name), pixels, x, y, opacity, -1 };
  g_ptr_array_add (pictures->all, picture);
}

static gboolean
make_layer (Picture *picture, gint32 image, GError **error)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture->pixels);
  g_autoptr (GeglBuffer) layer = NULL;

  picture->layer = ll_host_new_layer (image, picture->name, extent->width, extent->height,
                                      TRUE, picture->opacity, error);
  if (picture->layer < 0)
    return FALSE;

  ll_host_set_layer_offsets (picture->layer, picture->x, picture->y);
  layer = ll_host_get_buffer (picture->layer, TRUE);
  gegl_buffer_copy (picture->pixels, extent, GEGL_ABYSS_NONE, layer, extent);
  gegl_buffer_flush (layer);

  return TRUE;
}

static gboolean
make_layers (LlPictures *pictures, gint32 image, GError **error)
{
  for (guint i = 0; i < pictures->all->len; i++)
    if (!make_layer (g_ptr_array_index (pictures->all, i), image, error))
      return FALSE;

  return TRUE;
}

/* Layers that are in the group go with it. */
static void
delete_layers (LlPictures *pictures, guint n_inserted, gint32 group)
{
  for (guint i = n_inserted; i < pictures->all->len; i++)
    {
      const Picture *picture = g_ptr_array_index (pictures->all, i);

      if (picture->layer >= 0)
        ll_host_delete_layer (picture->layer);
    }
  if (group >= 0)
    ll_host_delete_layer (group);
}

gint32
ll_pictures_insert (LlPictures *pictures,
                    gint32 image,
                    const gchar *name,
                    const gchar *role,
                    GError **error)
{
  gint32 group = -1;
  guint done = 0;

  if (make_layers (pictures, image, error) &&
      (group = ll_host_new_group (image, name, error)) >= 0 &&
      ll_host_insert_layer (image, group, -1, 0, error))
    {
      for (; done < pictures->all->len; done++)
        {
          const Picture *picture = g_ptr_array_index (pictures->all, done);

          if (!ll_host_insert_layer (image, picture->layer, group, (gint) done, error))
            break;
        }
      if (done == pictures->all->len)
        {
          ll_host_set_layer_text (group, LL_PARASITE_ROLE, role);
          return group;
        }
    }

  delete_layers (pictures, done, group);

  return -1;
}
