/* Reading a sealed round; nothing in it is trusted. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/sealed_state.h"
#include "model/tally_setup.h"

struct reading {
    struct arena *mem;
    struct sealed *s;
    const char *at, *end; /* of what is not read yet */
    const char *line;     /* the one at hand, without its break */
    size_t line_bytes, number;
    const struct json *json;
    const char *what; /* the first fault */
    const char **entry, **juror;
    struct sealed_ballot *ballot;
    struct sealed_part *part;
};

static bool fail(struct reading *r, const char *what)
{
    if (r->what == NULL)
        r->what = what;
    return false;
}

static bool next_line(struct reading *r)
{
    struct json_fault fault;
    const char *stop =
        r->at < r->end ? memchr(r->at, '\n', (size_t)(r->end - r->at)) : NULL;
    r->number++;
    if (stop == NULL)
        return fail(r, "the seal ends too early");
    r->line = r->at;
    r->line_bytes = (size_t)(stop - r->at);
    r->at = stop + 1;
    r->json = json_parse(r->mem, r->line, r->line_bytes, &fault);
    if (r->json == NULL || r->json->kind != JSON_OBJECT)
        return fail(r, "is not an object of JSON");
    return true;
}

/* Is this line of that kind? */
static bool is(const struct reading *r, const char *key)
{
    return json_get(r->json, key) != NULL;
}

bool sealed_time(int64_t at)
{
    const int64_t end = 253402300799; /* 9999-12-31 23:59:59 UTC */
    return at >= 0 && at <= end;
}

static bool read_header(struct reading *r)
{
    unsigned char head[SECRET_DIGEST_BYTES];
    struct sealed *s = r->s;
    if (!next_line(r))
        return false;
    if (!str_equal(json_get_text(r->json, "lorbeer", ""), "seal") ||
        json_get_int(r->json, "version", 0) != 1)
        return fail(r, "is not the beginning of a seal of version 1");
    s->edition = json_get_text(r->json, "edition", "");
    s->round = json_get_text(r->json, "round", "");
    s->number = json_get_int(r->json, "number", 0);
    s->sealed_at = json_get_int(r->json, "sealed_at", 0);
    s->previous = json_get_text(r->json, "previous", NULL);
    s->log_entries = json_get_int(r->json, "log_entries", 0);
    s->log_head = json_get_text(r->json, "log_head", "");
    if (!sealed_time(s->sealed_at))
        return fail(r, "the time is not in the years 1970 to 9999");
    if (s->log_entries < 1 || !secret_bytes(s->log_head, head, sizeof head))
        return fail(r, "names no entry of the log and its digest");
    return true;
}

/* {"rules":DOCUMENT} */
static bool read_rules(struct reading *r)
{
    static const char begin[] = "{\"rules\":";
    const size_t head = sizeof begin - 1;
    if (!next_line(r))
        return false;
    if (r->line_bytes < head + 2 || memcmp(r->line, begin, head) != 0)
        return fail(r, "the rules are missing");
    char *document =
        arena_textn(r->mem, r->line + head, r->line_bytes - head - 1);
    r->s->rules_document = document;
    const char *why =
        rules_read(r->mem, document, strlen(document), &r->s->rules);
    if (why != NULL)
        return fail(r, why);
    if (!str_equal(r->s->rules.round, r->s->round))
        return fail(r, "the rules are those of another round");
    return true;
}

/* Lines of ids, ascending bytewise. */
static bool read_ids(struct reading *r, const char *key, const char ***list,
                     size_t *count)
{
    for (; is(r, key); (*count)++) {
        const char *id = json_get_text(r->json, key, "");
        if (*id == '\0' || (*count > 0 && strcmp((*list)[*count - 1], id) >= 0))
            return fail(r, "ids must ascend");
        *list = arena_grow(r->mem, *list, *count, sizeof **list);
        (*list)[*count] = id;
        if (!next_line(r))
            return false;
    }
    return true;
}

