/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the tests of the operations share: random arrays with guards about them, an
 * operation against its twin, and a gradient against finite differences.
 */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* A tensor that owns its memory.  Memory outside the tensor (the other images, when
 * it is a slice) holds NaN: reading it spoils a result, writing it is noticed.
 */
typedef struct
{
  LlTensor t;
  gfloat *memory;
  gsize n; /* floats of memory */
} Field;

/* Uniform in -1 .. 1, the same at each call of a test with the same @random.
 * @spare: images before and after the slice that the field is.
 */
Field *
field_new (GRand *random, gint channels, gint batch, gint height, gint width, gint spare);
/* A plain run of numbers in @low .. @high. */
Field *field_new_vector (GRand *random, gint n, gdouble low, gdouble high);
void field_free (Field *field);

/* The same numbers in the engine's layout, with an image of guards before and after each
 * block.
 */
typedef struct
{
  LlFeatures f;
  gfloat *memory;
  gsize n; /* floats of memory */
} Blocks;

Blocks *blocks_new (const Field *field);

/* The numbers back into @field; checks that the guards are whole and that channels which
 * only fill up hold zeros.  Frees @blocks.
 */
void blocks_store (Blocks *blocks, Field *field);
void blocks_free (Blocks *blocks);

/* sum (a * b) in double precision. */
gdouble field_dot (const Field *a, const Field *b);

/* An operation on @data: by the engine, or with %NULL @workers by the twin. */
typedef void (*RunFunc) (LlWorkers *workers, gpointer data);

/* Runs the twin once and the engine twice with each of 1, 2 and 3 workers.  Each time the
 * @n outputs start from the same numbers; they must come out as close to the twin's as
 * float allows, twice the same to the bit, and with their guards whole.
 */
void compare_with_twin (const gchar *what,
                        RunFunc run,
                        gpointer data,
                        Field **outputs,
                        guint n);

/* A number computed from @data, with %NULL @workers by the twins. */
typedef gdouble (*ScalarFunc) (LlWorkers *workers, gpointer data);

/* Central differences of @func along random directions of @at, with step @step,
 * against @gradient; the engine computes them, with two workers.
 */
void compare_with_differences (const gchar *what,
                               ScalarFunc func,
                               gpointer data,
                               GRand *random,
                               Field *at,
                               const Field *gradient,
                               gdouble step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Field, field_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Blocks, blocks_free)

G_END_DECLS
