/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The new pixels are composed first, in the format of the layer, so that pixels without a
 * mask stay exactly the same.  The image is changed only at the very end.
 */

#include "layers/masks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "layers/kept-classes.h"
#include "pixels/pixels.h"

/* What changes, from @x, @y of the image on. */
typedef struct
{
  const LlClasses *classes;
  const LlLabels *masks; /* what is painted         */
  const guint8 *cleared; /* what is removed; or NULL */
  LlTask task;           /* whose labels they are   */
  gint x;
  gint y;
} Change;

/* The places of ignored pixels, and of paint of the rest, after those of the classes. */
#define IGNORED   LL_MAX_CLASSES
#define REST      (IGNORED + 1)
#define N_COLOURS (REST + 1)

/* Bytes of a pixel, enough for four components of double precision. */
#define MAX_PIXEL_BYTES 32

/* @format: a sentence about the name of the layer. */
static gboolean
refuse_layer (const LpHostLayer *layer, const gchar *format, GError **error)
{
  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED, format, layer->name);

  return FALSE;
}

gboolean
lp_masks_find_task_layer (const GPtrArray *layers,
                          LlTask task,
                          const LpHostLayer **layer,
                          GError **error)
{
  g_autoptr (GeglBuffer) mask = NULL;

  *layer = NULL;
  for (guint i = 0; i < layers->len && !*layer; i++)
    if (lp_layer_get_role (g_ptr_array_index (layers, i)) == (LpRole) task)
      *layer = g_ptr_array_index (layers, i);

  if (!*layer)
    return TRUE;

  if ((*layer)->is_group)
    return refuse_layer (
      *layer, _ ("The layer \"%s\" is a group: merge its layers into one to paint on."),
      error);
  if (lp_host_are_pixels_locked ((*layer)->id))
    return refuse_layer (
      *layer, _ ("The layer \"%s\" is locked: unlock its pixels in the Layers dialog."),
      error);
  if (lp_host_is_alpha_locked ((*layer)->id))
    return refuse_layer (*layer,
                         _ ("The alpha channel of the layer \"%s\" is locked: unlock it "
                            "in the Layers dialog."),
                         error);
  mask = lp_host_get_mask_buffer ((*layer)->id);
  if (mask)
    return refuse_layer (
      *layer,
      _ ("The layer \"%s\" has a layer mask that may hide paint: apply it first."),
      error);

  return TRUE;
}

gboolean
lp_masks_find_layer (const GPtrArray *layers, const LpHostLayer **layer, GError **error)
{
  return lp_masks_find_task_layer (layers, LL_TASK_SEGMENTATION, layer, error);
}

/* Below the layers of the tasks before it, as New Annotation Layers puts it. */
static gint32
add_layer (gint32 image, const GPtrArray *layers, GError **error)
{
  const LpHostLayer *above = NULL;
  LlCoverage coverage = LL_COVERAGE_COMPLETE;

  for (guint i = layers->len; i-- > 0;)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      LpRole role = lp_layer_get_role (layer);

      if (role == LP_ROLE_DETECTION)
        coverage = lp_layer_get_coverage (layer);
      if ((role == LP_ROLE_SEPARATION && !above) ||
          (role == LP_ROLE_DETECTION &&
           (!above || lp_layer_get_role (above) != LP_ROLE_SEPARATION)))
        above = layer;
    }

  return lp_layers_add_task (
    image, LL_TASK_SEGMENTATION, coverage == LL_COVERAGE_SPARSE ? "sparse" : "complete",
    above ? above->parent : -1,
    above ? lp_host_get_layer_position (image, above->id) + 1 : 0, error);
}

static gboolean
changes_pixel (const Change *change, gint x, gint y)
{
  gsize i = (gsize) y * (gsize) change->masks->width + (gsize) x;

  return change->masks->data[i] != 0 || (change->cleared && change->cleared[i]);
}

