/* The preflight of a brochure: see preflight.h. Who is printed and with what
 * comes from publish.h, as for the brochure itself. */
#include "model/preflight.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_preflight.h"
#include "gen/sql_publish.h"
#include "model/brochure_entry.h"
#include "model/page_release.h"
#include "model/preflight_state.h"
#include "model/print_size.h"

enum { FULL = 1000, PAGES_MAX = 2, SHEET = 4 };

/* What the database has about all companies, to be looked up by nomination. */
struct rows {
    struct sql_preflight_fits_row *fit;
    struct sql_preflight_withdrawn_row *withdrawn;
    struct sql_publish_refused_row *refused;
    size_t fits, withdrawns, refusals;
};

struct company {
    struct preflight_run *run;
    const struct rows *rows;
    const struct publish_entry *e;
    enum page_state page;
    bool once_released; /* a release stands, of this page or an earlier one */
    struct preflight_list list;
};

void preflight_add(const struct preflight_run *run, struct preflight_list *list,
                   const struct preflight_finding *finding)
{
    struct preflight_finding *added = arena_grow(
        run->w->mem, list->finding, list->count, sizeof *list->finding);
    list->finding = added;
    added = &added[list->count++];
    *added = *finding;
    const char **texts[] = {&added->name, &added->language, &added->text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i] == NULL)
            *texts[i] = "";
}

static void say(struct company *c, enum preflight_severity severity,
                enum preflight_what what, struct preflight_finding more)
{
    more.severity = severity;
    more.what = what;
    more.entry_id = c->e->id;
    more.name = c->e->name;
    preflight_add(c->run, &c->list, &more);
}

static const struct preflight_finding nothing;

/* --- texts -----------------------------------------------------------------
 */

static void bilingual(struct company *c, enum preflight_what what,
                      const char *de, const char *en)
{
    if (str_empty(de) && str_empty(en))
        say(c, what == PREFLIGHT_TEXT_MISSING ? PREFLIGHT_STOP : PREFLIGHT_WARN,
            what, nothing);
    else if (str_empty(de) || str_empty(en))
        say(c, PREFLIGHT_WARN, what,
            (struct preflight_finding){.language =
                                           str_empty(de) ? "de" : "en"});
}

static void texts(struct company *c)
{
    const struct publish_entry *e = c->e;
    bilingual(c, PREFLIGHT_TEXT_MISSING,
              str_empty(e->strategy.de) ? e->example.de : e->strategy.de,
              str_empty(e->strategy.en) ? e->example.en : e->strategy.en);
    if (e->winner)
        bilingual(c, PREFLIGHT_REASON_MISSING, e->reason.de, e->reason.en);
}

/* `pages`: 1 or 2; 0: as the texts need. */
static void room(struct company *c, const struct preflight_entry *p,
                 int64_t pages)
{
    if (p->unmeasurable)
        say(c, PREFLIGHT_WARN, PREFLIGHT_FIT_UNKNOWN,
            (struct preflight_finding){.number = PREFLIGHT_IN_VAIN});
    else if (p->fit_state != FIT_FRESH)
        say(c, PREFLIGHT_HINT, PREFLIGHT_FIT_UNKNOWN,
            (struct preflight_finding){.number = p->fit_state == FIT_OLD
                                                     ? PREFLIGHT_EARLIER
                                                     : PREFLIGHT_NEVER});
    if (p->fit_state == FIT_UNKNOWN)
        return;
    if (p->fit.pages > p->pages)
        say(c, PREFLIGHT_STOP, PREFLIGHT_TEXT_OVER,
            (struct preflight_finding){.number = p->fit.pages, .of = p->pages});
    else if (pages == 0 && p->fit.pages > 1)
        say(c, PREFLIGHT_HINT, PREFLIGHT_TEXT_SECOND, nothing);
}

/* --- what a company has agreed to ------------------------------------------
 */

static bool refuses(const struct company *c, const char *code)
{
    for (size_t i = 0; i < c->rows->refusals; i++)
        if (c->rows->refused[i].id == c->e->id &&
            str_equal(c->rows->refused[i].code, code))
            return true;
    return false;
}

