/* The preflight: a table of what is done to a brochure and of what is then said
 * of it, on paper too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/brochure_job.h"
#include "base/arena.h"
#include "base/str.h"
#include "model/page_link.h"
#include "model/page_release.h"
#include "model/preflight.h"
#include "model/preflight_words.h"
#include "support/award.h"

static struct test_home *home;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    award_scene(home);
    award_decide(home);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static struct preflight run(bool last)
{
    struct preflight p;
    struct world *w = home_begin(home);
    preflight_run(w, 1, last, &p);
    home_commit(home);
    return p;
}

/* NULL: nobody has said that. `entry_id` 0: of the rest of the book. */
static const struct preflight_finding *
said(const struct preflight *p, enum preflight_what what, int64_t entry_id)
{
    const struct preflight_finding *list = p->finding;
    size_t count = p->count;
    for (size_t i = 0; entry_id != 0 && i < p->entry_count; i++)
        if (p->entry[i].id == entry_id) {
            list = p->entry[i].finding;
            count = p->entry[i].count;
        }
    for (size_t i = 0; i < count; i++)
        if (list[i].what == what && list[i].entry_id == entry_id)
            return &list[i];
    return NULL;
}

struct preflight_case {
    const char *name, *set; /* SQL */
    enum preflight_what what;
    int64_t entry_id;
    int severity;       /* -1: it is not said */
    const char *detail; /* text or language of the finding; NULL: any */
    int64_t number;     /* -1: any */
};

enum { NOT_SAID = -1, ANY = -1 };

#define FIT(pages, page)                                                       \
    "INSERT INTO fit (entry_id, state, revision, pages, page, de, en, "        \
    "measured_at) SELECT 1, 'done', revision, " #pages ", " #page              \
    ", 800, 700, 100 FROM entry WHERE id = 1"
#define NOTES(notes)                                                           \
    "INSERT INTO job (kind, edition_id, product, state, pages, created_at, "   \
    "notes) VALUES ('brochure', 1, 'screen', 'done', 22, 1, '" notes "')"

