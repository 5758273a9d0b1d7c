/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The operation of GEGL: its numbers are those of the engine whatever is asked for, no patch is
 * predicted twice, and what it can't do leaves the image as it is.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "case.h"

#define SMALL 1e-5

static gint n_patches;  /* predicted since the last look */
static gint n_messages; /* and messages                   */
static gchar *last_message;

static void
count_patches (const gchar *domain,
               GLogLevelFlags level,
               const gchar *text,
               gpointer data)
{
  if (strstr (text, "predicted the patch"))
    g_atomic_int_inc (&n_patches);
}

static void
count_messages (const gchar *domain,
                GLogLevelFlags level,
                const gchar *text,
                gpointer data)
{
  n_messages++;
  g_free (last_message);
  last_message = g_strdup (text);
}

static gint
take (gint *number)
{
  gint n = *number;

  *number = 0;
  return n;
}

typedef struct
{
  GeglNode *graph;
  GeglNode *source;
  GeglNode *node;
} Graph;

static Graph
graph_new (const Case *test, GeglBuffer *buffer)
{
  Graph graph;

  graph.graph = gegl_node_new ();
  graph.source = gegl_node_new_child (graph.graph, "operation", "gegl:buffer-source",
                                      "buffer", buffer, NULL);
  graph.node = gegl_node_new_child (graph.graph, "operation", "lazy-labels:segment",
                                    "weights", test ? test->path : "", NULL);
  gegl_node_link (graph.source, graph.node);
  return graph;
}

static gfloat *
blit (GeglNode *node, const GeglRectangle *area, const gchar *format)
{
  gint components = babl_format_get_n_components (babl_format (format));
  gfloat *pixels = g_new (gfloat, (gsize) components * area->width * area->height);

  gegl_node_blit (node, 1.0, area, babl_format (format), pixels, GEGL_AUTO_ROWSTRIDE,
                  GEGL_BLIT_DEFAULT);
  return pixels;
}

/* The patches of which a grid of them consists. */
static gint
count_grid (const Case *test, gint width, gint height)
{
  LlPredictSettings settings;
  g_autoptr (LlPatches) patches = NULL;
  LlNormalisation own;
  LlArea grid;

  ll_normalisation_init (&own);
  ll_predict_settings_init (&settings);
  settings.own = &own;
  patches = ll_patches_new (test->network, width, height, &settings, NULL);
  grid = ll_patches_get_grid (patches);
  return grid.width * grid.height;
}

typedef struct
{
  const gchar *format;
  gint channels;
  gint width;
  gint height;
  gboolean each;
  gdouble scale;
} Kind;

static const Kind kinds[] = {
  { "Y' u8", 1, 150, 110, FALSE, 1.0 },     { "Y' u16", 1, 97, 64, TRUE, 1.0 },
  { "Y float", 1, 70, 90, FALSE, 1.0 },     { "Y' half", 1, 70, 90, FALSE, 1.0 },
  { "R'G'B' u8", 3, 120, 75, FALSE, 1.0 },  { "R'G'B' u8", 1, 64, 64, FALSE, 1.0 },
  { "RGB float", 3, 50, 81, TRUE, 0.6 },    { "RGBA float", 3, 90, 70, FALSE, 1.0 },
  { "R'G'B'A u16", 3, 90, 70, FALSE, 0.7 }, { "Y'A u8", 1, 100, 40, TRUE, 1.0 },
  { "Y' u8", 1, 9, 5, FALSE, 1.0 },         { "Y' u8", 1, 1, 1, FALSE, 1.0 },
};

/* All pixels of a plane, asked for in areas of the given sides, in a scattered order. */
static void
check_areas (const Graph *graph,
             const gfloat *expected,
             const guint8 *missing,
             gint width,
             gint height,
             gint side_x,
             gint side_y)
{
  gint columns = (width + side_x - 1) / side_x, rows = (height + side_y - 1) / side_y;

  for (gint k = 0; k < columns * rows; k++)
    {
      gint at = (gint) (((gint64) k * 104729) % (columns * rows));
      GeglRectangle area = { at % columns * side_x, at / columns * side_y, 0, 0 };
      g_autofree gfloat *pixels = NULL;

      area.width = MIN (side_x, width - area.x);
      area.height = MIN (side_y, height - area.y);
      pixels = blit (graph->node, &area, "R'G'B'A float");
      for (gint y = 0; y < area.height; y++)
        for (gint x = 0; x < area.width; x++)
          {
            gsize i = (gsize) (area.y + y) * width + area.x + x;
            const gfloat *pixel = pixels + 4 * ((gsize) y * area.width + x);

            for (gint c = 0; c < 3; c++)
              g_assert_cmpfloat_with_epsilon (pixel[c], missing[i] ? 0.0f : expected[i],
                                              SMALL);
          }
    }
}

