/* Bulk data: all or nothing, every bad line named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "db/db.h"
#include "model/import.h"
#include "model/round.h"
#include "model/setup.h"
#include "support/edition_file.h"

static const char edition[] =
    "{\"lorbeer\":1,\"slug\":\"x\",\"number\":1,\"year\":2026,"
    "\"title\":{\"de\":\"Preis\"},"
    "\"categories\":[{\"code\":\"kmu\",\"name\":{\"de\":\"KMU\"}}],"
    "\"sections\":[{\"code\":\"s\",\"title\":{\"de\":\"S\"},\"questions\":["
    "{\"code\":\"text\",\"kind\":\"long\",\"label\":{\"de\":\"T\"},"
    "\"characters_max\":5},"
    "{\"code\":\"staff\",\"kind\":\"number\",\"label\":{\"de\":\"S\"},"
    "\"number_min\":1,\"number_max\":500},"
    "{\"code\":\"site\",\"kind\":\"url\",\"label\":{\"de\":\"W\"}},"
    "{\"code\":\"size\",\"kind\":\"choice\",\"label\":{\"de\":\"G\"},"
    "\"choices\":[{\"code\":\"s\",\"label\":{\"de\":\"klein\"}}]}]}],"
    "\"rounds\":[{\"slug\":\"r\",\"name\":{\"de\":\"R\"},\"criteria\":["
    "{\"code\":\"K\",\"name\":{\"de\":\"K\"},\"weight\":1,\"min\":0,"
    "\"max\":10,\"step\":\"0.5\"},"
    "{\"code\":\"L\",\"name\":{\"de\":\"L\"},\"weight\":1,\"min\":1,"
    "\"max\":6,\"step\":1}]}],"
    "\"jury\":[{\"code\":\"J1\",\"name\":\"Eins\",\"email\":\"1@x.example\"},"
    "{\"code\":\"J2\",\"name\":\"Zwei\",\"email\":\"2@x.example\"}]}";

static struct import_faults scores(struct test_home *h, const char *csv)
{
    struct import_faults faults = {NULL, 0};
    struct world *w = home_begin(h);
    import_scores(w, 1, csv, strlen(csv), &faults);
    if (faults.count == 0)
        home_commit(h);
    else
        db_rollback(w->db);
    return faults;
}

static void test_entries(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    struct import_faults f = edition_file_entries(
        h,
        "\xef\xbb\xbf"
        "code;organisation;category;state;contact;text;staff;site\r\n"
        "E01;\"Müller; Söhne\";kmu;admitted;a@b.example;Grüße;7;"
        "https://x.example\r\n"
        "E02;Zwei;kmu;;;;;\r\n"
        "E03;Drei;kmu;draft;a@b.example;;;\r\n");
    assert_int_equal(f.count, 0);
    assert_int_equal(home_number(h, "SELECT count(*) FROM entry"), 3);
    assert_string_equal(
        home_text(h,
                  "SELECT group_concat(state) FROM (SELECT state FROM entry"
                  " ORDER BY code)"),
        "admitted,submitted,draft");
    assert_string_equal(home_text(h, "SELECT name FROM organisation"),
                        "Müller; Söhne");
    assert_int_equal(home_number(h, "SELECT count(*) FROM answer"), 3);
    assert_int_equal(home_number(h, "SELECT count(*) FROM answer_version"), 3);
    assert_int_equal(home_number(h, "SELECT count(*) FROM membership"), 2);
    home_free(h);
}

struct bad_line {
    const char *csv;
    size_t line;
};

static void test_bad_entries(void **state)
{
    static const struct bad_line cases[] = {
        {"", 1},
        {"code,organisation\nE1,A\n", 1},
        {"code,organisation,category,colour\nE1,A,kmu,red\n", 1},
        {"code,code,organisation,category\nE1,E1,A,kmu\n", 1},
        {"code,organisation,category\nE1,A,kmu\nE1,B,kmu\n", 3},
        {"code,organisation,category\nE1,A,gross\n", 2},
        {"code,organisation,category\n,A,kmu\n", 2},
        {"code,organisation,category\nE1,A\n", 2},
        {"code,organisation,category,state\nE1,A,kmu,winner\n", 2},
        {"code,organisation,category,contact\nE1,A,kmu,nobody\n", 2},
        {"code,organisation,category,text\nE1,A,kmu,123456\n", 2},
        {"code,organisation,category,staff\nE1,A,kmu,viele\n", 2},
        {"code,organisation,category,staff\nE1,A,kmu,501\n", 2},
        {"code,organisation,category,site\nE1,A,kmu,javascript:1\n", 2},
        {"code,organisation,category,size\nE1,A,kmu,xl\n", 2},
        {"code,organisation,category\nE1,\"A,kmu\n", 2},
        {"code,organisation,category\nE1,\x81,kmu\n", 2},
    };
    (void)state;
    struct test_home *h = edition_file_home(edition);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct import_faults f = edition_file_entries(h, cases[i].csv);
        if (f.count == 0 || f.list[0].line != cases[i].line)
            print_error("case %zu: line %zu (%s)\n", i,
                        f.count ? f.list[0].line : 0,
                        f.count ? f.list[0].what : "no fault");
        assert_true(f.count > 0);
        assert_int_equal(f.list[0].line, cases[i].line);
        assert_int_equal(home_number(h, "SELECT count(*) FROM entry"), 0);
        assert_int_equal(home_number(h, "SELECT count(*) FROM organisation"),
                         0);
    }
    home_free(h);
}

static struct test_home *home_with_entries(void)
{
    struct test_home *h = edition_file_home(edition);
    struct import_faults f = edition_file_entries(
        h,
        "code,organisation,category,state\nE01,A,kmu,admitted\n"
        "E02,B,kmu,admitted\nE03,C,kmu,submitted\n");
    assert_int_equal(f.count, 0);
    return h;
}

static void test_scores(void **state)
{
    (void)state;
    struct test_home *h = home_with_entries();
    struct import_faults f = scores(h,
                                    "juror,entry,criterion,score\n"
                                    "J1,E01,K,7.5\nJ1,E01,L,6\n"
                                    "J2,E01,K,0\n");
    assert_int_equal(f.count, 0);
    assert_int_equal(home_number(h, "SELECT value FROM score LIMIT 1"), 75);
    assert_int_equal(
        home_number(h, "SELECT count(*) FROM ballot WHERE state='submitted'"),
        1);
    assert_int_equal(
        home_number(h, "SELECT count(*) FROM ballot WHERE state='draft'"), 1);
    assert_int_equal(home_number(h, "SELECT count(*) FROM score_version"), 3);
    assert_int_equal(home_number(h,
                                 "SELECT count(*) FROM audit WHERE "
                                 "action = 'score.import'"),
                     1);
    /* later lines may complete a ballot */
    f = scores(h, "round,juror,entry,criterion,score\nr,J2,E01,L,1\n");
    assert_int_equal(f.count, 0);
    assert_int_equal(
        home_number(h, "SELECT count(*) FROM ballot WHERE state='submitted'"),
        2);
    home_free(h);
}

