/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All buttons always exist; each stage shows some of them. */

#include "train/buttons.h"

#include <glib/gi18n-lib.h>

#include "host/toolkit.h"
#include "widgets/widgets.h"

/* The stages that show each button, in the order of the buttons on the screen. */
static const struct
{
  const gchar *label;
  const gchar *tip;
  guint stages; /* bits: 1 << LpTrainStage */
} specs[LP_TRAIN_N_BUTTONS] = {
  [LP_TRAIN_BUTTON_CANCEL] = { N_ ("_Discard"),
                               N_ ("End the training and lose what it has learned"),
                               1 << LP_TRAIN_STAGE_RUNNING | 1 << LP_TRAIN_STAGE_PAUSED },
  [LP_TRAIN_BUTTON_CLOSE] = { N_ ("_Close"), NULL,
                              1 << LP_TRAIN_STAGE_OVERVIEW | 1 << LP_TRAIN_STAGE_DONE |
                                1 << LP_TRAIN_STAGE_FAILED },
  [LP_TRAIN_BUTTON_LOOK_AGAIN] = { N_ ("_Look Again"),
                                   N_ ("Read the marks again after changing them"),
                                   1 << LP_TRAIN_STAGE_OVERVIEW },
  [LP_TRAIN_BUTTON_PAUSE] = { N_ ("_Pause"), NULL,
                              1 << LP_TRAIN_STAGE_RUNNING | 1 << LP_TRAIN_STAGE_PAUSED },
  [LP_TRAIN_BUTTON_STOP] = { N_ ("S_top and Keep"),
                             N_ ("End the training now and keep the network"),
                             1 << LP_TRAIN_STAGE_RUNNING | 1 << LP_TRAIN_STAGE_PAUSED },
  [LP_TRAIN_BUTTON_START] = { N_ ("_Start Training"), NULL,
                              1 << LP_TRAIN_STAGE_OVERVIEW },
  [LP_TRAIN_BUTTON_RESUME] = { N_ ("_Resume"), N_ ("Go on with the interrupted training"),
                               1 << LP_TRAIN_STAGE_OVERVIEW },
  [LP_TRAIN_BUTTON_SEGMENT] = { N_ ("_Segment This Image Now"),
                                N_ ("Segment the image with the new network"),
                                1 << LP_TRAIN_STAGE_DONE },
};

GtkWidget *
lp_train_buttons_new (GtkWidget *buttons[LP_TRAIN_N_BUTTONS],
                      const GCallback callbacks[LP_TRAIN_N_BUTTONS],
                      gpointer data)
{
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  /* All buttons have the same width, so that they keep their places across stages. */
  GtkSizeGroup *group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (gint i = LP_TRAIN_N_BUTTONS - 1; i >= 0; i--)
    {
      buttons[i] = gtk_button_new_with_mnemonic (_ (specs[i].label));
      gtk_widget_set_no_show_all (buttons[i], TRUE);
      gtk_widget_set_tooltip_text (buttons[i], specs[i].tip ? _ (specs[i].tip) : NULL);
      if (i != LP_TRAIN_BUTTON_SEGMENT)
        gtk_size_group_add_widget (group, buttons[i]);
      g_signal_connect_swapped (buttons[i], "clicked", callbacks[i], data);
      gtk_box_pack_end (GTK_BOX (row), buttons[i], FALSE, FALSE, 0);
    }
  g_object_unref (group);

  return row;
}

void
lp_train_buttons_offer (GtkWidget *const buttons[LP_TRAIN_N_BUTTONS],
                        gboolean interrupted,
                        gboolean fits)
{
  gtk_button_set_label (GTK_BUTTON (buttons[LP_TRAIN_BUTTON_START]),
                        interrupted ? _ ("Start _Anew")
                                    : _ (specs[LP_TRAIN_BUTTON_START].label));
  if (fits)
    gtk_widget_show (buttons[LP_TRAIN_BUTTON_RESUME]);
  else
    gtk_widget_hide (buttons[LP_TRAIN_BUTTON_RESUME]);
}

void
lp_train_buttons_show (GtkWidget *const buttons[LP_TRAIN_N_BUTTONS], LpTrainStage stage)
{
  for (gint i = 0; i < LP_TRAIN_N_BUTTONS; i++)
    {
      if (specs[i].stages & 1u << stage)
        gtk_widget_show (buttons[i]);
      else
        gtk_widget_hide (buttons[i]);
    }
  gtk_button_set_label (GTK_BUTTON (buttons[LP_TRAIN_BUTTON_PAUSE]),
                        stage == LP_TRAIN_STAGE_PAUSED ? _ ("_Go On") : _ ("_Pause"));
}
