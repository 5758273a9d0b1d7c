/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The file of an image is known until the image is saved as XCF; by then, whatever changes the
 * image has kept its scale.
 */

#include "scale/known-scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/unit-sign.h"
#include "layers/layers.h"
#include "microscope/resolution.h"

#define METRES_PER_INCH 0.0254

void
lp_known_scale_clear (LpKnownScale *known)
{
  lp_kept_scale_clear (&known->scale);
}

/* Lets the scale follow the micrograph. */
static void
adapt (LpKnownScale *known, const LpHostLayer *micrograph)
{
  gdouble x, y;

  known->resize = lp_resize_find (&known->then, micrograph, &known->now);
  if (known->resize == LP_RESIZE_NONE && known->then.width == known->then.height &&
      !lp_kept_scale_is_square (&known->scale) &&
      lp_resize_is_turned (&known->then, micrograph))
    known->resize = LP_RESIZE_TURNED;
  if (known->resize == LP_RESIZE_TURNED)
    {
      gdouble across = known->scale.x;

      known->scale.x = known->scale.y;
      known->scale.y = across;
    }
  x = (gdouble) known->now.width / known->then.width;
  y = (gdouble) known->now.height / known->then.height;
  if (known->resize == LP_RESIZE_SCALED)
    x = y = sqrt (x * y);
  if (known->resize == LP_RESIZE_SCALED || known->resize == LP_RESIZE_STRETCHED)
    {
      known->scale.x *= x;
      known->scale.y *= y;
    }
}

/* What the picture in the file looks like. */
static gboolean
read_origin (const gchar *path, LpOrigin *origin)
{
  gint32 image = lp_host_load_image (path, NULL);
  g_autoptr (GPtrArray) layers = NULL;
  gboolean found;

  if (image < 0)
    return FALSE;

  layers = lp_host_list_layers (image);
  found = layers->len > 0;
  if (found)
    {
      const LpHostLayer *lowest = g_ptr_array_index (layers, layers->len - 1);

      lp_origin_read (origin, lowest->id);
    }
  lp_host_delete_image (image);

  return found;
}

gchar *
lp_known_scale_get_path (gint32 image)
{
  g_autofree gchar *path = lp_host_get_image_path (image);
  g_autofree gchar *name = path ? g_path_get_basename (path) : NULL;
  g_autofree gchar *lower = name ? g_ascii_strdown (name, -1) : NULL;

  if (!lower || strstr (lower, ".xcf") || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;

  return g_steal_pointer (&path);
}

/* GIMP knows the resolution of files that are not read here. */
static void
ask_resolution (gint32 image, LpKnownScale *known)
{
  gdouble x, y;

  lp_host_get_resolution (image, &x, &y);
  known->file =
    lp_resolution_tell (x, y, &known->told) ? LP_FILE_SCALE_TOLD : LP_FILE_SCALE_NONE;
}

static void
ask_file (gint32 image, const LpHostLayer *micrograph, LpKnownScale *known)
{
  g_autofree gchar *path = lp_known_scale_get_path (image);
  gint columns = micrograph->width;
  gint rows = micrograph->height;
  gboolean is_tiff;

  if (!path)
    return;

  known->file = lp_file_scale_read (path, &columns, &rows, &known->told);
  is_tiff = known->file != LP_FILE_SCALE_NOT_TIFF;
  if (!is_tiff)
    ask_resolution (image, known);
  known->columns = columns;
  known->rows = rows;
  if (known->file != LP_FILE_SCALE_TOLD)
    return;

  lp_kept_scale_init_told (&known->scale, &known->told, columns);
  known->is_news = TRUE;
  if (is_tiff && columns == micrograph->width && rows == micrograph->height)
    return;

  if (read_origin (path, &known->then))
    adapt (known, micrograph);
}

void
lp_known_scale_find (gint32 image, gint32 drawable, gboolean afresh, LpKnownScale *known)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, NULL);
  g_autofree gchar *origin = NULL;

  memset (known, 0, sizeof (*known));
  if (!afresh && lp_kept_scale_read (image, &known->scale))
    {
      origin = lp_host_get_image_text (image, LP_PARASITE_SCALE_ORIGIN);
      /* Files of older versions do not say it. */
      if (known->scale.unit && micrograph && lp_origin_from_text (&known->then, origin))
        adapt (known, micrograph);
      return;
    }

  if (micrograph)
    ask_file (image, micrograph, known);
}

static void
note_resize (const LpKnownScale *known, LpCall *call)
{
  const gchar *unit = lp_unit_get_sign (known->scale.unit);

  switch (known->resize)
    {
    case LP_RESIZE_NONE:
      break;
    case LP_RESIZE_SCALED:
      lp_call_note (
        call,
        _ ("The image was scaled by %.4g since its scale was given, so %.4g pixels "
           "are 1 %s now."),
        sqrt (((gdouble) known->now.width / known->then.width) *
              ((gdouble) known->now.height / known->then.height)),
        known->scale.x, unit);
      break;
    case LP_RESIZE_STRETCHED:
      lp_call_note (
        call,
        _ ("The image was stretched by %.4g in width and %.4g in height since "
           "its scale was given; its scale was adapted."),
        (gdouble) known->now.width / known->then.width,
        (gdouble) known->now.height / known->then.height);
      break;
    case LP_RESIZE_CROPPED:
      lp_call_note (call,
                    _ ("The image was cropped, or its canvas changed, since its scale "
                       "was given, which does not change its scale."));
      break;
    case LP_RESIZE_TURNED:
      /* Otherwise it makes no difference. */
      if (!lp_kept_scale_is_square (&known->scale))
        lp_call_note (call,
                      _ ("The image was turned by 90 degrees since its scale was given, "
                         "and the width and height of its pixels with it."));
      break;
    case LP_RESIZE_UNKNOWN:
      lp_call_note (
        call,
        _ ("The micrograph had %d x %d pixels when its scale was given, and "
           "has %d x %d now: unless it was only cropped, give its scale again."),
        known->then.width, known->then.height, known->now.width, known->now.height);
      break;
    }
}

void
lp_known_scale_note (const LpKnownScale *known, LpCall *call)
{
  if (known->scale.unit)
    {
      note_resize (known, call);
      return;
    }

  switch (known->file)
    {
    case LP_FILE_SCALE_PRINTERS:
      lp_call_note (call,
                    _ ("The file states %.4g pixels per inch, which programs write for "
                       "printers, so lengths are in pixels: take the scale from the "
                       "resolution if it is right, or else give the size of a pixel."),
                    METRES_PER_INCH / known->told.width);
      break;
    case LP_FILE_SCALE_OTHER:
      lp_call_note (
        call,
        _ ("The scale in the file (%s) belongs to a picture %d pixels wide, but this one "
           "has %d, so lengths are in pixels: give the size of a pixel."),
        lp_scale_source_get_title (known->told.source), known->told.columns,
        known->columns);
      break;
    default:
      lp_call_note (call, _ ("The image has no scale yet: lengths are in pixels."));
    }
}

void
lp_known_scale_keep (gint32 image, gint32 drawable)
{
  g_auto (LpKnownScale) known = { 0 };

  lp_known_scale_find (image, drawable, FALSE, &known);
  if (known.is_news)
    lp_kept_scale_write (image, drawable, &known.scale);
}

gchar *
lp_known_scale_describe (gint32 image)
{
  g_auto (LpKnownScale) known = { 0 };

  lp_known_scale_find (image, -1, FALSE, &known);

  return known.scale.unit ? lp_kept_scale_describe (&known.scale) : NULL;
}
