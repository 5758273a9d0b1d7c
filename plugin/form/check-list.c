/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form/check-list.h"

#include <glib/gi18n-lib.h>

#include "host/toolkit.h"
#include "widgets/widgets.h"

/* Each button has the word that it stands for. */
#define WORD_KEY "lazy-labels-word"

GtkWidget *
lp_check_list_new (const LpChoice *choices)
{
  GtkWidget *list = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 2 * LP_DIALOG_SPACING);

  for (gint i = 0; choices[i].word; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (_ (choices[i].label));

      g_object_set_data (G_OBJECT (button), WORD_KEY, (gpointer) choices[i].word);
      gtk_box_pack_start (GTK_BOX (list), button, FALSE, FALSE, 0);
    }

  return list;
}

void
lp_check_list_show (GtkWidget *list, const gchar *text)
{
  g_autofree gchar *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit (folded, ",", -1);
  g_autoptr (GList) buttons = gtk_container_get_children (GTK_CONTAINER (list));

  for (gint i = 0; words[i]; i++)
    g_strstrip (words[i]);
  for (GList *button = buttons; button; button = button->next)
    gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (button->data),
      g_strv_contains ((const gchar *const *) words,
                       g_object_get_data (G_OBJECT (button->data), WORD_KEY)));
}

gchar *
lp_check_list_read (GtkWidget *list)
{
  g_autoptr (GList) buttons = gtk_container_get_children (GTK_CONTAINER (list));
  GString *text = g_string_new (NULL);

  for (GList *button = buttons; button; button = button->next)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button->data)))
      g_string_append_printf (
        text, "%s%s", text->len > 0 ? ", " : "",
        (const gchar *) g_object_get_data (G_OBJECT (button->data), WORD_KEY));

  return g_string_free (text, FALSE);
}

void
lp_check_list_set_tooltip (GtkWidget *list, const gchar *text)
{
  g_autoptr (GList) buttons = gtk_container_get_children (GTK_CONTAINER (list));

  for (GList *button = buttons; button; button = button->next)
    gtk_widget_set_tooltip_text (button->data, text);
}

void
lp_check_list_connect (GtkWidget *list, GCallback callback, gpointer data)
{
  g_autoptr (GList) buttons = gtk_container_get_children (GTK_CONTAINER (list));

  for (GList *button = buttons; button; button = button->next)
    g_signal_connect_swapped (button->data, "toggled", callback, data);
}
