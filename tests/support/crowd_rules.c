#include "support/crowd_rules_export.h"
#include "support/crowd_rules_jury.h"
#include "support/crowd_rules_meeting.h"
#include "support/crowd_rules_my.h"
#include "support/crowd_rules_office.h"
#include "support/crowd_rules_page.h"
#include "support/crowd_rules_preview.h"
#include "support/crowd_rules_public.h"
#include "support/crowd_rules_team.h"
#include "support/crowd_rules_visit.h"

#include <string.h>

#include "base/str.h"

/* --- by account alone -------------------------------------------------------
 */

enum verdict crowd_with(enum crowd_who who, bool may, enum verdict then)
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

/* Between password and code. */
static enum verdict nobody_waits(enum crowd_who who, const struct thing *t)
{
    (void)who, (void)t;
    return AWAY;
}

static enum verdict account(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, true, PAGE);
}

static enum verdict account_sends(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, true, EITHER);
}

static enum verdict company(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_company(who), PAGE);
}

/* --- the public -------------------------------------------------------------
 */

/* Where nobody may propose there is no such page; where the call is over it
 * says so. */
static enum verdict proposes(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->e == HONOUR ? PAGE : NOTHING;
}

static enum verdict proposes_late(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->e == HONOUR ? STAYS : NOTHING;
}

/* Of a proposal: who has it, whatever account. */
static enum verdict link_sends(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? TOLD : EITHER;
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
    if (t->is == GONE)
        return NOTHING;
    if (t->is == PHOTO)
        return who == t->whose && crowd_may_read_as_juror(who, t->e) ? PAGE
                                                                     : NOTHING;
    if (t->is == PAPER || crowd_is_blind(t->e))
        return crowd_may_read_office(who, t->e) ? PAGE : NOTHING;
    return crowd_may_read(who, t->e) ? PAGE : NOTHING;
}

static enum verdict document(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_may_read(who, t->e), PAGE);
}

static enum verdict upload(enum crowd_who who, const struct thing *t)
{
    bool may = t->is == LOGO ? crowd_is_organiser(who)
                             : t->is != PHOTO && t->is != GONE &&
                                   crowd_may_read_office(who, t->e);
    return crowd_with(who, may, PAGE);
}

/* --- the lines --------------------------------------------------------------
 */

