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
  # GIMP 3 closes the pipe to a plug-in before that has said good-bye.
  'gimp_flush\(\): error: Broken pipe'
  # GIMP itself ends an undo group that it has not started whenever it redoes an undoable
  # parasite of a layer (2.10.34 and 3.0.4).  One that isn't undoable can't be undone.
  "gimp_image_undo_group_end: assertion 'private->group_count > 0'"
  # GIMP 3.0.4 by itself: names in its own scripts, at its end, and the thumbnail of an image in
  # floating point that it exports.
  'script_fu_add_resource_arg declared resource name'
  "\(gimp:[0-9]+\): GLib-GObject-CRITICAL .*g_object_unref: assertion 'G_IS_OBJECT"
  '\(file-[a-z]+:[0-9]+\): (LibGimp|GdkPixbuf|GLib-GObject)-CRITICAL'
  # GIMP 3.0.4 keeps a buffer of each gimp-image-select-color, by which tests count pixels.  It
  # says the same of a layer that was made and never added to an image.
  'gegl_tile_cache_destroy: runtime check failed'
  # GIMP 3.0.4, now and then, when it ends while a plug-in does.
  'gimp_finalize: list of contexts not empty upon exit'
  # Script-Fu of GIMP 3: a procedure may return no image, and a test may give a value that is
  # none of an argument's, instead of which GIMP takes the default.
  'PDB procedure returned NULL GIMP object'
  "of type '[a-zA-Z]+' is invalid or out of range for property"
)

# complaints LOG...: prints the complaints that are not known.
complaints ()
{
  local known

  known=$(printf '|%s' "${known_complaints[@]}")
  grep -ashE -- '-(CRITICAL|WARNING) \*\*|GLib.*(CRITICAL|WARNING)' "$@" | grep -avE "${known:1}"
}
