/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of the manual, in the language of man. */

#include "options.h"

/* Prints a text in which nothing is a request to man. */
static void
print_roff (FILE *stream, const gchar *text)
{
  gboolean first = TRUE;

  for (const gchar *c = text; *c; c++)
    {
      if (first && (*c == '.' || *c == '\''))
        fputs ("\\&", stream);
      if (*c == '\\')
        fputs ("\\e", stream);
      else if (*c == '-')
        fputs ("\\-", stream);
      else
        fputc (*c, stream);
      first = *c == '\n';
    }
}

static void
print_manual_of (const LcCommand *command, FILE *stream)
{
  gint n;
  g_autofree LpArgumentSpec *specs = lc_options_list (command, &n);
  g_auto (GStrv) paragraphs = g_strsplit (command->help, "\n", -1);

  fprintf (stream, ".SS %s\n.B lazy\\-labels %s\n[\\fIoption\\fR]... ", command->name,
           command->name);
  print_roff (stream, command->usage);
  fputs ("\n.PP\n", stream);
  print_roff (stream, command->blurb);
  for (gint i = 0; paragraphs[i]; i++)
    {
      fputs ("\n.PP\n", stream);
      print_roff (stream, paragraphs[i]);
    }
  fputc ('\n', stream);
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *option = lc_option_get_text (&specs[i]);
      g_autofree gchar *range = lc_option_get_range (&specs[i]);

      fputs (".TP\n.B ", stream);
      print_roff (stream, option);
      fputc ('\n', stream);
      print_roff (stream, specs[i].blurb);
      if (*range)
        {
          fputs (" (", stream);
          print_roff (stream, range);
          fputc (')', stream);
        }
      fputc ('\n', stream);
    }
}

void
lc_options_print_manual (FILE *stream)
{
  fputs (
    ".TH LAZY\\-LABELS 1 \"\" \"Lazy Labels\" \"User Commands\"\n"
    ".SH NAME\nlazy\\-labels \\- segment micrographs by a network learned from rough "
    "marks\n"
    ".SH SYNOPSIS\n.B lazy\\-labels\n\\fIcommand\\fR [\\fIoption\\fR]... "
    "[\\fIfile\\fR]...\n"
    ".SH DESCRIPTION\n"
    "Does without GIMP what the plug\\-ins Lazy Labels do in it, for many files and on "
    "other machines: the same files give the same results. Images are TIFF, PNG and "
    "JPEG files; a folder stands for all images in it.\n"
    ".SH COMMANDS\n",
    stream);
  for (gint i = 0; lc_commands[i]; i++)
    print_manual_of (lc_commands[i], stream);
  fputs (
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nAll is done.\n"
    ".TP\n.B 1\nSome files failed, which are listed at the end; all others are done. "
    "Or nothing could be done.\n"
    ".TP\n.B 2\nThe command line can not be meant.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B LAZY_LABELS_NETWORKS\nFolder of the starting networks.\n"
    ".TP\n.B LAZY_LABELS_KERNELS\nSet of kernels: x86\\-64\\-v4, x86\\-64\\-v3 or "
    "baseline; by default the fastest that the processor can run.\n"
    ".TP\n.B LAZY_LABELS_MEMORY\nLimit of memory in MB.\n"
    ".SH FILES\nOutputs are replaced as a whole or not at all. What a killed run "
    "leaves is a hidden file .lazy\\-labels\\-*, which the next write to the same "
    "file removes.\n",
    stream);
}
