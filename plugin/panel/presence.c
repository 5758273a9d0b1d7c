/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* GIMP keeps a text for all plug-ins: the process of the window, and the image to show.  A
 * window that was killed leaves its text behind, so the process is looked for.
 */

#include "panel/presence.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "host/host.h"

#define KEY "lazy-labels-panel"

static gboolean
read_text (gint *process, gint32 *image)
{
  g_autofree gchar *text = lp_host_get_session_text (KEY);

  return text && sscanf (text, "%d %d", process, image) == 2;
}

static void
write_text (gint process, gint32 image)
{
  g_autofree gchar *text = g_strdup_printf ("%d %d", process, image);

  lp_host_set_session_text (KEY, text);
}

gboolean
lp_presence_hand_over (gint32 image)
{
  gint process;
  gint32 shown;

  if (!read_text (&process, &shown) || process == getpid () || kill (process, 0) != 0)
    return FALSE;

  write_text (process, image);

  return TRUE;
}

void
lp_presence_set (gint32 image)
{
  write_text (getpid (), image);
}

void
lp_presence_clear (void)
{
  if (lp_presence_get_wanted () >= 0)
    lp_host_set_session_text (KEY, NULL);
}

gint32
lp_presence_get_wanted (void)
{
  gint process;
  gint32 image;

  return read_text (&process, &image) && process == getpid () ? image : -1;
}
