/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A field knows how to show a value and how to read it back; everything else is
 * layout.  Fields that another argument makes pointless are greyed out.
 */

#include "dialog.h"

#include <math.h>
#include <string.h>

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#define RESPONSE_RESET 1
#define SPACING        6

typedef struct
{
  const LlArgumentSpec *spec;
  GtkWidget *widget; /* that holds the value           */
  GtkWidget *label;  /* NULL for check buttons         */
  GtkWidget *frame;  /* what is greyed out: all of it  */
} Field;

typedef struct
{
  LlArguments *arguments;
  GArray *fields; /* element-type Field */
} Form;

/* Values in and out */

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
show_value (const Field *field, const LlArguments *arguments)
{
  const gchar *name = field->spec->name;

  switch (field->spec->type)
    {
    case LL_ARGUMENT_INT:
    case LL_ARGUMENT_FLOAT:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (field->widget),
                                 ll_arguments_get_float (arguments, name));
      break;

    case LL_ARGUMENT_BOOL:
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (field->widget),
                                    ll_arguments_get_bool (arguments, name));
      break;

    case LL_ARGUMENT_CHOICE:
      gtk_combo_box_set_active (GTK_COMBO_BOX (field->widget),
                                ll_arguments_get_choice (arguments, name));
      break;

    case LL_ARGUMENT_FILES:
      set_text (field->widget, ll_arguments_get_string (arguments, name));
      break;

    default:
      gtk_entry_set_text (GTK_ENTRY (field->widget),
                          ll_arguments_get_string (arguments, name));
      break;
    }
}

static void
read_value (const Field *field, LlArguments *arguments)
{
  const gchar *name = field->spec->name;
  g_autofree gchar *text = NULL;

  switch (field->spec->type)
    {
    case LL_ARGUMENT_INT:
    case LL_ARGUMENT_FLOAT:
      gtk_spin_button_update (GTK_SPIN_BUTTON (field->widget));
      ll_arguments_set_number (
        arguments, name, gtk_spin_button_get_value (GTK_SPIN_BUTTON (field->widget)));
      break;

    case LL_ARGUMENT_BOOL:
      ll_arguments_set_number (
        arguments, name,
        gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (field->widget)));
      break;

    case LL_ARGUMENT_CHOICE:
      {
        gint index = gtk_combo_box_get_active (GTK_COMBO_BOX (field->widget));

        if (index >= 0)
          ll_arguments_set_string (arguments, name, field->spec->choices[index].word);
      }
      break;

    case LL_ARGUMENT_FILES:
      text = get_text (field->widget);
      ll_arguments_set_string (arguments, name, text);
      break;

    default:
      ll_arguments_set_string (arguments, name,
                               gtk_entry_get_text (GTK_ENTRY (field->widget)));
      break;
    }
}

/* Fields */

static void
run_chooser (GtkWidget *button, GtkFileChooserAction action, const gchar *title)
{
  GtkWidget *target = g_object_get_data (G_OBJECT (button), "target");
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  gboolean several = GTK_IS_TEXT_VIEW (target) && action == GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkWidget *chooser;

  chooser = gtk_file_chooser_dialog_new (
    title, GTK_WINDOW (gtk_widget_get_toplevel (button)), action, "_Cancel",
    GTK_RESPONSE_CANCEL, save ? "_Save" : "_Open", GTK_RESPONSE_OK, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (chooser), GTK_RESPONSE_OK);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), several);
  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "weights.safetensors");
  if (GTK_IS_ENTRY (target) && *gtk_entry_get_text (GTK_ENTRY (target)))
    gtk_file_chooser_set_filename (GTK_FILE_CHOOSER (chooser),
                                   gtk_entry_get_text (GTK_ENTRY (target)));

  if (gtk_dialog_run (GTK_DIALOG (chooser)) == GTK_RESPONSE_OK)
    {
      GSList *names = gtk_file_chooser_get_filenames (GTK_FILE_CHOOSER (chooser));
      g_autoptr (GString) text = g_string_new (NULL);

      for (GSList *name = names; name; name = name->next)
        g_string_append_printf (text, "%s%s", text->len ? "\n" : "",
                                (const gchar *) name->data);
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
  run_chooser (button, GTK_FILE_CHOOSER_ACTION_OPEN, "Choose a File");
}

static void
choose_save (GtkWidget *button)
{
  run_chooser (button, GTK_FILE_CHOOSER_ACTION_SAVE, "Save Weights As");
}

static void
choose_folder (GtkWidget *button)
{
  run_chooser (button, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, "Choose a Folder");
}

static GtkWidget *
add_button (GtkWidget *box, const gchar *label, GCallback callback, GtkWidget *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "target", target);
  g_signal_connect (button, "clicked", callback, NULL);
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);

  return button;
}

static GtkWidget *
new_box (GtkOrientation orientation)
{
  GtkWidget *box;

#if GTK_CHECK_VERSION(3, 0, 0)
  box = gtk_box_new (orientation, SPACING);
#else
  box = orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_hbox_new (FALSE, SPACING)
                                                  : gtk_vbox_new (FALSE, SPACING);
#endif

  return box;
}

