/* Minutes in words: the head, who was there, the rules of voting. */
#include "model/minutes_words.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "model/minutes_wording.h"
#include "model/vote_rule.h"

#define T(english) lang_text(t->lang, (english))

/* --- lines ------------------------------------------------------------------
 */

struct minutes_line *wording_row(struct wording *t, enum minutes_kind kind)
{
    t->line = arena_grow(t->mem, t->line, t->count, sizeof *t->line);
    struct minutes_line *line = &t->line[t->count++];
    *line = (struct minutes_line){.kind = kind};
    return line;
}

void wording_pair(struct wording *t, enum minutes_kind kind, const char *name,
                  const char *value)
{
    struct minutes_line *line = wording_row(t, kind);
    line->cell[line->cells++] = name;
    line->cell[line->cells++] = value;
}

void wording_add(struct wording *t, enum minutes_kind kind, const char *text)
{
    struct minutes_line *line = wording_row(t, kind);
    line->cell[line->cells++] = text;
}

const char *wording_pick(const struct wording *t, const struct json *object,
                         const char *key)
{
    return lang_pick(
        t->lang, json_get_text(object, arena_printf(t->mem, "%s_de", key), ""),
        json_get_text(object, arena_printf(t->mem, "%s_en", key), ""));
}

static const struct json *coded(const struct json *list, const char *code)
{
    const struct json *one = list ? list->child : NULL;
    while (one != NULL && !str_equal(json_get_text(one, "code", ""), code))
        one = one->next;
    return one;
}

const char *wording_person(const struct wording *t, const char *code)
{
    const struct json *who = coded(json_get(t->doc, "people"), code);
    if (who == NULL)
        who = coded(json_get(t->doc, "absent"), code);
    return json_get_text(who, "name", code);
}

const char *wording_entry(const struct wording *t, const char *code)
{
    const char *name =
        json_get_text(coded(json_get(t->doc, "entries"), code), "name", NULL);
    return name ? arena_printf(t->mem, "%s (%s)", name, code)
                : arena_printf(t->mem, T("nomination %s"), code);
}

static bool on_the_day(const struct wording *t, int64_t at)
{
    int64_t begin = json_get_int(json_get(t->doc, "meeting"), "opened_at", at);
    struct clock_local day = clock_local(begin), own = clock_local(at);
    return day.day == own.day && day.month == own.month && day.year == own.year;
}

/* "10:05", for a table. */
static const char *short_time(const struct wording *t, int64_t at)
{
    struct clock_local own = clock_local(at);
    return on_the_day(t, at)
               ? arena_printf(t->mem, "%02d:%02d", own.hour, own.minute)
               : lang_datetime_short(t->mem, t->lang, at);
}

const char *wording_time(const struct wording *t, int64_t at)
{
    struct clock_local own = clock_local(at);
    return on_the_day(t, at)
               ? arena_printf(t->mem, T("%02d:%02d"), own.hour, own.minute)
               : lang_datetime(t->mem, t->lang, at);
}

const char *wording_join(const struct wording *t, const char *const *name,
                         size_t count)
{
    const char *text = count > 0 ? name[0] : "";
    for (size_t i = 1; i < count; i++)
        text = i + 1 < count
                   ? arena_printf(t->mem, "%s, %s", text, name[i])
                   : arena_printf(t->mem, T("%s and %s"), text, name[i]);
    return text;
}

/* --- the head ---------------------------------------------------------------
 */

static void add_head(struct wording *t)
{
    const struct json *meeting = json_get(t->doc, "meeting");
    const struct json *edition = json_get(t->doc, "edition");
    int64_t from = json_get_int(meeting, "opened_at", 0);
    int64_t to = json_get_int(meeting, "closed_at", 0);
    const char *place = json_get_text(meeting, "place", "");
    const char *organiser = json_get_text(edition, "organiser", "");
    wording_pair(t, MINUTES_FACT, T("Award"),
                 wording_pick(t, edition, "title"));
    if (*organiser != '\0')
        wording_pair(t, MINUTES_FACT, T("Organiser"), organiser);
    wording_pair(t, MINUTES_FACT, T("Meeting"),
                 arena_printf(t->mem, T("Meeting %d: %s"),
                              (int)json_get_int(meeting, "number", 0),
                              wording_pick(t, meeting, "title")));
    if (*place != '\0')
        wording_pair(t, MINUTES_FACT, T("Place"), place);
    wording_pair(t, MINUTES_FACT, T("Meeting opened"),
                 lang_datetime(t->mem, t->lang, from));
    wording_pair(t, MINUTES_FACT, T("Meeting closed"),
                 lang_datetime(t->mem, t->lang, to));
}

/* --- who was there ----------------------------------------------------------
 */

/* "Vizepräsidentin, Universität Jena" */
static const char *place_of(const struct wording *t, const struct json *who)
{
    const char *function = wording_pick(t, who, "function");
    const char *institution = json_get_text(who, "institution", "");
    return *function && *institution
               ? arena_printf(t->mem, "%s, %s", function, institution)
               : arena_printf(t->mem, "%s%s", function, institution);
}

