/* The page of a meeting, and its part that changes. */
#include "page/meeting.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_live.h"
#include "model/minutes.h"
#include "page/meeting_view.h"
#include "page/meeting_words.h"
#include "page/minutes_state.h"
#include "page/second_mark.h"

/* --- motions ----------------------------------------------------------------
 */

static void add_choice(struct meeting_motion *v, struct meeting_choice *list,
                       struct meeting_choice choice)
{
    list[v->choice_count++] = choice;
}

static void fill_choices(struct ctx *c, const struct meeting_place *p,
                         const struct motion *m, const struct motion_seat *mine,
                         struct meeting_motion *v)
{
    static const char *const plain[] = {"yes", "no", "abstain"};
    bool runoff = str_equal(m->kind, "runoff");
    const char *said = mine != NULL && !m->secret ? mine->choice : NULL;
    struct meeting_choice *list =
        arena_alloc(c->world.mem, (m->entry_count + 3) * sizeof *list);
    for (size_t i = 0; runoff && i < m->entry_count; i++)
        add_choice(v, list,
                   (struct meeting_choice){"entry", m->entry[i],
                                           meeting_name(c, p, m->entry[i]),
                                           str_equal(said, "entry") &&
                                               mine->entry_id == m->entry[i]});
    for (size_t i = runoff ? 2 : 0; i < 3; i++)
        if (i < 2 || !m->no_abstention)
            add_choice(v, list,
                       (struct meeting_choice){
                           plain[i], 0, meeting_choice_words(c, p, plain[i], 0),
                           str_equal(said, plain[i])});
    v->choice = list;
}

static void fill_votes(struct ctx *c, const struct meeting_place *p,
                       const struct motion *m, const struct motion_seat *seat,
                       size_t count, struct meeting_motion *v)
{
    struct meeting_vote *list = arena_alloc(c->world.mem, count * sizeof *list);
    if (m->secret || m->closed_at == NULL || str_equal(m->state, "withdrawn"))
        return;
    for (size_t i = 0; i < count; i++)
        if (str_equal(seat[i].place, "votes"))
            list[v->vote_count++] = (struct meeting_vote){
                seat[i].name,
                meeting_choice_words(c, p, seat[i].choice, seat[i].entry_id)};
    v->vote = list;
}

static struct meeting_motion make_motion(struct ctx *c,
                                         const struct meeting_place *p,
                                         const struct motion *m)
{
    struct motion_seat *seat, *mine = NULL;
    size_t count = motion_seats(&c->world, m->id, &seat);
    struct meeting_motion v = {
        .key = meeting_key(c, m->id),
        .title = meeting_title(c, p, m),
        .says = meeting_says(c, p, m),
        .text = str_equal(m->kind, "other") ? "" : m->text,
        .reason = PICK(m->reason_de, m->reason_en),
        .departure = m->departs ? m->departure : "",
        .secret = m->secret,
        .no_abstention = m->no_abstention,
        .open = str_equal(m->state, "open"),
        .tied = str_equal(m->state, "tied"),
        .moved = str_equal(m->state, "moved"),
        .outcome = meeting_outcome_words(c, p, m),
        .count = meeting_count(c, p, m),
        .casting = meeting_casting(c, p, m),
    };
    for (size_t i = 0; i < count; i++) {
        bool votes = str_equal(seat[i].place, "votes");
        v.entitled += votes;
        v.given += votes && seat[i].choice != NULL;
        if (votes && !p->office && p->own != NULL &&
            seat[i].jury_member_id == p->own->jury_member_id)
            mine = &seat[i];
    }
    v.may_vote = v.open && mine != NULL;
    v.voted = mine != NULL && mine->choice != NULL;
    if (v.open || v.tied)
        fill_choices(c, p, m, mine, &v);
    if (p->leads)
        fill_votes(c, p, m, seat, count, &v);
    return v;
}

/* Was it repeated already? */
static bool is_repeated(const struct motion *list, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].repeats_id == id)
            return true;
    return false;
}

