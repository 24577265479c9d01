/* The sample award. Everything goes through the same rules as real data, so a
 * demo that fills is a test of them; only the dates are set directly, because
 * they must fit the day on which the demo is made. */
#include "model/demo.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_demo.h"
#include "gen/sql_demo_write.h"
#include "gen/sql_import.h"
#include "gen/sql_import_write.h"
#include "gen/sql_setup.h"
#include "model/ballot.h"
#include "model/demo_brochure.h"
#include "model/demo_entry.h"
#include "model/demo_feedback.h"
#include "model/demo_meeting.h"
#include "model/demo_page.h"
#include "model/demo_proposal.h"
#include "model/demo_team.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/honour.h"
#include "model/import.h"
#include "model/job.h"
#include "model/jury.h"
#include "model/prize.h"
#include "model/reminder.h"
#include "model/round.h"
#include "model/setup_round.h"
#include "model/user.h"

enum { DAY_S = 24 * 60 * 60, NOMINEES_MAX = 4 };

/* One of the three editions, dates in days from now. */
struct plan {
    int years, number;
    const char *accent;
    enum phase phase;
    int opens, deadline, ceremony; /* the embargo ends that evening */
};

static const struct plan plans[] = {
    {-1, 8, "#11545c", PHASE_PUBLISHED, -480, -420, -330},
    {0, 9, "#7a2e4d", PHASE_SCORING_1, -130, -40, 45},
    {1, 10, "#1f4e8c", PHASE_OPEN, -20, 40, 150},
};

static char *replace(struct arena *mem, const char *text, const char *what,
                     const char *by)
{
    struct buf out;
    const char *found;
    buf_init(&out, mem);
    while ((found = strstr(text, what)) != NULL) {
        buf_addn(&out, text, (size_t)(found - text));
        buf_add(&out, by);
        text = found + strlen(what);
    }
    buf_add(&out, text);
    return out.data;
}

/* That many days from now, at that time of day ("23:59"), local time. */
static int64_t day(const struct world *w, int days, const char *time)
{
    struct clock_local at = clock_local(w->now + (int64_t)days * DAY_S);
    int64_t instant = 0;
    clock_parse(arena_printf(w->mem, "%04d-%02d-%02dT%s", at.year, at.month,
                             at.day, time),
                &instant);
    return instant;
}

static const char *add_edition(const struct world *w, const char *template,
                               const struct plan *plan, int64_t *id)
{
    int year = clock_local(w->now).year + plan->years;
    char *text =
        replace(w->mem, template, "@YEAR@", arena_printf(w->mem, "%d", year));
    text = replace(w->mem, text, "@NUMBER@",
                   arena_printf(w->mem, "%d", plan->number));
    text = replace(w->mem, text, "@ACCENT@", plan->accent);
    struct json_fault wrong;
    struct setup_faults faults;
    const struct json *doc = json_parse(w->mem, text, strlen(text), &wrong);
    if (doc == NULL)
        return arena_printf(w->mem, "edition.json:%d: %s", wrong.line,
                            wrong.text);
    if (setup_import(w, doc, &faults, id) != SETUP_OK)
        return faults.count > 0
                   ? arena_printf(w->mem, "edition.json: %s: %s",
                                  faults.list[0].where, faults.list[0].what)
                   : "the edition is there already";
    sql_demo_edition_dates(
        w->db, *id, plan->phase, day(w, plan->opens, "09:00"),
        day(w, plan->deadline, "23:59"), day(w, plan->ceremony, "17:00"),
        day(w, plan->ceremony, "18:30"));
    return NULL;
}

static int64_t only_round(const struct world *w, int64_t edition_id)
{
    struct sql_demo_round_row row = {0};
    sql_demo_round(w->db, edition_id, &row);
    return row.id;
}

/* A mark that fits the decision: winners high, others lower, and a spread that
 * gives every nomination a total of its own. */
static int64_t invented_mark(const char *honour, size_t juror, size_t entry,
                             size_t criterion)
{
    int base = str_equal(honour, "winner")    ? 8
               : str_equal(honour, "nominee") ? 6
                                              : 4;
    size_t mix = juror * 13 + entry * 7 + criterion * 11 + juror * entry * 3 +
                 entry * criterion * 5;
    int mark = base + (int)(mix % 4) - 1;
    return mark > 10 ? 10 : mark;
}

