/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The dialog's fields: one an argument. */

#pragma once

#include <gtk/gtk.h>

#include "procedure/arguments.h"

G_BEGIN_DECLS

typedef struct
{
  const LpArgumentSpec *spec;
  GtkWidget *widget; /* that holds the value           */
  GtkWidget *label;  /* NULL for check buttons         */
  GtkWidget *frame;  /* what is greyed out: all of it  */
} LpField;

/**
 * lp_field_init:
 * @field: (out caller-allocates): gets widgets without a parent
 * @spec: the argument that it is for
 */
void lp_field_init (LpField *field, const LpArgumentSpec *spec);

/**
 * lp_label_to_title:
 * @label: with a mnemonic, and perhaps dots at its end
 *
 * Returns: (transfer full): its words, for a window.
 */
gchar *lp_label_to_title (const gchar *label);

/**
 * lp_field_attach:
 * @grid: of lp_host_new_grid()
 * @column: two are taken, for the label and what is filled in
 * @indent: pixels to keep free before it
 */
void lp_field_attach (const LpField *field,
                      GtkWidget *grid,
                      gint column,
                      gint row,
                      gint indent);

/**
 * lp_field_show:
 *
 * Shows the argument's value among @arguments.
 */
void lp_field_show (const LpField *field, const LpArguments *arguments);

/**
 * lp_field_read:
 *
 * Puts what the field shows into @arguments.
 */
void lp_field_read (const LpField *field, LpArguments *arguments);

/**
 * lp_field_get_word:
 * @field: of a choice, of what is 0 or 1, or of what is typed into one line
 *
 * Returns: (transfer none) (nullable): the word that is chosen, "0" or "1", or the text.
 */
const gchar *lp_field_get_word (const LpField *field);

/**
 * lp_field_connect:
 * @callback: called with @data alone when the value changes
 */
void lp_field_connect (const LpField *field, GCallback callback, gpointer data);

G_END_DECLS