static const struct preflight_case cases[] = {
    /* texts */
    {"a text in one language", "", PREFLIGHT_TEXT_MISSING, 2, PREFLIGHT_WARN,
     "en", ANY},
    {"a text in both", "", PREFLIGHT_TEXT_MISSING, 1, NOT_SAID, NULL, ANY},
    {"no text at all", "DELETE FROM answer WHERE entry_id = 2",
     PREFLIGHT_TEXT_MISSING, 2, PREFLIGHT_STOP, "", ANY},
    {"no text, as it may not be printed", "", PREFLIGHT_TEXT_MISSING, 3,
     NOT_SAID, NULL, ANY},
    {"a winner with a reason", "", PREFLIGHT_REASON_MISSING, 1, NOT_SAID, NULL,
     ANY},
    {"a winner's reason in one language",
     "UPDATE honour SET reason_en = '' WHERE kind = 'winner'",
     PREFLIGHT_REASON_MISSING, 1, PREFLIGHT_WARN, "en", ANY},
    {"a winner without reason",
     "UPDATE honour SET reason_de = '', reason_en = ''",
     PREFLIGHT_REASON_MISSING, 1, PREFLIGHT_WARN, "", ANY},
    {"a nominee needs no reason", "", PREFLIGHT_REASON_MISSING, 2, NOT_SAID,
     NULL, ANY},
    /* room */
    {"never measured", "", PREFLIGHT_FIT_UNKNOWN, 1, PREFLIGHT_HINT, NULL, 0},
    {"measured", FIT(1, 870), PREFLIGHT_FIT_UNKNOWN, 1, NOT_SAID, NULL, ANY},
    {"changed since", FIT(1, 870) ";UPDATE entry SET revision = revision + 1",
     PREFLIGHT_FIT_UNKNOWN, 1, PREFLIGHT_HINT, NULL, 1},
    {"edited by the office since",
     FIT(1, 870) ";INSERT INTO page_text (entry_id, slot, value, changed_at) "
                 "VALUES (1, 'strategy_de', 'x', 200)",
     PREFLIGHT_FIT_UNKNOWN, 1, PREFLIGHT_HINT, NULL, 1},
    {"another cover since",
     FIT(1, 870) ";INSERT INTO brochure_design (edition_id, changed_at) "
                 "VALUES (1, 200)",
     PREFLIGHT_FIT_UNKNOWN, 1, NOT_SAID, NULL, ANY},
    {"two pages where there may be two", FIT(2, 1300), PREFLIGHT_TEXT_SECOND, 1,
     PREFLIGHT_HINT, NULL, ANY},
    {"three pages", FIT(3, 2300), PREFLIGHT_TEXT_OVER, 1, PREFLIGHT_STOP, NULL,
     3},
    {"two pages where there is one",
     FIT(2, 1300) ";INSERT INTO brochure_entry (entry_id, pages) VALUES (1, 1)",
     PREFLIGHT_TEXT_OVER, 1, PREFLIGHT_STOP, NULL, 2},
    {"two pages where the design has one",
     FIT(2, 1300) ";INSERT INTO brochure_design (edition_id, nominee_pages, "
                  "changed_at) VALUES (1, 1, 2)",
     PREFLIGHT_TEXT_OVER, 1, PREFLIGHT_STOP, NULL, 2},
    {"two pages that were chosen",
     FIT(2, 1300) ";INSERT INTO brochure_entry (entry_id, pages) VALUES (1, 2)",
     PREFLIGHT_TEXT_SECOND, 1, NOT_SAID, NULL, ANY},
    /* pictures */
    {"no photo", "", PREFLIGHT_PHOTO_MISSING, 2, PREFLIGHT_WARN, NULL, ANY},
    {"no photo, as it may not be printed",
     "UPDATE consent SET withdrawn_at = 9 WHERE entry_id = 2 AND "
     "consent_kind_id = 2",
     PREFLIGHT_PHOTO_MISSING, 2, NOT_SAID, NULL, ANY},
    {"no logo", "", PREFLIGHT_LOGO_MISSING, 1, PREFLIGHT_HINT, NULL, ANY},
    {"pixels enough", "", PREFLIGHT_PPI, 1, NOT_SAID, NULL, ANY},
    {"249 pixels per inch",
     "UPDATE rendition SET width = 2125, height = 1500 WHERE size = 'print'",
     PREFLIGHT_PPI, 1, PREFLIGHT_WARN, "photo", 249},
    {"149 pixels per inch",
     "UPDATE rendition SET width = 1273, height = 1000 WHERE size = 'print'",
     PREFLIGHT_PPI, 1, PREFLIGHT_STOP, "photo", 149},
    {"a small format needs fewer",
     "UPDATE rendition SET width = 1490, height = 1100 WHERE size = 'print';"
     "INSERT INTO brochure_design (edition_id, format, changed_at) VALUES "
     "(1, 'a5', 1)",
     PREFLIGHT_PPI, 1, PREFLIGHT_WARN, "photo", 245},
    {"usual shapes", "", PREFLIGHT_CROPPED, 1, NOT_SAID, NULL, ANY},
    {"upright",
     "UPDATE rendition SET width = 2600, height = 3900 WHERE size = 'print'",
     PREFLIGHT_CROPPED, 1, PREFLIGHT_WARN, "photo", 54},
    {"a panorama",
     "UPDATE rendition SET width = 7800, height = 2000 WHERE size = 'print'",
     PREFLIGHT_CROPPED, 1, PREFLIGHT_WARN, "photo", 64},
    {"no credit", "UPDATE picture SET credit = ''", PREFLIGHT_CREDIT_MISSING, 1,
     PREFLIGHT_WARN, "photo", ANY},
    {"a credit", "", PREFLIGHT_CREDIT_MISSING, 1, NOT_SAID, NULL, ANY},
    {"no alternative text in English", "UPDATE picture SET alt_en = ''",
     PREFLIGHT_ALT_MISSING, 1, PREFLIGHT_WARN, "en", ANY},
    {"no alternative text in German", "UPDATE picture SET alt_de = ''",
     PREFLIGHT_ALT_MISSING, 1, PREFLIGHT_WARN, "de", ANY},
    {"not prepared yet",
     "DELETE FROM rendition; UPDATE file SET render_state = 'waiting'",
     PREFLIGHT_PICTURE_WAITS, 1, PREFLIGHT_WARN, "photo", ANY},
    {"cannot be prepared",
     "DELETE FROM rendition; UPDATE file SET render_state = 'failed'",
     PREFLIGHT_PICTURE_FAILED, 1, PREFLIGHT_STOP, "photo", ANY},
    /* consents */
    {"the consent to publish was taken back", "", PREFLIGHT_CONSENT_MISSING, 3,
     PREFLIGHT_STOP, "publication", 1},
    {"it never came", "DELETE FROM consent WHERE consent_kind_id = 2",
     PREFLIGHT_CONSENT_MISSING, 1, PREFLIGHT_WARN, "images", 0},
    {"all consents", "", PREFLIGHT_CONSENT_MISSING, 1, NOT_SAID, NULL, ANY},
    /* releases */
    {"nobody was asked", "", PREFLIGHT_NOT_ASKED, 0, PREFLIGHT_WARN, NULL, ANY},
    /* left out by the office: nothing else is said */
    {"left out", "INSERT INTO brochure_entry (entry_id, shown) VALUES (3, 0)",
     PREFLIGHT_HIDDEN, 3, PREFLIGHT_HINT, NULL, ANY},
    {"left out with its faults",
     "INSERT INTO brochure_entry (entry_id, shown) VALUES (3, 0)",
     PREFLIGHT_CONSENT_MISSING, 3, NOT_SAID, NULL, ANY},
    /* the last file */
    {"characters without a glyph",
     NOTES("{\"glyphs\":[{\"entry\":2,\"company\":\"G\",\"count\":3,"
           "\"chars\":\"☃\"}]}"),
     PREFLIGHT_GLYPHS, 2, PREFLIGHT_STOP, "☃", 3},
    {"a picture was left out",
     NOTES("{\"images\":[{\"entry\":1,\"company\":\"L\",\"what\":\"photo\","
           "\"reason\":\"bad\"}]}"),
     PREFLIGHT_PICTURE_LEFT_OUT, 1, PREFLIGHT_STOP, "photo", ANY},
    {"a partner's logo was left out",
     NOTES("{\"images\":[{\"entry\":0,\"company\":\"S\",\"what\":\"logo\","
           "\"reason\":\"bad\"}]}"),
     PREFLIGHT_PICTURE_LEFT_OUT, 0, PREFLIGHT_STOP, "logo", ANY},
    {"the photo had a smaller place",
     NOTES("{\"fit\":[{\"entry\":1,\"photo\":[100,66]}]}") ";"
                                                           "UPDATE rendition "
                                                           "SET width = 1273, "
                                                           "height = 840 WHERE "
                                                           "size = 'print'",
     PREFLIGHT_PPI, 1, NOT_SAID, NULL, ANY},
    {"a font that is not installed", NOTES("{\"fonts\":[\"Gill\"]}"),
     PREFLIGHT_FONT, 0, PREFLIGHT_WARN, "Gill", ANY},
    {"pages in fours", NOTES(""), PREFLIGHT_PAGES, 0, PREFLIGHT_HINT, NULL, 22},
    {"notes that are no JSON", NOTES("{["), PREFLIGHT_GLYPHS, 1, NOT_SAID, NULL,
     ANY},
    /* the rest of the book */
    {"no nominee", "DELETE FROM honour", PREFLIGHT_NO_PAGES, 0, PREFLIGHT_STOP,
     NULL, ANY},
    {"an imprint", "", PREFLIGHT_IMPRINT_MISSING, 0, NOT_SAID, NULL, ANY},
    {"no imprint", "DELETE FROM edition_text WHERE kind = 'imprint'",
     PREFLIGHT_IMPRINT_MISSING, 0, PREFLIGHT_STOP, NULL, ANY},
    {"the imprint is not printed",
     "INSERT INTO brochure_part (edition_id, position, kind, shown) VALUES "
     "(1, 1, 'imprint', 0)",
     PREFLIGHT_IMPRINT_MISSING, 0, PREFLIGHT_STOP, NULL, ANY},
    {"an empty part", "", PREFLIGHT_PART_EMPTY, 0, PREFLIGHT_HINT, "about",
     ANY},
    {"a greeting in one language", "", PREFLIGHT_PART_LANGUAGE, 0,
     PREFLIGHT_WARN, "en", ANY},
    {"an empty own page",
     "INSERT INTO brochure_part (edition_id, position, kind, title_de) VALUES "
     "(1, 1, 'own', 'Danke')",
     PREFLIGHT_PART_EMPTY, 0, PREFLIGHT_WARN, "own", ANY},
    {"a portrait without credit", "UPDATE greeting SET portrait_file_id = 1",
     PREFLIGHT_CREDIT_MISSING, 0, PREFLIGHT_WARN, "portrait", ANY},
    {"a cover without alternative text",
     "INSERT INTO brochure_design (edition_id, cover_file_id, cover_credit, "
     "cover_alt_de, changed_at) VALUES (1, 1, 'Foto: M', 'Tal', 1)",
     PREFLIGHT_ALT_MISSING, 0, PREFLIGHT_WARN, "en", ANY},
    {"a partner without logo", "", PREFLIGHT_PARTNER_LOGO, 0, PREFLIGHT_HINT,
     NULL, ANY},
    {"a logo in RGB", "UPDATE partner SET logo_file_id = 1",
     PREFLIGHT_LOGOS_RGB, 0, PREFLIGHT_HINT, NULL, 2},
};

