/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All rows exist all the time, and those without a class are hidden.  Removing a class moves
 * the following ones up.
 */

#include "form/class-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "form/fields.h"
#include "host/toolkit.h"
#include "layers/classes.h"
#include "procedure/names.h"
#include "widgets/swatch.h"
#include "widgets/widgets.h"

#define N_ROWS (LL_MAX_CLASSES - 1)

typedef struct
{
  GtkWidget *box;
  GtkWidget *colour;
  GtkWidget *name;
  GtkWidget *remove;
} Row;

typedef struct
{
  Row rows[N_ROWS];
  gint n;
  GtkWidget *add;
  GtkWidget *palette;
  GtkWidget *interface; /* swatch */
  LlColour interface_colour;
  gboolean updating; /* changes come from the program, not from a person */
  void (*callback) (gpointer data);
  gpointer data;
} List;

static const gchar *const palette_words[] = { "colour-blind-safe", "paper" };

static List *
get_list (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "list");
}

static void
announce_change (List *list)
{
  if (!list->updating && list->callback)
    list->callback (list->data);
}

static LlPalette
get_palette (const List *list)
{
  return gtk_combo_box_get_active (GTK_COMBO_BOX (list->palette)) == 1
           ? LL_PALETTE_PAPER
           : LL_PALETTE_COLOUR_BLIND_SAFE;
}

static LlColour
get_colour (const List *list, gint row)
{
  LlColour colour;

  lp_host_get_button_colour (list->rows[row].colour, colour.rgb);

  return colour;
}

static void
set_row (List *list, gint row, const gchar *name, LlColour colour)
{
  gtk_entry_set_text (GTK_ENTRY (list->rows[row].name), name);
  lp_host_set_button_colour (list->rows[row].colour, colour.rgb);
}

static void
set_n_rows (List *list, gint n)
{
  list->n = n;
  for (gint i = 0; i < N_ROWS; i++)
    {
      gtk_widget_set_visible (list->rows[i].box, i < n);
      gtk_widget_set_sensitive (list->rows[i].remove, n > 1);
    }
  gtk_widget_set_sensitive (list->add, n < N_ROWS);
}

static void
update_interface (List *list)
{
  list->interface_colour = ll_palette_get_interface_colour (get_palette (list));
  gtk_widget_queue_draw (list->interface);
}

/* The first colour of the palette that no row has, nor one close to it. */
static LlColour
find_free_colour (const List *list)
{
  const LlColour *colours = ll_palette_get_colours (get_palette (list));

  for (gint i = 0; i < N_ROWS; i++)
    {
      gboolean is_free = TRUE;

      for (gint row = 0; row < list->n && is_free; row++)
        is_free = !ll_colour_is_near (colours[i], get_colour (list, row));
      if (is_free)
        return colours[i];
    }

  return colours[list->n % N_ROWS];
}

static void
add_row (List *list, const gchar *name)
{
  set_row (list, list->n, name, find_free_colour (list));
  set_n_rows (list, list->n + 1);
  gtk_widget_grab_focus (list->rows[list->n - 1].name);
}

static void
on_add (List *list)
{
  list->updating = TRUE;
  add_row (list, "");
  list->updating = FALSE;
  announce_change (list);
}

static void
on_remove (GtkWidget *button, List *list)
{
  gint row = 0;

  while (list->rows[row].remove != button)
    row++;

  list->updating = TRUE;
  for (; row < list->n - 1; row++)
    set_row (list, row, gtk_entry_get_text (GTK_ENTRY (list->rows[row + 1].name)),
             get_colour (list, row + 1));
  set_n_rows (list, list->n - 1);
  list->updating = FALSE;
  announce_change (list);
}

/* A comma starts the next class, so that whole lists can be typed and pasted. */
static void
on_name (GtkWidget *entry, List *list)
{
  g_auto (GStrv) parts = NULL;

  if (list->updating)
    return;

  parts = g_strsplit (gtk_entry_get_text (GTK_ENTRY (entry)), ",", -1);
  if (parts[0] && parts[1] && list->n < N_ROWS)
    {
      list->updating = TRUE;
      gtk_entry_set_text (GTK_ENTRY (entry), parts[0]);
      for (gint i = 1; parts[i] && list->n < N_ROWS; i++)
        add_row (list, g_strchug (parts[i]));
      list->updating = FALSE;
    }
  announce_change (list);
}

static void
on_palette (List *list)
{
  const LlColour *colours = ll_palette_get_colours (get_palette (list));

  update_interface (list);
  if (list->updating)
    return;

  for (gint i = 0; i < list->n; i++)
    lp_host_set_button_colour (list->rows[i].colour, colours[i].rgb);
  announce_change (list);
}

static void
init_row (List *list, gint i)
{
  Row *row = &list->rows[i];

  row->box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  row->colour = lp_host_new_colour_button (_ ("Colour of the Class"));
  row->name = gtk_entry_new ();
  row->remove = gtk_button_new_with_label (_ ("Remove"));
  gtk_entry_set_width_chars (GTK_ENTRY (row->name), 24);
  gtk_entry_set_activates_default (GTK_ENTRY (row->name), TRUE);
  gtk_widget_set_tooltip_text (row->colour,
                               _ ("The colour that the class is painted with"));
  gtk_widget_set_tooltip_text (
    row->name, _ ("Name of a class of objects. A comma starts the next class."));
  gtk_widget_set_tooltip_text (row->remove, _ ("Remove this class"));

  gtk_box_pack_start (GTK_BOX (row->box), row->colour, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row->box), row->name, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row->box), row->remove, FALSE, FALSE, 0);
  gtk_widget_show_all (row->box);
  gtk_widget_set_no_show_all (row->box, TRUE);

  g_signal_connect_swapped (row->colour, "color-set", G_CALLBACK (announce_change), list);
  g_signal_connect (row->name, "changed", G_CALLBACK (on_name), list);
  g_signal_connect (row->remove, "clicked", G_CALLBACK (on_remove), list);
}

