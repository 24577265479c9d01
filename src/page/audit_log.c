/* The audit log in plain words. An action without words of its own is shown as
 * it is written: the log leaves nothing out. */
#include "page/audit_log.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_audit.h"
#include "model/consent.h"
#include "page/audit_log_view.h"
#include "page/ctx.h"

/* audit_recent() reads one more, which says that there is another page. */
enum { PAGE_ROWS = 200 };

/* The value of the person's field for entries that nobody made. */
static const char nobody[] = "0";

struct word {
    const char *code, *text;
};

static const struct word actions[] = {
    {"assignment.all", N_("nominations assigned to the jury")},
    {"assignment.change", N_("assignment of nominations changed")},
    {"assignment.draw", N_("nominations assigned by calculation")},
    {"ballot.abstain", N_("abstained")},
    {"ballot.reopen", N_("marks opened again")},
    {"ballot.reveal", N_("looked at what others gave")},
    {"ballot.save", N_("marks saved")},
    {"ballot.submit", N_("marks submitted")},
    {"brochure.design", N_("design of the brochure changed")},
    {"brochure.entry", N_("pages of a company in the brochure changed")},
    {"brochure.order", N_("brochure ordered")},
    {"brochure.part", N_("a part of the brochure changed")},
    {"conflict.declare", N_("declaration of impartiality or conflict")},
    {"change.answer", N_("change submitted that was asked for")},
    {"change.ask", N_("company asked for a change")},
    {"change.expire", N_("change request ended without an answer")},
    {"change.take_back", N_("change request taken back")},
    {"consent.give", N_("consent given")},
    {"consent.note", N_("withdrawal of a consent noted")},
    {"consent.reword", N_("consent in new words")},
    {"consent.withdraw", N_("consent withdrawn")},
    {"decision.change", N_("why a decision of the jury was changed")},
    {"decision.seal", N_("decisions sealed")},
    {"edition.extend", N_("deadline extended")},
    {"edition.import", N_("set-up of the edition imported")},
    {"edition.phase", N_("phase of the edition changed")},
    {"edition.settings", N_("settings of the edition changed")},
    {"eligibility.answer", N_("who can take part: answered")},
    {"entry.admit", N_("nomination admitted")},
    {"entry.category", N_("category chosen")},
    {"entry.create", N_("nomination begun")},
    {"entry.import", N_("nomination imported from a file")},
    {"entry.keep", N_("submitted version counts again")},
    {"entry.recategorise", N_("moved to another category by the jury")},
    {"entry.reject", N_("nomination rejected")},
    {"entry.reopen", N_("nomination opened to change it")},
    {"entry.start_from", N_("answers of an earlier year taken over")},
    {"entry.submit", N_("nomination submitted")},
    {"entry.withdraw", N_("nomination withdrawn")},
    {"feedback.choose", N_("comment of the jury chosen for the company")},
    {"feedback.drop", N_("comment stays with the jury after all")},
    {"feedback.edit", N_("comment for the company in other words")},
    {"feedback.intro", N_("own words in the feedback changed")},
    {"feedback.read", N_("feedback read before its release")},
    {"feedback.release", N_("feedback released to the company")},
    {"feedback.rule", N_("offer of feedback changed")},
    {"file.erase", N_("file erased")},
    {"file.remove", N_("file removed from an answer")},
    {"file.restore", N_("file brought back")},
    {"file.store", N_("file uploaded")},
    {"greeting.add", N_("greeting added")},
    {"greeting.change", N_("greeting changed")},
    {"greeting.remove", N_("greeting removed")},
    {"home.restore", N_("restored from a backup")},
    {"honour.limit", N_("bound of nominees changed")},
    {"honour.remove", N_("honour taken back")},
    {"honour.set", N_("honour recorded")},
    {"jury.add", N_("added to the jury")},
    {"jury.accept", N_("declaration or rules accepted")},
    {"jury.change", N_("seat in the jury changed")},
    {"kit.note", N_("notes for the ceremony changed")},
    {"kit.order", N_("piece of the winners’ kit ordered")},
    {"kit.words", N_("words of the winners’ kit changed")},
    {"jury.release", N_("open assignments taken away")},
    {"jury.remove", N_("removed from the jury")},
    {"job.cancel", N_("making of a file cancelled")},
    {"job.retry", N_("making of a file tried again")},
    {"lot.commit", N_("drawing of lots: secret fixed")},
    {"lot.drop", N_("drawing of lots: secret void, the marks changed")},
    {"lot.open", N_("drawing of lots: drawn")},
    {"mail.arrived", N_("uncertain mail counted as sent")},
    {"mail.cancel", N_("mail not to be sent")},
    {"mail.edit", N_("mail changed before sending")},
    {"mail.hold", N_("mail held back")},
    {"mail.link", N_("link in a mail to somebody else read")},
    {"mail.release", N_("mail released for sending")},
    {"meeting.add", N_("meeting planned")},
    {"meeting.agenda", N_("agenda changed")},
    {"meeting.answer", N_("invitation to a meeting answered")},
    {"meeting.call", N_("item of the agenda called")},
    {"meeting.cancel", N_("meeting cancelled")},
    {"meeting.change", N_("plan of the meeting changed")},
    {"meeting.close", N_("meeting closed")},
    {"meeting.come", N_("came to the meeting")},
    {"meeting.invite", N_("jury invited to a meeting")},
    {"meeting.leave", N_("left the meeting")},
    {"meeting.note", N_("note of the discussion written")},
    {"meeting.open", N_("meeting opened, rules of voting fixed")},
    {"meeting.remind", N_("jury reminded of an invitation")},
    {"meeting.rules", N_("rules of voting changed")},
    {"minutes.addendum", N_("addendum to the minutes made")},
    {"minutes.sign", N_("minutes signed")},
    {"minutes.write", N_("minutes made")},
    {"motion.cast", N_("casting vote given")},
    {"motion.close", N_("vote closed")},
    {"motion.move", N_("motion moved")},
    {"motion.open", N_("vote opened")},
    {"motion.repeat", N_("motion moved again")},
    {"motion.strike", N_("vote struck out: conflict declared meanwhile")},
    {"motion.tie", N_("vote closed: as many yes as no")},
    {"motion.vote", N_("voted")},
    {"motion.withdraw", N_("motion withdrawn")},
    {"organisation.create", N_("company created")},
    {"organisation.join", N_("person joined the company")},
    {"organisation.merge", N_("company put together with another")},
    {"organisation.parent", N_("company's parent or group changed")},
    {"pack.erase", N_("reading pack erased")},
    {"pack.order", N_("reading pack ordered")},
    {"package.make", N_("package made on the command line")},
    {"package.order", N_("package of data ordered")},
    {"package.take", N_("package of data downloaded")},
    {"page.ask", N_("company asked to release its page")},
    {"page.correct", N_("company corrected its page")},
    {"page.edit", N_("page of a company edited")},
    {"page.mail", N_("mail about a company’s page written")},
    {"page.picture", N_("picture of a company’s page replaced")},
    {"page.release", N_("page of a company released")},
    {"page.release_withdraw", N_("release of a page taken away")},
    {"page.withdraw", N_("link to a company’s page withdrawn")},
    {"partner.add", N_("partner added")},
    {"partner.change", N_("partner changed")},
    {"partner.remove", N_("partner removed")},
    {"picture.describe", N_("picture's credit or description changed")},
    {"prize.add", N_("prize set up")},
    {"prize.change", N_("prize set up otherwise")},
    {"prize.give", N_("special prize given")},
    {"prize.remove", N_("prize removed")},
    {"prize.share", N_("share of a special prize worked out anew")},
    {"prize.take", N_("special prize taken back")},
    {"proposal.accept", N_("proposal accepted by the company")},
    {"proposal.change", N_("facts of a proposed company changed")},
    {"proposal.confirm", N_("proposal confirmed")},
    {"proposal.decline", N_("proposal declined by the company")},
    {"proposal.dismiss", N_("proposal declined by the office")},
    {"proposal.expire", N_("proposal not answered in time")},
    {"proposal.forward", N_("proposal passed on to the company")},
    {"proposal.merge", N_("proposals put together")},
    {"proposal.mode", N_("way into the category changed")},
    {"proposal.settings", N_("who may propose changed")},
    {"proposal.spam", N_("proposal marked as spam")},
    {"proposal.withdraw", N_("proposal withdrawn")},
    {"reminder.hold", N_("reminder to be read by the office first")},
    {"reminder.remove", N_("reminder taken back")},
    {"reminder.send", N_("jurors with open work reminded")},
    {"reminder.set", N_("reminder set")},
    {"reminder.unhold", N_("reminder to go by itself")},
    {"result.refused", N_("attempt to read the marks of an open round")},
    {"results.take", N_("results downloaded")},
    {"round.add", N_("round added")},
    {"round.close", N_("scoring closed")},
    {"round.combine", N_("scores of rounds combined")},
    {"round.open", N_("scoring opened")},
    {"round.sheet", N_("score sheet of the round changed")},
    {"rules.change", N_("change of rules proposed")},
    {"rules.consent", N_("change of rules agreed to")},
    {"rules.decline", N_("change of rules declined")},
    {"rules.edit", N_("rules of the round changed before opening")},
    {"rules.freeze", N_("rules of the round fixed")},
    {"score.import", N_("marks imported from a file")},
    {"seal.write", N_("marks sealed")},
    {"second.codes", N_("new recovery codes made")},
    {"second.off", N_("second factor switched off")},
    {"second.on", N_("second factor set up")},
    {"second.recovery", N_("logged in with a recovery code")},
    {"second.release", N_("second factor no longer required of a role")},
    {"second.require", N_("second factor required of a role")},
    {"second_mark.note", N_("second mark noted")},
    {"second_mark.take_back", N_("second mark taken back")},
    {"team.invite", N_("colleague invited")},
    {"team.remove", N_("person left the company")},
    {"team.role", N_("role in the company changed")},
    {"team.uninvite", N_("invitation withdrawn")},
    {"telling.prepare", N_("mails about the result written")},
    {"telling.times", N_("instants of the mails about the result changed")},
    {"user.change", N_("name or language changed")},
    {"user.claim", N_("first account taken over")},
    {"user.confirm", N_("e-mail address confirmed")},
    {"user.create", N_("account created")},
    {"user.disable", N_("account disabled")},
    {"user.distrust", N_("password dropped: the address was not confirmed")},
    {"user.enable", N_("account enabled")},
    {"user.grant", N_("role given")},
    {"user.invite", N_("invited")},
    {"user.link", N_("link made for somebody else's account")},
    {"user.password", N_("password set")},
    {"user.revoke", N_("role taken away")},
    {"visit.announce", N_("visit of the jury announced")},
    {"visit.answer", N_("company answered to a visit")},
    {"visit.calendar", N_("address for a calendar made")},
    {"visit.calendar_end", N_("address for a calendar switched off")},
    {"visit.cancel", N_("visit of the jury cancelled")},
    {"visit.done", N_("visit of the jury noted as done")},
    {"visit.plan", N_("visit of the jury planned or changed")},
    {"visit.rule", N_("planning of visits changed")},
    {"withheld.remove", N_("given after all: no longer withheld")},
    {"withheld.set", N_("prize withheld")},
};

