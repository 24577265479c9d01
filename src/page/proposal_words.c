/* What the codes of a proposal say to a reader. */
#include "page/proposal_words.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/proposal.h"
#include "page/ctx.h"

static const struct {
    const char *code, *text;
} relations[] = {
    {"employee", N_("I work there")},
    {"former", N_("I used to work there")},
    {"customer", N_("I am a customer")},
    {"partner", N_("I work with it: partner, association, authority")},
    {"other", N_("something else")},
};
enum { RELATIONS = sizeof relations / sizeof *relations };

/* The same, said of the person. */
static const char *const said[RELATIONS] = {
    N_("says that they work there"),
    N_("says that they used to work there"),
    N_("says that they are a customer"),
    N_("says that they work with it"),
    N_("says: something else"),
};

static const struct {
    const char *state, *pill, *text;
} states[] = {
    {"open", "pill-wait", N_("to be looked at")},
    {"forwarded", "pill-draft", N_("passed on")},
    {"expired", "pill-off", N_("not answered")},
    {"accepted", "pill-done", N_("accepted")},
    {"declined", "pill-off", N_("declined by the company")},
    {"dismissed", "pill-off", N_("not passed on")},
    {"withdrawn", "pill-off", N_("withdrawn")},
    {"spam", "pill-bad", N_("spam")},
};

size_t proposal_relations(struct arena *mem, enum lang lang,
                          struct propose_option **list)
{
    *list = arena_alloc(mem, RELATIONS * sizeof **list);
    for (size_t i = 0; i < RELATIONS; i++)
        (*list)[i] = (struct propose_option){
            relations[i].code, lang_text(lang, relations[i].text), ""};
    return RELATIONS;
}

const char *proposal_relation(enum lang lang, const char *code)
{
    for (size_t i = 0; i < RELATIONS; i++)
        if (str_equal(relations[i].code, code))
            return lang_text(lang, said[i]);
    return "";
}

const char *proposal_state(enum lang lang, const char *state, const char **pill)
{
    *pill = "pill-off";
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (!str_equal(states[i].state, state))
            continue;
        *pill = states[i].pill;
        return lang_text(lang, states[i].text);
    }
    return state;
}

const char *proposal_line(struct ctx *c, const char *field, const char *missing)
{
    const char *text = form_line(c->form, field);
    if (str_empty(text))
        form_fail(c->form, field, missing);
    else if (str_characters(text) > PROPOSAL_LINE_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
    return text;
}
