/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images without marks are skipped with a note.  Images that contradict each other are an
 * error, because a network can only learn one list of classes.
 */

#include "train/collect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "files/file-list.h"
#include "image/brightness.h"
#include "image/labels.h"
#include "image/remarks.h"
#include "layers/coverage.h"
#include "layers/kept-classes.h"
#include "layers/others.h"
#include "pixels/pixels.h"
#include "procedure/names.h"
#include "procedure/path-text.h"
#include "train/sizes.h"

/* What happens to the images as they are read. */
typedef struct
{
  LpCollection *collection;
  gchar *first;      /* name of the first image with marks, or NULL */
  LpSampleFunc func; /* NULL: the images are kept */
  gpointer data;     /* for @func */
} Collecting;

static gboolean
check_classes (Collecting *collecting,
               const LlClasses *classes,
               const gchar *name,
               GError **error)
{
  LpCollection *collection = collecting->collection;
  g_autofree gchar *ours = NULL;
  g_autofree gchar *theirs = NULL;

  if (!collection->classes)
    {
      collection->classes = ll_classes_copy (classes);
      collecting->first = g_strdup (name);
      return TRUE;
    }
  if (ll_classes_equal (collection->classes, classes))
    return TRUE;

  ours = ll_classes_to_text (collection->classes);
  theirs = ll_classes_to_text (classes);
  g_set_error (
    error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_CLASSES,
    _ ("\"%s\" has the classes \"%s\", but \"%s\" has \"%s\": train on images with "
       "the same classes."),
    collecting->first, ours, name, theirs);

  return FALSE;
}

/* Asks whether a complete layer with few marks is meant. */
static void
note_doubt (LpCall *call, gint32 image, const gchar *name, const LlSample *sample)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  g_autofree gchar *doubt = lp_coverage_find_doubt (layers, sample);

  if (doubt)
    lp_call_note (call, "\"%s\": %s", name, doubt);
}

/* Adds the image if it has marks. */
static gboolean
add_image (Collecting *collecting,
           LpCall *call,
           gint32 image,
           gint32 drawable,
           const gchar *name,
           GError **error)
{
  LpCollection *collection = collecting->collection;
  gboolean known = FALSE;
  g_autoptr (LlClasses) classes = lp_kept_classes_read (image, &known, error);
  g_autoptr (LlSample) sample = NULL;
  g_autoptr (LpThere) there = NULL;
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  gboolean painted = FALSE;

  if (!classes)
    {
      g_prefix_error (error, "\"%s\": ", name);
      return FALSE;
    }

  sample = lp_labels_read (image, drawable, name, classes, &there, remarks, error);
  if (!sample)
    return FALSE;

  for (gint task = 0; task < LL_N_TASKS; task++)
    painted = painted || sample->labels[task] != NULL;

  if (!painted)
    {
      lp_call_note (call, _ ("\"%s\" has no marks and was skipped."), name);
      return TRUE;
    }

  if (!known)
    {
      g_autofree gchar *names = ll_classes_to_text (classes);

      lp_call_note (
        call,
        _ ("Nothing says which classes \"%s\" was painted with, so they are "
           "taken for \"%s\": call New Annotation Layers if they are others."),
        name, names);
    }
  lp_remarks_note (remarks, call);
  note_doubt (call, image, name, sample);
  lp_there_note (there, call, name);
  lp_others_note (call, image, drawable, name);
  lp_brightness_note_image (call, sample->image, name);

  if (!check_classes (collecting, classes, name, error))
    return FALSE;
  if (collecting->func)
    return collecting->func (sample, collection->classes, collecting->data, error);

  if (image == call->image)
    collection->current = (gint) collection->samples->len;
  if (!ll_sample_store (sample, &collection->room, error))
    return FALSE;
  g_ptr_array_add (collection->samples, g_steal_pointer (&sample));

  return TRUE;
}

static gboolean
collect_current (Collecting *collecting, LpCall *call, guint64 training, GError **error)
{
  g_autofree gchar *name = NULL;
  LpTrainSizes sizes = { 0 };

  /* The window may have waited. */
  if (!lp_host_check_image (call->image, error))
    return FALSE;

  name = lp_host_get_image_name (call->image);
  lp_train_sizes_add_image (&sizes, call->image);
  if (!collecting->func && !lp_train_sizes_check (&sizes, call, training, error))
    return FALSE;

  return add_image (collecting, call, call->image, call->drawable, name, error);
}

/* Whether the file of the image is that of one before it, so that the image can't be learned
 * from and judged by at once.  The image of the call comes first, whichever copy it is.
 */