static const struct word subjects[] = {
    {"ballot", N_("Ballot")},
    {"brochure_part", N_("Part of the brochure")},
    {"candidate", N_("Proposal")},
    {"category", N_("Category")},
    {"consent", N_("Consent")},
    {"consent_kind", N_("Kind of consent")},
    {"edition", N_("Edition")},
    {"entry", N_("Nomination")},
    {"file", N_("File")},
    {"greeting", N_("Greeting")},
    {"home", N_("Award home")},
    {"job", N_("Made file")},
    {"jury_member", N_("Jury member")},
    {"lot", N_("Drawing of lots")},
    {"mail", N_("Mail")},
    {"meeting", N_("Meeting")},
    {"motion", N_("Motion")},
    {"organisation", N_("Company")},
    {"page_link", N_("Link to a company’s page")},
    {"page_release", N_("Release of a company’s page")},
    {"partner", N_("Partner")},
    {"prize", N_("Prize")},
    {"round", N_("Scoring round")},
    {"user", N_("Account")},
    {"visit", N_("Visit")},
};

static const char *find_word(const struct ctx *c, const struct word *words,
                             size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(words[i].code, code))
            return lang_text(c->lang, words[i].text);
    return code;
}

static const char *subject_word(const struct ctx *c, const char *code)
{
    return find_word(c, subjects, sizeof subjects / sizeof *subjects, code);
}

