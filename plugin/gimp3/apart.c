/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Procedures that GIMP 3 runs in a process of their own, at the request of this one. */

#include "gimp3/gimp3.h"

#include <glib/gi18n-lib.h>

gboolean
lp_host_run_apart (const LpProcedureSpec *spec,
                   gint32 image,
                   gint32 drawable,
                   const LpArguments *in,
                   GError **error)
{
  GimpProcedure *procedure = gimp_pdb_lookup_procedure (gimp_get_pdb (), spec->name);
  g_autoptr (GimpProcedureConfig) config = NULL;
  GimpValueArray *values;
  GimpPDBStatusType status;
  const gchar *why;

  if (!procedure)
    {
      g_set_error_literal (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND, spec->name);
      return FALSE;
    }

  config = gimp_procedure_create_config (procedure);
  g_object_set (config, "run-mode", in ? GIMP_RUN_NONINTERACTIVE : GIMP_RUN_INTERACTIVE,
                NULL);
  if (spec->on_image)
    {
      GimpDrawable *drawables[2] = { NULL, NULL };

      if (drawable >= 0)
        drawables[0] = gimp_drawable_get_by_id (drawable);
      g_object_set (config, "image", gimp_image_get_by_id (image), NULL);
      gimp_procedure_config_set_core_object_array (
        config, "drawables", (GObject **) drawables, drawables[0] ? 1 : 0);
    }
  if (in)
    lp_host_write_config (config, in);

  values = gimp_procedure_run_config (procedure, config);
  status = GIMP_VALUES_GET_ENUM (values, 0);
  if (status == GIMP_PDB_CANCEL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else if (status != GIMP_PDB_SUCCESS)
    {
      why = gimp_pdb_get_last_error (gimp_get_pdb ());
      g_set_error_literal (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                           why && *why ? why : _ ("GIMP gives no reason."));
    }
  gimp_value_array_unref (values);

  return status == GIMP_PDB_SUCCESS;
}
