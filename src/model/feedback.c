/* Feedback: what is offered, which comments go along, and the letters' way. */
#include "model/feedback.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_entry.h"
#include "gen/sql_feedback.h"
#include "gen/sql_feedback_write.h"
#include "gen/sql_tally.h"
#include "model/audit.h"
#include "model/entry.h"
#include "model/feedback_build.h"
#include "model/mail.h"
#include "model/outbox.h"
#include "model/user.h"

/* --- what is offered --- */

static void load_rounds(const struct world *w, int64_t edition_id,
                        struct feedback_rule *rule)
{
    struct sql_feedback_rounds_row *row;
    size_t count = sql_feedback_rounds(w->db, edition_id, &row);
    struct feedback_round *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct feedback_round){row[i].id,      row[i].slug,
                                          row[i].name_de, row[i].name_en,
                                          row[i].state,   row[i].chosen != 0};
    rule->round = list;
    rule->round_count = count;
}

void feedback_rule(const struct world *w, int64_t edition_id,
                   struct feedback_rule *rule)
{
    struct sql_feedback_rule_get_row row;
    *rule = (struct feedback_rule){.offer = "none", .place = "third"};
    if (sql_feedback_rule_get(w->db, edition_id, &row)) {
        rule->offer = row.offer;
        rule->place = row.place;
        rule->available_at = row.available_at;
        rule->told_at = row.told_at;
    }
    load_rounds(w, edition_id, rule);
}

static const char *chosen_slugs(const struct world *w,
                                const struct feedback_rule *rule)
{
    struct buf text;
    buf_init(&text, w->mem);
    for (size_t i = 0; i < rule->round_count; i++)
        if (rule->round[i].chosen)
            buf_addf(&text, "%s%s", text.bytes > 0 ? ", " : "",
                     rule->round[i].slug);
    return text.data;
}

static const char *instant_text(const struct world *w, const int64_t *at)
{
    return at ? lang_datetime_short(w->mem, LANG_DE, *at) : NULL;
}

static bool same_instant(const int64_t *a, const int64_t *b)
{
    return a == NULL || b == NULL ? a == b : *a == *b;
}

void feedback_rule_set(const struct world *w, int64_t edition_id,
                       const struct feedback_rule *rule)
{
    struct feedback_rule before;
    feedback_rule(w, edition_id, &before);
    const int64_t *told = str_equal(rule->offer, "comments")
                              ? before.told_at ? before.told_at : &w->now
                              : NULL;
    const char *old_rounds = chosen_slugs(w, &before);
    const char *new_rounds = chosen_slugs(w, rule);
    if (str_equal(before.offer, rule->offer) &&
        str_equal(before.place, rule->place) &&
        same_instant(before.available_at, rule->available_at) &&
        str_equal(old_rounds, new_rounds))
        return;
    sql_feedback_rule_put(w->db, edition_id, rule->offer, rule->place,
                          rule->available_at, told, world_actor(w), w->now);
    sql_feedback_rounds_clear(w->db, edition_id);
    for (size_t i = 0; i < rule->round_count; i++)
        if (rule->round[i].chosen)
            sql_feedback_round_add(w->db, rule->round[i].id);
    const struct audit_field fields[] = {
        {"offer", before.offer, rule->offer},
        {"standing", before.place, rule->place},
        {"available", instant_text(w, before.available_at),
         instant_text(w, rule->available_at)},
        {"rounds", old_rounds, new_rounds},
    };
    audit_change(w, "feedback.rule", "edition", edition_id, fields,
                 sizeof fields / sizeof *fields);
}

bool feedback_tells_jurors(const struct world *w, int64_t edition_id,
                           int64_t round_id)
{
    struct feedback_rule rule;
    feedback_rule(w, edition_id, &rule);
    for (size_t i = 0; i < rule.round_count; i++)
        if (rule.round[i].id == round_id)
            return rule.round[i].chosen && rule.told_at != NULL;
    return false;
}

static bool is_open(const struct world *w, const struct edition *e,
                    const struct feedback_rule *rule)
{
    return !str_equal(rule->offer, "none") && edition_winners_public(w, e) &&
           (rule->available_at == NULL || w->now >= *rule->available_at);
}

