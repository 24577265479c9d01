/* Acceptance: see acceptance.h. A wording is known by its digest: of the fixed
 * rules' document, or of the declaration in both languages together, so that a
 * correction of either asks once more. */
#include "model/acceptance.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_acceptance.h"
#include "gen/sql_acceptance_write.h"
#include "model/audit.h"

static const char *const names[] = {
    [ACCEPT_CONFIDENTIALITY] = "confidentiality", [ACCEPT_RULES] = "rules"};

static void set_given(const struct world *w, int64_t jury_member_id,
                      struct acceptance_item *item)
{
    struct sql_acceptance_given_row *row;
    size_t count = sql_acceptance_given(
        w->db, jury_member_id, names[item->what], item->round_id, &row);
    item->earlier = count > 0;
    for (size_t i = 0; i < count && item->accepted_at == NULL; i++)
        if (str_equal(row[i].digest, item->digest)) {
            int64_t *at = arena_alloc(w->mem, sizeof *at);
            *at = row[i].accepted_at;
            item->accepted_at = at;
        }
}

/* Each text ends with its length's line, so none can flow into the next. */
static const char *text_digest(const struct world *w,
                               const struct sql_acceptance_text_row *t)
{
    const char *all =
        arena_printf(w->mem, "%zu %zu %zu\n%s%s%s%s", strlen(t->title_de),
                     strlen(t->title_en), strlen(t->body_de), t->title_de,
                     t->title_en, t->body_de, t->body_en);
    return secret_digest(w->mem, all, strlen(all));
}

size_t acceptance_items(const struct world *w, int64_t jury_member_id,
                        struct acceptance_item **items)
{
    struct sql_acceptance_text_row text;
    struct sql_acceptance_rounds_row *round;
    size_t rounds = sql_acceptance_rounds(w->db, jury_member_id, &round);
    struct acceptance_item *list =
        arena_alloc(w->mem, (rounds + 1) * sizeof *list);
    size_t count = 0;
    if (sql_acceptance_text(w->db, jury_member_id, &text))
        list[count++] = (struct acceptance_item){
            .what = ACCEPT_CONFIDENTIALITY,
            .digest = text_digest(w, &text),
            .needed = text.needed != 0,
            .title_de = text.title_de,
            .title_en = text.title_en,
            .body_de = text.body_de,
            .body_en = text.body_en,
        };
    for (size_t i = 0; i < rounds; i++)
        list[count++] = (struct acceptance_item){.what = ACCEPT_RULES,
                                                 .round_id = round[i].id,
                                                 .digest = round[i].digest,
                                                 .needed = true};
    for (size_t i = 0; i < count; i++)
        set_given(w, jury_member_id, &list[i]);
    *items = list;
    return count;
}

bool acceptance_is_missing(const struct acceptance_item *item)
{
    return item->needed && item->accepted_at == NULL;
}

bool acceptance_complete(const struct world *w, int64_t jury_member_id)
{
    struct acceptance_item *item;
    size_t count = acceptance_items(w, jury_member_id, &item);
    for (size_t i = 0; i < count; i++)
        if (acceptance_is_missing(&item[i]))
            return false;
    return true;
}

void acceptance_add(const struct world *w, int64_t jury_member_id,
                    const struct acceptance_item *item, const char *language,
                    const char *wording)
{
    const int64_t *round = item->round_id != 0 ? &item->round_id : NULL;
    if (item->accepted_at != NULL)
        return;
    sql_acceptance_add(w->db, jury_member_id, names[item->what], round,
                       item->digest, language, wording, w->now);
    const char *of = round == NULL
                         ? ""
                         : arena_printf(w->mem, ",\"round\":%" PRId64, *round);
    audit_add(w, "jury.accept", "jury_member", jury_member_id,
              arena_printf(w->mem, "{\"what\":\"%s\"%s,\"digest\":\"%s\"}",
                           names[item->what], of, item->digest));
}