static void invent_ballot(const struct world *w, int64_t round_id,
                          const struct sql_demo_jurors_row *juror, size_t j,
                          const struct sql_demo_entries_row *entry, size_t e)
{
    struct criterion *criteria;
    size_t count = round_criteria(w, round_id, &criteria);
    struct mark *marks = arena_alloc(w->mem, count * sizeof *marks);
    struct world as_juror = *w;
    as_juror.user_id = juror->user_id;
    for (size_t k = 0; k < count; k++) {
        int64_t *value = arena_alloc(w->mem, sizeof *value);
        *value = invented_mark(entry->honour, j, e, k);
        marks[k] = (struct mark){criteria[k].id, value,
                                 demo_feedback_comment(entry->code, j, (int)k)};
    }
    conflict_declare(&as_juror, juror->id, entry->id, "none", "");
    ballot_save(&as_juror, round_id, juror->id, entry->id, 0, marks, count,
                demo_feedback_comment(entry->code, j, -1));
    ballot_submit(&as_juror, round_id, juror->id, entry->id);
}

/* Every juror but the last so many. */
static void accept_rules(const struct world *w, int64_t edition_id,
                         size_t missing, demo_accept_function *accept)
{
    struct sql_demo_jurors_row *juror;
    size_t count = sql_demo_jurors(w->db, edition_id, &juror);
    for (size_t i = 0; i + missing < count; i++) {
        struct world as_juror = *w;
        as_juror.user_id = juror[i].user_id;
        accept(&as_juror, juror[i].id);
    }
}

/* The published edition was judged: every juror marked every nomination, and
 * the round was closed later. */
static void judge_published(const struct world *w, const struct world *closing,
                            int64_t edition_id, demo_accept_function *accept)
{
    int64_t round_id = only_round(w, edition_id);
    struct sql_demo_entries_row *entry;
    struct sql_demo_jurors_row *juror;
    size_t entries = sql_demo_entries(w->db, edition_id, &entry);
    size_t jurors = sql_demo_jurors(w->db, edition_id, &juror);
    demo_feedback_offer(w, edition_id);
    assignment_all(w, round_id);
    round_open(w, round_id);
    accept_rules(w, edition_id, 0, accept);
    for (size_t j = 0; j < jurors; j++)
        for (size_t e = 0; e < entries; e++)
            invent_ballot(w, round_id, &juror[j], j, &entry[e], e);
    round_close(closing, round_id, "");
}

/* Which ballots of the sample marks are still to come: the last nomination was
 * not read by all. Every other gap is a conflict of interest. */
static bool still_to_come(const char *entry_code)
{
    return str_equal(entry_code, "E15");
}

/* The first suggested one is read by the office before it goes. */
static void set_reminders(const struct world *w, int64_t round_id)
{
    int64_t instant[REMINDER_SUGGESTIONS];
    struct round round;
    if (!round_by_id(w, round_id, &round))
        return;
    size_t count = reminder_suggest(w, &round, instant);
    for (size_t i = 0; i < count; i++)
        reminder_add(w, round_id, instant[i], i == 0);
}

/* The edition in judging: marks as on paper, then the round is opened. One
 * juror has not come by since. */
static const char *judge_open(const struct world *w, int64_t edition_id,
                              const char *scores, demo_accept_function *accept)
{
    int64_t round_id = only_round(w, edition_id);
    struct import_faults faults = {NULL, 0};
    struct sql_demo_unmarked_row *pair;
    demo_feedback_offer(w, edition_id);
    import_scores(w, edition_id, scores, strlen(scores), &faults);
    if (faults.count > 0)
        return arena_printf(w->mem, "scores.csv:%zu: %s", faults.list[0].line,
                            faults.list[0].what);
    assignment_all(w, round_id);
    sql_demo_round_closes(w->db, round_id, day(w, 18, "23:59"));
    round_open(w, round_id);
    set_reminders(w, round_id);
    accept_rules(w, edition_id, 1, accept);
    size_t count = sql_demo_unmarked(w->db, round_id, &pair);
    for (size_t i = 0; i < count; i++)
        if (pair[i].marked)
            conflict_declare(w, pair[i].jury_member_id, pair[i].entry_id,
                             "none", "");
        else if (!still_to_come(pair[i].code))
            conflict_declare(w, pair[i].jury_member_id, pair[i].entry_id,
                             "client", "Geschäftsbeziehung");
    return NULL;
}

