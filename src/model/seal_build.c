/* Reading a round for its seal. Jurors get names drawn at random, so that the
 * seal can be given away; the mapping stays in the home. */
#include "model/seal_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_ballot_write.h"
#include "gen/sql_round.h"
#include "gen/sql_seal.h"
#include "gen/sql_seal_write.h"
#include "gen/sql_tally.h"
#include "model/edition.h"
#include "model/receipt.h"
#include "model/result.h"
#include "model/seal.h"
#include "model/tally_build.h"

enum {
    NAME_CHARS = 6,
    REDRAWS_MAX = 1000 /* of names, see draw_fitting() */
};

struct named {
    int64_t jury_member_id;
    const char *name;
    bool kept; /* from an earlier seal */
};

struct building {
    const struct world *w;
    bool complete;
    struct round round;
    struct edition edition;
    struct seal_round *out;
    struct criterion *criteria;
    struct named *juror;
    size_t juror_count;
    struct sql_tally_assigned_row *assigned;
    size_t assigned_count;
    struct sql_tally_values_row *value;
    size_t value_count;
};

/* --- names --- */

/* Letters and digits that are not mistaken for each other. */
static char *draw_name(struct arena *mem)
{
    static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    unsigned char random[NAME_CHARS];
    char *name = arena_alloc(mem, NAME_CHARS + 1);
    secret_random(random, sizeof random);
    for (int i = 0; i < NAME_CHARS; i++)
        name[i] = letters[random[i] % (sizeof letters - 1)];
    return name;
}

static bool name_taken(const struct building *b, const char *name)
{
    for (size_t i = 0; i < b->juror_count; i++)
        if (str_equal(b->juror[i].name, name))
            return true;
    return false;
}

