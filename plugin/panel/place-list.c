/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/place-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "correct/places.h"
#include "host/host.h"
#include "host/toolkit.h"
#include "layers/layers.h"
#include "pixels/pixels.h"
#include "widgets/widgets.h"

/* More places than these are not listed, and so many buttons lie side by side. */
#define MOST_PLACES 10
#define COLUMNS     5

/* A place with as many more or fewer painted pixels is done: a stroke, and this part. */
#define STROKE     20
#define DONE_PARTS 50

/* The picture of a place: its side, and how much of the surroundings it shows, in sides. */
#define PICTURE_SIDE 160
#define AROUND       0.25

typedef struct
{
  LpPlaceList *list;
  guint number;
  GtkWidget *widget;
} Button;

struct _LpPlaceList
{
  LpPlaceListWarnFunc warn;
  gpointer data;
  GtkWidget *box;
  GtkWidget *picture;
  Button buttons[MOST_PLACES];
  gint32 image;
  GArray *places; /* of LpPlace; those of the first MOST_PLACES that are kept  */
  gboolean done[MOST_PLACES];
  gint chosen; /* -1: none */
  guint next;  /* whose paint is looked at next */
};

static gboolean
is_same (const GArray *a, const GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const LpPlace *p = &g_array_index (a, LpPlace, i);
      const LpPlace *q = &g_array_index (b, LpPlace, i);

      if (p->place.x != q->place.x || p->place.y != q->place.y ||
          p->place.width != q->place.width || p->place.height != q->place.height ||
          p->painted != q->painted)
        return FALSE;
    }

  return TRUE;
}

/* Shows the places that are left. */
static void
show_places (LpPlaceList *list)
{
  gboolean any = FALSE;

  for (guint i = 0; i < MOST_PLACES; i++)
    {
      Button *button = &list->buttons[i];
      gboolean chosen = (gint) i == list->chosen;
      gboolean shown = i < list->places->len && (!list->done[i] || chosen);

      if (shown)
        {
          const LlPlace *place = &g_array_index (list->places, LpPlace, i).place;
          g_autofree gchar *label =
            g_strdup_printf (list->done[i] ? "%s%u \342\234\223" : "%s%u",
                             chosen ? "\342\226\270 " : "", i + 1);
          g_autofree gchar *tooltip =
            g_strdup_printf (_ ("Select the %d x %d pixels at x = %d, y = %d, of which "
                                "the network is %d %% "
                                "uncertain."),
                             place->width, place->height, place->x, place->y,
                             (gint) lrint (100.0 * place->doubt));

          gtk_button_set_label (GTK_BUTTON (button->widget), label);
          gtk_widget_set_tooltip_text (button->widget, tooltip);
        }
      gtk_widget_set_visible (button->widget, shown);
      any = any || shown;
    }
  gtk_widget_set_visible (list->picture, list->chosen >= 0);
  if (gtk_widget_get_visible (list->box) != any)
    {
      gtk_widget_set_visible (list->box, any);
      lp_widget_shrink_window (list->box);
    }
}

/* Draws the edge of the place into the picture, by turns dark and bright. */
static void
draw_frame (guchar *rgb, gint w, gint h, const GeglRectangle *frame)
{
  for (gint y = MAX (frame->y, 0); y < MIN (frame->y + frame->height, h); y++)
    for (gint x = MAX (frame->x, 0); x < MIN (frame->x + frame->width, w); x++)
      if (x == frame->x || x == frame->x + frame->width - 1 || y == frame->y ||
          y == frame->y + frame->height - 1)
        for (gint c = 0; c < 3; c++)
          rgb[3 * (y * w + x) + c] = (x + y) / 4 % 2 ? 255 : 0;
}

/* Shows the micrograph around a place, scaled to the picture. */
static void
show_picture (LpPlaceList *list, const LlPlace *place)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (list->image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, -1, NULL);
  gint around = (gint) (AROUND * MAX (place->width, place->height));
  GeglRectangle area = { place->x - around, place->y - around, place->width + 2 * around,
                         place->height + 2 * around };
  g_autoptr (LpPixels) pixels = NULL;
  g_autofree gfloat *planes = NULL;
  g_autofree guchar *rgb = g_new (guchar, 3 * PICTURE_SIDE * PICTURE_SIDE);
  GdkPixbuf *whole, *copy;
  gdouble zoom;
  gint w, h;

  if (!micrograph ||
      !gegl_rectangle_intersect (&area, &area,
                                 GEGL_RECTANGLE (micrograph->x, micrograph->y,
                                                 micrograph->width, micrograph->height)))
    return;

  pixels = lp_pixels_new (micrograph->id);
  planes = g_new (gfloat, (gsize) 3 * area.width * area.height);
  lp_pixels_read_area (pixels,
                       GEGL_RECTANGLE (area.x - micrograph->x, area.y - micrograph->y,
                                       area.width, area.height),
                       planes);
  zoom = (gdouble) PICTURE_SIDE / MAX (area.width, area.height);
  w = MAX ((gint) (zoom * area.width), 1);
  h = MAX ((gint) (zoom * area.height), 1);
  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) MIN ((gint) (y / zoom), area.height - 1) * area.width +
                  (gsize) MIN ((gint) (x / zoom), area.width - 1);

        for (gint c = 0; c < 3; c++)
          rgb[3 * (y * w + x) + c] = (guchar) lrintf (
            255.0f *
            CLAMP (planes[(gsize) c * area.width * area.height + i], 0.0f, 1.0f));
      }
  draw_frame (rgb, w, h,
              GEGL_RECTANGLE (
                (gint) (zoom * (place->x - area.x)), (gint) (zoom * (place->y - area.y)),
                (gint) (zoom * place->width), (gint) (zoom * place->height)));
  whole =
    gdk_pixbuf_new_from_data (rgb, GDK_COLORSPACE_RGB, FALSE, 8, w, h, 3 * w, NULL, NULL);
  copy = gdk_pixbuf_copy (whole);
  gtk_image_set_from_pixbuf (GTK_IMAGE (list->picture), copy);
  g_object_unref (copy);
  g_object_unref (whole);
}

