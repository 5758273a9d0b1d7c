/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists the sets of kernels, and chooses one for the processor. */

#include <string.h>

#include "kernels/kernels.h"
#include "kernels/processor.h"

extern const LlKernels ll_kernels_baseline;

#ifdef LL_HAVE_X86_64
extern const LlKernels ll_kernels_x86_64_v3;
extern const LlKernels ll_kernels_x86_64_v4;
#endif

static const LlKernels *const baseline[] = { &ll_kernels_baseline, NULL };

#ifdef LL_HAVE_X86_64
static const LlKernels *const v3[] = { &ll_kernels_x86_64_v3, &ll_kernels_baseline,
                                       NULL };
static const LlKernels *const v4[] = { &ll_kernels_x86_64_v4, &ll_kernels_x86_64_v3,
                                       &ll_kernels_baseline, NULL };
#endif

const LlKernels *const *
ll_kernels_list (void)
{
#ifdef LL_HAVE_X86_64
  LlProcessor processor;

  ll_processor_init (&processor);
  if (ll_processor_get_level (&processor) >= 4)
    return v4;
  if (ll_processor_get_level (&processor) >= 3)
    return v3;
#endif
  return baseline;
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
