/* Decision seals, read. */
#include "model/verify_decided.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/verify_lines.h"

struct reading {
    struct arena *mem;
    const struct verify *v;
    struct decided *d;
    struct sealed_fault *fault;
    size_t line;
    struct decided_meeting *meeting; /* the lists as they grow */
    struct decided_round *round;
    struct decided_minutes *minutes;
    struct decided_motion *motion;
    struct decided_prize *prize;
    struct decided_decision *decision;
};

static bool fail(struct reading *r, const char *what)
{
    *r->fault = (struct sealed_fault){r->line, what};
    return false;
}

static bool read_head(struct reading *r, const struct json *json)
{
    struct decided *d = r->d;
    *d = (struct decided){
        .edition = json_get_text(json, "edition", ""),
        .number = json_get_int(json, "number", 0),
        .previous = json_get_text(json, "previous", NULL),
        .sealed_at = json_get_int(json, "sealed_at", -1),
    };
    if (json_get_int(json, "version", 0) != 1)
        return fail(r, "is no decision seal of version 1");
    if (!str_equal(d->edition, r->v->seal[0].sealed.edition))
        return fail(r, "the decision seal is of another edition");
    if (d->number < 1 || (d->number == 1) != (d->previous == NULL))
        return fail(r, "the decision seal's number does not fit");
    return sealed_time(d->sealed_at)
               ? true
               : fail(r, "the time is not in the years 1970 to 9999");
}

/* --- meetings ---------------------------------------------------------------
 */

static struct decided_meeting *last_meeting(struct reading *r)
{
    return r->d->meeting_count > 0 ? &r->meeting[r->d->meeting_count - 1]
                                   : NULL;
}

static bool read_meeting(struct reading *r, const struct json *own)
{
    const struct decided_meeting *before = last_meeting(r);
    struct vote_rule rule;
    struct decided_meeting m = {
        .number = json_get_int(own, "number", 0),
        .rule = json_get_text(own, "rule", ""),
        .closed_at = json_get_int(own, "closed_at", -1),
    };
    if (m.number < 1 || (before && before->number >= m.number))
        return fail(r, "the number of the meeting does not fit");
    if (!sealed_time(m.closed_at))
        return fail(r, "the time is not in the years 1970 to 9999");
    if (vote_rule_read(r->mem, m.rule, strlen(m.rule), &rule) != NULL)
        return fail(r, "the rules of voting cannot be read");
    r->round = NULL;
    r->minutes = NULL;
    r->motion = NULL;
    r->meeting =
        arena_grow(r->mem, r->meeting, r->d->meeting_count, sizeof *r->meeting);
    r->meeting[r->d->meeting_count++] = m;
    r->d->meeting = r->meeting;
    return true;
}

/* The mark seals that lay before the meeting are in this file. */
static bool read_round(struct reading *r, const struct json *own)
{
    struct decided_meeting *m = last_meeting(r);
    const struct decided_round round = {json_get_text(own, "round", ""),
                                        json_get_text(own, "seal", "")};
    bool found = false;
    for (size_t i = 0; i < r->v->seal_count; i++)
        found = found || (str_equal(r->v->seal[i].digest, round.digest) &&
                          str_equal(r->v->seal[i].sealed.round, round.round));
    if (m == NULL || m->minutes_count > 0 || m->motion_count > 0)
        return fail(r, "the line stands in no meeting");
    if (!found)
        return fail(r, "the mark seal is not in this file");
    r->round = arena_grow(r->mem, r->round, m->round_count, sizeof *r->round);
    r->round[m->round_count++] = round;
    m->round = r->round;
    return true;
}

