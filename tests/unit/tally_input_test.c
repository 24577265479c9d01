/* Files to a result: what is refused, with its file, line and code, and what
 * the written results look like. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "model/tally_build.h"
#include "model/tally_csv.h"
#include "model/tally_input.h"
#include "model/tally_json.h"
#include "model/tally_xlsx.h"

#define SCORES "juror,entry,criterion,score\n"
#define WEIGHTS "criterion,weight,min,max,step\n"
#define A_WEIGHT WEIGHTS "A,1,0,10,0.5\n"
#define ONE_SCORE SCORES "J1,E1,A,5\n"
#define Q1 "{\"quorum\": 1}"

struct text_case {
    const char *name;
    const char *scores, *weights, *config;
    const char *want; /* "s2 E_RANGE" for each fault: file, line, code */
};

static const struct text_case cases[] = {
    {"all is well", ONE_SCORE, A_WEIGHT, Q1, ""},
    {"columns in any order, one more, BOM, CRLF, no last line break",
     "\xef\xbb\xbfscore,round,entry,criterion,juror\r\n5,x,E1,A,J1",
     "step,max,min,weight,criterion,note\n0.5,10,0,1,A,x\n", Q1, ""},
    {"semicolons", "juror;entry;criterion;score\nJ1;E1;A;5.5\n", A_WEIGHT, Q1,
     ""},
    {"zeros at the end are no decimals", SCORES "J1,E1,A,7.5000\n", A_WEIGHT,
     Q1, ""},
    {"the whole ladder there is", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"decimals\":4,\"lambda\":100,\"seed\":0,"
     "\"replicates\":0,\"ladder\":\"criteria,median\",\"method\":\"mean\"}",
     ""},
    {"an empty ladder", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\"ladder\":\"\"}",
     ""},

    {"empty file", "", A_WEIGHT, Q1, "s1 E_INPUT "},
    {"no column score", "juror,entry,criterion\nJ1,E1,A\n", A_WEIGHT, Q1,
     "s1 E_INPUT "},
    {"two columns score", "juror,entry,criterion,score,score\n", A_WEIGHT, Q1,
     "s1 E_INPUT "},
    {"two columns missing", "juror,entry\nJ1,E1\n", A_WEIGHT, Q1,
     "s1 E_INPUT s1 E_INPUT "},
    {"a field too few", ONE_SCORE "J1,E1,A\n", A_WEIGHT, Q1, "s3 E_INPUT "},
    {"a quote in a field", ONE_SCORE "J\"1,E1,A,3\n", A_WEIGHT, Q1,
     "s3 E_INPUT "},
    {"not UTF-8", ONE_SCORE "\xff,E1,A,3\n", A_WEIGHT, Q1, "s3 E_INPUT "},
    {"no numbers",
     SCORES "J1,E1,A,x\nJ2,E1,A,\nJ3,E1,A,1e1\nJ4,E1,A, 5\nJ5,E1,A,+5\n"
            "J6,E1,A,.5\nJ7,E1,A,5.\nJ8,E1,A,--5\nJ9,E1,A,nan\nJA,E1,A,0x5\n",
     A_WEIGHT, Q1,
     "s2 E_INPUT s3 E_INPUT s4 E_INPUT s5 E_INPUT s6 E_INPUT s7 E_INPUT "
     "s8 E_INPUT s9 E_INPUT s10 E_INPUT s11 E_INPUT "},
    {"no names", SCORES ",E1,A,5\nJ1,,A,5\nJ1,E1,,5\n", A_WEIGHT, Q1,
     "s2 E_INPUT s3 E_INPUT s4 E_INPUT "},
    {"lines are counted through quoted line breaks and empty lines",
     SCORES "\"J\n1\",E1,A,5\n\n\nJ2,E1,A,77\n", A_WEIGHT, Q1, "s6 E_RANGE "},
    {"unknown criterion", ONE_SCORE "J1,E1,B,5\nJ1,E1,a,5\n", A_WEIGHT, Q1,
     "s3 E_CRITERION s4 E_CRITERION "},
    {"out of range",
     SCORES "J1,E1,A,10.5\nJ2,E1,A,-0.5\nJ3,E1,A,10.01\nJ4,E1,A,-0.01\n"
            "J5,E1,A,99999999999999999999999\nJ6,E1,A,-99999999999999999999\n",
     A_WEIGHT, Q1,
     "s2 E_RANGE s3 E_RANGE s4 E_RANGE s5 E_RANGE s6 E_RANGE s7 E_RANGE "},
    {"off the grid",
     SCORES "J1,E1,A,0.1\nJ2,E1,A,9.99\nJ3,E1,A,5.5000001\nJ4,E1,A,-0\n",
     A_WEIGHT, Q1, "s2 E_STEP s3 E_STEP s4 E_STEP "},
    {"twice: the later line", ONE_SCORE "J1,E2,A,5\nJ1,E1,A,5\nJ1,E1,A,6\n",
     A_WEIGHT, Q1, "s4 E_DUPLICATE s5 E_DUPLICATE "},
    {"twice, and neither is good", SCORES "J1,E1,A,x\nJ1,E1,A,0.3\n", A_WEIGHT,
     Q1, "s2 E_INPUT s3 E_STEP s3 E_DUPLICATE "},
    {"nobody reaches the quorum", ONE_SCORE, A_WEIGHT, "{}", "s1 E_EMPTY "},
    {"no scores", SCORES, A_WEIGHT, Q1, "s1 E_EMPTY "},

    {"no criterion", SCORES, WEIGHTS, Q1, "w1 E_WEIGHT "},
    {"weights without columns: scores are not called unknown", ONE_SCORE,
     "A,1,0,10,1\n", Q1,
     "w1 E_INPUT w1 E_INPUT w1 E_INPUT w1 E_INPUT w1 E_INPUT "},
    {"weights", SCORES,
     WEIGHTS "A,0,0,10,1\nB,1.5,0,10,1\nC,1000001,0,10,1\n"
             "D,-1,0,10,1\nE,x,0,10,1\nF,1e3,0,10,1\n",
     Q1,
     "w2 E_WEIGHT w3 E_WEIGHT w4 E_WEIGHT w5 E_WEIGHT w6 E_INPUT w7 "
     "E_INPUT "},
    {"scales", SCORES,
     WEIGHTS "A,1,10,0,1\nB,1,0,10,0\nC,1,0,10,3\nD,1,0,10,0.0001\n"
             "E,1,0,1000001,1\nF,1,0,x,1\nG,1,5,5,1\n",
     Q1,
     "w2 E_SCALE w3 E_SCALE w4 E_SCALE w5 E_SCALE w6 E_BOUND w7 E_INPUT "
     "w8 E_SCALE "},
    {"decimals of one scale push another beyond its bound", SCORES,
     WEIGHTS "A,1,0,1001,1\nB,1,0,1,0.001\n", Q1, "w2 E_BOUND "},
    {"no common multiple", SCORES,
     WEIGHTS "A,1,0,997,1\nB,1,0,991,1\nC,1,0,983,1\n", Q1, "w4 E_SCALE "},
    {"a criterion twice, one without a name", SCORES,
     WEIGHTS "A,1,0,10,1\nA,1,0,10,1\n,1,0,10,1\n", Q1,
     "w3 E_DUPLICATE w4 E_INPUT "},
    {"marks of a criterion that cannot be read", SCORES "J1,E1,A,500\n",
     WEIGHTS "A,x,0,10,1\n", Q1, "w2 E_INPUT "},

    {"not JSON", ONE_SCORE, A_WEIGHT, "{\n\"quorum\": 1,\n}", "c3 E_INPUT "},
    {"not an object", ONE_SCORE, A_WEIGHT, "[1]", "c1 E_INPUT "},
    {"a key twice", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\n\"quorum\":2}",
     "c2 E_INPUT "},
    {"unknown keys", ONE_SCORE, A_WEIGHT,
     "{\"quorum\": 1,\n\"note\": {\"colour\": \"\\\"x\\\":\"},\n\"colour\" : "
     "7}",
     "c2 E_CONFIG c3 E_CONFIG "},
    {"out of their ranges", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":0,\n\"decimals\":5,\n\"lambda\":0,\n\"seed\":-1,\n"
     "\"replicates\":100001}",
     "c1 E_CONFIG c2 E_CONFIG c3 E_CONFIG c4 E_CONFIG c5 E_CONFIG "},
    {"no integers", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1.5,\n\"decimals\":\"2\",\n\"lambda\":null,\n\"seed\":true}",
     "c1 E_CONFIG c2 E_CONFIG c3 E_CONFIG c4 E_CONFIG "},
    {"methods", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\n\"method\":\"median\"}",
     "c2 E_CONFIG "},
    {"trimmed", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\"method\":\"trimmed\"}",
     ""},
    {"calibrated", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"method\":\"calibrated\"}", ""},
    {"not a method", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\n\"method\":7}",
     "c2 E_CONFIG "},
    {"every step of the ladder", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"ladder\":\"criteria,median,jury,lot\"}", ""},
    {"a lot alone", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\"ladder\":\"lot\"}",
     ""},
    {"no objects", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\n\"declared\":[],\n\"combine\":{}}",
     "c2 E_CONFIG c3 E_CONFIG "},
    {"a declared rounding", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"declared\":{\"drop_high\":0,\"drop_low\":0,"
     "\"round_criterion\":2,\"round_product\":6,\"factor\":{\"A\":\"1.6\"}}}",
     ""},
    {"roundings out of bounds", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\n\"declared\":{\"drop_high\":-1,\n\"round_product\":7}}",
     "c2 E_CONFIG c2 E_CONFIG "},
    {"factors", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\n\"declared\":{\"factor\":{\"A\":\"0\",\"B\":2}}}",
     "c2 E_CONFIG c2 E_CRITERION "},
    {"a factor that is no number", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"declared\":{\"factor\":{\"A\":1.6}}}", "c1 E_CONFIG "},
    {"an unknown key in declared", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"declared\":{\"drop\":1}}", "c1 E_CONFIG "},
    {"declared by name only", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\n\"method\":\"declared\"}", "c2 E_CONFIG "},
    {"combined rounds", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"combine\":{\"paper\":60,\"visit\":40}}", ""},
    {"shares", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\n\"combine\":{\"paper\":0,\"visit\":\"x\"}}",
     "c2 E_CONFIG c2 E_CONFIG "},
    {"ladders", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"ladder\":\"median,criteria\"}", "c1 E_CONFIG "},
    {"ladders", ONE_SCORE, A_WEIGHT,
     "{\"quorum\":1,\"ladder\":\"criteria,criteria\"}", "c1 E_CONFIG "},
    {"ladders", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\"ladder\":\"criteria,\"}",
     "c1 E_CONFIG "},
    {"ladders", ONE_SCORE, A_WEIGHT, "{\"quorum\":1,\"ladder\":[]}",
     "c1 E_CONFIG "},
    {"all files at once", SCORES "J1,E1,A,11\n",
     WEIGHTS "A,1,0,10,1\nB,0,0,1,1", "{\"x\":1}",
     "s2 E_RANGE w3 E_WEIGHT c1 E_CONFIG "},
};