/* --- what is asked for -------------------------------------------------------
 */

struct filter { /* NULL: any */
    const char *subject;
    const int64_t *user_id, *from_at, *until_at;
};

/* An account may have lost its name. */
static const char *person_text(const struct ctx *c, int64_t id,
                               const char *name)
{
    return str_empty(name)
               ? arena_printf(c->world.mem, "%s %" PRId64, T("Account"), id)
               : name;
}

static int by_label(const void *a, const void *b)
{
    const struct log_option *x = a, *y = b;
    return strcmp(x->label, y->label);
}

static void read_options(struct ctx *c, struct log_view *v)
{
    struct arena *mem = c->world.mem;
    struct sql_audit_subjects_row *kind;
    struct sql_audit_people_row *who;
    v->subject_count =
        sql_audit_subjects(c->world.db, c->visitor.id, c->world.now, &kind);
    v->person_count = sql_audit_people(c->world.db, &who) + 1;
    struct log_option *subject =
        arena_alloc(mem, v->subject_count * sizeof *subject);
    struct log_option *person =
        arena_alloc(mem, v->person_count * sizeof *person);
    for (size_t i = 0; i < v->subject_count; i++)
        subject[i] = (struct log_option){kind[i].subject,
                                         subject_word(c, kind[i].subject)};
    person[0] = (struct log_option){
        nobody, T("Lorbeer itself (program or command line)")};
    for (size_t i = 1; i < v->person_count; i++)
        person[i] =
            (struct log_option){arena_printf(mem, "%" PRId64, who[i - 1].id),
                                person_text(c, who[i - 1].id, who[i - 1].name)};
    qsort(subject, v->subject_count, sizeof *subject, by_label);
    v->subject = subject;
    v->person = person;
}

