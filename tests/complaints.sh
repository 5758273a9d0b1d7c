# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash
# What GIMP, GEGL and GLib complain of in a log is wrong in a plug-in, but for a few lines
# that have another cause.  This file is sourced by bash.

# Extended regular expressions, each with the reason why it is none of a plug-in's faults.
known_complaints=(
  # The D-Bus of a desktop, which is not there.
  'dbus'
  # GIMP 3 closes the pipe to a file plug-in before that has said good-bye.
  'file-[a-z]+: gimp_flush\(\): error: Broken pipe'
  # GIMP itself ends an undo group that it has not started whenever it redoes an undoable
  # parasite of a layer (2.10.34 and 3.0.4).  One that isn't undoable can't be undone.
  "gimp_image_undo_group_end: assertion 'private->group_count > 0'"
)

# complaints LOG...: prints the complaints that are not known.
complaints ()
{
  local known

  known=$(printf '|%s' "${known_complaints[@]}")
  grep -ashE -- '-(CRITICAL|WARNING) \*\*|GLib.*(CRITICAL|WARNING)' "$@" | grep -avE "${known:1}"
}
