/* The address of an announced visit is found by its company, by jurors free of
 * conflicts and by the office, and by nobody else on any page; the remark for
 * the visitors not even by the company. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/crawl.h"
#include "support/crowd_rules_visit.h"

static struct test_home *home;
static struct crowd crowd;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    crowd_open(home, &crowd);
    crowd_accept(&crowd);
    return 0;
}

static int leave(void **state)
{
    (void)state;
    crowd_close(&crowd);
    home_free(home);
    return 0;
}

/* Behind a calendar's secret address it is whoever has that. */
static const char *page_with(const struct crawl *crawl, const char *word)
{
    for (size_t i = 0; i < crawl->count; i++)
        if (crawl->page[i].text != NULL &&
            strncmp(crawl->page[i].path, "/calendar/", 10) != 0 &&
            strstr(crawl->page[i].text, word) != NULL)
            return crawl->page[i].path;
    return NULL;
}

static void expect(const struct crawl *crawl, enum crowd_who who,
                   const char *word, bool wanted)
{
    const char *path = page_with(crawl, word);
    if (wanted && path == NULL)
        fail_msg("%s does not find %s", crowd_name[who], word);
    if (!wanted && path != NULL)
        fail_msg("%s finds %s on %s", crowd_name[who], word, path);
}

static void who_finds_the_visit(void **state)
{
    static const struct {
        enum crowd_who who;
        bool address, remark;
    } cases[] = {
        {NOBODY, false, false}, {RIVAL, false, false},
        {CONTACT, true, false}, {CONFLICTED, false, false},
        {SILENT, false, false}, {TORN, false, false},
        {READER, true, true},   {ORGANISER, true, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct crawl now;
        crawl_as(&crowd, cases[i].who, &now);
        expect(&now, cases[i].who, CROWD_VISIT, cases[i].address);
        expect(&now, cases[i].who, CROWD_VISIT_REMARK, cases[i].remark);
        crawl_free(&now);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_finds_the_visit, setup, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
