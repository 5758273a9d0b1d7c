/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the main loop tells the thread that learns. */

#pragma once

#include "live/patch.h"

G_BEGIN_DECLS

typedef enum
{
  LP_LIVE_ADD,
  LP_LIVE_REMOVE,
  LP_LIVE_PAINT,
  LP_LIVE_COVERAGE,
  LP_LIVE_SHOW
} LpLiveKind;

typedef struct
{
  LpLiveKind kind;
  gint32 image;
  gchar *name; /* what follows is owned; NULL: it does not belong to the kind */
  LlImage *pixels;
  guint8 *absent;
  LpLivePatch *patch;
  LlCoverage coverage[LL_N_TASKS];
} LpLiveMessage;

LpLiveMessage *lp_live_message_new (LpLiveKind kind, gint32 image);
void lp_live_message_free (LpLiveMessage *message);

G_END_DECLS
