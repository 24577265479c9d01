/* The history of a nomination: versions of answers and what the log says, the
 * newest first. Saving goes on while somebody types, so what one person saved
 * of one answer in a row is one item; all versions are there behind a link. */
#include "page/history.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_history.h"
#include "model/answer.h"
#include "model/upload.h"
#include "page/ctx.h"
#include "page/history_view.h"
#include "page/my_form.h"

enum {
    MINUTE_S = 60,
    TOGETHER_S = 15 * MINUTE_S, /* saves no further apart are one item */
    ACTIVE_S = 10 * MINUTE_S,
    ITEMS_MAX = 40,           /* on a page */
    VERSIONS_MAX = 1000,      /* read for it */
    BATCH = 20,               /* of them at once, as in history.sql */
    TEXT_BYTES_MAX = 2000000, /* on a page, but for the last version of it */
    SAME_BYTES = 80 /* so much of what did not change is shown beside it */
};

static struct my_question *question_by_code(const struct my_entry_view *v,
                                            const char *code)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            if (str_equal(v->section[i].question[k].code, code))
                return &v->section[i].question[k];
    return NULL;
}

/* --- values as one reads them ----------------------------------------------
 */

/* What was typed without being an answer stays as it was typed; the rows of a
 * table have tabs in them. */
static const char *as_typed(struct ctx *c, const char *value)
{
    struct buf out;
    buf_init(&out, c->world.mem);
    for (; *value != '\0'; value++) {
        if (*value == '\t')
            buf_add(&out, ": ");
        else
            buf_addc(&out, *value);
    }
    return out.data;
}

static const char *value_text(struct ctx *c, const struct my_question *q,
                              const struct sql_history_versions_row *r,
                              const char *value, bool fits)
{
    if (answer_is_file(r->kind))
        return upload_names(&c->world, value);
    return q != NULL && fits
               ? answer_lines(c->world.mem, c->lang, q->rule, value)
               : as_typed(c, value);
}

static const char *before(struct ctx *c, const struct my_question *q,
                          const struct sql_history_versions_row *r)
{
    return value_text(c, q, r, r->old ? r->old : "",
                      r->old_fits == NULL || *r->old_fits != 0);
}

/* --- items -----------------------------------------------------------------
 */

struct list {
    struct history_item *item;
    int64_t *first_at, *by; /* of each item: its first save, and who */
    size_t count;
};

/* The latest item of the same answer, if this version goes on into it. */
static struct history_item *continued(const struct list *list,
                                      const struct sql_history_versions_row *r)
{
    int64_t by = r->changed_by ? *r->changed_by : 0;
    for (size_t i = list->count; i-- > 0;) {
        if (!str_equal(list->item[i].code, r->code))
            continue;
        bool together = list->by[i] == by &&
                        list->first_at[i] - r->changed_at <= TOGETHER_S;
        if (together)
            list->first_at[i] = r->changed_at;
        return together ? &list->item[i] : NULL;
    }
    return NULL;
}

static bool may_restore(const struct my_entry_view *v,
                        const struct my_question *q,
                        const struct sql_history_versions_row *r)
{
    return q != NULL && r->fits != 0 && v->may_write && v->mood == MY_EDIT &&
           !q->locked && !answer_is_file(q->kind) &&
           !str_equal(q->stored, r->value);
}

static void add_version(struct ctx *c, const struct my_entry_view *v,
                        struct list *list,
                        const struct sql_history_versions_row *r)
{
    struct arena *mem = c->world.mem;
    const struct my_question *q = my_question_of(v, r->question_id);
    size_t n = list->count;
    list->item = arena_grow(mem, list->item, n, sizeof *list->item);
    list->first_at = arena_grow(mem, list->first_at, n, sizeof(int64_t));
    list->by = arena_grow(mem, list->by, n, sizeof(int64_t));
    list->first_at[n] = r->changed_at;
    list->by[n] = r->changed_by ? *r->changed_by : 0;
    list->item[list->count++] = (struct history_item){
        .at = r->changed_at,
        .who = r->name,
        .question = q,
        .label = PICK(r->label_de, r->label_en),
        .code = r->code,
        .kind = r->kind,
        .language = r->language,
        .before = before(c, q, r),
        .after = value_text(c, q, r, r->value, r->fits != 0),
        .version = r->id,
        .saves = 1,
        .present = q != NULL && q->version == r->id,
        .unfit = r->fits == 0,
        .may_restore = may_restore(v, q, r),
    };
}