static bool took_back(const struct company *c, const char *code)
{
    for (size_t i = 0; i < c->rows->withdrawns; i++)
        if (c->rows->withdrawn[i].entry_id == c->e->id &&
            str_equal(c->rows->withdrawn[i].code, code))
            return true;
    return false;
}

/* Without the first two a page has nothing but a name. */
static void consents(struct company *c)
{
    static const struct {
        const char *code;
        enum preflight_severity severity;
    } kinds[] = {{"data", PREFLIGHT_STOP},
                 {"publication", PREFLIGHT_STOP},
                 {"images", PREFLIGHT_WARN},
                 {"persons", PREFLIGHT_WARN}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (refuses(c, kinds[i].code))
            say(c, kinds[i].severity, PREFLIGHT_CONSENT_MISSING,
                (struct preflight_finding){.text = kinds[i].code,
                                           .number =
                                               took_back(c, kinds[i].code)});
}

/* While nobody was asked at all, that is said once for the book. */
static void release(struct company *c)
{
    switch (c->page) {
    case PAGE_RELEASED:
        return;
    case PAGE_NOT_ASKED:
        if (c->run->asked)
            say(c, PREFLIGHT_WARN, PREFLIGHT_RELEASE_NONE, nothing);
        return;
    case PAGE_ASKED:
    case PAGE_OPENED:
    case PAGE_CORRECTED:
    case PAGE_CHANGED:
        say(c, PREFLIGHT_STOP,
            c->once_released ? PREFLIGHT_RELEASE_CHANGED
                             : PREFLIGHT_RELEASE_WAITS,
            nothing);
    }
}

/* --- pictures --------------------------------------------------------------
 */

static const struct job_fit *placed(const struct company *c)
{
    for (size_t i = 0; i < c->run->last.fit_count; i++)
        if (c->run->last.fit[i].entry_id == c->e->id)
            return &c->run->last.fit[i];
    return NULL;
}

/* Where the last file had it; else the largest place there is. */
static struct print_size place_of(const struct company *c, const char *slot)
{
    struct print_size size = {0, 0, false};
    const struct job_fit *fit = placed(c);
    if (!print_size_in(c->run->format, slot, &size))
        return size;
    if (str_equal(slot, "photo") && fit != NULL && fit->photo_width > 0)
        return (struct print_size){(int)fit->photo_width,
                                   (int)fit->photo_height, true};
    return size;
}

static void picture(struct company *c, const char *slot,
                    const struct publish_picture *p)
{
    bool photo = str_equal(slot, "photo");
    struct print_size size = place_of(c, slot);
    if (p->file_id == 0) {
        if (!refuses(c, "images") && !refuses(c, "data"))
            say(c, photo ? PREFLIGHT_WARN : PREFLIGHT_HINT,
                photo ? PREFLIGHT_PHOTO_MISSING : PREFLIGHT_LOGO_MISSING,
                nothing);
        return;
    }
    preflight_picture(c->run, &c->list,
                      &(struct preflight_picture){.entry_id = c->e->id,
                                                  .file_id = p->file_id,
                                                  .name = c->e->name,
                                                  .what = slot,
                                                  .width_mm = size.width_mm,
                                                  .height_mm = size.height_mm,
                                                  .fills = size.cover,
                                                  .credited = photo,
                                                  .credit = p->credit,
                                                  .alt = p->alt});
}

/* --- what the last attempt has shown ---------------------------------------
 */

/* entry_id 0: what belongs to no company. */
static void shown(const struct preflight_run *run, struct preflight_list *list,
                  int64_t entry_id)
{
    const struct job_notes *last = &run->last;
    for (size_t i = 0; i < last->glyphs_count; i++)
        if (last->glyphs[i].entry_id == entry_id)
            preflight_add(
                run, list,
                &(struct preflight_finding){.severity = PREFLIGHT_STOP,
                                            .what = PREFLIGHT_GLYPHS,
                                            .entry_id = entry_id,
                                            .name = last->glyphs[i].company,
                                            .text = last->glyphs[i].chars,
                                            .number = last->glyphs[i].count});
    for (size_t i = 0; i < last->image_count; i++)
        if (last->image[i].entry_id == entry_id)
            preflight_add(
                run, list,
                &(struct preflight_finding){.severity = PREFLIGHT_STOP,
                                            .what = PREFLIGHT_PICTURE_LEFT_OUT,
                                            .entry_id = entry_id,
                                            .name = last->image[i].company,
                                            .text = last->image[i].what});
}

static void fonts(const struct preflight_run *run, struct preflight_list *list)
{
    for (size_t i = 0; i < run->last.font_count; i++)
        preflight_add(run, list,
                      &(struct preflight_finding){.severity = PREFLIGHT_WARN,
                                                  .what = PREFLIGHT_FONT,
                                                  .text = run->last.font[i]});
}

/* --- all of it -------------------------------------------------------------
 */

static int worst_first(const void *a, const void *b)
{
    const struct preflight_finding *x = a, *y = b;
    return x->severity != y->severity ? (int)x->severity - (int)y->severity
                                      : (int)x->what - (int)y->what;
}

static void sort(struct preflight *out, struct preflight_list *list)
{
    if (list->count > 1)
        qsort(list->finding, list->count, sizeof *list->finding, worst_first);
    for (size_t i = 0; i < list->count; i++)
        out->sum[list->finding[i].severity]++;
}

/* When it was measured; 0: never. */
static int64_t take_fit(const struct rows *rows, struct preflight_entry *p)
{
    for (size_t i = 0; i < rows->fits; i++) {
        const struct sql_preflight_fits_row *f = &rows->fit[i];
        if (f->entry_id != p->id)
            continue;
        p->unmeasurable = f->failed != 0;
        if (f->measured_at == 0 || p->unmeasurable)
            return 0;
        p->fit = (struct fit){f->pages, f->page, f->de, f->en};
        p->fit_state = f->fresh ? FIT_FRESH : FIT_OLD;
        return f->measured_at;
    }
    return 0;
}

/* A measure does not know who has won; of two pages, the last file says how
 * full they are, if there are still to be two and nothing was measured since.
 */
static void take_last(struct preflight_entry *p, const struct job_fit *last,
                      int64_t pages, bool newer)
{
    p->from = last->from;
    p->to = last->to;
    /* a book in one language is no measure of the other */
    bool both =
        (last->de > 0) == (p->fit.de > 0) && (last->en > 0) == (p->fit.en > 0);
    if (last->to == last->from || last->page == 0 || !both || pages == 1 ||
        !newer)
        return;
    p->fit.page = last->page;
    p->fit.de = last->de;
    p->fit.en = last->en;
}

static void check(struct company *c, struct preflight_entry *p, int64_t pages)
{
    const struct job_fit *last = placed(c);
    p->pages = pages > 0 ? pages : PAGES_MAX;
    bool newer = take_fit(c->rows, p) <= c->run->last_at;
    if (last != NULL)
        take_last(p, last, pages, newer);
    consents(c);
    release(c);
    if (!refuses(c, "publication") && !refuses(c, "data"))
        texts(c);
    room(c, p, pages);
    picture(c, "photo", &c->e->photo);
    picture(c, "logo", &c->e->logo);
    shown(c->run, &c->list, c->e->id);
}

static void one(struct preflight_run *run, const struct rows *rows,
                const struct brochure_entry *of,
                const struct page_standing *page, struct preflight_entry *p)
{
    const struct publish_entry *e = of->entry;
    struct company c = {.run = run,
                        .rows = rows,
                        .e = e,
                        .page = page->state,
                        .once_released = page->released_number != 0};
    *p = (struct preflight_entry){
        .id = e->id, .name = e->name, .winner = e->winner, .shown = of->shown};
    if (p->shown)
        check(&c, p, of->pages ? of->pages : run->pages);
    else
        say(&c, PREFLIGHT_HINT, PREFLIGHT_HIDDEN, nothing);
    p->finding = c.list.finding;
    p->count = c.list.count;
}

static bool to_be_measured(const struct preflight_entry *p)
{
    return p->shown && p->fit_state != FIT_FRESH && !p->unmeasurable;
}

static void companies(struct preflight_run *run, const struct rows *rows,
                      struct preflight *out)
{
    struct brochure_entry *e;
    size_t count = brochure_entries(run->w, run->edition_id, &e);
    struct preflight_entry *list =
        arena_alloc(run->w->mem, count * sizeof *list);
    struct page_standing *page = arena_alloc(run->w->mem, count * sizeof *page);
    out->entry = list;
    out->entry_count = count;
    for (size_t i = 0; i < count; i++) {
        page_standing(run->w, run->edition_id, e[i].entry->id, &page[i]);
        run->asked |= page[i].state != PAGE_NOT_ASKED;
    }
    for (size_t i = 0; i < count; i++) {
        one(run, rows, &e[i], &page[i], &list[i]);
        struct preflight_list own = {
            (struct preflight_finding *)list[i].finding, list[i].count};
        sort(out, &own);
        out->stale |= to_be_measured(&list[i]);
    }
}

static void load(const struct preflight_run *run, struct rows *rows)
{
    struct sql_publish_admitted_row admitted;
    struct db *db = run->w->db;
    int64_t id = run->edition_id;
    rows->fits = sql_preflight_fits(db, id, &rows->fit);
    rows->withdrawns = sql_preflight_withdrawn(db, id, &rows->withdrawn);
    if (sql_publish_admitted(db, id, &admitted))
        rows->refusals = sql_publish_refused(db, admitted.ids, &rows->refused);
}

/* What concerns the book as a whole, after all pictures were seen. */
static void whole(const struct preflight_run *run, const struct preflight *out,
                  struct preflight_list *list,
                  const struct sql_preflight_last_row *last)
{
    struct preflight_finding f = {.severity = PREFLIGHT_HINT};
    if (out->entry_count == 0) {
        f.severity = PREFLIGHT_STOP;
        f.what = PREFLIGHT_NO_PAGES;
        preflight_add(run, list, &f);
    } else if (!run->asked) {
        f.severity = PREFLIGHT_WARN;
        f.what = PREFLIGHT_NOT_ASKED;
        preflight_add(run, list, &f);
    }
    f.severity = PREFLIGHT_HINT;
    f.number = (int64_t)run->rgb;
    f.what = PREFLIGHT_LOGOS_RGB;
    if (run->rgb > 0)
        preflight_add(run, list, &f);
    if (last->pages == 0 || !str_equal(last->product, "screen"))
        return;
    f.number = last->pages;
    f.of = (SHEET - last->pages % SHEET) % SHEET;
    f.what = PREFLIGHT_PAGES;
    preflight_add(run, list, &f);
}

void preflight_run(const struct world *w, int64_t edition_id, bool last,
                   struct preflight *out)
{
    struct rows rows;
    struct sql_preflight_design_row design;
    struct sql_preflight_last_row job = {.product = ""};
    struct preflight_list list = {0};
    struct preflight_run run = {
        .w = w, .edition_id = edition_id, .format = "a4"};
    *out = (struct preflight){0};
    if (sql_preflight_design(w->db, edition_id, &design)) {
        run.format = design.format;
        run.pages = design.nominee_pages;
    }
    if (last && sql_preflight_last(w->db, edition_id, &job))
        job_notes_read(w->mem, job.notes, &run.last);
    run.last_at = job.finished_at;
    load(&run, &rows);
    companies(&run, &rows, out);
    preflight_book(&run, &list);
    shown(&run, &list, 0);
    fonts(&run, &list);
    whole(&run, out, &list, &job);
    sort(out, &list);
    out->finding = list.finding;
    out->count = list.count;
}

size_t preflight_measure(const struct world *w, const struct preflight *p)
{
    size_t count = 0;
    for (size_t i = 0; i < p->entry_count; i++)
        if (to_be_measured(&p->entry[i])) {
            fit_want(w, p->entry[i].id);
            count++;
        }
    return count;
}
