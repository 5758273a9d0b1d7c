/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A part of a micrograph in a window, and over it the layer of the result that a person chooses. */

#pragma once

#include <gtk/gtk.h>

#include "segment/preview.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *choice; /* of the layer; the parents of both own them */
  GtkWidget *area;
  gint width; /* of the picture, in pixels of the screen */

  const LlImage *part;
  const LpPreview *preview;
  const LlClasses *classes;
  cairo_surface_t *picture; /* NULL: nothing is shown */
} LpResultView;

/**
 * lp_result_view_init:
 * @view: (out caller-allocates): the view, whose widgets have no parent yet; it stays where it is
 * @width: of the area, in pixels of the screen
 * @height: of the area, in pixels of the screen
 *
 * Makes an empty view.
 */
void lp_result_view_init (LpResultView *view, gint width, gint height);

/**
 * lp_result_view_show:
 * @part: (nullable): the pixels, in three channels
 * @preview: (nullable): what the network says of them
 * @classes: (nullable): of the network
 *
 * Shows something else. All of it has to live until the next call, or until the view is
 * cleared.
 */
void lp_result_view_show (LpResultView *view,
                          const LlImage *part,
                          const LpPreview *preview,
                          const LlClasses *classes);

/* Frees what @view has besides its widgets. */
void lp_result_view_clear (LpResultView *view);

G_END_DECLS
