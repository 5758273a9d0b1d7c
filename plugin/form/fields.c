/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A field chooses the widget for its argument, shows a value in it, and reads it back. */

#include "form/fields.h"

#include <glib/gi18n-lib.h>

#include "form/check-list.h"
#include "form/class-list.h"
#include "host/toolkit.h"
#include "procedure/menus.h"
#include "procedure/number-text.h"
#include "procedure/path-text.h"
#include "widgets/widgets.h"

/* Decimals that a field shows at least, and that can be typed: GTK refuses any more. */
#define SHOWN_DIGITS 2
#define TYPED_DIGITS 10

static gchar *
get_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (GtkWidget *view, const gchar *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
run_chooser (GtkWidget *button, GtkFileChooserAction action)
{
  GtkWidget *target = g_object_get_data (G_OBJECT (button), "target");
  const LpArgumentSpec *spec = g_object_get_data (G_OBJECT (button), "spec");
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  gboolean several = GTK_IS_TEXT_VIEW (target) && action == GTK_FILE_CHOOSER_ACTION_OPEN;
  g_autofree gchar *title = lp_label_to_plain (_ (spec->nick));
  GtkWidget *chooser;

  chooser = gtk_file_chooser_dialog_new (
    title, GTK_WINDOW (gtk_widget_get_toplevel (button)), action, _ ("_Cancel"),
    GTK_RESPONSE_CANCEL, save ? _ ("_Save") : _ ("_Open"), GTK_RESPONSE_OK, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (chooser), GTK_RESPONSE_OK);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (chooser),
                                                  spec->type == LP_ARGUMENT_FILE_SAVE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), several);
  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), spec->file_name);
  if (GTK_IS_ENTRY (target) && *gtk_entry_get_text (GTK_ENTRY (target)))
    {
      g_autofree gchar *path =
        lp_path_from_text (gtk_entry_get_text (GTK_ENTRY (target)));

      gtk_file_chooser_set_filename (GTK_FILE_CHOOSER (chooser), path);
    }

  if (gtk_dialog_run (GTK_DIALOG (chooser)) == GTK_RESPONSE_OK)
    {
      GSList *names = gtk_file_chooser_get_filenames (GTK_FILE_CHOOSER (chooser));
      g_autoptr (GString) text = g_string_new (NULL);

      for (GSList *path = names; path; path = path->next)
        {
          g_autofree gchar *line = lp_path_to_text (path->data);

          g_string_append_printf (text, "%s%s", text->len ? "\n" : "", line);
        }
      g_slist_free_full (names, g_free);

      if (GTK_IS_ENTRY (target))
        gtk_entry_set_text (GTK_ENTRY (target), text->str);
      else
        set_text (target, text->str);
    }

  gtk_widget_destroy (chooser);
}

