/* The office prints another photo or logo on a company's page than that of the
 * nomination, which stays as the jury read it. */
#include "support/page_story.h"

#include "base/str.h"
#include "model/fit.h"
#include "model/page_picture.h"
#include "support/nomination.h"

static struct publish_entry page_now(int64_t entry_id)
{
    struct publish_entry e;
    assert_true(publish_page(&home->world, 1, entry_id, &e));
    return e;
}

static int64_t public_photo(int64_t entry_id)
{
    struct publish_entry *list;
    size_t count = publish_some(&home->world, 1, "[1, 2, 3]", NULL, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].id == entry_id)
            return list[i].photo.file_id;
    return -1;
}

static void upload(int64_t entry_id)
{
    visit(b, arena_printf(home->mem, PAGES "/%" PRId64, entry_id));
    attach(b, "file", "besser.png", nomination_png, NOMINATION_PNG_BYTES);
    press(b, "Speichern: Anderes Foto für den Druck");
    see(b,
        "Das Foto ist gespeichert. Bitte schreiben Sie Bildnachweis und "
        "Beschreibung zu den gedruckten Texten.");
}

static void write_credit(const char *credit)
{
    fill(b, "photo_credit", credit);
    press(b, "Texte speichern");
    see(b, "Die Texte sind gespeichert.");
}

static void another_photo(void **state)
{
    (void)state;
    int64_t before = page_now(2).photo.file_id, shown = public_photo(2);
    log_in(b, "office@example.org");
    upload(2);
    see(b, "besser.png");
    assert_int_not_equal(page_now(2).photo.file_id, before);
    /* the nomination, and what everybody sees, stay */
    assert_int_equal(public_photo(2), shown);
    assert_int_equal(number("SELECT count(*) FROM audit WHERE action = "
                            "'page.picture'"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM needed_file n JOIN "
                            "page_picture p ON p.file_id = n.file_id"),
                     1);
    press(b, "Bild entfernen: Anderes Foto für den Druck");
    see(b, "Gedruckt wird wieder das Bild der Bewerbung.");
    assert_int_equal(page_now(2).photo.file_id, before);
}

/* Is the measure of the second company's page the last word? */
static void expect_measure(enum fit_state want)
{
    struct fit fit;
    assert_int_equal(fit_of(&home->world, 2, &fit), want);
    assert_int_equal(number("SELECT count(*) FROM fit WHERE entry_id = 2 AND "
                            "state = 'wanted'"),
                     want != FIT_FRESH);
}

static void its_page_is_measured_again(void **state)
{
    static const char measured[] =
        "DELETE FROM fit; INSERT INTO fit (entry_id, state, revision, pages, "
        "page, measured_at) SELECT id, 'done', revision, 1, 800, 1 FROM entry";
    (void)state;
    log_in(b, "office@example.org");
    home_sql(home, measured);
    expect_measure(FIT_FRESH);
    upload(2);
    expect_measure(FIT_OLD);
    home_sql(home, measured);
    press(b, "Bild entfernen: Anderes Foto für den Druck");
    expect_measure(FIT_OLD);
    assert_int_equal(number("SELECT count(*) FROM fit WHERE state = 'wanted'"),
                     1);
}

static void it_asks_for_the_release_again(void **state)
{
    (void)state;
    ask(2);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    press(h, "Seite freigeben");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    upload(2);
    assert_int_equal(state_of(2), PAGE_CHANGED);
    browser_free(h);
}

/* Credit and description are written at one place, beside the photo it is said
 * where, and those of the nomination are about another one. */
