/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/call.h"
#include "procedure/names.h"

#include <math.h>

void
lp_call_note (LpCall *call, const gchar *format, ...)
{
  g_autofree gchar *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);

  g_print ("Lazy Labels: %s\n", text);
  g_string_append_printf (call->notes, "%s%s", call->notes->len ? "\n" : "", text);
}

void
lp_call_note_lines (LpCall *call, const gchar *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gint i = 0; lines[i]; i++)
    lp_call_note (call, "%s", lines[i]);
}

/* Cells are separated by tabs, as spreadsheets paste them. */
void
lp_call_add_row (LpCall *call, const gchar *const *cells)
{
  for (gint i = 0; cells[i]; i++)
    {
      g_autofree gchar *cell = g_strdelimit (g_strdup (cells[i]), "\t\r\n", ' ');

      g_string_append_printf (call->table, "%s%s", i > 0 ? "\t" : "", cell);
    }
  g_string_append_c (call->table, '\n');
}

void
lp_call_return_scores (LpCall *call, gdouble loss, gdouble dice)
{
  lp_arguments_set_number (call->out, LP_RETURN_LOSS, isfinite (loss) ? loss : 0);
  lp_arguments_set_number (call->out, LP_RETURN_DICE, isfinite (dice) ? dice : -1);
}

static const LpProcedure *
find_row (const LpCall *call, const LpProcedureSpec *spec)
{
  const LpProcedure *row = call->procedures;

  while (row->spec != spec)
    row++;

  return row;
}

LpArguments *
lp_call_new_arguments (const LpCall *call, const LpProcedureSpec *spec)
{
  const LpProcedure *other = find_row (call, spec);
  LpArguments *arguments = lp_arguments_new (spec->arguments, spec->n_arguments);

  if (other->prepare)
    other->prepare (call->image, arguments);

  return arguments;
}

gboolean
lp_call_run_other (const LpCall *call,
                   const LpProcedureSpec *spec,
                   const LpArguments *in,
                   GError **error)
{
  g_autoptr (LpArguments) out = lp_arguments_new (spec->returns, spec->n_returns);
  LpCall inner = *call;

  inner.in = in;
  inner.out = out;

  return find_row (call, spec)->run (&inner, error);
}