static struct tally_files files_of(const struct text_case *c)
{
    return (struct tally_files){{"scores.csv", c->scores, strlen(c->scores)},
                                {"weights.csv", c->weights, strlen(c->weights)},
                                {"config.json", c->config, strlen(c->config)}};
}

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *mem = arena_new();
        struct tally_files files = files_of(&cases[i]);
        struct tally_result result;
        struct tally_lines lines = {.mem = mem};
        struct buf got;
        buf_init(&got, mem);
        bool scored = tally_input_run(mem, &files, &result, &lines);
        for (size_t f = 0; f < lines.count; f++)
            buf_addf(&got, "%c%zu %s ", lines.line[f].file[0],
                     lines.line[f].line, tally_code_name(lines.line[f].code));
        if (strcmp(got.data, cases[i].want) != 0)
            fail_msg("%s: got \"%s\", want \"%s\" (%s)", cases[i].name,
                     got.data, cases[i].want,
                     lines.count > 0 ? lines.line[0].text : "");
        assert_int_equal(scored, lines.count == 0);
        assert_int_equal(scored, result.ranked_count > 0);
        arena_free(mem);
    }
}

static void test_number(void **state)
{
    static const struct {
        const char *text;
        int decimals;
        bool number;
        int64_t units;
        bool rest;
    } numbers[] = {
        {"7", 0, true, 7, false},
        {"7", 2, true, 700, false},
        {"7.25", 2, true, 725, false},
        {"7.25", 1, true, 72, true},
        {"-7.25", 1, true, -73, true}, /* down */
        {"-0.0001", 3, true, -1, true},
        {"0.000", 2, true, 0, false},
        {"007", 0, true, 7, false},
        {"999999999999999999999", 0, true, 1000000000000000, false},
        {"1,5", 1, false, 0, false},
        {"", 1, false, 0, false},
        {"-", 1, false, 0, false},
        {"1.", 1, false, 0, false},
        {"1.x", 1, false, 0, false},
        {"1.5x", 1, false, 0, false},
        {"1.55x", 1, false, 0, false},
        {"1 ", 1, false, 0, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        int64_t units;
        bool rest;
        bool number =
            tally_number(numbers[i].text, numbers[i].decimals, &units, &rest);
        assert_int_equal(number, numbers[i].number);
        if (!number)
            continue;
        assert_int_equal(units, numbers[i].units);
        assert_int_equal(rest, numbers[i].rest);
    }
}

/* The list of faults has an end. */
static void test_many_faults(void **state)
{
    struct arena *mem = arena_new();
    struct buf scores;
    (void)state;
    buf_init(&scores, mem);
    buf_add(&scores, SCORES);
    for (int i = 0; i < TALLY_FAULTS_MAX + 500; i++)
        buf_addf(&scores, "J1,E%d,A,x\n", i);
    struct tally_files files = {{"s", scores.data, scores.bytes},
                                {"w", A_WEIGHT, strlen(A_WEIGHT)},
                                {"c", Q1, strlen(Q1)}};
    struct tally_result result;
    struct tally_lines lines = {.mem = mem};
    assert_false(tally_input_run(mem, &files, &result, &lines));
    assert_int_equal(lines.count, TALLY_FAULTS_MAX);
    arena_free(mem);
}

/* Two rounds with names, one of them not scored. */
struct sample {
    struct arena *mem;
    struct tally_input input[2];
    struct tally_result result;
    struct tally_report report[2];
};

static struct sample *make_sample(void)
{
    static const struct tally_criterion criteria[] = {{"Idee", 2, 0, 10, 1},
                                                      {"Nutzen", 1, 0, 10, 1}};
    struct arena *mem = arena_new();
    struct sample *s = arena_alloc(mem, sizeof *s);
    struct tally_faults faults = {0};
    s->mem = mem;
    for (int i = 0; i < 2; i++) {
        struct tally_build *build = tally_build_new(mem);
        s->input[i] = (struct tally_input){.config = tally_config_default(),
                                           .criteria = criteria,
                                           .criterion_count = 2};
        s->input[i].config.quorum = 1;
        int32_t e2 = tally_build_entry(build, "E2", "=SUM(A1) \"x\"");
        int32_t e1 = tally_build_entry(build, "E1", "Bäckerei; Öl");
        tally_build_entry(build, "E3", NULL);
        int32_t j = tally_build_juror(build, "J1", "Dr. Ä");
        if (i == 0) {
            tally_build_mark(build, e2, j, 0, 5);
            tally_build_mark(build, e2, j, 1, 4);
            tally_build_mark(build, e1, j, 0, 10);
            tally_build_mark(build, e1, j, 1, 9);
        }
        s->report[i].round = i == 0 ? "Stufe 1: Klein/Groß" : "Stufe 2";
        s->report[i].input = &s->input[i];
        tally_build_finish(build, &s->input[i], &s->report[i]);
    }
    assert_true(tally_run(mem, &s->input[0], &s->result, &faults));
    s->report[0].result = &s->result;
    s->report[0].official = tally_official(mem, &s->result, NULL);
    s->report[0].decimals = s->report[1].decimals = 2;
    s->report[0].category = "Klein";
    return s;
}

static void test_csv(void **state)
{
    struct sample *s = make_sample();
    struct buf out;
    (void)state;
    buf_init(&out, s->mem);
    tally_csv(&out, s->report, 2);
    assert_string_equal(
        out.data,
        "\xef\xbb\xbf\"round\";\"rank\";\"rank_final\";\"entry\";\"name\";"
        "\"score\";\"score_numerator\";\"score_denominator\";\"ballots\";"
        "\"Idee\";\"Nutzen\"\r\n"
        "\"Stufe 1: Klein/Groß\";\"1\";\"1\";\"E1\";\"Bäckerei; Öl\";"
        "\"9,67\";\"29\";\"3\";\"1\";\"6,67\";\"3,00\"\r\n"
        "\"Stufe 1: Klein/Groß\";\"2\";\"2\";\"E2\";\"'=SUM(A1) \"\"x\"\"\";"
        "\"4,67\";\"14\";\"3\";\"1\";\"3,34\";\"1,33\"\r\n"
        "\"Stufe 1: Klein/Groß\";\"\";\"\";\"E3\";\"\";\"\";\"\";\"\";\"0\";"
        "\"\";\"\"\r\n"
        "\"Stufe 2\";\"\";\"\";\"E1\";\"Bäckerei; Öl\";\"\";\"\";\"\";\"\";"
        "\"\";\"\"\r\n"
        "\"Stufe 2\";\"\";\"\";\"E2\";\"'=SUM(A1) \"\"x\"\"\";\"\";\"\";\"\";"
        "\"\";\"\";\"\"\r\n"
        "\"Stufe 2\";\"\";\"\";\"E3\";\"\";\"\";\"\";\"\";\"\";\"\";\"\"\r\n");
    arena_free(s->mem);
}

static void test_json(void **state)
{
    struct sample *s = make_sample();
    struct json_fault fault;
    struct buf out;
    (void)state;
    buf_init(&out, s->mem);
    tally_json_reports(&out, "2026", s->report, 2);
    const struct json *root = json_parse(s->mem, out.data, out.bytes, &fault);
    assert_non_null(root);
    assert_string_equal(json_get_text(root, "edition", ""), "2026");
    const struct json *round = json_get(root, "rounds")->child;
    assert_string_equal(json_get_text(round, "category", ""), "Klein");
    assert_int_equal(json_get(round, "stage")->kind, JSON_NULL);
    const struct json *names = json_get(round, "names");
    assert_string_equal(json_get_text(json_get(names, "entries"), "E1", ""),
                        "Bäckerei; Öl");
    assert_string_equal(json_get_text(json_get(names, "jurors"), "J1", ""),
                        "Dr. Ä");
    const struct json *tally = json_get(round, "tally");
    const struct json *mean = json_get(json_get(tally, "methods"), "mean");
    assert_string_equal(json_get_text(json_get(mean, "exact"), "E1", ""),
                        "29/3");
    assert_int_equal(json_get(tally, "below_quorum")->count, 1);
    const struct json *warning = json_get(tally, "warnings")->child;
    assert_string_equal(json_get_text(warning, "code", ""), "W_QUORUM");
    assert_string_equal(json_get(warning, "entries")->child->text, "E3");
    assert_int_equal(json_get(round->next, "tally")->kind, JSON_NULL);
    arena_free(s->mem);
}

static void test_xlsx(void **state)
{
    struct sample *s = make_sample();
    char folder[] = "/tmp/tally_test.XXXXXX";
    size_t bytes;
    (void)state;
    assert_non_null(mkdtemp(folder));
    const char *path = arena_printf(s->mem, "%s/result.xlsx", folder);
    s->report[1].round = s->report[0].round; /* names of sheets are unique */
    assert_null(tally_xlsx_write(path, LANG_DE, s->report, 2));
    char *text = file_read(path, 1 << 20, &bytes);
    assert_non_null(text);
    assert_memory_equal(text, "PK", 2);
    free(text);
    assert_int_equal(unlink(path), 0);
    /* names that a spreadsheet does not take as they are */
    s->report[0].round = "[]:*?/\\'''''''";
    s->report[1].round = "Eine Runde, deren Name länger ist als ein Blatt";
    assert_null(tally_xlsx_write(path, LANG_EN, s->report, 2));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_non_null(tally_xlsx_write(path, LANG_DE, s->report, 2));
    arena_free(s->mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),      cmocka_unit_test(test_number),
        cmocka_unit_test(test_many_faults), cmocka_unit_test(test_csv),
        cmocka_unit_test(test_json),        cmocka_unit_test(test_xlsx),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
