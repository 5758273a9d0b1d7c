/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange/export-private.h"

#include <glib/gi18n-lib.h>

#include "core/part-file-private.h"
#include "lazylabels/error.h"

typedef gchar *(*Writer) (const LlExport *, FILE *);

static const Writer writers[LL_N_EXCHANGE_FORMATS] = { ll_export_labels, ll_export_rois,
                                                       ll_export_geojson,
                                                       ll_export_coco };

LlPartFile *
ll_export_write (const LlExport *export,
                 LlExchangeFormat format,
                 const gchar *path,
                 GError **error)
{
  g_autoptr (LlPartFile) part = NULL;
  g_autofree gchar *problem = NULL;

  if (format == LL_EXCHANGE_ROIS &&
      MAX (export->instances->width, export->instances->height) > LL_MAX_ROI_SIDE)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_EXCHANGE,
                   _ ("The image has more than %d pixels on a side, which ImageJ's ROIs "
                      "can't tell apart: write GeoJSON instead."),
                   LL_MAX_ROI_SIDE);
      return NULL;
    }

  part = ll_part_file_new (path, error);
  if (!part)
    return NULL;

  problem = writers[format](export, ll_part_file_get_stream (part));

  return ll_part_file_end (g_steal_pointer (&part), problem, path, error);
}
