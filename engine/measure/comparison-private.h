/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a comparison holds, for the files that read a summary and make a table of it. */

#pragma once

#include "lazylabels/comparison.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble value;     /* NAN: undefined */
  const gchar *unit; /* of the comparison; NULL: there is no such row */
} LlMeasuredValue;

typedef struct
{
  const gchar *name;
  GArray *values; /* element-type LlMeasuredValue, by number of the statistic */
} LlMeasuredClass;

/* One measurement of an image. */
typedef struct
{
  const gchar *measured; /* empty where the summary does not tell */
  gint64 time;           /* the same in microseconds; -1 where it can't be read */
  const gchar *settings; /* empty where it does not tell */
  GPtrArray *classes;    /* element-type LlMeasuredClass, in the order of the summary */
  GHashTable *by_name;   /* the same */
  gboolean all_again;    /* earlier rows of the class "all" are those of a class */
} LlMeasurement;

typedef struct
{
  const gchar *name;
  const gchar *folder;
  GPtrArray *measurements; /* element-type LlMeasurement, in the order of the summary */
  LlMeasurement *newest;
} LlMeasuredImage;

struct _LlComparison
{
  GStringChunk *texts;   /* each once */
  GPtrArray *images;     /* element-type LlMeasuredImage, in the order of the summary */
  GPtrArray *statistics; /* element-type utf8, in the order of the summary */
};

/**
 * ll_measured_class_get:
 * @klass: (nullable): a class of an image
 * @statistic: number of a statistic
 *
 * Returns: its value; undefined and without a unit where there is no row.
 */
LlMeasuredValue ll_measured_class_get (const LlMeasuredClass *klass, guint statistic);

G_END_DECLS
