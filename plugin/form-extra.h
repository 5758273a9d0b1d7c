/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a procedure shows beside its form: a widget that follows the values. */

#pragma once

#include <gtk/gtk.h>

#include "arguments.h"

G_BEGIN_DECLS

typedef struct _LlFormExtra LlFormExtra;

/* The beginning of each kind of it. */
struct _LlFormExtra
{
  GtkWidget *widget; /* without a parent yet */
  void (*update) (LlFormExtra *extra, const LlArguments *arguments); /* at first, and when
                                                                      * a value changes */
  void (*free) (LlFormExtra *extra); /* after its widget was destroyed */
};

/**
 * LlFormExtraFunc:
 * @image: of the call
 * @drawable: of the call
 *
 * Returns: (transfer full): something to show beside the form.
 */
typedef LlFormExtra *(*LlFormExtraFunc) (gint32 image, gint32 drawable);

/**
 * ll_form_extra_find:
 * @procedure: its name
 *
 * Returns: (nullable): what makes it for the procedure, if it has one.
 */
LlFormExtraFunc ll_form_extra_find (const gchar *procedure);

G_END_DECLS
