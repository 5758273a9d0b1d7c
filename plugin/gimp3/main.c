/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The plug-in for GIMP 3: registers the procedures, and translates between calls of GIMP
 * and an LpCall.
 */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "gimp3/gimp3.h"
#include "procedure/menus.h"
#include "registry.h"

#define LP_TYPE_PLUG_IN (lp_plug_in_get_type ())
G_DECLARE_FINAL_TYPE (LpPlugIn, lp_plug_in, LP, PLUG_IN, GimpPlugIn)

struct _LpPlugIn
{
  GimpPlugIn parent_instance;
};

G_DEFINE_TYPE (LpPlugIn, lp_plug_in, GIMP_TYPE_PLUG_IN)

static void
set_return (GValue *value, const LpArgumentSpec *spec, const LpArguments *out)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
      g_value_set_int (value, lp_arguments_get_int (out, spec->name));
      break;

    case LP_ARGUMENT_FLOAT:
      g_value_set_double (value, lp_arguments_get_float (out, spec->name));
      break;

    case LP_ARGUMENT_LAYER:
      g_value_set_object (value,
                          gimp_layer_get_by_id (lp_arguments_get_int (out, spec->name)));
      break;

    case LP_ARGUMENT_IMAGE:
      g_value_set_object (value,
                          gimp_image_get_by_id (lp_arguments_get_int (out, spec->name)));
      break;

    default:
      g_value_set_string (value, lp_arguments_get_string (out, spec->name));
      break;
    }
}

static GimpValueArray *
return_failure (GimpProcedure *procedure, GimpPDBStatusType status, GError *error)
{
  return gimp_procedure_new_return_values (procedure, status, error);
}

/* Runs a procedure; image and drawable of @call are set. */
static GimpValueArray *
run_procedure (GimpProcedure *procedure,
               GimpRunMode mode,
               GimpProcedureConfig *config,
               LpCall *call,
               const LpProcedure *row)
{
  const LpProcedureSpec *spec = row->spec;
  g_autoptr (LpArguments) in = lp_arguments_new (spec->arguments, spec->n_arguments);
  g_autoptr (LpArguments) out = lp_arguments_new (spec->returns, spec->n_returns);
  g_autoptr (GString) notes = g_string_new (NULL);
  GError *error = NULL;
  GimpValueArray *values;
  gboolean done;

  /* Without arguments there are no last values, and the call is an interactive one. */
  if (spec->n_arguments == 0 && mode == GIMP_RUN_WITH_LAST_VALS)
    mode = GIMP_RUN_INTERACTIVE;
  if (!spec->menu_label)
    mode = GIMP_RUN_NONINTERACTIVE;

  lp_arguments_set_for_person (in, mode != GIMP_RUN_NONINTERACTIVE);
  call->interactive = mode == GIMP_RUN_INTERACTIVE;
  if (call->interactive)
    gimp_ui_init ("lazy-labels");
  /* The defaults, not what a script gave last. */
  if (call->interactive && spec->at_once)
    lp_host_write_config (config, in);
  if (call->interactive && spec->n_arguments > 0 && !spec->at_once)
    {
      if (lp_host_read_config (config, in, NULL))
        {
          lp_host_recall_paths (config, in);
          if (row->prepare)
            row->prepare (call->image, in);
          lp_host_write_config (config, in);
        }
      if (!lp_host_run_dialog (row, call->image, call->drawable, procedure, config))
        return return_failure (procedure, GIMP_PDB_CANCEL, NULL);
      /* The image may have been closed meanwhile. */
      lp_host_keep_config (config, lp_host_has_image (call->image)
                                     ? gimp_image_get_by_id (call->image)
                                     : NULL);
    }

  if (!lp_host_read_config (config, in, &error))
    return return_failure (procedure, GIMP_PDB_CALLING_ERROR, error);
  if (mode == GIMP_RUN_WITH_LAST_VALS)
    lp_host_recall_paths (config, in);
  if (!lp_arguments_check (in, &error))
    return return_failure (procedure, GIMP_PDB_CALLING_ERROR, error);
  if (call->interactive)
    lp_host_keep_paths (config, in);

  call->in = in;
  call->out = out;
  call->notes = notes;
  call->run_apart = lp_host_run_apart;
  done = lp_registry_run (row, call, &error);
  if (!done && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      return return_failure (procedure, GIMP_PDB_CANCEL, NULL);
    }
  if (!done)
    return return_failure (procedure, GIMP_PDB_EXECUTION_ERROR, error);

  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  for (gint i = 0; i < spec->n_returns; i++)
    set_return (gimp_value_array_index (values, 1 + i), &spec->returns[i], out);

  return values;
}

