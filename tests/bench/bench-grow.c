/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares the methods that grow marks to masks (figure 10 of the paper), without a
 * network:
 *
 *   bench-grow [--seed N] [--pictures N]                generated micrographs
 *   bench-grow --data FOLDER [--set NAME]               real ones, of metal powder or of
 *                                                       another set in the folder
 *   bench-grow --image FILE.png --ids FILE.png          given files
 *
 * For each method and each kind of strokes, it prints the Dice per class and overall,
 * averaged over the pictures, how many masks stopped at the largest size, and the seconds
 * per picture.  Marks are simulated; masks are
 * scored against the truth.
 */

#include "lazylabels/lazylabels.h"
#include "micrograph.h"
#include "png-io.h"
#include "real.h"
#include "strokes.h"

typedef struct
{
  gint width;
  gint height;
  gint seed;
  gint pictures;
  gchar *image;
  gchar *ids;
  gchar *data;
  gchar *set;
  gchar *methods;
  gchar *strokes;
  gchar *out;
  gboolean walls;
  LlGrowSettings grow;
} Options;

static const gchar *const method_names[] = { "grabcut", "grabcut-image", "contours",
                                             "watershed" };

/* What --strokes all means. */
#define ALL_STROKES                                                        \
  "deep,fill,line-3,line-7,line-13,dot-3,dot-7,dot-13,two-3,two-7,two-13," \
  "scribble-3,scribble-7,scribble-13"

static GPtrArray *
get_pictures (const Options *options, GError **error)
{
  g_autoptr (GPtrArray) pictures = NULL;

  if (options->data)
    return real_pictures_read (options->data, options->set ? options->set : "powder-sem",
                               error);

  pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  if (options->image)
    {
      Picture *picture =
        real_picture_read (options->image, options->image, options->ids, error);

      if (!picture)
        return NULL;
      g_ptr_array_add (pictures, picture);
    }
  else
    for (gint i = 0; i < options->pictures; i++)
      g_ptr_array_add (pictures,
                       picture_new_generated ("all", options->width, options->height,
                                              (guint64) (options->seed + i)));
  return g_steal_pointer (&pictures);
}

static gboolean
write_masks (const Options *options,
             const LlLabels *grown,
             LlGrowMethod method,
             guint index,
             GError **error)
{
  g_autofree gchar *path = NULL;

  if (!options->out)
    return TRUE;
  path = g_strdup_printf ("%s-%s-%u.png", options->out, method_names[method], index);
  return synth_png_write_labels (grown, path, error);
}

static gboolean
measure (const Options *options,
         const GPtrArray *pictures,
         const gchar *name,
         LlGrowMethod method,
         GError **error)
{
  gdouble sums[3] = { 0.0 };
  gdouble seconds = 0.0;
  gint n_marks = 0;
  gint n_stopped = 0;
  SynthStrokes strokes;
  gint pencil;

  if (!synth_strokes_parse (name, &strokes, &pencil))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "Unknown strokes \"%s\": give \"deep\", \"fill\", or \"line-3\", "
                   "\"dot-3\", \"two-3\", \"scribble-3\" with any width.",
                   name);
      return FALSE;
    }

  for (guint i = 0; i < pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (pictures, i);
      LlGrowSettings settings = options->grow;
      g_autoptr (LlLabels) marks =
        synth_strokes_new (picture->ids, picture->class_of, strokes, pencil,
                           (guint64) (options->seed + (gint) i));
      g_autoptr (LlLabels) walls = picture_get_labels (picture, LL_TASK_SEPARATION);
      g_autoptr (LlLabels) masks = picture_get_labels (picture, LL_TASK_SEGMENTATION);
      g_autoptr (LlGrown) objects = NULL;
      g_autoptr (LlLabels) grown = NULL;
      gint64 start = g_get_monotonic_time ();
      LlDice dice;

      settings.method = method;
      objects = ll_grow_objects (picture->image, marks, options->walls ? walls : NULL,
                                 NULL, &settings, NULL, NULL, error);
      if (!objects)
        return FALSE;
      seconds += (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      grown = ll_grown_get_labels (objects);
      n_marks += objects->objects->n;
      n_stopped += objects->n_stopped;
      if (!write_masks (options, grown, method, i, error))
        return FALSE;

      ll_dice (grown, masks, 3, &dice);
      sums[0] += dice.dice[1];
      sums[1] += dice.dice[2];
      sums[2] += dice.overall;
    }
  g_print ("%-14s %-12s %8.3f %8.3f %8.3f %8d %8d %8.2f\n", method_names[method], name,
           sums[0] / pictures->len, sums[1] / pictures->len, sums[2] / pictures->len,
           n_marks / (gint) pictures->len, n_stopped / (gint) pictures->len,
           seconds / pictures->len);
  return TRUE;
}

