/* The designer's package: texts, tables and pictures of what may be printed. */
#include "support/export_story.h"

static const struct designer_file *file_of(const struct designer *d,
                                           const char *name)
{
    for (size_t i = 0; i < d->file_count; i++)
        if (str_equal(d->file[i].name, name))
            return &d->file[i];
    fail_msg("no %s", name);
    return NULL;
}

static void build(struct designer *d)
{
    assert_true(designer_build(home_begin(home), 1, d));
    home_commit(home);
}

static void has_no_marks(const struct designer *d)
{
    for (size_t i = 0; i < d->file_count; i++) {
        if (strstr(d->file[i].data, "@example.org") != NULL ||
            strstr(d->file[i].data, "Zögern") != NULL)
            fail_msg("%s", d->file[i].name);
        assert_false(str_starts(d->file[i].name, "daten/results"));
    }
}

static void a_package(void **state)
{
    struct designer d, again;
    (void)state;
    build(&d);
    const struct designer_file *text =
        file_of(&d, "texte/e01_lichtwerk-script-alert-1-script.icml");
    assert_non_null(strstr(text->data,
                           "<Content>Lichtwerk &lt;script&gt;alert(1)"
                           "&lt;/script&gt;</Content>"));
    assert_non_null(strstr(text->data, "ParagraphStyle/Begruendung DE"));
    assert_non_null(strstr(text->data, "$ID/German: 2006 Reform"));
    const struct designer_file *data = file_of(&d, "daten/brochure.json");
    schema_check(home->mem, "brochure.schema.json", data->data, data->bytes);
    const struct designer_file *merge =
        file_of(&d, "daten/datamerge_indesign.txt");
    assert_memory_equal(merge->data, "\xff\xfen\0u\0m\0m\0e\0r\0\t\0", 16);
    has_no_marks(&d);
    build(&again);
    assert_string_equal(d.digest, again.digest);
    name_company("Anderswerk");
    build(&again);
    assert_string_not_equal(d.digest, again.digest);
}

/* The resolution is that of the format in which the brochure is printed. */
static void tells_of_its_format(void **state)
{
    struct designer d;
    (void)state;
    build(&d);
    const struct designer_file *read = file_of(&d, "LIESMICH.txt");
    assert_non_null(strstr(read->data, "Seite A4 (216 × 152 mm"));
    home_sql(home,
             "INSERT INTO brochure_design (edition_id, format, "
             "changed_at) VALUES (1, 'a5', 1) ON CONFLICT (edition_id) "
             "DO UPDATE SET format = 'a5'");
    build(&d);
    read = file_of(&d, "LIESMICH.txt");
    assert_non_null(strstr(read->data, "Seite A5 (154 × 100 mm"));
    assert_non_null(strstr(read->data, "page A5 (154 × 100 mm"));
    assert_non_null(strstr(read->data, "Logo in 39 × 15 mm"));
    assert_null(strstr(read->data, "A4"));
}

/* Whatever a company writes, another program reads the XML. */
static void texts_are_well_formed(void **state)
{
    struct designer d;
    (void)state;
    home_sql(home,
             "UPDATE answer SET value = value || char(1, 11, 65534) || "
             "'<b>&amp; ]]> \"' WHERE question_id IN (SELECT id FROM "
             "question WHERE slot = 'strategy_de')");
    build(&d);
    for (size_t i = 0; i < d.file_count; i++) {
        if (!str_ends(d.file[i].name, ".icml"))
            continue;
        const char *path =
            arena_printf(home->mem, "%s/run/t.icml", home->folder);
        file_folder(arena_printf(home->mem, "%s/run", home->folder), 0700);
        assert_true(file_write(path, d.file[i].data, d.file[i].bytes, 0600));
        if (system(arena_printf(home->mem, "tidy -xml -q -e %s", path)) != 0)
            fail_msg("%s", d.file[i].name);
    }
}

