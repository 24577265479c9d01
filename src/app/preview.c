/* Drawing pages: see preview.h. */
#include "app/preview.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/log.h"
#include "base/str.h"
#include "model/file.h"

enum { TRIES = 2, PAGES_LIMIT = 1000 };

static int patience_ms = PREVIEW_MS;

void preview_patience(int ms)
{
    patience_ms = ms;
}

/* --- what comes back --------------------------------------------------------
 */

static bool known_element(const char *name, size_t bytes)
{
    static const char *const names[] = {"svg",
                                        "g",
                                        "path",
                                        "symbol",
                                        "use",
                                        "defs",
                                        "image",
                                        "rect",
                                        "clipPath",
                                        "linearGradient",
                                        "radialGradient",
                                        "pattern",
                                        "stop",
                                        "mask",
                                        "circle",
                                        "ellipse",
                                        "polygon",
                                        "line",
                                        "polyline"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == bytes && memcmp(names[i], name, bytes) == 0)
            return true;
    return false;
}

/* A name of the drawing's own, or bytes of a picture that stand in it. */
static bool known_target(const char *value)
{
    return value[0] == '#' || str_starts(value, "data:image/jpeg;base64,") ||
           str_starts(value, "data:image/png;base64,") ||
           str_starts(value, "data:image/svg+xml;base64,");
}

/* One attribute, from its name on; its end, or NULL if it may not be there. */
static const char *attribute(const char *at)
{
    size_t name = strcspn(at, "=<>\"' ");
    if (name == 0 || at[name] != '=' || at[name + 1] != '"')
        return NULL;
    const char *value = at + name + 2;
    const char *end = strchr(value, '"');
    bool href = (name == 4 && memcmp(at, "href", 4) == 0) ||
                (name == 10 && memcmp(at, "xlink:href", 10) == 0);
    if (end == NULL || memchr(value, '<', (size_t)(end - value)) ||
        str_starts(at, "on") || str_starts(at, "style") ||
        (href && !known_target(value)))
        return NULL;
    const char *url = strstr(value, "url(");
    if (url != NULL && url < end && url[4] != '#')
        return NULL;
    return end + 1;
}

/* One tag, behind its '<'; its end, or NULL. */
static const char *tag(const char *at)
{
    at += *at == '/';
    size_t bytes = strcspn(at, " />");
    if (!known_element(at, bytes))
        return NULL;
    for (at += bytes; at != NULL && *at != '>';) {
        at += strspn(at, " /");
        if (*at != '>')
            at = attribute(at);
    }
    return at ? at + 1 : NULL;
}

const char *preview_refuse(const char *svg, size_t bytes)
{
    static const char start[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" ";
    if (strlen(svg) != bytes || !str_starts(svg, start) ||
        !str_ends(svg, "</svg>"))
        return "the typesetter drew something else";
    for (const char *at = svg; at != NULL && *at != '\0';) {
        if (*at != '<')
            return "the typesetter's drawing has text in it";
        at = tag(at + 1);
        if (at == NULL)
            return "the typesetter's drawing has something foreign in it";
    }
    return NULL;
}

/* The child that wrote it may have become anything: no link is followed, no
 * fifo waited for, and the bytes that were looked at are those that are kept.
 */
static const char *read_page(const char *path, char **data, size_t *bytes)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    *data = NULL;
    *bytes = 0;
    bool good = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) &&
                about.st_size > 0 && about.st_size <= PREVIEW_FILE_MAX;
    if (good)
        *data = calloc(1, (size_t)about.st_size + 1);
    while (*data && *bytes < (size_t)about.st_size) {
        ssize_t got = read(fd, *data + *bytes, (size_t)about.st_size - *bytes);
        if (got <= 0)
            break;
        *bytes += (size_t)got;
    }
    if (fd >= 0)
        close(fd);
    if (*data && *bytes == (size_t)about.st_size)
        return NULL;
    return good ? "a page that was drawn cannot be read"
                : "the typesetter drew no page, or one that is too large";
}

