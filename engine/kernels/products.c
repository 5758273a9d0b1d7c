/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Decides between the engine's own products and those of OpenBLAS, by the table that
 * tests/bench/bench-products.c prints; see tests/bench/README.md.
 */

#include "kernels/processor.h"
#include "kernels/products.h"

extern const LlKernels ll_kernels_baseline;

/* Narrower matrices cost OpenBLAS more to pack than it gains. */
#define LEAST_CHANNELS 64

gboolean
ll_products_is_pinned_below (const gchar *core, gint level, gboolean has_avx)
{
  static const struct
  {
    const gchar *core;
    gint rank;
  } cores[] = {
    { "Katmai", 0 },         { "Coppermine", 0 },   { "Northwood", 0 },
    { "Prescott", 0 },       { "Core2", 0 },        { "Penryn", 0 },
    { "Dunnington", 0 },     { "Atom", 0 },         { "Athlon", 0 },
    { "Opteron", 0 },        { "Opteron_SSE3", 0 }, { "Barcelona", 0 },
    { "Bobcat", 0 },         { "Nano", 0 },         { "Nehalem", 0 },
    { "Sandybridge", 1 },    { "Bulldozer", 1 },    { "Piledriver", 1 },
    { "Steamroller", 1 },    { "Haswell", 2 },      { "Zen", 2 },
    { "Excavator", 1 },      { "SkylakeX", 3 },     { "Cooperlake", 3 },
    { "SapphireRapids", 3 },
  };
  gint rank = level >= 3 ? level - 1 : has_avx ? 1 : 0;

  for (gsize i = 0; core && i < G_N_ELEMENTS (cores); i++)
    if (g_ascii_strcasecmp (core, cores[i].core) == 0)
      return cores[i].rank < rank;
  return FALSE;
}

#ifdef LL_HAVE_OPENBLAS

/* Workers call OpenBLAS, each for itself. */
static gpointer
prepare_openblas (gpointer data)
{
  const gchar *core = g_getenv ("OPENBLAS_CORETYPE");
  LlProcessor processor;

  ll_processor_init (&processor);
  if (ll_products_is_pinned_below (core, ll_processor_get_level (&processor),
                                   ll_processor_has_avx (&processor)))
    /* It may well be wanted, in comparisons. */
    g_message (
      "OPENBLAS_CORETYPE is %s, so that OpenBLAS leaves a part of this processor unused.",
      core);
  openblas_set_num_threads (1);
  return NULL;
}

const LlKernels *
ll_products_choose (const LlKernels *kernels, gint inputs, gint outputs)
{
  static GOnce once = G_ONCE_INIT;

  if (kernels != &ll_kernels_openblas)
    return kernels;
  if (MIN (inputs, outputs) < LEAST_CHANNELS)
    return &ll_kernels_baseline;
  g_once (&once, prepare_openblas, NULL);
  return kernels;
}

#else

const LlKernels *
ll_products_choose (const LlKernels *kernels, gint inputs, gint outputs)
{
  return kernels;
}

#endif
