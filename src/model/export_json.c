/* Tables as JSON: keys and codes are the same in every language, numbers are
 * numbers, times are UTC. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "model/answer.h"
#include "model/edition.h"
#include "model/export_write.h"
#include "model/publish.h"

enum { FORMAT_VERSION = 1 };

struct writing {
    struct json_out json;
    struct arena *mem; /* of a row */
    const char *key;   /* of the table under way, or NULL */
    bool grouped;      /* its tables stand in objects with a round */
};

bool export_about(const struct world *w, int64_t edition_id, enum lang lang,
                  struct export_about *about)
{
    struct edition e;
    if (!edition_by_id(w, edition_id, &e))
        return false;
    *about = (struct export_about){
        .slug = e.slug,
        .title = lang_pick(lang, e.title_de, e.title_en),
        .changed_at = publish_changed(w, edition_id),
        .lang = lang,
    };
    return true;
}

static void begin(void *context, const struct export_table *table)
{
    static const char first[] = "rankings";
    struct writing *o = context;
    if (o->key == NULL && !str_equal(table->key, first)) {
        json_array(&o->json, first); /* there is none */
        o->key = first;
    }
    if (!str_equal(o->key, table->key)) {
        if (o->key != NULL)
            json_array_end(&o->json);
        json_array(&o->json, table->key);
        o->key = table->key;
    }
    o->grouped = table->round != NULL;
    if (!o->grouped)
        return;
    json_object(&o->json, NULL);
    json_text(&o->json, "round", table->round);
    json_text(&o->json, "title", table->title);
    json_array(&o->json, "rows");
}

static void codes(struct writing *o, const char *key, const char *value)
{
    json_array(&o->json, key);
    while (*value != '\0') {
        size_t bytes = strcspn(value, " ");
        json_text(&o->json, NULL, arena_textn(o->mem, value, bytes));
        value += bytes + (value[bytes] != '\0');
    }
    json_array_end(&o->json);
}

static void rows(struct writing *o, const char *key, const char *value)
{
    struct answer_row *row;
    size_t count = answer_rows(o->mem, value, &row);
    json_array(&o->json, key);
    for (size_t i = 0; i < count; i++) {
        json_object(&o->json, NULL);
        json_text(&o->json, "label", row[i].label);
        json_int(&o->json, "number", row[i].number);
        json_object_end(&o->json);
    }
    json_array_end(&o->json);
}

static void decimal(struct writing *o, const char *key, int64_t units,
                    int decimals)
{
    double power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    json_real(&o->json, key, (double)units / power);
}

static void value(struct writing *o, const struct export_column *column,
                  const struct export_cell *c)
{
    const char *code = c->code != NULL ? c->code : c->text;
    bool words = c->text != NULL && column->kind != EXPORT_CODES &&
                 column->kind != EXPORT_ROWS;
    switch (words ? EXPORT_TEXT : column->kind) {
    case EXPORT_TEXT:
    case EXPORT_DAY:
        json_text(&o->json, column->key, code);
        return;
    case EXPORT_INTEGER:
        json_int(&o->json, column->key, c->number);
        return;
    case EXPORT_DECIMAL:
        decimal(o, column->key, c->number, c->decimals);
        return;
    case EXPORT_MONEY:
        decimal(o, column->key, c->number, 2);
        return;
    case EXPORT_TIME:
        json_text(&o->json, column->key, clock_iso(o->mem, c->number));
        return;
    case EXPORT_YESNO:
        json_bool(&o->json, column->key, c->number != 0);
        return;
    case EXPORT_CODES:
        codes(o, column->key, code);
        return;
    case EXPORT_ROWS:
        rows(o, column->key, code);
        return;
    }
}

static void add_row(void *context, const struct export_table *table,
                    const struct export_cell *cell)
{
    struct writing *o = context;
    const char *group = NULL;
    json_object(&o->json, NULL);
    for (size_t i = 0; i < table->count; i++) {
        const struct export_column *column = &table->column[i];
        if (group != NULL && !str_equal(group, column->group))
            json_object_end(&o->json);
        if (column->group != NULL && !str_equal(group, column->group))
            json_object(&o->json, column->group);
        group = column->group;
        if (cell[i].given)
            value(o, column, &cell[i]);
        else
            json_null(&o->json, column->key);
    }
    if (group != NULL)
        json_object_end(&o->json);
    json_object_end(&o->json);
    arena_reset(o->mem);
}

static void end(void *context, const struct export_table *table)
{
    struct writing *o = context;
    (void)table;
    if (!o->grouped)
        return;
    json_array_end(&o->json);
    json_object_end(&o->json);
}

void export_json(const struct world *w, int64_t edition_id, enum lang lang,
                 struct buf *out)
{
    struct writing o = {.mem = arena_new()};
    const struct export_sink sink = {&o, begin, add_row, end};
    struct export_about about;
    json_out_start(&o.json, out, 1);
    json_object(&o.json, NULL);
    if (export_about(w, edition_id, lang, &about)) {
        json_int(&o.json, "version", FORMAT_VERSION);
        json_text(&o.json, "edition", about.slug);
        json_text(&o.json, "title", about.title);
        json_text(&o.json, "changed_at", clock_iso(w->mem, about.changed_at));
        export_tables(w, edition_id, lang, NULL, &sink);
        if (o.key != NULL)
            json_array_end(&o.json);
    }
    json_object_end(&o.json);
    arena_free(o.mem);
}