static void test_bad_scores(void **state)
{
    static const struct bad_line cases[] = {
        {"juror,entry,score\nJ1,E01,1\n", 1},
        {"juror,entry,criterion,score,weather\n", 1},
        {"juror,entry,criterion,score\nJ9,E01,K,1\n", 2},
        {"juror,entry,criterion,score\nJ1,E99,K,1\n", 2},
        {"juror,entry,criterion,score\nJ1,E03,K,1\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,M,1\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,K,11\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,K,-1\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,K,7.2\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,K,7.25\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,K,gut\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,L,0\n", 2},
        {"juror,entry,criterion,score\nJ1,E01,K,1\nJ1,E01,K,2\n", 3},
        {"round,juror,entry,criterion,score\nq,J1,E01,K,1\n", 2},
    };
    (void)state;
    struct test_home *h = home_with_entries();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct import_faults f = scores(h, cases[i].csv);
        if (f.count != 1)
            print_error("case %zu: %zu faults\n", i, f.count);
        assert_int_equal(f.count, 1);
        assert_int_equal(f.list[0].line, cases[i].line);
        assert_int_equal(home_number(h, "SELECT count(*) FROM ballot"), 0);
        assert_int_equal(home_number(h, "SELECT count(*) FROM assignment"), 0);
    }
    home_free(h);
}

static void test_refused_once_open(void **state)
{
    (void)state;
    struct test_home *h = home_with_entries();
    static const char csv[] = "juror,entry,criterion,score\nJ1,E01,K,1\n";
    home_sql(h, "INSERT INTO assignment VALUES (1, 1, 1)");
    struct world *w = home_begin(h);
    assert_int_equal(round_open(w, 1), ROUND_OK);
    home_commit(h);
    struct import_faults f = scores(h, csv);
    assert_int_equal(f.count, 1);
    assert_int_equal(home_number(h, "SELECT count(*) FROM score"), 0);
    home_free(h);
}

/* An empty field leaves the parent that is known. */
static void test_parent(void **state)
{
    (void)state;
    struct test_home *h = edition_file_home(edition);
    struct import_faults faults =
        edition_file_entries(h,
                             "code,organisation,category,parent\n"
                             "E1,Tochter GmbH,kmu, Mutter  AG \n"
                             "E2,Tochter GmbH,kmu,\nE3,Allein,kmu,\n");
    assert_int_equal(faults.count, 0);
    assert_string_equal(home_text(h,
                                  "SELECT group_concat(name || '/' || "
                                  "parent, ' ') FROM organisation"),
                        "Tochter GmbH/Mutter AG Allein/");
    home_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parent),
        cmocka_unit_test(test_entries),
        cmocka_unit_test(test_bad_entries),
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_bad_scores),
        cmocka_unit_test(test_refused_once_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
