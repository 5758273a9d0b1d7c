/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insides of a learner, for learner.c (the main loop) and learn.c (the thread). */

#pragma once

#include "live/learner.h"
#include "live/message.h"
#include "live/study.h"
#include "live/sweep.h"

G_BEGIN_DECLS

struct _LpLiveLearner
{
  GThread *thread;
  gchar *path;

  GMutex mutex; /* protects what follows, up to @error */
  GCond wake;
  GQueue mail; /* LpLiveMessage */
  gboolean quit;
  gboolean pause;
  GQueue pictures; /* LpLivePicture */
  LpLiveStatus status;
  GError *error;

  /* Used by the thread alone. */
  LpLiveStudy *study;
  LpLiveSweep sweep;
  gboolean images_changed;
  gboolean fresh; /* new paint has not been looked at */
  gint steps;     /* since the last look               */
  gint since;     /* steps since the last new paint    */
  gint64 paint;   /* when that was read                */
  gint64 seen;    /* likewise, of the last look        */
  gint64 slice;   /* when the training went on          */
  gint64 saved;
  gint unsaved; /* steps since then                  */
  gint earlier; /* steps of trainings that have ended */
  LlTrainProgress progress;
};

/* What the thread runs; @data: the learner. */
gpointer lp_live_learn (gpointer data);

G_END_DECLS
