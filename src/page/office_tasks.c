/* What the office has to do in an edition: see office_tasks.h. */
#include "page/office_tasks.h"

#include "base/arena.h"
#include "gen/sql_change.h"
#include "gen/sql_consent.h"
#include "gen/sql_office.h"
#include "model/edition.h"
#include "page/ctx.h"
#include "page/office_view.h"

static struct office_task task(const struct ctx *c, const struct edition *e,
                               const char *part, const char *text,
                               const char *link)
{
    return (struct office_task){
        text, arena_printf(c->world.mem, "/office/edition/%s%s", e->slug, part),
        link};
}

/* What winners wait for before the public may know them. */
static size_t decision_tasks(const struct ctx *c, const struct edition *e,
                             const struct sql_office_numbers_row *n,
                             struct office_task *list)
{
    struct arena *mem = c->world.mem;
    size_t count = 0;
    if (e->phase >= PHASE_STAGE_2 && n->winners == 0)
        list[count++] = task(c, e, "/winners", T("No winner is recorded yet."),
                             T("Record the decision"));
    if (e->phase >= PHASE_EMBARGO && e->embargo_at == NULL &&
        e->phase < PHASE_PUBLISHED)
        list[count++] =
            task(c, e, "#settings",
                 T("There is no instant at which the embargo ends."),
                 T("Set the dates"));
    if (e->embargo_at != NULL && e->phase >= PHASE_STAGE_2 &&
        e->phase < PHASE_EMBARGO)
        list[count++] = task(
            c, e, "#phase",
            arena_printf(mem,
                         T("The embargo ends on %s, but nothing is published "
                           "before the phase “Embargo”."),
                         lang_datetime(mem, c->lang, *e->embargo_at)),
            T("See the phases"));
    return count;
}

size_t office_tasks(const struct ctx *c, const struct edition *e,
                    const struct sql_office_numbers_row *n,
                    struct office_task *list)
{
    struct arena *mem = c->world.mem;
    size_t count = 0;
    if (e->phase <= PHASE_OPEN && e->deadline_at == NULL)
        list[count++] =
            task(c, e, "#settings", T("The call has no deadline yet."),
                 T("Set the dates"));
    if (e->phase < PHASE_EMBARGO && n->jurors == 0)
        list[count++] = task(c, e, "/jury", T("Nobody is in the jury yet."),
                             T("Invite the jury"));
    if (e->phase >= PHASE_CLOSED && n->submitted > 0)
        list[count++] =
            task(c, e, "/entries?state=submitted",
                 arena_printf(mem,
                              TN("%d nomination waits for the formal check.",
                                 "%d nominations wait for the formal check.",
                                 n->submitted),
                              (int)n->submitted),
                 T("Check"));
    if (e->phase >= PHASE_SCORING_1 && n->open_rounds > 0)
        list[count++] =
            task(c, e, "/rounds",
                 arena_printf(mem,
                              TN("%d scoring round is open.",
                                 "%d scoring rounds are open.", n->open_rounds),
                              (int)n->open_rounds),
                 T("See the progress"));
    count += decision_tasks(c, e, n, &list[count]);
    struct sql_consent_news_row *news;
    struct sql_change_office_row asked = {0};
    int64_t withdrawn =
        (int64_t)sql_consent_news(c->world.db, e->id, c->visitor.id, &news);
    if (withdrawn > 0)
        list[count++] =
            task(c, e, "/consents",
                 arena_printf(mem,
                              TN("%d consent was withdrawn.",
                                 "%d consents were withdrawn.", withdrawn),
                              (int)withdrawn),
                 T("See the consents"));
    if (sql_change_office(c->world.db, e->id, &asked) && asked.count > 0)
        list[count++] =
            task(c, e, "/entries",
                 arena_printf(mem,
                              TN("%d change request waits for its answer.",
                                 "%d change requests wait for their answer.",
                                 asked.count),
                              (int)asked.count),
                 T("See the nominations"));
    if (n->jobs > 0)
        list[count++] =
            task(c, e, "/brochure", T("Files are being made."), T("Watch"));
    return count;
}
