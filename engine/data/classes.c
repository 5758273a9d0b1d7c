/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Classes: names, colours, and their JSON.
 *
 * Colours come from tables.  The colour-blind safe one begins with Okabe and Ito's
 * (https://jfly.uni-koeln.de/color/); the rest of both tables was found by taking, again
 * and again, the colour farthest (CIELAB; for the first table also as seen with each kind
 * of colour blindness) from all taken before, black, grey and the interface's among them.
 * Any two of a table lie at least 0.25 apart in the unit cube of sRGB, see paint.c.
 */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json.h"
#include "lazylabels/classes.h"
#include "lazylabels/error.h"

#define MAX_OBJECTS   (LL_MAX_CLASSES - 1)
#define MAX_NAME      100 /* bytes */
#define MAX_JSON      65536
#define LIST_VERSION  1
#define REST          "rest"
#define COLOUR_LENGTH 7 /* "#rrggbb" */

struct _LlClasses
{
  gint n;
  gchar *names[LL_MAX_CLASSES];
  LlColour colours[LL_MAX_CLASSES];
  LlColour interface;
  LlColour ignore;
};

static const LlColour rest_colour = { { 0x00, 0x00, 0x00 } };
static const LlColour ignore_colour = { { 0x80, 0x80, 0x80 } };

static const LlColour interface_colours[] = {
  { { 0x00, 0xff, 0xff } }, /* cyan: Okabe and Ito's purple looks grey to many */
  { { 0x00, 0x00, 0xff } }  /* blue                                            */
};

static const LlColour colours[][MAX_OBJECTS] = {
  {
    { { 0x00, 0x72, 0xb2 } }, /* blue           */
    { { 0xe6, 0x9f, 0x00 } }, /* orange         */
    { { 0x00, 0x9e, 0x73 } }, /* bluish green   */
    { { 0xf0, 0xe4, 0x42 } }, /* yellow         */
    { { 0xd5, 0x5e, 0x00 } }, /* vermillion     */
    { { 0xcc, 0x79, 0xa7 } }, /* reddish purple */
    { { 0x56, 0xb4, 0xe9 } }, /* sky blue       */
    { { 0x99, 0x00, 0xff } },
    { { 0x33, 0x11, 0x88 } },
    { { 0xdd, 0xff, 0xbb } },
    { { 0x88, 0x11, 0x22 } },
    { { 0x99, 0xff, 0x77 } },
    { { 0x99, 0x88, 0xff } },
    { { 0x99, 0x00, 0x77 } },
    { { 0xdd, 0x11, 0x33 } },
  },
  {
    { { 0xff, 0x00, 0x00 } }, /* red   */
    { { 0x00, 0xc0, 0x00 } }, /* green */
    { { 0xff, 0x00, 0xbb } },
    { { 0xff, 0xcc, 0x00 } },
    { { 0x33, 0x88, 0xff } },
    { { 0x00, 0xff, 0xdd } },
    { { 0x88, 0x00, 0x33 } },
    { { 0xff, 0xff, 0xbb } },
    { { 0x66, 0x77, 0x00 } },
    { { 0x00, 0x00, 0x77 } },
    { { 0xff, 0x99, 0x77 } },
    { { 0xff, 0xaa, 0xff } },
    { { 0xbb, 0x55, 0xff } },
    { { 0x66, 0xdd, 0xff } },
    { { 0x55, 0x33, 0x66 } },
  },
};

static LlClasses *
classes_new_empty (LlPalette palette)
{
  LlClasses *classes = g_new0 (LlClasses, 1);

  classes->n = 1;
  classes->names[0] = g_strdup (REST);
  classes->colours[0] = rest_colour;
  classes->interface = interface_colours[palette];
  classes->ignore = ignore_colour;

  return classes;
}

static gboolean
has_control_characters (const gchar *name)
{
  for (; *name; name = g_utf8_next_char (name))
    if (g_unichar_iscntrl (g_utf8_get_char (name)))
      return TRUE;

  return FALSE;
}

/* Names that differ in case alone are taken as the same: a person would. */
static gboolean
add_class (LlClasses *classes, const gchar *given, LlColour colour, GError **error)
{
  g_autofree gchar *name = NULL;
  g_autofree gchar *folded = NULL;
  gint i;

  if (classes->n == LL_MAX_CLASSES)
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
        _ ("There can't be more than %d classes beside the rest: leave some out."),
        MAX_OBJECTS);
      return FALSE;
    }

  if (!given || !g_utf8_validate (given, -1, NULL) || has_control_characters (given))
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The name of class %d is not plain text: give it a name of letters "
                      "and digits on one line."),
                   classes->n);
      return FALSE;
    }

  name = g_strstrip (g_strdup (given));
  if (!*name)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("Class %d has no name: give each class a name."), classes->n);
      return FALSE;
    }

  if (strlen (name) > MAX_NAME)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The name of class %d is too long: %d bytes are allowed."),
                   classes->n, MAX_NAME);
      return FALSE;
    }

  folded = g_utf8_casefold (name, -1);
  for (i = 0; i < classes->n; i++)
    {
      g_autofree gchar *other = g_utf8_casefold (classes->names[i], -1);

      if (strcmp (folded, other) != 0)
        continue;

      if (i == 0)
        g_set_error (
          error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
          _ ("The class name '%s' is taken by the background: choose another."), name);
      else
        g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                     _ ("Two classes are called '%s': give each its own name."), name);
      return FALSE;
    }

  classes->names[classes->n] = g_steal_pointer (&name);
  classes->colours[classes->n] = colour;
  classes->n++;

  return TRUE;
}

