#!/usr/bin/env bash
# Sees to the Debian packages that pip cannot give us: `.ci/packages.sh NAME…`, each one of the names below.
# What is there already is left alone. What is missing is installed when we may, or else named in a sentence.
set -euo pipefail

python=${PYTHON:-python3}

present() {
  case $1 in
    python3-venv) "$python" -c 'import ensurepip, venv' 2>/dev/null ;;
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
    postgresql) command -v initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' ;;
    *) echo "packages.sh knows no package $1." >&2; exit 2 ;;
  esac >/dev/null
}

missing=()
for package in "$@"; do
  present "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || { [ ${#as_root[@]} -gt 0 ] && ! sudo -n true 2>/dev/null; }; then
  echo "Missing: ${missing[*]}. Please install it and run this again; on Debian: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi

echo "Installing ${missing[*]} …"
install() {
  ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
}
# The lists of a fresh machine are empty or old; one of long standing need not fetch them again.
install </dev/null || { ${as_root[@]+"${as_root[@]}"} apt-get update --quiet && install </dev/null; }

for package in "${missing[@]}"; do
  present "$package" || { echo "$package is installed, and yet it cannot be found." >&2; exit 1; }
done
