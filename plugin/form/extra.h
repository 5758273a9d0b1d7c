/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a procedure shows beside its form: a widget that follows the values. */

#pragma once

#include <gtk/gtk.h>

#include "procedure/call.h"

G_BEGIN_DECLS

/* The beginning of each kind of it. */
struct _LpFormExtra
{
  GtkWidget *widget; /* without a parent yet */
  void (*update) (LpFormExtra *extra, const LpArguments *arguments); /* at first, and when
                                                                      * a value changes */
  void (*free) (LpFormExtra *extra); /* after its widget was destroyed */
};

G_END_DECLS
