/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the commands of `lazy-labels` are, and what a call of one is given.  Options that a
 * procedure of the plug-in has as well are those of its spec: same name, range and default.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/arguments.h"

G_BEGIN_DECLS

#define LC_ERROR (lc_error_quark ())

typedef enum
{
  LC_ERROR_USAGE, /* what was typed can't be meant: exit code 2 */
  LC_ERROR_FILES  /* files that can't be used                   */
} LcError;

GQuark lc_error_quark (void);

/* Exit codes. */
#define LC_EXIT_DONE   0
#define LC_EXIT_FAILED 1 /* some files, or the whole of it */
#define LC_EXIT_USAGE  2

typedef struct _LcReport LcReport;

/* A call of a command. */
typedef struct
{
  const LpArguments *in;
  gchar **paths; /* what stands besides options, NULL-terminated */
  LcReport *report;
} LcCall;

/* Options that are taken over from the spec of a procedure. */
typedef struct
{
  const LpProcedureSpec *spec;
  const gchar *const *names; /* of its arguments, NULL-terminated */
} LcTaken;

typedef struct
{
  const gchar *name;
  const gchar *usage;        /* what stands besides options */
  const gchar *blurb;        /* one sentence */
  const gchar *help;         /* paragraphs, separated by a line break */
  const LpArgumentSpec *own; /* options that no procedure has */
  gint n_own;
  const LcTaken *taken;       /* the last one has no spec */
  gint (*run) (LcCall *call); /* returns the exit code */
} LcCommand;

/* All commands, the last one without a name. */
extern const LcCommand *const lc_commands[];

extern const LcCommand lc_command_train;
extern const LcCommand lc_command_segment;
extern const LcCommand lc_command_measure;
extern const LcCommand lc_command_evaluate;
extern const LcCommand lc_command_export;
extern const LcCommand lc_command_info;

/* Arguments whose names no procedure has. */
#define LC_ARG_AVERAGE_EVERY "average-every"
#define LC_ARG_SYNCHRONISE   "synchronise"
#define LC_ARG_JOBS          "jobs"
#define LC_ARG_JSON          "json"
#define LC_ARG_OUTPUT        "output"
#define LC_ARG_QUIET         "quiet"
#define LC_ARG_SAMPLES       "samples"
#define LC_ARG_WRITE         "write"

/* Options that several commands have. */
#define LC_OPTION_JSON                                                  \
  {                                                                     \
    .name = LC_ARG_JSON,                                                \
    .blurb = "Print one line of JSON per file to the standard output.", \
    .type = LP_ARGUMENT_BOOL, .max = 1                                  \
  }
#define LC_OPTION_QUIET                                                               \
  {                                                                                   \
    .name = LC_ARG_QUIET, .blurb = "Print errors alone: neither progress nor notes.", \
    .type = LP_ARGUMENT_BOOL, .max = 1                                                \
  }
#define LC_OPTION_JOBS                                                                 \
  {                                                                                    \
    .name = LC_ARG_JOBS,                                                               \
    .blurb = "Number of files that are worked on at once, each with its share of the " \
             "threads; a larger number is faster where images are small, and needs "   \
             "more memory. 0 takes one per processor.",                                \
    .type = LP_ARGUMENT_INT, .min = 0, .max = 256, .number = 1                         \
  }

G_END_DECLS