static gboolean
is_open_twice (gint32 image, gint32 own, GHashTable *seen)
{
  g_autofree gchar *path = lp_host_get_image_path (image);
  gchar *identity = path ? ll_file_get_identity (path) : NULL;
  gint32 first;

  if (!identity)
    return FALSE;

  first = GPOINTER_TO_INT (g_hash_table_lookup (seen, identity));
  g_hash_table_insert (seen, identity, GINT_TO_POINTER (first ? first : image));

  return first && first != image && image != own;
}

static gboolean
collect_open (Collecting *collecting, LpCall *call, guint64 training, GError **error)
{
  g_autoptr (GArray) images = lp_host_list_images ();
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  LpTrainSizes sizes = { 0 };

  for (guint i = 0; i < images->len; i++)
    if (lp_labels_have_layers (g_array_index (images, gint32, i)))
      lp_train_sizes_add_image (&sizes, g_array_index (images, gint32, i));
  if (!collecting->func && !lp_train_sizes_check (&sizes, call, training, error))
    return FALSE;

  is_open_twice (call->image, call->image, seen);
  for (guint i = 0; i < images->len; i++)
    {
      gint32 image = g_array_index (images, gint32, i);
      g_autofree gchar *name = lp_host_get_image_name (image);
      /* The given drawable is the micrograph of its own image only. */
      gint32 drawable = image == call->image ? call->drawable : -1;

      if (!lp_labels_have_layers (image))
        continue;
      if (is_open_twice (image, call->image, seen))
        lp_call_note (call, _ ("\"%s\" is open more than once and counts once."), name);
      else if (!add_image (collecting, call, image, drawable, name, error))
        return FALSE;
    }

  return TRUE;
}

/* Lists the files to learn from, none of which the training may overwrite. */
static LpFileList *
list_files (LpCall *call, GError **error)
{
  const gchar *weights = lp_arguments_has (call->in, LP_ARG_WEIGHTS)
                           ? lp_arguments_get_string (call->in, LP_ARG_WEIGHTS)
                           : "";
  g_autofree gchar *identity = *weights ? ll_file_get_identity (weights) : g_strdup ("");
  g_autoptr (LpFileList) list = lp_file_list_new_text (
    lp_arguments_get_string (call->in, LP_ARG_FILES), LP_FILES_XCF, error);

  if (!list)
    return NULL;

  if (list->paths->len == 0)
    {
      g_autofree gchar *title = lp_arguments_get_title (call->in, LP_ARG_FILES);

      g_set_error (
        error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
        _ ("\"%s\" is empty: give a folder of XCF files, or one path per line."), title);
      return NULL;
    }
  if (g_hash_table_contains (list->seen, identity))
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("The weights file \"%s\" is one of the images to learn from: "
                      "choose another file to write."),
                   weights);
      return NULL;
    }

  for (guint i = 0; i < list->notes->len; i++)
    lp_call_note (call, "%s", (const gchar *) g_ptr_array_index (list->notes, i));

  return g_steal_pointer (&list);
}

