/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Histograms in any size: what is read from the files by GLib's parser of XML, by Cairo, and
 * by rsvg-convert, where there is one.
 */

#include <gegl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "figure/histogram-file.h"
#include "host/host.h"

#define SIDE 400
#define CELL 20

#define MM_PER_POINT (25.4 / 72.0)

static const gchar *const names[] = { "a < b & c", "ice crystal" };

typedef struct
{
  LlClasses *classes;
  LlObjects *objects;
  LlSummary *summary;
} Sample;

/* A text in an SVG file. */
typedef struct
{
  gchar *text;
  gdouble x;
  gdouble y;
  gdouble size;
  gdouble anchor;
  gboolean upright;
} Text;

typedef struct
{
  gdouble width; /* in points */
  gdouble height;
  gdouble box[4];
  gboolean inside; /* of a text */
  GArray *texts;   /* element-type Text */
} Svg;

/* There is no GIMP to define it. */
GQuark
lp_host_error_quark (void)
{
  return g_quark_from_static_string ("lp-host-error-quark");
}

/* Squares of different sizes, every other one of another class. */
static LlInstances *
make_objects (gboolean several)
{
  gint per_row = SIDE / CELL;
  LlInstances *map = ll_instances_new (SIDE, SIDE, per_row * per_row);

  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gint id = y / CELL * per_row + x / CELL + 1;
        gint side = 4 + id * 7 % (CELL - 6);

        if (x % CELL > 0 && y % CELL > 0 && x % CELL <= side && y % CELL <= side)
          map->data[(gsize) y * SIDE + x] = id;
        map->class_of[id] = (guint8) (several ? 1 + id % 2 : 1);
      }

  return map;
}

static void
init_sample (Sample *sample, gboolean several)
{
  g_autoptr (LlInstances) map = make_objects (several);
  g_autoptr (GError) error = NULL;
  LlMeasureSettings settings;

  sample->classes = ll_classes_new (names, (gint) G_N_ELEMENTS (names),
                                    LL_PALETTE_COLOUR_BLIND_SAFE, &error);
  g_assert_no_error (error);
  ll_measure_settings_init (&settings);
  settings.resamples = 0;
  sample->objects = ll_objects_new (map, &settings);
  sample->summary =
    ll_summary_new (sample->objects, ll_classes_get_n (sample->classes), &settings);
}

static void
clear_sample (Sample *sample)
{
  ll_summary_free (sample->summary);
  ll_objects_free (sample->objects);
  ll_classes_free (sample->classes);
}

static LpHistogramPlot *
make_plot (const Sample *sample, LpHistogramBy by, const LpHistogramStyle *style)
{
  static const LlScale scale = { 2.0, "um" };

  return lp_histogram_plot_new (sample->objects, sample->summary, sample->classes, &scale,
                                by, style);
}

/* Returns the path of a file with a plot, to be removed and freed. */
static gchar *
write_plot (const LpHistogramPlot *plot, const gchar *name, gboolean svg_text)
{
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-histogram-XXXXXX", NULL);
  gchar *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPartFile) part = lp_histogram_file_write (plot, path, svg_text, &error);

  g_assert_no_error (error);
  g_assert_true (ll_part_file_commit (part, &error));

  return path;
}

static void
remove_plot (gchar *path)
{
  g_autofree gchar *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
  g_free (path);
}

static gdouble
read_number (const gchar **keys, const gchar **values, const gchar *name)
{
  for (gint i = 0; keys[i]; i++)
    if (g_str_equal (keys[i], name))
      return g_ascii_strtod (values[i], NULL);

  return NAN;
}

static const gchar *
read_text (const gchar **keys, const gchar **values, const gchar *name)
{
  for (gint i = 0; keys[i]; i++)
    if (g_str_equal (keys[i], name))
      return values[i];

  return "";
}

/* A length in points, as "340.157pt". */
static gdouble
read_points (const gchar **keys, const gchar **values, const gchar *name)
{
  gchar *unit = NULL;
  gdouble number = g_ascii_strtod (read_text (keys, values, name), &unit);

  g_assert_cmpstr (unit, ==, "pt");

  return number;
}

