#include "support/crowd_rules.h"

#include <string.h>

static bool admitted(enum crowd_entry e)
{
    return e == OWN || e == OTHER || e == FAR || e == HONOUR;
}

bool crowd_may_read_office(enum crowd_who who, enum crowd_entry e)
{
    return crowd_is_organiser(who) || crowd_owns(who, e);
}

bool crowd_may_read(enum crowd_who who, enum crowd_entry e)
{
    if (crowd_may_read_office(who, e))
        return true;
    for (enum crowd_round r = OPEN; r < ROUNDS; r++)
        if (r != PLANNED && crowd_assigned(who, e, r) && admitted(e) &&
            crowd_declared(who, e) == FREE)
            return true;
    return false;
}

/* --- by account alone -------------------------------------------------------
 */

static enum verdict with(enum crowd_who who, bool may, enum verdict then)
{
    if (!crowd_is_logged_in(who))
        return LOGIN;
    return may ? then : NOTHING;
}

static enum verdict anybody(enum crowd_who who, const struct thing *t)
{
    (void)who, (void)t;
    return PAGE;
}

static enum verdict anybody_sends(enum crowd_who who, const struct thing *t)
{
    (void)who, (void)t;
    return EITHER;
}

static enum verdict stranger(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_is_logged_in(who) ? AWAY : PAGE;
}

static enum verdict account(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, true, PAGE);
}

static enum verdict account_sends(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, true, EITHER);
}

static enum verdict juror(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, crowd_is_juror(who), PAGE);
}

static enum verdict office(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, crowd_is_organiser(who), PAGE);
}

/* What the office gets, or may do, hangs on the state. */
static enum verdict office_state(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, crowd_is_organiser(who), EITHER);
}

static enum verdict company(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, crowd_is_company(who), PAGE);
}

/* --- the public -------------------------------------------------------------
 */

static enum verdict winners(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->e == HONOUR ? PAGE : NOTHING;
}

static enum verdict link(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? TOLD : PAGE;
}

/* Only the account that it was sent for. */
static enum verdict confirm(enum crowd_who who, const struct thing *t)
{
    if (!crowd_is_logged_in(who))
        return LOGIN;
    return who == CONTACT && t->is != MISSING ? PAGE : TOLD;
}

static enum verdict confirm_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = confirm(who, t);
    return v == PAGE ? CHANGES : v;
}

static enum verdict picture(enum crowd_who who, const struct thing *t)
{
    if (t->is == LOGO)
        return PAGE;
    if (t->is == PAPER)
        return crowd_may_read_office(who, t->e) ? PAGE : NOTHING;
    return crowd_may_read(who, t->e) ? PAGE : NOTHING;
}

static enum verdict upload(enum crowd_who who, const struct thing *t)
{
    bool may = t->is == LOGO ? crowd_is_organiser(who)
                             : crowd_may_read_office(who, t->e);
    return with(who, may, PAGE);
}

/* --- the jury ---------------------------------------------------------------
 */

/* Is this sheet on his table? */
static bool has_sheet(enum crowd_who who, const struct thing *t)
{
    return crowd_assigned(who, t->e, t->r) && admitted(t->e);
}

static enum verdict sheet(enum crowd_who who, const struct thing *t)
{
    if (!has_sheet(who, t))
        return with(who, false, PAGE);
    if (crowd_declared(who, t->e) == UNDECLARED)
        return t->r == CLOSED ? TOLD : FRAME;
    if (crowd_declared(who, t->e) == BARRED || t->r == PLANNED)
        return FRAME;
    return TEXT;
}

/* Something done on a sheet that he may mark. */
static enum verdict acts(enum crowd_who who, const struct thing *t,
                         enum verdict open)
{
    if (!has_sheet(who, t) || t->r == PLANNED ||
        crowd_declared(who, t->e) != FREE)
        return with(who, false, STAYS);
    return t->r == OPEN || t->r == FINE || t->r == FAR_OPEN ? open : STAYS;
}

static enum verdict marks(enum crowd_who who, const struct thing *t)
{
    bool done = crowd_handed_in(who, t->e, t->r);
    return acts(who, t, done ? STAYS : CHANGES);
}

static enum verdict abstains(enum crowd_who who, const struct thing *t)
{
    return acts(who, t, CHANGES);
}

static enum verdict reopens(enum crowd_who who, const struct thing *t)
{
    bool done = crowd_handed_in(who, t->e, t->r);
    return acts(who, t, done ? CHANGES : STAYS);
}