static gboolean
select_place (gint32 image, const LlPlace *place, GError **error)
{
  GeglRectangle area = { place->x, place->y, place->width, place->height };
  g_autoptr (GeglBuffer) selected = gegl_buffer_new (&area, babl_format ("Y u8"));
  g_autofree guint8 *pixels = g_malloc ((gsize) area.width * area.height);
  gint32 layer = lp_host_get_selected_layer (image);
  gboolean done;

  memset (pixels, 255, (gsize) area.width * area.height);
  gegl_buffer_set (selected, &area, 0, babl_format ("Y u8"), pixels, GEGL_AUTO_ROWSTRIDE);
  lp_host_undo_group_start (image);
  done = lp_host_select_pixels (image, selected, error);
  lp_host_undo_group_end (image);
  if (layer >= 0)
    lp_host_select_layer (image, layer);
  lp_host_update_displays ();

  return done;
}

static void
on_button (Button *button)
{
  LpPlaceList *list = button->list;
  const LlPlace *place;
  g_autoptr (GError) error = NULL;

  if (button->number >= list->places->len || !lp_host_has_image (list->image))
    return;

  place = &g_array_index (list->places, LpPlace, button->number).place;
  list->chosen = (gint) button->number;
  list->warn (select_place (list->image, place, &error) ? "" : error->message,
              list->data);
  show_picture (list, place);
  show_places (list);
}

LpPlaceList *
lp_place_list_new (LpPlaceListWarnFunc warn, gpointer data)
{
  LpPlaceList *list = g_new0 (LpPlaceList, 1);
  GtkWidget *grid = lp_host_new_grid (LP_DIALOG_SPACING);
  GtkWidget *side = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);

  list->warn = warn;
  list->data = data;
  list->image = -1;
  list->chosen = -1;
  list->places = g_array_new (FALSE, FALSE, sizeof (LpPlace));
  list->box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  list->picture = gtk_image_new ();
  for (guint i = 0; i < MOST_PLACES; i++)
    {
      Button *button = &list->buttons[i];

      *button = (Button){ list, i, gtk_button_new_with_label ("") };
      gtk_widget_set_no_show_all (button->widget, TRUE);
      g_signal_connect_swapped (button->widget, "clicked", G_CALLBACK (on_button),
                                button);
      lp_host_grid_attach (grid, button->widget, (gint) i % COLUMNS, (gint) i / COLUMNS,
                           1, 0, TRUE);
    }
  gtk_widget_set_no_show_all (list->picture, TRUE);
  gtk_box_pack_start (
    GTK_BOX (side),
    lp_widget_new_label (_ ("Places to paint next, the most uncertain first:"), 0), FALSE,
    FALSE, 0);
  gtk_box_pack_start (GTK_BOX (side), grid, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (list->box), side, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (list->box), list->picture, FALSE, FALSE, 0);
  gtk_widget_show_all (side);
  gtk_widget_set_no_show_all (list->box, TRUE);

  return list;
}

void
lp_place_list_free (LpPlaceList *list)
{
  if (!list)
    return;

  g_array_unref (list->places);
  g_free (list);
}

GtkWidget *
lp_place_list_get_widget (const LpPlaceList *list)
{
  return list->box;
}

/* Compares the paint of the next place with what it was when the place was found. */
static void
look_at_paint (LpPlaceList *list)
{
  const LpPlace *place;
  gint changed;

  list->next = list->next + 1 < list->places->len ? list->next + 1 : 0;
  place = &g_array_index (list->places, LpPlace, list->next);
  changed = ABS (lp_places_count_paint (list->image, &place->place) - place->painted);
  list->done[list->next] =
    changed >= MAX (STROKE, place->place.width * place->place.height / DONE_PARTS);
}

void
lp_place_list_follow (LpPlaceList *list, gint32 image)
{
  g_autoptr (GArray) kept =
    image >= 0 ? lp_places_read (image) : g_array_new (FALSE, FALSE, sizeof (LpPlace));

  if (kept->len > MOST_PLACES)
    g_array_set_size (kept, MOST_PLACES);
  if (image != list->image || !is_same (kept, list->places))
    {
      g_array_unref (list->places);
      list->places = g_steal_pointer (&kept);
      list->image = image;
      list->chosen = -1;
      list->next = 0;
      for (gint i = 0; i < MOST_PLACES; i++)
        list->done[i] = FALSE;
    }
  if (list->places->len > 0)
    look_at_paint (list);
  show_places (list);
}
