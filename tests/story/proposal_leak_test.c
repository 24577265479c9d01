/* An employee who stays unnamed is not found anywhere but in the award office:
 * not by the company, a rival, a juror or the public, on no page, in no answer
 * to a form, in no file; and no mail but to the proposer has the name. The
 * search is known to find it: the office's pages have it. */
#include "support/proposal_story.h"

#include <strings.h>

#include "base/buf.h"
#include "base/json.h"
#include "model/setup.h"
#include "support/crawl.h"

static struct crowd crowd;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    crowd_open(home, &crowd);
    crowd_accept(&crowd);
    return 0;
}

static int close_crowd(void **state)
{
    (void)state;
    crowd_close(&crowd);
    home_free(home);
    return 0;
}

/* The proposer's own page is behind a link that the proposer alone has. */
static size_t pages_with(const struct crawl *crawl, const char *word)
{
    size_t count = 0;
    for (size_t i = 0; i < crawl->count; i++)
        if (!str_starts(crawl->page[i].path, "/proposal/own/") &&
            crawl->page[i].text != NULL &&
            strcasestr(crawl->page[i].text, word) != NULL)
            count++;
    return count;
}

static const char *first_with(const struct crawl *crawl, const char *word)
{
    for (size_t i = 0; i < crawl->count; i++)
        if (crawl->page[i].text != NULL &&
            strcasestr(crawl->page[i].text, word) != NULL &&
            !str_starts(crawl->page[i].path, "/proposal/own/"))
            return crawl->page[i].path;
    return "";
}

static void expect_none(const struct crawl *crawl, enum crowd_who who,
                        const char *word)
{
    if (pages_with(crawl, word) > 0)
        fail_msg("%s finds %s on %s", crowd_name[who], word,
                 first_with(crawl, word));
}

/* The company's link shows a reason to whoever has it. */
static size_t beside_the_link(const struct crawl *crawl)
{
    size_t count = 0;
    for (size_t i = 0; i < crawl->count; i++)
        if (!str_starts(crawl->page[i].path, "/proposal/") &&
            crawl->page[i].text != NULL &&
            strstr(crawl->page[i].text, CROWD_REASON) != NULL)
            count++;
    return count;
}

static bool reads_the_reason(enum crowd_who who)
{
    return crowd_is_organiser(who) || crowd_owns(who, DRAFT);
}

static void nobody_finds_the_proposer(void **state)
{
    (void)state;
    size_t office_pages = 0, company_pages = 0;
    for (enum crowd_who who = NOBODY; who < CROWD; who++) {
        struct crawl crawl;
        crawl_as(&crowd, who, &crawl);
        if (crowd_is_organiser(who) && who != HELD && who != DISABLED) {
            office_pages += pages_with(&crawl, CROWD_PROPOSER "-name");
        } else {
            expect_none(&crawl, who, CROWD_PROPOSER);
            expect_none(&crawl, who, CROWD_HIDDEN_REASON);
        }
        if (who == CONTACT)
            company_pages = beside_the_link(&crawl);
        if (!reads_the_reason(who))
            assert_int_equal(beside_the_link(&crawl), 0);
        crawl_free(&crawl);
    }
    assert_true(office_pages > 0);
    assert_true(company_pages > 0);
}

static void no_answer_to_a_form(void **state)
{
    (void)state;
    static const enum crowd_who some[] = {CONTACT, RIVAL, READER, NOBODY};
    struct crowd_copy copy = {0};
    crowd_keep(&crowd, &copy);
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        struct crawl crawl;
        crawl_forms(&crowd, some[i], &copy, &crawl);
        expect_none(&crawl, some[i], CROWD_PROPOSER);
        expect_none(&crawl, some[i], CROWD_HIDDEN_REASON);
        crawl_free(&crawl);
        crowd_restore(&crowd, &copy);
    }
    crowd_forget(&copy);
}

static void no_export(void **state)
{
    (void)state;
    struct buf out;
    struct world *w = home_begin(home);
    buf_init(&out, home->mem);
    setup_export(w, crowd.judging.edition, &out);
    home_commit(home);
    assert_null(strcasestr(out.data, CROWD_PROPOSER));
    assert_non_null(strstr(out.data, "proposers"));
}

/* The whole way of an employee's proposal, logged in as a colleague of the
 * contacts: neither mails nor the log say who it was. */
static int setup_way(void **state)
{
    (void)state;
    proposal_scene();
    nomination_company(home, "anna@firma.example", "Firma GmbH");
    return 0;
}

static void no_mail_and_no_log(void **state)
{
    (void)state;
    int64_t user = home_user(home, "paul@firma.example", "company");
    struct world *w = home_begin(home);
    organisation_join(w, home_number(home, "SELECT id FROM organisation"),
                      user);
    home_commit(home);
    int64_t before = number("SELECT max(id) FROM audit");
    log_in(b, "paul@firma.example");
    fill_proposal("Firma GmbH", "sentinel-mail@firma.example");
    fill(b, "name", "Sentinel-name");
    fill(b, "unnamed", "1");
    press(b, "Vorschlag absenden");
    const char *own = mailed("sentinel-mail@firma.example");
    visit(b, own);
    press(b, "Vorschlag bestätigen");
    const char *link = forward("info@firma.example");
    assert_non_null(strstr(text("SELECT body FROM mail WHERE kind = "
                                "'proposal_company'"),
                           "Quelle: eine Person, die ungenannt bleiben"));
    visit(b, own);
    struct browser *c = browser_new(home);
    log_in(c, "anna@firma.example");
    visit(c, link);
    see(c, "eine Person, die ungenannt bleiben möchte");
    see_not(c, "Kundin oder Kunde");
    press(c, "Vorschlag annehmen");
    see(c, "Von: eine Person, die ungenannt bleiben möchte");
    browser_free(c);
    visit(b, own);
    press(b, "Vorschlag zurückziehen");
    assert_int_equal(number("SELECT count(*) FROM mail WHERE recipient NOT "
                            "LIKE 'sentinel%' AND (subject || body || link) "
                            "LIKE '%sentinel%'"),
                     0);
    assert_int_equal(
        number("SELECT count(*) FROM audit_payload WHERE payload LIKE "
               "'%sentinel%'"),
        0);
    assert_int_equal(
        number(arena_printf(home->mem,
                            "SELECT count(*) FROM audit WHERE id > %d AND "
                            "user_id = %d",
                            (int)before, (int)user)),
        0);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action LIKE "
                            "'proposal.%' AND user_id IS NULL"),
                     2); /* confirmed, withdrawn */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nobody_finds_the_proposer, setup,
                                        close_crowd),
        cmocka_unit_test_setup_teardown(no_answer_to_a_form, setup,
                                        close_crowd),
        cmocka_unit_test_setup_teardown(no_export, setup, close_crowd),
        cmocka_unit_test_setup_teardown(no_mail_and_no_log, setup_way,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