/* What was chosen, or NULL for all; an error if it was never on offer. */
static const char *read_choice(struct form *f, const char *field,
                               const struct log_option *option, size_t count,
                               const char *error)
{
    const char *value = form_line(f, field);
    if (value[0] == '\0')
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (str_equal(option[i].value, value))
            return value;
    form_fail(f, field, error);
    return NULL;
}

static const int64_t *copy(struct arena *mem, int64_t value)
{
    int64_t *copied = arena_alloc(mem, sizeof *copied);
    *copied = value;
    return copied;
}

static void read_dates(struct ctx *c, struct filter *f)
{
    static const char *const fields[] = {"from", "to"};
    struct arena *mem = c->world.mem;
    for (int i = 0; i < 2; i++) {
        int64_t start;
        int64_t end;
        const char *text = form_line(c->query, fields[i]);
        if (text[0] == '\0')
            continue;
        if (!clock_day(text, &start, &end))
            form_fail(c->query, fields[i],
                      T("Please enter a date like 2026-09-30."));
        else if (i == 0)
            f->from_at = copy(mem, start);
        else
            f->until_at = copy(mem, end);
    }
    if (f->from_at != NULL && f->until_at != NULL &&
        *f->until_at <= *f->from_at)
        form_fail(c->query, "to", T("This day comes before the first one."));
}

static struct filter read_filter(struct ctx *c, const struct log_view *v)
{
    struct filter f = {0};
    int64_t id = 0;
    f.subject = read_choice(c->query, "subject", v->subject, v->subject_count,
                            T("The log has nothing of this kind. Please choose "
                              "another."));
    const char *person =
        read_choice(c->query, "person", v->person, v->person_count,
                    T("This person is not in the log. Please choose another."));
    if (person != NULL && str_int(person, 0, INT64_MAX, &id))
        f.user_id = copy(c->world.mem, id);
    read_dates(c, &f);
    return f;
}

