/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Information bars, drawn by Cairo below generated micrographs, are found to the row; none is
 * found on generated and real micrographs without one, and on pictures that are like one.
 *
 * usage: test-bar [FOLDER]
 *   FOLDER has real micrographs, PNG files in it and in folders of it
 */

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "micrograph.h"
#include "png-io.h"

#include "microscope/bar.h"

#define WIDTH  640
#define HEIGHT 480

static const gchar *data_folder;

static gint
find_bar (const gfloat *grey, gint width, gint height)
{
  gint rows = lp_bar_get_rows (height);

  return lp_bar_find (grey + (gsize) (height - rows) * width, width, rows, height);
}

/* What microscopes draw: one or two lines of text, a scale bar, a frame, columns. */
typedef struct
{
  gint height;
  gdouble ground; /* grey values */
  gdouble ink;
  gint lines;
  gboolean frame;
  gboolean cells;
  gint noise; /* as JPEG leaves it: 255ths */
} Style;

static void
draw_bar (gfloat *grey, gint width, gint height, const Style *style)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, style->height);
  cairo_t *cr = cairo_create (surface);
  gdouble line = (gdouble) style->height / style->lines;
  const guint8 *data;
  gint stride;

  cairo_set_source_rgb (cr, style->ground, style->ground, style->ground);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, style->ink, style->ink, style->ink);
  cairo_set_font_size (cr, 0.6 * line);
  for (gint i = 0; i < style->lines; i++)
    {
      cairo_move_to (cr, 10, (i + 0.75) * line);
      cairo_show_text (cr, "SU8000 5.0kV 8.1mm x2.00k SE(U) 11/02/2021");
    }
  cairo_rectangle (cr, width - 130, 0.4 * style->height, 110, 4);
  cairo_fill (cr);
  cairo_set_line_width (cr, 2);
  if (style->frame)
    {
      cairo_rectangle (cr, 1, 1, width - 2, style->height - 2);
      cairo_stroke (cr);
    }
  for (gint x = width / 6; style->cells && x < width; x += width / 6)
    {
      cairo_move_to (cr, x, 0);
      cairo_line_to (cr, x, style->height);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (gint y = 0; y < style->height; y++)
    for (gint x = 0; x < width; x++)
      {
        gint value = data[(gsize) y * stride + 4 * x];
        gint noise = style->noise > 0
                       ? g_test_rand_int_range (0, 2 * style->noise + 1) - style->noise
                       : 0;

        grey[(gsize) (height - style->height + y) * width + x] =
          (gfloat) CLAMP (value + noise, 0, 255) / 255.0f;
      }
  cairo_surface_destroy (surface);
}

static void
test_generated (void)
{
  static const Style styles[] = {
    { 32, 0.0, 1.0, 1, FALSE, FALSE, 0 }, { 48, 0.0, 1.0, 2, TRUE, TRUE, 0 },
    { 40, 1.0, 0.0, 1, FALSE, FALSE, 0 }, { 60, 1.0, 0.0, 2, TRUE, TRUE, 0 },
    { 24, 0.0, 1.0, 1, TRUE, FALSE, 1 },  { 36, 0.25, 1.0, 1, FALSE, TRUE, 1 },
    { 90, 0.0, 0.9, 3, TRUE, TRUE, 0 },   { 20, 0.8, 0.1, 1, FALSE, FALSE, 1 },
  };

  for (guint seed = 1; seed <= 50; seed++)
    {
      g_autoptr (SynthMicrograph) micrograph = synth_micrograph_new (WIDTH, HEIGHT, seed);
      const Style *style = &styles[seed % G_N_ELEMENTS (styles)];
      gfloat *grey = micrograph->image->data;

      g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);
      draw_bar (grey, WIDTH, HEIGHT, style);
      g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, style->height);
    }
}

