/* Everybody at every door: each route of the table, with each thing it can
 * stand for, by each person of the crowd, gives exactly what crowd_rules.c
 * says; what is refused changes nothing and tells nothing, not even that there
 * is something; no page says what its reader may not know. A route without a
 * rule fails: say who may. refusal_test.c tries what no form sends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/routes.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "support/crowd_rules.h"

static struct test_home *home;
static struct crowd crowd;
static struct browser *visitor;  /* who knocks, as the crowd's people */
static struct browser *stranger; /* the same, where there is nothing */
static struct crowd_copy pristine;
static const char *pristine_rows;

/* --- the database, before and after -----------------------------------------
 */

/* What even a refused request may leave behind. */
static bool is_trace(const char *table)
{
    static const char *const traces[] = {"session", "attempt", "audit",
                                         "audit_payload"};
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (strcmp(table, traces[i]) == 0)
            return true;
    return false;
}

/* All rows of a table as text, in order of the row numbers or keys. */
static const char *rows_of(const char *table)
{
    struct arena *mem = home->mem;
    const char *columns = arena_text(
        mem, home_text(home, arena_printf(mem,
                                          "SELECT group_concat('quote(' || "
                                          "name || ')', '||''|''||') FROM "
                                          "pragma_table_info('%s')",
                                          table)));
    const char *rows = home_text(
        home, arena_printf(mem,
                           "SELECT group_concat(r, x'0a') FROM (SELECT %s AS r "
                           "FROM %s ORDER BY 1)",
                           columns, table));
    return rows ? rows : "";
}

/* Everything that is stored but traces. */
static const char *stored(void)
{
    struct buf out;
    buf_init(&out, home->mem);
    const char *tables = arena_text(
        home->mem,
        home_text(home,
                  "SELECT group_concat(name) FROM (SELECT name FROM "
                  "sqlite_schema WHERE type = 'table' ORDER BY name)"));
    for (const char *at = tables; *at != '\0';) {
        size_t bytes = strcspn(at, ",");
        const char *table = arena_textn(home->mem, at, bytes);
        if (!is_trace(table))
            buf_addf(&out, "%s\n%s\n", table, rows_of(table));
        at += bytes + (at[bytes] == ',');
    }
    return out.data;
}

static int setup(void **state)
{
    (void)state;
    home = home_new();
    crowd_open(home, &crowd);
    visitor = browser_new(home);
    stranger = browser_new(home);
    crowd_keep(&crowd, &pristine);
    crowd_restore(&crowd, &pristine);
    pristine_rows = stored();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    crowd_forget(&pristine);
    browser_free(visitor);
    browser_free(stranger);
    crowd_close(&crowd);
    home_free(home);
    return 0;
}

/* --- judging -----------------------------------------------------------------
 */

/* The page without the words of its own address. */
static const char *without_path(struct browser *b)
{
    struct buf out;
    buf_init(&out, home->mem);
    const char *path =
        arena_textn(home->mem, location(b), strcspn(location(b), "?"));
    size_t bytes = strlen(path);
    buf_addf(&out, "%d\n%s", status(b), headers(b));
    for (const char *at = page(b); *at != '\0';) {
        if (strncmp(at, path, bytes) == 0)
            at += bytes;
        else
            buf_addc(&out, *at++);
    }
    return out.data;
}

static _Noreturn void complain(const struct crowd_line *line,
                               enum crowd_who who, const struct thing *t,
                               const char *what)
{
    print_error(
        "%s %s (%s; %s nomination, %s round) by %s: %s\n"
        "status %d, location %s\n%.3000s\n",
        line->method == HTTP_GET ? "GET" : "POST", line->pattern,
        t->is == MISSING ? "missing" : t->id, crowd_entry_name[t->e],
        crowd_round_name[t->r], crowd_name[who], what, status(visitor),
        header(visitor, "location") ? header(visitor, "location") : "-",
        page(visitor));
    fail();
    abort();
}

static bool leads_to(const char *path)
{
    const char *to = header(visitor, "location");
    return status(visitor) == 303 && to != NULL && str_starts(to, path);
}

/* Or to something else that comes first. */
static bool to_login(void)
{
    return leads_to("/login?to=") || leads_to("/account/second?") ||
           leads_to("/jury/welcome");
}

static bool is_understood(void)
{
    int s = status(visitor);
    return !to_login() && (s == 200 || s == 303 || s == 409 || s == 422);
}

/* The answer's first line, so to speak. */
static bool fits(enum verdict v)
{
    int s = status(visitor);
    switch (v) {
    case LOGIN:
        return to_login();
    case SETUP:
        return leads_to("/account/second");
    case WELCOME:
        return leads_to("/jury/welcome?to=");
    case DECLARE:
        return leads_to("/jury/declare?round=");
    case NOTHING:
    case TOLD:
        return s == 404;
    case PAGE:
        return s == 200 || s == 422;
    case FRAME:
    case TEXT:
        return s == 200;
    case AWAY:
    case CHANGES:
        return s == 303 && !to_login();
    case SAVES:
        return s == 200 && strstr(page(visitor), "\"saved\":true") != NULL;
    case STAYS:
        return is_understood();
    case EITHER:
        return is_understood() || s == 404 || s == 429;
    }
    return false;
}

/* In a blind edition jurors see a company's name on the lists on which they
 * declare, and nowhere else. */
