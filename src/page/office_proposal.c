/* What the office does with proposals: it reads them before the company hears
 * a word, finds the company's address, puts several of one company together,
 * and passes them on. */
#include "page/office_proposal.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_proposal.h"
#include "model/edition.h"
#include "model/proposal.h"
#include "model/team.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/office.h"
#include "page/office_proposal_view.h"
#include "page/proposal_words.h"

enum { DAY_S = 24 * 60 * 60 };

/* --- the list ----------------------------------------------------------------
 */

static bool waits(const char *state)
{
    return str_equal(state, "open") || str_equal(state, "expired");
}

static void load_rows(struct ctx *c, const struct edition *e,
                      struct office_proposals_view *v)
{
    struct sql_proposal_list_row *row;
    size_t count = sql_proposal_list(c->world.db, e->id, &row);
    struct office_proposed *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const char *pill;
        const char *state = proposal_state(c->lang, row[i].state, &pill);
        int64_t by = row[i].first_at + (int64_t)PROPOSAL_TELL_DAYS * DAY_S;
        bool untold = str_equal(row[i].state, "open") && row[i].first_at > 0;
        list[i] = (struct office_proposed){
            .id = row[i].id,
            .company =
                str_empty(row[i].company) ? T("(deleted)") : row[i].company,
            .place = row[i].place,
            .category = PICK(row[i].name_de, row[i].name_en),
            .state = state,
            .pill = pill,
            .proposals = row[i].proposals,
            .tell_by = untold ? by : 0,
            .late = by < c->world.now,
            .note = waits(row[i].state) && str_empty(row[i].email)
                        ? T("no address yet")
                        : "",
        };
    }
    v->row = list;
    v->count = count;
}

static void load_modes(struct ctx *c, const struct edition *e, bool fill,
                       struct office_proposals_view *v)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(c->world.db, e->id, &row);
    struct office_mode *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct office_mode){
            arena_printf(c->world.mem, "mode_%s", row[i].code),
            PICK(row[i].name_de, row[i].name_en)};
        if (fill)
            form_set(c->form, list[i].field, row[i].entry_mode);
    }
    v->mode = list;
    v->mode_count = count;
}

static const char *const proposers[] = {"nobody", "employees", "anyone"};
static const char *const modes[] = {"apply", "propose", "both"};

static void show_list(struct ctx *c, const struct edition *e, int status)
{
    struct office_proposals_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .kicker = PICK(e->title_de, e->title_en),
    };
    load_rows(c, e, &v);
    load_modes(c, e, status == 200, &v);
    if (status == 200)
        form_set(c->form, "proposers",
                 proposers[proposal_proposers(&c->world, e->id)]);
    if (proposal_offered(&c->world, e->id))
        v.link =
            arena_printf(c->world.mem, "%s/propose/%s", c->world.url, e->slug);
    c->reply->status = status;
    page_start(c, T("Proposals"));
    html_office_proposals(c->out, &v);
    page_end(c);
}

void get_office_proposals(struct ctx *c)
{
    struct edition e;
    if (office_edition(c, &e))
        show_list(c, &e, 200);
}

/* One of the three words that was sent for the field, or NULL. */
static const char *word_of(struct ctx *c, const char *field,
                           const char *const words[3])
{
    for (int i = 0; i < 3; i++)
        if (str_equal(form_value(c->form, field), words[i]))
            return words[i];
    form_fail(c->form, field, T("Please choose one of the answers."));
    return NULL;
}

void post_office_proposals(struct ctx *c)
{
    struct edition e;
    struct sql_proposal_categories_row *row;
    if (!office_edition(c, &e))
        return;
    const char *who = word_of(c, "proposers", proposers);
    size_t count = sql_proposal_categories(c->world.db, e.id, &row);
    const char **mode = arena_alloc(c->world.mem, (count + 1) * sizeof *mode);
    for (size_t i = 0; i < count; i++)
        mode[i] = word_of(c, arena_printf(c->world.mem, "mode_%s", row[i].code),
                          modes);
    if (!form_ok(c->form)) {
        show_list(c, &e, 422);
        return;
    }
    proposal_set_proposers(&c->world, e.id, who);
    for (size_t i = 0; i < count; i++)
        proposal_set_mode(&c->world, row[i].id, mode[i]);
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/proposals", e.slug),
        T("Your changes are saved."));
}

/* --- one
 * -----------------------------------------------------------------------
 */

static const char *path_of(struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "/office/proposal/%" PRId64, id);
}

/* What nobody has confirmed the office does not see. */
/* Who stays unnamed towards the company stays so towards its own people, and
 * towards who declared a conflict with it, in the award office too. */
