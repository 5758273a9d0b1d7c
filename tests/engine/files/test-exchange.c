/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects in files: what is written comes back, what others write is read, and what is broken
 * is refused in one sentence.  What other programs say of the files is in
 * reference/check_exchange.py.
 */

#include <string.h>

#include "folder.h"
#include "lazylabels/lazylabels.h"
#include "scene.h"

#define WIDTH  64
#define HEIGHT 48

static const gchar *const names[] = { "air bubble", "ice/crystal \303\244" };

static const gchar *const endings[] = { "tif", "zip", "geojson", "json" };

/* Returns: (transfer full): the file of some objects. */
static GBytes *
export_objects (const LlInstances *instances, LlExchangeFormat format)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/objects.%s", folder, endings[format]);
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  LlScale scale = { 2.5, "um" };
  LlExport export = {
    .instances = instances, .classes = classes, .scale = &scale, .image = "a.tif"
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPartFile) part = ll_export_write (&export, format, path, &error);
  gchar *contents;
  gsize length;

  g_assert_no_error (error);
  g_assert_true (ll_part_file_commit (part, &error));
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));

  return g_bytes_new_take (contents, length);
}

static LlImported *
import_bytes (GBytes *bytes, gint width, gint height, GError **error)
{
  return ll_import_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                          "objects", width, height, "a.xcf", error);
}

static LlImported *
import_text (const gchar *text, GError **error)
{
  return ll_import_bytes (text, strlen (text), "objects", 8, 6, "a.xcf", error);
}

/* Objects of 8 x 6 pixels, drawn as digits. */
static void
assert_drawing (const LlImported *imported, const gchar *drawing)
{
  g_autofree gchar *drawn = g_malloc0 (8 * 6 + 1);

  for (gint i = 0; i < 8 * 6; i++)
    drawn[i] = imported->instances->data[i] == 0
                 ? '.'
                 : (gchar) ('0' + imported->instances->data[i]);
  g_assert_cmpstr (drawn, ==, drawing);
}

static void
test_round_trip (gconstpointer data)
{
  LlExchangeFormat format = GPOINTER_TO_INT (data);

  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (LlInstances) scene = scene_new (40, WIDTH, HEIGHT, seed);
      g_autoptr (GBytes) bytes = export_objects (scene, format);
      g_autoptr (GError) error = NULL;
      g_autoptr (LlImported) imported = import_bytes (bytes, WIDTH, HEIGHT, &error);

      g_assert_no_error (error);
      g_assert_cmpint (imported->instances->n, ==, scene->n);
      g_assert_cmpmem (imported->instances->data, WIDTH * HEIGHT * sizeof (gint32),
                       scene->data, WIDTH * HEIGHT * sizeof (gint32));
      g_assert_cmpint (imported->n_hidden + imported->n_skipped, ==, 0);
      g_assert_cmpint (imported->n_shared, ==, 0);
      g_assert_false (imported->is_mask);
      for (gint id = 1; id <= scene->n && format != LL_EXCHANGE_LABELS; id++)
        g_assert_cmpstr (g_ptr_array_index (imported->names, imported->name_of[id]), ==,
                         names[scene->class_of[id] - 1]);
    }
}

/* More numbers than 16 bits hold. */
static void
test_many (void)
{
  g_autoptr (LlInstances) scene = ll_instances_new (300, 300, 300 * 300);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LlImported) imported = NULL;
  g_autoptr (GError) error = NULL;

  for (gint i = 0; i < 300 * 300; i++)
    scene->data[i] = i + 1;
  bytes = export_objects (scene, LL_EXCHANGE_LABELS);
  imported = import_bytes (bytes, 300, 300, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (imported->instances->data, sizeof (gint32) * 300 * 300, scene->data,
                   sizeof (gint32) * 300 * 300);
}

