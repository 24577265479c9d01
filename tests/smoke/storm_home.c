/* A home for many people who save at once, and what is in it afterwards.
 *
 *   storm_home prepare HOME jurors|companies COUNT FILE
 *   storm_home verify HOME jurors|companies FILE LOG
 *
 * `prepare` fills a home of `lorbeer init`. For jurors: an edition with an open
 * round of three criteria (0 to 10, in thousandths) and so many jurors, each
 * with all ten nominations, welcomed and logged in. For companies: an edition
 * that is open for nominations, with a form of three questions, and so many
 * companies, each with a draft and somebody who is logged in. FILE gets a line
 * for each person: the session's cookie, where sheets are ("/jury/entry"), the
 * query they need, and after a count each the sheets and their fields.
 *
 * `verify` reads what storm_client wrote down for each of them (LOG.0, LOG.1,
 * …; see there) and says what does not fit: a save that was answered and is not
 * there, or twice; a version that nobody sent; a present mark or answer that is
 * not the last version. A company's versions replace each other as long as
 * nobody else could see them: of these the last has to be there. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/arena.h"
#include "base/clock.h"
#include "db/db.h"
#include "model/entry.h"
#include "model/jury.h"
#include "model/organisation.h"
#include "model/round.h"
#include "model/session.h"
#include "model/user.h"
#include "page/ctx.h"
#include "page/welcome.h"

enum { CRITERIA = 3, LINE = 4096 };

static struct app *app;
static struct arena *mem;

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "storm_home: %s: %s\n", what, why);
    exit(1);
}

static void run(const char *sql)
{
    const char *why = db_script(app->db, sql);
    if (why != NULL)
        give_up(sql, why);
}

/* --- before -----------------------------------------------------------------
 */

static void make_edition(void)
{
    run("INSERT INTO edition (slug, number, year, title_de, title_en, phase, "
        "created_at) VALUES ('storm', 1, 2026, 'Sturm', 'Storm', 5, 1);"
        "INSERT INTO category (edition_id, code, position, name_de, name_en) "
        "SELECT id, 'all', 1, 'Alle', 'All' FROM edition;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
        "i < 10) INSERT INTO organisation (name, created_at) "
        "SELECT 'Firma ' || i, 1 FROM n;"
        "INSERT INTO entry (edition_id, organisation_id, code, category_id, "
        "confirmed_category_id, state, number, created_at, updated_at, "
        "submitted_at) SELECT e.id, o.id, 'E' || o.id, k.id, k.id, 'admitted', "
        "o.id, 1, 1, 1 FROM edition e, organisation o, category k;"
        "INSERT INTO round (edition_id, slug, name_de, name_en, "
        "scale_decimals) SELECT id, 'storm', 'Sturm', 'Storm', 3 FROM edition;"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
        "i < 3) INSERT INTO criterion (round_id, code, position, name_de, "
        "name_en, weight, lo, hi, step) SELECT r.id, 'K' || i, i, 'K' || i, "
        "'C' || i, 1, 0, 10000, 1 FROM round r, n;");
}

static void write_juror(FILE *out, const struct world *w, int64_t user)
{
    fprintf(out, "%s /jury/entry round=%s %s %s\n", session_start(w, user),
            db_text(app->db, "SELECT id FROM round"),
            db_text(app->db,
                    "SELECT count(*) || ' ' || group_concat(e.id, ' ')"
                    " FROM entry e JOIN round r USING (edition_id)"),
            db_text(app->db,
                    "SELECT (2 * count(*)) || ' ' || "
                    "group_concat('c_' || id, ' ') || ' ' || "
                    "group_concat('comment_' || id, ' ') "
                    "FROM criterion"));
}

static void declare_all(const struct world *w)
{
    int64_t entries = db_number(app->db, "SELECT max(id) FROM entry");
    int64_t members = db_number(app->db, "SELECT max(id) FROM jury_member");
    for (int64_t m = 1; m <= members; m++)
        for (int64_t e = 1; e <= entries; e++)
            conflict_declare(w, m, e, "none", "");
}

/* The rules, once the opening has fixed them. */
static void accept_all(const struct world *w)
{
    struct ctx c = {.world = *w, .lang = LANG_DE};
    int64_t members = db_number(app->db, "SELECT max(id) FROM jury_member");
    for (int64_t m = 1; m <= members; m++)
        welcome_accept_all(&c, m);
}

static void make_form(void)
{
    run("INSERT INTO edition (slug, number, year, title_de, title_en, phase, "
        "deadline_at, created_at) VALUES ('drafts', 2, 2027, 'Entwurf', "
        "'Draft', 1, 9999999999, 1);"
        "INSERT INTO section (edition_id, code, position, title_de, title_en) "
        "SELECT id, 's', 1, 'S', 'S' FROM edition WHERE slug = 'drafts';"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
        "i < 3) INSERT INTO question (edition_id, section_id, code, position, "
        "kind, label_de, label_en) SELECT s.edition_id, s.id, 'f' || i, i, "
        "'short', 'F', 'F' FROM section s, n;");
}