bool feedback_is_open(const struct world *w, const struct edition *e)
{
    struct feedback_rule rule;
    feedback_rule(w, e->id, &rule);
    return is_open(w, e, &rule);
}

/* --- comments --- */

struct shuffled {
    struct feedback_choice choice;
    const char *key;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct shuffled *)a)->key,
                  ((const struct shuffled *)b)->key);
}

/* A digest with the home's key: nobody else can tell the order of jurors from
 * it, and it is the same each time. */
static const char *shuffle_key(const struct world *w, int64_t ballot_id,
                               const int64_t *criterion_id)
{
    const char *what =
        arena_printf(w->mem, "feedback %" PRId64 " %" PRId64, ballot_id,
                     criterion_id ? *criterion_id : 0);
    return secret_keyed(w->mem, w->key, what, strlen(what));
}

/* What was written in an open round is nobody's yet, nor the office's. */
static bool is_told_round(const struct feedback_rule *rule, int64_t id)
{
    for (size_t i = 0; i < rule->round_count; i++)
        if (rule->round[i].id == id)
            return rule->round[i].chosen &&
                   str_equal(rule->round[i].state, "closed");
    return false;
}

size_t feedback_choices(const struct world *w, int64_t edition_id,
                        int64_t entry_id, struct feedback_choice **list)
{
    struct feedback_rule rule;
    struct sql_tally_feedback_comments_row *row;
    size_t found = 0;
    *list = NULL;
    feedback_rule(w, edition_id, &rule);
    if (rule.told_at == NULL)
        return 0;
    size_t count = sql_tally_feedback_comments(w->db, entry_id, &row);
    struct shuffled *deck = arena_alloc(w->mem, count * sizeof *deck);
    for (size_t i = 0; i < count; i++) {
        if (!is_told_round(&rule, row[i].round_id))
            continue;
        deck[found].key = shuffle_key(w, row[i].ballot_id, row[i].criterion_id);
        deck[found++].choice = (struct feedback_choice){
            row[i].ballot_id,    row[i].round_id,
            row[i].criterion_id, row[i].comment,
            row[i].chosen,       row[i].written_at >= *rule.told_at,
        };
    }
    qsort(deck, found, sizeof *deck, by_key);
    *list = arena_alloc(w->mem, found * sizeof **list);
    for (size_t i = 0; i < found; i++)
        (*list)[i] = deck[i].choice;
    return found;
}

bool feedback_choose(const struct world *w, int64_t edition_id,
                     int64_t entry_id, const struct feedback_choice *which,
                     const char *text)
{
    struct feedback_choice *list;
    size_t count = feedback_choices(w, edition_id, entry_id, &list);
    size_t i = 0;
    while (i < count &&
           (list[i].ballot_id != which->ballot_id ||
            !same_instant(list[i].criterion_id, which->criterion_id)))
        i++;
    if (i == count || (text != NULL && !list[i].told))
        return false;
    if (str_equal(list[i].chosen, text))
        return true;
    if (text != NULL)
        sql_feedback_comment_put(w->db, which->ballot_id, which->criterion_id,
                                 list[i].comment, text, world_actor(w), w->now);
    else
        sql_feedback_comment_drop(w->db, which->ballot_id, which->criterion_id);
    const struct audit_field field = {
        "comment", list[i].chosen ? list[i].chosen : list[i].comment, text};
    if (text != NULL && list[i].chosen == NULL &&
        str_equal(text, list[i].comment))
        audit_add(w, "feedback.choose", "entry", entry_id, NULL);
    else
        audit_change(w, text ? "feedback.edit" : "feedback.drop", "entry",
                     entry_id, &field, 1);
    return true;
}

/* --- letters --- */

void feedback_present(const struct feedback_set *s, int64_t entry_id,
                      const char *company, struct feedback_present *p)
{
    const struct world *w = feedback_world(s);
    struct sql_feedback_draft_get_row draft = {.intro = "", .read_digest = ""};
    struct feedback_letter *letter = arena_alloc(w->mem, sizeof *letter);
    sql_feedback_draft_get(w->db, entry_id, &draft);
    *p = (struct feedback_present){
        .text = "",
        .digest = "",
        .intro = draft.intro,
        .read_digest = draft.read_digest,
        .read_at = draft.read_at ? *draft.read_at : 0,
        .reader = draft.reader,
    };
    if (!feedback_build(s, entry_id, company, letter))
        return;
    letter->intro = draft.intro;
    p->letter = letter;
    p->text = feedback_letter_write(w->mem, letter);
    p->digest = secret_digest(w->mem, p->text, strlen(p->text));
}