/* What the first juror wrote down for himself; a note on what he is conflicted
 * with would never be shown. */
static void add_notes(const struct world *w, int64_t edition_id)
{
    static const struct {
        const char *entry, *text;
        bool discuss;
    } notes[] = {
        {"E01",
         "Energiebilanz wirklich selbst gemessen? Nach dem Zähler "
         "fragen.",
         true},
        {"E03", "Sehr klar geschrieben. Ausbildungsquote vergleichen.", false},
        {"E06", "", true},
        {"E08", "Zahlen aus zwei Jahren, das dritte fehlt.", true},
        {"E11", "Besichtigung lohnt sich.", false},
    };
    struct sql_demo_jurors_row *juror;
    if (sql_demo_jurors(w->db, edition_id, &juror) == 0)
        return;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        struct sql_demo_entry_row entry;
        if (sql_demo_entry(w->db, edition_id, notes[i].entry, &entry))
            sql_demo_note_put(w->db, juror[0].id, entry.id, notes[i].text,
                              notes[i].discuss, w->now);
    }
}

/* The nominees of the edition in judging are to be visited; four of them. */
static const char *plan_visits(const struct world *w, int64_t edition_id,
                               const char *visit)
{
    struct json_fault wrong;
    struct setup_faults faults = {NULL, 0};
    const struct json *doc = json_parse(w->mem, visit, strlen(visit), &wrong);
    if (doc == NULL)
        return arena_printf(w->mem, "visit.json:%d: %s", wrong.line,
                            wrong.text);
    const struct reader reader = {w, &faults, doc, ""};
    setup_read_rounds(&reader, edition_id);
    if (faults.count > 0)
        return arena_printf(w->mem, "visit.json: %s: %s", faults.list[0].where,
                            faults.list[0].what);
    honour_set_limit(w, edition_id, NOMINEES_MAX);
    return NULL;
}

/* Who gets the special prize, as the jury of that year decided. */
static void give_special(const struct world *w, int64_t edition_id)
{
    static const int64_t heads = 8;
    struct prize *prize;
    struct sql_import_entry_row entry;
    size_t count = prize_list(w, edition_id, &prize);
    if (!sql_import_entry(w->db, edition_id, "E03", &entry))
        return;
    for (size_t i = 0; i < count; i++) {
        const struct prize_award award = {
            .prize_id = prize[i].id,
            .entry_id = entry.id,
            .heads = &heads,
            .reason_de =
                "Acht Leute haben die Gewächshäuser umgebaut, damit "
                "sich die Arbeit ohne Worte erklären lässt – mit "
                "Farben, Zeichen und viel Geduld.",
            .reason_en =
                "Eight people rebuilt the greenhouses so that the "
                "work explains itself without words – with colours, "
                "signs and a lot of patience.",
        };
        if (prize[i].category_id == 0)
            prize_give(w, &award);
    }
}

static void add_people(const struct world *w, int64_t edition_id,
                       const struct demo_passwords *passwords)
{
    struct sql_demo_jurors_row *juror;
    int64_t office =
        user_create(w, "buero@ahrenfels.example", "Jule Marten", "de");
    user_grant(w, office, "organiser");
    user_set_password_hash(w, office, passwords->organiser);
    size_t count = sql_demo_jurors(w->db, edition_id, &juror);
    for (size_t i = 0; i < count; i++)
        user_set_password_hash(w, juror[i].user_id, passwords->juror);
}

