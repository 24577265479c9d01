/* The page of a company: asked for by a link, corrected within limits, released
 * as it was shown, asked for again after an edit. */
#include "support/page_story.h"

#include "base/str.h"

/* Somebody who has nothing but the link. */
static struct browser *holder(int64_t entry_id)
{
    ask(entry_id);
    struct browser *h = browser_new(home);
    visit(h, newest_link());
    see_status(h, 200);
    return h;
}

static const char *shown_public(int64_t entry_id, const char *slot)
{
    struct publish_entry *list;
    size_t count = publish_some(&home->world, 1, "[1, 2, 3, 4, 5, 6, 7, 8, 9]",
                                NULL, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].id == entry_id)
            return arena_text(home->mem, *publish_place(&list[i], slot));
    return NULL;
}

static void a_link_from_asking_to_withdrawing(void **state)
{
    (void)state;
    assert_int_equal(state_of(2), PAGE_NOT_ASKED);
    struct browser *h = holder(2);
    assert_int_equal(state_of(2), PAGE_ASKED);
    see(h, "Ihre Seite in der Broschüre");
    see(h, "Grünzeit Gärtnerei");
    assert_string_equal(field_value(h, "strategy_de"), "Wir pflanzen.");
    assert_string_equal(header(h, "cache-control"), "no-store");
    /* opening changes nothing, a button does */
    assert_int_equal(number("SELECT count(*) FROM page_link WHERE opened_at"),
                     0);
    press(h, "Seite freigeben");
    see(h, "Danke, die Seite ist freigegeben.");
    assert_int_equal(number("SELECT count(*) FROM page_link WHERE opened_at"),
                     1);
    assert_int_equal(state_of(2), PAGE_RELEASED);
    visit(b, PAGES);
    see(b, "1 von 3 Seiten sind freigegeben");
    see(b, "Fassung 1, Jo Lenz");
    /* the token is not in the database */
    assert_int_equal(
        number(arena_printf(home->mem,
                            "SELECT count(*) FROM page_link WHERE token_hash = "
                            "'%s'",
                            newest_link() + strlen("/page/"))),
        0);
    visit(b, PAGES "/2");
    press(b, "Zurückziehen: Jo Lenz");
    const char *path = newest_link();
    visit(h, path);
    see_status(h, 404);
    see_not(h, "Grünzeit");
    see(h, "Dieser Link gilt nicht mehr");
    size_t bytes = page_bytes(h);
    visit(h, arena_printf(home->mem, "/page/%064d", 0));
    see(h, "Dieser Link gilt nicht mehr");
    assert_int_equal(page_bytes(h), bytes);
    browser_free(h);
}

static void an_expired_link(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    home_time(home, TEST_NOW + PAGE_LINK_DAYS * 86400);
    visit(h, newest_link());
    see_status(h, 404);
    browser_free(h);
}

static void corrections_within_limits(void **state)
{
    (void)state;
    home_sql(home, "UPDATE question SET characters_max = 20 WHERE id = 7");
    struct browser *h = holder(2);
    fill(h, "strategy_de", "Wir pflanzen Bäume und noch vieles mehr.");
    fill(h, "seat", "Kahla (Saale)");
    press(h, "Korrektur absenden");
    see_status(h, 422);
    see(h, "höchstens 20 Zeichen");
    assert_string_equal(field_value(h, "strategy_de"),
                        "Wir pflanzen Bäume und noch vieles mehr.");
    assert_string_equal(field_value(h, "seat"), "Kahla (Saale)");
    assert_int_equal(number("SELECT count(*) FROM page_text"), 0);
    fill(h, "strategy_de", "Wir pflanzen Bäume.");
    press(h, "Korrektur absenden");
    see(h, "Danke, Ihre Korrektur ist gespeichert.");
    assert_int_equal(state_of(2), PAGE_CORRECTED);
    assert_string_equal(printed(2, "strategy_de"), "Wir pflanzen Bäume.");
    assert_string_equal(text("SELECT made_by FROM page_version ORDER BY id "
                             "DESC LIMIT 1"),
                        "company");
    /* the answer stays, the office is told */
    assert_string_equal(text("SELECT value FROM answer WHERE entry_id = 2 AND "
                             "question_id = 7"),
                        "Wir pflanzen.");
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'page_corrected'"), 1);
    /* public pages wait for the release */
    assert_string_equal(shown_public(2, "strategy_de"), "Wir pflanzen.");
    press(h, "Seite freigeben");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    assert_string_equal(shown_public(2, "strategy_de"), "Wir pflanzen Bäume.");
    browser_free(h);
}

