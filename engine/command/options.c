/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GOption reads the command line; its help has no line breaks and no ranges, so help is
 * written here.
 */

#include "options.h"

#include <math.h>
#include <string.h>

LpArgumentSpec *
lc_options_list (const LcCommand *command, gint *n)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (LpArgumentSpec));

  g_array_append_vals (list, command->own, (guint) command->n_own);
  for (const LcTaken *taken = command->taken; taken && taken->spec; taken++)
    for (gint i = 0; taken->names[i]; i++)
      for (gint k = 0; k < taken->spec->n_arguments; k++)
        if (g_str_equal (taken->spec->arguments[k].name, taken->names[i]))
          g_array_append_val (list, taken->spec->arguments[k]);
  *n = (gint) list->len;

  return (LpArgumentSpec *) (gpointer) g_array_free (g_steal_pointer (&list), FALSE);
}

static gboolean
is_number (const LpArgumentSpec *spec)
{
  return spec->type == LP_ARGUMENT_INT || spec->type == LP_ARGUMENT_FLOAT;
}

static const LpArgumentSpec *
find_spec (const LpArguments *values, const gchar *name)
{
  for (gint i = 0; i < lp_arguments_get_n (values); i++)
    if (g_str_equal (lp_arguments_get_spec (values, i)->name, name))
      return lp_arguments_get_spec (values, i);

  return NULL;
}

static gboolean
set_number (LpArguments *values,
            const LpArgumentSpec *spec,
            const gchar *text,
            GError **error)
{
  gchar *end;
  gdouble number = g_ascii_strtod (text, &end);

  if (end == text || *end || !isfinite (number))
    {
      g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                   "\"--%s\" is \"%s\", but must be a number.", spec->name, text);
      return FALSE;
    }
  if (spec->type == LP_ARGUMENT_INT && number != floor (number))
    {
      g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                   "\"--%s\" is \"%s\", but must be a whole number.", spec->name, text);
      return FALSE;
    }
  lp_arguments_set_number (values, spec->name, number);

  return TRUE;
}

/* "--augment", "--no-augment" and "--augment=0". */
static gboolean
set_switch (LpArguments *values,
            const LpArgumentSpec *spec,
            const gchar *text,
            gboolean on,
            GError **error)
{
  if (text && !g_str_equal (text, "0") && !g_str_equal (text, "1"))
    {
      g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                   "\"--%s\" is \"%s\", but must be 0 or 1.", spec->name, text);
      return FALSE;
    }
  lp_arguments_set_number (values, spec->name, text ? *text == '1' : on);

  return TRUE;
}

