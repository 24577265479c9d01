#include "page/vote_words.h"

#include "base/arena.h"

static const char *quorum(struct ctx *c, const struct vote_rule *rule)
{
    if (rule->quorum_percent == 0)
        return T("No quorum is needed.");
    return arena_printf(
        c->world.mem,
        T("At least %d per cent of the seats that may vote have "
          "to be present; whoever has a conflict does not "
          "count."),
        (int)rule->quorum_percent);
}

static const char *majority(struct ctx *c, enum vote_majority majority)
{
    switch (majority) {
    case VOTE_SIMPLE:
        return T("A motion is carried with more yes than no.");
    case VOTE_ABSOLUTE:
        return T(
            "A motion is carried with yes from more than half of those "
            "who may vote and are present.");
    case VOTE_TWO_THIRDS:
        return T(
            "A motion is carried with yes from at least two thirds of "
            "yes and no.");
    }
    return "";
}

struct lines vote_rule_words(struct ctx *c, const struct vote_rule *rule)
{
    struct lines lines = {.mem = c->world.mem};
    lines_add(&lines, quorum(c, rule));
    if (rule->quorum_chair)
        lines_add(&lines, T("Somebody who chairs has to be present and may "
                            "vote on it."));
    lines_add(&lines, majority(c, rule->majority));
    lines_add(&lines, rule->abstention_against
                          ? T("An abstention counts like a no.")
                          : T("Abstentions do not count."));
    if (rule->repeat)
        lines_add(&lines, T("If most abstain, the vote is repeated, and "
                            "nobody may abstain then."));
    lines_add(&lines, rule->casting ? T("The chair decides a tied vote.")
                                    : T("A tied vote is lost."));
    lines_add(&lines,
              rule->contest
                  ? T("A conflict keeps out of every motion on what the "
                      "nomination competes for.")
                  : T("A conflict keeps out of motions on that nomination."));
    if (rule->second_mark)
        lines_add(&lines, T("Jurors may note a second mark after the "
                            "discussion, beside the first."));
    return lines;
}