static GimpValueArray *
run_on_image (GimpProcedure *procedure,
              GimpRunMode mode,
              GimpImage *image,
              GimpDrawable **drawables,
              GimpProcedureConfig *config,
              gpointer data)
{
  LpCall call = { .image = gimp_image_get_id (image), .drawable = -1 };

  if (drawables && drawables[0])
    call.drawable = gimp_item_get_id (GIMP_ITEM (drawables[0]));

  return run_procedure (procedure, mode, config, &call, data);
}

static GimpValueArray *
run_alone (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  LpCall call = { .image = -1, .drawable = -1 };
  GimpRunMode mode = GIMP_RUN_NONINTERACTIVE;

  g_object_get (config, "run-mode", &mode, NULL);

  return run_procedure (procedure, mode, config, &call, data);
}

static GList *
query_procedures (GimpPlugIn *plug_in)
{
  GList *names = NULL;
  g_autofree gchar *path = lp_host_get_data (LP_HOST_HELP);
  g_autoptr (GFile) help = g_file_new_for_path (path);

  gimp_plug_in_set_help_domain (plug_in, LP_HELP_DOMAIN, help);
  for (const LpProcedure *row = lp_registry_get (); row->spec; row++)
    names = g_list_append (names, g_strdup (row->spec->name));

  return names;
}

static GimpProcedure *
create_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  const LpProcedure *row = lp_registry_find (name);
  const LpProcedureSpec *spec;
  g_autofree gchar *path = NULL;
  g_autofree gchar *menu = NULL;
  g_autoptr (GFile) icon = NULL;
  GimpProcedure *procedure;

  if (!row)
    return NULL;

  spec = row->spec;
  path = lp_host_get_icon (name);

  if (spec->on_image)
    {
      procedure = gimp_image_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN,
                                            run_on_image, (gpointer) row, NULL);
      gimp_procedure_set_image_types (procedure, "*");
      /* The first of several layers counts; without one, the micrograph is looked for. */
      gimp_procedure_set_sensitivity_mask (procedure,
                                           GIMP_PROCEDURE_SENSITIVE_DRAWABLE |
                                             GIMP_PROCEDURE_SENSITIVE_DRAWABLES |
                                             GIMP_PROCEDURE_SENSITIVE_NO_DRAWABLES);
    }
  else
    {
      procedure = gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN, run_alone,
                                      (gpointer) row, NULL);
      gimp_procedure_add_enum_argument (procedure, "run-mode", _ ("Run mode"),
                                        _ ("The run mode"), GIMP_TYPE_RUN_MODE,
                                        GIMP_RUN_NONINTERACTIVE, G_PARAM_READWRITE);
      gimp_procedure_set_sensitivity_mask (procedure, GIMP_PROCEDURE_SENSITIVE_ALWAYS);
    }

  if (spec->menu_label)
    {
      icon = g_file_new_for_path (path);
      gimp_procedure_set_icon_file (procedure, icon);
      gimp_procedure_set_menu_label (procedure, _ (spec->menu_label));
      /* GIMP 3 takes the label of a submenu from the path. */
      menu = g_strconcat (LP_MENU_PARENT, "/", _ (lp_menu_get_label (spec->menu)), NULL);
      gimp_procedure_add_menu_path (procedure, menu);
    }
  gimp_procedure_set_documentation (procedure, _ (spec->blurb), _ (spec->help), name);
  gimp_procedure_set_attribution (procedure, LP_REGISTRY_AUTHORS, LP_REGISTRY_LICENCE,
                                  LP_REGISTRY_YEAR);
  lp_host_add_arguments (procedure, spec->arguments, spec->n_arguments);
  lp_host_add_returns (procedure, spec->returns, spec->n_returns);

  return procedure;
}

static gboolean
set_i18n (GimpPlugIn *plug_in, const gchar *name, gchar **domain, gchar **folder)
{
  *domain = g_strdup (GETTEXT_PACKAGE);
  *folder = g_strdup (LP_HOST_TRANSLATIONS);

  return TRUE;
}

static void
lp_plug_in_class_init (LpPlugInClass *klass)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (klass);

  plug_in_class->query_procedures = query_procedures;
  plug_in_class->create_procedure = create_procedure;
  plug_in_class->set_i18n = set_i18n;
}

static void
lp_plug_in_init (LpPlugIn *plug_in)
{
}

/* Replaces GIMP_MAIN(), which does not pass on the path of the program. */
int
main (int argc, char *argv[])
{
  lp_host_init (argv[0]);

  return gimp_main (LP_TYPE_PLUG_IN, argc, argv);
}
