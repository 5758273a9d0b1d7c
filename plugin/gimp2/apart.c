/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Procedures that GIMP 2.10 runs in a process of their own, at the request of this one. */

#include <glib/gi18n-lib.h>

#include <libgimp/gimp.h>

#include "gimp2/gimp2.h"

static void
add_param (GArray *params, const LpArguments *in, gint index)
{
  const LpArgumentSpec *spec = lp_arguments_get_spec (in, index);
  GimpParam param;

  switch (spec->type)
    {
    case LP_ARGUMENT_INT:
    case LP_ARGUMENT_BOOL:
      param.type = GIMP_PDB_INT32;
      param.data.d_int32 = lp_arguments_get_int (in, spec->name);
      break;

    case LP_ARGUMENT_FLOAT:
      param.type = GIMP_PDB_FLOAT;
      param.data.d_float = lp_arguments_get_float (in, spec->name);
      break;

    default:
      param.type = GIMP_PDB_STRING;
      param.data.d_string = (gchar *) lp_arguments_get_string (in, spec->name);
      break;
    }
  g_array_append_val (params, param);
}

gboolean
lp_host_run_apart (const LpProcedureSpec *spec,
                   gint32 image,
                   gint32 drawable,
                   const LpArguments *in,
                   GError **error)
{
  g_autoptr (GArray) params = g_array_new (FALSE, FALSE, sizeof (GimpParam));
  GimpParam fixed[3] = { { .type = GIMP_PDB_INT32 },
                         { .type = GIMP_PDB_IMAGE },
                         { .type = GIMP_PDB_DRAWABLE } };
  GimpParam *values;
  GimpPDBStatusType status;
  gint n = 0;

  fixed[0].data.d_int32 = in ? GIMP_RUN_NONINTERACTIVE : GIMP_RUN_INTERACTIVE;
  fixed[1].data.d_image = image;
  fixed[2].data.d_drawable = drawable;
  g_array_append_vals (params, fixed, spec->on_image ? 3 : 1);
  for (gint i = 0; in && i < lp_arguments_get_n (in); i++)
    add_param (params, in, i);

  values = gimp_run_procedure2 (spec->name, &n, (gint) params->len,
                                (const GimpParam *) (gpointer) params->data);
  status = n > 0 ? values[0].data.d_status : GIMP_PDB_EXECUTION_ERROR;
  if (status == GIMP_PDB_CANCEL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else if (status != GIMP_PDB_SUCCESS)
    g_set_error_literal (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                         n > 1 && values[1].type == GIMP_PDB_STRING
                           ? values[1].data.d_string
                           : _ ("GIMP gives no reason."));
  gimp_destroy_params (values, n);

  return status == GIMP_PDB_SUCCESS;
}
