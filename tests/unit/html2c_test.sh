#!/bin/sh
# html2c: templates that compile, what they print, and templates that are
# refused. Every case runs under each awk that is there.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root" || exit 1
n=0
failed=0

# result STATUS NAME: counts one case
result() {
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        failed=1
    fi
}

# compile FILE: to $work/out.c
compile() {
    "$awk" -f scripts/html2c.awk "$1" >"$work/out.c" 2>"$work/err"
}

# body TEXT: makes $work/t.html, a function around the lines given
body() {
    {
        echo '% void html_t(struct out *o, const char *v, int n)'
        echo '% {'
        printf '%b\n' "$1"
        echo '% }'
    } >"$work/t.html"
}

# good NAME TEXT
good() {
    body "$2"
    compile "$work/t.html"
    status=$?
    [ $status -eq 0 ] || sed 's/^/# /' "$work/err"
    result $status "taken: $1"
}

# refused NAME LINE MESSAGE TEXT: LINE counts from the function's first line
refused() {
    body "$4"
    if compile "$work/t.html"; then
        result 1 "refused: $1"
        return
    fi
    grep -F "$work/t.html:$(($2 + 2)): " "$work/err" | grep -qF "$3"
    status=$?
    [ $status -eq 0 ] || sed 's/^/# /' "$work/err"
    result $status "refused: $1"
}

