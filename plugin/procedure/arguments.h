/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The values of one call of a procedure, by name. */

#pragma once

#include "procedure/procedure.h"

G_BEGIN_DECLS

#define LP_ARGUMENT_ERROR (lp_argument_error_quark ())

typedef enum
{
  LP_ARGUMENT_ERROR_VALUE /* outside of its range, or not one of its words */
} LpArgumentError;

GQuark lp_argument_error_quark (void);

typedef struct _LpArguments LpArguments;

/**
 * lp_argument_describe:
 *
 * Returns: (transfer full): the blurb with the range, for the procedure database.
 */
gchar *lp_argument_describe (const LpArgumentSpec *spec);

/**
 * lp_arguments_new:
 * @specs: the arguments; must outlive the values
 * @n_specs: how many
 *
 * Returns: (transfer full): the defaults.
 */
LpArguments *lp_arguments_new (const LpArgumentSpec *specs, gint n_specs);
void lp_arguments_free (LpArguments *arguments);

gint lp_arguments_get_n (const LpArguments *arguments);
const LpArgumentSpec *lp_arguments_get_spec (const LpArguments *arguments, gint index);

/* By name; the name must be one of the table's. */
gint lp_arguments_get_int (const LpArguments *arguments, const gchar *name);
gdouble lp_arguments_get_float (const LpArguments *arguments, const gchar *name);
gboolean lp_arguments_get_bool (const LpArguments *arguments, const gchar *name);
const gchar *lp_arguments_get_string (const LpArguments *arguments, const gchar *name);

/* Numbers and booleans; everything else. */
void lp_arguments_set_number (LpArguments *arguments, const gchar *name, gdouble number);
void
lp_arguments_set_string (LpArguments *arguments, const gchar *name, const gchar *text);

/**
 * lp_arguments_get_choice:
 *
 * Returns: the index of the chosen word in the argument's list, or -1.
 */
gint lp_arguments_get_choice (const LpArguments *arguments, const gchar *name);

/**
 * lp_arguments_check:
 * @error: return location for a %LP_ARGUMENT_ERROR about the first mistake
 *
 * Returns: whether every value is in its range.
 */
gboolean lp_arguments_check (const LpArguments *arguments, GError **error);

/**
 * lp_arguments_to_text:
 *
 * Returns: (transfer full): the values in a form that lp_arguments_from_text()
 *   takes; for last-used values.
 */
gchar *lp_arguments_to_text (const LpArguments *arguments);

/**
 * lp_arguments_from_text:
 * @text: from an older version, perhaps
 *
 * Values that are unknown or no longer allowed are passed over.
 */
void lp_arguments_from_text (LpArguments *arguments, const gchar *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpArguments, lp_arguments_free)

G_END_DECLS