static int64_t add_company(const struct world *w, const char *email,
                           const char *name, const char *company,
                           const char *hash)
{
    struct sql_import_organisation_by_name_row row;
    int64_t id = user_create(w, email, name, "de");
    user_grant(w, id, "company");
    user_set_password_hash(w, id, hash);
    user_confirm(w, id);
    if (!sql_import_organisation_by_name(w->db, company, &row))
        row.id = sql_import_organisation_add(w->db, company, w->now);
    sql_import_membership_add(w->db, id, row.id, w->now);
    return id;
}

/* In the open edition one nomination has come in and one is a draft. */
static const char *add_open_entries(const struct world *w, int64_t edition_id,
                                    const struct demo_files *files,
                                    const char *hash)
{
    static const struct {
        const char *email, *name, *company, *model;
        bool submits;
    } companies[] = {
        {"post@kranich.example", "Sofia Almeida", "Kranich Software GmbH",
         "E02", true},
        {"post@lichtwerk.example", "Henrik Falk", "Lichtwerk Ahrenfels GmbH",
         "E01", false},
    };
    for (size_t i = 0; i < sizeof companies / sizeof *companies; i++) {
        struct world as_company = *w;
        as_company.user_id =
            add_company(w, companies[i].email, companies[i].name,
                        companies[i].company, hash);
        const char *why =
            demo_entry_copy(&as_company, edition_id, files, companies[i].model,
                            companies[i].submits);
        if (why != NULL)
            return why;
    }
    return NULL;
}

/* The world as it was some days ago: nominations came in before the deadline
 * and not on the day on which the demo is made. */
static struct world ago(const struct world *w, int days)
{
    struct world then = *w;
    then.now = day(w, -days, "14:20");
    return then;
}

const char *demo_fill(const struct world *w, const struct demo_files *files,
                      const struct demo_passwords *passwords,
                      demo_accept_function *accept)
{
    int64_t id[3] = {0};
    const char *why = NULL;
    for (size_t i = 0; i < 3 && why == NULL; i++)
        why = add_edition(w, files->edition, &plans[i], &id[i]);
    if (why != NULL)
        return why;
    add_people(w, id[0], passwords);
    struct world then = ago(w, 424);
    why = demo_entries_add(&then, id[0], files->folder, files->published);
    then = ago(w, 390);
    struct world closing = ago(w, 370);
    if (why == NULL)
        judge_published(&then, &closing, id[0], accept);
    if (why == NULL)
        give_special(&closing, id[0]);
    then = closing;
    then.now = day(w, -369, "10:00");
    if (why == NULL)
        demo_meeting_decide(&then, id[0]);
    then = ago(w, 367);
    if (why == NULL)
        demo_pages_add(&then, id[0]);
    then = ago(w, 43);
    if (why == NULL)
        why = demo_entries_add(&then, id[1], files->folder, files->judging);
    then = ago(w, 6);
    if (why == NULL)
        why = judge_open(&then, id[1], files->scores, accept);
    if (why == NULL)
        add_notes(&then, id[1]);
    if (why == NULL)
        why = plan_visits(&then, id[1], files->visit);
    if (why == NULL)
        demo_meeting_add(&then, id[1], day(w, 12, "10:00"));
    then = ago(w, 2);
    if (why == NULL)
        why = add_open_entries(&then, id[2], files, passwords->company);
    if (why == NULL)
        demo_team_add(w, id[2], passwords->company);
    then = ago(w, 3);
    if (why == NULL)
        demo_proposals_add(&then, id[2], "Lichtwerk Ahrenfels GmbH");
    if (why == NULL)
        demo_feedback_release(&then, id[0]);
    if (why == NULL)
        why = demo_brochure_add(&then, id[0], files->folder, files->brochure);
    if (why == NULL)
        job_add(w,
                &(struct job_order){"brochure", id[0], "screen",
                                    ""}); /* set when the pictures are there */
    return why;
}

size_t demo_logins(const struct world *w, struct demo_login **logins)
{
    struct sql_demo_logins_row *row;
    size_t count = sql_demo_logins(w->db, &row);
    *logins = arena_alloc(w->mem, count * sizeof **logins);
    for (size_t i = 0; i < count; i++)
        (*logins)[i] = (struct demo_login){row[i].role, row[i].email};
    return count;
}