static void what_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct preflight_case *k = &cases[i];
        home_sql(home, k->set);
        struct preflight p = run(true);
        const struct preflight_finding *f = said(&p, k->what, k->entry_id);
        if ((f == NULL) != (k->severity == NOT_SAID))
            fail_msg("%s: %s", k->name, f ? "it is said" : "it is not said");
        if (f != NULL && (int)f->severity != k->severity)
            fail_msg("%s: severity %d", k->name, (int)f->severity);
        if (f != NULL && k->detail != NULL && !str_equal(f->text, k->detail) &&
            !str_equal(f->language, k->detail))
            fail_msg("%s: '%s', '%s'", k->name, f->text, f->language);
        if (f != NULL && k->number != ANY && f->number != k->number)
            fail_msg("%s: %lld", k->name, (long long)f->number);
        teardown(state);
        setup(state);
    }
}

/* What is said of the first company's release, and of the second's. */
static void releases_say(const char *when, enum preflight_what first,
                         enum preflight_what second)
{
    static const enum preflight_what all[] = {PREFLIGHT_RELEASE_NONE,
                                              PREFLIGHT_RELEASE_WAITS,
                                              PREFLIGHT_RELEASE_CHANGED};
    struct preflight p = run(true);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if ((said(&p, all[i], 1) != NULL) != (all[i] == first) ||
            (said(&p, all[i], 2) != NULL) != (all[i] == second))
            fail_msg("%s: %d", when, (int)all[i]);
    }
    assert_int_equal(said(&p, PREFLIGHT_NOT_ASKED, 0) != NULL,
                     second != PREFLIGHT_RELEASE_NONE);
}

