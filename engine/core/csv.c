/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a cell starts a row follows from the text before it. */

#include <math.h>
#include <string.h>

#include "lazylabels/csv.h"

/* An empty first cell would leave no trace, and the second cell would take its place, so
 * it is written as quotes.
 */
static gboolean
begin_cell (GString *text)
{
  gboolean first = text->len == 0 || text->str[text->len - 1] == '\n';

  if (!first)
    g_string_append_c (text, ',');
  return first;
}

void
ll_csv_append_text (GString *text, const gchar *cell)
{
  gboolean first = begin_cell (text);

  if (!strpbrk (cell, ",\"\r\n") && (*cell || !first))
    {
      g_string_append (text, cell);
      return;
    }

  g_string_append_c (text, '"');
  for (const gchar *c = cell; *c; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

void
ll_csv_append_number (GString *text, gdouble value)
{
  gchar cell[G_ASCII_DTOSTR_BUF_SIZE] = "";

  if (isfinite (value))
    g_ascii_formatd (cell, sizeof cell, "%.8g", value);
  ll_csv_append_text (text, cell);
}

void
ll_csv_end_row (GString *text)
{
  g_string_append (text, "\r\n");
}
