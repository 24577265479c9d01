/* What the command line has no door for: pictures, honours and prizes of a
 * home's nominations, and what goes wrong with them.
 *
 *   torture_home fill HOME EDITION FILE FOLDER
 *   torture_home break HOME EDITION FILE
 *
 * FILE is rest.tsv of tests/support/torture.mjs, FOLDER has the pictures.
 * `break` comes once the pictures are prepared: it takes what lies on the disk
 * for those of lines "break CODE QUESTION" and leaves rubbish there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "db/db.h"
#include "model/consent.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/file.h"
#include "model/honour.h"
#include "model/prize.h"

enum { LINE = 4096, FIELDS = 7 };

static struct app *app;
static struct arena *mem;
static struct world w;
static struct edition edition;
static const char *folder;
static char *field[FIELDS];

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "torture_home: %s: %s\n", what, why);
    exit(1);
}

static int64_t entry_of(const char *code)
{
    int64_t id = db_number(
        app->db, arena_printf(mem,
                              "SELECT COALESCE((SELECT id FROM entry WHERE "
                              "edition_id = %lld AND code = '%s'), 0)",
                              (long long)edition.id, code));
    if (id == 0)
        give_up(code, "no such nomination");
    return id;
}

static int64_t question_of(const char *code)
{
    return db_number(
        app->db, arena_printf(mem,
                              "SELECT id FROM question WHERE edition_id = %lld "
                              "AND code = '%s'",
                              (long long)edition.id, code));
}

static void picture(int64_t entry)
{
    size_t bytes;
    int64_t file, question = question_of(field[2]);
    char *path = arena_printf(mem, "%s/%s", folder, field[3]);
    char *data = file_read(path, FILE_IMAGE_BYTES_MAX, &bytes);
    if (data == NULL ||
        file_store_image(&w, field[3], data, bytes, &file) != FILE_STORED)
        give_up(path, "is not taken");
    free(data);
    const struct entry_caption caption = {
        .credit = field[4], .alt_de = field[5], .alt_en = field[6]};
    entry_picture(&w, entry, question, file);
    entry_describe_picture(&w, entry, question, &caption);
}

static void honour(int64_t entry)
{
    int64_t category = db_number(
        app->db, arena_printf(mem,
                              "SELECT confirmed_category_id FROM entry WHERE "
                              "id = %lld",
                              (long long)entry));
    if (honour_set(&w, entry, field[2], category, field[3], field[4]) !=
        HONOUR_OK)
        give_up(field[1], "cannot be honoured");
}

static int64_t prize_of(const char *code)
{
    return db_number(
        app->db, arena_printf(mem,
                              "SELECT id FROM prize WHERE edition_id = %lld "
                              "AND code = '%s'",
                              (long long)edition.id, code));
}

static void prize(int64_t entry)
{
    const int64_t heads = 7;
    const struct prize_award award = {.prize_id = prize_of(field[2]),
                                      .entry_id = entry,
                                      .heads = &heads,
                                      .reason_de = field[3],
                                      .reason_en = field[4]};
    if (prize_give(&w, &award) != PRIZE_OK)
        give_up(field[2], "cannot be given");
}

static void withhold(void)
{
    const struct withheld withheld = {.prize_id = prize_of(field[2]),
                                      .reason_de = field[3],
                                      .reason_en = field[4]};
    if (withheld_put(&w, edition.id, &withheld) != PRIZE_OK)
        give_up(field[2], "cannot be withheld");
}

static void fill_line(int64_t entry)
{
    if (str_equal(field[0], "picture"))
        picture(entry);
    else if (str_equal(field[0], "honour"))
        honour(entry);
    else if (str_equal(field[0], "prize"))
        prize(entry);
    else if (str_equal(field[0], "withhold"))
        withhold();
    else if (str_equal(field[0], "withdraw") &&
             !consent_take_back(&w, entry, field[2]))
        give_up(field[1], "has nothing to take back");
}

static void break_size(int64_t entry, const char *size)
{
    const char *digest = db_text(
        app->db,
        arena_printf(mem,
                     "SELECT r.digest FROM picture p JOIN rendition r "
                     "USING (file_id) WHERE p.entry_id = %lld AND "
                     "p.question_id = %lld AND r.size = '%s'",
                     (long long)entry, (long long)question_of(field[2]), size));
    char *path = file_path(&w, digest);
    if (!file_write(path, "rubbish", 7, 0600))
        give_up(path, "cannot be written");
}

static void break_line(int64_t entry)
{
    if (!str_equal(field[0], "break"))
        return;
    break_size(entry, "print");
    break_size(entry, "large");
}

static void read_lines(const char *file, void (*line_of)(int64_t entry))
{
    char line[LINE];
    FILE *in = fopen(file, "r");
    if (in == NULL)
        give_up(file, "cannot be read");
    while (fgets(line, sizeof line, in)) {
        char *rest = line;
        line[strcspn(line, "\n")] = '\0';
        for (int i = 0; i < FIELDS; i++) {
            char *part = strsep(&rest, "\t");
            field[i] = part != NULL ? part : arena_text(mem, "");
        }
        line_of(entry_of(field[1]));
    }
    fclose(in);
}

int main(int argc, char **argv)
{
    const char *why = NULL;
    if (argc < 5) {
        fputs("usage: torture_home fill|break HOME EDITION FILE [FOLDER]\n",
              stderr);
        return 2;
    }
    app = app_open(argv[2], &why);
    if (app == NULL)
        give_up(argv[2], why);
    mem = arena_new();
    w = app_world(app, mem);
    if (!edition_by_slug(&w, argv[3], &edition))
        give_up(argv[3], "no such edition");
    db_begin(app->db, DB_WRITE);
    bool filling = argc == 6 && strcmp(argv[1], "fill") == 0;
    folder = filling ? argv[5] : "";
    read_lines(argv[4], filling ? fill_line : break_line);
    if (!db_commit(app->db))
        give_up(argv[2], "was not written");
    app_close(app);
    arena_free(mem);
    return 0;
}
