/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tells files by their first bytes. */

#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#include "core/json.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"

/* How deep JSON may be nested: QuPath's properties may hold anything. */
#define JSON_DEPTH 64

/* Bytes of memory per byte of JSON: a number such as ",12" is a node of json-glib's. */
#define JSON_BYTES 40

void
ll_imported_free (LlImported *imported)
{
  if (!imported)
    return;

  ll_instances_free (imported->instances);
  g_free (imported->name_of);
  if (imported->names)
    g_ptr_array_unref (imported->names);
  g_free (imported);
}

gboolean
ll_import_fail (GError **error, const gchar *format, ...)
{
  g_autofree gchar *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error_literal (error, LL_DATA_ERROR, LL_DATA_ERROR_EXCHANGE, text);

  return FALSE;
}

gboolean
ll_import_check_size (const LlImport *import, gint64 width, gint64 height, GError **error)
{
  return (width == import->width && height == import->height) ||
         ll_import_fail (error,
                         _ ("The labels in \"%s\" are those of an image of %.0f x %.0f "
                            "pixels, but this one has %d x %d."),
                         import->path, (gdouble) width, (gdouble) height, import->width,
                         import->height);
}

gboolean
ll_import_colours_fail (const LlImport *import, GError **error)
{
  return ll_import_fail (error,
                         _ ("\"%s\" has colours, but a label image has one number per "
                            "pixel: convert it to grey values."),
                         import->path);
}

/* QuPath also writes an array of features, and JSON of ours is an object.
 *
 * Returns: (transfer full): the text as an object, whose member "features" is the array.
 */
static gchar *
wrap_array (const LlImport *import, gsize *length)
{
  static const gchar before[] = "{\"features\":";
  gchar *text = g_malloc (sizeof (before) + import->length);

  memcpy (text, before, sizeof (before) - 1);
  memcpy (text + sizeof (before) - 1, import->bytes, import->length);
  text[sizeof (before) - 1 + import->length] = '}';
  *length = sizeof (before) + import->length;

  return text;
}

LlImported *
ll_import_json (const LlImport *import, GError **error)
{
  g_autofree gchar *wrapped = NULL;
  const gchar *text = (const gchar *) import->bytes;
  gsize length = import->length;
  g_autoptr (GError) reason = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (LlShapes) shapes = NULL;
  JsonObject *object;
  gboolean done;

  if (!ll_memory_check ((guint64) length * JSON_BYTES, error))
    return NULL;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      {
        if (text[i] == '[')
          text = wrapped = wrap_array (import, &length);
        break;
      }
  root = ll_json_parse (text, length, JSON_DEPTH, &reason);
  if (!root)
    {
      ll_import_fail (error, _ ("\"%s\" is damaged or is not JSON (%s): write it again."),
                      import->path, reason ? reason->message : _ ("it is too large"));
      return NULL;
    }

  object = json_node_get_object (root);
  shapes = ll_shapes_new (import->width, import->height);
  if (json_object_has_member (object, "annotations"))
    done = ll_import_coco (import, object, shapes, error);
  else
    done = ll_import_geojson (import, object, shapes, error);

  return done ? ll_shapes_fill (shapes, import->path, error) : NULL;
}

/* Returns whether the content begins with @text. */
static gboolean
begins_with (const LlImport *import, const gchar *text, gsize n)
{
  return import->length >= n && memcmp (import->bytes, text, n) == 0;
}

static gboolean
is_json (const LlImport *import)
{
  gsize i = begins_with (import, "\357\273\277", 3) ? 3 : 0;

  while (i < import->length && g_ascii_isspace (import->bytes[i]))
    i++;

  return i < import->length && strchr ("{[", import->bytes[i]) && import->bytes[i] != 0;
}

LlImported *
ll_import_bytes (gconstpointer bytes,
                 gsize length,
                 const gchar *path,
                 gint width,
                 gint height,
                 const gchar *image,
                 GError **error)
{
  LlImport import = { bytes, length, path, width, height, image };

  if (begins_with (&import, "II", 2) || begins_with (&import, "MM", 2))
    return ll_import_labels_tiff (&import, error);
  if (begins_with (&import, "\211PNG", 4))
    return ll_import_labels_png (&import, error);
  if (begins_with (&import, "PK", 2))
    return ll_import_roi_set (&import, error);
  if (begins_with (&import, "Iout", 4))
    return ll_import_roi (&import, error);
  if (is_json (&import))
    {
      gsize mark = begins_with (&import, "\357\273\277", 3) ? 3 : 0;

      import.bytes += mark;
      import.length -= mark;
      return ll_import_json (&import, error);
    }

  ll_import_fail (error,
                  _ ("\"%s\" holds no objects: choose a label image (TIFF or PNG), "
                     "GeoJSON, COCO or ROIs of ImageJ."),
                  path);
  return NULL;
}

LlImported *
ll_import_file (const gchar *path,
                gint width,
                gint height,
                const gchar *image,
                GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree gchar *name = g_filename_display_name (path);

  file = g_mapped_file_new (path, FALSE, &reason);
  if (!file)
    {
      ll_import_fail (error, _ ("\"%s\" can't be read (%s)."), name, reason->message);
      return NULL;
    }

  return ll_import_bytes (g_mapped_file_get_contents (file),
                          g_mapped_file_get_length (file), name, width, height, image,
                          error);
}
