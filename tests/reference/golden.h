/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads a file of golden values.
 *
 * The files are our own, so this trusts them; and it is not the engine's reader, so a
 * mistake there cannot hide here.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint n_dims;
  gint dims[4];
  gsize n;
  gsize offset; /* in the file's data: tells the order */
  const gfloat *data;
} LlGoldenTensor;

typedef struct
{
  gchar *contents;
  gfloat *data;
  GHashTable *tensors; /* name -> LlGoldenTensor */
} LlGolden;

LlGolden *ll_golden_read (const gchar *path, GError **error);
void ll_golden_free (LlGolden *golden);

/* The tensor "@prefix@name", or %NULL. */
const LlGoldenTensor *
ll_golden_find (const LlGolden *golden, const gchar *prefix, const gchar *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlGolden, ll_golden_free)

G_END_DECLS