/* false: the page is full, and the next one begins with this version. */
static bool take_version(struct ctx *c, const struct history_view *v,
                         struct list *list,
                         const struct sql_history_versions_row *r)
{
    struct history_item *item = v->every ? NULL : continued(list, r);
    if (item != NULL) {
        const struct my_question *q = my_question_of(v->entry, r->question_id);
        item->before = before(c, q, r);
        item->saves++;
        return true;
    }
    if (list->count == ITEMS_MAX)
        return false;
    add_version(c, v->entry, list, r);
    return true;
}

static void compare(struct ctx *c, struct history_item *item)
{
    struct words_part *part;
    if (item->event != NULL)
        return;
    item->part_count =
        words_compare(c->world.mem, item->before, item->after, &part);
    words_shorten(c->world.mem, part, item->part_count, SAME_BYTES);
    item->part = part;
}

/* --- what else happened ----------------------------------------------------
 */

static const struct event_word {
    const char *action, *text;
    bool office; /* done by the award office, whoever it was */
} event_words[] = {
    {"change.answer", N_("Change submitted that was asked for"), false},
    {"change.ask", N_("A change was asked for"), true},
    {"change.expire", N_("The request for a change ended without an answer"),
     true},
    {"change.take_back", N_("The request for a change was taken back"), true},
    {"consent.give", N_("Consent given"), false},
    {"consent.withdraw", N_("Consent withdrawn"), false},
    {"eligibility.answer", N_("Who can take part: answered"), false},
    {"entry.admit", N_("Nomination admitted"), true},
    {"entry.category", N_("Category chosen"), false},
    {"entry.create", N_("Nomination begun"), false},
    {"entry.import", N_("Nomination imported"), true},
    {"entry.keep", N_("The submitted version counts again"), false},
    {"entry.reject", N_("Nomination not admitted"), true},
    {"entry.reopen", N_("Nomination reopened"), false},
    {"entry.start_from", N_("Answers of an earlier year taken over"), false},
    {"entry.submit", N_("Nomination submitted"), false},
    {"entry.withdraw", N_("Nomination withdrawn"), false},
    {"file.remove", N_("File taken out"), false},
    {"file.restore", N_("File brought back"), false},
    {"picture.describe", N_("Words to a picture changed"), false},
};

static const struct event_word *word_of(const char *action)
{
    for (size_t i = 0; i < sizeof event_words / sizeof *event_words; i++)
        if (str_equal(event_words[i].action, action))
            return &event_words[i];
    return NULL;
}

static const char *detail_of(struct ctx *c, const struct my_entry_view *v,
                             const struct sql_history_events_row *r)
{
    struct sql_history_category_row category;
    if (r->text_de != NULL)
        return PICK(r->text_de, r->text_en);
    if (r->category == NULL || !sql_history_category(c->world.db, v->edition.id,
                                                     r->category, &category))
        return NULL;
    return PICK(category.name_de, category.name_en);
}

static struct history_item event_item(struct ctx *c,
                                      const struct my_entry_view *v,
                                      const struct event_word *word,
                                      const struct sql_history_events_row *r)
{
    return (struct history_item){
        .at = r->at,
        .who = word->office ? NULL : r->name,
        .event = lang_text(c->lang, word->text),
        .detail = detail_of(c, v, r),
    };
}

/* Into their places by time among the versions, in one list. */
static void add_events(struct ctx *c, struct history_view *v,
                       const struct list *list, int64_t until_at)
{
    struct sql_history_events_row *row;
    int64_t since = v->older ? v->older_at + 1 : 0;
    size_t count = sql_history_events(c->world.db, v->entry->entry.id, since,
                                      until_at, &row);
    struct history_item *all =
        arena_alloc(c->world.mem, (count + list->count + 1) * sizeof *all);
    size_t n = 0, e = 0;
    for (size_t i = 0; i <= list->count; i++) {
        for (; e < count && (i == list->count || row[e].at > list->item[i].at);
             e++) {
            const struct event_word *word = word_of(row[e].action);
            if (word != NULL)
                all[n++] = event_item(c, v->entry, word, &row[e]);
        }
        if (i < list->count)
            all[n++] = list->item[i];
    }
    v->item = all;
    v->item_count = n;
}

/* What was typed can be long and stand there a thousand times: read in small
 * steps, until the page is full. */