static void
test_numbers (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (Case) test = case_new (kind->channels, kind->each, kind->scale);
  g_autoptr (GeglBuffer) buffer =
    case_make_buffer (kind->format, kind->width, kind->height);
  g_autofree guint8 *missing = NULL;
  g_autofree gfloat *planes = case_predict (test, buffer, &missing);
  gsize n = (gsize) kind->width * kind->height;
  const struct
  {
    const gchar *task;
    LlTask number;
    gint klass;
    gint side_x;
    gint side_y;
  } steps[] = {
    { "segmentation", LL_TASK_SEGMENTATION, 1, 17, 13 },
    { "segmentation", LL_TASK_SEGMENTATION, 2, 64, 64 },
    { "detection", LL_TASK_DETECTION, 2, 1000, 1000 },
    { "separation", LL_TASK_SEPARATION, 1, 1000, 3 },
  };
  Graph graph = graph_new (test, buffer);

  gegl_node_set (graph.node, "show", 2, NULL);
  take (&n_patches);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gint first = ll_network_get_first_plane (test->network, steps[i].number);

      gegl_node_set (graph.node, "task", (gint) steps[i].number, "class", steps[i].klass,
                     NULL);
      check_areas (&graph, planes + (gsize) (first + steps[i].klass) * n, missing,
                   kind->width, kind->height, steps[i].side_x, steps[i].side_y);
    }
  /* However it was asked for. */
  g_assert_cmpint (take (&n_patches), ==, count_grid (test, kind->width, kind->height));
  g_object_unref (graph.graph);
}

/* At half the size, GEGL makes its own picture of that at full size. */
static void
test_zoom (gconstpointer data)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("Y' u8", 160, 128);
  GeglRectangle extent = { 0, 0, 160, 128 }, half = { 0, 0, 80, 64 };
  Graph graph = graph_new (test, buffer), reference = graph_new (test, buffer);
  g_autoptr (GeglBuffer) whole = gegl_buffer_new (&extent, babl_format ("R'G'B'A float"));
  g_autofree gfloat *expected = g_new (gfloat, (gsize) 4 * 80 * 64);
  g_autofree gfloat *pixels = g_new (gfloat, (gsize) 4 * 80 * 64);
  GeglNode *invert = gegl_node_new_child (graph.graph, "operation", "gegl:invert", NULL);
  GeglNode *other =
    gegl_node_new_child (reference.graph, "operation", "gegl:invert", NULL);

  /* An operation before it that does make pictures of smaller zooms. */
  gegl_node_link_many (graph.source, invert, graph.node, NULL);
  gegl_node_link_many (reference.source, other, reference.node, NULL);
  gegl_node_set (reference.node, "show", 2, NULL);
  gegl_node_set (graph.node, "show", 2, NULL);

  g_object_set (gegl_config (), "mipmap-rendering", GPOINTER_TO_INT (data) > 0, NULL);
  gegl_node_blit (graph.node, 0.5, &half, babl_format ("R'G'B'A float"), pixels,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  g_object_set (gegl_config (), "mipmap-rendering", FALSE, NULL);

  gegl_node_blit_buffer (reference.node, whole, &extent, 0, GEGL_ABYSS_NONE);
  gegl_buffer_get (whole, &half, 0.5, babl_format ("R'G'B'A float"), expected,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint i = 0; i < 4 * 80 * 64; i++)
    g_assert_cmpfloat_with_epsilon (pixels[i], expected[i], 1e-4);
  g_object_unref (graph.graph);
  g_object_unref (reference.graph);
}

static void
paint_stroke (GeglBuffer *buffer, const GeglRectangle *stroke, gfloat value)
{
  gsize n = (gsize) stroke->width * stroke->height;
  g_autofree gfloat *pixels = g_new (gfloat, n);

  for (gsize i = 0; i < n; i++)
    pixels[i] = value;
  gegl_buffer_set (buffer, stroke, 0, babl_format ("Y' float"), pixels,
                   GEGL_AUTO_ROWSTRIDE);
}

