/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures from the generator, or from files. */

#include <string.h>

#include "marks.h"
#include "micrograph.h"
#include "pictures.h"
#include "png-io.h"

static Picture *
picture_new (const gchar *part, const gchar *name)
{
  Picture *picture = g_new0 (Picture, 1);

  picture->part = g_strdup (part);
  picture->name = g_strdup (name);
  return picture;
}

void
picture_free (Picture *picture)
{
  if (!picture)
    return;

  g_free (picture->name);
  g_free (picture->part);
  ll_image_free (picture->image);
  synth_ids_free (picture->ids);
  g_free (picture->class_of);
  g_free (picture);
}

Picture *
picture_new_generated (const gchar *part, gint width, gint height, guint64 seed)
{
  g_autoptr (SynthMicrograph) micrograph = synth_micrograph_new (width, height, seed);
  g_autofree gchar *name = g_strdup_printf ("micrograph-%" G_GUINT64_FORMAT, seed);
  Picture *picture = picture_new (part, name);

  picture->image = g_steal_pointer (&micrograph->image);
  picture->ids = g_steal_pointer (&micrograph->ids);
  picture->class_of = g_steal_pointer (&micrograph->class_of);
  return picture;
}

static guint8 *
read_classes (const Picture *picture, const gchar *path, GError **error)
{
  gint n = synth_ids_get_n (picture->ids);
  g_autofree guint8 *class_of = g_new (guint8, n);
  g_autoptr (LlLabels) classes = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      memset (class_of, 1, (gsize) n);
      class_of[0] = 0;
      return g_steal_pointer (&class_of);
    }

  classes = synth_png_read_labels (path, error);
  if (!classes)
    return NULL;
  synth_ids_get_classes (picture->ids, classes, class_of);
  return g_steal_pointer (&class_of);
}

static gboolean
read_picture (Picture *picture, const gchar *folder, GError **error)
{
  g_autofree gchar *stem = g_build_filename (folder, picture->name, NULL);
  g_autofree gchar *image = g_strconcat (stem, ".png", NULL);
  g_autofree gchar *ids = g_strconcat (stem, "-ids.png", NULL);
  g_autofree gchar *classes = g_strconcat (stem, "-classes.png", NULL);

  picture->image = synth_png_read_image (image, error);
  if (!picture->image)
    return FALSE;
  picture->ids = synth_png_read_ids (ids, error);
  if (!picture->ids)
    return FALSE;
  picture->class_of = read_classes (picture, classes, error);
  return picture->class_of != NULL;
}

GPtrArray *
pictures_read (const gchar *folder, GError **error)
{
  g_autoptr (GPtrArray) pictures =
    g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  g_autofree gchar *path = g_build_filename (folder, "pictures.txt", NULL);
  g_autofree gchar *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (gint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 2);
      Picture *picture;

      if (g_strv_length (fields) < 2)
        continue;
      picture = picture_new (fields[0], fields[1]);
      g_ptr_array_add (pictures, picture);
      if (!read_picture (picture, folder, error))
        return NULL;
    }
  return g_steal_pointer (&pictures);
}

GPtrArray *
pictures_get_part (const GPtrArray *pictures, const gchar *part)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < pictures->len; i++)
    {
      Picture *picture = g_ptr_array_index (pictures, i);

      if (g_str_has_prefix (picture->part, part))
        g_ptr_array_add (found, picture);
    }
  return found;
}

LlLabels *
picture_get_labels (const Picture *picture, LlTask task)
{
  return synth_marks_new (picture->ids, picture->class_of, task);
}

LlSample *
picture_to_sample (const Picture *picture, const gboolean has[LL_N_TASKS])
{
  gsize floats = (gsize) picture->image->width * (gsize) picture->image->height *
                 (gsize) picture->image->channels;
  LlImage *image = ll_image_new (picture->image->width, picture->image->height,
                                 picture->image->channels);
  LlSample *sample = ll_sample_new (picture->name, image);

  memcpy (image->data, picture->image->data, floats * sizeof (gfloat));
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (has[task])
      sample->labels[task] = picture_get_labels (picture, task);
  return sample;
}