static void
colour_to_text (LlColour colour, gchar text[COLOUR_LENGTH + 1])
{
  g_snprintf (text, COLOUR_LENGTH + 1, "#%02x%02x%02x", colour.rgb[0], colour.rgb[1],
              colour.rgb[2]);
}

static gboolean
colour_from_text (const gchar *text, LlColour *colour)
{
  gint i;

  if (!text || strlen (text) != COLOUR_LENGTH || text[0] != '#')
    return FALSE;

  for (i = 0; i < 3; i++)
    {
      gint high = g_ascii_xdigit_value (text[1 + 2 * i]);
      gint low = g_ascii_xdigit_value (text[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      colour->rgb[i] = (guint8) (16 * high + low);
    }

  return TRUE;
}

static gboolean
get_colour (JsonObject *object, const gchar *member, LlColour *colour, GError **error)
{
  if (colour_from_text (ll_json_get_string (object, member), colour))
    return TRUE;

  g_set_error (
    error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
    _ ("The class list has no colour '%s' of the form #rrggbb: annotate the image "
       "anew."),
    member);

  return FALSE;
}

static gboolean
add_from_json (LlClasses *classes, JsonNode *node, GError **error)
{
  JsonObject *object;
  LlColour colour;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("Class %d of the class list is damaged: annotate the image anew."),
                   classes->n);
      return FALSE;
    }

  object = json_node_get_object (node);

  return get_colour (object, "colour", &colour, error) &&
         add_class (classes, ll_json_get_string (object, "name"), colour, error);
}

static gboolean
fill_from_json (LlClasses *classes, JsonObject *object, GError **error)
{
  JsonNode *list = json_object_get_member (object, "classes");
  gint64 version;
  guint n;
  guint i;

  if (!ll_json_get_int (object, "version", 1, G_MAXINT64, &version) || !list ||
      !JSON_NODE_HOLDS_ARRAY (list))
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
        _ ("The class list lacks its version or its classes: annotate the image "
           "anew."));
      return FALSE;
    }

  if (version > LIST_VERSION)
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
        _ ("The class list was written by a newer Lazy Labels: update the plug-in."));
      return FALSE;
    }

  n = json_array_get_length (json_node_get_array (list));
  if (n == 0)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class list is empty: annotate the image anew."));
      return FALSE;
    }

  for (i = 0; i < n; i++)
    if (!add_from_json (classes, json_array_get_element (json_node_get_array (list), i),
                        error))
      return FALSE;

  return get_colour (object, "rest", &classes->colours[0], error) &&
         get_colour (object, "interface", &classes->interface, error) &&
         get_colour (object, "ignore", &classes->ignore, error);
}

LlClasses *
ll_classes_copy (const LlClasses *classes)
{
  LlClasses *copy;
  gint i;

  g_return_val_if_fail (classes, NULL);

  copy = g_new (LlClasses, 1);
  *copy = *classes;
  for (i = 0; i < classes->n; i++)
    copy->names[i] = g_strdup (classes->names[i]);

  return copy;
}

