/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/patches.h"

#include <math.h>
#include <string.h>

#include "data/blend.h"
#include "predict/patch-axis.h"
#include "predict/patch-run.h"

struct _LlPatches
{
  LlPredictSettings settings;
  LlPatchRun run;
  LlPatchAxis x;
  LlPatchAxis y;
  gint width; /* of the image */
  gfloat *out;
};

static LlArea
area_of (LlSpan x, LlSpan y)
{
  return (LlArea){ x.begin, y.begin, x.end - x.begin, y.end - y.begin };
}

static LlSpan
get_columns (const LlArea *area)
{
  return (LlSpan){ area->x, area->x + area->width };
}

static LlSpan
get_rows (const LlArea *area)
{
  return (LlSpan){ area->y, area->y + area->height };
}

LlPatches *
ll_patches_new (const LlNetwork *network,
                gint width,
                gint height,
                const LlPredictSettings *settings,
                GError **error)
{
  const LlNetworkSettings *shape = ll_network_get_settings (network);
  const LlNormalisation *learned = ll_network_get_normalisation (network);
  gdouble scale = settings->scale > 0.0 ? settings->scale : shape->scale;
  gint patch = settings->patch > 0 ? settings->patch : shape->patch;
  LlPatches *patches;

  if (!ll_patch_run_check (network, width, height, settings, error))
    return NULL;

  patches = g_new0 (LlPatches, 1);
  patches->settings = *settings;
  patches->settings.batch = 1;
  patches->settings.own = NULL;
  patches->width = width;
  ll_patch_axis_init (&patches->x, width, scale, patch);
  ll_patch_axis_init (&patches->y, height, scale, patch);
  patches->run.network = network;
  patches->run.width = patches->x.sight;
  patches->run.height = patches->y.sight;
  ll_normalisation_adapt (learned, learned->each ? settings->own : learned,
                          &patches->run.normalisation);
  return patches;
}

void
ll_patches_free (LlPatches *patches)
{
  if (!patches)
    return;

  ll_patches_release (patches);
  ll_patch_axis_clear (&patches->x);
  ll_patch_axis_clear (&patches->y);
  g_free (patches);
}

void
ll_patches_release (LlPatches *patches)
{
  ll_patch_run_clear (&patches->run);
}

void
ll_patches_set_threads (LlPatches *patches, gint threads)
{
  if (threads == patches->settings.threads)
    return;

  ll_patches_release (patches);
  patches->settings.threads = threads;
}

gint
ll_patches_get_side (const LlPatches *patches)
{
  return patches->x.patch;
}

LlArea
ll_patches_get_grid (const LlPatches *patches)
{
  return (LlArea){ 0, 0, patches->x.n, patches->y.n };
}

LlArea
ll_patches_get_sight (const LlPatches *patches)
{
  return (LlArea){ 0, 0, patches->x.sight, patches->y.sight };
}

LlArea
ll_patches_find_parts (const LlPatches *patches, const LlArea *area)
{
  LlSpan x = get_columns (area), y = get_rows (area);

  return area_of (ll_patch_axis_find (&patches->x, patches->x.made, &x),
                  ll_patch_axis_find (&patches->y, patches->y.made, &y));
}

LlArea
ll_patches_find_seeing (const LlPatches *patches, const LlArea *area)
{
  LlSpan x = get_columns (area), y = get_rows (area);

  return area_of (ll_patch_axis_find (&patches->x, patches->x.seen, &x),
                  ll_patch_axis_find (&patches->y, patches->y.seen, &y));
}

LlArea
ll_patches_get_seen (const LlPatches *patches, const LlArea *places)
{
  LlSpan x = get_columns (places), y = get_rows (places);

  return area_of (ll_patch_axis_join (&patches->x, patches->x.seen, &x),
                  ll_patch_axis_join (&patches->y, patches->y.seen, &y));
}

LlArea
ll_patches_get_made (const LlPatches *patches, const LlArea *places)
{
  LlSpan x = get_columns (places), y = get_rows (places);

  return area_of (ll_patch_axis_join (&patches->x, patches->x.made, &x),
                  ll_patch_axis_join (&patches->y, patches->y.made, &y));
}

gint
ll_patches_get_layer (gint column, gint row)
{
  return (row & 1) * 2 + (column & 1);
}

LlArea
ll_patches_get_place (const LlPatches *patches, gint column, gint row)
{
  return area_of (ll_patch_axis_get_place (&patches->x, column),
                  ll_patch_axis_get_place (&patches->y, row));
}

