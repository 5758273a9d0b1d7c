/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The classes that a person paints: names and colours.
 *
 * Class 0 is always the rest (background, unfrozen matrix).  The separation
 * task has its own two classes, rest and interface; only the colour of the
 * interface is kept here.
 */

#pragma once

#include <glib.h>

#include "lazylabels/colour.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

/* Limits on the number of classes, including the rest. */
#define LL_MIN_CLASSES 2
#define LL_MAX_CLASSES (LL_PALETTE_SIZE + 1)

/* The label of a pixel that every loss and every score leaves out. */
#define LL_LABEL_IGNORE 255

typedef struct _LlClasses LlClasses;

/**
 * ll_classes_new:
 * @names: names of the object classes, without the rest
 * @n_names: how many, 1 .. %LL_MAX_CLASSES - 1
 * @palette: the table that supplies the colours, in the order of @names
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Makes a list of classes: the rest, and then one class per name.
 *
 * Names are stripped of surrounding space.  An empty or reserved name ("rest", "all",
 * "any", "ignore", "interface", "classes") is an error, and so are two that a person takes
 * for the same, because they differ in case, spaces or the encoding of letters alone.
 *
 * Returns: (transfer full): the classes, or %NULL.
 */
LlClasses *ll_classes_new (const gchar *const *names,
                           gint n_names,
                           LlPalette palette,
                           GError **error);

/**
 * ll_classes_new_default:
 * @palette: the colours to use
 *
 * Returns: (transfer full): "air bubble" and "ice crystal".
 */
LlClasses *ll_classes_new_default (LlPalette palette);

LlClasses *ll_classes_copy (const LlClasses *classes);
void ll_classes_free (LlClasses *classes);

/**
 * ll_classes_get_n:
 *
 * Returns: the number of classes, including the rest.
 */
gint ll_classes_get_n (const LlClasses *classes);

/**
 * ll_classes_get_n_of_task:
 *
 * Returns: the classes of @task's label map: all of them, or rest and interface.
 */
gint ll_classes_get_n_of_task (const LlClasses *classes, LlTask task);

/**
 * ll_classes_get_name:
 * @index: 0 .. n - 1; 0 is "rest"
 *
 * Returns: the name, owned by @classes.
 */
const gchar *ll_classes_get_name (const LlClasses *classes, gint index);

/**
 * ll_classes_get_colour:
 * @index: 0 .. n - 1; 0 is the colour that marks the rest on sparse layers
 */
LlColour ll_classes_get_colour (const LlClasses *classes, gint index);
void ll_classes_set_colour (LlClasses *classes, gint index, LlColour colour);

/* The colour of separation scribbles, and the colour whose pixels all tasks ignore. */
LlColour ll_classes_get_interface_colour (const LlClasses *classes);
void ll_classes_set_interface_colour (LlClasses *classes, LlColour colour);
LlColour ll_classes_get_ignore_colour (const LlClasses *classes);
void ll_classes_set_ignore_colour (LlClasses *classes, LlColour colour);

/**
 * ll_classes_equal:
 *
 * Returns: whether both have the same names in the same order.  Colours are not
 *   compared, since they carry no meaning.
 */
gboolean ll_classes_equal (const LlClasses *a, const LlClasses *b);

/**
 * ll_classes_to_text:
 *
 * Returns: (transfer full): the object classes' names, separated by commas: "air bubble, ice
 *   crystal".
 */
gchar *ll_classes_to_text (const LlClasses *classes);

/**
 * ll_classes_to_json:
 *
 * Returns: (transfer full): one line of JSON, as kept in an image's parasite
 *   and in weights files: {"version":1,"classes":[{"name":..,"colour":"#rrggbb"},
 *   ..],"rest":"#rrggbb","interface":"#rrggbb","ignore":"#rrggbb"}
 */
gchar *ll_classes_to_json (const LlClasses *classes);

/**
 * ll_classes_from_json:
 * @json: text of ll_classes_to_json(); it need not be valid
 * @length: the length of @json in bytes, or -1 if it ends with a NUL
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Files made when fewer names were reserved are read all the same.
 *
 * Returns: (transfer full): the classes, or %NULL.
 */
LlClasses *ll_classes_from_json (const gchar *json, gssize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlClasses, ll_classes_free)

G_END_DECLS
