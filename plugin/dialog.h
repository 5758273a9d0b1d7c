/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form with one field an argument, made from the table.  The window around it
 * belongs to the version of GIMP.
 */

#pragma once

#include <gtk/gtk.h>

#include "arguments.h"

G_BEGIN_DECLS

typedef struct _LlForm LlForm;

/**
 * LlFormFunc:
 *
 * Called when a person has changed a value.
 */
typedef void (*LlFormFunc) (gpointer data);

/**
 * ll_form_new:
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
LlForm *ll_form_new (const LlProcedureSpec *procedure,
                     gint32 image,
                     gint32 drawable,
                     const LlArguments *arguments,
                     LlFormFunc changed,
                     gpointer data);

/* To be called when the widget, which belongs to its parent, was destroyed. */
void ll_form_free (LlForm *form);

/**
 * ll_form_get_widget:
 *
 * Returns: (transfer none): the widget, shown.
 */
GtkWidget *ll_form_get_widget (const LlForm *form);

void ll_form_show (LlForm *form, const LlArguments *arguments);

/**
 * ll_form_read:
 *
 * Puts what the form shows into @arguments.
 */
void ll_form_read (const LlForm *form, LlArguments *arguments);

/**
 * ll_dialog_title:
 *
 * Returns: (transfer full): the menu's words, without mnemonic and dots.
 */
gchar *ll_dialog_title (const LlProcedureSpec *procedure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlForm, ll_form_free)

G_END_DECLS
