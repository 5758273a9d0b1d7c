/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of the panel that belongs to one image: a column per task, and the question
 * whether a layer with few marks is complete.  It follows what is done to the image outside.
 */

#pragma once

#include <gtk/gtk.h>

#include "panel/brush.h"
#include "panel/guide.h"

G_BEGIN_DECLS

/* Width of the text in the panel, in pixels. */
#define LP_PAGE_TEXT 480

typedef struct _LpPage LpPage;

/**
 * LpPageWarnFunc:
 * @text: what is wrong and what to do; empty: nothing is
 * @data: of lp_page_new()
 *
 * Called after the person or GIMP has done something.
 */
typedef void (*LpPageWarnFunc) (const gchar *text, gpointer data);

/**
 * lp_page_new:
 * @image: an image with the layers of all tasks
 * @classes: (transfer full): its classes
 * @brushes: the sizes that the person has chosen, changed by the page; must outlive it
 * @warn: called with warnings
 * @data: for @warn
 *
 * Returns: (transfer full): the page, to be freed before its widget is destroyed.
 */
LpPage *lp_page_new (gint32 image,
                     LlClasses *classes,
                     LpBrushes *brushes,
                     LpPageWarnFunc warn,
                     gpointer data);
void lp_page_free (LpPage *page);
GtkWidget *lp_page_get_widget (const LpPage *page);
const LlClasses *lp_page_get_classes (const LpPage *page);

/**
 * lp_page_follow:
 * @layers: of the image, which is open
 *
 * Shows what is selected in GIMP, and counts the marks anew from time to time.
 */
void lp_page_follow (LpPage *page, const GPtrArray *layers);

/* Stops to count, so that GIMP is left alone until lp_page_follow(). */
void lp_page_rest (LpPage *page);

/**
 * lp_page_begin:
 *
 * Selects the brush of the task and colour that are selected already, which New Annotation
 * Layers has done.
 */
void lp_page_begin (LpPage *page);

/* Presses the button of that number of the task that was used last. */
gboolean lp_page_press (LpPage *page, guint number);

/**
 * lp_page_describe:
 * @state: (out): what has been done to the image; the network is left alone
 *
 * Returns: whether the marks have been counted.
 */
gboolean lp_page_describe (const LpPage *page, LpGuideState *state);

G_END_DECLS
