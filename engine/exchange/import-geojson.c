/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GeoJSON (RFC 7946) whose coordinates are pixels, with the properties that QuPath gives
 * its objects.
 */

#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>

#include "core/json.h"
#include "exchange/json-values.h"

static gboolean
fail_at (const LlImport *import, guint index, GError **error)
{
  return ll_import_fail (error,
                         _ ("The outline of object %u in \"%s\" is damaged: write the "
                            "file again."),
                         index + 1, import->path);
}

/* Adds the rings of a polygon: [[[x, y], ...], ...].  Returns whether it is one. */
static gboolean
read_polygon (JsonNode *node, LlShapes *shapes)
{
  JsonArray *rings = ll_json_to_array (node);

  if (!rings)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (rings); i++)
    {
      JsonArray *points = ll_json_to_array (json_array_get_element (rings, i));

      if (!points)
        return FALSE;
      for (guint k = 0; k < json_array_get_length (points); k++)
        {
          JsonArray *point = ll_json_to_array (json_array_get_element (points, k));
          gdouble x, y;

          if (!point || json_array_get_length (point) < 2 ||
              !ll_json_to_number (json_array_get_element (point, 0), &x) ||
              !ll_json_to_number (json_array_get_element (point, 1), &y) ||
              !ll_shapes_add_point (shapes, x, y))
            return FALSE;
        }
      ll_shapes_end_ring (shapes);
    }
  ll_shapes_end_polygon (shapes);

  return TRUE;
}

static gboolean
read_polygons (JsonNode *node, LlShapes *shapes)
{
  JsonArray *polygons = ll_json_to_array (node);

  if (!polygons)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (polygons); i++)
    if (!read_polygon (json_array_get_element (polygons, i), shapes))
      return FALSE;

  return TRUE;
}

/* The name of the class, which QuPath writes as {"name": ..} and others as a text. */
static const gchar *
get_class (JsonObject *properties)
{
  JsonObject *classification = ll_json_get_object (properties, "classification");

  return classification ? ll_json_get_string (classification, "name")
                        : ll_json_get_string (properties, "classification");
}

static gint64
get_number (JsonObject *properties)
{
  const gchar *name = ll_json_get_string (properties, "name");
  gint64 number = 0;

  if (!name || !g_ascii_string_to_signed (name, 10, 1, G_MAXINT32, &number, NULL))
    ll_json_get_int (properties, "name", 1, G_MAXINT32, &number);

  return number;
}

static gboolean
read_feature (const LlImport *import,
              JsonNode *node,
              guint index,
              LlShapes *shapes,
              GError **error)
{
  JsonObject *feature = ll_json_to_object (node);
  JsonObject *geometry = feature ? ll_json_get_object (feature, "geometry") : NULL;
  JsonObject *properties = feature ? ll_json_get_object (feature, "properties") : NULL;
  const gchar *type = geometry ? ll_json_get_string (geometry, "type") : NULL;
  gboolean polygon = g_strcmp0 (type, "Polygon") == 0;

  if (!feature)
    return fail_at (import, index, error);
  if (!polygon && g_strcmp0 (type, "MultiPolygon") != 0)
    {
      ll_shapes_skip (shapes);
      return TRUE;
    }

  ll_shapes_begin (shapes, properties ? get_number (properties) : 0,
                   properties ? get_class (properties) : NULL, FALSE);
  node = json_object_get_member (geometry, "coordinates");

  return (polygon ? read_polygon (node, shapes) : read_polygons (node, shapes)) ||
         fail_at (import, index, error);
}

gboolean
ll_import_geojson (const LlImport *import,
                   JsonObject *root,
                   LlShapes *shapes,
                   GError **error)
{
  JsonArray *features = ll_json_get_array (root, "features");

  if (!features)
    return ll_import_fail (error,
                           _ ("\"%s\" is neither GeoJSON nor COCO: it has neither "
                              "features nor annotations."),
                           import->path);

  for (guint i = 0; i < json_array_get_length (features); i++)
    if (!read_feature (import, json_array_get_element (features, i), i, shapes, error))
      return FALSE;

  return TRUE;
}