/* clang-format off */
const struct crowd_line crowd_lines[] = {
    {HTTP_GET,  "/healthz",             OF_NOTHING, anybody, NULL},
    {HTTP_GET,  "/",                    OF_NOTHING, anybody, NULL},
    {HTTP_GET,  "/winners/feed.xml",    OF_NOTHING, anybody, NULL},
    {HTTP_GET,  "/winners/:edition/feed.xml", OF_EDITION, public_edition, NULL},
    {HTTP_GET,  "/winners/:edition/embed", OF_EDITION, public_edition, NULL},
    {HTTP_GET,  "/winners/:edition",    OF_EDITION, public_edition, NULL},
    {HTTP_GET,  "/winners/:edition/:company", OF_EDITION, public_company, NULL},
    {HTTP_GET,  "/propose/:edition",    OF_EDITION, proposes, NULL},
    {HTTP_POST, "/propose/:edition",    OF_EDITION, proposes_late, "company=X"},
    {HTTP_GET,  "/proposal/own/:token", OF_PROPOSER, link, NULL},
    {HTTP_POST, "/proposal/own/:token", OF_PROPOSER, link_sends, "action=withdraw"},
    {HTTP_GET,  "/proposal/:token",     OF_TOLD,    link, NULL},
    {HTTP_POST, "/proposal/:token",     OF_TOLD,    link_sends, "action=decline"},
    {HTTP_GET,  "/page/:token",         OF_PAGE,    page_link, NULL},
    {HTTP_POST, "/page/:token",         OF_PAGE,    page_link_sends, "action=release"},
    {HTTP_GET,  "/page/:token/preview", OF_PAGE,    page_link, NULL},
    {HTTP_POST, "/page/:token/preview", OF_PAGE,    page_link_sends, "seat=X"},
    {HTTP_GET,  "/page/:token/preview/state", OF_PAGE, page_link, NULL},
    {HTTP_GET,  "/page/:token/preview/page/:page", OF_PAGE, page_no_picture, NULL},
    {HTTP_GET,  "/edition/:slug.ics",   OF_EDITION, anybody, NULL},
    {HTTP_GET,  "/theme/:slug.css",     OF_EDITION, anybody, NULL},
    {HTTP_GET,  "/login",               OF_NOTHING, stranger, NULL},
    {HTTP_POST, "/login",               OF_NOTHING, anybody_sends, ""},
    {HTTP_GET,  "/login/second",        OF_NOTHING, nobody_waits, NULL},
    {HTTP_POST, "/login/second",        OF_NOTHING, nobody_waits, "code=123456"},
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
    {HTTP_GET,  "/account/token",       OF_NOTHING, account, NULL},
    {HTTP_GET,  "/account/password",    OF_NOTHING, account, NULL},
    {HTTP_POST, "/account/password",    OF_NOTHING, account_sends, ""},
    {HTTP_GET,  "/account/second",      OF_NOTHING, account, NULL},
    {HTTP_POST, "/account/second",      OF_NOTHING, account_sends, "code=123456"},
    {HTTP_POST, "/account/second/off",  OF_NOTHING, account_sends, ""},
    {HTTP_POST, "/account/second/codes", OF_NOTHING, account_sends, ""},
    {HTTP_POST, "/account/confirm",     OF_NOTHING, account_sends, ""},
    {HTTP_POST, "/account/sessions",    OF_NOTHING, account_sends, ""},
    {HTTP_GET,  "/kept",                OF_NOTHING, account, NULL},
    {HTTP_POST, "/kept",                OF_NOTHING, account_sends, "drop=1"},
    {HTTP_GET,  "/jury",                OF_NOTHING, jury_page, NULL},
    {HTTP_GET,  "/jury/welcome",        OF_NOTHING, jury_own, NULL},
    {HTTP_POST, "/jury/accept",         OF_SEAT,    jury_accepts, "jury_member={id}"},
    {HTTP_GET,  "/jury/accepted",       OF_NOTHING, jury_own, NULL},
    {HTTP_GET,  "/jury/declare",        OF_WORK,    jury_list, NULL},
    {HTTP_POST, "/jury/declare",        OF_WORK,    jury_list_sends, ""},
    {HTTP_GET,  "/jury/entry/:id",      OF_SHEET,   jury_sheet, NULL},
    {HTTP_POST, "/jury/entry/:id",      OF_SHEET,   jury_marks, "revision=0&action=save&comment=x"},
    {HTTP_POST, "/jury/entry/:id/conflict", OF_SHEET, jury_declares, "kind=family&period=present&remark=x"},
    {HTTP_POST, "/jury/entry/:id/save", OF_SHEET,   jury_saves, "c_{criterion}=7&base_c_{criterion}="},
    {HTTP_POST, "/jury/entry/:id/reveal", OF_SHEET, jury_reveals, ""},
    {HTTP_POST, "/jury/entry/:id/note", OF_SHEET,   jury_notes, "note=x&base_note="},
    {HTTP_POST, "/jury/entry/:id/photo", OF_SHEET,  jury_photo, "caption=x"},
    {HTTP_POST, "/jury/entry/:id/photo/:photo/remove", OF_PHOTO, jury_photo_remove, ""},
    {HTTP_POST, "/jury/entry/:id/abstain", OF_SHEET, jury_abstains, "reason=x"},
    {HTTP_POST, "/jury/entry/:id/reopen", OF_SHEET, jury_reopens, ""},
    {HTTP_GET,  "/jury/practice",       OF_WORK,    jury_practice, NULL},
    {HTTP_POST, "/jury/practice",       OF_WORK,    jury_practice_sends, "action=save&comment=x"},
    {HTTP_POST, "/jury/practice/save",  OF_WORK,    jury_practice_saves, "c_{criterion}=7&base_c_{criterion}="},
    {HTTP_POST, "/jury/practice/reopen", OF_WORK,   jury_practice_idle, ""},
    {HTTP_POST, "/jury/practice/clear", OF_WORK,    jury_practice_idle, ""},
    {HTTP_GET,  "/jury/meeting/:id",    OF_MEETING, meeting_screen, NULL},
    {HTTP_GET,  "/jury/meeting/:id/events", OF_MEETING, meeting_screen, NULL},
    {HTTP_POST, "/jury/meeting/:id/presence", OF_MEETING, meeting_acts, "do=come"},
    {HTTP_POST, "/jury/meeting/:id/vote", OF_MEETING, meeting_votes, "motion=1&choice=yes"},
    {HTTP_GET,  "/jury/meeting/:id/notes", OF_MEETING, meeting_screen, NULL},
    {HTTP_POST, "/jury/meeting/:id/notes", OF_MEETING, meeting_notes, "item=3&entry={own}&revision=0&text=x"},
    {HTTP_GET,  "/jury/meeting/:id/mark/:entry", OF_MEETING, meeting_votes, NULL},
    {HTTP_POST, "/jury/meeting/:id/mark/:entry", OF_MEETING, meeting_votes, "revision=0"},
    {HTTP_GET,  "/jury/meeting/:id/second", OF_MEETING, meeting_votes, NULL},
    {HTTP_POST, "/jury/meeting/:id/lead", OF_MEETING, meeting_is_led, "do=call&item=0"},
    {HTTP_GET,  "/jury/marks",          OF_WORK,    jury_work, NULL},
    {HTTP_GET,  "/jury/compare",        OF_WORK,    jury_compare, "e={own}&e={other}"},
    {HTTP_GET,  "/jury/submit",         OF_WORK,    jury_work, NULL},
    {HTTP_POST, "/jury/submit",         OF_WORK,    jury_hands_in, "e={own}&r_{own}=0"},
    {HTTP_GET,  "/jury/receipts",       OF_NOTHING, jury_own, NULL},
    {HTTP_GET,  "/jury/receipts.txt",   OF_NOTHING, jury_own, NULL},
    {HTTP_GET,  "/jury/seal/:round",    OF_ROUND,   jury_seal, NULL},
    {HTTP_GET,  "/jury/visits",         OF_NOTHING, jury_page, NULL},
    {HTTP_POST, "/jury/visits/calendar", OF_SEAT,   visit_calendar_sends, "seat={id}"},
    {HTTP_GET,  "/calendar/visits/:token.ics", OF_CALENDAR, visit_calendar, NULL},
    {HTTP_GET,  "/office/round/:id/visits", OF_ROUND, visit_board, NULL},
    {HTTP_POST, "/office/round/:id/visits", OF_ROUND, visit_board_sends, "action=save"},
    {HTTP_POST, "/office/visit/:id",    OF_VISIT,   visit_one_sends, "action=cancel"},
    {HTTP_GET,  "/jury/meeting/:id.ics", OF_MEETING, jury_invited, NULL},
    {HTTP_GET,  "/jury/meeting/:id/invitation", OF_MEETING, jury_invited, NULL},
    {HTTP_POST, "/jury/meeting/:id/invitation", OF_MEETING, jury_answers, "answer=yes"},
    {HTTP_GET,  "/jury/meeting/:id/declare", OF_MEETING, jury_invited_sends, NULL},
    {HTTP_POST, "/jury/meeting/:id/declare", OF_MEETING, jury_invited_sends, ""},
    {HTTP_GET,  "/jury/meeting/:id/nomination/:entry", OF_MEETING, jury_stands_in, NULL},
    {HTTP_GET,  "/jury/meeting/:id/pack", OF_MEETING, jury_invited, NULL},
    {HTTP_POST, "/jury/meeting/:id/pack", OF_MEETING, jury_orders, "language=de"},
    {HTTP_GET,  "/jury/meeting/:id/pack.pdf", OF_MEETING, jury_stands_in, NULL},
    {HTTP_GET,  "/office/edition/:slug/rounds", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/edition/:slug/rounds/new", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/rounds/new", OF_EDITION, office_state, ""},
    {HTTP_GET,  "/office/round/:id",    OF_ROUND,   office, NULL},
    {HTTP_POST, "/office/round/:id/open", OF_ROUND, office_state, ""},
    {HTTP_POST, "/office/round/:id/close", OF_ROUND, office_state, "reason=x"},
    {HTTP_POST, "/office/round/:id/assign", OF_ROUND, office_state, ""},
    {HTTP_GET,  "/office/round/:id/assignment", OF_ROUND, office_state, NULL},
    {HTTP_POST, "/office/round/:id/assignment", OF_ROUND, office_state, ""},
    {HTTP_POST, "/office/round/:id/combine", OF_ROUND, office_state, ""},
    {HTTP_GET,  "/office/round/:id/rules", OF_ROUND, office, NULL},
    {HTTP_POST, "/office/round/:id/rules", OF_ROUND, office_state, ""},
    {HTTP_GET,  "/office/round/:id/sheet", OF_ROUND, office, NULL},
    {HTTP_POST, "/office/round/:id/sheet", OF_ROUND, office_state, "comment_min=3"},
    {HTTP_POST, "/office/rules/:id/agree", OF_CHANGE, office_state, ""},
    {HTTP_POST, "/office/rules/:id/decline", OF_CHANGE, office_state, ""},
    {HTTP_GET,  "/office",              OF_NOTHING, office, NULL},
    {HTTP_GET,  "/office/edition/:slug", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/phase", OF_EDITION, office_state, "phase=3"},
    {HTTP_POST, "/office/edition/:slug/settings", OF_EDITION, office_state, "motto_de=X&accent=%23123456"},
    {HTTP_GET,  "/office/edition/:slug/entries", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/edition/:slug/proposals", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/proposals", OF_EDITION, office_state, ""},
    {HTTP_GET,  "/office/proposal/:id", OF_CANDIDATE, office, NULL},
    {HTTP_POST, "/office/proposal/:id", OF_CANDIDATE, office_state, "action=spam"},
    {HTTP_GET,  "/office/entry/:id",    OF_ENTRY,   office_entry, NULL},
    {HTTP_POST, "/office/entry/:id/admit", OF_ENTRY, office_entry_sends, "category=kmu"},
    {HTTP_POST, "/office/entry/:id/reject", OF_ENTRY, office_entry_sends, "reason=x"},
    {HTTP_POST, "/office/entry/:id/group", OF_ENTRY, office_entry_sends, "parent=x"},
    {HTTP_GET,  "/office/entry/:id/preview", OF_ENTRY, office_entry, NULL},
    {HTTP_POST, "/office/entry/:id/preview", OF_ENTRY, office_entry_sends, ""},
    {HTTP_GET,  "/office/entry/:id/preview/state", OF_ENTRY, office_entry, NULL},
    {HTTP_GET,  "/office/entry/:id/preview/page/:page", OF_ENTRY, preview_office_none, NULL},
    {HTTP_GET,  "/office/entry/:id/change", OF_ENTRY, office_entry, NULL},
    {HTTP_POST, "/office/entry/:id/change", OF_ENTRY, office_entry_sends, "message=x"},
    {HTTP_POST, "/office/entry/:id/change/end", OF_ENTRY, office_entry_sends, ""},
    {HTTP_GET,  "/office/entry/:id/version/:version", OF_ENTRY, crowd_office_no_version, NULL},
    {HTTP_GET,  "/office/entry/:id/version/:version/pdf", OF_ENTRY, crowd_office_no_version, NULL},
    {HTTP_GET,  "/office/edition/:slug/consents", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/consents", OF_EDITION, office_state, "note=1"},
    {HTTP_POST, "/office/edition/:slug/consents/wording", OF_EDITION, office_state, "code=data&data_de=A&data_en=B"},
    {HTTP_GET,  "/office/edition/:slug/contacts.csv", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/edition/:slug/blind", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/edition/:slug/jury", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/jury", OF_EDITION, office_state, "name=X&email=x%40example.org&language=de"},
    {HTTP_GET,  "/office/juror/:id",    OF_SEAT,    office, NULL},
    {HTTP_POST, "/office/juror/:id",    OF_SEAT,    office_state, ""},
    {HTTP_POST, "/office/juror/:id/release", OF_SEAT, office_state, ""},
    {HTTP_POST, "/office/juror/:id/remove", OF_SEAT, office_state, ""},
    {HTTP_GET,  "/office/edition/:slug/meetings", OF_EDITION, office, NULL},
    {HTTP_GET,  "/office/edition/:slug/meetings/new", OF_EDITION, office, NULL},
    {HTTP_POST, "/office/edition/:slug/meetings/new", OF_EDITION, office_state, "title_de=X&title_en=X&starts_at=2026-10-12+09%3A00"},
    {HTTP_POST, "/office/edition/:slug/meetings/rules", OF_EDITION, office_state, "quorum_percent=60&majority=simple"},
    {HTTP_GET,  "/office/meeting/:id/invitations", OF_MEETING, office, NULL},
    {HTTP_POST, "/office/meeting/:id/invitations", OF_MEETING, office_state, "action=remind"},
    {HTTP_GET,  "/office/meeting/:id/order", OF_MEETING, office, NULL},
    {HTTP_POST, "/office/meeting/:id/order", OF_MEETING, office_state, "seen=x"},
    {HTTP_GET,  "/office/meeting/:id",  OF_MEETING, office, NULL},
    {HTTP_POST, "/office/meeting/:id",  OF_MEETING, office_state, "title_de=X&title_en=X&starts_at=2026-10-12+09%3A00"},
    {HTTP_GET,  "/office/meeting/:id/live", OF_MEETING, office, NULL},
    {HTTP_GET,  "/office/meeting/:id/live/events", OF_MEETING, office, NULL},
    {HTTP_GET,  "/office/meeting/:id/live/notes", OF_MEETING, office, NULL},
    {HTTP_POST, "/office/meeting/:id/live/notes", OF_MEETING, meeting_office_notes, "item=3&entry={own}&revision=0&text=x"},
    {HTTP_GET,  "/office/meeting/:id/live/second", OF_MEETING, meeting_office_second, NULL},
    {HTTP_POST, "/office/meeting/:id/live/lead", OF_MEETING, meeting_office_leads, "do=call&item=0"},
    {HTTP_POST, "/office/meeting/:id/cancel", OF_MEETING, office_state, ""},
    {HTTP_POST, "/office/meeting/:id/agenda", OF_MEETING, office_state, "action=add&what=topic&topic_de=X"},
    {HTTP_GET,  "/office/edition/:slug/winners", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/winners", OF_EDITION, office_decides_sends, ""},
    {HTTP_POST, "/office/edition/:slug/nominees", OF_EDITION, office_decides_sends, ""},
    {HTTP_GET,  "/office/edition/:slug/prizes", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/prizes", OF_EDITION, office_decides_sends, "name_de=Preis&winners_max=1"},
    {HTTP_POST, "/office/edition/:slug/special", OF_EDITION, office_decides_sends, ""},
    {HTTP_POST, "/office/edition/:slug/withheld", OF_EDITION, office_decides_sends, ""},
    {HTTP_GET,  "/office/edition/:slug/telling", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/telling", OF_EDITION, office_decides_sends, "action=prepare"},
    {HTTP_GET,  "/office/edition/:slug/brochure", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure", OF_EDITION, office_decides_sends, ""},
    {HTTP_GET,  "/office/edition/:slug/brochure/design", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/design", OF_EDITION, office_decides_sends, "format=a5&languages=two&font_text=Inter&font_head=Inter&nominee_pages=1"},
    {HTTP_GET,  "/office/edition/:slug/brochure/parts", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/parts", OF_EDITION, office_decides_sends, "part=imprint&action=up"},
    {HTTP_GET,  "/office/edition/:slug/brochure/part/:part", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/part/:part", OF_EDITION, office_decides_sends, "title_de=Neu"},
    {HTTP_GET,  "/office/edition/:slug/brochure/part/:part/preview", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/part/:part/preview", OF_EDITION, office_decides_sends, "title_de=Neu&body_de=Text"},
    {HTTP_GET,  "/office/edition/:slug/brochure/part/:part/preview/state", OF_EDITION, office_decides, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/part/:part/preview/page/:page", OF_EDITION, page_office_no_picture, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/greeting/:greeting", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/greeting/:greeting", OF_EDITION, office_decides_sends, "name=X&body_de=Y"},
    {HTTP_GET,  "/office/edition/:slug/brochure/greeting/:greeting/preview", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/greeting/:greeting/preview", OF_EDITION, office_decides_sends, "name=X&body_de=Y"},
    {HTTP_GET,  "/office/edition/:slug/brochure/greeting/:greeting/preview/state", OF_EDITION, office_decides, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/greeting/:greeting/preview/page/:page", OF_EDITION, page_office_no_picture, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/partner/:partner", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/partner/:partner", OF_EDITION, office_decides_sends, "name=X&tier=partner"},
    {HTTP_GET,  "/office/edition/:slug/brochure/pages", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/pages", OF_EDITION, office_decides_sends, "action=remind"},
    {HTTP_GET,  "/office/edition/:slug/brochure/pages/:entry", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/pages/:entry", OF_EDITION, office_decides_sends, "seat=X"},
    {HTTP_GET,  "/office/edition/:slug/brochure/pages/:entry/preview", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/pages/:entry/preview", OF_EDITION, office_decides_sends, "seat=X"},
    {HTTP_GET,  "/office/edition/:slug/brochure/pages/:entry/preview/state", OF_EDITION, office_decides, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/pages/:entry/preview/page/:page", OF_EDITION, page_office_no_picture, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/kit", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/kit", OF_EDITION, office_decides_sends, "piece=press"},
    {HTTP_GET,  "/office/edition/:slug/brochure/kit/words/:piece", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/kit/words/:piece", OF_EDITION, office_decides_sends, "action=save"},
    {HTTP_GET,  "/office/edition/:slug/brochure/kit/notes", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/kit/notes", OF_EDITION, office_decides_sends, ""},
    {HTTP_GET,  "/office/edition/:slug/brochure/data", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/data", OF_EDITION, office_decides_sends, "product=organiser"},
    {HTTP_GET,  "/office/edition/:slug/brochure/data/results.xlsx", OF_EDITION, export_results, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/data/results.json", OF_EDITION, export_results, NULL},
    {HTTP_GET,  "/office/edition/:slug/brochure/data/csv/:table.csv", OF_EDITION, export_results, NULL},
    {HTTP_GET,  "/schema/:schema", OF_NOTHING, export_schema, NULL},
    {HTTP_GET,  "/office/edition/:slug/feedback", OF_EDITION, office_letters, NULL},
    {HTTP_POST, "/office/edition/:slug/feedback", OF_EDITION, office_letters_sends, "offer=none&place=none"},
    {HTTP_POST, "/office/edition/:slug/feedback/release", OF_EDITION, office_letters_sends, "action=letters"},
    {HTTP_GET,  "/office/entry/:id/feedback", OF_ENTRY, office_letter, NULL},
    {HTTP_POST, "/office/entry/:id/feedback", OF_ENTRY, office_letter_sends, "action=read"},
    {HTTP_POST, "/office/entry/:id/feedback/comment", OF_ENTRY, office_letter_sends, "ballot=1&text=x"},
    {HTTP_GET,  "/office/job/:id/file", OF_JOB,     office_state, NULL},
    {HTTP_POST, "/office/job/:id/cancel", OF_JOB,   office_state, ""},
    {HTTP_POST, "/office/job/:id/retry", OF_JOB,    office_state, ""},
    {HTTP_GET,  "/office/edition/:slug/brochure/preflight", OF_EDITION, office_decides, NULL},
    {HTTP_POST, "/office/edition/:slug/brochure/preflight", OF_EDITION, office_decides_sends, ""},
    {HTTP_GET,  "/office/round/:id/result", OF_ROUND, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/result.json", OF_ROUND, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/result.csv", OF_ROUND, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/result.xlsx", OF_ROUND, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/health", OF_ROUND, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/entry/:entry", OF_RESULT, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/sealing", OF_ROUND, office_state, NULL},
    {HTTP_GET,  "/office/round/:id/seal", OF_ROUND, office_marks, NULL},
    {HTTP_GET,  "/office/round/:id/lots", OF_ROUND, office_marks, NULL},
    {HTTP_POST, "/office/round/:id/lots", OF_ROUND, office_marks, ""},
    {HTTP_POST, "/office/lot/:id/draw", OF_LOT,     office_lot, "phrase=x"},
    {HTTP_GET,  "/jury/meeting/:id/minutes", OF_MINUTES, meeting_minutes, NULL},
    {HTTP_POST, "/jury/meeting/:id/minutes", OF_MINUTES, meeting_minutes_make, ""},
    {HTTP_POST, "/jury/meeting/:id/minutes/sign", OF_MINUTES, meeting_minutes_sign, "number=0&role=chair&read=yes&digest=0"},
    {HTTP_POST, "/jury/meeting/:id/minutes/addendum", OF_MINUTES, meeting_minutes_make, "text=x&reason=y"},
    {HTTP_GET,  "/jury/meeting/:id/minutes/text", OF_MINUTES, meeting_minutes, NULL},
    {HTTP_GET,  "/jury/meeting/:id/minutes/pdf", OF_MINUTES, meeting_minutes_pdf, NULL},
    {HTTP_GET,  "/office/meeting/:id/minutes", OF_MINUTES, meeting_office_minutes, NULL},
    {HTTP_POST, "/office/meeting/:id/minutes", OF_MINUTES, meeting_office_minutes_make, ""},
    {HTTP_POST, "/office/meeting/:id/minutes/sign", OF_MINUTES, meeting_office_minutes_sign, "number=0&role=chair&read=yes&digest=0"},
    {HTTP_POST, "/office/meeting/:id/minutes/addendum", OF_MINUTES, meeting_office_minutes_make, "text=x&reason=y"},
    {HTTP_GET,  "/office/meeting/:id/minutes/text", OF_MINUTES, meeting_office_minutes, NULL},
    {HTTP_GET,  "/office/meeting/:id/minutes/pdf", OF_MINUTES, meeting_office_minutes_pdf, NULL},
    {HTTP_GET,  "/office/round/:id/reminders", OF_ROUND, office, NULL},
    {HTTP_POST, "/office/round/:id/reminders", OF_ROUND, office_state, "due_at=2026-09-22+09:00"},
    {HTTP_POST, "/office/round/:id/remind", OF_ROUND, office_state, "seen=1"},
    {HTTP_POST, "/office/reminder/:id", OF_REMINDER, office_state, "action=remove"},
    {HTTP_GET,  "/office/users",        OF_NOTHING, office, NULL},
    {HTTP_POST, "/office/users",        OF_NOTHING, office_state, "name=X&email=x%40example.org&role=juror&language=de"},
    {HTTP_POST, "/office/user/:id/disable", OF_USER, office_state, ""},
    {HTTP_POST, "/office/user/:id/enable", OF_USER, office_state, ""},
    {HTTP_POST, "/office/user/:id/link", OF_USER,   office_state, ""},
    {HTTP_POST, "/office/user/:id/second-off", OF_USER, office_state, ""},
    {HTTP_POST, "/office/users/second", OF_NOTHING, office_state, ""},
    {HTTP_GET,  "/office/companies",    OF_NOTHING, office, NULL},
    {HTTP_POST, "/office/companies/merge", OF_NOTHING, office_state, "into=999&from=1"},
    {HTTP_GET,  "/office/mail",         OF_NOTHING, office, NULL},
    {HTTP_GET,  "/office/mail/log",     OF_NOTHING, office, NULL},
    {HTTP_POST, "/office/mail/release", OF_REMINDER, office_state, "reminder={id}"},
    {HTTP_GET,  "/office/mail/:id",     OF_MAIL,    office, NULL},
    {HTTP_POST, "/office/mail/:id/state", OF_MAIL,  office_state, "action=send"},
    {HTTP_GET,  "/office/mail/:id/edit", OF_MAIL,   office, NULL},
    {HTTP_POST, "/office/mail/:id/edit", OF_MAIL,   office_state, "subject=S&body=C&revision=1"},
    {HTTP_GET,  "/office/log",          OF_NOTHING, office, NULL},
    {HTTP_GET,  "/my",                  OF_NOTHING, company, NULL},
    {HTTP_POST, "/my/new",              OF_ENTRY,   crowd_begins, "edition=1&organisation={company}"},
    {HTTP_GET,  "/my/entry/:id",        OF_ENTRY,   crowd_nomination, NULL},
    {HTTP_POST, "/my/entry/:id",        OF_ENTRY,   crowd_edits, "q_text_en=changed"},
    {HTTP_GET,  "/my/entry/:id/eligibility", OF_ENTRY, crowd_leads_on, NULL},
    {HTTP_POST, "/my/entry/:id/eligibility", OF_ENTRY, crowd_begins, ""},
    {HTTP_GET,  "/my/entry/:id/save",   OF_ENTRY,   crowd_nomination, NULL},
    {HTTP_POST, "/my/entry/:id/save",   OF_ENTRY,   crowd_autosaves, "q_text_en=changed"},
    {HTTP_GET,  "/my/entry/:id/receipt", OF_ENTRY,  crowd_receipt, NULL},
    {HTTP_POST, "/my/entry/:id/fit",    OF_ENTRY,   crowd_measures, ""},
    {HTTP_GET,  "/my/entry/:id/page",   OF_ENTRY,   page_mine, NULL},
    {HTTP_POST, "/my/entry/:id/page",   OF_ENTRY,   page_mine_sends, "action=release"},
    {HTTP_GET,  "/my/entry/:id/page/preview", OF_ENTRY, page_mine, NULL},
    {HTTP_POST, "/my/entry/:id/page/preview", OF_ENTRY, page_mine_looks, "seat=X"},
    {HTTP_GET,  "/my/entry/:id/page/preview/state", OF_ENTRY, page_mine, NULL},
    {HTTP_GET,  "/my/entry/:id/page/preview/page/:page", OF_ENTRY, preview_none, NULL},
    {HTTP_GET,  "/my/entry/:id/preview", OF_ENTRY,  crowd_around, NULL},
    {HTTP_POST, "/my/entry/:id/preview", OF_ENTRY,  preview_wants, ""},
    {HTTP_GET,  "/my/entry/:id/preview/state", OF_ENTRY, crowd_around, NULL},
    {HTTP_GET,  "/my/entry/:id/preview/page/:page", OF_ENTRY, preview_none, NULL},
    {HTTP_GET,  "/my/entry/:id/withdraw", OF_ENTRY, crowd_withdraw_page, NULL},
    {HTTP_POST, "/my/entry/:id/withdraw", OF_ENTRY, crowd_withdraws, ""},
    {HTTP_GET,  "/my/entry/:id/check",  OF_ENTRY,   crowd_around, NULL},
    {HTTP_GET,  "/my/entry/:id/version/:version", OF_ENTRY, crowd_no_version, NULL},
    {HTTP_POST, "/my/entry/:id/reopen", OF_ENTRY,   crowd_reopens, ""},
    {HTTP_POST, "/my/entry/:id/keep",   OF_ENTRY,   crowd_keeps, ""},
    {HTTP_GET,  "/my/entry/:id/visit",  OF_ENTRY,   visit_company, NULL},
    {HTTP_POST, "/my/entry/:id/visit",  OF_ENTRY,   visit_company_sends, "action=confirm&visit=1"},
    {HTTP_GET,  "/my/entry/:id/visit.ics", OF_ENTRY, visit_company, NULL},
    {HTTP_GET,  "/my/entry/:id/feedback", OF_ENTRY, crowd_no_letter, NULL},
    {HTTP_GET,  "/my/entry/:id/consents", OF_ENTRY, crowd_around, NULL},
    {HTTP_POST, "/my/entry/:id/consents", OF_ENTRY, crowd_consents, "give=data"},
    {HTTP_POST, "/my/entry/:id/picture/:question", OF_ENTRY, crowd_edits, "remove=1"},
    {HTTP_POST, "/my/entry/:id/document/:question", OF_ENTRY, crowd_edits, "remove=1"},
    {HTTP_POST, "/my/entry/:id/taken",  OF_ENTRY,   crowd_looks, ""},
    {HTTP_GET,  "/my/entry/:id/history", OF_ENTRY,  crowd_history, NULL},
    {HTTP_POST, "/my/entry/:id/history", OF_ENTRY,  crowd_restores, "version=999"},
    {HTTP_GET,  "/my/team/:organisation", OF_TEAM,  crowd_team, NULL},
    {HTTP_POST, "/my/team/:organisation/invite", OF_TEAM, crowd_team_manages, "email=new%40example.org&role=reader"},
    {HTTP_POST, "/my/team/:organisation/withdraw", OF_TEAM, crowd_team_manages, "invitation=1"},
    {HTTP_POST, "/my/team/:organisation/role", OF_TEAM, crowd_team_manages, "user={member}&role=editor"},
    {HTTP_POST, "/my/team/:organisation/hand-over", OF_TEAM, crowd_team_manages, "user={member}"},
    {HTTP_POST, "/my/team/:organisation/remove", OF_TEAM, crowd_team_removes, "user={member}"},
    {HTTP_GET,  "/join/:token",         OF_JOIN,    link, NULL},
    {HTTP_POST, "/join/:token",         OF_JOIN,    link, ""},
    {HTTP_POST, "/join/:token/accept",  OF_JOIN,    crowd_joins, ""},
    {HTTP_GET,  "/document/:file/:page", OF_DOCUMENT, document, NULL},
    {HTTP_GET,  "/image/:file/:size",   OF_FILE,    picture, NULL},
    {HTTP_GET,  "/file/:id",            OF_UPLOAD,    upload, NULL},
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

static bool is_of_role(const struct crowd_line *line)
{
    return str_starts(line->pattern, "/jury") ||
           str_starts(line->pattern, "/office") ||
           str_starts(line->pattern, "/my");
}

enum verdict crowd_verdict(const struct crowd_line *line, enum crowd_who who,
                           const struct thing *t)
{
    return who == HELD && is_of_role(line) ? SETUP : line->rule(who, t);
}

/* What comes before looking stays: the login, the second factor, and what has
 * to be accepted before any round is looked at. */
enum verdict crowd_verdict_missing(const struct crowd *c,
                                   const struct crowd_line *line,
                                   enum crowd_who who)
{
    struct thing list[CROWD_THINGS_MAX];
    crowd_things(c, line->things, list);
    enum verdict v = crowd_verdict(line, who, &list[0]);
    bool early = line->things == OF_WORK || line->things == OF_SEAT;
    bool before = v == LOGIN || v == SETUP || (v == WELCOME && early);
    return before ? v : TOLD;
}
