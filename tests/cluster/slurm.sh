#!/usr/bin/env bash
# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
#SBATCH --job-name=lazy-labels
#SBATCH --cpus-per-task=4
#SBATCH --requeue

# Segments a folder in an array of SLURM: each task takes every n-th file.
#
#   sbatch --array=0-9 slurm.sh IMAGES RESULTS [OPTION OF lazy-labels segment]...
#
# LAZY_LABELS: the program (default lazy-labels)
set -eu

if [ $# -lt 2 ]; then
  echo 'usage: sbatch --array=0-N slurm.sh IMAGES RESULTS [OPTION]...' >&2
  exit 2
fi
images=$1
results=$2
shift 2

# An array may begin at any number.
first=${SLURM_ARRAY_TASK_MIN:-0}
index=$((${SLURM_ARRAY_TASK_ID:-0} - first))
count=${SLURM_ARRAY_TASK_COUNT:-1}

mapfile -d '' -t all < <(find -L "$images" -maxdepth 1 -type f ! -name '.*' \
  \( -iname '*.tif' -o -iname '*.tiff' -o -iname '*.png' -o -iname '*.jpg' -o -iname '*.jpeg' \) \
  -print0 | LC_ALL=C sort -z)
mine=()
for ((i = index; i < ${#all[@]}; i += count)); do
  mine+=("${all[i]}")
done
if [ ${#mine[@]} -eq 0 ]; then
  echo "Nothing is left for task $index of $count."
  exit 0
fi

exec "${LAZY_LABELS:-lazy-labels}" segment --output "$results" --resume \
  --threads "${SLURM_CPUS_PER_TASK:-0}" --json "$@" -- "${mine[@]}"
