/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What there is to grow in an image: its marks, and what they may not take. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "image/there.h"
#include "procedure/arguments.h"

G_BEGIN_DECLS

typedef struct
{
  LlSample *sample;     /* without labels where pixels are ignored   */
  LlInstances *objects; /* the marks, as connected components        */
  LpThere *there;       /* other pixels are excluded from all masks  */
  LpThere *selected;    /* everything, if there is no selection      */
  LlLabels *kept;       /* existing paint to keep, for ll_grow()     */
  guint8 *cleared;      /* [height][width]: 1 where old masks of the marks that grow are
                         * removed; NULL: nowhere                                        */
  gint n_growing;
  gint n_skipped; /* selected marks that have a mask already */
  gint n_left;    /* unselected marks without a mask         */
} LpGrowWork;

/**
 * lp_grow_work_read:
 * @work: (out caller-allocates)
 * @image: an image
 * @drawable: its micrograph, or -1
 * @classes: the classes of the image
 * @remarks: (nullable): gets sentences about paint, see image/remarks.h
 * @error: return location for an error
 *
 * Reads the image; fails if it has no marks.
 */
gboolean lp_grow_work_read (LpGrowWork *work,
                            gint32 image,
                            gint32 drawable,
                            const LlClasses *classes,
                            GPtrArray *remarks,
                            GError **error);

/**
 * lp_grow_work_choose:
 * @work: what was read
 * @overwrite: whether marks grow that have a mask already
 * @error: return location for an error
 *
 * Finds the marks to grow and what is kept or removed; may be called again.  Fails if no
 * mark is selected.
 */
gboolean lp_grow_work_choose (LpGrowWork *work, gboolean overwrite, GError **error);
void lp_grow_work_clear (LpGrowWork *work);

/**
 * lp_grow_settings_read:
 * @in: arguments of Grow Masks
 * @settings: (out caller-allocates)
 */
void lp_grow_settings_read (const LpArguments *in, LlGrowSettings *settings);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpGrowWork, lp_grow_work_clear)

G_END_DECLS
