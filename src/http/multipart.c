/* Reading multipart/form-data over the whole body.
 *
 * Browsers follow the HTML standard: a double quote in a name is sent as %22,
 * line breaks as %0D%0A, and a backslash stands for itself. Other clients
 * write \" or add filename*. Both are read here.
 *
 * A boundary counts only as a complete line, and the closing one only at the
 * very end of the body; the same bytes inside a file are data. Text fields
 * must be UTF-8 without NUL, files may hold anything. */
#include "http/multipart.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "http/form.h"
#include "http/percent.h"

enum {
    BOUNDARY_BYTES_MAX = 70, /* RFC 2046 */
    PART_HEADERS_MAX = 16,
    HEADER_LINE_BYTES_MAX = 8000,
    PARAMETERS_MAX = 16,
    FILE_NAME_BYTES_MAX = 1000
};

struct body {
    const char *at, *end;
    const char *boundary; /* "\r\n--" and the boundary */
    size_t boundary_bytes;
};

/* What the headers of one part say. */
struct part {
    const char *name, *file_name; /* file_name NULL: a text field */
    const char *data;
    size_t bytes;
};

struct parameter {
    const char *name;
    char *value;
};

enum scan { SCAN_ONE, SCAN_END, SCAN_BROKEN };

/* Reads a "quoted value" that starts at *at. A backslash quotes only a double
 * quote that is not the last character of the line. NULL: no end. */
static char *scan_quoted(struct arena *mem, const char **at)
{
    struct buf value;

    buf_init(&value, mem);
    for (const char *c = *at + 1; *c; c++) {
        if (c[0] == '\\' && c[1] == '"' && c[2] != '\0') {
            c++;
        } else if (*c == '"') {
            *at = c + 1;
            return value.data;
        }
        buf_addc(&value, *c);
    }
    return NULL;
}

/* Reads one `; name=value`. */
static enum scan scan_parameter(struct arena *mem, const char **at,
                                struct parameter *parameter)
{
    const char *c = *at + strspn(*at, " \t");

    if (*c == '\0')
        return SCAN_END;
    if (*c != ';')
        return SCAN_BROKEN;
    c++;
    c += strspn(c, " \t");
    if (*c == '\0')
        return SCAN_END;

    size_t bytes = strcspn(c, "=; \t\"");
    if (bytes == 0 || c[bytes] != '=')
        return SCAN_BROKEN;
    parameter->name = arena_textn(mem, c, bytes);
    c += bytes + 1;
    if (*c == '"') {
        parameter->value = scan_quoted(mem, &c);
    } else {
        bytes = strcspn(c, "; \t\"");
        parameter->value = arena_textn(mem, c, bytes);
        c += bytes;
    }
    *at = c;
    return parameter->value != NULL ? SCAN_ONE : SCAN_BROKEN;
}

/* The boundary of a Content-Type; NULL if there is none that we can use. */
static const char *find_boundary(struct arena *mem, const char *content_type)
{
    const char *at = content_type + strcspn(content_type, "; \t");
    const char *boundary = NULL;
    struct parameter parameter;

    for (int i = 0; i < PARAMETERS_MAX; i++) {
        enum scan scan = scan_parameter(mem, &at, &parameter);
        if (scan == SCAN_END)
            return boundary;
        if (scan == SCAN_BROKEN)
            return NULL;
        if (strcasecmp(parameter.name, "boundary") != 0)
            continue;
        size_t bytes = strlen(parameter.value);
        if (boundary != NULL || bytes == 0 || bytes > BOUNDARY_BYTES_MAX)
            return NULL;
        boundary = parameter.value;
    }
    return NULL;
}

/* Undoes the three escapes of the HTML standard, no others: "100%.pdf" and
 * "a%20b" are names in their own right. */
static char *unescape(struct arena *mem, const char *text)
{
    struct buf plain;

    buf_init(&plain, mem);
    while (*text) {
        char c = *text;
        if (strncmp(text, "%22", 3) == 0)
            c = '"';
        else if (strncasecmp(text, "%0D", 3) == 0)
            c = '\r';
        else if (strncasecmp(text, "%0A", 3) == 0)
            c = '\n';
        text += c == *text ? 1 : 3;
        buf_addc(&plain, c);
    }
    return plain.data;
}

