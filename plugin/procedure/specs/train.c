/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

static const LpChoice sources[] = {
  { "current", N_ ("This image") },
  { "open", N_ ("All open images with marks") },
  { "files", N_ ("XCF files") },
  { NULL, NULL },
};

/* In the order of LlNetworkKind. */
static const LpChoice networks[] = {
  { "multi-task", N_ ("Multi-task (all kinds of marks)") },
  { "single-task", N_ ("Single-task (one kind of marks)") },
  { "mdu-net", N_ ("MDU-Net (one kind of marks)") },
  { NULL, NULL },
};

static const LpChoice single_tasks[] = {
  { "segmentation", N_ ("Segmentation masks") },
  { "detection", N_ ("Detection marks") },
  { NULL, NULL },
};

static const LpChoice label_sources[] = {
  { "painted", N_ ("As painted") },
  { "certain", N_ ("And what marks say of them for certain") },
  { "pseudo", N_ ("Grown from marks (pseudo labels)") },
  { NULL, NULL },
};

static const LpChoice schedules[] = {
  { "cosine", N_ ("Falls to zero (cosine)") },
  { "constant", N_ ("Constant") },
  { NULL, NULL },
};

static const LpArgumentSpec train_arguments[] = {
  { .name = LP_ARG_IMAGES,
    .nick = N_ ("Lear_n from"),
    .blurb =
      N_ ("Which images to learn from: the given one, all open ones that carry marks, or "
          "XCF files."),
    CHOICE (sources, "current") },
  { .name = LP_ARG_FILES,
    .nick = N_ ("_Files"),
    .blurb = N_ ("With images = files: a folder of XCF files, or paths, one a line."),
    .type = LP_ARGUMENT_FILES,
    .text = "",
    .needs = LP_ARG_IMAGES,
    .needs_value = "files" },
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("_Weights file"),
    .blurb =
      N_ ("File to write the trained network to; empty: it only becomes the current "
          "network."),
    FILE_SAVE,
    .file_name = "weights.safetensors" },
  { .name = LP_ARG_START,
    .nick = N_ ("S_tart from"),
    .blurb = N_ ("Weights file to go on from; empty: a fresh network."),
    FILE_OPEN },
  { .name = LP_ARG_RESUME,
    .nick = N_ ("Res_ume an interrupted training"),
    .blurb =
      N_ ("Take up the checkpoint that an interrupted training of the same weights file "
          "left behind."),
    BOOL (FALSE) },
  { .name = LP_ARG_NETWORK,
    .nick = N_ ("Networ_k"),
    .blurb =
      N_ ("The multi-task network learns from all three kinds of marks; the single-task "
          "network, a plain U-net, and the densely connected MDU-Net learn from one."),
    CHOICE (networks, "multi-task"),
    .advanced = TRUE },
  { .name = LP_ARG_TASK,
    .nick = N_ ("Sin_gle task learns"),
    .blurb = N_ ("What a single-task network or MDU-Net learns from."),
    CHOICE (single_tasks, "segmentation"),
    .advanced = TRUE,
    .needs = LP_ARG_NETWORK,
    .needs_value = "single-task,mdu-net" },
  { .name = LP_ARG_LABELS,
    .nick = N_ ("Masks"),
    .blurb = N_ (
      "What images with detection marks and without masks teach of masks: nothing; "
      "that marked pixels lie in them and pixels out of reach of all marks do not; or "
      "masks that grow from the marks, as Grow Masks makes them. No layer changes."),
    CHOICE (label_sources, "painted"),
    .advanced = TRUE },
  { .name = LP_ARG_WIDTH,
    .nick = N_ ("Width"),
    .blurb = N_ ("Channels of the network's first level; 64 is the classic U-net."),
    INT (1, 256, 16),
    .advanced = TRUE },
  { .name = LP_ARG_LEVELS,
    .nick = N_ ("Le_vels"),
    .blurb = N_ ("Resolutions that the network looks at."),
    INT (2, 8, 6),
    .advanced = TRUE },
  { .name = LP_ARG_BLOCKS,
    .nick = N_ ("Multi-task _blocks"),
    .blurb =
      N_ ("Multi-task blocks of the decoder, at most one less than there are levels."),
    INT (1, 7, 4),
    .advanced = TRUE,
    .needs = LP_ARG_NETWORK,
    .needs_value = "multi-task" },
  { .name = LP_ARG_PATCH,
    .nick = N_ ("_Patch side"),
    .blurb = N_ ("Side of the square patches in pixels, a multiple of 2 to the power of "
                 "levels - 1."),
    INT (16, 1024, 256),
    .advanced = TRUE },
  { .name = LP_ARG_BATCH,
    .nick = N_ ("Batch si_ze"),
    .blurb = N_ ("Patches an iteration."),
    INT (1, 256, 4),
    .advanced = TRUE },
  { .name = LP_ARG_ITERATIONS,
    .nick = N_ ("_Iterations (0: no limit)"),
    .blurb = N_ ("Iterations at most; 0: no limit."),
    INT (0, 1000000, 1000) },
  { .name = LP_ARG_MINUTES,
    .nick = N_ ("_Minutes (0: no limit)"),
    .blurb = N_ ("Minutes at most; 0: no limit."),
    FLOAT (0, 10000, 0) },
  { .name = LP_ARG_LEARNING_RATE,
    .nick = N_ ("L_earning rate"),
    .blurb = N_ ("Step size of Adam."),
    FLOAT (1e-7, 1, 0.004),
    .advanced = TRUE },
  { .name = LP_ARG_SCHEDULE,
    .nick = N_ ("R_ate schedule"),
    .blurb = N_ ("How the learning rate changes over the training."),
    CHOICE (schedules, "cosine"),
    .advanced = TRUE },
  { .name = LP_ARG_DETECTION_WEIGHT,
    .nick = N_ ("Weight of detection"),
    .blurb = N_ ("Weight of the detection task in the loss."),
    FLOAT (0, 100, 1),
    .advanced = TRUE },
  { .name = LP_ARG_SEPARATION_WEIGHT,
    .nick = N_ ("Weight of separation"),
    .blurb = N_ ("Weight of the separation task in the loss."),
    FLOAT (0, 100, 1),
    .advanced = TRUE },
  { .name = LP_ARG_SEGMENTATION_WEIGHT,
    .nick = N_ ("Weight of segmentation"),
    .blurb = N_ ("Weight of the segmentation task in the loss."),
    FLOAT (0, 100, 1),
    .advanced = TRUE },
  { .name = LP_ARG_INTERFACE_WEIGHT,
    .nick = N_ ("Weight of interfaces"),
    .blurb = N_ (
      "Weight of interface pixels, which are few, within the separation task; 1: as any "
      "other pixel."),
    FLOAT (0.01, 1000, 8),
    .advanced = TRUE },
  { .name = LP_ARG_MASKED_SHARE,
    .nick = N_ ("Share of masked images"),
    .blurb =
      N_ ("Share of each batch that is drawn from images with segmentation masks."),
    FLOAT (0, 1, 0.5),
    .advanced = TRUE },
  { .name = LP_ARG_VALIDATION_SHARE,
    .nick = N_ ("Share for validation"),
    .blurb = N_ ("Share of the images that is held out to choose the best weights."),
    FLOAT (0, 0.9, 0.2),
    .advanced = TRUE },
  { .name = LP_ARG_AUGMENT,
    .nick = N_ ("Turn, scale and flip patches (augment)"),
    .blurb = N_ ("Vary the patches by rotation, scale, flips, brightness and contrast."),
    BOOL (TRUE),
    .advanced = TRUE },
  { .name = LP_ARG_SEED,
    .nick = N_ ("Random seed"),
    .blurb = N_ ("The same seed and number of threads give the same network."),
    INT (0, 2147483647, 1),
    .advanced = TRUE },
  { .name = LP_ARG_THREADS,
    .nick = N_ ("Threads (0: all)"),
    .blurb = N_ ("Processors to use; 0: all of them."),
    INT (0, 256, 0),
    .advanced = TRUE },
};

