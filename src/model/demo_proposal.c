/* Proposals of the sample award, through the same rules as real ones. */
#include "model/demo_proposal.h"

#include "gen/sql_import.h"
#include "gen/sql_my.h"
#include "gen/sql_proposal.h"
#include "gen/sql_setup_write.h"
#include "model/proposal.h"

enum { LAST_POSITION = 99 };

static const struct proposal_form samples[] = {
    {.key = "demo-1",
     .company = "Gasthaus Zur Furt",
     .place = "Ahrenfels",
     .contact = "",
     .reason = "In unserer Küche sprechen wir sieben Sprachen. Die Chefin hat "
               "die Rezepte bebildert und geht mit jedem Neuen selbst zum Amt. "
               "Im letzten Jahr hat niemand gekündigt.",
     .name = "Amina Yilmaz",
     .email = "amina@posteo.example",
     .relation = "employee",
     .unnamed = true,
     .share = true},
    {.key = "demo-2",
     .company = "Bäckerei Morgenrot",
     .place = "Ahrenfels-Nord",
     .contact = "laden@morgenrot.example",
     .reason = "Seit drei Jahren backen dort zwei Gesellen aus Syrien, und am "
               "Samstag gibt es einen Tisch, an dem die Nachbarschaft Deutsch "
               "mit ihnen übt.",
     .name = "Ruth Bergmann",
     .email = "ruth.bergmann@verein.example",
     .relation = "customer",
     .share = true},
    {.key = "demo-3",
     .company = "Lichtwerk Ahrenfels GmbH",
     .place = "Ahrenfels",
     .contact = "post@lichtwerk.example",
     .reason = "Jede Schicht hat eine Patin für neue Kolleginnen und Kollegen. "
               "Sie hilft bei Wohnung, Bank und Kindergarten, in der "
               "Arbeitszeit.",
     .name = "Jonas Weidt",
     .email = "jonas.weidt@lichtwerk.example",
     .relation = "employee",
     .unnamed = true,
     .share = true},
};

static int64_t send(const struct world *w, const struct proposal_form *sample,
                    int64_t edition_id, int64_t category_id)
{
    struct sql_proposal_sent_row sent = {0};
    struct proposal_form form = *sample;
    form.edition_id = edition_id;
    form.category_id = category_id;
    form.language = "de";
    proposal_send(w, &form);
    if (!sql_proposal_sent(w->db, form.key, &sent))
        return 0;
    const struct proposal confirmed = {.id = sent.id,
                                       .candidate_id = sent.candidate_id};
    proposal_confirm(w, &confirmed);
    return sent.candidate_id;
}

void demo_proposals_add(const struct world *w, int64_t edition_id,
                        const char *accepting)
{
    struct sql_import_organisation_by_name_row company;
    struct sql_my_present_entry_row entry;
    int64_t candidate[sizeof samples / sizeof *samples];
    int64_t category = sql_setup_category_add(
        w->db, edition_id, "praxis", LAST_POSITION, "Praxis-Preis",
        "Practice Prize",
        "für Teams, die im Alltag vormachen, wie es geht; vorschlagen kann "
        "jede und jeder",
        "for teams that show how it is done day by day; anybody can propose "
        "one");
    proposal_set_mode(w, category, "propose");
    proposal_set_proposers(w, edition_id, "anyone");
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        candidate[i] = send(w, &samples[i], edition_id, category);
    candidate_forward(w, candidate[1], "de");
    candidate_forward(w, candidate[2], "de");
    if (sql_import_organisation_by_name(w->db, accepting, &company) &&
        sql_my_present_entry(w->db, edition_id, company.id, &entry))
        candidate_accept(w, candidate[2], company.id, entry.id, true);
}
