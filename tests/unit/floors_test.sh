#!/bin/bash
# scripts/floors lets good sources pass and names what breaks a rule.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# try NAME WANT FILE LINE: a house of one good file and FILE with LINE in it.
# WANT is a part of the complaint; empty means: no complaint.
try() {
    local name=$1 want=$2 file=$3 line=$4 said
    rm -rf "$work/src"
    mkdir -p "$work/src/base" "$work/src/$(dirname "$file")"
    echo '#include <stdio.h>' >"$work/src/base/good.c"
    printf '%s\n' "$line" >"$work/src/$file"
    if said=$(scripts/floors "$work/src"); then
        [ -z "$want" ] && [ -z "$said" ] && echo "ok - $name" && return
    else
        [ -n "$want" ] && [[ $said == *"/$file:"*"$want"* ]] &&
            echo "ok - $name" && return
    fi
    echo "not ok - $name"
    echo "# want '$want', got '$said'"
    failed=1
}
failed=0

try 'down is fine' '' page/a.c '#include "model/a.h"'
try 'sideways on the own floor is fine' '' model/a.c '#include "model/b.h"'
try 'libc is fine' '' base/a.c '#include <sys/stat.h>'
try 'up is refused' 'model must not' model/a.c '#include "page/a.h"'
try 'up from a header is refused' 'base must not' base/a.h '#include "db/db.h"'
try 'an indented one too' 'base must not' base/a.c ' # include "http/form.h"'
try 'db does not know http' 'db must not' db/a.c '#include "http/form.h"'
try 'http does not know db' 'http must not' http/a.c '#include "db/db.h"'
try 'paths start at src' 'path from src' base/a.c '#include "arena.h"'
try 'an unknown floor' 'no such floor' util/a.c 'int a;'

try 'kore in its file' '' app/kore.c '#include <kore/kore.h>'
try 'kore elsewhere' 'app/kore.c app/kore_stream.c alone' app/serve.c '#include <kore/http.h>'
try 'sodium in its file' '' base/secret.c '#include <sodium.h>'
try 'sodium in a header' 'alone' base/secret.h '#include <sodium.h>'
try 'sqlite in any db source' '' db/migrate.c '#include <sqlite3.h>'
try 'sqlite in a db header' 'alone' db/db.h '#include <sqlite3.h>'
try 'sqlite in db/statement.h' '' db/statement.h '#include <sqlite3.h>'
try 'sqlite in the model' 'alone' model/a.c '#include <sqlite3.h>'
try 'qpdf elsewhere' 'app/press.c' app/cli.c '#include <qpdf/qpdf-c.h>'

try 'pages read' '' page/a.c '#include "gen/sql_a.h"'
try 'the model writes' '' model/a.c '#include "gen/sql_a_write.h"'
try 'pages do not write' 'only the model' page/a.c '#include "gen/sql_a_write.h"'
try 'base has no SQL' 'above base' base/a.c '#include "gen/sql_a.h"'

body() { # a function with $1 lines inside
    printf 'void a(void)\n{\n'
    awk -v n="$1" 'BEGIN { while (n--) print "    a();" }'
    echo '}'
}
try 'a function of 60 lines' '' base/a.c "$(body 60)"
try 'a function of 61 lines' '61 lines' base/a.c "$(body 61)"
try 'a file of 500 lines' '' base/a.c "$(yes '' | head -499; echo '/**/')"
try 'a file of 501 lines' '501 lines' base/a.c "$(yes '' | head -500; echo '/**/')"

mkdir "$work/empty"
if scripts/floors "$work/empty" >/dev/null; then
    echo 'not ok - nothing to read is not a pass'
    failed=1
else
    echo 'ok - nothing to read is not a pass'
fi
exit "$failed"
