#!/bin/bash
# lorbeer init and lorbeer user: what is made, what is refused, and that a
# failed attempt leaves nothing behind.
# shellcheck source=tests/unit/cli.sh
. "$(dirname "$0")/cli.sh"

try 'a new home' 0 '/invite/' "$lorbeer" init award
same 'folder' "$(stat -c %a award)" 700
same 'folders' "$(stat -c %a award/{files,exports,keys,run} | sort -u)" 700
same 'files' "$(find award -type f -exec stat -c %a {} + | sort -u)" 600
same 'keys' "$(stat -c %s award/keys/{cookie,seal} | sort -u)" 32
try 'two different keys' 1 differ cmp award/keys/cookie award/keys/seal
try 'settings are the example' 0 '' \
    diff award/lorbeer.conf "$root/conf/lorbeer.conf.example"
try 'a home is not made twice' 1 'is an award home already' \
    "$lorbeer" init award
mkdir full empty && touch full/something
try 'a folder that is not empty' 1 'is not empty' "$lorbeer" init full
same 'is left alone' "$(ls full)" something
try 'a file' 1 'is not a folder' "$lorbeer" init full/something
try 'an empty folder' 0 https://award.example.org/invite/ \
    "$lorbeer" init empty --url https://award.example.org/
try 'parents are made' 0 /invite/ "$lorbeer" init a/b/c
try 'with a person' 0 /invite/ "$lorbeer" init named \
    --email jonas@award.example --name 'Jonas Reber'
try 'which is listed' 0 \
    $'1\tjonas@award.example\tJonas Reber\torganiser\tinvited' \
    "$lorbeer" user list named

n=0
for url in ftp://x.example http://x.example/path 'http://x y' "$(
    printf 'http://%0200d.example' 1
)" $'http://x\nlisten=evil'; do
    try "no origin $((n += 1))" 2 'must be like' "$lorbeer" init bad --url "$url"
done
try 'no address' 2 'is not an e-mail address' "$lorbeer" init bad --email x
try 'no folder' 2 'usage: lorbeer init' "$lorbeer" init
try 'unknown option' 2 'usage: lorbeer init' "$lorbeer" init bad --force
same 'nothing was made' "$(ls -d bad 2>/dev/null)" ''
try 'help' 0 'usage: lorbeer init' "$lorbeer" init --help

try 'user add' 0 /invite/ "$lorbeer" user add award ada@example.org \
    --name 'Dr. Ada' --role juror --language en
try 'user add twice' 1 'there is an account already' "$lorbeer" user add award \
    ADA@example.org --name A --role organiser
try 'user add without a role' 2 usage: "$lorbeer" user add award x@y.example \
    --name A
try 'user add with no such role' 2 usage: "$lorbeer" user add award \
    x@y.example --name A --role king
try 'user add with no address' 2 'is not an e-mail address' "$lorbeer" user \
    add award nonsense --name A --role juror
try 'user list' 0 $'2\tada@example.org\tDr. Ada\tjuror\tinvited' \
    "$lorbeer" user list award
try 'user disable' 0 '' "$lorbeer" user disable award ada@example.org
try 'is disabled' 0 $'juror\tdisabled' "$lorbeer" user list award
try 'user enable' 0 '' "$lorbeer" user disable award ada@example.org --enable
try 'is enabled' 0 $'juror\tinvited' "$lorbeer" user list award
try 'nobody to disable' 1 'no such account' "$lorbeer" user disable award \
    x@y.example
try 'password without one' 2 'nothing to read' \
    "$lorbeer" user password award ada@example.org
# shellcheck disable=SC2317 # try calls it
password() { printf '%s' "$1" | "$lorbeer" user password award "$2"; }
try 'password too short' 1 'too short' password 'ninechars' ada@example.org
try 'password of nobody' 1 'no such account' password 'a long one' x@y.example
try 'password' 0 '' password 'ä long one' ada@example.org
try 'has one now' 0 $'juror\tactive' "$lorbeer" user list award
try 'second-off where there is none' 1 'has no second factor' \
    "$lorbeer" user second-off award ada@example.org
sqlite3 award/lorbeer.db "INSERT INTO second_factor VALUES
    ((SELECT id FROM user WHERE email = 'ada@example.org'), 'x', 1, 1)"
try 'second-off' 0 '' "$lorbeer" user second-off award ada@example.org
try 'it is off' 1 'has no second factor' \
    "$lorbeer" user second-off award ada@example.org
same 'and logged' "$(sqlite3 award/lorbeer.db "SELECT action FROM audit
    ORDER BY id DESC LIMIT 1")" second.off
try 'no such action' 2 'usage: lorbeer user' "$lorbeer" user crown award
try 'missing home' 4 'lorbeer: nowhere: No such file' \
    "$lorbeer" user list nowhere
try 'not a home' 4 'is not an award home' "$lorbeer" user list full
cd award || exit 1
try 'from inside' 0 ada@example.org "$lorbeer" user list .
cd / || exit 1
try 'from elsewhere' 0 ada@example.org "$lorbeer" user list "$work/award"
cd "$work" || exit 1

mkdir disk
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=60k tmpfs disk 2>/dev/null
then
    mounted=$work/disk
    for kilobytes in 60 200 700; do
        mount -o "remount,size=${kilobytes}k" disk
        try "full disk, ${kilobytes} kB" 4 lorbeer: "$lorbeer" init disk/award
        same 'nothing is left' "$(ls -A disk)" ''
    done
    mount -o remount,size=8m disk
    try 'room enough' 0 /invite/ "$lorbeer" init disk/award
    mount -o remount,ro disk
    try 'read-only home' 4 '/disk/award: attempt to write' "$lorbeer" user add \
        disk/award x@y.example --name A --role juror
    try 'read-only folder' 4 'Read-only file system' "$lorbeer" init disk/other
else
    skip 'full and read-only disks need root and tmpfs'
fi
exit "$failed"
