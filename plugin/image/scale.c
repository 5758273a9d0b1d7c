/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scale comes from what is kept in the image, from the resolution, from a number, or from
 * a path or two guides on the scale bar.
 */

#include "image/scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "draw/unit-sign.h"
#include "host/host.h"
#include "image/layers.h"
#include "image/origin.h"
#include "procedure/names.h"

#define MM_PER_INCH 25.4

/* In the order of the choices of the argument "scale". */
typedef enum
{
  FROM_IMAGE,
  FROM_RESOLUTION,
  FROM_PIXEL_SIZE,
  FROM_BAR
} From;

static gboolean
set_scale_error (GError **error, const gchar *message)
{
  g_set_error_literal (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE, message);

  return FALSE;
}

/* What GIMP assumes of a file without a resolution, in pixels per inch. */
static const gdouble assumed[] = { 72.0, 300.0 };

/* Files and scripts know micrometres by one word. */
static gchar *
make_plain (const gchar *unit)
{
  return g_strdup (g_str_equal (lp_unit_get_sign (unit), "µm") ? "um" : unit);
}

/* FALSE when the image has no scale, or an invalid one. */
static gboolean
read_kept (gint32 image, LlScale *scale)
{
  g_autofree gchar *text = lp_host_get_image_text (image, LP_PARASITE_SCALE);
  gchar *unit = NULL;
  gdouble pixels = text ? g_ascii_strtod (text, &unit) : 0.0;

  if (!(pixels > 0.0) || !isfinite (pixels) || !*g_strstrip (unit))
    return FALSE;

  *scale = (LlScale){ pixels, make_plain (unit) };

  return TRUE;
}

/* Makes a kept scale fit the micrograph as it is now.
 *
 * @then: (out): the micrograph at that time
 * @now: (out): the micrograph
 * @factor: (out): by which it was scaled since
 *
 * Returns: what has happened to the size of the micrograph.
 */
static LpOriginChange
adapt_scale (gint32 image,
             gint32 drawable,
             LlScale *scale,
             LpOrigin *then,
             LpOrigin *now,
             gdouble *factor)
{
  g_autofree gchar *text = lp_host_get_image_text (image, LP_PARASITE_SCALE_ORIGIN);
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, NULL);

  *factor = 1.0;
  /* Files of older versions do not say it. */
  if (!micrograph || !lp_origin_from_text (then, text) ||
      (micrograph->width == then->width && micrograph->height == then->height))
    return LP_ORIGIN_SAME;

  lp_origin_read (now, micrograph->id);
  if (lp_origin_compare (then, now) != LP_ORIGIN_SCALED)
    return LP_ORIGIN_RESIZED;

  *factor =
    sqrt (((gdouble) now->width / then->width) * ((gdouble) now->height / then->height));
  scale->pixels_per_unit *= *factor;

  return LP_ORIGIN_SCALED;
}

/* Adapts a kept scale, and says so, or that it may not fit. */
static void
adapt_and_note (LpCall *call, LlScale *scale)
{
  LpOrigin then, now;
  gdouble factor;
  LpOriginChange change =
    adapt_scale (call->image, call->drawable, scale, &then, &now, &factor);

  if (change == LP_ORIGIN_RESIZED)
    {
      lp_call_note (
        call,
        _ ("The micrograph had %d x %d pixels when its scale was given, and "
           "has %d x %d now: if it was scaled and not cropped, give its scale "
           "again."),
        then.width, then.height, now.width, now.height);
      return;
    }

  if (change == LP_ORIGIN_SCALED)
    lp_call_note (
      call,
      _ ("The image was scaled by %.4g since its scale was given, so %.4g pixels "
         "are 1 %s now."),
      factor, scale->pixels_per_unit, lp_unit_get_sign (scale->unit));
}

static void
keep_origin (LpCall *call)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, NULL);
  g_autofree gchar *text = NULL;
  LpOrigin origin;

  if (micrograph)
    {
      lp_origin_read (&origin, micrograph->id);
      text = lp_origin_to_text (&origin);
    }
  lp_host_set_image_text (call->image, LP_PARASITE_SCALE_ORIGIN, text);
}

