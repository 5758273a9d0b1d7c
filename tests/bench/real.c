/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The naming of files depends on the set. */

#include <string.h>

#include "png-io.h"
#include "real.h"

/* Where a set keeps its images and its ids, and how the names of ids end. */
static const struct
{
  const gchar *set;
  const gchar *images;
  const gchar *ids;
  const gchar *ending;
} namings[] = {
  { "powder-sem", NULL, NULL, "_particles.png" },
  { "nuclei", "images", "labels", ".png" },
  { NULL, NULL, NULL, "_ids.png" }, /* any other */
};

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const gchar *const *) a, *(const gchar *const *) b);
}

/* Lists the names of files that end with @suffix, without the suffix. */
static GPtrArray *
list_names (const gchar *folder, const gchar *suffix, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const gchar *name;

  if (!dir)
    return NULL;
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (suffix)));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

Picture *
real_picture_read (const gchar *name,
                   const gchar *image,
                   const gchar *ids,
                   GError **error)
{
  Picture *picture = g_new0 (Picture, 1);
  gint n;

  picture->name = g_strdup (name);
  picture->part = g_strdup ("all");
  picture->image = synth_png_read_image (image, error);
  if (picture->image)
    picture->ids = synth_png_read_ids (ids, error);
  if (!picture->ids)
    {
      picture_free (picture);
      return NULL;
    }

  n = synth_ids_get_n (picture->ids);
  picture->class_of = g_new (guint8, n);
  memset (picture->class_of, 1, (gsize) n);
  picture->class_of[0] = 0;
  return picture;
}

GPtrArray *
real_pictures_read (const gchar *folder, const gchar *set, GError **error)
{
  g_autoptr (GPtrArray) pictures =
    g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  g_autofree gchar *images = NULL;
  g_autofree gchar *ids_folder = NULL;
  g_autoptr (GPtrArray) names = NULL;
  gint k = 0;

  while (namings[k].set && !g_str_equal (namings[k].set, set))
    k++;
  images = g_build_filename (folder, set, namings[k].images, NULL);
  ids_folder = g_build_filename (folder, set, namings[k].ids, NULL);
  names = list_names (ids_folder, namings[k].ending, error);
  if (!names)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      const gchar *name = g_ptr_array_index (names, i);
      g_autofree gchar *image =
        g_strconcat (images, G_DIR_SEPARATOR_S, name, ".png", NULL);
      g_autofree gchar *ids =
        g_strconcat (ids_folder, G_DIR_SEPARATOR_S, name, namings[k].ending, NULL);
      Picture *picture = real_picture_read (name, image, ids, error);

      if (!picture)
        return NULL;
      g_ptr_array_add (pictures, picture);
    }
  return g_steal_pointer (&pictures);
}