LlArea
ll_patches_get_sources (const LlPatches *patches, const LlArea *area)
{
  LlSpan x = get_columns (area), y = get_rows (area);

  return area_of (ll_patch_axis_get_sources (&patches->x, &x),
                  ll_patch_axis_get_sources (&patches->y, &y));
}

/* The part of @axis that makes the pixels from @begin on, of a row that starts at @origin.
 * Its weights are those of @axis.
 */
static LlResizeAxis
get_part (const LlResizeAxis *axis, gint begin, gint n, gint origin)
{
  LlResizeAxis part = { .from = axis->from, .to = n, .most = axis->most };

  part.first = g_new (gint, n);
  for (gint i = 0; i < n; i++)
    part.first[i] = axis->first[begin + i] - origin;
  part.n = axis->n + begin;
  part.weights = axis->weights + (gsize) begin * (gsize) axis->most;
  return part;
}

/* Resizes rows along x: [rows][n] from @begin on. */
static gfloat *
resize_rows (const LlResizeAxis *axis,
             gint begin,
             gint n,
             gint origin,
             const gfloat *pixels,
             gint width,
             gint rows)
{
  LlResizeAxis part = get_part (axis, begin, n, origin);
  gfloat *resized = g_new (gfloat, (gsize) rows * (gsize) n);

  for (gint y = 0; y < rows; y++)
    ll_resize_row (&part, pixels + (gsize) y * (gsize) width,
                   resized + (gsize) y * (gsize) n);
  g_free (part.first);
  return resized;
}

/* Makes what a patch sees, as ll_rescale_read() does: [channels][rows][columns]. */
static gfloat *
make_sight (const LlPatches *patches,
            const LlSpan *columns,
            const LlSpan *rows,
            const gfloat *pixels,
            const LlArea *area)
{
  gint channels = ll_network_get_settings (patches->run.network)->channels;
  const LlResizeAxis *axis = &patches->y.to;
  gint width = columns->end - columns->begin;
  gint height = rows->end - rows->begin;
  gfloat *sight = g_new (gfloat, (gsize) channels * (gsize) height * (gsize) width);
  gfloat *to = sight;

  for (gint c = 0; c < channels; c++)
    {
      g_autofree gfloat *resized =
        resize_rows (&patches->x.to, columns->begin, width, area->x,
                     pixels + (gsize) c * (gsize) area->height * (gsize) area->width,
                     area->width, area->height);

      for (gint y = rows->begin; y < rows->end; y++)
        for (gint x = 0; x < width; x++)
          {
            const gfloat *weights = axis->weights + (gsize) y * (gsize) axis->most;
            gfloat sum = 0.0f, share = 0.0f;

            for (gint k = 0; k < axis->n[y]; k++)
              {
                gfloat value =
                  resized[(gsize) (axis->first[y] + k - area->y) * (gsize) width + x];

                if (isfinite (value))
                  {
                    sum += weights[k] * value;
                    share += weights[k];
                  }
              }
            /* Where no pixel is a number, the mean is not a number either. */
            *to++ = sum / share;
          }
    }
  return sight;
}

/* Adds one view of the patch to plane @plane of the output. */
static void
add_task (gint plane, gint worker, gpointer data)
{
  const LlPatches *patches = data;
  const LlPatchRun *run = &patches->run;
  LlTurn turn = ll_patch_run_get_turn (run);
  const gfloat *seen = ll_patch_run_get_plane (run, plane, 0) + turn.base;
  LlSpan x = ll_patch_axis_get_place (&patches->x, run->first_patch);
  gint column = x.begin - ll_blend_start (run->first_patch, run->patch, run->stride);
  gint top = MAX (0, -run->row);
  gint rows = MIN (run->patch, run->height - run->row);
  gfloat *to =
    patches->out + (gsize) plane * (gsize) (rows - top) * (gsize) (x.end - x.begin);

  for (gint i = top; i < rows; i++)
    for (gint j = column; j < column + x.end - x.begin; j++, to++)
      {
        gfloat p = seen[i * turn.per_row + j * turn.per_column] / (gfloat) run->views;

        *to = run->view == 0 ? p : *to + p;
      }
}

static gboolean
start (LlPatches *patches, GError **error)
{
  const LlNetwork *network = patches->run.network;

  if (patches->run.executor)
    return TRUE;
  if (!ll_predict_check_memory (ll_network_get_settings (network),
                                ll_network_get_classes (network), patches->width,
                                &patches->settings, error))
    return FALSE;

  ll_patch_run_init (&patches->run, &patches->settings);
  return TRUE;
}

