/* Pages of an uploaded PDF: see document.h.
 *
 * pdfinfo counts the pages first, so that a thousand of them cost nothing; then
 * each page is drawn and read by itself, with its own limits of time and
 * memory. A file without its end mark was cut short: poppler would still show
 * what it finds, and a jury would read half a document without knowing. */
#include "app/document.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/confine.h"
#include "app/jobdir.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"

enum {
    PAGE_SECONDS = 20,
    ALL_SECONDS = 170,
    MEMORY_MB = 1000,
    FILE_MB = 32,
    TAIL_BYTES = 2048 /* the end mark is looked for here */
};

struct rendering {
    const struct document_order *order;
    struct document_outcome *outcome;
    struct jobdir job;
    double begin;
    long pages;
    bool locked;
    char complaint[200]; /* the last line */
};

static bool fault(struct rendering *r, enum document_fault what,
                  const char *why)
{
    r->outcome->end = DOCUMENT_FAULTY;
    r->outcome->fault = what;
    snprintf(r->outcome->why, sizeof r->outcome->why, "%s", why);
    return false;
}

static bool stop(struct rendering *r, enum document_end end, const char *why)
{
    r->outcome->end = end;
    snprintf(r->outcome->why, sizeof r->outcome->why, "%s", why);
    return false;
}

/* --- one of poppler's programs ------------------------------------------- */

/* "Pages:           10", "Command Line Error: Incorrect password" */
static void hear(void *context, const char *line)
{
    struct rendering *r = context;
    if (str_starts(line, "Pages:"))
        r->pages = strtol(line + 6, NULL, 10);
    if (strstr(line, "Incorrect password"))
        r->locked = true;
    size_t bytes = strnlen(line, sizeof r->complaint - 1);
    memcpy(r->complaint, line, bytes);
    r->complaint[bytes] = '\0';
}

static bool tick(void *context)
{
    const struct rendering *r = context;
    return r->order->tick(r->order->context);
}

static bool explain(struct rendering *r, const struct confine_result *child)
{
    char why[100];
    switch (child->end) {
    case CONFINE_EXITED:
        if (child->status == 0)
            return true;
        if (r->locked)
            return fault(r, DOCUMENT_LOCKED, "needs a password");
        snprintf(why, sizeof why, "poppler ended with %d", child->status);
        return fault(r, DOCUMENT_BROKEN,
                     r->complaint[0] != '\0' ? r->complaint : why);
    case CONFINE_KILLED:
        snprintf(why, sizeof why, "poppler was killed by signal %d",
                 child->status);
        return fault(r, DOCUMENT_HEAVY, why);
    case CONFINE_TIMEOUT:
        return fault(r, DOCUMENT_HEAVY, "a page took too long");
    case CONFINE_CANCELLED:
        return stop(r, DOCUMENT_CANCELLED, "cancelled");
    case CONFINE_REFUSED:
        break;
    }
    return stop(r, DOCUMENT_REFUSED, child->why);
}

static bool run(struct rendering *r, const char *const *arguments)
{
    const struct confine_plan plan = {.arguments = arguments,
                                      .folder = r->job.path,
                                      .seconds = r->order->page_seconds > 0
                                                     ? r->order->page_seconds
                                                     : PAGE_SECONDS,
                                      .behind = CONFINE_BULK,
                                      .memory_mb = MEMORY_MB,
                                      .file_mb = FILE_MB};
    const struct confine_watch watch = {
        .context = r, .line = hear, .tick = r->order->tick ? tick : NULL};
    struct confine_result child;
    if (clock_monotonic() - r->begin > ALL_SECONDS)
        return fault(r, DOCUMENT_HEAVY, "the pages took too long");
    r->complaint[0] = '\0';
    confine_run(&plan, &watch, &child);
    return explain(r, &child);
}

/* --- before anything is drawn ----------------------------------------------
 */

static bool has_marks(const char *path)
{
    char head[1024], tail[TAIL_BYTES];
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t first = -1, last = -1;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        off_t from =
            about.st_size > TAIL_BYTES ? about.st_size - TAIL_BYTES : 0;
        first = pread(fd, head, sizeof head, 0);
        last = pread(fd, tail, sizeof tail, from);
    }
    close(fd);
    return first > 0 && last > 0 && memmem(head, (size_t)first, "%PDF-", 5) &&
           memmem(tail, (size_t)last, "%%EOF", 5);
}

static bool count_pages(struct rendering *r)
{
    const char *const info[] = {"/usr/bin/pdfinfo", "in.pdf", NULL};
    char why[100];
    if (!run(r, info))
        return false;
    if (r->pages < 1)
        return fault(r, DOCUMENT_BROKEN, "has no page");
    r->outcome->pages = r->pages > INT32_MAX ? INT32_MAX : (int)r->pages;
    if (r->pages <= DOCUMENT_PAGES_MAX)
        return true;
    snprintf(why, sizeof why, "%ld pages", r->pages);
    return fault(r, DOCUMENT_LONG, why);
}