/* Values of any range: 12 bits in 16, counts of electrons. */
static void
test_range (void)
{
  g_autoptr (SynthMicrograph) micrograph = synth_micrograph_new (WIDTH, HEIGHT, 7);
  const Style style = { 40, 0.0, 1.0, 1, FALSE, FALSE, 0 };
  gfloat *grey = micrograph->image->data;

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    grey[i] = 0.02f + 0.03f * grey[i];
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);
  draw_bar (grey, WIDTH, HEIGHT, &style);
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 40);
  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    grey[i] = 1e6f * grey[i] - 3e5f;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 40);
}

/* No letters, no sharp edge, no noise above, or too high: not a bar. */
static void
test_others (void)
{
  g_autoptr (SynthMicrograph) micrograph = synth_micrograph_new (WIDTH, HEIGHT, 3);
  gsize n = (gsize) WIDTH * HEIGHT;
  const gfloat *own = micrograph->image->data;
  g_autofree gfloat *grey = g_memdup2 (own, n * sizeof (gfloat));
  Style style = { 40, 0.0, 1.0, 1, FALSE, FALSE, 0 };

  /* A margin without letters. */
  for (gsize i = n - 40 * WIDTH; i < n; i++)
    grey[i] = 0.0f;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);

  /* A round field of view. */
  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      grey[(gsize) y * WIDTH + x] =
        hypot (x - WIDTH / 2, y - HEIGHT / 2) < HEIGHT / 2 - 10
          ? own[(gsize) y * WIDTH + x]
          : 0.0f;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);

  /* A bright ground that the camera has clipped, with dark cells. */
  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      grey[(gsize) y * WIDTH + x] =
        hypot (x % 80 - 40, y % 90 - 45) < 25 ? 0.6f * own[(gsize) y * WIDTH + x] : 1.0f;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);

  /* Nothing at all, and a slope. */
  for (gsize i = 0; i < n; i++)
    grey[i] = 0.5f;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);
  for (gsize i = 0; i < n; i++)
    grey[i] = (gfloat) (i / WIDTH) / HEIGHT;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);
  for (gsize i = 0; i < n; i++)
    grey[i] = NAN;
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);

  /* Half of the picture. */
  memcpy (grey, own, n * sizeof (gfloat));
  style.height = HEIGHT / 2;
  draw_bar (grey, WIDTH, HEIGHT, &style);
  g_assert_cmpint (find_bar (grey, WIDTH, HEIGHT), ==, 0);

  /* Pictures that are too small for one. */
  for (gint height = 1; height < 40; height++)
    g_assert_cmpint (find_bar (own, WIDTH, height), ==, 0);
}

static gint
check_folder (const gchar *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gchar *name;
  gint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);
      g_autoptr (LlImage) image = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_str_equal (name, "labels"))
        n += check_folder (path);
      if (!g_str_has_suffix (name, ".png") || strstr (name, "_ids.") ||
          strstr (name, "_particles.") || strstr (name, "_satellites."))
        continue;

      image = synth_png_read_image (path, NULL);
      g_assert_nonnull (image);
      if (find_bar (image->data, image->width, image->height) != 0)
        g_test_message ("%s: %d", path,
                        find_bar (image->data, image->width, image->height));
      g_assert_cmpint (find_bar (image->data, image->width, image->height), ==, 0);
      n++;
    }

  return n;
}

static void
test_real (void)
{
  gint n = data_folder ? check_folder (data_folder) : 0;

  if (n == 0)
    g_test_skip ("no real images");
  else
    g_test_message ("%d real micrographs", n);
}

int
main (int n_arguments, char **arguments)
{
  g_test_init (&n_arguments, &arguments, NULL);
  data_folder = n_arguments > 1 ? arguments[1] : NULL;
  g_test_add_func ("/bar/generated", test_generated);
  g_test_add_func ("/bar/range", test_range);
  g_test_add_func ("/bar/others", test_others);
  g_test_add_func ("/bar/real", test_real);

  return g_test_run ();
}
