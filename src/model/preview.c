/* The table of previews and the pictures beside it: see preview.h. */
#include "model/preview.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_preview.h"
#include "gen/sql_preview_write.h"
#include "model/brochure.h"

enum { KEY_MAX = 100, SLOW_WEIGHT = 10 };

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("preview", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

/* --- what is wanted ---------------------------------------------------------
 */

static const char *images_text(const struct world *w,
                               const struct preview_order *order)
{
    struct json_out j;
    struct buf text;
    buf_init(&text, w->mem);
    json_out_start(&j, &text, 0);
    json_array(&j, NULL);
    for (size_t i = 0; i < order->image_count; i++) {
        json_array(&j, NULL);
        json_text(&j, NULL, order->images[i].name);
        json_text(&j, NULL, order->images[i].digest);
        json_array_end(&j);
    }
    json_array_end(&j);
    return text.data;
}

bool preview_want(const struct world *w, const struct preview_order *order)
{
    struct sql_preview_get_row row;
    if (strlen(order->key) > KEY_MAX || order->bytes > PREVIEW_DATA_MAX ||
        order->image_count > PREVIEW_IMAGES_MAX)
        return false;
    const char *images = images_text(w, order);
    struct secret_digest *d = secret_digest_start(w->mem);
    secret_digest_add(d, images, strlen(images) + 1);
    secret_digest_add(d, order->data, order->bytes);
    const char *digest = secret_digest_end(w->mem, d);
    if (sql_preview_get(w->db, order->key, &row) &&
        str_equal(row.input_digest, digest))
        sql_preview_touch(w->db, order->key, w->now);
    else
        sql_preview_want(
            w->db, order->key, order->entry_id ? &order->entry_id : NULL,
            order->edition_id, arena_textn(w->mem, order->data, order->bytes),
            images, digest, w->now);
    return true;
}

/* A picture's path ends with the digest of its bytes, see file_path(). */
static const char *screen_digest(const struct world *w, const char *path)
{
    struct sql_preview_screen_row row;
    const char *slash = strrchr(path, '/');
    const char *digest = slash ? slash + 1 : path;
    return sql_preview_screen(w->db, digest, &row) ? row.digest : digest;
}

bool preview_want_page(const struct world *w, const char *key,
                       int64_t edition_id, int64_t entry_id,
                       const struct brochure *page)
{
    struct preview_image image[PREVIEW_IMAGES_MAX];
    if (page->image_count > PREVIEW_IMAGES_MAX)
        return false;
    for (size_t i = 0; i < page->image_count; i++)
        image[i] = (struct preview_image){
            page->images[i].name, screen_digest(w, page->images[i].path)};
    const struct preview_order order = {
        .key = key,
        .edition_id = edition_id,
        .entry_id = entry_id,
        .data = page->data,
        .bytes = page->data_bytes,
        .images = image,
        .image_count = page->image_count,
    };
    return preview_want(w, &order);
}

/* --- what there is ----------------------------------------------------------
 */

static size_t shown_of(int64_t pages)
{
    return pages < PREVIEW_PAGES_MAX ? (size_t)pages : PREVIEW_PAGES_MAX;
}

static char *page_name(const struct world *w, const char *digest, size_t page)
{
    return arena_printf(w->mem, "%s-%zu", digest, page + 1);
}

char *preview_path(const struct world *w, const char *digest, size_t page)
{
    return arena_printf(w->mem, "%s/run/preview/%s.svg", w->home,
                        page_name(w, digest, page));
}

static enum preview_state state_of(const char *word)
{
    return str_equal(word, "done")     ? PREVIEW_DONE
           : str_equal(word, "failed") ? PREVIEW_FAILED
                                       : PREVIEW_WANTED;
}

void preview_get(const struct world *w, const char *key, struct preview *p)
{
    struct sql_preview_get_row row;
    *p = (struct preview){.message = ""};
    if (!sql_preview_get(w->db, key, &row))
        return;
    p->state = state_of(row.state);
    p->entry_id = row.entry_id ? *row.entry_id : 0;
    p->message = row.message;
    if (row.made[0] == '\0')
        return;
    p->pages = row.pages;
    p->shown = shown_of(row.pages);
    for (size_t i = 0; i < p->shown; i++)
        p->page[i] = page_name(w, row.made, i);
}

const char *preview_file(const struct world *w, const char *key,
                         const char *name)
{
    struct preview p;
    int64_t page;
    const char *dash = strrchr(name, '-');
    preview_get(w, key, &p);
    if (dash == NULL || !str_int(dash + 1, 1, (int64_t)p.shown, &page))
        return NULL;
    return arena_printf(w->mem, "%s/run/preview/%s.svg", w->home,
                        p.page[page - 1]);
}

/* --- for the job process ----------------------------------------------------
 */

static void read_images(const struct world *w, const char *text,
                        struct preview_work *work)
{
    struct json_fault fault;
    const struct json *list = json_parse(w->mem, text, strlen(text), &fault);
    size_t count = list ? list->count : 0;
    struct preview_image *image = arena_alloc(w->mem, count * sizeof *image);
    work->image = image;
    for (const struct json *i = list ? list->child : NULL; i; i = i->next)
        if (i->count == 2)
            image[work->image_count++] =
                (struct preview_image){i->child->text, i->child->next->text};
}

bool preview_next(const struct world *w, struct preview_work *work)
{
    struct sql_preview_next_row row;
    bool found = db_begin(w->db, DB_READ) && sql_preview_next(w->db, &row);
    if (!commit(w) || !found)
        return false;
    *work = (struct preview_work){.id = row.id,
                                  .entry_id = row.entry_id ? *row.entry_id : 0,
                                  .key = row.key,
                                  .digest = row.input_digest,
                                  .data = row.data};
    read_images(w, row.images, work);
    return true;
}

static void remove_pages(const struct world *w, const char *digest)
{
    struct sql_preview_used_row used;
    if (digest[0] == '\0' || sql_preview_used(w->db, digest, &used) ||
        db_failed(w->db))
        return;
    for (size_t i = 0; i < PREVIEW_PAGES_MAX; i++)
        unlink(preview_path(w, digest, i));
}

/* Quick pages of others go before the next one of somebody with slow ones. */
static int64_t served_at(const struct world *w, const struct preview_work *work)
{
    return w->now + (int64_t)(work->seconds * SLOW_WEIGHT);
}

/* What was there before goes when everybody reads the new one: until then the
 * server may be about to send it. Pages are made by this process alone, so none
 * of them comes into use meanwhile. */
void preview_done(const struct world *w, const struct preview_work *work,
                  int64_t pages)
{
    struct sql_preview_made_row before;
    const char *old = "";
    if (db_begin(w->db, DB_WRITE)) {
        bool there = sql_preview_made(w->db, work->id, &before);
        sql_preview_done(w->db, work->id, work->digest, pages,
                         served_at(w, work));
        if (!there)
            old = work->digest;
        else if (!str_equal(before.made, work->digest))
            old = before.made;
    }
    commit(w);
    if (db_begin(w->db, DB_READ))
        remove_pages(w, old);
    commit(w);
}

void preview_failed(const struct world *w, const struct preview_work *work,
                    const char *why)
{
    if (db_begin(w->db, DB_WRITE))
        sql_preview_failed(w->db, work->id, work->digest, why,
                           served_at(w, work));
    commit(w);
}

/* --- sweeping ---------------------------------------------------------------
 */

/* Removes each picture that no preview shows: inside the transaction that took
 * the last one away, so that none is just being made known. */
static void sweep_folder(const struct world *w)
{
    enum { FILES_MAX = 100000 };
    char *folder = arena_printf(w->mem, "%s/run/preview", w->home);
    DIR *list = opendir(folder);
    struct dirent *entry;
    if (list == NULL)
        return;
    for (int i = 0; i < FILES_MAX && (entry = readdir(list)); i++) {
        struct sql_preview_used_row used;
        const char *name = entry->d_name;
        char *digest = arena_textn(w->mem, name, strcspn(name, "-"));
        if (name[0] == '.' || sql_preview_used(w->db, digest, &used) ||
            db_failed(w->db))
            continue;
        char *path = arena_printf(w->mem, "%s/%s", folder, name);
        if (unlink(path) != 0 && errno != ENOENT)
            log_event("preview", "path", path, "problem", strerror(errno),
                      NULL);
    }
    closedir(list);
}

void preview_sweep(const struct world *w)
{
    if (db_begin(w->db, DB_WRITE)) {
        sql_preview_drop_old(w->db, w->now - PREVIEW_LIFE_S);
        sweep_folder(w);
    }
    commit(w);
}

void preview_forget_all(const struct world *w)
{
    if (db_begin(w->db, DB_WRITE)) {
        sql_preview_drop_all(w->db);
        sweep_folder(w);
    }
    commit(w);
}
