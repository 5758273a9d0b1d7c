/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a form: fields in one column, or in two where the table says so, below
 * headings.
 */

#pragma once

#include "form/fields.h"

G_BEGIN_DECLS

#define LP_FORM_COLUMNS 2

typedef struct
{
  GtkWidget *box;    /* all parts                                    */
  GtkWidget *beside; /* the two columns at its end; NULL: none        */
  GtkWidget *grids[LP_FORM_COLUMNS + 1]; /* by column, see LpArgumentSpec */
  gint rows[LP_FORM_COLUMNS + 1];        /* of each grid              */
  gint column;                           /* of the present part       */
  gboolean headed;                       /* it has a heading          */
} LpFormParts;

/**
 * lp_form_parts_init:
 * @parts: (out caller-allocates): gets a box without a parent, for all that follows
 */
void lp_form_parts_init (LpFormParts *parts);

/**
 * lp_form_parts_add:
 * @field: goes below what was added last, or begins a part if its argument does
 */
void lp_form_parts_add (LpFormParts *parts, const LpField *field);

G_END_DECLS
