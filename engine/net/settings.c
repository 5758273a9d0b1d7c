/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The settings of a network: defaults and ranges. */

#include <glib/gi18n-lib.h>

#include "lazylabels/error.h"
#include "net/network-private.h"

void
ll_network_settings_init (LlNetworkSettings *settings)
{
  *settings = (LlNetworkSettings){
    .kind = LL_NETWORK_MULTI_TASK,
    .task = LL_TASK_SEGMENTATION,
    .channels = 1,
    .width = 16,
    .levels = 6,
    .task_blocks = 4,
    .patch = 256,
    .scale = 1.0,
  };
}

/* @format: a sentence about @value, @min and @max, in this order. */
static gboolean
check_range (const gchar *format, gint value, gint min, gint max, GError **error)
{
  if (value >= min && value <= max)
    return TRUE;

  g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS, format, value, min,
               max);
  return FALSE;
}

gboolean
ll_network_settings_check (const LlNetworkSettings *settings,
                           gint n_classes,
                           GError **error)
{
  gint step;

  if (!check_range (_ ("The network has %d classes, but must have between %d and %d."),
                    n_classes, LL_MIN_CLASSES, LL_MAX_CLASSES, error) ||
      !check_range (_ ("The kind of the network is %d, but must lie between %d and %d."),
                    (gint) settings->kind, 0, LL_NETWORK_MDU_NET, error) ||
      !check_range (_ ("The task of the network is %d, but must lie between %d and %d."),
                    (gint) settings->task, 0, LL_N_TASKS - 1, error) ||
      !check_range (_ ("The width of the network is %d, but must lie between %d and %d."),
                    settings->width, 1, 256, error) ||
      !check_range (_ ("The network has %d levels, but must have between %d and %d."),
                    settings->levels, 2, 8, error) ||
      !check_range (
        _ ("The patch side of the network is %d, but must lie between %d and %d."),
        settings->patch, 16, 1024, error))
    return FALSE;

  if (settings->kind == LL_NETWORK_MULTI_TASK &&
      !check_range (
        _ ("The network has %d multi-task blocks, but must have between %d and %d."),
        settings->task_blocks, 1, settings->levels - 1, error))
    return FALSE;

  if (settings->kind != LL_NETWORK_MULTI_TASK && settings->task == LL_TASK_SEPARATION)
    {
      g_set_error (
        error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS,
        _ ("A network of a single task learns either detection or segmentation."));
      return FALSE;
    }

  if (settings->channels != 1 && settings->channels != 3)
    {
      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS,
                   _ ("The network's images have %d channels, but must have 1 or 3."),
                   settings->channels);
      return FALSE;
    }

  if (!(settings->scale >= LL_MIN_SCALE && settings->scale <= LL_MAX_SCALE))
    {
      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS,
                   _ ("The scale of the network is %g, but must lie between %g and %g."),
                   settings->scale, LL_MIN_SCALE, LL_MAX_SCALE);
      return FALSE;
    }

  step = 1 << (settings->levels - 1);
  if (settings->patch % step != 0)
    {
      g_set_error (
        error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS,
        _ ("With %d levels the patch must be a multiple of %d, which %d is not."),
        settings->levels, step, settings->patch);
      return FALSE;
    }

  return TRUE;
}