static const LpArgumentSpec train_returns[] = {
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("Weights"),
    .blurb = N_ ("The file that the network was written to."),
    STRING ("") },
  { .name = LP_ARG_ITERATIONS,
    .nick = N_ ("Iterations"),
    .blurb = N_ ("Iterations done."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_LOSS,
    .nick = N_ ("Loss"),
    .blurb = N_ ("Mean loss of the last iterations."),
    FLOAT (0, G_MAXDOUBLE, 0) },
  { .name = LP_RETURN_DICE,
    .nick = N_ ("Dice"),
    .blurb = N_ ("Dice of the held-out images; -1 when no validation was possible."),
    FLOAT (-1, 1, -1) },
};

const LpProcedureSpec lp_spec_train = {
  .name = "plug-in-lazy-labels-train",
  .menu_label = N_ ("_Train..."),
  .blurb = N_ ("Train a network on painted marks."),
  .help =
    N_ ("Learns from the marks on one image, on all open images or on XCF files. The "
        "result becomes the current network and is written to a weights file if one is "
        "given. A checkpoint beside the weights file lets an interrupted training go on. "
        "A selection restricts training to its pixels."),
  .on_image = TRUE,
  .arguments = train_arguments,
  .n_arguments = G_N_ELEMENTS (train_arguments),
  .returns = train_returns,
  .n_returns = G_N_ELEMENTS (train_returns)
};