static void count_mails(const struct world *w, int64_t release_id,
                        struct feedback_item *item)
{
    struct sql_feedback_mails_row *row;
    size_t count = sql_feedback_mails(w->db, release_id, &row);
    for (size_t i = 0; i < count; i++) {
        item->mails += !str_equal(row[i].state, "cancelled");
        item->held += str_equal(row[i].state, "held");
        item->sent += str_equal(row[i].state, "sent");
    }
}

static void fill_item(const struct feedback_set *s, struct feedback_item *item)
{
    const struct world *w = feedback_world(s);
    struct sql_feedback_newest_row newest;
    struct feedback_present p;
    feedback_present(s, item->entry_id, item->company, &p);
    item->says = p.letter != NULL && feedback_letter_says(p.letter);
    if (p.letter != NULL)
        item->state =
            str_equal(p.digest, p.read_digest) ? FEEDBACK_READ : FEEDBACK_DRAFT;
    if (!sql_feedback_newest(w->db, item->entry_id, &newest))
        return;
    item->number = newest.number;
    item->released_at = newest.released_at;
    item->out_of_date = !str_equal(newest.digest, p.digest);
    count_mails(w, newest.id, item);
    item->state = item->mails > 0 && item->sent == item->mails
                      ? FEEDBACK_SENT
                      : FEEDBACK_RELEASED;
}

static size_t list_of(const struct feedback_set *s, struct feedback_item **list)
{
    const struct world *w = feedback_world(s);
    struct sql_feedback_entries_row *row;
    size_t count = sql_feedback_entries(w->db, feedback_edition(s)->id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        (*list)[i] = (struct feedback_item){
            .entry_id = row[i].id,
            .company = row[i].organisation,
            .category_de = row[i].category_de,
            .category_en = row[i].category_en,
        };
        fill_item(s, &(*list)[i]);
    }
    return count;
}

size_t feedback_list(const struct world *w, const struct edition *e,
                     struct feedback_item **list)
{
    return list_of(feedback_set(w, e), list);
}

/* --- by the office --- */

void feedback_set_intro(const struct world *w, int64_t entry_id,
                        const char *intro)
{
    struct sql_feedback_draft_get_row draft = {.intro = ""};
    sql_feedback_draft_get(w->db, entry_id, &draft);
    if (str_equal(draft.intro, intro))
        return;
    sql_feedback_intro_put(w->db, entry_id, intro);
    const struct audit_field field = {"intro", draft.intro, intro};
    audit_change(w, "feedback.intro", "entry", entry_id, &field, 1);
}

/* As it stands, of an admitted nomination of the set's edition. */
static bool load(const struct feedback_set *s, int64_t entry_id,
                 struct entry *entry, struct feedback_present *p)
{
    const struct world *w = feedback_world(s);
    if (!entry_by_id(w, entry_id, entry) ||
        entry->edition_id != feedback_edition(s)->id ||
        !str_equal(entry->state, "admitted"))
        return false;
    feedback_present(s, entry_id, entry->organisation, p);
    return p->letter != NULL;
}

enum feedback_outcome feedback_read(const struct feedback_set *s,
                                    int64_t entry_id, const char *digest)
{
    const struct world *w = feedback_world(s);
    struct entry entry;
    struct feedback_present p;
    if (!load(s, entry_id, &entry, &p))
        return FEEDBACK_EMPTY;
    if (!str_equal(p.digest, digest))
        return FEEDBACK_CHANGED;
    if (str_equal(p.read_digest, digest))
        return FEEDBACK_OK;
    sql_feedback_read_put(w->db, entry_id, digest, world_actor(w), w->now);
    audit_add(w, "feedback.read", "entry", entry_id, NULL);
    return FEEDBACK_OK;
}

