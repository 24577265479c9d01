/* The letter as JSON. */
#include "model/feedback_letter.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

enum { LETTER_FORMAT = 1 };

/* --- writing --- */

/* What is not there is not written. */
static void some_text(struct json_out *j, const char *key, const char *text)
{
    if (text != NULL)
        json_text(j, key, text);
}

static void write_line(struct json_out *j, const struct feedback_line *l)
{
    json_object(j, NULL);
    json_text(j, "name_de", l->name_de);
    json_text(j, "name_en", l->name_en);
    json_int(j, "weight", l->weight);
    json_text(j, "lo", l->lo);
    json_text(j, "hi", l->hi);
    json_text(j, "mean", l->mean);
    json_int(j, "mean_at", l->mean_at);
    if (l->median != NULL) {
        json_text(j, "median", l->median);
        json_int(j, "median_at", l->median_at);
    }
    if (l->low_quartile != NULL) {
        json_text(j, "low_quartile", l->low_quartile);
        json_int(j, "low_at", l->low_at);
        json_text(j, "high_quartile", l->high_quartile);
        json_int(j, "high_at", l->high_at);
    }
    some_text(j, "anchor", l->anchor);
    some_text(j, "anchor_de", l->anchor_de);
    some_text(j, "anchor_en", l->anchor_en);
    json_object_end(j);
}

static void write_place(struct json_out *j, const struct feedback_part *p)
{
    json_int(j, "rank", p->rank);
    json_int(j, "third", p->third);
    json_bool(j, "shared", p->shared);
    json_int(j, "place_of", p->place_of);
    some_text(j, "place_de", p->place_de);
    some_text(j, "place_en", p->place_en);
    json_int(j, "field_of", p->field_of);
    some_text(j, "field_de", p->field_de);
    some_text(j, "field_en", p->field_en);
}

static void write_lists(struct json_out *j, const struct feedback_part *p)
{
    json_array(j, "lines");
    for (size_t i = 0; i < p->line_count; i++)
        write_line(j, &p->line[i]);
    json_array_end(j);
    json_array(j, "quotes");
    for (size_t i = 0; i < p->quote_count; i++) {
        json_object(j, NULL);
        json_int(j, "line", p->quote[i].line);
        json_text(j, "text", p->quote[i].text);
        json_object_end(j);
    }
    json_array_end(j);
}

static void write_part(struct json_out *j, const struct feedback_part *p)
{
    json_object(j, NULL);
    json_int(j, "round", p->round_id);
    json_text(j, "name_de", p->name_de);
    json_text(j, "name_en", p->name_en);
    json_bool(j, "given", p->given);
    if (p->given) {
        json_int(j, "seal", p->seal);
        json_bool(j, "combined", p->combined);
        json_text(j, "score", p->score);
        json_text(j, "lo", p->lo);
        json_text(j, "hi", p->hi);
        json_int(j, "ballots", p->ballots);
        write_place(j, p);
        write_lists(j, p);
    }
    json_object_end(j);
}