gboolean
ll_patches_predict (LlPatches *patches,
                    gint column,
                    gint row,
                    const gfloat *pixels,
                    const LlArea *area,
                    gfloat *probabilities,
                    GError **error)
{
  LlPatchRun *run = &patches->run;
  const LlSpan *columns = &patches->x.looks[column];
  const LlSpan *rows = &patches->y.looks[row];
  g_autofree gfloat *sight = NULL;

  if (!start (patches, error))
    return FALSE;

  if (patches->x.plain)
    {
      run->pixels = pixels;
      run->first_column = area->x;
      run->n_columns = area->width;
      run->first_row = area->y;
      run->n_rows = area->height;
    }
  else
    {
      run->pixels = sight = make_sight (patches, columns, rows, pixels, area);
      run->first_column = columns->begin;
      run->n_columns = columns->end - columns->begin;
      run->first_row = rows->begin;
      run->n_rows = rows->end - rows->begin;
    }
  run->first_patch = column;
  run->n_patches = 1;
  run->row = ll_blend_start (row, run->patch, run->stride);
  patches->out = probabilities;
  ll_patch_run_predict (run, add_task, patches);
  return TRUE;
}

/* Blends the layers of one plane: [height][width] of @sources. */
static void
blend (const LlPatches *patches,
       const LlSpan *x,
       const LlSpan *y,
       gsize offset,
       const gfloat *const layers[LL_PATCH_LAYERS],
       gfloat *to)
{
  gint width = x->end - x->begin;
  gint height = y->end - y->begin;
  g_autofree gfloat *weights_x = g_new (gfloat, 2 * (gsize) width);
  g_autofree gfloat *weights_y = g_new (gfloat, 2 * (gsize) height);

  for (gint odd = 0; odd < 2; odd++)
    {
      ll_patch_axis_get_weights (&patches->x, odd, x, weights_x + odd * width);
      ll_patch_axis_get_weights (&patches->y, odd, y, weights_y + odd * height);
    }
  for (gint j = 0; j < height; j++)
    {
      gsize first = offset + (gsize) j * (gsize) width;
      gfloat even = weights_y[j], odd = weights_y[height + j];
      gfloat total = patches->y.total[y->begin + j];

      for (gint i = 0; i < width; i++)
        {
          gsize k = first + (gsize) i;

          *to++ = (even * weights_x[i] * layers[0][k] +
                   even * weights_x[width + i] * layers[1][k] +
                   odd * weights_x[i] * layers[2][k] +
                   odd * weights_x[width + i] * layers[3][k]) /
                  (total * patches->x.total[x->begin + i]);
        }
    }
}

/* Resizes one plane to the pixels of the image, as ll_rescale_write() does. */
static void
resize_back (const LlPatches *patches,
             const LlArea *area,
             const LlArea *sources,
             const gfloat *plane,
             gfloat *to)
{
  const LlResizeAxis *axis = &patches->y.from;
  g_autofree gfloat *rows =
    resize_rows (&patches->x.from, area->x, area->width, sources->x, plane,
                 sources->width, sources->height);
  gsize width = (gsize) area->width;

  memset (to, 0, (gsize) area->height * width * sizeof (gfloat));
  for (gint y = area->y; y < area->y + area->height; y++, to += width)
    for (gint k = 0; k < axis->n[y]; k++)
      {
        gfloat weight = axis->weights[(gsize) y * (gsize) axis->most + (gsize) k];
        const gfloat *from = rows + (gsize) (axis->first[y] + k - sources->y) * width;

        for (gsize x = 0; x < width; x++)
          to[x] += weight * from[x];
      }
}

void
ll_patches_mix (const LlPatches *patches,
                const LlArea *area,
                gint n_planes,
                const gfloat *const layers[LL_PATCH_LAYERS],
                gfloat *probabilities)
{
  LlArea sources = ll_patches_get_sources (patches, area);
  LlSpan x = get_columns (&sources), y = get_rows (&sources);
  gsize n = (gsize) sources.width * (gsize) sources.height;
  gsize n_out = (gsize) area->width * (gsize) area->height;
  g_autofree gfloat *plane = patches->x.plain ? NULL : g_new (gfloat, n);

  for (gint p = 0; p < n_planes; p++)
    {
      gfloat *to = probabilities + (gsize) p * n_out;

      blend (patches, &x, &y, (gsize) p * n, layers, plane ? plane : to);
      if (plane)
        resize_back (patches, area, &sources, plane, to);
    }
}
