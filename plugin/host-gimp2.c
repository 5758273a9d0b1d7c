/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 2.10, and the entry of the plug-in for it: the only file with
 * calls that belong to that version.
 */

#include "host.h"

#include <string.h>

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "dialog.h"
#include "run.h"

#define MENU "<Image>/Filters/Lazy Labels"

G_DEFINE_QUARK (ll - host - error - quark, ll_host_error)

/* Sets an error with what GIMP has to say about its last refusal. */
static void
set_error (GError **error, const gchar *what)
{
  const gchar *why = gimp_get_pdb_error ();

  g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED, "%s: %s", what,
               why && *why ? why : "GIMP does not say why.");
}

/* Images */

GArray *
ll_host_list_images (void)
{
  GArray *images = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint n = 0;
  g_autofree gint *ids = gimp_image_list (&n);

  /* GIMP lists the newest first. */
  for (gint i = n; i-- > 0;)
    {
      gint32 id = ids[i];

      g_array_append_val (images, id);
    }

  return images;
}

gint32
ll_host_load_image (const gchar *path, GError **error)
{
  gint32 image = -1;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   "There is no file \"%s\": check the path.", path);
      return -1;
    }

  image = gimp_file_load (GIMP_RUN_NONINTERACTIVE, path, path);
  if (image < 0)
    g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                 "\"%s\" can't be opened (%s): give XCF files that GIMP saved.", path,
                 gimp_get_pdb_error ());

  return image;
}

void
ll_host_delete_image (gint32 image)
{
  gimp_image_delete (image);
}

gchar *
ll_host_get_image_name (gint32 image)
{
  return gimp_image_get_name (image);
}

void
ll_host_get_image_size (gint32 image, gint *width, gint *height)
{
  *width = gimp_image_width (image);
  *height = gimp_image_height (image);
}

LlBase
ll_host_get_image_base (gint32 image)
{
  switch (gimp_image_base_type (image))
    {
    case GIMP_RGB:
      return LL_BASE_RGB;
    case GIMP_GRAY:
      return LL_BASE_GREY;
    default:
      return LL_BASE_INDEXED;
    }
}

gboolean
ll_host_convert_to_rgb (gint32 image, GError **error)
{
  if (gimp_image_convert_rgb (image))
    return TRUE;

  set_error (error, "The image can't be converted to RGB");

  return FALSE;
}

/* Parasites */

static gchar *
take_text (GimpParasite *parasite)
{
  gchar *text;

  if (!parasite)
    return NULL;

  text =
    g_strndup (gimp_parasite_data (parasite), (gsize) gimp_parasite_data_size (parasite));
  gimp_parasite_free (parasite);

  return text;
}

static GimpParasite *
new_parasite (const gchar *key, const gchar *text)
{
  return gimp_parasite_new (key, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                            (guint32) strlen (text), text);
}

gchar *
ll_host_get_image_text (gint32 image, const gchar *key)
{
  return take_text (gimp_image_get_parasite (image, key));
}

void
ll_host_set_image_text (gint32 image, const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_image_detach_parasite (image, key);
      return;
    }

  parasite = new_parasite (key, text);
  gimp_image_attach_parasite (image, parasite);
  gimp_parasite_free (parasite);
}

gchar *
ll_host_get_layer_text (gint32 layer, const gchar *key)
{
  return take_text (gimp_item_get_parasite (layer, key));
}

void
ll_host_set_layer_text (gint32 layer, const gchar *key, const gchar *text)
{
  GimpParasite *parasite;

  if (!text)
    {
      gimp_item_detach_parasite (layer, key);
      return;
    }

  parasite = new_parasite (key, text);
  gimp_item_attach_parasite (layer, parasite);
  gimp_parasite_free (parasite);
}

void
ll_host_undo_group_start (gint32 image)
{
  gimp_image_undo_group_start (image);
}

void
ll_host_undo_group_end (gint32 image)
{
  gimp_image_undo_group_end (image);
}

/* Layers */

