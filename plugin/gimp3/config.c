/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: arguments of specs as arguments of GIMP, and their values. */

#include "gimp3/gimp3.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <libgimpconfig/gimpconfig.h>

#include "procedure/path-text.h"

/* Group of the file with the last paths of a procedure. */
#define PATHS "paths"

static GimpChoice *
new_choice (const LpChoice *choices)
{
  GimpChoice *choice = gimp_choice_new ();

  for (gint i = 0; choices[i].word; i++)
    gimp_choice_add (choice, choices[i].word, i, _ (choices[i].label), NULL);

  return choice;
}

static gboolean
holds_path (const LpArgumentSpec *spec)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
    case LP_ARGUMENT_FOLDER:
    case LP_ARGUMENT_FILES:
      return TRUE;

    default:
      return FALSE;
    }
}

/* Numbers of any size are accepted here, and so are folders and missing files.  GIMP would
 * silently replace them by the default, but the person should get the sentence by which
 * lp_arguments_check() or the procedure refuses them.
 *
 * GIMP attaches the last values to the image, and so to the files in which it is saved and
 * passed on.  Paths are none of their business: lp_host_keep_paths() remembers them.
 */
static void
add_argument (GimpProcedure *procedure, const LpArgumentSpec *spec)
{
  g_autofree gchar *text = lp_argument_describe (spec);
  GParamFlags flags =
    G_PARAM_READWRITE | (holds_path (spec) ? GIMP_PARAM_DONT_SERIALIZE : 0);

  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
      gimp_procedure_add_int_argument (procedure, spec->name, _ (spec->nick), text,
                                       G_MININT, G_MAXINT, (gint) spec->number,
                                       G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_FLOAT:
      gimp_procedure_add_double_argument (procedure, spec->name, _ (spec->nick), text,
                                          -G_MAXDOUBLE, G_MAXDOUBLE, spec->number,
                                          G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_BOOL:
      gimp_procedure_add_boolean_argument (procedure, spec->name, _ (spec->nick),
                                           _ (spec->blurb), spec->number > 0,
                                           G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_CHOICE:
      gimp_procedure_add_choice_argument (procedure, spec->name, _ (spec->nick),
                                          _ (spec->blurb), new_choice (spec->choices),
                                          spec->text, G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
      gimp_procedure_add_file_argument (procedure, spec->name, _ (spec->nick), text,
                                        GIMP_FILE_CHOOSER_ACTION_ANY, TRUE, NULL, flags);
      break;

    default:
      gimp_procedure_add_string_argument (procedure, spec->name, _ (spec->nick), text,
                                          spec->text, flags);
      break;
    }
}

void
lp_host_add_arguments (GimpProcedure *procedure, const LpArgumentSpec *specs, gint n)
{
  for (gint i = 0; i < n; i++)
    add_argument (procedure, &specs[i]);
}

static void
add_return (GimpProcedure *procedure, const LpArgumentSpec *spec)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
      gimp_procedure_add_int_return_value (
        procedure, spec->name, _ (spec->nick), _ (spec->blurb), (gint) spec->min,
        (gint) spec->max, (gint) spec->number, G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_FLOAT:
      gimp_procedure_add_double_return_value (procedure, spec->name, _ (spec->nick),
                                              _ (spec->blurb), spec->min, spec->max,
                                              spec->number, G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_LAYER:
      gimp_procedure_add_layer_return_value (procedure, spec->name, _ (spec->nick),
                                             _ (spec->blurb), FALSE, G_PARAM_READWRITE);
      break;

    case LP_ARGUMENT_IMAGE:
      gimp_procedure_add_image_return_value (procedure, spec->name, _ (spec->nick),
                                             _ (spec->blurb), TRUE, G_PARAM_READWRITE);
      break;

    default:
      gimp_procedure_add_string_return_value (procedure, spec->name, _ (spec->nick),
                                              _ (spec->blurb), spec->text,
                                              G_PARAM_READWRITE);
      break;
    }
}

void
lp_host_add_returns (GimpProcedure *procedure, const LpArgumentSpec *specs, gint n)
{
  for (gint i = 0; i < n; i++)
    add_return (procedure, &specs[i]);
}

/* Script-Fu makes a file "~/a" of the current folder of what was typed; so it does of a URI.
 *
 * Returns: (transfer full): what was typed, unless there is a folder of that name.
 */
static gchar *
get_typed (const gchar *path)
{
  g_autofree gchar *current = g_get_current_dir ();
  g_autofree gchar *prefix = g_build_filename (current, G_DIR_SEPARATOR_S, NULL);
  const gchar *typed = path + strlen (prefix);
  g_autofree gchar *first = NULL;

  if (!g_str_has_prefix (path, prefix) ||
      !(*typed == '~' || g_str_has_prefix (typed, "file:")))
    return g_strdup (path);

  first = g_strndup (path, strlen (prefix) + strcspn (typed, G_DIR_SEPARATOR_S));

  return g_strdup (g_file_test (first, G_FILE_TEST_EXISTS) ? path : typed);
}

/* Both no file and the nameless one that Script-Fu makes of "" mean "". */
static gboolean
read_file (const LpArgumentSpec *spec,
           GFile *file,
           LpArguments *arguments,
           GError **error)
{
  g_autofree gchar *path = file ? g_file_get_path (file) : NULL;
  g_autofree gchar *uri = file && !path ? g_file_get_uri (file) : NULL;
  g_autofree gchar *typed = NULL;

  if (uri && *uri)
    {
      g_autofree gchar *title = lp_arguments_get_title (arguments, spec->name);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("\"%s\" is \"%s\", but must be a local file."), title, uri);
      return FALSE;
    }
  if (path)
    typed = get_typed (path);
  lp_arguments_set_string (arguments, spec->name, typed);

  return TRUE;
}

static gboolean
read_value (const LpArgumentSpec *spec,
            const GValue *value,
            LpArguments *arguments,
            GError **error)
{
  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
      lp_arguments_set_number (arguments, spec->name, g_value_get_int (value));
      return TRUE;

    case LP_ARGUMENT_FLOAT:
      lp_arguments_set_number (arguments, spec->name, g_value_get_double (value));
      return TRUE;

    case LP_ARGUMENT_BOOL:
      lp_arguments_set_number (arguments, spec->name, g_value_get_boolean (value));
      return TRUE;

    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
      return read_file (spec, g_value_get_object (value), arguments, error);

    default:
      lp_arguments_set_string (arguments, spec->name, g_value_get_string (value));
      return TRUE;
    }
}

gboolean
lp_host_read_config (GimpProcedureConfig *config, LpArguments *arguments, GError **error)
{
  for (gint i = 0; i < lp_arguments_get_n (arguments); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (arguments, i);
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (config), spec->name, &value);
      if (!read_value (spec, &value, arguments, error))
        return FALSE;
    }

  return TRUE;
}