static void its_words_are_texts_of_the_page(void **state)
{
    (void)state;
    const char *mara = "Mara <i>Lenz</i>";
    log_in(b, "office@example.org");
    visit(b, PAGES "/1");
    assert_string_equal(field_value(b, "photo_credit"), mara);
    see(b, "Bildnachweis und Beschreibung sind zunächst leer");
    /* without a script nobody asks before the texts are left behind */
    see_markup(b, "<noscript><p class=\"hint\">Jede Datei wird für sich");
    see_no_markup(b, "name=\"photo-credit\"");
    see_no_markup(b, "href=\"#photo_credit\"");
    upload(1);
    see_markup(b, "href=\"#photo_credit\"");
    assert_string_equal(page_now(1).photo.credit, "");
    assert_string_equal(page_now(1).photo.alt.de, "");
    fill(b, "photo_alt_de", "Ein Garten");
    write_credit("Jana Weißflog");
    see_not(b, "Wie es das Unternehmen eingereicht hat");
    assert_string_equal(page_now(1).photo.credit, "Jana Weißflog");
    assert_string_equal(page_now(1).photo.alt.de, "Ein Garten");
    /* the same person took both */
    write_credit(mara);
    assert_string_equal(page_now(1).photo.credit, mara);
    write_credit("");
    assert_string_equal(page_now(1).photo.credit, "");
    press(b, "Bild entfernen: Anderes Foto für den Druck");
    assert_string_equal(page_now(1).photo.credit, mara);
    assert_string_equal(page_now(1).photo.alt.de, "Lichtstrahlen");
}

/* The same file, such as the one that the company sent by mail as well. */
static void the_same_photo_keeps_its_words(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    upload(1);
    home_sql(home,
             "UPDATE file SET digest = (SELECT f.digest FROM file f JOIN "
             "page_picture p ON p.file_id = f.id) WHERE id = 1");
    assert_string_equal(page_now(1).photo.credit, "Mara <i>Lenz</i>");
    visit(b, PAGES "/1");
    write_credit("Jana Weißflog");
    write_credit("Mara <i>Lenz</i>");
    assert_int_equal(number("SELECT count(*) FROM page_text"), 0);
}

static void old_texts_leave_the_words_of_a_new_photo(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, PAGES "/1");
    fill(b, "seat", "Stadtroda");
    write_credit("Mara");
    upload(1);
    fill(b, "seat", "Gera");
    write_credit("Jana");
    press(b, "Zurück zu diesen Texten: Fassung 2");
    assert_string_equal(page_now(1).seat, "Stadtroda");
    assert_string_equal(page_now(1).photo.credit, "Jana");
    /* of the same photo they come back: first there were none */
    press(b, "Zurück zu diesen Texten: Fassung 3");
    assert_string_equal(page_now(1).photo.credit, "");
    press(b, "Zurück zu diesen Texten: Fassung 4");
    assert_string_equal(page_now(1).photo.credit, "Jana");
}

static void drafts_forget_the_photo_before(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    send_link(1);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    post_fields(h, arena_printf(home->mem, "%s/preview", newest_link()),
                "photo_credit=Mara&photo_alt_de=Strahlen&photo_alt_en=Rays");
    visit(b, PAGES "/1");
    post_fields(b, PAGES "/1/preview", "photo_credit=Mara&seat=Stadtroda");
    assert_int_equal(number("SELECT count(*) FROM page_draft"), 2);
    upload(1);
    assert_string_equal(field_value(b, "seat"), "Stadtroda");
    assert_string_equal(field_value(b, "photo_credit"), "");
    /* of the other one nothing is left */
    assert_int_equal(number("SELECT count(*) FROM page_draft"), 1);
    visit(h, newest_link());
    assert_string_equal(field_value(h, "photo_credit"), "");
    browser_free(h);
}

/* A logo has no words. */
static void another_logo_leaves_the_drafts(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, PAGES "/1");
    post_fields(b, PAGES "/1/preview", "photo_credit=Mara");
    page_picture_put(&home->world, 1, "logo", 1);
    assert_int_equal(page_now(1).logo.file_id, 1);
    visit(b, PAGES "/1");
    assert_string_equal(field_value(b, "photo_credit"), "Mara");
}