static gint
count_digits (const LlArgumentSpec *spec)
{
  if (spec->type == LL_ARGUMENT_INT)
    return 0;

  /* Enough to enter the smallest value, two at least. */
  return spec->min > 0 ? MAX (2, (gint) ceil (-log10 (spec->min))) : 2;
}

static GtkWidget *
new_number (const LlArgumentSpec *spec)
{
  gint digits = count_digits (spec);
  gdouble step = spec->type == LL_ARGUMENT_INT ? 1
                 : digits > 2                  ? 1e-4
                 : spec->max <= 1              ? 0.05
                                               : 0.5;
  GtkWidget *spin = gtk_spin_button_new_with_range (spec->min, spec->max, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), (guint) digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_entry_set_width_chars (GTK_ENTRY (spin), 10);
  gtk_entry_set_activates_default (GTK_ENTRY (spin), TRUE);

  return spin;
}

static GtkWidget *
new_choice (const LlArgumentSpec *spec)
{
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (gint i = 0; spec->choices[i].word; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), spec->choices[i].label);

  return combo;
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
make_path (Field *field)
{
  gboolean save = field->spec->type == LL_ARGUMENT_FILE_SAVE;

  field->widget = new_entry ();
  field->frame = new_box (GTK_ORIENTATION_HORIZONTAL);
  gtk_box_pack_start (GTK_BOX (field->frame), field->widget, TRUE, TRUE, 0);
  add_button (field->frame, "Browse...",
              save ? G_CALLBACK (choose_save) : G_CALLBACK (choose_open), field->widget);
}

static void
make_files (Field *field)
{
  GtkWidget *window = gtk_scrolled_window_new (NULL, NULL);
  GtkWidget *buttons = new_box (GTK_ORIENTATION_VERTICAL);

  field->widget = gtk_text_view_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (field->widget), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_shadow_type (GTK_SCROLLED_WINDOW (window), GTK_SHADOW_IN);
  gtk_widget_set_size_request (window, -1, 64);
  gtk_container_add (GTK_CONTAINER (window), field->widget);

  field->frame = new_box (GTK_ORIENTATION_HORIZONTAL);
  gtk_box_pack_start (GTK_BOX (field->frame), window, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (field->frame), buttons, FALSE, FALSE, 0);
  add_button (buttons, "Folder...", G_CALLBACK (choose_folder), field->widget);
  add_button (buttons, "Files...", G_CALLBACK (choose_open), field->widget);
}

static void
make_field (Field *field)
{
  switch (field->spec->type)
    {
    case LL_ARGUMENT_INT:
    case LL_ARGUMENT_FLOAT:
      /* In a box, so that it stays as short as its number. */
      field->widget = new_number (field->spec);
      field->frame = new_box (GTK_ORIENTATION_HORIZONTAL);
      gtk_box_pack_start (GTK_BOX (field->frame), field->widget, FALSE, FALSE, 0);
      break;

    case LL_ARGUMENT_BOOL:
      field->widget = gtk_check_button_new_with_mnemonic (field->spec->nick);
      break;

    case LL_ARGUMENT_CHOICE:
      field->widget = new_choice (field->spec);
      break;

    case LL_ARGUMENT_FILE_OPEN:
    case LL_ARGUMENT_FILE_SAVE:
      make_path (field);
      break;

    case LL_ARGUMENT_FILES:
      make_files (field);
      break;

    default:
      field->widget = new_entry ();
      break;
    }

  if (!field->frame)
    field->frame = field->widget;
  gtk_widget_set_tooltip_text (field->widget, field->spec->blurb);
}

/* Layout */

static GtkWidget *
new_label (const Field *field)
{
  g_autofree gchar *text = g_strconcat (field->spec->nick, ":", NULL);
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field->widget);
  gtk_misc_set_alignment (GTK_MISC (label), 0.0f,
                          field->spec->type == LL_ARGUMENT_FILES ? 0.0f : 0.5f);

  return label;
}

/* Adds the fields that are advanced, or those that are not; @columns beside each
 * other.
 */
static GtkWidget *
new_table (Form *form, gboolean advanced, guint columns)
{
  GtkWidget *table = gtk_table_new (1, 2 * columns, FALSE);
  guint n = 0;

  gtk_table_set_row_spacings (GTK_TABLE (table), SPACING);
  gtk_table_set_col_spacings (GTK_TABLE (table), SPACING);

  for (gint i = 0; i < ll_arguments_get_n (form->arguments); i++)
    {
      Field field = { .spec = ll_arguments_get_spec (form->arguments, i) };
      guint row = n / columns;
      guint column = 2 * (n % columns);

      if (field.spec->advanced != advanced)
        continue;

      make_field (&field);
      if (field.spec->type == LL_ARGUMENT_BOOL)
        {
          gtk_table_attach (GTK_TABLE (table), field.frame, column, column + 2, row,
                            row + 1, GTK_FILL, GTK_SHRINK, column > 0 ? 2 * SPACING : 0,
                            0);
        }
      else
        {
          field.label = new_label (&field);
          gtk_table_attach (GTK_TABLE (table), field.label, column, column + 1, row,
                            row + 1, GTK_FILL, GTK_FILL, column > 0 ? 2 * SPACING : 0, 0);
          gtk_table_attach (GTK_TABLE (table), field.frame, column + 1, column + 2, row,
                            row + 1, GTK_FILL | GTK_EXPAND, GTK_SHRINK, 0, 0);
        }
      g_array_append_val (form->fields, field);
      n++;
    }

  gtk_widget_show_all (table);

  return table;
}

