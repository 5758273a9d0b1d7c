/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table itself.  A new argument is one more entry here, and its use in the
 * procedure's own file.  Mnemonics: the dialogs themselves take C, D, H, L, O, R and S.
 */

#include "procedures.h"

#define INT(min_, max_, value_) \
  .type = LL_ARGUMENT_INT, .min = (min_), .max = (max_), .number = (value_)
#define FLOAT(min_, max_, value_) \
  .type = LL_ARGUMENT_FLOAT, .min = (min_), .max = (max_), .number = (value_)
#define BOOL(value_)   .type = LL_ARGUMENT_BOOL, .min = 0, .max = 1, .number = (value_)
#define STRING(value_) .type = LL_ARGUMENT_STRING, .text = (value_)
#define CHOICE(list_, value_) \
  .type = LL_ARGUMENT_CHOICE, .choices = (list_), .text = (value_)
#define FILE_OPEN   .type = LL_ARGUMENT_FILE_OPEN, .text = ""
#define FILE_SAVE   .type = LL_ARGUMENT_FILE_SAVE, .text = ""
#define FILE_APPEND .type = LL_ARGUMENT_FILE_APPEND, .text = ""
#define LAYER       .type = LL_ARGUMENT_LAYER, .number = -1

static const LlChoice palettes[] = {
  { "colour-blind-safe", "Safe for colour-blind eyes" },
  { "paper", "Red, green ... (as in the paper)" },
  { NULL, NULL },
};

static const LlChoice coverages[] = {
  { "complete", "Background: I mark every object" },
  { "sparse", "Unknown: I mark only some places" },
  { NULL, NULL },
};

/* In the order of LlGrowMethod. */
static const LlChoice grow_methods[] = {
  { "grabcut", "GrabCut, object by object" },
  { "grabcut-image", "GrabCut, the whole image at once" },
  { "contours", "Active contours" },
  { "watershed", "Watershed" },
  { NULL, NULL },
};

static const LlChoice sources[] = {
  { "current", "This image" },
  { "open", "All open images with marks" },
  { "files", "XCF files" },
  { NULL, NULL },
};

/* In the order of LlNetworkKind. */
static const LlChoice networks[] = {
  { "multi-task", "Multi-task (all kinds of marks)" },
  { "single-task", "Single-task (one kind of marks)" },
  { "mdu-net", "MDU-Net (one kind of marks)" },
  { NULL, NULL },
};

static const LlChoice single_tasks[] = {
  { "segmentation", "Segmentation masks" },
  { "detection", "Detection marks" },
  { NULL, NULL },
};

static const LlChoice label_sources[] = {
  { "painted", "As painted" },
  { "certain", "And what marks say of them for certain" },
  { "pseudo", "Grown from marks (pseudo labels)" },
  { NULL, NULL },
};

static const LlChoice schedules[] = {
  { "cosine", "Falls to zero (cosine)" },
  { "constant", "Constant" },
  { NULL, NULL },
};

static const LlChoice styles[] = {
  { "colour", "Class colour, opacity = probability" },
  { "grey", "Grey value = probability" },
  { NULL, NULL },
};

static const LlChoice references[] = {
  { "layers", "The annotation layers of this image" },
  { "file", "A file with annotations or masks" },
  { NULL, NULL },
};

static const LlArgumentSpec annotate_arguments[] = {
  { .name = "classes",
    .nick = "Cl_asses",
    .blurb = "Names of the object classes, separated by commas, without the background.",
    STRING ("air bubble, ice crystal") },
  { .name = "palette",
    .nick = "Colo_urs",
    .blurb = "Where the colours of the classes come from.",
    CHOICE (palettes, "colour-blind-safe") },
  { .name = "coverage",
    .nick = "Unpa_inted pixels are",
    .blurb =
      "What an unpainted pixel means: on complete layers the background, on sparse "
      "layers nothing at all.",
    CHOICE (coverages, "complete") },
};

static const LlArgumentSpec annotate_returns[] = {
  { .name = "group",
    .nick = "Group",
    .blurb = "The group with the three layers.",
    LAYER },
};