/* The UTF-8''value of RFC 8187, decoded; NULL if it is not of that form. */
static const char *extended_value(struct arena *mem, const char *value)
{
    if (strncasecmp(value, "UTF-8'", 6) != 0)
        return NULL;
    const char *quote = strchr(value + 6, '\'');
    return quote != NULL
               ? percent_decode(mem, quote + 1, strlen(quote + 1), false)
               : NULL;
}

/* The last component of a path, whichever system it comes from. */
static const char *clean_file_name(struct arena *mem, const char *name)
{
    for (const char *c = name; *c; c++) {
        if (*c == '/' || *c == '\\')
            name = c + 1;
    }
    name = str_line(mem, name);
    if (str_empty(name) || str_equal(name, ".") || str_equal(name, ".."))
        return "file";
    return name;
}

static const char *read_disposition(struct arena *mem, const char *value,
                                    struct part *part)
{
    static const char *const fault = "a part's content-disposition is broken";
    const char *at = value + strcspn(value, "; \t");
    const char *extended = NULL;
    struct parameter parameter;

    if (at - value != 9 || strncasecmp(value, "form-data", 9) != 0)
        return "a part is not form-data";
    for (int i = 0; i < PARAMETERS_MAX; i++) {
        enum scan scan = scan_parameter(mem, &at, &parameter);
        if (scan == SCAN_BROKEN)
            return fault;
        if (scan == SCAN_END) {
            part->file_name = extended != NULL ? extended : part->file_name;
            return part->name != NULL ? NULL : "a part has no name";
        }
        const char **target = NULL;
        const char *text = unescape(mem, parameter.value);
        if (strcasecmp(parameter.name, "name") == 0) {
            target = &part->name;
        } else if (strcasecmp(parameter.name, "filename") == 0) {
            target = &part->file_name;
        } else if (strcasecmp(parameter.name, "filename*") == 0) {
            target = &extended;
            text = extended_value(mem, parameter.value);
        }
        if (target == NULL)
            continue;
        if (*target != NULL || text == NULL || !str_utf8(text, strlen(text)))
            return fault;
        *target = text;
    }
    return fault;
}

/* Data is 8-bit in forms; a part in base64 would be kept undecoded. */
static bool is_plain_encoding(const char *value)
{
    return strcasecmp(value, "7bit") == 0 || strcasecmp(value, "8bit") == 0 ||
           strcasecmp(value, "binary") == 0;
}

static const char *read_header(struct arena *mem, char *line, bool *placed,
                               struct part *part)
{
    char *colon = strchr(line, ':');

    if (colon == NULL || colon == line || strchr(" \t", line[0]) != NULL)
        return "a part's header is broken";
    *colon = '\0';
    const char *value = colon + 1 + strspn(colon + 1, " \t");
    if (strcasecmp(line, "content-disposition") == 0) {
        if (*placed)
            return "a part has two content-dispositions";
        *placed = true;
        return read_disposition(mem, value, part);
    }
    if (strcasecmp(line, "content-transfer-encoding") == 0 &&
        !is_plain_encoding(value))
        return "a part is encoded";
    return NULL;
}

/* Reads header lines up to and with the empty one; b->at is then the data. */
static const char *read_headers(struct arena *mem, struct body *b,
                                struct part *part)
{
    bool placed = false;

    for (int i = 0; i <= PART_HEADERS_MAX; i++) {
        const char *stop = memmem(b->at, (size_t)(b->end - b->at), "\r\n", 2);
        if (stop == NULL || stop - b->at > HEADER_LINE_BYTES_MAX)
            return "a part's header is broken";
        size_t bytes = (size_t)(stop - b->at);
        if (bytes > 0 && memchr(b->at, '\0', bytes) != NULL)
            return "a part's header has a NUL";
        char *line = arena_textn(mem, b->at, bytes);
        b->at = stop + 2;
        if (bytes == 0)
            return placed ? NULL : "a part has no content-disposition";
        const char *fault = read_header(mem, line, &placed, part);
        if (fault != NULL)
            return fault;
    }
    return "a part has too many headers";
}

