/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/lines.h"

#include <string.h>

#include "microscope/length.h"

static gboolean
ends_line (gchar c)
{
  return c == '\n' || c == '\r' || c == '\0';
}

static LpSpan
strip (LpSpan span)
{
  while (span.size > 0 && g_ascii_isspace (span.start[0]))
    {
      span.start++;
      span.size--;
    }
  while (span.size > 0 && g_ascii_isspace (span.start[span.size - 1]))
    span.size--;

  return span;
}

gboolean
lp_lines_next (LpSpan *rest, LpSpan *line)
{
  gsize n = 0;

  if (rest->size == 0)
    return FALSE;

  while (n < rest->size && !ends_line (rest->start[n]))
    n++;
  *line = strip ((LpSpan){ rest->start, n });
  if (n + 1 < rest->size && rest->start[n] == '\r' && rest->start[n + 1] == '\n')
    n++;
  n = MIN (n + 1, rest->size);
  rest->start += n;
  rest->size -= n;

  return TRUE;
}

gboolean
lp_span_is (LpSpan span, const gchar *word)
{
  return strlen (word) == span.size &&
         g_ascii_strncasecmp (span.start, word, span.size) == 0;
}

gboolean
lp_ini_find (LpSpan text, const gchar *section, const gchar *key, LpSpan *value)
{
  gboolean inside = section == NULL;
  LpSpan line;

  while (lp_lines_next (&text, &line))
    {
      const gchar *equals;

      if (line.size > 1 && line.start[0] == '[' && line.start[line.size - 1] == ']')
        {
          inside =
            !section ||
            lp_span_is (strip ((LpSpan){ line.start + 1, line.size - 2 }), section);
          continue;
        }

      equals = inside && line.size > 0 ? memchr (line.start, '=', line.size) : NULL;
      if (!equals ||
          !lp_span_is (strip ((LpSpan){ line.start, (gsize) (equals - line.start) }),
                       key))
        continue;

      *value =
        strip ((LpSpan){ equals + 1, line.size - (gsize) (equals + 1 - line.start) });
      return TRUE;
    }

  return FALSE;
}

gboolean
lp_ini_find_number (LpSpan text, const gchar *section, const gchar *key, gdouble *value)
{
  LpSpan span;

  return lp_ini_find (text, section, key, &span) &&
         lp_number_parse (span.start, span.size, value) > 0;
}
