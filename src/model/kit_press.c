/* The press release's lists: a line for each, in the order of the evening. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/kit_facts.h"

struct lists {
    struct buf winners, specials, nominees, withheld, jury;
};

static void line(struct buf *list, const char *text)
{
    if (str_empty(text))
        return;
    if (list->bytes > 0)
        buf_addc(list, '\n');
    buf_addf(list, "– %s", text);
}

static void group_lines(const struct kit_said *s, enum lang lang,
                        const struct kit_group *g, struct lists *l)
{
    for (size_t i = 0; i < g->count; i++) {
        const struct kit_about about = {.entry = g->entry[i]};
        if (g->entry[i]->winner)
            line(&l->winners, kit_said_one(s, lang, "winner", &about));
        else
            line(&l->nominees, kit_said_one(s, lang, "nominee", &about));
    }
    if (g->withheld != NULL)
        line(&l->withheld, kit_said_one(s, lang, "withheld",
                                        &(struct kit_about){.group = g}));
}

static void special_lines(const struct kit_said *s, enum lang lang,
                          const struct publish_special *p, struct lists *l)
{
    for (size_t i = 0; i < p->count; i++)
        line(&l->specials,
             kit_said_one(
                 s, lang, "special",
                 &(struct kit_about){.special = p, .award = &p->award[i]}));
    if (p->count == 0)
        line(&l->withheld, kit_said_one(s, lang, "special_withheld",
                                        &(struct kit_about){.special = p}));
}

static void jury_names(const struct kit_facts *f, struct buf *names)
{
    for (size_t i = 0; i < f->juror_count; i++)
        buf_addf(names, "%s%s", i > 0 ? ", " : "", f->juror[i].name);
}

const char *kit_press_text(const struct kit_said *s, enum lang lang,
                           const char *text)
{
    const struct kit_facts *f = s->facts;
    struct arena *mem = f->w->mem;
    struct lists l;
    buf_init(&l.winners, mem);
    buf_init(&l.specials, mem);
    buf_init(&l.nominees, mem);
    buf_init(&l.withheld, mem);
    buf_init(&l.jury, mem);
    for (size_t i = 0; i < f->group_count; i++)
        group_lines(s, lang, &f->group[i], &l);
    for (size_t i = 0; i < f->special_count; i++)
        special_lines(s, lang, &f->special[i], &l);
    jury_names(f, &l.jury);
    const struct edition *e = &f->edition;
    const struct kit_value values[] = {
        {"award", lang_pick(lang, f->award.de, f->award.en)},
        {"year", f->year},
        {"motto", lang_pick(lang, e->motto_de, e->motto_en)},
        {"organiser", e->organiser},
        {"email", e->email},
        {"date", e->ceremony_at ? lang_date(mem, lang, *e->ceremony_at) : ""},
        {"embargo",
         e->embargo_at ? lang_datetime(mem, lang, *e->embargo_at) : ""},
        {"winners", l.winners.data},
        {"specials", l.specials.data},
        {"nominees", l.nominees.data},
        {"withheld", l.withheld.data},
        {"jury", l.jury.data},
    };
    return kit_fill(mem, text, values, sizeof values / sizeof *values);
}
