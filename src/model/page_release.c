/* Digests are over JSON with a fixed order of keys: the same page has the same
 * digest on every machine. */
#include "model/page_release.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "gen/sql_page_write.h"
#include "model/audit.h"

enum { DAY_S = 24 * 60 * 60 };

/* --- content ----------------------------------------------------------------
 */

static void pair(struct json_out *j, const char *de, const char *en)
{
    json_text(j, "de", de);
    json_text(j, "en", en);
}

static void facts(struct json_out *j, const struct publish_entry *e)
{
    json_array(j, "facts");
    for (size_t i = 0; i < e->fact_count; i++) {
        json_object(j, NULL);
        json_text(j, "label_de", e->facts[i].label.de);
        json_text(j, "label_en", e->facts[i].label.en);
        pair(j, e->facts[i].value.de, e->facts[i].value.en);
        json_object_end(j);
    }
    json_array_end(j);
    json_array(j, "measures");
    for (size_t i = 0; i < e->measure_count; i++) {
        json_object(j, NULL);
        pair(j, e->measures[i].de, e->measures[i].en);
        json_object_end(j);
    }
    json_array_end(j);
}

static void words(struct json_out *j, const struct page_words *w)
{
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        if (w->value[i] != NULL)
            json_text(j, publish_slot[i], w->value[i]);
}

/* Credit and alternative text are printed only with the photo. */
struct page_words page_words_of(const struct publish_entry *e)
{
    struct publish_entry copy = *e;
    struct page_words w;
    for (size_t i = 0; i < PUBLISH_SLOTS; i++) {
        bool photo = str_starts(publish_slot[i], "photo_");
        w.value[i] = photo && e->photo.file_id == 0
                         ? NULL
                         : *publish_place(&copy, publish_slot[i]);
    }
    return w;
}

struct page_words page_words_answered(const struct publish_entry *answers,
                                      const struct publish_entry *printed)
{
    struct publish_entry e = *answers;
    if (!str_equal(e.photo.digest, printed->photo.digest))
        e.photo.file_id = 0;
    return page_words_of(&e);
}

const char *page_content(const struct world *w, const struct publish_entry *e)
{
    struct page_words all = page_words_of(e);
    struct json_out j;
    struct buf out;
    buf_init(&out, w->mem);
    json_out_start(&j, &out, 0);
    json_object(&j, NULL);
    words(&j, &all);
    facts(&j, e);
    json_text(&j, "photo", e->photo.file_id ? e->photo.digest : "");
    json_text(&j, "logo", e->logo.file_id ? e->logo.digest : "");
    json_object_end(&j);
    return out.data;
}

const char *page_digest(const struct world *w, const char *content)
{
    return secret_digest(w->mem, content, strlen(content));
}

static const struct json *parsed(const struct world *w, const char *content)
{
    struct json_fault fault;
    return json_parse(w->mem, content, strlen(content), &fault);
}

struct page_words page_words_read(const struct world *w, const char *content)
{
    const struct json *j = parsed(w, content);
    struct page_words all;
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        all.value[i] = json_get_text(j, publish_slot[i], NULL);
    return all;
}

struct page_words page_words_back(const struct world *w, const char *content,
                                  const struct publish_entry *printed)
{
    struct page_words all = page_words_read(w, content);
    if (!str_equal(page_picture(w, content, "photo"), printed->photo.digest))
        for (size_t i = 0; i < PUBLISH_SLOTS; i++)
            if (str_starts(publish_slot[i], "photo_"))
                all.value[i] = NULL;
    return all;
}

void page_words_put(struct publish_entry *e, const struct page_words *words)
{
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        if (words->value[i] != NULL)
            *publish_place(e, publish_slot[i]) = words->value[i];
}

