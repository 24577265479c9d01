/* From one seal of a round to the next. After the close three things happen: a
 * conflict is declared or taken back, a nomination goes, or one that nobody
 * could mark yet comes. Nothing else may differ.
 *
 * Names of jurors stay, but where a method drops the highest and the lowest
 * ballot all of them may be drawn anew (seal_build.c); then ballots are known
 * by their receipts. */
#include "model/verify_follow.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/sealed_state.h"

struct following {
    struct arena *mem;
    const struct verify *v;
    const struct verify_seal *now, *before;
};

/* --- searching --- */

static int by_receipt(const void *a, const void *b)
{
    const struct sealed_ballot *x = *(const struct sealed_ballot *const *)a;
    const struct sealed_ballot *y = *(const struct sealed_ballot *const *)b;
    int way = strcmp(x->entry, y->entry);
    return way != 0 ? way : strcmp(x->receipt, y->receipt);
}

static int by_place(const void *a, const void *b)
{
    const struct sealed_ballot *x = a, *y = b;
    int way = strcmp(x->entry, y->entry);
    return way != 0 ? way : strcmp(x->juror, y->juror);
}

static bool has_entry(const struct sealed *s, const char *entry)
{
    return sealed_place(s->entry, s->entry_count, entry) >= 0;
}

static bool has_juror(const struct sealed *s, const char *juror)
{
    return sealed_place(s->juror, s->juror_count, juror) >= 0;
}

/* The assignment in another seal, or NULL. */
static const struct sealed_ballot *find(const struct sealed *s,
                                        const struct sealed_ballot *b)
{
    return s->ballot_count == 0 ? NULL
                                : bsearch(b, s->ballot, s->ballot_count,
                                          sizeof *s->ballot, by_place);
}

static const struct verify_seal *seal_before(const struct verify *v,
                                             const struct verify_seal *seal)
{
    return seal->before > 0 ? &v->seal[seal->before - 1] : NULL;
}

static bool same_marks(const struct sealed_ballot *a,
                       const struct sealed_ballot *b)
{
    /* salt and marks are what the receipt is over */
    return a->state == b->state && str_equal(a->salt, b->salt) &&
           str_equal(a->receipt, b->receipt);
}

/* Are these marks in one of the round's seals up to this one? */
static bool known_marks(const struct verify *v, const struct verify_seal *seal,
                        const struct sealed_ballot *b)
{
    for (; seal != NULL; seal = seal_before(v, seal)) {
        const struct sealed_ballot *const *found =
            seal->receipt_count == 0
                ? NULL
                : bsearch(&b, seal->receipt, seal->receipt_count, sizeof(b),
                          by_receipt);
        if (found != NULL && same_marks(*found, b))
            return true;
    }
    return false;
}

/* Of one nomination: how many assignments there are, of which kind. */
struct tallied {
    size_t all, marked, conflicted;
};

