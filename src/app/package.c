#include "app/package.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/archive.h"
#include "app/brochure.h"
#include "app/jobdir.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "db/db.h"
#include "http/asset.h"
#include "model/designer.h"
#include "model/export_write.h"
#include "model/job.h"

enum { PERCENT_BUILT = 10, PERCENT_RESULTS = 40 };

struct making {
    const struct world *w;
    const struct package_wish *wish;
    const struct render_watch *watch;
    struct package_report *report;
    struct designer designer;
    struct archive_member *member;
    size_t count;
    int begun; /* per cent done before the archive is written */
};

static void fail(struct making *m, enum render_end end, const char *why)
{
    m->report->end = end;
    m->report->why = why;
}

static bool tell(struct making *m, int percent, const char *text)
{
    if (m->watch == NULL || m->watch->progress == NULL ||
        m->watch->progress(m->watch->context, percent, text))
        return true;
    fail(m, RENDER_CANCELLED, "cancelled");
    return false;
}

static struct archive_member *add(struct making *m, const char *name)
{
    m->member = arena_grow(m->w->mem, m->member, m->count, sizeof *m->member);
    m->member[m->count].name = name;
    return &m->member[m->count++];
}

/* --- results, for the organiser alone --- */

static void add_text(struct making *m, const char *name, struct jobdir *dir,
                     const struct buf *text)
{
    char path[JOBDIR_PATH_BYTES];
    const char *slash = strrchr(name, '/');
    const char *leaf = slash != NULL ? slash + 1 : name;
    if (jobdir_write(dir, leaf, text->data, text->bytes) &&
        jobdir_place(dir, leaf, path))
        add(m, name)->path = arena_text(m->w->mem, path);
}

static void add_csv(struct making *m, struct jobdir *dir)
{
    struct export_table *table;
    size_t count =
        export_list(m->w, m->wish->edition_id, m->wish->lang, &table);
    for (size_t i = 0; i < count; i++) {
        struct buf text;
        buf_init(&text, NULL);
        export_csv(m->w, m->wish->edition_id, m->wish->lang, table[i].file,
                   &text);
        add_text(m,
                 arena_printf(m->w->mem, "daten/%s.csv",
                              export_download(m->w, table, i)),
                 dir, &text);
        buf_free(&text);
    }
}

static void add_schema(struct making *m)
{
    const struct asset *schema = asset_find("/assets/results.schema.json");
    if (schema == NULL)
        return;
    struct archive_member *to = add(m, "daten/results.schema.json");
    to->data = schema->data;
    to->bytes = (size_t)(schema->end - schema->data);
}

/* The other package is sent to a designer; this one looks like it. */
static const char confidential[] =
    "\xef\xbb\xbf"
    "VERTRAULICH\r\n"
    "\r\n"
    "Dieses Paket enthält alle Bewertungen, Kommentare, Befangenheiten, "
    "Antworten und\r\n"
    "Kontakte (daten/results…). Es ist für die Veranstalter bestimmt. Für die "
    "Gestaltung\r\n"
    "gibt es ein eigenes Paket ohne diese Dateien.\r\n"
    "\r\n"
    "CONFIDENTIAL\r\n"
    "\r\n"
    "This package holds all marks, comments, conflicts of interest, answers "
    "and contacts\r\n"
    "(daten/results…). It is for the organiser. For the designer there is a "
    "package of\r\n"
    "its own without these files.\r\n";

static void add_warning(struct making *m)
{
    struct archive_member *to = add(m, "VERTRAULICH.txt");
    to->data = confidential;
    to->bytes = sizeof confidential - 1;
}

static void results(struct making *m, struct jobdir *dir)
{
    char path[JOBDIR_PATH_BYTES];
    struct buf text;
    if (!jobdir_place(dir, "results.xlsx", path)) {
        fail(m, RENDER_REFUSED, arena_text(m->w->mem, dir->why));
        return;
    }
    const char *why =
        export_xlsx(m->w, m->wish->edition_id, m->wish->lang, path);
    if (why != NULL) {
        fail(m, RENDER_FAILED, why);
        return;
    }
    add(m, "daten/results.xlsx")->path = arena_text(m->w->mem, path);
    add_csv(m, dir);
    buf_init(&text, NULL);
    export_json(m->w, m->wish->edition_id, m->wish->lang, &text);
    add_text(m, "daten/results.json", dir, &text);
    buf_free(&text);
    add_warning(m);
    add_schema(m);
    if (*dir->why != '\0')
        fail(m, RENDER_REFUSED, arena_text(m->w->mem, dir->why));
}

/* --- the package --- */

static char *read_picture(struct arena *mem, const void *context, size_t *bytes)
{
    return designer_picture_read(mem, context, bytes);
}

