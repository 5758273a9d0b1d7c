/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers are placed one after the other, those of large objects first.  A map of the pixels
 * that are taken tells where there is room.  Each number has a surface of its own, since the
 * image may exceed the largest surface of Cairo.
 */

#include "draw/numbers.h"

#include <math.h>

/* From one size that is tried to the next smaller one. */
#define SHRINK 0.8

/* How far from the middle of its object a number may stand, as a share of the object's size. */
#define SHIFT 0.3

/* Around an object, numbers that are led out are tried in this many directions, and at these
 * distances, in multiples of the size of letters.
 */
#define DIRECTIONS 16
static const gdouble distances[] = { 0.6, 1.2, 2.0, 3.0 };

/* How far a leader begins within its object, in pixels. */
#define LEADER_INSIDE 2.0

/* What is taken by numbers and leaders, and where there may be some. */
typedef struct
{
  const LlInstances *instances;
  const GeglRectangle *frame;
  guint8 *taken; /* [height][width] */
} Room;

typedef struct
{
  const LlObject *object;
  gchar *text;
  LpLettering lettering;
  gdouble width; /* of the text in that lettering            */
  gdouble height;
  LlPoint anchor; /* in the object                            */
  gdouble x;      /* of the centre of the text                */
  gdouble y;
  gboolean placed;
  gboolean led; /* whether a line leads to it, from @from to @to */
  LlPoint from;
  LlPoint to;
} Number;

static void
number_free (Number *number)
{
  g_free (number->text);
  g_free (number);
}

static gint32
get_id (const Room *room, gint x, gint y)
{
  const LlInstances *map = room->instances;

  return x < 0 || y < 0 || x >= map->width || y >= map->height
           ? 0
           : map->data[(gsize) y * map->width + x];
}

/* Measures the text once per size, since it is tried at many places. */
static void
set_size (Number *number, gdouble size)
{
  cairo_text_extents_t extents;

  number->lettering.size = size;
  lp_lettering_measure (&number->lettering, number->text, &extents);
  number->width = extents.width;
  number->height = extents.height;
}

/* The pixels of a text, with @rim more on each side. */
static GeglRectangle
get_box (const Number *number, gdouble rim)
{
  gint x = (gint) floor (number->x - number->width / 2.0 - rim);
  gint y = (gint) floor (number->y - number->height / 2.0 - rim);

  return (GeglRectangle){ x, y, (gint) ceil (number->x + number->width / 2.0 + rim) - x,
                          (gint) ceil (number->y + number->height / 2.0 + rim) - y };
}

static GeglRectangle
get_outer_box (const Number *number)
{
  return get_box (number, lp_lettering_get_rim (&number->lettering));
}

static gboolean
is_free (const Room *room, const GeglRectangle *box)
{
  if (!gegl_rectangle_contains (room->frame, box))
    return FALSE;

  for (gint y = box->y; y < box->y + box->height; y++)
    for (gint x = box->x; x < box->x + box->width; x++)
      if (room->taken[(gsize) y * room->instances->width + x])
        return FALSE;

  return TRUE;
}

/* Whether all pixels of a box are of one object, or of the ground for 0. */
static gboolean
covers_only (const Room *room, const GeglRectangle *box, gint32 id)
{
  for (gint y = box->y; y < box->y + box->height; y++)
    for (gint x = box->x; x < box->x + box->width; x++)
      if (get_id (room, x, y) != id)
        return FALSE;

  return TRUE;
}

static void
take (Room *room, const GeglRectangle *box)
{
  GeglRectangle map = { 0, 0, room->instances->width, room->instances->height };
  GeglRectangle part;

  if (!gegl_rectangle_intersect (&part, box, &map))
    return;

  for (gint y = part.y; y < part.y + part.height; y++)
    for (gint x = part.x; x < part.x + part.width; x++)
      room->taken[(gsize) y * map.width + x] = 1;
}

/* Walks along the leader of a number.
 *
 * @mark: take its pixels; otherwise look whether they are free and of no other object
 */
static gboolean
walk_leader (Room *room, const Number *number, gboolean mark)
{
  gdouble dx = number->to.x - number->from.x, dy = number->to.y - number->from.y;
  gint steps = (gint) ceil (hypot (dx, dy)) + 1;

  for (gint i = 0; i <= steps; i++)
    {
      gint x = (gint) floor (number->from.x + dx * i / steps);
      gint y = (gint) floor (number->from.y + dy * i / steps);
      GeglRectangle pixel = { x, y, 1, 1 };
      gint32 id = get_id (room, x, y);

      if (mark)
        take (room, &pixel);
      else if (!is_free (room, &pixel) || (id != 0 && id != number->object->id))
        return FALSE;
    }

  return TRUE;
}

