/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The procedures and their arguments: the one table that registration,
 * defaults, checks, dialogs and the printed reference are made from.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LP_ARGUMENT_INT,
  LP_ARGUMENT_FLOAT,
  LP_ARGUMENT_BOOL,
  LP_ARGUMENT_STRING,
  LP_ARGUMENT_CHOICE,      /* one word of a fixed list                         */
  LP_ARGUMENT_FILE_OPEN,   /* a path; empty: not given                         */
  LP_ARGUMENT_FILE_SAVE,   /* likewise                                         */
  LP_ARGUMENT_FILE_APPEND, /* likewise; what is there already stays          */
  LP_ARGUMENT_FILES,       /* a folder, or paths one a line                    */
  LP_ARGUMENT_CLASSES,     /* names, separated by commas                       */
  LP_ARGUMENT_LAYER,       /* a layer's id, or -1; only returned               */
  LP_ARGUMENT_IMAGE        /* an image's id, likewise                          */
} LpArgumentType;

typedef struct
{
  const gchar *word;  /* what callers pass            */
  const gchar *label; /* what a dialog shows          */
} LpChoice;

typedef struct
{
  const gchar *name; /* lower-case words with dashes            */
  const gchar *nick; /* the label in a dialog, with a mnemonic  */
  const gchar *blurb;
  LpArgumentType type;
  gdouble min;              /* of numbers                                    */
  gdouble max;              /* of numbers                                    */
  gdouble number;           /* default of numbers and booleans               */
  const gchar *text;        /* default of everything else                    */
  const LpChoice *choices;  /* of choices, ends with a NULL word             */
  gboolean advanced;        /* a dialog keeps it out of sight at first       */
  const gchar *file_name;   /* of a new file, for the file chooser           */
  const gchar *needs;       /* other arguments, separated by commas: one of  */
                            /* them must matter itself and have a value      */
  const gchar *needs_value; /* words, separated by commas, of which it is    */
                            /* one; NULL: on, or not empty                   */
  const gchar *part;        /* begins a part of the dialog with this heading */
  gint column;              /* of the part: 1, 2: left, right; 0: all of the */
                            /* width                                         */
  const gchar *within;      /* another argument, in whose field it lies      */
} LpArgumentSpec;

typedef struct
{
  const gchar *name;       /* in the procedure database                      */
  const gchar *menu_label; /* with a mnemonic                                */
  const gchar *blurb;      /* one sentence                                   */
  const gchar *help;
  gboolean on_image;               /* takes an image and a drawable, too             */
  const LpArgumentSpec *arguments; /* none: begins without a form          */
  gint n_arguments;
  const LpArgumentSpec *returns;
  gint n_returns;
} LpProcedureSpec;

/**
 * lp_procedure_specs_get:
 * @n_specs: (out): how many there are
 *
 * Returns: the specs of all procedures, in the order of the menu.
 */
const LpProcedureSpec *const *lp_procedure_specs_get (gint *n_specs);

G_END_DECLS
