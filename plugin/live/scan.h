/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds new paint.  GIMP does not tell plug-ins when a layer changes, so checksums of small
 * squares are compared, in small steps: of the layer that is selected in each pass, of all
 * layers in some.
 */

#pragma once

#include "layers/layers.h"
#include "live/patch.h"

G_BEGIN_DECLS

typedef struct _LpLiveScan LpLiveScan;

typedef enum
{
  LP_LIVE_SCAN_MORE, /* the pass goes on        */
  LP_LIVE_SCAN_DONE, /* the pass has ended      */
  LP_LIVE_SCAN_GONE /* image or micrograph are gone, or the micrograph has another size or
                      * place */
} LpLiveScanState;

/**
 * LpLiveScanFunc:
 * @patch: (transfer full): paint that may be new
 * @data: of lp_live_scan_new()
 */
typedef void (*LpLiveScanFunc) (LpLivePatch *patch, gpointer data);

/**
 * lp_live_scan_new:
 * @image: an image, which may be closed at any time
 * @micrograph: its micrograph
 * @classes: its classes
 * @found: called for each part whose paint has changed
 * @data: for @found
 *
 * Returns: (transfer full): a scan for which everything painted is new.
 */
LpLiveScan *lp_live_scan_new (gint32 image,
                              const LpHostLayer *micrograph,
                              const LlClasses *classes,
                              LpLiveScanFunc found,
                              gpointer data);
void lp_live_scan_free (LpLiveScan *scan);

/* Takes a few milliseconds. */
LpLiveScanState lp_live_scan_step (LpLiveScan *scan);

/* Stops in the middle of a pass, so that GIMP can be left alone; the next step begins anew. */
void lp_live_scan_rest (LpLiveScan *scan);

/* What unpainted pixels mean; valid after a pass has begun. */
const LlCoverage *lp_live_scan_get_coverage (const LpLiveScan *scan);

G_END_DECLS