static void cancel_held(const struct world *w, int64_t release_id)
{
    struct sql_feedback_mails_row *row;
    size_t count = sql_feedback_mails(w->db, release_id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].state, "held") || str_equal(row[i].state, "ready"))
            outbox_cancel(w, row[i].id);
}

static void write_mail(const struct world *w, int64_t user_id,
                       const struct entry *entry, const struct edition *e)
{
    struct user u;
    enum lang lang = LANG_DE;
    if (!user_by_id(w, user_id, &u))
        return;
    lang_from_code(u.language, &lang);
    const struct mail_value values[] = {
        {"organisation", entry->organisation},
        {"edition", lang_pick(lang, e->title_de, e->title_en)},
    };
    mail_add(w, user_id, "feedback", values, sizeof values / sizeof *values,
             arena_printf(w->mem, "%s/my/entry/%" PRId64 "/feedback", w->url,
                          entry->id));
}

static void write_mails(const struct feedback_set *s, const struct entry *entry,
                        int64_t release_id)
{
    const struct world *w = feedback_world(s);
    struct sql_entry_contacts_row *contact;
    struct sql_feedback_mails_row *mail;
    size_t count = sql_entry_contacts(w->db, entry->id, &contact);
    for (size_t i = 0; i < count; i++) {
        write_mail(w, contact[i].user_id, entry, feedback_edition(s));
        sql_feedback_mail_take(w->db, release_id, contact[i].user_id);
    }
    count = sql_feedback_mails(w->db, release_id, &mail);
    for (size_t i = 0; i < count; i++)
        if (str_equal(mail[i].state, "ready"))
            outbox_hold(w, mail[i].id);
}

static const char *release_payload(const struct world *w, int64_t number,
                                   const char *digest)
{
    struct json_out json;
    struct buf text;
    buf_init(&text, w->mem);
    json_out_start(&json, &text, 0);
    json_object(&json, NULL);
    json_int(&json, "version", number);
    json_text(&json, "digest", digest);
    json_object_end(&json);
    return text.data;
}

enum feedback_outcome feedback_release(const struct feedback_set *s,
                                       int64_t entry_id)
{
    const struct world *w = feedback_world(s);
    struct sql_feedback_newest_row newest = {.number = 0};
    struct entry entry;
    struct feedback_present p;
    if (!load(s, entry_id, &entry, &p))
        return FEEDBACK_EMPTY;
    if (!str_equal(p.read_digest, p.digest))
        return FEEDBACK_UNREAD;
    if (sql_feedback_newest(w->db, entry_id, &newest)) {
        if (str_equal(newest.digest, p.digest))
            return FEEDBACK_SAME;
        cancel_held(w, newest.id);
    }
    int64_t id =
        sql_feedback_release_add(w->db, entry_id, newest.number + 1, p.text,
                                 p.digest, world_actor(w), w->now);
    write_mails(s, &entry, id);
    audit_add(w, "feedback.release", "entry", entry_id,
              release_payload(w, newest.number + 1, p.digest));
    return FEEDBACK_OK;
}

size_t feedback_release_all(const struct world *w, const struct edition *e)
{
    struct feedback_set *s = feedback_set(w, e);
    struct feedback_item *list;
    size_t done = 0, count = list_of(s, &list);
    for (size_t i = 0; i < count; i++)
        done += feedback_release(s, list[i].entry_id) == FEEDBACK_OK;
    return done;
}

size_t feedback_send(const struct world *w, int64_t edition_id)
{
    struct sql_feedback_mails_held_row *row;
    size_t done = 0, count = sql_feedback_mails_held(w->db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        done += outbox_release(w, row[i].id) == OUTBOX_OK;
    return done;
}

/* --- for the company --- */

bool feedback_readable(const struct world *w, int64_t entry_id,
                       struct feedback_letter *letter, int64_t *released_at)
{
    struct sql_feedback_newest_row newest;
    struct entry entry;
    struct edition e;
    if (!entry_by_id(w, entry_id, &entry) ||
        !str_equal(entry.state, "admitted") ||
        !edition_by_id(w, entry.edition_id, &e) || !feedback_is_open(w, &e) ||
        !sql_feedback_newest(w->db, entry_id, &newest))
        return false;
    *released_at = newest.released_at;
    return feedback_letter_read(w->mem, newest.content, letter);
}
