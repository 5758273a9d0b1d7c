/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A plug-in for tests: what Script-Fu of GIMP 3 can't see by itself.  It reads pixels
 * as 8 bit, and knows nothing about the arguments of procedures.
 */

#include <libgimp/gimp.h>

#define PIXELS    "plug-in-lazy-labels-inspect-pixels"
#define ARGUMENTS "plug-in-lazy-labels-inspect-arguments"

#define LP_TYPE_INSPECT (lp_inspect_get_type ())
G_DECLARE_FINAL_TYPE (LpInspect, lp_inspect, LP, INSPECT, GimpPlugIn)

struct _LpInspect
{
  GimpPlugIn parent_instance;
};

G_DEFINE_TYPE (LpInspect, lp_inspect, GIMP_TYPE_PLUG_IN)

/* The numbers of a layer as they are stored: width, components, and all pixels. */
static gdouble *
read_pixels (GimpDrawable *drawable, gsize *n)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (drawable);
  const Babl *own = gegl_buffer_get_format (buffer);
  gsize components = (gsize) babl_format_get_n_components (own);
  gsize width = (gsize) gegl_buffer_get_width (buffer);
  gsize n_values = width * (gsize) gegl_buffer_get_height (buffer) * components;
  g_auto (GStrv) words = g_strsplit (babl_format_get_encoding (own), " ", 2);
  g_autofree gchar *name = g_strdup_printf ("%s float", words[0]);
  g_autofree gfloat *values = g_new (gfloat, n_values);
  gdouble *result = g_new (gdouble, n_values + 2);

  gegl_buffer_get (buffer, NULL, 1.0,
                   babl_format_with_space (name, babl_format_get_space (own)), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  result[0] = (gdouble) width;
  result[1] = (gdouble) components;
  for (gsize i = 0; i < n_values; i++)
    result[i + 2] = values[i];
  *n = n_values + 2;

  return result;
}

static GimpValueArray *
run_pixels (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GimpDrawable) drawable = NULL;
  GimpValueArray *values;
  gdouble *pixels;
  gsize n;

  g_object_get (config, "drawable", &drawable, NULL);
  gegl_init (NULL, NULL);
  pixels = read_pixels (drawable, &n);

  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  gimp_value_take_double_array (gimp_value_array_index (values, 1), pixels, n);

  return values;
}

static gchar *
default_text (GParamSpec *argument)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) text = G_VALUE_INIT;

  if (G_PARAM_SPEC_VALUE_TYPE (argument) == G_TYPE_DOUBLE)
    return g_strdup_printf ("%.10g", G_PARAM_SPEC_DOUBLE (argument)->default_value);
  if (!g_value_type_transformable (G_PARAM_SPEC_VALUE_TYPE (argument), G_TYPE_STRING))
    return g_strdup ("");

  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (argument));
  g_value_init (&text, G_TYPE_STRING);
  g_param_value_set_default (argument, &value);
  g_value_transform (&value, &text);

  return g_value_dup_string (&text);
}

/* Three texts for each argument: its name, its type, its default. */
static GimpValueArray *
run_arguments (GimpProcedure *procedure, GimpProcedureConfig *config, gpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree gchar *name = NULL;
  GimpProcedure *inspected;
  GimpValueArray *values;
  GParamSpec **arguments;
  gint n = 0;

  g_object_get (config, "procedure-name", &name, NULL);
  inspected = gimp_pdb_lookup_procedure (gimp_get_pdb (), name);
  arguments = inspected ? gimp_procedure_get_arguments (inspected, &n) : NULL;
  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *text = default_text (arguments[i]);

      g_strv_builder_add_many (builder, arguments[i]->name,
                               G_PARAM_SPEC_TYPE_NAME (arguments[i]), text, NULL);
    }

  values = gimp_procedure_new_return_values (procedure, GIMP_PDB_SUCCESS, NULL);
  g_value_take_boxed (gimp_value_array_index (values, 1), g_strv_builder_end (builder));

  return values;
}

static GList *
query_procedures (GimpPlugIn *plug_in)
{
  return g_list_append (g_list_append (NULL, g_strdup (PIXELS)), g_strdup (ARGUMENTS));
}

static GimpProcedure *
create_procedure (GimpPlugIn *plug_in, const gchar *name)
{
  GimpProcedure *procedure;

  if (g_str_equal (name, PIXELS))
    {
      procedure = gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN,
                                      run_pixels, NULL, NULL);
      gimp_procedure_add_drawable_argument (
        procedure, "drawable", "Drawable", "The layer to read", FALSE, G_PARAM_READWRITE);
      gimp_procedure_add_double_array_return_value (
        procedure, "values", "Values", "Width, components, values", G_PARAM_READWRITE);
    }
  else
    {
      procedure = gimp_procedure_new (plug_in, name, GIMP_PDB_PROC_TYPE_PLUGIN,
                                      run_arguments, NULL, NULL);
      gimp_procedure_add_string_argument (procedure, "procedure-name", "Procedure",
                                          "The procedure to look at", "",
                                          G_PARAM_READWRITE);
      gimp_procedure_add_string_array_return_value (
        procedure, "texts", "Texts", "Names, types, defaults", G_PARAM_READWRITE);
    }
  gimp_procedure_set_documentation (procedure, "For the tests of Lazy Labels", NULL,
                                    name);

  return procedure;
}

static gboolean
set_i18n (GimpPlugIn *plug_in, const gchar *name, gchar **domain, gchar **folder)
{
  return FALSE;
}

static void
lp_inspect_class_init (LpInspectClass *klass)
{
  GimpPlugInClass *plug_in_class = GIMP_PLUG_IN_CLASS (klass);

  plug_in_class->query_procedures = query_procedures;
  plug_in_class->create_procedure = create_procedure;
  plug_in_class->set_i18n = set_i18n;
}

static void
lp_inspect_init (LpInspect *inspect)
{
}

GIMP_MAIN (LP_TYPE_INSPECT)
