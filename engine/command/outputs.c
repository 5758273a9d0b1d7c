/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "outputs.h"

#include <glib/gstdio.h>
#include <string.h>

const LpChoice lc_choices_outputs[] = {
  { "labels", "-labels.tif" },
  { "classes", "-classes.png" },
  { "probabilities", "-probabilities.tif" },
  { "overlay", "-overlay.png" },
  { "table", ".csv" },
  { "rois", "-rois.zip" },
  { "geojson", ".geojson" },
  { "coco", "-coco.json" },
  { NULL, NULL },
};

LcOutputs
lc_outputs_parse (const gchar *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  LcOutputs outputs = 0;

  for (gint i = 0; words[i]; i++)
    for (gint k = 0; k < LC_N_OUTPUTS; k++)
      if (g_str_equal (g_strstrip (words[i]), lc_choices_outputs[k].word))
        outputs |= 1u << k;

  return outputs;
}

gchar *
lc_output_get_path (const gchar *folder, const LcInput *input, LcOutput output)
{
  g_autofree gchar *name =
    g_strconcat (input->name, lc_choices_outputs[output].label, NULL);

  return g_build_filename (folder, name, NULL);
}

/* When a file was changed, in nanoseconds; -1 if there is none. */
static gint64
get_time (const gchar *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return -1;

  return (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
}

gboolean
lc_outputs_are_done (LcOutputs outputs,
                     const gchar *folder,
                     const LcInput *input,
                     const gchar *weights)
{
  gint64 newest = get_time (input->path);

  if (weights)
    newest = MAX (newest, get_time (weights));
  for (gint k = 0; k < LC_N_OUTPUTS; k++)
    {
      g_autofree gchar *path = lc_output_get_path (folder, input, (LcOutput) k);
      gint64 time;

      if (!(outputs & 1u << k))
        continue;
      time = get_time (path);
      if (time < 0 || time < newest)
        return FALSE;
    }

  return TRUE;
}

/* Whether a pixel lies inside of its object, but next to something else. */
static gboolean
is_outline (const LlInstances *instances, gint x, gint y)
{
  gsize width = (gsize) instances->width;
  const gint32 *here = instances->data + (gsize) y * width + (gsize) x;

  if (*here == 0)
    return FALSE;

  /* What the edge of the image cuts is open there. */
  return (x > 0 && here[-1] != *here) || (x < instances->width - 1 && here[1] != *here) ||
         (y > 0 && here[-(gssize) width] != *here) ||
         (y < instances->height - 1 && here[width] != *here);
}

guint8 *
lc_overlay_draw (const LcFound *found)
{
  gsize width = (gsize) found->width;
  g_autofree gfloat *row = g_new (gfloat, 3 * width);
  guint8 *rgb = g_malloc (3 * width * (gsize) found->height);
  gfloat range = found->high > found->low ? found->high - found->low : 1.0f;

  for (gint y = 0; y < found->height; y++)
    {
      guint8 *to = rgb + 3 * (gsize) y * width;

      ll_image_file_read (found->file, y, 1, 3, 1.0f, 0.0f, row);
      for (gsize x = 0; x < width; x++)
        for (gsize c = 0; c < 3; c++)
          {
            gfloat shown = (row[c * width + x] - found->low) / range;

            /* What is not a number is black. */
            to[3 * x + c] = shown >= 1.0f  ? 255
                            : shown > 0.0f ? (guint8) (shown * 255.0f + 0.5f)
                                           : 0;
          }
      for (gint x = 0; x < found->width; x++)
        if (is_outline (found->instances, x, y))
          {
            gint32 id = found->instances->data[(gsize) y * width + (gsize) x];
            LlColour colour =
              ll_classes_get_colour (found->classes, found->instances->class_of[id]);

            memcpy (to + 3 * (gsize) x, colour.rgb, 3);
          }
    }

  return rgb;
}

/* Returns: (transfer full): a complete file. */
static LlPartFile *
write_output (LcOutput output,
              const gchar *path,
              const LcInput *input,
              const LcFound *found,
              const LcMeasured *measured,
              GError **error)
{
  static const LlExchangeFormat formats[] = {
    [LC_OUTPUT_LABELS] = LL_EXCHANGE_LABELS,
    [LC_OUTPUT_ROIS] = LL_EXCHANGE_ROIS,
    [LC_OUTPUT_GEOJSON] = LL_EXCHANGE_GEOJSON,
    [LC_OUTPUT_COCO] = LL_EXCHANGE_COCO,
  };
  g_autofree gchar *image = g_path_get_basename (input->path);
  LlExport export = {
    .instances = found->instances,
    .classes = found->classes,
    .measured = measured ? measured->objects : NULL,
    .scale = measured && measured->scale.unit ? &measured->scale : NULL,
    .image = image,
  };

  switch (output)
    {
    case LC_OUTPUT_CLASSES:
      return ll_labels_write_png (found->maps[LL_TASK_SEGMENTATION]
                                    ? found->maps[LL_TASK_SEGMENTATION]
                                    : found->maps[LL_TASK_DETECTION],
                                  found->classes, LL_TASK_SEGMENTATION, path, error);
    case LC_OUTPUT_OVERLAY:
      {
        g_autofree guint8 *rgb = lc_overlay_draw (found);

        return ll_rgb_write_png (rgb, found->width, found->height, path, error);
      }
    case LC_OUTPUT_TABLE:
      {
        g_autoptr (GString) text = ll_csv_write (measured->object_rows);
        LlPartFile *part = ll_part_file_new (path, error);

        if (part)
          fwrite (text->str, 1, text->len, ll_part_file_get_stream (part));
        return part;
      }
    default:
      return ll_export_write (&export, formats[output], path, error);
    }
}

gboolean
lc_outputs_write (LcOutputs outputs,
                  const gchar *folder,
                  const LcInput *input,
                  const LcFound *found,
                  const LcMeasured *measured,
                  LlPartFile *planes,
                  GError **error)
{
  g_autoptr (GPtrArray) parts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_part_file_free);

  if (planes)
    g_ptr_array_add (parts, planes);
  for (gint k = 0; k < LC_N_OUTPUTS; k++)
    {
      g_autofree gchar *path = lc_output_get_path (folder, input, (LcOutput) k);
      LlPartFile *part;

      if (!(outputs & 1u << k) || k == LC_OUTPUT_PROBABILITIES)
        continue;
      if (k == LC_OUTPUT_CLASSES && !found->maps[LL_TASK_SEGMENTATION] &&
          !found->maps[LL_TASK_DETECTION])
        {
          g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                       "A label map says nothing of classes: leave \"classes\" out of "
                       "--write.");
          return FALSE;
        }
      part = write_output ((LcOutput) k, path, input, found, measured, error);
      if (!part)
        return FALSE;
      g_ptr_array_add (parts, part);
    }

  return ll_part_files_commit (parts, error);
}
