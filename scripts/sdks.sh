#!/usr/bin/env bash
# Installs the published SDKs whose samples are run against Verbatim: the Python ones into tests/sdk/.venv, an old one
# into tests/sdk/.venv-old, and those of npm into tests/sdk/node/node_modules. What was installed is stamped where it lies, so that a second call does nothing.
#
#   scripts/sdks.sh install
set -euo pipefail
cd "$(dirname "$0")/../tests/sdk"

# Whether there is a Python 3.11 or newer that can make virtual environments; Debian packs that part by itself.
python_will_do() {
  command -v python3 >/dev/null && python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
  if python_will_do; then
    return
  fi
  echo "The SDKs of Python are tried in a virtual environment, for which Python 3.11 or newer and its venv are not here."
  if ! command -v apt-get >/dev/null; then
    echo "Install them (on Fedora: dnf install python3; on macOS: brew install python) and try again." >&2
    exit 1
  fi
  local as_root=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "Ask an administrator to run \`apt-get install python3 python3-venv\`." >&2
      exit 1
    fi
    as_root=sudo
  fi
  echo "Installing them with apt-get${as_root:+, for which sudo may ask for your password}:"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 python3-venv
  python_will_do || { echo "python3 and python3-venv were installed, but are older than Python 3.11." >&2; exit 1; }
}

# Makes one environment of one list of pins. Nothing is resolved: the list names all that is needed.
install_python() {
  local list=$1 venv=$2
  if cmp -s "$list" "$venv/.installed"; then
    return
  fi
  find_python
  echo "Installing $(grep -c == "$list") Python packages into tests/sdk/$venv:"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --use-pep517 --requirement "$list"
  echo "$PWD/samples" > "$(echo "$venv"/lib/python3*/site-packages)/samples.pth"
  "$venv/bin/python" -m pip check >/dev/null || { "$venv/bin/python" -m pip check >&2; exit 1; }
  cp "$list" "$venv/.installed"
}

install_node() {
  local stamp=node/node_modules/.installed
  if cat node/package.json node/package-lock.json | cmp -s - "$stamp"; then
    return
  fi
  ../../scripts/node.sh install
  echo "Installing the SDKs of npm into tests/sdk/node/node_modules:"
  (cd node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  # Node looks for packages beside a program and above, so the samples need them there.
  ln -sfn ../node/node_modules samples/node_modules
  cat node/package.json node/package-lock.json > "$stamp"
}

case "${1:-}" in
  install)
    install_python python/requirements.txt .venv
    install_python python/old.txt .venv-old
    install_node
    ;;
  *) echo "usage: scripts/sdks.sh install" >&2; exit 2 ;;
esac
