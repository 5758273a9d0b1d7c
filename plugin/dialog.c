/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window lays out the fields, and greys out those that another argument makes
 * pointless.
 */

#include "dialog.h"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "dialog-fields.h"

#define RESPONSE_RESET 1

typedef struct
{
  LlArguments *arguments;
  GArray *fields; /* element-type LlField */
} Form;

/* Adds the fields that are advanced, or those that are not; @columns beside each
 * other.
 */
static GtkWidget *
new_table (Form *form, gboolean advanced, guint columns)
{
  GtkWidget *table = gtk_table_new (1, 2 * columns, FALSE);
  guint n = 0;

  gtk_table_set_row_spacings (GTK_TABLE (table), LL_DIALOG_SPACING);
  gtk_table_set_col_spacings (GTK_TABLE (table), LL_DIALOG_SPACING);

  for (gint i = 0; i < ll_arguments_get_n (form->arguments); i++)
    {
      const LlArgumentSpec *spec = ll_arguments_get_spec (form->arguments, i);
      guint row = n / columns;
      guint column = 2 * (n % columns);
      LlField field;

      if (spec->advanced != advanced)
        continue;

      ll_field_init (&field, spec);
      if (!field.label)
        {
          gtk_table_attach (GTK_TABLE (table), field.frame, column, column + 2, row,
                            row + 1, GTK_FILL, GTK_SHRINK,
                            column > 0 ? 2 * LL_DIALOG_SPACING : 0, 0);
        }
      else
        {
          gtk_table_attach (GTK_TABLE (table), field.label, column, column + 1, row,
                            row + 1, GTK_FILL, GTK_FILL,
                            column > 0 ? 2 * LL_DIALOG_SPACING : 0, 0);
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

static const LlField *
find_field (const Form *form, const gchar *name)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LlField *field = &g_array_index (form->fields, LlField, i);

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
      const LlField *field = &g_array_index (form->fields, LlField, i);
      const LlField *other;
      gboolean sensitive;

      if (!field->spec->needs)
        continue;

      other = find_field (form, field->spec->needs);
      sensitive = g_strcmp0 (ll_field_get_word (other), field->spec->needs_value) == 0;
      gtk_widget_set_sensitive (field->frame, sensitive);
      if (field->label)
        gtk_widget_set_sensitive (field->label, sensitive);
    }
}

static void
show_values (const Form *form, const LlArguments *arguments)
{
  for (guint i = 0; i < form->fields->len; i++)
    ll_field_show (&g_array_index (form->fields, LlField, i), arguments);
  update_sensitivity (form);
}

static void
connect_choices (Form *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LlField *field = &g_array_index (form->fields, LlField, i);

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

  box = ll_dialog_new_box (GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (box), 2 * LL_DIALOG_SPACING);
  gtk_container_set_border_width (GTK_CONTAINER (box), 2 * LL_DIALOG_SPACING);
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

      gtk_container_set_border_width (GTK_CONTAINER (table), LL_DIALOG_SPACING);
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

  form.fields = g_array_new (FALSE, FALSE, sizeof (LlField));
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
      ll_field_read (&g_array_index (form.fields, LlField, i), arguments);

  gtk_widget_destroy (dialog);
  g_array_unref (form.fields);

  return response == GTK_RESPONSE_OK;
}