static const char *title_of(const struct wording *t, const struct json *who)
{
    const char *name = json_get_text(who, "name", "");
    const char *absent = json_get_text(who, "stands_in_for", NULL);
    const char *as = NULL;
    if (json_get_bool(who, "chair", false))
        as = T("chair of the jury");
    else if (json_get_bool(who, "deputy_chair", false))
        as = T("deputy chair");
    else if (json_get_bool(who, "advises", false))
        as = T("advises, without a vote");
    else if (absent != NULL)
        as = arena_printf(t->mem, T("stand-in for %s"),
                          wording_person(t, absent));
    return as ? arena_printf(t->mem, "%s (%s)", name, as) : name;
}

/* "10:00–12:30, 13:15–15:00" */
static const char *times_of(const struct wording *t, const struct json *who)
{
    const struct json *times = json_get(who, "times");
    const char *text = "";
    for (const struct json *i = times ? times->child : NULL; i; i = i->next)
        text = arena_printf(t->mem, "%s%s%s–%s", text, *text ? ", " : "",
                            short_time(t, json_get_int(i, "from", 0)),
                            short_time(t, json_get_int(i, "to", 0)));
    return text;
}

static void add_present(struct wording *t, const struct json *people)
{
    struct minutes_line *head = wording_row(t, MINUTES_HEAD);
    head->cell[head->cells++] = T("Name");
    head->cell[head->cells++] = T("Function and institution");
    head->cell[head->cells++] = T("There from – to");
    for (const struct json *who = people->child; who; who = who->next) {
        struct minutes_line *row = wording_row(t, MINUTES_ROW);
        row->cell[row->cells++] = title_of(t, who);
        row->cell[row->cells++] = place_of(t, who);
        row->cell[row->cells++] = times_of(t, who);
    }
}

static void add_absent(struct wording *t, const struct json *people)
{
    const char **name = arena_alloc(t->mem, people->count * sizeof *name);
    size_t count = 0;
    for (const struct json *who = people->child; who; who = who->next)
        name[count++] = title_of(t, who);
    wording_pair(t, MINUTES_FACT, T("Absent"), wording_join(t, name, count));
}

static void add_start(struct wording *t, const struct json *start)
{
    int seats = (int)json_get_int(start, "seats", 0);
    int needed = (int)json_get_int(start, "needed", 0);
    int present = (int)json_get_int(start, "present", 0);
    const char *at = wording_time(t, json_get_int(start, "at", 0));
    if (needed == 0)
        wording_add(
            t, MINUTES_TEXT,
            arena_printf(t->mem,
                         T("When the first item was called at %s, %d of %d "
                           "seats with a vote were taken. The rules ask for no "
                           "quorum."),
                         at, present, seats));
    else
        wording_add(
            t, MINUTES_TEXT,
            arena_printf(
                t->mem,
                present >= needed
                    ? T("When the first item was called at %s, %d of %d seats "
                        "with a vote were taken; %d are needed. There was a "
                        "quorum.")
                    : T("When the first item was called at %s, %d of %d seats "
                        "with a vote were taken; %d are needed. There was no "
                        "quorum."),
                at, present, seats, needed));
}

static void add_chairs(struct wording *t, const struct json *chairs)
{
    for (const struct json *i = chairs->child; i; i = i->next)
        wording_add(
            t, MINUTES_TEXT,
            arena_printf(t->mem, T("From %s on the chair was taken by %s."),
                         wording_time(t, json_get_int(i, "at", 0)),
                         wording_person(t, json_get_text(i, "juror", ""))));
}

static void add_people(struct wording *t)
{
    const struct json *people = json_get(t->doc, "people");
    const struct json *absent = json_get(t->doc, "absent");
    const struct json *start = json_get(t->doc, "start");
    const struct json *chairs = json_get(t->doc, "chairs");
    wording_add(t, MINUTES_HEADING, T("Attendance"));
    if (people != NULL)
        add_present(t, people);
    if (absent != NULL)
        add_absent(t, absent);
    if (start != NULL)
        add_start(t, start);
    if (chairs != NULL)
        add_chairs(t, chairs);
}

/* --- rules of voting --------------------------------------------------------
 */

static const char *majority_text(const struct wording *t,
                                 const struct vote_rule *rule)
{
    switch (rule->majority) {
    case VOTE_ABSOLUTE:
        return T(
            "A motion is carried by yes from more than half of those present "
            "who may vote on it.");
    case VOTE_TWO_THIRDS:
        return T(
            "A motion is carried by at least two thirds of the votes for and "
            "against it.");
    case VOTE_SIMPLE:
        break;
    }
    return T("A motion is carried by more yes than no.");
}

static void add_quorum(struct wording *t, const struct vote_rule *rule)
{
    if (rule->quorum_percent > 0)
        wording_add(
            t, MINUTES_POINT,
            arena_printf(t->mem,
                         T("There is a quorum when %d per cent of the seats "
                           "that may vote on a motion are taken."),
                         (int)rule->quorum_percent));
    if (rule->quorum_chair)
        wording_add(t, MINUTES_POINT,
                    T("Somebody who chairs and may vote has to be present."));
}

