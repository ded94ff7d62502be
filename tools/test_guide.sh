#!/usr/bin/env bash
# Follows docs/optimizer-guide.md as an author on an empty Debian 12 does: in a system that holds nothing but apt, every
# command of the guide is run as it stands there, against the installed package. A rule in C then builds in a second
# system, with gcc alone.
#
#   tools/test_guide.sh [BUILD]    BUILD: a folder with a build to install (default: build/release)
#
# Needs root, mmdebstrap, and some minutes; the systems are in build/guide and are removed at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=${1:-build/release}
work=build/guide
package=/where/descent/is/installed
trap 'rm -rf "$work"' EXIT
rm -rf "$work"
mkdir -p "$work"

# The commands of the guide; in its section $1 and the introduction alone where one is named.
commands() {
  awk -v wanted="${1:-}" '
    /^```/ { inside = $0 == "```sh" && (wanted == "" || heading == "" || heading == wanted); next }
    /^##/ && !inside { heading = $0 }
    inside' docs/optimizer-guide.md
}

# Runs a script from standard input in a new system named $1.
in_empty_system() {
  local system=$work/$1
  mmdebstrap --quiet --variant=apt --aptopt='APT::Get::Assume-Yes "true"' bookworm "$system" >&2
  mkdir -p "$system$package"
  cmake --install "$build" --prefix "$PWD/$system$package" >/dev/null
  { echo 'set -euxo pipefail'; echo 'export DEBIAN_FRONTEND=noninteractive'; echo 'cd /srv'; cat; } >"$system/srv/guide"
  unshare --mount --fork bash -c "mount -t proc proc '$system/proc' && exec chroot '$system' bash /srv/guide"
}

# The author writes what the guide shows, and trains and compares no longer than a test has to.
examples=$package/share/doc/descent/examples
commands | sed -e "/^cd belief$/a cp $examples/optimizer-plugin/{belief.cpp,trajectory.json} ." \
  -e 's/--epochs 10/--epochs 1/' -e 's/^descent compare /&--hidden 16 --epochs 1 --budget 2 --seeds 2 /' |
  in_empty_system whole
commands '### In C' | sed -e 's/^apt-get install cmake.*/apt-get install gcc/' -e '/dataset/d' | in_empty_system c
echo "The guide leads from an empty system to a plugin that is trained with and compared, in C++ and in C."