static struct tallied tally_of(const struct sealed *s, const char *entry)
{
    struct tallied t = {0, 0, 0};
    size_t from = 0, to = s->ballot_count;
    while (from < to) { /* the first of the nomination's */
        size_t middle = from + (to - from) / 2;
        if (strcmp(s->ballot[middle].entry, entry) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < s->ballot_count && str_equal(s->ballot[from].entry, entry);
         from++) {
        t.all++;
        t.marked += sealed_state_has_marks(s->ballot[from].state);
        t.conflicted += s->ballot[from].state == SEALED_CONFLICTED;
    }
    return t;
}

const char *verify_receipts(struct arena *mem, struct verify_seal *seal)
{
    const struct sealed *s = &seal->sealed;
    const struct sealed_ballot **list =
        arena_alloc(mem, s->ballot_count * sizeof(*list));
    size_t count = 0;
    for (size_t i = 0; i < s->ballot_count; i++)
        if (sealed_state_has_marks(s->ballot[i].state))
            list[count++] = &s->ballot[i];
    if (count > 0)
        qsort(list, count, sizeof(*list), by_receipt);
    seal->receipt = list;
    seal->receipt_count = count;
    for (size_t i = 1; i < count; i++)
        if (by_receipt(&list[i - 1], &list[i]) == 0)
            return arena_printf(mem, "a receipt of %s stands there twice",
                                list[i]->entry);
    return NULL;
}

/* --- one ballot --- */

static const char *wrong(const struct following *f,
                         const struct sealed_ballot *b, const char *what)
{
    return arena_printf(f->mem, "juror %s for %s: %s", b->juror, b->entry,
                        what);
}

static const char *compare(const struct following *f,
                           const struct sealed_ballot *old,
                           const struct sealed_ballot *b)
{
    bool had = old != NULL && sealed_state_has_marks(old->state);
    bool has = sealed_state_has_marks(b->state);
    if (had && has)
        return same_marks(old, b)
                   ? NULL
                   : wrong(f, b, "the marks are not those sealed before");
    if (had)
        return wrong(f, b, "marks were left out without a conflict");
    if (has)
        return wrong(f, b, "marks appeared after sealing");
    return b->state == (old ? old->state : SEALED_NONE)
               ? NULL
               : wrong(f, b, "the ballot's state changed after sealing");
}

/* What a conflict hid may come back as it was before, and as anything if no
 * seal ever told it. */
static const char *check_ballot(const struct following *f,
                                const struct sealed_ballot *b)
{
    const struct verify_seal *at = f->before;
    const struct sealed_ballot *old = NULL;
    if (b->state == SEALED_CONFLICTED)
        return NULL;
    for (; at != NULL; at = seal_before(f->v, at)) {
        old = find(&at->sealed, b);
        if (old == NULL || old->state != SEALED_CONFLICTED)
            break;
    }
    if (at == NULL)
        return NULL;
    if (old != NULL || has_juror(&at->sealed, b->juror))
        return compare(f, old, b);
    /* the juror had another name then */
    return !sealed_state_has_marks(b->state) || known_marks(f->v, at, b) ||
                   tally_of(&at->sealed, b->entry).conflicted > 0
               ? NULL
               : compare(f, old, b);
}

/* --- all ballots --- */

static const char *check_named(const struct following *f)
{
    const struct sealed *now = &f->now->sealed, *before = &f->before->sealed;
    for (size_t i = 0; i < now->ballot_count; i++) {
        const struct sealed_ballot *b = &now->ballot[i];
        if (has_entry(before, b->entry) && find(before, b) == NULL)
            return wrong(f, b, "was assigned after sealing");
        const char *why = check_ballot(f, b);
        if (why != NULL)
            return why;
    }
    for (size_t i = 0; i < before->ballot_count; i++) {
        const struct sealed_ballot *b = &before->ballot[i];
        if (has_entry(now, b->entry) && find(now, b) == NULL)
            return wrong(f, b, "the ballot is missing");
    }
    return NULL;
}

/* Names say nothing: so many marks may be new as were hidden by conflicts, and
 * so many may be gone as conflicts hide now. */
static const char *check_renamed(const struct following *f, const char *entry,
                                 size_t *at)
{
    const struct sealed *now = &f->now->sealed, *before = &f->before->sealed;
    struct tallied is = tally_of(now, entry), was = tally_of(before, entry);
    size_t fresh = 0;
    for (; *at < now->ballot_count && str_equal(now->ballot[*at].entry, entry);
         ++*at)
        fresh += sealed_state_has_marks(now->ballot[*at].state) &&
                 !known_marks(f->v, f->before, &now->ballot[*at]);
    if (fresh > was.conflicted)
        return arena_printf(f->mem, "%s: marks appeared after sealing", entry);
    if (has_entry(before, entry) && is.all != was.all)
        return arena_printf(f->mem, "%s: assigned to others after sealing",
                            entry);
    return has_entry(before, entry) && is.marked + is.conflicted < was.marked
               ? arena_printf(f->mem,
                              "%s: marks were left out without a conflict",
                              entry)
               : NULL;
}

static const char *check_all_renamed(const struct following *f)
{
    const struct sealed *now = &f->now->sealed;
    const char *why = NULL;
    size_t at = 0;
    for (size_t i = 0; why == NULL && i < now->entry_count; i++)
        why = check_renamed(f, now->entry[i], &at);
    return why;
}

/* --- the seals --- */

static const char *check_header(const struct sealed *now,
                                const struct sealed *before)
{
    if (!str_equal(now->rules_document, before->rules_document))
        return "the rules are not those of the round's seal before";
    if (now->sealed_at < before->sealed_at)
        return "is older than the round's seal before";
    if (now->log_entries < before->log_entries ||
        (now->log_entries == before->log_entries &&
         !str_equal(now->log_head, before->log_head)))
        return "the log does not follow that of the round's seal before";
    return NULL;
}

const char *verify_follow(struct arena *mem, const struct verify *v,
                          const struct verify_seal *now)
{
    struct following f = {mem, v, now, seal_before(v, now)};
    if (f.before == NULL)
        return NULL;
    const struct sealed *s = &now->sealed, *before = &f.before->sealed;
    enum tally_method method = s->rules.config.method;
    const char *why = check_header(s, before);
    if (why != NULL)
        return why;
    size_t kept = 0;
    for (size_t i = 0; i < s->juror_count; i++)
        kept += has_juror(before, s->juror[i]);
    if (kept == s->juror_count)
        return check_named(&f);
    if (kept > 0 || s->juror_count > before->juror_count ||
        (method != TALLY_TRIMMED && method != TALLY_DECLARED))
        return "a juror is not in the round's seal before";
    return check_all_renamed(&f);
}
