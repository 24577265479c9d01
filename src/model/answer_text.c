/* Answers as readers see them: see answer.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "model/answer.h"

enum { GROUPED_FROM = 10000, NOON_S = 12 * 60 * 60 };

size_t answer_rows(struct arena *mem, const char *value,
                   struct answer_row **rows)
{
    size_t count = 0;
    *rows = NULL;
    while (*value != '\0') {
        size_t bytes = strcspn(value, "\n");
        const char *line = arena_textn(mem, value, bytes);
        const char *tab = strrchr(line, '\t');
        struct answer_row row = {line, 0};
        if (tab != NULL && str_int(tab + 1, INT64_MIN, INT64_MAX, &row.number))
            row.label = arena_textn(mem, line, (size_t)(tab - line));
        *rows = arena_grow(mem, *rows, count, sizeof **rows);
        (*rows)[count++] = row;
        value += bytes + (value[bytes] != '\0');
    }
    return count;
}

bool answer_contains(const char *value, const char *code)
{
    size_t bytes = strlen(code);
    for (const char *at = value; bytes > 0 && (at = strstr(at, code)) != NULL;
         at += bytes)
        if ((at == value || at[-1] == ' ') &&
            (at[bytes] == '\0' || at[bytes] == ' '))
            return true;
    return false;
}

static const char *yes_no(enum lang lang, const char *value)
{
    return lang_text(lang, str_equal(value, "yes") ? N_("yes") : N_("no"));
}

/* How the parts of an answer stand beside each other. */
struct style {
    const char *between, *after_label;
};

static const char *labels(struct arena *mem, enum lang lang,
                          const struct question *q, const char *value,
                          const struct style *style)
{
    struct buf all;
    buf_init(&all, mem);
    for (size_t i = 0; i < q->choice_count; i++)
        if (q->choice[i].question_id == q->id &&
            answer_contains(value, q->choice[i].code))
            buf_addf(
                &all, "%s%s", all.bytes > 0 ? style->between : "",
                lang_pick(lang, q->choice[i].label_de, q->choice[i].label_en));
    return all.bytes > 0 ? all.data : value;
}

static const char *figures(struct arena *mem, enum lang lang, const char *value,
                           const struct style *style)
{
    struct answer_row *row;
    struct buf all;
    size_t count = answer_rows(mem, value, &row);
    buf_init(&all, mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&all, "%s%s%s%s", i > 0 ? style->between : "", row[i].label,
                 style->after_label, lang_int(mem, lang, row[i].number));
    return all.data;
}

const char *answer_money(struct arena *mem, enum lang lang, int64_t cents)
{
    const char *whole = lang_int(mem, lang, llabs(cents / 100));
    const char *sign = cents < 0 ? "−" : "";
    const char *rest =
        cents % 100 == 0
            ? ""
            : arena_printf(mem, "%s%02lld", lang == LANG_DE ? "," : ".",
                           llabs(cents % 100));
    return arena_printf(mem, lang == LANG_DE ? "%s%s%s\u00a0€" : "%s€%s%s",
                        sign, whole, rest);
}

const char *answer_money_typed(struct arena *mem, enum lang lang,
                               const char *value)
{
    int64_t cents;
    if (!str_int(value, INT64_MIN, INT64_MAX, &cents))
        return str_ends(value, ".00")
                   ? arena_textn(mem, value, strlen(value) - 3)
                   : value;
    return cents % 100 == 0 ? arena_printf(mem, "%" PRId64, cents / 100)
                            : lang_decimal(mem, lang, cents, 2);
}

const char *answer_date(struct arena *mem, enum lang lang, const char *value)
{
    int64_t from, until;
    return clock_day(value, &from, &until) ? lang_date(mem, lang, from + NOON_S)
                                           : value;
}

static const char *spoken(struct arena *mem, enum lang lang,
                          const struct question *q, const char *value,
                          const struct style *style)
{
    int64_t number;
    if (value[0] == '\0')
        return value;
    if (str_equal(q->kind, "yesno"))
        return yes_no(lang, value);
    if (str_equal(q->kind, "choice") || str_equal(q->kind, "multi"))
        return labels(mem, lang, q, value, style);
    if (str_equal(q->kind, "table"))
        return figures(mem, lang, value, style);
    if (str_equal(q->kind, "date"))
        return answer_date(mem, lang, value);
    if (str_equal(q->kind, "money") &&
        str_int(value, INT64_MIN, INT64_MAX, &number))
        return answer_money(mem, lang, number);
    /* a year stays 1996 */
    if (str_equal(q->kind, "number") &&
        str_int(value, GROUPED_FROM, INT64_MAX, &number))
        return lang_int(mem, lang, number);
    return value;
}

const char *answer_text(struct arena *mem, enum lang lang,
                        const struct question *q, const char *value)
{
    return spoken(mem, lang, q, value, &(struct style){", ", " "});
}

const char *answer_lines(struct arena *mem, enum lang lang,
                         const struct question *q, const char *value)
{
    return spoken(mem, lang, q, value, &(struct style){"\n", ": "});
}