# Templates that are taken and refused.
texts() {
    good 'a value in text' '<p>{{ v }}</p>'
    good 'a value in quotes' '<p title="{{ v }}" class='"'a {{ v }}'"'>'
    good 'a value in a text area' '<textarea>{{ v }}</textarea>'
    good 'a value in the title' '<title>{{ v }} < x</title>'
    good 'a less-than sign in text' 'a < b {{ v }}'
    good 'a doctype and a comment' '<!doctype html>\n<!-- a "b -->{{ v }}'
    good 'a script without values' '<script>if (a<b) c("</p>");</script>{{ v }}'
    good 'an end tag that is none' '<script></scriptx></script>{{ v }}'
    good 'capitals' '<SCRIPT>x</Script><P TITLE="{{ v }}">'
    good 'a short tag' '<br/><input disabled value="{{ v }}"/>'
    good 'an address of text and a value' '<a href="/my/entry/{{ n }}">'
    good 'an address by url_' '<a href="{{ url_entry(o->mem, f(n)) }}?a={{ v }}">'
    good 'an address by out_weblink' '<a href="{{ out_weblink(v) }}">'
    good 'a parenthesis in a string' '<a href="{{ url_x(")") }}">'
    good 'a mail address' '<a href="mailto:{{ v }}">'
    good 'an anchor' '<a href="#e{{ n }}">'
    good 'another host' '<a href="https://x.example/{{ v }}">'
    good 'an attribute that only looks like on' '<p data-on="{{ v }}">'
    good 'a block in a tag' '<option\n% if (n) {\n selected\n% }\n>{{ v }}'
    good 'a block in an attribute' '<p class="a\n% if (n) {\nb\n% }\n">{{ v }}'
    good 'branches' '% if (n) {\n<b>\n% } else {\n<i>\n% }\n{{ v }}'
    good 'braces in strings and comments' '% f("}{"); g(/* } */ 0x7d); // }\n<p>'
    good 'a comment over lines' '% /* {\n%  * }} {{ */\n<p>'
    good 'a switch' '% switch (n) {\n% case 1:\n<p>\n%   break;\n% }'
    good 'a directive' '% #ifdef X\n<p>\n% #endif'
    good 'no HTML at all' '% f(n);'

    refused 'a value in a script' 1 '{{ }} inside <script>' \
        '<script>x = {{ v }};</script>'
    refused 'a value in a script of data' 1 '{{ }} inside <script>' \
        '<script type="application/json">{{ v }}</script>'
    refused 'a value after a false end' 1 '{{ }} inside <script>' \
        '<script></scriptx>{{ v }}</script>'
    refused 'a value in a style sheet' 2 '{{ }} inside <style>' \
        '<style>\np { color: {{ v }} }</style>'
    refused 'a value in on...' 1 '{{ }} inside the attribute onclick' \
        '<p onclick="f({{ n }})">'
    refused 'a value in ON...' 1 '{{ }} inside the attribute onclick' \
        '<p ONclick = "f({{ n }})">'
    refused 'a value in style' 1 '{{ }} inside the attribute style' \
        '<p style="color: {{ v }}">'
    refused 'a value in srcdoc' 1 '{{ }} inside the attribute srcdoc' \
        '<iframe srcdoc="{{ v }}">'
    refused 'a value without quotes' 1 'in the attribute title without quotes' \
        '<p title={{ v }}>'
    refused 'a value after text without quotes' 1 'without quotes' \
        '<p title=a{{ v }}>'
    refused 'a value as a name of a tag' 1 'inside the name of a tag' '<{{ v }}>'
    refused 'a value in the name of a tag' 1 'inside the name of a tag' '<h{{ n }}>'
    refused 'a value in an end tag' 1 'inside the name of a tag' '</{{ v }}>'
    refused 'a value as an attribute' 1 'outside a quoted attribute' '<p {{ v }}>'
    refused 'a value in the name of an attribute' 1 'outside a quoted attribute' \
        '<p a{{ v }}="x">'
    refused 'a value after an attribute' 1 'outside a quoted attribute' \
        '<p a {{ v }}>'
    refused 'a value in a comment' 1 'inside a comment' '<!-- {{ v }} -->'
    refused 'a value in a declaration' 1 'inside a comment' '<!doctype {{ v }}>'
    refused 'an address that is a value' 1 'an address must begin' \
        '<a href="{{ v }}">'
    refused 'an address after a space' 1 'an address must begin' \
        '<a href=" {{ v }}">'
    refused 'an action that is a value' 1 'an address must begin' \
        '<form action="{{ v }}">'
    refused 'a formaction that is a value' 1 'an address must begin' \
        '<button FormAction="{{ v }}">'
    refused 'a picture that is a value' 1 'an address must begin' \
        "<img src='{{ v }}'>"
    refused 'a call with something after it' 1 'an address must begin' \
        '<a href="{{ url_a(n) ? v : url_b(n) }}">'
    refused 'a call of something else' 1 'an address must begin' \
        '<a href="{{ my_url_a(n) }}">'
    refused 'an address of one slash' 1 'must not begin with "/"' \
        '<a href="/{{ v }}">'
    refused 'an address of two slashes' 1 'must not begin with "//"' \
        '<a href="//{{ v }}">'
    refused 'a javascript address' 1 'must not begin with "javascript:"' \
        '<a href="javascript:{{ v }}">'
    refused 'a host that is a value' 1 'must not begin with "https://"' \
        '<a href="https://{{ v }}">'
    refused 'C in an address' 2 'C inside the address href' \
        '<a href="\n% if (n) {\n/a\n% }\n">'
    refused 'no end of a value' 2 '{{ without }} on the same line' '<p>\n{{ v\n}}'
    refused 'an end without a value' 1 '}} without {{' '<p>v }}'
    refused 'an end before a value' 1 '}} without {{' '}} {{ v }}'
    refused 'a value in a value' 1 '{{ inside {{ }}' '{{ a {{ v }}'
    refused 'no expression' 1 'without an expression' '<p>{{ }}'
    refused 'an if without braces' 2 'C before markup must end in' \
        '% if (n)\n<p>\n% f();'
    refused 'a function that ends in a tag' 2 'a block must end where it began' \
        '<p'
    refused 'a function that ends in an attribute' 2 \
        'a block must end where it began' '<p title="'
    refused 'a function that ends in a script' 2 \
        'a block must end where it began' '<script>'
    refused 'a block that opens an attribute' 3 \
        'begun in text on line 3, ended in the attribute title' \
        '% if (n) {\n<p title="\n% }\n{{ v }}">'
    refused 'branches that differ' 3 'a block must end where it began' \
        '% if (n) {\n<p title="\n% } else {\n<p title=\n% }\n{{ v }}'
    refused 'an attribute without value' 1 'has no value' '<p title=>'
    refused 'a quote too many' 1 'a stray "' '<p title="a"">'
    refused 'an end tag without a name' 1 '</ without a name' '</ p>'
    refused 'a brace too many' 2 '} without {' '% }\n% }'
    refused 'markup after a function' 2 'markup outside a function' \
        '% }\n<p>\n% {'
    refused 'an open brace' 2 'of line 2 is not closed' '% {'
}

