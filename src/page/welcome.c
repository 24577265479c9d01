/* A juror's first page.
 *
 * Before the first nomination two things are accepted once and recorded: the
 * edition's declaration of confidentiality and the fixed rules of the round.
 * welcome_gate() stands before every page for jurors, so none can forget it; a
 * page that it does not know is closed while anything is missing anywhere. */
#include "page/welcome.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_acceptance.h"
#include "gen/sql_sheet.h"
#include "http/markdown.h"
#include "model/acceptance.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/jury.h"
#include "model/meeting.h"
#include "page/ctx.h"
#include "page/welcome_text.h"
#include "page/welcome_view.h"

/* --- the gate ---------------------------------------------------------------
 */

/* Own acts, and what leads through the gate. */
static bool is_free(const char *pattern)
{
    static const char *const patterns[] = {"/jury/welcome", "/jury/accept",
                                           "/jury/accepted", "/jury/receipts",
                                           "/jury/receipts.txt"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (str_equal(pattern, patterns[i]))
            return true;
    return false;
}

/* The membership with which a page of one nomination or round is opened; 0: of
 * the visitor's there is none, and the handler will say so. */
static int64_t member_of_entry(struct ctx *c)
{
    struct world *w = &c->world;
    struct entry entry;
    struct jury_member m;
    struct sql_sheet_places_row *place;
    bool is_juror = entry_by_id(w, ctx_id(c, "id"), &entry) &&
                    str_equal(entry.state, "admitted") &&
                    jury_of_user(w, entry.edition_id, c->visitor.id, &m) &&
                    sql_sheet_places(w->db, m.id, entry.id, &place) > 0;
    return is_juror ? m.id : 0;
}

static int64_t member_of_round(struct ctx *c)
{
    struct round round;
    struct jury_member m;
    bool is_juror =
        round_by_id(&c->world, ctx_id(c, "round"), &round) &&
        jury_of_user(&c->world, round.edition_id, c->visitor.id, &m);
    return is_juror ? m.id : 0;
}

static int64_t member_of_meeting(struct ctx *c)
{
    struct meeting meeting;
    struct jury_member m;
    bool is_juror =
        meeting_by_id(&c->world, ctx_id(c, "id"), &meeting) &&
        jury_of_user(&c->world, meeting.edition_id, c->visitor.id, &m);
    return is_juror ? m.id : 0;
}

/* Who has accepted an earlier wording goes on with what he is at: a form that
 * he has filled in is not thrown away. The next page asks him. */
static bool stops(const struct ctx *c, const struct acceptance_item *item)
{
    return acceptance_is_missing(item) &&
           !(item->earlier && c->request->method == HTTP_POST);
}

static bool member_stops(struct ctx *c, int64_t jury_member_id)
{
    struct acceptance_item *item;
    size_t count = acceptance_items(&c->world, jury_member_id, &item);
    for (size_t i = 0; i < count; i++)
        if (stops(c, &item[i]))
            return true;
    return false;
}

static bool any_member_stops(struct ctx *c)
{
    struct sql_acceptance_members_row *row;
    size_t count = sql_acceptance_members(c->world.db, c->visitor.id, &row);
    for (size_t i = 0; i < count; i++)
        if (member_stops(c, row[i].jury_member_id))
            return true;
    return false;
}

static const char *way_back(const struct ctx *c)
{
    const struct request *r = c->request;
    if (r->method == HTTP_POST)
        return "/jury";
    return *r->query ? arena_printf(c->world.mem, "%s?%s", r->path, r->query)
                     : r->path;
}

bool welcome_gate(struct ctx *c, const char *pattern)
{
    if (is_free(pattern))
        return false;
    bool entry = str_starts(pattern, "/jury/entry/:id");
    bool round = str_equal(pattern, "/jury/seal/:round");
    bool meeting = str_starts(pattern, "/jury/meeting/:id");
    int64_t id = entry     ? member_of_entry(c)
                 : round   ? member_of_round(c)
                 : meeting ? member_of_meeting(c)
                           : 0;
    bool stopped = entry || round || meeting ? id != 0 && member_stops(c, id)
                                             : any_member_stops(c);
    if (stopped)
        ctx_redirect(c,
                     arena_printf(c->world.mem, "/jury/welcome?to=%s",
                                  out_urlencode(c->world.mem, way_back(c))),
                     NULL);
    return stopped;
}

/* --- the page ---------------------------------------------------------------
 */

/* One membership, and what it is asked for. */
struct place {
    int64_t jury_member_id, edition_id;
    const char *slug, *title;
    struct acceptance_item *item;
    size_t count, open; /* open: not accepted yet */
    bool missing;
};

static void fill_place(struct ctx *c,
                       const struct sql_acceptance_members_row *row,
                       struct place *p)
{
    *p = (struct place){.jury_member_id = row->jury_member_id,
                        .edition_id = row->edition_id,
                        .slug = row->slug,
                        .title = PICK(row->title_de, row->title_en)};
    p->count = acceptance_items(&c->world, p->jury_member_id, &p->item);
    for (size_t i = 0; i < p->count; i++) {
        p->open += p->item[i].accepted_at == NULL;
        p->missing = p->missing || acceptance_is_missing(&p->item[i]);
    }
}

/* The edition in which something is missing, else the newest that is not
 * published yet, else the newest. false: the visitor is in no jury. */
static bool find_place(struct ctx *c, struct place *p)
{
    struct sql_acceptance_members_row *row;
    size_t count = sql_acceptance_members(c->world.db, c->visitor.id, &row);
    size_t best = count;
    for (size_t i = 0; i < count; i++) {
        fill_place(c, &row[i], p);
        if (p->missing)
            return true;
        if (best == count && row[i].phase > PHASE_OPEN &&
            row[i].phase < PHASE_EMBARGO)
            best = i;
    }
    if (count > 0)
        fill_place(c, &row[best == count ? 0 : best], p);
    return count > 0;
}

static bool place_by_member(struct ctx *c, int64_t id, struct place *p)
{
    struct sql_acceptance_members_row *row;
    size_t count = sql_acceptance_members(c->world.db, c->visitor.id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].jury_member_id == id) {
            fill_place(c, &row[i], p);
            return true;
        }
    return false;
}

