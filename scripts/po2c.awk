# Turns gettext catalogues into the one C table of src/base/lang_table.h:
#     LC_ALL=C awk -f scripts/po2c.awk assets/lang/de/*.po > lang_table.c
# With -v keys=1 it prints "msgid TAB msgid_plural" instead, for lang-check.
#
# Refuses with FILE:LINE what would reach a reader half translated: fuzzy and
# empty entries, double ones, and printf directives that do not agree with the
# English text's (those would crash). Two catalogues may have the same text if
# they translate it alike.

function complain(where, why) {
    print where ": " why > "/dev/stderr"
    failed = 1
}

function fail(why) {
    complain(FILENAME ":" FNR, why)
}

# The text of a quoted piece, its escapes resolved.
function decode(piece,    text, c, i, n) {
    if (piece !~ /^".*"[ \t\r]*$/) {
        fail("not a quoted text: " piece)
        return ""
    }
    sub(/"[ \t\r]*$/, "", piece)
    text = ""
    n = length(piece)
    for (i = 2; i <= n; i++) {
        c = substr(piece, i, 1)
        if (c == "\"")
            fail("a quotation mark inside the text")
        if (c != "\\") {
            text = text c
            continue
        }
        c = substr(piece, ++i, 1)
        if (c == "n") text = text "\n"
        else if (c == "t") text = text "\t"
        else if (c == "r") text = text "\r"
        else if (c == "\"" || c == "\\") text = text c
        else fail("unknown escape \\" c)
    }
    return text
}

# The text as the inside of a C string; "?" is escaped because C17 knows
# trigraphs.
function encode(text,    out, c, i, n) {
    out = ""
    n = length(text)
    for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (c == "\n") out = out "\\n"
        else if (c == "\t") out = out "\\t"
        else if (c == "\r") out = out "\\r"
        else if (c == "\"") out = out "\\\""
        else if (c == "\\") out = out "\\\\"
        else if (!keys && i > 1 && c == "?" && substr(text, i - 1, 1) == "?") out = out "\\?"
        else out = out c
    }
    return out
}

# The printf directives of a text, in order.
function directives(text,    list, one) {
    list = ""
    while (match(text, /%[-+0#]*[0-9*]*(\.[0-9*]+)?[hlzjt]*[%diouxXeEfgGcsp]/)) {
        one = substr(text, RSTART, RLENGTH)
        if (one != "%%")
            list = list " " one
        text = substr(text, RSTART + RLENGTH)
    }
    return list
}

# Is the same text in another catalogue translated alike?
function agrees() {
    return catalogue_of[id] != catalogue && german_one[id] == str[0] &&
        english_many[id] == plural && german_many[id] == str[1]
}

function finish_entry() {
    if (!started)
        return
    started = 0
    if (id == "")
        return # the header
    if (fuzzy)
        complain(place, "is marked fuzzy")
    if (str[0] == "" || (have_plural && str[1] == ""))
        complain(place, "has no translation")
    if (!have_plural && have_index)
        complain(place, "msgstr[] without msgid_plural")
    if (have_plural && !have_index)
        complain(place, "msgid_plural without msgstr[0] and msgstr[1]")
    if (directives(str[0]) != directives(id) &&
        !(have_plural && directives(str[0]) == directives(plural)))
        complain(place, "not the same % directives in both languages")
    if (have_plural && directives(str[1]) != directives(plural))
        complain(place, "not the same % directives in both plurals")
    if (id in place_of) {
        if (!agrees())
            complain(place, "stands also in " place_of[id])
        return
    }
    place_of[id] = place
    catalogue_of[id] = catalogue
    english[++count] = id
    german_one[id] = str[0]
    german_many[id] = str[1]
    english_many[id] = plural
}

function rest(keyword) {
    return decode(substr($0, length(keyword) + 2))
}

# A shell sort: standard awk has none.
function sort_english(    gap, i, j, text) {
    for (gap = int(count / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= count; i++) {
            text = english[i]
            for (j = i - gap; j > 0 && english[j] "" > text ""; j -= gap)
                english[j + gap] = english[j]
            english[j + gap] = text
        }
}

FNR == 1 { finish_entry(); fuzzy = 0; field = "" }
{ sub(/\r$/, "") }
/^[ \t]*$/ { finish_entry(); fuzzy = 0; field = ""; next }
/^#~/ { next }
/^#/ {
    if (started) { finish_entry(); fuzzy = 0; field = "" }
    if ($0 ~ /^#,.*fuzzy/) fuzzy = 1
    next
}
/^msgctxt / { fail("msgctxt is not used here"); field = "context"; next }
/^msgid / {
    if (started) { finish_entry(); fuzzy = 0 }
    started = 1; catalogue = FILENAME; place = FILENAME ":" FNR
    have_plural = 0; have_index = 0; plural = ""; str[0] = ""; str[1] = ""
    id = rest("msgid"); field = "id"
    next
}
/^msgid_plural / {
    have_plural = 1; plural = rest("msgid_plural"); field = "plural"
    next
}
/^msgstr / { str[0] = rest("msgstr"); field = "0"; next }
/^msgstr\[[01]\] / {
    have_index = 1; field = substr($0, 8, 1); str[field] = rest("msgstr[0]")
    next
}
/^"/ {
    if (field == "id") id = id decode($0)
    else if (field == "plural") plural = plural decode($0)
    else if (field == "0" || field == "1") str[field] = str[field] decode($0)
    else if (field == "") fail("a text that belongs to nothing")
    next
}
{ fail("not understood: " $0) }

END {
    finish_entry()
    if (failed)
        exit 1
    sort_english()
    if (keys) {
        for (i = 1; i <= count; i++)
            print encode(english[i]) "\t" encode(english_many[english[i]])
        exit 0
    }
    print "/* Generated by scripts/po2c.awk from the catalogues in assets/lang. */"
    print "#include \"base/lang_table.h\"\n"
    print "const struct lang_entry lang_table[] = {"
    for (i = 1; i <= count; i++) {
        id = english[i]
        printf "    {\"%s\",\n     \"%s\",\n     ", encode(id), encode(german_one[id])
        if (english_many[id] != "")
            printf "\"%s\"},\n", encode(german_many[id])
        else
            print "NULL},"
    }
    if (count == 0)
        print "    {\"\", \"\", NULL}, /* C knows no empty arrays */"
    print "};"
    printf "const size_t lang_table_count = %d;\n", count
}
