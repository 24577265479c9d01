# mail2c: the mail templates, assets/mail/KIND.LANGUAGE.txt, as a C table.
#
# The first line is "Subject: …", the second is empty, the rest is the text;
# {{name}} stands for a value. Refuses a template that looks otherwise, and one
# that is there in one language only.

function fail(why) {
    print FILENAME ":" FNR ": " why > "/dev/stderr"
    failed = 1
    exit 1
}

function quoted(text) {
    gsub(/[\\"?]/, "\\\\&", text)
    return "\"" text "\""
}

function check_names(line,  name) {
    while (match(line, /\{\{[^}]*\}\}/)) {
        name = substr(line, RSTART + 2, RLENGTH - 4)
        if (name !~ /^[a-z_]+$/)
            fail("not a name: {{" name "}}")
        line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
    }
    if (line ~ /\{\{|\}\}/)
        fail("braces without a partner")
}

function finish() {
    if (kind != "" && lines < 3)
        fail("a template has a subject, an empty line and a text")
    if (kind != "")
        print "    },"
}

BEGIN {
    print "#include \"model/mail_templates.h\"\n"
    print "const struct mail_template mail_templates[] = {"
}

FNR == 1 {
    finish()
    n = split(FILENAME, part, "/")
    if (part[n] !~ /^[a-z_]+\.(de|en)\.txt$/)
        fail("a template is called KIND.de.txt or KIND.en.txt")
    split(part[n], part, ".")
    kind = part[1]
    seen[kind]++
    if (!/^Subject: [^ ]/)
        fail("the first line must be \"Subject: …\"")
    print "    {\n        " quoted(kind) ",\n        " quoted(part[2]) ","
    print "        " quoted(substr($0, 10)) ","
}
FNR == 2 && $0 != "" { fail("the second line must be empty") }
FNR > 2 { print "        " substr(quoted($0), 1, length(quoted($0)) - 1) "\\n\"" }
{
    check_names($0)
    if (/\r/) fail("a line ends with CR")
    lines = FNR
}

END {
    if (failed) exit 1
    finish()
    for (kind in seen)
        if (seen[kind] != 2) {
            print "assets/mail: " kind " is not there in two languages" \
                > "/dev/stderr"
            exit 1
        }
    print "    {0},\n};"
}
