/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/specs/specs.h"

const LpChoice lp_choices_sources[] = {
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
  { "painted", N_ ("Painted masks only") },
  { "certain", N_ ("Painted masks, and pixels that marks determine") },
  { "pseudo", N_ ("Masks grown from marks (pseudo labels)") },
  { NULL, NULL },
};

static const LpChoice schedules[] = {
  { "cosine", N_ ("Cosine decay to zero") },
  { "constant", N_ ("Constant") },
  { NULL, NULL },
};

static const LpArgumentSpec train_arguments[] = {
  { .name = LP_ARG_IMAGES,
    .nick = N_ ("Lear_n from"),
    .blurb = N_ ("Images that the network learns from: this one, all open images with "
                 "marks, or the XCF files named below."),
    CHOICE (lp_choices_sources, "current") },
  { .name = LP_ARG_FILES,
    .nick = N_ ("_Files"),
    .blurb = N_ ("Folder of XCF files, or paths of files, one per line. They count where "
                 "the network learns from XCF files."),
    .type = LP_ARGUMENT_FILES,
    .text = "",
    .needs = LP_ARG_IMAGES,
    .needs_value = "files" },
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("Sa_ve network as"),
    .blurb = N_ ("File to write the trained network to. If empty, it only becomes the "
                 "current network, which the next training replaces."),
    FILE_SAVE,
    .file_name = "weights.safetensors",
    .replaces = LP_ARG_START },
  { .name = LP_ARG_NEW,
    .nick = N_ ("Begin with a new network"),
    .blurb =
      N_ ("Begin with a network that knows nothing, instead of the starting network, "
          "which knows many kinds of micrographs from generated pictures and needs a "
          "fraction of the time. A network whose kind, width, levels or blocks are "
          "given is a new one in any case."),
    BOOL (FALSE),
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_START,
    .nick = N_ ("Con_tinue from network"),
    .blurb = N_ ("Weights file of a network that learns on, whose size it keeps. If "
                 "empty, the training begins as chosen above."),
    FILE_OPEN },
  { .name = LP_ARG_RESUME,
    .nick = N_ ("Res_ume an interrupted training"),
    .blurb = N_ ("Go on from the checkpoint that an interrupted training left beside the "
                 "weights file. The window before the training offers this as well."),
    BOOL (FALSE) },
  { .name = LP_ARG_PAPER,
    .nick = N_ ("Train as in the paper"),
    .blurb =
      N_ ("Take the recipe of the paper, whatever else is set here: a new multi-task "
          "network, painted masks alone, 16 patches per iteration and a small "
          "constant learning rate. It takes hours."),
    BOOL (FALSE),
    .advanced = TRUE },
  { .name = LP_ARG_NETWORK,
    .nick = N_ ("_Kind of network"),
    .blurb = N_ ("The multi-task network learns from all three kinds of marks; the "
                 "single-task network, a plain U-net, and the densely connected MDU-Net "
                 "learn from one kind."),
    CHOICE (networks, "multi-task"),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_TASK,
    .nick = N_ ("Single task learns from"),
    .blurb = N_ ("Kind of marks that a single-task network or MDU-Net learns from."),
    CHOICE (single_tasks, "segmentation"),
    .advanced = TRUE,
    .needs = LP_ARG_NETWORK,
    .needs_value = "single-task,mdu-net" },
  { .name = LP_ARG_LABELS,
    .nick = N_ ("Learn masks from"),
    .blurb = N_ ("What the segmentation task learns from images that have detection "
                 "marks but no masks: nothing; that marked pixels are objects and "
                 "pixels out of reach of all marks are not; or masks grown from the "
                 "marks as by Grow Masks. No layer is changed."),
    CHOICE (label_sources, "certain"),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_WIDTH,
    .nick = N_ ("Width (0: automatic)"),
    .blurb = N_ ("Number of channels on the network's first level; a larger value "
                 "can learn more but is slower and needs more memory. The classic "
                 "U-net has 64. 0 takes the starting network's, or 16."),
    INT (0, 256, 0),
    .advanced = TRUE },
  { .name = LP_ARG_LEVELS,
    .nick = N_ ("L_evels (0: automatic)"),
    .blurb = N_ ("Number of resolution levels, 2 or more; a larger value sees more of "
                 "the surroundings, about twice as far with each level, but needs more "
                 "memory. 0 takes the starting network's, or as many as fit the "
                 "patches, 6 at most."),
    INT (0, 8, 0),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_BLOCKS,
    .nick = N_ ("Multi-task _blocks (0: automatic)"),
    .blurb =
      N_ ("Number of multi-task blocks in the decoder, at most one less than there "
          "are levels; a larger value gives each task more of a decoder of its "
          "own, with a smaller one the tasks share more. 0 takes the starting network's, "
          "or 4."),
    INT (0, 7, 0),
    .advanced = TRUE,
    .needs = LP_ARG_NETWORK,
    .needs_value = "multi-task" },
  { .name = LP_ARG_PATCH,
    .nick = N_ ("_Patch side (0: automatic)"),
    .blurb = N_ ("Side in pixels of the square parts that the network learns from at a "
                 "time, a multiple of 32 with 6 levels, 16 with 5 and so on; a larger "
                 "patch shows more of the surroundings but is slower and needs more "
                 "memory. 0 takes 256, or less if the images are smaller."),
    INT (0, 1024, 0),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_RESCALE,
    .nick = N_ ("Scale images by object size"),
    .blurb = N_ ("Let the network see images at a scale at which their objects have the "
                 "size that it knows; a new network sees large objects smaller, so that "
                 "a patch shows more of them. Otherwise it sees images as they are."),
    BOOL (TRUE),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_DIAMETER,
    .nick = N_ ("Object diameter (px, 0: automatic)"),
    .blurb = N_ ("Typical diameter of objects in pixels; 0 takes that of the painted "
                 "ones."),
    FLOAT (0, 100000, 0),
    .advanced = TRUE,
    .needs = LP_ARG_RESCALE,
    .needs_value = "1" },
  { .name = LP_ARG_SAME_BRIGHTNESS,
    .nick = N_ ("Same brightness in all images"),
    .blurb = N_ ("Let brightness mean the same in all images, even if they differ much. "
                 "Otherwise a new network then takes the darkest and brightest pixels of "
                 "each image as equal to those of the others."),
    BOOL (FALSE),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_BATCH,
    .nick = N_ ("Batch size"),
    .blurb = N_ ("Number of patches per iteration; a larger value gives steadier steps "
                 "but slower iterations, and needs more memory."),
    INT (1, 256, 4),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_ITERATIONS,
    .nick = N_ ("_Iterations (0: no limit)"),
    .blurb = TEXT_ITERATIONS_HELP,
    INT (0, 1000000, 1000) },
  { .name = LP_ARG_MINUTES,
    .nick = N_ ("_Minutes (0: no limit)"),
    .blurb = TEXT_MINUTES_HELP,
    FLOAT (0, 10000, 0) },
  { .name = LP_ARG_LEARNING_RATE,
    .nick = N_ ("Learning rate"),
    .blurb = N_ ("Step size of the Adam optimizer; a larger value learns faster but "
                 "can diverge."),
    FLOAT (1e-7, 1, 0.004),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_SCHEDULE,
    .nick = N_ ("Rate schedule"),
    .blurb = N_ ("Cosine decay lowers the learning rate to zero towards the end of the "
                 "training; a constant rate never settles, but suits a training that is "
                 "stopped by hand."),
    CHOICE (schedules, "cosine"),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_DETECTION_WEIGHT,
    .nick = N_ ("Weight of detection"),
    .blurb = N_ ("Weight of the detection task in the loss; a larger value favours "
                 "it over the other tasks, 0 turns it off."),
    FLOAT (0, 100, 1),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_SEPARATION_WEIGHT,
    .nick = N_ ("Weight of separation"),
    .blurb = N_ ("Weight of the separation task in the loss; a larger value favours "
                 "it over the other tasks, 0 turns it off."),
    FLOAT (0, 100, 1),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_SEGMENTATION_WEIGHT,
    .nick = N_ ("Weight of segmentation"),
    .blurb = N_ ("Weight of the segmentation task in the loss; a larger value "
                 "favours it over the other tasks, 0 turns it off."),
    FLOAT (0, 100, 1),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_INTERFACE_WEIGHT,
    .nick = N_ ("Weight of interfaces"),
    .blurb = N_ ("Weight of the rare interface pixels within the separation task; a "
                 "larger value finds more interfaces, including false ones, and 1 "
                 "weights all pixels alike."),
    FLOAT (0.01, 1000, 8),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_MASKED_SHARE,
    .nick = N_ ("Share of masked images"),
    .blurb = N_ ("Share of each batch drawn from images with segmentation masks; a "
                 "larger value learns more from masks and less from the other "
                 "images."),
    FLOAT (0, 1, 0.25),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_VALIDATION_SHARE,
    .nick = N_ ("Share for validation"),
    .blurb = N_ ("Share of the images in the held-out set, which chooses the best "
                 "weights; a larger value judges them more reliably but leaves fewer "
                 "images to learn from."),
    FLOAT (0, 0.9, 0.2),
    .advanced = TRUE },
  { .name = LP_ARG_AUGMENT,
    .nick = N_ ("Augment patches (rotate, scale, flip)"),
    .blurb = N_ ("Vary the patches at random by rotation, scale, flips, brightness "
                 "and contrast."),
    BOOL (TRUE),
    .advanced = TRUE,
    .needs = LP_ARG_PAPER,
    .needs_value = "0" },
  { .name = LP_ARG_SEED,
    .nick = N_ ("Random seed"),
    .blurb =
      N_ ("Seed of the random numbers; another value gives another network that is "
          "about as good. The same seed and number of threads give the same "
          "network."),
    INT (0, 2147483647, 1),
    .advanced = TRUE },
  { .name = LP_ARG_THREADS,
    .nick = N_ ("Threads (0: all)"),
    .blurb = N_ ("Number of processor threads to use; a larger number is faster, up to "
                 "the number of processors. 0 uses all of them, so that the same seed "
                 "gives another network where their number differs."),
    INT (0, 256, 0),
    .advanced = TRUE },
  { .name = LP_ARG_LESS_MEMORY,
    .nick = N_ ("Less memory"),
    .blurb =
      N_ ("Round what a step keeps to numbers of half the size, which takes about a "
          "quarter less memory and a little more time. Another network comes out, "
          "about as good."),
    BOOL (FALSE),
    .advanced = TRUE },
};

