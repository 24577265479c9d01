# html2c: compiles a template, src/page/NOUN.html, to C on stdout.
#
# A line that begins with % is C; all others are HTML, in which {{ expression }}
# prints a value, escaped by its C type (OUT in http/out.h). Indentation and
# empty lines of the HTML are dropped, except inside <pre> and <textarea>.
#
# The HTML is read with a small tokenizer, because escaping is right only in
# text and in quoted attributes. {{ }} is refused everywhere else, at the start
# of an address unless url_...() or out_weblink() makes it, and a block of C
# must leave the HTML where it found it: in the text, in the same tag or in the
# same attribute. So what is true when the file is read from top to bottom is
# true on every way through the code.
#
# Runs under mawk and gawk. Lengths are left to the C compiler (sizeof), since
# one awk counts bytes and the other characters.

function fail(message) {
    print FILENAME ":" FNR ": " message > "/dev/stderr"
    failed = 1
    exit 1
}

# --- writing C ---------------------------------------------------------------

# Tells the C compiler where the next line comes from.
function at_line(n) {
    if (n != expected_line)
        printf "#line %d \"%s\"\n", n, FILENAME
    expected_line = n + 1
}

function c_string(text,    i, c, n, out) {
    n = length(text)
    out = "\""
    for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (c == "\n")
            out = out (i < n ? "\\n\"\n    \"" : "\\n")
        else if (c == "\t")
            out = out "\\t"
        else if (c == "\"" || c == "\\" || c == "?")
            out = out "\\" c # ? because of trigraphs
        else
            out = out c
    }
    return out "\""
}

# Writes the collected HTML, in pieces that a C99 compiler must accept: at most
# 4095 bytes, also where an awk counts characters of up to four bytes.
function flush(    n) {
    while (markup != "") {
        n = length(markup)
        if (n > 1000)
            for (n = 1000; n > 500; n--)
                if (substr(markup, n, 1) ~ /[ \n>]/)
                    break
        at_line(markup_line)
        print "RAW(" c_string(substr(markup, 1, n)) ");"
        expected_line = 0
        markup = substr(markup, n + 1)
    }
}

# --- reading HTML ------------------------------------------------------------

function place() {
    if (state == "text")
        return "text"
    if (state == "raw" || state == "rcdata")
        return "<" element ">"
    if (state == "double" || state == "single")
        return "the attribute " attribute
    if (state == "comment" || state == "bang")
        return "a comment"
    return "the tag <" tag ">"
}

# Where we are, to compare the two ends of a block.
function context() {
    if (state == "double" || state == "single")
        return state " " attribute " " tag
    if (state == "raw" || state == "rcdata")
        return state " " element
    if (state == "inside" || state == "after")
        return "inside " tag
    return state " " pre
}

function end_tag() {
    state = "text"
    if (tag == "pre")
        pre += closing ? -1 : 1
    if (closing)
        return
    element = tag
    tail = ""
    if (tag ~ /^(script|style|iframe|xmp|noembed|noframes|plaintext)$/)
        state = "raw"
    else if (tag ~ /^(textarea|title)$/)
        state = "rcdata"
}

