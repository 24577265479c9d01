/* Mails: rendered in the recipient's language, once, without leftovers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "model/mail.h"
#include "model/mail_templates.h"
#include "model/user.h"
#include "support/dies.h"
#include "support/home.h"

static struct test_home *home;

static int setup(void **state)
{
    (void)state;
    home = home_new();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    home_free(home);
    return 0;
}

static int64_t person(const char *name, const char *language)
{
    struct world *w = home_begin(home);
    int64_t id = user_create(w, "ada@example.org", name, language);
    home_commit(home);
    return id;
}

static void send(int64_t id, const char *kind, const char *role)
{
    struct mail_value values[] = {{"until", "30. September 2026"},
                                  {"role", role}};
    mail_add(home_begin(home), id, kind, values, 2, "http://x/invite/T");
    home_commit(home);
}

static const struct {
    const char *name, *language, *subject, *begins;
} cases[] = {
    {"Dr. Ada", "de", "Testpreis 2026: Ihre Einladung", "Guten Tag Dr. Ada,\n"},
    {"Dr. Ada", "en", "Test Award 2026: your invitation", "Dear Dr. Ada,\n"},
};

static void in_the_recipients_language(void **state)
{
    (void)state;
    home_edition(home);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home, "DELETE FROM mail; DELETE FROM user");
        int64_t id = person(cases[i].name, cases[i].language);
        send(id, "invite", "to join the jury");
        assert_string_equal(home_text(home, "SELECT subject FROM mail"),
                            cases[i].subject);
        assert_string_equal(home_text(home, "SELECT language FROM mail"),
                            cases[i].language);
        const char *body = home_text(home, "SELECT body FROM mail");
        assert_true(str_starts(body, cases[i].begins));
        assert_non_null(strstr(body, "\n\nhttp://x/invite/T\n\n"));
        assert_non_null(strstr(body, "30. September 2026"));
        assert_null(strstr(body, "{{"));
        assert_string_equal(home_text(home, "SELECT link FROM mail"),
                            "http://x/invite/T");
        assert_int_equal(
            home_number(home,
                        "SELECT count(*) FROM mail WHERE created_at = "
                        "1790000000 AND sent_at IS NULL"),
            1);
    }
}

/* A name cannot pull in another value, nor write a second header line. */
static void values_are_text(void **state)
{
    (void)state;
    int64_t id = person("{{link}} }} {{", "en");
    send(id, "invite", "a\r\nBcc: b{{name}}");
    const char *body = home_text(home, "SELECT body FROM mail");
    assert_true(str_starts(body, "Dear {{link}} }} {{,\n"));
    assert_non_null(strstr(body, "Bcc: b{{name}}"));
    assert_null(strpbrk(home_text(home, "SELECT subject FROM mail"), "\r\n"));
}

static int64_t somebody;

static void unknown_template(void)
{
    mail_add(home_begin(home), somebody, "no_such", NULL, 0, "");
}

static void missing_value(void)
{
    mail_add(home_begin(home), somebody, "invite", NULL, 0, "");
}

static void broken_invariants(void **state)
{
    (void)state;
    somebody = person("Ada", "de");
    assert_true(dies(unknown_template));
    assert_true(dies(missing_value));
}

/* Every template has what every mail needs. What a stranger can have sent to
 * anybody has no name in it, which is what the stranger typed; nor has a mail
 * about a proposal, whose reader has no account. */
static void templates(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct mail_template *t = mail_templates; t->kind; t++) {
        assert_false(str_empty(t->subject));
        bool by_strangers =
            str_equal(t->kind, "confirm") || str_equal(t->kind, "reset") ||
            str_equal(t->kind, "team") || str_starts(t->kind, "proposal_");
        assert_true((strstr(t->body, " {{name}},\n") == NULL) == by_strangers);
        count++;
    }
    assert_true(count >= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(in_the_recipients_language, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(values_are_text, setup, teardown),
        cmocka_unit_test_setup_teardown(broken_invariants, setup, teardown),
        cmocka_unit_test_setup_teardown(templates, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
