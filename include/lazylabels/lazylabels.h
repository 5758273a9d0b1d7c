/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Everything that the engine offers. */

#pragma once

#include "lazylabels/append-file.h"
#include "lazylabels/augmentation.h"
#include "lazylabels/classes.h"
#include "lazylabels/colour.h"
#include "lazylabels/comparison.h"
#include "lazylabels/csv.h"
#include "lazylabels/doubt.h"
#include "lazylabels/error.h"
#include "lazylabels/exchange.h"
#include "lazylabels/file-identity.h"
#include "lazylabels/grow.h"
#include "lazylabels/image.h"
#include "lazylabels/instances.h"
#include "lazylabels/measure.h"
#include "lazylabels/memory.h"
#include "lazylabels/network-export.h"
#include "lazylabels/network.h"
#include "lazylabels/normalisation.h"
#include "lazylabels/objects.h"
#include "lazylabels/outlines.h"
#include "lazylabels/paint.h"
#include "lazylabels/part-file.h"
#include "lazylabels/patches.h"
#include "lazylabels/path-lock.h"
#include "lazylabels/predictor.h"
#include "lazylabels/priority.h"
#include "lazylabels/progress.h"
#include "lazylabels/sample.h"
#include "lazylabels/scores.h"
#include "lazylabels/table.h"
#include "lazylabels/task.h"
#include "lazylabels/trainer.h"
#include "lazylabels/weights.h"