void
ll_host_layer_free (LlHostLayer *layer)
{
  if (!layer)
    return;

  g_free (layer->name);
  g_free (layer);
}

static void
add_layers (GPtrArray *layers, const gint *ids, gint n, gint32 parent)
{
  for (gint i = 0; i < n; i++)
    {
      LlHostLayer *layer = g_new0 (LlHostLayer, 1);

      layer->id = ids[i];
      layer->parent = parent;
      layer->is_group = gimp_item_is_group (ids[i]);
      layer->width = gimp_drawable_width (ids[i]);
      layer->height = gimp_drawable_height (ids[i]);
      layer->name = gimp_item_get_name (ids[i]);
      gimp_drawable_offsets (ids[i], &layer->x, &layer->y);
      g_ptr_array_add (layers, layer);

      if (layer->is_group)
        {
          gint n_children = 0;
          g_autofree gint *children = gimp_item_get_children (ids[i], &n_children);

          add_layers (layers, children, n_children, ids[i]);
        }
    }
}

GPtrArray *
ll_host_list_layers (gint32 image)
{
  GPtrArray *layers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_host_layer_free);
  gint n = 0;
  g_autofree gint *ids = gimp_image_get_layers (image, &n);

  add_layers (layers, ids, n, -1);

  return layers;
}

gint32
ll_host_get_layer (gint32 drawable)
{
  if (!gimp_item_is_valid (drawable))
    return -1;
  if (gimp_item_is_layer_mask (drawable))
    return gimp_layer_from_mask (drawable);

  return gimp_item_is_layer (drawable) ? drawable : -1;
}

/* The colour space of an image's profile; NULL: sRGB. */
static const Babl *
get_space (gint32 image)
{
  GimpColorProfile *profile = gimp_image_get_color_profile (image);
  const Babl *space;

  if (!profile)
    return NULL;

  space = gimp_color_profile_get_space (
    profile, GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC, NULL);
  g_object_unref (profile);

  return space;
}

GeglBuffer *
ll_host_get_buffer (gint32 layer, gboolean managed)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (layer);
  gint32 image = gimp_item_get_image (layer);
  const Babl *space = NULL;

  if (managed && gimp_image_base_type (image) == GIMP_RGB)
    space = get_space (image);

  /* GIMP 2.10 hands out buffers without a space: the same bytes with it. */
  if (space)
    gegl_buffer_set_format (
      buffer, babl_format_with_space (
                babl_format_get_encoding (gegl_buffer_get_format (buffer)), space));

  return buffer;
}

GeglBuffer *
ll_host_get_mask_buffer (gint32 layer)
{
  gint32 mask = gimp_layer_get_mask (layer);

  if (mask < 0 || !gimp_layer_get_apply_mask (layer))
    return NULL;

  return gimp_drawable_get_buffer (mask);
}

GeglBuffer *
ll_host_get_selection_buffer (gint32 image)
{
  if (gimp_selection_is_empty (image))
    return NULL;

  return gimp_drawable_get_buffer (gimp_image_get_selection (image));
}

gint32
ll_host_new_layer (gint32 image,
                   const gchar *name,
                   gint width,
                   gint height,
                   gboolean alpha,
                   gdouble opacity,
                   GError **error)
{
  gboolean grey = gimp_image_base_type (image) == GIMP_GRAY;
  GimpImageType type = grey ? (alpha ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE)
                            : (alpha ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE);
  gint32 layer;

  layer = gimp_layer_new (image, name, width, height, type, 100.0 * opacity,
                          gimp_image_get_default_new_layer_mode (image));
  if (layer < 0)
    set_error (error, "A layer can't be made");

  return layer;
}

gint32
ll_host_new_group (gint32 image, const gchar *name, GError **error)
{
  gint32 group = gimp_layer_group_new (image);

  if (group < 0)
    set_error (error, "A layer group can't be made");
  else
    gimp_item_set_name (group, name);

  return group;
}

