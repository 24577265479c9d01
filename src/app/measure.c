/* A typesetter that stays: see measure.h. */
#include "app/measure.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/confine_talk.h"
#include "app/jobdir.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"

enum {
    ANSWER_MS = 60000, /* usually 100; but logins go first, and others */
    ANSWER_BYTES = 2000,
    PAGES_MAX = 500, /* of one process: what it might leak ends with it */
    LIFE_SECONDS = 900,
    REST_S = 300,
    MEMORY_MB = 1500,
    FILE_MB = 16
};

struct measure {
    const struct render_tools *tools;
    const char *home;
    struct confine_talk *talk; /* NULL: none runs */
    struct jobdir folder;      /* of the one that runs */
    int pages, answer_ms;
    double used_at;
};

struct measure *measure_new(const char *home, const struct render_tools *tools)
{
    struct measure *m = calloc(1, sizeof *m);
    if (m == NULL)
        die("no memory");
    m->home = home;
    m->tools = tools;
    m->answer_ms = ANSWER_MS;
    return m;
}

static void stop(struct measure *m)
{
    if (m->talk == NULL)
        return;
    confine_talk_end(m->talk);
    m->talk = NULL;
    jobdir_close(&m->folder);
}

void measure_free(struct measure *m)
{
    if (m != NULL)
        stop(m);
    free(m);
}

static bool copy_templates(struct measure *m)
{
    static const char *const names[] = {"fit.typ", "company.typ", "entry.typ",
                                        "kit.typ", "sheet.typ"};
    char source[PATH_MAX + 100];
    jobdir_open(&m->folder, m->home);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(source, sizeof source, "%s/%s", m->tools->assets, names[i]);
        jobdir_copy(&m->folder, source, names[i]);
    }
    return m->folder.why[0] == '\0';
}

static bool start(struct measure *m, struct arena *mem, const char **why)
{
    char program[PATH_MAX + 100], refused[200] = "";
    snprintf(program, sizeof program, "%s/fit.mjs", m->tools->assets);
    if (copy_templates(m)) {
        const char *const arguments[] = {
            m->tools->node, "--max-old-space-size=256",
            program,        m->tools->modules,
            m->folder.path, NULL};
        const char *const readable[] = {m->tools->node, m->tools->libraries,
                                        m->tools->assets, m->tools->modules,
                                        NULL};
        const struct confine_plan plan = {.arguments = arguments,
                                          .folder = m->folder.path,
                                          .readable = readable,
                                          .seconds = LIFE_SECONDS,
                                          .memory_mb = MEMORY_MB,
                                          .file_mb = FILE_MB};
        m->talk = confine_talk_start(&plan, refused);
    }
    if (m->talk != NULL) {
        m->pages = 0;
        return true;
    }
    *why = arena_text(mem, refused[0] ? refused : m->folder.why);
    jobdir_close(&m->folder);
    return false;
}

/* What the typesetter says is checked like anything from outside. */
static bool read_answer(struct arena *mem, const char *answer, int number,
                        struct fit *fit, const char **why)
{
    enum { PAGES_LIMIT = 1000, SHARE_LIMIT = 9999 };
    struct json_fault fault;
    const struct json *a = json_parse(mem, answer, strlen(answer), &fault);
    *fit = (struct fit){
        .pages = json_get_int(a, "pages", 0),
        .page = json_get_int(a, "page", 0),
        .de = json_get_int(a, "de", 0),
        .en = json_get_int(a, "en", 0),
    };
    *why = json_get_text(a, "error", "the typesetter answered something else");
    return json_get_int(a, "id", -1) == number && fit->pages > 0 &&
           fit->pages < PAGES_LIMIT && fit->page > 0 &&
           fit->page <= SHARE_LIMIT && fit->de >= 0 && fit->de <= SHARE_LIMIT &&
           fit->en >= 0 && fit->en <= SHARE_LIMIT;
}

bool measure_page(struct measure *m, struct arena *mem, const char *data,
                  struct fit *fit, const char **why)
{
    enum { TRIES = 2 };
    char answer[ANSWER_BYTES];
    *why = "the typesetter does not answer";
    for (int i = 0; i < TRIES; i++) {
        if (m->pages >= PAGES_MAX)
            stop(m);
        if (m->talk == NULL && !start(m, mem, why))
            return false;
        int number = ++m->pages;
        m->used_at = clock_monotonic();
        char *line =
            arena_printf(mem, "{\"id\": %d, \"data\": %s}", number, data);
        if (confine_talk_ask(m->talk, line, m->answer_ms, answer,
                             sizeof answer))
            return read_answer(mem, answer, number, fit, why);
        stop(m);
        /* a page that takes too long would do so again */
        if (clock_monotonic() - m->used_at >= m->answer_ms / 1000.0)
            break;
    }
    return false;
}

void measure_rest(struct measure *m)
{
    if (m->talk != NULL && clock_monotonic() - m->used_at > REST_S)
        stop(m);
}

void measure_patience(struct measure *m, int ms)
{
    m->answer_ms = ms;
}

int measure_pid(const struct measure *m)
{
    return m->talk ? confine_talk_pid(m->talk) : 0;
}

bool measure_next(struct measure *m, const struct world *w)
{
    struct fit_work work;
    struct fit fit;
    char id[24], seconds[24];
    const char *why;
    if (m == NULL || !fit_next(w, &work))
        return false;
    double begin = clock_monotonic();
    bool good = measure_page(m, w->mem, work.data, &fit, &why);
    struct world after = *w;
    after.now = clock_now();
    if (good)
        fit_measured(&after, &work, &fit);
    else
        fit_failed(&after, &work);
    snprintf(id, sizeof id, "%" PRId64, work.entry_id);
    snprintf(seconds, sizeof seconds, "%.3f", clock_monotonic() - begin);
    log_event("fit", "entry", id, "state", good ? "done" : "failed", "message",
              good ? "" : why, "seconds", seconds, NULL);
    return true;
}