/* The filter put on, three properties, a stroke, and the stroke undone. */
static void
test_counts (void)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("Y' u8", 512, 512);
  GeglRectangle extent = { 0, 0, 512, 512 }, stroke = { 200, 240, 40, 3 }, before;
  g_autoptr (GeglBuffer) kept = gegl_buffer_dup (buffer);
  g_autoptr (LlPatches) patches = NULL;
  LlArea changed = { 200, 240, 40, 3 }, seeing;
  LlPredictSettings settings;
  Graph graph = graph_new (test, buffer);
  gint grid = count_grid (test, 512, 512);

  take (&n_patches);
  for (gint y = 0; y < 512; y += 64)
    for (gint x = 0; x < 512; x += 64)
      {
        GeglRectangle tile = { x, y, 64, 64 };

        g_free (blit (graph.node, &tile, "R'G'B'A float"));
      }
  g_assert_cmpint (take (&n_patches), ==, grid);

  for (gint output = 0; output < 6; output++)
    {
      gegl_node_set (graph.node, "show", output, "opacity", 0.2 + 0.1 * output,
                     "threshold", 0.1 * output, NULL);
      g_free (blit (graph.node, &extent, "R'G'B'A float"));
    }
  for (gint task = 0; task < 3; task++)
    {
      gegl_node_set (graph.node, "task", task, "threads", task, NULL);
      g_free (blit (graph.node, &extent, "R'G'B'A float"));
    }
  g_assert_cmpint (take (&n_patches), ==, 0);

  ll_predict_settings_init (&settings);
  patches = ll_patches_new (test->network, 512, 512, &settings, NULL);
  seeing = ll_patches_find_seeing (patches, &changed);
  paint_stroke (buffer, &stroke, 1.0f);
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  g_assert_cmpint (take (&n_patches), ==, seeing.width * seeing.height);

  /* The numbers are those of the new image. */
  {
    g_autofree gfloat *planes = case_predict (test, buffer, NULL);
    g_autofree gfloat *pixels = NULL;
    gint first = ll_network_get_first_plane (test->network, LL_TASK_DETECTION);

    gegl_node_set (graph.node, "show", 2, "task", 0, "class", 1, "threshold", 0.0, NULL);
    pixels = blit (graph.node, &extent, "R'G'B'A float");
    for (gsize i = 0; i < 512 * 512; i++)
      g_assert_cmpfloat_with_epsilon (pixels[4 * i],
                                      planes[(gsize) (first + 1) * 512 * 512 + i], SMALL);
  }

  /* Pixels that were painted as they were before are as good as untouched. */
  before = stroke;
  paint_stroke (buffer, &stroke, 1.0f);
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  g_assert_cmpint (take (&n_patches), ==, 0);
  gegl_buffer_copy (kept, &before, GEGL_ABYSS_NONE, buffer, &before);
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  g_assert_cmpint (take (&n_patches), ==, seeing.width * seeing.height);
  g_object_unref (graph.graph);
}

/* The same for an image as large as those of microscopes are: the filter put on, three properties,
 * one stroke of the brush.  GIMP asks for tiles.
 */
static void
test_large (void)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("Y' u8", 2048, 2048);
  GeglRectangle stroke = { 1000, 700, 60, 9 };
  LlArea changed = { 1000, 700, 60, 9 }, seeing;
  g_autoptr (LlPatches) patches = NULL;
  LlPredictSettings settings;
  Graph graph = graph_new (test, buffer);
  gint counts[3], least[3];

  ll_predict_settings_init (&settings);
  patches = ll_patches_new (test->network, 2048, 2048, &settings, NULL);
  seeing = ll_patches_find_seeing (patches, &changed);
  least[0] = count_grid (test, 2048, 2048);
  least[1] = 0;
  least[2] = seeing.width * seeing.height;
  take (&n_patches);
  for (gint step = 0; step < 3; step++)
    {
      if (step == 1)
        gegl_node_set (graph.node, "show", 1, "opacity", 0.8, "threshold", 0.6, NULL);
      if (step == 2)
        paint_stroke (buffer, &stroke, 1.0f);
      for (gint i = 0; i < 32 * 32; i++)
        {
          GeglRectangle tile = { i % 32 * 64, i / 32 * 64, 64, 64 };

          g_free (blit (graph.node, &tile, "R'G'B'A float"));
        }
      counts[step] = take (&n_patches);
    }
  g_object_unref (graph.graph);
  g_test_message (
    "2048 x 2048: the filter put on: %d patches of %d; three properties: %d of "
    "%d; a stroke: %d of %d",
    counts[0], least[0], counts[1], least[1], counts[2], least[2]);
  for (gint step = 0; step < 3; step++)
    g_assert_cmpint (counts[step], ==, least[step]);
}