gboolean
ll_host_insert_layer (gint32 image,
                      gint32 layer,
                      gint32 parent,
                      gint position,
                      GError **error)
{
  if (gimp_image_insert_layer (image, layer, parent, position))
    return TRUE;

  set_error (error, "A layer can't be added");

  return FALSE;
}

gint
ll_host_get_layer_position (gint32 image, gint32 layer)
{
  return gimp_image_get_item_position (image, layer);
}

void
ll_host_delete_layer (gint32 layer)
{
  gint32 image = gimp_item_get_image (layer);

  /* A layer that is in no image yet can't be removed from one. */
  if (!gimp_image_remove_layer (image, layer))
    gimp_item_delete (layer);
}

void
ll_host_set_layer_offsets (gint32 layer, gint x, gint y)
{
  gimp_layer_set_offsets (layer, x, y);
}

void
ll_host_set_layer_visible (gint32 layer, gboolean visible)
{
  gimp_item_set_visible (layer, visible);
}

void
ll_host_select_layer (gint32 image, gint32 layer)
{
  gimp_image_set_active_layer (image, layer);
}

/* Everything else */

void
ll_host_progress_start (const gchar *text)
{
  gimp_progress_init (text);
}

void
ll_host_progress_update (gdouble fraction, const gchar *text)
{
  if (text)
    gimp_progress_set_text (text);
  gimp_progress_update (fraction);
}

void
ll_host_offer_colours (const gchar *palette,
                       const gchar *const *names,
                       const guint8 (*colours)[3],
                       gint n_colours)
{
  g_autofree gchar *filter = g_strdup_printf ("^%s$", palette);
  g_autofree gchar *chosen = NULL;
  gchar **found;
  gint n_found = 0;
  GimpRGB rgb;

  /* Asked for by a list, because GIMP reports a question for an unknown one. */
  found = gimp_palettes_get_list (filter, &n_found);
  if (n_found > 0 && gimp_palette_is_editable (palette))
    {
      gint n_old = 0;

      gimp_palette_get_info (palette, &n_old);
      while (n_old-- > 0)
        gimp_palette_delete_entry (palette, n_old);
      chosen = g_strdup (palette);
    }
  else
    {
      chosen = gimp_palette_new (palette);
    }
  g_strfreev (found);
  if (!chosen)
    return;

  for (gint i = 0; i < n_colours; i++)
    {
      gint entry;

      gimp_rgb_set_uchar (&rgb, colours[i][0], colours[i][1], colours[i][2]);
      gimp_palette_add_entry (chosen, names[i], &rgb, &entry);
    }
  gimp_context_set_palette (chosen);

  gimp_rgb_set_uchar (&rgb, colours[0][0], colours[0][1], colours[0][2]);
  gimp_context_set_foreground (&rgb);
}

const gchar *
ll_host_get_folder (void)
{
  return gimp_directory ();
}

/* The entry */

static GimpPDBArgType
pdb_type (LlArgumentType type)
{
  switch (type)
    {
    case LL_ARGUMENT_INT:
    case LL_ARGUMENT_BOOL:
      return GIMP_PDB_INT32;
    case LL_ARGUMENT_FLOAT:
      return GIMP_PDB_FLOAT;
    case LL_ARGUMENT_LAYER:
      return GIMP_PDB_LAYER;
    default:
      return GIMP_PDB_STRING;
    }
}