static void add_rule(struct wording *t)
{
    const char *text = json_get_text(t->doc, "rule", "");
    struct vote_rule rule;
    if (vote_rule_read(t->mem, text, strlen(text), &rule) != NULL)
        return;
    wording_add(t, MINUTES_HEADING, T("Rules of voting"));
    add_quorum(t, &rule);
    wording_add(t, MINUTES_POINT, majority_text(t, &rule));
    wording_add(t, MINUTES_POINT,
                rule.abstention_against
                    ? T("An abstention counts like a no.")
                    : T("Abstentions are not counted for the result."));
    if (rule.repeat)
        wording_add(
            t, MINUTES_POINT,
            T("If more than half of the votes given are abstentions, the vote "
              "is repeated and nobody may abstain."));
    wording_add(t, MINUTES_POINT,
                rule.casting ? T("The chair decides a tied vote.")
                             : T("A tied vote is lost."));
    wording_add(
        t, MINUTES_POINT,
        rule.contest
            ? T("A conflict of interest keeps a juror out of every motion on "
                "what the nomination competes for.")
            : T("A conflict of interest keeps a juror out of every motion that "
                "names the nomination."));
}

/* --- the end ----------------------------------------------------------------
 */

static const struct minutes_signed *signed_as(const struct minutes_frame *frame,
                                              const char *role)
{
    for (size_t i = 0; i < frame->signatures; i++)
        if (str_equal(frame->signature[i].role, role))
            return &frame->signature[i];
    return NULL;
}

/* Another signs if all who chaired have a conflict with something. */
static bool chaired(const struct wording *t, const char *name)
{
    const struct json *chairs = json_get(t->doc, "chairs");
    for (const struct json *i = chairs ? chairs->child : NULL; i; i = i->next)
        if (str_equal(json_get_text(i, "name", ""), name))
            return true;
    return chairs == NULL;
}

static void add_signature(struct wording *t, const struct minutes_frame *frame,
                          const char *role, const char *as)
{
    const struct minutes_signed *s = signed_as(frame, role);
    struct minutes_line *line = wording_row(t, MINUTES_SIGN);
    if (s != NULL && str_equal(role, "chair") && !chaired(t, s->name))
        as = T("In place of the chair of the meeting");
    line->cell[line->cells++] = as;
    line->cell[line->cells++] = s ? s->name : "";
    line->cell[line->cells++] =
        s ? arena_printf(t->mem, T("signed electronically on %s"),
                         lang_datetime(t->mem, t->lang, s->at))
          : "";
    if (s != NULL)
        line->cell[line->cells++] = s->signature;
}

static void add_end(struct wording *t, const struct minutes_frame *frame)
{
    wording_add(t, MINUTES_HEADING, T("Signatures"));
    add_signature(t, frame, "chair", T("Chair of the meeting"));
    add_signature(t, frame, "second", T("Second person"));
    wording_add(t, MINUTES_TEXT,
                T("Signed is the digest of the document of which this is a "
                  "view; the German and the English view are the same "
                  "document."));
    wording_pair(t, MINUTES_HEX, T("Digest of the document (BLAKE2b)"),
                 frame->digest);
    wording_pair(t, MINUTES_HEX, T("Key of the award (Ed25519)"), frame->key);
}

/* --- all of it --------------------------------------------------------------
 */

static void add_addendum(struct wording *t)
{
    wording_pair(t, MINUTES_HEX, T("Corrects the minutes with the digest"),
                 json_get_text(t->doc, "minutes", ""));
    wording_add(t, MINUTES_HEADING, T("Reason"));
    wording_add(t, MINUTES_TEXT, json_get_text(t->doc, "reason", ""));
    wording_add(t, MINUTES_HEADING, T("What holds instead"));
    wording_add(t, MINUTES_TEXT, json_get_text(t->doc, "text", ""));
}

static void add_minutes(struct wording *t)
{
    add_people(t);
    add_rule(t);
    wording_rounds(t);
    wording_items(t);
    wording_decisions(t);
}

bool minutes_words(struct arena *mem, enum lang lang, const char *document,
                   const struct minutes_frame *frame,
                   struct minutes_words *words)
{
    struct json_fault fault;
    struct wording all = {.mem = mem, .lang = lang}, *t = &all;
    t->doc = json_parse(mem, document, strlen(document), &fault);
    if (t->doc == NULL || t->doc->kind != JSON_OBJECT)
        return false;
    int64_t number = json_get_int(t->doc, "number", 0);
    add_head(t);
    if (number > 0)
        add_addendum(t);
    else
        add_minutes(t);
    add_end(t, frame);
    *words = (struct minutes_words){
        .lang = lang,
        .title = number > 0 ? arena_printf(mem, T("Addendum %d to the minutes"),
                                           (int)number)
                            : T("Minutes of the jury meeting"),
        .subject = wording_pick(t, json_get(t->doc, "meeting"), "title"),
        .award = wording_pick(t, json_get(t->doc, "edition"), "title"),
        .line = t->line,
        .count = t->count,
    };
    return true;
}
