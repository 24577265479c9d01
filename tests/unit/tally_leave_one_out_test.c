/* The result without one juror (section 11.1). Small ones by hand, the rest
 * from Python: the juror's marks taken out, the method computed anew in
 * fractions (calibrated: from the normal equations of the whole model). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "support/tallied.h"

enum { ENTRIES_MAX = 6 };

static const struct tally_criterion plain[] = {{"A", 1, 0, 10, 1}};

static const struct out_case {
    const char *name;
    const char *rows[ENTRIES_MAX];
    enum tally_method method;
    const char *rank;    /* of the full jury */
    const char *without; /* winners (unranked) for each juror */
    const char *best, *worst;
} cases[] = {
    {"the first place hangs on one juror",
     {"10 5 5", "4 7 5"},
     TALLY_MEAN,
     "1 2",
     "E02; E01; E01",
     "1 1",
     "2 2"},
    {"two jurors are enough",
     {"9 5", "5 8"},
     TALLY_MEAN,
     "1 2",
     "E02; E01",
     "1 1",
     "2 2"},
    {"all winners are named",
     {"9 5 5", "5 9 5"},
     TALLY_MEAN,
     "1 1",
     "E02; E01; E01 E02",
     "1 1",
     "2 2"},
    {"an entry without ballots has no rank",
     {"8 8 7", "9 . ."},
     TALLY_MEAN,
     "2 1",
     "E01 (E02); E02; E02",
     "1 1",
     "2 1"},
    {"an entry in the middle is lost",
     {"9 8 7 .", ". . . 10", "8 9 8 5", "6 . 9 9"},
     TALLY_MEAN,
     "2 1 4 2",
     "E02; E02; E02; E03 (E02)",
     "2 1 1 2",
     "3 1 4 3"},
    {"trimmed: four ballots, two of them dropped",
     {"1 3 8 9 5", "6 6 6 6 3", "9 9 4 4 1"},
     TALLY_TRIMMED,
     "3 1 2",
     "E01; E01; E03; E03; E03",
     "1 1 1",
     "3 2 3"},
    {"trimmed: five and six ballots",
     {"7 3 8 9 5 5", "6 6 7 7 . 3", "9 9 4 4 . 10"},
     TALLY_TRIMMED,
     "3 2 1",
     "E02 E03; E01; E03; E03; E03; E01",
     "1 1 1",
     "3 3 2"},
    {"calibrated: solved anew",
     {"8 6 . .", "7 . 9 .", "5 6 7 .", ". 9 8 10", ". . 3 4"},
     TALLY_CALIBRATED,
     "3 2 4 1 5",
     "E02; E04; E04; E04",
     "2 1 3 1 5",
     "4 3 4 2 5"},
    {"calibrated: the graph falls apart",
     {"8 4 . .", "7 5 . .", "6 . 9 .", ". . 8 7", ". . 9 6"},
     TALLY_CALIBRATED,
     "4 4 3 1 1",
     "E_DISCONNECTED; E01; E_DISCONNECTED; E05",
     "1 2 2 1 1",
     "4 4 3 2 2"},
    {"calibrated: an entry is lost, the rest hangs together",
     {"9 7 .", ". 9 9", "8 . 9", ". . 10"},
     TALLY_CALIBRATED,
     "4 2 3 1",
     "E04; E04; E02 (E04)",
     "2 1 2 1",
     "4 3 4 1"},
    {"calibrated: a complete panel's are those of the mean",
     {"9 5 5", "5 9 6"},
     TALLY_CALIBRATED,
     "2 1",
     "E02; E01; E01 E02",
     "1 1",
     "2 2"},
};

static const char *without(struct tallied *t,
                           const struct tally_leave_one_out *out)
{
    struct buf text;
    buf_init(&text, t->mem);
    for (size_t j = 0; j < t->all->panel->jurors; j++) {
        const struct tally_without *own = &out->without[j];
        buf_add(&text, j > 0 ? "; " : "");
        if (own->status != TALLY_OK)
            buf_add(&text, tally_status_name(own->status));
        buf_add(&text, tallied_entries(t, own->winners, own->winner_count));
        if (own->unranked_count > 0)
            buf_addf(&text, " (%s)",
                     tallied_entries(t, own->unranked, own->unranked_count));
    }
    return text.data;
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof cases[0]; n++) {
        const struct out_case *c = &cases[n];
        struct tallied *t = tallied_rows(plain, 1, c->rows);
        size_t entries = t->all->panel->entries;
        const struct tally_leave_one_out *out =
            t->all->leave_one_out[c->method];
        assert_non_null(out);
        assert_case(c->name, tallied_list(t, t->all->rank[c->method], entries),
                    c->rank);
        assert_case(c->name, without(t, out), c->without);
        assert_case(c->name, tallied_list(t, out->best, entries), c->best);
        assert_case(c->name, tallied_list(t, out->worst, entries), c->worst);
        tallied_free(t);
    }
}

/* Two ballots of three are left, and count: the quorum was asked for once. */
static void test_quorum(void **state)
{
    static const char *const rows[] = {"8 7 6 .", "9 9 . 8", "10 9 . .", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    t->input.config.quorum = 3;
    tallied_again(t);
    const struct tally_leave_one_out *out = t->all->leave_one_out[TALLY_MEAN];
    assert_int_equal(t->all->panel->entries, 2);
    assert_string_equal(without(t, out), "E02; E02; E02; E02");
    tallied_free(t);
}

/* Trimmed needs three ballots where a juror is left out: asked directly, as
 * a full jury would have to have five. */
static void test_trimmed_least(void **state)
{
    static const char *const rows[] = {"8 7 6 5", "9 9 9 .", NULL};
    static const char *const four[] = {"8 7 6 5", "9 9 9 1", NULL};
    static const int32_t rank[] = {2, 1};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    struct tally_leave_one_out out =
        tally_leave_one_out(t->mem, t->all->panel, TALLY_TRIMMED, rank);
    assert_string_equal(without(t, &out), "E_TRIM; E_TRIM; E_TRIM; E02");
    assert_string_equal(tallied_list(t, out.best, 2), "2 1");
    assert_string_equal(tallied_list(t, out.worst, 2), "2 1");
    tallied_free(t);
    t = tallied_rows(plain, 1, four);
    out = tally_leave_one_out(t->mem, t->all->panel, TALLY_TRIMMED, rank);
    assert_string_equal(without(t, &out), "E02; E02; E02; E02");
    tallied_free(t);
}

/* Nobody is left when one juror goes. */
static void test_one_juror(void **state)
{
    static const char *const rows[] = {"8", "9", NULL};
    struct tallied *t = tallied_rows(plain, 1, rows);
    (void)state;
    for (size_t n = 0; n < TALLY_METHODS; n++)
        assert_null(t->all->leave_one_out[n]);
    tallied_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_quorum),
        cmocka_unit_test(test_trimmed_least),
        cmocka_unit_test(test_one_juror),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