const char *page_facts(const struct world *w, const char *content,
                       const char *language)
{
    const struct json *j = parsed(w, content);
    const struct json *lists[] = {json_get(j, "facts"),
                                  json_get(j, "measures")};
    const char *label_key = arena_printf(w->mem, "label_%s", language);
    struct buf out;
    buf_init(&out, w->mem);
    for (size_t k = 0; k < 2; k++)
        for (const struct json *f = lists[k] ? lists[k]->child : NULL;
             f != NULL; f = f->next) {
            const char *label = json_get_text(f, label_key, "");
            const char *value = json_get_text(f, language, "");
            if (!str_empty(value))
                buf_addf(&out, "%s%s%s%s", out.bytes > 0 ? "\n" : "", label,
                         label[0] != '\0' ? ": " : "", value);
        }
    return out.data;
}

const char *page_picture(const struct world *w, const char *content,
                         const char *which)
{
    return json_get_text(parsed(w, content), which, "");
}

/* --- how it stands ----------------------------------------------------------
 */

struct states {
    const struct world *w;
    struct sql_page_states_row *row;
    struct sql_page_releases_row *release;
    size_t rows, releases;
};

static struct states load_states(const struct world *w, int64_t edition_id,
                                 int64_t entry_id)
{
    struct states s = {.w = w};
    s.rows = sql_page_states(w->db, edition_id, entry_id, w->now, &s.row);
    s.releases = sql_page_releases(w->db, edition_id, entry_id, &s.release);
    return s;
}

static const struct sql_page_states_row *row_of(const struct states *s,
                                                int64_t id)
{
    size_t low = 0, high = s->rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->row[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->rows && s->row[low].id == id ? &s->row[low] : NULL;
}

/* The newest release, or the one of just this content if there is one. */
static const struct sql_page_releases_row *
release_of(const struct states *s, int64_t id, const char *digest)
{
    const struct sql_page_releases_row *newest = NULL;
    for (size_t i = 0; i < s->releases; i++) {
        if (s->release[i].entry_id != id)
            continue;
        if (str_equal(s->release[i].digest, digest))
            return &s->release[i];
        if (newest == NULL)
            newest = &s->release[i];
    }
    return newest;
}

static enum page_state state_of(const struct page_standing *p,
                                const struct sql_page_states_row *row,
                                const struct sql_page_releases_row *release)
{
    if (release != NULL && str_equal(release->digest, p->digest))
        return PAGE_RELEASED;
    if (row->number != NULL && str_equal(row->made_by, "company") &&
        str_equal(row->digest, p->digest))
        return PAGE_CORRECTED;
    if (release != NULL)
        return PAGE_CHANGED;
    if (row->asked_at == NULL)
        return PAGE_NOT_ASKED;
    return row->opened_at != NULL ? PAGE_OPENED : PAGE_ASKED;
}

static struct page_standing stands(const struct states *s,
                                   const struct publish_entry *e)
{
    static const struct sql_page_states_row none = {0};
    const struct sql_page_states_row *row = row_of(s, e->id);
    struct page_standing p = {
        .entry_id = e->id,
        .name = e->name,
        .nominee = e->nominee,
        .digest = page_digest(s->w, page_content(s->w, e)),
        .corrected_by = "",
        .released_by = "",
    };
    const struct sql_page_releases_row *release =
        release_of(s, e->id, p.digest);
    row = row != NULL ? row : &none;
    p.asked_at = row->asked_at ? *row->asked_at : 0;
    p.opened_at = row->opened_at ? *row->opened_at : 0;
    p.state = state_of(&p, row, release);
    if (p.state == PAGE_CORRECTED) {
        p.corrected_by = row->author;
        p.corrected_at = *row->made_at;
    }
    if (release != NULL) {
        p.released_number = release->number;
        p.released_by = release->name;
        p.released_at = release->released_at;
        p.released_content = release->content;
    }
    return p;
}

size_t page_standings(const struct world *w, int64_t edition_id,
                      struct page_standing **list)
{
    struct publish_entry *entry;
    struct states s = load_states(w, edition_id, 0);
    size_t count = publish_pages(w, edition_id, &entry);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = stands(&s, &entry[i]);
    return count;
}

bool page_standing(const struct world *w, int64_t edition_id, int64_t entry_id,
                   struct page_standing *p)
{
    struct publish_entry entry;
    struct states s = load_states(w, edition_id, entry_id);
    if (!publish_page(w, edition_id, entry_id, &entry))
        return false;
    *p = stands(&s, &entry);
    return true;
}

bool page_known(const struct world *w, int64_t entry_id,
                struct page_standing *s)
{
    struct sql_page_of_row of;
    return sql_page_of(w->db, entry_id, w->now, &of) &&
           str_equal(of.state, "admitted") &&
           page_standing(w, of.edition_id, entry_id, s) &&
           (of.known != 0 || s->asked_at != 0 || s->released_number != 0);
}

/* --- versions ---------------------------------------------------------------
 */

size_t page_versions(const struct world *w, int64_t edition_id,
                     int64_t entry_id, struct page_version **list)
{
    struct sql_page_version_list_row *row;
    struct sql_page_releases_row *release;
    size_t count = sql_page_version_list(w->db, entry_id, &row);
    size_t releases = sql_page_releases(w->db, edition_id, entry_id, &release);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++) {
        (*list)[i] = (struct page_version){
            .id = row[i].id,
            .number = row[i].number,
            .content = row[i].content,
            .digest = row[i].digest,
            .made_by = row[i].made_by,
            .author = row[i].author,
            .made_at = row[i].made_at,
        };
        for (size_t k = 0; k < releases; k++)
            if (release[k].version_id == row[i].id &&
                (*list)[i].released_by == NULL) {
                (*list)[i].released_by = release[k].name;
                (*list)[i].released_at = release[k].released_at;
            }
    }
    return count;
}