/* --- one page ---------------------------------------------------------------
 */

/* The size stands in the frame header, which says too that it is a JPEG: what
 * a broken-in decoder left there is not passed on as one. */
static bool jpeg_size(const unsigned char *data, size_t bytes, int *width,
                      int *height)
{
    size_t at = 2;
    if (bytes < 4 || data[0] != 0xff || data[1] != 0xd8)
        return false;
    while (at + 9 < bytes && data[at] == 0xff) {
        unsigned char mark = data[at + 1];
        if (mark >= 0xc0 && mark <= 0xc2) {
            *height = data[at + 5] << 8 | data[at + 6];
            *width = data[at + 7] << 8 | data[at + 8];
            return *width > 0 && *height > 0 && *width <= DOCUMENT_SIDE &&
                   *height <= DOCUMENT_SIDE;
        }
        at += 2 + ((size_t)data[at + 2] << 8 | data[at + 3]);
    }
    return false;
}

static bool measure(struct rendering *r, struct document_sheet *sheet)
{
    size_t bytes = 0;
    char *data = file_read(sheet->picture, (size_t)FILE_MB << 20, &bytes);
    bool good = data && jpeg_size((const unsigned char *)data, bytes,
                                  &sheet->width, &sheet->height);
    free(data);
    return good || fault(r, DOCUMENT_BROKEN, "poppler made no picture");
}

/* The text's beginning; a page without text has none, and no fault. */
static size_t take_text(const char *path, char *text)
{
    size_t got = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    while (fd >= 0 && got < DOCUMENT_TEXT_BYTES_MAX) {
        ssize_t more = read(fd, text + got, DOCUMENT_TEXT_BYTES_MAX - got);
        if (more <= 0)
            break;
        got += (size_t)more;
    }
    if (fd >= 0)
        close(fd);
    return got;
}

static bool draw(struct rendering *r, const char *number)
{
    const char *const picture[] = {"/usr/bin/pdftocairo",
                                   "-jpeg",
                                   "-jpegopt",
                                   "quality=85,optimize=y",
                                   "-singlefile",
                                   "-f",
                                   number,
                                   "-l",
                                   number,
                                   "-scale-to",
                                   "1600",
                                   "in.pdf",
                                   "page",
                                   NULL};
    const char *const words[] = {"/usr/bin/pdftotext",
                                 "-enc",
                                 "UTF-8",
                                 "-eol",
                                 "unix",
                                 "-nopgbrk",
                                 "-f",
                                 number,
                                 "-l",
                                 number,
                                 "in.pdf",
                                 "page.txt",
                                 NULL};
    return run(r, picture) && run(r, words);
}

static bool make_page(struct rendering *r, int i, char *text)
{
    char number[12], picture[JOBDIR_PATH_BYTES], words[JOBDIR_PATH_BYTES];
    struct document_sheet sheet = {.number = i,
                                   .count = r->outcome->pages,
                                   .picture = picture,
                                   .text = text};
    snprintf(number, sizeof number, "%d", i);
    if (!jobdir_place(&r->job, "page.jpg", picture) ||
        !jobdir_place(&r->job, "page.txt", words))
        return stop(r, DOCUMENT_REFUSED, r->job.why);
    unlink(picture);
    unlink(words);
    if (!draw(r, number) || !measure(r, &sheet))
        return false;
    sheet.text_bytes = take_text(words, text);
    return r->order->page(r->order->context, &sheet) ||
           stop(r, DOCUMENT_CANCELLED, "cancelled");
}

void document_render(const struct document_order *order,
                     struct document_outcome *outcome)
{
    *outcome = (struct document_outcome){.end = DOCUMENT_DONE};
    struct rendering r = {
        .order = order, .outcome = outcome, .begin = clock_monotonic()};
    if (!has_marks(order->source)) {
        fault(&r, DOCUMENT_BROKEN, "no PDF, or cut short");
        return;
    }
    char *text = malloc(DOCUMENT_TEXT_BYTES_MAX);
    jobdir_open(&r.job, order->home);
    if (!text)
        stop(&r, DOCUMENT_REFUSED, strerror(errno));
    else if (!jobdir_copy(&r.job, order->source, "in.pdf"))
        stop(&r, DOCUMENT_REFUSED, r.job.why);
    else if (count_pages(&r))
        for (int i = 1; i <= outcome->pages; i++)
            if (!make_page(&r, i, text))
                break;
    free(text);
    jobdir_close(&r.job);
}