/* Polygons whose corners lie between pixels, of which one lies over the other; a point. */
static void
test_geojson (void)
{
  static const gchar text[] =
    "[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[2.4,1.6],[3.6,1.6],[3.6,3.4],[2.4,3.4],[2.4,1.6]]]},\"properties\":"
    "{\"classification\":{\"name\":\"b\",\"color\":[1,2,3]}}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[-5,-5],[6,-5],[6,5],[-5,5]],[[0,0],[0,1],[1,1],[1,0]]]},"
    "\"properties\":{\"classification\":\"a\"}},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,1]},"
    "\"properties\":{}}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (LlImported) imported = import_text (text, &error);

  g_assert_no_error (error);
  assert_drawing (imported, ".22222.."
                            "222222.."
                            "221122.."
                            "222222.."
                            "222222.."
                            "........");
  g_assert_cmpint (imported->n_skipped, ==, 1);
  g_assert_cmpint (imported->n_shared, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (imported->names, imported->name_of[1]), ==, "b");
  g_assert_cmpstr (g_ptr_array_index (imported->names, imported->name_of[2]), ==, "a");
}

/* The polygon of QuPath with a name that is a number comes second, though it stands first. */
static void
test_numbers (void)
{
  static const gchar text[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[2,0],[2,1],[0,1]]"
    "],"
    "[[[4,3],[6,3],[6,4],[4,4]]]]},\"properties\":{\"name\":\"12\"}},"
    "{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[2,0],[4,0],[4,1],[2,1]]]},"
    "\"properties\":{\"name\":\"7\",\"classification\":null}}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (LlImported) imported = import_text (text, &error);

  g_assert_no_error (error);
  assert_drawing (imported, "2211...."
                            "........"
                            "........"
                            "....22.."
                            "........"
                            "........");
  g_assert_cmpint (imported->name_of[1], ==, -1);
}

#define COCO(images, annotations) \
  "{\"images\":[" images          \
  "],\"categories\":[{\"id\":7,\"name\":\"cat\"}],\"annotations\":[" annotations "]}"
#define COCO_IMAGE "{\"id\":3,\"file_name\":\"dir/a.png\",\"width\":8,\"height\":6}"

