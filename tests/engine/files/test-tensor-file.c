/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tensor files: round trips, headers byte by byte, and what is refused. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "io/half.h"
#include "io/tensor-file.h"
#include "lazylabels/error.h"

static const gfloat numbers[] = { 1.5f, -0.0f, 1e-42f, 3.4e38f, 0.1f, -7.0f };

static gchar *
temporary_folder (void)
{
  g_autoptr (GError) error = NULL;
  gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

/* The folder must hold @n files: nothing temporary is left. */
static void
assert_files (const gchar *folder, gint n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint found = 0;

  while (g_dir_read_name (dir))
    found++;
  g_assert_cmpint (found, ==, n);
}

static void
fill (LlTensorFile *file)
{
  gint matrix[2] = { 2, 3 };
  gint row[1] = { 6 };
  gint none[2] = { 0, 5 };

  ll_tensor_file_add (file, "layer.weight", 2, matrix, numbers);
  ll_tensor_file_add (file, "nothing", 2, none, numbers);
  ll_tensor_file_add (file, "scalar", 0, NULL, numbers + 4);
  ll_tensor_file_add (file, "row \"\xc3\xa4\"", 1, row, numbers);
  ll_tensor_file_set_metadata (file, "key", "a {\"json\"}\n\xe6\xb0\xb7");
  ll_tensor_file_set_metadata (file, "another", "");
}

static void
test_round_trip (void)
{
  g_autofree gchar *folder = temporary_folder ();
  g_autofree gchar *path = g_build_filename (folder, "file", NULL);
  g_autoptr (LlTensorFile) file = ll_tensor_file_new ();
  g_autoptr (LlTensorFile) again = NULL;
  g_autoptr (GError) error = NULL;
  gint matrix[2] = { 2, 3 };
  gint turned[2] = { 3, 2 };
  gint row[1] = { 6 };
  gint none[2] = { 0, 5 };

  fill (file);
  /* Twice: the second replaces the first. */
  for (gint i = 0; i < 2; i++)
    {
      g_assert_true (ll_tensor_file_write (file, path, &error));
      g_assert_no_error (error);
    }
  assert_files (folder, 1);

  again = ll_tensor_file_read (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ll_tensor_file_get_n (again), ==, 4);
  g_assert_cmpuint (ll_tensor_file_get_n_numbers (again), ==, 13);
  g_assert_cmpmem (ll_tensor_file_get (again, "layer.weight", 2, matrix, &error), 24,
                   numbers, 24);
  g_assert_cmpmem (ll_tensor_file_get (again, "row \"\xc3\xa4\"", 1, row, &error), 24,
                   numbers, 24);
  g_assert_cmpmem (ll_tensor_file_get (again, "scalar", 0, NULL, &error), 4, numbers + 4,
                   4);
  g_assert_nonnull (ll_tensor_file_get (again, "nothing", 2, none, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ll_tensor_file_get_metadata (again, "key"), ==,
                   "a {\"json\"}\n\xe6\xb0\xb7");
  g_assert_cmpstr (ll_tensor_file_get_metadata (again, "another"), ==, "");
  g_assert_null (ll_tensor_file_get_metadata (again, "third"));

  g_assert_null (ll_tensor_file_get (again, "layer.weight", 2, turned, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "[2, 3]"));
  g_clear_error (&error);
  g_assert_null (ll_tensor_file_get (again, "layer.bias", 1, row, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);

  g_unlink (path);
  g_rmdir (folder);
}

/* The bytes themselves, as another reader of the format sees them. */
static void
test_bytes (void)
{
  static const gchar expected[] =
    "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F32\",\"shape\":[2],"
    "\"data_offsets\":[0,8]}}";
  static const guint8 data[] = { 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0 }; /* 1, -2 */
  static const gfloat values[] = { 1.0f, -2.0f };
  g_autofree gchar *folder = temporary_folder ();
  g_autofree gchar *path = g_build_filename (folder, "file", NULL);
  g_autoptr (LlTensorFile) file = ll_tensor_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree gchar *contents = NULL;
  gsize padded = (sizeof expected - 1 + 7) / 8 * 8;
  gsize length;
  gint dims[1] = { 2 };

  ll_tensor_file_add (file, "a", 1, dims, values);
  ll_tensor_file_set_metadata (file, "k", "v");
  g_assert_true (ll_tensor_file_write (file, path, &error));
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_cmpuint (length, ==, 8 + padded + 8);
  g_assert_cmpint (contents[0], ==, (gint) padded);
  for (gint i = 1; i < 8; i++)
    g_assert_cmpint (contents[i], ==, 0);
  g_assert_cmpmem (contents + 8, sizeof expected - 1, expected, sizeof expected - 1);
  for (gsize i = 8 + sizeof expected - 1; i < 8 + padded; i++)
    g_assert_cmpint (contents[i], ==, ' ');
  g_assert_cmpmem (contents + 8 + padded, 8, data, 8);

  g_unlink (path);
  g_rmdir (folder);
}

static void
test_prefixes (void)
{
  g_autofree gchar *folder = temporary_folder ();
  g_autofree gchar *path = g_build_filename (folder, "file", NULL);
  g_autoptr (LlTensorFile) file = ll_tensor_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree gchar *contents = NULL;
  gsize length;

  fill (file);
  g_assert_true (ll_tensor_file_write (file, path, &error));
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  for (gsize n = 0; n <= length + 1; n++)
    {
      g_autofree gchar *part = g_malloc0 (n + 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (LlTensorFile) parsed = NULL;

      memcpy (part, contents, MIN (n, length));
      bytes = g_bytes_new (part, n);
      parsed = ll_tensor_file_parse (bytes, "part", &error);
      if (n == length)
        {
          g_assert_no_error (error);
          g_assert_nonnull (parsed);
          continue;
        }
      g_assert_null (parsed);
      g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "part"));
      g_clear_error (&error);
    }

  g_unlink (path);
  g_rmdir (folder);
}

/* A write that fails leaves the old file, and nothing besides it. */
static void
test_failed_write (void)
{
  g_autofree gchar *folder = temporary_folder ();
  g_autofree gchar *taken = g_build_filename (folder, "taken", NULL);
  g_autofree gchar *missing = g_build_filename (folder, "no", "such", "file", NULL);
  g_autoptr (LlTensorFile) file = ll_tensor_file_new ();
  g_autoptr (GError) error = NULL;

  fill (file);
  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  g_assert_false (ll_tensor_file_write (file, taken, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_assert_nonnull (strstr (error->message, taken));
  g_clear_error (&error);
  assert_files (folder, 1);

  g_assert_false (ll_tensor_file_write (file, missing, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);

  g_rmdir (taken);
  g_rmdir (folder);
}

static void
test_no_file (void)
{
  g_autofree gchar *folder = temporary_folder ();
  g_autofree gchar *path = g_build_filename (folder, "missing", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (ll_tensor_file_read (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);

  g_assert_null (ll_tensor_file_read (folder, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_assert_nonnull (strstr (error->message, folder));
  g_clear_error (&error);

  g_assert_null (ll_tensor_file_read ("/dev/null", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);

  g_rmdir (folder);
}

/* Name in the corpus, and words of the message. */
static const gchar *const refused[][2] = {
  { "overlap.safetensors", "'b' overlaps another" },
  { "same-place.safetensors", "overlaps another" },
  { "gap.safetensors", "gap before tensor 'b'" },
  { "gap-at-start.safetensors", "gap before tensor 'a'" },
  { "rest-behind.safetensors", "length is wrong" },
  { "negative-offset.safetensors", "outside of the file" },
  { "negative-shape.safetensors", "shape of tensor" },
  { "reversed-offsets.safetensors", "outside of the file" },
  { "huge-shape.safetensors", "shape of tensor" },
  { "overflow-to-small.safetensors", "shape of tensor" },
  { "overflow-to-fit.safetensors", "shape of tensor" },
  { "huge-offset.safetensors", "outside of the file" },
  { "offset-beyond-int64.safetensors", "outside of the file" },
  { "shape-beyond-int64.safetensors", "shape of tensor" },
  { "fractional-shape.safetensors", "shape of tensor" },
  { "text-shape.safetensors", "shape of tensor" },
  { "misaligned.safetensors", "does not fit its offsets" },
  { "five-dims.safetensors", "shape of tensor" },
  { "three-offsets.safetensors", "lacks its type, shape or offsets" },
  { "no-dtype.safetensors", "lacks its type, shape or offsets" },
  { "half-floats-odd.safetensors", "does not fit its offsets" },
  { "brain-floats.safetensors", "type BF16, but only F32 and F16" },
  { "tensor-is-number.safetensors", "'a' does not describe a tensor" },
  { "tensor-is-array.safetensors", "'a' does not describe a tensor" },
  { "repeated-name.safetensors", "occurs twice" },
  { "repeated-offsets.safetensors", "occurs twice" },
  { "metadata-number.safetensors", "not all text" },
  { "metadata-nested.safetensors", "not all text" },
  { "metadata-array.safetensors", "metadata is not an object" },
  { "metadata-null.safetensors", "metadata is not an object" },
  { "metadata-repeated.safetensors", "occurs twice" },
  { "zero-in-name.safetensors", "a string holds a zero" },
  { "not-utf8.safetensors", "not UTF-8" },
  { "comment.safetensors", "not JSON" },
  { "deep-arrays.safetensors", "nested too deep" },
  { "deep-objects.safetensors", "nested too deep" },
  { "unbalanced.safetensors", "brackets do not match" },
  { "string-without-end.safetensors", "a string does not end" },
  { "two-roots.safetensors", "something follows it" },
  { "comma-at-end.safetensors", "header" },
  { "no-colon.safetensors", "header" },
  { "header-longer-than-file.safetensors", "ends within its header" },
  { "header-beyond-cap.safetensors", "header is too long" },
  { "header-length-negative.safetensors", "header is too long" },
  { "header-length-wraps.safetensors", "header is too long" },
  { "header-length-zero.safetensors", "is not a weights file" },
  { "header-length-one.safetensors", "is not a weights file" },
  { "empty", "is empty" },
  { "eight-bytes", "is not a weights file" },
  { "picture.png", "is not a weights file" },
  { "text.txt", "is not a weights file" },
};

/* The numbers were written by another program (Python's struct). */
static void
test_half (void)
{
  const gfloat expected[] = { 1.0f, -2.5f, 65504.0f, 5.960464477539063e-08f };
  g_autofree gchar *path =
    g_test_build_filename (G_TEST_DIST, "corpus", "half-floats.safetensors", NULL);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *copy = g_build_filename (folder, "copy", NULL);
  g_autoptr (LlTensorFile) file = NULL;
  g_autoptr (GError) error = NULL;
  const gint four[1] = { 4 }, one[1] = { 1 };

  file = ll_tensor_file_read (path, &error);
  g_assert_no_error (error);
  for (gint round = 0; round < 2; round++)
    {
      g_autoptr (LlTensorFile) again = NULL;
      const gfloat *a = ll_tensor_file_get (file, "a", 1, four, NULL);
      const gfloat *b = ll_tensor_file_get (file, "b", 1, one, NULL);
      g_autofree gchar *contents = NULL;
      gsize size;

      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        g_assert_cmpfloat (a[i], ==, expected[i]);
      /* 0.1 lies between 0.09997559 and 0.10003662, and nearer to the former. */
      g_assert_cmpfloat (b[0], ==, round == 0 ? 0.1f : 0.0999755859375f);

      again = ll_tensor_file_new ();
      ll_tensor_file_set_half (again, TRUE);
      ll_tensor_file_add (again, "a", 1, four, a);
      ll_tensor_file_add (again, "b", 1, one, b);
      g_assert_true (ll_tensor_file_write (again, copy, NULL));
      g_assert_true (g_file_get_contents (copy, &contents, &size, NULL));
      g_assert_nonnull (g_strstr_len (contents + 8, (gssize) size - 8, "\"F16\""));
      ll_tensor_file_free (file);
      file = ll_tensor_file_read (copy, &error);
      g_assert_no_error (error);
    }
  g_unlink (copy);
  g_rmdir (folder);
}

/* All numbers of 16 bits there and back, and roundings whose results are known. */
static void
test_rounding (void)
{
  const struct
  {
    gfloat value;
    guint16 half;
  } known[] = { { 65519.0f, 0x7bff },   { 65520.0f, 0x7c00 },
                { 1e-8f, 0x0000 },      { 2.98023224e-8f, 0x0000 },
                { 2.9803e-8f, 0x0001 }, { 2049.0f, 0x6800 },
                { 2051.0f, 0x6802 },    { -0.0f, 0x8000 },
                { 1.0f / 3.0f, 0x3555 } };

  for (guint bits = 0; bits <= G_MAXUINT16; bits++)
    {
      gfloat value = ll_half_to_float ((guint16) bits);

      if (!isnan (value))
        g_assert_cmphex (ll_half_from_float (value), ==, bits);
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmphex (ll_half_from_float (known[i].value), ==, known[i].half);
}

static void
test_hostile (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree gchar *path =
        g_test_build_filename (G_TEST_DIST, "corpus", refused[i][0], NULL);
      g_autoptr (LlTensorFile) file = NULL;
      g_autoptr (GError) error = NULL;

      file = ll_tensor_file_read (path, &error);
      if (!error)
        g_test_message ("%s was read", refused[i][0]);
      g_assert_null (file);
      g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, refused[i][1]));
      g_assert_nonnull (strstr (error->message, refused[i][0]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tensor-file/round-trip", test_round_trip);
  g_test_add_func ("/tensor-file/bytes", test_bytes);
  g_test_add_func ("/tensor-file/prefixes", test_prefixes);
  g_test_add_func ("/tensor-file/failed-write", test_failed_write);
  g_test_add_func ("/tensor-file/no-file", test_no_file);
  g_test_add_func ("/tensor-file/hostile", test_hostile);
  g_test_add_func ("/tensor-file/half", test_half);
  g_test_add_func ("/tensor-file/rounding", test_rounding);

  return g_test_run ();
}
