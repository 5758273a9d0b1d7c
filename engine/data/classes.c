/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Classes: names and colours. */

#include "data/classes-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lazylabels/error.h"

#define MAX_OBJECTS (LL_MAX_CLASSES - 1)
#define MAX_NAME    100 /* bytes */
#define REST        "rest"

static const LlColour rest_colour = { { 0x00, 0x00, 0x00 } };
static const LlColour ignore_colour = { { 0x80, 0x80, 0x80 } };

LlClasses *
ll_classes_new_empty (LlPalette palette)
{
  LlClasses *classes = g_new0 (LlClasses, 1);

  classes->n = 1;
  classes->names[0] = g_strdup (REST);
  classes->colours[0] = rest_colour;
  classes->interface_colour = ll_palette_get_interface_colour (palette);
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

/* Words that stand for something else in tables, arguments or titles of layers. */
static const gchar *const reserved[] = { REST,     "all",       "any",
                                         "ignore", "interface", "classes" };

/* Returns what a person reads: without case, invisible characters, and differences between
 * spaces or between encodings of the same letter.
 */
static gchar *
fold_name (const gchar *name)
{
  g_autofree gchar *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean space = FALSE;

  for (const gchar *c = normal; *c; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_type (letter) == G_UNICODE_FORMAT)
        continue;
      if (g_unichar_isspace (letter))
        {
          space = TRUE;
          continue;
        }
      if (space && plain->len > 0)
        g_string_append_c (plain, ' ');
      space = FALSE;
      g_string_append_unichar (plain, letter);
    }

  return g_utf8_casefold (plain->str, -1);
}

/* Whether a new class may have the name.  Classes of files made earlier need not pass this:
 * they have to open.
 */
static gboolean
check_new_name (const LlClasses *classes, gint index, GError **error)
{
  const gchar *name = classes->names[index];
  g_autofree gchar *folded = fold_name (name);

  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (strcmp (folded, reserved[i]) == 0)
      {
        g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                     _ ("The class name '%s' has a meaning of its own in tables and "
                        "layers: choose another one."),
                     name);
        return FALSE;
      }

  for (gint i = 1; i < index; i++)
    {
      g_autofree gchar *other = fold_name (classes->names[i]);

      if (strcmp (folded, other) != 0)
        continue;

      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("The class names '%s' and '%s' look the same: give each class its "
                      "own name."),
                   classes->names[i], name);
      return FALSE;
    }

  if (*folded)
    return TRUE;

  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
               _ ("Class %d has no name: give each class a name."), index);

  return FALSE;
}

/* Names that differ only in case count as the same, as they do for a person. */
gboolean
ll_classes_add (LlClasses *classes, const gchar *given, LlColour colour, GError **error)
{
  g_autofree gchar *name = NULL;
  g_autofree gchar *folded = NULL;
  gint i;

  if (classes->n == LL_MAX_CLASSES)
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
        _ ("There can't be more than %d classes besides the background: leave some out."),
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

  /* The same letters are the same bytes, wherever they were typed. */
  name = g_strstrip (g_utf8_normalize (given, -1, G_NORMALIZE_DEFAULT_COMPOSE));
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
          _ ("The class name '%s' is reserved for the background: choose another one."),
          name);
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
  return classes->interface_colour;
}

void
ll_classes_set_interface_colour (LlClasses *classes, LlColour colour)
{
  classes->interface_colour = colour;
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

LlClasses *
ll_classes_new (const gchar *const *names,
                gint n_names,
                LlPalette palette,
                GError **error)
{
  const LlColour *colours = ll_palette_get_colours (palette);
  g_autoptr (LlClasses) classes = NULL;
  gint i;

  if (n_names < 1)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
                   _ ("There are no classes: name at least one."));
      return NULL;
    }

  classes = ll_classes_new_empty (palette);
  for (i = 0; i < n_names; i++)
    if (!ll_classes_add (classes, names[i], colours[MIN (i, MAX_OBJECTS - 1)], error))
      return NULL;
  for (i = 1; i < classes->n; i++)
    if (!check_new_name (classes, i, error))
      return NULL;

  return g_steal_pointer (&classes);
}

LlClasses *
ll_classes_new_default (LlPalette palette)
{
  static const gchar *const names[] = { "air bubble", "ice crystal" };

  return ll_classes_new (names, G_N_ELEMENTS (names), palette, NULL);
}

gchar *
ll_classes_to_text (const LlClasses *classes)
{
  GString *text = g_string_new (NULL);

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    g_string_append_printf (text, "%s%s", c > 1 ? ", " : "",
                            ll_classes_get_name (classes, c));

  return g_string_free (text, FALSE);
}
