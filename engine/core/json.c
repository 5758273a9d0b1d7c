/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parses strict JSON: the text is checked before json-glib parses it. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/json.h"

/* All characters that JSON allows outside of strings, including those of true, false and
 * null.
 */
#define PUNCTUATION ",: \t\r\n+-.0123456789Eaeflnrstu"

#define MAX_DEPTH 64

static gboolean
set_syntax_error (GError **error, const gchar *message)
{
  g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, message);

  return FALSE;
}

/* Returns the number of an escape such as "u00e9", or -1 if @text is not one. @text is the
 * position after the backslash.
 */
static gint
get_escaped_number (const gchar *text, const gchar *end)
{
  gint number = 0;

  if (end - text < 5 || *text != 'u')
    return -1;

  for (gint i = 1; i < 5; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      number = number * 16 + g_ascii_xdigit_value (text[i]);
    }

  return number;
}

/* Returns whether the escape at @text is the first half of a character (a surrogate) and
 * the other half follows.
 */
static gboolean
is_whole_pair (const gchar *text, const gchar *end)
{
  gint high = get_escaped_number (text, end);
  gint low =
    end - text >= 11 && text[5] == '\\' ? get_escaped_number (text + 6, end) : -1;

  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

/* Returns the position after the closing quote of a string, or NULL if there is none.
 * @text is the position after the opening quote.
 */
static const gchar *
skip_string (const gchar *text, const gchar *end, GError **error)
{
  for (; text < end; text++)
    {
      if (*text == '"')
        return text + 1;

      if ((guchar) *text < 0x20)
        {
          set_syntax_error (error, _ ("a string holds a control character"));
          return NULL;
        }

      if (*text == '\\')
        {
          gint number = get_escaped_number (++text, end);

          /* json-glib also accepts escapes that are not JSON's. */
          if (number < 0 && (text >= end || !strchr ("\"\\/bfnrt", *text)))
            {
              set_syntax_error (error, _ ("it is not JSON"));
              return NULL;
            }

          /* json-glib would end the string at a NUL character. */
          if (number == 0)
            {
              set_syntax_error (error, _ ("a string holds a zero"));
              return NULL;
            }

          /* json-glib would turn half a character into bytes that are not UTF-8. */
          if (number >= 0xd800 && number < 0xe000)
            {
              if (!is_whole_pair (text, end))
                {
                  set_syntax_error (error, _ ("it is not UTF-8"));
                  return NULL;
                }
              text += 10;
            }
        }
    }

  set_syntax_error (error, _ ("a string does not end"));

  return NULL;
}

static gboolean
check_text (const gchar *text, gsize length, gint max_depth, GError **error)
{
  const gchar *end = text + length;
  gchar open[MAX_DEPTH];
  gint depth = 0;
  gboolean ended = FALSE; /* json-glib would return the second of two roots */

  if (!g_utf8_validate (text, (gssize) length, NULL))
    return set_syntax_error (error, _ ("it is not UTF-8"));

  while (text < end)
    {
      gchar c = *text++;

      if (depth == 0 && !g_ascii_isspace (c) && (ended || c != '{'))
        return set_syntax_error (error, ended ? _ ("something follows it")
                                              : _ ("it is not an object"));

      if (c == '"')
        {
          text = skip_string (text, end, error);
          if (!text)
            return FALSE;
        }
      else if (c == '{' || c == '[')
        {
          if (depth == max_depth)
            return set_syntax_error (error, _ ("it is nested too deep"));
          open[depth++] = c;
        }
      else if (c == '}' || c == ']')
        {
          if (depth == 0 || open[depth - 1] != (c == '}' ? '{' : '['))
            return set_syntax_error (error, _ ("its brackets do not match"));
          ended = --depth == 0;
        }
      else if (!strchr (PUNCTUATION, c))
        {
          return set_syntax_error (error, _ ("it is not JSON"));
        }
    }

  return depth == 0 || set_syntax_error (error, _ ("it ends too early"));
}

/* Counts the members so far of objects that are still being parsed. json-glib reports
 * each member, including a repeated one, before the end of the object.
 */
typedef struct
{
  GHashTable *members; /* JsonObject * -> count */
  gboolean repeated;
} Members;

static void
on_member (JsonParser *parser, JsonObject *object, const gchar *name, gpointer data)
{
  Members *members = data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (members->members, object));

  (void) parser;
  (void) name;
  g_hash_table_insert (members->members, object, GUINT_TO_POINTER (n + 1));
}

static void
on_object_end (JsonParser *parser, JsonObject *object, gpointer data)
{
  Members *members = data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (members->members, object));

  (void) parser;
  if (n != json_object_get_size (object))
    members->repeated = TRUE;
  g_hash_table_remove (members->members, object);
}

const gchar *
ll_json_get_string (JsonObject *object, const gchar *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

gboolean
ll_json_get_int (JsonObject *object,
                 const gchar *name,
                 gint64 least,
                 gint64 most,
                 gint64 *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (!node || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < least || json_node_get_int (node) > most)
    return FALSE;

  *value = json_node_get_int (node);

  return TRUE;
}

JsonNode *
ll_json_parse (const gchar *text, gsize length, gint max_depth, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  Members members = { NULL, FALSE };
  gboolean parsed;

  g_return_val_if_fail (max_depth > 0 && max_depth <= MAX_DEPTH, NULL);

  if (length > G_MAXINT || !check_text (text, length, max_depth, error))
    return NULL;

  parser = json_parser_new_immutable ();
  members.members = g_hash_table_new (NULL, NULL);
  g_signal_connect (parser, "object-member", G_CALLBACK (on_member), &members);
  g_signal_connect (parser, "object-end", G_CALLBACK (on_object_end), &members);
  parsed = json_parser_load_from_data (parser, text, (gssize) length, error);
  g_hash_table_unref (members.members);

  if (!parsed)
    return NULL;

  if (members.repeated)
    {
      set_syntax_error (error, _ ("a name occurs twice in one object"));
      return NULL;
    }

  if (!json_parser_get_root (parser) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      set_syntax_error (error, _ ("it is not an object"));
      return NULL;
    }

  return json_parser_steal_root (parser);
}
