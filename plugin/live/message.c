/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/message.h"

LpLiveMessage *
lp_live_message_new (LpLiveKind kind, gint32 image)
{
  LpLiveMessage *message = g_new0 (LpLiveMessage, 1);

  message->kind = kind;
  message->image = image;

  return message;
}

void
lp_live_message_free (LpLiveMessage *message)
{
  g_free (message->name);
  ll_image_free (message->pixels);
  g_free (message->absent);
  lp_live_patch_free (message->patch);
  g_free (message);
}
