/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the engine knows of a network and its users do not. */

#pragma once

#include "lazylabels/network.h"

G_BEGIN_DECLS

/* A named array of the network, as it lies in a weights file. */
typedef struct
{
  gchar *name; /* "encoder.3.conv2.weight"                      */
  gint n_dims;
  gint dims[4];     /* row-major; [out][in][3][3] for a convolution  */
  gsize n;          /* product of the dims                           */
  gboolean learned; /* %FALSE: a running statistic                   */
  gfloat *data;     /* owned by the network                          */
} LlParameter;

/* How many parameters there are, and one of them, in an order that depends only on the
 * settings.
 */
gint ll_network_count_parameters (const LlNetwork *network);
LlParameter *ll_network_get_parameter (const LlNetwork *network, gint index);

/* The parameter of that name, or %NULL. */
LlParameter *ll_network_find_parameter (const LlNetwork *network, const gchar *name);

/* Whether the settings are within their ranges, before anything is allocated. */
gboolean ll_network_settings_check (const LlNetworkSettings *settings,
                                    gint n_classes,
                                    GError **error);

/* ll_network_get_n_numbers() of a network with these settings, without making one. */
gsize ll_network_settings_get_n_numbers (const LlNetworkSettings *settings,
                                         gint n_classes);

/* All learned numbers, in the order of their parameters: one step of Adam moves them. */
gfloat *ll_network_get_learned (LlNetwork *network, gsize *n);

/* All running statistics, in the order of their parameters. */
gfloat *ll_network_get_statistics (LlNetwork *network);
gsize ll_network_get_n_statistics (const LlNetwork *network);

/* Learned numbers, running statistics and summary of @from into @to (same settings). */
void ll_network_assign (LlNetwork *to, const LlNetwork *from);

G_END_DECLS
