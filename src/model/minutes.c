/* Making, signing and correcting minutes. */
#include "model/minutes.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_minutes.h"
#include "gen/sql_minutes_write.h"
#include "model/audit.h"
#include "model/decided.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/jury.h"
#include "model/minutes_document.h"
#include "model/user.h"

enum { SIGNATURES = 2 };

/* --- reading ----------------------------------------------------------------
 */

static void load_signatures(const struct world *w, struct minutes *m)
{
    struct sql_minutes_signatures_row *row;
    m->signatures = sql_minutes_signatures(w->db, m->id, &row);
    struct minutes_signed *list =
        arena_alloc(w->mem, (m->signatures + 1) * sizeof *list);
    int64_t *who = arena_alloc(w->mem, (m->signatures + 1) * sizeof *who);
    for (size_t i = 0; i < m->signatures; i++) {
        list[i] = (struct minutes_signed){row[i].role, row[i].name, row[i].at,
                                          row[i].signature};
        who[i] = row[i].user_id;
    }
    m->signature = list;
    m->signer = who;
}

size_t minutes_list(const struct world *w, int64_t meeting_id,
                    struct minutes **list)
{
    struct sql_minutes_list_row *row;
    size_t count = sql_minutes_list(w->db, meeting_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        (*list)[i] = (struct minutes){.id = row[i].id,
                                      .meeting_id = meeting_id,
                                      .number = row[i].number,
                                      .document = row[i].document,
                                      .digest = row[i].digest,
                                      .maker = row[i].maker,
                                      .made_at = row[i].made_at};
        load_signatures(w, &(*list)[i]);
    }
    return count;
}

bool minutes_by_number(const struct world *w, int64_t meeting_id,
                       int64_t number, struct minutes *m)
{
    struct minutes *list;
    size_t count = minutes_list(w, meeting_id, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].number == number) {
            *m = list[i];
            return true;
        }
    return false;
}

bool minutes_signed(const struct world *w, int64_t edition_id)
{
    struct sql_minutes_signed_row row;
    return sql_minutes_signed(w->db, edition_id, &row) && row.count > 0;
}

bool minutes_for_juror(const struct world *w, int64_t meeting_id,
                       int64_t jury_member_id)
{
    struct sql_minutes_undeclared_row row;
    struct sql_minutes_meeting_row m;
    struct edition e;
    if (!sql_minutes_meeting(w->db, meeting_id, &m) ||
        !edition_by_id(w, m.edition_id, &e))
        return false;
    return edition_winners_public(w, &e) ||
           (sql_minutes_undeclared(w->db, meeting_id, jury_member_id, &row) &&
            row.count == 0);
}

bool minutes_in_words(const struct world *w, const struct minutes *m,
                      enum lang lang, struct minutes_words *words)
{
    const struct minutes_frame frame = {
        .digest = m->digest,
        .key = secret_public(w->mem, w->seal_key),
        .signature = m->signature,
        .signatures = m->signatures,
    };
    return minutes_words(w->mem, lang, m->document, &frame, words);
}

const char *minutes_pdf(const struct world *w, int64_t minutes_id,
                        enum lang lang)
{
    struct sql_minutes_pdfs_row *row;
    size_t count = sql_minutes_pdfs(w->db, minutes_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].language, lang_code(lang)) &&
            str_equal(row[i].state, "done"))
            return file_path(w, row[i].pdf_digest);
    return NULL;
}

/* --- making -----------------------------------------------------------------
 */

static void print(const struct world *w, int64_t minutes_id)
{
    sql_minutes_print(w->db, minutes_id, "de");
    sql_minutes_print(w->db, minutes_id, "en");
}

static void put(const struct world *w, int64_t meeting_id, int64_t number,
                const char *document, const char *action)
{
    struct minutes m;
    const char *digest = secret_digest(w->mem, document, strlen(document));
    sql_minutes_put(w->db, meeting_id, number, document, digest, world_actor(w),
                    w->now);
    if (!minutes_by_number(w, meeting_id, number, &m))
        return;
    print(w, m.id);
    audit_add(w, action, "meeting", meeting_id,
              arena_printf(w->mem, "{\"number\":%" PRId64 ",\"digest\":\"%s\"}",
                           number, digest));
}

enum minutes_outcome minutes_write(const struct world *w, int64_t meeting_id)
{
    struct minutes m;
    const char *document = minutes_document(w, meeting_id);
    if (document == NULL)
        return MINUTES_OPEN;
    if (minutes_by_number(w, meeting_id, 0, &m) && m.signatures > 0)
        return MINUTES_FIXED;
    put(w, meeting_id, 0, document, "minutes.write");
    return MINUTES_OK;
}

