/* The audit log: what it keeps, and that a changed row is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/db.h"
#include "model/audit.h"
#include "support/home.h"

static void add_some(struct test_home *h)
{
    struct world *w = home_begin(h);
    for (int64_t i = 1; i <= 5; i++)
        audit_add(w, "entry.submit", "entry", i, "{\"revision\":1}");
    home_commit(h);
}

static const char *check(struct test_home *h)
{
    struct world *w = home_begin(h);
    const char *what = audit_check(w);
    home_commit(h);
    return what;
}

static void test_chain(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    assert_null(check(h));
    add_some(h);
    assert_null(check(h));
    home_free(h);
}

/* Whoever can write to the file can take the triggers away first. */
static void test_tampering(void **state)
{
    static const struct {
        const char *sql, *what;
    } cases[] = {
        {"UPDATE audit SET subject_id = 9 WHERE id = 3", "audit entry 3"},
        {"UPDATE audit SET user_id = NULL, at = at + 1 WHERE id = 1",
         "audit entry 1"},
        {"DELETE FROM audit_payload WHERE audit_id = 2;"
         "DELETE FROM audit WHERE id = 2",
         "audit entry 3"},
        {"UPDATE audit SET digest = 'x' || substr(digest, 2) WHERE id = 5",
         "audit entry 5"},
        {"UPDATE audit_payload SET payload = '{}' WHERE audit_id = 4",
         "audit entry 4"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct test_home *h = home_new();
        add_some(h);
        home_sql(h,
                 "DROP TRIGGER audit_no_update; DROP TRIGGER "
                 "audit_no_delete;");
        home_sql(h, cases[i].sql);
        const char *what = check(h);
        assert_non_null(what);
        assert_non_null(strstr(what, cases[i].what));
        home_free(h);
    }
}

/* Retention may erase a payload; the chain still holds. */
static void test_erasure(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    add_some(h);
    home_sql(h, "DELETE FROM audit_payload WHERE audit_id IN (1, 4)");
    assert_null(check(h));
    home_free(h);
}

static void test_append_only(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    add_some(h);
    struct world *w = home_begin(h);
    assert_non_null(db_script(w->db, "UPDATE audit SET at = 0"));
    assert_non_null(db_script(w->db, "DELETE FROM audit WHERE id = 5"));
    db_rollback(w->db);
    assert_int_equal(home_number(h, "SELECT count(*) FROM audit"), 5);
    home_free(h);
}

static void test_change(void **state)
{
    (void)state;
    struct test_home *h = home_new();
    struct world *w = home_begin(h);
    const struct audit_field fields[] = {
        {"name", "Müller", "Müller & Söhne"},
        {"same", "x", "x"},
        {"new", NULL, "\"quoted\""},
        {"gone", "y", NULL},
    };
    audit_change(w, "x.change", "entry", 1, fields, 4);
    audit_change(w, "x.change", "entry", 1, &fields[1], 1); /* nothing */
    home_commit(h);
    assert_int_equal(home_number(h, "SELECT count(*) FROM audit"), 1);
    assert_string_equal(
        home_text(h, "SELECT payload FROM audit_payload"),
        "{\"before\":{\"name\":\"Müller\",\"gone\":\"y\"},"
        "\"after\":{\"name\":\"Müller & Söhne\",\"new\":\"\\\"quoted\\\"\"}}");
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain),   cmocka_unit_test(test_tampering),
        cmocka_unit_test(test_erasure), cmocka_unit_test(test_append_only),
        cmocka_unit_test(test_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
