#!/usr/bin/env bash
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later

# Segments a folder on machines that ssh reaches, by GNU parallel.
#
#   gnu-parallel.sh NODES IMAGES RESULTS [OPTION OF lazy-labels segment]...
#
# NODES lists a machine per line: "8/node1" for eight jobs at once, ":" for this one.  A job that
# fails, also because its machine is lost, is tried again, on another machine if there is one.
#
# LAZY_LABELS: the program on each machine (default lazy-labels)
# LAZY_LABELS_FILES: files per job (default 20)
set -eu

if [ $# -lt 3 ]; then
  echo 'usage: gnu-parallel.sh NODES IMAGES RESULTS [OPTION]...' >&2
  exit 2
fi
nodes=$1
images=$(realpath "$2")
results=$(realpath -m "$3")
shift 3
mkdir -p "$results"

options=$(printf ' %q' "$@")
[ $# -gt 0 ] || options=''
find -L "$images" -maxdepth 1 -type f ! -name '.*' \
  \( -iname '*.tif' -o -iname '*.tiff' -o -iname '*.png' -o -iname '*.jpg' -o -iname '*.jpeg' \) \
  -print0 | LC_ALL=C sort -z |
  parallel --null --sshloginfile "$nodes" --retries 3 --max-args "${LAZY_LABELS_FILES:-20}" \
    "${LAZY_LABELS:-lazy-labels} segment --resume --json --threads 1$options --output $(printf '%q' "$results") -- {}"
