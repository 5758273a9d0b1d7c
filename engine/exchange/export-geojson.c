/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GeoJSON as QuPath reads it: one feature per line. */

#include <json-glib/json-glib.h>
#include <math.h>

#include "exchange/export-private.h"
#include "exchange/json-write.h"
#include "exchange/polygons.h"

/* "[[x, y], ...]", whose last point is its first. */
static void
add_ring (JsonBuilder *json, const LlOutline *ring)
{
  json_builder_begin_array (json);
  for (gsize i = 0; i <= ring->n; i++)
    {
      const LlPoint *point = &ring->points[i < ring->n ? i : 0];

      json_builder_begin_array (json);
      json_builder_add_int_value (json, (gint64) point->x);
      json_builder_add_int_value (json, (gint64) point->y);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
}

/* An outer ring and its holes each are a polygon. */
static void
add_geometry (JsonBuilder *json, const LlPolygons *polygons, gint32 id)
{
  gsize first = polygons->first_of[id];
  gsize end = polygons->first_of[id + 1];
  gint n = 0;

  for (gsize i = first; i < end; i++)
    n += !polygons->rings[i].hole;

  json_builder_set_member_name (json, "geometry");
  json_builder_begin_object (json);
  ll_json_add_text (json, "type", n == 1 ? "Polygon" : "MultiPolygon");
  json_builder_set_member_name (json, "coordinates");
  if (n != 1)
    json_builder_begin_array (json);
  for (gsize i = first; i < end; i++)
    {
      if (!polygons->rings[i].hole)
        json_builder_begin_array (json);
      add_ring (json, &polygons->rings[i]);
      if (i + 1 == end || !polygons->rings[i + 1].hole)
        json_builder_end_array (json);
    }
  if (n != 1)
    json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_measurement (JsonBuilder *json, const gchar *name, const gchar *unit, gdouble value)
{
  g_autofree gchar *title =
    *unit ? g_strdup_printf ("%s %s", name, unit) : g_strdup (name);

  if (!isfinite (value))
    return;

  json_builder_set_member_name (json, title);
  json_builder_add_double_value (json, value);
}

/* By the names that QuPath itself uses. */
static void
add_measurements (JsonBuilder *json, const LlObject *object, const LlScale *scale)
{
  const gchar *unit = !scale                            ? "px"
                      : g_str_equal (scale->unit, "um") ? "\302\265m"
                                                        : scale->unit;
  gdouble length = scale ? 1.0 / scale->pixels_per_unit : 1.0;
  g_autofree gchar *square = g_strconcat (unit, "^2", NULL);

  json_builder_set_member_name (json, "measurements");
  json_builder_begin_object (json);
  add_measurement (json, "Area", square, object->area * length * length);
  add_measurement (json, "Length", unit, object->perimeter * length);
  add_measurement (json, "Equivalent diameter", unit, object->diameter * length);
  add_measurement (json, "Max diameter", unit, object->feret_max * length);
  add_measurement (json, "Min diameter", unit, object->feret_min * length);
  add_measurement (json, "Circularity", "", object->circularity);
  add_measurement (json, "Solidity", "", object->solidity);
  json_builder_end_object (json);
}

static void
add_class (JsonBuilder *json, const LlClasses *classes, gint index)
{
  LlColour colour = ll_classes_get_colour (classes, index);

  json_builder_set_member_name (json, "classification");
  json_builder_begin_object (json);
  ll_json_add_text (json, "name", ll_classes_get_name (classes, index));
  json_builder_set_member_name (json, "color");
  json_builder_begin_array (json);
  for (gint c = 0; c < 3; c++)
    json_builder_add_int_value (json, colour.rgb[c]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static JsonNode *
make_feature (const LlExport *export,
              const LlPolygons *polygons,
              gint32 id,
              const LlObject *object)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree gchar *number = g_strdup_printf ("%d", id);

  json_builder_begin_object (json);
  ll_json_add_text (json, "type", "Feature");
  add_geometry (json, polygons, id);
  json_builder_set_member_name (json, "properties");
  json_builder_begin_object (json);
  ll_json_add_text (json, "objectType", export->annotations ? "annotation" : "detection");
  ll_json_add_text (json, "name", number);
  if (export->instances->class_of[id] != 0)
    add_class (json, export->classes, export->instances->class_of[id]);
  if (object)
    add_measurements (json, object, export->scale);
  json_builder_end_object (json);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

/* Returns the measurements of an object; @next: (inout): where to look. */
static const LlObject *
find_object (const LlObjects *objects, gint32 id, gint *next)
{
  while (objects && *next < objects->n && objects->objects[*next].id < id)
    (*next)++;

  return objects && *next < objects->n && objects->objects[*next].id == id
           ? &objects->objects[*next]
           : NULL;
}

gchar *
ll_export_geojson (const LlExport *export, FILE *stream)
{
  g_autoptr (LlPolygons) polygons = ll_polygons_new (export->instances);
  const gchar *before = "";
  gint next = 0;

  fputs ("{\"type\":\"FeatureCollection\",\"features\":[\n", stream);
  for (gint32 id = 1; id <= polygons->n; id++)
    {
      g_autoptr (JsonNode) feature = NULL;

      if (polygons->first_of[id] == polygons->first_of[id + 1])
        continue;

      feature =
        make_feature (export, polygons, id, find_object (export->measured, id, &next));
      fputs (before, stream);
      ll_json_write (feature, stream);
      before = ",\n";
    }
  fputs ("\n]}\n", stream);

  return NULL;
}
