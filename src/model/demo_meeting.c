#include "model/demo_meeting.h"

#include "gen/sql_demo.h"
#include "gen/sql_edition.h"
#include "gen/sql_office.h"
#include "model/meeting.h"
#include "model/prize.h"

enum { MINUTES_ENTRY = 10, MINUTES_CONTEST = 15, HOURS_S = 60 * 60 };

static void add_topic(const struct world *w, int64_t meeting_id,
                      const char *title_de, const char *title_en,
                      int64_t minutes)
{
    const struct meeting_item item = {
        .meeting_id = meeting_id,
        .kind = "topic",
        .title_de = title_de,
        .title_en = title_en,
        .minutes = minutes,
    };
    meeting_item_add(w, &item);
}

/* The category's nominations one by one, then all of them compared. */
static void add_category(const struct world *w, int64_t edition_id,
                         int64_t meeting_id, int64_t category_id)
{
    struct sql_demo_admitted_row *entry;
    const struct meeting_item contest = {
        .meeting_id = meeting_id,
        .kind = "contest",
        .category_id = category_id,
        .minutes = MINUTES_CONTEST,
    };
    size_t count = sql_demo_admitted(w->db, edition_id, category_id, &entry);
    for (size_t i = 0; i < count; i++) {
        const struct meeting_item item = {
            .meeting_id = meeting_id,
            .kind = "entry",
            .entry_id = entry[i].id,
            .minutes = MINUTES_ENTRY,
        };
        meeting_item_add(w, &item);
    }
    if (count > 0)
        meeting_item_add(w, &contest);
}

static void add_prizes(const struct world *w, int64_t edition_id,
                       int64_t meeting_id)
{
    struct prize *prize;
    size_t count = prize_list(w, edition_id, &prize);
    for (size_t i = 0; i < count; i++) {
        const struct meeting_item item = {
            .meeting_id = meeting_id,
            .kind = "contest",
            .prize_id = prize[i].id,
            .minutes = MINUTES_CONTEST,
        };
        if (prize[i].category_id == 0)
            meeting_item_add(w, &item);
    }
}

void demo_meeting_add(const struct world *w, int64_t edition_id,
                      int64_t starts_at)
{
    struct sql_office_rounds_row *round;
    struct sql_edition_categories_row *category;
    size_t rounds = sql_office_rounds(w->db, edition_id, &round);
    int64_t ends_at = starts_at + 5 * HOURS_S;
    const struct meeting_plan plan = {
        .title_de = "Jurysitzung",
        .title_en = "Jury meeting",
        .place = "Altes Rathaus Ahrenfels, Kleiner Saal",
        .starts_at = starts_at,
        .ends_at = &ends_at,
        .round = rounds > 0 ? &round[0].id : NULL,
        .round_count = rounds > 0,
    };
    int64_t id = meeting_add(w, edition_id, &plan);
    add_topic(w, id, "Begrüßung, Befangenheiten, Rangliste der Vorauswahl",
              "Welcome, conflicts of interest, ranking of the first round", 15);
    size_t count = sql_edition_categories(w->db, edition_id, &category);
    for (size_t i = 0; i < count; i++)
        add_category(w, edition_id, id, category[i].id);
    add_prizes(w, edition_id, id);
    add_topic(w, id, "Wer besucht die Nominierten?", "Who visits the nominees?",
              10);
}
