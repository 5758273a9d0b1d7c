/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The insides of a study, for study.c and look.c. */

#pragma once

#include "live/paint.h"
#include "live/study.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 id;
  LlSample *sample; /* its image has three channels until the network is there */
  gboolean grey;
  LlNormalisation own;
  LpLivePaint *paint;
  gboolean stale; /* the labels are not those of the paint */
  gboolean sparse;
  gint64 filled;   /* when they were made, and ...         */
  gint64 duration; /* how long that took, microseconds     */
} LpLiveImage;

struct _LpLiveStudy
{
  LlClasses *classes;
  gchar *earlier;
  gchar *current;
  LpLiveBegin begin;
  GPtrArray *images;  /* element-type LpLiveImage             */
  GArray *recent;     /* LlTrainPlace, whose sample is the number of its image */
  GPtrArray *samples; /* of the images, for the trainer */
  LlTrainer *trainer; /* NULL: none runs                */
  LlNetwork *seen;    /* of the last look               */
  gboolean changed;   /* places have                    */
  guint64 seed;
};

/* Returns: (nullable): the image of that number; @index: (out) (optional): where it stands. */
LpLiveImage *lp_live_study_find (const LpLiveStudy *study, gint32 id, guint *index);

G_END_DECLS
