/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a procedure is called, takes and returns.  Registration with GIMP, defaults, range
 * checks, dialogs and the printed reference are all made from these specs.
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
  LP_ARGUMENT_CHOICE,      /* one word of a fixed list                          */
  LP_ARGUMENT_WORDS,       /* any words of a fixed list, separated by commas    */
  LP_ARGUMENT_FILE_OPEN,   /* path of a file to read, or empty                  */
  LP_ARGUMENT_FILE_SAVE,   /* path of a file to write or replace, or empty      */
  LP_ARGUMENT_FILE_APPEND, /* path of a file that rows are added to, or empty   */
  LP_ARGUMENT_FOLDER,      /* path of a folder, or empty                        */
  LP_ARGUMENT_FILES,       /* a folder, or one path or URI per line             */
  LP_ARGUMENT_CLASSES,     /* names, separated by commas                        */
  LP_ARGUMENT_LAYER,       /* the id of a layer, or -1; return values only      */
  LP_ARGUMENT_IMAGE        /* the id of an image, or -1; return values only     */
} LpArgumentType;

typedef struct
{
  const gchar *word;  /* what scripts pass            */
  const gchar *label; /* what a dialog shows          */
} LpChoice;

typedef struct
{
  const gchar *name; /* lower-case words with dashes            */
  const gchar *nick; /* the label in a dialog, with a mnemonic  */
  const gchar *blurb;
  LpArgumentType type;
  gdouble min;              /* of a number                                   */
  gdouble max;              /* of a number                                   */
  gdouble number;           /* default of a number or boolean                */
  const gchar *text;        /* default of any other type                     */
  const LpChoice *choices;  /* of words; the last one has a NULL word        */
  gboolean advanced;        /* hidden below "Advanced" in the dialog         */
  const gchar *file_name;   /* that the file chooser suggests                */
  const gchar *needs;       /* names of arguments, separated by commas: this */
                            /* one is greyed out unless one of them is       */
                            /* sensitive itself and has one of needs_value   */
  const gchar *needs_value; /* words, separated by commas; NULL: any value   */
                            /* but 0 and the empty text                      */
  const gchar *part;        /* heading of the part that begins here          */
  gint column;              /* of that part: 1 left, 2 right, 0 full width   */
  const gchar *within;      /* the argument whose field shows this one, too  */
  const gchar *replaces;    /* the argument whose file this output may be    */
} LpArgumentSpec;

/* The submenus, in the order of work: procedure/menus.h. */
typedef enum
{
  LP_MENU_ANNOTATE,
  LP_MENU_NETWORK,
  LP_MENU_RESULTS,
  LP_MENU_FOLDERS,
  LP_N_MENUS
} LpMenu;

typedef struct
{
  const gchar *name;       /* in the procedure database            */
  const gchar *menu_label; /* with a mnemonic; NULL: scripts alone call it, */
                           /* and it never shows a dialog          */
  LpMenu menu;             /* where the label stands               */
  const gchar *accept;     /* the button OK, with a mnemonic; NULL: OK      */
  const gchar *blurb;      /* one sentence                         */
  const gchar *help;
  gboolean on_image;               /* takes an image and a drawable first  */
  gboolean at_once;                /* runs without its dialog, by the defaults of its
                                    * arguments, which scripts give                 */
  const LpArgumentSpec *arguments; /* none: runs without a dialog          */
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
