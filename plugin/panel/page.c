/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/host.h"
#include "host/patience.h"
#include "host/toolkit.h"
#include "layers/coverage.h"
#include "layers/layers.h"
#include "panel/column.h"
#include "panel/doubt.h"
#include "panel/scan.h"
#include "scale/known-scale.h"
#include "widgets/widgets.h"

/* The scan of the paint takes one part in REST_PARTS of the time, and is repeated after
 * two seconds at the earliest.
 */
#define REST_PARTS 20
#define REST_LEAST (2 * G_USEC_PER_SEC)

/* Between two steps of a scan, GIMP does other things. */
#define STEP_MILLISECONDS 5

/* More classes than these scroll. */
#define MOST_CLASSES    6
#define SCROLLED_HEIGHT 330

struct _LpPage
{
  gint32 image;
  LlClasses *classes;
  LpBrushes *brushes;
  LpPageWarnFunc warn;
  gpointer data;
  GtkWidget *box;
  GtkWidget *scale;
  gchar *scale_of; /* what the text of it depends on */
  LpColumn *columns[LL_N_TASKS];
  LlTask task; /* the digit keys choose its paints */

  LpDoubt *doubt;

  LpPanelScan *scan; /* NULL: no scan is running */
  guint timer;
  gint64 busy; /* see lp_host_has_time() */
  gint64 next; /* time of the next scan */
  LpPanelCounts counts;
  gboolean counted;
  gboolean failed; /* whether the last scan did */
  LlCoverage coverage[LL_N_TASKS];
  gboolean result;
  gboolean covered;
};

/* Returns the topmost layer of a task, or -1. */
static gint32
find_task_layer (const GPtrArray *layers, LlTask task)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if ((gint) lp_layer_get_role (layer) == (gint) task)
        return layer->id;
    }

  return -1;
}

/* GIMP refuses to paint on a hidden layer. */
static void
show_layer (const GPtrArray *layers, gint32 id)
{
  for (const LpHostLayer *layer = lp_layers_find (layers, id); layer;
       layer = lp_layers_find (layers, layer->parent))
    lp_host_set_layer_visible (layer->id, TRUE);
}

static gboolean
check_image (LpPage *page)
{
  if (lp_host_has_image (page->image))
    return TRUE;

  page->warn (_ ("The image was closed: choose another one above, or open it again."),
              page->data);

  return FALSE;
}

static void
take_brush (LpPage *page, LlTask task)
{
  gint width, height;

  lp_host_get_image_size (page->image, &width, &height);
  lp_brush_take (task, lp_brushes_get_size (page->brushes, task, width, height));
}

static void
on_paint (LlTask task, LlColour colour, gpointer data)
{
  LpPage *page = data;
  g_autoptr (GPtrArray) layers = NULL;
  gint32 layer;

  if (!check_image (page))
    return;

  layers = lp_host_list_layers (page->image);
  layer = find_task_layer (layers, task);
  if (layer < 0)
    {
      page->warn (_ ("That layer is gone: choose New Annotation Layers..."), page->data);
      return;
    }

  lp_layers_hide_results (layers);
  show_layer (layers, layer);
  lp_host_select_layer (page->image, layer);
  lp_host_set_foreground (colour.rgb);
  take_brush (page, task);
  lp_host_update_displays ();
  page->task = task;
  lp_page_follow (page, layers);

  page->warn (lp_host_are_pixels_locked (layer) || lp_host_is_alpha_locked (layer)
                ? _ ("That layer is locked: unlock it in the Layers dialog.")
                : "",
              page->data);
}

static void
on_size (LlTask task, gint size, gpointer data)
{
  LpPage *page = data;

  page->brushes->chosen[task] = size;
  if (task == page->task && check_image (page))
    take_brush (page, task);
}

static void
set_coverage (LpPage *page, LlTask task, LlCoverage coverage)
{
  if (!check_image (page))
    return;

  lp_coverage_set (page->image, task, coverage);
  page->coverage[task] = coverage;
  lp_column_show_coverage (page->columns[task], coverage);
  page->next = 0;
}

static void
on_coverage (LlTask task, LlCoverage coverage, gpointer data)
{
  set_coverage (data, task, coverage);
}

static void
on_sparse (LlTask task, gpointer data)
{
  set_coverage (data, task, LL_COVERAGE_SPARSE);
}

/* The page */

static GtkWidget *
new_columns (LpPage *page)
{
  static const LpColumnCalls calls = { on_paint, on_size, on_coverage };
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 2 * LP_DIALOG_SPACING);
  gint width, height;

  lp_host_get_image_size (page->image, &width, &height);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      LpColumn *column = lp_column_new ((LlTask) task, page->classes, &calls, page);

      page->columns[task] = column;
      lp_column_show_size (
        column, lp_brushes_get_size (page->brushes, (LlTask) task, width, height));
      gtk_box_pack_start (GTK_BOX (box), lp_column_get_widget (column), TRUE, TRUE, 0);
    }

  return box;
}

LpPage *
lp_page_new (gint32 image,
             LlClasses *classes,
             LpBrushes *brushes,
             LpPageWarnFunc warn,
             gpointer data)
{
  LpPage *page = g_new0 (LpPage, 1);
  GtkWidget *columns;

  page->image = image;
  page->classes = classes;
  page->brushes = brushes;
  page->warn = warn;
  page->data = data;
  page->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  columns = new_columns (page);
  if (ll_classes_get_n (classes) > MOST_CLASSES)
    {
      columns = lp_widget_new_scrolled (columns);
      gtk_widget_set_size_request (columns, -1, SCROLLED_HEIGHT);
    }
  gtk_box_pack_start (GTK_BOX (page->box), columns, TRUE, TRUE, 0);
  page->scale = lp_widget_new_label ("", LP_PAGE_TEXT);
  gtk_widget_set_tooltip_text (
    page->scale,
    _ ("The size of a pixel, for Measure and Figure. Image Scale... changes it."));
  gtk_box_pack_start (GTK_BOX (page->box), page->scale, FALSE, FALSE, 0);
  page->doubt = lp_doubt_new (on_sparse, page);
  gtk_box_pack_start (GTK_BOX (page->box), lp_doubt_get_widget (page->doubt), FALSE,
                      FALSE, 0);

  return page;
}

