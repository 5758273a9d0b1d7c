/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form/ask-classes.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "layers/classes.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"

enum
{
  ANSWER_LAYER = 1,
  ANSWER_IMAGE
};

/* The names as a label of a button, where an underscore marks a mnemonic. */
static gchar *
make_label (const LlClasses *classes)
{
  g_autofree gchar *names = ll_classes_to_text (classes);
  g_auto (GStrv) parts = g_strsplit (names, "_", -1);

  return g_strjoinv ("__", parts);
}

static gint
ask (const gchar *contradiction, const gchar *of_layer, const gchar *of_image)
{
  GtkWidget *question =
    gtk_message_dialog_new (NULL, GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION,
                            GTK_BUTTONS_NONE, _ ("Which classes was this painted with?"));
  gint answer;

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (question), "%s",
                                            contradiction);
  gtk_dialog_add_buttons (GTK_DIALOG (question), _ ("_Cancel"), GTK_RESPONSE_CANCEL,
                          of_image, ANSWER_IMAGE, of_layer, ANSWER_LAYER, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (question), GTK_RESPONSE_CANCEL);
  answer = gtk_dialog_run (GTK_DIALOG (question));
  gtk_widget_destroy (question);

  return answer;
}

void
lp_ask_classes (LpCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LlClasses) agreed = NULL;
  g_autoptr (LlClasses) of_image = NULL;
  g_autoptr (LlClasses) of_layer = NULL;
  g_autofree gchar *json = NULL;
  g_autofree gchar *image_names = NULL;
  g_autofree gchar *layer_names = NULL;
  gint answer;

  if (!call->interactive)
    return;

  agreed = lp_kept_classes_read (call->image, NULL, &error);
  if (agreed)
    return;

  json = lp_host_get_image_text (call->image, LP_PARASITE_CLASSES);
  of_image = json ? ll_classes_from_json (json, -1, NULL) : NULL;
  of_layer = lp_kept_classes_find_layer (call->image);
  if (!of_image || !of_layer)
    return;

  image_names = make_label (of_image);
  layer_names = make_label (of_layer);
  answer = ask (error->message, layer_names, image_names);
  if (answer != ANSWER_LAYER && answer != ANSWER_IMAGE)
    return;

  lp_host_undo_group_start (call->image);
  lp_kept_classes_write (call->image, answer == ANSWER_LAYER ? of_layer : of_image);
  lp_host_undo_group_end (call->image);
}
