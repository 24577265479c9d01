/* The preflight of a brochure: see model/preflight.h. */
#include "page/preflight.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_preflight.h"
#include "model/preflight_words.h"
#include "page/brochure_place.h"
#include "page/ctx.h"
#include "page/preflight_view.h"

struct place {
    const char *below; /* of the edition's office; "/entry": the nomination,
                          "/page": the company's page */
    const char *link;
};

/* A greeting, partner or own page; else the list of all of them. */
static struct place place_of_piece(const struct ctx *c,
                                   const struct preflight_finding *f)
{
    struct arena *mem = c->world.mem;
    const long long id = (long long)f->piece_id;
    if (id == 0)
        return (struct place){"/brochure/parts", T("Contents")};
    if (str_equal(f->text, "own") || str_equal(f->text, "picture"))
        return (struct place){arena_printf(mem, "/brochure/part/%lld", id),
                              T("Own page")};
    if (str_equal(f->text, "greetings") || str_equal(f->text, "portrait"))
        return (struct place){arena_printf(mem, "/brochure/greeting/%lld", id),
                              T("Greetings")};
    return (struct place){arena_printf(mem, "/brochure/partner/%lld", id),
                          T("Partners")};
}

/* What is written once for all years is mended where it stands. */
static struct place place_of_book(const struct ctx *c,
                                  const struct preflight_finding *f)
{
    if (f->what == PREFLIGHT_NO_PAGES ||
        f->what == PREFLIGHT_WITHHELD_NO_REASON)
        return (struct place){"/winners", T("Winners")};
    if (f->what == PREFLIGHT_NOT_ASKED)
        return (struct place){"/brochure/pages", T("Company pages")};
    if (f->what == PREFLIGHT_FONT)
        return (struct place){"/brochure/design", T("Design")};
    if (f->what == PREFLIGHT_PAGES)
        return (struct place){"/brochure", T("Make files")};
    if (f->what == PREFLIGHT_PART_EMPTY && str_equal(f->text, "jury"))
        return (struct place){"/jury", T("Jury")};
    if (str_equal(f->text, "cover"))
        return (struct place){"/brochure/design#cover", T("Design")};
    if (str_equal(f->text, "logo") && str_empty(f->name))
        return (struct place){"/brochure/design#logo", T("Design")};
    return place_of_piece(c, f);
}

/* What is printed of a company can be edited on its page, pictures too: the
 * nomination stays as the jury read it. */
static struct place place_of_company(const struct ctx *c,
                                     const struct preflight_finding *f)
{
    if (f->what == PREFLIGHT_FIT_UNKNOWN && f->number != PREFLIGHT_IN_VAIN)
        return (struct place){"/brochure/preflight#measure", T("Measure them")};
    if (f->what == PREFLIGHT_HIDDEN)
        return (struct place){"/brochure/parts", T("Contents")};
    if (f->what == PREFLIGHT_REASON_MISSING)
        return (struct place){
            arena_printf(c->world.mem, "/winners#entry-%" PRId64, f->entry_id),
            T("Winners")};
    if (f->what == PREFLIGHT_CONSENT_MISSING)
        return (struct place){"/consents", T("Consents")};
    if (f->what == PREFLIGHT_PHOTO_MISSING ||
        f->what == PREFLIGHT_LOGO_MISSING ||
        (f->what >= PREFLIGHT_PICTURE_WAITS && f->what <= PREFLIGHT_CROPPED))
        return (struct place){f->what == PREFLIGHT_LOGO_MISSING ||
                                      str_equal(f->text, "logo")
                                  ? "/page#logo"
                                  : "/page#photo",
                              T("Company page")};
    if (f->what == PREFLIGHT_CREDIT_MISSING)
        return (struct place){"/page#photo_credit", T("Company page")};
    if (f->what == PREFLIGHT_ALT_MISSING)
        return (struct place){
            arena_printf(c->world.mem, "/page#photo_alt_%s", f->language),
            T("Company page")};
    return (struct place){"/page", T("Company page")};
}

static struct preflight_line line_of(const struct ctx *c,
                                     const struct edition *e,
                                     const struct preflight_finding *f)
{
    struct arena *mem = c->world.mem;
    struct place place =
        f->entry_id != 0 ? place_of_company(c, f) : place_of_book(c, f);
    const char *path = NULL;
    if (place.below != NULL && str_starts(place.below, "/page"))
        path =
            arena_printf(mem, "/office/edition/%s/brochure/pages/%" PRId64 "%s",
                         e->slug, f->entry_id, place.below + strlen("/page"));
    else if (place.below != NULL)
        path = arena_printf(mem, "/office/edition/%s%s", e->slug, place.below);
    return (struct preflight_line){f->severity, preflight_text(mem, c->lang, f),
                                   path, place.link};
}

