/* Decisions, checked. */
#include "model/verify_decision.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/bundle.h"

struct deciding {
    struct arena *mem;
    const struct verify *v;
    struct sealed_fault *fault;
    size_t line;
    const char *edition;
    struct bundle_decision *list;
    size_t count;
};

static bool fail(struct deciding *d, const char *what)
{
    *d->fault = (struct sealed_fault){d->line, what};
    return false;
}

bool verify_again(const char *body, size_t bytes, const struct buf *again,
                  struct sealed_fault *fault)
{
    size_t at = 0, line = 1;
    for (; at < bytes && at < again->bytes && again->data[at] == body[at]; at++)
        line += body[at] == '\n';
    *fault = (struct sealed_fault){line, "is not written as it must be"};
    return at == bytes && at == again->bytes;
}

static bool read_header(struct deciding *d, const struct json *json)
{
    if (json_get_int(json, "version", 0) != 1)
        return fail(d, "are not decisions of version 1");
    d->edition = json_get_text(json, "edition", "");
    return str_equal(d->edition, d->v->seal[0].sealed.edition)
               ? true
               : fail(d, "the decisions are of another edition");
}

/* Each stands behind the one before, so none stands there twice. */
static bool ascends(struct deciding *d, const struct bundle_decision *own)
{
    if (d->count == 0)
        return true;
    const struct bundle_decision *last = &d->list[d->count - 1];
    int way = strcmp(last->entry, own->entry);
    if (way == 0)
        way = strcmp(last->kind, own->kind);
    if (way == 0)
        return fail(d, "the decision stands there twice");
    return way < 0 ? true
                   : fail(d, "decisions must ascend by nomination and kind");
}

static bool read_decision(struct deciding *d, const struct json *json)
{
    const struct json *own = json_get(json, "decision");
    const struct bundle_decision decision = {
        .entry = json_get_text(own, "entry", ""),
        .kind = json_get_text(own, "kind", ""),
        .category = json_get_text(own, "category", NULL),
        .reason_de = json_get_text(own, "reason_de", ""),
        .reason_en = json_get_text(own, "reason_en", ""),
        .decided_at = json_get_int(own, "decided_at", -1),
    };
    if (*decision.entry == '\0')
        return fail(d, "is not a decision");
    if (!str_equal(decision.kind, "nominee") &&
        !str_equal(decision.kind, "winner"))
        return fail(d, "the decision is of no known kind");
    if (!sealed_time(decision.decided_at))
        return fail(d, "the time is not in the years 1970 to 9999");
    if (!ascends(d, &decision))
        return false;
    d->list = arena_grow(d->mem, d->list, d->count, sizeof *d->list);
    d->list[d->count++] = decision;
    return true;
}

static bool read_lines(struct deciding *d, const char *body, size_t bytes)
{
    const char *end = body + bytes;
    for (const char *at = body, *stop; at < end; at = stop + 1) {
        struct json_fault wrong;
        d->line++;
        stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL)
            return fail(d, "the line does not end");
        const struct json *json =
            json_parse(d->mem, at, (size_t)(stop - at), &wrong);
        if (json == NULL)
            return fail(d, "is not an object of JSON");
        if (d->line == 1 ? !read_header(d, json) : !read_decision(d, json))
            return false;
    }
    return d->count > 0 ? true : fail(d, "there is no decision in it");
}

bool verify_decisions(struct arena *mem, const char *body, size_t bytes,
                      const struct verify *v, struct verify_decision **list,
                      size_t *count, struct sealed_fault *fault)
{
    struct deciding d = {.mem = mem, .v = v, .fault = fault};
    struct buf again;
    if (!read_lines(&d, body, bytes))
        return false;
    buf_init(&again, mem);
    bundle_write_decisions(&again, d.edition, d.list, d.count);
    if (!verify_again(body, bytes, &again, fault))
        return false;
    for (size_t i = 0; i < d.count; i++) {
        *list = arena_grow(mem, *list, *count, sizeof **list);
        (*list)[(*count)++] = (struct verify_decision){
            d.list[i].entry, d.list[i].kind, d.list[i].category, false};
    }
    return true;
}
