/* Is what was typed an answer to its question, and what is missing? */
#include "page/my_form.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"

enum {
    SHORT_CHARACTERS_MAX = 300, /* where the question sets no limit */
    LONG_CHARACTERS_MAX = 20000
};

const char *my_typed(const struct ctx *c, const struct my_question *q)
{
    return form_value(c->form, q->field);
}

int64_t my_limit(const struct my_question *q)
{
    if (q->characters_max > 0)
        return q->characters_max;
    return str_equal(q->kind, "long") ? LONG_CHARACTERS_MAX
                                      : SHORT_CHARACTERS_MAX;
}

static const char *check_length(struct ctx *c, const struct my_question *q,
                                const char *value)
{
    int64_t max = my_limit(q);
    int64_t now = (int64_t)str_characters(value);
    if (now <= max)
        return NULL;
    return arena_printf(c->world.mem,
                        T("Please use at most %s characters; these are %s."),
                        lang_int(c->world.mem, c->lang, max),
                        lang_int(c->world.mem, c->lang, now));
}

/* Years stay whole: 1950, but 10.000. */
static const char *number_text(struct ctx *c, int64_t n)
{
    return n > -10000 && n < 10000 ? arena_printf(c->world.mem, "%" PRId64, n)
                                   : lang_int(c->world.mem, c->lang, n);
}

static const char *check_number(struct ctx *c, const struct my_question *q,
                                const char **value)
{
    int64_t n;
    if (!str_int(*value, INT64_MIN, INT64_MAX, &n))
        return T("Please enter a whole number in digits, such as 60.");
    if (q->number_min != NULL && n < *q->number_min)
        return arena_printf(c->world.mem,
                            T("Please enter a number from %s upwards."),
                            number_text(c, *q->number_min));
    if (q->number_max != NULL && n > *q->number_max)
        return arena_printf(c->world.mem, T("Please enter at most %s."),
                            number_text(c, *q->number_max));
    *value = arena_printf(c->world.mem, "%" PRId64, n);
    return NULL;
}

/* "www.example.org" is meant as an address too. */
static const char *check_url(struct ctx *c, const char **value)
{
    const char *url = *value;
    const char *host = strstr(url, "://");
    if (host == NULL && strchr(url, ':') == NULL)
        url = arena_printf(c->world.mem, "https://%s", url);
    host = strstr(url, "://");
    if (host == NULL || !str_weblink(url) || strchr(host, '.') == NULL)
        return T("Please enter a web address, such as https://www.example.org");
    *value = url;
    return NULL;
}

static const char *check_choice(struct ctx *c, const struct my_question *q,
                                const char *value)
{
    if (str_equal(q->kind, "yesno") &&
        (str_equal(value, "yes") || str_equal(value, "no")))
        return NULL;
    for (size_t i = 0; i < q->choice_count; i++)
        if (str_equal(q->choice[i].code, value))
            return NULL;
    return T("Please choose one of the answers.");
}

const char *my_check(struct ctx *c, const struct my_question *q,
                     const char *typed, const char **value)
{
    bool is_long = str_equal(q->kind, "long");
    *value = is_long ? str_lines(c->world.mem, typed)
                     : str_line(c->world.mem, typed);
    if (str_empty(*value)) {
        *value = "";
        return NULL;
    }
    const char *error = NULL;
    if (str_equal(q->kind, "number"))
        error = check_number(c, q, value);
    else if (str_equal(q->kind, "choice") || str_equal(q->kind, "yesno"))
        error = check_choice(c, q, *value);
    else if (str_equal(q->kind, "url"))
        error = check_url(c, value);
    else if (str_equal(q->kind, "email") && !str_email(*value))
        error = T("Please enter an e-mail address, such as name@example.org");
    return error ? error : check_length(c, q, *value);
}

static const char *what_is_missing(const struct ctx *c,
                                   const struct my_entry_view *v,
                                   const char *field)
{
    if (str_equal(field, "category"))
        return T("Please choose a category.");
    if (str_starts(field, "consent_"))
        return T("Without this consent you cannot take part.");
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            const struct my_question *q = &v->section[i].question[k];
            if (!str_equal(q->field, field))
                continue;
            if (str_equal(q->kind, "image"))
                return T("Please add a picture.");
            if (str_equal(q->kind, "file"))
                return q->document ? q->document->problem
                                   : T("Please add a document.");
            if (str_equal(q->kind, "choice") || str_equal(q->kind, "yesno"))
                return T("Please choose an answer.");
        }
    return T("Please fill this in.");
}

void my_demand(struct ctx *c, const struct my_entry_view *v)
{
    const char **field;
    size_t count = entry_missing(&c->world, v->entry.id, &field);
    for (size_t i = 0; i < count; i++)
        form_fail(c->form, field[i], what_is_missing(c, v, field[i]));
}
