/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <locale.h>
#include <string.h>

#include "options.h"
#include "report.h"

const LcCommand *const lc_commands[] = {
  &lc_command_train,
  &lc_command_segment,
  &lc_command_measure,
  &lc_command_evaluate,
  &lc_command_export,
  &lc_command_info,
  NULL,
};

/* clang-format off */
G_DEFINE_QUARK (lc-error-quark, lc_error)
/* clang-format on */

static const LcCommand *
find_command (const gchar *name)
{
  for (gint i = 0; lc_commands[i]; i++)
    if (g_strcmp0 (lc_commands[i]->name, name) == 0)
      return lc_commands[i];

  return NULL;
}

static void
print_usage (FILE *stream)
{
  fputs ("Usage: lazy-labels COMMAND [OPTION]... [FILE]...\n\nCommands:\n", stream);
  for (gint i = 0; lc_commands[i]; i++)
    fprintf (stream, "  %-10s%s\n", lc_commands[i]->name, lc_commands[i]->blurb);
  fputs ("\n\"lazy-labels COMMAND --help\" lists the options of a command.\n", stream);
}

/* What makes the page of the manual and completes what is typed.
 *
 * Returns: whether it was asked for.
 */
static gboolean
describe_itself (gchar **argv)
{
  if (g_strcmp0 (argv[1], "--print-manual") == 0)
    lc_options_print_manual (stdout);
  else if (g_strcmp0 (argv[1], "--print-words") == 0 && !argv[2])
    lc_options_print_words (NULL, NULL, stdout);
  else if (g_strcmp0 (argv[1], "--print-words") == 0 && find_command (argv[2]))
    lc_options_print_words (find_command (argv[2]), argv[3], stdout);
  else
    return FALSE;

  return TRUE;
}

static gint
fail_usage (const gchar *command, const gchar *problem)
{
  fprintf (stderr, "lazy-labels: %s\n", problem);
  fprintf (stderr, "Try \"lazy-labels %s%s--help\".\n", command ? command : "",
           command ? " " : "");

  return LC_EXIT_USAGE;
}

static gint
run_command (const LcCommand *command, gchar **arguments)
{
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  gint n;
  g_autofree LpArgumentSpec *specs = lc_options_list (command, &n);
  g_autoptr (LpArguments) in = NULL;
  g_autoptr (LcReport) report = NULL;
  LcCall call = { 0 };
  gboolean help;

  /* The first one is the name of the program, which GOption passes over. */
  in = lc_options_parse (command, &rest, specs, n, &help, &error);
  if (!in)
    return fail_usage (command->name, error->message);
  if (help)
    {
      lc_options_print_help (command, stdout);
      return LC_EXIT_DONE;
    }

  report = lc_report_new (
    lp_arguments_has (in, LC_ARG_JSON) && lp_arguments_get_bool (in, LC_ARG_JSON),
    lp_arguments_has (in, LC_ARG_QUIET) && lp_arguments_get_bool (in, LC_ARG_QUIET));
  call.in = in;
  call.paths = rest + 1;
  /* "--" ends the options, and is no path. */
  if (call.paths[0] && g_str_equal (call.paths[0], "--"))
    call.paths++;
  call.report = report;

  return command->run (&call);
}

int
main (int argc, char **argv)
{
  const LcCommand *command;

  /* File names are shown in the user's encoding; numbers keep their point. */
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");

  if (argc < 2)
    {
      print_usage (stderr);
      return LC_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_usage (stdout);
      return LC_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      printf ("lazy-labels %s\n", LL_VERSION);
      return LC_EXIT_DONE;
    }
  if (describe_itself (argv))
    return LC_EXIT_DONE;

  command = find_command (argv[1]);
  if (!command)
    {
      g_autofree gchar *problem =
        g_strdup_printf ("There is no command \"%s\".", argv[1]);

      return fail_usage (NULL, problem);
    }

  return run_command (command, argv + 1);
}