/* Names for those who have none, or for all. */
static void draw_names(struct building *b, bool all)
{
    for (size_t i = 0; i < b->juror_count; i++) {
        const char *name;
        if (b->juror[i].kept && !all)
            continue;
        do
            name = draw_name(b->w->mem);
        while (name_taken(b, name));
        b->juror[i].name = name;
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names that are kept; who has none is "?". false: somebody has none. */
static bool known_names(struct building *b)
{
    struct sql_seal_names_row *row;
    size_t count = sql_seal_names(b->w->db, b->round.id, &row), found = 0;
    for (size_t i = 0; i < b->juror_count; i++) {
        b->juror[i].name = "?";
        for (size_t n = 0; n < count; n++)
            if (row[n].jury_member_id == b->juror[i].jury_member_id) {
                b->juror[i].name = row[n].name;
                b->juror[i].kept = true;
                found++;
            }
    }
    return found == b->juror_count;
}

static const char *name_of(const struct building *b, int64_t jury_member_id)
{
    for (size_t i = 0; i < b->juror_count; i++)
        if (b->juror[i].jury_member_id == jury_member_id)
            return b->juror[i].name;
    return "?";
}

/* --- ballots --- */

/* A ballot from a file that is complete was handed in; if it is a draft, its
 * juror took it back. */
/* Marks of a partial ballot are sealed only where they count: under a declared
 * rule. Elsewhere they were never handed in, and are nobody's. */
static enum sealed_state state_of(const struct building *b,
                                  const struct sql_tally_assigned_row *a,
                                  bool complete)
{
    bool counts = b->out->sealed.rules.config.method == TALLY_DECLARED;
    if (a->conflict != NULL)
        return SEALED_CONFLICTED;
    if (a->state == NULL)
        return SEALED_NONE;
    if (str_equal(a->state, "submitted"))
        return SEALED_COMPLETE;
    if (str_equal(a->state, "abstained"))
        return SEALED_ABSTAINED;
    return a->imported && !complete && counts ? SEALED_PARTIAL : SEALED_DRAFT;
}

static const int64_t *const *marks_of(const struct building *b,
                                      int64_t ballot_id, bool *complete)
{
    size_t given = 0, count = b->out->sealed.rules.criterion_count;
    const int64_t **value = arena_alloc(b->w->mem, count * sizeof *value);
    size_t from = 0, to = b->value_count;
    while (from < to) { /* the first of the ballot's */
        size_t middle = from + (to - from) / 2;
        if (b->value[middle].ballot_id < ballot_id)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < b->value_count && b->value[from].ballot_id == ballot_id;
         from++)
        for (size_t k = 0; k < count; k++)
            if (b->criteria[k].id == b->value[from].criterion_id) {
                value[k] = &b->value[from].value;
                given++;
            }
    *complete = given == count;
    return value;
}

/* A ballot from a file gets its receipt now. */
static void add_receipt(const struct building *b, int64_t ballot_id,
                        struct sealed_ballot *ballot)
{
    const struct sealed *s = &b->out->sealed;
    const struct receipt_ballot r = {
        .edition = s->edition,
        .round = s->round,
        .entry = ballot->entry,
        .criteria = s->rules.criteria,
        .value = ballot->value,
        .criterion_count = s->rules.criterion_count,
        .decimals = s->rules.decimals,
    };
    ballot->salt = receipt_salt(b->w->mem);
    ballot->receipt = receipt_digest(b->w->mem, &r, ballot->salt);
    sql_ballot_receipt_put(b->w->db, ballot_id, ballot->salt, ballot->receipt);
}

static int by_entry(const void *a, const void *b)
{
    const struct sealed_ballot *x = a, *y = b;
    int way = strcmp(x->entry, y->entry);
    return way != 0 ? way : strcmp(x->juror, y->juror);
}

static void take_ballots(struct building *b)
{
    struct sealed *s = &b->out->sealed;
    struct sealed_ballot *list =
        arena_alloc(b->w->mem, b->assigned_count * sizeof *list);
    for (size_t i = 0; i < b->assigned_count; i++) {
        const struct sql_tally_assigned_row *a = &b->assigned[i];
        const int64_t *const *value = NULL;
        bool complete = false;
        if (a->ballot_id)
            value = marks_of(b, *a->ballot_id, &complete);
        list[i] = (struct sealed_ballot){
            .entry = a->entry,
            .juror = name_of(b, a->jury_member_id),
            .state = state_of(b, a, complete),
            .salt = a->receipt_salt ? a->receipt_salt : "",
            .receipt = a->receipt ? a->receipt : ""};
        if (list[i].state != SEALED_COMPLETE && list[i].state != SEALED_PARTIAL)
            continue;
        list[i].value = value;
        if (b->complete && *list[i].receipt == '\0')
            add_receipt(b, *a->ballot_id, &list[i]);
    }
    qsort(list, b->assigned_count, sizeof *list, by_entry);
    s->ballot = list;
    s->ballot_count = b->assigned_count;
}

static void take_jurors(struct building *b)
{
    const char **list = arena_alloc(b->w->mem, b->juror_count * sizeof *list);
    for (size_t i = 0; i < b->juror_count; i++)
        list[i] = b->juror[i].name;
    qsort(list, b->juror_count, sizeof *list, by_text);
    b->out->sealed.juror = list;
    b->out->sealed.juror_count = b->juror_count;
}

static void count_again(struct building *b)
{
    take_jurors(b);
    take_ballots(b);
    sealed_recount(b->w->mem, &b->out->sealed, NULL, &b->out->count);
}

/* Is the ranking the one that the numbers of the jurors give? Of two equal
 * ballots the trimmed mean drops the one whose juror's id comes first, and so
 * could a criterion decide differently under other names. */
static bool fits(struct building *b, const struct tally_official *want)
{
    count_again(b);
    const struct tally_official *got = b->out->count.official;
    return !want || !got ||
           memcmp(want->rank_final, got->rank_final,
                  want->entries * sizeof *want->rank_final) == 0;
}

/* The jurors come in the order of their codes: names in the same order always
 * fit, but tell it. */
static void sort_names(struct building *b)
{
    const char **list = arena_alloc(b->w->mem, b->juror_count * sizeof *list);
    for (size_t i = 0; i < b->juror_count; i++)
        list[i] = b->juror[i].name;
    qsort(list, b->juror_count, sizeof *list, by_text);
    for (size_t i = 0; i < b->juror_count; i++)
        b->juror[i].name = list[i];
}

/* Names that are kept stay, unless no draw of the others fits. */
static void draw_fitting(struct building *b, const struct tally_official *want)
{
    for (int i = 0; i < 2 * REDRAWS_MAX; i++) {
        draw_names(b, i >= REDRAWS_MAX);
        if (fits(b, want))
            return;
    }
    sort_names(b);
    count_again(b);
}

static void keep_names(const struct building *b)
{
    sql_seal_names_drop(b->w->db, b->round.id);
    for (size_t i = 0; i < b->juror_count; i++)
        sql_seal_name_put(b->w->db, b->round.id, b->juror[i].jury_member_id,
                          b->juror[i].name);
}

static void take_rows(struct building *b)
{
    const struct world *w = b->w;
    struct sql_tally_jurors_row *juror;
    struct sql_tally_entries_row *entry;
    struct sealed *s = &b->out->sealed;
    b->juror_count = sql_tally_jurors(w->db, b->round.id, &juror);
    b->juror = arena_alloc(w->mem, b->juror_count * sizeof *b->juror);
    for (size_t i = 0; i < b->juror_count; i++)
        b->juror[i] = (struct named){juror[i].id, "?", false};
    s->entry_count = sql_tally_entries(w->db, b->round.id, &entry);
    const char **list = arena_alloc(w->mem, s->entry_count * sizeof *list);
    for (size_t i = 0; i < s->entry_count; i++)
        list[i] = entry[i].code;
    s->entry = list;
    b->assigned_count = sql_tally_assigned(w->db, b->round.id, &b->assigned);
    b->value_count = sql_tally_values(w->db, b->round.id, &b->value);
    round_criteria(w, b->round.id, &b->criteria);
}

static void build_own(struct building *b)
{
    struct result r;
    const struct tally_official *want = NULL;
    take_rows(b);
    bool known = known_names(b);
    if (!b->complete) {
        count_again(b);
        return;
    }
    /* as the marks have it, without the lots drawn since */
    if (result_of_round(b->w, b->round.id, &r) && r.report.official)
        want = tally_official(b->w->mem, &r.tally, NULL);
    if (known && fits(b, want))
        return;
    draw_fitting(b, want);
    keep_names(b);
}

/* --- combined rounds --- */

/* The round of a newest seal, counted again. */
static bool count_part(const struct world *w, int64_t round_id,
                       struct sealed_part *part, struct sealed_count *count)
{
    struct sealed *s = arena_alloc(w->mem, sizeof *s);
    struct sealed_fault fault;
    struct seal seal;
    if (!seal_newest(w, round_id, &seal) ||
        !sealed_read(w->mem, seal.body, strlen(seal.body), s, &fault))
        return false;
    part->digest = seal.digest;
    sealed_recount(w->mem, s, NULL, count);
    return true;
}

static bool build_combined(struct building *b)
{
    const struct world *w = b->w;
    struct sealed *s = &b->out->sealed;
    struct sql_round_shares_row *row;
    struct tally_build *build = tally_build_new(w->mem);
    struct tally_input all = {.criterion_count = 0};
    size_t count = sql_round_shares(w->db, b->round.id, &row);
    struct sealed_part *part = arena_alloc(w->mem, count * sizeof *part);
    struct sealed_count *list = arena_alloc(w->mem, count * sizeof *list);
    const struct sealed_count **parts =
        arena_alloc(w->mem, count * sizeof *parts);
    for (size_t i = 0; i < count; i++) {
        part[i].round = row[i].slug;
        if (!count_part(w, row[i].id, &part[i], &list[i]))
            return false;
        parts[i] = &list[i];
    }
    for (size_t i = 0; i < count; i++)
        for (size_t e = 0; e < list[i].input.entry_count; e++)
            tally_build_entry(build, list[i].input.entries[e], NULL);
    tally_build_finish(build, &all, NULL);
    s->entry = all.entries;
    s->entry_count = all.entry_count;
    s->part = part;
    s->part_count = count;
    sealed_recount(w->mem, s, parts, &b->out->count);
    return true;
}

/* A combined round goes on following its parts when it was replaced. */
static bool is_final(const struct world *w, const struct round *round)
{
    return str_equal(round->state, "closed") ||
           (str_equal(round->state, "replaced") &&
            round_combines(w, round->id));
}

bool seal_build(const struct world *w, int64_t round_id, bool complete,
                struct seal_round *r)
{
    struct building b = {.w = w, .complete = complete, .out = r};
    struct rules_frozen frozen;
    *r = (struct seal_round){.sealed = {.previous = NULL}};
    if (!round_by_id(w, round_id, &b.round) || !is_final(w, &b.round) ||
        !edition_by_id(w, b.round.edition_id, &b.edition) ||
        rules_of_round(w, &b.round, &r->sealed.rules) != NULL)
        return false;
    if (complete)
        rules_freeze(w, &b.round);
    r->sealed.edition = b.edition.slug;
    r->sealed.round = b.round.slug;
    r->sealed.rules_document = complete && rules_frozen(w, round_id, &frozen)
                                   ? frozen.document
                                   : rules_write(w->mem, &r->sealed.rules);
    if (r->sealed.rules.config.combine_count > 0)
        return build_combined(&b);
    build_own(&b);
    return true;
}
