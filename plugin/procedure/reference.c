/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints the reference of the procedures as Markdown, from their table. */

#include <string.h>

#include "procedure/menus.h"

static const gchar *
type_word (LpArgumentType type)
{
  switch (type)
    {
    case LP_ARGUMENT_INT:
      return "integer";
    case LP_ARGUMENT_FLOAT:
      return "number";
    case LP_ARGUMENT_BOOL:
      return "0 or 1";
    case LP_ARGUMENT_STRING:
    case LP_ARGUMENT_CLASSES:
      return "text";
    case LP_ARGUMENT_CHOICE:
      return "word";
    case LP_ARGUMENT_WORDS:
      return "words";
    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
      return "path";
    case LP_ARGUMENT_FOLDER:
      return "folder";
    case LP_ARGUMENT_FILES:
      return "folder or paths";
    case LP_ARGUMENT_LAYER:
      return "layer";
    case LP_ARGUMENT_IMAGE:
      return "image";
    }

  return "";
}

static gchar *
range_text (const LpArgumentSpec *spec)
{
  g_autoptr (GString) words = NULL;

  if (spec->type == LP_ARGUMENT_INT || spec->type == LP_ARGUMENT_FLOAT)
    return g_strdup_printf ("%.10g .. %.10g", spec->min, spec->max);

  if (!spec->choices)
    return g_strdup ("");

  words = g_string_new (NULL);
  for (gint i = 0; spec->choices[i].word; i++)
    g_string_append_printf (words, "%s`%s`", i > 0 ? ", " : "", spec->choices[i].word);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gchar *
default_text (const LpArgumentSpec *spec)
{
  if (spec->type == LP_ARGUMENT_INT || spec->type == LP_ARGUMENT_FLOAT ||
      spec->type == LP_ARGUMENT_BOOL)
    return g_strdup_printf ("%.10g", spec->number);

  return spec->text && *spec->text ? g_strdup_printf ("`%s`", spec->text)
                                   : g_strdup ("empty");
}

/* When a form greys an argument out, which a script can't see. */
static gchar *
use_text (const LpArgumentSpec *spec)
{
  g_autofree gchar *words = NULL;
  g_auto (GStrv) parts = NULL;

  if (!spec->needs || !spec->needs_value || strcmp (spec->needs_value, "1") == 0)
    return g_strdup ("");

  parts = g_strsplit (spec->needs_value, ",", -1);
  words = g_strjoinv ("` or `", parts);

  return g_strdup_printf (" Used with `%s` = `%s`.", spec->needs, words);
}

static gchar *
menu_text (const LpProcedureSpec *procedure)
{
  const gchar *label = procedure->menu_label;
  g_autofree gchar *menu = lp_label_to_plain (lp_menu_get_label (procedure->menu));
  g_autofree gchar *entry = lp_label_to_plain (label ? label : "");

  return label ? g_strdup_printf ("Menu: Filters > Lazy Labels > %s > %s%s", menu, entry,
                                  g_str_has_suffix (label, "...") ? "..." : "")
               : g_strdup ("Not in the menu: for scripts.");
}

static void
print_procedure (const LpProcedureSpec *procedure)
{
  g_autofree gchar *menu = menu_text (procedure);

  g_print ("### `%s`\n\n%s\n\n%s %s\n\n", procedure->name, menu, procedure->blurb,
           procedure->help);
  g_print ("Takes `run-mode`%s%s\n\n", procedure->on_image ? ", `image`, `drawable`" : "",
           procedure->n_arguments > 0 ? ", then:" : ".");
  if (procedure->n_arguments > 0)
    g_print ("| argument | type | range | default | meaning |\n| --- | --- | --- | --- | "
             "--- |\n");

  for (gint i = 0; i < procedure->n_arguments; i++)
    {
      const LpArgumentSpec *spec = &procedure->arguments[i];
      g_autofree gchar *range = range_text (spec);
      g_autofree gchar *value = default_text (spec);
      g_autofree gchar *use = use_text (spec);

      g_print ("| `%s` | %s | %s | %s | %s%s |\n", spec->name, type_word (spec->type),
               range, value, spec->blurb, use);
    }

  if (procedure->n_arguments > 0)
    g_print ("\n");
  for (gint i = 0; i < procedure->n_returns; i++)
    g_print ("Returns `%s` (%s): %s\n%s", procedure->returns[i].name,
             type_word (procedure->returns[i].type), procedure->returns[i].blurb,
             i == procedure->n_returns - 1 ? "\n" : "");
}

int
main (void)
{
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);

  for (gint i = 0; i < n; i++)
    print_procedure (procedures[i]);

  return 0;
}
