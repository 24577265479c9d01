#include "support/nomination.h"

#include "base/arena.h"
#include "model/organisation.h"

const char nomination_png[] =
    "\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122"
    "\000\000\000\001\000\000\000\001\010\002\000\000\000\220\167\123"
    "\336\000\000\000\014\111\104\101\124\170\332\143\370\317\300\000"
    "\000\003\001\001\000\367\003\101\103\000\000\000\000\111\105\116"
    "\104\256\102\140\202";
_Static_assert(sizeof nomination_png - 1 == NOMINATION_PNG_BYTES, "PNG");

static const char form[] =
    "INSERT INTO section (edition_id, code, position, title_de, title_en, "
    "help_de) SELECT id, 'firm', 1, 'Das Unternehmen', 'The company', 'Hilfe' "
    "FROM edition;"
    "INSERT INTO section (edition_id, code, position, title_de, title_en) "
    "SELECT id, 'pictures', 2, 'Bilder', 'Pictures' FROM edition;"
    "INSERT INTO question (edition_id, section_id, code, position, kind, "
    "language, label_de, label_en, required, characters_max, number_min, "
    "number_max, audience, slot) "
    "SELECT e.id, s.id, q.* FROM edition e "
    "JOIN (SELECT 'seat' AS c, 1 AS p, 'short' AS k, '' AS l, 'Sitz' AS d, "
    "'Seat' AS n, 1 AS r, 20 AS m, NULL AS lo, NULL AS hi, 'public' AS a, "
    "'seat' AS slot"
    " UNION ALL SELECT 'employees', 2, 'number', '', 'Beschäftigte', "
    "'Employees', 1, NULL, 1, 1000000, 'public', 'fact'"
    " UNION ALL SELECT 'story_de', 3, 'long', 'de', 'Was tun Sie?', "
    "'What do you do? (German)', 1, 4000, NULL, NULL, 'public', 'strategy_de'"
    " UNION ALL SELECT 'story_en', 4, 'long', 'en', 'Was tun Sie? (Englisch)', "
    "'What do you do?', 0, 4000, NULL, NULL, 'public', 'strategy_en'"
    " UNION ALL SELECT 'way', 5, 'choice', '', 'Wer lernt?', 'Who learns?', 0, "
    "NULL, NULL, NULL, 'jury', ''"
    " UNION ALL SELECT 'mentors', 6, 'yesno', '', 'Paten?', 'Mentors?', 0, "
    "NULL, NULL, NULL, 'jury', ''"
    " UNION ALL SELECT 'site', 7, 'url', '', 'Website', 'Website', 0, NULL, "
    "NULL, NULL, 'public', 'website'"
    " UNION ALL SELECT 'mail', 8, 'email', '', 'Kontakt', 'Contact', 0, NULL, "
    "NULL, NULL, 'organiser', ''"
    " UNION ALL SELECT 'logo', 9, 'image', '', 'Logo', 'Logo', 0, NULL, NULL, "
    "NULL, 'public', 'logo'"
    " UNION ALL SELECT 'photo', 10, 'image', '', 'Foto', 'Photo', 0, NULL, "
    "NULL, NULL, 'jury', 'photo') AS q "
    "JOIN section s ON s.code = CASE q.k WHEN 'image' THEN 'pictures' "
    "ELSE 'firm' END;"
    "INSERT INTO question_choice (question_id, code, position, label_de, "
    "label_en) SELECT id, 'some', 1, 'Einige', 'Some' FROM question "
    "WHERE code = 'way';"
    "INSERT INTO question_choice (question_id, code, position, label_de, "
    "label_en) SELECT id, 'all', 2, 'Alle', 'All' FROM question "
    "WHERE code = 'way';"
    "INSERT INTO consent_kind (edition_id, code, position, text_de, text_en, "
    "required) SELECT id, 'data', 1, 'Daten dürfen verarbeitet werden.', "
    "'Data may be processed.', 1 FROM edition;"
    "INSERT INTO consent_kind (edition_id, code, position, text_de, text_en) "
    "SELECT id, 'contact', 2, 'Sie dürfen schreiben.', 'You may write.' "
    "FROM edition;";

void nomination_form(struct test_home *h)
{
    home_sql(h, form);
}

int64_t nomination_company(struct test_home *h, const char *email,
                           const char *name)
{
    int64_t user = home_user(h, email, "company");
    struct world *w = home_begin(h);
    int64_t id = organisation_create(w, name);
    organisation_join(w, id, user);
    home_commit(h);
    return id;
}