static bool is_packed(const char *name)
{
    return str_ends(name, ".jpg") || str_ends(name, ".png") ||
           str_ends(name, ".xlsx");
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct archive_member *)a)->name,
                  ((const struct archive_member *)b)->name);
}

static void add_designer(struct making *m)
{
    const struct designer *d = &m->designer;
    for (size_t i = 0; i < d->file_count; i++) {
        struct archive_member *to = add(m, d->file[i].name);
        to->data = d->file[i].data;
        to->bytes = d->file[i].bytes;
    }
    for (size_t i = 0; i < d->picture_count; i++) {
        struct archive_member *to = add(m, d->picture[i].name);
        to->read = read_picture;
        to->context = &d->picture[i];
    }
}

static bool organiser(const struct making *m)
{
    return str_equal(m->wish->product, "organiser");
}

/* One snapshot is read. Nothing is packed and no progress is told while it
 * lasts: to tell is to write. */
static void gather(struct making *m, struct jobdir *dir)
{
    const struct world *w = m->w;
    bool found = db_begin(w->db, DB_READ) &&
                 designer_build(w, m->wish->edition_id, &m->designer);
    if (found) {
        add_designer(m);
        if (organiser(m))
            results(m, dir);
    }
    if (!db_commit(w->db))
        fail(m, RENDER_REFUSED, "the database cannot be read");
    else if (!found)
        fail(m, RENDER_FAILED, "there is no such edition");
}

/* Made before from the same texts and pictures, and still there? */
static bool take_made(struct making *m)
{
    struct job_twin twin;
    if (organiser(m) ||
        !job_find_twin(m->w, m->wish->job_id, m->designer.digest, &twin))
        return false;
    m->report->file = twin.file;
    m->report->bytes = twin.bytes;
    return true;
}

static bool packing(void *context, double part)
{
    struct making *m = context;
    return tell(m, m->begun + (int)(part * (99 - m->begun)), "packing");
}

static void pack(struct making *m, const char *output)
{
    const char *why = "";
    const struct archive_watch watch = {m, packing};
    qsort(m->member, m->count, sizeof *m->member, by_name);
    for (size_t i = 0; i < m->count; i++)
        m->member[i].stored = is_packed(m->member[i].name);
    m->begun = organiser(m) ? PERCENT_RESULTS : PERCENT_BUILT;
    switch (archive_write(m->w->mem, output, m->designer.created_at, m->member,
                          m->count, &watch, &why)) {
    case ARCHIVE_DONE:
        m->report->bytes = file_size(output);
        m->report->members = m->count;
        return;
    case ARCHIVE_CANCELLED:
        fail(m, RENDER_CANCELLED, "cancelled");
        return;
    case ARCHIVE_FAILED:
        fail(m, RENDER_REFUSED, why);
        return;
    }
}

static void make(struct making *m, struct jobdir *dir)
{
    const struct world *w = m->w;
    if (!tell(m, 1, "texts"))
        return;
    gather(m, dir);
    if (m->report->end != RENDER_DONE)
        return;
    m->report->file = m->wish->output;
    const char *output = m->wish->output;
    if (output == NULL) {
        if (take_made(m))
            return;
        m->report->file =
            arena_printf(w->mem, "%s-%s-%" PRId64 ".zip", m->designer.slug,
                         m->wish->product, m->wish->job_id);
        file_folder(arena_printf(w->mem, "%s/exports", w->home), 0700);
        output = brochure_path(w, m->report->file);
    }
    pack(m, output);
    if (m->report->end != RENDER_DONE)
        m->report->file = NULL;
}

void package_run(const struct world *w, const struct package_wish *wish,
                 const struct render_watch *watch,
                 struct package_report *report)
{
    struct jobdir dir;
    struct making m = {.w = w, .wish = wish, .watch = watch, .report = report};
    *report = (struct package_report){.end = RENDER_DONE, .why = ""};
    if (jobdir_open(&dir, w->home))
        make(&m, &dir);
    else
        fail(&m, RENDER_REFUSED, arena_text(w->mem, dir.why));
    jobdir_close(&dir);
}

bool package_work(const struct world *w, const struct job *job,
                  const struct render_watch *watch)
{
    struct package_report report;
    struct package_wish wish = {.edition_id = job->edition_id,
                                .product = job->product,
                                .job_id = job->id};
    lang_from_code(job->language, &wish.lang);
    package_run(w, &wish, watch, &report);
    if (report.end == RENDER_CANCELLED)
        return false;
    if (report.end == RENDER_DONE)
        job_done(w, job->id, report.file, report.bytes);
    else
        job_failed(w, job->id, report.why, report.end == RENDER_REFUSED);
    return true;
}
