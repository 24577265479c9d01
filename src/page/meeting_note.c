#include "page/meeting_note.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/meeting_note.h"
#include "page/bar.h"
#include "page/meeting_note_view.h"

/* What was sent and not stored: it stands in its field again. */
struct refused {
    int64_t item_id, entry_id;
    const char *error;
    bool clash;
};

static const char *notes_path(const struct ctx *c,
                              const struct meeting_place *p)
{
    return arena_printf(c->world.mem, "%s/notes", p->path);
}

/* Jurors write while they lead; the office also when the meeting is over. */
static bool may_write(const struct meeting_place *p)
{
    return p->meeting.opened_at != NULL && p->leads &&
           (p->office || str_equal(p->meeting.state, "open"));
}

static bool is_barred(struct ctx *c, int64_t entry_id)
{
    const int64_t *barred;
    size_t count = bar_entries(c, &barred);
    for (size_t i = 0; i < count; i++)
        if (barred[i] == entry_id)
            return true;
    return false;
}

static bool may_read(struct ctx *c, const struct meeting_place *p,
                     const struct meeting_item *item, int64_t entry_id)
{
    if (p->office)
        return !meeting_hides(c, p, entry_id) && !is_barred(c, entry_id) &&
               (!p->juror || meeting_out(&c->world, &p->meeting, item,
                                         p->own->jury_member_id) == NULL);
    return meeting_note_readable(&c->world, &p->meeting, item, entry_id,
                                 p->own->jury_member_id) ||
           (may_write(p) && !meeting_hides(c, p, entry_id) &&
            meeting_out(&c->world, &p->meeting, item, p->own->jury_member_id) ==
                NULL);
}

/* --- showing ----------------------------------------------------------------
 */

static void fill_versions(struct ctx *c, const struct meeting_note *note,
                          struct note_card *card)
{
    struct meeting_note *version;
    size_t count = note->id != 0
                       ? meeting_note_versions(&c->world, note->id, &version)
                       : 0;
    struct note_version *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct note_version){
            .text = version[i].text,
            .by = version[i].changed_by,
            .at = version[i].changed_at,
            .in_minutes = version[i].in_minutes,
        };
    card->version = list;
    card->version_count = count;
}

static struct note_card card_of(struct ctx *c, const struct meeting_place *p,
                                int64_t item_id, int64_t entry_id,
                                const struct refused *r)
{
    struct meeting_note note = meeting_note_get(&c->world, item_id, entry_id);
    struct note_card card = {
        .item_id = item_id,
        .entry_id = entry_id,
        .revision = note.revision,
        .title = meeting_name(c, p, entry_id),
        .text = note.text,
        .typed = note.text,
        .in_minutes = note.in_minutes,
        .ticked = note.in_minutes,
        .writes =
            may_write(p) && !meeting_note_locked(&c->world, p->meeting.id),
    };
    fill_versions(c, &note, &card);
    if (r != NULL && r->item_id == item_id && r->entry_id == entry_id) {
        card.writes = true; /* what was typed is not lost */
        card.error = r->error;
        card.clash = r->clash;
        card.typed = form_value(c->form, "text");
        card.ticked = form_has(c->form, "in_minutes", "1");
    }
    return card;
}

static struct note_item item_of(struct ctx *c, const struct meeting_place *p,
                                const struct meeting_item *item,
                                const struct refused *r)
{
    const int64_t *entry;
    size_t count = meeting_visible(c, p, item, &entry);
    struct note_card *card =
        arena_alloc(c->world.mem, (count + 1) * sizeof *card);
    struct note_item view = {
        .title = PICK(item->title_de, item->title_en),
        .now = p->called && p->item.id == item->id,
        .card = card,
    };
    for (size_t i = 0; i < count; i++)
        if (may_read(c, p, item, entry[i]))
            card[view.count++] = card_of(c, p, item->id, entry[i], r);
    return view;
}

