/* Files of a nomination: several to a question, brought back, office files,
 * budgets, names; and what others than the company get of them. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"
#include "model/file.h"
#include "model/upload.h"
#include "support/gps.h"
#include "support/nomination.h"
#include "support/office.h"
#include "support/story.h"

static int setup(void **state)
{
    (void)state;
    story_open();
    home_edition(home);
    nomination_form(home);
    nomination_company(home, "anna@firma.example", "Firma GmbH");
    home_sql(home,
             "UPDATE question SET files_max = 3, slot = '' WHERE code = 'logo';"
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, label_de, label_en, audience, accepts) SELECT edition_id, "
             "id, 'plan', 99, 'file', 'Ihr Plan', 'Your plan', 'jury', "
             "'pdf office' FROM section WHERE code = 'pictures'");
    log_in(b, "anna@firma.example");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    return 0;
}

static const char *const card = "/my/entry/1/picture/logo";
static const char *const plan = "/my/entry/1/document/plan";

/* As a form of the page sends it: a page with several has several fields of one
 * name. `instead`: the number of a file, or NULL. */
static void send(const char *action, const char *instead, const char *name,
                 const char *data, size_t bytes)
{
    struct buf body;
    buf_init(&body, home->mem);
    visit(b, "/my/entry/1");
    buf_addf(&body,
             "--x\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n%s",
             field_value(b, "csrf"));
    if (instead != NULL)
        buf_addf(&body,
                 "\r\n--x\r\ncontent-disposition: form-data; "
                 "name=\"instead\"\r\n\r\n%s",
                 instead);
    buf_addf(&body,
             "\r\n--x\r\ncontent-disposition: form-data; name=\"file\"; "
             "filename=\"%s\"\r\n\r\n",
             name);
    buf_addn(&body, data, bytes);
    buf_add(&body, "\r\n--x--\r\n");
    request_raw(b, "POST", action, "multipart/form-data; boundary=x", body.data,
                body.bytes);
    if (status(b) == 303)
        visit(b, "/my/entry/1");
}

/* A picture of its own: a byte behind its end. */
static void add(const char *name, char mark)
{
    char data[NOMINATION_PNG_BYTES + 1];
    memcpy(data, nomination_png, NOMINATION_PNG_BYTES);
    data[NOMINATION_PNG_BYTES] = mark;
    send(card, NULL, name, data, sizeof data);
}

static const char *answer(void)
{
    return text("SELECT value FROM answer");
}

/* Presses what only a hidden field tells apart. */
static void post(const char *fields)
{
    visit(b, "/my/entry/1");
    post_fields(b, card, fields);
    see_status(b, 303);
}

static void several_in_their_order(void **state)
{
    (void)state;
    add("eins.png", 1);
    add("zwei.png", 2);
    add("drei.png", 3);
    see(b, "Das Bild ist gespeichert.");
    see(b, "Hier ist Platz für 3 Dateien.");
    see_not(b, "Bild hinzufügen: Logo");
    assert_string_equal(answer(), "1 2 3");
    post("picture=3&move=-1");
    assert_string_equal(answer(), "1 3 2");
    post("picture=1&move=-1"); /* the first already */
    assert_string_equal(answer(), "1 3 2");
    post("picture=1&move=1");
    assert_string_equal(answer(), "3 1 2");
    post("picture=1&credit=Anna&alt_de=Ein+Bild&alt_en=&remove=1");
    assert_string_equal(answer(), "3 2");
    post("restore=1");
    assert_string_equal(answer(), "3 2 1");
    assert_string_equal(text("SELECT credit || alt_de FROM picture WHERE "
                             "file_id = 1"),
                        "AnnaEin Bild");
    /* nothing of another question or nomination is reached */
    post("picture=9&remove=1");
    post("restore=9");
    assert_string_equal(answer(), "3 2 1");
    assert_int_equal(number("SELECT count(*) FROM answer_version"), 7);
}

static void replaced_with_its_words(void **state)
{
    (void)state;
    add("eins.png", 1);
    add("zwei.png", 2);
    post("picture=1&credit=Anna&alt_de=&alt_en=");
    send(card, "1", "neu.png", nomination_png, NOMINATION_PNG_BYTES);
    assert_string_equal(answer(), "3 2");
    assert_string_equal(text("SELECT credit FROM picture WHERE file_id = 3"),
                        "Anna");
    see(b, "1 entfernte Datei");
}