/* Where the entries before that one are, by the same filter; 0: the newest. */
static const char *page_of(const struct ctx *c, int64_t before)
{
    static const char *const fields[] = {"subject", "person", "from", "to"};
    struct arena *mem = c->world.mem;
    const char *path = "/office/log";
    const char *sign = "?";
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *value = form_line(c->query, fields[i]);
        if (value[0] == '\0')
            continue;
        path = arena_printf(mem, "%s%s%s=%s", path, sign, fields[i],
                            out_urlencode(mem, value));
        sign = "&";
    }
    return before == 0
               ? path
               : arena_printf(mem, "%s%sbefore=%" PRId64, path, sign, before);
}

/* --- the entries -------------------------------------------------------------
 */

/* "Account: Dr. Ada Beispiel", or with its number if it has no name. */
static const char *subject_text(const struct ctx *c,
                                const struct sql_audit_recent_row *row)
{
    struct arena *mem = c->world.mem;
    const char *kind = subject_word(c, row->subject);
    const struct consent_name *consent = NULL;
    if (str_equal(row->subject, "consent_kind") && row->about_de != NULL)
        consent = consent_name(row->about_de);
    const char *name =
        consent != NULL ? lang_pick(c->lang, consent->de, consent->en)
                        : lang_pick(c->lang, row->about_de ? row->about_de : "",
                                    row->about_en ? row->about_en : "");
    return str_empty(name)
               ? arena_printf(mem, "%s %" PRId64, kind, row->subject_id)
               : arena_printf(mem, "%s: %s", kind, name);
}

static struct log_entry_view entry_view(const struct ctx *c,
                                        const struct sql_audit_recent_row *row)
{
    struct log_entry_view v = {
        .id = row->id,
        .at = row->at,
        .name = row->user_id != NULL ? person_text(c, *row->user_id, row->name)
                                     : NULL,
        .digest = row->digest,
    };
    if (str_empty(row->action)) { /* he is barred from it */
        v.what = T("a decision, closed to you until it is public");
        v.subject = T("Edition");
        v.payload = payload_view(c, "", NULL);
        return v;
    }
    v.what =
        find_word(c, actions, sizeof actions / sizeof *actions, row->action);
    v.subject = subject_text(c, row);
    v.payload = payload_view(c, row->action, row->payload);
    return v;
}

/* false: there is no such page. */
static bool read_entries(struct ctx *c, const struct filter *f,
                         struct log_view *v)
{
    int64_t before = INT64_MAX;
    struct sql_audit_recent_row *rows;
    bool first = form_value(c->query, "before") == NULL;
    if (!first && !form_int(c->query, "before", 1, INT64_MAX, &before))
        return false;
    size_t count = sql_audit_recent(c->world.db, f->subject, f->user_id,
                                    f->from_at, f->until_at, before,
                                    c->visitor.id, c->world.now, &rows);
    if (!first && count == 0)
        return false;
    v->count = count > PAGE_ROWS ? PAGE_ROWS : count;
    v->total = count > 0 ? rows[0].total : 0;
    v->newest = first ? NULL : page_of(c, 0);
    v->older = count > PAGE_ROWS ? page_of(c, rows[PAGE_ROWS - 1].id) : NULL;
    struct log_entry_view *entry =
        arena_alloc(c->world.mem, v->count * sizeof *entry);
    for (size_t i = 0; i < v->count; i++)
        entry[i] = entry_view(c, &rows[i]);
    v->entry = entry;
    return true;
}

void get_log(struct ctx *c)
{
    struct log_view v = {.form = c->query};
    struct sql_audit_last_row last;
    read_options(c, &v);
    struct filter f = read_filter(c, &v);
    v.filtered = !str_equal(page_of(c, 0), "/office/log");
    if (!form_ok(c->query)) {
        c->reply->status = 422;
    } else if (!read_entries(c, &f, &v)) {
        ctx_not_found(c);
        return;
    }
    if (sql_audit_last(c->world.db, &last)) {
        v.head_id = last.id;
        v.head_digest = last.digest;
    }
    c->width = "page-wide";
    page_start(c, T("Log"));
    html_log(c->out, &v);
    page_end(c);
}
