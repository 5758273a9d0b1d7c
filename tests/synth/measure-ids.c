/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints the table of the objects in a picture of ids:
 *
 *   measure-ids IDS.png
 */

#include "lazylabels/lazylabels.h"
#include "png-io.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SynthIds) ids = NULL;
  g_autoptr (LlInstances) instances = NULL;
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlTable) table = NULL;
  g_autoptr (GString) text = NULL;
  LlMeasureSettings settings;

  if (argc != 2)
    {
      g_printerr ("Give a grey PNG, one number an object.\n");
      return 1;
    }
  ids = synth_png_read_ids (argv[1], &error);
  if (!ids)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  instances = synth_ids_to_instances (ids, NULL);
  ll_measure_settings_init (&settings);
  objects = ll_objects_new (instances, &settings);
  table = ll_objects_to_table (objects, NULL, NULL);
  text = ll_csv_write (table);
  g_print ("%s", text->str);
  return 0;
}