function start_attribute(c) {
    if (c ~ /["'<]/)
        fail("a stray " c " in the tag <" tag ">")
    state = "attribute"
    attribute = tolower(c)
}

# In and around an attribute's name.
function read_attribute(c) {
    if (c == ">")
        end_tag()
    else if (c == "/")
        state = "inside"
    else if (c == "=" && state != "inside")
        state = "before"
    else if (c ~ /[ \t\n]/)
        state = state == "attribute" ? "after" : state
    else if (state == "attribute")
        attribute = attribute tolower(c)
    else
        start_attribute(c)
}

# After the sign of an attribute and in its value.
function read_value(c) {
    if (state == "before") {
        value = ""
        if (c == "\"")
            state = "double"
        else if (c == "'")
            state = "single"
        else if (c == ">")
            fail("the attribute " attribute " has no value")
        else if (c !~ /[ \t\n]/)
            state = "unquoted"
    } else if (state == "unquoted") {
        if (c == ">")
            end_tag()
        else if (c ~ /[ \t\n]/)
            state = "inside"
    } else if (c == (state == "double" ? "\"" : "'")) {
        state = "inside"
    } else {
        value = value c
    }
}

# Between < and the name, and in the name.
function read_tag(c) {
    if (state == "open" && c == "!") {
        state = "bang"
        tail = ""
    } else if (state == "open" && c == "/") {
        state = "close"
    } else if (state != "name" && c ~ /[a-zA-Z]/) {
        closing = state == "close"
        state = "name"
        tag = tolower(c)
    } else if (state == "close") {
        fail("</ without a name")
    } else if (state == "open") {
        state = "text"
    } else if (c == ">") {
        end_tag()
    } else if (c ~ /[ \t\n\/]/) {
        state = "inside"
    } else {
        tag = tag tolower(c)
    }
}

# In <!...>, in comments, and in elements that hold no tags.
function read_tail(c,    end) {
    c = tolower(c)
    tail = tail c
    if (state == "bang") {
        if (tail == "--") {
            state = "comment"
            tail = ""
        } else if (c == ">") {
            state = "text"
        }
        return
    }
    if (state == "comment") {
        if (substr(tail, length(tail) - 2) == "-->")
            state = "text"
        return
    }
    end = "</" element c
    tail = substr(tail, length(tail) - length(end) + 1)
    if (tail == end && c ~ /[ \t\n\/>]/) {
        state = "name"
        tag = element
        closing = 1
        read_tag(c)
    }
}

function scan(text,    i, c, n) {
    n = length(text)
    for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (state == "text")
            state = c == "<" ? "open" : "text"
        else if (state == "inside" || state == "attribute" || state == "after")
            read_attribute(c)
        else if (state ~ /^(before|double|single|unquoted)$/)
            read_value(c)
        else if (state ~ /^(raw|rcdata|comment|bang)$/)
            read_tail(c)
        else
            read_tag(c)
    }
}

function literal(text) {
    if (index(text, "}}"))
        fail("}} without {{")
    if (text == "")
        return
    if (text ~ /[\001-\010\013-\037\177]/)
        fail("a control character")
    if (markup == "")
        markup_line = FNR
    markup = markup text
    scan(text)
}

# --- values ------------------------------------------------------------------

# Is it one call, from its name to the last parenthesis?
function is_link_call(code,    i, c, depth, quote) {
    if (code !~ /^(out_weblink|url_[a-z0-9_]+)\(.*\)$/)
        return 0
    for (i = index(code, "("); i <= length(code); i++) {
        c = substr(code, i, 1)
        if (quote != "") {
            if (c == "\\")
                i++
            else if (c == quote)
                quote = ""
        } else if (c == "\"" || c == "'") {
            quote = c
        } else if (c == "(") {
            depth++
        } else if (c == ")" && --depth == 0) {
            return i == length(code)
        }
    }
    return 0
}

function is_address() {
    return attribute ~ /^(href|src|srcset|action|formaction|poster|data|cite|background|ping|manifest|xlink:href)$/
}

function check_address(code) {
    if (value ~ /^[ \t\n]*$/) {
        if (!is_link_call(code))
            fail("an address must begin with text, url_...() or out_weblink()")
    } else if (value !~ /^\001/ && value !~ /^(\/[a-zA-Z0-9]|#|\?|mailto:|tel:|https?:\/\/[^\/]+\/)/) {
        fail("an address must not begin with \"" value "\" and a value")
    }
}

function check_value(code) {
    if (code == "")
        fail("{{ }} without an expression")
    if (index(code, "{{"))
        fail("{{ inside {{ }}")
    if (state == "text" || state == "rcdata")
        return
    if (state == "raw")
        fail("{{ }} inside <" element ">")
    if (state == "comment" || state == "bang")
        fail("{{ }} inside a comment")
    if (state == "open" || state == "close" || state == "name")
        fail("{{ }} inside the name of a tag")
    if (state == "before" || state == "unquoted")
        fail("{{ }} in the attribute " attribute " without quotes")
    if (state != "double" && state != "single")
        fail("{{ }} in the tag <" tag "> outside a quoted attribute")
    if (attribute ~ /^(on.*|style|srcdoc)$/)
        fail("{{ }} inside the attribute " attribute)
    if (is_address())
        check_address(code)
    value = value "\001"
}

function print_value(code) {
    gsub(/^[ \t]+|[ \t]+$/, "", code)
    check_value(code)
    flush()
    at_line(FNR)
    print "OUT(o, " code ");"
}

# --- lines -------------------------------------------------------------------

# The code without strings, characters and comments.
function bare(code,    i, c, out, quote) {
    for (i = 1; i <= length(code); i++) {
        c = substr(code, i, 1)
        if (in_comment) {
            if (substr(code, i, 2) == "*/") {
                in_comment = 0
                i++
            }
        } else if (quote != "") {
            if (c == "\\")
                i++
            else if (c == quote)
                quote = ""
        } else if (c == "\"" || c == "'") {
            quote = c
            out = out "x"
        } else if (substr(code, i, 2) == "/*") {
            in_comment = 1
            i++
        } else if (substr(code, i, 2) == "//") {
            break
        } else {
            out = out c
        }
    }
    gsub(/[ \t]+$/, "", out)
    return out
}

function close_block() {
    if (depth == 0)
        fail("} without {")
    if (context() != block_context[depth])
        fail("a block must end where it began: begun in " block_place[depth] " on line " block_line[depth] ", ended in " place())
    depth--
}

function open_block() {
    depth++
    block_context[depth] = context()
    block_place[depth] = place()
    block_line[depth] = FNR
}

function c_line(code,    i, c, text) {
    if (is_address() && (state == "double" || state == "single"))
        fail("C inside the address " attribute)
    flush()
    at_line(FNR)
    print code
    if (in_directive || code ~ /^[ \t]*#/) {
        in_directive = code ~ /\\$/
        return
    }
    text = bare(code)
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "{")
            open_block()
        else if (c == "}")
            close_block()
    }
    if (text != "")
        last_c = substr(text, length(text))
}