static void the_check_leads_to_the_words(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    upload(1);
    visit(b, "/office/edition/2026/brochure/preflight");
    see(b, "Das Foto hat keinen Bildnachweis.");
    see_markup(b, "href=\"" PAGES "/1#photo_credit\"");
    see_markup(b, "href=\"" PAGES "/1#photo_alt_de\"");
    see_markup(b, "href=\"" PAGES "/1#photo_alt_en\"");
    visit(b, PAGES "/1");
    see_markup(b, "id=\"photo_credit\"");
    see_markup(b, "id=\"photo_alt_de\"");
    see_markup(b, "id=\"photo_alt_en\"");
}

static void no_picture_and_no_consent(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, PAGES "/2");
    press(b, "Speichern: Anderes Logo für den Druck");
    see_status(b, 422);
    see(b, "Bitte wählen Sie ein Bild.");
    assert_int_equal(number("SELECT count(*) FROM page_picture"), 0);
    home_sql(home,
             "INSERT INTO page_picture (entry_id, slot, file_id, "
             "changed_at) SELECT 2, 'photo', min(id), 1 FROM file");
    assert_int_not_equal(page_now(2).photo.file_id, 0);
    /* what the company takes back holds for the office's picture too */
    home_sql(home,
             "UPDATE consent SET withdrawn_at = 1 WHERE entry_id = 2 AND "
             "consent_kind_id IN (SELECT id FROM consent_kind WHERE "
             "code = 'images')");
    assert_int_equal(page_now(2).photo.file_id, 0);
}

/* A page that bears it begins with sending all its fields as a draft, so it is
 * said of texts that came back only: else it would undo what others wrote. */
static void only_refused_texts_are_typed(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    visit(b, PAGES "/2");
    press(b, "Speichern: Anderes Logo für den Druck");
    see_status(b, 422);
    see_no_markup(b, "data-typed");
    visit(b, PAGES "/2");
    fill(b, "person", "Jo Lenz");
    fill(b, "email", "jo");
    press(b, "Link schicken");
    see_status(b, 422);
    see_no_markup(b, "data-typed");
    visit(b, PAGES "/2");
    fill(b, "name", "");
    press(b, "Texte speichern");
    see_status(b, 422);
    see_markup(b, "data-typed");
    visit(b, PAGES "/2");
    fill(b, "seat", "Jena");
    press(b, "Texte speichern");
    see_no_markup(b, "data-typed");
}

/* Going back to a version sends no texts; saving them does. */
static void only_outdated_texts_are_typed(void **state)
{
    (void)state;
    log_in(b, "office@example.org");
    struct browser *other = browser_new(home);
    log_in(other, "office@example.org");
    visit(b, PAGES "/2");
    fill(b, "seat", "Jena");
    press(b, "Texte speichern");
    visit(other, PAGES "/2");
    fill(b, "seat", "Apolda");
    press(b, "Texte speichern");
    press(other, "Zurück zu diesen Texten: Fassung 1");
    see_status(other, 409);
    see_no_markup(other, "data-typed");
    visit(other, PAGES "/2");
    fill(b, "seat", "Kahla");
    press(b, "Texte speichern");
    fill(other, "name", "Grünzeit");
    press(other, "Texte speichern");
    see_status(other, 409);
    see_markup(other, "data-typed");
    browser_free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(another_photo),
        STORY(its_page_is_measured_again),
        STORY(it_asks_for_the_release_again),
        STORY(its_words_are_texts_of_the_page),
        STORY(the_same_photo_keeps_its_words),
        STORY(old_texts_leave_the_words_of_a_new_photo),
        STORY(drafts_forget_the_photo_before),
        STORY(another_logo_leaves_the_drafts),
        STORY(the_check_leads_to_the_words),
        STORY(no_picture_and_no_consent),
        STORY(only_refused_texts_are_typed),
        STORY(only_outdated_texts_are_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
