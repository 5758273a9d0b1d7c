/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the numbers of a value lie: those of its root, or a part of them. */

#include "net/graph-private.h"

LlValue *
ll_value_get_root (LlValue *value)
{
  while (value->root != value)
    value = value->root;
  return value;
}

static LlTensor
view_tensor (const LlValue *value, const LlValue *root, gfloat *data)
{
  LlTensor whole =
    ll_tensor (data, root->channels, root->batch, root->height, root->width);

  g_assert (value->planar);

  return ll_tensor_slice (&whole, value->first, value->batch);
}

static LlFeatures
view_features (const LlValue *value, const LlValue *root, gfloat *data)
{
  LlFeatures whole =
    ll_features (data, root->channels, root->batch, root->height, root->width);

  g_assert (!value->planar);

  return ll_features_slice (&whole, value->first, value->batch);
}

LlTensor
ll_value_tensor (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_tensor (value, root, root->data);
}

LlTensor
ll_value_tensor_grad (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_tensor (value, root, root->grad);
}

LlFeatures
ll_value_features (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_features (value, root, root->data);
}

LlFeatures
ll_value_input (LlValue *value, LlFeatures small[2])
{
  LlFeatures features;

  if (!value->folded)
    return ll_value_features (value);

  features =
    ll_features (NULL, value->channels, value->batch, value->height, value->width);
  for (gint i = 0; i < 2 && value->maker->in[i]; i++)
    {
      small[i] = ll_value_features (value->maker->in[i]);
      features.small[i] = &small[i];
    }
  return features;
}

LlFeatures
ll_value_grad (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_features (value, root, root->grad);
}