enum minutes_outcome minutes_addendum_add(const struct world *w,
                                          int64_t meeting_id, const char *text,
                                          const char *reason)
{
    struct minutes *list;
    size_t count = minutes_list(w, meeting_id, &list);
    if (count == 0)
        return MINUTES_NONE;
    const struct minutes *last = &list[count - 1];
    bool again = last->number > 0 && last->signatures == 0;
    if (last->signatures < SIGNATURES && !again)
        return MINUTES_UNSIGNED;
    if (str_empty(text) || str_empty(reason) ||
        str_characters(text) > MINUTES_TEXT_CHARACTERS_MAX ||
        str_characters(reason) > MINUTES_TEXT_CHARACTERS_MAX)
        return MINUTES_NO_TEXT;
    const struct minutes_addition addition = {
        again ? last->number : last->number + 1, str_lines(w->mem, text),
        str_lines(w->mem, reason)};
    const char *document = minutes_addendum_document(w, meeting_id, &addition);
    if (document == NULL)
        return MINUTES_OPEN;
    put(w, meeting_id, addition.number, document, "minutes.addendum");
    return MINUTES_OK;
}

/* --- signing ----------------------------------------------------------------
 */

char *minutes_statement(struct arena *mem, const char *digest,
                        const struct minutes_signed *s)
{
    return arena_printf(mem, "lorbeer minutes 1\n%s\n%s\n%s\n%" PRId64, digest,
                        s->role, s->name, s->at);
}

bool minutes_genuine(struct arena *mem, const char *key, const char *digest,
                     const struct minutes_signed *s)
{
    char *text = minutes_statement(mem, digest, s);
    return secret_signed(key, s->signature, text, strlen(text));
}

/* Of the jury, and may not read: whatever else he is. */
static bool barred(const struct world *w, int64_t meeting_id)
{
    struct sql_minutes_meeting_row m;
    struct jury_member member;
    return sql_minutes_meeting(w->db, meeting_id, &m) &&
           jury_of_user(w, m.edition_id, w->user_id, &member) &&
           !minutes_for_juror(w, meeting_id, member.id);
}

/* Jurors who were there and may read what they sign. */
struct witnesses {
    size_t free, chaired; /* how many; of them, who chaired */
    bool own, own_chaired;
};

static struct witnesses witnesses_of(const struct world *w, int64_t meeting_id)
{
    struct sql_minutes_present_row *row;
    struct witnesses found = {0};
    size_t count = sql_minutes_present(w->db, meeting_id, &row);
    for (size_t i = 0; i < count; i++) {
        bool own = row[i].user_id == w->user_id;
        if (!minutes_for_juror(w, meeting_id, row[i].id))
            continue;
        found.free++;
        found.chaired += row[i].chaired != 0;
        found.own = found.own || own;
        found.own_chaired = found.own_chaired || (own && row[i].chaired != 0);
    }
    return found;
}

/* Where all who chaired have a conflict with something, another juror signs in
 * their place; where all jurors have, an organiser does. */
static bool entitled(const struct world *w, int64_t meeting_id,
                     const char *role)
{
    struct witnesses found = witnesses_of(w, meeting_id);
    bool office = user_roles(w, w->user_id).organiser;
    if (barred(w, meeting_id))
        return false;
    if (str_equal(role, "second"))
        return found.own || office;
    if (!str_equal(role, "chair"))
        return false;
    return found.chaired > 0 ? found.own_chaired
           : found.free > 0  ? found.own
                             : office;
}

enum minutes_outcome minutes_may_sign(const struct world *w,
                                      const struct minutes *m, const char *role)
{
    for (size_t i = 0; i < m->signatures; i++)
        if (str_equal(m->signature[i].role, role))
            return MINUTES_ALREADY;
    if (!entitled(w, m->meeting_id, role))
        return MINUTES_NO_RIGHT;
    for (size_t i = 0; i < m->signatures; i++)
        if (m->signer[i] == w->user_id)
            return MINUTES_SAME;
    return MINUTES_OK;
}

/* Until the first signature something may still happen: a lot, a conflict. */
static bool up_to_date(const struct world *w, const struct minutes *m)
{
    return m->number > 0 || m->signatures > 0 ||
           str_equal(minutes_document(w, m->meeting_id), m->document);
}

/* With the second signature. */
static void seal_when_complete(const struct world *w, const struct minutes *m)
{
    struct sql_minutes_meeting_row meeting;
    if (m->signatures + 1 == SIGNATURES &&
        sql_minutes_meeting(w->db, m->meeting_id, &meeting))
        decided_seal(w, meeting.edition_id);
}

enum minutes_outcome minutes_sign(const struct world *w,
                                  const struct minutes *m, const char *role,
                                  const char *digest)
{
    struct user u;
    enum minutes_outcome outcome = minutes_may_sign(w, m, role);
    if (outcome != MINUTES_OK)
        return outcome;
    if (!str_equal(digest, m->digest) || !up_to_date(w, m))
        return MINUTES_CHANGED;
    if (!user_by_id(w, w->user_id, &u))
        return MINUTES_NO_RIGHT;
    struct minutes_signed s = {.role = role, .name = u.name, .at = w->now};
    char *text = minutes_statement(w->mem, m->digest, &s);
    sql_minutes_sign(w->db, m->id, role, w->user_id, u.name, w->now,
                     secret_sign(w->mem, w->seal_key, text, strlen(text)));
    print(w, m->id);
    audit_add(w, "minutes.sign", "meeting", m->meeting_id,
              arena_printf(w->mem,
                           "{\"number\":%" PRId64
                           ",\"role\":\"%s\",\"digest\":\"%s\"}",
                           m->number, role, m->digest));
    seal_when_complete(w, m);
    return MINUTES_OK;
}
