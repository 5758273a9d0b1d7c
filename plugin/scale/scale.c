/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scale comes from what is known of the image, from the resolution, from a number, or from
 * a path or two guides on the scale bar.
 */

#include "scale/scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/unit-sign.h"
#include "host/host.h"
#include "layers/layers.h"
#include "microscope/resolution.h"
#include "procedure/names.h"
#include "scale/known-scale.h"

#define MM_PER_INCH 25.4

/* Words of the argument "scale"; not all procedures have the last two. */
#define FROM_IMAGE      "image"
#define FROM_RESOLUTION "resolution"
#define FROM_PIXEL_SIZE "pixel-size"
#define FROM_BAR        "bar"
#define FROM_FILE       "file"
#define FROM_NONE       "none"

void
lp_scale_clear (LpScale *scale)
{
  lp_kept_scale_clear (&scale->scale);
}

static gboolean
set_scale_error (GError **error, const gchar *message)
{
  g_set_error_literal (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE, message);

  return FALSE;
}

static gboolean
use_resolution (LpCall *call, const gchar *unit, LpKeptScale *scale, GError **error)
{
  LlScale one = { 1.0, unit };
  gdouble mm = ll_scale_get_mm (&one);
  gdouble x, y;

  if (isnan (mm))
    return set_scale_error (
      error,
      _ (
        "A resolution is in pixels per inch: give the unit as nm, µm, mm, cm, m or in."));

  lp_host_get_resolution (call->image, &x, &y);
  if (!(x > 0.0) || !(y > 0.0))
    return set_scale_error (
      error, _ ("The image has no resolution: give the pixel size instead."));

  if (lp_resolution_is_printers (x) || lp_resolution_is_printers (y))
    lp_call_note (call,
                  _ ("The resolution of the image is %.4g pixels per inch, which GIMP "
                     "assumes where a file has none, or programs write for printers: "
                     "make sure that it is right."),
                  x);
  lp_kept_scale_init (scale, x / MM_PER_INCH * mm, y / MM_PER_INCH * mm, unit,
                      LP_SCALE_FROM_RESOLUTION);

  return TRUE;
}

/* The length of the active path or the distance between two guides, in pixels. */
static gboolean
use_bar (LpCall *call, const gchar *unit, LpKeptScale *scale, GError **error)
{
  gdouble length = lp_arguments_get_float (call->in, LP_ARG_BAR_LENGTH);
  /* Paths of a figure are ignored: contours are not scale bars. */
  gdouble pixels = lp_host_get_path_length (call->image, LP_PARASITE_ROLE);

  if (!(length > 0.0))
    return set_scale_error (
      error, _ ("The length printed on the scale bar is 0: type the length that the "
                "scale bar is labelled with."));
  if (!(pixels > 0.0))
    pixels = lp_host_get_guides_distance (call->image);
  if (!(pixels > 0.0))
    return set_scale_error (
      error, _ ("There is nothing to measure the scale bar by: draw a path from "
                "end to end of it, or put two guides of one direction at its "
                "ends."));

  lp_kept_scale_init (scale, pixels / length, pixels / length, unit, LP_SCALE_FROM_BAR);

  return TRUE;
}

static gboolean
use_pixel_size (LpCall *call, const gchar *unit, LpKeptScale *scale, GError **error)
{
  gdouble width = lp_arguments_get_float (call->in, LP_ARG_PIXEL_SIZE);
  gdouble height = lp_arguments_has (call->in, LP_ARG_PIXEL_HEIGHT)
                     ? lp_arguments_get_float (call->in, LP_ARG_PIXEL_HEIGHT)
                     : 0.0;

  if (!(width > 0.0))
    return set_scale_error (
      error, _ ("The pixel size is 0: type the length of a pixel's side."));

  lp_kept_scale_init (scale, 1.0 / width, 1.0 / (height > 0.0 ? height : width), unit,
                      LP_SCALE_FROM_PERSON);

  return TRUE;
}

/* What the image keeps, or else what its file tells. */
static gboolean
use_known (LpCall *call, gboolean afresh, LpScale *scale, GError **error)
{
  g_auto (LpKnownScale) known = { 0 };

  lp_known_scale_find (call->image, call->drawable, afresh, &known);
  if (afresh && !known.scale.unit && known.file != LP_FILE_SCALE_PRINTERS &&
      known.file != LP_FILE_SCALE_OTHER)
    return set_scale_error (
      error, _ ("The file of the image tells no scale: give the size of a pixel."));

  lp_known_scale_note (&known, call);
  scale->is_news = known.is_news;
  scale->scale = known.scale;
  known.scale.unit = NULL;

  return TRUE;
}

