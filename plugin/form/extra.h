/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A widget that a procedure shows to the right of its form, and that follows the values
 * there.
 */

#pragma once

#include <gtk/gtk.h>

#include "procedure/call.h"

G_BEGIN_DECLS

/* The first member of every such structure. */
struct _LpFormExtra
{
  GtkWidget *widget; /* without a parent yet */
  void (*update) (LpFormExtra *extra, const LpArguments *arguments); /* at first, and when
                                                                      * a value changes */
  void (*free) (LpFormExtra *extra); /* after its widget was destroyed */
};

G_END_DECLS
