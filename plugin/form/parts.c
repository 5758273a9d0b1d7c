/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form/parts.h"

#include <glib/gi18n-lib.h>

#include "host/toolkit.h"
#include "widgets/widgets.h"

/* Pixels between columns, and to the left of fields below a heading. */
#define INDENT (2 * LP_DIALOG_SPACING)

static void
pack_grid (LpFormParts *parts, GtkWidget *box, gboolean expand)
{
  gint column = parts->column;

  parts->grids[column] = lp_host_new_grid (LP_DIALOG_SPACING);
  parts->rows[column] = 0;
  gtk_box_pack_start (GTK_BOX (box), parts->grids[column], expand, expand, 0);
}

/* A part of full width goes below the columns before it, and columns go below it. */
static void
begin_part (LpFormParts *parts, const gchar *heading, gint column)
{
  parts->column = column;
  parts->headed = heading != NULL;

  if (column == 0)
    {
      parts->beside = NULL;
      pack_grid (parts, parts->box, FALSE);
    }
  else if (!parts->beside)
    {
      parts->beside = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 2 * INDENT);
      gtk_box_pack_start (GTK_BOX (parts->box), parts->beside, FALSE, FALSE, 0);
      for (gint i = 1; i <= LP_FORM_COLUMNS; i++)
        parts->grids[i] = NULL;
    }
  if (!parts->grids[column])
    pack_grid (parts, parts->beside, TRUE);

  if (heading)
    {
      g_autofree gchar *markup = g_markup_printf_escaped ("<b>%s</b>", _ (heading));
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_markup (GTK_LABEL (label), markup);
      lp_host_align_label (label, 0.5f);
      lp_host_grid_attach (parts->grids[column], label, 0, parts->rows[column]++, 2, 0,
                           FALSE);
    }
}

void
lp_form_parts_init (LpFormParts *parts)
{
  *parts = (LpFormParts){
    .box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING),
  };
}

void
lp_form_parts_add (LpFormParts *parts, const LpField *field)
{
  const LpArgumentSpec *spec = field->spec;

  if (spec->part)
    begin_part (parts, spec->part, spec->column);
  else if (!parts->grids[parts->column])
    begin_part (parts, NULL, 0);

  lp_field_attach (field, parts->grids[parts->column], 0, parts->rows[parts->column]++,
                   parts->headed ? INDENT : 0);
}
