/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each value has room for a number and a text; its type says which one counts. */

#include "procedure/arguments.h"

#include <glib/gi18n-lib.h>

#include "procedure/menus.h"
#include "procedure/path-text.h"

#define GROUP "arguments"

typedef struct
{
  gdouble number;
  gchar *text;
  GHashTable *labels; /* of words of a choice that have others than their spec; or NULL */
} Value;

struct _LpArguments
{
  const LpArgumentSpec *specs;
  Value *values;
  gint n;
  gboolean for_person; /* errors name labels */
};

/* clang-format off */
G_DEFINE_QUARK (lp-argument-error-quark, lp_argument_error)
/* clang-format on */

static gboolean
is_number (const LpArgumentSpec *spec)
{
  return spec->type == LP_ARGUMENT_INT || spec->type == LP_ARGUMENT_FLOAT ||
         spec->type == LP_ARGUMENT_BOOL || spec->type == LP_ARGUMENT_LAYER ||
         spec->type == LP_ARGUMENT_IMAGE;
}

static gboolean
is_path (const LpArgumentSpec *spec)
{
  return spec->type == LP_ARGUMENT_FILE_OPEN || spec->type == LP_ARGUMENT_FILE_SAVE ||
         spec->type == LP_ARGUMENT_FILE_APPEND || spec->type == LP_ARGUMENT_FOLDER;
}

static gint
find_value (const LpArguments *arguments, const gchar *name)
{
  for (gint i = 0; i < arguments->n; i++)
    if (g_strcmp0 (arguments->specs[i].name, name) == 0)
      return i;

  return -1;
}

static gint
find_word (const LpChoice *choices, const gchar *word)
{
  for (gint i = 0; choices[i].word; i++)
    if (g_strcmp0 (choices[i].word, word) == 0)
      return i;

  return -1;
}

static gboolean
check_number (const LpArgumentSpec *spec,
              const gchar *title,
              gdouble number,
              GError **error)
{
  /* Written so that NAN is out of range. */
  if (number >= spec->min && number <= spec->max)
    return TRUE;

  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("\"%s\" is %.10g, but must lie between %.10g and %.10g."), title,
               number, spec->min, spec->max);
  return FALSE;
}

static gboolean
check_choice (const LpArgumentSpec *spec,
              const gchar *title,
              const gchar *text,
              GError **error)
{
  g_autoptr (GString) words = NULL;

  if (find_word (spec->choices, text) >= 0)
    return TRUE;

  words = g_string_new (NULL);
  for (gint i = 0; spec->choices[i].word; i++)
    g_string_append_printf (words, "%s\"%s\"", i > 0 ? ", " : "", spec->choices[i].word);

  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("\"%s\" is \"%s\", but must be one of %s."), title, text, words->str);
  return FALSE;
}

/* @title: what errors call the argument */
static gboolean
check_value (const LpArgumentSpec *spec,
             const gchar *title,
             const Value *value,
             GError **error)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
    case LP_ARGUMENT_BOOL:
      return check_number (spec, title, value->number, error);

    case LP_ARGUMENT_CHOICE:
      return check_choice (spec, title, value->text, error);

    default:
      if (!is_number (spec) && !g_utf8_validate (value->text, -1, NULL))
        {
          g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                       _ ("\"%s\" is not valid UTF-8 text."), title);
          return FALSE;
        }
      return TRUE;
    }
}

gchar *
lp_argument_describe (const LpArgumentSpec *spec)
{
  g_autoptr (GString) words = NULL;

  if (spec->type == LP_ARGUMENT_INT || spec->type == LP_ARGUMENT_FLOAT)
    return g_strdup_printf ("%s (%.10g <= %s <= %.10g)", _ (spec->blurb), spec->min,
                            spec->name, spec->max);
  if (spec->type == LP_ARGUMENT_BOOL)
    return g_strdup_printf (_ ("%s (TRUE or FALSE)"), _ (spec->blurb));
  if (spec->type != LP_ARGUMENT_CHOICE)
    return g_strdup (_ (spec->blurb));

  words = g_string_new (_ (spec->blurb));
  for (gint i = 0; spec->choices[i].word; i++)
    g_string_append_printf (words, "%s\"%s\"", i > 0 ? ", " : " (",
                            spec->choices[i].word);
  g_string_append (words, ")");

  return g_string_free (g_steal_pointer (&words), FALSE);
}

LpArguments *
lp_arguments_new (const LpArgumentSpec *specs, gint n_specs)
{
  LpArguments *arguments = g_new0 (LpArguments, 1);

  arguments->specs = specs;
  arguments->n = n_specs;
  arguments->values = g_new0 (Value, n_specs);
  for (gint i = 0; i < n_specs; i++)
    {
      arguments->values[i].number = specs[i].number;
      arguments->values[i].text = g_strdup (specs[i].text ? specs[i].text : "");
    }

  return arguments;
}

LpArguments *
lp_arguments_copy (const LpArguments *arguments)
{
  LpArguments *copy = lp_arguments_new (arguments->specs, arguments->n);

  copy->for_person = arguments->for_person;
  for (gint i = 0; i < arguments->n; i++)
    {
      const Value *value = &arguments->values[i];

      copy->values[i].number = value->number;
      g_free (copy->values[i].text);
      copy->values[i].text = g_strdup (value->text);
      if (value->labels)
        copy->values[i].labels = g_hash_table_ref (value->labels);
    }

  return copy;
}

