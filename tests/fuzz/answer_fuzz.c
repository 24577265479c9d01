/* Whatever is typed into a field or a cell: what fits becomes a canonical value
 * that fits again and stays the same, and can be read in both languages. The
 * first byte chooses the kind. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "model/answer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static const struct answer_choice choices[] = {
    {1, "a", "Eins", "One"},
    {1, "b", "Zwei, drei", "Two"},
    {1, "b_c", "Drei vier", "One"},
};

static void check(struct arena *mem, const struct question *q, const char *text)
{
    const char *value, *again, *part;
    struct answer_row *row;
    if (answer_read(mem, q, text, &value, &part) != ANSWER_FITS)
        return;
    /* cents are not what is typed: as it is shown in a field, it is */
    const char *typed = str_equal(q->kind, "money") && value[0] != '\0'
                            ? answer_money_typed(mem, LANG_DE, value)
                            : value;
    must(answer_read(mem, q, typed, &again, &part) == ANSWER_FITS);
    must(str_equal(value, again));
    must(value[0] == '\0' || answer_text(mem, LANG_DE, q, value)[0] != '\0');
    must(value[0] == '\0' || answer_text(mem, LANG_EN, q, value)[0] != '\0');
    if (str_equal(q->kind, "table"))
        must((int64_t)answer_rows(mem, value, &row) <= answer_rows_max(q));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    static const char *const kinds[] = {"short", "long",   "number", "money",
                                        "date",  "choice", "multi",  "yesno",
                                        "table", "url",    "email"};
    if (bytes == 0 || !str_utf8((const char *)data + 1, bytes - 1))
        return 0;
    struct arena *mem = arena_new();
    struct question q = {
        .id = 1,
        .kind = kinds[data[0] % (sizeof kinds / sizeof *kinds)],
        .choice = choices,
        .choice_count = sizeof choices / sizeof *choices,
    };
    check(mem, &q, arena_textn(mem, (const char *)data + 1, bytes - 1));
    arena_free(mem);
    return 0;
}
