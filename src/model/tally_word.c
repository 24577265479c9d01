/* One word, from integers only. */
#include "model/tally_word.h"

const char *tally_word_name(enum tally_word word)
{
    static const char *const names[] = {
        [TALLY_NO_WORD] = NULL,
        [TALLY_CLEAR] = "deutlich",
        [TALLY_SOLID] = "solide",
        [TALLY_CLOSE] = "knapp",
    };
    return names[word];
}

/* Are the winners without a juror those of the full jury? A result that
 * cannot be had without him does not stand without him. */
static bool same_winners(const struct tally_panel *panel, const int32_t *rank,
                         const struct tally_without *without)
{
    size_t at = 0;
    if (without->status != TALLY_OK)
        return false;
    for (size_t i = 0; i < panel->entries; i++) {
        if (rank[i] != 1)
            continue;
        if (at == without->winner_count ||
            without->winners[at++] != panel->entry[i])
            return false;
    }
    return at == without->winner_count;
}

enum tally_word tally_word(const struct tally_panel *panel, const int32_t *rank,
                           const struct tally_leave_one_out *out,
                           const struct tally_replicates *replicates)
{
    int64_t all = panel->result->input->config.replicates, first = all;
    if (!out)
        return TALLY_NO_WORD;
    for (size_t j = 0; j < panel->jurors; j++)
        if (!same_winners(panel, rank, &out->without[j]))
            return TALLY_CLOSE;
    if (!replicates)
        return TALLY_SOLID;
    for (size_t i = 0; i < panel->entries; i++)
        if (rank[i] == 1 && replicates[i].first < first)
            first = replicates[i].first;
    if (10 * first < 6 * all)
        return TALLY_CLOSE;
    return 10 * first >= 9 * all ? TALLY_CLEAR : TALLY_SOLID;
}
