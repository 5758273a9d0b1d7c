/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images and samples in files.  Files to read are written by libtiff, and what is written here
 * is read by libtiff; samples come back as they were.
 */

#include <math.h>
#include <string.h>
#include <tiffio.h>

#include "folder.h"
#include "lazylabels/lazylabels.h"

#define WIDTH  37
#define HEIGHT 29

typedef struct
{
  const gchar *name;
  gint bits;
  gint format;
  gint samples;
  gint photometric;
  gint planar;
  gint compression;
  gint tile; /* 0: strips */
  const gchar *mode;
} Kind;

static const Kind kinds[] = {
  { "grey8", 8, SAMPLEFORMAT_UINT, 1, PHOTOMETRIC_MINISBLACK, PLANARCONFIG_CONTIG,
    COMPRESSION_NONE, 0, "w" },
  { "grey16-big", 16, SAMPLEFORMAT_UINT, 1, PHOTOMETRIC_MINISBLACK, PLANARCONFIG_CONTIG,
    COMPRESSION_NONE, 0, "wb" },
  { "grey32-deflated", 32, SAMPLEFORMAT_UINT, 1, PHOTOMETRIC_MINISBLACK,
    PLANARCONFIG_CONTIG, COMPRESSION_ADOBE_DEFLATE, 0, "w" },
  { "float-tiles", 32, SAMPLEFORMAT_IEEEFP, 1, PHOTOMETRIC_MINISBLACK,
    PLANARCONFIG_CONTIG, COMPRESSION_NONE, 16, "w" },
  { "white8", 8, SAMPLEFORMAT_UINT, 1, PHOTOMETRIC_MINISWHITE, PLANARCONFIG_CONTIG,
    COMPRESSION_LZW, 0, "w" },
  { "rgb16-tiles", 16, SAMPLEFORMAT_UINT, 3, PHOTOMETRIC_RGB, PLANARCONFIG_CONTIG,
    COMPRESSION_LZW, 16, "w" },
  { "rgb8-planes", 8, SAMPLEFORMAT_UINT, 3, PHOTOMETRIC_RGB, PLANARCONFIG_SEPARATE,
    COMPRESSION_NONE, 0, "w" },
  { "rgba8-big-tiff", 8, SAMPLEFORMAT_UINT, 4, PHOTOMETRIC_RGB, PLANARCONFIG_CONTIG,
    COMPRESSION_NONE, 0, "w8" },
};

/* GLib compares no more bytes than an int counts. */
static void
assert_same (gconstpointer a, gconstpointer b, gsize n)
{
  g_assert_true (memcmp (a, b, n) == 0);
}

/* The number of a pixel, of @bits. */
static guint32
get_number (gint x, gint y, gint c, gint bits)
{
  guint32 number = (guint32) (x * 7 + y * 13 + c * 50) % 251;

  return bits == 8 ? number : bits == 16 ? number * 257 + 3 : number * 16843009u;
}

static gfloat
get_float (gint x, gint y)
{
  return 0.25f * (gfloat) x - 0.125f * (gfloat) y;
}

static void
put_value (guint8 *to, const Kind *kind, gint x, gint y, gint c)
{
  guint32 number = get_number (x, y, c, kind->bits);
  guint16 narrow = (guint16) number;
  gfloat value = get_float (x, y);

  if (kind->format == SAMPLEFORMAT_IEEEFP)
    memcpy (to, &value, 4);
  else if (kind->bits == 8)
    *to = (guint8) number;
  else if (kind->bits == 16)
    memcpy (to, &narrow, 2);
  else
    memcpy (to, &number, 4);
}