/* What was an answer before there was a limit is no mistake of the contact. */
static void what_stays_is_never_wrong(void **state)
{
    (void)state;
    home_sql(home, "UPDATE question SET characters_max = 5 WHERE id = 7");
    struct browser *h = holder(2);
    press(h, "Seite freigeben");
    see(h, "Danke, die Seite ist freigegeben.");
    browser_free(h);
}

/* Typed and released in one go: first shown as it will be printed. */
static void a_release_is_of_what_was_shown(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    fill(h, "seat", "Stadtroda");
    press(h, "Seite freigeben");
    see(h, "freigegeben ist die Seite noch nicht");
    assert_int_equal(state_of(2), PAGE_CORRECTED);
    press(h, "Seite freigeben");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    browser_free(h);
}

static void an_outdated_page_is_not_released(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    visit(b, PAGES "/2");
    fill(b, "seat", "Orlamünde");
    press(b, "Texte speichern");
    see(b, "Die Texte sind gespeichert.");
    press(h, "Seite freigeben");
    see_status(h, 409);
    see(h, "Die Seite wurde geändert, während Sie sie vor sich hatten.");
    see(h, "Anders, seit Sie die Seite geöffnet haben");
    see_markup(h, "<ins>");
    see_markup(h, "Orlamünde");
    see_markup(h, "data-typed");
    assert_int_equal(number("SELECT count(*) FROM page_release"), 0);
    /* asked again: the same button releases what is shown now */
    visit(h, newest_link());
    press(h, "Seite freigeben");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    browser_free(h);
}

static void an_edit_asks_again(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    press(h, "Seite freigeben");
    for (int i = 0; i < 2; i++) {
        visit(b, PAGES "/2");
        fill(b, "strategy_de",
             i == 0 ? "Wir pflanzen und ernten." : "Wir säen und ernten.");
        press(b, "Texte speichern");
    }
    see(b, "Eine Mail, die erneut um die Freigabe bittet");
    assert_int_equal(state_of(2), PAGE_CHANGED);
    /* one for both edits, with the same link */
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'page_again'"), 1);
    assert_int_equal(number("SELECT count(DISTINCT link) FROM mail WHERE link "
                            "LIKE '%/page/%'"),
                     1);
    visit(h, newest_link());
    see(h, "seit der Freigabe geändert");
    see(h, "Seit der Freigabe anders");
    assert_string_equal(shown_public(2, "strategy_de"), "Wir pflanzen.");
    assert_string_equal(printed(2, "strategy_de"), "Wir säen und ernten.");
    press(h, "Seite freigeben");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    assert_string_equal(shown_public(2, "strategy_de"), "Wir säen und ernten.");
    browser_free(h);
}

/* The box is not ticked: nobody is asked. */
static void an_edit_that_does_not_ask(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    press(h, "Seite freigeben");
    visit(b, PAGES "/2");
    fill(b, "seat", "Kahla!");
    uncheck(b, "again", "1");
    press(b, "Texte speichern");
    assert_int_equal(
        number("SELECT count(*) FROM mail WHERE kind = 'page_again'"), 0);
    assert_int_equal(state_of(2), PAGE_CHANGED);
    /* back to what was released, and it is released again */
    press(b, "Zurück zu diesen Texten: Fassung 1");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    assert_int_equal(number("SELECT count(*) FROM page_text"), 0);
    browser_free(h);
}

static void facts_and_consents_end_a_release(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    press(h, "Seite freigeben");
    home_sql(home,
             "UPDATE answer SET value = '24' WHERE entry_id = 2 AND "
             "question_id = 5");
    assert_int_equal(state_of(2), PAGE_CHANGED);
    visit(h, newest_link());
    see(h, "Zahlen und Maßnahmen");
    home_sql(home,
             "UPDATE answer SET value = '23' WHERE entry_id = 2 AND "
             "question_id = 5");
    assert_int_equal(state_of(2), PAGE_RELEASED);
    home_sql(home,
             "UPDATE consent SET withdrawn_at = 50 WHERE entry_id = 2 "
             "AND consent_kind_id = 1");
    assert_int_equal(state_of(2), PAGE_CHANGED);
    assert_string_equal(printed(2, "strategy_de"), "");
    assert_string_equal(shown_public(2, "strategy_de"), "");
    browser_free(h);
}

