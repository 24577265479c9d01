/* Is judging still as it was fixed, handed in, sealed and decided? */
#include "model/check_jury.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "gen/sql_check.h"
#include "gen/sql_seal.h"
#include "model/ballot.h"
#include "model/check_minutes.h"
#include "model/check_motion.h"
#include "model/check_trace.h"
#include "model/honour.h"
#include "model/receipt.h"
#include "model/round.h"
#include "model/rules.h"
#include "model/seal.h"

static void check_rules(const struct world *w, struct check *check)
{
    struct sql_check_frozen_rounds_row *row;
    size_t count = sql_check_frozen_rounds(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        struct round round;
        if (!round_by_id(w, row[i].id, &round))
            continue;
        const char *why = rules_drift(w, &round);
        if (why != NULL)
            check_add(w, check, "round %s of %s: %s", row[i].slug,
                      row[i].edition, why);
    }
}

/* Each version of a mark is kept; the present one must be the last of them. */
static void check_versions(const struct world *w, struct check *check)
{
    struct sql_ballot_unlike_version_row *row;
    size_t count = sql_ballot_unlike_version(w->db, &row);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "ballot %" PRId64
                  ": the mark for %s is not the last one that was saved",
                  row[i].ballot_id, row[i].criterion);
}

/* The receipt that the log got when the ballot was handed in; NULL: erased. */
static const char *logged_receipt(const struct world *w, int64_t ballot_id)
{
    struct sql_check_submit_log_row row;
    struct json_fault fault;
    if (!sql_check_submit_log(w->db, ballot_id, &row) || row.payload == NULL)
        return NULL;
    return json_get_text(
        json_parse(w->mem, row.payload, strlen(row.payload), &fault), "receipt",
        NULL);
}

/* Handed in, not sealed yet: marks must fit the receipt, and that the log. */
static void check_receipts(const struct world *w, struct check *check)
{
    struct sql_ballot_submitted_row *row;
    size_t count = sql_ballot_submitted(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        struct receipt_ballot r;
        if (!ballot_sealed_form(w, row[i].id, row[i].round_id, &r))
            continue;
        const char *logged = logged_receipt(w, row[i].id);
        if (!str_equal(receipt_digest(w->mem, &r, row[i].receipt_salt),
                       row[i].receipt))
            check_add(w, check,
                      "ballot %" PRId64 ": its marks do not fit its receipt",
                      row[i].id);
        else if (logged != NULL && !str_equal(logged, row[i].receipt))
            check_add(w, check,
                      "ballot %" PRId64
                      ": its receipt is not the one in the log",
                      row[i].id);
    }
}

/* All that were ever written, also of rounds that count no more. */
static void check_every_seal(const struct world *w, struct check *check)
{
    struct sql_seal_every_row *row;
    size_t count = sql_seal_every(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        const char *why =
            seal_genuine(w, row[i].body, row[i].digest, row[i].signature);
        if (why != NULL)
            check_add(w, check, "seal %" PRId64 " of round %s of %s: %s",
                      row[i].number, row[i].slug, row[i].edition, why);
    }
}

/* Does each round still say what its newest seal says? */
static void check_rounds(const struct world *w, struct check *check)
{
    struct sql_seal_final_rounds_row *row;
    size_t count = sql_seal_final_rounds(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        const char *why = seal_check(w, row[i].id);
        if (why != NULL)
            check_add(w, check, "round %s of %s: %s", row[i].slug,
                      row[i].edition, why);
    }
}

/* What the last entry of the log says of the nomination's honours. */
static const char *logged_honours(const struct world *w, int64_t entry_id,
                                  bool *known)
{
    struct sql_check_honour_log_row row;
    struct json_fault fault;
    *known = false;
    if (!sql_check_honour_log(w->db, entry_id, &row))
        return NULL;
    *known = true;
    if (row.payload == NULL)
        return NULL;
    return json_get_text(
        json_get(json_parse(w->mem, row.payload, strlen(row.payload), &fault),
                 "after"),
        "honours", NULL);
}

static void check_honours(const struct world *w, struct check *check)
{
    struct sql_check_honours_row *row;
    size_t count = sql_check_honours(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        bool known;
        const char *logged = logged_honours(w, row[i].entry_id, &known);
        if (!known)
            check_add(w, check, "nomination %s: is honoured, not by the log",
                      row[i].entry);
        else if (logged != NULL &&
                 !str_equal(logged, honour_digest(w, row[i].entry_id)))
            check_add(w, check,
                      "nomination %s: its honours are not those in the log",
                      row[i].entry);
    }
}

void check_jury(const struct world *w, struct check *check)
{
    check_rules(w, check);
    check_versions(w, check);
    check_receipts(w, check);
    if (w->seal_key != NULL) { /* else a finding of its own */
        check_every_seal(w, check);
        check_rounds(w, check);
        check_minutes(w, check);
    }
    check_honours(w, check);
    check_trace(w, check);
    check_motion(w, check);
}
