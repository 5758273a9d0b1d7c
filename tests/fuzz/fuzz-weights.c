/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libFuzzer's way into the reader of weights files:
 *
 *   CC=clang meson setup build-clang -Dfuzz=true -Dgimp=none
 *   build-clang/tests/fuzz/fuzz-weights -max_total_time=60 NEW tests/engine/files/corpus
 *
 * NEW is a folder for what it finds.
 */

#include "io/weights-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (LlTensorFile) file = ll_tensor_file_parse (bytes, "fuzz", NULL);
  g_autoptr (LlNetwork) network = NULL;

  if (file)
    network = ll_weights_from_tensor_file (file, NULL);

  return 0;
}
