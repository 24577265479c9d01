#include "support/edition_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "db/db.h"

enum setup_outcome edition_file_import(struct test_home *h, const char *text,
                                       struct setup_faults *faults, int64_t *id)
{
    struct json_fault wrong;
    struct world *w = home_begin(h);
    const struct json *doc = json_parse(h->mem, text, strlen(text), &wrong);
    if (doc == NULL)
        fail_msg("%s in %s", wrong.text, text);
    enum setup_outcome outcome = setup_import(w, doc, faults, id);
    if (db_failed(w->db) || db_conflict(w->db))
        fail_msg("%s in %s", db_why(w->db), text);
    if (outcome == SETUP_OK)
        home_commit(h);
    else
        db_rollback(w->db);
    return outcome;
}

struct test_home *edition_file_home(const char *text)
{
    struct test_home *h = home_new();
    struct setup_faults faults;
    int64_t id = 0;
    assert_int_equal(edition_file_import(h, text, &faults, &id), SETUP_OK);
    return h;
}

struct import_faults edition_file_entries(struct test_home *h, const char *csv)
{
    struct import_faults faults = {NULL, 0};
    struct world *w = home_begin(h);
    import_entries(w, 1, csv, strlen(csv), &faults);
    if (faults.count == 0)
        home_commit(h);
    else
        db_rollback(w->db);
    return faults;
}
