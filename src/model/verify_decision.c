/* Decisions, checked. */
#include "model/verify_decision.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/bundle.h"
#include "model/verify_lines.h"

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
        !str_equal(decision.kind, "winner") &&
        !str_equal(decision.kind, "commended"))
        return fail(d, "the decision is of no known kind");
    if (!sealed_time(decision.decided_at))
        return fail(d, "the time is not in the years 1970 to 9999");
    if (!ascends(d, &decision))
        return false;
    d->list = arena_grow(d->mem, d->list, d->count, sizeof *d->list);
    d->list[d->count++] = decision;
    return true;
}

static bool read_line(void *own, const struct json *json, size_t line)
{
    struct deciding *d = own;
    d->line = line;
    return line == 1 ? read_header(d, json) : read_decision(d, json);
}

bool verify_decisions(struct arena *mem, const char *body, size_t bytes,
                      const struct verify *v, struct verify_decision **list,
                      size_t *count, struct sealed_fault *fault)
{
    struct deciding d = {.mem = mem, .v = v, .fault = fault};
    struct buf again;
    if (!verify_lines(mem, body, bytes, read_line, &d, fault))
        return false;
    if (d.count == 0)
        return fail(&d, "there is no decision in it");
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