/* The defaults are those of ll_grow_settings_init(). */
static const LlArgumentSpec grow_arguments[] = {
  { .name = "method",
    .nick = "_Method",
    .blurb = "How objects grow: GrabCut and the watershed look at brightness and colour, "
             "active contours at edges.",
    CHOICE (grow_methods, "grabcut") },
  { .name = "reach",
    .nick = "R_each",
    .blurb =
      "How far an object may go beyond its mark, in half widths of the mark at its "
      "widest place.",
    FLOAT (0.1, 100, 0.8) },
  { .name = "overwrite",
    .nick = "Re_place what is painted there",
    .blurb =
      "Grow objects that have paint on Segmentation, too, and paint over what lies "
      "where they grow; else all paint stays, and such objects are left alone.",
    BOOL (FALSE) },
  { .name = "rounds",
    .nick = "Ro_unds",
    .blurb = "GrabCut: how often colours are learned and the image is cut.",
    INT (1, 100, 2),
    .advanced = TRUE,
    .needs = "method",
    .needs_value = "grabcut,grabcut-image" },
  { .name = "colours",
    .nick = "Colours of a m_ixture",
    .blurb = "GrabCut: typical colours that objects, and their surroundings, have.",
    INT (1, 8, 3),
    .advanced = TRUE,
    .needs = "method",
    .needs_value = "grabcut,grabcut-image" },
  { .name = "smoothing",
    .nick = "Smoo_thing",
    .blurb = "GrabCut: standard deviation in pixels of a Gaussian blur that goes before; "
             "0: none.",
    FLOAT (0, 20, 1),
    .advanced = TRUE,
    .needs = "method",
    .needs_value = "grabcut,grabcut-image" },
  { .name = "contrast",
    .nick = "Contr_ast",
    .blurb =
      "GrabCut: what a border between like pixels costs; more gives smoother masks.",
    FLOAT (0, 1000, 30),
    .advanced = TRUE,
    .needs = "method",
    .needs_value = "grabcut,grabcut-image" },
  { .name = "balloon",
    .nick = "_Balloon force",
    .blurb = "Active contours: how strongly they blow up where there is no edge.",
    FLOAT (0, 10, 0.16),
    .advanced = TRUE,
    .needs = "method",
    .needs_value = "contours" },
  { .name = "threads",
    .nick = "_Threads (0: all)",
    .blurb = "Processors to use; 0: all of them.",
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LlArgumentSpec grow_returns[] = {
  { .name = "layer",
    .nick = "Layer",
    .blurb = "The layer that the masks are painted on.",
    LAYER },
  { .name = "objects",
    .nick = "Objects",
    .blurb = "Objects that grew.",
    INT (0, 2147483647, 0) },
  { .name = "skipped",
    .nick = "Skipped",
    .blurb = "Objects that were left alone, because they have paint already.",
    INT (0, 2147483647, 0) },
};

static const LlArgumentSpec train_arguments[] = {
  { .name = "images",
    .nick = "Lear_n from",
    .blurb =
      "Which images to learn from: the given one, all open ones that carry marks, or "
      "XCF files.",
    CHOICE (sources, "current") },
  { .name = "files",
    .nick = "_Files",
    .blurb = "With images = files: a folder of XCF files, or paths, one a line.",
    .type = LL_ARGUMENT_FILES,
    .text = "",
    .needs = "images",
    .needs_value = "files" },
  { .name = "weights",
    .nick = "_Weights file",
    .blurb = "File to write the trained network to; empty: it only becomes the current "
             "network.",
    FILE_SAVE },
  { .name = "start",
    .nick = "S_tart from",
    .blurb = "Weights file to go on from; empty: a fresh network.",
    FILE_OPEN },
  { .name = "resume",
    .nick = "Res_ume an interrupted training",
    .blurb =
      "Take up the checkpoint that an interrupted training of the same weights file "
      "left behind.",
    BOOL (FALSE) },
  { .name = "network",
    .nick = "Networ_k",
    .blurb =
      "The multi-task network learns from all three kinds of marks; the single-task "
      "network, a plain U-net, and the densely connected MDU-Net learn from one.",
    CHOICE (networks, "multi-task"),
    .advanced = TRUE },
  { .name = "task",
    .nick = "Sin_gle task learns",
    .blurb = "What a single-task network or MDU-Net learns from.",
    CHOICE (single_tasks, "segmentation"),
    .advanced = TRUE,
    .needs = "network",
    .needs_value = "single-task,mdu-net" },
  { .name = "labels",
    .nick = "Masks",
    .blurb =
      "What images with detection marks and without masks teach of masks: nothing; "
      "that marked pixels lie in them and pixels out of reach of all marks do not; or "
      "masks that grow from the marks, as Grow Masks makes them. No layer changes.",
    CHOICE (label_sources, "painted"),
    .advanced = TRUE },
  { .name = "width",
    .nick = "Width",
    .blurb = "Channels of the network's first level; 64 is the classic U-net.",
    INT (1, 256, 16),
    .advanced = TRUE },
  { .name = "levels",
    .nick = "Le_vels",
    .blurb = "Resolutions that the network looks at.",
    INT (2, 8, 6),
    .advanced = TRUE },
  { .name = "blocks",
    .nick = "Multi-task _blocks",
    .blurb = "Multi-task blocks of the decoder, at most one less than there are levels.",
    INT (1, 7, 4),
    .advanced = TRUE,
    .needs = "network",
    .needs_value = "multi-task" },
  { .name = "patch",
    .nick = "_Patch side",
    .blurb =
      "Side of the square patches in pixels, a multiple of 2 to the power of levels - 1.",
    INT (16, 1024, 256),
    .advanced = TRUE },
  { .name = "batch",
    .nick = "Batch si_ze",
    .blurb = "Patches an iteration.",
    INT (1, 256, 4),
    .advanced = TRUE },
  { .name = "iterations",
    .nick = "_Iterations (0: no limit)",
    .blurb = "Iterations at most; 0: no limit.",
    INT (0, 1000000, 1000) },
  { .name = "minutes",
    .nick = "_Minutes (0: no limit)",
    .blurb = "Minutes at most; 0: no limit.",
    FLOAT (0, 10000, 0) },
  { .name = "learning-rate",
    .nick = "L_earning rate",
    .blurb = "Step size of Adam.",
    FLOAT (1e-7, 1, 0.004),
    .advanced = TRUE },
  { .name = "schedule",
    .nick = "R_ate schedule",
    .blurb = "How the learning rate changes over the training.",
    CHOICE (schedules, "cosine"),
    .advanced = TRUE },
  { .name = "detection-weight",
    .nick = "Weight of detection",
    .blurb = "Weight of the detection task in the loss.",
    FLOAT (0, 100, 1),
    .advanced = TRUE },
  { .name = "separation-weight",
    .nick = "Weight of separation",
    .blurb = "Weight of the separation task in the loss.",
    FLOAT (0, 100, 1),
    .advanced = TRUE },
  { .name = "segmentation-weight",
    .nick = "Weight of segmentation",
    .blurb = "Weight of the segmentation task in the loss.",
    FLOAT (0, 100, 1),
    .advanced = TRUE },
  { .name = "interface-weight",
    .nick = "Weight of interfaces",
    .blurb =
      "Weight of interface pixels, which are few, within the separation task; 1: as any "
      "other pixel.",
    FLOAT (0.01, 1000, 8),
    .advanced = TRUE },
  { .name = "masked-share",
    .nick = "Share of masked images",
    .blurb = "Share of each batch that is drawn from images with segmentation masks.",
    FLOAT (0, 1, 0.5),
    .advanced = TRUE },
  { .name = "validation-share",
    .nick = "Share for validation",
    .blurb = "Share of the images that is held out to choose the best weights.",
    FLOAT (0, 0.9, 0.2),
    .advanced = TRUE },
  { .name = "augment",
    .nick = "Turn, scale and flip patches (augment)",
    .blurb = "Vary the patches by rotation, scale, flips, brightness and contrast.",
    BOOL (TRUE),
    .advanced = TRUE },
  { .name = "seed",
    .nick = "Random seed",
    .blurb = "The same seed and number of threads give the same network.",
    INT (0, 2147483647, 1),
    .advanced = TRUE },
  { .name = "threads",
    .nick = "Threads (0: all)",
    .blurb = "Processors to use; 0: all of them.",
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LlArgumentSpec train_returns[] = {
  { .name = "weights",
    .nick = "Weights",
    .blurb = "The file that the network was written to.",
    STRING ("") },
  { .name = "iterations",
    .nick = "Iterations",
    .blurb = "Iterations done.",
    INT (0, 2147483647, 0) },
  { .name = "loss",
    .nick = "Loss",
    .blurb = "Mean loss of the last iterations.",
    FLOAT (0, G_MAXDOUBLE, 0) },
  { .name = "dice",
    .nick = "Dice",
    .blurb = "Dice of the held-out images; -1 when no validation was possible.",
    FLOAT (-1, 1, -1) },
};

static const LlArgumentSpec predict_arguments[] = {
  { .name = "weights",
    .nick = "_Weights file",
    .blurb = "Network to use; empty: the current one, last trained or loaded.",
    FILE_OPEN },
  { .name = "style",
    .nick = "Show _probabilities as",
    .blurb = "How probability layers look.",
    CHOICE (styles, "colour") },
  { .name = "tasks",
    .nick = "_Tasks",
    .blurb = "Which tasks get probability layers: any of detection, separation and "
             "segmentation, separated by commas.",
    STRING ("detection, separation, segmentation") },
  { .name = "classes-layer",
    .nick = "Layer with the _most probable class",
    .blurb = "Add a layer that shows each pixel's most probable class.",
    BOOL (TRUE) },
  { .name = "patch",
    .nick = "P_atch side",
    .blurb = "Side of the square patches in pixels; 0: the network's own.",
    INT (0, 1024, 0),
    .advanced = TRUE },
  { .name = "batch",
    .nick = "_Batch size",
    .blurb = "Patches at once.",
    INT (1, 64, 4),
    .advanced = TRUE },
  { .name = "threads",
    .nick = "Thr_eads (0: all)",
    .blurb = "Processors to use; 0: all of them.",
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LlArgumentSpec predict_returns[] = {
  { .name = "group",
    .nick = "Group",
    .blurb = "The group with the result layers.",
    LAYER },
};

static const LlArgumentSpec evaluate_arguments[] = {
  { .name = "reference",
    .nick = "Compare _with",
    .blurb = "What is right: the annotation layers of the image, or a file.",
    CHOICE (references, "layers") },
  { .name = "file",
    .nick = "_File",
    .blurb =
      "With reference = file: an XCF file with annotation layers, or a picture of one "
      "layer in the colours of the classes or in grey values (0, 1, 2 ... or evenly "
      "spaced from black to white).",
    FILE_OPEN,
    .needs = "reference",
    .needs_value = "file" },
  { .name = "errors-layer",
    .nick = "Layer that shows the _errors",
    .blurb =
      "Add the layer \"Errors: segmentation\" to the result, in the place of an earlier "
      "one.",
    BOOL (TRUE) },
  { .name = "csv",
    .nick = "_Table (CSV)",
    .blurb =
      "File of comma-separated values to add a row to, begun with the names of its "
      "columns when it is new; empty: none.",
    FILE_APPEND },
  { .name = "radius",
    .nick = "Dista_nce of interfaces",
    .blurb = "Pixels at which an interface that was found is still the true one.",
    FLOAT (0, 100, 3),
    .advanced = TRUE },
  { .name = "threshold",
    .nick = "_Interface from",
    .blurb = "Probability above which a pixel is an interface.",
    FLOAT (0, 1, 0.5),
    .advanced = TRUE },
  { .name = "smallest-object",
    .nick = "S_mallest object",
    .blurb = "Pixels of the smallest object that counts, on either side.",
    INT (1, 1000000, 10),
    .advanced = TRUE },
};

static const LlArgumentSpec evaluate_returns[] = {
  { .name = "dice-overall",
    .nick = "Dice",
    .blurb = "Dice of all classes but the rest, pooled; -1: undefined.",
    FLOAT (-1, 1, -1) },
  { .name = "dice",
    .nick = "Dice of the classes",
    .blurb = "Dice of each class that occurs, as in \"air bubble 0.910, ice crystal "
             "0.880\".",
    STRING ("") },
  { .name = "separation-precision",
    .nick = "Precision",
    .blurb = "Share of right ones among the interfaces that were found; -1: undefined.",
    FLOAT (-1, 1, -1) },
  { .name = "separation-recall",
    .nick = "Recall",
    .blurb = "Share of the touching pairs whose interface was found; -1: undefined.",
    FLOAT (-1, 1, -1) },
  { .name = "objects",
    .nick = "Objects",
    .blurb = "Objects of the reference, each one of the next four; -1: not counted.",
    INT (-1, 2147483647, -1) },
  { .name = "found",
    .nick = "Found",
    .blurb = "By one object of the result that finds nothing else.",
    INT (-1, 2147483647, -1) },
  { .name = "missed",
    .nick = "Missed",
    .blurb = "By all objects of the result.",
    INT (-1, 2147483647, -1) },
  { .name = "merged",
    .nick = "Merged",
    .blurb = "Found by an object of the result that finds others as well.",
    INT (-1, 2147483647, -1) },
  { .name = "split",
    .nick = "Split",
    .blurb = "Found by several objects of the result, none of which finds another.",
    INT (-1, 2147483647, -1) },
  { .name = "extra",
    .nick = "Extra",
    .blurb = "Objects of the result that find nothing.",
    INT (-1, 2147483647, -1) },
};

static const LlArgumentSpec load_arguments[] = {
  { .name = "file", .nick = "_File", .blurb = "Weights file to read.", FILE_OPEN },
};

static const LlArgumentSpec load_returns[] = {
  { .name = "classes",
    .nick = "Classes",
    .blurb = "Names of the network's object classes, separated by commas.",
    STRING ("") },
  { .name = "loss",
    .nick = "Loss",
    .blurb = "Loss at the end of its training.",
    FLOAT (0, G_MAXDOUBLE, 0) },
  { .name = "dice",
    .nick = "Dice",
    .blurb = "Validation Dice; -1 when there was no validation.",
    FLOAT (-1, 1, -1) },
};

static const LlArgumentSpec save_arguments[] = {
  { .name = "file", .nick = "_File", .blurb = "Weights file to write.", FILE_SAVE },
};

static const LlProcedureSpec procedures[] = {
  { .name = "plug-in-lazy-labels-annotate",
    .menu_label = "_New Annotation Layers...",
    .blurb = "Add the three layers that a network learns from.",
    .help =
      "Adds the group \"Lazy labels\" with the transparent layers \"Detection\" (rough "
      "marks inside objects), \"Separation\" (scribbles where objects touch) and "
      "\"Segmentation\" (exact masks) above the micrograph, and keeps the names and "
      "colours of the classes with the image. Layers that are there already stay; "
      "classes can be added behind the existing ones. A grey or indexed image becomes "
      "RGB, because classes are told apart by colour.",
    .on_image = TRUE,
    .arguments = annotate_arguments,
    .n_arguments = G_N_ELEMENTS (annotate_arguments),
    .returns = annotate_returns,
    .n_returns = G_N_ELEMENTS (annotate_returns) },
  { .name = "plug-in-lazy-labels-grow-masks",
    .menu_label = "_Grow Masks...",
    .blurb = "Grow masks of whole objects from detection marks.",
    .help =
      "Fills the layer \"Segmentation\" from the marks on the layer \"Detection\", to be "
      "corrected by hand: each mark grows to the border of its object, never over a "
      "scribble on the layer \"Separation\" or over what is painted in the colour to be "
      "ignored. With a selection only those marks grow whose greater part is selected; "
      "their masks may go beyond it. Everything is one undo step.",
    .on_image = TRUE,
    .arguments = grow_arguments,
    .n_arguments = G_N_ELEMENTS (grow_arguments),
    .returns = grow_returns,
    .n_returns = G_N_ELEMENTS (grow_returns) },
  { .name = "plug-in-lazy-labels-train",
    .menu_label = "_Train...",
    .blurb = "Train a network on painted marks.",
    .help =
      "Learns from the marks on one image, on all open images or on XCF files. The "
      "result becomes the current network and is written to a weights file if one is "
      "given. A checkpoint beside the weights file lets an interrupted training go on. "
      "A selection restricts training to its pixels.",
    .on_image = TRUE,
    .arguments = train_arguments,
    .n_arguments = G_N_ELEMENTS (train_arguments),
    .returns = train_returns,
    .n_returns = G_N_ELEMENTS (train_returns) },
  { .name = "plug-in-lazy-labels-predict",
    .menu_label = "_Segment...",
    .blurb = "Segment a micrograph by a trained network.",
    .help =
      "Adds a group with one probability layer for each class of each task, and the "
      "layer \"Segmentation: classes\" with the most probable class of each pixel. In "
      "the grey style the pixel values are the probabilities, and on a grey image the "
      "classes are evenly spaced grey values.",
    .on_image = TRUE,
    .arguments = predict_arguments,
    .n_arguments = G_N_ELEMENTS (predict_arguments),
    .returns = predict_returns,
    .n_returns = G_N_ELEMENTS (predict_returns) },
  { .name = "plug-in-lazy-labels-evaluate",
    .menu_label = "_Evaluate...",
    .blurb = "Score a result against a reference.",
    .help =
      "Takes the result that the active layer belongs to, else the topmost one, and "
      "prints how well it covers the masks of the reference (Dice), how many of its "
      "interfaces are right and how many touching pairs they separate, and how many "
      "objects were found, missed, merged, split or made up. Objects of the reference "
      "are "
      "the connected pieces of its masks, parted by its scribbles, or its detection "
      "marks "
      "where it has no masks; those of the result are the pieces of the detection map, "
      "or "
      "of the classes parted by the interfaces where it has none. An object of the "
      "result "
      "finds one of its class when half of its own pixels lie in it or when it covers a "
      "quarter of it. Ignored pixels do not count, and a selection restricts everything "
      "to its pixels. The layer of errors shows missed pixels in vermilion, extra ones "
      "in "
      "sky blue and those of a wrong class in yellow.",
    .on_image = TRUE,
    .arguments = evaluate_arguments,
    .n_arguments = G_N_ELEMENTS (evaluate_arguments),
    .returns = evaluate_returns,
    .n_returns = G_N_ELEMENTS (evaluate_returns) },
  { .name = "plug-in-lazy-labels-load-weights",
    .menu_label = "_Load Weights...",
    .blurb = "Make a weights file the current network.",
    .help = "Checks the file and makes it the network that segmentation uses.",
    .arguments = load_arguments,
    .n_arguments = G_N_ELEMENTS (load_arguments),
    .returns = load_returns,
    .n_returns = G_N_ELEMENTS (load_returns) },
  { .name = "plug-in-lazy-labels-save-weights",
    .menu_label = "Sa_ve Weights...",
    .blurb = "Write the current network to a weights file.",
    .help = "Writes the network that was last trained or loaded to a file.",
    .arguments = save_arguments,
    .n_arguments = G_N_ELEMENTS (save_arguments) },
};

const LlProcedureSpec *
ll_procedures_find (const gchar *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (procedures); i++)
    if (g_strcmp0 (procedures[i].name, name) == 0)
      return &procedures[i];

  return NULL;
}

const LlProcedureSpec *
ll_procedures_get (gint *n_procedures)
{
  *n_procedures = G_N_ELEMENTS (procedures);

  return procedures;
}
