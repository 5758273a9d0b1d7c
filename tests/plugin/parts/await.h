/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Waiting for what another thread does. */

#pragma once

#include <glib.h>

/* Generous, and less than what Meson gives to a test, so that the test says what did not come. */
#define AWAIT_SECONDS 400

/* Evaluates @condition again and again until it holds.  When it doesn't in time, the test ends
 * with the rest of the arguments, a format and its values, that say what was waited for.
 */
#define await(condition, ...)                                                    \
  G_STMT_START                                                                   \
  {                                                                              \
    gint64 await_end = g_get_monotonic_time () + AWAIT_SECONDS * G_USEC_PER_SEC; \
                                                                                 \
    while (!(condition))                                                         \
      {                                                                          \
        if (g_get_monotonic_time () > await_end)                                 \
          await_fail (__VA_ARGS__);                                              \
        g_usleep (1000);                                                         \
      }                                                                          \
  }                                                                              \
  G_STMT_END

static inline void G_GNUC_PRINTF (1, 2) await_fail (const gchar *format, ...)
{
  va_list values;
  g_autofree gchar *what = NULL;

  va_start (values, format);
  what = g_strdup_vprintf (format, values);
  va_end (values);
  g_error ("this did not come within %d s: %s", AWAIT_SECONDS, what);
}

/* The same for a test that runs a main loop: for g_timeout_add_seconds (AWAIT_SECONDS, ...). */
static inline gboolean
await_on_limit (gpointer what)
{
  await_fail ("%s", (const gchar *) what);

  return G_SOURCE_REMOVE;
}
