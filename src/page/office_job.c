/* Files that leave the house: fetching what a job has made, cancelling it,
 * trying again. The same for brochures, kits and packages; who may depends on
 * the product (page/product_bar.h). */
#include "page/office_job.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/job.h"
#include "page/ctx.h"
#include "page/embargo_name.h"
#include "page/office_kit.h"
#include "page/product_bar.h"

/* Where it was ordered, below the brochure's page; NULL: it is no such job. */
static const char *page_below(const char *kind)
{
    static const struct {
        const char *kind, *below;
    } pages[] = {{"brochure", ""}, {"kit", "/kit"}, {"package", "/data"}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (str_equal(pages[i].kind, kind))
            return pages[i].below;
    return NULL;
}

static const char *page_of(const struct ctx *c, const struct edition *e,
                           const struct job *job)
{
    return arena_printf(c->world.mem, "/office/edition/%s/brochure%s", e->slug,
                        page_below(job->kind));
}

/* A job and its edition; else 404 and false. */
static bool find_job(struct ctx *c, struct job *job, struct edition *e)
{
    if (job_by_id(&c->world, ctx_id(c, "id"), job) &&
        page_below(job->kind) != NULL &&
        edition_by_id(&c->world, job->edition_id, e))
        return !product_barred(c, e, job->kind, job->product);
    ctx_not_found(c);
    return false;
}

static const char *type_of(const char *ending)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        {".pdf", "application/pdf"},
        {".zip", "application/zip"},
        {".txt", "text/plain; charset=utf-8"},
        {".md", "text/markdown; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".docx",
         "application/vnd.openxmlformats-officedocument."
         "wordprocessingml.document"},
        {".xlsx",
         "application/vnd.openxmlformats-officedocument."
         "spreadsheetml.sheet"},
        {".json", "application/json"},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_equal(types[i].ending, ending))
            return types[i].type;
    return "application/octet-stream";
}

static const char *product_word(const struct ctx *c, const char *product)
{
    const struct {
        const char *product, *word;
    } words[] = {
        {"screen", T("screen")},     {"print", T("print")},
        {"proof", T("proof")},       {"designer", T("designer")},
        {"organiser", T("results")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(words[i].product, product))
            return words[i].word;
    return product;
}

static const char *what_of(const struct ctx *c, const struct job *job)
{
    return str_equal(job->kind, "kit") ? office_kit_file(c, job)
                                       : product_word(c, job->product);
}

static const char *name_of(const struct ctx *c, const struct edition *e,
                           const struct job *job, const char *ending)
{
    struct arena *mem = c->world.mem;
    return arena_printf(mem, "%s-%s%s%s%s",
                        str_slug(mem, PICK(e->title_de, e->title_en)),
                        what_of(c, job), str_empty(job->language) ? "" : "-",
                        job->language, ending);
}

/* With a package pictures, texts, perhaps marks and addresses leave the house:
 * the log says with whom. */
static void log_package(struct ctx *c, const struct job *job)
{
    if (str_equal(job->kind, "package"))
        c->trace = (struct trace){
            .action = "package.take",
            .subject = "job",
            .id = job->id,
            .payload = product_has_results(job->kind, job->product)
                           ? "{\"product\":\"organiser\"}"
                           : "{\"product\":\"designer\"}"};
}

void get_office_job_file(struct ctx *c)
{
    struct job job;
    struct edition e;
    struct arena *mem = c->world.mem;
    if (!find_job(c, &job, &e))
        return;
    const char *path =
        arena_printf(mem, "%s/exports/%s", c->world.home, job.result);
    if (!str_equal(job.state, "done") || str_empty(job.result) ||
        strchr(job.result, '/') != NULL || !file_exists(path)) {
        ctx_not_found(c);
        return;
    }
    const char *dot = strrchr(job.result, '.');
    const char *ending = dot != NULL ? dot : "";
    log_package(c, &job);
    reply_download(mem, c->reply, path,
                   embargo_name(c, &e, name_of(c, &e, &job, ending)),
                   type_of(ending));
}

void post_office_job_cancel(struct ctx *c)
{
    struct job job;
    struct edition e;
    if (!find_job(c, &job, &e))
        return;
    bool cancelled = job_cancel(&c->world, job.id);
    if (cancelled)
        audit_add(&c->world, "job.cancel", "job", job.id, NULL);
    ctx_redirect(c, page_of(c, &e, &job),
                 cancelled ? T("The work is cancelled.")
                           : T("It was finished before."));
}

void post_office_job_retry(struct ctx *c)
{
    struct job job;
    struct edition e;
    if (!find_job(c, &job, &e))
        return;
    bool again = job_retry(&c->world, job.id);
    if (again)
        audit_add(&c->world, "job.retry", "job", job.id, NULL);
    ctx_redirect(c, page_of(c, &e, &job),
                 again ? T("It is tried again.")
                       : T("Nothing is to be tried again: it is under way, or "
                           "was made."));
}
