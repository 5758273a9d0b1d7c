/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The network of a segmentation that goes on for long: its file may be written anew meanwhile, or
 * another one may become the current network.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "pixels/pixels.h"

G_BEGIN_DECLS

/* What tells a file from another one of the same name. */
typedef struct
{
  gint64 time;
  gint64 size;
  gint64 number;
} LpFileState;

typedef struct
{
  gchar *path; /* NULL: none was looked for */
  LpFileState state;
  gint channels;      /* of a starting network, where there is no other: 1 or 3 */
  gboolean starting;  /* whether it is one                                      */
  LlNetwork *network; /* NULL: it could not be read                             */
} LpNetworkFile;

void lp_network_file_clear (LpNetworkFile *file);

/**
 * lp_network_file_look_at:
 * @weights: path of a weights file; empty: the current network, else a starting one
 * @pixels: the image, whose colours choose between starting networks
 */
void lp_network_file_look_at (LpNetworkFile *file,
                              const gchar *weights,
                              const LpPixels *pixels);

/* Whether lp_network_file_load() would read another file than it did. */
gboolean lp_network_file_has_changed (const LpNetworkFile *file, const gchar *weights);

/**
 * lp_network_file_load:
 * @error: return location for an error
 *
 * Reads the network, in the place of an earlier one.
 *
 * Returns: whether there is one.
 */
gboolean lp_network_file_load (LpNetworkFile *file, const gchar *weights, GError **error);

G_END_DECLS
