/* The scene for seals. */
#include "support/sealing.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "model/bundle.h"
#include "model/honour.h"
#include "model/jury.h"
#include "model/lot.h"
#include "model/round.h"
#include "model/rules.h"

void sealing_rules(struct test_home *h, int64_t round, const char *set)
{
    struct round r;
    home_sql(h, arena_printf(h->mem,
                             "UPDATE round SET %s WHERE id = %" PRId64 ";"
                             "DELETE FROM rules WHERE round_id = %" PRId64,
                             set, round, round));
    struct world *w = home_begin(h);
    if (!round_by_id(w, round, &r))
        die("there is no such round");
    rules_freeze(w, &r);
    home_commit(h);
}

int64_t sealing_round(struct test_home *h, const struct judging *j,
                      const char *slug, int stage)
{
    home_sql(h, arena_printf(h->mem,
                             "INSERT INTO round (edition_id, slug, stage, "
                             "name_de, name_en, quorum) "
                             "SELECT edition_id, '%s', %d, name_de, name_en, "
                             "quorum FROM round WHERE id = %" PRId64,
                             slug, stage, j->round));
    int64_t id = home_number(h, "SELECT max(id) FROM round");
    home_sql(h, arena_printf(h->mem,
                             "INSERT INTO criterion (round_id, code, position, "
                             "name_de, name_en, weight, lo, hi, step) "
                             "SELECT %" PRId64 ", code, position, name_de, "
                             "name_en, weight, lo, hi, step FROM criterion "
                             "WHERE round_id = %" PRId64,
                             id, j->round));
    struct world *w = home_begin(h);
    assignment_all(w, id);
    if (round_open(w, id) != ROUND_OK)
        die("the round does not open");
    home_commit(h);
    judging_accept(h);
    return id;
}

void sealing_close(struct test_home *h, int64_t round)
{
    struct world *w = home_begin(h);
    if (round_close(w, round, "the time is up") != ROUND_OK)
        die("the round does not close");
    home_commit(h);
}

struct seal sealing_newest(struct test_home *h, int64_t round)
{
    struct seal seal;
    struct world *w = home_begin(h);
    if (!seal_newest(w, round, &seal))
        die("there is no seal");
    home_commit(h);
    return seal;
}

struct sealed sealing_read(struct test_home *h, const struct seal *seal)
{
    struct sealed s;
    struct sealed_fault fault;
    if (!sealed_read(h->mem, seal->body, strlen(seal->body), &s, &fault))
        die("line %zu of a seal: %s", fault.line, fault.what);
    return s;
}

struct sealed sealing_read_newest(struct test_home *h, int64_t round)
{
    struct seal seal = sealing_newest(h, round);
    return sealing_read(h, &seal);
}

const char *sealing_check(struct test_home *h, int64_t round)
{
    struct world *w = home_begin(h);
    const char *why = seal_check(w, round);
    home_commit(h);
    return why;
}

void sealing_ballots(struct test_home *h, const struct judging *j)
{
    static const int mark[JUDGING_JURORS][2] = {{8, 6}, {7, 7}, {9, 4}};
    for (int juror = 0; juror < JUDGING_JURORS; juror++)
        for (int entry = 0; entry < JUDGING_ENTRIES; entry++)
            judging_submit(h, j, juror, entry,
                           mark[juror][0] - (entry == 1 ? 3 : 0),
                           mark[juror][1]);
}

const char *sealing_bundle(struct test_home *h, int64_t edition)
{
    struct buf text;
    struct world *w = home_begin(h);
    buf_init(&text, h->mem);
    bundle_write(w, edition, &text);
    home_commit(h);
    return text.data;
}

const char *sealing_refused(struct test_home *h, const char *bundle,
                            const char *key)
{
    struct arena *mem = arena_new();
    struct verify v;
    const char *why = NULL;
    if (!verify_bundle(mem, bundle, strlen(bundle), key, &v))
        why = arena_printf(h->mem, "%zu: %s", v.line, v.fault);
    arena_free(mem);
    return why;
}

static void judge_second_round(struct test_home *h, const struct judging *j)
{
    struct judging second = *j;
    second.round = sealing_round(h, j, "besuch", 2);
    sealing_rules(h, second.round, "ladder = 'criteria,lot'");
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        second.criterion[k] = home_number(
            h, arena_printf(h->mem,
                            "SELECT max(id) FROM criterion WHERE position = %d",
                            k + 1));
    /* 6.8 each: the first criterion decides */
    for (int juror = 0; juror < JUDGING_JURORS; juror++) {
        judging_submit(h, &second, juror, 0, 8, 5);
        judging_submit(h, &second, juror, 1, 6, 8);
        judging_submit(h, &second, juror, 2, juror, 1);
    }
    sealing_close(h, second.round);
}

const char *sealing_award(struct test_home *h, struct judging *j)
{
    *j = judging_scene(h);
    sealing_rules(h, j->round, "ladder = 'criteria,lot'");
    sealing_ballots(h, j);
    sealing_close(h, j->round);
    judge_second_round(h, j);
    judging_declare(h, j, 2, 1, "family");
    struct world *w = home_begin(h);
    if (lot_commit(w, j->round, 1) != LOT_OK ||
        lot_draw(w, 1, "Apfelblüte") != LOT_OK ||
        honour_set(w, j->entry[0], "winner", 1, "Darum.", "Therefore.") !=
            HONOUR_OK)
        die("the scene cannot be set");
    home_commit(h);
    return sealing_bundle(h, j->edition);
}
