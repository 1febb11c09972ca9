#!/usr/bin/env bash
# Finds the programs of PostgreSQL 15 or newer, or installs them.
#
#   scripts/postgres.sh install    installs them where they are missing, saying what and why
#   source scripts/postgres.sh     gives the functions below
set -euo pipefail

# Prints the directory of initdb and postgres of the newest PostgreSQL that is 15 or newer; fails where there is none.
find_postgres() {
  local dir version best=0 found=
  for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin \
    /usr/local/opt/postgresql@*/bin ${PATH//:/ }; do
    [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] || continue
    version=$("$dir/postgres" --version | sed -E 's/.*\) ([0-9]+).*/\1/')
    if [ "$version" -ge 15 ] && [ "$version" -gt "$best" ]; then
      best=$version found=$dir
    fi
  done
  [ -n "$found" ] && echo "$found"
}

# Runs a command as somebody who may run Postgres, which refuses root.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/tmp "$@"
  else
    "$@"
  fi
}

install_postgres() {
  if [ -n "${DATABASE_URL:-}" ]; then
    return
  fi
  if find_postgres >/dev/null; then
    return
  fi
  echo "Verbatim keeps everything in PostgreSQL and runs one of its own, but PostgreSQL 15 or newer is not installed here."
  if ! command -v apt-get >/dev/null; then
    echo "Install it (on macOS: brew install postgresql@17; on Fedora: dnf install postgresql-server), or set" >&2
    echo "DATABASE_URL to a server that you run, and try again." >&2
    exit 1
  fi
  local as_root=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Ask an administrator to run \`apt-get install postgresql-15\`, or set DATABASE_URL to a server that you run." >&2
      exit 1
    fi
    as_root=sudo
  fi
  echo "Installing it with apt-get${as_root:+, for which sudo may ask for your password}:"
  $as_root apt-get update -qq
  # Debian 12 has 15; newer releases have only newer ones, which do as well.
  local package=postgresql-15
  apt-cache show "$package" >/dev/null 2>&1 || package=postgresql
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"
  find_postgres >/dev/null || {
    echo "$package was installed, but initdb and postgres 15 or newer were not found." >&2
    exit 1
  }
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  case "${1:-}" in
    install) install_postgres ;;
    *) echo "usage: scripts/postgres.sh install" >&2; exit 2 ;;
  esac
fi
