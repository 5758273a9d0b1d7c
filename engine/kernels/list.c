/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists the sets of kernels, and chooses one for the processor. */

#include <string.h>

#include "kernels/kernels.h"
#include "kernels/processor.h"
#include "kernels/products.h"

extern const LlKernels ll_kernels_baseline;

#ifdef LL_HAVE_OPENBLAS
#define OPENBLAS &ll_kernels_openblas,
#else
#define OPENBLAS
#endif

#ifdef LL_HAVE_X86_64
extern const LlKernels ll_kernels_avx;
extern const LlKernels ll_kernels_x86_64_v3;
extern const LlKernels ll_kernels_x86_64_v4;

/* The list of a processor begins with its fastest set.  On x86-64, OpenBLAS is there for
 * comparisons alone: it is no gain where AVX is missing, and slower where it is not.
 */
static const LlKernels *const x86_64[] = { &ll_kernels_x86_64_v4, &ll_kernels_x86_64_v3,
                                           &ll_kernels_avx, &ll_kernels_baseline,
                                           OPENBLAS NULL };

static const LlKernels *const *
list_x86_64 (void)
{
  LlProcessor processor;
  gint level;

  ll_processor_init (&processor);
  level = ll_processor_get_level (&processor);
  if (level >= 3)
    return x86_64 + (4 - level);
  return x86_64 + (ll_processor_has_avx (&processor) ? 2 : 3);
}

#else
static const LlKernels *const others[] = { OPENBLAS & ll_kernels_baseline, NULL };
#endif

const LlKernels *const *
ll_kernels_list (void)
{
#ifdef LL_HAVE_X86_64
  return list_x86_64 ();
#else
  return others;
#endif
}

const LlKernels *
ll_kernels_get (void)
{
  const LlKernels *const *list = ll_kernels_list ();
  const gchar *wanted = g_getenv ("LAZY_LABELS_KERNELS");

  for (gint i = 0; wanted && list[i]; i++)
    if (strcmp (list[i]->name, wanted) == 0)
      return list[i];
  return list[0];
}

const LlKernels *
ll_kernels_for (const LlWorkers *workers)
{
  const LlKernels *chosen = ll_workers_get_choice (workers);

  return chosen ? chosen : ll_kernels_get ();
}

void
ll_kernels_choose (LlWorkers *workers, const LlKernels *kernels)
{
  ll_workers_set_choice (workers, kernels);
}
