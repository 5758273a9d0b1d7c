/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of an exported network. */

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/part-file-private.h"
#include "io/network-export-private.h"
#include "io/onnx-network.h"
#include "io/weights-private.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"

/* A message of protobuf holds 2 GB at most, and the graph besides the weights is small. */
#define MOST_NUMBERS (2000u * 1000u * 1000u / sizeof (gfloat))

/* The folded weights, the file in memory, and what libarchive takes of it. */
#define COPIES 3

/* A file of a package. */
typedef struct
{
  gchar *name;
  GBytes *bytes;
} PackageFile;

static void
package_file_free (PackageFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

gboolean
ll_network_export_check_license (const gchar *license)
{
  if (!*license || strlen (license) > 64)
    return FALSE;
  for (; *license; license++)
    if (!g_ascii_isalnum (*license) && !strchr ("-.+", *license))
      return FALSE;
  return TRUE;
}

static gboolean
check_network (const LlNetwork *network, const gchar *path, GError **error)
{
  const LlNormalisation *normalisation = ll_network_get_normalisation (network);
  gsize n = ll_network_get_n_numbers (network);
  g_autofree gchar *name = g_filename_display_name (path);
  guint64 needed = (guint64) n * sizeof (gfloat) * COPIES;
  guint64 available = ll_memory_get_available ();

  if (!ll_weights_check (network, name, error))
    return FALSE;

  for (gint c = 0; c < ll_network_get_settings (network)->channels; c++)
    if (!isfinite (normalisation->mean[c]) || !(normalisation->deviation[c] > 0.0f))
      {
        g_set_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK,
                     _ ("The network does not know what values images have: train it "
                        "before it is exported."));
        return FALSE;
      }

  if (n > MOST_NUMBERS)
    {
      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS,
                   _ ("The network is too large for an ONNX file, which holds 2 GB at "
                      "most: train one of a smaller width."));
      return FALSE;
    }

  if (needed > available)
    {
      g_autofree gchar *needed_text = g_format_size (needed);
      g_autofree gchar *there = g_format_size (available);

      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY,
                   _ ("The network needs about %s of memory to be exported, but only %s "
                      "are available: close other programs or images."),
                   needed_text, there);
      return FALSE;
    }
  return TRUE;
}

LlPartFile *
ll_network_export_onnx (const LlNetworkExport *export, const gchar *path, GError **error)
{
  g_autoptr (LlPartFile) part = NULL;
  g_autoptr (GBytes) model = NULL;
  gconstpointer bytes;
  gsize size;

  if (!check_network (export->network, path, error))
    return NULL;
  part = ll_part_file_new (path, error);
  if (!part)
    return NULL;

  model = ll_onnx_model (export);
  bytes = g_bytes_get_data (model, &size);
  fwrite (bytes, 1, size, ll_part_file_get_stream (part));
  return ll_part_file_finish (part, error) ? g_steal_pointer (&part) : NULL;
}

/* @bytes: (transfer full) */
static void
add_file (GPtrArray *files, const gchar *name, GBytes *bytes)
{
  PackageFile *file = g_new (PackageFile, 1);

  *file = (PackageFile){ .name = g_strdup (name), .bytes = bytes };
  g_ptr_array_add (files, file);
}

static void
add_tensors (GPtrArray *files, const LlNetworkExport *export, const LlPackageTest *test)
{
  const LlImage *image = test->image;

  add_file (files, "test_image.npy",
            ll_npy_new (image->data, image->channels, image->height, image->width));
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (test->probabilities[task])
      {
        g_autofree gchar *name = g_strdup_printf ("test_%s.npy", ll_task_get_name (task));

        add_file (files, name,
                  ll_npy_new (test->probabilities[task],
                              ll_network_get_n_task_classes (export->network, task),
                              image->height, image->width));
      }
}

/* Returns: (transfer full) (element-type PackageFile): or NULL. */
static GPtrArray *
make_files (const LlNetworkExport *export, GError **error)
{
  g_autoptr (LlPackageTest) test = ll_package_test_new (export, error);
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) package_file_free);
  const LlClasses *classes = ll_network_get_classes (export->network);
  gboolean shown = export->shown && export->classes;
  GBytes *model;
  g_autofree gchar *sum = NULL;

  if (!test)
    return NULL;

  model = ll_onnx_model (export);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, model);
  add_file (files, "rdf.yaml", ll_package_rdf (export, sum));
  add_file (files, "README.md", ll_package_card (export));
  add_file (files, "cover.png",
            ll_package_cover (shown ? export->shown : test->image,
                              shown ? export->classes : test->classes, classes));
  add_tensors (files, export, test);
  add_file (files, "weights.onnx", model);
  return g_steal_pointer (&files);
}

static gboolean
add_entry (struct archive *archive, const PackageFile *file)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  gconstpointer bytes = g_bytes_get_data (file->bytes, &size);
  gboolean done;

  archive_entry_copy_pathname (entry, file->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  done = archive_write_header (archive, entry) >= ARCHIVE_WARN &&
         archive_write_data (archive, bytes, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  return done;
}

/* Returns: (transfer full) (nullable): why the archive is not complete. */
static gchar *
write_archive (const GPtrArray *files, FILE *stream)
{
  struct archive *archive = archive_write_new ();
  gboolean done;
  gchar *problem = NULL;

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  done = archive_write_open_FILE (archive, stream) == ARCHIVE_OK;
  for (guint i = 0; done && i < files->len; i++)
    done = add_entry (archive, g_ptr_array_index (files, i));
  if (!done || archive_write_close (archive) != ARCHIVE_OK)
    problem = g_strdup (archive_error_string (archive) ? archive_error_string (archive)
                                                       : "libarchive");
  archive_write_free (archive);
  return problem;
}

LlPartFile *
ll_network_export_package (const LlNetworkExport *export,
                           const gchar *path,
                           GError **error)
{
  g_autoptr (LlPartFile) part = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autofree gchar *problem = NULL;

  if (!check_network (export->network, path, error))
    return NULL;
  part = ll_part_file_new (path, error);
  if (!part)
    return NULL;
  files = make_files (export, error);
  if (!files)
    return NULL;

  problem = write_archive (files, ll_part_file_get_stream (part));

  return ll_part_file_end (g_steal_pointer (&part), problem, path, error);
}
