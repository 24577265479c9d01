/* A job of kind "document": the pictures of the pages go under files/ first,
 * then one transaction says that they are there. Why there are none is noted
 * as a word that the company's page explains. */
#include "app/paging.h"

#include "app/document.h"
#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "model/document.h"
#include "model/file.h"

struct page_list {
    const struct world *w;
    const struct paging_watch *watch;
    struct document_page page[DOCUMENT_PAGES_MAX];
    size_t count;
    int percent;
    bool disk_failed;
};

/* Cleaned; a character that was cut at the end goes. */
static const char *page_text(struct arena *mem, const struct document_sheet *s)
{
    size_t bytes = s->text_bytes;
    for (int i = 0; i < 4 && bytes > 0 && !str_utf8(s->text, bytes); i++)
        bytes--;
    return str_utf8(s->text, bytes)
               ? str_lines(mem, arena_textn(mem, s->text, bytes))
               : "";
}

static bool go_on(void *context)
{
    struct page_list *list = context;
    return list->watch->progress(list->watch->context, list->percent, "");
}

static bool take_page(void *context, const struct document_sheet *sheet)
{
    struct page_list *list = context;
    struct document_page *page = &list->page[list->count++];
    *page = (struct document_page){
        .number = sheet->number,
        .type = "image/jpeg",
        .width = sheet->width,
        .height = sheet->height,
        .text = page_text(list->w->mem, sheet),
    };
    page->digest = file_keep_copy(list->w, sheet->picture, &page->bytes);
    list->disk_failed = page->digest == NULL;
    list->percent = 100 * sheet->number / (sheet->count + 1);
    return !list->disk_failed && go_on(list);
}

/* In one transaction: all pages or none. */
static bool record(const struct world *w, int64_t file_id,
                   const struct page_list *list)
{
    if (db_begin(w->db, DB_WRITE))
        document_rendered(w, file_id, list->page, list->count);
    if (db_commit(w->db))
        return true;
    db_rollback(w->db);
    return false;
}

/* A company that takes part again uploads the same file. */
static bool made_before(const struct world *w, int64_t file_id)
{
    bool done = false;
    if (db_begin(w->db, DB_WRITE))
        done = document_render_like_twin(w, file_id);
    if (db_commit(w->db))
        return done;
    db_rollback(w->db);
    return false;
}

static void blame(const struct world *w, int64_t file_id,
                  enum document_fault fault)
{
    if (db_begin(w->db, DB_WRITE))
        document_blame(w, file_id, fault);
    if (!db_commit(w->db))
        db_rollback(w->db);
}

static bool end(const struct world *w, const struct job *job,
                const struct page_list *list,
                const struct document_outcome *outcome)
{
    enum document_end how = outcome->end;
    if (how == DOCUMENT_DONE && record(w, job->file_id, list)) {
        job_done(w, job->id, "", 0);
    } else if (how == DOCUMENT_DONE || list->disk_failed) {
        job_failed(w, job->id, "the pages could not be stored", true);
    } else if (how == DOCUMENT_FAULTY) {
        blame(w, job->file_id, outcome->fault);
        job_failed(w, job->id, outcome->why, false);
    } else if (how == DOCUMENT_REFUSED) {
        job_failed(w, job->id, outcome->why, true);
    } else {
        return false;
    }
    return true;
}

bool paging_work(const struct world *w, const struct job *job,
                 const struct paging_watch *watch)
{
    struct document_outcome outcome;
    struct page_list list = {.w = w, .watch = watch};
    struct file file;
    if (!file_by_id(w, job->file_id, &file)) {
        job_failed(w, job->id, "there is no such file", false);
        return true;
    }
    if (made_before(w, file.id)) {
        job_done(w, job->id, "", 0);
        return true;
    }
    const struct document_order order = {
        .home = w->home,
        .source = file_path(w, file.digest),
        .page = take_page,
        .tick = go_on,
        .context = &list,
    };
    document_render(&order, &outcome);
    return end(w, job, &list, &outcome);
}
