/* Reading an edition file. Every value is fetched through a reader that knows
 * where it is and notes each fault there, so one run names all faults; what is
 * written in between is rolled back by the caller. */
#include "model/setup.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_feedback_write.h"
#include "gen/sql_proposal.h"
#include "gen/sql_proposal_write.h"
#include "gen/sql_reminder_write.h"
#include "gen/sql_setup.h"
#include "gen/sql_setup_write.h"
#include "model/audit.h"
#include "model/deadline.h"
#include "model/edition.h"
#include "model/juror.h"
#include "model/setup_brochure.h"
#include "model/setup_consent.h"
#include "model/setup_eligibility.h"
#include "model/setup_feedback.h"
#include "model/setup_form.h"
#include "model/setup_kit.h"
#include "model/setup_prize.h"
#include "model/setup_reader.h"
#include "model/setup_round.h"
#include "model/setup_vote.h"
#include "model/user.h"

static void read_category(const struct reader *r, int64_t edition_id,
                          int64_t position)
{
    reader_allow(r, " code name description size entry ");
    struct reader_pair name = reader_pair(r, "name", true);
    struct reader_pair description = reader_pair(r, "description", false);
    const char *mode = reader_word(r, "entry", " apply propose both ", false);
    int64_t id = sql_setup_category_add(
        r->w->db, edition_id, reader_code(r, "code"), position, name.de,
        name.en, description.de, description.en);
    reader_claim(r, "code");
    setup_read_size(r, id);
    sql_proposal_set_mode(r->w->db, id, mode);
}

static void read_texts(const struct reader *r, int64_t edition_id)
{
    static const char kinds[] =
        " call greeting about imprint next_call "
        "confidentiality ";
    const struct json *texts = json_get(r->object, "texts");
    if (texts == NULL)
        return;
    struct reader all = *r;
    all.object = texts;
    all.path = "texts";
    reader_allow(&all, kinds);
    if (texts->kind != JSON_OBJECT)
        return; /* members of an array have no key */
    for (const struct json *m = texts->child; m != NULL; m = m->next) {
        struct reader one = *r;
        one.object = m;
        one.path = arena_printf(r->w->mem, "texts.%s", m->key);
        reader_allow(&one, " title body author author_function ");
        if (strstr(kinds, arena_printf(r->w->mem, " %s ", m->key)) == NULL)
            continue;
        struct reader_pair title = reader_pair(&one, "title", false);
        struct reader_pair body = reader_pair(&one, "body", false);
        struct reader_pair function =
            reader_pair(&one, "author_function", false);
        const char *author = reader_text(&one, "author", false);
        if (str_equal(m->key, "greeting")) /* of a file with a single one */
            sql_setup_greeting_add(r->w->db, edition_id, author, function.de,
                                   function.en, body.de, body.en);
        else
            sql_setup_text_add(r->w->db, edition_id, m->key, title.de, title.en,
                               body.de, body.en, author, function.de,
                               function.en);
        reader_claim(&one, "");
    }
}

static void read_greeting(const struct reader *r, int64_t edition_id,
                          int64_t position)
{
    (void)position;
    reader_allow(r, " name function body ");
    struct reader_pair function = reader_pair(r, "function", false);
    struct reader_pair body = reader_pair(r, "body", true);
    sql_setup_greeting_add(r->w->db, edition_id, reader_text(r, "name", true),
                           function.de, function.en, body.de, body.en);
}

static void read_partner(const struct reader *r, int64_t edition_id,
                         int64_t position)
{
    reader_allow(r, " tier name url ");
    const char *url = reader_text(r, "url", false);
    if (url[0] != '\0' && !str_weblink(url))
        reader_fault(r, "url", "must begin with https:// or http://");
    sql_setup_partner_add(
        r->w->db, edition_id, position,
        reader_word(r, "tier", " organiser funder partner sponsor ", true),
        reader_text(r, "name", true), url);
}

static void read_consent(const struct reader *r, int64_t edition_id,
                         int64_t position)
{
    reader_allow(r, " code version text required ");
    struct reader_pair wording = reader_pair(r, "text", true);
    sql_setup_consent_add(
        r->w->db, edition_id,
        reader_word(r, "code", " data publication images persons contact ",
                    true),
        reader_whole(r, "version", 1, 1000, 1), position, wording.de,
        wording.en, reader_flag(r, "required"));
    reader_claim(r, "code");
}