static bool is_closed(struct ctx *c, const struct candidate *k)
{
    if (k->entry_id != NULL && bar_entry(c, *k->entry_id))
        return true;
    if (k->organisation_id == NULL ||
        team_role(&c->world, *k->organisation_id, c->visitor.id) == TEAM_NONE)
        return false;
    ctx_refuse(c, 404,
               T("You act for this company yourself. Who proposed it is "
                 "therefore closed to you. Another person of the award office "
                 "can look after it."));
    return true;
}

static bool find(struct ctx *c, struct candidate *k, struct edition *e)
{
    if (!candidate_by_id(&c->world, ctx_id(c, "id"), k) ||
        str_equal(k->state, "new") ||
        !edition_by_id(&c->world, k->edition_id, e)) {
        ctx_not_found(c);
        return false;
    }
    if (is_closed(c, k))
        return false;
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    c->office = e->slug;
    c->width = "page-wide";
    return true;
}

/* An address at the company's own domain speaks for an employee. */
static bool same_domain(struct ctx *c, const char *a, const char *b)
{
    const char *at_a = strrchr(a, '@'), *at_b = strrchr(b, '@');
    return at_a != NULL && at_b != NULL &&
           str_equal(str_key(c->world.mem, at_a), str_key(c->world.mem, at_b));
}

static void load_voices(struct ctx *c, const struct candidate *k, bool fill,
                        struct office_proposal_view *v)
{
    struct proposal *p;
    size_t count = candidate_proposals(&c->world, k->id, &p);
    struct office_voice *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct office_voice){
            .id = p[i].id,
            .name = p[i].name,
            .email = p[i].email,
            .relation = proposal_relation(c->lang, p[i].relation),
            .reason = p[i].reason,
            .state = p[i].state,
            .field = arena_printf(c->world.mem, "show_%" PRId64, p[i].id),
            .unnamed = p[i].unnamed,
            .share = p[i].share,
            .domain = same_domain(c, p[i].email, k->email),
            .at = p[i].confirmed_at ? *p[i].confirmed_at : p[i].created_at,
        };
        if (fill)
            form_set(c->form, list[i].field, p[i].shown ? "1" : "");
        if (v->proposed_at == 0 || list[i].at < v->proposed_at)
            v->proposed_at = list[i].at;
    }
    v->voice = list;
    v->voice_count = count;
}

static void load_categories(struct ctx *c, const struct candidate *k, bool fill,
                            struct office_proposal_view *v)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(c->world.db, k->edition_id, &row);
    struct office_option *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        if (fill && row[i].id == k->category_id)
            form_set(c->form, "category", row[i].code);
        if (!str_equal(row[i].entry_mode, "apply") ||
            row[i].id == k->category_id)
            list[v->category_count++] = (struct office_option){
                row[i].code, PICK(row[i].name_de, row[i].name_en)};
    }
    v->category = list;
}

/* Those of the same name first. */
static void load_others(struct ctx *c, const struct candidate *k,
                        struct office_proposal_view *v)
{
    struct sql_proposal_others_row *row;
    size_t count = sql_proposal_others(c->world.db, k->edition_id, k->id, &row);
    const char *key = str_key(c->world.mem, k->company);
    struct office_option *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (int same = 1; same >= 0; same--)
        for (size_t i = 0; i < count; i++) {
            if (str_equal(str_key(c->world.mem, row[i].company), key) != same)
                continue;
            const char *pill;
            list[v->other_count++] = (struct office_option){
                arena_printf(c->world.mem, "%" PRId64, row[i].id),
                arena_printf(c->world.mem, "%s, %s (%s)", row[i].company,
                             row[i].place,
                             proposal_state(c->lang, row[i].state, &pill))};
        }
    v->other = list;
}

static void show(struct ctx *c, int status, const struct candidate *k,
                 const struct edition *e)
{
    bool alive = waits(k->state) || str_equal(k->state, "forwarded");
    struct office_proposal_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .path = path_of(c, k->id),
        .slug = e->slug,
        .title = str_empty(k->company) ? T("(deleted)") : k->company,
        .company = k->company,
        .place = k->place,
        .email = k->email,
        .dismissal = k->dismissal,
        .forwarded_at = k->forwarded_at,
        .expires_at = k->expires_at,
        .answered_at = k->answered_at,
        .entry_id = k->entry_id,
        .alive = alive,
        .merges = waits(k->state),
        .forwarded = k->forwarded_at != NULL,
    };
    v.state = proposal_state(c->lang, k->state, &v.pill);
    if (status == 200) {
        form_set(c->form, "company", k->company);
        form_set(c->form, "place", k->place);
        form_set(c->form, "email", k->email);
        form_set(c->form, "language", "de");
    }
    load_voices(c, k, status == 200, &v);
    load_categories(c, k, status == 200, &v);
    load_others(c, k, &v);
    v.tell_by = v.proposed_at + (int64_t)PROPOSAL_TELL_DAYS * DAY_S;
    c->reply->status = status;
    page_start(c, T("Proposal"));
    html_office_proposal(c->out, &v);
    page_end(c);
}

