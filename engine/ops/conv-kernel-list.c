/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which sets of inner loops there are, and which one this processor gets. */

#include "ops/conv-kernel.h"

extern const LlConvKernel ll_conv_kernel_baseline;

#ifdef LL_HAVE_X86_64
extern const LlConvKernel ll_conv_kernel_x86_64_v3;
extern const LlConvKernel ll_conv_kernel_x86_64_v4;
#endif

static const LlConvKernel *const baseline[] = { &ll_conv_kernel_baseline, NULL };

#ifdef LL_HAVE_X86_64
static const LlConvKernel *const v3[] = { &ll_conv_kernel_x86_64_v3,
                                          &ll_conv_kernel_baseline, NULL };
static const LlConvKernel *const v4[] = { &ll_conv_kernel_x86_64_v4,
                                          &ll_conv_kernel_x86_64_v3,
                                          &ll_conv_kernel_baseline, NULL };
#endif

const LlConvKernel *const *
ll_conv_kernel_list (void)
{
#ifdef LL_HAVE_X86_64
  gboolean has_v3 = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma");

  if (has_v3 && __builtin_cpu_supports ("avx512f") &&
      __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512dq") &&
      __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512cd"))
    return v4;
  if (has_v3)
    return v3;
#endif
  return baseline;
}

const LlConvKernel *
ll_conv_kernel_get (void)
{
  return ll_conv_kernel_list ()[0];
}
