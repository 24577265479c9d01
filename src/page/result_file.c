/* The result as a file. A spreadsheet is written by a library that knows files
 * only, so it goes through one in the home's run folder, which is gone before
 * the answer is. */
#include "page/result.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/str.h"
#include "model/tally_csv.h"
#include "model/tally_json.h"
#include "model/tally_xlsx.h"
#include "page/embargo_name.h"
#include "page/result_place.h"

static const size_t file_bytes_max = (size_t)256 << 20;

static const char *file_name(struct ctx *c, const struct result_place *p,
                             const char *ending)
{
    return embargo_name(c, &p->edition,
                        arena_printf(c->world.mem, "%s-%s.%s", p->edition.slug,
                                     p->result.round.slug, ending));
}

void get_result_json(struct ctx *c)
{
    struct result_place p;
    struct buf text;
    if (!result_place(c, &p))
        return;
    result_place_all(c, &p);
    buf_init(&text, c->world.mem);
    tally_json_reports(&text, p.edition.slug, &p.result.report, 1);
    reply_download_bytes(c->world.mem, c->reply, text.data, text.bytes,
                         file_name(c, &p, "json"), "application/json");
}

void get_result_csv(struct ctx *c)
{
    struct result_place p;
    struct buf text;
    if (!result_place(c, &p))
        return;
    buf_init(&text, c->world.mem);
    tally_csv(&text, &p.result.report, 1);
    reply_download_bytes(c->world.mem, c->reply, text.data, text.bytes,
                         file_name(c, &p, "csv"), "text/csv; charset=utf-8");
}

/* The workbook's bytes in the arena; NULL, and logged, if it cannot be made. */
static char *make_workbook(struct ctx *c, const struct result *r, size_t *bytes)
{
    struct arena *mem = c->world.mem;
    char *path = arena_printf(mem, "%s/run/result-XXXXXX", c->world.home);
    int file = mkstemp(path);
    if (file < 0) {
        log_event("result", "xlsx", strerror(errno), NULL);
        return NULL;
    }
    close(file);
    const char *why = tally_xlsx_write(path, c->lang, &r->report, 1);
    char *data = why == NULL ? file_read(path, file_bytes_max, bytes) : NULL;
    unlink(path);
    if (data == NULL) {
        log_event("result", "xlsx", why ? why : strerror(errno), NULL);
        return NULL;
    }
    char *copy = arena_textn(mem, data, *bytes);
    free(data);
    return copy;
}

void get_result_xlsx(struct ctx *c)
{
    struct result_place p;
    size_t bytes = 0;
    if (!result_place(c, &p))
        return;
    char *data = make_workbook(c, &p.result, &bytes);
    if (data == NULL) {
        ctx_refuse(c, 500, T("The spreadsheet could not be written."));
        return;
    }
    reply_download_bytes(
        c->world.mem, c->reply, data, bytes, file_name(c, &p, "xlsx"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}
