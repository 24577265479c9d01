/* `lorbeer seal` and `lorbeer verify`: the sealed bundle, written and checked.
 * Checking needs nothing but the file. */
#include "app/cli_seal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/cli_open.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "model/audit.h"
#include "model/bundle.h"
#include "model/decided.h"
#include "model/edition.h"
#include "model/tally_report.h"
#include "model/verify.h"

static const size_t bundle_bytes_max = (size_t)1 << 30;

struct seal_options {
    const char *home, *edition, *output;
};

static int refuse_empty(struct world *w, const struct edition *edition)
{
    audit_add(w, "result.refused", "edition", edition->id,
              "{\"command\":\"seal\"}");
    cli_fail(EXIT_REFUSED, edition->slug,
             "no round is closed: there is nothing to seal; the attempt is in "
             "the log");
    return EXIT_REFUSED;
}

/* Says which rounds the bundle is without, that nobody takes it for all. */
static void name_left_out(const struct world *w, int64_t edition_id)
{
    struct sql_round_list_row *row;
    size_t count = sql_round_list(w->db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].state, "open") ||
            str_equal(row[i].state, "planned"))
            fprintf(stderr,
                    "lorbeer: round %s is %s: it is not in the bundle\n",
                    str_line(w->mem, row[i].slug), row[i].state);
}

/* EXIT_DONE with *kept when something was noted and nothing written. */
static int write_seal(struct world *w, const struct seal_options *o, bool *kept)
{
    struct edition edition;
    struct buf text;
    if (!edition_by_slug(w, o->edition, &edition))
        return cli_fail(EXIT_REFUSED, o->edition, "there is no such edition");
    buf_init(&text, w->mem);
    if (bundle_write(w, edition.id, &text) == 0) {
        *kept = true;
        return refuse_empty(w, &edition);
    }
    name_left_out(w, edition.id);
    return cli_write(o->output, text.data, text.bytes);
}

int cli_seal(int argc, char **argv)
{
    struct seal_options o = {0};
    struct cli_home home;
    bool kept = false;
    if (cli_option(&argc, argv, "--help", false) != NULL)
        return cli_help("seal");
    o.edition = cli_option(&argc, argv, "--edition", true);
    o.output = cli_option(&argc, argv, "--output", true);
    if (!cli_arguments(argc, argv, 2) || !o.edition || !o.output)
        return cli_usage("seal");
    o.home = argv[1];
    if (!cli_open(&home, o.home, DB_WRITE))
        return EXIT_ENVIRONMENT;
    int status = write_seal(&home.world, &o, &kept);
    if (!kept)
        return cli_close(&home, status);
    int closed = cli_close(&home, EXIT_DONE); /* keep the entry of the log */
    return closed == EXIT_DONE ? status : closed;
}

/* --- verify --- */

static const char *instant(struct arena *mem, int64_t at)
{
    char text[32];
    struct tm tm;
    time_t seconds = (time_t)at;
    if (!sealed_time(at) || gmtime_r(&seconds, &tm) == NULL)
        return arena_printf(mem, "second %" PRId64, at);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &tm);
    return arena_text(mem, text);
}

static void print_ranking(struct arena *mem, const struct verify_seal *seal)
{
    const struct tally_official *o = seal->official;
    const struct tally_report report = {
        .input = &seal->count.input,
        .official = o,
        .decimals = (int)seal->sealed.rules.config.decimals,
    };
    const struct tally_report_score *score = tally_report_scores(mem, &report);
    for (size_t i = 0; o && i < o->count; i++) {
        int32_t e = o->order[i];
        printf("  %4" PRId32 "  %s  %s%s\n", o->rank_final[e],
               str_line(mem, report.input->entries[e]), score[e].text,
               seal->by_lot[e]       ? "  by lot"
               : verify_shared(o, i) ? "  shared"
                                     : "");
    }
    for (size_t e = 0; o && e < o->entries; e++)
        if (o->rank_final[e] == 0)
            printf("     -  %s  not ranked\n",
                   str_line(mem, report.input->entries[e]));
    if (!o)
        printf("  no ranking: %s\n", seal->count.status);
}