static void
write_kind (const Kind *kind, const gchar *path)
{
  TIFF *tiff = TIFFOpen (path, kind->mode);
  gsize value = (gsize) kind->bits / 8;
  gint n_planes = kind->planar == PLANARCONFIG_SEPARATE ? kind->samples : 1;
  gint per_pixel = n_planes > 1 ? 1 : kind->samples;
  gint side = kind->tile > 0 ? kind->tile : 0;
  g_autofree guint8 *buffer = g_malloc0 (value * 4 * 64 * 64);
  guint16 alpha = EXTRASAMPLE_UNASSALPHA;

  g_assert_nonnull (tiff);
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, HEIGHT);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, kind->bits);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, kind->samples);
  TIFFSetField (tiff, TIFFTAG_SAMPLEFORMAT, kind->format);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, kind->photometric);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, kind->planar);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, kind->compression);
  if (kind->samples == 4)
    TIFFSetField (tiff, TIFFTAG_EXTRASAMPLES, 1, &alpha);
  if (side > 0)
    {
      TIFFSetField (tiff, TIFFTAG_TILEWIDTH, side);
      TIFFSetField (tiff, TIFFTAG_TILELENGTH, side);
    }
  else
    {
      TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, 5);
    }

  for (gint plane = 0; plane < n_planes; plane++)
    for (gint top = 0; top < HEIGHT; top += MAX (side, 1))
      for (gint left = 0; left<WIDTH; left += side> 0 ? side : WIDTH)
        {
          gint columns = side > 0 ? side : WIDTH;

          for (gint i = 0; i < MAX (side, 1); i++)
            for (gint j = 0; j < columns; j++)
              for (gint c = 0; c < per_pixel; c++)
                put_value (buffer +
                             ((gsize) (i * columns + j) * (gsize) per_pixel + (gsize) c) *
                               value,
                           kind, left + j, top + i, n_planes > 1 ? plane : c);
          if (side > 0)
            g_assert_cmpint (TIFFWriteTile (tiff, buffer, (guint32) left, (guint32) top,
                                            0, (guint16) plane),
                             >, 0);
          else
            g_assert_cmpint (
              TIFFWriteScanline (tiff, buffer, (guint32) top, (guint16) plane), ==, 1);
        }
  TIFFClose (tiff);
}

/* The number that GIMP has for a pixel of the kind. */
static gdouble
get_expected (const Kind *kind, gint x, gint y, gint c)
{
  gdouble most = kind->bits == 8 ? 255.0 : kind->bits == 16 ? 65535.0 : 4294967295.0;
  gdouble value = get_number (x, y, c, kind->bits) / most;

  if (kind->format == SAMPLEFORMAT_IEEEFP)
    return (gdouble) get_float (x, y);

  return kind->photometric == PHOTOMETRIC_MINISWHITE ? 1.0 - value : value;
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/image.tif", folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlImageFile) file = NULL;
  g_autofree gfloat *planes = g_new (gfloat, 3 * WIDTH * HEIGHT);
  gint channels = kind->samples < 3 ? 1 : 3;

  write_kind (kind, path);
  file = ll_image_file_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ll_image_file_get_width (file), ==, WIDTH);
  g_assert_cmpint (ll_image_file_get_height (file), ==, HEIGHT);
  g_assert_cmpint (ll_image_file_get_bits (file), ==, kind->bits);
  g_assert_cmpint (ll_image_file_is_grey (file), ==, channels == 1);

  /* In two parts. */
  for (gint y = 0; y < HEIGHT; y += 15)
    {
      gint rows = MIN (15, HEIGHT - y);

      ll_image_file_read (file, y, rows, channels, 1.0f, 0.0f, planes);
      for (gint c = 0; c < channels; c++)
        for (gint i = 0; i < rows; i++)
          for (gint x = 0; x < WIDTH; x++)
            {
              /* Where alpha is below a half, a pixel takes the value of another. */
              if (kind->samples == 4 && get_number (x, y + i, 3, 8) < 128)
                continue;
              g_assert_cmpfloat_with_epsilon (planes[(c * rows + i) * WIDTH + x],
                                              get_expected (kind, x, y + i, c), 1e-7);
            }
    }
}

/* What is transparent takes the value of the nearest pixel of its row. */
static void
test_missing (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/image.tif", folder);
  const Kind *kind = &kinds[G_N_ELEMENTS (kinds) - 1];
  g_autoptr (LlImageFile) file = NULL;
  g_autofree guint8 *missing = NULL;
  gint n = 0;

  write_kind (kind, path);
  file = ll_image_file_open (path, 0, NULL);
  missing = ll_image_file_find_missing (file, NULL);
  g_assert_nonnull (missing);
  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        gboolean there = get_number (x, y, 3, 8) >= 128;

        g_assert_cmpint (missing[y * WIDTH + x], ==, !there);
        n += !there;
      }
  g_assert_cmpint (n, >, 100);
}

static LlImage *
make_image (gint channels, gfloat step, gfloat first)
{
  LlImage *image = ll_image_new (WIDTH, HEIGHT, channels);

  for (gint i = 0; i < WIDTH * HEIGHT * channels; i++)
    image->data[i] = first + (gfloat) (i * 31 % 250) / step;

  return image;
}

