/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a running procedure is given and what it may return: the same for a person at a
 * dialog, a script in either GIMP, and another procedure.
 */

#pragma once

#include "procedure/arguments.h"

G_BEGIN_DECLS

typedef struct _LpCall LpCall;
typedef struct _LpFormExtra LpFormExtra; /* a widget: form/extra.h */

/**
 * LpRunFunc:
 * @call: arguments in, return values and notes out
 * @error: return location for an error
 *
 * Returns: whether the procedure did what it promises.
 */
typedef gboolean (*LpRunFunc) (LpCall *call, GError **error);

/**
 * LpPrepareFunc:
 * @image: the image of the call
 * @arguments: (inout): last values
 *
 * Replaces last-used values by what the image says, before the dialog shows them.
 */
typedef void (*LpPrepareFunc) (gint32 image, LpArguments *arguments);

/**
 * LpFormExtraFunc:
 * @image: of the call
 * @drawable: of the call
 *
 * Makes a widget that the dialog shows to the right of the form.
 *
 * Returns: (transfer full): the widget and its callbacks.
 */
typedef LpFormExtra *(*LpFormExtraFunc) (gint32 image, gint32 drawable);

/**
 * LpApartFunc:
 * @spec: of a procedure of this plug-in
 * @image: for the procedure
 * @drawable: for the procedure, or -1
 * @in: (nullable): its arguments; %NULL: it asks the person for them
 * @error: return location for its error; %G_IO_ERROR_CANCELLED without a text if the person
 *   has cancelled it
 *
 * Lets GIMP run a procedure in a process of its own, and waits for its end.  Another thread
 * may do so, as long as nothing else calls GIMP meanwhile.
 *
 * Returns: whether it did what it promises.
 */
typedef gboolean (*LpApartFunc) (const LpProcedureSpec *spec,
                                 gint32 image,
                                 gint32 drawable,
                                 const LpArguments *in,
                                 GError **error);

/* A row of the table of procedures. */
typedef struct
{
  const LpProcedureSpec *spec;
  LpRunFunc run;
  LpPrepareFunc prepare;      /* or NULL */
  LpFormExtraFunc make_extra; /* or NULL */
} LpProcedure;

struct _LpCall
{
  gint32 image;    /* -1 for a procedure that takes none     */
  gint32 drawable; /* -1 for a procedure that takes none     */
  gboolean interactive;
  const LpArguments *in;
  LpArguments *out;
  GString *notes;                /* shown to a person after the call       */
  GString *table;                /* likewise: see lp_call_add_row()        */
  const LpProcedure *procedures; /* the table, for lp_call_run_other()     */
  LpApartFunc run_apart;
};

/**
 * lp_call_note:
 * @format: one sentence, as for printf()
 *
 * Tells the person something that is not an error.  The sentence is printed at once and,
 * when the call is interactive, shown again at its end.
 */
void lp_call_note (LpCall *call, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/* The same for each line of @text. */
void lp_call_note_lines (LpCall *call, const gchar *text);

/**
 * lp_call_add_row:
 * @cells: (array zero-terminated=1): the cells of a row; the first row holds the headings
 *
 * Adds a row to the table that a person sees beside the notes when the call is interactive,
 * and can copy to a spreadsheet.
 */
void lp_call_add_row (LpCall *call, const gchar *const *cells);

/**
 * lp_call_return_scores:
 * @loss: of the training, or NAN
 * @dice: on held-out patches, or NAN
 *
 * Sets the return values "loss" and "dice"; 0 and -1 stand for NAN.
 */
void lp_call_return_scores (LpCall *call, gdouble loss, gdouble dice);

/**
 * lp_call_new_arguments:
 * @spec: of the procedure to call
 *
 * Returns: (transfer full): the defaults of its arguments, prepared for the image of
 *   @call.
 */
LpArguments *lp_call_new_arguments (const LpCall *call, const LpProcedureSpec *spec);

/**
 * lp_call_run_other:
 * @call: whose image, drawable and notes the other procedure gets
 * @spec: of the other procedure
 * @in: its arguments
 * @error: return location for an error
 *
 * Runs a procedure from within another, as if a person had called it.  Its return values
 * are discarded.
 *
 * Returns: whether it did what it promises.
 */
gboolean lp_call_run_other (const LpCall *call,
                            const LpProcedureSpec *spec,
                            const LpArguments *in,
                            GError **error);

G_END_DECLS
