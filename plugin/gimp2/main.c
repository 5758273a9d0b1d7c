/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The plug-in for GIMP 2.10: registers the procedures, and translates between calls of GIMP
 * and an LpCall.
 */

#include <glib/gi18n-lib.h>
#include <string.h>

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "gimp2/gimp2.h"
#include "procedure/menus.h"
#include "procedure/path-text.h"
#include "registry.h"

static GimpPDBArgType
pdb_type (LpArgumentType type)
{
  switch (type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_BOOL:
      return GIMP_PDB_INT32;
    case LP_ARGUMENT_FLOAT:
      return GIMP_PDB_FLOAT;
    case LP_ARGUMENT_LAYER:
      return GIMP_PDB_LAYER;
    case LP_ARGUMENT_IMAGE:
      return GIMP_PDB_IMAGE;
    default:
      return GIMP_PDB_STRING;
    }
}

static void
add_definition (GArray *definitions,
                GimpPDBArgType type,
                const gchar *name,
                const gchar *text)
{
  GimpParamDef definition = { type, g_strdup (name), g_strdup (text) };

  g_array_append_val (definitions, definition);
}

static void
add_definitions (GArray *definitions, const LpArgumentSpec *specs, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *text = lp_argument_describe (&specs[i]);

      add_definition (definitions, pdb_type (specs[i].type), specs[i].name, text);
    }
}

static void
clear_definition (gpointer data)
{
  GimpParamDef *definition = data;

  g_free (definition->name);
  g_free (definition->description);
}

static GArray *
new_definitions (void)
{
  GArray *definitions = g_array_new (FALSE, FALSE, sizeof (GimpParamDef));

  g_array_set_clear_func (definitions, clear_definition);

  return definitions;
}

static void
install_procedure (const LpProcedureSpec *procedure)
{
  g_autoptr (GArray) arguments = new_definitions ();
  g_autoptr (GArray) returns = new_definitions ();
  g_autofree gchar *icon = lp_host_get_icon (procedure->name);
  g_autofree gchar *menu = lp_menu_get_path (procedure->menu);

  add_definition (arguments, GIMP_PDB_INT32, "run-mode",
                  _ ("The run mode { RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), "
                     "RUN-WITH-LAST-VALS (2) }"));
  if (procedure->on_image)
    {
      add_definition (arguments, GIMP_PDB_IMAGE, "image", _ ("The image."));
      add_definition (
        arguments, GIMP_PDB_DRAWABLE, "drawable",
        _ ("The layer with the micrograph, or any other layer of the image."));
    }
  add_definitions (arguments, procedure->arguments, procedure->n_arguments);
  add_definitions (returns, procedure->returns, procedure->n_returns);

  gimp_install_procedure (procedure->name, procedure->blurb, procedure->help,
                          LP_REGISTRY_AUTHORS, LP_REGISTRY_LICENCE, LP_REGISTRY_YEAR,
                          procedure->menu_label, procedure->on_image ? "*" : "",
                          GIMP_PLUGIN, (gint) arguments->len, (gint) returns->len,
                          (const GimpParamDef *) arguments->data,
                          (const GimpParamDef *) returns->data);
  if (!procedure->menu_label)
    return;

  gimp_plugin_menu_register (procedure->name, menu);
  gimp_plugin_icon_register (procedure->name, GIMP_ICON_TYPE_IMAGE_FILE,
                             (const guint8 *) icon);
}

static void
query_procedures (void)
{
  g_autofree gchar *translations = lp_host_get_data (LP_HOST_TRANSLATIONS);
  g_autofree gchar *help = lp_host_get_data (LP_HOST_HELP);
  g_autofree gchar *help_uri = lp_path_to_uri (help);

  gimp_plugin_domain_register (GETTEXT_PACKAGE, translations);
  gimp_plugin_help_register (LP_HELP_DOMAIN, help_uri);
  for (gint menu = 0; menu < LP_N_MENUS; menu++)
    gimp_plugin_menu_branch_register (LP_MENU_PARENT, lp_menu_get_label ((LpMenu) menu));
  for (const LpProcedure *row = lp_registry_get (); row->spec; row++)
    install_procedure (row->spec);
}

static void
get_last_values (const LpProcedureSpec *procedure, LpArguments *arguments)
{
  gint size = gimp_get_data_size (procedure->name);
  g_autofree gchar *text = NULL;

  if (size <= 0)
    return;

  text = g_malloc0 ((gsize) size + 1);
  if (gimp_get_data (procedure->name, text))
    lp_arguments_from_text (arguments, text);
}

static void
set_last_values (const LpProcedureSpec *procedure, const LpArguments *arguments)
{
  g_autofree gchar *text = lp_arguments_to_text (arguments);

  gimp_set_data (procedure->name, text, (guint32) strlen (text) + 1);
}

/* Reads the arguments of a non-interactive call; @params begin after the fixed ones. */
static gboolean
read_params (LpArguments *arguments,
             const GimpParam *params,
             gint n_params,
             GError **error)
{
  if (n_params != lp_arguments_get_n (arguments))
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("The procedure takes %d arguments of its own, but got %d."),
                   lp_arguments_get_n (arguments), n_params);
      return FALSE;
    }

  for (gint i = 0; i < n_params; i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (arguments, i);

      switch (pdb_type (spec->type))
        {
        case GIMP_PDB_INT32:
          lp_arguments_set_number (arguments, spec->name, params[i].data.d_int32);
          break;
        case GIMP_PDB_FLOAT:
          lp_arguments_set_number (arguments, spec->name, params[i].data.d_float);
          break;
        default:
          lp_arguments_set_string (arguments, spec->name, params[i].data.d_string);
          break;
        }
    }

  return TRUE;
}

