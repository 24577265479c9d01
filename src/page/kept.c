/* Forms that could not be taken, and the page that sends them again. */
#include "page/kept.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"
#include "model/kept.h"
#include "page/ctx.h"
#include "page/kept_view.h"

/* A value of so many characters was written, not chosen. */
enum { WORDS_CHARACTERS_MIN = 20 };

/* --- keeping ---------------------------------------------------------------
 */

/* Neither forms with passwords, nor what scripts send: these keep it
 * themselves (keep.js). */
static bool may_be_kept(const char *pattern)
{
    static const char *const never[] = {"/login",   "/logout", "/register",
                                        "/account", "/invite", "/reset",
                                        "/confirm", "/kept"};
    size_t bytes = strlen(pattern);
    if (bytes > 5 && str_equal(pattern + bytes - 5, "/save"))
        return false;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (str_starts(pattern, never[i]))
            return false;
    return true;
}

static bool is_ours(const char *name)
{
    return str_equal(name, "csrf") || str_equal(name, "kept");
}

static bool is_words(const struct form_field *field)
{
    return !is_ours(field->name) && !str_starts(field->name, "base_") &&
           (strchr(field->value, '\n') != NULL ||
            str_characters(field->value) >= WORDS_CHARACTERS_MIN);
}

static bool has_words(const struct form *f)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (is_words(&f->field[i]))
            return true;
    return false;
}

/* The form of the request, also where nobody has read it yet; NULL: nothing
 * that can be kept. Files cannot, so neither are forms that send some. */
static const struct form *sent_form(struct ctx *c, const char *pattern)
{
    const struct request *r = c->request;
    if (r->method != HTTP_POST || !may_be_kept(pattern) ||
        str_starts(r->content_type, "multipart/"))
        return NULL;
    struct form *f =
        form_parse(c->world.mem, r->content_type, r->body, r->body_bytes);
    return f->broken == NULL && has_words(f) ? f : NULL;
}

static const char *encode(struct ctx *c, const struct form *f)
{
    struct arena *mem = c->world.mem;
    struct buf text;
    buf_init(&text, mem);
    for (size_t i = 0; i < f->field_count; i++)
        if (!is_ours(f->field[i].name))
            buf_addf(&text, "%s%s=%s", text.bytes > 0 ? "&" : "",
                     out_urlencode(mem, f->field[i].name),
                     out_urlencode(mem, f->field[i].value));
    return text.data;
}

bool kept_take(struct ctx *c, const char *pattern)
{
    struct db *db = c->world.db;
    const struct form *f = sent_form(c, pattern);
    int64_t owner = f != NULL ? ctx_csrf_owner(c, form_value(f, "csrf")) : 0;
    if (owner == 0)
        return false;
    c->kept_owner = owner;
    if (db_begin(db, DB_WRITE))
        kept_add(&c->world, owner, c->request->path, encode(c, f));
    if (!db_failed(db) && db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

void kept_say(struct ctx *c)
{
    reply_clear(c->reply);
    if (c->visitor.id == 0)
        ctx_redirect(c, "/login?to=/kept",
                     T("Please log in once more. What you typed is kept, and "
                       "you can send it again afterwards."));
    else if (c->visitor.id == c->kept_owner)
        ctx_redirect(c, "/kept",
                     T("This could not be saved. What you typed is kept "
                       "here."));
    else
        ctx_refuse(c, 403,
                   T("This page was opened by somebody else, who was logged "
                     "in here before. What was typed is kept for that "
                     "account; it is there after logging in with it."));
}

void kept_arrived(struct ctx *c)
{
    struct db *db = c->world.db;
    int64_t id;
    const char *text = form_value(c->form, "kept");
    if (text == NULL || c->reply->status >= 400 ||
        !str_int(text, 1, INT64_MAX, &id))
        return;
    if (db_begin(db, DB_WRITE))
        kept_drop(&c->world, c->visitor.id, id);
    if (db_failed(db) || !db_commit(db))
        db_rollback(db);
}

/* --- the page --------------------------------------------------------------
 */

static struct kept_item item_of(struct ctx *c, const struct form *f)
{
    struct kept_item item = {.fields = f};
    const char **words = NULL;
    for (size_t i = 0; i < f->field_count; i++) {
        if (!is_words(&f->field[i]))
            continue;
        words = arena_grow(c->world.mem, words, item.word_count, sizeof *words);
        words[item.word_count++] = f->field[i].value;
    }
    item.words = words;
    return item;
}

void get_kept(struct ctx *c)
{
    struct kept *list;
    size_t count = kept_list(&c->world, c->visitor.id, &list);
    struct kept_item *item =
        arena_alloc(c->world.mem, (count + 1) * sizeof *item);
    for (size_t i = 0; i < count; i++) {
        item[i] = item_of(c, form_parse_urlencoded(c->world.mem, list[i].fields,
                                                   strlen(list[i].fields)));
        item[i].id = list[i].id;
        item[i].at = list[i].at;
        item[i].path = list[i].path;
    }
    struct kept_view v = {.csrf = ctx_csrf(c), .item = item, .count = count};
    c->width = "page-text";
    page_start(c, T("What you typed is kept"));
    html_kept(c->out, &v);
    page_end(c);
}

void post_kept(struct ctx *c)
{
    int64_t id = 0;
    form_int(c->form, "drop", 1, INT64_MAX, &id);
    kept_drop(&c->world, c->visitor.id, id);
    ctx_redirect(c, "/kept", T("It is discarded."));
}

bool kept_return(struct ctx *c, const char *pattern)
{
    const struct form *f = sent_form(c, pattern);
    if (f == NULL || c->visitor.id != 0 ||
        !str_equal(c->request->origin, c->world.url))
        return false;
    struct kept_item item = item_of(c, f);
    struct kept_view v = {.csrf = ctx_csrf(c), .item = &item, .count = 1};
    item.path = c->request->path;
    c->reply->status = 403;
    c->width = "page-text";
    page_start(c, T("Please send it once more"));
    html_kept_once(c->out, &v);
    page_end(c);
    return true;
}
