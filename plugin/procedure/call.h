/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a procedure is given and what it may leave, whatever started it. */

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
 * Puts what the image says in the place of last values, before a person sees them.
 */
typedef void (*LpPrepareFunc) (gint32 image, LpArguments *arguments);

/**
 * LpFormExtraFunc:
 * @image: of the call
 * @drawable: of the call
 *
 * Returns: (transfer full): something to show beside the form.
 */
typedef LpFormExtra *(*LpFormExtraFunc) (gint32 image, gint32 drawable);

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
  gint32 image;    /* -1 for procedures without one     */
  gint32 drawable; /* likewise                          */
  gboolean interactive;
  const LpArguments *in;
  LpArguments *out;
  GString *notes;                /* what the person should know after */
  const LpProcedure *procedures; /* for lp_call_run_other()           */
};

/**
 * lp_call_note:
 * @format: one sentence, for printf()
 *
 * Tells the person something that is not an error: printed at once, and shown
 * when an interactive call is done.
 */
void lp_call_note (LpCall *call, const gchar *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * lp_call_return_scores:
 * @loss: of a training, or NAN
 * @dice: on held back patches, or NAN
 *
 * Sets the return values of these names; 0 and -1 stand for NAN.
 */
void lp_call_return_scores (LpCall *call, gdouble loss, gdouble dice);

/**
 * lp_call_new_arguments:
 * @spec: of another procedure
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
 * are dropped.
 *
 * Returns: whether it did what it promises.
 */
gboolean lp_call_run_other (const LpCall *call,
                            const LpProcedureSpec *spec,
                            const LpArguments *in,
                            GError **error);

G_END_DECLS
