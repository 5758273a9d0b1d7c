/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lines of a text that need not end in a zero, and need not be in any encoding; and what
 * INI files say on them.  GKeyFile refuses a file with a single line that it does not know.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Part of a text; not terminated. */
typedef struct
{
  const gchar *start;
  gsize size;
} LpSpan;

/**
 * lp_lines_next:
 * @rest: (inout): what is left of a text
 * @line: (out): its next line, without its end and spaces around it
 *
 * Lines end with a line feed, a carriage return, both, or a zero.
 *
 * Returns: whether there was one more line.
 */
gboolean lp_lines_next (LpSpan *rest, LpSpan *line);

/* Whether a span is this word, in whatever case. */
gboolean lp_span_is (LpSpan span, const gchar *word);

/**
 * lp_ini_find:
 * @text: a text of lines "[section]" and "key = value"
 * @section: (nullable): without brackets; %NULL: any section
 * @key: a key
 * @value: (out): the value, without spaces around it
 *
 * Looks for the first value of a key, without regard to case.
 *
 * Returns: whether there is one.
 */
gboolean lp_ini_find (LpSpan text, const gchar *section, const gchar *key, LpSpan *value);

/* The same for a value that begins with a number. */
gboolean
lp_ini_find_number (LpSpan text, const gchar *section, const gchar *key, gdouble *value);

G_END_DECLS