# Where a program of ours prints what a template makes of "<&'>" and 2.
cat >"$work/main.c" <<'END'
#include <stdio.h>

#include "base/arena.h"
#include "http/out.h"

void html_t(struct out *o, const char *v, int n);

int main(void)
{
    struct arena *mem = arena_new();
    struct out *o = out_new(mem, LANG_EN);

    html_t(o, "<&'>", 2);
    fputs(o->text.data, stdout);
    arena_free(mem);
    return 0;
}
END
# build PROGRAM SOURCES...
build() {
    ${CC:-gcc} -std=c17 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Werror -Isrc \
        -o "$@" src/http/out.c src/base/arena.c src/base/buf.c \
        src/base/log.c src/base/str.c src/base/character.c -lutf8proc 2>"$work/err"
}

# prints NAME: does $work/t.html print what $work/want says?
prints() {
    : >"$work/got"
    compile "$work/t.html" && build "$work/t" "$work/main.c" "$work/out.c" &&
        "$work/t" >"$work/got"
    sed 's/^/# /' "$work/err"
    diff "$work/want" "$work/got" | head -20 | sed 's/^/# /'
    cmp -s "$work/want" "$work/got"
    result $? "output: $1"
}

white_space() {
cat >"$work/t.html" <<'END'
% #include <string.h>
%
% void html_t(struct out *o, const char *v, int n);
%
% void html_t(struct out *o, const char *v, int n)
% {
<ul class="a
   b">

%   for (int i = 0; i < n; i++) {
    <li title='{{ v }}'>{{ i }}: {{ v }} – "\n" ??/ %d  
%   }
</ul>
  % Zoë	tab
<pre>
  two  
 <b>one</b>

</pre>
  <textarea>
  {{ v }}  
  </textarea>   
  end
% }
END
cat >"$work/want" <<'END'
<ul class="a
b">
<li title='&lt;&amp;&#39;&gt;'>0: &lt;&amp;&#39;&gt; – "\n" ??/ %d
<li title='&lt;&amp;&#39;&gt;'>1: &lt;&amp;&#39;&gt; – "\n" ??/ %d
</ul>
% Zoë	tab
<pre>
  two  
 <b>one</b>

</pre>
<textarea>
  &lt;&amp;&#39;&gt;  
  </textarea>
end
END
    prints 'white space, escapes, trigraphs'
}

# No literal above what C99 promises, nothing lost.
long_texts() {
    {
        echo '% #include "base/arena.h"'
        echo '% void html_t(struct out *o, const char *v, int n);'
        echo '% void html_t(struct out *o, const char *v, int n)'
        echo '% {'
        echo '% (void)v, (void)n;'
        printf '<p>'
        i=0
        while [ $i -lt 900 ]; do
            printf 'äöü€'
            i=$((i + 1))
        done
        echo '</p>'
        i=0
        while [ $i -lt 900 ]; do
            echo "<p>$i</p>"
            i=$((i + 1))
        done
        echo '% }'
    } >"$work/t.html"
    grep '^<' "$work/t.html" >"$work/want"
    prints 'long texts'
}

# The C compiler names the template and its line.
faults() {
    body '<p>\n<b>{{ v }}\n%   int a = n;\n%   a++;\n</b>{{ none }}</p>'
    compile "$work/t.html"
    build "$work/t" "$work/main.c" "$work/out.c"
    grep -q "t.html:7:.*none" "$work/err"
    result $? 'faults of the compiler: line of a value'
    body '<p>\n<b>{{ v }}\n%   int a = n;\n%   b++;\n</b></p>'
    compile "$work/t.html"
    build "$work/t" "$work/main.c" "$work/out.c"
    grep -q "t.html:6:.*'b'\|t.html:6:.*‘b’" "$work/err"
    result $? 'faults of the compiler: line of C'
}

our_templates() {
    for template in src/page/*.html; do
        [ -e "$template" ] || continue
        compile "$template"
        status=$?
        [ $status -eq 0 ] || sed 's/^/# /' "$work/err"
        result $status "taken: $template"
    done
}

for awk in mawk gawk; do
    command -v "$awk" >/dev/null || continue
    echo "# under $awk"
    texts
    white_space
    long_texts
    faults
    our_templates
done
echo "1..$n"
[ $n -gt 0 ] || failed=1
exit $failed
