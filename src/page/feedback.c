/* The letter for the company. */
#include "page/feedback.h"

#include "base/arena.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/feedback.h"
#include "model/rules.h"
#include "page/feedback_view.h"
#include "page/rules_words.h"

/* The rules of a round that was opened do not change, so the text is that of
 * the letter. */
static const char *method_of(struct ctx *c, int64_t round_id)
{
    struct round round;
    struct rules rules;
    if (!round_by_id(&c->world, round_id, &round) ||
        rules_of_round(&c->world, &round, &rules) != NULL)
        return "";
    return rules_method_text(c, &rules.config);
}

void feedback_show(struct ctx *c, const struct feedback_letter *letter,
                   struct feedback_view *v)
{
    const char **method =
        arena_alloc(c->world.mem, letter->part_count * sizeof *method);
    for (size_t i = 0; i < letter->part_count; i++)
        method[i] = method_of(c, letter->part[i].round_id);
    v->letter = letter;
    v->method = method;
    v->title = PICK(letter->title_de, letter->title_en);
}

void get_my_feedback(struct ctx *c)
{
    struct feedback_letter letter;
    struct feedback_view v = {.entry_id = ctx_id(c, "id")};
    struct entry entry;
    struct edition e;
    if (v.entry_id == 0 ||
        !entry_belongs_to(&c->world, v.entry_id, c->visitor.id) ||
        !feedback_readable(&c->world, v.entry_id, &letter, &v.released_at) ||
        !entry_by_id(&c->world, v.entry_id, &entry) ||
        !edition_by_id(&c->world, entry.edition_id, &e)) {
        ctx_not_found(c);
        return;
    }
    feedback_show(c, &letter, &v);
    ctx_edition(c, e.slug, v.title);
    c->width = "page-text";
    page_start(c, T("Feedback from the jury"));
    html_my_feedback(c->out, &v);
    page_end(c);
}
