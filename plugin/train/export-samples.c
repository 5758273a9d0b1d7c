/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes what Train would learn from, so that another machine does. */

#include "train/export-samples.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "host/host.h"
#include "host/progress.h"
#include "procedure/names.h"
#include "train/collect.h"

typedef struct
{
  const gchar *folder;
  GPtrArray *old;   /* element-type utf8: the names of earlier calls */
  GHashTable *used; /* names of this call, without regard to capitals, as a set */
  GPtrArray *names; /* element-type utf8: of this call */
} Export;

/* The name of the image without the endings of XCF files, as a name of files. */
static gchar *
make_name (const gchar *image)
{
  static const gchar *const endings[] = { ".gz", ".bz2", ".xz", ".xcf" };
  gchar *name = g_strdup (image);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = strlen (name), n = strlen (endings[i]);

      if (length > n && g_ascii_strcasecmp (name + length - n, endings[i]) == 0)
        name[length - n] = '\0';
    }
  g_strdelimit (name, "/\\\n\r", '_');
  if (*name == '.')
    *name = '_';

  return name;
}

/* A name that no other image of this call has. */
static gchar *
choose_name (Export *export, const gchar *image)
{
  g_autofree gchar *base = make_name (image);
  gchar *name = g_strdup (base);

  for (gint i = 2;; i++)
    {
      g_autofree gchar *key = g_utf8_casefold (name, -1);

      if (!g_hash_table_contains (export->used, key))
        {
          g_hash_table_add (export->used, g_steal_pointer (&key));
          return name;
        }
      g_free (name);
      name = g_strdup_printf ("%s-%d", base, i);
    }
}

/* A micrograph of somebody's that lies in the folder must not be replaced; a sample has labels
 * beside it.
 */
static gboolean
check_name (const Export *export, const gchar *name, GError **error)
{
  g_autofree gchar *file = g_strconcat (name, ".tif", NULL);
  g_autofree gchar *path = g_build_filename (export->folder, file, NULL);
  gboolean ours = !g_file_test (path, G_FILE_TEST_EXISTS);

  for (gint task = 0; !ours && task < LL_N_TASKS; task++)
    {
      g_autofree gchar *labels = ll_sample_folder_get_label_path (path, (LlTask) task);

      ours = g_file_test (labels, G_FILE_TEST_EXISTS);
    }
  if (!ours)
    g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                 _ ("\"%s\" exists and is not a sample that was exported before: choose "
                    "another folder for the samples."),
                 path);

  return ours;
}

/* Samples of earlier calls stay, before those of this one, if their classes are the same. */
static gboolean
check_classes (const Export *export, const LlClasses *classes, GError **error)
{
  g_autoptr (LlClasses) old =
    export->old->len > 0 ? ll_sample_folder_read_classes (export->folder, NULL) : NULL;

  if (!old || ll_classes_equal (old, classes))
    return TRUE;

  g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_CLASSES,
               _ ("The samples in \"%s\" have other classes than these images: choose "
                  "another folder for the samples."),
               export->folder);

  return FALSE;
}

static gboolean
write_sample (const LlSample *sample,
              const LlClasses *classes,
              gpointer data,
              GError **error)
{
  Export *export = data;
  g_autofree gchar *name = choose_name (export, sample->name);

  if ((export->names->len == 0 && !check_classes (export, classes, error)) ||
      !check_name (export, name, error) ||
      !ll_sample_folder_write (export->folder, name, sample, classes, error))
    return FALSE;

  g_ptr_array_add (export->names, g_steal_pointer (&name));

  return TRUE;
}

/* The list of samples that earlier calls have left. */
static GPtrArray *
read_list (const gchar *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gchar *path = g_build_filename (folder, LL_SAMPLE_LIST, NULL);
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return names;

  lines = g_strsplit (text, "\n", -1);
  for (gint i = 0; lines[i]; i++)
    if (*lines[i])
      g_ptr_array_add (names, g_strdup (lines[i]));

  return names;
}

static gboolean
export_all (LpCall *call, Export *export, GError **error)
{
  g_autoptr (LlClasses) classes = lp_collection_visit (call, write_sample, export, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) new_names = g_hash_table_new (g_str_hash, g_str_equal);

  if (!classes)
    return FALSE;

  for (guint i = 0; i < export->names->len; i++)
    g_hash_table_add (new_names, g_ptr_array_index (export->names, i));
  for (guint i = 0; i < export->old->len; i++)
    if (!g_hash_table_contains (new_names, g_ptr_array_index (export->old, i)))
      g_ptr_array_add (all, g_ptr_array_index (export->old, i));
  for (guint i = 0; i < export->names->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (export->names, i));

  return ll_sample_folder_end (export->folder, all, classes, error);
}

gboolean
lp_export_samples_run (LpCall *call, GError **error)
{
  const gchar *folder = lp_arguments_get_string (call->in, LP_ARG_FOLDER);
  Export export = { .folder = folder };
  gboolean done;

  if (!*folder)
    {
      g_autofree gchar *title = lp_arguments_get_title (call->in, LP_ARG_FOLDER);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("\"%s\" is empty: give the folder to write the samples to."),
                   title);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                   _ ("The folder \"%s\" can't be made (%s)."), folder,
                   g_strerror (errno));
      return FALSE;
    }

  lp_host_progress_start (_ ("Exporting samples"));
  export.old = read_list (folder);
  export.used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  export.names = g_ptr_array_new_with_free_func (g_free);

  done = export_all (call, &export, error);
  if (done)
    {
      lp_arguments_set_number (call->out, LP_RETURN_SAMPLES, export.names->len);
      lp_call_note (call,
                    g_dngettext (GETTEXT_PACKAGE, "Exported %u sample to \"%s\".",
                                 "Exported %u samples to \"%s\".", export.names->len),
                    export.names->len, folder);
    }
  g_ptr_array_unref (export.old);
  g_hash_table_unref (export.used);
  g_ptr_array_unref (export.names);

  return done;
}
