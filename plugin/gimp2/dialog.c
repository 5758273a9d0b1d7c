/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window of a dialog in GIMP 2.10, and the seam to GTK 2. */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "form/form.h"
#include "host/toolkit.h"
#include "gimp2/gimp2.h"

#define RESPONSE_RESET 1

typedef struct
{
  LpDrawFunc draw;
  gpointer data;
} Drawing;

GtkWidget *
lp_host_new_box (GtkOrientation orientation, gint spacing)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_hbox_new (FALSE, spacing)
                                                   : gtk_vbox_new (FALSE, spacing);
}

GtkWidget *
lp_host_new_grid (gint spacing)
{
  GtkWidget *table = gtk_table_new (1, 1, FALSE);

  gtk_table_set_row_spacings (GTK_TABLE (table), (guint) spacing);
  gtk_table_set_col_spacings (GTK_TABLE (table), (guint) spacing);

  return table;
}

void
lp_host_grid_attach (GtkWidget *grid,
                     GtkWidget *child,
                     gint column,
                     gint row,
                     gint columns,
                     gint indent,
                     gboolean expand)
{
  gtk_table_attach (GTK_TABLE (grid), child, (guint) column, (guint) (column + columns),
                    (guint) row, (guint) row + 1,
                    expand ? GTK_FILL | GTK_EXPAND : GTK_FILL, GTK_FILL, (guint) indent,
                    0);
}

void
lp_host_align_label (GtkWidget *label, gfloat y)
{
  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, y);
}

GtkWidget *
lp_host_new_colour_button (const gchar *title)
{
  GtkWidget *button = gtk_color_button_new ();

  gtk_color_button_set_title (GTK_COLOR_BUTTON (button), title);

  return button;
}

void
lp_host_set_button_colour (GtkWidget *button, const guint8 rgb[3])
{
  GdkColor colour = { 0, (guint16) (257 * rgb[0]), (guint16) (257 * rgb[1]),
                      (guint16) (257 * rgb[2]) };

  gtk_color_button_set_color (GTK_COLOR_BUTTON (button), &colour);
}

void
lp_host_get_button_colour (GtkWidget *button, guint8 rgb[3])
{
  GdkColor colour;

  gtk_color_button_get_color (GTK_COLOR_BUTTON (button), &colour);
  rgb[0] = (guint8) (colour.red / 257);
  rgb[1] = (guint8) (colour.green / 257);
  rgb[2] = (guint8) (colour.blue / 257);
}

static void
free_drawing (gpointer data, GClosure *closure)
{
  g_free (data);
}

static gboolean
on_expose (GtkWidget *widget, GdkEventExpose *event, gpointer data)
{
  const Drawing *drawing = data;
  cairo_t *cr = gdk_cairo_create (event->window);
  GtkAllocation place;

  gtk_widget_get_allocation (widget, &place);
  gdk_cairo_region (cr, event->region);
  cairo_clip (cr);
  drawing->draw (widget, cr, place.width, place.height, drawing->data);
  cairo_destroy (cr);

  return TRUE;
}

void
lp_host_connect_draw (GtkWidget *widget, LpDrawFunc draw, gpointer data)
{
  Drawing *drawing = g_new (Drawing, 1);

  *drawing = (Drawing){ draw, data };
  g_signal_connect_data (widget, "expose-event", G_CALLBACK (on_expose), drawing,
                         free_drawing, (GConnectFlags) 0);
}

void
lp_host_get_text_colour (GtkWidget *widget, gdouble colour[3])
{
  const GdkColor *text = &gtk_widget_get_style (widget)->fg[GTK_STATE_NORMAL];

  colour[0] = text->red / 65535.0;
  colour[1] = text->green / 65535.0;
  colour[2] = text->blue / 65535.0;
}

void
lp_host_keep_above (GtkWidget *window)
{
  gimp_window_set_transient (GTK_WINDOW (window));
}

gboolean
lp_host_run_dialog (const LpProcedure *procedure,
                    gint32 image,
                    gint32 drawable,
                    LpArguments *arguments)
{
  g_autofree gchar *title = lp_dialog_title (procedure->spec);
  g_autoptr (LpForm) form = NULL;
  GtkWidget *dialog, *box;
  gint response;

  form = lp_form_new (procedure, image, drawable, arguments, NULL, NULL);
  box = lp_form_get_widget (form);
  dialog = gimp_dialog_new (title, "lazy-labels", NULL, 0, NULL, NULL, _ ("_Reset"),
                            RESPONSE_RESET, _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_OK"),
                            GTK_RESPONSE_OK, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order (GTK_DIALOG (dialog), GTK_RESPONSE_OK,
                                           RESPONSE_RESET, GTK_RESPONSE_CANCEL, -1);
  gimp_window_set_transient (GTK_WINDOW (dialog));
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), box,
                      TRUE, TRUE, 0);

  while ((response = gimp_dialog_run (GIMP_DIALOG (dialog))) == RESPONSE_RESET)
    {
      g_autoptr (LpArguments) defaults = NULL;

      defaults =
        lp_arguments_new (procedure->spec->arguments, procedure->spec->n_arguments);
      lp_form_show (form, defaults);
    }

  if (response == GTK_RESPONSE_OK)
    lp_form_read (form, arguments);
  gtk_widget_destroy (dialog);

  return response == GTK_RESPONSE_OK;
}
