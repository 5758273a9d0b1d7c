# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# What the tests of the command have in common: a folder of their own, and reports in TAP.
#
# environment, as tests/command/meson.build sets it:
#   LL_COMMAND    the program lazy-labels
#   LL_SYNTH      the generator of micrographs
#   LL_NETWORKS   folder of the starting networks

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/lazy-labels-command.XXXXXX") || exit 2
trap 'rm -rf "$folder"' EXIT
: "${LL_COMMAND:?is not set: give the program lazy-labels}"
export LAZY_LABELS_NETWORKS=${LL_NETWORKS:-}
count=0
failed=0

# check NAME STATUS
check () {
  count=$((count + 1))
  if [ "$2" -eq 0 ]; then
    echo "ok $count - $1"
  else
    echo "not ok $count - $1"
    failed=1
  fi
}

# try NAME COMMAND...: the command succeeds; what it prints is shown otherwise
try () {
  local name=$1
  shift
  "$@" >"$folder/.printed" 2>&1
  local status=$?
  [ "$status" -eq 0 ] || sed 's/^/# /' "$folder/.printed"
  check "$name" "$status"
}

# gives NAME CODE COMMAND...: the command exits with this code
gives () {
  local name=$1 code=$2
  shift 2
  "$@" >"$folder/.printed" 2>&1
  local status=$?
  [ "$status" -eq "$code" ] || { echo "# exit code $status"; sed 's/^/# /' "$folder/.printed"; }
  [ "$status" -eq "$code" ]
  check "$name" $?
}

compare () {
  python3 "$here/compare.py" "$@"
}

finish_tests () {
  echo "1..$count"
  exit "$failed"
}