static void show_welcome(struct ctx *c, const struct place *p, int status)
{
    struct welcome_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .to = ctx_return_path(c, "/jury"),
        .name = c->visitor.name,
        .edition = p->title,
        .jury_member_id = p->jury_member_id,
        .item_count = p->count,
        .open = p->open,
        .needed = p->missing,
    };
    v.item = welcome_items(c, p->item, p->count);
    v.step_count =
        welcome_steps(c, p->jury_member_id, p->item, p->count, &v.step);
    ctx_edition(c, p->slug, p->title);
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Welcome to the jury"));
    html_welcome(c->out, &v);
    page_end(c);
}

void get_jury_welcome(struct ctx *c)
{
    struct place p;
    if (find_place(c, &p))
        show_welcome(c, &p, 200);
    else
        ctx_redirect(c, "/jury", NULL);
}

/* What was read is what counts: a box says which wording it stood under. */
static void check_box(struct ctx *c, const struct acceptance_item *item)
{
    const char *field = welcome_field(c, item);
    const char *ticked = form_value(c->form, field);
    if (ticked == NULL)
        form_fail(c->form, field,
                  item->what == ACCEPT_RULES
                      ? T("Please tick the box under the rules.")
                      : T("Please tick the box under the declaration."));
    else if (!str_equal(ticked, item->digest))
        form_fail(c->form, field,
                  T("The wording was changed meanwhile. Please read it once "
                    "more."));
}

void post_jury_accept(struct ctx *c)
{
    struct place p;
    int64_t id = 0;
    if (!form_int(c->form, "jury_member", 1, INT64_MAX, &id) ||
        !place_by_member(c, id, &p)) {
        ctx_not_found(c);
        return;
    }
    for (size_t i = 0; i < p.count; i++)
        if (p.item[i].accepted_at == NULL)
            check_box(c, &p.item[i]);
    if (!form_ok(c->form)) {
        show_welcome(c, &p, 422);
        return;
    }
    welcome_accept_all(c, p.jury_member_id);
    ctx_redirect(c, ctx_return_path(c, "/jury"),
                 T("Thank you. What you accepted is recorded."));
}

void welcome_accept_all(struct ctx *c, int64_t jury_member_id)
{
    struct acceptance_item *item;
    size_t count = acceptance_items(&c->world, jury_member_id, &item);
    for (size_t i = 0; i < count; i++)
        acceptance_add(&c->world, jury_member_id, &item[i], lang_code(c->lang),
                       welcome_wording(c, &item[i]));
}

/* --- what was accepted ------------------------------------------------------
 */

void get_jury_accepted(struct ctx *c)
{
    struct arena *mem = c->world.mem;
    struct sql_acceptance_list_row *row;
    size_t count = sql_acceptance_list(c->world.db, c->visitor.id, &row);
    struct accepted_item *item = arena_alloc(mem, count * sizeof *item);
    for (size_t i = 0; i < count; i++) {
        bool rules = str_equal(row[i].what, "rules");
        item[i] = (struct accepted_item){
            .edition = PICK(row[i].title_de, row[i].title_en),
            .title = rules
                         ? arena_printf(mem, T("Rules: %s"),
                                        PICK(row[i].round_de, row[i].round_en))
                         : T("Declaration of confidentiality"),
            .wording = row[i].wording,
            .digest = row[i].digest,
            .language = row[i].language,
            .accepted_at = row[i].accepted_at,
            .markdown = !rules,
        };
        if (!rules)
            item[i].body = markdown(mem, row[i].wording);
    }
    struct accepted_view v = {item, count};
    if (count > 0)
        ctx_edition(c, row[0].slug, item[0].edition);
    c->width = "page-text";
    page_start(c, T("What you have accepted"));
    html_accepted(c->out, &v);
    page_end(c);
}