static const LpArgumentSpec train_returns[] = {
  { .name = LP_ARG_WEIGHTS,
    .nick = N_ ("Weights"),
    .blurb = N_ ("File that the network was written to."),
    STRING ("") },
  { .name = LP_ARG_ITERATIONS,
    .nick = N_ ("Iterations"),
    .blurb = N_ ("Number of iterations done."),
    INT (0, 2147483647, 0) },
  { .name = LP_RETURN_LOSS,
    .nick = N_ ("Loss"),
    .blurb = N_ ("Mean loss over the last iterations."),
    FLOAT (0, G_MAXDOUBLE, 0) },
  { .name = LP_RETURN_DICE,
    .nick = N_ ("Dice"),
    .blurb = N_ ("Dice on the held-out set; -1 if no validation was possible."),
    FLOAT (-1, 1, -1) },
};

const LpProcedureSpec lp_spec_train = {
  .name = "plug-in-lazy-labels-train",
  .menu_label = N_ ("1 _Train..."),
  .menu = LP_MENU_NETWORK,
  .accept = N_ ("Ne_xt"),
  .blurb = N_ ("Train a network on painted marks."),
  .help = N_ ("Trains on the marks of one image, of all open images or of XCF "
              "files. The result becomes the current network and is also written "
              "to a weights file if one is given. A checkpoint beside the weights "
              "file lets an interrupted training be resumed. A selection "
              "restricts training to its pixels."),
  .on_image = TRUE,
  .arguments = train_arguments,
  .n_arguments = G_N_ELEMENTS (train_arguments),
  .returns = train_returns,
  .n_returns = G_N_ELEMENTS (train_returns)
};
