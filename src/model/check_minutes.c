/* Minutes by their digests and signatures, decision seals by the tables. */
#include "model/check_minutes.h"

#include <inttypes.h>
#include <string.h>

#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_decided.h"
#include "gen/sql_minutes.h"
#include "model/decided.h"
#include "model/minutes.h"

static void check_signatures(const struct world *w, struct check *check,
                             const struct sql_minutes_every_row *row)
{
    struct sql_minutes_signatures_row *s;
    const char *key = secret_public(w->mem, w->seal_key);
    size_t count = sql_minutes_signatures(w->db, row->id, &s);
    for (size_t i = 0; i < count; i++) {
        const struct minutes_signed own = {s[i].role, s[i].name, s[i].at,
                                           s[i].signature};
        if (!minutes_genuine(w->mem, key, row->digest, &own))
            check_add(w, check,
                      "minutes %" PRId64 " of meeting %" PRId64
                      " of %s: the signature as %s does not fit",
                      row->number, row->meeting, row->slug, s[i].role);
    }
}

static void check_documents(const struct world *w, struct check *check)
{
    struct sql_minutes_every_row *row;
    size_t count = sql_minutes_every(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(
                secret_digest(w->mem, row[i].document, strlen(row[i].document)),
                row[i].digest))
            check_add(w, check,
                      "minutes %" PRId64 " of meeting %" PRId64
                      " of %s: the document does not fit its digest",
                      row[i].number, row[i].meeting, row[i].slug);
        check_signatures(w, check, &row[i]);
    }
}

void check_minutes(const struct world *w, struct check *check)
{
    struct sql_decided_editions_row *row;
    check_documents(w, check);
    size_t count = sql_decided_editions(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        const char *why = decided_check(w, row[i].id);
        if (why != NULL)
            check_add(w, check, "decision seal of %s: %s", row[i].slug, why);
    }
}