/* One tile needs the patches that it is made of, and no other one. */
static void
test_cancel (void)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("Y' u8", 512, 512);
  GeglRectangle extent = { 0, 0, 512, 512 };
  Graph graph = graph_new (test, buffer);
  GeglProcessor *processor = NULL;
  gdouble progress = 0.0;

  /* As small as the pieces of GIMP's previews. */
  g_object_set (gegl_config (), "chunk-size", 64 * 64, NULL);
  processor = gegl_node_new_processor (graph.node, &extent);
  take (&n_patches);
  while (n_patches == 0 && gegl_processor_work (processor, &progress))
    ;
  g_object_unref (processor);
  g_object_unref (graph.graph);
  g_object_set (gegl_config (), "chunk-size", 1024 * 1024, NULL);
  g_test_message ("%d patches in the first step that needed some", n_patches);
  g_assert_cmpint (n_patches, >, 0);
  g_assert_cmpint (take (&n_patches), <, count_grid (test, 512, 512) / 4);
}

static void
check_untouched (const Graph *graph, GeglBuffer *buffer)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  gsize n = (gsize) 4 * extent->width * extent->height;
  g_autofree guint8 *expected = g_new (guint8, n);
  g_autofree guint8 *pixels = g_new (guint8, n);

  gegl_buffer_get (buffer, extent, 1.0, babl_format ("R'G'B'A u8"), expected,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  take (&n_messages);
  for (gint i = 0; i < 3; i++)
    gegl_node_blit (graph->node, 1.0, extent, babl_format ("R'G'B'A u8"), pixels,
                    GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  g_assert_true (memcmp (pixels, expected, n) == 0);
  g_assert_cmpint (take (&n_messages), ==, 1);
  g_test_message ("%s", last_message);
}

static void
test_errors (void)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("R'G'B' u8", 60, 50);
  g_autofree gchar *broken = g_strconcat (test->path, ".broken", NULL);
  g_autofree gchar *nothing = g_strconcat (test->path, ".nothing", NULL);
  GeglRectangle extent = { 0, 0, 60, 50 };
  Graph graph = graph_new (test, buffer);

  g_assert_true (g_file_set_contents (broken, "no network", -1, NULL));
  for (gint output = 0; output < 6; output++)
    {
      gegl_node_set (graph.node, "show", output, "weights", nothing, NULL);
      check_untouched (&graph, buffer);
      gegl_node_set (graph.node, "weights", broken, NULL);
      check_untouched (&graph, buffer);
      gegl_node_set (graph.node, "weights", test->path, "class", 9, NULL);
      check_untouched (&graph, buffer);
      gegl_node_set (graph.node, "class", 0, "patch", 33, NULL);
      check_untouched (&graph, buffer);
      gegl_node_set (graph.node, "patch", 0, NULL);
      g_free (blit (graph.node, &extent, "R'G'B'A float"));
      g_assert_cmpint (take (&n_messages), ==, 0);
    }

  /* A file that gets there is noticed. */
  gegl_node_set (graph.node, "weights", nothing, "show", 1, NULL);
  check_untouched (&graph, buffer);
  g_assert_true (ll_weights_save (test->network, nothing, NULL));
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  g_assert_cmpint (take (&n_messages), ==, 0);
  g_unlink (nothing);
  g_unlink (broken);
  g_object_unref (graph.graph);

  /* Without an input, or with one without bounds, nothing happens. */
  {
    GeglNode *lone = gegl_node_new ();
    GeglNode *node = gegl_node_new_child (lone, "operation", "lazy-labels:segment", NULL);
    GeglNode *colour = gegl_node_new_child (lone, "operation", "gegl:color", NULL);

    g_free (blit (node, &extent, "R'G'B'A float"));
    gegl_node_link (colour, node);
    g_free (blit (node, &extent, "R'G'B'A float"));
    g_object_unref (lone);
  }
}

