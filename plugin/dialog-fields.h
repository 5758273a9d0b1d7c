/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The dialog's fields: one an argument. */

#pragma once

#include <gtk/gtk.h>

#include "arguments.h"

G_BEGIN_DECLS

/* Pixels between widgets. */
#define LL_DIALOG_SPACING 6

typedef struct
{
  const LlArgumentSpec *spec;
  GtkWidget *widget; /* that holds the value           */
  GtkWidget *label;  /* NULL for check buttons         */
  GtkWidget *frame;  /* what is greyed out: all of it  */
} LlField;

/**
 * ll_field_init:
 * @field: (out caller-allocates): gets widgets without a parent
 * @spec: the argument that it is for
 */
void ll_field_init (LlField *field, const LlArgumentSpec *spec);

/**
 * ll_label_to_title:
 * @label: with a mnemonic, and perhaps dots at its end
 *
 * Returns: (transfer full): its words, for a window.
 */
gchar *ll_label_to_title (const gchar *label);

/**
 * ll_field_attach:
 * @grid: of ll_host_new_grid()
 * @column: two are taken, for the label and what is filled in
 * @indent: pixels to keep free before it
 */
void ll_field_attach (const LlField *field,
                      GtkWidget *grid,
                      gint column,
                      gint row,
                      gint indent);

/**
 * ll_field_show:
 *
 * Shows the argument's value among @arguments.
 */
void ll_field_show (const LlField *field, const LlArguments *arguments);

/**
 * ll_field_read:
 *
 * Puts what the field shows into @arguments.
 */
void ll_field_read (const LlField *field, LlArguments *arguments);

/**
 * ll_field_get_word:
 * @field: of a choice, of what is 0 or 1, or of what is typed into one line
 *
 * Returns: (transfer none) (nullable): the word that is chosen, "0" or "1", or the text.
 */
const gchar *ll_field_get_word (const LlField *field);

/**
 * ll_field_connect:
 * @callback: called with @data alone when the value changes
 */
void ll_field_connect (const LlField *field, GCallback callback, gpointer data);

G_END_DECLS
