/* Minutes in words: the rounds that lay before the meeting. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/minutes_wording.h"

#define T(english) lang_text(t->lang, (english))
#define TN(one, many, n) lang_plural(t->lang, (one), (many), (n))

static void add_each(struct wording *t, const struct json *list,
                     void (*add)(struct wording *t, const struct json *one))
{
    for (const struct json *i = list ? list->child : NULL; i; i = i->next)
        add(t, i);
}

static void add_change(struct wording *t, const struct json *changed)
{
    wording_pair(
        t, MINUTES_QUOTE,
        arena_printf(t->mem,
                     T("Rules changed on %s, proposed by %s, agreed to by "
                       "%s. Reason"),
                     lang_date(t->mem, t->lang, json_get_int(changed, "at", 0)),
                     json_get_text(changed, "proposed_by", "–"),
                     json_get_text(changed, "agreed_by", "–")),
        json_get_text(changed, "reason", ""));
}

/* Documents of version 1 have at most one. */
static void add_changes(struct wording *t, const struct json *changed)
{
    if (changed != NULL && changed->kind == JSON_OBJECT)
        add_change(t, changed);
    else
        add_each(t, changed, add_change);
}

static void add_rules(struct wording *t, const struct json *round)
{
    const struct json *seal = json_get(round, "seal");
    int64_t version = json_get_int(round, "rules_version", 0);
    if (version > 0)
        wording_pair(t, MINUTES_FACT, T("Rules of the round"),
                     arena_printf(t->mem,
                                  T("version %d, fixed before the "
                                    "first ballot"),
                                  (int)version));
    if (version > 0)
        wording_pair(t, MINUTES_HEX, T("Digest of the rules"),
                     json_get_text(round, "rules_digest", ""));
    add_changes(t, json_get(round, "rules_changed"));
    if (seal != NULL)
        wording_pair(t, MINUTES_HEX,
                     arena_printf(t->mem, T("Seal %d of the marks, %s"),
                                  (int)json_get_int(seal, "number", 0),
                                  lang_datetime(t->mem, t->lang,
                                                json_get_int(seal, "at", 0))),
                     json_get_text(seal, "digest", ""));
}

static void add_ranking(struct wording *t, const struct json *ranking)
{
    struct minutes_line *head = wording_row(t, MINUTES_HEAD);
    bool ballots = json_get(ranking->child, "ballots") != NULL;
    head->cell[head->cells++] = T("Rank");
    head->cell[head->cells++] = T("Nomination");
    head->cell[head->cells++] = T("Score");
    if (ballots)
        head->cell[head->cells++] = T("Ballots");
    for (const struct json *i = ranking->child; i; i = i->next) {
        struct minutes_line *row = wording_row(t, MINUTES_ROW);
        row->cell[row->cells++] =
            arena_printf(t->mem, "%" PRId64, json_get_int(i, "rank", 0));
        row->cell[row->cells++] =
            wording_entry(t, json_get_text(i, "entry", ""));
        row->cell[row->cells++] =
            lang_number(t->mem, t->lang, json_get_text(i, "score", "–"));
        if (ballots)
            row->cell[row->cells++] =
                arena_printf(t->mem, "%" PRId64, json_get_int(i, "ballots", 0));
    }
}

static void add_tie(struct wording *t, const struct json *tie)
{
    const char *by = json_get_text(tie, "by", "");
    const char *first = wording_entry(t, json_get_text(tie, "first", ""));
    const char *second = wording_entry(t, json_get_text(tie, "second", ""));
    const char *text;
    if (str_equal(by, "criterion"))
        text = arena_printf(t->mem,
                            T("%s and %s have the same score; the better score "
                              "in “%s” puts the first before the second."),
                            first, second, wording_pick(t, tie, "name"));
    else if (str_equal(by, "median"))
        text = arena_printf(t->mem,
                            T("%s and %s have the same score; the higher "
                              "median of the ballots puts the first before the "
                              "second."),
                            first, second);
    else if (str_equal(by, "decision"))
        text = arena_printf(t->mem,
                            T("%s and %s have the same score; the lot put the "
                              "first before the second."),
                            first, second);
    else
        text = arena_printf(t->mem,
                            T("%s and %s have the same score and share the "
                              "rank."),
                            first, second);
    wording_add(t, MINUTES_POINT, text);
}

