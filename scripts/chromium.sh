#!/usr/bin/env bash
# Finds Chromium, in which the widget is tested, or installs Debian's. CHROMIUM names another one.
#
#   scripts/chromium.sh install
set -euo pipefail

install_chromium() {
  local program=${CHROMIUM:-/usr/bin/chromium}
  if [ -x "$program" ]; then
    return
  fi
  echo "The widget is tested in Chromium, but $program is not there."
  if ! command -v apt-get >/dev/null; then
    echo "Install Chromium or Chrome, and set CHROMIUM to its program." >&2
    exit 1
  fi
  local as_root=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Ask an administrator to run \`apt-get install chromium\`, or set CHROMIUM to a Chromium or Chrome." >&2
      exit 1
    fi
    as_root=sudo
  fi
  echo "Installing it with apt-get${as_root:+, for which sudo may ask for your password}:"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
  [ -x /usr/bin/chromium ] || { echo "chromium was installed, but /usr/bin/chromium is not there." >&2; exit 1; }
}

case "${1:-}" in
  install) install_chromium ;;
  *) echo "usage: scripts/chromium.sh install" >&2; exit 2 ;;
esac
