/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/plot-text.h"

#define SVG_END "</svg>"

struct _LpPlotTexts
{
  gchar *font;
  GArray *all; /* element-type LpPlotText */
  cairo_t *cr; /* to measure with         */
};

static void
clear_text (gpointer data)
{
  g_free (((LpPlotText *) data)->text);
}

/* Letters have the same widths at every size and on every surface. */
static void
set_font (const LpPlotTexts *texts, cairo_t *cr)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);
  cairo_select_font_face (cr, texts->font, CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
}

LpPlotTexts *
lp_plot_texts_new (const gchar *font)
{
  LpPlotTexts *texts = g_new0 (LpPlotTexts, 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);

  texts->font = g_strdup (font);
  texts->all = g_array_new (FALSE, FALSE, sizeof (LpPlotText));
  g_array_set_clear_func (texts->all, clear_text);
  texts->cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  set_font (texts, texts->cr);

  return texts;
}

void
lp_plot_texts_free (LpPlotTexts *texts)
{
  if (!texts)
    return;

  cairo_destroy (texts->cr);
  g_array_unref (texts->all);
  g_free (texts->font);
  g_free (texts);
}

void
lp_plot_texts_add (LpPlotTexts *texts, const LpPlotText *text)
{
  LpPlotText copy = *text;

  copy.text = g_strdup (text->text);
  g_array_append_val (texts->all, copy);
}

gdouble
lp_plot_texts_measure (const LpPlotTexts *texts, const gchar *text, gdouble size)
{
  cairo_text_extents_t extents;

  cairo_set_font_size (texts->cr, size);
  cairo_text_extents (texts->cr, text, &extents);

  return extents.x_advance;
}

void
lp_plot_texts_draw (const LpPlotTexts *texts, cairo_t *cr)
{
  cairo_save (cr);
  set_font (texts, cr);
  for (guint i = 0; i < texts->all->len; i++)
    {
      const LpPlotText *text = &g_array_index (texts->all, LpPlotText, i);

      cairo_save (cr);
      cairo_set_source_rgb (cr, text->colour[0], text->colour[1], text->colour[2]);
      cairo_set_font_size (cr, text->size);
      cairo_translate (cr, text->x, text->y);
      if (text->upright)
        cairo_rotate (cr, -G_PI / 2.0);
      cairo_move_to (
        cr, -text->anchor * lp_plot_texts_measure (texts, text->text, text->size), 0.0);
      cairo_show_text (cr, text->text);
      cairo_new_path (cr);
      cairo_restore (cr);
    }
  cairo_restore (cr);
}

/* Writes a decimal point in every locale. */
static void
append_number (GString *svg, const gchar *before, gdouble number)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (svg, "%s%s", before,
                          g_ascii_formatd (text, sizeof (text), "%.7g", number));
}

/* Appends text or the value of an attribute.  Control characters, which XML can't hold, are
 * left out.
 */
static void
append_escaped (GString *svg, const gchar *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree gchar *escaped = NULL;

  for (const gchar *c = text; *c; c = g_utf8_next_char (c))
    if (!g_unichar_iscntrl (g_utf8_get_char (c)))
      g_string_append_unichar (plain, g_utf8_get_char (c));
  escaped = g_markup_escape_text (plain->str, -1);
  g_string_append (svg, escaped);
}

/* Fontconfig's names of typical fonts have names of their own in CSS. */
static void
append_family (GString *svg, const gchar *font)
{
  static const gchar *const generic[][2] = {
    { "sans", "sans-serif" }, { "sans-serif", "sans-serif" }, { "serif", "serif" },
    { "mono", "monospace" },  { "monospace", "monospace" },
  };
  g_autofree gchar *name = g_strdelimit (g_strdup (font), "'\"\\", ' ');
  g_autofree gchar *quoted = g_strdup_printf ("'%s', sans-serif", name);

  for (gsize i = 0; i < G_N_ELEMENTS (generic); i++)
    if (g_ascii_strcasecmp (font, generic[i][0]) == 0)
      {
        g_string_append (svg, generic[i][1]);
        return;
      }

  append_escaped (svg, quoted);
}

static void
append_element (GString *svg, const LpPlotText *text)
{
  const gchar *anchor = text->anchor <= 0.0   ? "start"
                        : text->anchor >= 1.0 ? "end"
                                              : "middle";

  if (text->upright)
    {
      append_number (svg, "<text transform=\"translate(", text->x);
      append_number (svg, " ", text->y);
      g_string_append (svg, ") rotate(-90)\"");
    }
  else
    {
      append_number (svg, "<text x=\"", text->x);
      append_number (svg, "\" y=\"", text->y);
      g_string_append (svg, "\"");
    }
  append_number (svg, " font-size=\"", text->size);
  g_string_append_printf (svg, "\" text-anchor=\"%s\" fill=\"#%02x%02x%02x\">", anchor,
                          (guint) (255.0 * text->colour[0] + 0.5),
                          (guint) (255.0 * text->colour[1] + 0.5),
                          (guint) (255.0 * text->colour[2] + 0.5));
  append_escaped (svg, text->text);
  g_string_append (svg, "</text>\n");
}

gboolean
lp_plot_texts_append_svg (const LpPlotTexts *texts, GString *svg)
{
  const gchar *end = g_strrstr (svg->str, SVG_END);

  if (!end)
    return FALSE;

  g_string_truncate (svg, (gsize) (end - svg->str));
  g_string_append (svg, "<g font-family=\"");
  append_family (svg, texts->font);
  g_string_append (svg, "\">\n");
  for (guint i = 0; i < texts->all->len; i++)
    append_element (svg, &g_array_index (texts->all, LpPlotText, i));
  g_string_append (svg, "</g>\n" SVG_END "\n");

  return TRUE;
}
