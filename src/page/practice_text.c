/* An invented company, with what every juror meets: a good idea, a claim
 * without a figure, a figure without a comparison. Recognisable as practice
 * from the first line. */
#include "page/practice_text.h"

#include "base/arena.h"
#include "base/str.h"

struct piece {
    const char *section; /* a new one begins; NULL: the same */
    const char *label;   /* a new answer begins; NULL: the same */
    const char *text;
    bool fact, point;
};

static const struct piece pieces[] = {
    {N_("The company"), N_("Founded"), N_("1998, in a former dairy"), true,
     false},
    {NULL, N_("Staff"), N_("46, six of them apprentices"), true, false},
    {NULL, N_("Place"), N_("Beispielhausen, a place that does not exist"), true,
     false},
    {NULL, N_("What they make"), N_("Crates and boxes that come back"), true,
     false},
    {N_("What it is about"), N_("The idea"),
     N_("Musterwerk Beispiel builds transport boxes from the offcuts of "
        "furniture makers within forty kilometres. The boxes are lent, not "
        "sold: who has done with them hands them back, and Musterwerk repairs "
        "and lends them again."),
     false, false},
    {NULL, NULL,
     N_("A box has a number, and with it a history. When a corner breaks for "
        "the third time, the next series gets a stronger one."),
     false, false},
    {NULL, N_("What is new about it"),
     N_("Lending crates is not new. New is that the offcuts decide on the "
        "design: the drawing office cuts each series to what is lying in the "
        "yard that week. “Nobody else in the trade does this”, says the "
        "managing director."),
     false, false},
    {N_("What it brings"), N_("Figures"),
     N_("9,400 boxes are on their way, each about eleven times a year"), false,
     true},
    {NULL, NULL, N_("310 tonnes of offcuts were used last year"), false, true},
    {NULL, NULL, N_("Turnover rose by 18 per cent in three years"), false,
     true},
    {NULL, NULL,
     N_("“considerably less” packaging waste at the customers'; not measured"),
     false, true},
    {NULL, N_("For people and the region"),
     N_("Repairs are done in a workshop that is run together with a sheltered "
        "workshop; five people have moved from there to permanent posts. On "
        "Fridays the workshop is open to schools."),
     false, false},
    {NULL, N_("What did not work"),
     N_("A deposit by app was given up after a year: drivers had no time for "
        "it at the ramp. Now a list is enough."),
     false, false},
};

enum { PIECES = sizeof pieces / sizeof *pieces };

const char *practice_company(const struct ctx *c)
{
    return T("Practice nomination: Musterwerk Beispiel GmbH");
}

void practice_read(const struct ctx *c, struct read_view *v)
{
    struct arena *mem = c->world.mem;
    struct read_section *section = arena_alloc(mem, PIECES * sizeof *section);
    struct read_answer *answer = arena_alloc(mem, PIECES * sizeof *answer);
    struct read_line *line = arena_alloc(mem, PIECES * sizeof *line);
    size_t answers = 0;
    *v = (struct read_view){.company = practice_company(c),
                            .category = T("Practice, counts nowhere"),
                            .section = section};
    for (size_t i = 0; i < PIECES; i++) {
        const struct piece *p = &pieces[i];
        if (p->section != NULL)
            section[v->section_count++] = (struct read_section){
                lang_text(c->lang, p->section), &answer[answers], 0};
        if (p->label != NULL) {
            answer[answers++] =
                (struct read_answer){.label = lang_text(c->lang, p->label),
                                     .line = &line[i],
                                     .fact = p->fact};
            section[v->section_count - 1].count++;
        }
        answer[answers - 1].count++;
        line[i] =
            (struct read_line){lang_text(c->lang, p->text), true, p->point};
    }
}
