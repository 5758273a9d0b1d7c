/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The values of one call of a procedure, by name. */

#pragma once

#include "procedures.h"

G_BEGIN_DECLS

#define LL_ARGUMENT_ERROR (ll_argument_error_quark ())

typedef enum
{
  LL_ARGUMENT_ERROR_VALUE /* outside of its range, or not one of its words */
} LlArgumentError;

GQuark ll_argument_error_quark (void);

typedef struct _LlArguments LlArguments;

/**
 * ll_argument_describe:
 *
 * Returns: (transfer full): the blurb with the range, for the procedure database.
 */
gchar *ll_argument_describe (const LlArgumentSpec *spec);

/**
 * ll_arguments_new:
 * @specs: the arguments; must outlive the values
 * @n_specs: how many
 *
 * Returns: (transfer full): the defaults.
 */
LlArguments *ll_arguments_new (const LlArgumentSpec *specs, gint n_specs);
void ll_arguments_free (LlArguments *arguments);

gint ll_arguments_get_n (const LlArguments *arguments);
const LlArgumentSpec *ll_arguments_get_spec (const LlArguments *arguments, gint index);

/* By name; the name must be one of the table's. */
gint ll_arguments_get_int (const LlArguments *arguments, const gchar *name);
gdouble ll_arguments_get_float (const LlArguments *arguments, const gchar *name);
gboolean ll_arguments_get_bool (const LlArguments *arguments, const gchar *name);
const gchar *ll_arguments_get_string (const LlArguments *arguments, const gchar *name);

/* Numbers and booleans; everything else. */
void ll_arguments_set_number (LlArguments *arguments, const gchar *name, gdouble number);
void
ll_arguments_set_string (LlArguments *arguments, const gchar *name, const gchar *text);

/**
 * ll_arguments_get_choice:
 *
 * Returns: the index of the chosen word in the argument's list, or -1.
 */
gint ll_arguments_get_choice (const LlArguments *arguments, const gchar *name);

/**
 * ll_arguments_check:
 * @error: return location for a %LL_ARGUMENT_ERROR about the first mistake
 *
 * Returns: whether every value is in its range.
 */
gboolean ll_arguments_check (const LlArguments *arguments, GError **error);

/**
 * ll_arguments_to_text:
 *
 * Returns: (transfer full): the values in a form that ll_arguments_from_text()
 *   takes; for last-used values.
 */
gchar *ll_arguments_to_text (const LlArguments *arguments);

/**
 * ll_arguments_from_text:
 * @text: from an older version, perhaps
 *
 * Values that are unknown or no longer allowed are passed over.
 */
void ll_arguments_from_text (LlArguments *arguments, const gchar *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlArguments, ll_arguments_free)

G_END_DECLS
