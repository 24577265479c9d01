/* The rest of the book before printing: parts, greetings, cover, partners. */
#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "gen/sql_edition.h"
#include "gen/sql_preflight.h"
#include "model/brochure_part.h"
#include "model/preflight_state.h"

/* Trimmed pages in mm, with their bleed. */
enum {
    A4_WIDTH = 216,
    A4_HEIGHT = 303,
    A5_WIDTH = 154,
    A5_HEIGHT = 216,
    PORTRAIT_WIDTH = 40,
    PORTRAIT_HEIGHT = 50
};

static void say(const struct preflight_run *run, struct preflight_list *list,
                enum preflight_severity severity, enum preflight_what what,
                const struct preflight_finding *more)
{
    struct preflight_finding finding = *more;
    finding.severity = severity;
    finding.what = what;
    preflight_add(run, list, &finding);
}

static bool is_empty(struct publish_text text)
{
    return str_empty(text.de) && str_empty(text.en);
}

/* A text that should be there in both languages. */
static void piece(const struct preflight_run *run, struct preflight_list *list,
                  const struct preflight_finding *of, struct publish_text body)
{
    struct preflight_finding missing = *of;
    missing.language = str_empty(body.de) ? "de" : "en";
    if (is_empty(body))
        say(run, list,
            str_equal(of->text, "own") ? PREFLIGHT_WARN : PREFLIGHT_HINT,
            PREFLIGHT_PART_EMPTY, of);
    else if (str_empty(body.de) || str_empty(body.en))
        say(run, list, PREFLIGHT_WARN, PREFLIGHT_PART_LANGUAGE, &missing);
}

static void text(const struct preflight_run *run, struct preflight_list *list,
                 const char *kind, struct publish_text body)
{
    piece(run, list, &(struct preflight_finding){.text = kind, .name = ""},
          body);
}

static struct publish_text edition_text(const struct preflight_run *run,
                                        const char *kind)
{
    struct sql_edition_texts_row *row;
    size_t count = sql_edition_texts(run->w->db, run->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].kind, kind))
            return (struct publish_text){row[i].body_de, row[i].body_en};
    return (struct publish_text){"", ""};
}

static void greetings(struct preflight_run *run, struct preflight_list *list)
{
    struct sql_preflight_greetings_row *row;
    size_t count = sql_preflight_greetings(run->w->db, run->edition_id, &row);
    if (count == 0)
        text(run, list, "greetings", (struct publish_text){"", ""});
    for (size_t i = 0; i < count; i++) {
        piece(run, list,
              &(struct preflight_finding){.text = "greetings",
                                          .name = row[i].name,
                                          .piece_id = row[i].id},
              (struct publish_text){row[i].body_de, row[i].body_en});
        preflight_picture(run, list,
                          &(struct preflight_picture){
                              .piece_id = row[i].id,
                              .file_id = row[i].portrait_file_id
                                             ? *row[i].portrait_file_id
                                             : 0,
                              .name = row[i].name,
                              .what = "portrait",
                              .width_mm = PORTRAIT_WIDTH,
                              .height_mm = PORTRAIT_HEIGHT,
                              .fills = true,
                              .credited = true,
                              .credit = row[i].credit,
                              .alt = {"", ""}});
    }
}

static void partners(struct preflight_run *run, struct preflight_list *list)
{
    struct sql_edition_partners_row *row;
    size_t count = sql_edition_partners(run->w->db, run->edition_id, &row);
    if (count == 0)
        text(run, list, "partners", (struct publish_text){"", ""});
    for (size_t i = 0; i < count; i++) {
        const struct preflight_finding more = {.name = row[i].name,
                                               .piece_id = row[i].id};
        if (row[i].logo_file_id == NULL)
            say(run, list, PREFLIGHT_HINT, PREFLIGHT_PARTNER_LOGO, &more);
        else
            preflight_picture(
                run, list,
                &(struct preflight_picture){.file_id = *row[i].logo_file_id,
                                            .piece_id = row[i].id,
                                            .name = row[i].name,
                                            .what = "logo"});
    }
}

