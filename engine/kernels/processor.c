/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* __builtin_cpu_supports() knows the levels in GCC from version 12 on, and only some of their
 * features in clang, so the processor is asked here.
 */

#include "kernels/processor.h"

#ifdef LL_HAVE_X86_64
#include <cpuid.h>
#endif

#define BIT(n) ((guint32) 1 << (n))

/* The features of each level beyond those of the level below, by register. */

/* SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT */
#define V2_FEATURES (BIT (0) | BIT (9) | BIT (13) | BIT (19) | BIT (20) | BIT (23))
/* LAHF and SAHF */
#define V2_MORE BIT (0)

/* FMA, MOVBE, OSXSAVE, AVX, F16C */
#define V3_FEATURES (BIT (12) | BIT (22) | BIT (27) | BIT (28) | BIT (29))
/* BMI1, AVX2, BMI2 */
#define V3_EXTENDED (BIT (3) | BIT (5) | BIT (8))
/* LZCNT */
#define V3_MORE BIT (5)
/* SSE and AVX registers */
#define V3_REGISTERS (BIT (1) | BIT (2))

/* AVX512F, AVX512DQ, AVX512CD, AVX512BW, AVX512VL */
#define V4_EXTENDED (BIT (16) | BIT (17) | BIT (28) | BIT (30) | BIT (31))
/* Mask registers, upper halves, and the sixteen registers more */
#define V4_REGISTERS (BIT (5) | BIT (6) | BIT (7))

#define OSXSAVE BIT (27)
#define AVX     BIT (28)

void
ll_processor_init (LlProcessor *processor)
{
  *processor = (LlProcessor){ 0 };

#ifdef LL_HAVE_X86_64
  guint32 a, b, c, d;

  if (__get_cpuid (1, &a, &b, &c, &d))
    processor->features = c;
  if (__get_cpuid_count (7, 0, &a, &b, &c, &d))
    processor->extended = b;
  if (__get_cpuid (0x80000001, &a, &b, &c, &d))
    processor->more = c;
  if (processor->features & OSXSAVE)
    {
      __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
      processor->saved_registers = (guint64) d << 32 | a;
    }
#endif
}

gint
ll_processor_get_level (const LlProcessor *processor)
{
  const guint32 features = processor->features;
  const guint32 extended = processor->extended;
  const guint32 more = processor->more;
  const guint64 saved = processor->saved_registers;

  if ((features & V2_FEATURES) != V2_FEATURES || (more & V2_MORE) != V2_MORE)
    return 1;
  if ((features & V3_FEATURES) != V3_FEATURES ||
      (extended & V3_EXTENDED) != V3_EXTENDED || (more & V3_MORE) != V3_MORE ||
      (saved & V3_REGISTERS) != V3_REGISTERS)
    return 2;
  if ((extended & V4_EXTENDED) != V4_EXTENDED || (saved & V4_REGISTERS) != V4_REGISTERS)
    return 3;
  return 4;
}

gboolean
ll_processor_has_avx (const LlProcessor *processor)
{
  const guint32 needed = OSXSAVE | AVX;

  return ll_processor_get_level (processor) >= 2 &&
         (processor->features & needed) == needed &&
         (processor->saved_registers & V3_REGISTERS) == V3_REGISTERS;
}
