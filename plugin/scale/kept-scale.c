/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scale/kept-scale.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>
#include <math.h>

#include "draw/unit-sign.h"
#include "layers/layers.h"
#include "pixels/origin.h"

#define NONE "none"

/* Pixels that differ by less are square. */
#define SQUARE 1e-3

void
lp_kept_scale_clear (LpKeptScale *scale)
{
  g_clear_pointer (&scale->unit, g_free);
}

/* Files and scripts know micrometres by one word. */
void
lp_kept_scale_init (LpKeptScale *scale,
                    gdouble x,
                    gdouble y,
                    const gchar *unit,
                    LpScaleSource source)
{
  const gchar *plain = g_str_equal (lp_unit_get_sign (unit), "µm") ? "um" : unit;

  *scale = (LpKeptScale){ x, y, g_strdup (plain), source };
}

void
lp_kept_scale_init_told (LpKeptScale *scale, const LpTold *told, gint columns)
{
  gdouble x, y;
  const gchar *unit = lp_told_get_scale (told, columns, &x, &y);

  lp_kept_scale_init (scale, x, y, unit, told->source);
}

/* A number and what separates it from the rest; leaves @text as it is if there is none. */
static gdouble
take_number (gchar **text)
{
  gchar *end;
  gdouble number = g_ascii_strtod (*text, &end);

  if (end == *text || !g_ascii_isspace (*end) || !(number > 0.0) || !isfinite (number))
    return 0.0;

  *text = g_strchug (end);

  return number;
}

gboolean
lp_kept_scale_read (gint32 image, LpKeptScale *scale)
{
  g_autofree gchar *text = lp_host_get_image_text (image, LP_PARASITE_SCALE);
  g_autofree gchar *source = lp_host_get_image_text (image, LP_PARASITE_SCALE_SOURCE);
  gchar *unit = text;
  gdouble x, y;

  *scale = (LpKeptScale){ 0 };
  if (!text || g_str_equal (text, NONE))
    return text != NULL;

  x = take_number (&unit);
  y = x > 0.0 ? take_number (&unit) : 0.0;
  g_strchomp (unit);
  if (!(x > 0.0) || !*unit)
    return FALSE;

  lp_kept_scale_init (scale, x, y > 0.0 ? y : x, unit, lp_scale_source_find (source));

  return TRUE;
}

static gchar *
make_text (const LpKeptScale *scale)
{
  gchar x[G_ASCII_DTOSTR_BUF_SIZE];
  gchar y[G_ASCII_DTOSTR_BUF_SIZE];

  if (!scale->unit)
    return g_strdup (NONE);

  g_ascii_dtostr (x, sizeof (x), scale->x);
  g_ascii_dtostr (y, sizeof (y), scale->y);

  return lp_kept_scale_is_square (scale)
           ? g_strdup_printf ("%s %s", x, scale->unit)
           : g_strdup_printf ("%s %s %s", x, y, scale->unit);
}

void
lp_kept_scale_write (gint32 image, gint32 drawable, const LpKeptScale *scale)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, NULL);
  g_autofree gchar *text = make_text (scale);
  g_autofree gchar *origin = NULL;

  if (scale->unit && micrograph)
    {
      LpOrigin now;

      lp_origin_read (&now, micrograph->id);
      origin = lp_origin_to_text (&now);
    }
  lp_host_set_image_text (image, LP_PARASITE_SCALE, text);
  lp_host_set_image_text (image, LP_PARASITE_SCALE_ORIGIN, origin);
  lp_host_set_image_text (image, LP_PARASITE_SCALE_SOURCE,
                          scale->unit && scale->source != LP_SCALE_FROM_NOTHING
                            ? lp_scale_source_get_word (scale->source)
                            : NULL);
}

gboolean
lp_kept_scale_is_square (const LpKeptScale *scale)
{
  return fabs (scale->x - scale->y) <= SQUARE * scale->x;
}

/* The unit in which a length of that many millimetres has one to three digits before the
 * decimal sign.
 *
 * @factor: (out): millimetres per unit
 */
static const gchar *
choose_unit (gdouble mm, gdouble *factor)
{
  static const struct
  {
    const gchar *sign;
    gdouble mm;
  } units[] = { { "mm", 1.0 }, { "µm", 1e-3 }, { "nm", 1e-6 }, { "pm", 1e-9 } };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (units) && mm < 0.9999 * units[i].mm)
    i++;
  *factor = units[i].mm;

  return units[i].sign;
}

gchar *
lp_kept_scale_describe (const LpKeptScale *scale)
{
  LlScale across = { scale->x, scale->unit };
  gdouble mm = ll_scale_get_mm (&across);
  gdouble factor = 1.0;
  gboolean known = isfinite (mm) && mm > 0.0;
  const gchar *unit = known ? choose_unit (mm, &factor) : lp_unit_get_sign (scale->unit);
  gdouble width = known ? mm / factor : 1.0 / scale->x;
  gdouble height = width * scale->x / scale->y;
  const gchar *source = lp_scale_source_get_title (scale->source);

  if (lp_kept_scale_is_square (scale))
    return *source ? g_strdup_printf (_ ("%s, %.4g %s per pixel"), source, width, unit)
                   : g_strdup_printf (_ ("%.4g %s per pixel"), width, unit);

  return *source ? g_strdup_printf (_ ("%s, pixels of %.4g x %.4g %s"), source, width,
                                    height, unit)
                 : g_strdup_printf (_ ("pixels of %.4g x %.4g %s"), width, height, unit);
}
