/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "operation/store.h"

#include <string.h>

/* What is known of a patch. */
typedef enum
{
  PATCH_UNKNOWN,
  PATCH_DOUBTFUL,
  PATCH_THERE
} PatchState;

struct _LpStore
{
  const LlNetwork *network;
  const LlPatches *patches;
  LlArea grid;
  GeglBuffer *layers[LL_N_TASKS][LL_PATCH_LAYERS]; /* [classes] floats per pixel that the
                                                    * network sees; NULL: no such task */
  guint8 *states;                                  /* [rows][columns], see PatchState */
  guint64 *digests;                                /* [rows][columns]                 */
};

static const Babl *
get_format (const LpStore *store, LlTask task)
{
  return babl_format_n (babl_type ("float"),
                        ll_network_get_n_task_classes (store->network, task));
}

LpStore *
lp_store_new (const LlNetwork *network, const LlPatches *patches)
{
  LpStore *store = g_new0 (LpStore, 1);
  LlArea sight = ll_patches_get_sight (patches);
  GeglRectangle extent = { 0, 0, sight.width, sight.height };
  gsize n;

  store->network = network;
  store->patches = patches;
  store->grid = ll_patches_get_grid (patches);
  n = (gsize) store->grid.width * (gsize) store->grid.height;
  store->states = g_new0 (guint8, n);
  store->digests = g_new0 (guint64, n);
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (ll_network_get_first_plane (network, (LlTask) task) >= 0)
      for (gint layer = 0; layer < LL_PATCH_LAYERS; layer++)
        store->layers[task][layer] =
          gegl_buffer_new (&extent, get_format (store, (LlTask) task));

  return store;
}

void
lp_store_free (LpStore *store)
{
  if (!store)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    for (gint layer = 0; layer < LL_PATCH_LAYERS; layer++)
      g_clear_object (&store->layers[task][layer]);
  g_free (store->states);
  g_free (store->digests);
  g_free (store);
}

static gsize
get_index (const LpStore *store, gint column, gint row)
{
  return (gsize) row * (gsize) store->grid.width + (gsize) column;
}

void
lp_store_doubt (LpStore *store, const LlArea *places)
{
  for (gint row = places->y; row < places->y + places->height; row++)
    for (gint column = places->x; column < places->x + places->width; column++)
      {
        guint8 *state = &store->states[get_index (store, column, row)];

        *state = MIN (*state, PATCH_DOUBTFUL);
      }
}

gboolean
lp_store_has (const LpStore *store, gint column, gint row)
{
  return store->states[get_index (store, column, row)] == PATCH_THERE;
}

gint
lp_store_count_missing (const LpStore *store)
{
  gint n = store->grid.width * store->grid.height;
  gint missing = 0;

  for (gint i = 0; i < n; i++)
    missing += store->states[i] != PATCH_THERE;

  return missing;
}

gboolean
lp_store_confirm (LpStore *store, gint column, gint row, guint64 digest)
{
  gsize i = get_index (store, column, row);

  if (store->states[i] == PATCH_UNKNOWN || store->digests[i] != digest)
    return FALSE;

  store->states[i] = PATCH_THERE;
  return TRUE;
}

void
lp_store_set (LpStore *store,
              gint column,
              gint row,
              const gfloat *probabilities,
              guint64 digest)
{
  LlArea place = ll_patches_get_place (store->patches, column, row);
  GeglRectangle area = { place.x, place.y, place.width, place.height };
  gsize n = (gsize) place.width * (gsize) place.height;
  gsize i = get_index (store, column, row);
  gint layer = ll_patches_get_layer (column, row);

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gint n_classes = ll_network_get_n_task_classes (store->network, (LlTask) task);
      gint first = ll_network_get_first_plane (store->network, (LlTask) task);
      g_autofree gfloat *values = NULL;

      if (!store->layers[task][layer])
        continue;

      values = g_new (gfloat, (gsize) n_classes * n);
      for (gint c = 0; c < n_classes; c++)
        {
          const gfloat *plane = probabilities + (gsize) (first + c) * n;

          for (gsize k = 0; k < n; k++)
            values[k * (gsize) n_classes + (gsize) c] = plane[k];
        }
      gegl_buffer_set (store->layers[task][layer], &area, 0,
                       get_format (store, (LlTask) task), values, GEGL_AUTO_ROWSTRIDE);
    }
  store->states[i] = PATCH_THERE;
  store->digests[i] = digest;
}

void
lp_store_read (const LpStore *store,
               LlTask task,
               const LlArea *area,
               gfloat *probabilities)
{
  LlArea sources = ll_patches_get_sources (store->patches, area);
  GeglRectangle place = { sources.x, sources.y, sources.width, sources.height };
  gsize n = (gsize) sources.width * (gsize) sources.height;
  gsize n_classes = (gsize) ll_network_get_n_task_classes (store->network, task);
  g_autofree gfloat *values = g_new (gfloat, n_classes * n);
  g_autofree gfloat *planes = g_new (gfloat, LL_PATCH_LAYERS * n_classes * n);
  const gfloat *layers[LL_PATCH_LAYERS];

  for (gint layer = 0; layer < LL_PATCH_LAYERS; layer++)
    {
      gfloat *to = planes + (gsize) layer * n_classes * n;

      gegl_buffer_get (store->layers[task][layer], &place, 1.0, get_format (store, task),
                       values, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gsize c = 0; c < n_classes; c++)
        for (gsize k = 0; k < n; k++)
          to[c * n + k] = values[k * n_classes + c];
      layers[layer] = to;
    }
  ll_patches_mix (store->patches, area, (gint) n_classes, layers, probabilities);
}

guint64
lp_store_digest (const gfloat *pixels,
                 gint channels,
                 const LlArea *area,
                 const LlArea *part)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize length = sizeof (digest);
  guint64 number;

  for (gint c = 0; c < channels; c++)
    for (gint y = part->y - area->y; y < part->y - area->y + part->height; y++)
      g_checksum_update (
        checksum,
        (const guchar *) (pixels +
                          ((gsize) c * (gsize) area->height + (gsize) y) *
                            (gsize) area->width +
                          (gsize) (part->x - area->x)),
        (gssize) part->width * (gssize) sizeof (gfloat));
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&number, digest, sizeof (number));

  return number;
}