/* The bounding box of all pixels to change, in the image. */
static GeglRectangle
find_extent (gint32 image, const Change *change)
{
  GeglRectangle canvas = { 0, 0, 0, 0 };
  const LlLabels *masks = change->masks;
  gint x0 = masks->width, y0 = masks->height, x1 = 0, y1 = 0;
  GeglRectangle extent;

  for (gint y = 0; y < masks->height; y++)
    for (gint x = 0; x < masks->width; x++)
      if (changes_pixel (change, x, y))
        {
          x0 = MIN (x0, x);
          y0 = MIN (y0, y);
          x1 = MAX (x1, x + 1);
          y1 = MAX (y1, y + 1);
        }

  extent =
    (GeglRectangle){ change->x + x0, change->y + y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
  lp_host_get_image_size (image, &canvas.width, &canvas.height);
  gegl_rectangle_intersect (&extent, &extent, &canvas);

  return extent;
}

/* The colour of a label of the task. */
static LlColour
get_colour (const Change *change, gint label)
{
  if (label == IGNORED)
    return ll_classes_get_ignore_colour (change->classes);
  if (label == REST)
    return ll_classes_get_colour (change->classes, 0);
  if (label == 1 && change->task == LL_TASK_SEPARATION)
    return ll_classes_get_interface_colour (change->classes);

  return ll_classes_get_colour (change->classes, label);
}

/* Converts the colour of each label to a pixel of @format; the first one is without paint,
 * or that of the rest where a layer can't be transparent.
 */
static void
encode_colours (const Change *change,
                const Babl *format,
                guint8 pixels[N_COLOURS][MAX_PIXEL_BYTES])
{
  const Babl *fish = babl_fish (babl_format ("R'G'B'A float"), format);

  for (gint c = 0; c < N_COLOURS; c++)
    {
      gboolean known = c < ll_classes_get_n (change->classes) || c == REST;
      LlColour colour = get_colour (change, known ? c : IGNORED);
      gfloat rgba[4] = { (gfloat) colour.rgb[0] / 255.0f, (gfloat) colour.rgb[1] / 255.0f,
                         (gfloat) colour.rgb[2] / 255.0f, 1.0f };

      if (c == 0 && babl_format_has_alpha (format))
        memset (rgba, 0, sizeof (rgba));

      babl_process (fish, rgba, pixels[c], 1);
    }
}

/* Where encode_colours() puts the pixel of a label. */
static gint
find_place_of_label (guint8 label)
{
  switch (label)
    {
    case LL_LABEL_IGNORE:
      return IGNORED;
    case LP_MASKS_REST:
      return REST;
    case LP_MASKS_CLEAR:
      return 0;
    default:
      return label;
    }
}

/* The pixels of the layer in @area with the changes; @x, @y: where these begin.  All in the
 * coordinates of the layer.
 */
static GeglBuffer *
paint_over (gint32 layer,
            const Change *change,
            const GeglRectangle *area,
            gint x,
            gint y,
            gboolean with_masks)
{
  g_autoptr (GeglBuffer) old = lp_host_get_buffer (layer, TRUE);
  const Babl *format = gegl_buffer_get_format (old);
  gsize bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  gsize row_bytes = bytes * (gsize) area->width;
  GeglBuffer *painted = gegl_buffer_new (area, format);
  guint8 colours[N_COLOURS][MAX_PIXEL_BYTES];
  g_autofree guint8 *pixels = g_malloc (LP_PIXELS_STRIP * row_bytes);

  encode_colours (change, format, colours);

  for (gint done = 0; done < area->height; done += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x, area->y + done, area->width,
                              MIN (LP_PIXELS_STRIP, area->height - done) };

      gegl_buffer_get (old, &strip, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gint row = 0; row < strip.height; row++)
        {
          gsize first = (gsize) (strip.y + row - y) * (gsize) change->masks->width +
                        (gsize) (strip.x - x);
          guint8 *line = pixels + (gsize) row * row_bytes;

          for (gsize column = 0; column < (gsize) strip.width; column++)
            {
              guint8 label = with_masks ? change->masks->data[first + column] : 0;

              if (label != 0 || (change->cleared && change->cleared[first + column]))
                memcpy (line + column * bytes, colours[find_place_of_label (label)],
                        bytes);
            }
        }
      gegl_buffer_set (painted, &strip, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
    }

  return painted;
}

static gint32
get_layer (gint32 image, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer;

  if (!lp_masks_find_layer (layers, &layer, error))
    return -1;

  return layer ? layer->id : add_layer (image, layers, error);
}

/* The rectangle of the layer in the image. */
static GeglRectangle
find_place (gint32 image, gint32 id)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer = lp_layers_find (layers, id);

  return (GeglRectangle){ layer->x, layer->y, layer->width, layer->height };
}

