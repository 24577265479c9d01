/* From the database to a PDF: one snapshot is read, then the database is left
 * alone while the typesetter works. */
#include "app/brochure.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "model/brochure.h"
#include "model/job.h"

enum { DIGEST_CHUNK_MAX = 1 << 20 };

static void fail(struct brochure_report *report, enum render_end end,
                 const char *why)
{
    report->end = end;
    report->why = why;
}

char *brochure_path(const struct world *w, const char *file)
{
    return arena_printf(w->mem, "%s/exports/%s", w->home, file);
}

/* The program lies in PREFIX/build/KIND, what it needs in PREFIX. */
const char *brochure_tools(struct arena *mem, struct render_tools *tools)
{
    char path[PATH_MAX];
    const char *why = NULL;
    ssize_t bytes = readlink("/proc/self/exe", path, sizeof path - 1);
    if (bytes <= 0)
        return "cannot read /proc/self/exe";
    path[bytes] = '\0';
    *strrchr(path, '/') = '\0';
    char *assets = arena_printf(mem, "%s/../../assets/brochure", path);
    char *modules = arena_printf(mem, "%s/../node", path);
    return render_find(tools, assets, modules, &why) ? NULL : why;
}

void brochure_set(const struct world *w, const struct render_order *order,
                  const struct render_watch *watch,
                  struct render_outcome *outcome)
{
    struct render_tools tools;
    const char *why = brochure_tools(w->mem, &tools);
    if (why == NULL) {
        render_brochure(&tools, order, watch, outcome);
        return;
    }
    *outcome = (struct render_outcome){.end = RENDER_REFUSED};
    snprintf(outcome->why, sizeof outcome->why, "%s", why);
}

/* Templates are input too: a better one makes another file. */
static const char *input_digest(const struct world *w,
                                const struct brochure *brochure,
                                const struct render_tools *tools)
{
    static const char *const names[] = {"brochure.typ", "opening.typ",
                                        "entry.typ",    "closing.typ",
                                        "kit.typ",      "sheet.typ"};
    struct secret_digest *d = secret_digest_start(w->mem);
    secret_digest_add(d, brochure->digest, strlen(brochure->digest));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t bytes = 0;
        char *path = arena_printf(w->mem, "%s/%s", tools->assets, names[i]);
        char *text = file_read(path, DIGEST_CHUNK_MAX, &bytes);
        if (text != NULL)
            secret_digest_add(d, text, bytes);
        free(text);
    }
    return secret_digest_end(w->mem, d);
}

static bool read_input(const struct world *w, const struct brochure_wish *wish,
                       struct brochure *brochure,
                       struct brochure_report *report)
{
    bool found = db_begin(w->db, DB_READ) &&
                 brochure_build(w, wish->edition_id, wish->language, brochure);
    if (!db_commit(w->db))
        fail(report, RENDER_REFUSED, "the database cannot be read");
    else if (!found)
        fail(report, RENDER_FAILED, "there is no such edition");
    return report->end == RENDER_DONE;
}

static int64_t size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) ? info.st_size : 0;
}

/* Made before, and still there? */
static bool take_made(const struct world *w, const struct brochure_wish *wish,
                      const char *digest, struct brochure_report *report)
{
    struct brochure_file file;
    const struct job same = {.edition_id = wish->edition_id,
                             .product = wish->product,
                             .language = wish->language};
    bool made =
        db_begin(w->db, DB_READ) && brochure_made(w, &same, digest, &file);
    if (!db_commit(w->db) || !made ||
        size_of(brochure_path(w, file.name)) != file.bytes || file.bytes == 0)
        return false;
    report->file = file.name;
    report->bytes = file.bytes;
    return true;
}

static void note_input(const struct world *w, int64_t job_id,
                       const char *digest)
{
    if (db_begin(w->db, DB_WRITE))
        brochure_note_input(w, job_id, digest);
    if (!db_commit(w->db))
        db_rollback(w->db);
}

static struct render_image *images_of(const struct world *w,
                                      const struct brochure *brochure)
{
    struct render_image *list =
        arena_alloc(w->mem, brochure->image_count * sizeof *list);
    for (size_t i = 0; i < brochure->image_count; i++)
        list[i] = (struct render_image){brochure->images[i].name,
                                        brochure->images[i].path};
    return list;
}

static void make(const struct world *w, const struct brochure_wish *wish,
                 const struct brochure *brochure,
                 const struct render_tools *tools,
                 const struct render_watch *watch,
                 struct brochure_report *report)
{
    struct render_outcome outcome;
    const char *output =
        wish->output ? wish->output : brochure_path(w, report->file);
    const struct render_order order = {
        .home = w->home,
        .data = brochure->data,
        .data_bytes = brochure->data_bytes,
        .images = images_of(w, brochure),
        .image_count = brochure->image_count,
        .print = str_equal(wish->product, "print"),
        .created_at = brochure->created_at,
        .output = output,
    };
    render_brochure(tools, &order, watch, &outcome);
    report->end = outcome.end;
    report->why = arena_text(w->mem, outcome.why);
    report->pages = outcome.pages;
    report->bytes = size_of(output);
    if (report->end != RENDER_DONE)
        report->file = NULL;
}

void brochure_run(const struct world *w, const struct brochure_wish *wish,
                  const struct render_watch *watch,
                  struct brochure_report *report)
{
    struct brochure brochure;
    struct render_tools tools;
    *report = (struct brochure_report){.end = RENDER_DONE, .why = ""};
    const char *why = brochure_tools(w->mem, &tools);
    if (why != NULL) {
        fail(report, RENDER_REFUSED, why);
        return;
    }
    if (!read_input(w, wish, &brochure, report))
        return;
    report->file = wish->output;
    if (wish->output == NULL) {
        const char *digest = input_digest(w, &brochure, &tools);
        note_input(w, wish->job_id, digest);
        if (take_made(w, wish, digest, report))
            return;
        report->file = arena_printf(w->mem, "%s-brochure-%" PRId64 ".pdf",
                                    brochure.slug, wish->job_id);
        file_folder(arena_printf(w->mem, "%s/exports", w->home), 0700);
    }
    make(w, wish, &brochure, &tools, watch, report);
}
