/* The words of a piece: a field for each passage and language, and below it the
 * text as it would be printed. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/edition.h"
#include "model/kit.h"
#include "model/kit_text.h"
#include "page/brochure_place.h"
#include "page/ctx.h"
#include "page/office_kit.h"
#include "page/office_kit_view.h"

enum { CHARACTERS_MAX = 10000, ROW_CHARACTERS = 44, ROWS_MAX = 14 };

static const char *const languages[] = {"de", "en"};

/* A piece that has words of its own, and the edition; else false and 404. */
static bool find(struct ctx *c, struct edition *e, const struct kit_piece **p)
{
    if (!brochure_place(c, e))
        return false;
    *p = kit_piece(ctx_part(c, "piece"));
    if (*p != NULL && str_equal((*p)->name, (*p)->words))
        return true;
    ctx_not_found(c);
    return false;
}

static const char *field(const struct ctx *c, const struct kit_passage *p,
                         const char *language)
{
    return arena_printf(c->world.mem, "%s-%s", p->name, language);
}

static const char *places_of(struct ctx *c, enum kit_scope scope)
{
    struct buf text;
    const struct kit_place *place;
    size_t count = kit_places(c->world.mem, scope, &place);
    buf_init(&text, c->world.mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s{%s}", i > 0 ? " " : "", place[i].name);
    return text.data;
}

static int64_t rows_for(const char *text)
{
    int64_t rows = 1 + (int64_t)str_characters(text) / ROW_CHARACTERS;
    for (; *text; text++)
        rows += *text == '\n';
    return rows > ROWS_MAX ? ROWS_MAX : rows < 2 ? 2 : rows;
}

static struct kit_word make_word(struct ctx *c, const struct kit_passage *p)
{
    struct kit_word word = {.name = p->name,
                            .label = lang_text(c->lang, p->label),
                            .places = places_of(c, p->scope)};
    const char *const labels[] = {T("German"), T("English")};
    for (size_t i = 0; i < 2; i++) {
        const char *name = field(c, p, languages[i]);
        const char *value = form_lines(c->form, name);
        int64_t rows = rows_for(value);
        word.side[i] = (struct kit_side){.field = name,
                                         .language = languages[i],
                                         .label = labels[i],
                                         .value = value,
                                         .error = form_error(c->form, name)};
        word.rows = rows > word.rows ? rows : word.rows;
    }
    return word;
}

/* Only what is right can be shown as it would be printed. */
static void fill_examples(struct ctx *c, const struct edition *e,
                          const struct kit_piece *piece, struct kit_word *word,
                          size_t count)
{
    for (size_t l = 0; l < 2; l++) {
        const char **text = arena_alloc(c->world.mem, count * sizeof *text);
        for (size_t i = 0; i < count; i++)
            text[i] = word[i].side[l].value;
        const char *const *filled =
            kit_example(&c->world, e->id, piece->name, languages[l], text);
        for (size_t i = 0; filled != NULL && i < count; i++)
            if (word[i].side[l].error == NULL)
                word[i].side[l].example = filled[i];
    }
}

/* Every place that a passage of this piece can name, once. */
static size_t explain(struct ctx *c, const struct kit_passage *p, size_t count,
                      struct kit_place_view **list)
{
    size_t n = 0;
    *list = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct kit_place *place;
        size_t places = kit_places(c->world.mem, p[i].scope, &place);
        for (size_t k = 0; k < places; k++) {
            size_t known = 0;
            const char *name =
                arena_printf(c->world.mem, "{%s}", place[k].name);
            while (known < n && !str_equal((*list)[known].name, name))
                known++;
            if (known < n)
                continue;
            *list = arena_grow(c->world.mem, *list, n, sizeof **list);
            (*list)[n++] = (struct kit_place_view){
                name, lang_text(c->lang, place[k].label)};
        }
    }
    return n;
}