static void
choose_open (GtkWidget *button)
{
  run_chooser (button, GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
choose_save (GtkWidget *button)
{
  run_chooser (button, GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
choose_folder (GtkWidget *button)
{
  run_chooser (button, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
add_button (const LpField *field, GtkWidget *box, const gchar *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "target", field->widget);
  g_object_set_data (G_OBJECT (button), "spec", (gpointer) field->spec);
  g_signal_connect (button, "clicked", callback, NULL);
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
}

/* What is typed is kept, and not rounded to a few decimals. */
static gboolean
show_number (GtkSpinButton *spin)
{
  g_autofree gchar *text =
    lp_number_to_text (gtk_spin_button_get_value (spin), SHOWN_DIGITS);

  if (g_strcmp0 (text, gtk_entry_get_text (GTK_ENTRY (spin))) != 0)
    gtk_entry_set_text (GTK_ENTRY (spin), text);

  return TRUE;
}

static GtkWidget *
new_number (const LpArgumentSpec *spec)
{
  gdouble step = spec->type == LP_ARGUMENT_INT        ? 1
                 : spec->min > 0 && spec->min < 0.001 ? 1e-4
                 : spec->max <= 1                     ? 0.05
                                                      : 0.5;
  GtkWidget *spin = gtk_spin_button_new_with_range (spec->min, spec->max, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin),
                              spec->type == LP_ARGUMENT_INT ? 0 : TYPED_DIGITS);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  if (spec->type == LP_ARGUMENT_FLOAT)
    g_signal_connect (spin, "output", G_CALLBACK (show_number), NULL);
  gtk_entry_set_width_chars (GTK_ENTRY (spin), 10);
  gtk_entry_set_activates_default (GTK_ENTRY (spin), TRUE);

  return spin;
}

static GtkWidget *
new_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_width_chars (GTK_ENTRY (entry), 36);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);

  return entry;
}

static void
make_path (LpField *field)
{
  GCallback choose = field->spec->type == LP_ARGUMENT_FOLDER ? G_CALLBACK (choose_folder)
                     : field->spec->type == LP_ARGUMENT_FILE_OPEN
                       ? G_CALLBACK (choose_open)
                       : G_CALLBACK (choose_save);

  field->widget = new_entry ();
  field->frame = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (field->frame), field->widget, TRUE, TRUE, 0);
  add_button (field, field->frame, _ ("Browse..."), choose);
}

static void
make_files (LpField *field)
{
  GtkWidget *window = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *buttons = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);

  field->widget = gtk_text_view_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (field->widget), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (window), GTK_SHADOW_IN);
  gtk_widget_set_size_request (window, -1, 64);
  gtk_container_add (GTK_CONTAINER (window), field->widget);

  field->frame = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (field->frame), window, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (field->frame), buttons, FALSE, FALSE, 0);
  add_button (field, buttons, _ ("Folder..."), G_CALLBACK (choose_folder));
  add_button (field, buttons, _ ("Files..."), G_CALLBACK (choose_open));
}

static GtkWidget *
new_label (const LpField *field)
{
  /* Translators: a label and its field; French has a space before the colon. */
  g_autofree gchar *text = g_strdup_printf (_ ("%s:"), _ (field->spec->nick));
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field->widget);
  lp_host_align_label (label, field->spec->type == LP_ARGUMENT_FILES ||
                                  field->spec->type == LP_ARGUMENT_CLASSES
                                ? 0.0f
                                : 0.5f);

  return label;
}

void
lp_field_init (LpField *field, const LpArgumentSpec *spec)
{
  *field = (LpField){ .spec = spec };

  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
      /* In a box, so that it is no wider than its number. */
      field->widget = new_number (spec);
      field->frame = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
      gtk_box_pack_start (GTK_BOX (field->frame), field->widget, FALSE, FALSE, 0);
      break;

    case LP_ARGUMENT_BOOL:
      field->widget = gtk_check_button_new_with_mnemonic (_ (spec->nick));
      break;

    case LP_ARGUMENT_CHOICE:
      field->widget = gtk_combo_box_text_new ();
      break;

    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
    case LP_ARGUMENT_FOLDER:
      make_path (field);
      break;

    case LP_ARGUMENT_WORDS:
      field->widget = lp_check_list_new (spec->choices);
      break;

    case LP_ARGUMENT_FILES:
      make_files (field);
      break;

    case LP_ARGUMENT_CLASSES:
      field->widget = lp_class_list_new ();
      break;

    default:
      field->widget = new_entry ();
      break;
    }

  if (!field->frame)
    field->frame = field->widget;
  if (spec->type != LP_ARGUMENT_BOOL)
    field->label = new_label (field);
  if (spec->type == LP_ARGUMENT_WORDS)
    lp_check_list_set_tooltip (field->widget, _ (spec->blurb));
  else if (spec->type != LP_ARGUMENT_CLASSES)
    gtk_widget_set_tooltip_text (field->widget, _ (spec->blurb));
}

void
lp_field_fill (const LpField *field, const LpArguments *arguments)
{
  if (field->spec->type != LP_ARGUMENT_CHOICE)
    return;

  for (gint i = 0; field->spec->choices[i].word; i++)
    gtk_combo_box_text_append_text (
      GTK_COMBO_BOX_TEXT (field->widget),
      lp_arguments_get_label (arguments, field->spec->name, i));
}