static void prepare_companies(int companies, const char *file)
{
    FILE *out = fopen(file, "w");
    struct world w = app_world(app, mem);
    if (out == NULL)
        give_up(file, "cannot be written");
    make_form();
    int64_t edition =
        db_number(app->db, "SELECT id FROM edition WHERE slug = 'drafts'");
    db_begin(app->db, DB_WRITE);
    for (int i = 0; i < companies; i++) {
        char *email = arena_printf(mem, "firma%d@storm.example", i);
        w.user_id = user_create(&w, email, email, "de");
        user_grant(&w, w.user_id, "company");
        int64_t organisation = organisation_create(&w, email);
        organisation_join(&w, organisation, w.user_id);
        fprintf(out, "%s /my/entry - 1 %" PRId64 " 3 q_f1 q_f2 q_f3\n",
                session_start(&w, w.user_id),
                entry_create(&w, edition, organisation));
    }
    if (!db_commit(app->db))
        give_up("the companies", "cannot begin");
    fclose(out);
}

static void prepare_jurors(int jurors, const char *file)
{
    FILE *out = fopen(file, "w");
    struct world w = app_world(app, mem);
    if (out == NULL)
        give_up(file, "cannot be written");
    make_edition();
    int64_t edition =
        db_number(app->db, "SELECT id FROM edition WHERE slug = 'storm'");
    int64_t round = db_number(app->db, "SELECT id FROM round");
    db_begin(app->db, DB_WRITE);
    for (int i = 0; i < jurors; i++) {
        char *email = arena_printf(mem, "juror%d@storm.example", i);
        int64_t user = user_create(&w, email, email, "de");
        jury_add(&w, edition, user, "", "", "", false);
        write_juror(out, &w, user);
    }
    assignment_all(&w, round);
    declare_all(&w);
    if (round_open(&w, round) != ROUND_OK)
        give_up("the round", "does not open");
    accept_all(&w);
    if (!db_commit(app->db))
        give_up("the jury", "accepts nothing");
    fclose(out);
}

/* --- afterwards --------------------------------------------------------------
 */

static void read_log(const char *log, int juror)
{
    char name[LINE], line[LINE], what;
    long number, entry, value[CRITERIA];
    snprintf(name, sizeof name, "%s.%d", log, juror);
    FILE *in = fopen(name, "r");
    if (in == NULL)
        give_up(name, "cannot be read");
    while (fgets(line, sizeof line, in)) {
        if (sscanf(line, "%c %ld %ld %ld %ld %ld", &what, &number, &entry,
                   &value[0], &value[1], &value[2]) != 6)
            give_up(name, line);
        for (int k = 0; k < CRITERIA && what == '>'; k++)
            run(arena_printf(mem,
                             "INSERT INTO temp.sent VALUES (%d, %ld, %d, %ld, "
                             "%ld, 0)",
                             juror, entry, k + 1, number, value[k]));
        if (what == '<')
            run(arena_printf(mem,
                             "UPDATE temp.sent SET saved = 1 WHERE juror = %d "
                             "AND number = %ld",
                             juror, number));
    }
    fclose(in);
    arena_reset(mem);
}

enum { JURORS = 1, COMPANIES = 2, BOTH = 3 };

static const struct {
    int of;
    const char *what, *sql;
} faults[] = {
    {JURORS, "saves that were answered and are not there",
     "SELECT count(*) FROM sent s WHERE saved = 1 AND NOT EXISTS (SELECT 1 "
     "FROM kept k WHERE k.juror = s.juror AND k.entry = s.entry AND "
     "k.criterion = s.criterion AND k.number = s.number AND k.value = "
     "s.value)"},
    {BOTH, "versions that are there twice",
     "SELECT count(*) - count(DISTINCT juror || ' ' || entry || ' ' || "
     "criterion || ' ' || number) FROM kept"},
    {BOTH, "versions that nobody sent",
     "SELECT count(*) FROM kept k WHERE NOT EXISTS (SELECT 1 FROM sent s WHERE "
     "s.juror = k.juror AND s.entry = k.entry AND s.criterion = k.criterion "
     "AND s.number = k.number AND s.value = k.value)"},
    {BOTH, "saves that are there in part",
     "SELECT count(*) FROM (SELECT 1 FROM kept GROUP BY juror, entry, number "
     "HAVING count(*) <> 3)"},
    {JURORS, "marks that are not the last version",
     "SELECT count(*) FROM score s JOIN temp.last l ON l.ballot_id = "
     "s.ballot_id AND l.criterion_id = s.criterion_id WHERE s.value <> "
     "l.value OR s.comment <> l.comment"},
    {JURORS, "marks without a version, or versions without a mark",
     "SELECT (SELECT count(*) FROM score) - (SELECT count(*) FROM temp.last)"},
    {BOTH, "versions that are older than what was there",
     "SELECT count(*) FROM kept a JOIN kept b ON a.juror = b.juror AND a.entry "
     "= b.entry AND a.criterion = b.criterion AND a.id < b.id AND a.number > "
     "b.number"},
    {COMPANIES,
     "answers that were saved, and neither they nor later ones are there",
     "SELECT count(*) FROM sent s WHERE saved = 1 AND NOT EXISTS (SELECT 1 "
     "FROM kept k WHERE k.juror = s.juror AND k.entry = s.entry AND "
     "k.criterion = s.criterion AND k.number >= s.number)"},
    {COMPANIES, "answers that are not the last version",
     "SELECT count(*) FROM answer a JOIN temp.last l USING (entry_id, "
     "question_id) WHERE a.value <> l.value"},
    {COMPANIES, "answers without a version, or versions without an answer",
     "SELECT (SELECT count(*) FROM answer) - (SELECT count(*) FROM temp.last)"},
    {COMPANIES, "versions that the next should have replaced",
     "SELECT count(*) - count(DISTINCT juror || ' ' || criterion) FROM kept"},
};

