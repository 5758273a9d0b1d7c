/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files for tests that call other programs.
 *
 *   operation-files make FOLDER [SIDE]
 *     writes image.png, as wide and high as is said, network.safetensors and, as the engine predicts it, expected.png: the
 *     probability of the first class in grey
 *   operation-files compare A B TOLERANCE
 *     prints the largest difference of two images of the same size, and exits with 1 if it is
 *     larger
 */

#include <gio/gio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "case.h"

#define WIDTH  200
#define HEIGHT 150

static void
save (GeglBuffer *buffer, const gchar *path)
{
  GeglNode *graph = gegl_node_new ();
  GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:buffer-source",
                                          "buffer", buffer, NULL);
  GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:png-save", "path", path,
                                        "bitdepth", 16, NULL);

  gegl_node_link (source, sink);
  gegl_node_process (sink);
  g_object_unref (graph);
}

static GeglBuffer *
load (const gchar *path)
{
  GeglNode *graph = gegl_node_new ();
  GeglNode *source =
    gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  GeglBuffer *buffer = NULL;
  GeglNode *sink = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer",
                                        &buffer, "format", NULL, NULL);

  gegl_node_link (source, sink);
  gegl_node_process (sink);
  g_object_unref (graph);
  return buffer;
}

static gint
make (const gchar *folder, gint width, gint height)
{
  g_autoptr (Case) test = case_new (3, FALSE, 1.0);
  g_autofree gchar *image = g_build_filename (folder, "image.png", NULL);
  g_autofree gchar *network = g_build_filename (folder, "network.safetensors", NULL);
  g_autofree gchar *expected = g_build_filename (folder, "expected.png", NULL);
  g_autoptr (GeglBuffer) buffer = case_make_buffer ("R'G'B' u8", width, height);
  g_autofree gfloat *planes = case_predict (test, buffer, NULL);
  gint first = ll_network_get_first_plane (test->network, LL_TASK_SEGMENTATION);
  GeglRectangle extent = { 0, 0, width, height };
  g_autoptr (GeglBuffer) grey = gegl_buffer_new (&extent, babl_format ("Y' float"));

  save (buffer, image);
  gegl_buffer_set (grey, &extent, 0, babl_format ("Y' float"),
                   planes + (gsize) (first + 1) * (gsize) width * height,
                   GEGL_AUTO_ROWSTRIDE);
  save (grey, expected);
  return ll_weights_save (test->network, network, NULL) ? 0 : 1;
}

static gint
compare (const gchar *a, const gchar *b, gdouble tolerance)
{
  g_autoptr (GeglBuffer) first = load (a);
  g_autoptr (GeglBuffer) second = load (b);
  const GeglRectangle *extent = gegl_buffer_get_extent (first);
  gsize n = (gsize) 3 * extent->width * extent->height;
  g_autofree gfloat *p = g_new (gfloat, n);
  g_autofree gfloat *q = g_new (gfloat, n);
  gdouble most = 0.0, least = 1.0, largest = 0.0;

  if (!gegl_rectangle_equal (extent, gegl_buffer_get_extent (second)))
    {
      g_print ("the sizes differ\n");
      return 1;
    }
  gegl_buffer_get (first, extent, 1.0, babl_format ("R'G'B' float"), p,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  gegl_buffer_get (second, extent, 1.0, babl_format ("R'G'B' float"), q,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      most = MAX (most, fabs ((gdouble) p[i] - q[i]));
      least = MIN (least, p[i]);
      largest = MAX (largest, p[i]);
    }
  g_print ("values from %.4f to %.4f, largest difference %.2g\n", least, largest, most);
  /* Images of one value would say nothing. */
  return most <= tolerance && largest - least > 0.01 ? 0 : 1;
}

int
main (int argc, char **argv)
{
  gint status = 2;

  gegl_init (NULL, NULL);
  if (argc == 3 && g_str_equal (argv[1], "make"))
    status = make (argv[2], WIDTH, HEIGHT);
  else if (argc == 4 && g_str_equal (argv[1], "make"))
    status = make (argv[2], atoi (argv[3]), atoi (argv[3]));
  else if (argc == 5 && g_str_equal (argv[1], "compare"))
    status = compare (argv[2], argv[3], g_ascii_strtod (argv[4], NULL));
  gegl_exit ();
  return status;
}
