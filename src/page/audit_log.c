/* The audit log in plain words. An action without words of its own is shown as
 * it is written: the log leaves nothing out. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_audit.h"
#include "page/ctx.h"
#include "page/people.h"
#include "page/people_view.h"

enum { PAGE_ROWS = 200 }; /* audit_recent's LIMIT */

struct word {
    const char *code, *text;
};

static const struct word actions[] = {
    {"assignment.all", N_("nominations assigned to the jury")},
    {"assignment.change", N_("assignment of nominations changed")},
    {"ballot.abstain", N_("abstained")},
    {"ballot.reopen", N_("marks opened again")},
    {"ballot.save", N_("marks saved")},
    {"ballot.submit", N_("marks submitted")},
    {"brochure.order", N_("brochure ordered")},
    {"conflict.declare", N_("declaration of impartiality or conflict")},
    {"consent.give", N_("consent given")},
    {"consent.withdraw", N_("consent withdrawn")},
    {"edition.extend", N_("deadline extended")},
    {"edition.import", N_("set-up of the edition imported")},
    {"edition.phase", N_("phase of the edition changed")},
    {"edition.settings", N_("settings of the edition changed")},
    {"entry.admit", N_("nomination admitted")},
    {"entry.create", N_("nomination begun")},
    {"entry.import", N_("nomination imported from a file")},
    {"entry.reject", N_("nomination rejected")},
    {"entry.submit", N_("nomination submitted")},
    {"entry.withdraw", N_("nomination withdrawn")},
    {"file.store", N_("file uploaded")},
    {"honour.remove", N_("honour taken back")},
    {"honour.set", N_("honour recorded")},
    {"jury.add", N_("added to the jury")},
    {"lot.commit", N_("drawing of lots: secret fixed")},
    {"lot.open", N_("drawing of lots: drawn")},
    {"organisation.create", N_("company created")},
    {"organisation.join", N_("person joined the company")},
    {"picture.describe", N_("picture's credit or description changed")},
    {"result.refused", N_("attempt to read the marks of an open round")},
    {"round.close", N_("scoring closed")},
    {"round.open", N_("scoring opened")},
    {"rules.change", N_("change of rules proposed")},
    {"rules.consent", N_("change of rules agreed to")},
    {"rules.decline", N_("change of rules declined")},
    {"rules.freeze", N_("rules of the round fixed")},
    {"score.import", N_("marks imported from a file")},
    {"seal.write", N_("marks sealed")},
    {"user.change", N_("name or language changed")},
    {"user.claim", N_("first account taken over")},
    {"user.confirm", N_("e-mail address confirmed")},
    {"user.create", N_("account created")},
    {"user.disable", N_("account disabled")},
    {"user.distrust", N_("password dropped: the address was not confirmed")},
    {"user.enable", N_("account enabled")},
    {"user.grant", N_("role given")},
    {"user.invite", N_("invited")},
    {"user.password", N_("password set")},
    {"user.revoke", N_("role taken away")},
};

static const struct word subjects[] = {
    {"ballot", N_("Ballot")},       {"consent_kind", N_("Consent")},
    {"edition", N_("Edition")},     {"entry", N_("Nomination")},
    {"file", N_("File")},           {"honour", N_("Nomination")},
    {"job", N_("Brochure")},        {"jury_member", N_("Jury member")},
    {"lot", N_("Drawing of lots")}, {"organisation", N_("Company")},
    {"round", N_("Scoring round")}, {"user", N_("Account")},
};

static const char *find_word(const struct ctx *c, const struct word *words,
                             size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(words[i].code, code))
            return lang_text(c->lang, words[i].text);
    return code;
}

/* "Account: Dr. Ada Beispiel", or with its number if it has no name. */
static const char *subject_text(const struct ctx *c,
                                const struct sql_audit_recent_row *row)
{
    struct arena *mem = c->world.mem;
    const char *kind = find_word(
        c, subjects, sizeof subjects / sizeof *subjects, row->subject);
    const char *name = lang_pick(c->lang, row->about_de ? row->about_de : "",
                                 row->about_en ? row->about_en : "");
    return str_empty(name)
               ? arena_printf(mem, "%s %" PRId64, kind, row->subject_id)
               : arena_printf(mem, "%s: %s", kind, name);
}

static struct event_view event_view(const struct ctx *c,
                                    const struct sql_audit_recent_row *row)
{
    return (struct event_view){
        .at = row->at,
        .name = row->name,
        .what = find_word(c, actions, sizeof actions / sizeof *actions,
                          row->action),
        .subject = subject_text(c, row),
        .payload = row->payload,
    };
}

void get_log(struct ctx *c)
{
    int64_t before = INT64_MAX;
    struct sql_audit_recent_row *rows;
    if (form_value(c->query, "before") != NULL &&
        !form_int(c->query, "before", 1, INT64_MAX, &before)) {
        ctx_not_found(c);
        return;
    }
    size_t count = sql_audit_recent(c->world.db, before, &rows);
    struct event_view *event = arena_alloc(c->world.mem, count * sizeof *event);
    for (size_t i = 0; i < count; i++)
        event[i] = event_view(c, &rows[i]);
    struct log_view v = {event, count,
                         count == PAGE_ROWS ? rows[count - 1].id : 0};
    c->width = "page-wide";
    page_start(c, T("Log"));
    html_log(c->out, &v);
    page_end(c);
}
