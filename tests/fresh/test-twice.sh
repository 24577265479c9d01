#!/bin/bash
# test-twice.sh   For scripts/fresh --offline: the first time every test, with
# short fuzzing; the second time, without network, what shows that nothing is
# fetched again: packages, build, and tests that need neither browser nor time.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -d build/test ]; then
    exec scripts/test --short unit story serve_test jobs_test
fi
exec scripts/test --short