static void pressed_twice(void **state)
{
    (void)state;
    add("eins.png", 1);
    add("eins.png", 1);
    see(b, "Diese Datei ist schon da");
    assert_string_equal(answer(), "1");
    assert_int_equal(number("SELECT count(*) FROM file"), 1);
    assert_int_equal(number("SELECT count(*) FROM job"), 1);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'file.store'"),
                     1);
}

static void more_than_there_is_room(void **state)
{
    (void)state;
    for (char i = 1; i <= 3; i++)
        add("bild.png", i);
    add("bild.png", 4);
    see_status(b, 422);
    see(b, "Hier ist Platz für 3 Dateien.");
    see_markup(b, "<a href=\"#q_logo-file\">");
    assert_int_equal(number("SELECT count(*) FROM file"), 3);
    send(card, "77", "neu.png", nomination_png, NOMINATION_PNG_BYTES);
    see_status(b, 422);
    see(b, "Die Datei, die ersetzt werden sollte, ist nicht mehr da.");
}

static int files_on_disk(void)
{
    int count = 0;
    DIR *folder = opendir(arena_printf(home->mem, "%s/files", home->folder));
    assert_non_null(folder);
    for (struct dirent *one; (one = readdir(folder)) != NULL;)
        count += one->d_name[0] != '.';
    closedir(folder);
    return count;
}

/* What is refused counts in no budget: it must leave nothing behind. */
static void refused_leaves_no_bytes(void **state)
{
    (void)state;
    for (char i = 1; i <= 3; i++)
        add("bild.png", i);
    int before = files_on_disk();
    add("bild.png", 4);
    send(card, "77", "neu.png", nomination_png, NOMINATION_PNG_BYTES);
    assert_int_equal(files_on_disk(), before);
    add("bild.png", 3); /* full, but there already */
    see(b, "Diese Datei ist schon da");
}

