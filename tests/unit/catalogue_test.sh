#!/bin/bash
# po2c.awk turns good catalogues into C and names what is wrong with others;
# lang-texts.awk finds the texts of the sources.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# verdict NAME WANT GOT: one line of TAP; WANT is a part of GOT.
verdict() {
    if [[ $3 == *"$2"* ]]; then
        echo "ok - $1"
        return
    fi
    echo "not ok - $1"
    printf '%s\n' "want $2" "got  $3" | sed 's/^/# /'
    failed=1
}

# good NAME WANT: the catalogue on stdin becomes C with WANT in it.
good() {
    local said
    cat >"$work/de.po"
    said=$(awk -f scripts/po2c.awk "$work/de.po" 2>&1) || said="exit $?: $said"
    verdict "$1" "$2" "$said"
    printf '%s\n' "$said" >"$work/table.c"
    gcc -std=c17 -Wall -Wextra -Wpedantic -Werror -Isrc -c "$work/table.c" \
        -o "$work/table.o" || { echo "not ok - $1 compiles"; failed=1; }
}

# bad NAME LINE WHY: it is refused with that line and reason.
bad() {
    local said
    cat >"$work/de.po"
    if said=$(awk -f scripts/po2c.awk "$work/de.po" 2>&1); then
        said="taken: $said"
    fi
    verdict "$1" "$work/de.po:$2: $3" "$said"
}

# texts NAME WANT: the source on stdin has the texts WANT, one a line, plural
# after a bar.
texts() {
    local said
    cat >"$work/page.c"
    said=$(awk -f scripts/lang-texts.awk "$work/page.c" |
        sed "s|^$work/page.c:||; s/\t/ /; s/\t$//; s/\t/|/")
    verdict "$1" "=$2=" "=$said="
}

good 'nothing but a header' 'lang_table_count = 0;' <<'END'
msgid ""
msgstr "Language: de\n"
END
good 'sorted bytewise' $'{"B",\n     "b",\n     NULL},\n    {"a"' <<'END'
msgid "a"
msgstr "ä"

msgid "B"
msgstr "b"
END
good 'a plural' $'"%d entry",\n     "%d Eintrag",\n     "%d Einträge"}' <<'END'
#, c-format
msgid "%d entry"
msgid_plural "%d entries"
msgstr[0] "%d Eintrag"
msgstr[1] "%d Einträge"
END
good 'a singular may spell out the number' '"Ein Eintrag"' <<'END'
msgid "One entry"
msgid_plural "%d entries"
msgstr[0] "Ein Eintrag"
msgstr[1] "%d Einträge"
END
good 'several lines and escapes' '"one \"two\"\n\tthree \\"' <<'END'
msgid ""
"one \"two\"\n"
"\tthree \\"
msgstr "x"
END
good 'no trigraphs' '"Wirklich?\?!"' <<'END'
msgid "Really"
msgstr "Wirklich??!"
END
good 'entries without a line between, obsolete ones left out' \
    'lang_table_count = 2;' <<'END'
msgid "a"
msgstr "b"
msgid "c"
msgstr "d"
#~ msgid "old"
#~ msgstr "alt"
END
good 'a percent sign is no directive' 'lang_table_count = 1;' <<'END'
msgid "100% done"
msgstr "zu 100 % fertig"
END

bad 'fuzzy' 2 'is marked fuzzy' <<'END'
#, fuzzy
msgid "a"
msgstr "b"
END
bad 'empty' 4 'has no translation' <<'END'
msgid "a"
msgstr "b"

msgid "c"
msgstr ""
END
bad 'empty plural' 1 'has no translation' <<'END'
msgid "a"
msgid_plural "b"
msgstr[0] "c"
msgstr[1] ""
END
bad 'twice' 4 "stands also in $work/de.po:1" <<'END'
msgid "a"
msgstr "b"

msgid "a"
msgstr "c"
END
bad 'directives in another order' 1 'not the same % directives' <<'END'
msgid "%d of %s"
msgstr "%s von %d"
END
bad 'a directive too many' 1 'not the same % directives' <<'END'
msgid "a"
msgstr "%s"
END
bad 'a directive lost in the plural' 1 'not the same % directives' <<'END'
msgid "%d a"
msgid_plural "%d b"
msgstr[0] "%d c"
msgstr[1] "viele d"
END
bad 'context' 1 'msgctxt is not used here' <<'END'
msgctxt "menu"
msgid "a"
msgstr "b"
END
bad 'unknown escape' 2 'unknown escape \x' <<'END'
msgid "a"
msgstr "\x41"
END
bad 'open text' 2 'not a quoted text' <<'END'
msgid "a"
msgstr "b
END
bad 'anything else' 1 'not understood' <<'END'
message "a"
END

# Of several catalogues.
printf 'msgid "a"\nmsgstr "b"' >"$work/one.po"
printf 'msgid "c"\nmsgstr "d"\n\nmsgid "a"\nmsgstr "b"\n' >"$work/two.po"
printf 'msgid "e"\nmsgstr "f"\n\nmsgid "a"\nmsgstr "B"\n' >"$work/three.po"
verdict 'two that agree' $'{"a",\n     "b",\n     NULL},\n    {"c"' \
    "$(awk -f scripts/po2c.awk "$work/one.po" "$work/two.po" 2>&1)"
verdict 'two that do not' "$work/three.po:4: stands also in $work/one.po:1" \
    "$(awk -f scripts/po2c.awk "$work/one.po" "$work/three.po" 2>&1)"

texts 'the three kinds' $'1 one\n2 two|twos\n3 three' <<'END'
T("one");
TN("two", "twos", n(1));
static const char *x = N_("three");
END
texts 'side by side over lines, with a comment' '1 one two' <<'END'
T("one "
  /* a "comment" */ "two");
END
texts 'either of two' $'1 late?\n1 in (time)' <<'END'
T(is(')') ? "late\?" : "in (time)")
END
texts 'in a template' '1 Save \"now\"' <<'END'
<button>{{ T("Save \"now\"") }}</button> <a href="x">T</a>
END
texts 'others are left alone' '' <<'END'
#define T(english) lang_text(c->lang, (english))
PRINT("a"); printT("b"); T(name); t("c");
END

exit "$failed"
