/* The route table. Order matters only where patterns overlap: the first match
 * wins. */
#include "app/routes.h"

#include "page/account.h"
#include "page/assign.h"
#include "page/audit_log.h"
#include "page/calendar.h"
#include "page/companies.h"
#include "page/company.h"
#include "page/declare.h"
#include "page/document.h"
#include "page/embed.h"
#include "page/feed.h"
#include "page/feedback.h"
#include "page/hand_in.h"
#include "page/history.h"
#include "page/home.h"
#include "page/image.h"
#include "page/invitation.h"
#include "page/jury.h"
#include "page/jury_health.h"
#include "page/kept.h"
#include "page/link.h"
#include "page/login.h"
#include "page/lot.h"
#include "page/marks.h"
#include "page/meeting.h"
#include "page/meeting_note.h"
#include "page/minutes.h"
#include "page/my.h"
#include "page/my_eligibility.h"
#include "page/office.h"
#include "page/office_after.h"
#include "page/office_agenda.h"
#include "page/office_invite.h"
#include "page/office_meeting.h"
#include "page/office_proposal.h"
#include "page/office_special.h"
#include "page/outbox.h"
#include "page/pack.h"
#include "page/people.h"
#include "page/practice.h"
#include "page/prizes.h"
#include "page/propose.h"
#include "page/receipt.h"
#include "page/reminder.h"
#include "page/result.h"
#include "page/round.h"
#include "page/round_new.h"
#include "page/round_sheet.h"
#include "page/rules.h"
#include "page/sealing.h"
#include "page/second.h"
#include "page/second_mark.h"
#include "page/sheet_write.h"
#include "page/team.h"
#include "page/telling.h"
#include "page/visit.h"
#include "page/welcome.h"
#include "page/winners.h"