static void hostile_names(void **state)
{
    (void)state;
    static const struct {
        const char *sent, *kept;
    } cases[] = {
        {"../../etc/passwd", "passwd.png"}, {"C:\\logo\\a.png", "a.png"},
        {"gnp.\u202eexe", "gnp.exe.png"},   {"Fest 🎉.png", "Fest 🎉.png"},
        {"photo.jpg", "photo.jpg.png"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        home_sql(home, "DELETE FROM picture");
        add(cases[i].sent, (char)(i + 1));
        assert_string_equal(
            text("SELECT name FROM file ORDER BY id DESC LIMIT 1"),
            cases[i].kept);
    }
    char longest[305];
    memset(longest, 'x', 300);
    memcpy(longest + 300, ".png", 5);
    add(longest, 99);
    see_status(b, 200);
    assert_true(
        number("SELECT length(name) FROM file ORDER BY id DESC LIMIT 1") <=
        120);
    visit(b, "/file/6");
    see_status(b, 200);
    assert_true(str_starts(header(b, "content-disposition"), "attachment;"));
}

static void empty_and_bombs(void **state)
{
    (void)state;
    static const char bomb[] =
        "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0"
        "\xc3\x50\x08\6\0\0\0";
    send(card, NULL, "leer.png", "", 0);
    see_status(b, 422);
    see(b, "Diese Datei ist leer.");
    send(card, NULL, "bombe.png", bomb, sizeof bomb - 1);
    see_status(b, 422);
    see(b, "Höchstens 100 Millionen werden gelesen");
    assert_int_equal(number("SELECT count(*) FROM file"), 0);
}

/* --- budgets ---------------------------------------------------------------
 */

static void a_day_has_an_end(void **state)
{
    (void)state;
    for (int i = 0; i < FILE_COMPANY_DAY_MAX; i++)
        home_sql(home,
                 "INSERT INTO file (digest, name, type, bytes, "
                 "uploaded_at, entry_id) VALUES ('x', 'x', 'image/png', "
                 "1, 1790000000, 1)");
    add("a.png", 1);
    see_status(b, 422);
    see(b, "Ihre Organisation hat heute so viel gesendet");
    home_sql(home, "UPDATE file SET uploaded_at = 1, bytes = 10000000");
    add("a.png", 1);
    see_status(b, 422);
    see(b, "füllen die 1500 MB");
    home_sql(home, "UPDATE file SET gone_at = 1");
    add("a.png", 1);
    see_status(b, 200);
}

/* --- print -----------------------------------------------------------------
 */

static void few_pixels_are_said(void **state)
{
    (void)state;
    add("klein.png", 1);
    see_not(b, "dpi");
    home_sql(home,
             "UPDATE question SET slot = 'photo' WHERE code = 'logo';"
             "UPDATE file SET width = 1200, height = 800");
    visit(b, "/my/entry/1");
    see(b,
        "1.200 × 800 Pixel. Gedruckt in 216 × 152 mm sind das 133 dpi: Es "
        "sähe unscharf aus. Guter Druck braucht 300 dpi, hier also 2.552 × "
        "1.796 Pixel.");
    home_sql(home, "UPDATE file SET width = 2000, height = 1400");
    visit(b, "/my/entry/1?lang=en");
    see(b,
        "2,000 × 1,400 pixels. Printed 216 × 152 mm large that is 233 dpi; "
        "good print needs 300 dpi");
    home_sql(home, "UPDATE file SET width = 2600, height = 1800");
    visit(b, "/my/entry/1");
    see_not(b, "dpi");
}

/* --- what others get ---------------------------------------------------------
 */

static bool says(const char *what)
{
    return memmem(page(b), page_bytes(b), what, strlen(what)) != NULL;
}

static void the_office_gets_no_place(void **state)
{
    (void)state;
    static const char *const tells[] = {GPS_TELLS};
    size_t told;
    char *talks =
        gps_png(home->mem, nomination_png, NOMINATION_PNG_BYTES, &told);
    visit(b, "/my/entry/1");
    attach(b, "file", "haus.png", talks, told);
    press(b, "Bild hinzufügen: Logo");
    visit(b, "/file/1"); /* the company: as it came */
    see_status(b, 200);
    assert_non_null(file_served(b));
    home_user(home, "olga@buero.example", "organiser");
    struct browser *mine = b;
    b = browser_new(home);
    log_in(b, "olga@buero.example");
    visit(b, "/file/1");
    see_status(b, 200);
    assert_null(file_served(b));
    assert_true(says("IHDR"));
    for (size_t i = 0; i < sizeof tells / sizeof *tells; i++)
        assert_false(says(tells[i]));
    browser_free(b);
    b = mine;
}

/* A drawing can hold programs: others get it as a picture of ours. */
static void the_office_gets_no_drawing(void **state)
{
    (void)state;
    static const char svg[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>";
    visit(b, "/my/entry/1");
    attach(b, "file", "logo.svg", svg, sizeof svg - 1);
    press(b, "Bild hinzufügen: Logo");
    visit(b, "/file/1");
    assert_string_equal(header(b, "content-type"), "application/octet-stream");
    assert_true(str_starts(header(b, "content-disposition"), "attachment;"));
    home_user(home, "olga@buero.example", "organiser");
    struct browser *office = browser_new(home);
    log_in(office, "olga@buero.example");
    visit(office, "/file/1");
    see_status(office, 404); /* it is not drawn yet */
    struct world *w = home_begin(home);
    struct file_rendition print = {.size = "print", .type = "image/png"};
    print.digest = file_keep(w, "drawn", 5);
    print.bytes = 5;
    file_rendered(w, 1, &print, 1);
    home_commit(home);
    visit(office, "/file/1");
    see_status(office, 200);
    assert_true(str_ends(file_served(office), print.digest));
    assert_non_null(
        strstr(header(office, "content-disposition"), "logo.svg.png"));
    browser_free(office);
}

/* --- office files ------------------------------------------------------------
 */

static void office_files_are_given_away(void **state)
{
    (void)state;
    size_t bytes;
    char *data = office_docx(home->mem, &bytes);
    send(plan, NULL, "Plan.docx", data, bytes);
    see(b, "Das Dokument ist gespeichert.");
    send(card, NULL, "Plan.docx", data, bytes);
    see(b, "kein Bild, das wir lesen können");
    send(plan, NULL, "Plan.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ", 9);
    see_status(b, 422);
    see(b, "Diese Datei hat ein altes Format.");
    assert_int_equal(number("SELECT count(*) FROM job"), 0);
    visit(b, "/my/entry/1");
    see(b, "Office-Datei: zum Herunterladen, wird hier nicht angezeigt");
    visit(b, "/file/1");
    assert_string_equal(header(b, "content-type"), "application/octet-stream");
    assert_string_equal(header(b, "x-content-type-options"), "nosniff");
    assert_true(str_starts(header(b, "content-disposition"), "attachment;"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(several_in_their_order),
        STORY(replaced_with_its_words),
        STORY(pressed_twice),
        STORY(more_than_there_is_room),
        STORY(refused_leaves_no_bytes),
        STORY(hostile_names),
        STORY(empty_and_bombs),
        STORY(a_day_has_an_end),
        STORY(few_pixels_are_said),
        STORY(the_office_gets_no_place),
        STORY(the_office_gets_no_drawing),
        STORY(office_files_are_given_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