static void
start_element (GMarkupParseContext *context,
               const gchar *element,
               const gchar **keys,
               const gchar **values,
               gpointer data,
               GError **error)
{
  Svg *svg = data;

  if (g_str_equal (element, "svg"))
    {
      svg->width = read_points (keys, values, "width");
      svg->height = read_points (keys, values, "height");
      g_assert_cmpint (sscanf (read_text (keys, values, "viewBox"), "%lf %lf %lf %lf",
                               &svg->box[0], &svg->box[1], &svg->box[2], &svg->box[3]),
                       ==, 4);
    }
  else if (g_str_equal (element, "text"))
    {
      const gchar *place = read_text (keys, values, "transform");
      const gchar *anchor = read_text (keys, values, "text-anchor");
      Text text = { .x = read_number (keys, values, "x"),
                    .y = read_number (keys, values, "y"),
                    .size = read_number (keys, values, "font-size"),
                    .upright = *place != '\0' };

      if (text.upright)
        g_assert_cmpint (
          sscanf (place, "translate(%lf %lf) rotate(-90)", &text.x, &text.y), ==, 2);
      text.anchor = g_str_equal (anchor, "start") ? 0.0
                    : g_str_equal (anchor, "end") ? 1.0
                                                  : 0.5;
      g_array_append_val (svg->texts, text);
      svg->inside = TRUE;
    }
}

static void
end_element (GMarkupParseContext *context,
             const gchar *element,
             gpointer data,
             GError **error)
{
  ((Svg *) data)->inside = FALSE;
}

static void
read_content (GMarkupParseContext *context,
              const gchar *content,
              gsize n,
              gpointer data,
              GError **error)
{
  Svg *svg = data;

  if (svg->inside)
    g_array_index (svg->texts, Text, svg->texts->len - 1).text = g_strndup (content, n);
}

static void
clear_text (gpointer data)
{
  g_free (((Text *) data)->text);
}

/* Parses a file, which has to be valid XML. */
static void
parse_svg (Svg *svg, const gchar *path)
{
  static const GMarkupParser parser = { start_element, end_element, read_content, NULL,
                                        NULL };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, (GMarkupParseFlags) 0, svg, NULL);
  g_autofree gchar *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  *svg = (Svg){ .texts = g_array_new (FALSE, FALSE, sizeof (Text)) };
  g_array_set_clear_func (svg->texts, clear_text);
  g_assert_true (g_file_get_contents (path, &content, &n, &error));
  g_markup_parse_context_parse (context, content, (gssize) n, &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
}

static void
write_and_parse (Svg *svg, const LpHistogramPlot *plot, gboolean svg_text)
{
  gchar *path = write_plot (plot, "plot.svg", svg_text);

  parse_svg (svg, path);
  remove_plot (path);
}

static const Text *
find_text (const Svg *svg, const gchar *start)
{
  for (guint i = 0; i < svg->texts->len; i++)
    if (g_str_has_prefix (g_array_index (svg->texts, Text, i).text, start))
      return &g_array_index (svg->texts, Text, i);

  g_test_message ("There is no text \"%s\"", start);
  g_test_fail ();

  return NULL;
}

/* What a style of zeros gives, and what millimetres and points give, with and without text. */
static void
test_sizes (void)
{
  const struct
  {
    LpHistogramStyle style;
    gboolean several;
    gdouble width;
    gdouble height;
  } cases[] = {
    { { "Sans", 0, 0, 0 }, FALSE, 120, 80 },
    { { "Sans", 0, 0, 0 }, TRUE, 120, 80 + 12 * MM_PER_POINT },
    { { "Sans", 7, 85, 0 }, FALSE, 85, 85 * 2 / 3.0 },
    { { "Sans", 6, 60, 40 }, TRUE, 60, 40 },
    { { "Serif", 14, 180, 200 }, FALSE, 180, 200 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gint svg_text = 0; svg_text < 2; svg_text++)
      {
        g_autoptr (LpHistogramPlot) plot = NULL;
        Sample sample;
        Svg svg;

        init_sample (&sample, cases[i].several);
        plot = make_plot (&sample, LP_HISTOGRAM_BY_NUMBER, &cases[i].style);
        write_and_parse (&svg, plot, svg_text);
        g_assert_cmpfloat_with_epsilon (svg.width * MM_PER_POINT, cases[i].width, 0.01);
        g_assert_cmpfloat_with_epsilon (svg.height * MM_PER_POINT, cases[i].height, 0.01);
        /* The unit of the content is the point. */
        g_assert_cmpfloat_with_epsilon (svg.box[2], svg.width, 0.01);
        g_assert_cmpfloat_with_epsilon (svg.box[3], svg.height, 0.01);
        g_assert_cmpint (svg.texts->len > 0, ==, svg_text);
        g_array_unref (svg.texts);
        clear_sample (&sample);
      }
}

/* The letters are those that were asked for, and say what the plot shows. */
static void
test_text (void)
{
  const LpHistogramStyle style = { "Sans", 8, 100, 0 };
  g_autoptr (LpHistogramPlot) plot = NULL;
  Sample sample;
  Svg svg;

  init_sample (&sample, TRUE);
  plot = make_plot (&sample, LP_HISTOGRAM_BY_VOLUME, &style);
  write_and_parse (&svg, plot, TRUE);
  g_assert_nonnull (find_text (&svg, "a < b & c: N = 200"));
  g_assert_nonnull (find_text (&svg, "ice crystal: N = 200"));
  g_assert_nonnull (find_text (&svg, "Equivalent circular diameter (µm)"));
  g_assert_true (find_text (&svg, "Share of the volume (%)")->upright);
  g_assert_true (find_text (&svg, "Cumulative (%)")->upright);
  for (guint i = 0; i < svg.texts->len; i++)
    g_assert_cmpfloat (g_array_index (svg.texts, Text, i).size, ==, 8);
  g_array_unref (svg.texts);
  clear_sample (&sample);
}

/* Returns the box of a text: left, top, right, bottom, in points. */
static void
measure_text (const Text *text, const gchar *font, gdouble box[4])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_text_extents_t extents;
  gdouble along;

  /* Large letters, since hints round small ones. */
  cairo_select_font_face (cr, font, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, 100 * text->size);
  cairo_text_extents (cr, text->text, &extents);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  along = extents.x_bearing / 100 - text->anchor * extents.x_advance / 100;
  if (text->upright)
    {
      box[0] = text->x + extents.y_bearing / 100;
      box[1] = text->y - along - extents.width / 100;
      box[2] = box[0] + extents.height / 100;
      box[3] = text->y - along;
    }
  else
    {
      box[0] = text->x + along;
      box[1] = text->y + extents.y_bearing / 100;
      box[2] = box[0] + extents.width / 100;
      box[3] = box[1] + extents.height / 100;
    }
}