static bool read_marks(struct reading *r, const struct json *marks,
                       struct sealed_ballot *b)
{
    size_t count = r->s->rules.criterion_count, k = 0, given = 0;
    const int64_t **value = arena_alloc(r->mem, count * sizeof *value);
    if (marks == NULL || marks->kind != JSON_ARRAY || marks->count != count)
        return fail(r, "a ballot needs a mark or null for every criterion");
    for (const struct json *m = marks->child; m; m = m->next, k++) {
        int64_t *units = arena_alloc(r->mem, sizeof *units);
        bool rest;
        if (m->kind == JSON_NULL)
            continue;
        if (m->kind != JSON_TEXT ||
            !tally_number(m->text, r->s->rules.decimals, units, &rest) ||
            rest || *units > INT32_MAX || *units < INT32_MIN)
            return fail(r, "a mark is not a number of its scale");
        value[k] = units;
        given++;
    }
    b->value = value;
    if ((given == count) != (b->state == SEALED_COMPLETE))
        return fail(r, "the ballot's state does not fit its marks");
    return true;
}

static bool ascends(const struct sealed_ballot *a,
                    const struct sealed_ballot *b)
{
    int way = strcmp(a->entry, b->entry);
    return way < 0 || (way == 0 && strcmp(a->juror, b->juror) < 0);
}

static bool read_ballot(struct reading *r, const struct json *object)
{
    struct sealed *s = r->s;
    struct sealed_ballot b = {
        .entry = json_get_text(object, "entry", ""),
        .juror = json_get_text(object, "juror", ""),
        .salt = json_get_text(object, "salt", ""),
        .receipt = json_get_text(object, "receipt", ""),
    };
    if (sealed_place(s->entry, s->entry_count, b.entry) < 0 ||
        sealed_place(s->juror, s->juror_count, b.juror) < 0)
        return fail(r, "the ballot's nomination or juror is not listed");
    if (!sealed_state_from_name(json_get_text(object, "state", ""), &b.state))
        return fail(r, "the ballot has no known state");
    if (s->ballot_count > 0 && !ascends(&r->ballot[s->ballot_count - 1], &b))
        return fail(r, "ballots must ascend by nomination and juror");
    if (sealed_state_has_marks(b.state) &&
        !read_marks(r, json_get(object, "marks"), &b))
        return false;
    r->ballot =
        arena_grow(r->mem, r->ballot, s->ballot_count, sizeof *r->ballot);
    r->ballot[s->ballot_count++] = b;
    return true;
}

static bool read_part(struct reading *r, const struct json *object)
{
    struct sealed *s = r->s;
    const struct tally_config *config = &s->rules.config;
    struct sealed_part part = {json_get_text(object, "round", ""),
                               json_get_text(object, "seal", "")};
    if (s->part_count >= config->combine_count ||
        !str_equal(config->combine[s->part_count].round, part.round))
        return fail(r, "the part is not the next one of the rules");
    r->part = arena_grow(r->mem, r->part, s->part_count, sizeof *r->part);
    r->part[s->part_count++] = part;
    return true;
}

static bool read_body(struct reading *r)
{
    struct sealed *s = r->s;
    if (!next_line(r) || !read_ids(r, "entry", &r->entry, &s->entry_count))
        return false;
    s->entry = r->entry;
    if (!read_ids(r, "juror", &r->juror, &s->juror_count))
        return false;
    s->juror = r->juror;
    for (; is(r, "ballot");)
        if (!read_ballot(r, json_get(r->json, "ballot")) || !next_line(r))
            return false;
    s->ballot = r->ballot;
    for (; is(r, "part");)
        if (!read_part(r, json_get(r->json, "part")) || !next_line(r))
            return false;
    s->part = r->part;
    if (s->part_count != s->rules.config.combine_count)
        return fail(r, "a part of the combined round is missing");
    if (!is(r, "marks"))
        return fail(r, "is not expected here");
    return str_equal(json_get_text(r->json, "marks", ""),
                     sealed_marks_digest(r->mem, s))
               ? true
               : fail(r, "the digest of rules and marks does not fit them");
}

bool sealed_read(struct arena *mem, const char *body, size_t bytes,
                 struct sealed *s, struct sealed_fault *fault)
{
    struct reading r = {.mem = mem, .s = s, .at = body, .end = body + bytes};
    *s = (struct sealed){.edition = ""};
    if (read_header(&r) && read_rules(&r) && read_body(&r))
        return true;
    *fault = (struct sealed_fault){r.number, r.what};
    return false;
}