static const char *read_panel(const struct reader *r)
{
    const char *panel = reader_text(r, "panel", false);
    if (str_characters(panel) <= JUROR_PANEL_CHARACTERS_MAX)
        return panel;
    reader_fault(r, "panel", "must have at most 20 characters");
    return "";
}

/* ["kmu", "gross"]: what the juror is in charge of. */
static void read_duties(const struct reader *r, int64_t edition_id,
                        int64_t juror_id)
{
    const struct json *list = json_get(r->object, "categories");
    struct sql_setup_category_by_code_row category;
    if (list == NULL)
        return;
    if (list->kind != JSON_ARRAY)
        reader_fault(r, "categories", "must be an array");
    for (const struct json *m = list->child; m != NULL; m = m->next)
        if (m->kind == JSON_TEXT &&
            sql_setup_category_by_code(r->w->db, edition_id, m->text,
                                       &category))
            sql_setup_duty_add(r->w->db, juror_id, category.id);
        else
            reader_fault(r, "categories",
                         "must be an array of codes of categories");
}

/* The account is found by its address or created, without a password: an
 * invitation gives one. */
static void read_juror(const struct reader *r, int64_t edition_id,
                       int64_t position)
{
    reader_allow(r,
                 " code name email language institution function chair "
                 "deputy_chair votes stands_in_for categories panel load_max ");
    const char *email = reader_text(r, "email", true);
    const char *name = reader_text(r, "name", true);
    const char *language = reader_word(r, "language", " de en ", false);
    struct reader_pair function = reader_pair(r, "function", false);
    struct user u;
    if (!str_email(email)) {
        reader_fault(r, "email", "must be an e-mail address");
        return;
    }
    if (!user_by_email(r->w, email, &u))
        u.id = user_create(r->w, email, name, language);
    user_grant(r->w, u.id, "juror");
    int64_t id = sql_setup_juror_add(
        r->w->db, edition_id, u.id, reader_code(r, "code"), position,
        reader_text(r, "institution", false), function.de, function.en,
        reader_flag(r, "chair"), reader_flag(r, "deputy_chair"),
        json_get(r->object, "votes") == NULL || reader_flag(r, "votes"),
        read_panel(r), reader_whole(r, "load_max", 0, JUROR_LOAD_MAX, 0));
    reader_claim(r, "code");
    if (id != 0)
        read_duties(r, edition_id, id);
}

static bool is_colour(const char *colour)
{
    return strlen(colour) == 7 && colour[0] == '#' &&
           strspn(colour + 1, "0123456789abcdefABCDEF") == 6;
}

static int64_t read_edition(const struct reader *r)
{
    reader_allow(r,
                 " lorbeer slug number year title motto organiser email accent "
                 "opens deadline ceremony embargo nominees telling remind_days "
                 "nominees_max blind proposers categories prizes texts "
                 "greetings partners brochure kit "
                 "eligibility sections consents rounds voting jury feedback ");
    if (reader_whole(r, "lorbeer", 1, 1, 0) != 1)
        reader_fault(r, "lorbeer", "must be 1, the version of this format");
    const char *slug = reader_text(r, "slug", true);
    if (slug[0] != '\0' && !reader_is_code(slug, false))
        reader_fault(r, "slug", "must be small letters, digits, - and _");
    const char *accent = reader_text(r, "accent", false);
    if (accent[0] == '\0')
        accent = "#2f6b4f";
    if (!is_colour(accent))
        reader_fault(r, "accent", "must be a colour such as \"#2f6b4f\"");
    const char *email = reader_text(r, "email", false);
    if (email[0] != '\0' && !str_email(email))
        reader_fault(r, "email", "must be an e-mail address");
    struct reader_pair title = reader_pair(r, "title", true);
    struct reader_pair motto = reader_pair(r, "motto", false);
    int64_t id = sql_setup_edition_add(
        r->w->db, slug, reader_whole(r, "number", 1, 1000, 0),
        reader_whole(r, "year", 1900, 3000, 0), title.de, title.en, motto.de,
        motto.en, reader_text(r, "organiser", false), email, accent,
        reader_instant(r, "opens"), reader_instant(r, "deadline"),
        reader_instant(r, "ceremony"), reader_instant(r, "embargo"),
        reader_flag(r, "blind"), r->w->now);
    reader_claim(r, "slug");
    sql_proposal_set_proposers(
        r->w->db, id,
        reader_word(r, "proposers", " nobody employees anyone ", false));
    sql_setup_edition_nominees(
        r->w->db, id,
        reader_whole(r, "nominees_max", 0, EDITION_NOMINEES_MAX, 0));
    deadline_set_remind_days(
        r->w, id, reader_whole(r, "remind_days", 0, REMIND_DAYS_MAX, 0));
    return id;
}

