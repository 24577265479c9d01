#!/bin/bash
# conf/nginx.conf in front of the server: what reaches Kore, and what does not.
# shellcheck source=tests/smoke/lib.sh
. "$(dirname "$0")/lib.sh"

nginx=/usr/sbin/nginx
proxy=
stop_proxy() {
    [ -z "$proxy" ] || kill -QUIT "$proxy" 2>/dev/null
    [ -z "$proxy" ] || wait "$proxy" 2>/dev/null
    [ -z "${listener-}" ] || kill "$listener" 2>/dev/null
}
trap 'stop_proxy; finish' EXIT

free_port() {
    local port
    while port=$((20000 + RANDOM % 20000)); do
        ! (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && echo $port && return
    done
}

# start_proxy SOCKET: the site as it is shipped, on ports of our own
start_proxy() {
    port=$(free_port)
    sed -e '/listen \[::\]/d' \
        -e "s|listen 80;|listen 127.0.0.1:$(free_port);|" \
        -e "s|listen 443 |listen 127.0.0.1:$port |" \
        -e "s|unix:/run/lorbeer/web.sock|unix:$1|" \
        -e "s|/etc/letsencrypt.*/fullchain.pem|$work/cert.pem|" \
        -e "s|/etc/letsencrypt.*/privkey.pem|$work/key.pem|" \
        -e "s|/var/log/nginx/lorbeer.log|$work/site.log|" \
        conf/nginx.conf >"$work/site.conf"
    {
        [ "$(id -u)" != 0 ] || echo 'user root;'
        echo "daemon off; worker_processes 1; pid $work/nginx.pid;"
        echo "error_log $work/nginx.log; events { }"
        echo "http { access_log off;"
        for kind in client_body proxy fastcgi uwsgi scgi; do
            echo "${kind}_temp_path $work/$kind;"
        done
        echo "include /etc/nginx/mime.types; include $work/site.conf; }"
    } >"$work/nginx.conf"
    $nginx -e "$work/nginx.log" -c "$work/nginx.conf" &
    proxy=$!
    url=https://127.0.0.1:$port
    wait_for 20 bash -c ": </dev/tcp/127.0.0.1/$port" ||
        fail "nginx takes the site" "$(cat "$work/nginx.log")"
}

openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 \
    -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
echo insecure >"$work/.curlrc"
export CURL_HOME=$work

# --- what nginx sends on: a listener in place of the server --------------------

cat >"$work/listener.js" <<'END'
// Answers every connection once and keeps what came, one file each.
const net = require('net'), fs = require('fs');
const [socket, folder] = process.argv.slice(2);
let count = 0;
net.createServer(client => {
    const file = `${folder}/seen.${++count}`;
    let answered = false;
    client.on('error', () => { });
    client.on('data', data => {
        fs.appendFileSync(file, data);
        if (answered) return;
        answered = true;
        // late, so that whatever follows the head comes, too
        setTimeout(() => client.end(
            'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nok\n'), 150);
    });
}).listen(socket, () => fs.writeFileSync(`${folder}/listening`, ''));
END
mkdir "$work/seen"
node "$work/listener.js" "$work/listener.sock" "$work/seen" &
listener=$!
wait_for 20 test -e "$work/seen/listening" || fail "the listener listens"
start_proxy "$work/listener.sock"
# nginx is the first to look; that is not a request
seen() { # the last request that came
    tr -d '\r' <"$work/seen/seen.$(find "$work/seen" -name 'seen.*' | wc -l)"
}

many=()
for i in $(seq 40); do many+=(-H "x-$i: $i"); done
status / "${many[@]}" -H 'x-empty;' -H 'Host-Evil: evil.example' \
    -H 'X-Forwarded-For: 6.6.6.6' -H 'X-Real-IP: 6.6.6.6' \
    -H 'Cookie: lorbeer=abc' -H 'If-None-Match: "x"' \
    -H 'Accept-Language: de' >/dev/null
is "nginx sends on what is read, and nothing else" "$(seen)" "GET / HTTP/1.1
Connection: close
Host: lorbeer
Cookie: lorbeer=abc
Accept-Language: de
If-None-Match: \"x\"
X-Forwarded-For: 127.0.0.1"
for version in --http1.1 --http2; do
    status "/get" $version -X GET -d 'POST /smuggled HTTP/1.1' >/dev/null
    lacks "the body of a GET is cut ($version)" "$(seen)" 'smuggled|length'
    status "/get" $version -X GET -H 'Transfer-Encoding: chunked' \
        -d 'POST /smuggled HTTP/1.1' >/dev/null
    lacks "also without a length ($version)" "$(seen)" 'smuggled|encoding'
done
status /assets/x.css -X GET -d 'POST /smuggled HTTP/1.1' >/dev/null
lacks "also of a GET of an asset" "$(seen)" 'smuggled|length'
status /post -H 'Content-Type: a/b' -H 'Origin: https://x' \
    -H 'X-Forwarded-For: 6.6.6.6' -d hello >/dev/null
is "a POST keeps its body" "$(seen)" "POST /post HTTP/1.1
Connection: close
Host: lorbeer
Content-Length: 5
Content-Type: a/b
Origin: https://x
X-Forwarded-For: 127.0.0.1

hello"
status /post -H 'Transfer-Encoding: chunked' -d hello >/dev/null
has "a chunked one gets a length" "$(seen)" '^Content-Length: 5$'
has "and its body" "$(seen)" '^hello$'
kill "$listener"
wait "$listener" 2>/dev/null
listener=
is "no server: 503, come again" "$(status /)" 503
is "also for a form" "$(status / -d x)" 503
kill -QUIT "$proxy"
wait "$proxy"

# --- with the server ----------------------------------------------------------------

make_home
start_server "unix:$work/web.sock"
has "the ready line names the socket" "$(cat "$out")" \
    "^Lorbeer is ready at unix:$work/web.sock$"
start_proxy "$work/web.sock"
page=$(get /)
has "the front page answers" "$page" '^HTTP/[0-9.]+ 200'
has "HSTS is nginx's" "$page" '^strict-transport-security: '
is "HSTS comes once" \
    "$(grep -ic '^strict-transport-security' <<<"$page")" 1
is "a head of many lines is served" "$(status / "${many[@]}")" 200
is "an empty header line is served" "$(status / -H 'x-empty;')" 200
is "HEAD is served" "$(status / -I)" 200
asset=$(grep -oE '/assets/[^"]+\.css' <<<"$page" | head -n 1)
has "a stylesheet comes packed" \
    "$(get "$asset" -H 'Accept-Encoding: gzip' -I)" '^content-encoding: gzip'
etag=$(get "$asset" -H 'Accept-Encoding: gzip' -I | sed -n 's/^etag: //p')
is "its etag saves sending it again" \
    "$(status "$asset" -H 'Accept-Encoding: gzip' \
        -H "If-None-Match: $etag")" 304
has "the demo organiser logs in" "$(login organiser "$work/jar")" \
    '^303$'
is "the session holds" "$(status /office -b "$work/jar")" 200
make_meeting
listen 40 "$work/jar" >"$work/stream" &
stream=$!
wait_for 10 heard 1 "$work/stream"
is "a stream's first line is not kept back" $? 0
change_meeting
wait_for 10 heard 2 "$work/stream"
is "nor its second" $? 0
kill "$stream"
wait "$stream" 2>/dev/null
head -c 22020097 /dev/zero >"$work/large"
is "a body above the limit is refused" \
    "$(status /login --data-binary "@$work/large" -H 'Expect:')" 413
has "in words that a visitor reads" "$(cat "$work/body")" '20&nbsp;MB'
has "which say that texts were not touched" "$(cat "$work/body")" \
    'sind unver&auml;ndert'
has "also in English" "$(cat "$work/body")" 'Texts that were saved are as they'
truncate -s 500M "$work/huge"
is "500 MB are refused in the same words" \
    "$(status /my/entry/1/picture/x -F "file=@$work/huge")" 413
has "not with a broken connection" "$(cat "$work/body")" 'is too large'
head -c 22020096 /dev/zero >"$work/most"
is "the largest body that the proxy takes, the server takes too" \
    "$(status /login --data-binary "@$work/most" -H 'Expect:')" 400

# A GET whose head fills Kore's first read of 4096 bytes, so that its body
# begins a new one: with a reused connection Kore would run it.
for pad in $(seq 3840 8 3960); do
    printf -v cookie '%*s' "$pad" ''
    status / -X GET -H "Cookie: x=${cookie// /a}" \
        -d $'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n' >/dev/null
done
lacks "nothing is smuggled past nginx" "$(cat "$log")" smuggled

stop_server
is "SIGTERM ends the server with 0" $? 0
is "its socket is gone" "$(ls "$work/web.sock" 2>/dev/null)" ""
is "and nginx says so kindly" "$(status /)" 503