gboolean
lp_scale_find (LpCall *call, LpScale *scale, GError **error)
{
  const gchar *from = lp_arguments_get_string (call->in, LP_ARG_SCALE);
  g_autofree gchar *unit = g_strdup (lp_arguments_get_string (call->in, LP_ARG_UNIT));

  memset (scale, 0, sizeof (*scale));
  if (g_str_equal (from, FROM_IMAGE) || g_str_equal (from, FROM_FILE))
    return use_known (call, g_str_equal (from, FROM_FILE), scale, error);

  scale->is_news = TRUE;
  if (g_str_equal (from, FROM_NONE))
    return TRUE;

  g_strstrip (unit);
  if (!*unit || strpbrk (unit, " ,;\"\r\n\t"))
    return set_scale_error (error, _ ("The unit must be one word, as in \"µm\"."));

  if (g_ascii_strcasecmp (unit, "px") == 0)
    return set_scale_error (error, _ ("The unit can't be \"px\", which stands for sizes "
                                      "without a scale: give a unit of length, as in "
                                      "\"µm\"."));

  if (g_str_equal (from, FROM_RESOLUTION))
    return use_resolution (call, unit, &scale->scale, error);
  if (g_str_equal (from, FROM_PIXEL_SIZE))
    return use_pixel_size (call, unit, &scale->scale, error);

  return use_bar (call, unit, &scale->scale, error);
}

/* The larger side of a pixel is divided, so that nothing is lost. */
static void
set_square_error (LpCall *call, const LpKeptScale *scale, GError **error)
{
  g_autofree gchar *size = lp_kept_scale_describe (scale);
  gint width, height;

  lp_host_get_image_size (call->image, &width, &height);
  if (scale->x < scale->y)
    width = (gint) rint (width * scale->y / scale->x);
  else
    height = (gint) rint (height * scale->x / scale->y);
  g_set_error (
    error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
    _ ("The pixels of the image are not square (%s): scale the image to %d x %d "
       "pixels; its scale is adapted then."),
    size, width, height);
}

gboolean
lp_scale_find_square (LpCall *call,
                      LpScale *scale,
                      const LlScale **square,
                      GError **error)
{
  *square = NULL;
  if (!lp_scale_find (call, scale, error))
    return FALSE;
  if (!scale->scale.unit)
    return TRUE;

  if (!lp_kept_scale_is_square (&scale->scale))
    {
      set_square_error (call, &scale->scale, error);
      return FALSE;
    }

  scale->square = (LlScale){ sqrt (scale->scale.x * scale->scale.y), scale->scale.unit };
  *square = &scale->square;

  return TRUE;
}

void
lp_scale_keep (LpCall *call, const LpScale *scale)
{
  g_autofree gchar *text =
    scale->scale.unit ? lp_kept_scale_describe (&scale->scale) : NULL;

  if (scale->is_news)
    lp_kept_scale_write (call->image, call->drawable, &scale->scale);

  if (text && scale->is_news)
    lp_call_note (call, _ ("Scale: %.4g pixels are 1 %s (%s); it is kept in the image."),
                  scale->scale.x, lp_unit_get_sign (scale->scale.unit), text);
  else if (text)
    lp_call_note (call, _ ("Scale: %s."), text);
  else if (scale->is_news)
    lp_call_note (call, _ ("The image has no scale now: lengths are in pixels."));
}

void
lp_scale_prepare (gint32 image, LpArguments *arguments)
{
  const gchar *unit = lp_arguments_get_string (arguments, LP_ARG_UNIT);
  g_autofree gchar *sign = g_strdup (lp_unit_get_sign (unit));
  g_autofree gchar *text = lp_known_scale_describe (image);
  g_autofree gchar *label = NULL;
  g_autofree gchar *of_resolution = NULL;
  gdouble x, y;

  lp_arguments_set_string (arguments, LP_ARG_UNIT, sign);
  if (text)
    label = g_strdup_printf (_ ("Scale of this image (%s)"), text);
  else
    label = g_strdup (_ ("Scale of this image (none yet: sizes in pixels)"));
  lp_arguments_set_label (arguments, LP_ARG_SCALE, FROM_IMAGE, label);

  lp_host_get_resolution (image, &x, &y);
  of_resolution = g_strdup_printf (
    lp_resolution_is_printers (x)
      ? _ ("Resolution of the image (%.4g pixels per inch, maybe a printer's)")
      : _ ("Resolution of the image (%.4g pixels per inch)"),
    x);
  lp_arguments_set_label (arguments, LP_ARG_SCALE, FROM_RESOLUTION, of_resolution);
}
