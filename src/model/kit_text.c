#include "model/kit_text.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_kit.h"
#include "gen/sql_kit_write.h"
#include "model/audit.h"

static const char *body_of(const struct world *w, int64_t edition_id,
                           const char *piece, const char *language)
{
    struct sql_kit_text_row row;
    return sql_kit_text(w->db, edition_id, piece, language, &row) ? row.body
                                                                  : NULL;
}

const char *const *kit_text_all(const struct world *w, int64_t edition_id,
                                const char *piece, const char *language,
                                bool *own)
{
    const struct kit_passage *passage;
    size_t count = kit_passages(piece, &passage);
    const char **text = arena_alloc(w->mem, count * sizeof *text);
    const char *body = body_of(w, edition_id, piece, language);
    *own = body != NULL;
    for (size_t i = 0; i < count; i++) {
        if (body != NULL)
            text[i] = kit_passage_of(w->mem, body, passage[i].name);
        if (text[i] == NULL)
            text[i] = kit_original(w->mem, piece, language, passage[i].name);
        if (text[i] == NULL)
            text[i] = "";
    }
    return text;
}

void kit_text_put(const struct world *w, int64_t edition_id, const char *piece,
                  const char *language, const char *const *text)
{
    const char *name = arena_printf(w->mem, "%s.%s", piece, language);
    const char *before = body_of(w, edition_id, piece, language);
    const char *after = kit_body(w->mem, piece, text);
    const struct audit_field field = {name, before, after};
    if (str_equal(before, after))
        return;
    sql_kit_text_put(w->db, edition_id, piece, language, after, world_actor(w),
                     w->now);
    audit_change(w, "kit.words", "edition", edition_id, &field, 1);
}

void kit_text_reset(const struct world *w, int64_t edition_id,
                    const char *piece)
{
    static const char *const languages[] = {"de", "en"};
    for (size_t i = 0; i < 2; i++) {
        const char *before = body_of(w, edition_id, piece, languages[i]);
        const struct audit_field field = {
            arena_printf(w->mem, "%s.%s", piece, languages[i]), before, NULL};
        if (before == NULL)
            continue;
        sql_kit_text_drop(w->db, edition_id, piece, languages[i]);
        audit_change(w, "kit.words", "edition", edition_id, &field, 1);
    }
}
