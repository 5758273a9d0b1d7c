/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The quarks of the error domains. */

#include "lazylabels/error.h"

/* clang-format off */
G_DEFINE_QUARK (ll-data-error-quark, ll_data_error)
G_DEFINE_QUARK (ll-network-error-quark, ll_network_error)
G_DEFINE_QUARK (ll-weights-error-quark, ll_weights_error)
G_DEFINE_QUARK (ll-train-error-quark, ll_train_error)
/* clang-format on */
