/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lays out the fields, and greys out those that the value of another one makes irrelevant. */

#include "form/form.h"

#include <glib/gi18n-lib.h>

#include "form/fields.h"
#include "form/extra.h"
#include "form/parts.h"
#include "host/toolkit.h"
#include "procedure/menus.h"
#include "widgets/widgets.h"

struct _LpForm
{
  const LpArguments *arguments; /* what the fields are for */
  GtkWidget *box;
  LpFormExtra *extra;   /* or NULL                                   */
  LpArguments *present; /* for extra: the values shown               */
  GArray *fields;       /* element-type LpField                     */
  gboolean showing;     /* changes come from the program             */
  LpFormFunc changed;
  gpointer data;
};

static gboolean
has_field (const LpArgumentSpec *spec, gboolean advanced)
{
  return spec->advanced == advanced && !spec->within;
}

/* The fields that are always visible. */
static GtkWidget *
new_parts (LpForm *form)
{
  LpFormParts parts;

  lp_form_parts_init (&parts);
  for (gint i = 0; i < lp_arguments_get_n (form->arguments); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (form->arguments, i);
      LpField field;

      if (!has_field (spec, FALSE))
        continue;

      lp_field_init (&field, spec);
      lp_form_parts_add (&parts, &field);
      g_array_append_val (form->fields, field);
    }

  return parts.box;
}

/* The advanced fields, in two columns. */
static GtkWidget *
new_advanced (LpForm *form)
{
  GtkWidget *grid = lp_host_new_grid (LP_DIALOG_SPACING);
  gint n = 0;

  for (gint i = 0; i < lp_arguments_get_n (form->arguments); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (form->arguments, i);
      gint column = 2 * (n % 2);
      LpField field;

      if (!has_field (spec, TRUE))
        continue;

      lp_field_init (&field, spec);
      lp_field_attach (&field, grid, column, n / 2,
                       column > 0 ? 2 * LP_DIALOG_SPACING : 0);
      g_array_append_val (form->fields, field);
      n++;
    }

  return grid;
}

static gboolean
has_advanced (const LpProcedureSpec *procedure)
{
  for (gint i = 0; i < procedure->n_arguments; i++)
    if (procedure->arguments[i].advanced)
      return TRUE;

  return FALSE;
}

static const LpField *
find_field (const LpForm *form, const gchar *name)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LpField *field = &g_array_index (form->fields, LpField, i);

      if (g_str_equal (field->spec->name, name))
        return field;
    }

  return NULL;
}

/* Whether @word, the value of another argument, is one that @spec needs. */
static gboolean
has_needed (const LpArgumentSpec *spec, const gchar *word)
{
  g_auto (GStrv) words = NULL;

  if (!word)
    return FALSE;
  if (!spec->needs_value)
    return *word && !g_str_equal (word, "0");

  words = g_strsplit (spec->needs_value, ",", -1);

  return g_strv_contains ((const gchar *const *) words, word);
}

/* Whether @spec matters.  It does not if it depends on an argument that does not. */
static gboolean
field_matters (const LpForm *form, const LpArgumentSpec *spec)
{
  g_auto (GStrv) names = NULL;

  if (!spec->needs)
    return TRUE;

  names = g_strsplit (spec->needs, ",", -1);
  for (gint i = 0; names[i]; i++)
    {
      const LpField *other = find_field (form, names[i]);

      if (has_needed (spec, lp_field_get_word (other)) &&
          field_matters (form, other->spec))
        return TRUE;
    }

  return FALSE;
}

/* Greys out the fields that the present values make irrelevant. */
static void
update_sensitivity (const LpForm *form)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LpField *field = &g_array_index (form->fields, LpField, i);
      gboolean sensitive = field_matters (form, field->spec);

      gtk_widget_set_sensitive (field->frame, sensitive);
      if (field->label)
        gtk_widget_set_sensitive (field->label, sensitive);
    }
}

static void
update_extra (const LpForm *form)
{
  if (!form->extra)
    return;

  lp_form_read (form, form->present);
  form->extra->update (form->extra, form->present);
}

static void
on_change (LpForm *form)
{
  if (form->showing)
    return;

  update_sensitivity (form);
  update_extra (form);
  if (form->changed)
    form->changed (form->data);
}

LpForm *
lp_form_new (const LpProcedure *procedure,
             gint32 image,
             gint32 drawable,
             const LpArguments *arguments,
             LpFormFunc changed,
             gpointer data)
{
  const LpProcedureSpec *spec = procedure->spec;
  LpForm *form = g_new0 (LpForm, 1);
  GtkWidget *label = gtk_label_new (_ (spec->blurb));
  GtkWidget *fields;

  form->arguments = arguments;
  form->fields = g_array_new (FALSE, FALSE, sizeof (LpField));
  form->changed = changed;
  form->data = data;

  fields = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);
  lp_host_align_label (label, 0.5f);
  gtk_box_pack_start (GTK_BOX (fields), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (fields), new_parts (form), FALSE, FALSE, 0);

  if (has_advanced (spec))
    {
      GtkWidget *expander = gtk_expander_new_with_mnemonic (_ ("A_dvanced"));
      GtkWidget *grid = new_advanced (form);

      gtk_container_set_border_width (GTK_CONTAINER (grid), LP_DIALOG_SPACING);
      gtk_container_add (GTK_CONTAINER (expander), grid);
      gtk_box_pack_start (GTK_BOX (fields), expander, FALSE, FALSE, 0);
    }

  form->box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 4 * LP_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (form->box), lp_host_new_fitting (fields), TRUE, TRUE, 0);
  if (procedure->make_extra)
    {
      form->present = lp_arguments_new (spec->arguments, spec->n_arguments);
      form->extra = procedure->make_extra (image, drawable);
      gtk_box_pack_start (GTK_BOX (form->box), form->extra->widget, FALSE, FALSE, 0);
    }

  /* Only now, because the array of fields no longer moves. */
  for (guint i = 0; i < form->fields->len; i++)
    {
      const LpField *field = &g_array_index (form->fields, LpField, i);

      lp_field_fill (field, arguments);
      lp_field_connect (field, G_CALLBACK (on_change), form);
    }

  lp_form_show (form, arguments);
  gtk_widget_show_all (form->box);

  return form;
}

void
lp_form_free (LpForm *form)
{
  if (!form)
    return;

  if (form->extra)
    form->extra->free (form->extra);
  lp_arguments_free (form->present);
  g_array_unref (form->fields);
  g_free (form);
}

GtkWidget *
lp_form_get_widget (const LpForm *form)
{
  return form->box;
}

void
lp_form_show (LpForm *form, const LpArguments *arguments)
{
  form->showing = TRUE;
  for (guint i = 0; i < form->fields->len; i++)
    lp_field_show (&g_array_index (form->fields, LpField, i), arguments);
  form->showing = FALSE;

  update_sensitivity (form);
  update_extra (form);
}

void
lp_form_read (const LpForm *form, LpArguments *arguments)
{
  for (guint i = 0; i < form->fields->len; i++)
    lp_field_read (&g_array_index (form->fields, LpField, i), arguments);
}

gchar *
lp_dialog_title (const LpProcedureSpec *procedure)
{
  return lp_label_to_plain (_ (procedure->menu_label));
}