/* Finds the pixel of an object that is nearest to its centre, which may lie outside. */
static LlPoint
find_anchor (const Room *room, const LlObject *object)
{
  LlPoint nearest = { object->x, object->y };
  gdouble least = G_MAXDOUBLE;

  if (get_id (room, (gint) object->x, (gint) object->y) == object->id)
    return nearest;

  for (gint y = object->top; y < object->top + object->height; y++)
    for (gint x = object->left; x < object->left + object->width; x++)
      {
        gdouble distance = hypot (x + 0.5 - object->x, y + 0.5 - object->y);

        if (distance < least && get_id (room, x, y) == object->id)
          {
            least = distance;
            nearest = (LlPoint){ x + 0.5, y + 0.5 };
          }
      }

  return nearest;
}

/* Places a number of its present size around its anchor shifted by @dx and @dy. */
static gboolean
place_at (Room *room, Number *number, gdouble dx, gdouble dy)
{
  GeglRectangle inner, outer;

  number->x = number->anchor.x + dx;
  number->y = number->anchor.y + dy;
  inner = get_box (number, 0.0);
  outer = get_outer_box (number);
  if (!covers_only (room, &inner, number->object->id) || !is_free (room, &outer))
    return FALSE;

  take (room, &outer);

  return TRUE;
}

/* Places a number in its object, as large as fits, and in the middle rather than elsewhere.
 *
 * @largest: the largest size, in pixels
 */
static gboolean
place_inside (Room *room, Number *number, gdouble largest)
{
  static const gint shifts[9][2] = { { 0, 0 },  { -1, 0 }, { 1, 0 },
                                     { 0, -1 }, { 0, 1 },  { -1, -1 },
                                     { 1, -1 }, { -1, 1 }, { 1, 1 } };
  gdouble size = largest;

  for (;;)
    {
      set_size (number, size);
      for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
        if (place_at (room, number, SHIFT * shifts[i][0] * number->object->width,
                      SHIFT * shifts[i][1] * number->object->height))
          return TRUE;
      if (size <= LP_LEAST_LETTERING)
        return FALSE;
      size = MAX (SHRINK * size, LP_LEAST_LETTERING);
    }
}

/* Places a number at a distance from where a ray from its anchor leaves the object. */
static gboolean
place_on_ray (Room *room, Number *number, gdouble angle, gdouble distance)
{
  gdouble dx = cos (angle), dy = sin (angle);
  GeglRectangle box;
  gdouble out = 0.0, half;

  while (get_id (room, (gint) floor (number->anchor.x + out * dx),
                 (gint) floor (number->anchor.y + out * dy)) == number->object->id)
    out += 0.5;

  /* How far the middle of the text is from the point where the leader meets its box. */
  box = get_outer_box (number);
  half = MIN (box.width / 2.0 / MAX (fabs (dx), 1e-9),
              box.height / 2.0 / MAX (fabs (dy), 1e-9));
  number->from = (LlPoint){ number->anchor.x + MAX (out - LEADER_INSIDE, 0.0) * dx,
                            number->anchor.y + MAX (out - LEADER_INSIDE, 0.0) * dy };
  number->to = (LlPoint){ number->anchor.x + (out + distance) * dx,
                          number->anchor.y + (out + distance) * dy };
  number->x = number->to.x + (half + 1.0) * dx;
  number->y = number->to.y + (half + 1.0) * dy;
  number->led = TRUE;

  box = get_outer_box (number);
  if (!is_free (room, &box) || !covers_only (room, &box, 0) ||
      !walk_leader (room, number, FALSE))
    return FALSE;

  take (room, &box);
  walk_leader (room, number, TRUE);

  return TRUE;
}

/* Places a number beside its object, on the ground; to the upper right rather than elsewhere. */
static gboolean
place_outside (Room *room, Number *number)
{
  set_size (number, LP_LEAST_LETTERING);
  for (gsize i = 0; i < G_N_ELEMENTS (distances); i++)
    for (gint k = 0; k < DIRECTIONS; k++)
      {
        gint turn = k % 2 ? (k + 1) / 2 : -k / 2;

        number->x = number->anchor.x;
        number->y = number->anchor.y;
        if (place_on_ray (room, number, -G_PI / 4.0 + turn * 2.0 * G_PI / DIRECTIONS,
                          distances[i] * LP_LEAST_LETTERING))
          return TRUE;
      }

  return FALSE;
}

