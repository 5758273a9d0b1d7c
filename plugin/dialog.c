/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The form lays out the fields, and greys out those that another argument makes
 * pointless.
 */

#include "dialog.h"

#include <glib/gi18n-lib.h>

#include "dialog-fields.h"
#include "form-extra.h"
#include "form-parts.h"
#include "host-dialog.h"

struct _LlForm
{
  const LlArguments *arguments; /* whose fields it has */
  GtkWidget *box;
  LlFormExtra *extra;   /* NULL: nothing beside the fields           */
  LlArguments *present; /* for @extra: what is shown                 */
  GArray *fields;       /* element-type LlField                     */
  gboolean showing;     /* changes come from here, not from a person */
  LlFormFunc changed;
  gpointer data;
};

static gboolean
has_field (const LlArgumentSpec *spec, gboolean advanced)
{
  return spec->advanced == advanced && !spec->within;
}

/* The fields that are not advanced. */
static GtkWidget *
new_parts (LlForm *form)
{
  LlFormParts parts;

  ll_form_parts_init (&parts);
  for (gint i = 0; i < ll_arguments_get_n (form->arguments); i++)
    {
      const LlArgumentSpec *spec = ll_arguments_get_spec (form->arguments, i);
      LlField field;

      if (!has_field (spec, FALSE))
        continue;

      ll_field_init (&field, spec);
      ll_form_parts_add (&parts, &field);
      g_array_append_val (form->fields, field);
    }

  return parts.box;
}

/* Those that are, two beside each other. */
static GtkWidget *
new_advanced (LlForm *form)
{
  GtkWidget *grid = ll_host_new_grid (LL_DIALOG_SPACING);
  gint n = 0;

  for (gint i = 0; i < ll_arguments_get_n (form->arguments); i++)
    {
      const LlArgumentSpec *spec = ll_arguments_get_spec (form->arguments, i);
      gint column = 2 * (n % 2);
      LlField field;

      if (!has_field (spec, TRUE))
        continue;

      ll_field_init (&field, spec);
      ll_field_attach (&field, grid, column, n / 2,
                       column > 0 ? 2 * LL_DIALOG_SPACING : 0);
      g_array_append_val (form->fields, field);
      n++;
    }

  return grid;
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
find_field (const LlForm *form, const gchar *name)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LlField *field = &g_array_index (form->fields, LlField, i);

      if (g_str_equal (field->spec->name, name))
        return field;
    }

  return NULL;
}

/* Whether another argument's @word is one that @spec needs. */
static gboolean
has_needed (const LlArgumentSpec *spec, const gchar *word)
{
  g_auto (GStrv) words = NULL;

  if (!word)
    return FALSE;
  if (!spec->needs_value)
    return *word && !g_str_equal (word, "0");

  words = g_strsplit (spec->needs_value, ",", -1);

  return g_strv_contains ((const gchar *const *) words, word);
}

/* What needs an argument that does not matter itself does not matter either. */
static gboolean
matters (const LlForm *form, const LlArgumentSpec *spec)
{
  g_auto (GStrv) names = NULL;

  if (!spec->needs)
    return TRUE;

  names = g_strsplit (spec->needs, ",", -1);
  for (gint i = 0; names[i]; i++)
    {
      const LlField *other = find_field (form, names[i]);

      if (has_needed (spec, ll_field_get_word (other)) && matters (form, other->spec))
        return TRUE;
    }

  return FALSE;
}

/* Greys out what the present choices make pointless. */
static void
update_sensitivity (const LlForm *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LlField *field = &g_array_index (form->fields, LlField, i);
      gboolean sensitive = matters (form, field->spec);

      gtk_widget_set_sensitive (field->frame, sensitive);
      if (field->label)
        gtk_widget_set_sensitive (field->label, sensitive);
    }
}

static void
update_extra (const LlForm *form)
{
  if (!form->extra)
    return;

  ll_form_read (form, form->present);
  form->extra->update (form->extra, form->present);
}

static void
on_change (LlForm *form)
{
  if (form->showing)
    return;

  update_sensitivity (form);
  update_extra (form);
  if (form->changed)
    form->changed (form->data);
}

LlForm *
ll_form_new (const LlProcedureSpec *procedure,
             gint32 image,
             gint32 drawable,
             const LlArguments *arguments,
             LlFormFunc changed,
             gpointer data)
{
  LlForm *form = g_new0 (LlForm, 1);
  GtkWidget *label = gtk_label_new (_ (procedure->blurb));
  LlFormExtraFunc make_extra = ll_form_extra_find (procedure->name);
  GtkWidget *fields;

  form->arguments = arguments;
  form->fields = g_array_new (FALSE, FALSE, sizeof (LlField));
  form->changed = changed;
  form->data = data;

  fields = ll_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LL_DIALOG_SPACING);
  ll_host_align_label (label, 0.5f);
  gtk_box_pack_start (GTK_BOX (fields), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (fields), new_parts (form), FALSE, FALSE, 0);

  if (has_advanced (procedure))
    {
      GtkWidget *expander = gtk_expander_new_with_mnemonic (_ ("A_dvanced"));
      GtkWidget *grid = new_advanced (form);

      gtk_container_set_border_width (GTK_CONTAINER (grid), LL_DIALOG_SPACING);
      gtk_container_add (GTK_CONTAINER (expander), grid);
      gtk_box_pack_start (GTK_BOX (fields), expander, FALSE, FALSE, 0);
    }

  form->box = ll_host_new_box (GTK_ORIENTATION_HORIZONTAL, 4 * LL_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (form->box), fields, TRUE, TRUE, 0);
  if (make_extra)
    {
      form->present = ll_arguments_new (procedure->arguments, procedure->n_arguments);
      form->extra = make_extra (image, drawable);
      gtk_box_pack_start (GTK_BOX (form->box), form->extra->widget, FALSE, FALSE, 0);
    }

  /* Only now, because the array of the fields has come to rest. */
  for (guint i = 0; i < form->fields->len; i++)
    ll_field_connect (&g_array_index (form->fields, LlField, i), G_CALLBACK (on_change),
                      form);

  ll_form_show (form, arguments);
  gtk_widget_show_all (form->box);

  return form;
}

void
ll_form_free (LlForm *form)
{
  if (!form)
    return;

  if (form->extra)
    form->extra->free (form->extra);
  ll_arguments_free (form->present);
  g_array_unref (form->fields);
  g_free (form);
}

GtkWidget *
ll_form_get_widget (const LlForm *form)
{
  return form->box;
}

void
ll_form_show (LlForm *form, const LlArguments *arguments)
{
  form->showing = TRUE;
  for (guint i = 0; i < form->fields->len; i++)
    ll_field_show (&g_array_index (form->fields, LlField, i), arguments);
  form->showing = FALSE;

  update_sensitivity (form);
  update_extra (form);
}

void
ll_form_read (const LlForm *form, LlArguments *arguments)
{
  for (guint i = 0; i < form->fields->len; i++)
    ll_field_read (&g_array_index (form->fields, LlField, i), arguments);
}

gchar *
ll_dialog_title (const LlProcedureSpec *procedure)
{
  return ll_label_to_title (_ (procedure->menu_label));
}
