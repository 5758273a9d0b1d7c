/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/facts-view.h"

#include <glib/gi18n-lib.h>

#include "host/toolkit.h"
#include "widgets/legend.h"
#include "widgets/widgets.h"

void
lp_facts_view_init (LpFactsView *view, gint width, gint height)
{
  view->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  gtk_widget_set_size_request (view->box, width, height);
  view->summary = lp_widget_new_label ("", width);
  view->legend = lp_widget_new_label ("", width);
  view->warning = lp_widget_new_label ("", width);
  gtk_widget_set_no_show_all (view->legend, TRUE);
  gtk_widget_set_no_show_all (view->warning, TRUE);
  gtk_box_pack_start (GTK_BOX (view->box), view->summary, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (view->box), view->legend, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (view->box), view->warning, FALSE, FALSE, 0);
}

void
lp_facts_view_warn (LpFactsView *view, const gchar *text)
{
  g_autofree gchar *markup = lp_widget_make_warning (view->warning, text);

  lp_widget_set_markup (view->warning, *text ? markup : "");
  gtk_widget_set_visible (view->warning, *text != '\0');
}

gboolean
lp_facts_view_show (LpFactsView *view,
                    const LpNetworkFacts *facts,
                    const gchar *name,
                    gboolean waiting,
                    const gchar *problem,
                    const LpImageFacts *image)
{
  g_autofree gchar *summary = NULL;
  g_autofree gchar *legend = NULL;
  g_autofree gchar *obstacle = NULL;
  g_autofree gchar *remarks = NULL;

  if (facts)
    {
      summary = lp_network_text_summary (facts, name);
      legend = lp_legend_markup (facts->classes);
    }
  else
    {
      summary =
        g_strdup_printf ("<b>%s</b>", waiting ? _ ("Reading ...") : _ ("No network"));
    }
  lp_widget_set_markup (view->summary, summary);
  lp_widget_set_markup (view->legend, legend ? legend : "");
  gtk_widget_set_visible (view->legend, legend != NULL);

  if (facts && image)
    {
      obstacle = lp_network_text_obstacle (facts, image);
      remarks = lp_network_text_remarks (facts, image);
    }
  lp_facts_view_warn (view, problem    ? problem
                            : obstacle ? obstacle
                            : remarks  ? remarks
                                       : "");

  return facts && !obstacle;
}