static gboolean
collect_files (Collecting *collecting, LpCall *call, guint64 training, GError **error)
{
  g_autoptr (LpFileList) list = list_files (call, error);
  LpTrainSizes sizes = { 0 };

  if (!list)
    return FALSE;

  for (guint i = 0; i < list->paths->len; i++)
    lp_train_sizes_add_file (&sizes, g_ptr_array_index (list->paths, i));
  if (!collecting->func && !lp_train_sizes_check (&sizes, call, training, error))
    return FALSE;

  for (guint i = 0; i < list->paths->len; i++)
    {
      const gchar *path = g_ptr_array_index (list->paths, i);
      g_autofree gchar *name = lp_path_get_label (path);
      g_autofree gchar *text = g_strdup_printf (_ ("Reading \"%s\""), name);
      gint32 image;
      gboolean added;

      lp_host_progress_update ((gdouble) i / list->paths->len, text);
      image = lp_host_load_image (path, error);
      if (image < 0)
        return FALSE;

      added = add_image (collecting, call, image, -1, name, error);
      lp_host_delete_image (image);
      if (!added)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_found (const LpCollection *collection,
             const gchar *source,
             LpCall *call,
             GError **error)
{
  g_autofree gchar *name = NULL;

  if (collection->classes)
    return TRUE;

  if (g_str_equal (source, "open"))
    {
      g_set_error (
        error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS,
        _ ("No open image is annotated: call New Annotation Layers, and paint on "
           "the layers that it makes."));
    }
  else if (g_str_equal (source, "files"))
    {
      g_set_error (
        error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS,
        _ ("None of the files is annotated: call New Annotation Layers, paint on the "
           "layers that it makes, and save as XCF."));
    }
  else
    {
      name = lp_host_get_image_name (call->image);
      g_set_error (
        error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS,
        _ ("\"%s\" is not annotated: call New Annotation Layers, and paint on the "
           "layers that it makes."),
        name);
    }

  return FALSE;
}

static gboolean
collect (Collecting *collecting, LpCall *call, guint64 training, GError **error)
{
  const gchar *source = lp_arguments_get_string (call->in, LP_ARG_IMAGES);
  gboolean collected;

  if (g_str_equal (source, "open"))
    collected = collect_open (collecting, call, training, error);
  else if (g_str_equal (source, "files"))
    collected = collect_files (collecting, call, training, error);
  else
    collected = collect_current (collecting, call, training, error);
  g_free (collecting->first);

  return collected && check_found (collecting->collection, source, call, error);
}

LpCollection *
lp_collection_new (LpCall *call, guint64 training, GError **error)
{
  g_autoptr (LpCollection) collection = g_new0 (LpCollection, 1);
  Collecting collecting = { .collection = collection };

  collection->room = ll_store_get_room ();
  collection->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  return collect (&collecting, call, training, error) ? g_steal_pointer (&collection)
                                                      : NULL;
}

LlClasses *
lp_collection_visit (LpCall *call, LpSampleFunc func, gpointer data, GError **error)
{
  g_autoptr (LpCollection) collection = g_new0 (LpCollection, 1);
  Collecting collecting = { .collection = collection, .func = func, .data = data };

  collection->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  return collect (&collecting, call, 0, error) ? g_steal_pointer (&collection->classes)
                                               : NULL;
}

void
lp_collection_free (LpCollection *collection)
{
  if (!collection)
    return;

  g_ptr_array_unref (collection->samples);
  ll_classes_free (collection->classes);
  g_free (collection);
}

/* Appends a line such as "Detection: air bubble 4.1 %, ice crystal 9.3 % of
 * the pixels".
 */
static void
describe_task (const LpCollection *collection, LlTask task, GString *text)
{
  gint n_classes = ll_classes_get_n_of_task (collection->classes, task);
  g_autoptr (GString) list = NULL;
  gint64 sums[256] = { 0 };
  gint64 pixels = 0;

  for (guint i = 0; i < collection->samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (collection->samples, i);
      gint64 counts[256];

      if (!sample->labels[task])
        continue;
      ll_labels_count (sample->labels[task], counts);
      for (gint value = 0; value < 256; value++)
        sums[value] += counts[value];
      pixels += (gint64) sample->image->width * sample->image->height;
    }

  if (pixels == 0)
    return;

  list = g_string_new (NULL);
  for (gint c = 1; c < n_classes; c++)
    g_string_append_printf (list, "%s%s %.3g %%", c > 1 ? ", " : "",
                            task == LL_TASK_SEPARATION
                              ? _ ("interface")
                              : ll_classes_get_name (collection->classes, c),
                            100.0 * (gdouble) sums[c] / (gdouble) pixels);

  g_string_append_c (text, '\n');
  if (sums[LL_LABEL_IGNORE] > 0)
    g_string_append_printf (text, _ ("%s: %s of the pixels, %.3g %% left out"),
                            ll_task_get_title (task), list->str,
                            100.0 * (gdouble) sums[LL_LABEL_IGNORE] / (gdouble) pixels);
  else
    g_string_append_printf (text, _ ("%s: %s of the pixels"), ll_task_get_title (task),
                            list->str);
}

gchar *
lp_collection_describe (const LpCollection *collection)
{
  GString *text = g_string_new (NULL);
  gint n[LL_N_TASKS] = { 0 };

  for (guint i = 0; i < collection->samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (collection->samples, i);

      for (gint task = 0; task < LL_N_TASKS; task++)
        if (sample->labels[task])
          n[task]++;
    }

  g_string_append_printf (
    text,
    g_dngettext (
      GETTEXT_PACKAGE,
      "%u image: %d with detection marks, %d with separation scribbles, %d with masks",
      "%u images: %d with detection marks, %d with separation scribbles, %d with masks",
      collection->samples->len),
    collection->samples->len, n[LL_TASK_DETECTION], n[LL_TASK_SEPARATION],
    n[LL_TASK_SEGMENTATION]);
  for (gint task = 0; task < LL_N_TASKS; task++)
    describe_task (collection, (LlTask) task, text);

  return g_string_free (text, FALSE);
}