static void add_lot(struct wording *t, const struct json *lot)
{
    const struct json *order = json_get(lot, "order");
    size_t count = 0;
    const char **name =
        arena_alloc(t->mem, (order ? order->count + 1 : 1) * sizeof *name);
    for (const struct json *i = order ? order->child : NULL; i; i = i->next)
        name[count++] = wording_entry(t, i->text);
    wording_add(
        t, MINUTES_POINT,
        arena_printf(
            t->mem,
            T("Lots for rank %d were drawn on %s with the phrase "
              "“%s”. Order: %s."),
            (int)json_get_int(lot, "rank", 0),
            lang_datetime(t->mem, t->lang, json_get_int(lot, "drawn_at", 0)),
            json_get_text(lot, "phrase", ""), wording_join(t, name, count)));
    wording_pair(t, MINUTES_HEX,
                 T("Digest of the secret, fixed before the phrase"),
                 json_get_text(lot, "commitment", ""));
}

static void add_reopened(struct wording *t, const struct json *one)
{
    wording_add(
        t, MINUTES_POINT,
        arena_printf(t->mem,
                     T("%s took the ballot for %s back after having looked at "
                       "the marks of others."),
                     wording_person(t, json_get_text(one, "juror", "")),
                     wording_entry(t, json_get_text(one, "entry", ""))));
}

/* --- visits and second marks ------------------------------------------------
 */

static void add_visit(struct wording *t, const struct json *visit)
{
    const struct json *there = json_get(visit, "there");
    const char *report = json_get_text(visit, "report", "");
    const char *entry = wording_entry(t, json_get_text(visit, "entry", ""));
    const char *at =
        lang_datetime(t->mem, t->lang, json_get_int(visit, "from", 0));
    size_t count = 0;
    const char **name =
        arena_alloc(t->mem, (there ? there->count + 1 : 1) * sizeof *name);
    for (const struct json *i = there ? there->child : NULL; i; i = i->next)
        name[count++] = wording_person(t, i->text);
    wording_add(t, MINUTES_POINT,
                count > 0
                    ? arena_printf(t->mem, T("Visit to %s on %s. There: %s."),
                                   entry, at, wording_join(t, name, count))
                    : arena_printf(t->mem, T("Visit to %s on %s."), entry, at));
    if (*report != '\0')
        wording_pair(t, MINUTES_QUOTE, T("Report of the visit"), report);
}

/* "Bäckerei Öhlmann (E02): 3 jurors" */
static const char *seconds_text(const struct wording *t,
                                const struct json *entries)
{
    const char **part =
        arena_alloc(t->mem, (entries ? entries->count + 1 : 1) * sizeof *part);
    size_t count = 0;
    for (const struct json *i = entries ? entries->child : NULL; i;
         i = i->next) {
        int64_t jurors = json_get_int(i, "jurors", 0);
        part[count++] = arena_printf(
            t->mem, TN("%s by %d juror", "%s by %d jurors", jurors),
            wording_entry(t, json_get_text(i, "entry", "")), (int)jurors);
    }
    return wording_join(t, part, count);
}

static void add_second(struct wording *t, const struct json *second)
{
    const struct json *ranking = json_get(second, "ranking");
    wording_add(
        t, MINUTES_TEXT,
        arena_printf(t->mem,
                     T("Second marks after the discussion were noted for %s. "
                       "They stand beside the first marks, which are "
                       "unchanged; the ranking above is the official one."),
                     seconds_text(t, json_get(second, "entries"))));
    if (ranking == NULL || ranking->count == 0)
        return;
    wording_add(t, MINUTES_TEXT,
                T("For information: the ranking with the second marks in place "
                  "of the first."));
    add_ranking(t, ranking);
}

static void add_round(struct wording *t, const struct json *round)
{
    const struct json *ranking = json_get(round, "ranking");
    const struct json *second = json_get(round, "second");
    wording_add(t, MINUTES_PART, wording_pick(t, round, "name"));
    add_rules(t, round);
    add_each(t, json_get(round, "visits"), add_visit);
    if (ranking != NULL && ranking->count > 0)
        add_ranking(t, ranking);
    add_each(t, json_get(round, "ties"), add_tie);
    add_each(t, json_get(round, "lots"), add_lot);
    add_each(t, json_get(round, "reopened"), add_reopened);
    if (second != NULL)
        add_second(t, second);
}

void wording_rounds(struct wording *t)
{
    const struct json *rounds = json_get(t->doc, "rounds");
    if (rounds == NULL)
        return;
    wording_add(t, MINUTES_HEADING, T("The ranking before the jury"));
    wording_add(t, MINUTES_TEXT,
                T("A ranking is advice. What the jury decided follows below; "
                  "no mark was changed by it."));
    add_each(t, rounds, add_round);
}
