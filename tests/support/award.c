#include "support/award.h"

static const char form[] =
    "INSERT INTO section (edition_id, code, position, title_de, title_en) "
    "SELECT id, 'company', 1, 'Das Unternehmen', 'The company' FROM edition;"
    "INSERT INTO question (edition_id, section_id, code, position, kind, "
    "language, label_de, label_en, required, audience, slot) VALUES "
    "(1, 1, 'seat', 1, 'short', '', 'Sitz', 'Seat', 1, 'public', 'seat'),"
    "(1, 1, 'sector_de', 2, 'short', 'de', 'Branche auf Deutsch',"
    " 'Sector in German', 0, 'public', 'fact'),"
    "(1, 1, 'sector_en', 3, 'short', 'en', 'Branche auf Englisch',"
    " 'Sector in English', 0, 'public', 'fact'),"
    "(1, 1, 'founded', 4, 'number', '', 'Gegründet', 'Founded', 0, 'public',"
    " 'fact'),"
    "(1, 1, 'staff', 5, 'number', '', 'Beschäftigte', 'Employees', 1,"
    " 'public', 'fact'),"
    "(1, 1, 'phone', 6, 'short', '', 'Telefon', 'Telephone', 0, 'organiser',"
    " 'fact'),"
    "(1, 1, 'text_de', 7, 'long', 'de', 'Was tun Sie?', 'What do you do?', 1,"
    " 'public', 'strategy_de'),"
    "(1, 1, 'text_en', 8, 'long', 'en', 'Was tun Sie? (Englisch)',"
    " 'What do you do? (English)', 0, 'public', 'strategy_en'),"
    "(1, 1, 'quote', 9, 'short', 'de', 'Zitat', 'Quote', 0, 'public',"
    " 'quote_de'),"
    "(1, 1, 'who', 10, 'short', '', 'Von wem?', 'Who?', 0, 'public',"
    " 'quote_author'),"
    "(1, 1, 'photo', 11, 'image', '', 'Foto', 'Photo', 0, 'public', 'photo'),"
    "(1, 1, 'web', 12, 'url', '', 'Website', 'Website', 0, 'public',"
    " 'website'),"
    "(1, 1, 'mentors', 13, 'yesno', '', 'Gibt es Paten?',"
    " 'Are there mentors?', 0, 'jury', '');"
    "INSERT INTO consent_kind (edition_id, code, position, text_de, text_en, "
    "required) VALUES"
    "(1, 'publication', 1, 'Sie dürfen das drucken.', 'You may print it.', 1),"
    "(1, 'images', 2, 'Sie dürfen die Bilder zeigen.',"
    " 'You may show the pictures.', 0),"
    "(1, 'persons', 3, 'Die Personen sind einverstanden.',"
    " 'The persons agree.', 0);";

