# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash disable=SC2034
# Debian packages: what is missing gets installed, what is there costs nothing, so that
# a machine without network works as long as it has them all.  Sourced by bash.

# To build the engine and the generator of micrographs, and to run them.
ENGINE_PACKAGES=(gcc libc6-dev meson ninja-build pkg-config libglib2.0-dev libjson-glib-dev
  libpng-dev libtiff-dev libarchive-dev libprotobuf-c-dev protobuf-c-compiler libonnx-dev)

# The plug-in in Debian 12, and from Debian 13 on; the test of a killed training asks
# for processes, that of languages for a German locale, those of the operation for GEGL's programs.
GIMP2_PACKAGES=("${ENGINE_PACKAGES[@]}" libgimp2.0-dev gimp gegl gettext locales procps)
GIMP3_PACKAGES=("${ENGINE_PACKAGES[@]}" libgimp-3.0-dev gimp gegl gettext locales procps)

# Processors that are not there, for the choice of kernels.
PROCESSOR_PACKAGES=(qemu-user)

# To draw what the experiments find; other GrabCuts, measurements and readers of SVG and of
# AppStream to compare with.
EXPERIMENT_PACKAGES=(python3-matplotlib python3-numpy python3-pil)
# ImageJ is used where it is installed: with Java, it would be 200 MB.
REFERENCE_PACKAGES=(python3-opencv python3-skimage librsvg2-bin python3-tifffile
  python3-shapely gdal-bin appstream python3-onnx python3-yaml python3-numpy)

# Several processes for the command lazy-labels, what spreads files over machines, and what
# reads its manual.
COMMAND_PACKAGES=(libopenmpi-dev openmpi-bin parallel snakemake groff-base)

# Node.js, by whose npm ONNX Runtime is had (tests/onnxruntime).  Some packages of Node.js bring
# npm along, and can't be installed beside Debian's.
NODE_PACKAGES=()
command -v node >/dev/null || NODE_PACKAGES+=(nodejs)
command -v npm >/dev/null || NODE_PACKAGES+=(npm)

# The layout of sources and the spelling; another compiler, and its fuzzer; windows on a display
# without a screen, where gtk2-engines-pixbuf keeps GTK 2 from complaining about its theme; another
# Debian in a folder.
STYLE_PACKAGES=(clang-format codespell git)
CLANG_PACKAGES=(clang libclang-rt-dev)
WINDOW_PACKAGES=(xvfb openbox xdotool imagemagick x11-utils gtk2-engines-pixbuf)
ROOT_PACKAGES=(debootstrap)

# The engine for another processor, besides its compiler, and what it takes of that architecture.
EMULATED_PACKAGES=(qemu-user meson ninja-build pkg-config protobuf-c-compiler libonnx-dev)
EMULATED_LIBRARIES=(libglib2.0-dev libjson-glib-dev libpng-dev libtiff-dev libarchive-dev
  libprotobuf-c-dev)

# The engine for other systems, compiled only.
COMPILERS_PACKAGES=(gcc-mingw-w64-x86-64 musl-tools "${ENGINE_PACKAGES[@]}")

# Packages made of the tree, and looked at.
PACKAGE_PACKAGES=("${ENGINE_PACKAGES[@]}" build-essential debhelper dpkg-dev fakeroot gettext
  lintian appstream pkgconf xz-utils)

# The GIMP that this Debian has.
# shellcheck source=/dev/null
case $(. /etc/os-release && echo "${VERSION_ID:-}") in
  11 | 12)
    GIMP_VERSION=2
    BUILD_PACKAGES=("${GIMP2_PACKAGES[@]}" "${PROCESSOR_PACKAGES[@]}")
    ;;
  *)
    GIMP_VERSION=3
    BUILD_PACKAGES=("${GIMP3_PACKAGES[@]}" "${PROCESSOR_PACKAGES[@]}")
    ;;
esac

# install_packages NAME...
#
# Returns 1, with a sentence about it, when they can't be had.  Of several calls at once, the
# others wait for the first.
install_packages ()
{
  local name state missing=() log
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get)

  for name in "$@"; do
    # shellcheck disable=SC2016
    state=$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) || state=
    [ "$state" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if ! command -v apt-get >/dev/null; then
    echo "This machine has no apt-get: install by hand what Debian 12 calls ${missing[*]}." >&2
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Packages are missing and neither root nor sudo is at hand: as root, run" \
           "\"apt-get install --no-install-recommends ${missing[*]}\"." >&2
      return 1
    fi
    apt=(sudo "${apt[@]}")
  fi

  echo "Installing ${missing[*]}"
  log=$(mktemp)
  if (
    flock 9
    "${apt[@]}" update -q 9>&- &&
      "${apt[@]}" install -q -y --no-install-recommends "${missing[@]}" 9>&-
  ) 9>>"${TMPDIR:-/tmp}/lazy-labels-packages-$(id -u).lock" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi

  tail -n 15 "$log" >&2
  rm -f "$log"
  echo "The packages could not be installed (see above): check the network, or install" \
       "them by hand: ${missing[*]}." >&2
  return 1
}
