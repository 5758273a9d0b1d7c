/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints how well a class map agrees with the truth, and how well thresholds would do. */

#include <math.h>
#include <stdlib.h>

#include "otsu.h"
#include "png-io.h"

#define N_CLASSES 3

static const gchar *const keys[N_CLASSES] = { "rest", "air_bubble", "ice_crystal" };

/* JSON has no NAN, so null stands for a class that occurs in neither map. */
static void
append_number (GString *line, const gchar *key, gdouble value)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE] = "null";

  if (!isnan (value))
    g_ascii_formatd (text, sizeof text, "%.4f", value);
  g_string_append_printf (line, "%s\"%s\":%s", line->str[line->len - 1] == '{' ? "" : ",",
                          key, text);
}

static void
append_dice (GString *line, const LlDice *dice)
{
  for (gint c = 0; c < N_CLASSES; c++)
    append_number (line, keys[c], dice->dice[c]);
  append_number (line, "overall", dice->overall);
}

static gboolean
check_classes (const LlLabels *labels, const gchar *path, GError **error)
{
  gint64 counts[256];

  ll_labels_count (labels, counts);
  for (gint c = N_CLASSES; c < LL_LABEL_IGNORE; c++)
    if (counts[c] > 0)
      {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                     "%s has the value %d; a class map has 0, 1 and 2.", path, c);
        return FALSE;
      }
  return TRUE;
}

static gboolean
append_otsu (GString *line, const gchar *path, const LlLabels *truth, GError **error)
{
  g_autoptr (LlImage) image = synth_png_read_image (path, error);

  if (image == NULL)
    return FALSE;
  if (image->width != truth->width || image->height != truth->height)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "%s does not have the size of the truth.", path);
      return FALSE;
    }
  for (gint levels = 2; levels <= 3; levels++)
    {
      LlDice dice;
      gdouble mean = synth_otsu_best (image, levels, truth, N_CLASSES, &dice);

      g_string_append_printf (line, ",\"otsu%d\":{", levels);
      append_dice (line, &dice);
      append_number (line, "mean", mean);
      g_string_append_c (line, '}');
    }
  return TRUE;
}

static gboolean
score (const gchar *result_path,
       const gchar *truth_path,
       const gchar *image_path,
       GError **error)
{
  g_autoptr (GString) line = g_string_new ("{");
  g_autoptr (LlLabels) result = synth_png_read_labels (result_path, error);
  g_autoptr (LlLabels) truth = NULL;
  LlDice dice;

  if (result == NULL || !check_classes (result, result_path, error))
    return FALSE;
  truth = synth_png_read_labels (truth_path, error);
  if (truth == NULL || !check_classes (truth, truth_path, error))
    return FALSE;
  if (result->width != truth->width || result->height != truth->height)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s and %s differ in size.",
                   result_path, truth_path);
      return FALSE;
    }

  ll_dice (result, truth, N_CLASSES, &dice);
  append_dice (line, &dice);
  if (image_path != NULL && !append_otsu (line, image_path, truth, error))
    return FALSE;
  g_print ("%s}\n", line->str);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autofree gchar *result = NULL;
  g_autofree gchar *truth = NULL;
  g_autofree gchar *image = NULL;
  const GOptionEntry entries[] = { { "result", 0, 0, G_OPTION_ARG_FILENAME, &result,
                                     "Grey PNG of 0, 1 and 2", "CLASSES.png" },
                                   { "truth", 0, 0, G_OPTION_ARG_FILENAME, &truth,
                                     "Likewise; 255 does not count", "CLASSES.png" },
                                   { "image", 0, 0, G_OPTION_ARG_FILENAME, &image,
                                     "Print Otsu's scores on it, too", "IMAGE.png" },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, "Prints Dice scores as one line of JSON.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (result == NULL || truth == NULL)
    {
      g_printerr ("Give --result CLASSES.png and --truth CLASSES.png.\n");
      return EXIT_FAILURE;
    }
  if (!score (result, truth, image, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