static void
draw_leader (cairo_t *cr, const Number *number, const GeglRectangle *place)
{
  gdouble rim = lp_lettering_get_rim (&number->lettering);

  cairo_move_to (cr, number->from.x - place->x, number->from.y - place->y);
  cairo_line_to (cr, number->to.x - place->x, number->to.y - place->y);
  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (cr, 3.0 * rim);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_set_line_width (cr, rim);
  cairo_stroke (cr);
}

static void
draw_number (GeglBuffer *buffer, const Number *number)
{
  const Babl *format = babl_format ("cairo-ARGB32");
  GeglRectangle place = get_outer_box (number);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (number->led)
    {
      GeglRectangle line = { (gint) floor (MIN (number->from.x, number->to.x)) - 2,
                             (gint) floor (MIN (number->from.y, number->to.y)) - 2,
                             (gint) ceil (fabs (number->from.x - number->to.x)) + 5,
                             (gint) ceil (fabs (number->from.y - number->to.y)) + 5 };

      gegl_rectangle_bounding_box (&place, &place, &line);
    }
  place = (GeglRectangle){ place.x - 1, place.y - 1, place.width + 2, place.height + 2 };

  /* The rectangles of neighbours may overlap, so each number is drawn on top of the
   * previous ones.
   */
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, place.width, place.height);
  cairo_surface_flush (surface);
  gegl_buffer_get (buffer, &place, 1.0, format, cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface), GEGL_ABYSS_NONE);
  cairo_surface_mark_dirty (surface);

  cr = cairo_create (surface);
  if (number->led)
    draw_leader (cr, number, &place);
  lp_lettering_draw (cr, &number->lettering, number->text, number->x - place.x,
                     number->y - place.y, FALSE);
  cairo_destroy (cr);

  cairo_surface_flush (surface);
  gegl_buffer_set (buffer, &place, 0, format, cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
}

static gint
compare_areas (gconstpointer a, gconstpointer b)
{
  const Number *p = *(Number *const *) a, *q = *(Number *const *) b;

  if (p->object->area != q->object->area)
    return p->object->area > q->object->area ? -1 : 1;

  return p->object->id < q->object->id ? -1 : p->object->id > q->object->id;
}

static GPtrArray *
make_numbers (const Room *room, const LlObjects *objects, const LpLettering *lettering)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) number_free);

  for (gint i = 0; i < objects->n; i++)
    {
      Number *number = g_new0 (Number, 1);

      number->object = &objects->objects[i];
      number->text = g_strdup_printf ("%d", number->object->id);
      number->lettering = *lettering;
      number->anchor = find_anchor (room, number->object);
      g_ptr_array_add (numbers, number);
    }
  g_ptr_array_sort (numbers, compare_areas);

  return numbers;
}

GeglBuffer *
lp_numbers_draw (const LlInstances *instances,
                 const LlObjects *objects,
                 const LpLettering *lettering,
                 const GeglRectangle *frame,
                 const GeglRectangle *avoid,
                 gint *n_left_out)
{
  GeglRectangle extent = { 0, 0, instances->width, instances->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("cairo-ARGB32"));
  gdouble largest = MAX (lettering->size, LP_LEAST_LETTERING);
  g_autofree guint8 *taken = g_new0 (guint8, (gsize) extent.width * extent.height);
  g_autoptr (GPtrArray) numbers = NULL;
  GeglRectangle within;
  Room room = { instances, &within, taken };

  *n_left_out = 0;
  if (!gegl_rectangle_intersect (&within, frame, &extent))
    return buffer;

  numbers = make_numbers (&room, objects, lettering);
  take (&room, avoid);
  /* Those that fit keep their places; the others find theirs between them. */
  for (gint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < numbers->len; i++)
      {
        Number *number = g_ptr_array_index (numbers, i);

        if (number->placed)
          continue;
        number->placed = pass == 0 ? place_inside (&room, number, largest)
                                   : place_outside (&room, number);
        if (number->placed)
          draw_number (buffer, number);
        else
          *n_left_out += pass;
      }

  return buffer;
}
