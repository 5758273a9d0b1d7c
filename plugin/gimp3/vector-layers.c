/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: vector layers, which GIMP has from 3.2 on.  The plug-in that was built with
 * 3.0 works in both, so these functions are looked up in the libgimp that it runs with.
 */

#include <gegl.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <libgimp/gimp.h>

#include "gimp3/gimp3.h"

/* As libgimp 3.2 declares them, with a layer in the place of its own type. */
typedef GimpLayer *(*NewFunc) (GimpImage *image, GimpPath *path);
typedef gboolean (*SetBooleanFunc) (GimpLayer *layer, gboolean value);
typedef gboolean (*SetColourFunc) (GimpLayer *layer, GeglColor *value);
typedef gboolean (*SetNumberFunc) (GimpLayer *layer, gdouble value);
typedef gboolean (*SetUnitFunc) (GimpLayer *layer, GimpUnit *value);
typedef gboolean (*SetStyleFunc) (GimpLayer *layer, gint value);
typedef gboolean (*SetNumbersFunc) (GimpLayer *layer, gsize n, const gdouble *values);
typedef gboolean (*RefreshFunc) (GimpLayer *layer);

typedef struct
{
  NewFunc make;
  SetBooleanFunc enable_fill;
  SetBooleanFunc enable_stroke;
  SetColourFunc fill_colour;
  SetColourFunc stroke_colour;
  SetNumberFunc stroke_width;
  SetUnitFunc stroke_unit;
  SetStyleFunc stroke_join;
  SetNumbersFunc stroke_dashes;
  RefreshFunc refresh;
} Functions;

static gboolean
find_functions (Functions *functions)
{
  GModule *program = g_module_open (NULL, G_MODULE_BIND_LAZY);
  const struct
  {
    const gchar *name;
    gpointer *function;
  } wanted[] = {
    { "new", (gpointer *) &functions->make },
    { "set_enable_fill", (gpointer *) &functions->enable_fill },
    { "set_enable_stroke", (gpointer *) &functions->enable_stroke },
    { "set_fill_color", (gpointer *) &functions->fill_colour },
    { "set_stroke_color", (gpointer *) &functions->stroke_colour },
    { "set_stroke_width", (gpointer *) &functions->stroke_width },
    { "set_stroke_width_unit", (gpointer *) &functions->stroke_unit },
    { "set_stroke_join_style", (gpointer *) &functions->stroke_join },
    { "set_stroke_dash_pattern", (gpointer *) &functions->stroke_dashes },
    { "refresh", (gpointer *) &functions->refresh },
  };
  gboolean found = program != NULL;

  for (gsize i = 0; found && i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree gchar *name = g_strconcat ("gimp_vector_layer_", wanted[i].name, NULL);

      found = g_module_symbol (program, name, wanted[i].function);
    }
  if (program)
    g_module_close (program);

  return found;
}

gboolean
lp_host_has_vector_layers (void)
{
  Functions functions;

  return find_functions (&functions);
}

static gboolean
set_fill (const Functions *functions, GimpLayer *layer, GeglColor *colour)
{
  return functions->enable_stroke (layer, FALSE) &&
         functions->fill_colour (layer, colour) && functions->enable_fill (layer, TRUE);
}

/* GIMP measures dashes by the width of the line. */
static gboolean
set_stroke (const Functions *functions,
            GimpLayer *layer,
            GeglColor *colour,
            const LpHostLine *line)
{
  gdouble dashes[2] = { line->dash / line->width, line->dash / line->width };

  return functions->enable_fill (layer, FALSE) &&
         functions->stroke_colour (layer, colour) &&
         functions->stroke_unit (layer, gimp_unit_pixel ()) &&
         functions->stroke_width (layer, line->width) &&
         functions->stroke_join (layer, GIMP_JOIN_ROUND) &&
         (!(line->dash > 0.0) || functions->stroke_dashes (layer, 2, dashes)) &&
         functions->enable_stroke (layer, TRUE);
}

static gboolean
set_line (const Functions *functions, GimpLayer *layer, const LpHostLine *line)
{
  GeglColor *colour = gegl_color_new (NULL);
  gboolean done;

  gegl_color_set_pixel (colour, babl_format ("R'G'B' u8"), line->rgb);
  done = line->width > 0.0 ? set_stroke (functions, layer, colour, line)
                           : set_fill (functions, layer, colour);
  g_object_unref (colour);

  return done && functions->refresh (layer);
}

gint32
lp_host_insert_vector_layer (gint32 image,
                             gint32 path,
                             const gchar *name,
                             const LpHostLine *line,
                             gint32 parent,
                             gint position,
                             GError **error)
{
  GimpImage *object = gimp_image_get_by_id (image);
  GimpLayer *layer = NULL;
  Functions functions;

  if (find_functions (&functions))
    layer = functions.make (object, gimp_path_get_by_id (path));
  if (layer &&
      gimp_image_insert_layer (object, layer, gimp_layer_get_by_id (parent), position))
    {
      gimp_item_set_name (GIMP_ITEM (layer), name);
      if (set_line (&functions, layer, line))
        return gimp_item_get_id (GIMP_ITEM (layer));
      gimp_image_remove_layer (object, layer);
    }

  lp_host_set_error (error, _ ("A vector layer can't be added"));

  return -1;
}
