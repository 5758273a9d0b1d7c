/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a form: fields below headings, in one column or, where the spec says so, in
 * two.
 */

#pragma once

#include "form/fields.h"

G_BEGIN_DECLS

#define LP_FORM_COLUMNS 2

typedef struct
{
  GtkWidget *box;    /* all parts                                     */
  GtkWidget *beside; /* two columns at the end of the box, or NULL    */
  GtkWidget *grids[LP_FORM_COLUMNS + 1]; /* by column, see LpArgumentSpec */
  gint rows[LP_FORM_COLUMNS + 1];        /* of each grid              */
  gint column;                           /* of the present part       */
  gboolean headed;                       /* it has a heading          */
} LpFormParts;

/**
 * lp_form_parts_init:
 * @parts: (out caller-allocates): the parts, whose box has no parent yet
 *
 * Starts an empty form.
 */
void lp_form_parts_init (LpFormParts *parts);

/**
 * lp_form_parts_add:
 * @field: the field to add
 *
 * Puts a field below the last one, or at the top of a new part if its argument begins
 * one.
 */
void lp_form_parts_add (LpFormParts *parts, const LpField *field);

G_END_DECLS
