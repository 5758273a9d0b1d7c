/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The model card of a package. */

#include <string.h>

#include "io/network-export-private.h"

/* Names stand in Markdown as they are. */
static void
append_plain (GString *text, const gchar *name)
{
  for (; *name; name++)
    {
      if (strchr ("\\`*_{}[]<>()#+-.!|", *name))
        g_string_append_c (text, '\\');
      g_string_append_c (text, *name == '\n' ? ' ' : *name);
    }
}

static void
append_outputs (GString *text, const LlNetworkExport *export)
{
  const LlClasses *classes = ll_network_get_classes (export->network);

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      g_autofree gchar *sentence = NULL;

      if (ll_network_get_first_plane (export->network, task) < 0)
        continue;
      sentence = ll_network_export_describe_output (export, task);
      g_string_append_printf (text, "- `%s`: ", ll_task_get_name (task));
      append_plain (text, sentence);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, "\nEach has the size of the image, and sums to 1 in each pixel. "
                         "Class 0, \"");
  append_plain (text, ll_classes_get_name (classes, 0));
  g_string_append (text, "\", is everything that is not an object. ");
  if (ll_network_get_first_plane (export->network, LL_TASK_SEPARATION) >= 0)
    g_string_append (text, "Objects are the parts of the segmentation, separated where "
                           "`separation` sees an interface; `detection` tells where "
                           "their middles are.\n");
  else
    g_string_append (text, "Objects are the connected parts of a class.\n");
}

GBytes *
ll_package_card (const LlNetworkExport *export)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  GString *text = g_string_new ("# ");
  g_autofree gchar *description = ll_network_export_describe (export);
  g_autofree gchar *input = ll_network_export_describe_input (export);
  g_autofree gchar *training = ll_network_export_describe_training (export);

  append_plain (text,
                export->name && *export->name ? export->name : "Lazy Labels network");
  g_string_append (text, "\n\n");
  append_plain (text, description);
  g_string_append (text,
                   "\n\n![Micrograph, and the classes that are found in it](cover.png)"
                   "\n\n## Input\n\n`image`: ");
  append_plain (text, input);
  g_string_append (text, "\n\n## Output\n\n");
  append_outputs (text, export);
  g_string_append (text, "\n## Training\n\n");
  append_plain (text, training);
  g_string_append_printf (text,
                          " The network is a %s of width %d with %d levels; it learned "
                          "from patches of %d x %d pixels.\n",
                          ll_network_export_get_kind (export), settings->width,
                          settings->levels, settings->patch, settings->patch);
  g_string_append (
    text,
    "\n## Validation\n\n`test_image.npy` and the files beside it hold an image and "
    "what the network made of it in Lazy Labels; the model gives the same to about "
    "1e-4. Look at results on images of your own before you rely on them: a network "
    "is right only where images look like those that it learned from.\n"
    "\n## Origin\n\nMade by Lazy Labels " LL_VERSION ", plug-ins for GIMP. They "
    "can't read this package: to learn on, keep the weights file "
    "(.safetensors).\n");
  return g_string_free_to_bytes (text);
}