/* A credit belongs to its photo. */
static void words_to_another_photo(void **state)
{
    (void)state;
    struct browser *h = holder(1);
    fill(h, "photo_credit", "Mara Lenz");
    press(h, "Korrektur absenden");
    press(h, "Seite freigeben");
    assert_string_equal(shown_public(1, "photo_credit"), "Mara Lenz");
    home_sql(home,
             "INSERT INTO file (digest, name, type, bytes, uploaded_at, "
             "render_state) VALUES ('bb', 'b.jpg', 'image/jpeg', 1, 1, 'done');"
             "UPDATE picture SET file_id = 2, credit = 'Neu' WHERE entry_id = "
             "1");
    assert_string_equal(shown_public(1, "photo_credit"), "Neu");
    assert_int_equal(state_of(1), PAGE_CHANGED);
    browser_free(h);
}

/* What was typed and not sent, by the script's wish for a preview. */
static void a_draft_is_kept(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    const char *path = newest_link();
    post_fields(h, arena_printf(home->mem, "%s/preview", path),
                "seat=Kahla%20bei%20Jena&name=Gr%C3%BCnzeit%20G%C3%A4rtnerei");
    see_status(h, 200);
    assert_int_equal(state_of(2), PAGE_OPENED);
    visit(h, path);
    assert_string_equal(field_value(h, "seat"), "Kahla bei Jena");
    see(h, "Abgeschickt ist es nicht.");
    assert_int_equal(number("SELECT count(*) FROM page_text"), 0);
    assert_non_null(
        strstr(text("SELECT data FROM preview WHERE key LIKE 'page 2 link %'"),
               "Kahla bei Jena"));
    press(h, "Entwurf verwerfen");
    assert_string_equal(field_value(h, "seat"), "Kahla");
    browser_free(h);
}

/* Far more than fits anywhere is neither kept nor laid out. */
static void a_draft_has_an_end(void **state)
{
    (void)state;
    enum { LONG = 1200, ENDLESS = 1400 };
    struct browser *h = holder(2);
    const char *path = arena_printf(home->mem, "%s/preview", newest_link());
    post_fields(h, path, arena_printf(home->mem, "name=G&seat=%0*d", LONG, 0));
    see_status(h, 200);
    assert_int_equal(number("SELECT count(*) FROM page_draft"), 1);
    visit(h, newest_link());
    post_fields(h, path,
                arena_printf(home->mem, "name=N&seat=%0*d", ENDLESS, 0));
    see_status(h, 409);
    assert_int_equal(number("SELECT count(*) FROM page_draft WHERE content "
                            "LIKE '%\"N\"%'"),
                     0);
    browser_free(h);
}

static const char *preview_of(const char *link)
{
    struct browser *h = browser_new(home);
    visit(h, link);
    post_fields(h, arena_printf(home->mem, "%s/preview", link), "");
    see_status(h, 200);
    browser_free(h);
    return text("SELECT data FROM preview ORDER BY id DESC LIMIT 1");
}

/* Before the end of the embargo the winner's page is a nominee's: what the jury
 * decided leaves no byte of it. */
static void a_link_does_not_tell_who_won(void **state)
{
    (void)state;
    ask(1);
    const char *link = newest_link();
    const char *won = preview_of(link);
    visit(b, link);
    see_not(b, "leuchten");
    see_not(b, "Preisträger");
    const char *page_won = arena_text(home->mem, page(b));
    home_sql(home, "DELETE FROM honour WHERE kind = 'winner'");
    assert_string_equal(preview_of(link), won);
    visit(b, link);
    assert_string_equal(page(b), page_won);
    home_sql(home,
             "INSERT INTO honour (entry_id, kind, category_id, "
             "reason_de, decided_at) VALUES (1, 'winner', 1, "
             "'Sie leuchten.', 40)");
    home_sql(home, "DELETE FROM preview");
    home_time(home, END);
    assert_non_null(strstr(preview_of(link), "leuchten"));
}

/* Once its people were told, the winner sees its page as it is printed. */
static void a_winner_that_was_told(void **state)
{
    (void)state;
    ask(1);
    const char *link = newest_link();
    home_sql(home,
             "INSERT INTO mail (recipient, kind, language, subject, body, "
             "created_at, state) VALUES ('a@b.example', 'result_winner', 'de', "
             "'', '', 1, 'sent');"
             "INSERT INTO telling (mail_id, edition_id, entry_id, user_id, "
             "part, what, digest) SELECT max(m.id), 1, 1, 1, 'result', "
             "'winner', '' FROM mail m");
    assert_non_null(strstr(preview_of(link), "leuchten"));
}

