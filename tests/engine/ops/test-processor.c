/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A set of kernels runs only where each feature that its compiler may use is there.  The
 * levels and their features are those of the x86-64 psABI.
 */

#include <string.h>

#include "kernels/kernels.h"
#include "kernels/processor.h"
#include "kernels/products.h"

/* An AVX-512 processor, as leaf 1, leaf 7, leaf 0x80000001 and XCR0 describe it. */
static const LlProcessor complete = { 0xffffffff, 0xffffffff, 0xffffffff, 0xe7 };

/* SSE4.2, OSXSAVE and AVX in leaf 1. */
static const gint needed_by_avx[] = { 20, 27, 28 };

typedef struct
{
  const gchar *name;
  gint reg; /* 0: features, 1: extended, 2: more, 3: saved registers */
  gint bit;
  gint level; /* without the feature */
} Feature;

static const Feature features[] = {
  { "sse3", 0, 0, 1 },         { "ssse3", 0, 9, 1 },      { "cx16", 0, 13, 1 },
  { "sse4.1", 0, 19, 1 },      { "sse4.2", 0, 20, 1 },    { "popcnt", 0, 23, 1 },
  { "lahf", 2, 0, 1 },         { "fma", 0, 12, 2 },       { "movbe", 0, 22, 2 },
  { "osxsave", 0, 27, 2 },     { "avx", 0, 28, 2 },       { "f16c", 0, 29, 2 },
  { "bmi1", 1, 3, 2 },         { "avx2", 1, 5, 2 },       { "bmi2", 1, 8, 2 },
  { "lzcnt", 2, 5, 2 },        { "saved sse", 3, 1, 2 },  { "saved avx", 3, 2, 2 },
  { "avx512f", 1, 16, 3 },     { "avx512dq", 1, 17, 3 },  { "avx512cd", 1, 28, 3 },
  { "avx512bw", 1, 30, 3 },    { "avx512vl", 1, 31, 3 },  { "saved masks", 3, 5, 3 },
  { "saved halves", 3, 6, 3 }, { "saved more", 3, 7, 3 },
};

static void
test_each_feature (void)
{
  g_assert_cmpint (ll_processor_get_level (&complete), ==, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    {
      const Feature *feature = &features[i];
      guint64 mask = ~((guint64) 1 << feature->bit);
      LlProcessor processor = complete;

      if (feature->reg == 0)
        processor.features &= (guint32) mask;
      else if (feature->reg == 1)
        processor.extended &= (guint32) mask;
      else if (feature->reg == 2)
        processor.more &= (guint32) mask;
      else
        processor.saved_registers &= mask;
      g_test_message ("without %s", feature->name);
      g_assert_cmpint (ll_processor_get_level (&processor), ==, feature->level);
    }
}

/* AVX counts only with all of the second level, and where its registers are saved. */
static void
test_avx (void)
{
  LlProcessor processor = complete;

  g_assert_true (ll_processor_has_avx (&processor));

  /* The processors of 2011: without AVX2, BMI, FMA, MOVBE and F16C. */
  processor.extended = 0;
  processor.more = 1;
  processor.features &= ~((1u << 12) | (1u << 22) | (1u << 29));
  g_assert_true (ll_processor_has_avx (&processor));

  processor.saved_registers = 0x3;
  g_assert_false (ll_processor_has_avx (&processor));

  for (gsize i = 0; i < G_N_ELEMENTS (needed_by_avx); i++)
    {
      processor = complete;
      processor.features &= ~(1u << needed_by_avx[i]);
      g_assert_false (ll_processor_has_avx (&processor));
    }
}

/* A type of core is refused a processor's vectors only if it has none as long. */
static void
test_pinned (void)
{
  g_assert_true (ll_products_is_pinned_below ("Haswell", 4, TRUE));
  g_assert_true (ll_products_is_pinned_below ("nehalem", 2, TRUE));
  g_assert_true (ll_products_is_pinned_below ("Sandybridge", 3, TRUE));
  g_assert_false (ll_products_is_pinned_below ("Nehalem", 2, FALSE));
  g_assert_false (ll_products_is_pinned_below ("Haswell", 3, TRUE));
  g_assert_false (ll_products_is_pinned_below ("Zen", 3, TRUE));
  g_assert_false (ll_products_is_pinned_below ("SkylakeX", 4, TRUE));
  g_assert_false (ll_products_is_pinned_below ("unheard of", 4, TRUE));
  g_assert_false (ll_products_is_pinned_below (NULL, 4, TRUE));
}

/* Products by OpenBLAS are for wide layers alone, and other sets keep all of theirs. */
static void
test_products (void)
{
  const LlKernels *const *list = ll_kernels_list ();

  for (gint i = 0; list[i]; i++)
    {
      const LlKernels *wide = ll_products_choose (list[i], 128, 128);
      const LlKernels *thin = ll_products_choose (list[i], 128, 16);

      g_assert_true (wide == list[i]);
      g_assert_cmpstr (thin->name, ==,
                       strcmp (list[i]->name, "openblas") == 0 ? "baseline"
                                                               : list[i]->name);
    }
}

/* The first set in the list is that of this processor's level. */
static void
test_list (void)
{
  static const gchar *const names[] = { "baseline", "baseline", "x86-64-v3",
                                        "x86-64-v4" };
  LlProcessor processor;
  gint level;

  ll_processor_init (&processor);
  level = ll_processor_get_level (&processor);
  if (level == 2 && ll_processor_has_avx (&processor))
    g_assert_cmpstr (ll_kernels_list ()[0]->name, ==, "avx");
  else
    g_assert_cmpstr (ll_kernels_list ()[0]->name, ==, names[level - 1]);

#ifdef LL_TEST_BUILTIN_LEVELS
  g_assert_cmpint (level >= 2, ==, __builtin_cpu_supports ("x86-64-v2") != 0);
  g_assert_cmpint (level >= 3, ==, __builtin_cpu_supports ("x86-64-v3") != 0);
  g_assert_cmpint (level >= 4, ==, __builtin_cpu_supports ("x86-64-v4") != 0);
#endif
}

/* With the name of a set as the only argument: whether that is the one chosen, for a processor
 * that another program imitates.
 */
int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc == 2)
    return strcmp (ll_kernels_list ()[0]->name, argv[1]) == 0 ? 0 : 1;

  g_test_add_func ("/processor/each-feature", test_each_feature);
  g_test_add_func ("/processor/avx", test_avx);
  g_test_add_func ("/processor/list", test_list);
  g_test_add_func ("/processor/pinned", test_pinned);
  g_test_add_func ("/processor/products", test_products);
  return g_test_run ();
}