static gchar *
describe_argument (const LlArgumentSpec *spec)
{
  g_autoptr (GString) words = NULL;

  if (spec->type == LL_ARGUMENT_INT || spec->type == LL_ARGUMENT_FLOAT)
    return g_strdup_printf ("%s (%.10g <= %s <= %.10g)", spec->blurb, spec->min,
                            spec->name, spec->max);
  if (spec->type == LL_ARGUMENT_BOOL)
    return g_strdup_printf ("%s (TRUE or FALSE)", spec->blurb);
  if (spec->type != LL_ARGUMENT_CHOICE)
    return g_strdup (spec->blurb);

  words = g_string_new (spec->blurb);
  for (gint i = 0; spec->choices[i].word; i++)
    g_string_append_printf (words, "%s\"%s\"", i > 0 ? ", " : " (",
                            spec->choices[i].word);
  g_string_append (words, ")");

  return g_string_free (g_steal_pointer (&words), FALSE);
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
add_definitions (GArray *definitions, const LlArgumentSpec *specs, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *text = describe_argument (&specs[i]);

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
install (const LlProcedureSpec *procedure)
{
  g_autoptr (GArray) arguments = new_definitions ();
  g_autoptr (GArray) returns = new_definitions ();

  add_definition (arguments, GIMP_PDB_INT32, "run-mode",
                  "The run mode { RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), "
                  "RUN-WITH-LAST-VALS (2) }");
  if (procedure->on_image)
    {
      add_definition (arguments, GIMP_PDB_IMAGE, "image", "The image.");
      add_definition (arguments, GIMP_PDB_DRAWABLE, "drawable",
                      "The micrograph's layer, or any other of the image.");
    }
  add_definitions (arguments, procedure->arguments, procedure->n_arguments);
  add_definitions (returns, procedure->returns, procedure->n_returns);

  gimp_install_procedure (
    procedure->name, procedure->blurb, procedure->help, "The authors of Lazy Labels",
    "GPL-3.0-or-later", "2026", procedure->menu_label, procedure->on_image ? "*" : "",
    GIMP_PLUGIN, (gint) arguments->len, (gint) returns->len,
    (const GimpParamDef *) arguments->data, (const GimpParamDef *) returns->data);
  gimp_plugin_menu_register (procedure->name, MENU);
}

static void
query (void)
{
  gint n = 0;
  const LlProcedureSpec *procedures = ll_procedures_get (&n);

  for (gint i = 0; i < n; i++)
    install (&procedures[i]);
}

static void
get_last_values (const LlProcedureSpec *procedure, LlArguments *arguments)
{
  gint size = gimp_get_data_size (procedure->name);
  g_autofree gchar *text = NULL;

  if (size <= 0)
    return;

  text = g_malloc0 ((gsize) size + 1);
  if (gimp_get_data (procedure->name, text))
    ll_arguments_from_text (arguments, text);
}

static void
set_last_values (const LlProcedureSpec *procedure, const LlArguments *arguments)
{
  g_autofree gchar *text = ll_arguments_to_text (arguments);

  gimp_set_data (procedure->name, text, (guint32) strlen (text) + 1);
}

/* Reads a call without a person; @params begin with the table's own arguments. */
static gboolean
read_params (LlArguments *arguments,
             const GimpParam *params,
             gint n_params,
             GError **error)
{
  if (n_params != ll_arguments_get_n (arguments))
    {
      g_set_error (error, LL_ARGUMENT_ERROR, LL_ARGUMENT_ERROR_VALUE,
                   "The procedure takes %d arguments of its own, but got %d.",
                   ll_arguments_get_n (arguments), n_params);
      return FALSE;
    }

  for (gint i = 0; i < n_params; i++)
    {
      const LlArgumentSpec *spec = ll_arguments_get_spec (arguments, i);

      switch (pdb_type (spec->type))
        {
        case GIMP_PDB_INT32:
          ll_arguments_set_number (arguments, spec->name, params[i].data.d_int32);
          break;
        case GIMP_PDB_FLOAT:
          ll_arguments_set_number (arguments, spec->name, params[i].data.d_float);
          break;
        default:
          ll_arguments_set_string (arguments, spec->name, params[i].data.d_string);
          break;
        }
    }

  return TRUE;
}

/* Fills @arguments; FALSE without an error: the person changed their mind. */
static gboolean
get_arguments (const LlProcedureSpec *procedure,
               GimpRunMode mode,
               const GimpParam *params,
               gint n_params,
               LlArguments *arguments,
               GError **error)
{
  switch (mode)
    {
    case GIMP_RUN_INTERACTIVE:
      get_last_values (procedure, arguments);
      gimp_ui_init ("lazy-labels", FALSE);
      if (!ll_dialog_run (procedure, arguments))
        return FALSE;
      /* At once: Cancel on the progress bar leaves no later moment. */
      set_last_values (procedure, arguments);
      break;

    case GIMP_RUN_WITH_LAST_VALS:
      get_last_values (procedure, arguments);
      break;

    default:
      if (!read_params (arguments, params, n_params, error))
        return FALSE;
      break;
    }

  return ll_arguments_check (arguments, error);
}

static void
fill_values (GimpParam *values, const LlArguments *out)
{
  for (gint i = 0; i < ll_arguments_get_n (out); i++)
    {
      const LlArgumentSpec *spec = ll_arguments_get_spec (out, i);

      values[i].type = pdb_type (spec->type);
      switch (values[i].type)
        {
        case GIMP_PDB_INT32:
          values[i].data.d_int32 = ll_arguments_get_int (out, spec->name);
          break;
        case GIMP_PDB_LAYER:
          values[i].data.d_layer = ll_arguments_get_int (out, spec->name);
          break;
        case GIMP_PDB_FLOAT:
          values[i].data.d_float = ll_arguments_get_float (out, spec->name);
          break;
        default:
          values[i].data.d_string = g_strdup (ll_arguments_get_string (out, spec->name));
          break;
        }
    }
}

/* Runs a procedure; @own are the parameters behind run mode, image and drawable. */
static GimpPDBStatusType
run_procedure (const LlProcedureSpec *procedure,
               GimpRunMode mode,
               LlCall *call,
               const GimpParam *own,
               gint n_own,
               GError **error)
{
  g_autoptr (LlArguments) in = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean done;

  in = ll_arguments_new (procedure->arguments, procedure->n_arguments);
  if (!get_arguments (procedure, mode, own, n_own, in, &reason))
    {
      if (!reason)
        return GIMP_PDB_CANCEL;
      g_propagate_error (error, g_steal_pointer (&reason));
      return GIMP_PDB_CALLING_ERROR;
    }

  call->in = in;
  gegl_init (NULL, NULL);
  done = ll_run_find (procedure->name) (call, error);
  call->in = NULL;
  gimp_progress_end ();

  if (call->interactive && call->notes->len > 0)
    gimp_message (call->notes->str);
  if (mode != GIMP_RUN_NONINTERACTIVE)
    gimp_displays_flush ();

  return done ? GIMP_PDB_SUCCESS : GIMP_PDB_EXECUTION_ERROR;
}

static void
run (const gchar *name,
     gint n_params,
     const GimpParam *params,
     gint *n_return_vals,
     GimpParam **return_vals)
{
  const LlProcedureSpec *procedure = ll_procedures_find (name);
  gint n_fixed = procedure->on_image ? 3 : 1;
  GimpRunMode mode = (GimpRunMode) params[0].data.d_int32;
  g_autoptr (LlArguments) out = NULL;
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GimpParam *values;
  LlCall call = { .image = -1, .drawable = -1, .notes = notes };

  out = ll_arguments_new (procedure->returns, procedure->n_returns);
  call.out = out;
  call.interactive = mode == GIMP_RUN_INTERACTIVE;
  if (procedure->on_image && n_params >= n_fixed)
    {
      call.image = params[1].data.d_image;
      call.drawable = params[2].data.d_drawable;
    }

  /* GIMP frees nothing of this: the process ends after the call. */
  values = g_new0 (GimpParam, MAX (2, 1 + procedure->n_returns));
  values[0].type = GIMP_PDB_STATUS;
  values[0].data.d_status = run_procedure (procedure, mode, &call, params + n_fixed,
                                           MAX (0, n_params - n_fixed), &error);

  if (values[0].data.d_status == GIMP_PDB_SUCCESS)
    {
      fill_values (values + 1, out);
      *n_return_vals = 1 + procedure->n_returns;
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

const GimpPlugInInfo PLUG_IN_INFO = { NULL, NULL, query, run };

MAIN ()
