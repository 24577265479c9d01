/* An edition's whole set-up as one JSON document: categories, texts, partners,
 * form, consents, rounds, criteria and jury. Dates are local time
 * ("2026-08-31T23:59"); texts for readers are objects {"de": …, "en": …};
 * scale values may be written 0, 10 or "0.25".
 *
 * The form: "sections" with "questions". A question has a "kind":
 *   short, long, url, email    characters_min, characters_max
 *   number, money (in cents)   number_min, number_max
 *   date                       date_min, date_max ("2026-05-03")
 *   yesno
 *   choice, multi              choices; multi: count_min, count_max (boxes)
 *   table (label and number)   columns {"label", "number"}, number_min,
 *                              number_max (of each), count_min, count_max
 *                              (rows)
 *   image, file
 * Largest values are demanded of every answer, the smallest number of
 * characters, boxes or rows only for submitting. Further "required";
 * "audience" (organiser, jury, public: who but the company reads it); "slot"
 * (where the brochure prints it); "identifying" (hidden where an edition is
 * blind);
 *   "shown_if": {"question": "courses", "is": ["few", "many"]}
 *      asked only after one of these answers to a question of kind choice,
 *      multi or yesno that is itself asked;
 *   "categories": ["kmu"]
 *      asked only there.
 *
 * Who can take part: "size" of a category, {"from": 10, "below": 250} (10
 * belongs to it, 250 no longer), and "eligibility" with an "intro" and
 * "questions":
 *   yesno    "refused": "no" with "refusal", the reason that is shown; or
 *            "category", which a yes proposes
 *   size     "unit": heads or fte; proposes the category with that size; where
 *            every category has one and none fits, it rules out
 *   winner   "years": who won within them cannot take part ("refusal");
 *            looked up where the award knows
 *
 * Prizes: "prizes", each with "category" (goes to its winners) or without (a
 * special prize), and "amount_cents", or "head_cents" for each head of a team
 * up to "cap_cents" in all; "winners_max" may share it (1), "withholdable"
 * (true).
 *
 * How the jury votes: "voting" with "quorum_percent" (50), "quorum_chair"
 * (true), "majority" (simple, absolute, two_thirds), "abstention" (ignored,
 * against), "repeat" (true), "casting" (chair, none), "scope" of conflicts
 * (named, contest), "second_mark" (false): see model/vote_rule.h. A juror may
 * be "deputy_chair", have no vote ("votes": false) or be a stand-in
 * ("stands_in_for": the code of another).
 *
 * "nominees": from then on everybody may know them (without: with the winners);
 * "telling": {"nominees", "winners", "others"}, when each gets the mail
 * (without: when everybody may know it).
 *
 * What companies learn of their marks, "feedback": "offer" (none, scores,
 * comments), "place" (third, rank, none), the slugs of its "rounds", and
 * "available", an instant before which nothing can be read. */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct buf;
struct json;

struct setup_fault {
    const char *where; /* "rounds[0].criteria[2].weight" */
    const char *what;
};

struct setup_faults {
    struct setup_fault *list;
    size_t count;
};

enum setup_outcome {
    SETUP_OK,
    SETUP_FAULTY, /* see the faults; nothing may be kept: roll back */
    SETUP_IN_USE  /* the edition exists and is not an empty draft */
};

/* Creates the edition as a draft, or replaces the set-up of one that is a
 * draft without nominations. Write transaction. */
enum setup_outcome setup_import(const struct world *w, const struct json *doc,
                                struct setup_faults *faults,
                                int64_t *edition_id);

/* Writes the document that setup_import() reads. */
void setup_export(const struct world *w, int64_t edition_id, struct buf *out);
