/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "measure/report.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/unit-sign.h"
#include "image/remarks.h"
#include "procedure/names.h"

static gdouble
get_unit_length (const LpMeasured *work)
{
  return work->scale ? 1.0 / work->scale->pixels_per_unit : 1.0;
}

static const gchar *
get_unit_sign (const LpMeasured *work)
{
  return work->scale ? lp_unit_get_sign (work->scale->unit) : "px";
}

static const gchar *
get_name (const LpMeasured *work, const LlDistribution *distribution)
{
  return distribution->class_index > 0
           ? ll_classes_get_name (work->found->classes, distribution->class_index)
           : _ ("all");
}

static void
note_class (LpCall *call, const LpMeasured *work, const LlDistribution *distribution)
{
  const LlEstimate *mean = &distribution->statistics[LL_STATISTIC_MEAN];
  const LlEstimate *sd = &distribution->statistics[LL_STATISTIC_SD];
  const LlEstimate *area = &distribution->statistics[LL_STATISTIC_AREA_FRACTION];
  gdouble unit = get_unit_length (work);
  const gchar *name = get_name (work, distribution);
  const gchar *sign = get_unit_sign (work);
  gdouble deviation = isfinite (sd->value) ? sd->value * unit : 0.0;

  if (distribution->n == 0)
    {
      lp_call_note (call, _ ("%s: no objects."), name);
      return;
    }

  if (isfinite (mean->low))
    lp_call_note (
      call,
      g_dngettext (GETTEXT_PACKAGE,
                   "%s: %d object, mean diameter %.4g %s (%.4g %% CI %.4g to %.4g), "
                   "standard deviation %.4g %s, area %.3g %%.",
                   "%s: %d objects, mean diameter %.4g %s (%.4g %% CI %.4g to %.4g), "
                   "standard deviation %.4g %s, area %.3g %%.",
                   (gulong) distribution->n),
      name, distribution->n, mean->value * unit, sign, 100.0 * work->level,
      mean->low * unit, mean->high * unit, deviation, sign, 100.0 * area->value);
  else
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%s: %d object, mean diameter %.4g %s, standard deviation "
                               "%.4g %s, area %.3g %%.",
                               "%s: %d objects, mean diameter %.4g %s, standard "
                               "deviation %.4g %s, area %.3g %%.",
                               (gulong) distribution->n),
                  name, distribution->n, mean->value * unit, sign, deviation, sign,
                  100.0 * area->value);
}

/* Says why fewer objects are measured than Figure draws. */
static void
note_cut (LpCall *call, const LpMeasured *work)
{
  gint cut = lp_found_count_cut (work->objects);

  if (cut == 0 ||
      lp_arguments_get_choice (call->in, LP_ARG_EDGE_OBJECTS) == LL_EDGE_INCLUDE)
    return;

  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE,
                             "Found %d object; cut by the edge and not measured: %d.",
                             "Found %d objects, %d of them cut by the edge and not "
                             "measured.",
                             (gulong) work->objects->n),
                work->objects->n, cut);
}

static gchar *
make_heading (const gchar *name, const gchar *unit)
{
  return g_strdup_printf ("%s (%s)", name, unit);
}

static void
add_headings (LpCall *call, const LpMeasured *work)
{
  const gchar *sign = get_unit_sign (work);
  g_autofree gchar *mean = make_heading (_ ("Mean diameter"), sign);
  g_autofree gchar *low = make_heading (_ ("CI from"), sign);
  g_autofree gchar *high = make_heading (_ ("CI to"), sign);
  g_autofree gchar *sd = make_heading (_ ("Standard deviation"), sign);
  g_autofree gchar *d10 = make_heading ("d10", sign);
  g_autofree gchar *d50 = make_heading ("d50", sign);
  g_autofree gchar *d90 = make_heading ("d90", sign);
  g_autofree gchar *area = make_heading (_ ("Area"), "%");
  const gchar *const cells[] = { _ ("Class"), _ ("Objects"), mean, low,  high, sd,
                                 d10,         d50,           d90,  area, NULL };

  lp_call_add_row (call, cells);
}

/* Numbers have the decimal sign of the locale, as spreadsheets expect it. */
static void
add_cell (GPtrArray *cells, gdouble value)
{
  g_ptr_array_add (cells,
                   isfinite (value) ? g_strdup_printf ("%.4g", value) : g_strdup (""));
}

static void
add_row (LpCall *call, const LpMeasured *work, const LlDistribution *distribution)
{
  const LlEstimate *statistics = distribution->statistics;
  gdouble unit = get_unit_length (work);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (get_name (work, distribution)));
  g_ptr_array_add (cells, g_strdup_printf ("%d", distribution->n));
  add_cell (cells, unit * statistics[LL_STATISTIC_MEAN].value);
  add_cell (cells, unit * statistics[LL_STATISTIC_MEAN].low);
  add_cell (cells, unit * statistics[LL_STATISTIC_MEAN].high);
  add_cell (cells, unit * statistics[LL_STATISTIC_SD].value);
  add_cell (cells, unit * statistics[LL_STATISTIC_D10_NUMBER].value);
  add_cell (cells, unit * statistics[LL_STATISTIC_D50_NUMBER].value);
  add_cell (cells, unit * statistics[LL_STATISTIC_D90_NUMBER].value);
  add_cell (cells, 100.0 * statistics[LL_STATISTIC_AREA_FRACTION].value);
  g_ptr_array_add (cells, NULL);
  lp_call_add_row (call, (const gchar *const *) cells->pdata);
}

void
lp_measured_report (const LpMeasured *work, LpCall *call)
{
  g_autofree gchar *name = lp_host_get_image_name (call->image);

  lp_call_note (call,
                work->found->there->selection ? _ ("Objects of \"%s\" in the selection:")
                                              : _ ("Objects of \"%s\":"),
                work->found->name);
  note_cut (call, work);
  add_headings (call, work);
  for (gint i = 0; i < work->summary->n; i++)
    {
      note_class (call, work, &work->summary->distributions[i]);
      add_row (call, work, &work->summary->distributions[i]);
    }
  lp_there_note (work->found->there, call, name);
  lp_remarks_note (work->found->remarks, call);
  lp_call_note (call, _ ("These are sizes of sections, not of whole bodies."));
}