static void print_seal(struct arena *mem, const struct verify_seal *seal)
{
    const struct sealed *s = &seal->sealed;
    printf("round %s, seal %" PRId64
           " of %s: %zu nominations, %zu jurors, "
           "%zu ballots assigned\n  digest %s\n",
           str_line(mem, s->round), s->number, instant(mem, s->sealed_at),
           s->entry_count, s->juror_count, s->ballot_count, seal->digest);
    print_ranking(mem, seal);
}

static void print_decision(struct arena *mem, const struct verify_decision *d)
{
    printf("decided: %s is %s%s%s%s\n", str_line(mem, d->entry),
           str_line(mem, d->kind), d->category ? " in " : "",
           d->category ? str_line(mem, d->category) : "",
           d->sealed ? "" : " (in no sealed round)");
}

/* Votes are counts: nobody of the jury is named. */
static void print_decided(struct arena *mem, const struct decided *d)
{
    for (size_t i = 0; i < d->meeting_count; i++) {
        const struct decided_meeting *m = &d->meeting[i];
        printf("meeting %" PRId64 ", closed %s: %zu motions, %zu addenda\n",
               m->number, instant(mem, m->closed_at), m->motion_count,
               m->minutes_count - 1);
        printf("  minutes %s\n", str_line(mem, m->minutes[0].digest));
        for (size_t k = 0; k < m->motion_count; k++)
            printf("  motion %" PRId64 " (%s): %s, %" PRId64 " yes, %" PRId64
                   " no, %" PRId64 " abstained%s%s\n",
                   m->motion[k].number, str_line(mem, m->motion[k].kind),
                   str_line(mem, m->motion[k].outcome), m->motion[k].yes,
                   m->motion[k].no, m->motion[k].abstained,
                   m->motion[k].casting ? ", by casting vote" : "",
                   m->motion[k].departs ? ", departs from the ranking" : "");
    }
    printf(
        "checked: %zu decisions by motions, votes and rules of voting, prizes "
        "by their amounts\n",
        d->decision_count);
}

static void print_verified(struct arena *mem, const struct verify *v)
{
    for (size_t i = 0; i < v->seal_count; i++)
        print_seal(mem, &v->seal[i]);
    for (size_t i = 0; i < v->lot_count; i++)
        printf("lots drawn in round %s for rank %" PRId64 " of seal %" PRId64
               ", phrase \"%s\"\n",
               str_line(mem, v->lot[i].round), v->lot[i].rank, v->lot[i].seal,
               str_line(mem, v->lot[i].phrase));
    for (size_t i = 0; i < v->decision_count; i++)
        print_decision(mem, &v->decision[i]);
    if (v->decided != NULL)
        print_decided(mem, v->decided);
    printf(
        "checked: every line by its digest, every block by its signature\n"
        "checked: %zu receipts by the marks they stand beside\n"
        "checked: every result by counting again from rules and marks\n"
        "checked: %zu drawings of lots by secret, phrase and marks\n"
        "key: %s (compare it with the one the award shows)\nok\n",
        v->receipts, v->lot_count, v->key);
}

int cli_verify(int argc, char **argv)
{
    if (cli_option(&argc, argv, "--help", false) != NULL)
        return cli_help("verify");
    const char *key = cli_option(&argc, argv, "--key", true);
    if (!cli_arguments(argc, argv, 2))
        return cli_usage("verify");
    size_t bytes = 0;
    char *text = file_read(argv[1], bundle_bytes_max, &bytes);
    if (text == NULL)
        return cli_fail(EXIT_ENVIRONMENT, argv[1], strerror(errno));
    struct arena *mem = arena_new();
    struct verify v;
    int status = EXIT_DONE;
    secret_start();
    if (verify_bundle(mem, text, bytes, key, &v)) {
        print_verified(mem, &v);
        if (fflush(stdout) != 0)
            status =
                cli_fail(EXIT_ENVIRONMENT, "standard output", strerror(errno));
    } else {
        fprintf(stderr, "lorbeer: %s:%zu: %s\n", argv[1], v.line,
                str_line(mem, v.fault));
        status = EXIT_REFUSED;
    }
    arena_free(mem);
    free(text);
    return status;
}