static const struct page_person office = {"office", "Award office", 0, 2};
static const struct page_person mara = {"company", "Mara", 0, 1};

/* Somebody does something to the first company's page as it is now. */
static enum page_outcome act(const struct page_person *who, const char *name)
{
    struct world *w = home_begin(home);
    struct page_standing s;
    struct page_words words = {{NULL}};
    assert_true(page_standing(w, 1, 1, &s));
    words.value[0] = name; /* publish_slot[0] */
    enum page_outcome done = name != NULL
                                 ? page_write(w, 1, s.digest, &words, who)
                                 : page_release(w, 1, s.digest, who);
    home_commit(home);
    return done;
}

/* As the list of the companies' pages has it (page_release.h). */
static void releases(void **state)
{
    static const enum preflight_what none = PREFLIGHT_NO_PAGES;
    (void)state;
    releases_say("nobody was asked", none, none);
    assert_int_equal(act(&office, "Licht AG"), PAGE_OK);
    releases_say("the office edits before it asks", none, none);
    struct world *w = home_begin(home);
    assert_true(page_link_ask(w, 1,
                              &(struct page_link_person){
                                  "Mara", "mara@example.org", "de"}) != 0);
    home_commit(home);
    releases_say("one was asked", PREFLIGHT_RELEASE_WAITS,
                 PREFLIGHT_RELEASE_NONE);
    assert_int_equal(act(&mara, "Licht und Werk"), PAGE_OK);
    releases_say("corrected", PREFLIGHT_RELEASE_WAITS, PREFLIGHT_RELEASE_NONE);
    assert_int_equal(act(&mara, NULL), PAGE_OK);
    releases_say("released", none, PREFLIGHT_RELEASE_NONE);
    home_sql(home,
             "UPDATE answer SET value = 'Gera' WHERE entry_id = 1 AND "
             "question_id = 1");
    releases_say("an answer was changed since", PREFLIGHT_RELEASE_CHANGED,
                 PREFLIGHT_RELEASE_NONE);
    home_sql(home,
             "UPDATE answer SET value = 'Jena' WHERE entry_id = 1 AND "
             "question_id = 1");
    releases_say("and changed back", none, PREFLIGHT_RELEASE_NONE);
    assert_int_equal(act(&office, "Licht"), PAGE_OK);
    releases_say("edited since", PREFLIGHT_RELEASE_CHANGED,
                 PREFLIGHT_RELEASE_NONE);
    w = home_begin(home);
    page_release_withdraw(w, 1);
    home_commit(home);
    releases_say("the release was taken back", PREFLIGHT_RELEASE_WAITS,
                 PREFLIGHT_RELEASE_NONE);
}