static void imprint(struct preflight_run *run, struct preflight_list *list)
{
    struct publish_text body = edition_text(run, "imprint");
    if (is_empty(body))
        say(run, list, PREFLIGHT_STOP, PREFLIGHT_IMPRINT_MISSING,
            &(struct preflight_finding){0});
    else
        text(run, list, "imprint", body);
}

static void jury(struct preflight_run *run, struct preflight_list *list)
{
    struct sql_brochure_jury_row *row;
    if (sql_brochure_jury(run->w->db, run->edition_id, &row) == 0)
        text(run, list, "jury", (struct publish_text){"", ""});
}

static const char *title_of(const struct brochure_part *p)
{
    return str_empty(p->title_de) ? p->title_en : p->title_de;
}

static void part(struct preflight_run *run, struct preflight_list *list,
                 const struct brochure_part *p)
{
    if (str_equal(p->kind, "greetings"))
        greetings(run, list);
    else if (str_equal(p->kind, "about"))
        text(run, list, p->kind, edition_text(run, "about"));
    else if (str_equal(p->kind, "jury"))
        jury(run, list);
    else if (str_equal(p->kind, "call"))
        text(run, list, p->kind, edition_text(run, "next_call"));
    else if (str_equal(p->kind, "partners"))
        partners(run, list);
    else if (str_equal(p->kind, "imprint"))
        imprint(run, list);
    else if (str_equal(p->kind, "own"))
        piece(run, list,
              &(struct preflight_finding){
                  .text = p->kind, .name = title_of(p), .piece_id = p->id},
              (struct publish_text){p->body_de, p->body_en});
}

static void parts(struct preflight_run *run, struct preflight_list *list)
{
    struct brochure_part *p;
    size_t count = brochure_parts(run->w, run->edition_id, &p);
    bool imprinted = false;
    for (size_t i = 0; i < count; i++) {
        const struct brochure_caption *picture = &p[i].picture;
        if (!p[i].shown)
            continue;
        imprinted |= str_equal(p[i].kind, "imprint");
        part(run, list, &p[i]);
        preflight_picture(run, list,
                          &(struct preflight_picture){
                              .piece_id = p[i].id,
                              .file_id = p[i].file_id,
                              .name = title_of(&p[i]),
                              .what = "picture",
                              .credited = true,
                              .credit = picture->credit,
                              .alt = {picture->alt_de, picture->alt_en}});
    }
    if (!imprinted)
        say(run, list, PREFLIGHT_STOP, PREFLIGHT_IMPRINT_MISSING,
            &(struct preflight_finding){0});
}

static void cover(struct preflight_run *run, struct preflight_list *list)
{
    struct sql_preflight_design_row d;
    if (!sql_preflight_design(run->w->db, run->edition_id, &d))
        return;
    bool small = str_equal(d.format, "a5"),
         square = str_equal(d.format, "square");
    preflight_picture(run, list,
                      &(struct preflight_picture){
                          .file_id = d.cover_file_id ? *d.cover_file_id : 0,
                          .name = "",
                          .what = "cover",
                          .width_mm = small ? A5_WIDTH : A4_WIDTH,
                          .height_mm = (small    ? A5_HEIGHT
                                        : square ? A4_WIDTH
                                                 : A4_HEIGHT) /
                                       2,
                          .fills = true,
                          .credited = true,
                          .credit = d.cover_credit,
                          .alt = {d.cover_alt_de, d.cover_alt_en}});
    preflight_picture(run, list,
                      &(struct preflight_picture){
                          .file_id = d.logo_file_id ? *d.logo_file_id : 0,
                          .name = "",
                          .what = "logo"});
}

static void withheld(const struct preflight_run *run,
                     struct preflight_list *list)
{
    struct publish_withheld *row;
    size_t count = publish_withheld(run->w, run->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (is_empty(row[i].reason))
            say(run, list, PREFLIGHT_WARN, PREFLIGHT_WITHHELD_NO_REASON,
                &(struct preflight_finding){.name = row[i].category.de,
                                            .text = row[i].category.en});
}

void preflight_book(struct preflight_run *run, struct preflight_list *list)
{
    cover(run, list);
    parts(run, list);
    withheld(run, list);
}