/* Of two images, the one of this name; a crowd; run lengths; a box alone. */
static void
test_coco (void)
{
  static const gchar text[] =
    COCO ("{\"id\":1,\"file_name\":\"b.png\",\"width\":5,\"height\":5}," COCO_IMAGE,
          "{\"id\":9,\"image_id\":3,\"category_id\":7,\"iscrowd\":0,\"segmentation\":"
          "[[1,1,3,1,3,2,1,2],[5.0,1,6,1,6,2,5,2]]},"
          "{\"id\":8,\"image_id\":1,\"category_id\":7,\"iscrowd\":0,\"segmentation\":"
          "[[0,0,5,0,5,5,0,5]]},"
          "{\"id\":5,\"image_id\":3,\"category_id\":7,\"iscrowd\":1,\"segmentation\":"
          "{\"size\":[6,8],\"counts\":[5,1,42]}},"
          "{\"id\":4,\"image_id\":3,\"category_id\":7,\"iscrowd\":0,\"segmentation\":"
          "{\"size\":[6,8],\"counts\":[3,2,1,2,40]}},"
          "{\"id\":2,\"image_id\":3,\"category_id\":7,\"bbox\":[1,2,3,4]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (LlImported) imported = import_text (text, &error);

  g_assert_no_error (error);
  assert_drawing (imported, ".1......"
                            ".22..2.."
                            "........"
                            "1......."
                            "1......."
                            "........");
  g_assert_cmpint (imported->n_skipped, ==, 1);
  g_assert_cmpint (imported->n_shared, ==, 1);
  for (gint i = 0; i < 48; i++)
    g_assert_cmpint (imported->instances->missing[i], ==, i == 5 * 8);
  g_assert_cmpstr (g_ptr_array_index (imported->names, imported->name_of[2]), ==, "cat");
}

/* A picture of one value besides 0 is a mask. */
static void
test_mask (void)
{
  g_autoptr (LlInstances) scene = ll_instances_new (8, 6, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LlImported) imported = NULL;

  scene->data[0] = scene->data[9] = scene->data[12] = 1;
  bytes = export_objects (scene, LL_EXCHANGE_LABELS);
  imported = import_bytes (bytes, 8, 6, NULL);
  g_assert_true (imported->is_mask);
  assert_drawing (imported, "1......."
                            ".1..2..."
                            "........"
                            "........"
                            "........"
                            "........");
}

/* One sentence without a line break. */
static void
assert_sentence (const GError *error)
{
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_EXCHANGE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
assert_refused (const gchar *text, const gchar *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (import_text (text, &error));
  assert_sentence (error);
  if (!strstr (error->message, part))
    g_error ("\"%s\" lacks \"%s\"", error->message, part);
}

#define FEATURE(type, coordinates)                                                   \
  "{\"features\":[{\"geometry\":{\"type\":\"" type "\",\"coordinates\":" coordinates \
  "}}]}"
#define POLYGON "\"segmentation\":[[0,0,1,0,1,1]]"

static void
test_refusals (void)
{
  assert_refused ("", "holds no objects");
  assert_refused ("GIF89a", "holds no objects");
  assert_refused ("{\"features\":[}", "is not JSON");
  assert_refused ("{\"features\":[]}", "no objects of this image");
  assert_refused ("{\"a\":1}", "neither GeoJSON nor COCO");
  assert_refused (
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "deep");
  assert_refused (FEATURE ("Polygon", "[[[0,0],[1]]]"), "damaged");
  assert_refused (FEATURE ("Polygon", "[[[0,0],[1e300,1],[1,1]]]"), "damaged");
  assert_refused (FEATURE ("MultiPolygon", "[[0]]"), "damaged");
  assert_refused (FEATURE ("Polygon", "null"), "damaged");
  assert_refused (FEATURE ("Point", "[0,0]"), "no objects");
  assert_refused (COCO ("", "{\"id\":1,\"image_id\":3," POLYGON "}"), "no image");
  assert_refused (COCO ("{\"id\":3,\"width\":9,\"height\":6}", ""), "9 x 6");
  assert_refused (COCO (COCO_IMAGE, "{\"image_id\":3,\"segmentation\":[[0,0,1]]}"),
                  "damaged");
  assert_refused (COCO (COCO_IMAGE, "{\"image_id\":3,\"segmentation\":{\"size\":[6,8],"
                                    "\"counts\":[40,9]}}"),
                  "damaged");
  assert_refused (COCO (COCO_IMAGE, "{\"image_id\":3,\"segmentation\":{\"size\":[6,8],"
                                    "\"counts\":\"ooooooooooooooooooo\"}}"),
                  "damaged");
  assert_refused (COCO (COCO_IMAGE, "{\"image_id\":4," POLYGON "}"), "no objects");
  assert_refused (COCO (COCO_IMAGE, "4"), "damaged");
  assert_refused ("Iout", "damaged");
  assert_refused ("PK\003\004", "ZIP");
  assert_refused ("II*", "can't be read");
  assert_refused ("\211PNG\r\n", "can't be read");
}

/* Whatever is cut off or changed: objects or a sentence. */
static void
test_damaged (gconstpointer data)
{
  g_autoptr (LlInstances) scene = scene_new (3, WIDTH, HEIGHT, 1);
  g_autoptr (GBytes) bytes = export_objects (scene, GPOINTER_TO_INT (data));
  gsize n = g_bytes_get_size (bytes);
  GRand *random = g_rand_new_with_seed (7);
  gint n_refused = 0;

  for (gint i = 0; i < 1000; i++)
    {
      gsize length = i % 2 ? n : (gsize) g_rand_int_range (random, 0, (gint32) n);
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), n);
      g_autofree guint8 *exact = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LlImported) imported = NULL;

      for (gint k = 0; i % 2 && k < 1 + i % 5; k++)
        copy[g_rand_int_range (random, 0, (gint32) n)] = (guint8) g_rand_int (random);
      exact = g_memdup2 (copy, MAX (length, 1));
      imported =
        ll_import_bytes (exact, length, "objects", WIDTH, HEIGHT, "a.tif", &error);
      g_assert_true ((imported != NULL) == (error == NULL));
      if (error)
        assert_sentence (error);
      n_refused += error != NULL;
    }
  g_rand_free (random);
  g_assert_cmpint (n_refused, >, 160);
}

static void
test_size (void)
{
  g_autoptr (LlInstances) scene = scene_new (3, WIDTH, HEIGHT, 1);
  g_autoptr (GBytes) bytes = export_objects (scene, LL_EXCHANGE_LABELS);
  g_autoptr (GError) error = NULL;

  g_assert_null (import_bytes (bytes, HEIGHT, WIDTH, &error));
  assert_sentence (error);
  g_assert_nonnull (strstr (error->message, "64 x 48"));
  g_assert_nonnull (strstr (error->message, "48 x 64"));
}