static bool read_minutes(struct reading *r, const struct json *own)
{
    struct decided_meeting *m = last_meeting(r);
    const struct decided_minutes minutes = {json_get_int(own, "number", -1),
                                            json_get_text(own, "digest", "")};
    if (m == NULL || m->motion_count > 0)
        return fail(r, "the line stands in no meeting");
    if (minutes.number != (int64_t)m->minutes_count)
        return fail(r, "the minutes and addenda are not counted from 0");
    if (strlen(minutes.digest) != 64)
        return fail(r, "the digest is none");
    r->minutes =
        arena_grow(r->mem, r->minutes, m->minutes_count, sizeof *r->minutes);
    r->minutes[m->minutes_count++] = minutes;
    m->minutes = r->minutes;
    return true;
}

/* --- motions ----------------------------------------------------------------
 */

static bool read_named(struct reading *r, const struct json *own,
                       struct decided_motion *m)
{
    const struct json *entry = json_get(own, "entries");
    const struct json *votes = json_get(own, "votes");
    size_t count = entry ? entry->count : 0, i = 0;
    struct decided_named *list =
        arena_alloc(r->mem, (count + 1) * sizeof *list);
    if (votes == NULL || entry == NULL || votes->kind != JSON_ARRAY ||
        entry->kind != JSON_ARRAY || votes->count != count)
        return fail(r, "the nominations of the motion do not fit");
    const struct json *e = entry->child, *v = votes->child;
    for (; e != NULL; e = e->next, v = v->next, i++) {
        if (e->kind != JSON_TEXT || v->kind != JSON_INTEGER || v->integer < 0 ||
            v->integer > INT32_MAX)
            return fail(r, "the nominations of the motion do not fit");
        if (i > 0 && strcmp(list[i - 1].entry, e->text) >= 0)
            return fail(r, "the nominations of the motion must ascend");
        list[i] = (struct decided_named){e->text, v->integer};
    }
    m->entry = list;
    m->entry_count = count;
    return true;
}

static bool counts(const struct decided_motion *m)
{
    const int64_t list[] = {m->seats, m->quorum,    m->present,
                            m->yes,   m->abstained, m->no};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i] < 0 || list[i] > INT32_MAX)
            return false;
    return true;
}

static bool read_motion(struct reading *r, const struct json *own)
{
    struct decided_meeting *meeting = last_meeting(r);
    struct decided_motion m = {
        .number = json_get_int(own, "number", 0),
        .kind = json_get_text(own, "kind", ""),
        .category = json_get_text(own, "category", NULL),
        .prize = json_get_text(own, "prize", NULL),
        .departs = json_get_bool(own, "departs", false),
        .secret = json_get_bool(own, "secret", false),
        .no_abstention = json_get_bool(own, "no_abstention", false),
        .repeats = json_get_int(own, "repeats", -1),
        .opened_at = json_get_int(own, "opened_at", -1),
        .outcome = json_get_text(own, "outcome", ""),
        .seats = json_get_int(own, "seats", -1),
        .quorum = json_get_int(own, "quorum", -1),
        .present = json_get_int(own, "present", -1),
        .chair = json_get_bool(own, "chair", false),
        .yes = json_get_int(own, "yes", -1),
        .no = json_get_int(own, "no", -1),
        .abstained = json_get_int(own, "abstained", -1),
        .casting = json_get_text(own, "casting", NULL),
        .chosen = json_get_text(own, "chosen", NULL),
    };
    if (meeting == NULL || meeting->minutes_count == 0)
        return fail(r, "the line stands in no meeting with minutes");
    if (m.number != (int64_t)meeting->motion_count + 1)
        return fail(r, "the motions are not counted from 1");
    if (!counts(&m) || !sealed_time(m.opened_at))
        return fail(r, "is no count of votes");
    if (m.repeats < 0 || m.repeats >= m.number)
        return fail(r, "repeats no motion before it");
    if (!read_named(r, own, &m))
        return false;
    r->motion =
        arena_grow(r->mem, r->motion, meeting->motion_count, sizeof *r->motion);
    r->motion[meeting->motion_count++] = m;
    meeting->motion = r->motion;
    return true;
}

/* --- prizes and decisions ---------------------------------------------------
 */

enum { CENTS_MAX = 1000000000 };

