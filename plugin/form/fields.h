/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The fields of a form, one per argument. */

#pragma once

#include <gtk/gtk.h>

#include "procedure/arguments.h"

G_BEGIN_DECLS

typedef struct
{
  const LpArgumentSpec *spec;
  GtkWidget *widget; /* holds the value                        */
  GtkWidget *label;  /* NULL for a check button                */
  GtkWidget *frame;  /* the whole field, which is greyed out   */
} LpField;

/**
 * lp_field_init:
 * @field: (out caller-allocates): the field, whose widgets have no parent yet
 * @spec: the argument to make it for
 *
 * Makes the widgets of a field.
 */
void lp_field_init (LpField *field, const LpArgumentSpec *spec);

/**
 * lp_field_attach:
 * @grid: of lp_host_new_grid()
 * @column: the first of two columns, for the label and the widget
 * @row: where to put it
 * @indent: pixels of free space to the left of it
 *
 * Puts a field into a grid.
 */
void lp_field_attach (const LpField *field,
                      GtkWidget *grid,
                      gint column,
                      gint row,
                      gint indent);

/**
 * lp_field_fill:
 * @arguments: with the labels of its words
 *
 * Fills the list of a choice; other fields stay as they are.
 */
void lp_field_fill (const LpField *field, const LpArguments *arguments);

/**
 * lp_field_show:
 *
 * Shows the value that the argument has in @arguments.
 */
void lp_field_show (const LpField *field, const LpArguments *arguments);

/**
 * lp_field_read:
 *
 * Stores the value that the field shows in @arguments.
 */
void lp_field_read (const LpField *field, LpArguments *arguments);

/**
 * lp_field_get_word:
 * @field: of a choice, a boolean or a text of one line
 *
 * Returns: (transfer none) (nullable): the chosen word, "0" or "1", or the text.
 */
const gchar *lp_field_get_word (const LpField *field);

/**
 * lp_field_connect:
 * @callback: called with @data as its only argument when the value changes
 */
void lp_field_connect (const LpField *field, GCallback callback, gpointer data);

G_END_DECLS
