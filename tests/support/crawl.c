#include "support/crawl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/str.h"

enum {
    FILE_BYTES_MAX = 1 << 20,
    CRAWL_GUESSES = 14 /* more than there are nominations, rounds, meetings */
};

/* NUL bytes as spaces: what is searched is one string. */
static void add_bytes(struct buf *out, const char *data, size_t bytes)
{
    while (bytes > 0) {
        const char *nul = memchr(data, 0, bytes);
        size_t part = nul != NULL ? (size_t)(nul - data) : bytes;
        buf_addn(out, data, part);
        if (nul != NULL)
            buf_addc(out, ' ');
        part += nul != NULL;
        data += part;
        bytes -= part;
    }
}

/* A spreadsheet is an archive: its files as they are inside. */
static void add_archive(struct buf *out, const char *data, size_t bytes)
{
    char name[] = "/tmp/lorbeer-crawl-XXXXXX", part[4096];
    int fd = mkstemp(name);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (f == NULL || fwrite(data, 1, bytes, f) != bytes || fclose(f) != 0)
        die("no temporary file");
    snprintf(part, sizeof part, "unzip -p %s", name);
    f = popen(part, "r");
    size_t before = out->bytes, now;
    while (f != NULL && (now = fread(part, 1, sizeof part, f)) > 0)
        add_bytes(out, part, now);
    if (f == NULL || pclose(f) != 0 || out->bytes == before)
        die("the spreadsheet cannot be unpacked");
    remove(name);
}

static void add_body(struct buf *out, struct browser *b)
{
    const char *path = file_served(b);
    if (path != NULL) {
        size_t bytes = 0;
        char *data = file_read(path, FILE_BYTES_MAX, &bytes);
        if (data != NULL)
            add_bytes(out, data, bytes);
        free(data);
    } else if (page_bytes(b) > 1 && memcmp(page(b), "PK", 2) == 0) {
        add_archive(out, page(b), page_bytes(b));
    } else {
        add_bytes(out, page(b), page_bytes(b));
    }
}

/* FNV-1a: thousands of paths begin alike. */
static uint64_t key_of(const char *path)
{
    uint64_t key = 14695981039346656037u;
    for (; *path != '\0'; path++)
        key = (key ^ (unsigned char)*path) * 1099511628211u;
    return key;
}

static const struct crawl_page *find(const struct crawl *crawl,
                                     const char *path)
{
    uint64_t key = key_of(path);
    for (size_t i = 0; i < crawl->count; i++)
        if (crawl->page[i].key == key && strcmp(crawl->page[i].path, path) == 0)
            return &crawl->page[i];
    return NULL;
}

static void add_page(struct crawl *crawl, const char *path, struct browser *b)
{
    struct buf out;
    buf_init(&out, crawl->mem);
    buf_addf(&out, "%d\n%s\n", status(b), headers(b));
    add_body(&out, b);
    crawl->page =
        arena_grow(crawl->mem, crawl->page, crawl->count, sizeof *crawl->page);
    crawl->page[crawl->count++] =
        (struct crawl_page){path, out.data, key_of(path)};
}

/* --- where to go
 * ---------------------------------------------------------------
 */

static void queue(struct crawl *crawl, const char *path)
{
    if (find(crawl, path) != NULL)
        return;
    crawl->page =
        arena_grow(crawl->mem, crawl->page, crawl->count, sizeof *crawl->page);
    crawl->page[crawl->count++] =
        (struct crawl_page){arena_text(crawl->mem, path), NULL, key_of(path)};
}

static bool is_let_in(enum verdict v)
{
    return v != LOGIN && v != SETUP && v != NOTHING;
}

static void queue_doors(const struct crowd *c, enum crowd_who who,
                        struct crawl *crawl)
{
    struct thing list[CROWD_THINGS_MAX];
    for (size_t i = 0; i < crowd_line_count; i++) {
        const struct crowd_line *line = &crowd_lines[i];
        size_t things = crowd_things(c, line->things, list);
        for (size_t t = 0; t < things && line->method == HTTP_GET; t++) {
            if (!is_let_in(crowd_verdict(line, who, &list[t])))
                continue;
            const char *path = crowd_path(c, line, &list[t]);
            queue(crawl, path);
            queue(crawl, arena_printf(crawl->mem, "%s%clang=en", path,
                                      strchr(path, '?') ? '&' : '?'));
        }
    }
}

/* The address as a browser would ask for it; NULL: not ours, or a file that
 * everybody gets. */
static const char *address(struct crawl *crawl, const char *from,
                           const char *at, size_t bytes)
{
    struct buf out;
    buf_init(&out, crawl->mem);
    bytes = bytes < strcspn(at, "#") ? bytes : strcspn(at, "#");
    if (bytes == 0 || (*at != '/' && *at != '?') ||
        strncmp(at, "/assets/", 8) == 0 || strncmp(at, "/logout", 7) == 0)
        return NULL;
    if (*at == '?')
        buf_addn(&out, from, strcspn(from, "?"));
    for (const char *end = at + bytes; at < end; at++) {
        buf_addc(&out, *at);
        if (strncmp(at, "&amp;", 5) == 0)
            at += 4;
    }
    return out.data;
}