/* No text leaves the page or meets another one. */
static void
check_places (const Svg *svg, const gchar *font)
{
  g_autofree gdouble *boxes = g_new (gdouble, 4 * svg->texts->len);

  for (guint i = 0; i < svg->texts->len; i++)
    {
      const Text *text = &g_array_index (svg->texts, Text, i);
      gdouble *own = boxes + 4 * i;

      measure_text (text, font, own);
      g_assert_cmpfloat (own[0], >=, 0);
      g_assert_cmpfloat (own[1], >=, 0);
      g_assert_cmpfloat (own[2], <=, svg->width);
      g_assert_cmpfloat (own[3], <=, svg->height);
      for (guint k = 0; k < i; k++)
        {
          const gdouble *other = boxes + 4 * k;

          if (own[0] < other[2] && other[0] < own[2] && own[1] < other[3] &&
              other[1] < own[3])
            {
              g_test_message ("\"%s\" and \"%s\" overlap at %g points on %g x %g",
                              text->text, g_array_index (svg->texts, Text, k).text,
                              text->size, svg->width, svg->height);
              g_test_fail ();
            }
        }
    }
}

/* The sizes of journals' columns, and some that are hardly large enough. */
static void
test_places (void)
{
  static const gdouble widths[] = { 40, 60, 85, 120, 180 };
  static const gdouble heights[] = { 0, 35, 60, 120 };
  static const gdouble fonts[] = { 5, 7, 9, 14 };
  gint n = 0;

  for (gint several = 0; several < 2; several++)
    for (gsize w = 0; w < G_N_ELEMENTS (widths); w++)
      for (gsize h = 0; h < G_N_ELEMENTS (heights); h++)
        for (gsize f = 0; f < G_N_ELEMENTS (fonts); f++)
          {
            const LpHistogramStyle style = { "Sans", fonts[f], widths[w], heights[h] };
            g_autoptr (LpHistogramPlot) plot = NULL;
            gdouble least[2];
            Sample sample;
            Svg svg;

            init_sample (&sample, several);
            plot = make_plot (
              &sample, f % 2 ? LP_HISTOGRAM_BY_NUMBER : LP_HISTOGRAM_BY_VOLUME, &style);
            if (lp_histogram_plot_has_room (plot, &least[0], &least[1]))
              {
                write_and_parse (&svg, plot, TRUE);
                check_places (&svg, "Sans");
                g_array_unref (svg.texts);
                n++;
              }
            else
              {
                g_assert_true (least[0] > widths[w] || least[1] > heights[h]);
              }
            clear_sample (&sample);
          }

  g_assert_cmpint (n, >, 100);
}