static void fill_motions(struct ctx *c, const struct meeting_place *p,
                         struct meeting_view *v)
{
    struct arena *mem = c->world.mem;
    struct motion *list;
    size_t count = motion_list(&c->world, p->meeting.id, &list);
    struct meeting_motion *moved = arena_alloc(mem, count * sizeof *moved);
    struct meeting_motion *decided = arena_alloc(mem, count * sizeof *decided);
    for (size_t i = count; i > 0; i--) {
        const struct motion *m = &list[i - 1];
        if (!meeting_shows(c, p, m))
            continue;
        struct meeting_motion *one = arena_alloc(mem, sizeof *one);
        *one = make_motion(c, p, m);
        one->repeat =
            str_equal(m->outcome, "repeat") && !is_repeated(list, count, m->id);
        if (one->open || one->tied)
            v->current = one;
        else if (one->moved)
            moved[v->moved_count++] = *one;
        else
            decided[v->decided_count++] = *one;
    }
    v->moved = moved;
    v->decided = decided;
}

/* --- the item and the room --------------------------------------------------
 */

static const char *item_kind(struct ctx *c, const struct meeting_place *p)
{
    if (str_equal(p->item.kind, "entry"))
        return T("Nomination");
    if (str_equal(p->item.kind, "contest"))
        return p->item.prize_id != 0 ? T("Special prize") : T("Category");
    return T("Topic");
}

static void fill_item(struct ctx *c, const struct meeting_place *p,
                      struct meeting_view *v)
{
    struct meeting_item *list;
    v->item = p->called;
    v->item_count = meeting_items(&c->world, p->meeting.id, &list);
    if (!p->called)
        return;
    for (size_t i = 0; i < v->item_count; i++)
        if (list[i].id == p->item.id)
            v->item_number = i + 1;
    v->item_id = p->item.id;
    v->item_title = PICK(p->item.title_de, p->item.title_en);
    v->item_kind = item_kind(c, p);
    meeting_fill_entries(c, p, v);
}

static void fill_room(struct ctx *c, const struct meeting_place *p,
                      struct meeting_view *v)
{
    const char **in = arena_alloc(c->world.mem, p->seat_count * sizeof *in);
    const char **out = arena_alloc(c->world.mem, p->seat_count * sizeof *out);
    size_t outside = 0;
    for (size_t i = 0; i < p->seat_count; i++) {
        if (!p->seat[i].present)
            continue;
        if (p->called && p->seat[i].out != NULL)
            out[outside++] = p->seat[i].name;
        else
            in[v->in_count++] = p->seat[i].name;
    }
    v->in = v->in_count > 0 ? meeting_join(c, in, v->in_count) : NULL;
    v->out = outside > 0 ? meeting_join(c, out, outside) : NULL;
}

/* For ears: what is called, what is voted on, or what was decided last. */
static const char *sum(struct ctx *c, const struct meeting_view *v)
{
    struct arena *mem = c->world.mem;
    if (v->neutral)
        return T("You are out of the room just now");
    if (v->current != NULL)
        return arena_printf(mem, T("Vote: %s"), v->current->says);
    if (v->decided_count > 0 && v->decided[0].outcome != NULL)
        return arena_printf(mem, "%s: %s", v->decided[0].says,
                            v->decided[0].outcome);
    return v->item ? v->item_title : "";
}

/* Where a closed meeting goes on. */
static void fill_minutes(struct ctx *c, const struct meeting_place *p,
                         struct meeting_view *v)
{
    if (!v->closed)
        return;
    struct minutes_state s = minutes_state(c, p->meeting.id);
    v->minutes_state = s.word;
    v->minutes_done = s.done;
    if (p->office ||
        (p->own != NULL &&
         minutes_for_juror(&c->world, p->meeting.id, p->own->jury_member_id)))
        v->minutes =
            arena_printf(c->world.mem, "/%s/meeting/%" PRId64 "/minutes",
                         p->office ? "office" : "jury", p->meeting.id);
}

