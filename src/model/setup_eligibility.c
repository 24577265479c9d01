/* Reading who can take part: see setup_eligibility.h. */
#include "model/setup_eligibility.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_eligibility.h"
#include "gen/sql_eligibility_write.h"
#include "gen/sql_setup.h"
#include "model/eligibility.h"

enum { SIZE_MAX_WHOLE = 10000000, YEARS_MAX = 100 };

static const int64_t *hundredths(const struct reader *r, const char *key)
{
    const int64_t *whole = reader_optional(r, key, 0, SIZE_MAX_WHOLE);
    if (whole == NULL)
        return NULL;
    int64_t *units = arena_alloc(r->w->mem, sizeof *units);
    *units = *whole * ELIGIBILITY_UNIT;
    return units;
}

void setup_read_size(const struct reader *r, int64_t category_id)
{
    struct reader inner;
    if (!reader_object(r, "size", &inner) || category_id == 0)
        return;
    reader_allow(&inner, " from below ");
    const int64_t *from = hundredths(&inner, "from");
    const int64_t *below = hundredths(&inner, "below");
    if (from == NULL && below == NULL)
        reader_fault(&inner, "", "needs \"from\" or \"below\"");
    else if (below != NULL && *below <= (from ? *from : 0))
        reader_fault(&inner, "below", "must be larger than \"from\"");
    else
        sql_eligibility_set_size(r->w->db, category_id, from, below);
}

static bool has_size(const struct sql_eligibility_sizes_row *c)
{
    return c->size_from != NULL || c->size_below != NULL;
}

/* Do two sizes have one in common? */
static bool overlap(const struct sql_eligibility_sizes_row *a,
                    const struct sql_eligibility_sizes_row *b)
{
    int64_t from_a = a->size_from ? *a->size_from : 0;
    int64_t from_b = b->size_from ? *b->size_from : 0;
    return (a->size_below == NULL || from_b < *a->size_below) &&
           (b->size_below == NULL || from_a < *b->size_below);
}

static void refuse_overlaps(const struct reader *r, int64_t edition_id)
{
    struct sql_eligibility_sizes_row *c;
    size_t count = sql_eligibility_sizes(r->w->db, edition_id, &c);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (has_size(&c[i]) && has_size(&c[k]) && overlap(&c[i], &c[k]))
                reader_fault(
                    r, arena_printf(r->w->mem, "categories[%zu].size", i),
                    arena_printf(r->w->mem,
                                 "overlaps with the size of \"%s\"; \"below\" "
                                 "itself no longer belongs to it",
                                 c[k].code));
}

static const int64_t *read_category(const struct reader *r, int64_t edition_id)
{
    struct sql_setup_category_by_code_row category;
    if (json_get(r->object, "category") == NULL)
        return NULL;
    const char *code = reader_text(r, "category", true);
    int64_t *id = arena_alloc(r->w->mem, sizeof *id);
    if (!sql_setup_category_by_code(r->w->db, edition_id, code, &category)) {
        reader_fault(
            r, "category",
            arena_printf(r->w->mem, "there is no category \"%s\"", code));
        return NULL;
    }
    *id = category.id;
    return id;
}

/* What belongs to some kinds only. */
static void check_kind(const struct reader *r, const char *kind)
{
    bool yesno = str_equal(kind, "yesno"), size = str_equal(kind, "size");
    if (json_get(r->object, "refused") != NULL && !yesno)
        reader_fault(r, "refused", "belongs to kind \"yesno\"");
    if (json_get(r->object, "category") != NULL && !yesno)
        reader_fault(r, "category", "belongs to kind \"yesno\"");
    if ((json_get(r->object, "unit") != NULL) != size)
        reader_fault(r, "unit", "belongs to kind \"size\", and only there");
    if ((json_get(r->object, "years") != NULL) != str_equal(kind, "winner"))
        reader_fault(r, "years", "belongs to kind \"winner\", and only there");
    if (json_get(r->object, "refusal") == NULL &&
        (json_get(r->object, "refused") != NULL || str_equal(kind, "winner")))
        reader_fault(r, "refusal", "is missing: the reason is shown");
}

static void read_question(const struct reader *r, int64_t edition_id,
                          int64_t position)
{
    reader_allow(r,
                 " code kind label help refused refusal unit years category ");
    const char *kind = reader_word(r, "kind", " yesno size winner ", true);
    struct reader_pair label = reader_pair(r, "label", true);
    struct reader_pair help = reader_pair(r, "help", false);
    struct reader_pair refusal = reader_pair(r, "refusal", false);
    const char *refused = "";
    check_kind(r, kind);
    if (str_equal(kind, "winner"))
        refused = "yes";
    else if (json_get(r->object, "refused") != NULL)
        refused = reader_word(r, "refused", " yes no ", true);
    const char *unit = json_get(r->object, "unit") != NULL
                           ? reader_word(r, "unit", " heads fte ", true)
                           : "";
    sql_eligibility_add(r->w->db, edition_id, reader_code(r, "code"), position,
                        kind, label.de, label.en, help.de, help.en, refused,
                        refusal.de, refusal.en, unit,
                        reader_whole(r, "years", 0, YEARS_MAX, 0),
                        read_category(r, edition_id));
    reader_claim(r, "code");
}

/* Which answer would count? */
static void refuse_two_sizes(const struct reader *r, int64_t edition_id)
{
    struct sql_eligibility_questions_row *q;
    size_t count = sql_eligibility_questions(r->w->db, edition_id, &q);
    size_t sizes = 0;
    for (size_t i = 0; i < count; i++)
        sizes += str_equal(q[i].kind, "size");
    if (sizes > 1)
        reader_fault(r, "questions", "has more than one of kind \"size\"");
}

void setup_read_eligibility(const struct reader *r, int64_t edition_id)
{
    struct reader inner;
    refuse_overlaps(r, edition_id);
    if (!reader_object(r, "eligibility", &inner))
        return;
    reader_allow(&inner, " intro questions ");
    struct reader_pair intro = reader_pair(&inner, "intro", false);
    sql_eligibility_set_intro(r->w->db, edition_id, intro.de, intro.en);
    reader_each(&inner, "questions", true, edition_id, read_question);
    refuse_two_sizes(&inner, edition_id);
}

void setup_drop_eligibility(const struct world *w, int64_t edition_id)
{
    sql_eligibility_drop_all(w->db, edition_id);
}
