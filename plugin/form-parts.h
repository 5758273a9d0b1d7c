/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a form: fields in one column, or in two where the table says so, below
 * headings.
 */

#pragma once

#include "dialog-fields.h"

G_BEGIN_DECLS

#define LL_FORM_COLUMNS 2

typedef struct
{
  GtkWidget *box;    /* all parts                                    */
  GtkWidget *beside; /* the two columns at its end; NULL: none        */
  GtkWidget *grids[LL_FORM_COLUMNS + 1]; /* by column, see LlArgumentSpec */
  gint rows[LL_FORM_COLUMNS + 1];        /* of each grid              */
  gint column;                           /* of the present part       */
  gboolean headed;                       /* it has a heading          */
} LlFormParts;

/**
 * ll_form_parts_init:
 * @parts: (out caller-allocates): gets a box without a parent, for all that follows
 */
void ll_form_parts_init (LlFormParts *parts);

/**
 * ll_form_parts_add:
 * @field: goes below what was added last, or begins a part if its argument does
 */
void ll_form_parts_add (LlFormParts *parts, const LlField *field);

G_END_DECLS
