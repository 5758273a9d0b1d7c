/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The stages of the training window, and the buttons of each stage. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  LP_TRAIN_STAGE_OVERVIEW,
  LP_TRAIN_STAGE_RUNNING,
  LP_TRAIN_STAGE_PAUSED,
  LP_TRAIN_STAGE_FINISHING,
  LP_TRAIN_STAGE_DONE,
  LP_TRAIN_STAGE_FAILED,
  LP_TRAIN_N_STAGES
} LpTrainStage;

typedef enum
{
  LP_TRAIN_BUTTON_CANCEL,
  LP_TRAIN_BUTTON_CLOSE,
  LP_TRAIN_BUTTON_LOOK_AGAIN,
  LP_TRAIN_BUTTON_PAUSE,
  LP_TRAIN_BUTTON_STOP,
  LP_TRAIN_BUTTON_START,
  LP_TRAIN_BUTTON_RESUME,
  LP_TRAIN_BUTTON_SEGMENT,
  LP_TRAIN_N_BUTTONS
} LpTrainButton;

/**
 * lp_train_buttons_new:
 * @buttons: (out caller-allocates): the buttons, hidden
 * @callbacks: one per button
 * @data: their only argument
 *
 * Returns: (transfer floating): the row of all buttons.
 */
GtkWidget *lp_train_buttons_new (GtkWidget *buttons[LP_TRAIN_N_BUTTONS],
                                 const GCallback callbacks[LP_TRAIN_N_BUTTONS],
                                 gpointer data);

/**
 * lp_train_buttons_offer:
 * @interrupted: whether there is an interrupted training
 * @fits: whether it can be resumed
 *
 * Turns the start into a choice, once the overview's buttons are shown.
 */
void lp_train_buttons_offer (GtkWidget *const buttons[LP_TRAIN_N_BUTTONS],
                             gboolean interrupted,
                             gboolean fits);

/* Shows the buttons of a stage. */
void lp_train_buttons_show (GtkWidget *const buttons[LP_TRAIN_N_BUTTONS],
                            LpTrainStage stage);

G_END_DECLS