static const struct preflight_line *
lines_of(const struct ctx *c, const struct edition *e,
         const struct preflight_finding *finding, size_t count)
{
    struct preflight_line *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = line_of(c, e, &finding[i]);
    return list;
}

static struct office_pill pill_of(const struct ctx *c,
                                  const struct preflight_entry *e)
{
    if (!e->shown)
        return (struct office_pill){"pill pill-off", T("left out")};
    if (e->count == 0 || e->finding[0].severity == PREFLIGHT_HINT)
        return (struct office_pill){"pill pill-done", T("ready")};
    if (e->finding[0].severity == PREFLIGHT_WARN)
        return (struct office_pill){"pill pill-wait", T("open")};
    return (struct office_pill){"pill pill-bad", T("serious")};
}

static bool has(const struct preflight_entry *e, enum preflight_what what)
{
    for (size_t i = 0; i < e->count; i++)
        if (e->finding[i].what == what)
            return true;
    return false;
}

static void frames(const struct ctx *c, const struct preflight_entry *e,
                   struct preflight_company *out)
{
    const struct preflight_frame all[PREFLIGHT_FRAMES] = {
        {.label = e->pages > 1 ? T("Of two pages") : T("Page"),
         .share = e->fit.page},
        {.label = T("German text"), .share = e->fit.de},
        {.label = T("English text"), .share = e->fit.en},
    };
    bool over = has(e, PREFLIGHT_TEXT_OVER);
    for (size_t i = 0; e->shown && i < PREFLIGHT_FRAMES; i++) {
        struct preflight_frame *f = &out->frame[out->frame_count];
        if (all[i].share == 0 || !preflight_says(e, i))
            continue;
        *f = all[i];
        f->text = preflight_share(c->world.mem, c->lang, f->share);
        f->over = over;
        out->frame_count++;
    }
}

static const char *pages_of(const struct ctx *c,
                            const struct preflight_entry *e)
{
    struct arena *mem = c->world.mem;
    if (e->from <= 0)
        return "";
    if (e->to <= e->from)
        return arena_printf(mem, T("page %lld"), (long long)e->from);
    return arena_printf(mem, T("pages %lld–%lld"), (long long)e->from,
                        (long long)e->to);
}

static const struct preflight_company *companies(const struct ctx *c,
                                                 const struct edition *edition,
                                                 const struct preflight *p)
{
    struct preflight_company *list =
        arena_alloc(c->world.mem, p->entry_count * sizeof *list);
    for (size_t i = 0; i < p->entry_count; i++) {
        const struct preflight_entry *e = &p->entry[i];
        list[i] = (struct preflight_company){
            .id = e->id,
            .name = e->name,
            .pages = pages_of(c, e),
            .winner = e->winner,
            .state = pill_of(c, e),
            .line = lines_of(c, edition, e->finding, e->count),
            .count = e->count,
        };
        frames(c, e, &list[i]);
    }
    return list;
}

static bool measuring(const struct ctx *c, const struct edition *e)
{
    struct sql_preflight_wanted_row row;
    return sql_preflight_wanted(c->world.db, e->id, &row);
}

void get_preflight(struct ctx *c)
{
    struct edition e;
    struct preflight p;
    struct sql_preflight_design_row design;
    if (!brochure_place(c, &e))
        return;
    preflight_run(&c->world, e.id, true, &p);
    struct preflight_view v = {
        .csrf = ctx_csrf(c),
        .slug = e.slug,
        .summary = preflight_summary(c->world.mem, c->lang, &p),
        .line = lines_of(c, &e, p.finding, p.count),
        .count = p.count,
        .company = companies(c, &e, &p),
        .company_count = p.entry_count,
        .stale = p.stale,
        .measuring = measuring(c, &e),
        .two = sql_preflight_design(c->world.db, e.id, &design) &&
               str_equal(design.languages, "two"),
    };
    for (size_t i = 0; i < PREFLIGHT_SEVERITIES; i++)
        v.sum[i] = p.sum[i];
    if (v.measuring)
        reply_header(c->reply, "refresh", "3");
    page_start(c, T("Preflight"));
    html_preflight(c->out, &v);
    page_end(c);
}

void post_preflight(struct ctx *c)
{
    struct edition e;
    struct preflight p;
    if (!brochure_place(c, &e))
        return;
    preflight_run(&c->world, e.id, false, &p);
    preflight_measure(&c->world, &p);
    ctx_redirect(c,
                 arena_printf(c->world.mem,
                              "/office/edition/%s/brochure/preflight", e.slug),
                 p.stale ? T("The pages are being measured.")
                         : T("All pages are measured."));
}
