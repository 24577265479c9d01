#include "page/meeting_words.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_live.h"
#include "gen/sql_result.h"
#include "model/prize.h"
#include "model/round.h"

const char *meeting_category(struct ctx *c, int64_t edition_id, int64_t id)
{
    struct sql_result_tabs_row *row;
    size_t count = sql_result_tabs(c->world.db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].id == id)
            return PICK(row[i].name_de, row[i].name_en);
    return "";
}

const char *meeting_prize(struct ctx *c, int64_t id)
{
    struct prize prize;
    if (id == 0 || !prize_by_id(&c->world, id, &prize))
        return "";
    return PICK(prize.name_de, prize.name_en);
}

const char *meeting_key(struct ctx *c, int64_t motion_id)
{
    struct arena *mem = c->world.mem;
    char *text = arena_printf(mem, "motion %" PRId64, motion_id);
    return arena_textn(mem, secret_keyed(mem, c->world.key, text, strlen(text)),
                       12);
}

const char *meeting_title(struct ctx *c, const struct meeting_place *p,
                          const struct motion *m)
{
    struct sql_live_is_closed_row row;
    if (p->juror && sql_live_is_closed(c->world.db, p->edition.id,
                                       p->own->jury_member_id, &row))
        return T("Motion");
    return arena_printf(c->world.mem, T("Motion %d"), (int)m->number);
}

/* "the special prize X" or "the prize of the category Y" */
static const char *contest(struct ctx *c, const struct meeting_place *p,
                           const struct motion *m)
{
    struct arena *mem = c->world.mem;
    if (m->prize_id != 0)
        return arena_printf(mem, T("the prize “%s”"),
                            meeting_prize(c, m->prize_id));
    return arena_printf(mem, T("the prize of the category “%s”"),
                        meeting_category(c, p->edition.id, m->category_id));
}

static const char *names(struct ctx *c, const struct meeting_place *p,
                         const struct motion *m)
{
    const char **name =
        arena_alloc(c->world.mem, m->entry_count * sizeof *name);
    for (size_t i = 0; i < m->entry_count; i++)
        name[i] = meeting_name(c, p, m->entry[i]);
    return meeting_join(c, name, m->entry_count);
}

const char *meeting_says(struct ctx *c, const struct meeting_place *p,
                         const struct motion *m)
{
    struct arena *mem = c->world.mem;
    const char *who = names(c, p, m);
    if (str_equal(m->kind, "nominate"))
        return arena_printf(mem,
                            TN("%s is nominated.", "%s are nominated.",
                               (int64_t)m->entry_count),
                            who);
    if (str_equal(m->kind, "award"))
        return arena_printf(mem, T("%s wins %s."), who, contest(c, p, m));
    if (str_equal(m->kind, "share"))
        return arena_printf(mem, T("%s share %s."), who, contest(c, p, m));
    if (str_equal(m->kind, "withhold"))
        return m->prize_id != 0
                   ? arena_printf(mem, T("The prize “%s” is not given."),
                                  meeting_prize(c, m->prize_id))
                   : arena_printf(
                         mem,
                         T("The prize of the category “%s” is not "
                           "given."),
                         meeting_category(c, p->edition.id, m->category_id));
    if (str_equal(m->kind, "commend"))
        return arena_printf(mem,
                            TN("%s is commended.", "%s are commended.",
                               (int64_t)m->entry_count),
                            who);
    if (str_equal(m->kind, "recategorise"))
        return arena_printf(
            mem, T("%s competes in the category “%s” from now on."), who,
            meeting_category(c, p->edition.id, m->category_id));
    if (str_equal(m->kind, "runoff"))
        return arena_printf(mem, T("Run-off for %s: %s"), contest(c, p, m),
                            who);
    return m->text;
}

const char *meeting_outcome_words(struct ctx *c, const struct meeting_place *p,
                                  const struct motion *m)
{
    if (str_equal(m->state, "withdrawn"))
        return T("withdrawn");
    if (str_equal(m->outcome, "carried"))
        return T("carried");
    if (str_equal(m->outcome, "lost"))
        return T("not carried");
    if (str_equal(m->outcome, "repeat"))
        return T("to be repeated: most abstained");
    if (str_equal(m->outcome, "no_quorum"))
        return T("no quorum");
    if (str_equal(m->outcome, "undecided"))
        return T("undecided");
    if (str_equal(m->outcome, "chosen"))
        return arena_printf(c->world.mem, T("chosen: %s"),
                            meeting_name(c, p, m->chosen_entry_id));
    return NULL;
}

static const char *runoff_count(struct ctx *c, const struct meeting_place *p,
                                const struct motion *m)
{
    const char *text = "";
    for (size_t i = 0; i < m->entry_count; i++)
        text = arena_printf(c->world.mem, "%s%s%s: %d", text,
                            i > 0 ? " · " : "", meeting_name(c, p, m->entry[i]),
                            (int)m->entry_votes[i]);
    return text;
}

const char *meeting_count(struct ctx *c, const struct meeting_place *p,
                          const struct motion *m)
{
    if (str_equal(m->state, "withdrawn") || m->closed_at == NULL)
        return NULL;
    if (str_equal(m->kind, "runoff"))
        return runoff_count(c, p, m);
    return arena_printf(c->world.mem, T("Yes %d · No %d · Abstentions %d"),
                        (int)m->yes, (int)m->no, (int)m->abstained);
}

const char *meeting_choice_words(struct ctx *c, const struct meeting_place *p,
                                 const char *choice, int64_t entry_id)
{
    if (str_equal(choice, "yes"))
        return T("Yes");
    if (str_equal(choice, "no"))
        return T("No");
    if (str_equal(choice, "abstain"))
        return T("Abstention");
    if (str_equal(choice, "entry"))
        return meeting_name(c, p, entry_id);
    return choice != NULL ? T("voted secretly") : T("did not vote");
}

const char *meeting_casting(struct ctx *c, const struct meeting_place *p,
                            const struct motion *m)
{
    if (str_empty(m->casting))
        return "";
    return arena_printf(
        c->world.mem, T("Casting vote of the chair: %s. %s"),
        meeting_choice_words(c, p, m->casting, m->chosen_entry_id),
        m->casting_reason);
}

const char *meeting_open_rounds(struct ctx *c, const struct meeting_place *p)
{
    const int64_t *id;
    size_t count = meeting_rounds(&c->world, p->meeting.id, &id), open = 0;
    const char **name = arena_alloc(c->world.mem, count * sizeof *name);
    for (size_t i = 0; i < count; i++) {
        struct round round;
        if (round_by_id(&c->world, id[i], &round) &&
            !str_equal(round.state, "closed"))
            name[open++] = PICK(round.name_de, round.name_en);
    }
    return open == 0 ? NULL
                     : arena_printf(c->world.mem,
                                    T("Not closed yet, and lies before the "
                                      "meeting: %s."),
                                    meeting_join(c, name, open));
}