static gboolean
paint_masks (gint32 image, gint32 layer, const Change *change, GError **error)
{
  GeglRectangle extent = find_extent (image, change);
  GeglRectangle place = find_place (image, layer);
  g_autoptr (GeglBuffer) pixels = NULL;
  GeglRectangle area = extent;

  if (extent.width == 0 || extent.height == 0)
    return TRUE;

  area.x -= place.x;
  area.y -= place.y;
  if (!lp_host_extend_layer (layer, &area, error))
    return FALSE;

  place = find_place (image, layer);
  area.x = extent.x - place.x;
  area.y = extent.y - place.y;
  pixels =
    paint_over (layer, change, &area, change->x - place.x, change->y - place.y, TRUE);

  return lp_host_write_pixels (layer, pixels, error);
}

/* Removes paint on the layers for masks below @layer. */
static gboolean
clear_below (gint32 image, gint32 layer, const Change *change, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  GeglRectangle extent = find_extent (image, change);

  for (guint i = 0; change->cleared && i < layers->len; i++)
    {
      const LpHostLayer *other = g_ptr_array_index (layers, i);
      GeglRectangle area = { other->x, other->y, other->width, other->height };
      g_autoptr (GeglBuffer) pixels = NULL;

      if (other->id == layer || other->is_group ||
          lp_layer_get_role (other) != LP_ROLE_SEGMENTATION ||
          lp_host_are_pixels_locked (other->id) ||
          !gegl_rectangle_intersect (&area, &area, &extent))
        continue;
      area.x -= other->x;
      area.y -= other->y;
      pixels = paint_over (other->id, change, &area, change->x - other->x,
                           change->y - other->y, FALSE);
      if (!lp_host_write_pixels (other->id, pixels, error))
        return FALSE;
    }

  return TRUE;
}

gint32
lp_masks_paint (gint32 image,
                const LlClasses *classes,
                const LlLabels *masks,
                const guint8 *cleared,
                gint x,
                gint y,
                GError **error)
{
  const Change change = { classes, masks, cleared, LL_TASK_SEGMENTATION, x, y };
  gboolean painted = FALSE;
  gint32 layer = -1;

  lp_host_undo_group_start (image);
  if (lp_host_get_image_base (image) == LP_BASE_RGB ||
      lp_host_convert_to_rgb (image, error))
    layer = get_layer (image, error);
  if (layer >= 0)
    {
      lp_kept_classes_write (image, classes);
      painted = paint_masks (image, layer, &change, error) &&
                clear_below (image, layer, &change, error);
    }
  lp_host_undo_group_end (image);

  return painted ? layer : -1;
}

gint32
lp_masks_paint_task (gint32 image,
                     LlTask task,
                     const LlClasses *classes,
                     const LlLabels *labels,
                     GError **error)
{
  const Change change = { classes, labels, NULL, task, 0, 0 };
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer;

  if (!lp_masks_find_task_layer (layers, task, &layer, error))
    return -1;

  g_return_val_if_fail (layer, -1);

  return paint_masks (image, layer->id, &change, error) ? layer->id : -1;
}

gboolean
lp_masks_change_layer (gint32 image,
                       gint32 layer,
                       LlTask task,
                       const LlClasses *classes,
                       const LlLabels *labels,
                       gint x,
                       gint y,
                       GError **error)
{
  const Change change = { classes, labels, NULL, task, x, y };

  return paint_masks (image, layer, &change, error);
}
