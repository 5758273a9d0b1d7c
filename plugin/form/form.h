/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form with one field an argument, made from the table.  The window around it
 * belongs to the version of GIMP.
 */

#pragma once

#include <gtk/gtk.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct _LpForm LpForm;

/**
 * LpFormFunc:
 *
 * Called when a person has changed a value.
 */
typedef void (*LpFormFunc) (gpointer data);

/**
 * lp_form_new:
 * @procedure: whose form it is
 * @image: of the call, or -1
 * @drawable: likewise
 * @arguments: what it shows first; must outlive the form
 * @changed: (nullable): called after changes
 * @data: for @changed
 *
 * Returns: (transfer full): a form whose widget has no parent yet, with what the procedure
 *   shows beside it.
 */
LpForm *lp_form_new (const LpProcedure *procedure,
                     gint32 image,
                     gint32 drawable,
                     const LpArguments *arguments,
                     LpFormFunc changed,
                     gpointer data);

/* To be called when the widget, which belongs to its parent, was destroyed. */
void lp_form_free (LpForm *form);

/**
 * lp_form_get_widget:
 *
 * Returns: (transfer none): the widget, shown.
 */
GtkWidget *lp_form_get_widget (const LpForm *form);

void lp_form_show (LpForm *form, const LpArguments *arguments);

/**
 * lp_form_read:
 *
 * Puts what the form shows into @arguments.
 */
void lp_form_read (const LpForm *form, LpArguments *arguments);

/**
 * lp_dialog_title:
 *
 * Returns: (transfer full): the menu's words, without mnemonic and dots.
 */
gchar *lp_dialog_title (const LpProcedureSpec *procedure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpForm, lp_form_free)

G_END_DECLS