static gboolean
use_resolution (LpCall *call, LlScale *scale, GError **error)
{
  LlScale one = { 1.0, scale->unit };
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
  if (fabs (x - y) > 1e-3 * x)
    return set_scale_error (error,
                            _ ("The horizontal and vertical resolutions of the image "
                               "differ: scale the image so that its pixels are square."));

  for (gsize i = 0; i < G_N_ELEMENTS (assumed); i++)
    if (fabs (x - assumed[i]) < 0.01)
      lp_call_note (call,
                    _ ("The resolution of the image is %.4g pixels per inch, which GIMP "
                       "assumes where a file has none: make sure that it is right."),
                    x);
  scale->pixels_per_unit = x / MM_PER_INCH * mm;

  return TRUE;
}

/* The length of the active path or the distance between two guides, in pixels. */
static gboolean
use_bar (LpCall *call, LlScale *scale, GError **error)
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

  scale->pixels_per_unit = pixels / length;

  return TRUE;
}

static gboolean
use_pixel_size (LpCall *call, LlScale *scale, GError **error)
{
  gdouble size = lp_arguments_get_float (call->in, LP_ARG_PIXEL_SIZE);

  if (!(size > 0.0))
    return set_scale_error (
      error, _ ("The pixel size is 0: type the length of a pixel's side."));

  scale->pixels_per_unit = 1.0 / size;

  return TRUE;
}

static gboolean
read_new (LpCall *call, From from, LlScale *scale, GError **error)
{
  switch (from)
    {
    case FROM_RESOLUTION:
      return use_resolution (call, scale, error);
    case FROM_PIXEL_SIZE:
      return use_pixel_size (call, scale, error);
    default:
      return use_bar (call, scale, error);
    }
}

gboolean
lp_scale_find (LpCall *call, LlScale *scale, GError **error)
{
  From from = (From) lp_arguments_get_choice (call->in, LP_ARG_SCALE);
  g_autofree gchar *unit = g_strdup (lp_arguments_get_string (call->in, LP_ARG_UNIT));
  g_autofree gchar *plain = NULL;

  *scale = (LlScale){ 0.0, NULL };
  if (from == FROM_IMAGE)
    {
      if (read_kept (call->image, scale))
        adapt_and_note (call, scale);
      else
        lp_call_note (call, _ ("The image has no scale yet: lengths are in pixels."));
      return TRUE;
    }

  g_strstrip (unit);
  if (!*unit || strpbrk (unit, " ,;\"\r\n\t"))
    return set_scale_error (error, _ ("The unit must be one word, as in \"µm\"."));

  if (g_ascii_strcasecmp (unit, "px") == 0)
    return set_scale_error (error, _ ("The unit can't be \"px\", which stands for sizes "
                                      "without a scale: give a unit of length, as in "
                                      "\"µm\"."));

  plain = make_plain (unit);
  scale->unit = plain;
  if (!read_new (call, from, scale, error))
    {
      scale->unit = NULL;
      return FALSE;
    }

  scale->unit = g_steal_pointer (&plain);

  return TRUE;
}

void
lp_scale_keep (LpCall *call, const LlScale *scale)
{
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree gchar *text = NULL;

  if ((From) lp_arguments_get_choice (call->in, LP_ARG_SCALE) == FROM_IMAGE)
    return;

  g_ascii_dtostr (number, sizeof (number), scale->pixels_per_unit);
  text = g_strdup_printf ("%s %s", number, scale->unit);
  lp_host_set_image_text (call->image, LP_PARASITE_SCALE, text);
  keep_origin (call);
  lp_call_note (call, _ ("Scale: %.4g pixels are 1 %s; it is kept in the image."),
                scale->pixels_per_unit, lp_unit_get_sign (scale->unit));
}

void
lp_scale_prepare (gint32 image, LpArguments *arguments)
{
  const gchar *unit = lp_arguments_get_string (arguments, LP_ARG_UNIT);
  g_autofree gchar *sign = g_strdup (lp_unit_get_sign (unit));
  g_autofree gchar *label = NULL;
  g_autofree gchar *kept = NULL;
  LlScale scale;
  LpOrigin then, now;
  gdouble factor;

  lp_arguments_set_string (arguments, LP_ARG_UNIT, sign);
  if (read_kept (image, &scale))
    {
      kept = (gchar *) scale.unit;
      adapt_scale (image, -1, &scale, &then, &now, &factor);
      label = g_strdup_printf (_ ("Scale stored in this image (%.4g %s/px)"),
                               1.0 / scale.pixels_per_unit, lp_unit_get_sign (kept));
    }
  else
    {
      label = g_strdup (_ ("Scale stored in this image (none yet: sizes in pixels)"));
    }
  lp_arguments_set_label (arguments, LP_ARG_SCALE, "image", label);
}