static bool is_cents(int64_t cents)
{
    return cents >= 0 && cents <= (int64_t)CENTS_MAX * 1000;
}

static bool read_prize(struct reading *r, const struct json *own)
{
    const struct decided_prize p = {
        .code = json_get_text(own, "code", ""),
        .category = json_get_text(own, "category", NULL),
        .amount = json_get_int(own, "amount", -1),
        .head = json_get_int(own, "head", -1),
        .cap = json_get_int(own, "cap", -1),
        .winners_max = json_get_int(own, "winners_max", 0),
        .withholdable = json_get_bool(own, "withholdable", false),
    };
    if (!is_cents(p.amount) || !is_cents(p.head) || !is_cents(p.cap) ||
        p.winners_max < 1 || p.winners_max > 1000)
        return fail(r, "is no prize");
    if (r->d->decision_count > 0)
        return fail(r, "prizes stand before the decisions");
    r->prize =
        arena_grow(r->mem, r->prize, r->d->prize_count, sizeof *r->prize);
    r->prize[r->d->prize_count++] = p;
    r->d->prize = r->prize;
    return true;
}

static bool is_known(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, words[i]))
            return true;
    return false;
}

static bool read_decision(struct reading *r, const struct json *own)
{
    static const char *const kinds[] = {"nominee", "winner", "commended",
                                        "prize", "withheld"};
    static const char *const ways[] = {"motion", "office", "unsigned"};
    const struct decided_decision d = {
        .kind = json_get_text(own, "kind", ""),
        .entry = json_get_text(own, "entry", NULL),
        .category = json_get_text(own, "category", NULL),
        .prize = json_get_text(own, "prize", NULL),
        .by = json_get_text(own, "by", ""),
        .meeting = json_get_int(own, "meeting", -1),
        .motion = json_get_int(own, "motion", -1),
        .heads = json_get_int(own, "heads", -2),
        .cents = json_get_int(own, "cents", -1),
    };
    if (!is_known(d.kind, kinds, sizeof kinds / sizeof *kinds) ||
        !is_known(d.by, ways, sizeof ways / sizeof *ways))
        return fail(r, "the decision is of no known kind");
    if ((d.entry == NULL) != str_equal(d.kind, "withheld") || d.heads < -1 ||
        d.heads > INT32_MAX || !is_cents(d.cents))
        return fail(r, "is no decision");
    r->decision = arena_grow(r->mem, r->decision, r->d->decision_count,
                             sizeof *r->decision);
    r->decision[r->d->decision_count++] = d;
    r->d->decision = r->decision;
    return true;
}

/* --- the block --------------------------------------------------------------
 */

static bool read_line(void *own, const struct json *json, size_t line)
{
    static const struct {
        const char *name;
        bool (*read)(struct reading *r, const struct json *own);
    } kinds[] = {
        {"meeting", read_meeting}, {"round", read_round},
        {"minutes", read_minutes}, {"motion", read_motion},
        {"prize", read_prize},     {"decision", read_decision},
    };
    struct reading *r = own;
    r->line = line;
    if (line == 1)
        return read_head(r, json);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct json *member = json_get(json, kinds[i].name);
        if (member != NULL && member->kind == JSON_OBJECT)
            return kinds[i].read(r, member);
    }
    return fail(r, "is no line of a decision seal");
}

bool verify_decided(struct arena *mem, const char *body, size_t bytes,
                    const struct verify *v, struct decided *d,
                    struct sealed_fault *fault)
{
    struct reading r = {.mem = mem, .v = v, .d = d, .fault = fault};
    struct buf again;
    if (!verify_lines(mem, body, bytes, read_line, &r, fault))
        return false;
    if (d->meeting_count == 0)
        return fail(&r, "there is no meeting in it");
    for (size_t i = 0; i < d->meeting_count; i++)
        if (d->meeting[i].minutes_count == 0)
            return fail(&r, "a meeting has no minutes");
    buf_init(&again, mem);
    decided_write(&again, d);
    return verify_again(body, bytes, &again, fault);
}