static enum verdict declares(enum crowd_who who, const struct thing *t)
{
    if (!has_sheet(who, t))
        return with(who, false, STAYS);
    return t->r == CLOSED ? STAYS : CHANGES;
}

/* While a round of the edition is open nobody who may mark gets the marks of
 * another; afterwards: leak_test.c. */
static enum verdict seal(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return with(who, false, PAGE);
}

/* --- companies --------------------------------------------------------------
 */

static enum verdict nomination(enum crowd_who who, const struct thing *t)
{
    return with(who, crowd_owns(who, t->e), TEXT);
}

static enum verdict edits(enum crowd_who who, const struct thing *t)
{
    return with(who, crowd_owns(who, t->e), t->e == DRAFT ? CHANGES : STAYS);
}

static enum verdict withdraws(enum crowd_who who, const struct thing *t)
{
    bool can = t->e == DRAFT || admitted(t->e);
    return with(who, crowd_owns(who, t->e), can ? CHANGES : STAYS);
}

static enum verdict receipt(enum crowd_who who, const struct thing *t)
{
    return with(who, crowd_owns(who, t->e), t->e == DRAFT ? TOLD : PAGE);
}

/* Each company has a nomination already. */
static enum verdict begins(enum crowd_who who, const struct thing *t)
{
    return with(who, crowd_owns(who, t->e), STAYS);
}

/* --- the lines --------------------------------------------------------------
 */

