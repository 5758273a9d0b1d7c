/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "widgets/widgets.h"

#include "host/toolkit.h"

gboolean
lp_widget_is_dark (GtkWidget *widget)
{
  gdouble text[3];

  lp_host_get_text_colour (widget, text);

  return 0.2126 * text[0] + 0.7152 * text[1] + 0.0722 * text[2] > 0.5;
}

GtkWidget *
lp_widget_new_label (const gchar *markup, gint wrap)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  lp_host_align_label (label, 0.0f);
  if (wrap > 0)
    {
      gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_size_request (label, wrap, -1);
    }

  return label;
}

GtkWidget *
lp_widget_new_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  gtk_viewport_set_shadow_type (GTK_VIEWPORT (viewport), GTK_SHADOW_NONE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_container_add (GTK_CONTAINER (viewport), child);
  gtk_container_add (GTK_CONTAINER (scrolled), viewport);

  return scrolled;
}

gchar *
lp_widget_make_warning (GtkWidget *widget, const gchar *text)
{
  return g_markup_printf_escaped ("<span foreground=\"%s\">%s</span>",
                                  lp_widget_is_dark (widget) ? "#ff8a80" : "#b00020",
                                  text);
}

void
lp_widget_set_markup (GtkWidget *label, const gchar *markup)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), markup) != 0)
    gtk_label_set_markup (GTK_LABEL (label), markup);
}

void
lp_widget_shrink_window (GtkWidget *widget)
{
  GtkWidget *window = gtk_widget_get_toplevel (widget);

  if (GTK_IS_WINDOW (window))
    gtk_window_resize (GTK_WINDOW (window), 1, 1);
}
