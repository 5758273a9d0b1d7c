/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/images.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"

struct _LpImageChooser
{
  void (*chosen) (gint32 image, gpointer data);
  gpointer data;
  GtkWidget *box;
  gchar *listed; /* the images it offers, as a text */
  GArray *ids;   /* their ids, in the same order    */
  gboolean filling;
};

static void
on_changed (LpImageChooser *chooser)
{
  gint active = gtk_combo_box_get_active (GTK_COMBO_BOX (chooser->box));

  if (!chooser->filling && active >= 0)
    chooser->chosen (g_array_index (chooser->ids, gint32, active), chooser->data);
}

LpImageChooser *
lp_image_chooser_new (void (*chosen) (gint32 image, gpointer data), gpointer data)
{
  LpImageChooser *chooser = g_new0 (LpImageChooser, 1);

  chooser->chosen = chosen;
  chooser->data = data;
  chooser->ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  chooser->box = gtk_combo_box_text_new ();
  gtk_widget_set_tooltip_text (chooser->box, _ ("The image to annotate"));
  g_signal_connect_swapped (chooser->box, "changed", G_CALLBACK (on_changed), chooser);

  return chooser;
}

void
lp_image_chooser_free (LpImageChooser *chooser)
{
  g_array_unref (chooser->ids);
  g_free (chooser->listed);
  g_free (chooser);
}

GtkWidget *
lp_image_chooser_get_widget (const LpImageChooser *chooser)
{
  return chooser->box;
}

static gchar *
list_images (const GArray *ids, gint32 shown)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      gint32 id = g_array_index (ids, gint32, i);
      g_autofree gchar *name = lp_host_get_image_name (id);

      g_string_append_printf (list, "%d %d %s\n", id, id == shown, name);
    }

  return g_string_free (list, FALSE);
}

void
lp_image_chooser_follow (LpImageChooser *chooser, gint32 image)
{
  g_autoptr (GArray) ids = lp_host_list_images ();
  g_autofree gchar *listed = list_images (ids, image);
  gint active = -1;

  if (g_strcmp0 (listed, chooser->listed) == 0)
    return;

  chooser->filling = TRUE;
  for (guint i = 0; i < chooser->ids->len; i++)
    gtk_combo_box_text_remove (GTK_COMBO_BOX_TEXT (chooser->box), 0);
  for (guint i = 0; i < ids->len; i++)
    {
      gint32 id = g_array_index (ids, gint32, i);
      g_autofree gchar *name = lp_host_get_image_name (id);

      gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (chooser->box), name);
      if (id == image)
        active = (gint) i;
    }
  g_array_unref (chooser->ids);
  chooser->ids = g_array_ref (ids);
  g_free (chooser->listed);
  chooser->listed = g_steal_pointer (&listed);
  gtk_combo_box_set_active (GTK_COMBO_BOX (chooser->box), active);
  chooser->filling = FALSE;
}
