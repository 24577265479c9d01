/* Letters of the published edition. */
#include "model/demo_feedback.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_demo.h"
#include "model/entry.h"
#include "model/feedback.h"
#include "model/feedback_build.h"
#include "model/user.h"

static const struct {
    const char *entry;
    size_t juror;
    int criterion;
    const char *text;
    const char *edited; /* NULL: as it is; "" stays with the jury */
} words[] = {
    {"E01", 0, 0,
     "Dass die Werkstatt jede Leuchte zum Zerlegen baut, haben wir so noch bei "
     "niemandem gesehen.",
     NULL},
    {"E01", 1, 0,
     "Die Idee ist stark; wie sie vor Nachahmung geschützt wird, bleibt offen.",
     NULL},
    {"E01", 2, 1,
     "Den Nutzen für die Kunden hätte ich gern in Zahlen gelesen, das Gerede "
     "von „mehr Lebensqualität“ hilft nicht.",
     "Den Nutzen für die Kunden hätte ich gern in Zahlen gelesen."},
    {"E01", 3, 3, "Rücknahme und Reparatur sind vorbildlich beschrieben.", ""},
    {"E01", 1, -1,
     "Eine Bewerbung, die man gern zweimal liest: kurz, ehrlich, mit Belegen.",
     NULL},
    {"E02", 0, -1,
     "Gute Software, aber drei Seiten über die Firmengeschichte sind zwei zu "
     "viel.",
     "Gute Software; bei der Firmengeschichte genügt weniger."},
    {"E02", 2, 0, "Neu ist vor allem, wie offen die Schnittstelle ist.", NULL},
    {"E04", 3, 0, "Forschung, die im Betrieb ankommt.", NULL},
};

static const char intro[] =
    "Sehr geehrter Herr Falk,\n\n"
    "herzlichen Glückwunsch noch einmal zum Preis. Die Jury hat Ihre Bewerbung "
    "mit Freude gelesen. Einige ihrer Gedanken geben wir Ihnen hier weiter; "
    "vielleicht helfen sie bei der nächsten Bewerbung.\n\n"
    "Jule Marten, Geschäftsstelle";

void demo_feedback_offer(const struct world *w, int64_t edition_id)
{
    struct feedback_rule rule;
    feedback_rule(w, edition_id, &rule);
    struct feedback_round *list =
        arena_alloc(w->mem, rule.round_count * sizeof *list);
    for (size_t i = 0; i < rule.round_count; i++) {
        list[i] = rule.round[i];
        list[i].chosen = true;
    }
    rule.round = list;
    rule.offer = "comments";
    feedback_rule_set(w, edition_id, &rule);
}

const char *demo_feedback_comment(const char *entry_code, size_t juror,
                                  int criterion)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(words[i].entry, entry_code) && words[i].juror == juror &&
            words[i].criterion == criterion)
            return words[i].text;
    return "";
}

static void choose(const struct world *w, int64_t edition_id, int64_t entry_id)
{
    struct feedback_choice *choice;
    size_t count = feedback_choices(w, edition_id, entry_id, &choice);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (str_equal(words[k].text, choice[i].comment) &&
                !str_equal(words[k].edited, ""))
                feedback_choose(w, edition_id, entry_id, &choice[i],
                                words[k].edited ? words[k].edited
                                                : words[k].text);
}

/* Chooses and reads; the letter's digest is that of what stands there. */
static int64_t prepare(const struct world *w, const struct edition *e,
                       const char *code, const char *own)
{
    struct sql_demo_entry_row row = {0};
    struct feedback_present p;
    struct entry entry;
    if (!sql_demo_entry(w->db, e->id, code, &row) ||
        !entry_by_id(w, row.id, &entry))
        return 0;
    choose(w, e->id, row.id);
    feedback_set_intro(w, row.id, own);
    struct feedback_set *set = feedback_set(w, e);
    feedback_present(set, row.id, entry.organisation, &p);
    feedback_read(set, row.id, p.digest);
    return row.id;
}

void demo_feedback_release(const struct world *w, int64_t edition_id)
{
    struct edition e;
    struct user u;
    struct world office = *w;
    if (!edition_by_id(w, edition_id, &e) ||
        !user_by_email(w, "buero@ahrenfels.example", &u))
        return;
    office.user_id = u.id;
    int64_t first = prepare(&office, &e, "E01", intro);
    feedback_release(feedback_set(&office, &e), first);
    prepare(&office, &e, "E02", "");
}