void
lp_field_attach (const LpField *field,
                 GtkWidget *grid,
                 gint column,
                 gint row,
                 gint indent)
{
  if (field->label)
    {
      lp_host_grid_attach (grid, field->label, column, row, 1, indent, FALSE);
      lp_host_grid_attach (grid, field->frame, column + 1, row, 1, 0, TRUE);
    }
  else
    {
      lp_host_grid_attach (grid, field->frame, column, row, 2, indent, FALSE);
    }
}

void
lp_field_connect (const LpField *field, GCallback callback, gpointer data)
{
  GObject *source = G_OBJECT (field->widget);
  const gchar *signal = "changed";

  switch (field->spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
      signal = "value-changed";
      break;

    case LP_ARGUMENT_BOOL:
      signal = "toggled";
      break;

    case LP_ARGUMENT_CLASSES:
      lp_class_list_connect (field->widget, callback, data);
      return;

    case LP_ARGUMENT_WORDS:
      lp_check_list_connect (field->widget, callback, data);
      return;

    case LP_ARGUMENT_FILES:
      source = G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->widget)));
      break;

    default:
      break;
    }

  g_signal_connect_swapped (source, signal, callback, data);
}

const gchar *
lp_field_get_word (const LpField *field)
{
  gint index;

  if (field->spec->type == LP_ARGUMENT_BOOL)
    return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (field->widget)) ? "1" : "0";
  if (GTK_IS_ENTRY (field->widget))
    return gtk_entry_get_text (GTK_ENTRY (field->widget));

  index = gtk_combo_box_get_active (GTK_COMBO_BOX (field->widget));

  return index >= 0 ? field->spec->choices[index].word : NULL;
}

void
lp_field_show (const LpField *field, const LpArguments *arguments)
{
  const gchar *name = field->spec->name;

  switch (field->spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (field->widget),
                                 lp_arguments_get_float (arguments, name));
      break;

    case LP_ARGUMENT_BOOL:
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (field->widget),
                                    lp_arguments_get_bool (arguments, name));
      break;

    case LP_ARGUMENT_CHOICE:
      gtk_combo_box_set_active (GTK_COMBO_BOX (field->widget),
                                lp_arguments_get_choice (arguments, name));
      break;

    case LP_ARGUMENT_CLASSES:
      lp_class_list_show (field->widget, arguments);
      break;

    case LP_ARGUMENT_WORDS:
      lp_check_list_show (field->widget, lp_arguments_get_string (arguments, name));
      break;

    case LP_ARGUMENT_FILES:
      set_text (field->widget, lp_arguments_get_string (arguments, name));
      break;

    default:
      gtk_entry_set_text (GTK_ENTRY (field->widget),
                          lp_arguments_get_string (arguments, name));
      break;
    }
}

void
lp_field_read (const LpField *field, LpArguments *arguments)
{
  const gchar *name = field->spec->name;
  g_autofree gchar *text = NULL;

  switch (field->spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
      gtk_spin_button_update (GTK_SPIN_BUTTON (field->widget));
      lp_arguments_set_number (
        arguments, name, gtk_spin_button_get_value (GTK_SPIN_BUTTON (field->widget)));
      break;

    case LP_ARGUMENT_BOOL:
      lp_arguments_set_number (
        arguments, name,
        gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (field->widget)));
      break;

    case LP_ARGUMENT_CHOICE:
      if (lp_field_get_word (field))
        lp_arguments_set_string (arguments, name, lp_field_get_word (field));
      break;

    case LP_ARGUMENT_CLASSES:
      lp_class_list_read (field->widget, arguments);
      break;

    case LP_ARGUMENT_WORDS:
      text = lp_check_list_read (field->widget);
      lp_arguments_set_string (arguments, name, text);
      break;

    case LP_ARGUMENT_FILES:
      text = get_text (field->widget);
      lp_arguments_set_string (arguments, name, text);
      break;

    default:
      lp_arguments_set_string (arguments, name,
                               gtk_entry_get_text (GTK_ENTRY (field->widget)));
      break;
    }
}
