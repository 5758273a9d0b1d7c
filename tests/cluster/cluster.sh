# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# What the tests of the recipes have in common: micrographs, a small network, and a program that
# dies in the middle of one file, once.

# shellcheck source=tests/command/tap.sh
. "$(dirname "${BASH_SOURCE[0]}")/../command/tap.sh"
recipes=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

mkdir "$folder/images" "$folder/raw" "$folder/samples"
pairs=()
for seed in 1 2 3 4 5 6; do
  "$LL_LOOKS" --seed "$seed" --width 96 --height 96 --out "$folder/raw/m$seed" >/dev/null
  cp "$folder/raw/m$seed.png" "$folder/images/"
  pairs+=("$folder/raw/m$seed.png" "$folder/raw/m$seed-ids.png")
done
"$LL_MAKE_SAMPLES" "$folder/samples" "${pairs[@]}" || exit 2
weights=$folder/network.safetensors
"$LL_COMMAND" train "$folder/samples" --weights "$weights" --new-network --width=2 --levels=3 \
  --patch=32 --iterations=5 --threads=1 --quiet >/dev/null || exit 2
# What there is to be, made in one go.
"$LL_COMMAND" segment "$folder/images" -o "$folder/whole" --weights "$weights" --quiet || exit 2

# The program as a machine that is lost has it: it is killed as soon as it is given m4 for the
# first time.
cat >"$folder/lossy" <<END
#!/usr/bin/env bash
case "\$*" in
  *m4.png*)
    if mkdir "$folder/lost" 2>/dev/null; then
      kill -9 \$\$
    fi ;;
esac
exec "$LL_COMMAND" "\$@"
END
chmod +x "$folder/lossy"

# is_whole RESULTS: whether all label maps are those of a run in one go
is_whole () {
  local seed
  for seed in 1 2 3 4 5 6; do
    cmp "$1/m$seed-labels.tif" "$folder/whole/m$seed-labels.tif" || return 1
  done
}
