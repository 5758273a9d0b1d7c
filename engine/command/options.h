/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The options of a command: read from the command line, and written down as help, as a page
 * of the manual, and for the completion of shells.
 */

#pragma once

#include <stdio.h>

#include "command.h"

G_BEGIN_DECLS

/**
 * lc_options_list:
 * @command: a command
 * @n: (out): how many options it has
 *
 * Returns: (transfer full): their specs, to be freed with g_free().
 */
LpArgumentSpec *lc_options_list (const LcCommand *command, gint *n);

/**
 * lc_options_parse:
 * @command: a command
 * @argv: (inout): its arguments after its name; what remains are paths
 * @specs: from lc_options_list(), which must outlive the values
 * @n: how many
 * @help: (out): whether help was asked for
 * @error: return location for a %LC_ERROR_USAGE
 *
 * Returns: (transfer full): the values, checked; or %NULL.
 */
LpArguments *lc_options_parse (const LcCommand *command,
                               gchar ***argv,
                               const LpArgumentSpec *specs,
                               gint n,
                               gboolean *help,
                               GError **error);

/* Returns: (transfer full): "-o, --output=FOLDER", or "--[no-]augment" for what is on by default. */
gchar *lc_option_get_text (const LpArgumentSpec *spec);

/* Returns: (transfer full): range, words and default of an option; may be empty. */
gchar *lc_option_get_range (const LpArgumentSpec *spec);

/* Prints what `lazy-labels COMMAND --help` says. */
void lc_options_print_help (const LcCommand *command, FILE *stream);

/* Prints the page of the manual, in the language of man. */
void lc_options_print_manual (FILE *stream);

/**
 * lc_options_print_words:
 * @command: (nullable): a command; %NULL: their names are printed
 * @option: (nullable): one of its options, without dashes, whose words are printed; %NULL:
 *   the options themselves
 *
 * For the completion of shells: one per line.
 */
void lc_options_print_words (const LcCommand *command, const gchar *option, FILE *stream);

G_END_DECLS