void get_office_proposal(struct ctx *c)
{
    struct candidate k;
    struct edition e;
    if (find(c, &k, &e))
        show(c, 200, &k, &e);
}

/* --- what is pressed --- */

static bool save(struct ctx *c, const struct candidate *k)
{
    struct proposal *p;
    struct sql_proposal_categories_row *row;
    struct candidate_facts facts = {
        .company = proposal_line(c, "company", T("Please name the company.")),
        .place = proposal_line(c, "place", T("Please tell us where it is.")),
        .email = form_line(c->form, "email"),
        .category_id = k->category_id,
    };
    if (!str_empty(facts.email) && !str_email(facts.email))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
    size_t count = sql_proposal_categories(c->world.db, k->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].code, form_value(c->form, "category")) &&
            !str_equal(row[i].entry_mode, "apply"))
            facts.category_id = row[i].id;
    if (!form_ok(c->form))
        return false;
    candidate_change(&c->world, k->id, &facts);
    count = candidate_proposals(&c->world, k->id, &p);
    for (size_t i = 0; i < count; i++)
        proposal_show(
            &c->world, p[i].id,
            form_has(c->form,
                     arena_printf(c->world.mem, "show_%" PRId64, p[i].id),
                     "1"));
    return true;
}

/* NULL: done, else what is in the way. */
static void report(struct ctx *c, enum proposal_outcome outcome,
                   const char *field, const char *notice, int64_t id)
{
    switch (outcome) {
    case PROPOSAL_OK:
        ctx_redirect(c, path_of(c, id), notice);
        return;
    case PROPOSAL_LATE:
        form_fail(c->form, field,
                  T("The deadline has passed: the company could not take part "
                    "any more."));
        return;
    case PROPOSAL_NO_ADDRESS:
        form_fail(c->form, field,
                  T("To pass it on, an address at the company is needed."));
        return;
    case PROPOSAL_BLOCKED:
        form_fail(c->form, field,
                  T("Whoever reads at this address has declined and is not "
                    "written to again in this edition."));
        return;
    case PROPOSAL_WRONG_STATE:
        form_fail(c->form, field,
                  T("This has been answered or ended in the meantime."));
        return;
    }
}

static void forward(struct ctx *c, const struct candidate *k)
{
    const char *language = form_value(c->form, "language");
    report(c,
           candidate_forward(&c->world, k->id,
                             str_equal(language, "en") ? "en" : "de"),
           "email", T("The mail to the company is in the outbox."), k->id);
}

static void dismiss(struct ctx *c, const struct candidate *k)
{
    const char *reason = form_lines(c->form, "dismissal");
    if (str_empty(reason) || str_characters(reason) > PROPOSAL_REASON_MAX) {
        form_fail(c->form, "dismissal",
                  T("Please give a reason of at most 1,500 characters: the "
                    "proposers read it."));
        return;
    }
    report(c, candidate_dismiss(&c->world, k->id, reason), "dismissal",
           T("The proposal is declined, the proposers are told."), k->id);
}

static void merge(struct ctx *c, const struct candidate *k)
{
    int64_t into = 0;
    if (!form_int(c->form, "into", 1, INT64_MAX, &into)) {
        form_fail(c->form, "into", T("Please choose a company."));
        return;
    }
    report(c, candidate_merge(&c->world, k->id, into), "into",
           T("The proposals of both stand together now."), into);
}

static void act(struct ctx *c, const struct candidate *k)
{
    const char *action = form_value(c->form, "action");
    if (str_equal(action, "dismiss"))
        dismiss(c, k);
    else if (str_equal(action, "merge"))
        merge(c, k);
    else if (str_equal(action, "spam"))
        report(c, candidate_spam(&c->world, k->id), "spam",
               T("Everything that was typed is deleted."), k->id);
    else if (!save(c, k))
        return;
    else if (str_equal(action, "forward"))
        forward(c, k);
    else
        ctx_redirect(c, path_of(c, k->id), T("Your changes are saved."));
}

void post_office_proposal(struct ctx *c)
{
    struct candidate k;
    struct edition e;
    if (!find(c, &k, &e))
        return;
    act(c, &k);
    if (form_ok(c->form))
        return;
    candidate_by_id(&c->world, k.id, &k); /* what was right is stored */
    show(c, 422, &k, &e);
}
