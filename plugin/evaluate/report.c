/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "evaluate/report.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "procedure/names.h"

static gdouble
number_or_minus (gboolean known, gdouble number)
{
  return known && isfinite (number) ? number : -1;
}

/* Returns a text such as "air bubble 0.91, ice crystal 0.88". */
static gchar *
list_dice (const LpEvaluated *work)
{
  GString *text = g_string_new (NULL);
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  for (gint c = 1; work->scores.has_dice && c < ll_classes_get_n (work->result->classes);
       c++)
    {
      gdouble dice = work->scores.dice.dice[c];

      if (!isfinite (dice))
        continue;
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                              ll_classes_get_name (work->result->classes, c),
                              g_ascii_formatd (number, sizeof (number), "%.3f", dice));
    }

  return g_string_free (text, FALSE);
}

static void
return_scores (LpCall *call, const LpEvaluated *work)
{
  const LlEvaluation *scores = &work->scores;
  const LlDetectionScore *objects = &scores->objects;
  g_autofree gchar *dice = list_dice (work);
  const struct
  {
    const gchar *name;
    gint count;
  } counts[] = {
    { LP_ARG_OBJECTS, objects->objects },  { LP_RETURN_FOUND, objects->found },
    { LP_RETURN_MISSED, objects->missed }, { LP_RETURN_MERGED, objects->merged },
    { LP_ARG_SPLIT, objects->split },      { LP_RETURN_EXTRA, objects->extra },
  };

  lp_arguments_set_number (call->out, LP_RETURN_DICE_OVERALL,
                           number_or_minus (scores->has_dice, scores->dice.overall));
  lp_arguments_set_string (call->out, LP_RETURN_DICE, dice);
  lp_arguments_set_number (
    call->out, LP_RETURN_SEPARATION_PRECISION,
    number_or_minus (scores->has_separation, scores->separation.precision));
  lp_arguments_set_number (
    call->out, LP_RETURN_SEPARATION_RECALL,
    number_or_minus (scores->has_separation, scores->separation.recall));
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    lp_arguments_set_number (call->out, counts[i].name,
                             number_or_minus (scores->has_objects, counts[i].count));
}

/* A row of the table that a person sees: a score, and empty where it is not known. */
static void
show_score (LpCall *call,
            const gchar *name,
            const gchar *format,
            gboolean known,
            gdouble score)
{
  g_autofree gchar *text =
    known && isfinite (score) ? g_strdup_printf (format, score) : g_strdup ("");
  const gchar *const cells[] = { name, text, NULL };

  lp_call_add_row (call, cells);
}

static void
show_scores (LpCall *call, const LpEvaluated *work)
{
  const LlEvaluation *scores = &work->scores;
  const gchar *const headings[] = { _ ("Score"), _ ("Value"), NULL };
  const struct
  {
    const gchar *name;
    gint count;
  } counts[] = {
    { _ ("Objects of the reference"), scores->objects.objects },
    { _ ("Found"), scores->objects.found },
    { _ ("Missed"), scores->objects.missed },
    { _ ("Merged"), scores->objects.merged },
    { _ ("Split"), scores->objects.split },
    { _ ("Extra"), scores->objects.extra },
  };

  lp_call_add_row (call, headings);
  show_score (call, _ ("Dice"), "%.3f", scores->has_dice, scores->dice.overall);
  for (gint c = 1; c < ll_classes_get_n (work->result->classes); c++)
    {
      g_autofree gchar *name =
        g_strdup_printf (_ ("Dice: %s"), ll_classes_get_name (work->result->classes, c));

      show_score (call, name, "%.3f", scores->has_dice, scores->dice.dice[c]);
    }
  show_score (call, _ ("Precision of interfaces"), "%.3f", scores->has_separation,
              scores->separation.precision);
  show_score (call, _ ("Recall of interfaces"), "%.3f", scores->has_separation,
              scores->separation.recall);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    show_score (call, counts[i].name, "%.0f", scores->has_objects, counts[i].count);
}

static void
note_dice (LpCall *call, const LpEvaluated *work)
{
  g_autofree gchar *list = list_dice (work);

  if (!work->scores.has_dice)
    lp_call_note (
      call, _ ("No Dice score: it needs masks in both the result and the reference."));
  else if (isfinite (work->scores.dice.overall) && !*list)
    lp_call_note (call, _ ("Dice: %.3f overall."), work->scores.dice.overall);
  else if (isfinite (work->scores.dice.overall))
    lp_call_note (call, _ ("Dice: %.3f overall; %s."), work->scores.dice.overall, list);
  else
    lp_call_note (
      call, _ ("No Dice score: neither the result nor the reference shows an object."));
}

static void
note_separation (LpCall *call, const LpEvaluated *work)
{
  const LlSeparationScore *score = &work->scores.separation;

  if (!work->scores.has_separation)
    {
      lp_call_note (call, _ ("No scores of interfaces: they need a separation layer in "
                             "both the result and the reference."));
      return;
    }

  if (score->found > 0)
    lp_call_note (call, _ ("Interfaces: %d of the %d found are right, precision %.3f."),
                  score->correct, score->found, score->precision);
  else
    lp_call_note (call, _ ("Interfaces: none were found."));
  if (score->touching > 0)
    lp_call_note (call,
                  _ ("Touching objects: %d of %d pairs are separated, recall %.3f."),
                  score->separated, score->touching, score->recall);
  else
    lp_call_note (call, _ ("Touching objects: there are none."));
}

static void
note_objects (LpCall *call, const LpEvaluated *work)
{
  const LlDetectionScore *score = &work->scores.objects;

  if (!work->scores.has_objects)
    lp_call_note (call, _ ("Objects are not counted: that needs masks or marks in both "
                           "the result and the reference."));
  else
    lp_call_note (
      call, _ ("Objects: %d of %d found, %d missed, %d merged, %d split; %d extra."),
      score->found, score->objects, score->missed, score->merged, score->split,
      score->extra);

  if (work->scores.has_objects)
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE,
        "The result has %d object, as in Measure and Figure; cut by the edge: %d. What "
        "the reference leaves out and objects below the smallest size do not count here.",
        "The result has %d objects, as in Measure and Figure, %d of them cut by the "
        "edge. "
        "What the reference leaves out and objects below the smallest size do not count "
        "here.",
        (gulong) work->n_found),
      work->n_found, work->n_cut);
  if (work->scores.has_objects && work->reference->maps[LL_TASK_SEGMENTATION] &&
      !work->reference->objects && !work->reference->maps[LL_TASK_SEPARATION])
    lp_call_note (
      call, _ ("The reference has no scribbles, so touching objects count as one."));
}

void
lp_evaluated_report (const LpEvaluated *work, LpCall *call)
{
  note_dice (call, work);
  note_separation (call, work);
  note_objects (call, work);
  show_scores (call, work);
  return_scores (call, work);
}
