/* The public pages. What they show of winners depends on the clock alone: the
 * embargo ends at its instant, whoever asks. */
#include "page/home.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_edition.h"
#include "gen/sql_home.h"
#include "gen/sql_proposal.h"
#include "http/markdown.h"
#include "model/deadline.h"
#include "model/edition.h"
#include "model/proposal.h"
#include "page/ctx.h"
#include "page/gallery.h"
#include "page/home_view.h"
#include "page/winners.h"

static const char *date(const struct ctx *c, const int64_t *at)
{
    return at != NULL ? lang_date(c->world.mem, c->lang, *at) : "";
}

static const char *winners_path(const struct ctx *c, const char *slug)
{
    return arena_printf(c->world.mem, "/winners/%s", slug);
}

/* --- the front page ---------------------------------------------------------
 */

static const char *status_of(const struct ctx *c, const struct edition *e)
{
    struct arena *mem = c->world.mem;
    if (edition_accepts(&c->world, e))
        return arena_printf(mem, T("Nominations are welcome until %s."),
                            lang_datetime(mem, c->lang, *e->deadline_at));
    if (edition_winners_public(&c->world, e))
        return T("These companies were honoured.");
    if (e->phase <= PHASE_CLOSED)
        return T("The deadline has passed. Now the nominations are checked.");
    if (e->ceremony_at != NULL)
        return arena_printf(
            mem, T("The jury is at work. The winners are announced on %s."),
            date(c, e->ceremony_at));
    return T("The jury is at work.");
}

enum { STEPS = 4 };

static const struct home_step *make_steps(const struct ctx *c,
                                          const struct edition *e)
{
    struct home_step *s = arena_alloc(c->world.mem, STEPS * sizeof *s);
    bool accepts = edition_accepts(&c->world, e);
    bool announced = edition_winners_public(&c->world, e);
    s[0] = (struct home_step){
        T("Nomination"),
        e->deadline_at ? arena_printf(c->world.mem, T("until %s"),
                                      lang_datetime(c->world.mem, c->lang,
                                                    *e->deadline_at))
                       : "",
        !accepts, accepts};
    s[1] = (struct home_step){T("Formal check"), "", e->phase > PHASE_CHECK,
                              !accepts && e->phase <= PHASE_CHECK};
    s[2] =
        (struct home_step){T("Jury"), "", e->phase >= PHASE_EMBARGO,
                           e->phase > PHASE_CHECK && e->phase < PHASE_EMBARGO};
    s[3] =
        (struct home_step){T("Award ceremony"), date(c, e->ceremony_at),
                           announced, !announced && e->phase >= PHASE_EMBARGO};
    return s;
}

static void load_call(struct ctx *c, const struct edition *e,
                      struct home_view *v)
{
    struct sql_home_text_row row;
    if (!sql_home_text(c->world.db, e->id, "call", &row))
        return;
    const char *own = c->lang == LANG_DE ? row.body_de : row.body_en;
    enum lang other = c->lang == LANG_DE ? LANG_EN : LANG_DE;
    v->call_title = PICK(row.title_de, row.title_en);
    v->call = markdown(c->world.mem, PICK(row.body_de, row.body_en));
    v->call_language = lang_code(str_empty(own) ? other : c->lang);
}

static void load_categories(struct ctx *c, const struct edition *e,
                            struct home_view *v)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(c->world.db, e->id, &row);
    struct home_category *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct home_category){
            PICK(row[i].name_de, row[i].name_en),
            PICK(row[i].description_de, row[i].description_en),
            str_equal(row[i].entry_mode, "propose")};
    v->category = list;
    v->category_count = count;
}

/* A share of the sum, with one decimal where it does not come out even. */
static const char *percent(const struct ctx *c, int64_t weight, int64_t sum)
{
    struct arena *mem = c->world.mem;
    int64_t tenths = (weight * 2000 + sum) / (2 * sum);
    const char *number = tenths % 10 == 0
                             ? lang_int(mem, c->lang, tenths / 10)
                             : lang_decimal(mem, c->lang, tenths, 1);
    return arena_printf(mem, "%s %%", number);
}

static bool same_criteria(const struct home_round *a,
                          const struct home_round *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!str_equal(a->criterion[i].name, b->criterion[i].name) ||
            !str_equal(a->criterion[i].weight, b->criterion[i].weight))
            return false;
    return true;
}

/* Rounds of several categories with the same criteria are told once. */
static void load_criteria(struct ctx *c, const struct edition *e,
                          struct home_view *v)
{
    struct sql_home_criteria_row *row;
    size_t count = sql_home_criteria(c->world.db, e->id, &row);
    struct home_criterion *criterion =
        arena_alloc(c->world.mem, count * sizeof *criterion);
    struct home_round *round = arena_alloc(c->world.mem, count * sizeof *round);
    for (size_t i = 0, n = 0; i < count; i = n) {
        struct home_round *r = &round[v->round_count];
        *r = (struct home_round){PICK(row[i].round_de, row[i].round_en),
                                 &criterion[i], 0};
        for (n = i; n < count && row[n].round_id == row[i].round_id; n++) {
            criterion[n] = (struct home_criterion){
                PICK(row[n].name_de, row[n].name_en),
                PICK(row[n].question_de, row[n].question_en),
                percent(c, row[n].weight, row[n].sum)};
            r->count++;
        }
        bool known = false;
        for (size_t k = 0; k < v->round_count; k++)
            known |= same_criteria(&round[k], r);
        v->round_count += !known;
    }
    v->round = round;
}

