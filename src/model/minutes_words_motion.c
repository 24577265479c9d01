/* Minutes in words: items, motions, votes, decisions. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/minutes_wording.h"

#define T(english) lang_text(t->lang, (english))
#define TN(one, many, n) lang_plural(t->lang, (one), (many), (n))

static const char *conflict_text(const struct wording *t, const char *kind)
{
    static const struct {
        const char *kind, *text;
    } known[] = {{"employed", N_("employment")},
                 {"mandate", N_("office or share")},
                 {"client", N_("business relation")},
                 {"family", N_("family or close friends")},
                 {"competitor", N_("competitor")},
                 {"other", N_("other reason")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(kind, known[i].kind))
            return T(known[i].text);
    return T("nothing was declared");
}

static void add_out(struct wording *t, const struct json *out)
{
    const char **name = arena_alloc(t->mem, out->count * sizeof *name);
    size_t count = 0;
    for (const struct json *i = out->child; i; i = i->next)
        name[count++] = arena_printf(
            t->mem, "%s (%s)", wording_person(t, json_get_text(i, "juror", "")),
            conflict_text(t, json_get_text(i, "kind", "")));
    wording_add(t, MINUTES_TEXT,
                arena_printf(t->mem,
                             TN("Out of the room because of a conflict of "
                                "interest: %s.",
                                "Out of the room because of conflicts of "
                                "interest: %s.",
                                (int64_t)count),
                             wording_join(t, name, count)));
}

/* --- a motion ---------------------------------------------------------------
 */

static const char *named(const struct wording *t, const struct json *motion)
{
    const struct json *entries = json_get(motion, "entries");
    size_t count = 0;
    const char **name =
        arena_alloc(t->mem, (entries ? entries->count + 1 : 1) * sizeof *name);
    for (const struct json *i = entries ? entries->child : NULL; i; i = i->next)
        name[count++] = wording_entry(t, json_get_text(i, "code", ""));
    return wording_join(t, name, count);
}

/* The special prize, or the category. */
static const char *contest(const struct wording *t, const struct json *one)
{
    const char *prize = wording_pick(t, one, "prize");
    return *prize ? prize : wording_pick(t, one, "category");
}

/* Without a category or prize, which old rows may lack. */
static const char *moved_alone(const struct wording *t, const char *kind,
                               const char *who)
{
    if (str_equal(kind, "nominate"))
        return arena_printf(t->mem, T("Nominate %s"), who);
    if (str_equal(kind, "commend"))
        return arena_printf(t->mem, T("Commend %s"), who);
    if (str_equal(kind, "runoff"))
        return arena_printf(t->mem, T("Run-off between %s"), who);
    return who;
}

static const char *moved(const struct wording *t, const struct json *motion)
{
    const char *kind = json_get_text(motion, "kind", "");
    const char *where = contest(t, motion), *who = named(t, motion);
    if (str_equal(kind, "withhold"))
        return arena_printf(t->mem, T("Withhold “%s”"), where);
    if (str_equal(kind, "other"))
        return json_get_text(motion, "text", "");
    if (*where == '\0')
        return moved_alone(t, kind, who);
    if (str_equal(kind, "nominate"))
        return arena_printf(t->mem, T("Nominate in “%s”: %s"), where, who);
    if (*wording_pick(t, motion, "prize") != '\0' &&
        (str_equal(kind, "award") || str_equal(kind, "share")))
        return arena_printf(t->mem, T("Special prize “%s” to %s"), where, who);
    if (str_equal(kind, "award"))
        return arena_printf(t->mem, T("Award “%s” to %s"), where, who);
    if (str_equal(kind, "share"))
        return arena_printf(t->mem, T("Share “%s” between %s"), where, who);
    if (str_equal(kind, "commend"))
        return arena_printf(t->mem, T("Commend in “%s”: %s"), where, who);
    if (str_equal(kind, "recategorise"))
        return arena_printf(t->mem, T("Move to the category “%s”: %s"), where,
                            who);
    return arena_printf(t->mem, T("Run-off for “%s” between %s"), where, who);
}