/* What is too small says how large it has to be, and that is enough. */
static void
test_room (void)
{
  LpHistogramStyle style = { "Sans", 12, 30, 20 };
  g_autoptr (LpHistogramPlot) small = NULL;
  g_autoptr (LpHistogramPlot) enough = NULL;
  Sample sample;

  init_sample (&sample, FALSE);
  small = make_plot (&sample, LP_HISTOGRAM_BY_NUMBER, &style);
  g_assert_false (lp_histogram_plot_has_room (small, &style.width, &style.height));
  g_assert_cmpfloat (style.width, >, 30);
  g_assert_cmpfloat (style.height, >, 20);
  enough = make_plot (&sample, LP_HISTOGRAM_BY_NUMBER, &style);
  g_assert_true (lp_histogram_plot_has_room (enough, NULL, NULL));
  clear_sample (&sample);
}

static cairo_surface_t *
convert_svg (const gchar *path)
{
  g_autofree gchar *png = g_strconcat (path, ".png", NULL);
  const gchar *const call[] = { "rsvg-convert", "-d", "300", "-p", "300", "-b",
                                "white",        "-o", png,   path, NULL };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  gint status;

  g_assert_true (g_spawn_sync (NULL, (gchar **) call, NULL, G_SPAWN_SEARCH_PATH, NULL,
                               NULL, NULL, NULL, &status, &error));
  g_assert_true (g_spawn_check_wait_status (status, &error));
  surface = cairo_image_surface_create_from_png (png);
  g_unlink (png);

  return surface;
}

static guint8
get_green (cairo_surface_t *surface, gint x, gint y)
{
  return cairo_image_surface_get_data (
    surface)[y * cairo_image_surface_get_stride (surface) + 4 * x + 1];
}

/* Returns how much two pictures differ, 0 .. 1, in blocks of 4 x 4 pixels, so that it does not
 * count how edges are smoothed; and the largest difference.
 */
static gdouble
compare_pictures (cairo_surface_t *a, cairo_surface_t *b, gdouble *largest)
{
  gint width = cairo_image_surface_get_width (a),
       height = cairo_image_surface_get_height (a);
  gdouble sum = 0.0;
  gint n = 0;

  *largest = 0.0;
  g_assert_cmpint (abs (width - cairo_image_surface_get_width (b)), <=, 1);
  g_assert_cmpint (abs (height - cairo_image_surface_get_height (b)), <=, 1);
  for (gint y = 0; y + 5 < height; y += 4)
    for (gint x = 0; x + 5 < width; x += 4, n++)
      {
        gdouble difference = 0.0;

        for (gint i = 0; i < 16; i++)
          difference +=
            (get_green (a, x + i % 4, y + i / 4) - get_green (b, x + i % 4, y + i / 4)) /
            (16 * 255.0);
        sum += fabs (difference);
        *largest = MAX (*largest, fabs (difference));
      }

  return sum / n;
}

/* Another program draws the text where the letters of the PNG file are. */
static void
test_renderer (void)
{
  g_autofree gchar *program = g_find_program_in_path ("rsvg-convert");
  const LpHistogramStyle style = { "Sans", 9, 120, 0 };
  g_autoptr (LpHistogramPlot) plot = NULL;
  cairo_surface_t *pixels, *vectors;
  gdouble difference[2], largest[2];
  Sample sample;

  if (!program)
    {
      g_test_skip ("There is no rsvg-convert");
      return;
    }

  init_sample (&sample, TRUE);
  plot = make_plot (&sample, LP_HISTOGRAM_BY_NUMBER, &style);
  pixels = lp_histogram_draw_pixels (plot, LP_HISTOGRAM_ALL);
  cairo_surface_flush (pixels);
  for (gint svg_text = 0; svg_text < 2; svg_text++)
    {
      gchar *path = write_plot (plot, "plot.svg", svg_text);

      vectors = convert_svg (path);
      difference[svg_text] = compare_pictures (pixels, vectors, &largest[svg_text]);
      g_test_message ("text %d: differs by %.5f, at most by %.3f", svg_text,
                      difference[svg_text], largest[svg_text]);
      cairo_surface_destroy (vectors);
      remove_plot (path);
    }
  /* Letters that are shapes differ by how edges are smoothed; text differs by no more. */
  g_assert_cmpfloat (difference[0], <, 0.006);
  g_assert_cmpfloat (difference[1], <, difference[0] + 0.001);
  g_assert_cmpfloat (largest[1], <, largest[0] + 0.1);
  cairo_surface_destroy (pixels);
  clear_sample (&sample);
}

int
main (int argc, char **argv)
{
  gint status;

  gegl_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/histogram/sizes", test_sizes);
  g_test_add_func ("/histogram/text", test_text);
  g_test_add_func ("/histogram/places", test_places);
  g_test_add_func ("/histogram/room", test_room);
  g_test_add_func ("/histogram/renderer", test_renderer);

  status = g_test_run ();
  gegl_exit ();

  return status;
}