static struct notes_view view_of(struct ctx *c, const struct meeting_place *p)
{
    return (struct notes_view){
        .csrf = ctx_csrf(c),
        .path = p->path,
        .meeting = PICK(p->meeting.title_de, p->meeting.title_en),
        .writes =
            may_write(p) && !meeting_note_locked(&c->world, p->meeting.id),
        .signature = meeting_note_locked(&c->world, p->meeting.id),
    };
}

/* What is talked about stands first. */
static void show(struct ctx *c, const struct meeting_place *p,
                 const struct refused *r, int status)
{
    struct meeting_item *item;
    size_t count = meeting_items(&c->world, p->meeting.id, &item);
    struct note_item *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    struct notes_view v = view_of(c, p);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < count; i++) {
            bool now = p->called && p->item.id == item[i].id;
            if (now != (round == 0) || item[i].begun_at == NULL)
                continue;
            list[v.count] = item_of(c, p, &item[i], r);
            v.count += list[v.count].count > 0;
        }
    v.item = list;
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Notes of the discussion"));
    html_meeting_notes(c->out, &v);
    page_end(c);
}

void get_meeting_notes(struct ctx *c)
{
    struct meeting_place p;
    if (meeting_place(c, &p))
        show(c, &p, NULL, 200);
}

void meeting_note_section(struct ctx *c, const struct meeting_place *p,
                          const struct meeting_item *item)
{
    struct notes_view v = view_of(c, p);
    struct note_item view = item_of(c, p, item, NULL);
    if (view.count > 0)
        html_meeting_note_item(c->out, &v, &view);
}

/* --- writing ----------------------------------------------------------------
 */

/* The item and nomination of the form, if this visitor may write there. */
static bool find_target(struct ctx *c, const struct meeting_place *p,
                        struct meeting_item *item, int64_t *entry_id)
{
    int64_t item_id = 0;
    form_int(c->form, "item", 1, INT64_MAX, &item_id);
    form_int(c->form, "entry", 1, INT64_MAX, entry_id);
    return may_write(p) && meeting_item_by_id(&c->world, item_id, item) &&
           item->meeting_id == p->meeting.id && item->begun_at != NULL &&
           may_read(c, p, item, *entry_id);
}

static const char *place_of(const struct ctx *c, const struct meeting_place *p,
                            int64_t item_id, int64_t entry_id)
{
    return arena_printf(c->world.mem, "%s#note-%" PRId64 "-%" PRId64,
                        notes_path(c, p), item_id, entry_id);
}

void post_meeting_notes(struct ctx *c)
{
    struct meeting_place p;
    struct meeting_item item;
    int64_t entry_id = 0, revision = 0;
    if (!meeting_place(c, &p))
        return;
    if (!find_target(c, &p, &item, &entry_id)) {
        ctx_not_found(c);
        return;
    }
    struct refused r = {.item_id = item.id, .entry_id = entry_id};
    const char *text = form_lines(c->form, "text");
    form_int(c->form, "revision", 0, INT64_MAX, &revision);
    if (str_characters(text) > MEETING_NOTE_CHARACTERS_MAX) {
        r.error = T("Please use at most 4,000 characters.");
        show(c, &p, &r, 422);
        return;
    }
    switch (meeting_note_put(&c->world, &item, entry_id, revision, text,
                             form_has(c->form, "in_minutes", "1"))) {
    case MEETING_NOTE_OK:
        ctx_redirect(c, place_of(c, &p, item.id, entry_id),
                     T("The note is saved."));
        break;
    case MEETING_NOTE_CHANGED:
        r.clash = true;
        r.error =
            T("Somebody else has written here meanwhile. What is stored "
              "stands above the field; saving again puts your text in "
              "its place.");
        show(c, &p, &r, 409);
        break;
    case MEETING_NOTE_SIGNED:
        r.error =
            T("The minutes are signed: notes stay as they are. What has "
              "to be corrected goes into an addendum.");
        show(c, &p, &r, 409);
        break;
    case MEETING_NOTE_STATE:
    case MEETING_NOTE_PLACE:
        ctx_not_found(c);
        break;
    }
}