/* Files that jobs made of the old one belong to nobody then: job_sweep(). */
static void drop_work(const struct world *w, int64_t edition_id)
{
    sql_setup_drop_previews(w->db, edition_id);
    sql_setup_drop_turns(w->db, edition_id);
    sql_setup_drop_jobs(w->db, edition_id);
}

/* Removes the set-up of an empty draft; false if it is in use. */
static bool clear_old(const struct world *w, const char *slug)
{
    struct edition e;
    struct sql_setup_entry_count_row entries;
    struct sql_setup_assignment_count_row assigned;
    struct sql_proposal_any_row proposed;
    struct sql_setup_meeting_count_row meetings;
    if (slug == NULL || !edition_by_slug(w, slug, &e))
        return true;
    if (e.phase != PHASE_DRAFT || !sql_proposal_any(w->db, e.id, &proposed) ||
        proposed.count > 0 || !sql_setup_entry_count(w->db, e.id, &entries) ||
        entries.count > 0 ||
        !sql_setup_assignment_count(w->db, e.id, &assigned) ||
        assigned.count > 0 ||
        !sql_setup_meeting_count(w->db, e.id, &meetings) || meetings.count > 0)
        return false;
    sql_setup_drop_duties(w->db, e.id);
    sql_setup_drop_jury(w->db, e.id);
    sql_setup_drop_anchors(w->db, e.id);
    sql_setup_drop_criteria(w->db, e.id);
    sql_setup_drop_shares(w->db, e.id);
    sql_reminder_drop(w->db, e.id);
    sql_feedback_rounds_clear(w->db, e.id);
    sql_feedback_rule_clear(w->db, e.id);
    sql_setup_drop_visit_rules(w->db, e.id);
    sql_setup_drop_rounds(w->db, e.id);
    setup_drop_voting(w, e.id);
    setup_drop_prizes(w, e.id);
    setup_drop_eligibility(w, e.id);
    setup_drop_form(w, e.id);
    sql_setup_drop_consents(w->db, e.id);
    sql_setup_drop_partners(w->db, e.id);
    sql_setup_drop_greetings(w->db, e.id);
    setup_drop_brochure(w, e.id);
    setup_drop_kit(w, e.id);
    drop_work(w, e.id);
    sql_setup_drop_texts(w->db, e.id);
    sql_setup_drop_categories(w->db, e.id);
    sql_setup_drop_edition(w->db, e.id);
    return true;
}

enum setup_outcome setup_import(const struct world *w, const struct json *doc,
                                struct setup_faults *faults,
                                int64_t *edition_id)
{
    struct setup_wording *before;
    const char *slug = json_get_text(doc, "slug", NULL);
    size_t wordings = setup_wordings(w, slug, &before);
    *faults = (struct setup_faults){NULL, 0};
    if (!clear_old(w, slug))
        return SETUP_IN_USE;
    struct reader r = {w, faults, doc, ""};
    int64_t id = read_edition(&r);
    if (id == 0 || doc->kind != JSON_OBJECT)
        return SETUP_FAULTY;
    reader_each(&r, "categories", true, id, read_category);
    setup_read_telling(&r, id);
    setup_read_prizes(&r, id);
    read_texts(&r, id);
    reader_each(&r, "greetings", false, id, read_greeting);
    reader_each(&r, "partners", false, id, read_partner);
    setup_read_brochure(&r, id);
    setup_read_kit(&r, id);
    setup_read_eligibility(&r, id);
    setup_read_form(&r, id);
    reader_each(&r, "consents", false, id, read_consent);
    setup_number_wordings(w, id, before, wordings);
    setup_read_rounds(&r, id);
    setup_read_voting(&r, id);
    reader_each(&r, "jury", false, id, read_juror);
    setup_read_stand_ins(&r, id);
    setup_read_feedback(&r, id);
    if (faults->count > 0)
        return SETUP_FAULTY;
    audit_add(w, "edition.import", "edition", id, NULL);
    *edition_id = id;
    return SETUP_OK;
}
