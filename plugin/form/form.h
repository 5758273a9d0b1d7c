/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form with one field per argument, made from the spec of a procedure.  The window around
 * it differs between the versions of GIMP.
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
 * @procedure: the procedure to make a form for
 * @image: of the call, or -1
 * @drawable: of the call, or -1
 * @arguments: the values to show first; they must outlive the form
 * @changed: (nullable): called after a person has changed a value
 * @data: for @changed
 *
 * Returns: (transfer full): a form, whose widget has no parent yet; it includes the extra
 *   widget of the procedure.
 */
LpForm *lp_form_new (const LpProcedure *procedure,
                     gint32 image,
                     gint32 drawable,
                     const LpArguments *arguments,
                     LpFormFunc changed,
                     gpointer data);

/* To be called after the widget, which belongs to its parent, was destroyed. */
void lp_form_free (LpForm *form);

/**
 * lp_form_get_widget:
 *
 * Returns: (transfer none): the widget, already shown.
 */
GtkWidget *lp_form_get_widget (const LpForm *form);

/* Shows other values. */
void lp_form_show (LpForm *form, const LpArguments *arguments);

/**
 * lp_form_read:
 *
 * Stores the values that the form shows in @arguments.
 */
void lp_form_read (const LpForm *form, LpArguments *arguments);

/**
 * lp_dialog_title:
 *
 * Returns: (transfer full): the menu label without its mnemonic and dots.
 */
gchar *lp_dialog_title (const LpProcedureSpec *procedure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpForm, lp_form_free)

G_END_DECLS