/* What only the last file has shown is left out where the answer is to depend
 * on what is printed alone. */
static void without_the_last_file(void **state)
{
    (void)state;
    home_sql(home, NOTES("{\"glyphs\":[{\"entry\":2,\"company\":\"G\","
                         "\"count\":3,\"chars\":\"x\"}]}"));
    struct preflight p = run(false);
    assert_null(said(&p, PREFLIGHT_GLYPHS, 2));
    assert_null(said(&p, PREFLIGHT_PAGES, 0));
}

static void measures_are_wanted(void **state)
{
    (void)state;
    home_sql(home, FIT(1, 870));
    struct preflight p = run(false);
    assert_true(p.stale);
    struct world *w = home_begin(home);
    assert_int_equal(preflight_measure(w, &p), 2);
    home_commit(home);
    assert_int_equal(
        home_number(home, "SELECT count(*) FROM fit WHERE state = 'wanted'"),
        2);
    /* tried in vain: not again before something changes */
    home_sql(home,
             "UPDATE fit SET state = 'failed', revision = 1 WHERE state "
             "= 'wanted'");
    p = run(false);
    assert_false(p.stale);
    const struct preflight_finding *vain = said(&p, PREFLIGHT_FIT_UNKNOWN, 1);
    assert_null(vain); /* it is the second's */
    vain = said(&p, PREFLIGHT_FIT_UNKNOWN, 2);
    assert_int_equal(vain->severity, PREFLIGHT_WARN);
    assert_int_equal(vain->number, PREFLIGHT_IN_VAIN);
}

