/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A network that begins with what another one knows. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lazylabels/error.h"
#include "net/network-private.h"

/* The class of @start that class @index of @classes begins as, or -1. */
static gint
find_model (const LlClasses *start, const LlClasses *classes, gint index)
{
  if (index == 0)
    return 0;
  for (gint c = 1; c < ll_classes_get_n (start); c++)
    if (g_str_equal (ll_classes_get_name (start, c),
                     ll_classes_get_name (classes, index)))
      return c;
  return ll_classes_get_n (start) == 2 ? 1 : -1;
}

static gboolean
check_classes (const LlClasses *start, const LlClasses *classes, GError **error)
{
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    if (find_model (start, classes, c) < 0)
      {
        g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_CLASSES,
                     _ ("The network to start from does not know the class \"%s\": start "
                        "from another one."),
                     ll_classes_get_name (classes, c));
        return FALSE;
      }
  return TRUE;
}

/* Fills one parameter of a head: [classes][...], a row for each class.  Several classes that
 * begin as the same one share its probability.
 */
static void
fill_head (const LlParameter *from,
           const LlClasses *start,
           const LlClasses *classes,
           LlParameter *to)
{
  gsize row = to->n / (gsize) to->dims[0];
  gboolean bias = g_str_has_suffix (to->name, ".bias");
  gint users[LL_MAX_CLASSES] = { 0 };

  for (gint c = 0; c < to->dims[0]; c++)
    users[find_model (start, classes, c)]++;
  for (gint c = 0; c < to->dims[0]; c++)
    {
      gint model = find_model (start, classes, c);

      memcpy (to->data + (gsize) c * row, from->data + (gsize) model * row,
              row * sizeof (gfloat));
      if (bias)
        to->data[c] -= logf ((gfloat) users[model]);
    }
}

LlNetwork *
ll_network_new_from (const LlNetwork *start,
                     const LlClasses *classes,
                     gdouble scale,
                     gint patch,
                     GError **error)
{
  LlNetworkSettings settings = *ll_network_get_settings (start);
  const LlClasses *known = ll_network_get_classes (start);
  LlNetwork *network;

  settings.scale = scale;
  settings.patch = patch;
  if (!check_classes (known, classes, error))
    return NULL;
  network = ll_network_new (&settings, classes, 0, error);
  if (!network)
    return NULL;

  for (gint i = 0; i < ll_network_count_parameters (network); i++)
    {
      LlParameter *to = ll_network_get_parameter (network, i);
      const LlParameter *from = ll_network_find_parameter (start, to->name);

      if (g_str_has_prefix (to->name, "head.") &&
          !g_str_has_prefix (to->name, "head.separation."))
        fill_head (from, known, classes, to);
      else
        memcpy (to->data, from->data, to->n * sizeof (gfloat));
    }
  ll_network_set_normalisation (network, ll_network_get_normalisation (start));
  ll_network_set_summary (network, ll_network_get_summary (start));
  return network;
}