char *feedback_letter_write(struct arena *mem,
                            const struct feedback_letter *letter)
{
    struct json_out j;
    struct buf text;
    buf_init(&text, mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_int(&j, "feedback", LETTER_FORMAT);
    json_text(&j, "company", letter->company);
    json_text(&j, "title_de", letter->title_de);
    json_text(&j, "title_en", letter->title_en);
    json_text(&j, "intro", letter->intro);
    json_array(&j, "parts");
    for (size_t i = 0; i < letter->part_count; i++)
        write_part(&j, &letter->part[i]);
    json_array_end(&j);
    json_object_end(&j);
    return text.data;
}

/* --- reading --- */

static struct feedback_line read_line(const struct json *json)
{
    return (struct feedback_line){
        .name_de = json_get_text(json, "name_de", ""),
        .name_en = json_get_text(json, "name_en", ""),
        .weight = json_get_int(json, "weight", 0),
        .lo = json_get_text(json, "lo", ""),
        .hi = json_get_text(json, "hi", ""),
        .mean = json_get_text(json, "mean", ""),
        .mean_at = json_get_int(json, "mean_at", 0),
        .median = json_get_text(json, "median", NULL),
        .median_at = json_get_int(json, "median_at", 0),
        .low_quartile = json_get_text(json, "low_quartile", NULL),
        .low_at = json_get_int(json, "low_at", 0),
        .high_quartile = json_get_text(json, "high_quartile", NULL),
        .high_at = json_get_int(json, "high_at", 0),
        .anchor = json_get_text(json, "anchor", NULL),
        .anchor_de = json_get_text(json, "anchor_de", NULL),
        .anchor_en = json_get_text(json, "anchor_en", NULL),
    };
}

static void read_lists(struct arena *mem, const struct json *json,
                       struct feedback_part *p)
{
    const struct json *lines = json_get(json, "lines");
    const struct json *quotes = json_get(json, "quotes");
    size_t line_max = lines ? lines->count : 0;
    size_t quote_max = quotes ? quotes->count : 0;
    struct feedback_line *line = arena_alloc(mem, line_max * sizeof *line);
    struct feedback_quote *quote = arena_alloc(mem, quote_max * sizeof *quote);
    for (const struct json *i = lines ? lines->child : NULL; i; i = i->next)
        line[p->line_count++] = read_line(i);
    for (const struct json *i = quotes ? quotes->child : NULL; i; i = i->next)
        quote[p->quote_count++] = (struct feedback_quote){
            json_get_int(i, "line", -1), json_get_text(i, "text", "")};
    p->line = line;
    p->quote = quote;
}

static struct feedback_part read_part(struct arena *mem,
                                      const struct json *json)
{
    struct feedback_part p = {
        .round_id = json_get_int(json, "round", 0),
        .name_de = json_get_text(json, "name_de", ""),
        .name_en = json_get_text(json, "name_en", ""),
        .seal = json_get_int(json, "seal", 0),
        .given = json_get_bool(json, "given", false),
        .combined = json_get_bool(json, "combined", false),
        .score = json_get_text(json, "score", ""),
        .lo = json_get_text(json, "lo", ""),
        .hi = json_get_text(json, "hi", ""),
        .ballots = json_get_int(json, "ballots", 0),
        .rank = json_get_int(json, "rank", 0),
        .third = json_get_int(json, "third", 0),
        .shared = json_get_bool(json, "shared", false),
        .place_of = json_get_int(json, "place_of", 0),
        .place_de = json_get_text(json, "place_de", NULL),
        .place_en = json_get_text(json, "place_en", NULL),
        .field_of = json_get_int(json, "field_of", 0),
        .field_de = json_get_text(json, "field_de", NULL),
        .field_en = json_get_text(json, "field_en", NULL),
    };
    read_lists(mem, json, &p);
    return p;
}

bool feedback_letter_read(struct arena *mem, const char *text,
                          struct feedback_letter *letter)
{
    struct json_fault fault;
    const struct json *json = json_parse(mem, text, strlen(text), &fault);
    const struct json *parts = json_get(json, "parts");
    *letter = (struct feedback_letter){.company = ""};
    if (json_get_int(json, "feedback", 0) != LETTER_FORMAT || parts == NULL)
        return false;
    struct feedback_part *part = arena_alloc(mem, parts->count * sizeof *part);
    letter->company = json_get_text(json, "company", "");
    letter->title_de = json_get_text(json, "title_de", "");
    letter->title_en = json_get_text(json, "title_en", "");
    letter->intro = json_get_text(json, "intro", "");
    for (const struct json *i = parts->child; i; i = i->next)
        part[letter->part_count++] = read_part(mem, i);
    letter->part = part;
    return true;
}

bool feedback_letter_says(const struct feedback_letter *letter)
{
    for (size_t i = 0; i < letter->part_count; i++)
        if (letter->part[i].given)
            return true;
    return false;
}