static struct meeting_view make_view(struct ctx *c,
                                     const struct meeting_place *p)
{
    const struct meeting *m = &p->meeting;
    struct meeting_view v = {
        .csrf = ctx_csrf(c),
        .path = p->path,
        .title = PICK(m->title_de, m->title_en),
        .place = m->place,
        .when = lang_datetime(c->world.mem, c->lang, m->starts_at),
        .planned = str_equal(m->state, "planned"),
        .open = str_equal(m->state, "open"),
        .closed = str_equal(m->state, "closed"),
        .leads = p->leads && !str_equal(m->state, "closed"),
        .office = p->office,
        .neutral = p->out,
        .juror = p->juror && !p->office,
        .present = p->own != NULL && p->own->present,
        .form = c->form,
    };
    fill_minutes(c, p, &v);
    if (p->out) {
        v.chairs = !p->office && p->own->chair;
    } else {
        fill_item(c, p, &v);
        fill_room(c, p, &v);
        fill_motions(c, p, &v);
        if (m->opened_at != NULL)
            v.notes = arena_printf(c->world.mem, "%s/notes", p->path);
        v.second = second_result_path(c, p);
        if (v.leads)
            meeting_fill_lead(c, p, &v);
    }
    v.sum = sum(c, &v);
    return v;
}

/* --- page, part, stream -----------------------------------------------------
 */

static struct out *render(struct ctx *c, const struct meeting_view *v)
{
    struct out *o = out_new(c->world.mem, c->lang);
    html_meeting(o, v);
    return o;
}

static const char *digest(struct ctx *c, const struct out *o)
{
    char *all =
        secret_keyed(c->world.mem, c->world.key, o->text.data, o->text.bytes);
    return arena_textn(c->world.mem, all, 16);
}

static void put(struct ctx *c, const struct meeting_view *v,
                const struct out *part, const char *signal)
{
    html_meeting_live_start(c->out, v, signal);
    out_raw(c->out, part->text.data, part->text.bytes);
    html_meeting_live_end(c->out);
}

/* The signal is that of the page as a reload would show it, without what was
 * typed and refused: so nothing takes that away but a change. */
void meeting_page(struct ctx *c, const struct meeting_place *p,
                  const char *error, int status)
{
    struct form *typed = c->form;
    c->form = form_new(c->world.mem);
    meeting_fresh_form(c, p);
    struct meeting_view v = make_view(c, p);
    struct out *part = render(c, &v);
    const char *signal = digest(c, part);
    if (status != 200) {
        v.form = typed;
        v.error = form_ok(typed) ? error : NULL;
        part = render(c, &v);
    }
    c->form = typed;
    c->reply->status = status;
    reply_header(c->reply, "etag",
                 arena_printf(c->world.mem, "\"%s\"", signal));
    if (form_value(c->query, "part") != NULL) {
        c->out = out_new(c->world.mem, c->lang);
        put(c, &v, part, signal);
        c->reply->body = c->out->text.data;
        c->reply->body_bytes = c->out->text.bytes;
        reply_header(c->reply, "content-type", "text/html; charset=utf-8");
        return;
    }
    c->script[0] = "meeting.js";
    c->width = "page-wide";
    c->office = p->office ? p->edition.slug : NULL;
    page_start(c, v.title);
    html_meeting_head(c->out, &v);
    put(c, &v, part, signal);
    page_end(c);
}

void get_meeting(struct ctx *c)
{
    struct meeting_place p;
    if (meeting_place(c, &p))
        meeting_page(c, &p, NULL, 200);
}

void get_meeting_events(struct ctx *c)
{
    struct meeting_place p;
    if (meeting_place(c, &p))
        reply_events(c->reply, p.meeting.id, p.path, "part=1");
}

/* For so long after its end the jury finds a meeting's minutes above its queue.
 */
static const int64_t banner_seconds = 60 * 24 * 60 * 60;

void meeting_banners(struct ctx *c)
{
    struct sql_live_meetings_row *row;
    size_t count = sql_live_meetings(c->world.db, c->visitor.id,
                                     c->world.now - banner_seconds, &row);
    for (size_t i = 0; i < count; i++) {
        struct meeting_banner b = {
            .id = row[i].id,
            .title = PICK(row[i].title_de, row[i].title_en),
            .when = lang_datetime(c->world.mem, c->lang, row[i].starts_at),
            .place = row[i].place,
            .open = str_equal(row[i].state, "open"),
            .closed = str_equal(row[i].state, "closed"),
            .invited = row[i].invited,
            .asked = row[i].invited && str_empty(row[i].answer),
        };
        if (b.closed) {
            struct minutes_state s = minutes_state(c, b.id);
            b.minutes = s.word;
            b.minutes_done = s.done;
            if (!s.written ||
                !minutes_for_juror(&c->world, b.id, row[i].jury_member_id))
                continue;
        }
        html_meeting_banner(c->out, &b);
    }
}
