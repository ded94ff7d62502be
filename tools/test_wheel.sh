#!/usr/bin/env bash
# Builds the wheel, installs it into an empty environment, and trains there, far from the sources; then runs the README's Python.
#
#   tools/test_wheel.sh [FOLDER]    FOLDER: see tools/build_wheel.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

most_bytes=$((15 << 20))
wheel=$PWD/$(tools/build_wheel.sh "$@")
size=$(stat --format %s "$wheel")
[[ $size -lt $most_bytes ]] || { echo "the wheel has $size bytes, expected less than $most_bytes" >&2; exit 1; }

rm -rf build/wheel/empty
python3 -m venv build/wheel/empty
build/wheel/empty/bin/python -m pip install --quiet --disable-pip-version-check "$wheel"
script=$PWD/tests/python/installed.py readme=$PWD/README.md
cd build/wheel/empty
bin/python -I "$script"

# The README's lines of Python, as a new user types them.
bin/python -m pip install --quiet --disable-pip-version-check scikit-learn
sed -n '/^<!-- python -->$/,/^```$/p' "$readme" | sed '1,2d;$d' >lines.py
bin/python -I lines.py
