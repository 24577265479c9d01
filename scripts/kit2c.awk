# kit2c: the words of the winners' kit, assets/kit/PIECE.LANGUAGE.txt, as a C
# table.
#
# A line "== name ==" begins a passage. Refuses a file that begins otherwise,
# and one that is there in one language only. Whether passages and {places} are
# those of the program is for tests/unit/kit_words_test.c.

function fail(why) {
    print FILENAME ":" FNR ": " why > "/dev/stderr"
    failed = 1
    exit 1
}

function quoted(text) {
    gsub(/[\\"?]/, "\\\\&", text)
    return "\"" text "\\n\""
}

BEGIN {
    print "#include \"model/kit_words.h\"\n"
    print "const struct kit_original kit_originals[] = {"
}

FNR == 1 {
    if (piece != "") print "    },"
    n = split(FILENAME, part, "/")
    if (part[n] !~ /^[a-z_]+\.(de|en)\.txt$/)
        fail("words are called PIECE.de.txt or PIECE.en.txt")
    split(part[n], part, ".")
    piece = part[1]
    seen[piece]++
    if (!/^== [a-z_]+ ==$/)
        fail("the first line must begin a passage: \"== name ==\"")
    print "    {\n        \"" piece "\",\n        \"" part[2] "\","
}
{
    if (/\r/) fail("a line ends with CR")
    print "        " quoted($0)
}

END {
    if (failed) exit 1
    if (piece != "") print "    },"
    for (piece in seen)
        if (seen[piece] != 2) {
            print "assets/kit: " piece " is not there in two languages" \
                > "/dev/stderr"
            exit 1
        }
    print "    {0},\n};"
}