/* How far a proof is does not hang on what other editions wait for. */
static void measures_of_this_edition(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO fit (entry_id, state) SELECT id, 'wanted' FROM entry "
             "WHERE id <= 2");
    assert_int_equal(brochure_measured(&home->world, 1, 2), 1);
    home_sql(home,
             "INSERT INTO edition (slug, number, year, title_de, title_en, "
             "created_at) VALUES ('2027', 9, 2027, 'N', 'N', 1);"
             "UPDATE entry SET edition_id = (SELECT id FROM edition WHERE slug "
             "= '2027'), category_id = NULL WHERE id = 2");
    assert_int_equal(brochure_measured(&home->world, 1, 2), 10);
    home_sql(home, "UPDATE fit SET state = 'done' WHERE entry_id = 1");
    assert_int_equal(brochure_measured(&home->world, 1, 2), 19);
}

static const char *line_with(const char **line, size_t count, const char *part)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(line[i], part) != NULL)
            return line[i];
    return NULL;
}

static void lines_for_paper(void **state)
{
    (void)state;
    const char **de, **en;
    home_sql(home, FIT(1, 870) ";UPDATE picture SET credit = ''");
    struct preflight p = run(true);
    size_t count = preflight_lines(home->mem, LANG_DE, &p, false, &de);
    assert_int_equal(preflight_lines(home->mem, LANG_EN, &p, false, &en),
                     count);
    assert_true(count >= 4);
    assert_non_null(strstr(en[0], "Open: "));
    assert_non_null(line_with(en, count, "The photo has no credit."));
    assert_non_null(line_with(de, count, "Das Foto hat keinen Bildnachweis."));
    assert_null(line_with(en, count, "There is no logo."));
    assert_null(line_with(en, count, "87%"));
    size_t all = preflight_lines(home->mem, LANG_DE, &p, true, &de);
    assert_int_equal(preflight_lines(home->mem, LANG_EN, &p, true, &en), all);
    assert_true(all > count);
    assert_non_null(line_with(en, all, "two pages 87% full"));
    assert_non_null(line_with(de, all, "zwei Seiten zu 87\xc2\xa0% gefüllt"));
    assert_non_null(line_with(en, all, "There is no logo."));
    home_sql(home,
             "INSERT INTO brochure_entry (entry_id, pages) VALUES (1, 1)");
    p = run(true);
    all = preflight_lines(home->mem, LANG_DE, &p, true, &de);
    assert_non_null(line_with(de, all, " Seite zu 87\xc2\xa0% gefüllt"));
}

/* The last file says how full two pages are until they are measured anew. */
static void the_newer_of_two_measures(void **state)
{
    (void)state;
    home_sql(home, FIT(2, 1300) ";" NOTES(
                       "{\"fit\":[{\"entry\":1,\"from\":8,\"to\":9,"
                       "\"page\":640,\"de\":500,\"en\":400}]}") ";"
                       "UPDATE job SET finished_at = 100");
    struct preflight p = run(true);
    assert_int_equal(p.entry[0].fit.page, 640);
    home_sql(home, "UPDATE job SET finished_at = 99");
    p = run(true);
    assert_int_equal(p.entry[0].fit.page, 1300);
    assert_int_equal(p.entry[0].from, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        CASE(what_is_said),
        CASE(releases),
        CASE(without_the_last_file),
        CASE(measures_are_wanted),
        CASE(measures_of_this_edition),
        CASE(lines_for_paper),
        CASE(the_newer_of_two_measures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
