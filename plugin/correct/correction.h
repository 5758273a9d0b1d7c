/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A change to the paint of all three tasks, in one step of undo.
 *
 * Everything is read and decided before the image changes.  What a person painted and what
 * was accepted are told apart by layers/accepted.h.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "image/there.h"
#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 image;
  LlClasses *classes;
  GeglRectangle area;            /* in the image, of all maps                          */
  LpThere *there;                /* without the ignored pixels; no selection           */
  LlLabels *painted[LL_N_TASKS]; /* %LL_LABEL_IGNORE where nothing is painted           */
  LlLabels *accepted[LL_N_TASKS]; /* likewise where nothing was accepted                */
  LlLabels *change[LL_N_TASKS];   /* for lp_masks_change_layer(); all 0 at first        */
  LlCoverage
    coverage[LL_N_TASKS]; /* of the annotation layers                           */
  gboolean overwrite;     /* whether a person's paint may be painted over       */
  gboolean revive;        /* whether what was rejected or erased may come back */
  const guint8
    *replaced; /* [height][width]: accepted objects that lie mostly where it is not 0
                           * go; NULL: those go that new ones cover mostly              */
} LpCorrection;

/**
 * lp_correction_check_layers:
 *
 * Returns: whether the annotation layers that there are can be painted on.
 */
gboolean lp_correction_check_layers (gint32 image, GError **error);

/**
 * lp_correction_add_layers:
 * @call: of the procedure
 * @names: of the classes, separated by commas, for an image that has none
 * @complete: whether new layers are complete
 * @error: return location for an error
 *
 * Adds the annotation layers that are missing, within the caller's step of undo.
 */
gboolean lp_correction_add_layers (LpCall *call,
                                   const gchar *names,
                                   gboolean complete,
                                   GError **error);

/**
 * lp_correction_new:
 * @image: an image with annotation layers
 * @drawable: its micrograph, or -1
 * @area: (nullable): a rectangle in the image; %NULL: that of the micrograph
 * @overwrite: whether a person's paint may be painted over
 * @remarks: (nullable): gets sentences about paint
 * @error: return location for an error
 *
 * Returns: (transfer full): what is painted there, and no change yet; or %NULL.
 */
LpCorrection *lp_correction_new (gint32 image,
                                 gint32 drawable,
                                 const GeglRectangle *area,
                                 gboolean overwrite,
                                 GPtrArray *remarks,
                                 GError **error);
void lp_correction_free (LpCorrection *correction);

/* Whether the paint of a pixel was accepted, and is as it was then. */
gboolean lp_correction_is_accepted (const LpCorrection *self, LlTask task, gsize pixel);

/* Whether a person painted a pixel, or erased what was accepted there. */
gboolean lp_correction_is_person (const LpCorrection *self, LlTask task, gsize pixel);

/**
 * lp_correction_set:
 * @label: a class, or %LP_MASKS_REST or %LP_MASKS_CLEAR
 *
 * Changes a pixel, unless it isn't there or a person painted it.
 */
void lp_correction_set (LpCorrection *self, LlTask task, gsize pixel, guint8 label);

/**
 * lp_correction_find_objects:
 * @accepted_lines: whether scribbles that were accepted separate objects
 * @person_lines: whether those of a person do
 *
 * Returns: (transfer full): the objects that are painted on Segmentation; pixels under
 *   scribbles belong to the nearest.
 */
LlInstances *lp_correction_find_objects (const LpCorrection *self,
                                         gboolean accepted_lines,
                                         gboolean person_lines);

/**
 * lp_correction_accept:
 * @objects: of the size of the area, with classes of the image
 * @chosen: (inout): [n + 1]: non-zero for objects to accept; set to 0 for those that a
 *   person has painted already
 * @rest: (nullable): of the same size, whose 0 are known not to be of any object
 *
 * Paints the masks of objects, marks inside them, and scribbles where they touch others.
 * Older accepted objects that they cover mostly go.  With @rest, sparse layers also get a rim
 * of the rest around the objects, which accepting them implies.
 *
 * Returns: how many objects are accepted.
 */
gint lp_correction_accept (LpCorrection *self,
                           const LlInstances *objects,
                           guint8 *chosen,
                           const LlLabels *rest);

/**
 * lp_correction_reject:
 * @objects: of the size of the area
 * @chosen: (inout): as for lp_correction_accept()
 *
 * Makes the area of objects the rest.
 *
 * Returns: how many objects are rejected.
 */
gint
lp_correction_reject (LpCorrection *self, const LlInstances *objects, guint8 *chosen);

/**
 * lp_correction_write:
 * @error: return location for a %LP_HOST_ERROR
 *
 * Paints all changes, and records them as accepted.
 *
 * Returns: the layer for masks, or -1.
 */
gint32 lp_correction_write (const LpCorrection *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpCorrection, lp_correction_free)

G_END_DECLS
