/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/correct-bar.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "host/toolkit.h"
#include "layers/layers.h"
#include "panel/place-list.h"
#include "procedure/specs/specs.h"
#include "widgets/widgets.h"

/* Of buttons side by side. */
#define COLUMNS 3

enum
{
  MASK,
  ACCEPT,
  REJECT,
  SPLIT,
  NEXT,
  N_BUTTONS
};

static const struct
{
  const LpProcedureSpec *spec;
  const gchar *label;
  const gchar *tooltip;
  gboolean needs_result;
} buttons[N_BUTTONS] = {
  [MASK] = { &lp_spec_mask_object, N_ ("Mask This Ob_ject"),
             N_ ("Find the mask of the object in the selection, or around the only dot "
                 "without a mask."),
             FALSE },
  [ACCEPT] = { &lp_spec_accept, N_ ("A_ccept"),
               N_ (
                 "Turn the objects of the result that are selected into paint, or all if "
                 "nothing is selected."),
               TRUE },
  [REJECT] = { &lp_spec_reject, N_ ("_Reject"),
               N_ ("Make the areas of the objects of the result that are selected the "
                   "rest: "
                   "there is nothing."),
               TRUE },
  [SPLIT] = { &lp_spec_split, N_ ("Spl_it"),
              N_ ("Split accepted objects where a scribble on Separation runs through "
                  "them."),
              FALSE },
  [NEXT] = { &lp_spec_find_places, N_ ("_Where Next"),
             N_ ("Find the places where paint teaches the current network most, and list "
                 "them here."),
             FALSE },
};

typedef struct
{
  LpCorrectBar *bar;
  gint number;
  GtkWidget *widget;
} Button;

struct _LpCorrectBar
{
  const LpCorrectBarCalls *calls;
  gpointer data;
  GtkWidget *box;
  Button buttons[N_BUTTONS];
  LpPlaceList *places;
};

static void
on_button (Button *button)
{
  const LpCorrectBarCalls *calls = button->bar->calls;

  calls->run (buttons[button->number].spec, button->bar->data);
}

static void
on_warn (const gchar *text, gpointer data)
{
  LpCorrectBar *bar = data;

  bar->calls->warn (text, bar->data);
}

LpCorrectBar *
lp_correct_bar_new (const LpCorrectBarCalls *calls, gpointer data)
{
  LpCorrectBar *bar = g_new0 (LpCorrectBar, 1);
  GtkWidget *grid = lp_host_new_grid (LP_DIALOG_SPACING);

  bar->calls = calls;
  bar->data = data;
  bar->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  for (gint i = 0; i < N_BUTTONS; i++)
    {
      Button *button = &bar->buttons[i];

      *button = (Button){ bar, i, gtk_button_new_with_mnemonic (_ (buttons[i].label)) };
      gtk_widget_set_tooltip_text (button->widget, _ (buttons[i].tooltip));
      g_signal_connect_swapped (button->widget, "clicked", G_CALLBACK (on_button),
                                button);
      lp_host_grid_attach (grid, button->widget, i % COLUMNS, i / COLUMNS, 1, 0, TRUE);
    }
  bar->places = lp_place_list_new (on_warn, bar);
  gtk_box_pack_start (GTK_BOX (bar->box), grid, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar->box), lp_place_list_get_widget (bar->places), FALSE,
                      FALSE, 0);

  return bar;
}

void
lp_correct_bar_free (LpCorrectBar *bar)
{
  if (!bar)
    return;

  lp_place_list_free (bar->places);
  g_free (bar);
}

GtkWidget *
lp_correct_bar_get_widget (const LpCorrectBar *bar)
{
  return bar->box;
}

void
lp_correct_bar_follow (LpCorrectBar *bar,
                       gint32 image,
                       const GPtrArray *layers,
                       gboolean annotated)
{
  gboolean open = layers != NULL;
  gboolean result = FALSE;
  gboolean visible;

  if (open)
    result = lp_layers_have_results (layers, &visible);
  for (gint i = 0; i < N_BUTTONS; i++)
    gtk_widget_set_sensitive (bar->buttons[i].widget,
                              open && annotated && (result || !buttons[i].needs_result));
  lp_place_list_follow (bar->places, open ? image : -1);
}
