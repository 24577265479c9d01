/* Ordering the pieces of the kit and watching them being made, as on the page
 * of the brochure. */
#include "page/office_kit.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_kit.h"
#include "gen/sql_office.h"
#include "model/edition.h"
#include "model/job.h"
#include "model/kit.h"
#include "page/brochure_place.h"
#include "page/ctx.h"
#include "page/job_list.h"
#include "page/office_kit_view.h"

struct piece_words {
    const char *piece, *title, *text, *file;
};

static bool words_of(const struct ctx *c, const char *piece,
                     struct piece_words *words)
{
    const struct piece_words all[] = {
        {"certificates", T("Certificates"),
         T("One PDF with a page for every winner, nominee and special prize, "
           "to read on a screen or to print in the office."),
         T("certificates")},
        {"certificates_print", T("Certificates for the print shop"),
         T("The same in CMYK with 3 mm bleed and crop marks, after the "
           "standard PDF/X-4."),
         T("certificates-print")},
        {"signets", T("Signets"),
         T("For the companies’ websites and letters: winner, nominee and "
           "special prize with year and category, as SVG and as PNG without a "
           "background, in colour, black and white."),
         T("signets")},
        {"cards", T("Place cards"),
         T("To cut out and fold, four on a sheet: guests, jury and who gives "
           "a laudatory speech."),
         T("place-cards")},
        {"script", T("Script of the ceremony"),
         T("From the greeting to the closing words, in large type for the "
           "lectern, with notes on pronunciation in the margin."),
         T("script")},
        {"slides", T("Slides for the hall"),
         T("PDF in 16:9: nominees, winners with the jury’s reason, special "
           "prizes, partners."),
         T("slides")},
        {"press", T("Press release"),
         T("A draft from the facts, as text in German and English, with the "
           "embargo on top."),
         T("press-release")},
        {"social", T("Images for social media"),
         T("For every winner and nominee 1200 × 630 and 1080 × 1080 pixels, "
           "with alternative texts."),
         T("social-media")},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_equal(all[i].piece, piece)) {
            *words = all[i];
            return true;
        }
    return false;
}

const char *office_kit_title(const struct ctx *c, const char *piece)
{
    struct piece_words words;
    return words_of(c, piece, &words) ? words.title : NULL;
}

const char *office_kit_file(const struct ctx *c, const struct job *job)
{
    struct piece_words words;
    return words_of(c, job->product, &words) ? words.file : job->product;
}

/* --- the page ---------------------------------------------------------------
 */

static bool is_changed(const struct sql_kit_changed_row *row, size_t count,
                       const char *piece)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].piece, piece))
            return true;
    return false;
}

static const char *content_now(struct ctx *c, int64_t edition_id,
                               const void *piece, const char *language)
{
    struct kit now;
    return kit_build(&c->world, edition_id, piece, language, &now) ? now.digest
                                                                   : "";
}

static size_t make_cards(struct ctx *c, int64_t edition_id,
                         const struct job_list_view *jobs,
                         struct kit_card **list)
{
    struct sql_kit_changed_row *changed;
    size_t changes = sql_kit_changed(c->world.db, edition_id, &changed);
    size_t count = 0;
    *list = NULL;
    for (const struct kit_piece *p = kit_pieces; p->name != NULL; p++) {
        struct piece_words words;
        if (!words_of(c, p->name, &words))
            continue;
        *list = arena_grow(c->world.mem, *list, count, sizeof **list);
        struct kit_card *card = &(*list)[count++];
        *card =
            (struct kit_card){.piece = p->name,
                              .words = p->words,
                              .title = words.title,
                              .text = words.text,
                              .languages = p->languages != KIT_ALWAYS_BOTH,
                              .both = p->languages == KIT_ONE_OR_BOTH,
                              .own = is_changed(changed, changes, p->words)};
        job_list_newest(c->world.mem, jobs, p->name, &card->jobs);
        job_list_mark_old(c, edition_id, content_now, p, &card->jobs);
    }
    return count;
}

void get_office_kit(struct ctx *c)
{
    struct edition e;
    struct kit_card *card;
    struct job_list_view jobs;
    struct sql_office_numbers_row n = {0};
    if (!brochure_place(c, &e))
        return;
    job_list_load(c, e.id, "kit", office_kit_title, &jobs);
    size_t count = make_cards(c, e.id, &jobs, &card);
    sql_office_numbers(c->world.db, e.id, &n);
    const struct office_kit_view v = {
        .csrf = ctx_csrf(c),
        .slug = e.slug,
        .card = card,
        .count = count,
        .english = c->lang == LANG_EN,
        .embargo = !edition_winners_public(&c->world, &e),
        .honoured = n.nominees + n.winners,
    };
    page_start(c, T("Winners’ kit"));
    html_office_kit(c->out, &v);
    page_end(c);
}

/* --- ordering ---------------------------------------------------------------
 */

static void order_all(struct ctx *c, int64_t edition_id)
{
    for (const struct kit_piece *p = kit_pieces; p->name != NULL; p++)
        kit_order(&c->world, edition_id, p,
                  p->languages == KIT_ONE ? lang_code(c->lang) : "");
}

void post_office_kit(struct ctx *c)
{
    struct edition e;
    if (!brochure_place(c, &e))
        return;
    const char *name = form_value(c->form, "piece");
    const char *language = form_value(c->form, "language");
    const struct kit_piece *piece = kit_piece(name);
    const char *path =
        arena_printf(c->world.mem, "/office/edition/%s/brochure/kit", e.slug);
    if (str_equal(name, "all")) {
        order_all(c, e.id);
        ctx_redirect(c, path, T("All pieces are being made."));
        return;
    }
    if (language == NULL)
        language = "";
    if (piece == NULL || !kit_piece_speaks(piece, language)) {
        ctx_refuse(c, 400, NULL);
        return;
    }
    enum job_way way = kit_order(&c->world, e.id, piece, language);
    ctx_redirect(
        c, arena_printf(c->world.mem, "%s#%s", path, piece->name),
        job_list_ordered(c, way,
                         arena_printf(c->world.mem, T("%s: is being made."),
                                      office_kit_title(c, piece->name))));
}
