/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table does not depend on the engine, so it repeats some of its defaults, which must
 * be the same.
 */

#include <lazylabels/lazylabels.h>

#include "procedure/arguments.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"

static LpArguments *
new_defaults (const LpProcedureSpec *procedure)
{
  return lp_arguments_new (procedure->arguments, procedure->n_arguments);
}

static void
test_grow (void)
{
  g_autoptr (LpArguments) table = new_defaults (&lp_spec_grow_masks);
  LlGrowSettings settings;

  ll_grow_settings_init (&settings);
  g_assert_cmpint (lp_arguments_get_choice (table, LP_ARG_METHOD), ==, settings.method);
  g_assert_cmpfloat (lp_arguments_get_float (table, LP_ARG_REACH), ==, settings.reach);
  g_assert_cmpint (lp_arguments_get_int (table, LP_ARG_ROUNDS), ==, settings.rounds);
  g_assert_cmpint (lp_arguments_get_int (table, LP_ARG_COLOURS), ==, settings.colours);
  g_assert_cmpfloat (lp_arguments_get_float (table, LP_ARG_SMOOTHING), ==,
                     settings.smoothing);
  g_assert_cmpfloat (lp_arguments_get_float (table, LP_ARG_CONTRAST), ==,
                     settings.contrast);
  g_assert_cmpfloat (lp_arguments_get_float (table, LP_ARG_BALLOON), ==,
                     settings.balloon);
  g_assert_cmpint (lp_arguments_get_int (table, LP_ARG_THREADS), ==, settings.threads);
}

static void
test_measure (void)
{
  g_autoptr (LpArguments) table = new_defaults (&lp_spec_measure);
  LlObjectSettings objects;
  LlMeasureSettings measure;

  ll_object_settings_init (&objects);
  ll_measure_settings_init (&measure);
  g_assert_cmpint (lp_arguments_get_choice (table, LP_ARG_SPLIT), ==, objects.split);
  g_assert_cmpint (lp_arguments_get_int (table, LP_ARG_SMALLEST_OBJECT), ==,
                   objects.smallest);
  g_assert_cmpint (lp_arguments_get_choice (table, LP_ARG_EDGE_OBJECTS), ==,
                   measure.edge_objects);
  g_assert_cmpint (lp_arguments_get_int (table, LP_ARG_GAP), ==, measure.gap);
  g_assert_cmpint (lp_arguments_get_int (table, LP_ARG_RESAMPLES), ==, measure.resamples);
  g_assert_cmpfloat (lp_arguments_get_float (table, LP_ARG_LEVEL), ==, measure.level);
}

/* The ids in a figure must be those of the table. */
static void
test_figure (void)
{
  g_autoptr (LpArguments) measure = new_defaults (&lp_spec_measure);
  g_autoptr (LpArguments) figure = new_defaults (&lp_spec_figure);

  g_assert_cmpint (lp_arguments_get_choice (figure, LP_ARG_OBJECTS), ==,
                   lp_arguments_get_choice (measure, LP_ARG_OBJECTS));
  g_assert_cmpint (lp_arguments_get_choice (figure, LP_ARG_SPLIT), ==,
                   lp_arguments_get_choice (measure, LP_ARG_SPLIT));
  g_assert_cmpint (lp_arguments_get_int (figure, LP_ARG_SMALLEST_OBJECT), ==,
                   lp_arguments_get_int (measure, LP_ARG_SMALLEST_OBJECT));
  g_assert_cmpint (lp_arguments_get_choice (figure, LP_ARG_EDGE_OBJECTS), ==,
                   lp_arguments_get_choice (measure, LP_ARG_EDGE_OBJECTS));
}

/* Both count the same objects of a result. */
static void
test_evaluate (void)
{
  g_autoptr (LpArguments) measure = new_defaults (&lp_spec_measure);
  g_autoptr (LpArguments) evaluate = new_defaults (&lp_spec_evaluate);

  g_assert_cmpint (lp_arguments_get_int (evaluate, LP_ARG_SMALLEST_OBJECT), ==,
                   lp_arguments_get_int (measure, LP_ARG_SMALLEST_OBJECT));
}

static gboolean
has_argument (const LpProcedureSpec *procedure, const gchar *name)
{
  for (gint i = 0; i < procedure->n_arguments; i++)
    if (g_str_equal (procedure->arguments[i].name, name))
      return TRUE;

  return FALSE;
}

/* Dialogs rely on these defaults. */
static void
test_dialogs (void)
{
  gint n = 0;
  const LpProcedureSpec *const *procedures = lp_procedure_specs_get (&n);

  for (gint k = 0; k < n; k++)
    for (gint i = 0; i < procedures[k]->n_arguments; i++)
      {
        const LpArgumentSpec *spec = &procedures[k]->arguments[i];
        g_auto (GStrv) needs = g_strsplit (spec->needs ? spec->needs : "", ",", -1);

        g_test_message ("%s: %s", procedures[k]->name, spec->name);
        if (spec->type == LP_ARGUMENT_FILE_SAVE || spec->type == LP_ARGUMENT_FILE_APPEND)
          g_assert_nonnull (spec->file_name);
        for (gint j = 0; needs[j]; j++)
          g_assert_true (has_argument (procedures[k], needs[j]));
        if (spec->within)
          g_assert_true (has_argument (procedures[k], spec->within));
        g_assert_cmpint (spec->column, >=, 0);
        g_assert_cmpint (spec->column, <=, 2);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/defaults/grow-masks", test_grow);
  g_test_add_func ("/defaults/measure", test_measure);
  g_test_add_func ("/defaults/figure", test_figure);
  g_test_add_func ("/defaults/evaluate", test_evaluate);
  g_test_add_func ("/defaults/dialogs", test_dialogs);

  return g_test_run ();
}
