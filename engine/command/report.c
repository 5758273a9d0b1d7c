/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* Cells of the bar. */
#define CELLS 24

/* The bar is drawn at most so often, in microseconds. */
#define INTERVAL (G_USEC_PER_SEC / 10)

struct _LcReport
{
  gboolean json;
  gboolean quiet;
  gboolean bar; /* whether there is a terminal to draw a bar on */
  GMutex mutex; /* protects what follows */
  guint n_files;
  guint n_done; /* with those that failed or were skipped */
  guint n_skipped;
  gint64 started;
  gint64 drawn;      /* when the bar was drawn last */
  gboolean shown;    /* whether there is a bar to wipe away */
  GPtrArray *failed; /* element-type utf8: "file: reason" */
};

LcReport *
lc_report_new (gboolean json, gboolean quiet)
{
  LcReport *report = g_new0 (LcReport, 1);

  report->json = json;
  report->quiet = quiet;
  report->bar = !quiet && isatty (STDERR_FILENO);
  report->started = g_get_monotonic_time ();
  report->failed = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&report->mutex);

  return report;
}

void
lc_report_free (LcReport *report)
{
  if (!report)
    return;

  g_ptr_array_unref (report->failed);
  g_mutex_clear (&report->mutex);
  g_free (report);
}

gboolean
lc_report_is_json (const LcReport *report)
{
  return report->json;
}

static void
wipe_bar (LcReport *report)
{
  if (report->shown)
    fputs ("\r\033[K", stderr);
  report->shown = FALSE;
}

static gchar *
get_time_text (gdouble seconds)
{
  if (!(seconds >= 0.0) || seconds > 1e7)
    return g_strdup ("");
  if (seconds < 60.0)
    return g_strdup_printf (", %.0f s left", seconds);
  if (seconds < 7200.0)
    return g_strdup_printf (", %.0f min left", seconds / 60.0);

  return g_strdup_printf (", %.1f h left", seconds / 3600.0);
}

static void
draw_bar (LcReport *report, gdouble fraction, gdouble seconds_left, const gchar *text)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree gchar *left = NULL;
  gchar cells[CELLS + 1];

  if (!report->bar || now - report->drawn < INTERVAL)
    return;

  for (gint i = 0; i < CELLS; i++)
    cells[i] = fraction * CELLS > i ? '#' : '.';
  cells[CELLS] = '\0';
  left = get_time_text (seconds_left);
  wipe_bar (report);
  fprintf (stderr, "[%s] %3.0f %%%s%s%s", cells, 100.0 * fraction, left, text ? ", " : "",
           text ? text : "");
  fflush (stderr);
  report->shown = TRUE;
  report->drawn = now;
}

void
lc_report_begin (LcReport *report, guint n_files)
{
  report->n_files = n_files;
  report->started = g_get_monotonic_time ();
}

void
lc_report_show (LcReport *report,
                gdouble fraction,
                gdouble seconds_left,
                const gchar *text)
{
  g_mutex_lock (&report->mutex);
  draw_bar (report, fraction, seconds_left, text);
  g_mutex_unlock (&report->mutex);
}

void
lc_report_note (LcReport *report, const gchar *format, ...)
{
  g_autofree gchar *text = NULL;
  va_list list;

  if (report->quiet)
    return;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_mutex_lock (&report->mutex);
  wipe_bar (report);
  fprintf (stderr, "%s\n", text);
  g_mutex_unlock (&report->mutex);
}

void
lc_report_error (LcReport *report, const gchar *message)
{
  g_mutex_lock (&report->mutex);
  wipe_bar (report);
  fprintf (stderr, "lazy-labels: %s\n", message);
  g_mutex_unlock (&report->mutex);
}

/* Whole lines, because several processes may write to one file. */
static void
print_json (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_alloc ();
  g_autofree gchar *text = NULL;
  g_autofree gchar *line = NULL;

  json_node_init_object (root, object);
  text = json_to_string (root, FALSE);
  line = g_strconcat (text, "\n", NULL);
  fputs (line, stdout);
  fflush (stdout);
}

void
lc_report_print (LcReport *report, JsonObject *object)
{
  g_mutex_lock (&report->mutex);
  wipe_bar (report);
  print_json (object);
  g_mutex_unlock (&report->mutex);
}

/* Counts a file, and tells what became of it. */
static void
tell (LcReport *report,
      const gchar *file,
      const gchar *status,
      const gchar *text,
      JsonObject *details)
{
  gdouble seconds, left;

  g_mutex_lock (&report->mutex);
  report->n_done += !g_str_equal (status, "skipped");
  report->n_skipped += g_str_equal (status, "skipped");
  seconds = (gdouble) (g_get_monotonic_time () - report->started) / G_USEC_PER_SEC;
  left = report->n_done > 0 ? seconds / report->n_done *
                                (report->n_files - report->n_done - report->n_skipped)
                            : -1.0;
  wipe_bar (report);
  if (report->json)
    {
      g_autoptr (JsonObject) object =
        details ? json_object_ref (details) : json_object_new ();

      json_object_set_string_member (object, "file", file);
      json_object_set_string_member (object, "status", status);
      if (text && !g_str_equal (status, "done"))
        json_object_set_string_member (object, "message", text);
      print_json (object);
    }
  else if (!report->quiet || g_str_equal (status, "failed"))
    {
      g_autofree gchar *time = get_time_text (left);

      fprintf (g_str_equal (status, "failed") ? stderr : stdout, "%u/%u %s: %s%s\n",
               report->n_done + report->n_skipped, report->n_files, file,
               text ? text : status,
               report->n_done + report->n_skipped < report->n_files ? time : "");
      fflush (stdout);
    }
  if (report->n_files > 0)
    draw_bar (report, (gdouble) (report->n_done + report->n_skipped) / report->n_files,
              left, NULL);
  if (details)
    json_object_unref (details);
  g_mutex_unlock (&report->mutex);
}

void
lc_report_done (LcReport *report,
                const gchar *file,
                const gchar *text,
                JsonObject *details)
{
  tell (report, file, "done", text, details);
}

void
lc_report_skipped (LcReport *report, const gchar *file)
{
  tell (report, file, "skipped", NULL, NULL);
}

void
lc_report_failed (LcReport *report, const gchar *file, const GError *error)
{
  g_mutex_lock (&report->mutex);
  g_ptr_array_add (report->failed, g_strdup_printf ("%s: %s", file, error->message));
  g_mutex_unlock (&report->mutex);
  tell (report, file, "failed", error->message, NULL);
}

gint
lc_report_end (LcReport *report)
{
  wipe_bar (report);
  if (report->failed->len == 0)
    return LC_EXIT_DONE;

  fprintf (stderr, "lazy-labels: %u of %u files failed:\n", report->failed->len,
           report->n_files);
  for (guint i = 0; i < report->failed->len; i++)
    fprintf (stderr, "  %s\n", (const gchar *) g_ptr_array_index (report->failed, i));

  return LC_EXIT_FAILED;
}
