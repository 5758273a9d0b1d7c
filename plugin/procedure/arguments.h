/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The values that one call of a procedure takes or returns, looked up by name. */

#pragma once

#include "procedure/procedure.h"

G_BEGIN_DECLS

#define LP_ARGUMENT_ERROR (lp_argument_error_quark ())

typedef enum
{
  LP_ARGUMENT_ERROR_VALUE /* out of range, or not one of the words */
} LpArgumentError;

GQuark lp_argument_error_quark (void);

typedef struct _LpArguments LpArguments;

/**
 * lp_argument_describe:
 *
 * Describes an argument for the procedure database.
 *
 * Returns: (transfer full): the blurb, followed by the range or the words.
 */
gchar *lp_argument_describe (const LpArgumentSpec *spec);

/**
 * lp_arguments_new:
 * @specs: the arguments; they must outlive the values
 * @n_specs: how many
 *
 * Returns: (transfer full): values for @specs, each at its default.
 */
LpArguments *lp_arguments_new (const LpArgumentSpec *specs, gint n_specs);

/* Returns: (transfer full): the same values, of the same specs. */
LpArguments *lp_arguments_copy (const LpArguments *arguments);
void lp_arguments_free (LpArguments *arguments);

gint lp_arguments_get_n (const LpArguments *arguments);
const LpArgumentSpec *lp_arguments_get_spec (const LpArguments *arguments, gint index);

/* Whether one of the specs has that name. */
gboolean lp_arguments_has (const LpArguments *arguments, const gchar *name);

/* Getters.  @name must be the name of one of the specs. */
gint lp_arguments_get_int (const LpArguments *arguments, const gchar *name);
gdouble lp_arguments_get_float (const LpArguments *arguments, const gchar *name);
gboolean lp_arguments_get_bool (const LpArguments *arguments, const gchar *name);
const gchar *lp_arguments_get_string (const LpArguments *arguments, const gchar *name);

/* Setters: the first for numbers and booleans, the second for all other types.  A path is
 * expanded as by lp_path_from_text(); a list of files is not, because one of them may not
 * fit into a line.
 */
void lp_arguments_set_number (LpArguments *arguments, const gchar *name, gdouble number);
void
lp_arguments_set_string (LpArguments *arguments, const gchar *name, const gchar *text);

/**
 * lp_arguments_get_choice:
 *
 * Returns: the index of the chosen word in the list of choices, or -1.
 */
gint lp_arguments_get_choice (const LpArguments *arguments, const gchar *name);

/**
 * lp_arguments_set_for_person:
 * @for_person: whether the values come from a form
 *
 * Decides what errors call an argument: a person knows its label, a script its name.
 */
void lp_arguments_set_for_person (LpArguments *arguments, gboolean for_person);

/**
 * lp_arguments_get_title:
 *
 * Returns: (transfer full): what an error calls the argument @name.
 */
gchar *lp_arguments_get_title (const LpArguments *arguments, const gchar *name);

/**
 * lp_arguments_set_label:
 * @name: of a choice
 * @word: one of its words
 * @label: translated
 *
 * Replaces what a form shows for a word, which may depend on the image: "Scale stored in this
 * image (0.25 µm/px)".
 */
void lp_arguments_set_label (LpArguments *arguments,
                             const gchar *name,
                             const gchar *word,
                             const gchar *label);

/**
 * lp_arguments_get_label:
 * @name: of a choice
 * @index: of one of its words
 *
 * Returns: (transfer none): what a form shows for the word, translated.
 */
const gchar *
lp_arguments_get_label (const LpArguments *arguments, const gchar *name, gint index);

/**
 * lp_arguments_check:
 * @error: return location for a %LP_ARGUMENT_ERROR that names the first value out of range
 *
 * Returns: whether every value is in its range.
 */
gboolean lp_arguments_check (const LpArguments *arguments, GError **error);

/**
 * lp_arguments_to_text:
 *
 * Serialises the values, so that the next call can start from them.
 *
 * Returns: (transfer full): a text for lp_arguments_from_text().
 */
gchar *lp_arguments_to_text (const LpArguments *arguments);

/**
 * lp_arguments_from_text:
 * @text: from lp_arguments_to_text(), perhaps of an older version
 *
 * Sets the values that @text holds.  Those that are unknown or no longer allowed are
 * ignored.
 */
void lp_arguments_from_text (LpArguments *arguments, const gchar *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpArguments, lp_arguments_free)

G_END_DECLS