static void check_names(const struct crowd_line *line, enum crowd_who who,
                        const struct thing *t)
{
    static const char *const names[] = {"Alpha", "Beta", "Gamma"};
    bool jury = crowd_is_organiser(who) ? str_starts(line->pattern, "/jury")
                                        : crowd_is_juror(who);
    if (!crowd_is_blind(OWN) || !jury ||
        str_equal(line->pattern, "/jury/declare") ||
        str_equal(line->pattern, "/jury/meeting/:id/declare"))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(page(visitor), names[i]) ||
            strstr(headers(visitor), names[i]))
            complain(line, who, t, "names a company");
}

/* Whatever it is: nothing that this person may not know. */
static void check_words(const struct crowd_line *line, enum crowd_who who,
                        const struct thing *t, enum verdict v)
{
    const char *text = page(visitor);
    for (enum crowd_entry e = OWN; e < ENTRIES; e++) {
        if (!crowd_may_read(who, e) && strstr(text, crowd_text(&crowd, e)))
            complain(line, who, t, "says what the nomination says");
        if (!crowd_may_read_office(who, e) &&
            strstr(text, crowd_office_text(&crowd, e)))
            complain(line, who, t, "says what is for the office");
    }
    if (v == FRAME && strstr(text, crowd_text(&crowd, t->e)))
        complain(line, who, t, "says what the nomination says already");
    if (v == TEXT && !strstr(text, crowd_text(&crowd, t->e)))
        complain(line, who, t, "does not say what the nomination says");
}

static void check_stored(const struct crowd_line *line, enum crowd_who who,
                         const struct thing *t, enum verdict v)
{
    bool changed = crowd_touched(&crowd) && !str_equal(stored(), pristine_rows);
    /* but a look at the marks of an open round, which is logged */
    if (line->method == HTTP_GET && v != EITHER && v != TOLD &&
        crowd_touched(&crowd))
        complain(line, who, t, "reading wrote something");
    bool may = v == CHANGES || v == SAVES ||
               (v == EITHER && line->method == HTTP_POST);
    if (changed && !may)
        complain(line, who, t, "changed something");
    if (!changed && (v == CHANGES || v == SAVES))
        complain(line, who, t, "changed nothing");
}

static void check_nothing(const struct crowd_line *line, enum crowd_who who,
                          const struct thing *t)
{
    struct thing none = *t;
    none.is = MISSING;
    crowd_knock(&crowd, stranger, line, who, &none);
    if (!str_equal(without_path(visitor), without_path(stranger)))
        complain(line, who, t, "tells that there is something");
}

static void judge(const struct crowd_line *line, enum crowd_who who,
                  const struct thing *t, enum verdict v)
{
    crowd_knock(&crowd, visitor, line, who, t);
    if (!fits(v))
        complain(line, who, t,
                 arena_printf(home->mem, "wanted verdict %d", (int)v));
    check_words(line, who, t, v);
    check_names(line, who, t);
    check_stored(line, who, t, v);
    if (v == NOTHING)
        check_nothing(line, who, t);
    if (crowd_touched(&crowd))
        crowd_restore(&crowd, &pristine);
}

/* --- stories -----------------------------------------------------------------
 */

static void every_route_has_a_rule(void **state)
{
    (void)state;
    for (size_t i = 0; i < route_count; i++)
        if (crowd_line(routes[i].method, routes[i].pattern) == NULL)
            fail_msg("%s %s: say who may, in crowd_rules.c",
                     routes[i].method == HTTP_GET ? "GET" : "POST",
                     routes[i].pattern);
    assert_int_equal(route_count, crowd_line_count);
}

/* Does it matter there whether an edition is blind? */
static bool is_of_jury(const struct crowd_line *line)
{
    static const char *const starts[] = {"/jury", "/document", "/image",
                                         "/file", "/office/entry"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(line->pattern, starts[i]))
            return true;
    return false;
}

static void knock_everywhere(bool jury_only)
{
    struct thing list[CROWD_THINGS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < crowd_line_count; i++) {
        const struct crowd_line *line = &crowd_lines[i];
        size_t things = crowd_things(&crowd, line->things, list);
        if (jury_only && !is_of_jury(line))
            continue;
        for (size_t t = 0; t < things; t++)
            for (enum crowd_who who = NOBODY; who < CROWD; who++, count++)
                judge(line, who, &list[t], crowd_verdict(line, who, &list[t]));
    }
    print_message("%zu knocks\n", count);
}

static void everybody_at_every_door(void **state)
{
    (void)state;
    knock_everywhere(false);
}

/* Even who may everything finds nothing where there is nothing. */
static void everybody_at_no_door(void **state)
{
    (void)state;
    for (size_t i = 0; i < crowd_line_count; i++) {
        const struct crowd_line *line = &crowd_lines[i];
        struct thing none = {.id = "", .is = MISSING};
        for (enum crowd_who who = NOBODY; who < CROWD; who++)
            if (line->things != OF_NOTHING)
                judge(line, who, &none,
                      crowd_verdict_missing(&crowd, line, who));
    }
}

/* The same in a blind edition; the last one, for it stays blind. */
static void everybody_in_a_blind_edition(void **state)
{
    (void)state;
    crowd_restore(&crowd, &pristine);
    crowd_make_blind(&crowd);
    crowd_keep(&crowd, &pristine);
    crowd_restore(&crowd, &pristine);
    pristine_rows = stored();
    knock_everywhere(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_has_a_rule),
        cmocka_unit_test(everybody_at_every_door),
        cmocka_unit_test(everybody_at_no_door),
        cmocka_unit_test(everybody_in_a_blind_edition),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
