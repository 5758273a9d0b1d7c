/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/source.h"

#include <string.h>

/* Between two passes over an image: a quarter of a second, or so many times as long as the last
 * one took.  Other images are painted on less often.
 */
#define REST_LEAST   (G_USEC_PER_SEC / 4)
#define REST_PARTS   5
#define OTHERS_LEAST (3 * G_USEC_PER_SEC)
#define OTHERS_PARTS 30

void
lp_live_source_free (LpLiveSource *source)
{
  if (!source)
    return;

  lp_live_load_free (source->load);
  lp_live_scan_free (source->scan);
  g_free (source);
}

static void
on_patch (LpLivePatch *patch, gpointer data)
{
  LpLiveSource *source = data;

  lp_live_learner_paint (source->learner, patch);
}

/* Hands the image over to the learner when it has been read. */
static void
load_some (LpLiveSource *source)
{
  g_autofree gchar *name = NULL;
  guint8 *absent;
  LlImage *pixels;

  if (lp_live_load_step (source->load))
    return;

  pixels = lp_live_load_take (source->load, &absent);
  g_clear_pointer (&source->load, lp_live_load_free);
  if (!pixels)
    {
      source->gone = TRUE;
      return;
    }
  name = lp_host_get_image_name (source->id);
  lp_live_learner_add (source->learner, source->id, name, pixels, absent);
  source->scan =
    lp_live_scan_new (source->id, &source->micrograph, source->classes, on_patch, source);
}

static void
tell_coverage (LpLiveSource *source)
{
  const LlCoverage *coverage = lp_live_scan_get_coverage (source->scan);

  if (source->told && memcmp (coverage, source->coverage, sizeof (source->coverage)) == 0)
    return;

  source->told = TRUE;
  memcpy (source->coverage, coverage, sizeof (source->coverage));
  lp_live_learner_set_coverage (source->learner, source->id, coverage);
}

static void
scan_some (LpLiveSource *source, gboolean shown)
{
  gint64 start = g_get_monotonic_time ();
  LpLiveScanState state = lp_live_scan_step (source->scan);

  source->spent += g_get_monotonic_time () - start;
  if (state == LP_LIVE_SCAN_GONE)
    source->gone = TRUE;
  else
    tell_coverage (source);
  if (state != LP_LIVE_SCAN_DONE)
    return;

  source->next =
    g_get_monotonic_time () + (shown ? MAX (REST_LEAST, REST_PARTS * source->spent)
                                     : MAX (OTHERS_LEAST, OTHERS_PARTS * source->spent));
  source->spent = 0;
}

gboolean
lp_live_source_is_due (const LpLiveSource *source)
{
  return !source->gone && (source->load || g_get_monotonic_time () >= source->next);
}

LpLiveSource *
lp_live_source_new (gint32 image,
                    const LpHostLayer *micrograph,
                    const LlClasses *classes,
                    LpLiveLearner *learner)
{
  LpLiveSource *source = g_new0 (LpLiveSource, 1);

  source->id = image;
  source->learner = learner;
  source->classes = classes;
  source->pixels = (gint64) micrograph->width * micrograph->height;
  source->micrograph = *micrograph;
  source->micrograph.name = NULL;
  source->load = lp_live_load_new (image, micrograph);

  return source;
}

void
lp_live_source_step (LpLiveSource *source, gboolean shown)
{
  if (source->load)
    load_some (source);
  else
    scan_some (source, shown);
}

void
lp_live_source_rest (LpLiveSource *source)
{
  if (source->scan)
    lp_live_scan_rest (source->scan);
}