void
lp_page_free (LpPage *page)
{
  if (!page)
    return;

  lp_page_rest (page);
  for (gint task = 0; task < LL_N_TASKS; task++)
    lp_column_free (page->columns[task]);
  lp_doubt_free (page->doubt);
  ll_classes_free (page->classes);
  g_free (page->scale_of);
  g_free (page);
}

GtkWidget *
lp_page_get_widget (const LpPage *page)
{
  return page->box;
}

const LlClasses *
lp_page_get_classes (const LpPage *page)
{
  return page->classes;
}

void
lp_page_rest (LpPage *page)
{
  if (page->timer > 0)
    g_source_remove (page->timer);
  page->timer = 0;
  g_clear_pointer (&page->scan, lp_panel_scan_free);
}

static void
show_counts (LpPage *page)
{
  page->counts = *lp_panel_scan_get_counts (page->scan);
  page->counted = TRUE;
  for (gint task = 0; task < LL_N_TASKS; task++)
    lp_column_show_counts (page->columns[task], page->counts.marks[task],
                           page->counts.all);
  if (page->counted)
    lp_doubt_follow (page->doubt, &page->counts, page->coverage);
}

static gboolean
on_step (gpointer data)
{
  LpPage *page = data;
  g_autoptr (GError) error = NULL;

  if (!lp_host_has_time (&page->busy) || lp_panel_scan_step (page->scan, &error))
    return G_SOURCE_CONTINUE;

  if (error)
    page->warn (error->message, page->data);
  else
    show_counts (page);
  if (!error && page->failed)
    page->warn ("", page->data);
  page->failed = error != NULL;
  page->next =
    g_get_monotonic_time () +
    MAX (REST_LEAST, REST_PARTS * lp_panel_scan_get_counts (page->scan)->microseconds);
  page->timer = 0;
  g_clear_pointer (&page->scan, lp_panel_scan_free);

  return G_SOURCE_REMOVE;
}

/* Asks for the scale only when what is kept of it or the size of the image has changed. */
static void
show_scale (LpPage *page)
{
  g_autofree gchar *kept = lp_host_get_image_text (page->image, LP_PARASITE_SCALE);
  g_autofree gchar *of = NULL;
  g_autofree gchar *scale = NULL;
  g_autofree gchar *text = NULL;
  g_autofree gchar *markup = NULL;
  gint width, height;

  lp_host_get_image_size (page->image, &width, &height);
  of = g_strdup_printf ("%d %d %s", width, height, kept ? kept : "");
  if (g_strcmp0 (of, page->scale_of) == 0)
    return;

  g_free (page->scale_of);
  page->scale_of = g_steal_pointer (&of);
  scale = lp_known_scale_describe (page->image);
  text =
    scale ? g_strdup_printf (_ ("Scale: %s."), scale) : g_strdup (_ ("Scale: none yet."));
  markup = g_markup_escape_text (text, -1);
  lp_widget_set_markup (page->scale, markup);
}

void
lp_page_follow (LpPage *page, const GPtrArray *layers)
{
  const LpHostLayer *selected =
    lp_layers_find (layers, lp_host_get_selected_layer (page->image));
  LpRole role = selected ? lp_layer_get_role (selected) : LP_ROLE_NONE;
  guint8 rgb[3];

  show_scale (page);
  lp_host_get_foreground (rgb);
  page->result = lp_layers_have_results (layers, &page->covered);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gboolean own = (gint) role == task;

      if (own)
        page->task = (LlTask) task;
      lp_column_mark (page->columns[task], own ? rgb : NULL);
      page->coverage[task] = lp_coverage_get (layers, (LlTask) task);
      lp_column_show_coverage (page->columns[task], page->coverage[task]);
    }
  if (page->counted)
    lp_doubt_follow (page->doubt, &page->counts, page->coverage);

  if (!page->scan && g_get_monotonic_time () >= page->next)
    {
      page->scan = lp_panel_scan_new (page->image, page->classes);
      page->timer =
        g_timeout_add_full (G_PRIORITY_LOW, STEP_MILLISECONDS, on_step, page, NULL);
    }
}

void
lp_page_begin (LpPage *page)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (page->image);
  const LpHostLayer *selected =
    lp_layers_find (layers, lp_host_get_selected_layer (page->image));
  LpRole role = selected ? lp_layer_get_role (selected) : LP_ROLE_NONE;

  if ((gint) role < LL_N_TASKS)
    take_brush (page, (LlTask) role);
}

gboolean
lp_page_press (LpPage *page, guint number)
{
  return lp_column_press (page->columns[page->task], number);
}

gboolean
lp_page_describe (const LpPage *page, LpGuideState *state)
{
  state->unmarked = NULL;
  state->result = page->result;
  state->covered = page->covered;
  for (gint task = 0; task < LL_N_TASKS; task++)
    state->marks[task] = lp_mark_count_sum (page->counts.marks[task]).n;
  for (gint c = 1; !state->unmarked && c < ll_classes_get_n (page->classes); c++)
    if (page->counts.marks[LL_TASK_DETECTION][c].n +
          page->counts.marks[LL_TASK_SEGMENTATION][c].n ==
        0)
      state->unmarked = ll_classes_get_name (page->classes, c);

  return page->counted;
}