/* What would be printed now, or false. */
static bool present(const struct world *w, int64_t entry_id,
                    struct publish_entry *e, const char **content)
{
    struct sql_page_of_row of;
    if (!sql_page_of(w->db, entry_id, w->now, &of) ||
        !publish_page(w, of.edition_id, entry_id, e))
        return false;
    *content = page_content(w, e);
    return true;
}

static int64_t note(const struct world *w, int64_t entry_id,
                    const char *content, const char *made_by,
                    const char *author)
{
    struct sql_page_version_newest_row newest;
    const char *digest = page_digest(w, content);
    if (sql_page_version_newest(w->db, entry_id, &newest) &&
        str_equal(newest.digest, digest))
        return newest.id;
    return sql_page_version_add(w->db, entry_id, content, digest, made_by,
                                author, w->now);
}

int64_t page_version_note(const struct world *w, int64_t entry_id)
{
    struct publish_entry e;
    const char *content;
    return present(w, entry_id, &e, &content)
               ? note(w, entry_id, content, "answers", "")
               : 0;
}

/* --- changing ---------------------------------------------------------------
 */

static const char *digest_now(const struct world *w, int64_t entry_id)
{
    struct publish_entry e;
    const char *content;
    return present(w, entry_id, &e, &content) ? page_digest(w, content) : "";
}

/* Does what is printed differ in this slot from what is wanted? Without an
 * answer nothing would be printed. */
static bool put(const struct world *w, int64_t entry_id, size_t slot,
                const char *value, const char *now, const char *answer)
{
    if (value == NULL || now == NULL || str_equal(value, now))
        return false;
    if (str_equal(value, answer != NULL ? answer : ""))
        sql_page_text_drop(w->db, entry_id, publish_slot[slot]);
    else
        sql_page_text_put(w->db, entry_id, publish_slot[slot], value,
                          world_actor(w), w->now);
    return true;
}

static void log_change(const struct world *w, int64_t entry_id,
                       const char *action, const struct page_words *before,
                       const struct page_words *after)
{
    struct audit_field field[PUBLISH_SLOTS];
    size_t n = 0;
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        if (after->value[i] != NULL && before->value[i] != NULL)
            field[n++] = (struct audit_field){publish_slot[i], before->value[i],
                                              after->value[i]};
    audit_change(w, action, "entry", entry_id, field, n);
}