static const char *outcome_text(const struct wording *t,
                                const struct json *motion)
{
    static const struct {
        const char *outcome, *text;
    } known[] = {
        {"carried", N_("carried")},
        {"lost", N_("lost")},
        {"repeat", N_("to be repeated without abstention, because most "
                      "abstained")},
        {"no_quorum", N_("not decided: there was no quorum")},
        {"undecided", N_("not decided")},
    };
    const char *outcome = json_get_text(motion, "outcome", "");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(outcome, known[i].outcome))
            return T(known[i].text);
    return arena_printf(t->mem, T("chosen: %s"),
                        wording_entry(t, json_get_text(motion, "chosen", "")));
}

/* "Ja: A, B" for those whose place or choice is this one. */
static void add_voters(struct wording *t, const struct json *seats,
                       const char *label, bool (*is)(const struct json *seat))
{
    const char **name = arena_alloc(t->mem, (seats->count + 1) * sizeof *name);
    size_t count = 0;
    for (const struct json *i = seats->child; i; i = i->next) {
        const char *absent = json_get_text(i, "for", NULL);
        const char *who = wording_person(t, json_get_text(i, "juror", ""));
        const char *chosen = json_get_text(i, "entry", NULL);
        if (!is(i))
            continue;
        if (absent != NULL)
            who = arena_printf(t->mem, T("%s for %s"), who,
                               wording_person(t, absent));
        if (chosen != NULL)
            who = arena_printf(t->mem, "%s → %s", who, chosen);
        name[count++] = who;
    }
    if (count > 0)
        wording_pair(t, MINUTES_FACT, label, wording_join(t, name, count));
}

static bool votes(const struct json *seat)
{
    return str_equal(json_get_text(seat, "place", ""), "votes");
}

static bool said(const struct json *seat, const char *choice)
{
    return votes(seat) && str_equal(json_get_text(seat, "choice", ""), choice);
}

static bool said_yes(const struct json *seat)
{
    return said(seat, "yes");
}

static bool said_no(const struct json *seat)
{
    return said(seat, "no");
}

static bool said_nothing(const struct json *seat)
{
    return said(seat, "abstain");
}

static bool chose(const struct json *seat)
{
    return said(seat, "entry");
}

static bool silent(const struct json *seat)
{
    return said(seat, "");
}

static bool conflicted(const struct json *seat)
{
    return str_equal(json_get_text(seat, "place", ""), "conflict");
}

static void add_seats(struct wording *t, const struct json *motion)
{
    const struct json *seats = json_get(motion, "seats");
    if (seats == NULL)
        return;
    if (!json_get_bool(motion, "secret", false)) {
        add_voters(t, seats, T("Yes"), said_yes);
        add_voters(t, seats, T("No"), said_no);
        add_voters(t, seats, T("Chose"), chose);
        add_voters(t, seats, T("Abstained"), said_nothing);
        add_voters(t, seats, T("Gave no vote"), silent);
    } else {
        add_voters(t, seats, T("Entitled to vote"), votes);
    }
    add_voters(t, seats, T("Kept out by a conflict"), conflicted);
}

/* "4 for Lichtwerk (E01) and 3 for Grünbau (E02)" */
static const char *runoff_text(const struct wording *t,
                               const struct json *motion)
{
    const struct json *entries = json_get(motion, "entries");
    const char **part =
        arena_alloc(t->mem, (entries ? entries->count + 1 : 1) * sizeof *part);
    size_t count = 0;
    for (const struct json *i = entries ? entries->child : NULL; i; i = i->next)
        part[count++] = arena_printf(
            t->mem, T("%d for %s"), (int)json_get_int(i, "votes", 0),
            wording_entry(t, json_get_text(i, "code", "")));
    return wording_join(t, part, count);
}

