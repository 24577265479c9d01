/* Replies as plain values.
 *
 * Kore writes header values as they are, so a line break in one would start a
 * second reply. Every header of ours passes reply_header(), which takes such a
 * value for a fault of the program and stops. */
#include "http/reply.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/str.h"
#include "http/out.h"

void reply_clear(struct reply *r)
{
    *r = (struct reply){.status = 200, .body = ""};
}

/* Tabs are allowed in values by HTTP, but we never need one. */
static bool is_plain(const char *text)
{
    for (const char *c = text; *c; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            return false;
    }
    return true;
}

static bool is_header_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

    return *name != '\0' && name[strspn(name, allowed)] == '\0';
}

void reply_header(struct reply *r, const char *name, const char *value)
{
    if (!is_header_name(name))
        die("reply: header name \"%s\" is not in lower case", name);
    if (!is_plain(value))
        die("reply: control character in header %s", name);

    bool many = str_equal(name, "set-cookie");
    for (size_t i = 0; i < r->header_count && !many; i++) {
        if (str_equal(r->header[i].name, name)) {
            r->header[i].value = value;
            return;
        }
    }
    if (r->header_count == REPLY_HEADERS_MAX)
        die("reply: more than %d headers", REPLY_HEADERS_MAX);
    r->header[r->header_count++] = (struct reply_header){name, value};
}

const char *reply_get_header(const struct reply *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++) {
        if (str_equal(r->header[i].name, name))
            return r->header[i].value;
    }
    return NULL;
}

void reply_text(struct reply *r, int status, const char *text)
{
    r->status = status;
    r->body = text;
    r->body_bytes = strlen(text);
    r->file = NULL;
    reply_header(r, "content-type", "text/plain; charset=utf-8");
}

bool reply_is_local(const char *location)
{
    if (location[0] != '/' || location[1] == '/')
        return false;
    for (const char *c = location; *c; c++) {
        /* Browsers read a backslash as a slash: "/\host" leaves us too. */
        if (*c <= ' ' || *c > '~' || *c == '\\')
            return false;
    }
    return true;
}

void reply_redirect(struct reply *r, const char *location)
{
    if (!reply_is_local(location))
        die("reply: redirect to \"%s\"", location);
    r->status = 303;
    r->body = "";
    r->body_bytes = 0;
    r->file = NULL;
    reply_header(r, "location", location);
}

/* What old clients see: one '_' for each character they might not read. */
static char *ascii_name(struct arena *mem, const char *name)
{
    struct buf ascii;

    buf_init(&ascii, mem);
    for (const char *c = name; *c; c++) {
        bool continued = (*c & 0xc0) == 0x80;
        if (*c >= ' ' && *c <= '~' && strchr("\"\\%/", *c) == NULL)
            buf_addc(&ascii, *c);
        else if (!continued)
            buf_addc(&ascii, '_');
    }
    return ascii.data;
}

static void download_headers(struct arena *mem, struct reply *r,
                             const char *name, const char *content_type)
{
    if (str_empty(name))
        name = "file";
    r->status = 200;
    reply_header(r, "content-type", content_type);
    reply_header(r, "x-content-type-options", "nosniff");
    reply_header(
        r, "content-disposition",
        arena_printf(mem, "attachment; filename=\"%s\"; filename*=UTF-8''%s",
                     ascii_name(mem, name), out_urlencode(mem, name)));
}

void reply_download(struct arena *mem, struct reply *r, const char *file_path,
                    const char *name, const char *content_type)
{
    if (file_path[0] != '/')
        die("reply: file \"%s\" is not an absolute path", file_path);
    download_headers(mem, r, name, content_type);
    r->file = file_path;
    r->body = "";
    r->body_bytes = 0;
}

void reply_download_bytes(struct arena *mem, struct reply *r, const char *data,
                          size_t bytes, const char *name,
                          const char *content_type)
{
    download_headers(mem, r, name, content_type);
    r->file = NULL;
    r->body = data;
    r->body_bytes = bytes;
}

void reply_events(struct reply *r, int64_t meeting_id, const char *path,
                  const char *query)
{
    r->live = (struct reply_live){meeting_id, path, query};
    reply_header(r, "content-type", "text/event-stream; charset=utf-8");
    reply_header(r, "cache-control", "no-store");
    reply_header(r, "x-accel-buffering", "no");
}