/* As it is printed: only own pages are Markdown. */
static void a_hash_is_a_hash(void **state)
{
    struct designer d;
    (void)state;
    home_sql(home,
             "UPDATE answer SET value = '#gemeinsam' || char(10, 10) || "
             "'# Neu' WHERE question_id IN (SELECT id FROM question "
             "WHERE slot = 'strategy_de')");
    build(&d);
    const struct designer_file *text =
        file_of(&d, "texte/e01_lichtwerk-script-alert-1-script.icml");
    assert_non_null(strstr(text->data, "<Content>#gemeinsam</Content>"));
    assert_non_null(strstr(text->data, "<Content># Neu</Content>"));
}

/* A merge has a line for each company, whatever they wrote. */
static void lines_stay_whole(void **state)
{
    struct designer d;
    size_t lines = 0;
    (void)state;
    home_sql(home,
             "UPDATE answer SET value = '=a' || char(10, 10) || '- b' || "
             "char(9) || '\"c\"' WHERE question_id IN (SELECT id FROM question "
             "WHERE slot = 'strategy_de')");
    build(&d);
    const struct designer_file *csv =
        file_of(&d, "daten/datamerge_affinity.csv");
    assert_non_null(strstr(csv->data, "\" =a ¶ • b \"\"c\"\""));
    for (const char *at = csv->data; *at != '\0'; at++)
        lines += *at == '\n';
    const struct designer_file *merge =
        file_of(&d, "daten/datamerge_indesign.txt");
    size_t breaks = 0;
    /* quoted as the other one, for Python and for InDesign */
    assert_non_null(
        memmem(merge->data, merge->bytes, "\"\0\"\0c\0\"\0\"\0\"\0\t", 13));
    for (size_t i = 0; i + 1 < merge->bytes; i += 2)
        breaks += merge->data[i] == '\n' && merge->data[i + 1] == '\0';
    assert_int_equal(lines, breaks);
    assert_true(lines >= 3);
    name_company("\"Licht");
    build(&d);
    const char tabbed[] = "\t\0\"\0\"\0\"\0L\0i\0c\0h\0t\0\"\0\t";
    merge = file_of(&d, "daten/datamerge_indesign.txt");
    assert_non_null(
        memmem(merge->data, merge->bytes, tabbed, sizeof tabbed - 1));
}

static const char *packed(const char *product)
{
    struct package_report report;
    const char *path =
        arena_printf(home->mem, "%s/run/%s.zip", home->folder, product);
    file_folder(arena_printf(home->mem, "%s/run/jobs", home->folder), 0700);
    package_run(&home->world,
                &(struct package_wish){.edition_id = 1,
                                       .product = product,
                                       .lang = LANG_DE,
                                       .output = path},
                NULL, &report);
    if (report.end != RENDER_DONE)
        fail_msg("%s", report.why);
    /* also where a file was that everybody could read */
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(chmod(path, 0644), 0);
    return path;
}

static void as_a_zip(void **state)
{
    size_t bytes[2];
    (void)state;
    const char *designer = packed("designer");
    assert_null(member(designer, "daten/results.xlsx", NULL));
    assert_null(member(designer, "VERTRAULICH.txt", NULL));
    assert_non_null(member(designer, "LIESMICH.txt", NULL));
    const char *path = packed("organiser");
    char *one = file_read(path, 1 << 24, &bytes[0]);
    assert_non_null(member(path, "daten/results.xlsx", NULL));
    assert_non_null(member(path, "VERTRAULICH.txt", NULL));
    assert_non_null(member(path, "daten/kontakte.csv", NULL));
    packed("organiser");
    char *other = file_read(path, 1 << 24, &bytes[1]);
    assert_int_equal(bytes[0], bytes[1]);
    assert_memory_equal(one, other, bytes[0]);
    free(one);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_package, setup, teardown),
        cmocka_unit_test_setup_teardown(tells_of_its_format, setup, teardown),
        cmocka_unit_test_setup_teardown(texts_are_well_formed, setup, teardown),
        cmocka_unit_test_setup_teardown(a_hash_is_a_hash, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_stay_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(as_a_zip, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
