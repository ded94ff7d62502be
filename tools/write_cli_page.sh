#!/usr/bin/env bash
# Writes the tables of docs/cli.md anew from the options that the program has; a test compares them.
#
#   tools/write_cli_page.sh [BUILD]    default: build/release, whose tests are built
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
DESCENT_WRITE_CLI_PAGE=1 "${1:-build/release}/tests/cli/test_cli" "the tables of the page of docs*"