/* clang-format off */
const struct crowd_line crowd_lines[] = {
    {HTTP_GET,  "/healthz",             OF_NOTHING, anybody, NULL},
    {HTTP_GET,  "/",                    OF_NOTHING, anybody, NULL},
    {HTTP_GET,  "/winners/:edition",    OF_EDITION, winners, NULL},
    {HTTP_GET,  "/theme/:slug.css",     OF_EDITION, anybody, NULL},
    {HTTP_GET,  "/login",               OF_NOTHING, stranger, NULL},
    {HTTP_POST, "/login",               OF_NOTHING, anybody_sends, ""},
    {HTTP_POST, "/logout",              OF_NOTHING, account_sends, ""},
    {HTTP_GET,  "/register",            OF_NOTHING, anybody, NULL},
    {HTTP_POST, "/register",            OF_NOTHING, anybody_sends, ""},
    {HTTP_GET,  "/forgot",              OF_NOTHING, anybody, NULL},
    {HTTP_POST, "/forgot",              OF_NOTHING, anybody_sends, ""},
    {HTTP_GET,  "/invite/:token",       OF_LINK,    link, NULL},
    {HTTP_POST, "/invite/:token",       OF_LINK,    link, ""},
    {HTTP_GET,  "/reset/:token",        OF_LINK,    link, NULL},
    {HTTP_POST, "/reset/:token",        OF_LINK,    link, ""},
    {HTTP_GET,  "/confirm/:token",      OF_CONFIRM, confirm, NULL},
    {HTTP_POST, "/confirm/:token",      OF_CONFIRM, confirm_sends, ""},
    {HTTP_GET,  "/account",             OF_NOTHING, account, NULL},
    {HTTP_POST, "/account",             OF_NOTHING, account_sends, "name=X&language=en"},
    {HTTP_GET,  "/account/password",    OF_NOTHING, account, NULL},
    {HTTP_POST, "/account/password",    OF_NOTHING, account_sends, ""},
    {HTTP_POST, "/account/confirm",     OF_NOTHING, account_sends, ""},
    {HTTP_POST, "/account/sessions",    OF_NOTHING, account_sends, ""},
    {HTTP_GET,  "/jury",                OF_NOTHING, juror, NULL},
    {HTTP_GET,  "/jury/entry/:id",      OF_SHEET,   sheet, NULL},
    {HTTP_POST, "/jury/entry/:id",      OF_SHEET,   marks, "revision=0&action=save&comment=x"},
    {HTTP_POST, "/jury/entry/:id/conflict", OF_SHEET, declares, "kind=family&remark=x"},
    {HTTP_POST, "/jury/entry/:id/abstain", OF_SHEET, abstains, "reason=x"},
    {HTTP_POST, "/jury/entry/:id/reopen", OF_SHEET, reopens, ""},
    {HTTP_GET,  "/jury/receipts",       OF_NOTHING, juror, NULL},
    {HTTP_GET,  "/jury/receipts.txt",   OF_NOTHING, juror, NULL},
    {HTTP_GET,  "/jury/seal/:round",    OF_ROUND,   seal, NULL},
    {HTTP_GET,  "/office/edition/:slug/rounds", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/round/:id",    OF_ROUND,   office, NULL},
    {HTTP_POST, "/office/round/:id/open", OF_ROUND, office_state, ""},
    {HTTP_POST, "/office/round/:id/close", OF_ROUND, office_state, "reason=x"},
    {HTTP_POST, "/office/round/:id/assign", OF_ROUND, office_state, ""},
    {HTTP_POST, "/office/round/:id/combine", OF_ROUND, office_state, ""},
    {HTTP_GET,  "/office/round/:id/rules", OF_ROUND, office, NULL},
    {HTTP_POST, "/office/round/:id/rules", OF_ROUND, office_state, ""},
    {HTTP_POST, "/office/rules/:id/agree", OF_CHANGE, office_state, ""},
    {HTTP_POST, "/office/rules/:id/decline", OF_CHANGE, office_state, ""},
    {HTTP_GET,  "/office",              OF_NOTHING, office, NULL},
    {HTTP_GET,  "/office/edition/:slug", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/phase", OF_EDITION, office_state, "phase=3"},
    {HTTP_POST, "/office/edition/:slug/settings", OF_EDITION, office_state, "motto_de=X&accent=%23123456"},
    {HTTP_GET,  "/office/edition/:slug/entries", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/entry/:id",    OF_ENTRY,   office, NULL},
    {HTTP_POST, "/office/entry/:id/admit", OF_ENTRY, office_state, "category=kmu"},
    {HTTP_POST, "/office/entry/:id/reject", OF_ENTRY, office_state, "reason=x"},
    {HTTP_GET,  "/office/edition/:slug/jury", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/jury", OF_EDITION, office_state, "name=X&email=x%40example.org&language=de"},
    {HTTP_GET,  "/office/edition/:slug/winners", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/winners", OF_EDITION, office_state, ""},
    {HTTP_GET,  "/office/edition/:slug/brochure", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure", OF_EDITION, office_state, ""},
    {HTTP_GET,  "/office/job/:id/file", OF_JOB,     office_state, NULL},
    {HTTP_POST, "/office/job/:id/cancel", OF_JOB,   office_state, ""},
    {HTTP_GET,  "/office/round/:id/result", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/result.json", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/result.csv", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/result.xlsx", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/health", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/entry/:entry", OF_RESULT, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/sealing", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/seal", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/lots", OF_ROUND, office_state, NULL},
    {HTTP_POST, "/office/round/:id/lots", OF_ROUND, office_state, ""},
    {HTTP_POST, "/office/lot/:id/draw", OF_LOT,     office_state, "phrase=x"},
    {HTTP_GET,  "/office/users",        OF_NOTHING, office, NULL},
    {HTTP_POST, "/office/users",        OF_NOTHING, office_state, "name=X&email=x%40example.org&role=juror&language=de"},
    {HTTP_POST, "/office/user/:id/disable", OF_USER, office_state, ""},
    {HTTP_POST, "/office/user/:id/enable", OF_USER, office_state, ""},
    {HTTP_POST, "/office/user/:id/link", OF_USER,   office_state, ""},
    {HTTP_GET,  "/office/mail",         OF_NOTHING, office, NULL},
    {HTTP_GET,  "/office/mail/:id",     OF_MAIL,    office, NULL},
    {HTTP_GET,  "/office/log",          OF_NOTHING, office, NULL},
    {HTTP_GET,  "/my",                  OF_NOTHING, company, NULL},
    {HTTP_POST, "/my/new",              OF_ENTRY,   begins, "edition=1&organisation={company}"},
    {HTTP_GET,  "/my/entry/:id",        OF_ENTRY,   nomination, NULL},
    {HTTP_POST, "/my/entry/:id",        OF_ENTRY,   edits, "q_text_de=changed"},
    {HTTP_GET,  "/my/entry/:id/receipt", OF_ENTRY,  receipt, NULL},
    {HTTP_POST, "/my/entry/:id/withdraw", OF_ENTRY, withdraws, ""},
    {HTTP_POST, "/my/entry/:id/picture/:question", OF_ENTRY, edits, "remove=1"},
    {HTTP_GET,  "/image/:file/:size",   OF_FILE,    picture, NULL},
    {HTTP_GET,  "/file/:id",            OF_FILE,    upload, NULL},
};
/* clang-format on */
const size_t crowd_line_count = sizeof crowd_lines / sizeof *crowd_lines;

const struct crowd_line *crowd_line(enum http_method method,
                                    const char *pattern)
{
    for (size_t i = 0; i < crowd_line_count; i++)
        if (crowd_lines[i].method == method &&
            strcmp(crowd_lines[i].pattern, pattern) == 0)
            return &crowd_lines[i];
    return NULL;
}
