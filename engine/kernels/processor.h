/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which level of the x86-64 psABI a processor has, with all of its features: a compiler that
 * may use a level uses any of them.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the processor and the system say: registers of CPUID, and the extended control register
 * in which the system states which registers it saves.
 */
typedef struct
{
  guint32 features;        /* leaf 1: ECX               */
  guint32 extended;        /* leaf 7: EBX               */
  guint32 more;            /* leaf 0x80000001: ECX      */
  guint64 saved_registers; /* XCR0; 0: not to be asked  */
} LlProcessor;

/* Asks the processor; all zeros on others than x86-64. */
void ll_processor_init (LlProcessor *processor);

/**
 * ll_processor_get_level:
 *
 * Returns: 1 .. 4: the highest level of x86-64 of which the processor has every feature, and
 *   whose registers the system saves.
 */
gint ll_processor_get_level (const LlProcessor *processor);

/* Whether the processor has AVX besides all of the second level, and its registers are saved. */
gboolean ll_processor_has_avx (const LlProcessor *processor);

G_END_DECLS
