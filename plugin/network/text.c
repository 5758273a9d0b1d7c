/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "network/text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

LpNetworkFacts *
lp_network_facts_new (const LlNetwork *network)
{
  LpNetworkFacts *facts = g_new0 (LpNetworkFacts, 1);

  facts->settings = *ll_network_get_settings (network);
  facts->classes = ll_classes_copy (ll_network_get_classes (network));
  facts->summary = *ll_network_get_summary (network);
  facts->normalisation = *ll_network_get_normalisation (network);
  for (gint task = 0; task < LL_N_TASKS; task++)
    facts->tasks[task] = ll_network_get_first_plane (network, (LlTask) task) >= 0;

  return facts;
}

void
lp_network_facts_free (LpNetworkFacts *facts)
{
  if (!facts)
    return;

  ll_classes_free (facts->classes);
  g_free (facts);
}

static const gchar *
describe_kind (const LlNetworkSettings *settings)
{
  gboolean marks = settings->task == LL_TASK_DETECTION;

  switch (settings->kind)
    {
    case LL_NETWORK_SINGLE_TASK:
      return marks ? _ ("single-task U-net for detection marks")
                   : _ ("single-task U-net for masks");
    case LL_NETWORK_MDU_NET:
      return marks ? _ ("MDU-Net for detection marks") : _ ("MDU-Net for masks");
    default:
      return _ ("multi-task U-net");
    }
}

/* Two lists of facts, such as "1000 iterations, 12 images" and "12.3 minutes, loss 0.123,
 * Dice 0.912".
 */
static void
append_training (GString *text, const LlTrainSummary *summary)
{
  if (summary->iterations < 1)
    {
      g_string_append (text, _ ("Not trained"));
      return;
    }

  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%d iteration", "%d iterations",
                                       (gulong) summary->iterations),
                          summary->iterations);
  if (summary->images > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, "%d image", "%d images", (gulong) summary->images),
        summary->images);
    }
  g_string_append_c (text, '\n');
  if (summary->minutes >= 0.05)
    {
      g_string_append_printf (text, _ ("%.1f minutes"), summary->minutes);
      g_string_append (text, ", ");
    }
  if (isfinite (summary->loss))
    {
      g_string_append_printf (text, _ ("loss %.3f"), summary->loss);
      g_string_append (text, ", ");
    }
  if (isfinite (summary->dice))
    g_string_append_printf (text, _ ("Dice %.3f"), summary->dice);
  else
    g_string_append (text, _ ("no validation"));
  if (summary->threads > 0 && *summary->kernels)
    {
      g_autofree gchar *kernels = g_markup_escape_text (summary->kernels, -1);

      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "Trained with %d thread on %s instructions",
                                           "Trained with %d threads on %s instructions",
                                           (gulong) summary->threads),
                              summary->threads, kernels);
    }
}

gchar *
lp_network_text_summary (const LpNetworkFacts *facts, const gchar *name)
{
  const LlNetworkSettings *settings = &facts->settings;
  GString *text = g_string_new (NULL);
  g_autofree gchar *head =
    g_markup_printf_escaped ("<b>%s</b>, %s\n", name, describe_kind (settings));

  g_string_append (text, head);
  g_string_append_printf (text,
                          settings->channels == 1
                            ? _ ("Grey images, width %d, %d levels, patch %d")
                            : _ ("Colour images, width %d, %d levels, patch %d"),
                          settings->width, settings->levels, settings->patch);
  if (facts->summary.diameter > 0.0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("objects of about %.0f px"),
                              facts->summary.diameter);
    }
  g_string_append_c (text, '\n');
  append_training (text, &facts->summary);

  return g_string_free (text, FALSE);
}

gchar *
lp_network_text_obstacle (const LpNetworkFacts *facts, const LpImageFacts *image)
{
  const LlNetworkSettings *settings = &facts->settings;
  gint patch = image->patch > 0 ? image->patch : settings->patch;
  gint step = 1 << (settings->levels - 1);
  const LlPredictSettings predict = { .patch = patch, .batch = image->batch };
  g_autoptr (GError) error = NULL;

  if (patch < 16 || patch % step != 0)
    return g_strdup_printf (_ ("A network of %d levels needs a patch side that is a "
                               "multiple of %d and at least 16: %d is not."),
                            settings->levels, step, patch);
  if (!ll_predict_check_memory (settings, facts->classes, image->width, &predict, &error))
    return g_strdup (error->message);

  return NULL;
}

static void
append_sentence (GString *text, const gchar *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
}

gchar *
lp_network_text_remarks (const LpNetworkFacts *facts, const LpImageFacts *image)
{
  GString *text = g_string_new (NULL);
  gint patch = image->patch > 0 ? image->patch : facts->settings.patch;

  if (image->classes && !ll_classes_equal (image->classes, facts->classes))
    {
      g_autofree gchar *list = ll_classes_to_text (image->classes);
      g_autofree gchar *sentence =
        g_strdup_printf (_ ("This image is annotated with other classes: %s."), list);

      append_sentence (text, sentence);
    }
  if (image->known && facts->settings.channels == 1 && !image->grey)
    append_sentence (
      text, _ ("The network learned from grey images: colours are read as brightness."));
  if (image->known && facts->settings.channels == 3 && image->grey)
    append_sentence (text,
                     _ ("The network learned from colour images, and this one is grey."));
  if (image->width < patch || image->height < patch)
    {
      g_autofree gchar *sentence =
        g_strdup_printf (_ ("The image is smaller than a patch of %d × %d pixels: it is "
                            "mirrored at its edges."),
                         patch, patch);

      append_sentence (text, sentence);
    }

  return g_string_free (text, FALSE);
}
