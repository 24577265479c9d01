#!/bin/bash
# test-twice.sh   For scripts/fresh --offline: the first time every test, with
# short fuzzing; the second time, without network, what shows that nothing is
# fetched again: packages, build and the tests that need no browser.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -d build/test ]; then
    exec scripts/test unit story smoke
fi
exec scripts/test --short