function html_line(line,    from, stop, rest, blank) {
    if (pre == 0 && element_is_loose())
        sub(/^[ \t]+/, "", line)
    if (match(line, /[ \t]+$/)) {
        blank = substr(line, RSTART)
        line = substr(line, 1, RSTART - 1)
    }
    if (line == "" && pre == 0 && element_is_loose())
        return
    if (depth == 0)
        fail("markup outside a function")
    if (last_c !~ /[{};:]/)
        fail("C before markup must end in { } ; or :")
    while ((from = index(line, "{{")) > 0) {
        literal(substr(line, 1, from - 1))
        rest = substr(line, from + 2)
        stop = index(rest, "}}")
        if (stop == 0)
            fail("{{ without }} on the same line")
        print_value(substr(rest, 1, stop - 1))
        line = substr(rest, stop + 2)
    }
    literal(line)
    literal((pre || !element_is_loose() ? blank : "") "\n")
}

# May white space be dropped here?
function element_is_loose() {
    return !(state == "rcdata" && element == "textarea")
}

BEGIN {
    state = "text"
    last_c = ";"
    pre = 0
}

FNR == 1 {
    print "/* Generated from " FILENAME " by scripts/html2c.awk. */"
    print "#include \"page/tmpl.h\""
}

{ sub(/\r$/, "") }

/^%/ {
    code = substr($0, 2)
    sub(/^ /, "", code)
    c_line(code)
    next
}

{ html_line($0) }

END {
    if (!failed && depth > 0)
        fail("the { of line " block_line[depth] " is not closed")
    if (failed)
        exit 1
}