static void add_count(struct wording *t, const struct json *motion)
{
    bool runoff = str_equal(json_get_text(motion, "kind", ""), "runoff");
    int64_t none = json_get_int(motion, "abstained", 0);
    const char *abstained = arena_printf(
        t->mem, TN("%d abstained", "%d abstained", none), (int)none);
    const char *way = json_get_bool(motion, "secret", false)
                          ? T("Secret ballot")
                          : T("Open vote");
    const char *count =
        runoff
            ? arena_printf(t->mem, "%s, %s", runoff_text(t, motion), abstained)
            : arena_printf(t->mem, T("%d yes, %d no, %s"),
                           (int)json_get_int(motion, "yes", 0),
                           (int)json_get_int(motion, "no", 0), abstained);
    wording_pair(t, MINUTES_FACT, way, count);
    if (json_get_bool(motion, "no_abstention", false))
        wording_pair(t, MINUTES_FACT, T("Abstention"), T("not allowed"));
    add_seats(t, motion);
    wording_pair(t, MINUTES_FACT, T("Quorum"),
                 arena_printf(t->mem, T("%d present, %d needed"),
                              (int)json_get_int(motion, "present", 0),
                              (int)json_get_int(motion, "quorum", 0)));
}

static void add_casting(struct wording *t, const struct json *casting)
{
    const char *choice = json_get_text(casting, "choice", "");
    const char *name = wording_person(t, json_get_text(casting, "juror", ""));
    const char *reason = json_get_text(casting, "reason", "");
    const char *text = str_equal(choice, "yes") ? T("yes")
                       : str_equal(choice, "no")
                           ? T("no")
                           : T("for the nomination that was chosen");
    wording_pair(t, MINUTES_FACT, T("Casting vote of the chair"),
                 arena_printf(t->mem, "%s: %s", name, text));
    if (*reason != '\0')
        wording_pair(t, MINUTES_QUOTE, T("Reason of the casting vote"), reason);
}

static void add_reasons(struct wording *t, const struct json *motion)
{
    const char *reason = wording_pick(t, motion, "reason");
    const char *departure = json_get_text(motion, "departure", "");
    if (json_get_bool(motion, "departs", false))
        wording_pair(t, MINUTES_QUOTE, T("Departs from the ranking, because"),
                     *departure ? departure : "–");
    if (*reason != '\0')
        wording_pair(t, MINUTES_QUOTE, T("Reason of the jury"), reason);
}

static void add_motion(struct wording *t, const struct json *motion)
{
    int64_t repeats = json_get_int(motion, "repeats", 0);
    const struct json *casting = json_get(motion, "casting");
    const char *text = json_get_text(motion, "text", "");
    const char *state = json_get_text(motion, "state", "");
    wording_add(t, MINUTES_PART,
                arena_printf(t->mem, T("Motion %d: %s"),
                             (int)json_get_int(motion, "number", 0),
                             moved(t, motion)));
    wording_pair(
        t, MINUTES_FACT, T("Moved at"),
        arena_printf(t->mem, T("%s by %s"),
                     wording_time(t, json_get_int(motion, "moved_at", 0)),
                     json_get_text(motion, "moved_by", "–")));
    if (repeats > 0)
        wording_pair(
            t, MINUTES_FACT, T("Repeats"),
            arena_printf(t->mem, T("the vote on motion %d"), (int)repeats));
    if (*text != '\0' && !str_equal(json_get_text(motion, "kind", ""), "other"))
        wording_pair(t, MINUTES_QUOTE, T("In the mover's words"), text);
    add_reasons(t, motion);
    if (json_get(motion, "outcome") != NULL) {
        add_count(t, motion);
        if (casting != NULL)
            add_casting(t, casting);
        wording_pair(t, MINUTES_RESULT, T("Result"), outcome_text(t, motion));
    } else {
        wording_pair(t, MINUTES_RESULT, T("Result"),
                     str_equal(state, "withdrawn") ? T("withdrawn")
                                                   : T("not voted on"));
    }
}

/* --- the agenda -------------------------------------------------------------
 */

static const char *item_title(const struct wording *t, const struct json *item)
{
    const char *kind = json_get_text(item, "kind", "");
    if (str_equal(kind, "entry"))
        return wording_entry(t, json_get_text(item, "entry", ""));
    return str_equal(kind, "contest") ? contest(t, item)
                                      : wording_pick(t, item, "title");
}

