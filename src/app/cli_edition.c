/* Editions and bulk data from the shell. */
#include "app/cli_edition.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli_open.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "model/edition.h"
#include "model/import.h"
#include "model/setup.h"

enum { INPUT_BYTES_MAX = 64 * 1024 * 1024 };

static int list(const char *folder)
{
    struct cli_home h;
    struct buf out;
    struct sql_edition_list_row *row;
    if (!cli_open(&h, folder, DB_READ))
        return EXIT_ENVIRONMENT;
    buf_init(&out, h.mem);
    size_t count = sql_edition_list(h.world.db, &row);
    for (size_t i = 0; i < count; i++) {
        struct edition e;
        if (edition_by_id(&h.world, row[i].id, &e))
            buf_addf(&out, "%s\t%s\t%s\n", e.slug, edition_state(&h.world, &e),
                     lang_pick(LANG_DE, e.title_de, e.title_en));
    }
    return cli_close(&h, cli_write(NULL, out.data, out.bytes));
}

static int export_edition(const char *folder, const char *slug,
                          const char *output)
{
    struct cli_home h;
    struct edition e;
    struct buf out;
    int status = EXIT_DONE;
    if (!cli_open(&h, folder, DB_READ))
        return EXIT_ENVIRONMENT;
    buf_init(&out, h.mem);
    if (!edition_by_slug(&h.world, slug, &e)) {
        status = cli_fail(EXIT_REFUSED, slug, "there is no such edition");
    } else {
        setup_export(&h.world, e.id, &out);
        status = cli_write(output, out.data, out.bytes);
    }
    return cli_close(&h, status);
}

static int report_setup(const char *path, const struct setup_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        fprintf(stderr, "lorbeer: %s: %s: %s\n", path, faults->list[i].where,
                faults->list[i].what);
    return EXIT_INPUT;
}

static int import_document(struct cli_home *h, const char *path,
                           const char *text, size_t bytes)
{
    struct json_fault wrong;
    struct setup_faults faults;
    int64_t id = 0;
    const struct json *doc = json_parse(h->mem, text, bytes, &wrong);
    if (doc == NULL) {
        fprintf(stderr, "lorbeer: %s:%d: %s\n", path, wrong.line, wrong.text);
        return EXIT_INPUT;
    }
    switch (setup_import(&h->world, doc, &faults, &id)) {
    case SETUP_OK:
        return EXIT_DONE;
    case SETUP_FAULTY:
        return report_setup(path, &faults);
    case SETUP_IN_USE:
        break;
    }
    return cli_fail(EXIT_REFUSED, json_get_text(doc, "slug", path),
                    "the edition exists and is not an empty draft");
}

static int import_edition(const char *folder, const char *path)
{
    struct cli_home h;
    size_t bytes = 0;
    char *text = file_read(path, INPUT_BYTES_MAX, &bytes);
    if (text == NULL)
        return cli_fail(EXIT_ENVIRONMENT, path, strerror(errno));
    int status = EXIT_ENVIRONMENT;
    if (cli_open(&h, folder, DB_WRITE))
        status = cli_close(&h, import_document(&h, path, text, bytes));
    free(text);
    return status;
}

int cli_edition(int argc, char **argv)
{
    const char *output = cli_option(&argc, argv, "--output", true);
    const char *slug = cli_option(&argc, argv, "--edition", true);
    const char *what = argc > 1 ? argv[1] : "";
    if (str_equal(what, "list") && cli_arguments(argc, argv, 3))
        return list(argv[2]);
    if (str_equal(what, "import") && cli_arguments(argc, argv, 4))
        return import_edition(argv[2], argv[3]);
    if (str_equal(what, "export") && slug == NULL &&
        cli_arguments(argc, argv, 4))
        slug = argv[3];
    else if (!str_equal(what, "export") || !cli_arguments(argc, argv, 3))
        slug = NULL;
    if (slug != NULL)
        return export_edition(argv[2], slug, output);
    return cli_usage("edition");
}

static int import_data(struct cli_home *h, const char *slug, const char *path,
                       bool scores, size_t *added)
{
    struct edition e;
    struct import_faults faults = {NULL, 0};
    size_t bytes = 0;
    if (!edition_by_slug(&h->world, slug, &e))
        return cli_fail(EXIT_REFUSED, slug, "there is no such edition");
    char *text = file_read(path, INPUT_BYTES_MAX, &bytes);
    if (text == NULL)
        return cli_fail(EXIT_ENVIRONMENT, path, strerror(errno));
    *added = scores ? import_scores(&h->world, e.id, text, bytes, &faults)
                    : import_entries(&h->world, e.id, text, bytes, &faults);
    free(text);
    for (size_t i = 0; i < faults.count; i++)
        fprintf(stderr, "lorbeer: %s:%zu: %s\n", path, faults.list[i].line,
                faults.list[i].what);
    return faults.count > 0 ? EXIT_INPUT : EXIT_DONE;
}

int cli_import(int argc, char **argv)
{
    struct cli_home h;
    const char *slug = cli_option(&argc, argv, "--edition", true);
    const char *entries = cli_option(&argc, argv, "--entries", true);
    const char *scores = cli_option(&argc, argv, "--scores", true);
    if (slug == NULL || !cli_arguments(argc, argv, 2) ||
        (entries == NULL) == (scores == NULL))
        return cli_usage("import");
    if (!cli_open(&h, argv[1], DB_WRITE))
        return EXIT_ENVIRONMENT;
    size_t added = 0;
    const char *path = entries ? entries : scores;
    int status = import_data(&h, slug, path, scores != NULL, &added);
    status = cli_close(&h, status);
    if (status == EXIT_DONE) /* said only when it is on the disk */
        printf("%zu %s\n", added, scores ? "marks" : "nominations");
    return status;
}