static void load_versions(struct ctx *c, struct history_view *v,
                          struct list *list, const int64_t *question_id,
                          int64_t before)
{
    struct sql_history_versions_row *row, *last = NULL;
    size_t seen = 0, bytes = 0, count = BATCH;
    bool full = false;
    while (!full && count == BATCH) {
        count = sql_history_versions(c->world.db, v->entry->entry.id,
                                     question_id, before, &row);
        for (size_t i = 0; i < count && !full; i++) {
            full = seen == VERSIONS_MAX || bytes > TEXT_BYTES_MAX ||
                   !take_version(c, v, list, &row[i]);
            if (full)
                break;
            last = &row[i];
            before = last->id;
            seen++;
            bytes += strlen(last->value) + (last->old ? strlen(last->old) : 0);
        }
    }
    if (full && last != NULL) {
        v->older = last->id;
        v->older_at = last->changed_at;
    }
}

static void load(struct ctx *c, struct history_view *v, int64_t question_id,
                 int64_t before)
{
    struct sql_history_version_row page_before;
    struct list list = {0};
    int64_t until_at = INT64_MAX;
    load_versions(c, v, &list, question_id ? &question_id : NULL, before);
    for (size_t i = 0; i < list.count; i++)
        compare(c, &list.item[i]);
    if (sql_history_version(c->world.db, v->entry->entry.id, before,
                            &page_before))
        until_at = page_before.changed_at;
    v->item = list.item;
    v->item_count = list.count;
    if (question_id == 0)
        add_events(c, v, &list, until_at);
}

void get_my_history(struct ctx *c)
{
    struct my_entry_view entry;
    int64_t before;
    if (!my_load(c, &entry))
        return;
    const char *code = form_value(c->query, "question");
    const struct my_question *q = question_by_code(&entry, code ? code : "");
    struct history_view v = {
        .entry = &entry,
        .code = q ? q->code : "",
        .label = q ? q->label : "",
        .every = form_value(c->query, "every") != NULL,
    };
    if (!form_int(c->query, "before", 1, INT64_MAX, &before))
        before = INT64_MAX;
    load(c, &v, q ? q->id : 0, before);
    c->width = "page-text";
    page_start(c, T("History"));
    html_history(c->out, &v);
    page_end(c);
}

/* --- bringing back ---------------------------------------------------------
 */

static const char *why_not(struct ctx *c, const struct my_entry_view *v,
                           const struct my_question *q,
                           const struct sql_history_version_row *row)
{
    int64_t newest;
    const char *value;
    form_int(c->form, "newest", 1, INT64_MAX, &newest);
    if (v->mood != MY_EDIT)
        return T("This nomination can no longer be changed.");
    if (q->locked || answer_is_file(q->kind))
        return T("This answer cannot be changed here now.");
    if (newest != row->newest)
        return T(
            "Somebody has changed this answer in the meantime. Please look "
            "at its history again.");
    if (!answer_refit(c->world.mem, q->rule, row->value, &value))
        return T(
            "This version no longer fits the question. Please copy its "
            "text into the form and change it there.");
    return NULL;
}

void post_my_history(struct ctx *c)
{
    struct my_entry_view v;
    struct sql_history_version_row row;
    int64_t version;
    if (!my_load(c, &v))
        return;
    form_int(c->form, "version", 1, INT64_MAX, &version);
    const struct my_question *q =
        sql_history_version(c->world.db, v.entry.id, version, &row)
            ? my_question_of(&v, row.question_id)
            : NULL;
    if (q == NULL) {
        ctx_refuse(c, 409, T("There is no such version."));
        return;
    }
    if (my_refuse_reader(c, &v))
        return;
    const char *problem = why_not(c, &v, q, &row);
    if (problem != NULL) {
        ctx_refuse(c, 409, problem);
        return;
    }
    entry_answer(&c->world, v.entry.id, q->id, row.value);
    ctx_redirect(
        c,
        my_path(c, &v,
                arena_printf(c->world.mem, "/history?question=%s", q->code)),
        arena_printf(c->world.mem, T("The version of %s is the answer again."),
                     lang_datetime(c->world.mem, c->lang, row.changed_at)));
}

/* --- at the same time ------------------------------------------------------
 */

const char *history_active(struct ctx *c, const struct my_entry_view *v)
{
    struct sql_history_active_row *row;
    struct buf names;
    size_t count = sql_history_active(c->world.db, v->entry.id, c->visitor.id,
                                      c->world.now - ACTIVE_S, &row);
    buf_init(&names, c->world.mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&names, "%s%s", i > 0 ? ", " : "", row[i].name);
    return count > 0 ? names.data : NULL;
}