static const char nominations[] =
    "INSERT INTO organisation (name, created_at) VALUES"
    "('Lichtwerk <script>alert(1)</script>', 1), ('Grünzeit Gärtnerei', 1),"
    "('Papierhof', 1), ('Müller \"und\" Söhne', 1), ('Zögern GmbH', 1);"
    "INSERT INTO entry (edition_id, organisation_id, code, category_id, "
    "confirmed_category_id, state, number, created_at, updated_at, "
    "submitted_at, checked_at) VALUES"
    "(1, 1, 'E01', 1, 1, 'admitted', 1, 10, 20, 1789990000, 1789995000),"
    "(1, 2, 'E02', 1, 1, 'admitted', 2, 10, 20, 1789990000, 1789995000),"
    "(1, 3, 'E03', 2, 2, 'admitted', 3, 10, 20, 1789990000, 1789995000),"
    "(1, 4, 'E04', 1, NULL, 'submitted', 4, 10, 20, 1789990000, NULL),"
    "(1, 5, 'E05', NULL, NULL, 'draft', NULL, 10, 20, NULL, NULL);"
    "INSERT INTO answer (entry_id, question_id, value, updated_at) VALUES"
    "(1, 1, 'Jena', 20), (1, 2, 'Optik', 20), (1, 3, 'Optics', 20),"
    "(1, 4, '1998', 20), (1, 5, '12000', 20), (1, 6, '03641-1234', 20),"
    "(1, 7, 'Wir schleifen Linsen.\n\nUnd <b>lernen</b>.', 20),"
    "(1, 8, 'We grind lenses.', 20), (1, 9, 'Willkommen!', 20),"
    "(1, 10, 'Priya R.', 20), (1, 12, 'https://licht.example/', 20),"
    "(2, 1, 'Kahla', 20), (2, 2, 'Gartenbau', 20), (2, 5, '23', 20),"
    "(2, 7, 'Wir pflanzen.', 20), (2, 12, 'javascript:alert(1)', 20),"
    "(3, 1, 'Weimar', 20), (3, 5, '9', 20), (3, 7, 'Geheimes Papier', 20),"
    "(4, 1, 'Apolda', 20), (4, 5, '4', 20), (4, 13, 'yes', 20);"
    "INSERT INTO answer_version (entry_id, question_id, value, changed_at) "
    "SELECT entry_id, question_id, value, updated_at FROM answer;"
    "INSERT INTO consent (entry_id, consent_kind_id, given_at, withdrawn_at) "
    "SELECT e.id, k.id, 20, CASE WHEN e.id = 3 AND k.id = 1 THEN 30 END "
    "FROM entry e, consent_kind k WHERE e.id <= 3;"
    "INSERT INTO file (digest, name, type, bytes, uploaded_at, render_state) "
    "VALUES ('aa', 'licht.jpg', 'image/jpeg', 5000, 20, 'done');"
    "INSERT INTO rendition (file_id, size, digest, type, bytes, width, height) "
    "VALUES (1, 'print', 'ab', 'image/jpeg', 4, 2600, 1700),"
    "(1, 'screen', 'ac', 'image/jpeg', 3, 1280, 840),"
    "(1, 'thumb', 'ad', 'image/jpeg', 2, 320, 210);"
    "INSERT INTO picture (entry_id, question_id, file_id, credit, alt_de, "
    "alt_en) VALUES (1, 11, 1, 'Mara <i>Lenz</i>', 'Lichtstrahlen', "
    "'Rays of light');";

static const char around[] =
    "INSERT INTO user (email, email_key, name, created_at) VALUES "
    "('falk@jury.example', 'falk@jury.example', 'Prof. Ida Falk', 1);"
    "INSERT INTO jury_member (edition_id, user_id, code, position, "
    "institution, function_de, function_en, chair) SELECT 1, max(id), 'J01', 1,"
    " 'Hochschule', 'Präsidentin', 'President', 1 FROM user;"
    "INSERT INTO round (edition_id, slug, name_de, name_en) VALUES "
    "(1, 'jury', 'Jurybewertung', 'Jury scoring');"
    "INSERT INTO criterion (round_id, code, position, name_de, name_en, "
    "question_de, question_en, weight, lo, hi, step) VALUES "
    "(1, 'I', 1, 'Innovation', 'Innovation', 'Wie neu?', 'How new?', 35, 0, 10,"
    " 1), (1, 'W', 2, 'Wirkung', 'Effect', '', '', 65, 0, 10, 1);"
    "INSERT INTO edition_text (edition_id, kind, title_de, title_en, body_de, "
    "body_en, author, author_function_de) VALUES "
    "(1, 'call', 'Wer kann mitmachen?', 'Who can take part?',"
    " '**Alle** dürfen. <script>alert(2)</script>', 'Everybody may.', '', ''),"
    "(1, 'imprint', '', '', 'Herausgeber: wir', 'Published by us', '', '');"
    "INSERT INTO greeting (edition_id, position, name, function_de, body_de) "
    "VALUES (1, 1, 'Dr. Sommer', 'Ministerin', 'Liebe Leute');"
    "INSERT INTO partner (edition_id, position, tier, name, url) VALUES "
    "(1, 1, 'sponsor', 'Sparkasse', 'https://s.example/'),"
    "(1, 2, 'organiser', 'Stadt', '');";

int64_t award_scene(struct test_home *h)
{
    int64_t id = home_edition(h);
    home_sql(h, form);
    home_sql(h, nominations);
    home_sql(h, around);
    return id;
}

void award_decide(struct test_home *h)
{
    home_sql(h,
             "INSERT INTO honour (entry_id, kind, category_id, reason_de, "
             "reason_en, decided_at) VALUES (1, 'winner', 1, "
             "'Sie <b>leuchten</b>.', 'They shine.', 40),"
             "(1, 'nominee', 1, '', '', 40), (2, 'nominee', 1, '', '', 40),"
             "(3, 'nominee', 2, '', '', 40)");
}
