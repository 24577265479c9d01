/* Documents that are kept as a line of JSON, from any text: rules of voting, a
 * company's letter, the minutes of a meeting. What is read is written as the
 * same text, and what cannot be read is refused. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/str.h"
#include "model/feedback_letter.h"
#include "model/minutes_words.h"
#include "model/vote_rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void must(int true_value)
{
    if (!true_value)
        abort();
}

static void read_rule(struct arena *mem, const char *text, size_t bytes)
{
    struct vote_rule rule = vote_rule_default;
    if (vote_rule_read(mem, text, bytes, &rule) != NULL)
        return;
    must(str_equal(vote_rule_write(mem, &rule), text));
    must(vote_quorum(&rule, 12) >= 0 && vote_quorum(&rule, 12) <= 12);
}

/* A letter may be written with other spaces: what we write is read as the
 * same. */
static void read_letter(struct arena *mem, const char *text)
{
    struct feedback_letter letter, again;
    if (!feedback_letter_read(mem, text, &letter))
        return;
    const char *written = feedback_letter_write(mem, &letter);
    must(feedback_letter_read(mem, written, &again));
    must(str_equal(feedback_letter_write(mem, &again), written));
    must(feedback_letter_says(&letter) == feedback_letter_says(&again));
}

static void read_minutes(struct arena *mem, const char *text, enum lang lang)
{
    static const struct minutes_signed signature = {"chair", "Dr. Änne Groß",
                                                    1790000000, "ab"};
    const struct minutes_frame frame = {"00", "11", &signature, 1};
    struct minutes_words words;
    if (!minutes_words(mem, lang, text, &frame, &words))
        return;
    must(words.title != NULL && words.subject != NULL && words.award != NULL);
    for (size_t i = 0; i < words.count; i++) {
        must(words.line[i].cells <= MINUTES_CELLS_MAX);
        for (size_t k = 0; k < words.line[i].cells; k++)
            must(words.line[i].cell[k] != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    const char *text = arena_textn(mem, (const char *)data, bytes);
    read_rule(mem, text, strlen(text));
    read_letter(mem, text);
    read_minutes(mem, text, LANG_DE);
    read_minutes(mem, text, LANG_EN);
    arena_free(mem);
    return 0;
}
