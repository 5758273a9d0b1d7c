/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form-extra.h"

#include "predict-look.h"

static const struct
{
  const gchar *procedure;
  LlFormExtraFunc make;
} extras[] = {
  { "plug-in-lazy-labels-predict", ll_predict_look_new },
};

LlFormExtraFunc
ll_form_extra_find (const gchar *procedure)
{
  for (gsize i = 0; i < G_N_ELEMENTS (extras); i++)
    if (g_str_equal (extras[i].procedure, procedure))
      return extras[i].make;

  return NULL;
}