static void
check_written (gint channels, gfloat step, gfloat first, gint bits)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/image.tif", folder);
  g_autoptr (LlImage) image = make_image (channels, step, first);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPartFile) part = ll_image_write_tiff (image, path, &error);
  g_autoptr (LlImageFile) file = NULL;
  g_autoptr (LlImage) back = NULL;
  guint16 found_bits, found_samples;
  TIFF *tiff;

  g_assert_no_error (error);
  g_assert_true (ll_part_file_commit (part, &error));

  tiff = TIFFOpen (path, "r");
  g_assert_nonnull (tiff);
  TIFFGetField (tiff, TIFFTAG_BITSPERSAMPLE, &found_bits);
  TIFFGetField (tiff, TIFFTAG_SAMPLESPERPIXEL, &found_samples);
  TIFFClose (tiff);
  g_assert_cmpint (found_bits, ==, bits);
  g_assert_cmpint (found_samples, ==, channels);

  file = ll_image_file_open (path, 0, &error);
  g_assert_no_error (error);
  back = ll_image_file_load (file);
  g_assert_cmpint (back->channels, ==, channels);
  assert_same (back->data, image->data,
               sizeof (gfloat) * WIDTH * HEIGHT * (gsize) channels);
}

static void
test_written (void)
{
  check_written (1, 255.0f, 0.0f, 8);
  check_written (3, 255.0f, 0.0f, 8);
  check_written (1, 65535.0f, 0.0f, 16);
  check_written (3, 65535.0f, 0.0f, 16);
  check_written (1, 3.0f, -7.0f, 32);
  check_written (3, 1000.0f, 0.1f, 32);
}

/* A file of planes as libtiff reads it: rows come in any order. */
static void
test_planes (void)
{
  static const gchar *const names[] = { "detection: grain", "separation: interface", "a",
                                        NULL };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/planes.tif", folder);
  g_autoptr (GError) error = NULL;
  LlPlanesFile *file = ll_planes_file_new (path, WIDTH, HEIGHT, names, &error);
  g_autoptr (LlPartFile) part = NULL;
  gfloat planes[3 * 10 * WIDTH];
  TIFF *tiff;

  g_assert_no_error (error);
  for (gint y = (HEIGHT - 1) / 10 * 10; y >= 0; y -= 10)
    {
      gint rows = MIN (10, HEIGHT - y);

      for (gint p = 0; p < 3; p++)
        for (gint i = 0; i < rows; i++)
          for (gint x = 0; x < WIDTH; x++)
            planes[(p * rows + i) * WIDTH + x] = get_float (x, y + i) + (gfloat) p;
      ll_planes_file_write (file, y, rows, planes);
    }
  part = ll_planes_file_end (file);
  g_assert_true (ll_part_file_commit (part, &error));

  tiff = TIFFOpen (path, "r");
  g_assert_nonnull (tiff);
  for (gint p = 0; p < 3; p++)
    {
      gfloat row[WIDTH];
      gchar *name;

      g_assert_true (TIFFSetDirectory (tiff, (tdir_t) p));
      g_assert_true (TIFFGetField (tiff, TIFFTAG_PAGENAME, &name));
      g_assert_cmpstr (name, ==, names[p]);
      for (gint y = 0; y < HEIGHT; y++)
        {
          g_assert_cmpint (TIFFReadScanline (tiff, row, (guint32) y, 0), ==, 1);
          for (gint x = 0; x < WIDTH; x++)
            g_assert_true (row[x] == get_float (x, y) + (gfloat) p);
        }
    }
  g_assert_cmpint (TIFFNumberOfDirectories (tiff), ==, 3);
  TIFFClose (tiff);
  g_assert_cmpint (ll_image_file_count_pages (path), ==, 3);
}