/* Made anew at every start, so it need not be safely on the disk. */
static bool write_page(const char *path, const char *data, size_t bytes)
{
    char part[PATH_MAX + 8];
    snprintf(part, sizeof part, "%s.part", path);
    int fd =
        open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    size_t done = 0;
    while (fd >= 0 && done < bytes) {
        ssize_t put = write(fd, data + done, bytes - done);
        if (put <= 0)
            break;
        done += (size_t)put;
    }
    bool whole = fd >= 0 && close(fd) == 0 && done == bytes;
    if (whole && rename(part, path) == 0)
        return true;
    unlink(part);
    return false;
}

static const char *take_page(const struct world *w, struct jobdir *folder,
                             const struct preview_work *work, size_t page)
{
    char name[32], path[JOBDIR_PATH_BYTES], *data;
    size_t bytes;
    snprintf(name, sizeof name, "page-%zu.svg", page + 1);
    if (!jobdir_place(folder, name, path))
        return folder->why;
    const char *why = read_page(path, &data, &bytes);
    if (why == NULL)
        why = preview_refuse(data, bytes);
    if (why == NULL &&
        !write_page(preview_path(w, work->digest, page), data, bytes))
        why = "the preview cannot be written";
    free(data);
    unlink(path);
    return why;
}

static const char *take_pages(const struct world *w, struct jobdir *folder,
                              const struct preview_work *work, int64_t pages)
{
    const char *why = NULL;
    file_folder(arena_printf(w->mem, "%s/run/preview", w->home), 0700);
    for (int64_t i = 0; i < pages && i < PREVIEW_PAGES_MAX && !why; i++)
        why = take_page(w, folder, work, (size_t)i);
    return why;
}

/* --- what is asked ----------------------------------------------------------
 */

static void copy_images(const struct world *w, struct jobdir *folder,
                        const struct preview_work *work)
{
    for (size_t i = 0; i < work->image_count; i++)
        jobdir_copy(folder, file_path(w, work->image[i].digest),
                    work->image[i].name);
}

static void remove_images(struct jobdir *folder,
                          const struct preview_work *work)
{
    for (size_t i = 0; i < work->image_count; i++)
        jobdir_remove(folder, work->image[i].name);
}

static const char *answered(const struct world *w, struct jobdir *folder,
                            const struct preview_work *work,
                            const struct json *answer, int64_t *pages)
{
    const char *error = json_get_text(answer, "error", NULL);
    *pages = json_get_int(answer, "pages", 0);
    if (error != NULL)
        return error;
    if (*pages <= 0 || *pages >= PAGES_LIMIT)
        return "the typesetter answered something else";
    return take_pages(w, folder, work, *pages);
}

bool preview_draw(struct measure *m, const struct world *w,
                  const struct preview_work *work, int64_t *pages,
                  const char **why)
{
    const struct json *answer;
    char *members = arena_printf(w->mem,
                                 "\"want\": \"page\", \"most\": %d, "
                                 "\"data\": %s",
                                 PREVIEW_PAGES_MAX, work->data);
    *why = "the typesetter does not answer";
    for (int i = 0; i < TRIES; i++) {
        struct jobdir *folder = measure_folder(m, w->mem, why);
        if (folder == NULL)
            return false;
        copy_images(w, folder, work);
        if (folder->why[0] != '\0') {
            *why = arena_text(w->mem, folder->why);
            return false;
        }
        switch (measure_ask(m, w->mem, members, patience_ms, &answer)) {
        case MEASURE_ANSWERED:
            *why = answered(w, folder, work, answer, pages);
            remove_images(folder, work);
            return *why == NULL;
        case MEASURE_LATE: /* it would be so again */
            *why = "the page takes too long to lay out";
            return false;
        case MEASURE_DIED:
            break;
        }
    }
    return false;
}

bool preview_work_next(struct measure *m, const struct world *w)
{
    struct preview_work work;
    char seconds[24];
    const char *why;
    int64_t pages;
    if (m == NULL || !preview_next(w, &work))
        return false;
    double begin = clock_monotonic();
    bool good = preview_draw(m, w, &work, &pages, &why);
    struct world after = *w;
    after.now = clock_now();
    work.seconds = clock_monotonic() - begin;
    if (good)
        preview_done(&after, &work, pages);
    else
        preview_failed(&after, &work, why);
    snprintf(seconds, sizeof seconds, "%.3f", work.seconds);
    log_event("preview", "key", work.key, "state", good ? "done" : "failed",
              "message", good ? "" : why, "seconds", seconds, NULL);
    return true;
}
