/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How patches are changed at random, so that few images teach as many would. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LlAugmentation:
 * @LL_AUGMENTATION_NONE: not at all
 * @LL_AUGMENTATION_PLAIN: turned, flipped, scaled, a little brighter or darker, as in the
 *   paper (section 4.1)
 * @LL_AUGMENTATION_STRONG: also bent and blurred, with noise, fewer pixels, other contrasts
 *   and other hues
 */
typedef enum
{
  LL_AUGMENTATION_NONE,
  LL_AUGMENTATION_PLAIN,
  LL_AUGMENTATION_STRONG
} LlAugmentation;

G_END_DECLS