static void
write_value (GimpProcedureConfig *config,
             const LpArgumentSpec *spec,
             const LpArguments *arguments)
{
  const gchar *text;
  g_autoptr (GFile) file = NULL;

  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_BOOL:
      g_object_set (config, spec->name, lp_arguments_get_int (arguments, spec->name),
                    NULL);
      break;

    case LP_ARGUMENT_FLOAT:
      g_object_set (config, spec->name, lp_arguments_get_float (arguments, spec->name),
                    NULL);
      break;

    case LP_ARGUMENT_FILE_OPEN:
    case LP_ARGUMENT_FILE_SAVE:
    case LP_ARGUMENT_FILE_APPEND:
      text = lp_arguments_get_string (arguments, spec->name);
      file = *text ? g_file_new_for_path (text) : NULL;
      g_object_set (config, spec->name, file, NULL);
      break;

    default:
      g_object_set (config, spec->name, lp_arguments_get_string (arguments, spec->name),
                    NULL);
      break;
    }
}

void
lp_host_write_config (GimpProcedureConfig *config, const LpArguments *arguments)
{
  for (gint i = 0; i < lp_arguments_get_n (arguments); i++)
    write_value (config, lp_arguments_get_spec (arguments, i), arguments);
}

/* libgimp saves the values after a procedure has succeeded, for the image and in general.
 * Cancel on the progress bar kills the process before that, so the same values are saved to
 * the same places before the work begins.
 */
void
lp_host_keep_config (GimpProcedureConfig *config, GimpImage *image)
{
  const gchar *type = G_OBJECT_TYPE_NAME (config);
  g_autofree gchar *name = g_strconcat (type, ".last", NULL);
  g_autofree gchar *key = g_strconcat (type, "-last", NULL);
  g_autoptr (GFile) file = gimp_directory_file ("plug-in-settings", name, NULL);
  GimpParasite *parasite;

  /* A failure is harmless: the values will be asked for again. */
  gimp_config_serialize_to_file (GIMP_CONFIG (config), file, "settings",
                                 "end of settings", NULL, NULL);
  if (!image)
    return;

  parasite = gimp_config_serialize_to_parasite (GIMP_CONFIG (config), key,
                                                GIMP_PARASITE_PERSISTENT, NULL);
  if (parasite)
    {
      gimp_image_attach_parasite (image, parasite);
      gimp_parasite_free (parasite);
    }
}

static GFile *
get_paths_file (GimpProcedureConfig *config)
{
  g_autofree gchar *name = g_strconcat (G_OBJECT_TYPE_NAME (config), ".paths", NULL);

  return gimp_directory_file ("plug-in-settings", name, NULL);
}

void
lp_host_keep_paths (GimpProcedureConfig *config, const LpArguments *arguments)
{
  g_autoptr (GFile) file = get_paths_file (config);
  g_autoptr (GKeyFile) paths = g_key_file_new ();
  gboolean any = FALSE;

  for (gint i = 0; i < lp_arguments_get_n (arguments); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (arguments, i);
      const gchar *value = lp_arguments_get_string (arguments, spec->name);
      g_autofree gchar *path = NULL;

      if (!holds_path (spec))
        continue;

      if (spec->type != LP_ARGUMENT_FILES && *value)
        path = lp_path_to_text (value);
      g_key_file_set_string (paths, PATHS, spec->name, path ? path : value);
      any = TRUE;
    }

  /* A failure is harmless: the paths will be asked for again. */
  if (any)
    g_key_file_save_to_file (paths, g_file_peek_path (file), NULL);
}

void
lp_host_recall_paths (GimpProcedureConfig *config, LpArguments *arguments)
{
  g_autoptr (GFile) file = get_paths_file (config);
  g_autoptr (GKeyFile) paths = g_key_file_new ();

  if (!g_key_file_load_from_file (paths, g_file_peek_path (file), G_KEY_FILE_NONE, NULL))
    return;

  for (gint i = 0; i < lp_arguments_get_n (arguments); i++)
    {
      const LpArgumentSpec *spec = lp_arguments_get_spec (arguments, i);
      g_autofree gchar *path =
        holds_path (spec) ? g_key_file_get_string (paths, PATHS, spec->name, NULL) : NULL;

      if (path)
        lp_arguments_set_string (arguments, spec->name, path);
    }
}