/* Explains the colours that are reserved. */
static GtkWidget *
new_legend (List *list)
{
  static const LlColour rest = { { 0, 0, 0 } };
  static const LlColour ignore = { { 0x80, 0x80, 0x80 } };
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  const struct
  {
    const LlColour *colour;
    const gchar *text;
    const gchar *tip;
  } entries[] = {
    { &list->interface_colour, _ ("interface"),
      _ ("For the layer \"Separation\": where objects touch") },
    { &rest, _ ("background"),
      _ ("Marks background where unpainted pixels are unknown") },
    { &ignore, _ ("ignore"), _ ("Pixels below it are neither learned nor scored") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GtkWidget *swatch = lp_swatch_new (entries[i].colour);
      GtkWidget *label = gtk_label_new (entries[i].text);

      if (i == 0)
        list->interface = swatch;
      gtk_widget_set_tooltip_text (label, entries[i].tip);
      gtk_box_pack_start (GTK_BOX (box), swatch, FALSE, FALSE, 0);
      gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
    }

  return box;
}

static GtkWidget *
new_tools (List *list)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("Colo_urs:"));

  list->add = gtk_button_new_with_mnemonic (_ ("A_dd Class"));
  list->palette = gtk_combo_box_text_new ();
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (list->palette),
                                  _ ("Safe for colour blindness"));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (list->palette),
                                  _ ("Red, green, ... (as in the paper)"));
  gtk_widget_set_tooltip_text (list->palette,
                               _ ("Give all classes the colours of this palette"));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), list->palette);
  gtk_box_pack_start (GTK_BOX (box), list->add, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 2 * LP_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (box), list->palette, TRUE, TRUE, 0);
  g_signal_connect_swapped (list->add, "clicked", G_CALLBACK (on_add), list);
  g_signal_connect_swapped (list->palette, "changed", G_CALLBACK (on_palette), list);

  return box;
}

/* The mnemonic of the label leads to the first name. */
static gboolean
on_mnemonic (GtkWidget *widget, gboolean cycling, List *list)
{
  gtk_widget_grab_focus (list->rows[0].name);

  return TRUE;
}

GtkWidget *
lp_class_list_new (void)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  List *list = g_new0 (List, 1);

  list->updating = TRUE;
  g_object_set_data_full (G_OBJECT (box), "list", list, g_free);
  g_signal_connect (box, "mnemonic-activate", G_CALLBACK (on_mnemonic), list);
  for (gint i = 0; i < N_ROWS; i++)
    {
      init_row (list, i);
      gtk_box_pack_start (GTK_BOX (box), list->rows[i].box, FALSE, FALSE, 0);
    }
  gtk_box_pack_start (GTK_BOX (box), new_tools (list), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_legend (list), FALSE, FALSE, 0);
  list->updating = FALSE;

  return box;
}

void
lp_class_list_show (GtkWidget *widget, const LpArguments *arguments)
{
  List *list = get_list (widget);
  g_auto (GStrv) names =
    g_strsplit (lp_arguments_get_string (arguments, LP_ARG_CLASSES), ",", -1);
  g_auto (GStrv) own =
    g_strsplit (lp_arguments_get_string (arguments, LP_ARG_COLOURS), ",", -1);
  gint n = CLAMP ((gint) g_strv_length (names), 1, N_ROWS);
  gint n_own = (gint) g_strv_length (own);
  const LlColour *colours;

  list->updating = TRUE;
  gtk_combo_box_set_active (GTK_COMBO_BOX (list->palette),
                            lp_arguments_get_choice (arguments, LP_ARG_PALETTE));
  colours = ll_palette_get_colours (get_palette (list));
  for (gint i = 0; i < n; i++)
    {
      LlColour colour = colours[i];

      if (i < n_own)
        ll_colour_from_text (g_strstrip (own[i]), &colour);
      set_row (list, i, names[i] ? g_strstrip (names[i]) : "", colour);
    }
  set_n_rows (list, n);
  list->updating = FALSE;
}

void
lp_class_list_read (GtkWidget *widget, LpArguments *arguments)
{
  List *list = get_list (widget);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) own = g_string_new (NULL);
  const LlColour *colours = ll_palette_get_colours (get_palette (list));
  gboolean differ = FALSE;

  for (gint i = 0; i < list->n; i++)
    {
      LlColour colour = get_colour (list, i);
      gchar text[LL_COLOUR_TEXT_SIZE];

      ll_colour_to_text (colour, text);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              gtk_entry_get_text (GTK_ENTRY (list->rows[i].name)));
      g_string_append_printf (own, "%s%s", i > 0 ? ", " : "", text);
      differ |= memcmp (colour.rgb, colours[i].rgb, sizeof (colour.rgb)) != 0;
    }

  lp_arguments_set_string (arguments, LP_ARG_CLASSES, names->str);
  lp_arguments_set_string (arguments, LP_ARG_PALETTE, palette_words[get_palette (list)]);
  lp_arguments_set_string (arguments, LP_ARG_COLOURS, differ ? own->str : "");
}

void
lp_class_list_connect (GtkWidget *widget, GCallback callback, gpointer data)
{
  List *list = get_list (widget);

  list->callback = (void (*) (gpointer)) callback;
  list->data = data;
}
