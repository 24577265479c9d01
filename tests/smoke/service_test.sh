#!/bin/bash
# conf/lorbeer.service, as far as it can be judged without systemd running.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
unit=$(mktemp -d)/lorbeer.service
# verify wants the program to be there
sed "s|/opt/lorbeer|$PWD|" conf/lorbeer.service >"$unit"
if ! command -v systemd-analyze >/dev/null; then
    echo "ok - systemd accepts the unit # SKIP no systemd-analyze here"
    exit 0
fi
status=0
said=$(systemd-analyze verify "$unit" 2>&1 | grep -F lorbeer) || true
if [ -z "$said" ]; then
    echo "ok - systemd accepts the unit"
else
    echo "not ok - systemd accepts the unit"
    printf '%s\n' "$said" | sed 's/^/# /'
    status=1
fi
rm -r "$(dirname "$unit")"
exit $status