static void show(struct ctx *c, const struct edition *e,
                 const struct kit_piece *piece, bool own)
{
    const struct kit_passage *passage;
    struct kit_place_view *place;
    size_t count = kit_passages(piece->name, &passage);
    struct kit_word *word = arena_alloc(c->world.mem, count * sizeof *word);
    for (size_t i = 0; i < count; i++)
        word[i] = make_word(c, &passage[i]);
    fill_examples(c, e, piece, word, count);
    struct office_kit_words_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .piece = piece->name,
        .title = office_kit_title(c, piece->name),
        .word = word,
        .count = count,
        .own = own,
    };
    v.place_count = explain(c, passage, count, &place);
    v.place = place;
    c->script[0] = "form.js";
    page_start(c, arena_printf(c->world.mem, T("Words: %s"), v.title));
    html_office_kit_words(c->out, &v);
    page_end(c);
}

/* The form as it is kept. true: the office wrote something of it. */
static bool fill_form(struct ctx *c, const struct edition *e,
                      const struct kit_piece *piece, bool set)
{
    const struct kit_passage *passage;
    size_t count = kit_passages(piece->name, &passage);
    bool any = false;
    for (size_t l = 0; l < 2; l++) {
        bool own;
        const char *const *text =
            kit_text_all(&c->world, e->id, piece->name, languages[l], &own);
        for (size_t i = 0; set && i < count; i++)
            form_set(c->form, field(c, &passage[i], languages[l]), text[i]);
        any = any || own;
    }
    return any;
}

void get_office_kit_words(struct ctx *c)
{
    struct edition e;
    const struct kit_piece *piece;
    if (find(c, &e, &piece))
        show(c, &e, piece, fill_form(c, &e, piece, true));
}

static void check(struct ctx *c, const struct kit_passage *p,
                  const char *language)
{
    const char *name = field(c, p, language);
    const char *text = form_lines(c->form, name);
    const char *unknown = kit_unknown_place(c->world.mem, p->scope, text);
    if (str_characters(text) > CHARACTERS_MAX)
        form_fail(c->form, name, T("Please use at most 10,000 characters."));
    else if (unknown != NULL)
        form_fail(c->form, name,
                  arena_printf(c->world.mem,
                               T("{%s} cannot be filled in here. You can use "
                                 "these: %s"),
                               unknown, places_of(c, p->scope)));
}

/* Both languages, if all is right. */
static void save(struct ctx *c, const struct edition *e,
                 const struct kit_piece *piece)
{
    const struct kit_passage *passage;
    size_t count = kit_passages(piece->name, &passage);
    for (size_t l = 0; l < 2; l++) {
        const char **text = arena_alloc(c->world.mem, count * sizeof *text);
        bool own, same = true;
        const char *const *before =
            kit_text_all(&c->world, e->id, piece->name, languages[l], &own);
        for (size_t i = 0; i < count; i++) {
            text[i] = form_lines(c->form, field(c, &passage[i], languages[l]));
            same = same && str_equal(text[i], before[i]);
        }
        if (!same)
            kit_text_put(&c->world, e->id, piece->name, languages[l], text);
    }
}

void post_office_kit_words(struct ctx *c)
{
    struct edition e;
    const struct kit_piece *piece;
    const struct kit_passage *passage;
    const char *action = form_value(c->form, "action");
    if (!find(c, &e, &piece))
        return;
    const char *path =
        arena_printf(c->world.mem, "/office/edition/%s/brochure/kit/words/%s",
                     e.slug, piece->name);
    if (str_equal(action, "reset")) {
        kit_text_reset(&c->world, e.id, piece->name);
        ctx_redirect(c, path, T("The original words are back."));
        return;
    }
    size_t count = kit_passages(piece->name, &passage);
    for (size_t i = 0; i < 2 * count; i++)
        check(c, &passage[i / 2], languages[i % 2]);
    if (!form_ok(c->form) || !str_equal(action, "save")) {
        c->reply->status = form_ok(c->form) ? 200 : 422;
        show(c, &e, piece, fill_form(c, &e, piece, false));
        return;
    }
    save(c, &e, piece);
    ctx_redirect(c, path, T("The words are saved."));
}
