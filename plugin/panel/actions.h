/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The buttons of the panel for what follows painting, in the order of work, and the network
 * that they use.
 */

#pragma once

#include <gtk/gtk.h>
#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct _LpActions LpActions;

typedef struct
{
  void (*run) (const LpProcedureSpec *spec,
               gpointer data); /* a procedure, with its form */
  void (*quick_look) (gpointer data);
} LpActionsCalls;

/**
 * lp_actions_new:
 * @calls: must outlive the actions
 * @data: for @calls
 *
 * Returns: (transfer full): the buttons, to be freed before their widget is destroyed.
 */
LpActions *lp_actions_new (const LpActionsCalls *calls, gpointer data);
void lp_actions_free (LpActions *actions);
GtkWidget *lp_actions_get_widget (const LpActions *actions);

/**
 * lp_actions_follow:
 * @annotated: whether the image has annotation layers
 * @looking: whether a quick look is running
 *
 * Enables what can be done, and looks whether the current network has changed.
 */
void lp_actions_follow (LpActions *actions, gboolean annotated, gboolean looking);

/**
 * lp_actions_get_classes:
 *
 * Returns: (transfer none) (nullable): the classes of the current network; %NULL if there is
 *   none, or as long as it is read.
 */
const LlClasses *lp_actions_get_classes (const LpActions *actions);

G_END_DECLS
