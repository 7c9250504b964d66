#!/usr/bin/env bash
# Makes .venv hold what the given locks name: `.ci/environment.sh requirements.txt…`. Done already, it costs an instant.
set -euo pipefail
cd "$(dirname "$0")/.."

stamps=.venv/.installed
python=.venv/bin/python

fingerprint() { # of a lock and of the interpreter that it was installed for
  { cat "$1"; "$python" --version; } | cksum
}

installed() {
  [ -x "$python" ] && [ -f "$stamps/${1//\//-}" ] && [ "$(fingerprint "$1")" = "$(cat "$stamps/${1//\//-}")" ]
}

find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 /usr/bin/python3}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "Python 3.11 or later is needed, and there is none on the path. Name one with PYTHON=/path/to/python3." >&2
  return 1
}

make_venv() {
  local base
  base=$(find_python)
  PYTHON=$base .ci/packages.sh python3-venv
  echo "Making .venv with $("$base" --version) …"
  "$base" -m venv --clear .venv
}

for lock in "$@"; do
  installed "$lock" && continue
  # A folder left by an interrupted run, or by a Python that is gone, is made anew.
  "$python" -m pip --version >/dev/null 2>&1 || make_venv
  echo "Installing what $lock names …"
  "$python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock"
  mkdir -p "$stamps"
  fingerprint "$lock" >"$stamps/${lock//\//-}"
done