void
ll_classes_free (LlClasses *classes)
{
  gint i;

  if (!classes)
    return;

  for (i = 0; i < classes->n; i++)
    g_free (classes->names[i]);
  g_free (classes);
}

gint
ll_classes_get_n (const LlClasses *classes)
{
  return classes->n;
}

gint
ll_classes_get_n_of_task (const LlClasses *classes, LlTask task)
{
  return task == LL_TASK_SEPARATION ? 2 : classes->n;
}

const gchar *
ll_classes_get_name (const LlClasses *classes, gint index)
{
  g_return_val_if_fail (index >= 0 && index < classes->n, NULL);

  return classes->names[index];
}

LlColour
ll_classes_get_colour (const LlClasses *classes, gint index)
{
  g_return_val_if_fail (index >= 0 && index < classes->n, rest_colour);

  return classes->colours[index];
}

void
ll_classes_set_colour (LlClasses *classes, gint index, LlColour colour)
{
  g_return_if_fail (index >= 0 && index < classes->n);

  classes->colours[index] = colour;
}

LlColour
ll_classes_get_interface_colour (const LlClasses *classes)
{
  return classes->interface;
}

void
ll_classes_set_interface_colour (LlClasses *classes, LlColour colour)
{
  classes->interface = colour;
}

LlColour
ll_classes_get_ignore_colour (const LlClasses *classes)
{
  return classes->ignore;
}

void
ll_classes_set_ignore_colour (LlClasses *classes, LlColour colour)
{
  classes->ignore = colour;
}

gboolean
ll_classes_equal (const LlClasses *a, const LlClasses *b)
{
  gint i;

  if (a->n != b->n)
    return FALSE;

  for (i = 0; i < a->n; i++)
    if (strcmp (a->names[i], b->names[i]) != 0)
      return FALSE;

  return TRUE;
}

gchar *
ll_classes_to_json (const LlClasses *classes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  gchar text[COLOUR_LENGTH + 1];
  gint i;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, LIST_VERSION);

  json_builder_set_member_name (builder, "classes");
  json_builder_begin_array (builder);
  for (i = 1; i < classes->n; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, classes->names[i]);
      json_builder_set_member_name (builder, "colour");
      colour_to_text (classes->colours[i], text);
      json_builder_add_string_value (builder, text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "rest");
  colour_to_text (classes->colours[0], text);
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "interface");
  colour_to_text (classes->interface, text);
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "ignore");
  colour_to_text (classes->ignore, text);
  json_builder_add_string_value (builder, text);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

LlClasses *
ll_classes_from_json (const gchar *json, gssize length, GError **error)
{
  g_autoptr (LlClasses) classes = classes_new_empty (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  gsize size;

  g_return_val_if_fail (json, NULL);

  size = length < 0 ? strlen (json) : (gsize) length;
  if (size > MAX_JSON)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class list is too long: annotate the image anew."));
      return NULL;
    }

  root = ll_json_parse (json, size, 8, &cause);
  if (!root)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class list can't be read (%s): annotate the image anew."),
                   cause->message);
      return NULL;
    }

  if (!fill_from_json (classes, json_node_get_object (root), error))
    return NULL;

  return g_steal_pointer (&classes);
}

LlClasses *
ll_classes_new (const gchar *const *names,
                gint n_names,
                LlPalette palette,
                GError **error)
{
  g_autoptr (LlClasses) classes = NULL;
  gint i;

  g_return_val_if_fail (
    palette == LL_PALETTE_COLOUR_BLIND_SAFE || palette == LL_PALETTE_PAPER, NULL);

  if (n_names < 1)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("There are no classes: name at least one."));
      return NULL;
    }

  classes = classes_new_empty (palette);
  for (i = 0; i < n_names; i++)
    if (!add_class (classes, names[i], colours[palette][MIN (i, MAX_OBJECTS - 1)], error))
      return NULL;

  return g_steal_pointer (&classes);
}

LlClasses *
ll_classes_new_default (LlPalette palette)
{
  static const gchar *const names[] = { "air bubble", "ice crystal" };

  return ll_classes_new (names, G_N_ELEMENTS (names), palette, NULL);
}
