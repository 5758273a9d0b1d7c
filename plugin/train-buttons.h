/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The stages of a training's window, and the buttons that each of them has. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  LL_TRAIN_STAGE_OVERVIEW,
  LL_TRAIN_STAGE_RUNNING,
  LL_TRAIN_STAGE_PAUSED,
  LL_TRAIN_STAGE_FINISHING,
  LL_TRAIN_STAGE_DONE,
  LL_TRAIN_STAGE_FAILED,
  LL_TRAIN_N_STAGES
} LlTrainStage;

typedef enum
{
  LL_TRAIN_BUTTON_CANCEL,
  LL_TRAIN_BUTTON_CLOSE,
  LL_TRAIN_BUTTON_LOOK_AGAIN,
  LL_TRAIN_BUTTON_PAUSE,
  LL_TRAIN_BUTTON_STOP,
  LL_TRAIN_BUTTON_START,
  LL_TRAIN_BUTTON_SEGMENT,
  LL_TRAIN_N_BUTTONS
} LlTrainButton;

/**
 * ll_train_buttons_new:
 * @buttons: (out caller-allocates): the buttons, hidden
 * @callbacks: one a button
 * @data: what they are called with, alone
 *
 * Returns: (transfer floating): the row of all buttons.
 */
GtkWidget *ll_train_buttons_new (GtkWidget *buttons[LL_TRAIN_N_BUTTONS],
                                 const GCallback callbacks[LL_TRAIN_N_BUTTONS],
                                 gpointer data);

/* Shows those of a stage. */
void ll_train_buttons_show (GtkWidget *const buttons[LL_TRAIN_N_BUTTONS],
                            LlTrainStage stage);

G_END_DECLS
