# The texts that a reader sees: prints for every T("…"), TN("…", "…", n) and
# N_("…") in C sources and templates "FILE:LINE TAB text TAB plural". Literals
# side by side are one text; T(late ? "Late" : "In time") holds two.

# "\?" is the only escape that the sources need and the catalogue does not.
function spell(text) {
    gsub(/\\\?/, "?", text)
    return text
}

# Prints the literals of the call whose inside begins at character `at` of
# `source`; returns where it ends.
function call(name, at, line,    depth, c, text, have, start, n, list) {
    depth = 1; text = ""; have = 0; n = 0
    while (depth > 0 && at <= size) {
        c = substr(source, at, 1)
        if (c == "\"") {
            start = ++at
            while ((c = substr(source, at, 1)) != "\"" && at <= size)
                at += c == "\\" ? 2 : 1
            text = text substr(source, start, at - start)
            have = 1
        } else if (substr(source, at, 2) == "/*") {
            at += index(substr(source, at), "*/")
        } else if (c !~ /[ \t\r\n]/) {
            if (have)
                list[++n] = spell(text)
            text = ""; have = 0
            if (c == "(") depth++
            if (c == ")") depth--
            if (c == "'") at += substr(source, at + 1, 1) == "\\" ? 3 : 2
        }
        at++
    }
    if (name == "TN") {
        if (n > 0)
            printf "%s:%d\t%s\t%s\n", file, line, list[1], list[2]
        return at
    }
    for (c = 1; c <= n; c++)
        printf "%s:%d\t%s\t\n", file, line, list[c]
    return at
}

# Jumps from one call of anything to the next.
function scan(    at, line, name, step, skipped) {
    at = 1; line = 1; size = length(source)
    while (match(substr(source, at), /[A-Za-z0-9_]+\(/)) {
        name = substr(source, at + RSTART - 1, RLENGTH - 1)
        step = RSTART + RLENGTH - 1
        skipped = substr(source, at, step)
        line += gsub(/\n/, "\n", skipped)
        at += step
        if (name == "T" || name == "TN" || name == "N_")
            call(name, at, line)
    }
}

FNR == 1 {
    if (file != "")
        scan()
    file = FILENAME
    source = ""
}
/^[ \t]*#[ \t]*define[ \t]+(T|TN|N_)\(/ { source = source "\n"; next }
{ source = source $0 "\n" }
END { if (file != "") scan() }