static size_t load_earlier(struct ctx *c, const char *current,
                           struct home_link **links)
{
    struct sql_edition_list_row *row;
    size_t rows = sql_edition_list(c->world.db, &row);
    struct home_link *list = arena_alloc(c->world.mem, rows * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < rows; i++) {
        struct edition e;
        if (str_equal(row[i].slug, current) ||
            !edition_by_id(&c->world, row[i].id, &e) ||
            !edition_winners_public(&c->world, &e))
            continue;
        list[count++] = (struct home_link){winners_path(c, e.slug),
                                           PICK(e.title_de, e.title_en)};
    }
    *links = list;
    return count;
}

static const char *apply_path(const struct ctx *c, const struct edition *e)
{
    if (!edition_accepts(&c->world, e))
        return NULL;
    return c->visitor.company ? "/my" : "/register";
}

/* "Stronger together: companies that …" is a headline and a line under it. */
static void split_motto(struct ctx *c, const char *motto, struct home_view *v)
{
    const char *colon = strstr(motto, ": ");
    v->headline = str_empty(motto) ? v->title : motto;
    if (colon != NULL) {
        v->headline = arena_textn(c->world.mem, motto, (size_t)(colon - motto));
        v->motto = colon + 2;
    }
}

/* What those see who share or find it. */
static void load_meta(struct ctx *c, const struct edition *e,
                      const struct home_view *v, struct page_meta *meta)
{
    const char *motto = PICK(e->motto_de, e->motto_en);
    *meta = (struct page_meta){
        .query = "",
        .description = str_empty(motto) ? v->status : motto,
        .type = "website",
        .feed = v->winners != NULL || v->earlier_count > 0 ? "/winners/feed.xml"
                                                           : NULL};
    winners_cover(c, 0, meta);
    winners_meta(c, meta, "");
    meta->style = NULL;
}

static void show_home(struct ctx *c, const struct edition *e)
{
    struct home_link *earlier;
    struct page_meta meta;
    bool public = edition_winners_public(&c->world, e);
    struct home_view v = {
        .title = PICK(e->title_de, e->title_en),
        .status = status_of(c, e),
        .email = e->email,
        .organiser = e->organiser,
        .apply = apply_path(c, e),
        .logged_in = c->visitor.id != 0,
        .winners = public ? winners_path(c, e->slug) : NULL,
        .step = make_steps(c, e),
        .step_count = STEPS,
    };
    if (proposal_open(&c->world, e))
        v.propose = arena_printf(c->world.mem, "/propose/%s", e->slug);
    struct deadline_extension x;
    if (edition_accepts(&c->world, e) && deadline_extension(&c->world, e, &x)) {
        v.extended =
            arena_printf(c->world.mem, T("The deadline was extended to %s"),
                         lang_datetime(c->world.mem, c->lang, x.after_at));
        v.reason = x.reason;
    }
    v.calendar = arena_printf(c->world.mem, "/edition/%s.ics", e->slug);
    split_motto(c, PICK(e->motto_de, e->motto_en), &v);
    load_call(c, e, &v);
    load_categories(c, e, &v);
    load_criteria(c, e, &v);
    gallery_load(c, e, &v.gallery);
    v.earlier_count = load_earlier(c, e->slug, &earlier);
    v.earlier = earlier;
    load_meta(c, e, &v, &meta);
    page_start(c, v.headline);
    html_home(c->out, &v);
    page_end(c);
}

void get_home(struct ctx *c)
{
    struct edition e;
    bool any = edition_current(&c->world, &e);
    if (any)
        ctx_edition(c, e.slug, PICK(e.title_de, e.title_en));
    if (any && e.phase != PHASE_DRAFT) {
        show_home(c, &e);
        return;
    }
    page_start(c, T("Welcome"));
    html_home_empty(c->out, any ? PICK(e.title_de, e.title_en) : "Lorbeer");
    page_end(c);
}

/* --- the colour -------------------------------------------------------------
 */

/* WCAG's linear light of one channel. */
static double channel(const char *hex)
{
    char pair[3] = {hex[0], hex[1], '\0'};
    double value = (double)strtol(pair, NULL, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static bool is_colour(const char *text)
{
    return strlen(text) == 7 && text[0] == '#' &&
           strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

/* White reads better on a colour up to this luminance, black above it. */
static const double white_up_to = 0.179;

void get_theme(struct ctx *c)
{
    struct edition e;
    if (!edition_by_slug(&c->world, ctx_part(c, "slug"), &e)) {
        ctx_not_found(c);
        return;
    }
    const char *accent = is_colour(e.accent) ? e.accent : "#2f6b4f";
    double luminance = 0.2126 * channel(accent + 1) +
                       0.7152 * channel(accent + 3) +
                       0.0722 * channel(accent + 5);
    reply_text(c->reply, 200,
               arena_printf(
                   c->world.mem, ":root { --accent: %s; --accent-ink: %s; }\n",
                   accent, luminance <= white_up_to ? "#fff" : "#000"));
    reply_header(c->reply, "content-type", "text/css; charset=utf-8");
    reply_header(c->reply, "cache-control", "public, max-age=60");
}

void get_health(struct ctx *c)
{
    /* a snapshot was begun for this request, so the database answers */
    if (db_number(c->world.db, "SELECT count(*) FROM edition") >= 0)
        reply_text(c->reply, 200, "ok\n");
}