/* Corners that take more time than any picture is worth. */
static void
test_endless (void)
{
  g_autoptr (GString) text = g_string_new ("{\"features\":[");
  g_autoptr (GError) error = NULL;

  for (gint i = 0; i < 300; i++)
    g_string_append_printf (text,
                            "%s{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,"
                            "0],[8,0],[8,6],[0,6]]]}}",
                            i == 0 ? "" : ",");
  g_string_append (text, "]}");
  g_assert_null (import_text (text->str, &error));
  assert_sentence (error);
}

/* Scribbles keep objects apart, marks lie in them, and crowds teach nothing. */
static void
test_paint (void)
{
  for (guint32 seed = 0; seed < 10; seed++)
    {
      g_autoptr (LlInstances) scene = scene_new (40, WIDTH, HEIGHT, seed);
      LlLabels *maps[LL_N_TASKS];
      g_autofree gint *marked = g_new0 (gint, scene->n + 1);
      gsize n_marks = 0, n_masks = 0;

      scene->missing = g_new0 (guint8, WIDTH * HEIGHT);
      memset (scene->missing + 40 * WIDTH, 1, WIDTH);
      for (gint task = 0; task < LL_N_TASKS; task++)
        maps[task] = ll_labels_new_from_instances (scene, (LlTask) task, LL_MARK_DEPTH,
                                                   LL_TOUCH_REACH);

      for (gint i = 0; i < WIDTH * HEIGHT; i++)
        {
          gint id = scene->data[i];
          gint right = i % WIDTH + 1 < WIDTH ? scene->data[i + 1] : 0;
          gint below = i / WIDTH + 1 < HEIGHT ? scene->data[i + WIDTH] : 0;
          guint8 *scribbles = maps[LL_TASK_SEPARATION]->data;
          gboolean crowd = scene->missing[i] && id == 0;

          g_assert_cmpint (maps[LL_TASK_SEGMENTATION]->data[i], ==,
                           crowd ? LL_LABEL_IGNORE : scene->class_of[id]);
          g_assert_true (maps[LL_TASK_DETECTION]->data[i] == 0 ||
                         maps[LL_TASK_DETECTION]->data[i] ==
                           maps[LL_TASK_SEGMENTATION]->data[i]);
          g_assert_cmpint (scribbles[i] == LL_LABEL_IGNORE, ==, crowd);
          if (id != 0 && right != 0 && id != right)
            g_assert_true (scribbles[i] == 1 || scribbles[i + 1] == 1);
          if (id != 0 && below != 0 && id != below)
            g_assert_true (scribbles[i] == 1 || scribbles[i + WIDTH] == 1);
          marked[id] += maps[LL_TASK_DETECTION]->data[i] != 0;
          n_marks += id != 0 && maps[LL_TASK_DETECTION]->data[i] != 0;
          n_masks += id != 0;
        }
      for (gint id = 1; id <= scene->n; id++)
        g_assert_cmpint (marked[id], >, 0);
      g_assert_cmpint (n_marks, <, n_masks);
      for (gint task = 0; task < LL_N_TASKS; task++)
        ll_labels_free (maps[task]);
    }
}

int
main (int argc, char **argv)
{
  static const gchar *const formats[] = { "labels", "rois", "geojson", "coco" };

  g_test_init (&argc, &argv, NULL);
  for (gint i = 0; i < LL_N_EXCHANGE_FORMATS; i++)
    {
      g_autofree gchar *trip = g_strconcat ("/exchange/round-trip/", formats[i], NULL);
      g_autofree gchar *damaged = g_strconcat ("/exchange/damaged/", formats[i], NULL);

      g_test_add_data_func (trip, GINT_TO_POINTER (i), test_round_trip);
      g_test_add_data_func (damaged, GINT_TO_POINTER (i), test_damaged);
    }
  g_test_add_func ("/exchange/many", test_many);
  g_test_add_func ("/exchange/geojson", test_geojson);
  g_test_add_func ("/exchange/numbers", test_numbers);
  g_test_add_func ("/exchange/coco", test_coco);
  g_test_add_func ("/exchange/mask", test_mask);
  g_test_add_func ("/exchange/refusals", test_refusals);
  g_test_add_func ("/exchange/size", test_size);
  g_test_add_func ("/exchange/endless", test_endless);
  g_test_add_func ("/exchange/paint", test_paint);

  return g_test_run ();
}
