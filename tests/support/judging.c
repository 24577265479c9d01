/* The scene for judging. */
#include "support/judging.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/log.h"
#include "model/ballot.h"
#include "model/jury.h"
#include "model/round.h"
#include "page/ctx.h"
#include "page/welcome.h"

static const char *const companies[JUDGING_ENTRIES] = {"Alpha GmbH", "Beta AG",
                                                       "Gamma KG"};

static void make_form(struct test_home *h)
{
    home_sql(h,
             "INSERT INTO section (edition_id, code, position, title_de, "
             "title_en) SELECT id, 's', 1, 'Abschnitt', 'Section' FROM edition;"
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, language, label_de, label_en, audience) "
             "SELECT edition_id, id, 'text_de', 1, 'long', 'de', "
             "'Was tun Sie?', 'What do you do, in German?', 'public' "
             "FROM section;"
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, language, label_de, label_en, audience) "
             "SELECT edition_id, id, 'text_en', 2, 'long', 'en', "
             "'Was tun Sie, auf Englisch?', 'What do you do?', 'public' "
             "FROM section;"
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, label_de, label_en, audience) "
             "SELECT edition_id, id, 'phone', 3, 'short', 'Telefon', 'Phone', "
             "'organiser' FROM section;");
}

static int64_t make_entry(struct test_home *h, int i)
{
    home_sql(h, arena_printf(h->mem,
                             "INSERT INTO organisation (name, created_at) "
                             "VALUES ('%s', 1);"
                             "INSERT INTO entry (edition_id, organisation_id, "
                             "code, category_id, confirmed_category_id, state, "
                             "number, created_at, updated_at, submitted_at) "
                             "SELECT e.id, o.id, 'E0%d', c.id, c.id, "
                             "'admitted', %d, 1, 1, 1 FROM edition e "
                             "JOIN organisation o ON o.name = '%s' "
                             "JOIN category c ON c.edition_id = e.id "
                             "AND c.code = 'kmu';",
                             companies[i], i + 1, i + 1, companies[i]));
    int64_t id = home_number(h, "SELECT max(id) FROM entry");
    home_sql(h,
             arena_printf(h->mem,
                          "INSERT INTO answer (entry_id, question_id, value, "
                          "updated_at) SELECT %" PRId64 ", id, CASE code "
                          "WHEN 'text_de' THEN 'Wir lernen <script>zusammen' "
                          "WHEN 'text_en' THEN 'We learn together' "
                          "ELSE '0364-55555' END, 1 FROM question;",
                          id));
    return id;
}

static void make_round(struct test_home *h, struct judging *j)
{
    home_sql(h,
             "INSERT INTO round (edition_id, slug, name_de, name_en, quorum, "
             "closes_at) SELECT id, 'jury', 'Jurybewertung', "
             "'Jury scoring', 2, 1790600000 FROM edition;"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, question_de, question_en, weight, lo, hi, step) "
             "SELECT id, 'Innovation', 1, 'Innovation', 'Innovation', "
             "'Wie neu?', 'How new?', 60, 0, 10, 1 FROM round;"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) "
             "SELECT id, 'Nutzen', 2, 'Nutzen', 'Benefit', 40, 0, 10, 1 "
             "FROM round;"
             "INSERT INTO anchor (criterion_id, value, text_de, text_en) "
             "SELECT id, 10, 'beispielgebend', 'exemplary' FROM criterion "
             "WHERE code = 'Innovation';");
    j->round = home_number(h, "SELECT max(id) FROM round");
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        j->criterion[k] = home_number(
            h,
            arena_printf(h->mem, "SELECT id FROM criterion WHERE position = %d",
                         k + 1));
}

struct judging judging_scene(struct test_home *h)
{
    struct judging j = {.edition = home_edition(h)};
    home_user(h, "office@example.org", "organiser");
    for (int i = 0; i < JUDGING_JURORS; i++)
        j.user[i] = home_user(h, arena_printf(h->mem, "j%d@example.org", i + 1),
                              "juror");
    make_form(h);
    for (int i = 0; i < JUDGING_ENTRIES; i++)
        j.entry[i] = make_entry(h, i);
    make_round(h, &j);
    struct world *w = home_begin(h);
    for (int i = 0; i < JUDGING_JURORS; i++) {
        struct jury_member m;
        j.member[i] = jury_add(w, j.edition, j.user[i], "", "", "", false);
        if (!jury_of_user(w, j.edition, j.user[i], &m))
            die("the juror is not in the jury");
    }
    assignment_all(w, j.round);
    if (round_open(w, j.round) != ROUND_OK)
        die("the round does not open");
    home_commit(h);
    judging_accept(h);
    return j;
}

void judging_accept(struct test_home *h)
{
    struct world *w = home_begin(h);
    for (int64_t id = 1, last = home_number(h,
                                            "SELECT coalesce(max(id), 0) "
                                            "FROM jury_member");
         id <= last; id++) {
        struct ctx c = {.world = *w, .lang = LANG_DE};
        c.world.user_id =
            home_number(h, arena_printf(h->mem,
                                        "SELECT coalesce(max(user_id), 0) FROM "
                                        "jury_member WHERE id = %" PRId64,
                                        id));
        welcome_accept_all(&c, id);
    }
    home_commit(h);
}

void judging_declare(struct test_home *h, const struct judging *j, int juror,
                     int entry, const char *kind)
{
    judging_declare_only(h, j, juror, entry, kind);
    for (int i = 0; i < JUDGING_ENTRIES; i++) {
        struct world *w = home_begin(h);
        bool missing = conflict_kind(w, j->member[juror], j->entry[i]) == NULL;
        home_commit(h);
        if (missing)
            judging_declare_only(h, j, juror, i, "none");
    }
}

void judging_declare_only(struct test_home *h, const struct judging *j,
                          int juror, int entry, const char *kind)
{
    struct world *w = home_begin(h);
    conflict_declare(w, j->member[juror], j->entry[entry], kind, "");
    home_commit(h);
}

void judging_submit(struct test_home *h, const struct judging *j, int juror,
                    int entry, int innovation, int benefit)
{
    int64_t value[JUDGING_CRITERIA] = {innovation, benefit};
    struct mark mark[JUDGING_CRITERIA];
    for (int k = 0; k < JUDGING_CRITERIA; k++)
        mark[k] = (struct mark){j->criterion[k], &value[k], ""};
    judging_declare(h, j, juror, entry, "none");
    struct world *w = home_begin(h);
    if (ballot_save(w, j->round, j->member[juror], j->entry[entry], 0, mark,
                    JUDGING_CRITERIA, "") != BALLOT_OK ||
        ballot_submit(w, j->round, j->member[juror], j->entry[entry]) !=
            BALLOT_OK)
        die("the ballot is not handed in");
    home_commit(h);
}