static const char kept_marks[] =
    "CREATE TEMP TABLE kept AS SELECT v.id, CAST(substr(u.email, 6) AS "
    "INTEGER) AS juror, b.entry_id AS entry, c.position AS criterion, "
    "CAST(v.comment AS INTEGER) AS number, v.value "
    "FROM score_version v JOIN ballot b ON b.id = v.ballot_id "
    "JOIN jury_member m ON m.id = b.jury_member_id "
    "JOIN user u ON u.id = m.user_id "
    "JOIN criterion c ON c.id = v.criterion_id;"
    "CREATE TEMP TABLE last AS SELECT v.ballot_id, v.criterion_id, v.value,"
    " v.comment FROM score_version v WHERE v.id = (SELECT max(w.id) FROM "
    "score_version w WHERE w.ballot_id = v.ballot_id AND w.criterion_id = "
    "v.criterion_id);";

/* An answer is "number value". */
static const char kept_answers[] =
    "CREATE TEMP TABLE kept AS SELECT v.id, CAST(substr(u.email, 6) AS "
    "INTEGER) AS juror, v.entry_id AS entry, q.position AS criterion, "
    "CAST(v.value AS INTEGER) AS number, CAST(substr(v.value, instr(v.value, "
    "' ')) AS INTEGER) AS value FROM answer_version v "
    "JOIN question q ON q.id = v.question_id "
    "JOIN user u ON u.id = v.changed_by;"
    "CREATE TEMP TABLE last AS SELECT v.entry_id, v.question_id, v.value FROM "
    "answer_version v WHERE v.id = (SELECT max(w.id) FROM answer_version w "
    "WHERE w.entry_id = v.entry_id AND w.question_id = v.question_id);";

static int verify(int of, int jurors, const char *log)
{
    int found = 0;
    run("CREATE TEMP TABLE sent (juror INTEGER, entry INTEGER, criterion "
        "INTEGER, number INTEGER, value INTEGER, saved INTEGER);"
        "CREATE INDEX temp.sent_number ON sent (juror, number, criterion);");
    run("BEGIN");
    for (int i = 0; i < jurors; i++)
        read_log(log, i);
    run("COMMIT");
    run(of == JURORS ? kept_marks : kept_answers);
    run("CREATE INDEX temp.kept_number ON kept (juror, entry, criterion, "
        "number);");
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        int64_t count =
            (faults[i].of & of) ? db_number(app->db, faults[i].sql) : 0;
        if (count != 0)
            printf("%" PRId64 " %s\n", count, faults[i].what);
        found |= count != 0;
    }
    printf("%" PRId64 " saves sent, %" PRId64 " answered, %" PRId64 " kept\n",
           db_number(app->db, "SELECT count(*) FROM sent") / CRITERIA,
           db_number(app->db, "SELECT count(*) FROM sent WHERE saved = 1") /
               CRITERIA,
           db_number(app->db, "SELECT count(*) FROM kept") / CRITERIA);
    return found;
}

static int count_lines(const char *file)
{
    int lines = 0, c;
    FILE *in = fopen(file, "r");
    while (in != NULL && (c = getc(in)) != EOF)
        lines += c == '\n';
    if (in != NULL)
        fclose(in);
    return lines;
}

int main(int argc, char **argv)
{
    const char *why = NULL;
    int status = 0;
    int of =
        argc == 6 && strcmp(argv[3], "companies") == 0 ? COMPANIES : JURORS;
    if (argc != 6) {
        fputs(
            "usage: storm_home prepare HOME jurors|companies COUNT FILE | "
            "verify HOME jurors|companies FILE LOG\n",
            stderr);
        return 2;
    }
    app = app_open(argv[2], &why);
    if (app == NULL)
        give_up(argv[2], why);
    mem = arena_new();
    db_set_arena(app->db, mem);
    if (strcmp(argv[1], "prepare") == 0)
        (of == JURORS ? prepare_jurors : prepare_companies)(atoi(argv[4]),
                                                            argv[5]);
    else
        status = verify(of, count_lines(argv[4]), argv[5]);
    app_close(app);
    arena_free(mem);
    return status;
}
