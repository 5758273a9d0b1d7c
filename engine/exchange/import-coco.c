/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* COCO: annotations of many images in one file. */

#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json.h"
#include "exchange/json-values.h"
#include "exchange/run-lengths.h"

/* Returns: (transfer full): the name of a file without its folder and ending, so that
 * "a.xcf" finds the objects of "a.tif".
 */
static gchar *
get_stem (const gchar *name)
{
  g_autofree gchar *plain = g_strdelimit (g_strdup (name), "\\", '/');
  gchar *stem = g_path_get_basename (plain);
  gchar *dot = strrchr (stem, '.');

  if (dot && dot != stem)
    *dot = 0;

  return stem;
}

/* Finds the image by its name; of several with the same stem, the one whose whole name is
 * the same.  A file about a single image is about this one.
 */
static JsonObject *
find_image (const LlImport *import, JsonArray *images, GError **error)
{
  g_autofree gchar *stem = import->image ? get_stem (import->image) : NULL;
  guint n = images ? json_array_get_length (images) : 0;
  JsonObject *found = NULL;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *image = ll_json_to_object (json_array_get_element (images, i));
      const gchar *name = image ? ll_json_get_string (image, "file_name") : NULL;
      g_autofree gchar *other = name ? get_stem (name) : NULL;

      if (n == 1)
        found = image;
      else if (stem && g_strcmp0 (stem, other) == 0 &&
               (!found || g_str_has_suffix (name, import->image)))
        found = image;
    }
  if (!found)
    ll_import_fail (error,
                    _ ("\"%s\" describes no image that is called \"%s\": give the image "
                       "the name that it has there."),
                    import->path, stem ? stem : "");

  return found;
}

/* Returns: (transfer full): category -> name, borrowed. */
static GHashTable *
read_categories (JsonArray *categories)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n = categories ? json_array_get_length (categories) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *category = ll_json_to_object (json_array_get_element (categories, i));
      const gchar *name = category ? ll_json_get_string (category, "name") : NULL;
      gint64 id;

      if (name && ll_json_get_int (category, "id", G_MININT64, G_MAXINT64, &id))
        g_hash_table_insert (names, g_memdup2 (&id, sizeof (id)), (gpointer) name);
    }

  return names;
}

/* [[x, y, x, y, ...], ...] */
static gboolean
read_polygons (JsonArray *polygons, LlShapes *shapes)
{
  for (guint i = 0; i < json_array_get_length (polygons); i++)
    {
      JsonArray *numbers = ll_json_to_array (json_array_get_element (polygons, i));
      guint n = numbers ? json_array_get_length (numbers) : 1;

      if (n % 2)
        return FALSE;
      for (guint k = 0; k < n; k += 2)
        {
          gdouble x, y;

          if (!ll_json_to_number (json_array_get_element (numbers, k), &x) ||
              !ll_json_to_number (json_array_get_element (numbers, k + 1), &y) ||
              !ll_shapes_add_point (shapes, x, y))
            return FALSE;
        }
      ll_shapes_end_ring (shapes);
      ll_shapes_end_polygon (shapes);
    }

  return TRUE;
}

/* Returns: (transfer full) (nullable): lengths whose sum is at most @most. */
static GArray *
read_lengths (JsonObject *object, gint64 most)
{
  const gchar *text = ll_json_get_string (object, "counts");
  JsonArray *numbers = ll_json_get_array (object, "counts");
  g_autoptr (GArray) lengths = NULL;

  if (text)
    return ll_run_lengths_read (text, most);
  if (!numbers)
    return NULL;

  lengths = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < json_array_get_length (numbers); i++)
    {
      gint64 length;

      if (!ll_json_to_int (json_array_get_element (numbers, i), 0, most, &length))
        return NULL;
      most -= length;
      g_array_append_val (lengths, length);
    }

  return g_steal_pointer (&lengths);
}

static gboolean
read_runs (const LlImport *import, JsonObject *object, LlShapes *shapes)
{
  JsonArray *size = ll_json_get_array (object, "size");
  gint64 height, width, at = 0;
  g_autoptr (GArray) lengths = NULL;

  if (!size || json_array_get_length (size) != 2 ||
      !ll_json_to_int (json_array_get_element (size, 0), 1, LL_MAX_SIDE, &height) ||
      !ll_json_to_int (json_array_get_element (size, 1), 1, LL_MAX_SIDE, &width) ||
      height != import->height || width != import->width)
    return FALSE;

  lengths = read_lengths (object, width * height);
  for (guint i = 0; lengths && i < lengths->len; i++)
    {
      gint64 length = g_array_index (lengths, gint64, i);

      if (i % 2)
        ll_shapes_add_run (shapes, at, length);
      at += length;
    }

  return lengths != NULL;
}

/* Returns whether the annotation is of this image. */
static gboolean
is_of_image (JsonObject *annotation, JsonNode *image)
{
  JsonNode *id = json_object_get_member (annotation, "image_id");

  return id && image && json_node_equal (id, image);
}

static gboolean
read_annotation (const LlImport *import,
                 JsonObject *annotation,
                 GHashTable *names,
                 LlShapes *shapes)
{
  JsonNode *segmentation = json_object_get_member (annotation, "segmentation");
  JsonArray *polygons = ll_json_to_array (segmentation);
  JsonObject *runs = ll_json_to_object (segmentation);
  gint64 number = 0, category = 0, crowd = 0;

  /* A box is not a shape. */
  if (!runs && (!polygons || json_array_get_length (polygons) == 0))
    {
      ll_shapes_skip (shapes);
      return TRUE;
    }

  ll_json_get_int (annotation, "id", 1, G_MAXINT64, &number);
  ll_json_get_int (annotation, "category_id", G_MININT64, G_MAXINT64, &category);
  ll_json_get_int (annotation, "iscrowd", 0, 1, &crowd);
  ll_shapes_begin (shapes, number, g_hash_table_lookup (names, &category), crowd == 1);

  return runs ? read_runs (import, runs, shapes) : read_polygons (polygons, shapes);
}

gboolean
ll_import_coco (const LlImport *import,
                JsonObject *root,
                LlShapes *shapes,
                GError **error)
{
  JsonArray *annotations = ll_json_get_array (root, "annotations");
  g_autoptr (GHashTable) names = read_categories (ll_json_get_array (root, "categories"));
  JsonObject *image = find_image (import, ll_json_get_array (root, "images"), error);
  gint64 width = import->width, height = import->height;

  if (!image)
    return FALSE;

  ll_json_get_int (image, "width", G_MININT64, G_MAXINT64, &width);
  ll_json_get_int (image, "height", G_MININT64, G_MAXINT64, &height);
  if (!ll_import_check_size (import, width, height, error))
    return FALSE;

  for (guint i = 0; annotations && i < json_array_get_length (annotations); i++)
    {
      JsonObject *annotation =
        ll_json_to_object (json_array_get_element (annotations, i));

      if (!annotation ||
          (is_of_image (annotation, json_object_get_member (image, "id")) &&
           !read_annotation (import, annotation, names, shapes)))
        return ll_import_fail (error,
                               _ ("Annotation %u in \"%s\" is damaged, or of an image of "
                                  "another size: write the file again."),
                               i + 1, import->path);
    }

  return TRUE;
}
