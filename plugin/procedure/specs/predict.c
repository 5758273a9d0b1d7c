/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpChoice styles[] = {
  { "colour", N_ ("Class colour, opacity = probability") },
  { "grey", N_ ("Grey value = probability") },
  { NULL, NULL },
};

/* In the order of LlTask. */
static const LpChoice task_words[] = {
  { "detection", N_ ("Detection") },
  { "separation", N_ ("Separation") },
  { "segmentation", N_ ("Segmentation") },
  { NULL, NULL },
};

static const LpArgumentSpec predict_arguments[] = {
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("_Weights file"),
    .blurb = TEXT_NETWORK_HELP,
    FILE_OPEN },
  { .name = LP_ARG_STARTING,
    .nick = N_ ("Use the starting network"),
    .blurb = TEXT_STARTING_HELP,
    BOOL (FALSE) },
  { .name = LP_ARG_STYLE,
    .nick = N_ ("Show _probabilities as"),
    .blurb =
      N_ ("In class colours, the opacity of a probability layer is the probability; "
          "in grey, its brightness is."),
    CHOICE (styles, "colour") },
  { .name = LP_ARG_TASKS,
    .nick = N_ ("Probabilities of"),
    .blurb = N_ ("Tasks whose probabilities become layers, one per class: any of "
                 "detection, separation and segmentation."),
    WORDS (task_words, "detection, separation, segmentation") },
  { .name = LP_ARG_CLASSES_LAYER,
    .nick = N_ ("Layer with the _most probable class"),
    .blurb = N_ ("Add a layer that shows each pixel's most probable class."),
    BOOL (TRUE) },
  { .name = LP_ARG_CONTOURS,
    .nick = N_ ("Co_ntours of objects"),
    .blurb = N_ ("Add one layer per class with lines in its colour around its "
                 "objects."),
    BOOL (TRUE) },
  { .name = LP_ARG_CONTOUR_WIDTH,
    .nick = N_ ("Contour w_idth (px)"),
    .blurb =
      N_ ("Width of the contours in pixels; a larger value makes them more visible "
          "but hides more of the micrograph."),
    FLOAT (0.5, 50, 2),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_CASING,
    .nick = N_ ("Casing of contours"),
    .blurb = TEXT_CASING_HELP,
    BOOL (TRUE),
    .needs = LP_ARG_CONTOURS,
    .needs_value = "1" },
  { .name = LP_ARG_INSTANCES,
    .nick = N_ ("Each ob_ject in a colour of its own"),
    .blurb = N_ ("Add a layer on which each object has its own colour."),
    BOOL (FALSE) },
  { .name = LP_ARG_VIEWS,
    .nick = N_ ("Average eight views"),
    .blurb =
      N_ ("Look at each part turned and mirrored in all eight ways, and average what "
          "is seen, which gives better results but takes eight times as long."),
    BOOL (FALSE),
    .advanced = TRUE },
  { .name = LP_ARG_DIAMETER,
    .nick = N_ ("Object diameter (px, 0: automatic)"),
    .blurb = TEXT_DIAMETER_HELP,
    FLOAT (0, 100000, 0) },
  { .name = LP_ARG_ALL_PAGES,
    .nick = N_ ("All pages of a stack"),
    .blurb =
      N_ ("Pages of a file are layers of the image. Segment all layers of the size "
          "of the chosen one that are not made by these plug-ins, each of which "
          "gets a group of its own; otherwise only the chosen one."),
    BOOL (FALSE),
    .advanced = TRUE },
  { .name = LP_ARG_PATCH,
    .nick = N_ ("P_atch side (0: as trained)"),
    .blurb =
      N_ ("Side in pixels of the square parts that are predicted at a time; a larger "
          "patch needs more memory and has fewer seams, 0 takes the size that the "
          "network was trained with."),
    INT (0, 1024, 0),
    .advanced = TRUE },
  { .name = LP_ARG_BATCH,
    .nick = N_ ("_Batch size"),
    .blurb = N_ ("Number of patches that are predicted together; a larger value can be "
                 "faster but needs more memory."),
    INT (1, 64, 4),
    .advanced = TRUE },
  { .name = LP_ARG_THREADS,
    .nick = N_ ("Thr_eads (0: all)"),
    .blurb = TEXT_THREADS_HELP,
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LpArgumentSpec predict_returns[] = {
  { .name = LP_RETURN_GROUP,
    .nick = N_ ("Group"),
    .blurb = N_ ("Layer group with the result."),
    LAYER },
  { .name = LP_ARG_OBJECTS,
    .nick = N_ ("Objects"),
    .blurb = N_ ("Number of objects found; -1 if neither contours nor coloured objects "
                 "were wanted."),
    INT (-1, 2147483647, -1) },
};

const LpProcedureSpec lp_spec_predict = {
  .name = "plug-in-lazy-labels-predict",
  .menu_label = N_ ("2 _Segment..."),
  .menu = LP_MENU_NETWORK,
  .blurb = N_ ("Segment a micrograph with a trained network."),
  .help = N_ ("Adds a group with one probability layer per class of each task, "
              "and the layer \"Segmentation: classes\" with the most probable "
              "class of each pixel. In the grey style, the pixel values are the "
              "probabilities; on a grey image, the classes are evenly spaced grey "
              "values. Objects are those that Measure finds with its default "
              "settings. Contours and coloured objects are visible over the "
              "micrograph and the other layers are hidden; without them, the "
              "classes are visible. Paint, earlier results and figures are hidden "
              "as well. In the grey style, contours on a grey image are grey. With a "
              "selection, only "
              "what is selected is segmented; the layer \"Not segmented\" shows what "
              "was left out. Everything is one undo step."),
  .on_image = TRUE,
  .arguments = predict_arguments,
  .n_arguments = G_N_ELEMENTS (predict_arguments),
  .returns = predict_returns,
  .n_returns = G_N_ELEMENTS (predict_returns)
};
