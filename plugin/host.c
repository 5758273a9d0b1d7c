/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the seam does in the same way in all versions of GIMP. */

#include "host.h"

#include <string.h>

#include <libgimp/gimp.h>

#include "host-run.h"

/* clang-format off */
G_DEFINE_QUARK (ll-host-error-quark, ll_host_error)
/* clang-format on */

static gchar *data_folder; /* where the program lies */

void
ll_host_init (const gchar *program)
{
  data_folder = g_path_get_dirname (program);
}

gchar *
ll_host_get_data (const gchar *name)
{
  return g_build_filename (data_folder, name, NULL);
}

gchar *
ll_host_get_icon (const LlProcedureSpec *procedure)
{
  g_autofree gchar *name =
    g_strdup_printf ("icons/%s.svg", procedure->name + strlen ("plug-in-"));

  return ll_host_get_data (name);
}

void
ll_host_layer_free (LlHostLayer *layer)
{
  if (!layer)
    return;

  g_free (layer->name);
  g_free (layer);
}

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
ll_host_progress_end (void)
{
  gimp_progress_end ();
}

void
ll_host_update_displays (void)
{
  gimp_displays_flush ();
}

const gchar *
ll_host_get_folder (void)
{
  return gimp_directory ();
}

gboolean
ll_host_run (const LlProcedureSpec *procedure, LlCall *call, GError **error)
{
  gboolean done;

  gegl_init (NULL, NULL);
  done = ll_run_find (procedure->name) (call, error);
  gimp_progress_end ();

  if (call->interactive && call->notes->len > 0)
    gimp_message (call->notes->str);

  return done;
}