/* Links, pictures, actions of forms, and the choices of forms that ask. */
static void queue_links(struct crawl *crawl, const char *from, const char *text)
{
    static const char *const names[] = {" href=\"", " src=\"", " action=\"",
                                        " formaction=\"", " srcset=\""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (const char *at = strstr(text, names[i]); at != NULL;
             at = strstr(at, names[i])) {
            at += strlen(names[i]);
            const char *to = address(crawl, from, at, strcspn(at, "\" "));
            if (to != NULL)
                queue(crawl, to);
        }
}

/* Each choice of a form that asks, alone: "?state=admitted", "?sort=name". */
static void queue_choices(struct crawl *crawl, const char *from,
                          const char *text)
{
    const char *path = arena_textn(crawl->mem, from, strcspn(from, "?"));
    for (const char *at = strstr(text, "<select"); at != NULL;
         at = strstr(at + 1, "<select")) {
        const char *name = strstr(at, "name=\""), *end = strstr(at, "</select");
        if (name == NULL || end == NULL || name > end)
            continue;
        name += 6;
        for (const char *o = strstr(at, "<option value=\""); o && o < end;
             o = strstr(o + 1, "<option value=\"")) {
            const char *value = o + strlen("<option value=\"");
            queue(crawl, arena_printf(crawl->mem, "%s?%.*s=%.*s", path,
                                      (int)strcspn(name, "\""), name,
                                      (int)strcspn(value, "\""), value));
        }
    }
}

static void follow(const struct crowd *c, const struct browser *as,
                   struct crawl *crawl)
{
    struct browser *b = browser_new(c->home);
    for (size_t i = 0; i < crawl->count; i++) {
        struct crawl one = {.mem = crawl->mem};
        const char *path = crawl->page[i].path;
        browser_take_cookies(b, as);
        request_raw(b, "GET", path, NULL, NULL, 0);
        add_page(&one, path, b);
        crawl->page[i].text = one.page->text;
        if (header(b, "location") != NULL)
            queue_links(crawl, path,
                        arena_printf(crawl->mem, " href=\"%s\"",
                                     header(b, "location")));
        if (file_served(b) == NULL && status(b) == 200) {
            queue_links(crawl, path, crawl->page[i].text);
            if (strstr(crawl->page[i].text, "method=\"get\""))
                queue_choices(crawl, path, crawl->page[i].text);
        }
    }
    browser_free(b);
}

void crawl_as(const struct crowd *c, enum crowd_who who, struct crawl *crawl)
{
    *crawl = (struct crawl){.mem = arena_new()};
    queue_doors(c, who, crawl);
    follow(c, c->browser[who], crawl);
}

/* The path with each of its parts as that number; `thumb` where a part is the
 * size of a picture. NULL: it has none. */
static const char *guess(struct crawl *crawl, const char *pattern, int number)
{
    struct buf out;
    buf_init(&out, crawl->mem);
    const char *at = pattern;
    for (; *at != '\0';) {
        if (*at != ':') {
            buf_addc(&out, *at++);
            continue;
        }
        if (str_starts(at, ":size"))
            buf_add(&out, "thumb");
        else
            buf_addf(&out, "%d", number);
        at += strcspn(at, "/.");
    }
    return strchr(pattern, ':') != NULL ? out.data : NULL;
}

static void queue_guesses(struct crawl *crawl, const char *pattern)
{
    for (int n = 1; n <= CRAWL_GUESSES; n++) {
        const char *path = guess(crawl, pattern, n);
        if (path != NULL)
            queue(crawl, path);
    }
}

void crawl_everything(const struct crowd *c, const struct browser *as,
                      struct crawl *crawl)
{
    struct thing list[CROWD_THINGS_MAX];
    *crawl = (struct crawl){.mem = arena_new()};
    for (size_t i = 0; i < crowd_line_count; i++) {
        const struct crowd_line *line = &crowd_lines[i];
        if (line->method != HTTP_GET)
            continue;
        size_t things = crowd_things(c, line->things, list);
        for (size_t t = 0; t < things; t++) {
            const char *path = crowd_path(c, line, &list[t]);
            queue(crawl, path);
            queue(crawl, arena_printf(crawl->mem, "%s%clang=en", path,
                                      strchr(path, '?') ? '&' : '?'));
        }
        queue_guesses(crawl, line->pattern);
    }
    follow(c, as, crawl);
}

const char *crawl_text(const struct crawl *crawl, const char *path)
{
    const struct crawl_page *page = find(crawl, path);
    return page != NULL ? page->text : NULL;
}

void crawl_forms(const struct crowd *c, enum crowd_who who,
                 const struct crowd_copy *copy, struct crawl *crawl)
{
    struct thing list[CROWD_THINGS_MAX];
    struct browser *b = browser_new(c->home);
    *crawl = (struct crawl){.mem = arena_new()};
    for (size_t i = 0; i < crowd_line_count; i++) {
        const struct crowd_line *line = &crowd_lines[i];
        size_t things = crowd_things(c, line->things, list);
        for (size_t t = 0; t < things && line->method == HTTP_POST; t++) {
            if (!is_let_in(crowd_verdict(line, who, &list[t])))
                continue;
            crowd_knock(c, b, line, who, &list[t]);
            add_page(crawl,
                     arena_printf(crawl->mem, "POST %s",
                                  crowd_path(c, line, &list[t])),
                     b);
            if (crowd_touched(c))
                crowd_restore(c, copy);
        }
    }
    browser_free(b);
}

void crawl_free(struct crawl *crawl)
{
    if (crawl->mem != NULL)
        arena_free(crawl->mem);
    *crawl = (struct crawl){.mem = NULL};
}