/* Sets @arguments.  Returns FALSE without an error when the person cancels the dialog. */
static gboolean
get_arguments (const LpProcedure *procedure,
               GimpRunMode mode,
               const LpCall *call,
               const GimpParam *params,
               gint n_params,
               LpArguments *arguments,
               GError **error)
{
  switch (mode)
    {
    case GIMP_RUN_INTERACTIVE:
      gimp_ui_init ("lazy-labels", FALSE);
      if (procedure->spec->n_arguments == 0 || procedure->spec->at_once)
        break;
      get_last_values (procedure->spec, arguments);
      if (procedure->prepare)
        procedure->prepare (call->image, arguments);
      if (!lp_host_run_dialog (procedure, call->image, call->drawable, arguments))
        return FALSE;
      /* At once, because Cancel on the progress bar kills the process. */
      set_last_values (procedure->spec, arguments);
      break;

    case GIMP_RUN_WITH_LAST_VALS:
      get_last_values (procedure->spec, arguments);
      break;

    default:
      if (!read_params (arguments, params, n_params, error))
        return FALSE;
      break;
    }

  return lp_arguments_check (arguments, error);
}

static void
fill_values (GimpParam *values, const LpArguments *out)
{
  for (gint i = 0; i < lp_arguments_get_n (out); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (out, i);

      values[i].type = pdb_type (spec->type);
      switch (values[i].type)
        {
        case GIMP_PDB_INT32:
          values[i].data.d_int32 = lp_arguments_get_int (out, spec->name);
          break;
        case GIMP_PDB_LAYER:
          values[i].data.d_layer = lp_arguments_get_int (out, spec->name);
          break;
        case GIMP_PDB_IMAGE:
          values[i].data.d_image = lp_arguments_get_int (out, spec->name);
          break;
        case GIMP_PDB_FLOAT:
          values[i].data.d_float = lp_arguments_get_float (out, spec->name);
          break;
        default:
          values[i].data.d_string = g_strdup (lp_arguments_get_string (out, spec->name));
          break;
        }
    }
}

/* Runs a procedure; @own are the parameters after run mode, image and drawable. */
static GimpPDBStatusType
run_procedure (const LpProcedure *procedure,
               GimpRunMode mode,
               LpCall *call,
               const GimpParam *own,
               gint n_own,
               GError **error)
{
  g_autoptr (LpArguments) in = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean done;

  in = lp_arguments_new (procedure->spec->arguments, procedure->spec->n_arguments);
  lp_arguments_set_for_person (in, mode != GIMP_RUN_NONINTERACTIVE);
  if (!get_arguments (procedure, mode, call, own, n_own, in, &reason))
    {
      if (!reason)
        return GIMP_PDB_CANCEL;
      g_propagate_error (error, g_steal_pointer (&reason));
      return GIMP_PDB_CALLING_ERROR;
    }

  call->in = in;
  done = lp_registry_run (procedure, call, error);
  call->in = NULL;
  if (mode != GIMP_RUN_NONINTERACTIVE)
    gimp_displays_flush ();

  if (!done && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (error);
      return GIMP_PDB_CANCEL;
    }

  return done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR;
}

static void
run_call (const gchar *name,
          gint n_params,
          const GimpParam *params,
          gint *n_return_vals,
          GimpParam **return_vals)
{
  const LpProcedure *procedure = lp_registry_find (name);
  const LpProcedureSpec *spec = procedure->spec;
  gint n_fixed = spec->on_image ? 3 : 1;
  GimpRunMode mode = (GimpRunMode) params[0].data.d_int32;
  g_autoptr (LpArguments) out = NULL;
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GimpParam *values;
  LpCall call = {
    .image = -1, .drawable = -1, .notes = notes, .run_apart = lp_host_run_apart
  };

  /* Without arguments there are no last values, and the call is an interactive one. */
  if (spec->n_arguments == 0 && mode == GIMP_RUN_WITH_LAST_VALS)
    mode = GIMP_RUN_INTERACTIVE;
  if (!spec->menu_label)
    mode = GIMP_RUN_NONINTERACTIVE;

  out = lp_arguments_new (spec->returns, spec->n_returns);
  call.out = out;
  call.interactive = mode == GIMP_RUN_INTERACTIVE;
  if (spec->on_image && n_params >= n_fixed)
    {
      call.image = params[1].data.d_image;
      call.drawable = params[2].data.d_drawable;
    }

  /* Never freed: the process ends after the call. */
  values = g_new0 (GimpParam, MAX (2, 1 + spec->n_returns));
  values[0].type = GIMP_PDB_STATUS;
  values[0].data.d_status = run_procedure (procedure, mode, &call, params + n_fixed,
                                           MAX (0, n_params - n_fixed), &error);

  if (values[0].data.d_status == GIMP_PDB_SUCCESS)
    {
      fill_values (values + 1, out);
      *n_return_vals = 1 + spec->n_returns;
    }
  else if (error)
    {
      values[1].type = GIMP_PDB_STRING;
      values[1].data.d_string = g_strdup (error->message);
      *n_return_vals = 2;
    }
  else
    {
      *n_return_vals = 1;
    }
  *return_vals = values;
}

const GimpPlugInInfo PLUG_IN_INFO = { NULL, NULL, query_procedures, run_call };

/* Replaces MAIN(), which does not pass on the path of the program. */
int
main (int argc, char *argv[])
{
  g_autofree gchar *translations = NULL;

  lp_host_init (argv[0]);
  translations = lp_host_get_data (LP_HOST_TRANSLATIONS);
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  return gimp_main (&PLUG_IN_INFO, argc, argv);
}
