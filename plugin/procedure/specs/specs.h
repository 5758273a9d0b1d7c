/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The specs of all procedures, one file per procedure, and macros to write them with.
 * Texts that people read are marked by N_() here and translated where they are shown.
 * The dialogs' own buttons use the mnemonics C, D, H, L, O, R and S.
 */

#pragma once

#include <glib/gi18n-lib.h>

#include "procedure/names.h"
#include "procedure/procedure.h"
#include "procedure/specs/texts.h"

#define INT(min_, max_, value_) \
  .type = LP_ARGUMENT_INT, .min = (min_), .max = (max_), .number = (value_)
#define FLOAT(min_, max_, value_) \
  .type = LP_ARGUMENT_FLOAT, .min = (min_), .max = (max_), .number = (value_)
#define BOOL(value_)    .type = LP_ARGUMENT_BOOL, .min = 0, .max = 1, .number = (value_)
#define STRING(value_)  .type = LP_ARGUMENT_STRING, .text = (value_)
#define CLASSES(value_) .type = LP_ARGUMENT_CLASSES, .text = (value_)
#define CHOICE(list_, value_) \
  .type = LP_ARGUMENT_CHOICE, .choices = (list_), .text = (value_)
#define WORDS(list_, value_) \
  .type = LP_ARGUMENT_WORDS, .choices = (list_), .text = (value_)
#define FILE_OPEN   .type = LP_ARGUMENT_FILE_OPEN, .text = ""
#define FILE_SAVE   .type = LP_ARGUMENT_FILE_SAVE, .text = ""
#define FILE_APPEND .type = LP_ARGUMENT_FILE_APPEND, .text = ""
#define FOLDER      .type = LP_ARGUMENT_FOLDER, .text = ""
#define LAYER       .type = LP_ARGUMENT_LAYER, .number = -1
#define IMAGE       .type = LP_ARGUMENT_IMAGE, .number = -1

/* Choices that several procedures share, in the order of LpFoundIn, LlSplit and
 * LlEdgeObjects.
 */
extern const LpChoice lp_choices_found_in[];
extern const LpChoice lp_choices_splits[];
extern const LpChoice lp_choices_edge_objects[];
extern const LpChoice lp_choices_scales[];
extern const LpChoice lp_choices_coverages[];
extern const LpChoice lp_choices_sources[];

/* Arguments that Measure and Figure share, but for their texts: what is found and measured
 * is the same unless a person says otherwise.  The defaults are those of
 * ll_measure_settings_init() and ll_object_settings_init().
 */
#define ARGUMENT_OBJECTS .name = LP_ARG_OBJECTS, CHOICE (lp_choices_found_in, "any")
#define ARGUMENT_SCALE   .name = LP_ARG_SCALE, CHOICE (lp_choices_scales, "image")
#define ARGUMENT_PIXEL_SIZE                                            \
  .name = LP_ARG_PIXEL_SIZE, FLOAT (0, 1e9, 1), .needs = LP_ARG_SCALE, \
  .needs_value = "pixel-size"
#define ARGUMENT_BAR_LENGTH                                              \
  .name = LP_ARG_BAR_LENGTH, FLOAT (0, 1e9, 100), .needs = LP_ARG_SCALE, \
  .needs_value = "bar"
#define ARGUMENT_UNIT                                        \
  .name = LP_ARG_UNIT, STRING ("um"), .needs = LP_ARG_SCALE, \
  .needs_value = "resolution,pixel-size,bar"
#define ARGUMENT_EDGE_OBJECTS                                              \
  .name = LP_ARG_EDGE_OBJECTS, CHOICE (lp_choices_edge_objects, "weight"), \
  .advanced = TRUE
#define ARGUMENT_SPLIT \
  .name = LP_ARG_SPLIT, CHOICE (lp_choices_splits, "network"), .advanced = TRUE
#define ARGUMENT_SMALLEST_OBJECT \
  .name = LP_ARG_SMALLEST_OBJECT, INT (1, 1000000, 20), .advanced = TRUE

extern const LpProcedureSpec lp_spec_annotate;
extern const LpProcedureSpec lp_spec_panel;
extern const LpProcedureSpec lp_spec_grow_masks;
extern const LpProcedureSpec lp_spec_import_labels;
extern const LpProcedureSpec lp_spec_mask_object;
extern const LpProcedureSpec lp_spec_accept;
extern const LpProcedureSpec lp_spec_reject;
extern const LpProcedureSpec lp_spec_split;
extern const LpProcedureSpec lp_spec_find_places;
extern const LpProcedureSpec lp_spec_export_samples;
extern const LpProcedureSpec lp_spec_train;
extern const LpProcedureSpec lp_spec_predict;
extern const LpProcedureSpec lp_spec_measure;
extern const LpProcedureSpec lp_spec_figure;
extern const LpProcedureSpec lp_spec_compare;
extern const LpProcedureSpec lp_spec_evaluate;
extern const LpProcedureSpec lp_spec_export_objects;
extern const LpProcedureSpec lp_spec_scale;
extern const LpProcedureSpec lp_spec_load_weights;
extern const LpProcedureSpec lp_spec_save_weights;
extern const LpProcedureSpec lp_spec_export_network;
extern const LpProcedureSpec lp_spec_grow_folder;
extern const LpProcedureSpec lp_spec_train_folder;
extern const LpProcedureSpec lp_spec_predict_folder;
extern const LpProcedureSpec lp_spec_measure_folder;
extern const LpProcedureSpec lp_spec_export_folder;
extern const LpProcedureSpec lp_spec_import_folder;
extern const LpProcedureSpec lp_spec_list_folder;
extern const LpProcedureSpec lp_spec_check_network;
extern const LpProcedureSpec lp_spec_open_file;
extern const LpProcedureSpec lp_spec_save_file;
