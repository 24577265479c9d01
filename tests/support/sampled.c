/* The sample award as rows. */
#include "support/sampled.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

const char *sampled_file(struct test_home *home, const char *name)
{
    size_t bytes;
    char *text =
        file_read(arena_printf(home->mem, "tests/data/demo-award/%s", name),
                  1 << 20, &bytes);
    assert_non_null(text);
    const char *copy = arena_textn(home->mem, text, bytes);
    free(text);
    return copy;
}

/* --- the sample award as rows --- */

void sampled_frame(struct test_home *home)
{
    home_edition(home);
    home_user(home, "office@example.org", "organiser");
    home_sql(home,
             "INSERT INTO round (edition_id, slug, name_de, name_en, state, "
             "closed_at) VALUES (1, 'stufe-1', 'Stufe 1', 'Stage 1', 'closed', "
             "1790000000);"
             "INSERT INTO criterion (round_id, code, position, name_de, "
             "name_en, weight, lo, hi, step) VALUES "
             "(1, 'Innovation', 1, 'Innovation', 'Innovation', 35, 0, 10, 1),"
             "(1, 'Kundennutzen', 2, 'Kundennutzen', 'Benefit', 30, 0, 10, 1),"
             "(1, 'Wirtschaftlichkeit', 3, 'Wirtschaftlichkeit', 'Economy', "
             "20, 0, 10, 1),"
             "(1, 'Nachhaltigkeit', 4, 'Nachhaltigkeit', 'Lasting', 15, 0, 10, "
             "1);"
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
             "WHERE i < 15) INSERT INTO organisation (name, created_at) "
             "SELECT 'Firma ' || i, 1 FROM n;"
             "INSERT INTO entry (edition_id, organisation_id, code, "
             "confirmed_category_id, state, created_at, updated_at) "
             "SELECT 1, id, printf('E%02d', id), 1, 'admitted', 1, 1 "
             "FROM organisation;"
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
             "WHERE i < 7) INSERT INTO user (email, email_key, name, "
             "created_at) SELECT 'u' || i, 'u' || i, 'Person ' || i, 1 FROM n;"
             "INSERT INTO jury_member (edition_id, user_id, code, position) "
             "SELECT 1, id, printf('J%02d', substr(name, 8)), id FROM user "
             "WHERE name LIKE 'Person %';"
             "INSERT INTO assignment SELECT 1, m.id, e.id "
             "FROM jury_member m, entry e");
}

static void sample_line(struct buf *sql, const char *line)
{
    char juror[8], entry[8], criterion[40];
    int value;
    assert_int_equal(sscanf(line, "%7[^,],%7[^,],%39[^,],%d", juror, entry,
                            criterion, &value),
                     4);
    buf_addf(sql,
             "INSERT INTO ballot (round_id, jury_member_id, entry_id, state, "
             "updated_at) SELECT 1, m.id, e.id, 'submitted', 1 "
             "FROM jury_member m, entry e WHERE m.code = '%s' "
             "AND e.code = '%s' ON CONFLICT DO NOTHING;"
             "INSERT INTO score (ballot_id, criterion_id, value, updated_at) "
             "SELECT b.id, c.id, %d, 1 FROM ballot b "
             "JOIN jury_member m ON m.id = b.jury_member_id "
             "JOIN entry e ON e.id = b.entry_id JOIN criterion c "
             "WHERE m.code = '%s' AND e.code = '%s' AND c.code = '%s';",
             juror, entry, value, juror, entry, criterion);
}

void sampled_award(struct test_home *home, struct browser *b)
{
    struct buf sql;
    sampled_frame(home);
    buf_init(&sql, home->mem);
    const char *line = strchr(sampled_file(home, "scores.csv"), '\n') + 1;
    while (*line != '\0') {
        sample_line(&sql, line);
        line = strchr(line, '\n') + 1;
    }
    home_sql(home, sql.data);
    log_in(b, "office@example.org");
}
