/* Prizes and the instants of telling in an edition file: see setup_prize.h. */
#include "model/setup_prize.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_edition_write.h"
#include "gen/sql_prize.h"
#include "gen/sql_prize_write.h"
#include "gen/sql_setup.h"
#include "model/prize.h"

/* --- prizes -----------------------------------------------------------------
 */

/* NULL: a special prize. */
static const int64_t *read_category(const struct reader *r, int64_t edition_id)
{
    struct sql_setup_category_by_code_row category;
    if (json_get(r->object, "category") == NULL)
        return NULL;
    const char *code = reader_text(r, "category", true);
    if (!sql_setup_category_by_code(r->w->db, edition_id, code, &category)) {
        reader_fault(
            r, "category",
            arena_printf(r->w->mem, "there is no category \"%s\"", code));
        return NULL;
    }
    int64_t *id = arena_alloc(r->w->mem, sizeof *id);
    *id = category.id;
    return id;
}

/* One of both ways, and what belongs to one of them only. */
static void check_money(const struct reader *r, const struct prize *p,
                        bool special)
{
    if (p->amount_cents > 0 && p->head_cents > 0)
        reader_fault(r, "head_cents", "does not go with \"amount_cents\"");
    if (p->cap_cents > 0 && p->head_cents == 0)
        reader_fault(r, "cap_cents", "belongs to \"head_cents\"");
    if (p->head_cents > 0 && !special)
        reader_fault(r, "head_cents", "belongs to a special prize");
}

static void read_prize(const struct reader *r, int64_t edition_id,
                       int64_t position)
{
    reader_allow(r,
                 " code category name description donor amount_cents "
                 "head_cents cap_cents winners_max withholdable ");
    struct reader_pair name = reader_pair(r, "name", true);
    struct reader_pair description = reader_pair(r, "description", false);
    const int64_t *category = read_category(r, edition_id);
    struct prize p = {
        .amount_cents = reader_whole(r, "amount_cents", 0, PRIZE_CENTS_MAX, 0),
        .head_cents = reader_whole(r, "head_cents", 0, PRIZE_CENTS_MAX, 0),
        .cap_cents = reader_whole(r, "cap_cents", 0, PRIZE_CENTS_MAX, 0),
        .winners_max = reader_whole(r, "winners_max", 1, PRIZE_WINNERS_MAX, 1),
        .withholdable = json_get(r->object, "withholdable") == NULL ||
                        reader_flag(r, "withholdable"),
    };
    size_t faults = r->faults->count;
    check_money(r, &p, json_get(r->object, "category") == NULL);
    if (r->faults->count > faults)
        return;
    sql_prize_add(r->w->db, edition_id, reader_code(r, "code"), position,
                  category, name.de, name.en, description.de, description.en,
                  reader_text(r, "donor", false), p.amount_cents, p.head_cents,
                  p.cap_cents, p.winners_max, p.withholdable);
    reader_claim(r, "code");
}

void setup_read_prizes(const struct reader *r, int64_t edition_id)
{
    reader_each(r, "prizes", false, edition_id, read_prize);
}

static void cents(struct writer *o, const char *key, int64_t value)
{
    if (value > 0)
        json_int(&o->j, key, value);
}

void setup_write_prizes(struct writer *o, int64_t edition_id)
{
    struct sql_prize_setup_row *row;
    size_t count = sql_prize_setup(o->w->db, edition_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "prizes");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        if (row[i].category != NULL)
            json_text(&o->j, "category", row[i].category);
        pair(o, "name", row[i].name_de, row[i].name_en);
        pair(o, "description", row[i].description_de, row[i].description_en);
        some_text(o, "donor", row[i].donor);
        cents(o, "amount_cents", row[i].amount_cents);
        cents(o, "head_cents", row[i].head_cents);
        cents(o, "cap_cents", row[i].cap_cents);
        if (row[i].winners_max != 1)
            json_int(&o->j, "winners_max", row[i].winners_max);
        if (!row[i].withholdable)
            json_bool(&o->j, "withholdable", false);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

void setup_drop_prizes(const struct world *w, int64_t edition_id)
{
    sql_prize_drop_all(w->db, edition_id);
}

/* --- instants ---------------------------------------------------------------
 */

void setup_read_telling(const struct reader *r, int64_t edition_id)
{
    struct reader inner;
    const int64_t *nominees_at = reader_instant(r, "nominees");
    if (nominees_at != NULL)
        sql_edition_set_nominees_at(r->w->db, edition_id, nominees_at);
    if (!reader_object(r, "telling", &inner))
        return;
    reader_allow(&inner, " nominees winners others ");
    sql_edition_set_telling(
        r->w->db, edition_id, reader_instant(&inner, "nominees"),
        reader_instant(&inner, "winners"), reader_instant(&inner, "others"));
}

void setup_write_telling(struct writer *o, int64_t edition_id)
{
    struct sql_edition_reveal_row row;
    if (!sql_edition_reveal(o->w->db, edition_id, &row))
        return;
    instant(o, "nominees", row.nominees_at);
    if (row.tell_nominees_at == NULL && row.tell_winners_at == NULL &&
        row.tell_others_at == NULL)
        return;
    json_object(&o->j, "telling");
    instant(o, "nominees", row.tell_nominees_at);
    instant(o, "winners", row.tell_winners_at);
    instant(o, "others", row.tell_others_at);
    json_object_end(&o->j);
}