static gboolean
is_listed (const gchar *list, const gchar *name)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  return g_strv_contains ((const gchar *const *) names, name);
}

static gboolean
run (const Options *options, GError **error)
{
  g_autoptr (GPtrArray) pictures = get_pictures (options, error);
  const gchar *list = options->strokes ? options->strokes : "deep";
  g_auto (GStrv) names =
    g_strsplit (g_str_equal (list, "all") ? ALL_STROKES : list, ",", -1);

  if (!pictures)
    return FALSE;

  g_print ("%-14s %-12s %8s %8s %8s %8s %8s %8s\n", "Dice", "strokes", "class 1",
           "class 2", "overall", "marks", "stopped", "seconds");
  for (guint m = 0; m < G_N_ELEMENTS (method_names); m++)
    for (guint k = 0; names[k]; k++)
      if ((!options->methods || is_listed (options->methods, method_names[m])) &&
          !measure (options, pictures, names[k], (LlGrowMethod) m, error))
        return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = {
    .width = SYNTH_WIDTH,
    .height = SYNTH_HEIGHT,
    .seed = 1,
    .pictures = 4,
  };
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of the first micrograph", "N" },
    { "pictures", 0, 0, G_OPTION_ARG_INT, &options.pictures, "How many", "N" },
    { "image-width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of the micrographs", "N" },
    { "image-height", 0, 0, G_OPTION_ARG_INT, &options.height, "Likewise", "N" },
    { "image", 0, 0, G_OPTION_ARG_FILENAME, &options.image, "A micrograph", "FILE" },
    { "ids", 0, 0, G_OPTION_ARG_FILENAME, &options.ids, "Its objects' ids", "FILE" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options.data, "A folder of real micrographs",
      "FOLDER" },
    { "set", 0, 0, G_OPTION_ARG_STRING, &options.set, "Which of them: powder-sem",
      "NAME" },
    { "strokes", 0, 0, G_OPTION_ARG_STRING, &options.strokes,
      "How marks are drawn: deep, fill, line-3, dot-7, two-13, scribble-3, ..., or all",
      "LIST" },
    { "methods", 0, 0, G_OPTION_ARG_STRING, &options.methods, "Which", "LIST" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "Write the masks", "PREFIX" },
    { "walls", 0, 0, G_OPTION_ARG_NONE, &options.walls, "Scribbles are walls", NULL },
    { "reach", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.reach, "Depths", "X" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &options.grow.rounds, "Of GrabCut", "N" },
    { "colours", 0, 0, G_OPTION_ARG_INT, &options.grow.colours, "Of GrabCut", "N" },
    { "smoothing", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.smoothing, "Of GrabCut",
      "X" },
    { "contrast", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.contrast, "Of GrabCut", "X" },
    { "balloon", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.balloon, "Of contours", "X" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.grow.threads, "0: all", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gint status = 0;

  ll_grow_settings_init (&options.grow);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !run (&options, &error))
    {
      g_printerr ("%s\n", error->message);
      status = 1;
    }
  g_free (options.data);
  g_free (options.set);
  g_free (options.methods);
  g_free (options.strokes);
  g_free (options.image);
  g_free (options.ids);
  g_free (options.out);
  return status;
}