/* Objects are those that the engine finds. */
static void
test_objects (void)
{
  g_autoptr (Case) test = case_new (3, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("R'G'B' u8", 150, 130);
  GeglRectangle extent = { 0, 0, 150, 130 }, part = { 40, 50, 60, 33 };
  g_autofree gfloat *planes = case_predict (test, buffer, NULL);
  g_autoptr (LlObjectMaps) maps = ll_object_maps_new (test->network, 150, 130);
  g_autoptr (LlInstances) objects = NULL;
  g_autofree gfloat *pixels = NULL;
  g_autofree gfloat *input = NULL;
  LlObjectSettings settings;
  Graph graph = graph_new (test, buffer);

  ll_object_maps_set_rows (maps, test->network, 0, 130, planes);
  ll_object_settings_init (&settings);
  objects = ll_find_objects (maps, &settings, NULL, NULL, NULL);
  g_assert_cmpint (objects->n, >, 0);

  gegl_node_set (graph.node, "show", 4, "opacity", 1.0, NULL);
  take (&n_patches);
  pixels = blit (graph.node, &part, "R'G'B'A float");
  g_assert_cmpint (take (&n_patches), ==, count_grid (test, 150, 130));
  input = blit (graph.source, &part, "R'G'B'A float");
  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gsize i = 4 * (gsize) (y * part.width + x);
        gdouble difference = 0.0;

        for (gint c = 0; c < 3; c++)
          difference = MAX (difference, fabs ((gdouble) pixels[i + c] - input[i + c]));
        g_assert_cmpint (difference > 1e-4, ==,
                         objects->data[(part.y + y) * 150 + part.x + x] != 0);
      }
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  gegl_node_set (graph.node, "show", 3, NULL);
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  g_assert_cmpint (take (&n_patches), ==, 0);
  g_object_unref (graph.graph);
}

/* Most probable classes over the image and alone, and what is most uncertain. */
static void
test_classes (void)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("R'G'B' u8", 90, 80);
  GeglRectangle extent = { 0, 0, 90, 80 };
  gsize n = 90 * 80;
  g_autofree gfloat *planes = case_predict (test, buffer, NULL);
  const gfloat *p =
    planes + (gsize) ll_network_get_first_plane (test->network, LL_TASK_SEGMENTATION) * n;
  const LlClasses *classes = ll_network_get_classes (test->network);
  g_autofree guint8 *labels = g_new (guint8, n);
  g_autofree gfloat *alone = NULL;
  g_autofree gfloat *over = NULL;
  g_autofree gfloat *entropy = NULL;
  g_autofree gfloat *input = NULL;
  Graph graph = graph_new (test, buffer);

  ll_most_probable (p, 3, n, labels);
  gegl_node_set (graph.node, "show", 1, NULL);
  alone = blit (graph.node, &extent, "R'G'B'A float");
  gegl_node_set (graph.node, "show", 0, "opacity", 0.3, NULL);
  over = blit (graph.node, &extent, "RGBA float");
  gegl_node_set (graph.node, "show", 5, NULL);
  entropy = blit (graph.node, &extent, "R'G'B'A float");
  input = blit (graph.source, &extent, "RGBA float");
  for (gsize i = 0; i < n; i++)
    {
      LlColour colour = ll_classes_get_colour (classes, labels[i]);
      gdouble sum = 0.0;

      g_assert_cmpfloat (alone[4 * i + 3], ==, labels[i] ? 1.0f : 0.0f);
      for (gint c = 0; c < 3; c++)
        {
          gdouble v = colour.rgb[c] / 255.0;
          gdouble linear = v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
          gdouble below = input[4 * i + c];

          if (labels[i])
            g_assert_cmpfloat_with_epsilon (alone[4 * i + c], v, SMALL);
          g_assert_cmpfloat_with_epsilon (
            over[4 * i + c], labels[i] ? 0.7 * below + 0.3 * linear : below, SMALL);
          sum -= p[(gsize) c * n + i] * log (MAX (p[(gsize) c * n + i], 1e-30f));
        }
      g_assert_cmpfloat_with_epsilon (entropy[4 * i], sum / log (3.0), 1e-4);
    }
  g_object_unref (graph.graph);
}

