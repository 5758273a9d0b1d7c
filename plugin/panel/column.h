/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A column of the panel: the colours of one task, its brush, what its unpainted pixels mean,
 * and how many marks it has.
 */

#pragma once

#include <gtk/gtk.h>

#include "layers/mark-counter.h"

G_BEGIN_DECLS

typedef struct _LpColumn LpColumn;

/* What a column tells its owner when the person does something. */
typedef struct
{
  void (*paint) (LlTask task, LlColour colour, gpointer data);
  void (*size) (LlTask task, gint size, gpointer data);
  void (*coverage) (LlTask task, LlCoverage coverage, gpointer data);
} LpColumnCalls;

/**
 * lp_column_new:
 * @task: its task
 * @classes: of the image
 * @calls: must outlive the column
 * @data: for @calls
 *
 * Returns: (transfer full): the column, which must not outlive its widget's parent.
 */
LpColumn *lp_column_new (LlTask task,
                         const LlClasses *classes,
                         const LpColumnCalls *calls,
                         gpointer data);
void lp_column_free (LpColumn *column);
GtkWidget *lp_column_get_widget (const LpColumn *column);

/**
 * lp_column_mark:
 * @rgb: (nullable): the colour of the next stroke if it goes to this task, else %NULL
 *
 * Marks the button of a colour, if there is one.
 */
void lp_column_mark (LpColumn *column, const guint8 *rgb);

/* Presses the button of that number, 0 being the first; returns whether there is one. */
gboolean lp_column_press (LpColumn *column, guint number);

/* Show values without telling the owner. */
void lp_column_show_size (LpColumn *column, gint size);
void lp_column_show_coverage (LpColumn *column, LlCoverage coverage);

/**
 * lp_column_show_counts:
 * @counts: of the classes
 * @pixels: of the image
 *
 * Shows the number of marks of each class and of all.
 */
void lp_column_show_counts (LpColumn *column,
                            const LpMarkCount counts[LL_MAX_CLASSES],
                            gint64 pixels);

G_END_DECLS
