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

static void upload(const char *button)
{
    visit(b, PAGES "/2");
    attach(b, "file", "besser.png", nomination_png, NOMINATION_PNG_BYTES);
    press(b, button);
    see(b, "Das Bild ist gespeichert.");
}

static void another_photo(void **state)
{
    (void)state;
    int64_t before = page_now(2).photo.file_id, shown = public_photo(2);
    log_in(b, "office@example.org");
    visit(b, PAGES "/2");
    fill(b, "photo-credit", "Jana Weißflog");
    fill(b, "photo-alt_de", "Ein Garten");
    attach(b, "file", "besser.png", nomination_png, NOMINATION_PNG_BYTES);
    press(b, "Speichern: Anderes Foto für den Druck");
    see(b, "Das Bild ist gespeichert.");
    see(b, "besser.png");
    struct publish_entry now = page_now(2);
    assert_int_not_equal(now.photo.file_id, before);
    assert_string_equal(now.photo.credit, "Jana Weißflog");
    assert_string_equal(now.photo.alt.de, "Ein Garten");
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
    upload("Speichern: Anderes Foto für den Druck");
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
    upload("Speichern: Anderes Foto für den Druck");
    assert_int_equal(state_of(2), PAGE_CHANGED);
    browser_free(h);
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
        STORY(no_picture_and_no_consent),
        STORY(only_refused_texts_are_typed),
        STORY(only_outdated_texts_are_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
