#!/usr/bin/env bash
# Installs what Descent needs from the packages of Debian 12 or a relative of it: only what is missing, so it can be
# run again at no cost. It needs root or sudo only when something is missing.
#
#   tools/install_dependencies.sh [GROUP...]
#
#   build   compiler, CMake and the libraries; what the release preset needs (the default)
#   data    the Fashion-MNIST data set
#   test    what the tests call: Python and its headers, readelf, clang-format, an emulated processor, valgrind, a browser,
#           and both MPIs
#   lint    clang-tidy and shellcheck
#   neon    a compiler for 64-bit ARM and an emulator
#   fuzz    clang with libFuzzer
set -euo pipefail

packages_of() {
  case "$1" in
    build) echo g++ cmake ninja-build libtbb-dev libxsimd-dev libboost-program-options-dev zlib1g-dev \
                libdeflate-dev nlohmann-json3-dev libxxhash-dev libjs-vega catch2 libbenchmark-dev ;;
    data) echo dataset-fashion-mnist ;;
    test) echo python3-dev python3-venv binutils clang-format qemu-user valgrind chromium chromium-driver \
               libopenmpi-dev openmpi-bin libmpich-dev mpich ;;
    lint) echo clang-tidy clang-tools shellcheck ;;
    neon) echo g++-aarch64-linux-gnu qemu-user ;;
    fuzz) echo clang libclang-rt-14-dev ;;
    *) echo "unknown group '$1' (known: build, data, test, lint, neon, fuzz)" >&2; return 2 ;;
  esac
}

is_installed() {
  [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

as_root() {
  if [[ "$(id -u)" == 0 ]]; then "$@"; else sudo "$@"; fi
}

groups=("$@")
[[ ${#groups[@]} -gt 0 ]] || groups=(build)
wanted=()
for group in "${groups[@]}"; do
  names=$(packages_of "$group")
  read -ra list <<<"$names"
  wanted+=("${list[@]}")
done

if ! command -v apt-get >/dev/null; then
  echo "This system has no apt-get. Install the counterparts of: ${wanted[*]}" >&2
  exit 0
fi

missing=()
for package in "${wanted[@]}"; do
  is_installed "$package" || missing+=("$package")
done
if [[ ${#missing[@]} == 0 ]]; then
  echo "All packages of '${groups[*]}' are installed." >&2
  exit 0
fi

echo "Installing ${missing[*]}" >&2
as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >&2
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >&2
