/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* COCO: objects as polygons, except for those with holes, which polygons of COCO can't have:
 * they are run lengths.
 */

#include <json-glib/json-glib.h>

#include "exchange/export-private.h"
#include "exchange/json-write.h"
#include "exchange/polygons.h"
#include "exchange/run-lengths.h"

/* The only image of the file. */
#define IMAGE 1

static JsonNode *
make_image (const LlExport *export)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  ll_json_add_int (json, "id", IMAGE);
  ll_json_add_int (json, "width", export->instances->width);
  ll_json_add_int (json, "height", export->instances->height);
  ll_json_add_text (json, "file_name", export->image);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

static JsonNode *
make_categories (const LlClasses *classes)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      json_builder_begin_object (json);
      ll_json_add_int (json, "id", c);
      ll_json_add_text (json, "name", ll_classes_get_name (classes, c));
      ll_json_add_text (json, "supercategory", "");
      json_builder_end_object (json);
    }
  json_builder_end_array (json);

  return json_builder_get_root (json);
}

static void
add_polygons (JsonBuilder *json, const LlPolygons *polygons, gint32 id)
{
  json_builder_begin_array (json);
  for (gsize i = polygons->first_of[id]; i < polygons->first_of[id + 1]; i++)
    {
      const LlOutline *ring = &polygons->rings[i];

      json_builder_begin_array (json);
      for (gsize k = 0; k < ring->n; k++)
        {
          json_builder_add_int_value (json, (gint64) ring->points[k].x);
          json_builder_add_int_value (json, (gint64) ring->points[k].y);
        }
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
}

static void
add_run_lengths (JsonBuilder *json,
                 const LlInstances *instances,
                 gint32 id,
                 const LlExtent *extent)
{
  g_autoptr (GArray) lengths = ll_run_lengths_new (instances, id, extent);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "size");
  json_builder_begin_array (json);
  json_builder_add_int_value (json, instances->height);
  json_builder_add_int_value (json, instances->width);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "counts");
  json_builder_begin_array (json);
  for (guint i = 0; i < lengths->len; i++)
    json_builder_add_int_value (json, g_array_index (lengths, gint64, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static JsonNode *
make_annotation (const LlExport *export,
                 const LlPolygons *polygons,
                 gint32 id,
                 const LlExtent *extent)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  gboolean holes = FALSE;

  for (gsize i = polygons->first_of[id]; i < polygons->first_of[id + 1]; i++)
    holes = holes || polygons->rings[i].hole;

  json_builder_begin_object (json);
  ll_json_add_int (json, "id", id);
  ll_json_add_int (json, "image_id", IMAGE);
  ll_json_add_int (json, "category_id", export->instances->class_of[id]);
  ll_json_add_int (json, "iscrowd", 0);
  ll_json_add_int (json, "area", extent->area);
  json_builder_set_member_name (json, "bbox");
  json_builder_begin_array (json);
  json_builder_add_int_value (json, extent->left);
  json_builder_add_int_value (json, extent->top);
  json_builder_add_int_value (json, extent->right - extent->left);
  json_builder_add_int_value (json, extent->bottom - extent->top);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "segmentation");
  if (holes)
    add_run_lengths (json, export->instances, id, extent);
  else
    add_polygons (json, polygons, id);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

gchar *
ll_export_coco (const LlExport *export, FILE *stream)
{
  g_autoptr (LlPolygons) polygons = ll_polygons_new (export->instances);
  g_autofree LlExtent *extents = ll_extents_new (export->instances);
  g_autoptr (JsonNode) image = make_image (export);
  g_autoptr (JsonNode) categories = make_categories (export->classes);
  const gchar *before = "";

  fputs ("{\"info\":{\"description\":\"Lazy Labels\"},\"licenses\":[],\n\"images\":[",
         stream);
  ll_json_write (image, stream);
  fputs ("],\n\"categories\":", stream);
  ll_json_write (categories, stream);
  fputs (",\n\"annotations\":[\n", stream);
  for (gint32 id = 1; id <= polygons->n; id++)
    {
      g_autoptr (JsonNode) annotation = NULL;

      if (extents[id].area == 0)
        continue;

      annotation = make_annotation (export, polygons, id, &extents[id]);
      fputs (before, stream);
      ll_json_write (annotation, stream);
      before = ",\n";
    }
  fputs ("\n]}\n", stream);

  return NULL;
}
