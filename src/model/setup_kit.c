#include "model/setup_kit.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_kit.h"
#include "gen/sql_kit_write.h"
#include "model/kit.h"
#include "model/kit_text.h"

/* --- writing ----------------------------------------------------------------
 */

static void write_words(struct writer *o, int64_t edition_id, const char *piece)
{
    struct sql_kit_text_row de, en;
    bool german = sql_kit_text(o->w->db, edition_id, piece, "de", &de);
    bool english = sql_kit_text(o->w->db, edition_id, piece, "en", &en);
    json_object(&o->j, NULL);
    json_text(&o->j, "piece", piece);
    pair(o, "words", german ? de.body : "", english ? en.body : "");
    json_object_end(&o->j);
}

void setup_write_kit(struct writer *o, int64_t edition_id)
{
    struct sql_kit_changed_row *row;
    size_t count = sql_kit_changed(o->w->db, edition_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "kit");
    for (size_t i = 0; i < count; i++)
        write_words(o, edition_id, row[i].piece);
    json_array_end(&o->j);
}

/* --- reading ----------------------------------------------------------------
 */

static void read_words(const struct reader *r, int64_t edition_id,
                       const char *piece, const char *language,
                       const char *body)
{
    struct arena *mem = r->w->mem;
    const struct kit_passage *p;
    size_t count = kit_passages(piece, &p);
    const char **text = arena_alloc(mem, count * sizeof *text);
    for (size_t i = 0; i < count; i++) {
        text[i] = kit_passage_of(mem, body, p[i].name);
        if (text[i] == NULL)
            text[i] = kit_original(mem, piece, language, p[i].name);
        if (text[i] == NULL)
            text[i] = "";
        const char *unknown = kit_unknown_place(mem, p[i].scope, text[i]);
        if (unknown != NULL)
            reader_fault(r, "words",
                         arena_printf(mem, "cannot name {%s} in \"%s\"",
                                      unknown, p[i].name));
    }
    kit_text_put(r->w, edition_id, piece, language, text);
}

static void read_piece(const struct reader *r, int64_t edition_id,
                       int64_t position)
{
    (void)position;
    reader_allow(r, " piece words ");
    const char *name = reader_text(r, "piece", true);
    struct reader_pair words = reader_pair(r, "words", false);
    const struct kit_piece *piece = kit_piece(name);
    if (piece == NULL || !str_equal(piece->words, name)) {
        reader_fault(r, "piece", "must be a piece of the kit with words");
        return;
    }
    if (!str_empty(words.de))
        read_words(r, edition_id, name, "de", words.de);
    if (!str_empty(words.en))
        read_words(r, edition_id, name, "en", words.en);
}

void setup_read_kit(const struct reader *r, int64_t edition_id)
{
    reader_each(r, "kit", false, edition_id, read_piece);
}

void setup_drop_kit(const struct world *w, int64_t edition_id)
{
    sql_kit_text_drop_all(w->db, edition_id);
}
