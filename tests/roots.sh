# Lazy Labels: segmentation of micrographs learned from rough marks
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shellcheck shell=bash
# Another Debian in a folder.  Sourced by bash; needs root.

# Where apt gets this machine's own Debian from; debootstrap knows fewer kinds of
# addresses than apt does.
find_mirror ()
{
  local mirror codename

  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(CREATED_BY) $(COMPONENT) $(RELEASE) $(REPO_URI)' \
             2>/dev/null |
             awk -v codename="$codename" \
               '$1 == "Packages" && $2 == "main" && $3 == codename { print $4; exit }')
  case $mirror in
    http://* | https://* | file:/*) echo "${mirror%/}" ;;
    *) echo http://deb.debian.org/debian ;;
  esac
}

# What this machine needs to reach the mirror, its apt in the root needs as well.
carry_apt_settings ()
{
  local root=$1

  cp -L /etc/resolv.conf /etc/hosts "$root/etc/" 2>/dev/null
  [ ! -f /etc/apt/apt.conf ] || cp /etc/apt/apt.conf "$root/etc/apt/"
  cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null
  if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    mkdir -p "$root/etc/ssl/certs"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  fi
  # The folder can be made anew at any time, so nothing waits for the disk, and nothing
  # that only people read is kept.
  cat >"$root/etc/dpkg/dpkg.cfg.d/lazy-labels" <<'END'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/gimp/*/help/*
END
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
}

# make_debian SUITE FOLDER: the smallest Debian with a certificate of who it talks to.  What
# debootstrap mounts in it goes with this process, which has to have a mount namespace of its own.
make_debian ()
{
  local suite=$1 root=$2 mirror proxy

  mirror=$(find_mirror)
  proxy=$(apt-config shell proxy Acquire::http::Proxy | sed -nE "s/^proxy='(.*)'$/\1/p")
  case $proxy in
    http*) export http_proxy=$proxy ;;
  esac

  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" &&
    carry_apt_settings "$root" &&
    chroot "$root" apt-get update -q
}

# make_newest_debian FOLDER: Debian sid, which debootstrap of an older Debian doesn't know how to
# make, and which lacks a package at times that debootstrap takes for granted.  So it is Debian 13
# that gets upgraded while it is small.
make_newest_debian ()
{
  local root=$1 mirror

  make_debian trixie "$root" || return
  mirror=$(find_mirror)
  echo "deb $mirror sid main" >"$root/etc/apt/sources.list"
  # A mirror that is a snapshot doesn't renew what it has.
  echo 'Acquire::Check-Valid-Until "false";' >"$root/etc/apt/apt.conf.d/99lazy-labels"
  chroot "$root" apt-get update -q &&
    chroot "$root" apt-get full-upgrade -q -y --no-install-recommends \
      -o Dpkg::Options::=--force-confnew
}