static bool too_often(const struct world *w, int64_t entry_id,
                      const struct page_person *who)
{
    struct sql_page_corrections_row row;
    return str_equal(who->made_by, "company") &&
           sql_page_corrections(w->db, entry_id, w->now - DAY_S, &row) &&
           row.count >= PAGE_CORRECTIONS_DAY;
}

enum page_outcome page_write(const struct world *w, int64_t entry_id,
                             const char *seen, const struct page_words *words,
                             const struct page_person *who)
{
    struct sql_page_of_row of;
    struct publish_entry now, answers;
    const char *content;
    bool changed = false;
    if (!present(w, entry_id, &now, &content) ||
        !sql_page_of(w->db, entry_id, w->now, &of) ||
        !publish_answers(w, of.edition_id, entry_id, &answers) ||
        !str_equal(page_digest(w, content), seen))
        return PAGE_STALE;
    if (too_often(w, entry_id, who))
        return PAGE_OFTEN;
    note(w, entry_id, content, "answers", "");
    const struct page_words before = page_words_of(&now);
    const struct page_words answer = page_words_answered(&answers, &now);
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        changed |= put(w, entry_id, i, words->value[i], before.value[i],
                       answer.value[i]);
    if (!changed || !present(w, entry_id, &now, &content))
        return PAGE_SAME;
    note(w, entry_id, content, who->made_by, who->name);
    log_change(w, entry_id,
               str_equal(who->made_by, "office") ? "page.edit" : "page.correct",
               &before, words);
    return PAGE_OK;
}

enum page_outcome page_release(const struct world *w, int64_t entry_id,
                               const char *seen, const struct page_person *who)
{
    if (!str_equal(digest_now(w, entry_id), seen))
        return PAGE_STALE;
    int64_t version = page_version_note(w, entry_id);
    struct page_standing s;
    struct sql_page_of_row of;
    if (sql_page_of(w->db, entry_id, w->now, &of) &&
        page_standing(w, of.edition_id, entry_id, &s) &&
        s.state == PAGE_RELEASED)
        return PAGE_SAME;
    int64_t id = sql_page_release_add(
        w->db, version, who->link_id ? &who->link_id : NULL,
        who->user_id ? &who->user_id : NULL, who->name, w->now);
    audit_add(w, "page.release", "page_release", id,
              arena_printf(w->mem,
                           "{\"entry\":%" PRId64 ",\"version\":%" PRId64
                           ",\"digest\":\"%s\"}",
                           entry_id, version, seen));
    return PAGE_OK;
}

void page_release_withdraw(const struct world *w, int64_t entry_id)
{
    if (sql_page_release_withdraw(w->db, entry_id, w->now) > 0)
        audit_add(w, "page.release_withdraw", "entry", entry_id, NULL);
}

/* --- drafts -----------------------------------------------------------------
 */

bool page_draft(const struct world *w, int64_t entry_id, const char *who,
                struct page_words *words)
{
    struct sql_page_draft_get_row row;
    if (!sql_page_draft_get(w->db, entry_id, who, &row))
        return false;
    *words = page_words_read(w, row.content);
    return true;
}

void page_draft_save(const struct world *w, int64_t entry_id, const char *who,
                     const struct page_words *typed)
{
    struct json_out j;
    struct buf out;
    buf_init(&out, w->mem);
    json_out_start(&j, &out, 0);
    json_object(&j, NULL);
    words(&j, typed);
    json_object_end(&j);
    if (out.bytes <= PAGE_DRAFT_BYTES_MAX)
        sql_page_draft_put(w->db, entry_id, who, out.data, w->now);
}

void page_draft_drop(const struct world *w, int64_t entry_id, const char *who)
{
    sql_page_draft_drop(w->db, entry_id, who);
}
