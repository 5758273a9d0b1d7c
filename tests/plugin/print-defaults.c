/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints the table of procedures as Scheme, so that tests only name the arguments that
 * they are about.
 */

#include "procedure/procedure.h"

static void
print_value (const LpArgumentSpec *spec)
{
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree gchar *text = NULL;

  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_FLOAT:
    case LP_ARGUMENT_BOOL:
    case LP_ARGUMENT_LAYER:
    case LP_ARGUMENT_IMAGE:
      g_print ("%s", g_ascii_dtostr (number, sizeof (number), spec->number));
      break;
    default:
      text = g_strescape (spec->text ? spec->text : "", NULL);
      g_print ("\"%s\"", text);
      break;
    }
}

static void
print_list (const LpArgumentSpec *specs, gint n)
{
  g_print ("\n  (");
  for (gint i = 0; i < n; i++)
    {
      g_print ("%s(%s . ", i > 0 ? "\n   " : "", specs[i].name);
      print_value (&specs[i]);
      g_print (")");
    }
  g_print (")");
}

int
main (void)
{
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);

  g_print (";; (procedure takes-an-image? arguments-with-defaults returned-values)\n"
           "(define ll-procedures '(\n");
  for (gint i = 0; i < n; i++)
    {
      g_print (" (%s %s", procedures[i]->name, procedures[i]->on_image ? "#t" : "#f");
      print_list (procedures[i]->arguments, procedures[i]->n_arguments);
      print_list (procedures[i]->returns, procedures[i]->n_returns);
      g_print (")\n");
    }
  g_print ("))\n");

  return 0;
}