static void add_notes(struct wording *t, const struct json *notes)
{
    for (const struct json *i = notes ? notes->child : NULL; i; i = i->next)
        wording_pair(
            t, MINUTES_QUOTE,
            arena_printf(t->mem, T("From the discussion of %s"),
                         wording_entry(t, json_get_text(i, "entry", ""))),
            json_get_text(i, "text", ""));
}

void wording_items(struct wording *t)
{
    const struct json *items = json_get(t->doc, "items");
    int number = 0;
    if (items == NULL)
        return;
    wording_add(t, MINUTES_HEADING, T("Course of the meeting"));
    for (const struct json *i = items->child; i; i = i->next) {
        const struct json *out = json_get(i, "out");
        const struct json *motions = json_get(i, "motions");
        wording_pair(
            t, MINUTES_ITEM, wording_time(t, json_get_int(i, "from", 0)),
            arena_printf(t->mem, T("Item %d: %s"), ++number, item_title(t, i)));
        if (out != NULL)
            add_out(t, out);
        add_notes(t, json_get(i, "notes"));
        for (const struct json *m = motions ? motions->child : NULL; m;
             m = m->next)
            add_motion(t, m);
    }
}

/* --- what was decided -------------------------------------------------------
 */

/* "1.000,00 €" */
static const char *money(const struct wording *t, int64_t cents)
{
    const char *whole = lang_int(t->mem, t->lang, cents / 100);
    return t->lang == LANG_DE
               ? arena_printf(t->mem, "%s,%02d €", whole, (int)(cents % 100))
               : arena_printf(t->mem, "€%s.%02d", whole, (int)(cents % 100));
}

/* Did the same motion give it to others too? */
static bool shared(const struct json *list, const struct json *one)
{
    for (const struct json *i = list->child; i; i = i->next)
        if (i != one &&
            json_get_int(i, "motion", 0) == json_get_int(one, "motion", -1) &&
            str_equal(json_get_text(i, "kind", ""), "winner"))
            return true;
    return false;
}

static const char *decision_text(const struct wording *t,
                                 const struct json *list,
                                 const struct json *one)
{
    const char *kind = json_get_text(one, "kind", "");
    const char *where = contest(t, one);
    const char *entry = wording_entry(t, json_get_text(one, "entry", ""));
    int64_t heads = json_get_int(one, "heads", 0);
    if (str_equal(kind, "withheld"))
        return arena_printf(t->mem, T("“%s” is withheld."), where);
    if (str_equal(kind, "prize") && heads > 0)
        return arena_printf(
            t->mem, T("%s receives the prize “%s”: %s for a team of %d."),
            entry, where, money(t, json_get_int(one, "cents", 0)), (int)heads);
    if (str_equal(kind, "prize"))
        return arena_printf(t->mem, T("%s receives the prize “%s”: %s."), entry,
                            where, money(t, json_get_int(one, "cents", 0)));
    if (str_equal(kind, "winner") && shared(list, one))
        return arena_printf(t->mem,
                            T("%s shares the award in the category “%s”."),
                            entry, where);
    return arena_printf(t->mem,
                        str_equal(kind, "winner")
                            ? T("%s wins in the category “%s”.")
                        : str_equal(kind, "commended")
                            ? T("%s is commended in the category “%s”.")
                            : T("%s is nominated in the category “%s”."),
                        entry, where);
}

void wording_decisions(struct wording *t)
{
    const struct json *list = json_get(t->doc, "decisions");
    if (list == NULL || list->count == 0)
        return;
    wording_add(t, MINUTES_HEADING, T("Decisions"));
    for (const struct json *i = list->child; i; i = i->next)
        wording_add(t, MINUTES_POINT,
                    arena_printf(t->mem, T("%s (motion %d)"),
                                 decision_text(t, list, i),
                                 (int)json_get_int(i, "motion", 0)));
}