/* A change that moves the percentiles of a network that stretches images changes all. */
static void
test_stretched (void)
{
  g_autoptr (Case) test = case_new (1, TRUE, 1.0);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("Y' u8", 128, 128);
  GeglRectangle extent = { 0, 0, 128, 128 }, dot = { 60, 60, 2, 2 },
                half = { 0, 0, 128, 64 }, tile = { 0, 100, 20, 20 };
  Graph graph = graph_new (test, buffer);

  gegl_node_set (graph.node, "show", 2, "class", 1, NULL);
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  take (&n_patches);
  paint_stroke (buffer, &dot, 0.5f);
  g_free (blit (graph.node, &extent, "R'G'B'A float"));
  g_assert_cmpint (n_patches, >, 0);
  g_assert_cmpint (take (&n_patches), <, count_grid (test, 128, 128) / 2);

  paint_stroke (buffer, &half, 1.0f);
  /* Far from the stroke. */
  g_free (blit (graph.node, &tile, "R'G'B'A float"));
  g_assert_cmpint (take (&n_patches), >, 0);
  {
    g_autofree gfloat *planes = case_predict (test, buffer, NULL);
    g_autofree gfloat *pixels = blit (graph.node, &extent, "R'G'B'A float");
    gint first = ll_network_get_first_plane (test->network, LL_TASK_SEGMENTATION);

    for (gsize i = 0; i < 128 * 128; i++)
      g_assert_cmpfloat_with_epsilon (pixels[4 * i],
                                      planes[(gsize) (first + 1) * 128 * 128 + i], SMALL);
  }
  g_object_unref (graph.graph);
}

static gpointer
render (gpointer data)
{
  const Case *test = data;
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("Y' u8", 130, 120);
  g_autofree gfloat *planes = case_predict (test, buffer, NULL);
  GeglRectangle extent = { 0, 0, 130, 120 };
  Graph graph = graph_new (test, buffer);
  gint first = ll_network_get_first_plane (test->network, LL_TASK_SEGMENTATION);
  g_autofree gfloat *pixels = NULL;

  gegl_node_set (graph.node, "show", 2, "class", 2, "threads", 2, NULL);
  pixels = blit (graph.node, &extent, "R'G'B'A float");
  for (gsize i = 0; i < 130 * 120; i++)
    g_assert_cmpfloat_with_epsilon (pixels[4 * i],
                                    planes[(gsize) (first + 2) * 130 * 120 + i], SMALL);
  g_object_unref (graph.graph);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (Case) test = case_new (1, FALSE, 1.0);
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("render", render, test);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* What a person sees of it is in their language. */
static void
test_texts (void)
{
  guint n = 0;
  GParamSpec **list = gegl_operation_list_properties ("lazy-labels:segment", &n);

  g_assert_cmpuint (n, ==, 9);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (g_param_spec_get_nick (list[i]), !=, "");
      g_assert_cmpuint (strlen (g_param_spec_get_blurb (list[i])), >, 20);
    }
  g_assert_cmpstr (gegl_operation_get_key ("lazy-labels:segment", "gimp:menu-path"), ==,
                   "<Image>/Filters/Lazy Labels");
  g_free (list);
}

int
main (int argc, char **argv)
{
  gint status;
  guint n = 0;

  gegl_init (NULL, NULL);
  /* GEGL offers operations under the GPL only to programs that are under it as well.  It
   * complains of some of its own while it loads them, which is none of this test's business.
   */
  g_object_set (gegl_config (), "application-license", "GPL3", NULL);
  g_free (gegl_list_operations (&n));
  if (!gegl_has_operation ("lazy-labels:segment"))
    g_error ("GEGL has loaded %u operations, but not this one: look at GEGL_PATH.", n);

  g_test_init (&argc, &argv, NULL);
  g_log_set_handler ("LazyLabels", G_LOG_LEVEL_DEBUG, count_patches, NULL);
  g_log_set_handler ("GEGL", G_LOG_LEVEL_MESSAGE, count_messages, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree gchar *name = g_strdup_printf ("/operation/numbers/%u", i);

      g_test_add_data_func (name, &kinds[i], test_numbers);
    }
  g_test_add_data_func ("/operation/zoom/full", GINT_TO_POINTER (0), test_zoom);
  g_test_add_data_func ("/operation/zoom/mipmaps", GINT_TO_POINTER (1), test_zoom);
  g_test_add_func ("/operation/counts", test_counts);
  if (g_test_slow ())
    g_test_add_func ("/operation/large", test_large);
  g_test_add_func ("/operation/cancel", test_cancel);
  g_test_add_func ("/operation/errors", test_errors);
  g_test_add_func ("/operation/objects", test_objects);
  g_test_add_func ("/operation/classes", test_classes);
  g_test_add_func ("/operation/stretched", test_stretched);
  g_test_add_func ("/operation/threads", test_threads);
  g_test_add_func ("/operation/texts", test_texts);
  status = g_test_run ();

  gegl_exit ();
  return status;
}
