/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints how fast each set multiplies the planes of transformed tiles, in GFLOP/s:
 *
 *   bench-products [SET INPUTS OUTPUTS REPEATS]
 *
 * Without arguments, for layers of many widths; kernels/products.c decides by this table.  With
 * arguments, the set multiplies without looking at a clock, for a machine that counts
 * instructions.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/tensor.h"
#include "kernels/kernels.h"
#include "ops/conv-pass.h"

#define TILES   32
#define SECONDS 0.02
#define ROUNDS  7

static const gint widths[] = { 16, 32, 64, 128, 256 };

/* Of the processor: other programs on the machine do not count. */
static gdouble
get_seconds (void)
{
  return (gdouble) clock () / CLOCKS_PER_SEC;
}

static void
multiply (const LlKernels *kernels,
          gint inputs,
          gint outputs,
          gint repeats,
          gfloat *data[3])
{
  gint group = MIN (kernels->group, outputs / LL_BLOCK);
  LlSteps v_steps = ll_steps (kernels, inputs / LL_BLOCK, TILES);
  LlSteps m_steps = ll_steps (kernels, group, TILES);

  for (gint i = 0; i < repeats; i++)
    for (gint block = 0; block < outputs / LL_BLOCK; block += group)
      kernels->multiply (data[0], v_steps, inputs, data[1] + block * LL_BLOCK * inputs,
                         group, TILES, NULL, data[2] + block * LL_BLOCK * TILES, m_steps);
}

static gdouble
measure (const LlKernels *kernels, gint inputs, gint outputs, gfloat *data[3])
{
  gdouble operations = 2.0 * TILES * inputs * outputs;
  gint repeats = 1 + (gint) (SECONDS * 3e10 / operations);
  gdouble best = G_MAXDOUBLE;

  for (gint i = 0; i < ROUNDS; i++)
    {
      gdouble start = get_seconds ();

      multiply (kernels, inputs, outputs, repeats, data);
      best = MIN (best, get_seconds () - start);
    }
  return operations * repeats / MAX (best, 1e-6) * 1e-9;
}

int
main (int argc, char **argv)
{
  const LlKernels *const *list = ll_kernels_list ();
  gfloat *data[3];

  for (gint i = 0; i < 3; i++)
    {
      data[i] = ll_aligned_alloc (256 * 256 * sizeof (gfloat));
      memset (data[i], 0, 256 * 256 * sizeof (gfloat));
    }

  if (argc == 5)
    {
      for (gint i = 0; list[i]; i++)
        if (strcmp (list[i]->name, argv[1]) == 0)
          multiply (list[i], CLAMP (atoi (argv[2]), 16, 256),
                    CLAMP (atoi (argv[3]), 16, 256), atoi (argv[4]), data);
      return 0;
    }

  g_print ("| inputs, outputs |");
  for (gint i = 0; list[i]; i++)
    g_print (" %s |", list[i]->name);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    for (gsize k = 0; k < 2 && i + k < G_N_ELEMENTS (widths); k++)
      {
        g_print ("\n| %d, %d |", widths[i + k], widths[i]);
        for (gint s = 0; list[s]; s++)
          g_print (" %.1f |", measure (list[s], widths[i + k], widths[i], data));
      }
  g_print ("\n");
  for (gint i = 0; i < 3; i++)
    ll_aligned_free (data[i]);
  return 0;
}