/* A page, a preview of it, and one more page. */
static void
test_previews (void)
{
  static const guint32 types[] = { 0, FILETYPE_REDUCEDIMAGE, FILETYPE_PAGE };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/pages.tif", folder);
  g_autofree gchar *other = g_strdup_printf ("%s/pages.png", folder);
  g_autoptr (GArray) pages = NULL;
  TIFF *tiff = TIFFOpen (path, "w");

  for (guint8 i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint8 pixel = (guint8) (50 * i);

      TIFFSetField (tiff, TIFFTAG_SUBFILETYPE, types[i]);
      TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, 1);
      TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, 1);
      TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
      TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
      TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
      g_assert_cmpint (TIFFWriteScanline (tiff, &pixel, 0, 0), ==, 1);
      g_assert_true (TIFFWriteDirectory (tiff));
    }
  TIFFClose (tiff);

  pages = ll_image_file_list_pages (path);
  g_assert_cmpuint (pages->len, ==, 3);
  g_assert_true (g_array_index (pages, gboolean, 0));
  g_assert_false (g_array_index (pages, gboolean, 1));
  g_assert_true (g_array_index (pages, gboolean, 2));
  g_assert_cmpint (ll_image_file_count_pages (path), ==, 2);
  g_assert_null (ll_image_file_list_pages (other));
  g_assert_cmpint (ll_image_file_count_pages (other), ==, 1);
  {
    g_autoptr (GError) error = NULL;
    LlImageFile *file = ll_image_file_open (path, 1, &error);
    g_autoptr (LlImage) image = NULL;

    g_assert_no_error (error);
    image = ll_image_file_load (file);
    g_assert_cmpfloat_with_epsilon (image->data[0], 100.0f / 255.0f, 1e-6f);
    ll_image_file_free (file);
  }
}

static void
test_sample (void)
{
  static const gchar *const class_names[] = { "grain", "pore" };
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (LlClasses) classes =
    ll_classes_new (class_names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  g_autoptr (LlSample) sample = ll_sample_new ("b", make_image (1, 255.0f, 0.0f));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (LlClasses) read = NULL;
  g_autoptr (LlSample) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *mask = g_new0 (guint8, WIDTH * HEIGHT);
  gsize n = WIDTH * HEIGHT;

  sample->labels[LL_TASK_DETECTION] = ll_labels_new (WIDTH, HEIGHT, 0);
  sample->labels[LL_TASK_SEGMENTATION] = ll_labels_new (WIDTH, HEIGHT, LL_LABEL_IGNORE);
  for (gsize i = 0; i < n; i++)
    {
      sample->labels[LL_TASK_DETECTION]->data[i] = (guint8) (i % 3);
      mask[i] = i % 17 == 0;
    }
  ll_sample_apply_ignore (sample, mask);
  for (gint i = 0; i < 2; i++)
    {
      const gchar *name = i == 0 ? "b" : "a";

      g_assert_true (ll_sample_folder_write (folder, name, sample, classes, &error));
      g_ptr_array_add (names, (gpointer) name);
    }
  g_assert_true (ll_sample_folder_end (folder, names, classes, &error));

  read = ll_sample_folder_read_classes (folder, &error);
  g_assert_true (ll_classes_equal (read, classes));
  paths = ll_sample_folder_list (folder, &error);
  g_assert_cmpint (paths->len, ==, 2);
  /* In the order of the list, which is not that of the names. */
  g_assert_true (g_str_has_suffix (g_ptr_array_index (paths, 0), "/b.tif"));

  back = ll_sample_folder_read (g_ptr_array_index (paths, 0), read, NULL, &error);
  g_assert_no_error (error);
  assert_same (back->image->data, sample->image->data, n * sizeof (gfloat));
  assert_same (back->image->missing, sample->image->missing, n);
  g_assert_null (back->labels[LL_TASK_SEPARATION]);
  assert_same (back->labels[LL_TASK_DETECTION]->data,
               sample->labels[LL_TASK_DETECTION]->data, n);
  assert_same (back->labels[LL_TASK_SEGMENTATION]->data,
               sample->labels[LL_TASK_SEGMENTATION]->data, n);
}

/* Broken files are refused in a sentence. */
static void
test_broken (void)
{
  static const gchar *const contents[] = {
    "", "II", "II*\0", "\211PNG\r\n\032\n", "\377\330\377\340", "no image at all",
  };
  g_autoptr (Folder) folder = folder_new ();
  g_autofree gchar *path = g_strdup_printf ("%s/image.tif", folder);

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      folder_write (folder, "image.tif", contents[i]);
      g_assert_null (ll_image_file_open (path, 0, &error));
      g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_IMAGE);
      g_assert_nonnull (strstr (error->message, "image.tif"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree gchar *name = g_strdup_printf ("/image-file/%s", kinds[i].name);

      g_test_add_data_func (name, &kinds[i], test_kind);
    }
  g_test_add_func ("/image-file/missing", test_missing);
  g_test_add_func ("/image-file/written", test_written);
  g_test_add_func ("/image-file/planes", test_planes);
  g_test_add_func ("/image-file/previews", test_previews);
  g_test_add_func ("/image-file/sample", test_sample);
  g_test_add_func ("/image-file/broken", test_broken);

  return g_test_run ();
}