/* What follows a boundary at `at`: another part, the end, or neither, which
 * makes the boundary a piece of data. *next is set for the first two. */
enum boundary { BOUNDARY_PART, BOUNDARY_END, BOUNDARY_NONE };
static enum boundary after_boundary(const struct body *b, const char *at,
                                    const char **next)
{
    size_t left = (size_t)(b->end - at);

    if (left >= 2 && memcmp(at, "\r\n", 2) == 0) {
        *next = at + 2;
        return BOUNDARY_PART;
    }
    if ((left == 2 && memcmp(at, "--", 2) == 0) ||
        (left == 4 && memcmp(at, "--\r\n", 4) == 0)) {
        *next = b->end;
        return BOUNDARY_END;
    }
    return BOUNDARY_NONE;
}

/* Takes the data up to the next boundary and steps over that. */
static enum boundary read_data(struct body *b, struct part *part)
{
    const char *from = b->at;

    part->data = b->at;
    while (from < b->end) {
        const char *found = memmem(from, (size_t)(b->end - from), b->boundary,
                                   b->boundary_bytes);
        if (found == NULL)
            break;
        enum boundary what =
            after_boundary(b, found + b->boundary_bytes, &b->at);
        if (what != BOUNDARY_NONE) {
            part->bytes = (size_t)(found - part->data);
            return what;
        }
        from = found + 1;
    }
    return BOUNDARY_NONE;
}

static const char *file_add(struct form *f, const struct part *part)
{
    if (part->file_name[0] == '\0' && part->bytes == 0)
        return NULL; /* what a browser sends when no file was chosen */
    if (f->file_count == FORM_FILES_MAX)
        return "too many files";
    if (strlen(part->file_name) > FILE_NAME_BYTES_MAX)
        return "the name of a file is too long";
    f->file = arena_grow(f->mem, f->file, f->file_count, sizeof *f->file);
    f->file[f->file_count++] = (struct form_file){
        .field = part->name,
        .name = clean_file_name(f->mem, part->file_name),
        .data = part->data,
        .bytes = part->bytes,
    };
    return NULL;
}

static const char *part_add(struct form *f, const struct part *part)
{
    if (strlen(part->name) > FORM_NAME_BYTES_MAX)
        return "the name of a field is too long";
    if (part->file_name != NULL)
        return file_add(f, part);
    const char *fault = form_make_room(f, part->bytes);
    if (fault != NULL)
        return fault;
    if (!str_utf8(part->data, part->bytes))
        return "a field is not UTF-8";
    form_add(f, part->name, arena_textn(f->mem, part->data, part->bytes));
    return NULL;
}

const char *multipart_read(struct form *f, const char *content_type,
                           const char *body, size_t bytes)
{
    struct body b = {.at = body, .end = body + bytes};
    const char *boundary = find_boundary(f->mem, content_type);

    if (boundary == NULL)
        return "the content type has no boundary";
    b.boundary = arena_printf(f->mem, "\r\n--%s", boundary);
    b.boundary_bytes = strlen(b.boundary);

    /* The first boundary has no line break of its own before it. */
    size_t first_bytes = b.boundary_bytes - 2;
    if (bytes < first_bytes || memcmp(body, b.boundary + 2, first_bytes) != 0)
        return "the body does not begin with the boundary";
    enum boundary what = after_boundary(&b, body + first_bytes, &b.at);
    for (int i = 0; what == BOUNDARY_PART; i++) {
        struct part part = {0};
        const char *fault = NULL;

        if (i == FORM_FIELDS_MAX + FORM_FILES_MAX * 2)
            return "too many parts";
        fault = read_headers(f->mem, &b, &part);
        if (fault != NULL)
            return fault;
        what = read_data(&b, &part);
        if (what != BOUNDARY_NONE)
            fault = part_add(f, &part);
        if (fault != NULL)
            return fault;
    }
    return what == BOUNDARY_END ? NULL : "the end of the body is missing";
}
