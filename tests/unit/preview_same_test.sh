#!/bin/bash
# The preview's pages are those of the book: every word at the same place, so
# the same line breaks.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node tests/support/preview_same.mjs "$PWD/build/node" "$work"
