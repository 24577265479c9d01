/* From the database to a PDF: one snapshot is read, then the database is left
 * alone while the typesetter works. */
#include "app/brochure.h"

#include "app/brochure_notes.h"
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "model/brochure.h"
#include "model/job.h"
#include "model/job_notes.h"
#include "model/preflight.h"
#include "model/preflight_words.h"

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

/* One brochure on its way. */
struct making {
    const struct world *w;
    const struct brochure_wish *wish;
    struct brochure_report *report;
    struct render_tools tools;
    struct brochure brochure;
    bool proof, press;
};

static int is_template(const struct dirent *entry)
{
    return str_ends(entry->d_name, ".typ") || str_ends(entry->d_name, ".mjs");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Templates are input too: a better one makes another file. */
static void add_templates(const struct making *m, struct secret_digest *d)
{
    struct dirent **list = NULL;
    int count = scandir(m->tools.assets, &list, is_template, by_name);
    for (int i = 0; i < count; i++) {
        size_t bytes = 0;
        char *path =
            arena_printf(m->w->mem, "%s/%s", m->tools.assets, list[i]->d_name);
        char *text = file_read(path, DIGEST_CHUNK_MAX, &bytes);
        if (text != NULL)
            secret_digest_add(d, text, bytes);
        free(text);
        free(list[i]);
    }
    free(list);
}

/* A file that is mailed and looked at needs no pictures for a printing press.
 */
static const struct print_image *images_of(const struct making *m)
{
    const struct brochure *b = &m->brochure;
    struct print_image *list =
        arena_alloc(m->w->mem, (b->image_count + 1) * sizeof *list);
    for (size_t i = 0; i < b->image_count; i++) {
        list[i] = b->images[i];
        if (!m->press && list[i].large != NULL)
            list[i].path = list[i].large;
    }
    return list;
}

/* A picture's path ends with the digest of its bytes, see file_path(). */
static void add_images(const struct making *m, struct secret_digest *d)
{
    const struct print_image *image = images_of(m);
    for (size_t i = 0; i < m->brochure.image_count; i++) {
        const char *digest = strrchr(image[i].path, '/');
        secret_digest_add(d, digest, strlen(digest));
    }
}

static const char *input_digest(const struct making *m)
{
    struct secret_digest *d = secret_digest_start(m->w->mem);
    secret_digest_add(d, m->brochure.digest, strlen(m->brochure.digest));
    secret_digest_add(d, m->brochure.data, m->brochure.data_bytes);
    const char *product = m->press ? "print" : "screen";
    secret_digest_add(d, product, strlen(product));
    add_images(m, d);
    add_templates(m, d);
    return secret_digest_end(m->w->mem, d);
}

/* What is open stands on the first page: `proof` and `notes` of data.json, put
 * before everything else. */
static void add_notes(struct making *m)
{
    struct arena *mem = m->w->mem;
    struct preflight p;
    struct json_out j;
    struct buf text;
    const char **de, **en;
    preflight_run(m->w, m->wish->edition_id, m->proof, &p);
    size_t count = preflight_lines(mem, LANG_DE, &p, m->proof, &de);
    preflight_lines(mem, LANG_EN, &p, m->proof, &en);
    m->report->open = p.sum[PREFLIGHT_STOP] + p.sum[PREFLIGHT_WARN];
    if (count == 0 && !m->proof)
        return;
    buf_init(&text, mem);
    json_out_start(&j, &text, 1);
    json_object(&j, NULL);
    json_bool(&j, "proof", m->proof);
    json_array(&j, "notes");
    for (size_t i = 0; i < count; i++) {
        json_object(&j, NULL);
        json_text(&j, "de", de[i]);
        json_text(&j, "en", en[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    buf_add(&text, ",");
    buf_addn(&text, m->brochure.data + 1, m->brochure.data_bytes - 1);
    m->brochure.data = text.data;
    m->brochure.data_bytes = text.bytes;
}

static bool read_input(struct making *m)
{
    const struct world *w = m->w;
    bool found =
        db_begin(w->db, DB_READ) &&
        brochure_build(w, m->wish->edition_id, m->wish->language, &m->brochure);
    if (found)
        add_notes(m);
    if (!db_commit(w->db)) {
        db_rollback(w->db);
        fail(m->report, RENDER_REFUSED, "the database cannot be read");
    } else if (!found) {
        fail(m->report, RENDER_FAILED, "there is no such edition");
    }
    return m->report->end == RENDER_DONE;
}

/* Made before, and still there? */
static bool take_made(struct making *m)
{
    struct job_twin twin;
    struct job_notes notes;
    const struct world *w = m->w;
    struct brochure_report *report = m->report;
    if (!job_find_twin(w, m->wish->job_id, input_digest(m), &twin))
        return false;
    job_notes_read(w->mem, twin.notes, &notes);
    notes.same = notes.same ? notes.same : twin.id;
    report->file = twin.file;
    report->bytes = twin.bytes;
    report->pages = (int)twin.pages;
    report->notes = job_notes_write(w->mem, &notes);
    report->made_before = true;
    return true;
}

static void make(struct making *m, const struct render_watch *watch)
{
    const struct world *w = m->w;
    struct brochure_report *report = m->report;
    struct render_outcome outcome;
    struct render_notes notes;
    const char *output =
        m->wish->output ? m->wish->output : brochure_path(w, report->file);
    const struct render_order order = {
        .home = w->home,
        .data = m->brochure.data,
        .data_bytes = m->brochure.data_bytes,
        .images = images_of(m),
        .image_count = m->brochure.image_count,
        .print = m->press,
        .created_at = m->brochure.created_at,
        .output = output,
        .notes = &notes,
    };
    render_notes_start(&notes);
    render_brochure(&m->tools, &order, watch, &outcome);
    report->end = outcome.end;
    report->why = arena_text(w->mem, outcome.why);
    report->pages = outcome.pages;
    report->seconds = outcome.seconds;
    report->memory_kb = outcome.memory_kb;
    report->notes =
        brochure_notes(w, m->wish->edition_id, &m->brochure, &notes);
    render_notes_free(&notes);
    report->bytes = file_size(output);
    if (report->end != RENDER_DONE)
        report->file = NULL;
}

void brochure_run(const struct world *w, const struct brochure_wish *wish,
                  const struct render_watch *watch,
                  struct brochure_report *report)
{
    struct making m = {.w = w, .wish = wish, .report = report};
    *report =
        (struct brochure_report){.end = RENDER_DONE, .why = "", .notes = ""};
    m.proof = str_equal(wish->product, "proof");
    m.press = m.proof || str_equal(wish->product, "print");
    const char *why = brochure_tools(w->mem, &m.tools);
    if (why != NULL) {
        fail(report, RENDER_REFUSED, why);
        return;
    }
    if (!read_input(&m))
        return;
    report->file = wish->output;
    if (wish->output == NULL) {
        if (take_made(&m))
            return;
        report->file = arena_printf(w->mem, "%s-brochure-%" PRId64 ".pdf",
                                    m.brochure.slug, wish->job_id);
        file_folder(arena_printf(w->mem, "%s/exports", w->home), 0700);
    }
    make(&m, watch);
}
