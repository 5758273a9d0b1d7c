/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a procedure is given and what it may leave, whatever started it. */

#pragma once

#include "arguments.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 image;    /* -1 for procedures without one     */
  gint32 drawable; /* likewise                          */
  gboolean interactive;
  const LlArguments *in;
  LlArguments *out;
  GString *notes; /* what the person should know after */
} LlCall;

/**
 * LlRunFunc:
 * @call: arguments in, return values and notes out
 * @error: return location for an error
 *
 * Returns: whether the procedure did what it promises.
 */
typedef gboolean (*LlRunFunc) (LlCall *call, GError **error);

/**
 * ll_run_find:
 * @name: a procedure's name
 *
 * Returns: (nullable): what runs it.
 */
LlRunFunc ll_run_find (const gchar *name);

/**
 * ll_run_prepare:
 * @name: a procedure's name
 * @image: the image of the call
 * @arguments: (inout): last values
 *
 * Puts what the image says in the place of last values, before a person sees them.
 */
void ll_run_prepare (const gchar *name, gint32 image, LlArguments *arguments);

/**
 * ll_call_note:
 * @format: one sentence, for printf()
 *
 * Tells the person something that is not an error: printed at once, and shown
 * when an interactive call is done.
 */
void ll_call_note (LlCall *call, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * ll_call_return_scores:
 * @loss: of a training, or NAN
 * @dice: on held back patches, or NAN
 *
 * Sets the return values of these names; 0 and -1 stand for NAN.
 */
void ll_call_return_scores (LlCall *call, gdouble loss, gdouble dice);

/**
 * ll_current_network_path:
 *
 * Returns: (transfer full): where the current network is kept.
 */
gchar *ll_current_network_path (void);

/**
 * ll_network_check_path:
 * @path: of a weights file, or of the current network
 * @error: return location for an error
 *
 * Returns: whether there is a file; a current network that is not there yet has a sentence
 *   of its own.
 */
gboolean ll_network_check_path (const gchar *path, GError **error);

/**
 * ll_network_name:
 *
 * Returns: (transfer full): the file's name without folder and ending.
 */
gchar *ll_network_name (const gchar *path);

/* One file each. */
gboolean ll_run_annotate (LlCall *call, GError **error);
void ll_prepare_annotate (gint32 image, LlArguments *arguments);
gboolean ll_run_panel (LlCall *call, GError **error);
gboolean ll_run_grow (LlCall *call, GError **error);
gboolean ll_run_train (LlCall *call, GError **error);
gboolean ll_run_predict (LlCall *call, GError **error);
gboolean ll_run_measure (LlCall *call, GError **error);
gboolean ll_run_figure (LlCall *call, GError **error);
gboolean ll_run_compare (LlCall *call, GError **error);
gboolean ll_run_evaluate (LlCall *call, GError **error);
gboolean ll_run_save_weights (LlCall *call, GError **error);
gboolean ll_run_load_weights (LlCall *call, GError **error);

G_END_DECLS
