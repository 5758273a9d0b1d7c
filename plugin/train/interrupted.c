/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/interrupted.h"

#include <glib/gi18n-lib.h>

#include <glib/gstdio.h>

/* Returns when the file was written, in the words of the person's locale. */
static gchar *
describe_date (const gchar *path)
{
  GStatBuf info;
  g_autoptr (GDateTime) date = NULL;
  gchar *text;

  if (g_stat (path, &info) == 0)
    date = g_date_time_new_from_unix_local (info.st_mtime);
  /* Translators: day and time, as strftime() writes them: "3 May 2026, 14:05". */
  text = date ? g_date_time_format (date, _ ("%-d %B %Y, %H:%M")) : NULL;

  return text ? text : g_strdup ("?");
}

/* Says what can be done with it. */
static const gchar *
describe_choice (const LpInterrupted *interrupted, const LpTrainPlan *plan)
{
  if (interrupted->fits)
    return _ (
      "Resume goes on from there. Start Anew begins again, and replaces it at the "
      "first new checkpoint.");
  if (plan->trainer)
    return _ (
      "It had other images, marks or settings, so it can't be resumed with these: "
      "change them back and choose Look Again. Start Anew keeps it until the first "
      "new checkpoint replaces it; another weights file keeps it for good.");

  return _ ("Whether it can be resumed is known when the training is ready.");
}

void
lp_interrupted_find (LpInterrupted *interrupted, const LpTrainPlan *plan)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (plan);
  g_autofree gchar *date = NULL;
  g_autofree gchar *lies = NULL;

  *interrupted = (LpInterrupted){ .iterations = -1 };
  if (!g_file_test (checkpoint, G_FILE_TEST_EXISTS))
    return;

  interrupted->found = TRUE;
  interrupted->iterations = ll_checkpoint_get_iteration (checkpoint);
  if (interrupted->iterations < 0)
    {
      interrupted->text = g_strdup_printf (
        _ ("The checkpoint \"%s\" can't be read, so its training can't be resumed. Start "
           "Anew keeps it until the first new checkpoint replaces it."),
        checkpoint);
      return;
    }

  interrupted->fits =
    plan->trainer && ll_trainer_can_resume (plan->trainer, checkpoint, NULL);
  date = describe_date (checkpoint);
  lies = g_strdup_printf (
    g_dngettext (
      GETTEXT_PACKAGE,
      "An interrupted training of %d iteration, last saved on %s, lies in \"%s\".",
      "An interrupted training of %d iterations, last saved on %s, lies in \"%s\".",
      (gulong) interrupted->iterations),
    interrupted->iterations, date, checkpoint);
  interrupted->text = g_strconcat (lies, " ", describe_choice (interrupted, plan), NULL);
}

void
lp_interrupted_clear (LpInterrupted *interrupted)
{
  g_clear_pointer (&interrupted->text, g_free);
}