static gboolean
has_advanced (const LlProcedureSpec *procedure)
{
  for (gint i = 0; i < procedure->n_arguments; i++)
    if (procedure->arguments[i].advanced)
      return TRUE;

  return FALSE;
}

static const Field *
find_field (const Form *form, const gchar *name)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const Field *field = &g_array_index (form->fields, Field, i);

      if (g_str_equal (field->spec->name, name))
        return field;
    }

  return NULL;
}

/* Greys out what the present choices make pointless. */
static void
update_sensitivity (const Form *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const Field *field = &g_array_index (form->fields, Field, i);
      const Field *other;
      gboolean sensitive;
      gint index;

      if (!field->spec->needs)
        continue;

      other = find_field (form, field->spec->needs);
      index = gtk_combo_box_get_active (GTK_COMBO_BOX (other->widget));
      sensitive = index >= 0 && g_str_equal (other->spec->choices[index].word,
                                             field->spec->needs_value);
      gtk_widget_set_sensitive (field->frame, sensitive);
      if (field->label)
        gtk_widget_set_sensitive (field->label, sensitive);
    }
}

static void
show_values (const Form *form, const LlArguments *arguments)
{
  for (guint i = 0; i < form->fields->len; i++)
    show_value (&g_array_index (form->fields, Field, i), arguments);
  update_sensitivity (form);
}

static void
connect_choices (Form *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const Field *field = &g_array_index (form->fields, Field, i);

      if (field->spec->type == LL_ARGUMENT_CHOICE)
        g_signal_connect_swapped (field->widget, "changed",
                                  G_CALLBACK (update_sensitivity), form);
    }
}

static GtkWidget *
new_dialog (const LlProcedureSpec *procedure, Form *form)
{
  g_autofree gchar *title = g_strdup (procedure->menu_label);
  gchar *from = title;
  gchar *to = title;
  GtkWidget *dialog, *box, *label;

  /* The menu's words, without mnemonic and dots. */
  for (; *from && *from != '.'; from++)
    if (*from != '_')
      *to++ = *from;
  *to = '\0';

  dialog =
    gimp_dialog_new (title, "lazy-labels", NULL, 0, NULL, NULL, "_Reset", RESPONSE_RESET,
                     "_Cancel", GTK_RESPONSE_CANCEL, "_OK", GTK_RESPONSE_OK, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order (GTK_DIALOG (dialog), GTK_RESPONSE_OK,
                                           RESPONSE_RESET, GTK_RESPONSE_CANCEL, -1);
  gimp_window_set_transient (GTK_WINDOW (dialog));

  box = new_box (GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (box), 2 * SPACING);
  gtk_container_set_border_width (GTK_CONTAINER (box), 2 * SPACING);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), box,
                      TRUE, TRUE, 0);

  label = gtk_label_new (procedure->blurb);
  gtk_misc_set_alignment (GTK_MISC (label), 0.0f, 0.5f);
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), new_table (form, FALSE, 1), FALSE, FALSE, 0);

  if (has_advanced (procedure))
    {
      GtkWidget *expander = gtk_expander_new_with_mnemonic ("A_dvanced");
      GtkWidget *table = new_table (form, TRUE, 2);

      gtk_container_set_border_width (GTK_CONTAINER (table), SPACING);
      gtk_container_add (GTK_CONTAINER (expander), table);
      gtk_box_pack_start (GTK_BOX (box), expander, FALSE, FALSE, 0);
    }

  gtk_widget_show_all (box);

  return dialog;
}

gboolean
ll_dialog_run (const LlProcedureSpec *procedure, LlArguments *arguments)
{
  Form form = { .arguments = arguments };
  GtkWidget *dialog;
  gint response;

  form.fields = g_array_new (FALSE, FALSE, sizeof (Field));
  dialog = new_dialog (procedure, &form);
  show_values (&form, arguments);
  connect_choices (&form);

  while ((response = gimp_dialog_run (GIMP_DIALOG (dialog))) == RESPONSE_RESET)
    {
      g_autoptr (LlArguments) defaults = NULL;

      defaults = ll_arguments_new (procedure->arguments, procedure->n_arguments);
      show_values (&form, defaults);
    }

  if (response == GTK_RESPONSE_OK)
    for (guint i = 0; i < form.fields->len; i++)
      read_value (&g_array_index (form.fields, Field, i), arguments);

  gtk_widget_destroy (dialog);
  g_array_unref (form.fields);

  return response == GTK_RESPONSE_OK;
}
