#!/bin/bash
# test-twice.sh   For scripts/fresh --offline: the first time every test, with
# short fuzzing; the second time, without network, what shows that nothing is
# fetched again: packages, build, the typesetter, and a server.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -d build/test ]; then
    exec scripts/test --short unit serve_test jobs_test
fi
exec scripts/test --short