void
lp_arguments_free (LpArguments *arguments)
{
  if (!arguments)
    return;

  for (gint i = 0; i < arguments->n; i++)
    {
      g_free (arguments->values[i].text);
      g_clear_pointer (&arguments->values[i].labels, g_hash_table_unref);
    }
  g_free (arguments->values);
  g_free (arguments);
}

gint
lp_arguments_get_n (const LpArguments *arguments)
{
  return arguments->n;
}

const LpArgumentSpec *
lp_arguments_get_spec (const LpArguments *arguments, gint index)
{
  return &arguments->specs[index];
}

gboolean
lp_arguments_has (const LpArguments *arguments, const gchar *name)
{
  return find_value (arguments, name) >= 0;
}

gint
lp_arguments_get_int (const LpArguments *arguments, const gchar *name)
{
  gint i = find_value (arguments, name);

  g_return_val_if_fail (i >= 0, 0);

  return (gint) arguments->values[i].number;
}

gdouble
lp_arguments_get_float (const LpArguments *arguments, const gchar *name)
{
  gint i = find_value (arguments, name);

  g_return_val_if_fail (i >= 0, 0.0);

  return arguments->values[i].number;
}

gboolean
lp_arguments_get_bool (const LpArguments *arguments, const gchar *name)
{
  return lp_arguments_get_int (arguments, name) != 0;
}

const gchar *
lp_arguments_get_string (const LpArguments *arguments, const gchar *name)
{
  gint i = find_value (arguments, name);

  g_return_val_if_fail (i >= 0, "");

  return arguments->values[i].text;
}

gint
lp_arguments_get_choice (const LpArguments *arguments, const gchar *name)
{
  gint i = find_value (arguments, name);

  g_return_val_if_fail (i >= 0 && arguments->specs[i].choices, -1);

  return find_word (arguments->specs[i].choices, arguments->values[i].text);
}

void
lp_arguments_set_number (LpArguments *arguments, const gchar *name, gdouble number)
{
  gint i = find_value (arguments, name);

  g_return_if_fail (i >= 0);

  arguments->values[i].number = number;
}

void
lp_arguments_set_string (LpArguments *arguments, const gchar *name, const gchar *text)
{
  gint i = find_value (arguments, name);
  gchar *copy;

  g_return_if_fail (i >= 0);

  copy = is_path (&arguments->specs[i]) && text ? lp_path_from_text (text)
                                                : g_strdup (text ? text : "");
  g_free (arguments->values[i].text);
  arguments->values[i].text = copy;
}

void
lp_arguments_set_for_person (LpArguments *arguments, gboolean for_person)
{
  arguments->for_person = for_person;
}

gchar *
lp_arguments_get_title (const LpArguments *arguments, const gchar *name)
{
  gint i = find_value (arguments, name);

  g_return_val_if_fail (i >= 0, g_strdup (name));

  return arguments->for_person ? lp_label_to_plain (_ (arguments->specs[i].nick))
                               : g_strdup (name);
}

void
lp_arguments_set_label (LpArguments *arguments,
                        const gchar *name,
                        const gchar *word,
                        const gchar *label)
{
  gint i = find_value (arguments, name);

  g_return_if_fail (i >= 0);

  if (!arguments->values[i].labels)
    arguments->values[i].labels =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (arguments->values[i].labels, g_strdup (word), g_strdup (label));
}

const gchar *
lp_arguments_get_label (const LpArguments *arguments, const gchar *name, gint index)
{
  gint i = find_value (arguments, name);
  const LpChoice *choice;
  const gchar *label = NULL;

  g_return_val_if_fail (i >= 0 && arguments->specs[i].choices, "");

  choice = &arguments->specs[i].choices[index];
  if (arguments->values[i].labels)
    label = g_hash_table_lookup (arguments->values[i].labels, choice->word);

  return label ? label : _ (choice->label);
}

gboolean
lp_arguments_check (const LpArguments *arguments, GError **error)
{
  for (gint i = 0; i < arguments->n; i++)
    {
      const LpArgumentSpec *spec = &arguments->specs[i];
      g_autofree gchar *title = lp_arguments_get_title (arguments, spec->name);

      if (!check_value (spec, title, &arguments->values[i], error))
        return FALSE;
    }

  return TRUE;
}

gchar *
lp_arguments_to_text (const LpArguments *arguments)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (gint i = 0; i < arguments->n; i++)
    {
      const LpArgumentSpec *spec = &arguments->specs[i];

      if (is_number (spec))
        g_key_file_set_double (file, GROUP, spec->name, arguments->values[i].number);
      else
        g_key_file_set_string (file, GROUP, spec->name, arguments->values[i].text);
    }

  return g_key_file_to_data (file, NULL, NULL);
}

void
lp_arguments_from_text (LpArguments *arguments, const gchar *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;

  for (gint i = 0; i < arguments->n; i++)
    {
      const LpArgumentSpec *spec = &arguments->specs[i];
      Value value = { .number = spec->number };

      if (!g_key_file_has_key (file, GROUP, spec->name, NULL))
        continue;

      if (is_number (spec))
        value.number = g_key_file_get_double (file, GROUP, spec->name, NULL);
      else
        value.text = g_key_file_get_string (file, GROUP, spec->name, NULL);

      if ((is_number (spec) || value.text) &&
          check_value (spec, spec->name, &value, NULL))
        {
          if (is_number (spec))
            lp_arguments_set_number (arguments, spec->name, value.number);
          else
            lp_arguments_set_string (arguments, spec->name, value.text);
        }
      g_free (value.text);
    }
}
