/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a run tells while it works: a bar on a terminal, a line per file, of JSON on request,
 * and at the end the files that failed.  Several threads may report.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "command.h"

G_BEGIN_DECLS

LcReport *lc_report_new (gboolean json, gboolean quiet);
void lc_report_free (LcReport *report);

gboolean lc_report_is_json (const LcReport *report);

/* Says how many files there are before the first is done. */
void lc_report_begin (LcReport *report, guint n_files);

/* Says how far the only file, or a training, is; @text may be NULL. */
void lc_report_show (LcReport *report,
                     gdouble fraction,
                     gdouble seconds_left,
                     const gchar *text);

/* Something that is not an error; printed to standard error. */
void lc_report_note (LcReport *report, const gchar *format, ...) G_GNUC_PRINTF (2, 3);
void lc_report_error (LcReport *report, const gchar *message);

/**
 * lc_report_done:
 * @file: what is done, for people and in JSON
 * @text: what came out, such as "53 objects"
 * @details: (transfer full) (nullable): more members for the line of JSON
 */
void lc_report_done (LcReport *report,
                     const gchar *file,
                     const gchar *text,
                     JsonObject *details);

/* A file that was done before. */
void lc_report_skipped (LcReport *report, const gchar *file);
void lc_report_failed (LcReport *report, const gchar *file, const GError *error);

/* Prints a line of JSON that is not about a file. */
void lc_report_print (LcReport *report, JsonObject *object);

/* Lists what failed, and returns the exit code. */
gint lc_report_end (LcReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LcReport, lc_report_free)

G_END_DECLS