/* clang-format off */
const struct route routes[] = {
    {HTTP_GET,  "/healthz",             get_health,           ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/",                    get_home,             ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/winners/feed.xml",    get_feed,             ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/winners/:edition/feed.xml", get_edition_feed, ROLE_ANYONE,  TX_READ},
    {HTTP_GET,  "/winners/:edition/embed", get_embed,         ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/winners/:edition",    get_winners,          ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/winners/:edition/:company", get_company,    ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/propose/:edition",    get_propose,          ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/propose/:edition",    post_propose,         ROLE_ANYONE,    TX_WRITE},
    {HTTP_GET,  "/proposal/own/:token", get_own,              ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/proposal/own/:token", post_own,             ROLE_ANYONE,    TX_WRITE},
    {HTTP_GET,  "/proposal/:token",     get_told,             ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/proposal/:token",     post_told,            ROLE_ANYONE,    TX_WRITE},
    {HTTP_GET,  "/edition/:slug.ics",   get_calendar,         ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/theme/:slug.css",     get_theme,            ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/login",               get_login,            ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/login",               post_login,           ROLE_ANYONE,    TX_NONE},
    {HTTP_GET,  "/login/second",        get_second_login,     ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/login/second",        post_second_login,    ROLE_ANYONE,    TX_WRITE},
    {HTTP_POST, "/logout",              post_logout,          ROLE_USER,      TX_WRITE},
    {HTTP_GET,  "/register",            get_register,         ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/register",            post_register,        ROLE_ANYONE,    TX_NONE},
    {HTTP_GET,  "/forgot",              get_forgot,           ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/forgot",              post_forgot,          ROLE_ANYONE,    TX_WRITE},
    {HTTP_GET,  "/invite/:token",       get_link,             ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/invite/:token",       post_link,            ROLE_ANYONE,    TX_NONE},
    {HTTP_GET,  "/reset/:token",        get_link,             ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/reset/:token",        post_link,            ROLE_ANYONE,    TX_NONE},
    {HTTP_GET,  "/confirm/:token",      get_confirm,          ROLE_USER,      TX_READ},
    {HTTP_POST, "/confirm/:token",      post_confirm,         ROLE_USER,      TX_WRITE},
    {HTTP_GET,  "/account",             get_account,          ROLE_USER,      TX_READ},
    {HTTP_POST, "/account",             post_account,         ROLE_USER,      TX_WRITE},
    {HTTP_GET,  "/account/token",       get_account_token,    ROLE_USER,      TX_READ},
    {HTTP_GET,  "/account/password",    get_account,          ROLE_USER,      TX_READ},
    {HTTP_POST, "/account/password",    post_account_password, ROLE_USER,     TX_NONE},
    {HTTP_GET,  "/account/second",      get_account_second,   ROLE_USER,      TX_READ},
    {HTTP_POST, "/account/second",      post_account_second,  ROLE_USER,      TX_WRITE},
    {HTTP_POST, "/account/second/off",  post_account_second_off, ROLE_USER,   TX_NONE},
    {HTTP_POST, "/account/second/codes", post_account_second_codes, ROLE_USER, TX_NONE},
    {HTTP_POST, "/account/confirm",     post_account_confirm, ROLE_USER,      TX_WRITE},
    {HTTP_POST, "/account/sessions",    post_account_sessions, ROLE_USER,     TX_WRITE},
    {HTTP_GET,  "/kept",                get_kept,             ROLE_USER,      TX_READ},
    {HTTP_POST, "/kept",                post_kept,            ROLE_USER,      TX_WRITE},
    {HTTP_GET,  "/jury",                get_jury,             ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/welcome",        get_jury_welcome,     ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/accept",         post_jury_accept,     ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/accepted",       get_jury_accepted,    ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/declare",        get_jury_declare,     ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/declare",        post_jury_declare,    ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/entry/:id",      get_jury_entry,       ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/entry/:id",      post_jury_entry,      ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/conflict", post_jury_conflict, ROLE_JUROR,   TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/save", post_jury_save,       ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/reveal", post_jury_reveal,   ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/note", post_jury_note,       ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/photo", post_jury_photo,     ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/photo/:photo/remove", post_jury_photo_remove, ROLE_JUROR, TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/abstain", post_jury_abstain, ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/entry/:id/reopen", post_jury_reopen,   ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/practice",       get_jury_practice,    ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/practice",       post_jury_practice,   ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/practice/save",  post_practice_save,   ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/practice/reopen", post_practice_reopen, ROLE_JUROR,    TX_WRITE},
    {HTTP_POST, "/jury/practice/clear", post_practice_clear,  ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id.ics", get_invitation_calendar, ROLE_JUROR, TX_READ},
    {HTTP_GET,  "/jury/meeting/:id",    get_meeting,          ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/meeting/:id/events", get_meeting_events, ROLE_JUROR,   TX_READ},
    {HTTP_POST, "/jury/meeting/:id/presence", post_meeting_presence, ROLE_JUROR, TX_WRITE},
    {HTTP_POST, "/jury/meeting/:id/vote", post_meeting_vote,  ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/meeting/:id/lead", post_meeting_lead,  ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/notes", get_meeting_notes, ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/meeting/:id/notes", post_meeting_notes, ROLE_JUROR,    TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/mark/:entry", get_second_mark, ROLE_JUROR, TX_READ},
    {HTTP_POST, "/jury/meeting/:id/mark/:entry", post_second_mark, ROLE_JUROR, TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/second", get_second_result, ROLE_JUROR,    TX_READ},
    {HTTP_GET,  "/jury/marks",          get_jury_marks,       ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/compare",        get_jury_compare,     ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/submit",         get_jury_submit,      ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/submit",         post_jury_submit,     ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/receipts",       get_jury_receipts,    ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/receipts.txt",   get_jury_receipts_text, ROLE_JUROR,   TX_READ},
    {HTTP_GET,  "/jury/seal/:round",    get_jury_seal,        ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/jury/meeting/:id/invitation", get_invitation, ROLE_JUROR,   TX_READ},
    {HTTP_POST, "/jury/meeting/:id/invitation", post_invitation, ROLE_JUROR,  TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/declare", get_invitation_declare, ROLE_JUROR, TX_READ},
    {HTTP_POST, "/jury/meeting/:id/declare", post_invitation_declare, ROLE_JUROR, TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/nomination/:entry", get_invitation_entry, ROLE_JUROR, TX_READ},
    {HTTP_GET,  "/jury/meeting/:id/pack", get_pack,           ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/meeting/:id/pack", post_pack,          ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/pack.pdf", get_pack_file,  ROLE_JUROR,     TX_READ},
    {HTTP_GET,  "/office/meeting/:id/order", get_office_agenda, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/meeting/:id/order", post_office_agenda, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/meeting/:id/invitations", get_office_invite, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/meeting/:id/invitations", post_office_invite, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/jury/visits",         get_jury_visits,      ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/visits/calendar", post_jury_calendar,  ROLE_JUROR,     TX_WRITE},
    {HTTP_GET,  "/calendar/visits/:token.ics", get_visit_calendar, ROLE_ANYONE, TX_READ},
    {HTTP_GET,  "/jury/meeting/:id/minutes", get_minutes,     ROLE_JUROR,     TX_READ},
    {HTTP_POST, "/jury/meeting/:id/minutes", post_minutes,    ROLE_JUROR,     TX_WRITE},
    {HTTP_POST, "/jury/meeting/:id/minutes/sign", post_minutes_sign, ROLE_JUROR, TX_WRITE},
    {HTTP_POST, "/jury/meeting/:id/minutes/addendum", post_minutes_addendum, ROLE_JUROR, TX_WRITE},
    {HTTP_GET,  "/jury/meeting/:id/minutes/text", get_minutes_text, ROLE_JUROR, TX_READ},
    {HTTP_GET,  "/jury/meeting/:id/minutes/pdf", get_minutes_pdf, ROLE_JUROR, TX_READ},
    {HTTP_GET,  "/office/meeting/:id/minutes", get_minutes,   ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/meeting/:id/minutes", post_minutes,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/meeting/:id/minutes/sign", post_minutes_sign, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/meeting/:id/minutes/addendum", post_minutes_addendum, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/meeting/:id/minutes/text", get_minutes_text, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/meeting/:id/minutes/pdf", get_minutes_pdf, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/rounds", get_rounds,   ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/rounds/new", get_round_new, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/rounds/new", post_round_new, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id",    get_round,            ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/open", post_round_open,    ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/round/:id/close", post_round_close,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/round/:id/assign", post_round_assign, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id/assignment", get_assign,   ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/assignment", post_assign,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/round/:id/combine", post_round_combine, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id/rules", get_rules,         ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/rules", post_rules,        ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id/sheet", get_round_sheet,   ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/sheet", post_round_sheet,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id/visits", get_visits,       ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/visits", post_visits,      ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/visit/:id",    post_visit,           ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/rules/:id/agree", post_rules_agree,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/rules/:id/decline", post_rules_decline, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office",              get_office,           ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug", get_office_edition,  ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/phase", post_office_phase, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/settings", post_office_settings, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/entries", get_office_entries, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/proposals", get_office_proposals, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/proposals", post_office_proposals, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/proposal/:id", get_office_proposal,  ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/proposal/:id", post_office_proposal, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/entry/:id",    get_office_entry,     ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/entry/:id/admit", post_office_admit, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/entry/:id/reject", post_office_reject, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/entry/:id/group", post_office_group, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/entry/:id/change", get_office_change, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/entry/:id/change", post_office_change, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/entry/:id/change/end", post_office_change_end, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/entry/:id/version/:version", get_office_version, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/entry/:id/version/:version/pdf", get_office_version_pdf, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/consents", get_office_consents, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/consents", post_office_consents, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/consents/wording", post_office_wording, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/contacts.csv", get_office_contacts, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/blind", get_office_blind, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/jury", get_office_jury, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/jury", post_office_jury, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/juror/:id",    get_office_juror,     ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/juror/:id",    post_office_juror,    ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/juror/:id/release", post_office_juror_release, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/juror/:id/remove", post_office_juror_remove, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/meetings", get_office_meetings, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/edition/:slug/meetings/new", get_office_meeting_new, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/meetings/new", post_office_meeting_new, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/meetings/rules", post_office_vote_rules, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/meeting/:id",  get_office_meeting,   ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/meeting/:id",  post_office_meeting,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/meeting/:id/cancel", post_office_meeting_cancel, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/meeting/:id/agenda", post_office_meeting_agenda, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/winners", get_office_winners, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/winners", post_office_winners, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/nominees", post_office_nominees, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/prizes", get_prizes,   ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/prizes", post_prizes,  ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/special", post_office_special, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/withheld", post_office_withheld, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/telling", get_telling, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/telling", post_telling, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/feedback", get_feedback_list, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/feedback", post_feedback_rule, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/edition/:slug/feedback/release", post_feedback_release, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/entry/:id/feedback", get_office_feedback, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/entry/:id/feedback", post_office_feedback, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/entry/:id/feedback/comment", post_feedback_comment, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/edition/:slug/brochure", get_office_brochure, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/edition/:slug/brochure", post_office_brochure, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/job/:id/file", get_office_job_file,  ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/job/:id/cancel", post_office_job_cancel, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id/result", get_result,       ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/result.json", get_result_json, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/result.csv", get_result_csv, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/result.xlsx", get_result_xlsx, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/health", get_jury_health, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/entry/:entry", get_result_entry, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/sealing", get_sealing,     ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/seal", get_seal,           ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/round/:id/lots", get_lots,           ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/lots", post_lots,          ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/lot/:id/draw", post_lot_draw,        ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/round/:id/reminders", get_reminders, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/round/:id/reminders", post_reminders, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/round/:id/remind", post_remind,      ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/reminder/:id", post_reminder,        ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/meeting/:id/live", get_meeting,      ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/meeting/:id/live/events", get_meeting_events, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/meeting/:id/live/lead", post_meeting_lead, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/meeting/:id/live/notes", get_meeting_notes, ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/meeting/:id/live/notes", post_meeting_notes, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/meeting/:id/live/second", get_second_result, ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/users",        get_people,           ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/users",        post_people,          ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/user/:id/disable", post_person_disable, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/user/:id/enable", post_person_enable, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/user/:id/link", post_person_link,    ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/user/:id/second-off", post_person_second_off, ROLE_ORGANISER, TX_WRITE},
    {HTTP_POST, "/office/users/second", post_people_second,   ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/companies",    get_companies,        ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/companies/merge", post_companies_merge, ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/mail",         get_outbox,           ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/office/mail/log",     get_mail_log,         ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/mail/release", post_mail_release,    ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/mail/:id",     get_mail,             ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/mail/:id/state", post_mail_state,    ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/mail/:id/edit", get_mail_edit,       ROLE_ORGANISER, TX_READ},
    {HTTP_POST, "/office/mail/:id/edit", post_mail_edit,      ROLE_ORGANISER, TX_WRITE},
    {HTTP_GET,  "/office/log",          get_log,              ROLE_ORGANISER, TX_READ},
    {HTTP_GET,  "/my",                  get_my,               ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/new",              post_my_new,          ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id",        get_my_entry,         ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id",        post_my_entry,        ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/eligibility", get_my_eligibility, ROLE_COMPANY, TX_READ},
    {HTTP_POST, "/my/entry/:id/eligibility", post_my_eligibility, ROLE_COMPANY, TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/save",   get_my_save,          ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id/save",   post_my_save,         ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/receipt", get_my_receipt,      ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id/fit",    post_my_fit,          ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/withdraw", get_my_withdraw,    ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id/withdraw", post_my_withdraw,   ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/check",  get_my_check,         ROLE_COMPANY,   TX_READ},
    {HTTP_GET,  "/my/entry/:id/version/:version", get_my_version, ROLE_COMPANY, TX_READ},
    {HTTP_POST, "/my/entry/:id/reopen", post_my_reopen,       ROLE_COMPANY,   TX_WRITE},
    {HTTP_POST, "/my/entry/:id/keep",   post_my_keep,         ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/visit",  get_my_visit,         ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id/visit",  post_my_visit,        ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/visit.ics", get_my_visit_ics,  ROLE_COMPANY,   TX_READ},
    {HTTP_GET,  "/my/entry/:id/feedback", get_my_feedback,    ROLE_COMPANY,   TX_READ},
    {HTTP_GET,  "/my/entry/:id/consents", get_my_consents,    ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id/consents", post_my_consents,   ROLE_COMPANY,   TX_WRITE},
    {HTTP_POST, "/my/entry/:id/picture/:question", post_my_picture, ROLE_COMPANY, TX_WRITE},
    {HTTP_POST, "/my/entry/:id/document/:question", post_my_document, ROLE_COMPANY, TX_WRITE},
    {HTTP_POST, "/my/entry/:id/taken",  post_my_taken,        ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/entry/:id/history", get_my_history,      ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/entry/:id/history", post_my_history,     ROLE_COMPANY,   TX_WRITE},
    {HTTP_GET,  "/my/team/:organisation", get_team,           ROLE_COMPANY,   TX_READ},
    {HTTP_POST, "/my/team/:organisation/invite", post_team_invite, ROLE_COMPANY, TX_WRITE},
    {HTTP_POST, "/my/team/:organisation/withdraw", post_team_withdraw, ROLE_COMPANY, TX_WRITE},
    {HTTP_POST, "/my/team/:organisation/role", post_team_role, ROLE_COMPANY,  TX_WRITE},
    {HTTP_POST, "/my/team/:organisation/hand-over", post_team_hand_over, ROLE_COMPANY, TX_WRITE},
    {HTTP_POST, "/my/team/:organisation/remove", post_team_remove, ROLE_COMPANY, TX_WRITE},
    {HTTP_GET,  "/join/:token",         get_join,             ROLE_ANYONE,    TX_READ},
    {HTTP_POST, "/join/:token",         post_join,            ROLE_ANYONE,    TX_NONE},
    {HTTP_POST, "/join/:token/accept",  post_join_accept,     ROLE_USER,      TX_WRITE},
    {HTTP_GET,  "/document/:file/:page", get_document,        ROLE_USER,      TX_READ},
    {HTTP_GET,  "/image/:file/:size",   get_image,            ROLE_ANYONE,    TX_READ},
    {HTTP_GET,  "/file/:id",            get_file,             ROLE_USER,      TX_READ},
};
/* clang-format on */
const size_t route_count = sizeof routes / sizeof *routes;
