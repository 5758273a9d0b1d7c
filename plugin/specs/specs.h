/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rows of the table of procedures, a file each, and short words to write them with.
 * Texts that people read are marked by N_() and translated where they are shown.
 * Mnemonics: the dialogs themselves take C, D, H, L, O, R and S.
 */

#pragma once

#include <glib/gi18n-lib.h>

#include "procedures.h"

#define INT(min_, max_, value_) \
  .type = LL_ARGUMENT_INT, .min = (min_), .max = (max_), .number = (value_)
#define FLOAT(min_, max_, value_) \
  .type = LL_ARGUMENT_FLOAT, .min = (min_), .max = (max_), .number = (value_)
#define BOOL(value_)    .type = LL_ARGUMENT_BOOL, .min = 0, .max = 1, .number = (value_)
#define STRING(value_)  .type = LL_ARGUMENT_STRING, .text = (value_)
#define CLASSES(value_) .type = LL_ARGUMENT_CLASSES, .text = (value_)
#define CHOICE(list_, value_) \
  .type = LL_ARGUMENT_CHOICE, .choices = (list_), .text = (value_)
#define FILE_OPEN   .type = LL_ARGUMENT_FILE_OPEN, .text = ""
#define FILE_SAVE   .type = LL_ARGUMENT_FILE_SAVE, .text = ""
#define FILE_APPEND .type = LL_ARGUMENT_FILE_APPEND, .text = ""
#define LAYER       .type = LL_ARGUMENT_LAYER, .number = -1
#define IMAGE       .type = LL_ARGUMENT_IMAGE, .number = -1

/* Of what measures objects; in the order of LlFoundIn, LlSplit and LlEdgeObjects. */
extern const LlChoice ll_choices_found_in[];
extern const LlChoice ll_choices_splits[];
extern const LlChoice ll_choices_edge_objects[];
extern const LlChoice ll_choices_scales[];

extern const LlProcedureSpec ll_spec_annotate;
extern const LlProcedureSpec ll_spec_panel;
extern const LlProcedureSpec ll_spec_grow_masks;
extern const LlProcedureSpec ll_spec_train;
extern const LlProcedureSpec ll_spec_predict;
extern const LlProcedureSpec ll_spec_measure;
extern const LlProcedureSpec ll_spec_figure;
extern const LlProcedureSpec ll_spec_compare;
extern const LlProcedureSpec ll_spec_evaluate;
extern const LlProcedureSpec ll_spec_load_weights;
extern const LlProcedureSpec ll_spec_save_weights;
