#include "model/demo_brochure.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "model/brochure_part.h"
#include "model/file.h"
#include "model/greeting.h"
#include "model/partner.h"

struct source {
    const struct world *w;
    int64_t edition_id;
    const char *folder;
    const char *why; /* NULL: nothing is wrong */
};

static const char *word(const struct json *object, const char *key)
{
    return json_get_text(object, key, "");
}

/* 0: there is none, or it cannot be had. */
static int64_t store(struct source *s, const char *name)
{
    const struct world *w = s->w;
    size_t bytes = 0;
    int64_t id = 0;
    if (str_empty(name))
        return 0;
    char *data = file_read(arena_printf(w->mem, "%s/%s", s->folder, name),
                           FILE_IMAGE_BYTES_MAX, &bytes);
    if (data == NULL ||
        file_store_image(w, name, data, bytes, &id) != FILE_STORED)
        s->why = arena_printf(w->mem, "cannot store %s", name);
    free(data);
    return id;
}

static struct brochure_caption caption(const struct json *picture)
{
    const struct json *alt = json_get(picture, "alt");
    return (struct brochure_caption){word(picture, "credit"), word(alt, "de"),
                                     word(alt, "en")};
}

static void add_cover(struct source *s, const struct json *cover)
{
    const struct brochure_caption words = caption(cover);
    brochure_design_cover(s->w, s->edition_id, store(s, word(cover, "file")));
    brochure_design_describe(s->w, s->edition_id, &words);
}

/* One of that name is there from the edition's own file, or it is added. */
static void add_greeting(struct source *s, const struct json *object)
{
    const struct json *function = json_get(object, "function");
    const struct json *body = json_get(object, "body");
    struct greeting g = {
        .edition_id = s->edition_id,
        .name = word(object, "name"),
        .function_de = word(function, "de"),
        .function_en = word(function, "en"),
        .body_de = word(body, "de"),
        .body_en = word(body, "en"),
        .credit = "",
    };
    struct greeting *list;
    size_t count = greeting_list(s->w, s->edition_id, &list);
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].name, g.name))
            g = list[i];
    if (g.id == 0)
        g.id = greeting_save(s->w, &g);
    greeting_portrait(s->w, &g, store(s, word(object, "portrait")));
    greeting_credit(s->w, &g, word(object, "credit"));
}

/* Right behind the part that it names. */
static void place_page(struct source *s, int64_t id, const char *after)
{
    struct brochure_part *list;
    const char *key = NULL;
    size_t count = brochure_parts(s->w, s->edition_id, &list), own = 0;
    for (size_t i = 0; i < count; i++)
        if (list[i].id == id) {
            own = i;
            key = brochure_part_key(s->w, &list[i]);
        }
    while (key != NULL && own > 0 && !str_equal(list[own - 1].kind, after)) {
        brochure_part_move(s->w, s->edition_id, key, -1);
        own--;
    }
}

static void add_page(struct source *s, const struct json *page)
{
    const struct json *title = json_get(page, "title");
    const struct json *body = json_get(page, "body");
    const struct json *picture = json_get(page, "picture");
    const struct brochure_caption words = caption(picture);
    const struct brochure_part part = {
        .kind = "own",
        .title_de = word(title, "de"),
        .title_en = word(title, "en"),
        .body_de = word(body, "de"),
        .body_en = word(body, "en"),
    };
    int64_t id = brochure_part_save(s->w, s->edition_id, NULL, &part);
    brochure_part_picture(s->w, s->edition_id, id,
                          store(s, word(picture, "file")));
    brochure_part_describe(s->w, s->edition_id, id, &words);
    place_page(s, id, word(page, "after"));
}

static void add_logo(struct source *s, const struct json *object)
{
    struct partner *list;
    size_t count = partner_list(s->w, s->edition_id, &list);
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].name, word(object, "name")))
            partner_logo(s->w, &list[i], store(s, word(object, "logo")));
}

static const struct json *first(const struct json *document, const char *key)
{
    const struct json *list = json_get(document, key);
    return list != NULL ? list->child : NULL;
}

const char *demo_brochure_add(const struct world *w, int64_t edition_id,
                              const char *folder, const char *json)
{
    struct json_fault wrong;
    struct source s = {.w = w, .edition_id = edition_id, .folder = folder};
    const struct json *doc = json_parse(w->mem, json, strlen(json), &wrong);
    if (doc == NULL)
        return arena_printf(w->mem, "brochure.json:%d: %s", wrong.line,
                            wrong.text);
    add_cover(&s, json_get(doc, "cover"));
    for (const struct json *g = first(doc, "greetings"); g; g = g->next)
        add_greeting(&s, g);
    add_page(&s, json_get(doc, "page"));
    for (const struct json *p = first(doc, "partners"); p; p = p->next)
        add_logo(&s, p);
    return s.why;
}
