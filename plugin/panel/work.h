/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the panel does with an image besides painting: procedures, each in a process of its
 * own, and quick looks.
 */

#pragma once

#include <gtk/gtk.h>
#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct _LpWork LpWork;

typedef struct
{
  /* @text says which procedure runs; until the call with NULL, nothing may call GIMP. */
  void (*busy) (const gchar *text, gpointer data);
  void (*warn) (const gchar *text, gpointer data);
} LpWorkCalls;

/**
 * lp_work_new:
 * @call: of the panel; must outlive the work
 * @calls: must outlive the work
 * @data: for @calls
 *
 * Returns: (transfer full): the work, with its widgets.
 */
LpWork *lp_work_new (LpCall *call, const LpWorkCalls *calls, gpointer data);

/* Waits for the end of a procedure that is running.  The widgets must still be there. */
void lp_work_free (LpWork *work);
GtkWidget *lp_work_get_buttons (const LpWork *work);
GtkWidget *lp_work_get_bar (const LpWork *work);
GtkWidget *lp_work_get_corrections (const LpWork *work);

/**
 * lp_work_follow:
 * @image: that the buttons are for from now on
 * @layers: (nullable): of it
 * @annotated: whether it has annotation layers
 *
 * Enables what can be done.
 */
void
lp_work_follow (LpWork *work, gint32 image, const GPtrArray *layers, gboolean annotated);

/* Whether a procedure is running, so that nothing may call GIMP. */
gboolean lp_work_is_busy (const LpWork *work);

/* As lp_actions_get_classes(). */
const LlClasses *lp_work_get_classes (const LpWork *work);

G_END_DECLS
