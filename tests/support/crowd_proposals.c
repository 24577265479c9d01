/* Proposals in the crowd's world. */
#include "support/crowd_scene.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/secret.h"

static int64_t candidate(struct test_home *h, const struct crowd *c,
                         const char *state, const char *token)
{
    crowd_run(h,
              "INSERT INTO candidate (edition_id, category_id, company, place, "
              "email, state, token_digest, created_at, forwarded_at, "
              "expires_at) SELECT %" PRId64
              ", min(id), 'Proposed Ltd', "
              "'Ahrenfels', 'firm@proposed.example', '%s', '%s', 1, 1, %d "
              "FROM category WHERE edition_id = %" PRId64,
              c->judging.edition, state, secret_token_digest(h->mem, token),
              TEST_NOW + 3600, c->judging.edition);
    return home_number(h, "SELECT max(id) FROM candidate");
}

static void propose(struct test_home *h, int64_t candidate_id,
                    const char *token, bool shown)
{
    crowd_run(h,
              "INSERT INTO proposal (candidate_id, form_key, token_digest, "
              "name, email, relation, language, unnamed, reason, share, shown, "
              "state, created_at, confirmed_at) VALUES (%" PRId64
              ", '%s', "
              "'%s', '" CROWD_PROPOSER "-name', '" CROWD_PROPOSER
              "@firm.example'"
              ", 'employee', 'de', 1, '%s', %d, %d, 'confirmed', 1, 1);"
              "INSERT INTO mail (recipient, kind, language, subject, body, "
              "created_at, proposal_id) SELECT email, 'proposal_confirm', 'de',"
              " 'S', name, 1, id FROM proposal WHERE form_key = '%s'",
              candidate_id, token, secret_token_digest(h->mem, token),
              shown ? CROWD_REASON : CROWD_HIDDEN_REASON, shown, shown, token);
}

void crowd_make_proposals(struct test_home *h, struct crowd *c)
{
    c->own_link = "link-own";
    c->told_link = "link-told";
    c->candidate = candidate(h, c, "forwarded", c->told_link);
    propose(h, c->candidate, c->own_link, true);
    propose(h, c->candidate, "link-other", false);
    int64_t accepted = candidate(h, c, "accepted", "link-answered");
    propose(h, accepted, "link-third", true);
    propose(h, accepted, "link-fourth", false);
    crowd_run(h,
              "UPDATE candidate SET organisation_id = %" PRId64
              ", entry_id = %" PRId64 ", told = 1 WHERE id = %" PRId64
              ";"
              "UPDATE edition SET proposers = 'anyone' WHERE slug = '2024';"
              "UPDATE category SET entry_mode = 'both' WHERE edition_id = "
              "(SELECT id FROM edition WHERE slug = '2024')",
              c->company[OWN], c->entry[DRAFT], accepted);
}
