/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a list of classes holds, for the files that make one. */

#pragma once

#include "lazylabels/classes.h"

G_BEGIN_DECLS

struct _LlClasses
{
  gint n;
  gchar *names[LL_MAX_CLASSES];
  LlColour colours[LL_MAX_CLASSES];
  LlColour interface_colour;
  LlColour ignore;
};

/**
 * ll_classes_new_empty:
 * @palette: where the colour of the interface comes from
 *
 * Returns: (transfer full): the rest alone.
 */
LlClasses *ll_classes_new_empty (LlPalette palette);

/**
 * ll_classes_add:
 * @classes: (inout): the classes
 * @given: (nullable): the name of the new class, not trusted
 * @colour: its colour
 * @error: return location for a %LL_DATA_ERROR_CLASSES
 *
 * Returns: whether the name is allowed and the class was added.
 */
gboolean
ll_classes_add (LlClasses *classes, const gchar *given, LlColour colour, GError **error);

G_END_DECLS