static void nobody_is_asked_too_early(void **state)
{
    (void)state;
    home_sql(home,
             arena_printf(home->mem, "UPDATE edition SET nominees_at = %d",
                          (int)TEST_NOW + 50));
    log_in(b, "office@example.org");
    visit(b, PAGES "/2");
    see(b, "Die Nominierten erfahren es am");
    post_fields(b, PAGES "/2",
                "action=ask&person=Jo&email=jo%40licht.example&language=de");
    see_status(b, 409);
    assert_int_equal(number("SELECT count(*) FROM page_link"), 0);
    home_time(home, TEST_NOW + 50);
    send_link(2);
}

/* Who has a page is nominated. */
static void a_conflict_closes_pages_and_mails(void **state)
{
    (void)state;
    struct browser *h = holder(2);
    fill(h, "seat", "Stadtroda");
    press(h, "Korrektur absenden");
    press(h, "Seite freigeben");
    browser_free(h);
    home_user(home, "torn@example.org", "organiser juror");
    home_sql(
        home,
        "INSERT INTO jury_member (edition_id, user_id, code, position, "
        "institution) SELECT 1, id, 'J09', 9, '' FROM user WHERE email = "
        "'torn@example.org';"
        "INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at) "
        "SELECT max(id), 1, 'family', 1 FROM jury_member;"
        "INSERT INTO assignment (round_id, jury_member_id, entry_id) "
        "SELECT 1, max(id), 1 FROM jury_member");
    struct browser *torn = browser_new(home);
    log_in(torn, "torn@example.org");
    visit(torn, PAGES);
    see_status(torn, 404);
    visit(torn, PAGES "/2");
    see_status(torn, 404);
    see_not(torn, "Grünzeit");
    visit(torn, "/office/mail?box=all");
    see_status(torn, 200);
    see_not(torn, "jo@licht.example");
    see_not(torn, "Seite berichtigt");
    visit(torn, "/office/log");
    see_not(torn, "freigegeben");
    browser_free(torn);
    visit(b, "/office/mail?box=all");
    see(b, "jo@licht.example");
    see(b, "Seite berichtigt");
    visit(b, "/office/log");
    see(b, "Unternehmensseite freigegeben");
}

static void all_are_asked_and_reminded(void **state)
{
    (void)state;
    home_sql(home,
             "INSERT INTO user (id, email, email_key, name, created_at) "
             "VALUES (50, 'k@g.example', 'k@g.example', 'Kim Gärtner', 1);"
             "INSERT INTO membership (user_id, organisation_id, created_at, "
             "role) VALUES (50, 2, 1, 'owner')");
    log_in(b, "office@example.org");
    visit(b, PAGES);
    press(b, "3 Unternehmen um die Freigabe bitten");
    see(b, "1 Unternehmen ist gefragt");
    see(b,
        arena_printf(home->mem, "Ohne Konto: %s, ",
                     text("SELECT o.name FROM organisation o WHERE o.id = 1")));
    assert_string_equal(text("SELECT email FROM page_link"), "k@g.example");
    press(b, "1 gefragtes Unternehmen erinnern");
    see(b, "1 Mail liegt im Postausgang.");
    press(b, "1 gefragtes Unternehmen erinnern");
    see(b, "0 Mails liegen im Postausgang.");
    /* no account, but somebody was asked whose link ran out */
    home_sql(home,
             "INSERT INTO page_link (entry_id, name, email, language, "
             "token_hash, created_at, expires_at) VALUES (1, 'Jo Licht', "
             "'jo@licht.example', 'de', 'x', 1, 2)");
    visit(b, PAGES);
    press(b, "2 Unternehmen um die Freigabe bitten");
    see(b, "1 Unternehmen ist gefragt");
    assert_int_equal(number("SELECT count(*) FROM page_link WHERE entry_id = 1 "
                            "AND email = 'jo@licht.example'"),
                     2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY(a_link_from_asking_to_withdrawing),
        STORY(an_expired_link),
        STORY(corrections_within_limits),
        STORY(what_stays_is_never_wrong),
        STORY(a_release_is_of_what_was_shown),
        STORY(an_outdated_page_is_not_released),
        STORY(an_edit_asks_again),
        STORY(an_edit_that_does_not_ask),
        STORY(facts_and_consents_end_a_release),
        STORY(words_to_another_photo),
        STORY(a_draft_is_kept),
        STORY(a_draft_has_an_end),
        STORY(a_link_does_not_tell_who_won),
        STORY(a_winner_that_was_told),
        STORY(nobody_is_asked_too_early),
        STORY(a_conflict_closes_pages_and_mails),
        STORY(all_are_asked_and_reminded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
