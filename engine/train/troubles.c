/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person should know of a training, as sentences. */

#include <glib/gi18n-lib.h>

#include "train/trainer-private.h"

static void
add_line (GString *text, gchar *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

gchar *
ll_train_troubles_describe (const LlTrainTroubles *troubles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (troubles->given_up)
    add_line (text,
              g_strdup_printf (
                _ ("The training ended early because it diverged over and over after "
                   "iteration %d, the last time with a learning rate of %g: the best "
                   "network until then was kept, and a smaller learning rate may reach "
                   "more."),
                troubles->returned, troubles->learning_rate));
  else if (troubles->divergences > 0)
    add_line (text,
              g_strdup_printf (
                _ ("The training diverged at iteration %d, so it went back to iteration "
                   "%d and on from there with a learning rate of %g."),
                troubles->diverged, troubles->returned, troubles->learning_rate));

  if (troubles->unwritten > 0 && troubles->written == 0)
    add_line (text, g_strdup_printf (
                      _ ("No checkpoint could be written, so an interrupted training "
                         "can't be resumed; free space on the disk, or write the weights "
                         "to another folder (%s)."),
                      troubles->unwritten_why));
  else if (troubles->unwritten > 0)
    add_line (text, g_strdup_printf (
                      _ ("Not every checkpoint could be written, so an interrupted "
                         "training may be resumed from an earlier iteration; free space "
                         "on the disk, or write the weights to another folder (%s)."),
                      troubles->unwritten_why));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gchar *
ll_trainer_describe_resume (const LlTrainer *trainer)
{
  if (trainer->former_threads == 0 || !*trainer->former_kernels ||
      (trainer->former_threads == trainer->threads &&
       g_str_equal (trainer->former_kernels, trainer->kernels)))
    return NULL;

  return g_strdup_printf (
    _ ("The number of threads changes from %d to %d, and the processor's instructions "
       "from "
       "%s to %s, so the network will differ by rounding from that of a training without "
       "the interruption."),
    trainer->former_threads, trainer->threads, trainer->former_kernels, trainer->kernels);
}