/* Without this check, a misspelled word of a list would be ignored without a note. */
static gboolean
check_words (const LpArgumentSpec *spec, const gchar *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (gint i = 0; words[i]; i++)
    {
      gboolean known = !*g_strstrip (words[i]);

      for (gint k = 0; !known && spec->choices[k].word; k++)
        known = g_str_equal (words[i], spec->choices[k].word);
      if (!known)
        {
          g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                       "\"--%s\" has no word \"%s\": see --help.", spec->name, words[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
on_option (const gchar *option, const gchar *text, gpointer data, GError **error)
{
  LpArguments *values = data;
  const gchar *name = option;
  const LpArgumentSpec *spec;
  gboolean on = TRUE;

  if (g_str_equal (option, "-o"))
    name = "--" LC_ARG_OUTPUT;
  else if (g_str_equal (option, "-j"))
    name = "--" LC_ARG_JOBS;
  else if (g_str_equal (option, "-q"))
    name = "--" LC_ARG_QUIET;
  name += strspn (name, "-");
  spec = find_spec (values, name);
  if (!spec && g_str_has_prefix (name, "no-"))
    {
      spec = find_spec (values, name + strlen ("no-"));
      on = FALSE;
    }
  g_return_val_if_fail (spec, FALSE);

  if (spec->type == LP_ARGUMENT_BOOL)
    return set_switch (values, spec, text, on, error);
  if (is_number (spec))
    return set_number (values, spec, text, error);
  if (spec->type == LP_ARGUMENT_WORDS && !check_words (spec, text, error))
    return FALSE;
  lp_arguments_set_string (values, spec->name, text);

  return TRUE;
}

static gchar
get_letter (const LpArgumentSpec *spec)
{
  if (g_str_equal (spec->name, LC_ARG_OUTPUT))
    return 'o';
  if (g_str_equal (spec->name, LC_ARG_JOBS))
    return 'j';
  if (g_str_equal (spec->name, LC_ARG_QUIET))
    return 'q';

  return 0;
}

static void
add_entry (GArray *entries, const gchar *name, gchar letter, gint flags)
{
  GOptionEntry entry = { name, letter, flags, G_OPTION_ARG_CALLBACK, (gpointer) on_option,
                         NULL, NULL };

  g_array_append_val (entries, entry);
}

LpArguments *
lc_options_parse (const LcCommand *command,
                  gchar ***argv,
                  const LpArgumentSpec *specs,
                  gint n,
                  gboolean *help,
                  GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (LpArguments) values = lp_arguments_new (specs, n);
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autoptr (GPtrArray) negated = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  GOptionGroup *group;
  GOptionEntry help_entry = {
    "help", 'h', 0, G_OPTION_ARG_NONE, help, NULL, NULL,
  };

  *help = FALSE;
  for (gint i = 0; i < n; i++)
    {
      gboolean is_switch = specs[i].type == LP_ARGUMENT_BOOL;

      add_entry (entries, specs[i].name, get_letter (&specs[i]),
                 is_switch ? G_OPTION_FLAG_OPTIONAL_ARG : 0);
      if (is_switch && specs[i].number != 0)
        {
          gchar *name = g_strconcat ("no-", specs[i].name, NULL);

          g_ptr_array_add (negated, name);
          add_entry (entries, name, 0, G_OPTION_FLAG_NO_ARG);
        }
    }
  g_array_append_val (entries, help_entry);

  group = g_option_group_new (command->name, "", "", values, NULL);
  g_option_group_add_entries (group, (const GOptionEntry *) (gpointer) entries->data);
  g_option_context_set_main_group (context, group);
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse_strv (context, argv, &reason) ||
      (!*help && !lp_arguments_check (values, &reason)))
    {
      g_set_error_literal (error, LC_ERROR, LC_ERROR_USAGE, reason->message);
      return NULL;
    }

  return g_steal_pointer (&values);
}

/* What stands for the value of an option: "N", "FILE" or "WORD". */
static const gchar *
get_value_name (const LpArgumentSpec *spec)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
      return "N";
    case LP_ARGUMENT_BOOL:
      return NULL;
    case LP_ARGUMENT_CHOICE:
      return "WORD";
    case LP_ARGUMENT_WORDS:
      return "WORDS";
    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
      return "FILE";
    case LP_ARGUMENT_FOLDER:
      return "FOLDER";
    default:
      return "TEXT";
    }
}

gchar *
lc_option_get_text (const LpArgumentSpec *spec)
{
  const gchar *value = get_value_name (spec);
  gchar letter = get_letter (spec);
  g_autofree gchar *before = letter ? g_strdup_printf ("-%c, ", letter) : g_strdup ("");

  return g_strdup_printf ("%s--%s%s%s%s", before,
                          spec->type == LP_ARGUMENT_BOOL && spec->number != 0 ? "[no-]"
                                                                              : "",
                          spec->name, value ? "=" : "", value ? value : "");
}

gchar *
lc_option_get_range (const LpArgumentSpec *spec)
{
  GString *text = g_string_new (NULL);

  if (is_number (spec))
    g_string_append_printf (text, "%.10g to %.10g; %.10g by default", spec->min,
                            spec->max, spec->number);
  for (gint i = 0; spec->choices && spec->choices[i].word; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", spec->choices[i].word);
  if (!is_number (spec) && spec->text && *spec->text)
    g_string_append_printf (text, "%s%s by default", text->len > 0 ? "; " : "",
                            spec->text);
  if (spec->type == LP_ARGUMENT_BOOL && spec->number != 0)
    g_string_append (text, "on by default");

  return g_string_free (text, FALSE);
}

/* Prints words with line breaks, the first line after @column columns. */
static void
print_wrapped (FILE *stream, const gchar *text, gint column, gint indent)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  for (gint i = 0; words[i]; i++)
    {
      gint length = (gint) g_utf8_strlen (words[i], -1);

      if (column > indent && column + 1 + length > 79)
        {
          fprintf (stream, "\n%*s", indent, "");
          column = indent;
        }
      else if (column > indent)
        {
          fputc (' ', stream);
          column++;
        }
      fputs (words[i], stream);
      column += length;
    }
  fputc ('\n', stream);
}

void
lc_options_print_help (const LcCommand *command, FILE *stream)
{
  gint n;
  g_autofree LpArgumentSpec *specs = lc_options_list (command, &n);
  g_auto (GStrv) paragraphs = g_strsplit (command->help, "\n", -1);

  fprintf (stream, "Usage: lazy-labels %s [OPTION]... %s\n\n", command->name,
           command->usage);
  print_wrapped (stream, command->blurb, 0, 0);
  for (gint i = 0; paragraphs[i]; i++)
    {
      fputc ('\n', stream);
      print_wrapped (stream, paragraphs[i], 0, 0);
    }
  fputs ("\nOptions:\n", stream);
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *option = lc_option_get_text (&specs[i]);
      g_autofree gchar *range = lc_option_get_range (&specs[i]);
      g_autofree gchar *text = *range ? g_strdup_printf ("%s (%s)", specs[i].blurb, range)
                                      : g_strdup (specs[i].blurb);

      fprintf (stream, "  %s\n      ", option);
      print_wrapped (stream, text, 6, 6);
    }
}

void
lc_options_print_words (const LcCommand *command, const gchar *option, FILE *stream)
{
  g_autofree LpArgumentSpec *specs = NULL;
  gint n;

  if (!command)
    {
      for (gint i = 0; lc_commands[i]; i++)
        fprintf (stream, "%s\n", lc_commands[i]->name);
      return;
    }

  specs = lc_options_list (command, &n);
  for (gint i = 0; i < n; i++)
    {
      if (!option)
        {
          fprintf (stream, "--%s%s\n", specs[i].name,
                   get_value_name (&specs[i]) ? "=" : "");
          if (specs[i].type == LP_ARGUMENT_BOOL && specs[i].number != 0)
            fprintf (stream, "--no-%s\n", specs[i].name);
        }
      else if (g_str_equal (option, specs[i].name))
        {
          for (gint k = 0; specs[i].choices && specs[i].choices[k].word; k++)
            fprintf (stream, "%s\n", specs[i].choices[k].word);
        }
    }
}
