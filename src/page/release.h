/* The page of a company in the brochure: through a personal link, by its own
 * people, and what the office's page (office_page.c) shares with these. */
#pragma once

#include "model/page_release.h"
#include "page/ctx.h"
#include "page/release_view.h"

void get_page(struct ctx *c);
void post_page(struct ctx *c);
void get_my_page(struct ctx *c);
void post_my_page(struct ctx *c);
/* Its preview, see page/preview.h. */
void get_page_look(struct ctx *c);
void post_page_look(struct ctx *c);
void get_page_look_state(struct ctx *c);
void get_page_look_page(struct ctx *c);
void get_my_page_look(struct ctx *c);
void post_my_page_look(struct ctx *c);
void get_my_page_look_state(struct ctx *c);
void get_my_page_look_page(struct ctx *c);

struct release_place {
    int64_t edition_id, entry_id;
    struct page_person person;
    const char *draft; /* whose: "link 7" */
    const char *path;  /* of the page */
    bool may_write;
    bool decided; /* this person may know what the jury decided */
};

/* Loads what every such page shows; the form is filled with what is printed,
 * or with the person's draft, but for fields that were sent. false: there is
 * no such page. */
bool release_load(struct ctx *c, const struct release_place *place,
                  struct release_view *v);
/* The words in the form, cleaned, with an error beside each that does not fit;
 * NULL where a field was not sent. */
struct page_words release_typed(struct ctx *c, const struct release_view *v);
/* What differs, by the fields of the edition's form. */
size_t release_changes(struct ctx *c, int64_t edition_id, const char *before,
                       const char *after, struct release_change **list);
/* Under `title` what changed since the page that the person saw. */
void release_show_stale(struct ctx *c, const struct release_place *place,
                        struct release_view *v);
/* Says in words how a page stands; *pill is the class. */
const char *release_state(const struct ctx *c, const struct page_standing *s,
                          const char **pill);
/* The page as it would be printed with what is typed, which is kept as a draft:
 * the wish of page/preview.h. */
void release_preview_want(struct ctx *c, const struct release_place *place);
void release_preview_page(struct ctx *c, const struct release_place *place);
void release_preview_state(struct ctx *c, const struct release_place *place);
void release_preview_picture(struct ctx *c, const struct release_place *place);
struct preview_view release_preview(struct ctx *c,
                                    const struct release_place *place,
                                    const char *company);

/* All versions, each with what it changed. */
void release_versions(struct ctx *c, const struct release_place *place,
                      const char *digest, struct release_view *v);
