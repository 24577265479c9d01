/* CSV in and out: see csv.h.
 *
 * libcsv is fed byte by byte, because only then the line of a fault and of
 * each record is known. Its trimming of spaces is switched off: a field is
 * what stands between the separators. */
#include "base/csv.h"

#include <string.h>

#include <csv.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/str.h"

enum { FIELD_COUNT_MAX = 4096 };

static const char bom[] = "\xef\xbb\xbf";
static const char row_end[] = "\r\n";

struct reader {
    struct arena *mem; /* of one record */
    struct csv_row row;
    csv_row_function *each;
    void *context;
    bool between; /* nothing of the next record was seen yet */
    bool stopped;
    bool too_wide;
};

static void take_field(void *data, size_t bytes, void *context)
{
    struct reader *r = context;
    if (r->row.count >= FIELD_COUNT_MAX) {
        r->too_wide = true;
        return;
    }
    r->row.field =
        arena_grow(r->mem, r->row.field, r->row.count, sizeof *r->row.field);
    r->row.field[r->row.count++] = arena_textn(r->mem, data, bytes);
}

static void take_row(int end, void *context)
{
    struct reader *r = context;
    (void)end;
    if (!r->too_wide && !r->stopped && r->row.count > 0)
        r->stopped = !r->each(r->context, &r->row);
    r->row = (struct csv_row){0};
    r->between = true;
    arena_reset(r->mem);
}

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* Which of the two the first line has more of outside quotes. */
static char guess_separator(const char *text, const char *end)
{
    size_t commas = 0;
    size_t semicolons = 0;
    bool quoted = false;
    for (; text < end && (quoted || (*text != '\n' && *text != '\r')); text++) {
        quoted ^= *text == '"';
        commas += !quoted && *text == ',';
        semicolons += !quoted && *text == ';';
    }
    return semicolons > commas ? ';' : ',';
}

static const char *fault_text(const struct reader *r, struct csv_parser *parser)
{
    if (r->too_wide)
        return N_("too many fields");
    if (csv_error(parser) != CSV_EPARSE)
        die("csv: %s", csv_strerror(csv_error(parser)));
    return N_("a quotation mark where none may stand");
}

static const char *read_records(struct reader *r, struct csv_parser *parser,
                                const char *text, const char *end, size_t *line)
{
    size_t now = 1;
    for (; text < end && !r->stopped; text++) {
        bool line_end = *text == '\n' ||
                        (*text == '\r' && text + 1 < end && text[1] != '\n');
        if (r->between && *text != '\n' && *text != '\r') {
            r->between = false;
            r->row.line = now;
        }
        if (csv_parse(parser, text, 1, take_field, take_row, r) != 1 ||
            r->too_wide) {
            *line = now;
            return fault_text(r, parser);
        }
        now += line_end;
    }
    *line = r->row.line;
    if (!r->stopped && csv_fini(parser, take_field, take_row, r) != 0)
        return N_("a quotation mark is opened and not closed");
    if (r->too_wide)
        return fault_text(r, parser);
    return NULL;
}

/* The line of the first byte that is not UTF-8. */
static size_t broken_line(const char *text, const char *end)
{
    size_t line = 1;
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        if (!stop)
            stop = end;
        if (!str_utf8(text, (size_t)(stop - text)))
            break;
        text = stop + 1;
        line++;
    }
    return line;
}

const char *csv_read(const char *text, size_t bytes, char separator,
                     csv_row_function *each, void *context, size_t *line)
{
    const char *end = text + bytes;
    if (!str_utf8(text, bytes)) {
        *line = broken_line(text, end);
        return N_("the file is not UTF-8 text");
    }
    if (bytes >= strlen(bom) && memcmp(text, bom, strlen(bom)) == 0)
        text += strlen(bom);
    if (separator == 0)
        separator = guess_separator(text, end);
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        die("csv: libcsv does not start");
    csv_set_delim(&parser, (unsigned char)separator);
    csv_set_space_func(&parser, no_space);
    struct reader r = {
        .mem = arena_new(), .each = each, .context = context, .between = true};
    const char *fault = read_records(&r, &parser, text, end, line);
    csv_free(&parser);
    arena_free(r.mem);
    return fault;
}

static bool ends_with(const struct buf *out, const char *text)
{
    size_t bytes = strlen(text);
    return out->bytes >= bytes &&
           memcmp(out->data + out->bytes - bytes, text, bytes) == 0;
}

/* A field always ends in a quotation mark, so the end of what was written
 * tells whether a row is under way. */
static void add_field(struct buf *out, const char *text, bool defuse)
{
    if (ends_with(out, "\""))
        buf_addc(out, ';');
    buf_addc(out, '"');
    if (defuse)
        buf_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            buf_addc(out, '"');
        buf_addc(out, *text);
    }
    buf_addc(out, '"');
}

void csv_start(struct buf *out)
{
    buf_add(out, bom);
}

/* "9/1" */
static bool is_fraction(const char *text)
{
    size_t above = strspn(text, "0123456789");
    const char *below = text + above + (text[above] == '/');
    size_t digits = strspn(below, "0123456789");
    return above > 0 && text[above] == '/' && digits > 0 &&
           below[digits] == '\0';
}

void csv_text(struct buf *out, const char *text)
{
    text = text ? text : "";
    add_field(out, text,
              (*text && strchr("=+-@\t\r", *text)) || is_fraction(text));
}

void csv_number(struct buf *out, const char *number)
{
    add_field(out, number ? number : "", false);
}

void csv_end_row(struct buf *out)
{
    buf_add(out, row_end);
}
