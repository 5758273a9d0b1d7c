/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP.  Images and layers are ids, texts are UTF-8, and nothing here belongs
 * to one version of GIMP: gimp2/ and gimp3/ implement it, and a plug-in is built with one
 * of them.  To support another GIMP, implement this header, what it includes and
 * host/toolkit.h in a folder beside them.
 *
 * Everything here must be called from the main thread, because libgimp talks to GIMP
 * through a single pipe.
 */

#pragma once

#include <gegl.h>
#include <gio/gio.h>

#include "host/images.h"
#include "host/layers.h"
#include "host/paths.h"

G_BEGIN_DECLS

#define LP_HOST_ERROR (lp_host_error_quark ())

typedef enum
{
  LP_HOST_ERROR_FAILED,   /* GIMP refused an operation              */
  LP_HOST_ERROR_NOT_FOUND /* an image, layer or file is not there   */
} LpHostError;

GQuark lp_host_error_quark (void);

/* The plug-in itself */

/* Folder of the message catalogues beside the program; GIMP 3 looks for this name. */
#define LP_HOST_TRANSLATIONS "locale"

/* Folder of the pages of help beside the program. */
#define LP_HOST_HELP "help"

/**
 * lp_host_init:
 * @program: path of the plug-in's executable
 *
 * Remembers where the program lies.  Its icons and catalogues lie beside it, so that a
 * plug-in that was copied elsewhere keeps them.  GEGL will load no operations.  Must be called
 * before anything else.
 */
void lp_host_init (const gchar *program);

/**
 * lp_host_get_data:
 * @name: of a file or folder beside the program
 *
 * Returns: (transfer full): the path of @name.
 */
gchar *lp_host_get_data (const gchar *name);

/**
 * lp_host_run_script:
 * @code: in Scheme
 * @error: return location for an error
 *
 * Lets Script-Fu evaluate @code; GIMP's scripts are loaded there.
 *
 * Returns: whether it ran to its end.
 */
gboolean lp_host_run_script (const gchar *code, GError **error);

/**
 * lp_host_get_icon:
 * @procedure: the name of a procedure
 *
 * Returns: (transfer full): the path of its icon.
 */
gchar *lp_host_get_icon (const gchar *procedure);

/* What GIMP shows, and what a person has chosen there */

void lp_host_progress_start (const gchar *text);
void lp_host_progress_update (gdouble fraction, const gchar *text);
void lp_host_progress_end (void);

/**
 * lp_host_offer_colours:
 * @palette: name of the palette, which is made or replaced
 * @names: of the colours
 * @colours: non-linear sRGB, 8 bits per channel
 * @n_colours: how many, at least one
 *
 * Makes a palette of the colours, selects it, and sets the foreground to the first colour,
 * so that the person can paint with them at once.
 */
void lp_host_offer_colours (const gchar *palette,
                            const gchar *const *names,
                            const guint8 (*colours)[3],
                            gint n_colours);

/**
 * lp_host_set_foreground:
 * @rgb: non-linear sRGB, 8 bits per channel
 *
 * Sets the colour of the person's next stroke.  No procedure of GIMP changes the tool.
 */
void lp_host_set_foreground (const guint8 rgb[3]);
void lp_host_get_foreground (guint8 rgb[3]);

/**
 * lp_host_set_brush:
 * @name: of the brush, which is made or replaced
 * @diameter: in pixels
 *
 * Makes a round, hard brush and selects it.  The tools of GIMP take over its size, as long as
 * they link their size to that of the brush, which they do unless a person says otherwise.
 */
void lp_host_set_brush (const gchar *name, gdouble diameter);

/* Texts that GIMP keeps until it is closed, for all plug-ins to read; %NULL removes one. */
gchar *lp_host_get_session_text (const gchar *key);
void lp_host_set_session_text (const gchar *key, const gchar *text);

/* Shows a message to the person, wherever GIMP shows messages. */
void lp_host_show_message (const gchar *text);

/* Shows changes at once, although the procedure has not ended. */
void lp_host_update_displays (void);

/**
 * lp_host_get_folder:
 *
 * Returns: (transfer none): the folder of the person's GIMP profile.
 */
const gchar *lp_host_get_folder (void);

G_END_DECLS
