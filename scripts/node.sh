#!/usr/bin/env bash
# Finds Node 20.19 or newer with npm, which build the widget; installs it where Debian's own is new enough.
#
#   scripts/node.sh install
set -euo pipefail

# Whether a version such as 20.19.2 will do: 20.19 and later of 20, or 22.12 and later.
will_do() {
  local major minor
  IFS=. read -r major minor _ <<<"${1#v}"
  [ "$major" -ge 23 ] || { [ "$major" = 22 ] && [ "$minor" -ge 12 ]; } || { [ "$major" = 20 ] && [ "$minor" -ge 19 ]; }
}

install_node() {
  if command -v node >/dev/null && command -v npm >/dev/null && will_do "$(node --version)"; then
    return
  fi
  echo "The widget is built with Node 20.19 or newer and npm, which are not installed here$(
    command -v node >/dev/null && echo " (there is node $(node --version))"
  )."
  local offered=
  if command -v apt-get >/dev/null; then
    local as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    [ -z "$as_root" ] || command -v sudo >/dev/null || { echo "Ask an administrator to install nodejs and npm." >&2; exit 1; }
    $as_root apt-get update -qq
    offered=$(apt-cache policy nodejs | sed -nE 's/.*Candidate: ([0-9.]+).*/\1/p')
  fi
  if [ -z "$offered" ] || ! will_do "$offered"; then
    echo "This system's packages have no such Node${offered:+ (only $offered)}. Install one, for example Node 22 LTS, and try again." >&2
    exit 1
  fi
  echo "Installing it with apt-get${as_root:+, for which sudo may ask for your password}:"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm
}

case "${1:-}" in
  install) install_node ;;
  *) echo "usage: scripts/node.sh install" >&2; exit 2 ;;
esac
