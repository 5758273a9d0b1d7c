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

/* In a fixed order that depends on the settings only. */
gint ll_network_get_n_tensors (const LlNetwork *network);
LlParameter *ll_network_get_tensor (const LlNetwork *network, gint index);

/* %NULL, or -1, when there is no such name. */
LlParameter *ll_network_find_tensor (const LlNetwork *network, const gchar *name);
gint ll_network_find_index (const LlNetwork *network, const gchar *name);

/* Whether the settings are within their ranges, before anything is allocated. */
gboolean ll_network_settings_check (const LlNetworkSettings *settings,
                                    gint n_classes,
                                    GError **error);

/* Numbers that such a network holds, running statistics counted in: what a weights file
 * must have room for.
 */
gsize ll_network_settings_n_parameters (const LlNetworkSettings *settings,
                                        gint n_classes);

/* All learned numbers, in the order of their tensors: one step of Adam moves them. */
gfloat *ll_network_get_learned (LlNetwork *network, gsize *n);

/* All running statistics, likewise. */
gfloat *ll_network_get_statistics (LlNetwork *network);
gsize ll_network_get_n_statistics (const LlNetwork *network);

/* Learned numbers, running statistics and summary of @from into @to (same settings). */
void ll_network_assign (LlNetwork *to, const LlNetwork *from);

G_END_DECLS
