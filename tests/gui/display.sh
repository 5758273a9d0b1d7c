# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash
# An off-screen display with GIMP's windows on it.  This file is sourced by bash in the
# source folder, and sets $work, a temporary folder.

# shellcheck source=tests/packages.sh
. tests/packages.sh
# shellcheck source=tests/complaints.sh
. tests/complaints.sh

install_packages "${WINDOW_PACKAGES[@]}" || exit 1

# As in tests/plugin/run-gimp.
export GLIBC_TUNABLES=${GLIBC_TUNABLES:-glibc.malloc.hugetlb=1}

work=$(mktemp -d /tmp/lazy-labels-gui.XXXXXX) || exit 1
children=()
gimp= # its process
gimp_environment=() # VARIABLE=VALUE for GIMP and plug-ins
cleanup ()
{
  kill "${children[@]}" 2>/dev/null
  wait 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

# until_ready SECONDS COMMAND...: repeats the command until it succeeds.
until_ready ()
{
  # Limits are generous: a busy machine may take ten times as long as a quiet one.
  local end=$((SECONDS + 10 * $1))

  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "This did not happen in time: $*" >&2
      return 1
    fi
    if [ -n "$gimp" ] && ! kill -0 "$gimp" 2>/dev/null; then
      echo "GIMP has ended before this happened: $*" >&2
      return 1
    fi
    sleep 0.2
  done
}

# settle: waits until the screen has stood still for a moment.  The cursors of text fields do not
# blink here; where something moves all the time, as the curves of a training do, it gives up.
# A busy machine may be still because it has come to nothing yet, so whoever waits for a certain
# change waits for that first.
settle ()
{
  local end=$((SECONDS + 200)) last='' now=none still=0

  while [ "$still" -lt 2 ]; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "The screen does not stand still." >&2
      return 1
    fi
    sleep 0.25
    now=$(import -silent -window root rgb:- | cksum)
    if [ "$now" = "$last" ]; then still=$((still + 1)); else still=0; fi
    last=$now
  done
}

# A screen of SCREEN pixels, 1280x900 by default.
start_display ()
{
  local number

  mkfifo "$work/display" || return
  Xvfb -displayfd 3 -screen 0 "${SCREEN:-1280x900}x24" -nolisten tcp 3>"$work/display" 2>/dev/null &
  children+=($!)
  read -r number <"$work/display" || return
  export DISPLAY=:$number
  openbox >/dev/null 2>&1 &
  children+=($!)
  # The pointer moves away from widgets that have a tooltip.
  until_ready 20 sh -c 'xprop -root _NET_SUPPORTING_WM_CHECK | grep -q "window id"' &&
    xdotool mousemove 1279 700
}

window_named ()
{
  xdotool search --onlyvisible --name "$1"
}

no_window_named ()
{
  ! window_named "$1"
}

# picture_of TITLE: prints a number that is another one when the window looks otherwise
picture_of ()
{
  import -silent -window "$(window_named "$1" | head -n 1)" rgb:- | cksum
}

# looks_otherwise TITLE PICTURE: whether the window no longer looks as it did then
looks_otherwise ()
{
  [ "$(picture_of "$1")" != "$2" ]
}

# moves TITLE TIMES: waits until the window has changed so often by itself, as it does when a bar
# shows progress
moves ()
{
  local i picture

  for ((i = 0; i < $2; i++)); do
    picture=$(picture_of "$1")
    until_ready 30 looks_otherwise "$1" "$picture" || return
  done
}

# change TITLE KEY: presses a key in a window, and waits until that has changed the window
change ()
{
  local picture

  xdotool windowactivate --sync "$(window_named "$1" | head -n 1)"
  settle
  picture=$(picture_of "$1")
  xdotool key --delay 200 "$2"
  until_ready 20 looks_otherwise "$1" "$picture"
}

# height_of TITLE: prints the height of the window
height_of ()
{
  # shellcheck disable=SC2034
  local WINDOW X Y WIDTH HEIGHT SCREEN

  eval "$(xdotool getwindowgeometry --shell "$(window_named "$1" | head -n 1)")"
  echo "$HEIGHT"
}

# is_higher TITLE HEIGHT
is_higher ()
{
  [ "$(height_of "$1")" -gt "$2" ]
}

is_lower ()
{
  [ "$(height_of "$1")" -lt "$2" ]
}

# is_painted X Y COLOUR: whether most of the screen around this point, seven pixels wide, has the
# colour; the pointer of a brush draws a ring on it
is_painted ()
{
  [ "$(import -silent -window root -crop "7x7+$(($1 - 3))+$(($2 - 3))" +repage -depth 8 txt:- |
    grep -ci "$3")" -ge 15 ]
}

# press_times NUMBER KEY
press_times ()
{
  local i

  for ((i = 0; i < $1; i++)); do
    xdotool key --delay 300 "$2"
  done
}

# choose_entry SUBMENU ENTRY: chooses by number from the menu Lazy Labels, which is the last
# one of Filters in GIMP 3; in 2.10, Script-Fu follows.
choose_entry ()
{
  xdotool key --delay 300 alt+r End
  # shellcheck disable=SC2154
  [ "$version" = 3 ] || xdotool key --delay 300 Up
  xdotool key --delay 300 Right
  press_times $(($1 - 1)) Down
  xdotool key --delay 300 Right
  press_times $(($2 - 1)) Down
  xdotool key --delay 300 Return
}

# each_gimp FUNCTION: calls the function for each GIMP with a build; GIMPS=2 leaves out GIMP 3.
each_gimp ()
{
  local failed=0

  if [ -f build/tests/plugin/environment-gimp2 ] && [[ ${GIMPS:-23} == *2* ]]; then
    "$1" 2 env sh build/tests/plugin/environment-gimp2 || failed=1
  fi
  if [[ ${GIMPS:-23} != *3* ]]; then
    return $failed
  fi
  if [ -f build/tests/plugin/environment-gimp3 ]; then
    "$1" 3 env sh build/tests/plugin/environment-gimp3 || failed=1
  elif [ -f build-gimp3/tests/plugin/environment-gimp3 ]; then
    "$1" 3 tests/gimp3-root sh build-gimp3/tests/plugin/environment-gimp3 || failed=1
  fi

  return $failed
}

# start_gimp VERSION LOG PLACE... -- ARGUMENT...: starts GIMP in the background, as $gimp.
# The profile is fresh, since GIMP asks about rescued images if it was killed before.  The
# function prepare_profile PROFILE, if it is defined, adds to the profile.
start_gimp ()
{
  local version=$1 log=$2 profile program plugins build name place=()

  shift 2
  while [ "$1" != -- ]; do
    place+=("$1")
    shift
  done
  shift

  # shellcheck disable=SC2016
  { read -r program && read -r plugins && read -r build; } < <(
    "${place[@]}" sh -c 'printf "%s\n" "$LL_GIMP" "$LL_GIMP_PLUGINS" "$LL_BUILD"') || return
  program=${program/-console/}

  profile=$(mktemp -d "$work/profile.XXXXXX") || return
  # Of GTK 2 in the profile, of GTK 3 in the folder of its settings.
  echo 'gtk-cursor-blink = 0' >"$profile/gtkrc"
  mkdir -p "$work/config/gtk-3.0" || return
  printf '[Settings]\ngtk-cursor-blink=0\n' >"$work/config/gtk-3.0/settings.ini"
  mkdir -p "$profile/plug-ins" "$profile/scripts" || return
  for name in script-fu file-png; do
    ln -s "$plugins/$name" "$profile/plug-ins/"
  done
  ln -s "$build/plugin/scripts/gimp$version/lazy-labels-batch.scm" "$profile/scripts/"
  cat >"$profile/gimprc" <<END
(plug-in-path "$profile/plug-ins:$build/plugin/gimp$version:$build/tests/plugin/gimp$version")
(check-updates no)
END
  if declare -F prepare_profile >/dev/null; then
    prepare_profile "$profile" || return
  fi
  if [ "$version" = 3 ]; then
    # Neither GIMP nor a new version of it shows its welcome dialog.
    echo '(show-welcome-dialog no)' >>"$profile/gimprc"
    "${place[@]}" "$program" --version 2>/dev/null |
      sed -nE 's/.* ([0-9]+\.[0-9]+\.[0-9]+).*/(config-version "\1")/p' >>"$profile/gimprc"
  fi

  "${place[@]}" env XDG_CONFIG_HOME="$work/config" "${gimp_environment[@]}" \
    GIMP2_DIRECTORY="$profile" GIMP3_DIRECTORY="$profile" \
    "$program" -n -s "$@" >"$log" 2>&1 &
  gimp=$!
  children+=("$gimp")
}

stop_gimp ()
{
  kill "$gimp"
  wait "$gimp" 2>/dev/null
  gimp=
}

# no_complaints: whether $work/log holds no complaint that is not known, nor a call of something
# that GIMP does not have; prints those that it holds.
no_complaints ()
{
  complaints "$work/log" | sed 's/^/# /'
  [ -z "$(complaints "$work/log")" ] && ! grep -aA 1 'Calling error' "$work/log"
}

# The longest turn of the main loop of a window of the plug-in, in milliseconds.
LIMIT=50

# Checks in $work/log, written with LAZY_LABELS_LATENCY, that no turn of the main loop takes
# longer.  The machine may be busy, so one turn in two hundred may wait for a processor.
answers_in_time ()
{
  local line own late=0 turns=0 busy=0

  while read -r line; do
    echo "# $line"
    [[ $line =~ ,\ ([0-9]+)\.[0-9]\ ms\ without.*\;\ ([0-9]+)\ of\ ([0-9]+)\  ]] || return
    own=${BASH_REMATCH[1]}
    late=$((late + BASH_REMATCH[2]))
    turns=$((turns + BASH_REMATCH[3]))
    [ "$own" -lt "$LIMIT" ] || busy=1
  done < <(grep -o 'longest turn of the main loop.*' "$work/log")

  [ "$busy" -eq 0 ] && [ "$turns" -gt 0 ] && [ $((200 * late)) -le "$turns" ]
}
