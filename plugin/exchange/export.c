/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All files are complete before the first gets its name. */

#include "exchange/export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/progress.h"
#include "image/found.h"
#include "image/remarks.h"
#include "pixels/row-origin.h"
#include "procedure/names.h"
#include "scale/scale.h"

#define FINDING_SHARE 0.7

/* The files besides the table, in the order of LlExchangeFormat, and how their names end. */
static const struct
{
  const gchar *argument;
  const gchar *endings[3];
} outputs[LL_N_EXCHANGE_FORMATS] = {
  { LP_ARG_LABEL_MAP, { ".tif", ".tiff", NULL } },
  { LP_ARG_ROIS, { ".zip", NULL } },
  { LP_ARG_GEOJSON, { ".geojson", ".json", NULL } },
  { LP_ARG_COCO, { ".json", NULL } },
};

/* Returns: (nullable): where an output goes. */
static const gchar *
get_path (const LpCall *call, const gchar *name)
{
  const gchar *path = lp_arguments_get_string (call->in, name);

  return *path ? path : NULL;
}

static gboolean
check_ending (const gchar *path, const gchar *const *endings, GError **error)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);
  g_autofree gchar *name = g_filename_display_name (path);

  for (gint i = 0; endings[i]; i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;

  g_set_error (
    error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
    _ ("The name \"%s\" must end in %s, by which other programs know the file."), name,
    endings[0]);

  return FALSE;
}

/* Looks early whether the files can be written. */
static gboolean
check_outputs (const LpCall *call, GError **error)
{
  const gchar *paths[LL_N_EXCHANGE_FORMATS + 2] = { NULL };
  gint n = 0;

  for (gint i = 0; i < LL_N_EXCHANGE_FORMATS; i++)
    {
      const gchar *path = get_path (call, outputs[i].argument);

      if (path && !check_ending (path, outputs[i].endings, error))
        return FALSE;
      if (path)
        paths[n++] = path;
    }
  if (get_path (call, LP_ARG_CSV))
    paths[n++] = get_path (call, LP_ARG_CSV);
  if (n > 0)
    return ll_part_files_check (paths, error);

  g_set_error_literal (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                       _ ("There is nothing to write: name a file."));

  return FALSE;
}

/* Returns: (transfer full): the objects at their places in the image, where other programs
 * expect them also if a part was selected.
 */
static LlInstances *
place_objects (gint32 image, const LpFound *found)
{
  const LlInstances *part = found->instances;
  LlInstances *whole;
  GeglRectangle canvas = { 0, 0, 0, 0 };
  GeglRectangle area;

  lp_host_get_image_size (image, &canvas.width, &canvas.height);
  whole = ll_instances_new (canvas.width, canvas.height, part->n);
  memcpy (whole->class_of, part->class_of, (gsize) part->n + 1);
  if (!gegl_rectangle_intersect (&area, &canvas, &found->area))
    return whole;

  for (gint y = area.y; y < area.y + area.height; y++)
    memcpy (whole->data + (gsize) y * (gsize) canvas.width + area.x,
            part->data + (gsize) (y - found->area.y) * (gsize) part->width + area.x -
              found->area.x,
            (gsize) area.width * sizeof (gint32));

  return whole;
}

/* Returns: (transfer full): a complete file, or NULL. */
static LlPartFile *
write_table (LpCall *call,
             const LlObjects *objects,
             const LpFound *found,
             const LlScale *scale,
             GError **error)
{
  static const gchar separators[] = { ',', ';', '\t' };
  static const gchar decimals[] = { '.', ',' };
  g_autofree gchar *measured = lp_row_origin_get_time ();
  g_autoptr (LlTable) table = lp_row_origin_add (
    call->image, ll_objects_to_table (objects, found->classes, scale), NULL, measured);
  g_autoptr (LlPartFile) part = ll_part_file_new (get_path (call, LP_ARG_CSV), error);
  g_autoptr (GString) text = NULL;
  LlCsvDialect dialect;

  if (!part)
    return NULL;

  ll_csv_dialect_init (&dialect);
  dialect.separator = separators[lp_arguments_get_choice (call->in, LP_ARG_SEPARATOR)];
  dialect.decimal = decimals[lp_arguments_get_choice (call->in, LP_ARG_DECIMAL)];
  if (lp_arguments_get_bool (call->in, LP_ARG_BYTE_ORDER_MARK))
    dialect.encoding = LL_CSV_UTF8_MARK;
  text = ll_csv_write_dialect (table, &dialect);
  fwrite (text->str, 1, text->len, ll_part_file_get_stream (part));

  return ll_part_file_finish (part, error) ? g_steal_pointer (&part) : NULL;
}

static gboolean
write_files (LpCall *call, const LpFound *found, const LlScale *scale, GError **error)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_part_file_free);
  g_autoptr (LlInstances) instances = place_objects (call->image, found);
  g_autoptr (LlObjects) objects = NULL;
  g_autofree gchar *name = lp_host_get_image_name (call->image);
  LlMeasureSettings settings;
  LlExport export = { .instances = instances,
                      .classes = found->classes,
                      .scale = scale,
                      .image = name,
                      .annotations =
                        lp_arguments_get_bool (call->in, LP_ARG_ANNOTATIONS) };

  ll_measure_settings_init (&settings);
  objects = ll_objects_new (found->instances, &settings);
  export.measured = objects;
  for (gint i = 0; i < LL_N_EXCHANGE_FORMATS; i++)
    if (get_path (call, outputs[i].argument))
      {
        LlPartFile *file = ll_export_write (&export, (LlExchangeFormat) i,
                                            get_path (call, outputs[i].argument), error);

        if (!file)
          return FALSE;
        g_ptr_array_add (files, file);
      }
  if (get_path (call, LP_ARG_CSV))
    {
      LlPartFile *file = write_table (call, objects, found, scale, error);

      if (!file)
        return FALSE;
      g_ptr_array_add (files, file);
    }

  return ll_part_files_commit (files, error);
}

void
lp_export_objects_prepare (gint32 image, LpArguments *arguments)
{
  lp_scale_prepare (image, arguments);
}

gboolean
lp_export_objects_run (LpCall *call, GError **error)
{
  g_autoptr (LpFound) found = NULL;
  g_auto (LpScale) scale = { 0 };
  const LlScale *square = NULL;
  LpProgress progress;

  if (!check_outputs (call, error))
    return FALSE;

  lp_progress_start (&progress, _ ("Exporting objects"));
  lp_progress_set_part (&progress, FINDING_SHARE);
  found = lp_found_new_of_call (call, &progress, error);
  if (!found || !lp_scale_find_square (call, &scale, &square, error) ||
      !write_files (call, found, square, error))
    return FALSE;

  lp_host_undo_group_start (call->image);
  if (square)
    lp_scale_keep (call, &scale);
  lp_host_undo_group_end (call->image);

  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "Exported %d object of \"%s\".",
                             "Exported %d objects of \"%s\".",
                             (gulong) found->instances->n),
                found->instances->n, found->name);
  lp_remarks_note (found->remarks, call);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, found->instances->n);

  return TRUE;
}
