/* A juror's reading pack on its way to paper. Every nomination comes from one
 * query that asks the view of who may read what (0028), and every mark and note
 * from one that asks for this juror's alone. */
#include "model/pack_print.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "gen/sql_entry.h"
#include "gen/sql_pack.h"
#include "gen/sql_sheet.h"
#include "model/answer.h"
#include "model/document.h"
#include "model/file.h"
#include "model/invite_agenda.h"
#include "model/note.h"
#include "model/round.h"
#include "model/total.h"

struct telling {
    const struct world *w;
    const struct pack *pack;
    struct sql_pack_head_row head;
    enum lang lang;
    struct json_out j;
    struct question *question;
    size_t question_count;
    struct print_images images;
};

/* --- answers ----------------------------------------------------------------
 */

static bool is_meant(const struct sql_entry_answers_row *row)
{
    return !str_equal(row->audience, "organiser") && row->veiled == 0 &&
           row->asked != 0 && !answer_is_file(row->kind) &&
           !str_empty(row->value);
}

/* A text in the other language, of which there is one in the reader's. */
static bool is_translation(const struct telling *t,
                           const struct sql_entry_answers_row *row,
                           size_t count, const struct sql_entry_answers_row *a)
{
    size_t bytes = strlen(a->code);
    if (a->language[0] == '\0' || bytes <= 3 ||
        str_equal(a->language, lang_code(t->lang)))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_meant(&row[i]) && strlen(row[i].code) == bytes &&
            strncmp(row[i].code, a->code, bytes - 2) == 0 &&
            a->code[bytes - 3] == '_' &&
            str_equal(row[i].language, lang_code(t->lang)))
            return true;
    return false;
}

static void tell_answer(struct telling *t,
                        const struct sql_entry_answers_row *row)
{
    const struct question *q =
        answer_question(t->question, t->question_count, row->id);
    json_object(&t->j, NULL);
    json_text(&t->j, "label", lang_pick(t->lang, row->label_de, row->label_en));
    json_text(&t->j, "kind", row->kind);
    json_text(&t->j, "language", row->language);
    json_text(&t->j, "value",
              q == NULL ? "" : answer_lines(t->w->mem, t->lang, q, row->value));
    json_object_end(&t->j);
}

static void tell_sections(struct telling *t, int64_t entry_id)
{
    struct sql_entry_answers_row *row;
    const char *section = NULL;
    size_t count = sql_entry_answers(t->w->db, entry_id, &row);
    json_array(&t->j, "sections");
    for (size_t i = 0; i < count; i++) {
        if (!is_meant(&row[i]) || is_translation(t, row, count, &row[i]))
            continue;
        if (!str_equal(section, row[i].section)) {
            if (section != NULL) {
                json_array_end(&t->j);
                json_object_end(&t->j);
            }
            section = row[i].section;
            json_object(&t->j, NULL);
            json_text(&t->j, "title",
                      lang_pick(t->lang, row[i].title_de, row[i].title_en));
            json_array(&t->j, "answers");
        }
        tell_answer(t, &row[i]);
    }
    if (section != NULL) {
        json_array_end(&t->j);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

/* --- files ------------------------------------------------------------------
 */

static void tell_pictures(struct telling *t, int64_t entry_id)
{
    struct sql_sheet_pictures_row *p;
    size_t count = sql_sheet_pictures(t->w->db, entry_id, &p);
    json_array(&t->j, "pictures");
    for (size_t i = 0; i < count; i++) {
        const char *stem = arena_printf(t->w->mem, "%" PRId64, p[i].file_id);
        const char *name =
            print_image_add(t->w, &t->images, stem, p[i].file_id, "thumb");
        if (name == NULL)
            continue;
        json_object(&t->j, NULL);
        json_text(&t->j, "file", name);
        json_text(&t->j, "label",
                  lang_pick(t->lang, p[i].label_de, p[i].label_en));
        json_text(&t->j, "alt", lang_pick(t->lang, p[i].alt_de, p[i].alt_en));
        json_text(&t->j, "credit", p[i].credit);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

/* As on the sheet: an office file names its author. The pages are looked at in
 * the house, where who may is asked again. */
static void tell_documents(struct telling *t, int64_t entry_id)
{
    struct document *d;
    size_t count = document_list(t->w, entry_id, &d);
    json_array(&t->j, "documents");
    for (size_t i = 0; i < count; i++) {
        if (str_equal(d[i].audience, "organiser") || d[i].veiled ||
            !d[i].asked || (d[i].office && d[i].blind))
            continue;
        json_object(&t->j, NULL);
        json_text(&t->j, "label",
                  lang_pick(t->lang, d[i].label_de, d[i].label_en));
        json_text(&t->j, "name", t->head.blind ? "" : d[i].name);
        json_text(&t->j, "size", lang_bytes(t->w->mem, t->lang, d[i].bytes));
        if (str_equal(d[i].state, "done") && !d[i].office)
            json_text(&t->j, "link",
                      arena_printf(t->w->mem, "%s/document/%" PRId64 "/1",
                                   t->w->url, d[i].file_id));
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

/* --- his own ----------------------------------------------------------------
 */

static void tell_total(struct telling *t, const struct sql_pack_ballots_row *b,
                       const struct sql_ballot_sheet_row *mark, size_t count)
{
    struct criterion *criterion;
    struct round round;
    size_t criteria = round_criteria(t->w, b->round_id, &criterion);
    const int64_t **value = arena_alloc(t->w->mem, (count + 1) * sizeof *value);
    if (criteria != count || !round_by_id(t->w, b->round_id, &round))
        return;
    for (size_t i = 0; i < count; i++)
        value[i] = mark[i].value;
    struct total total =
        total_of(criterion, count, (int)b->scale_decimals, value);
    if (total.complete)
        json_text(&t->j, "total",
                  lang_number(t->w->mem, t->lang,
                              tally_exact_display(t->w->mem, total.points,
                                                  (int)round.decimals)));
}

static void tell_ballot(struct telling *t, const struct sql_pack_ballots_row *b)
{
    struct sql_ballot_sheet_row *mark;
    struct arena *mem = t->w->mem;
    size_t count = sql_ballot_sheet(t->w->db, b->id, &mark);
    json_object(&t->j, NULL);
    json_text(&t->j, "round", lang_pick(t->lang, b->name_de, b->name_en));
    json_text(&t->j, "state", b->state);
    json_text(&t->j, "comment",
              str_equal(b->state, "abstained") ? b->abstain_reason
                                               : b->comment);
    json_array(&t->j, "marks");
    for (size_t i = 0; i < count && !str_equal(b->state, "abstained"); i++) {
        json_object(&t->j, NULL);
        json_text(&t->j, "criterion",
                  lang_pick(t->lang, mark[i].name_de, mark[i].name_en));
        json_text(&t->j, "mark",
                  mark[i].value == NULL
                      ? ""
                      : total_mark(mem, t->lang, *mark[i].value,
                                   (int)b->scale_decimals));
        json_text(&t->j, "best",
                  total_mark(mem, t->lang, mark[i].hi, (int)b->scale_decimals));
        json_text(&t->j, "comment",
                  mark[i].comment != NULL ? mark[i].comment : "");
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
    if (!str_equal(b->state, "abstained"))
        tell_total(t, b, mark, count);
    json_object_end(&t->j);
}

static void tell_own(struct telling *t, int64_t entry_id)
{
    struct sql_pack_ballots_row *ballot;
    int64_t juror = t->pack->jury_member_id;
    size_t count = sql_pack_ballots(t->w->db, juror, entry_id, &ballot);
    json_array(&t->j, "ballots");
    for (size_t i = 0; i < count; i++)
        tell_ballot(t, &ballot[i]);
    json_array_end(&t->j);
    if (!t->pack->notes)
        return;
    struct note note = note_get(t->w, juror, entry_id);
    json_text(&t->j, "note", note.text);
    json_text(&t->j, "discuss", note.discuss ? "yes" : "");
}

/* --- all of it --------------------------------------------------------------
 */

static void tell_entry(struct telling *t, const struct sql_pack_entries_row *e,
                       bool own)
{
    json_object(&t->j, NULL);
    json_text(&t->j, "code", e->code);
    json_text(&t->j, "company", t->head.blind ? "" : e->organisation);
    if (e->category_de != NULL)
        json_text(&t->j, "category",
                  lang_pick(t->lang, e->category_de, e->category_en));
    tell_sections(t, e->id);
    tell_pictures(t, e->id);
    tell_documents(t, e->id);
    if (own)
        tell_own(t, e->id);
    json_object_end(&t->j);
}

static void tell_entries(struct telling *t, bool own)
{
    struct sql_pack_entries_row *row;
    size_t count = sql_pack_entries(t->w->db, t->pack->meeting_id,
                                    t->pack->jury_member_id, &row);
    json_array(&t->j, "entries");
    for (size_t i = 0; i < count; i++)
        tell_entry(t, &row[i], own);
    json_array_end(&t->j);
}

static void tell_agenda(struct telling *t)
{
    static const char *const words[] = {[AGENDA_OPEN] = "open",
                                        [AGENDA_OUT] = "out",
                                        [AGENDA_UNDECLARED] = "undeclared",
                                        [AGENDA_HIDDEN] = "hidden"};
    struct agenda_line *line;
    size_t count = invite_agenda(t->w, t->pack->meeting_id,
                                 t->pack->jury_member_id, t->lang, &line);
    json_array(&t->j, "agenda");
    for (size_t i = 0; i < count; i++) {
        const char *at =
            line[i].at == NULL
                ? ""
                : lang_datetime_short(t->w->mem, t->lang, *line[i].at);
        const char *space = strrchr(at, ' ');
        json_object(&t->j, NULL);
        json_text(&t->j, "shown", words[line[i].shown]);
        json_text(&t->j, "title", line[i].title);
        json_text(&t->j, "code", line[i].code);
        json_text(&t->j, "clock", space != NULL ? space + 1 : at);
        json_object_end(&t->j);
    }
    json_array_end(&t->j);
}

static void tell_meeting(struct telling *t)
{
    const struct sql_pack_head_row *h = &t->head;
    struct arena *mem = t->w->mem;
    json_object(&t->j, "meeting");
    json_text(&t->j, "title", lang_pick(t->lang, h->title_de, h->title_en));
    json_text(&t->j, "when", lang_datetime(mem, t->lang, h->starts_at));
    if (h->ends_at != NULL)
        json_text(&t->j, "until", lang_datetime(mem, t->lang, *h->ends_at));
    json_text(&t->j, "place", h->place);
    json_object_end(&t->j);
}

static bool begin(struct telling *t, const struct world *w,
                  const struct pack *pack, struct buf *out)
{
    *t = (struct telling){.w = w, .pack = pack, .lang = pack->lang};
    if (!sql_pack_head(w->db, pack->meeting_id, pack->jury_member_id, &t->head))
        return false;
    t->question_count = answer_questions(w, t->head.edition_id, &t->question);
    buf_init(out, w->mem);
    json_out_start(&t->j, out, 0);
    json_object(&t->j, NULL);
    return true;
}

const char *pack_input_digest(const struct world *w, const struct pack *pack)
{
    struct telling t;
    struct buf out;
    if (!begin(&t, w, pack, &out))
        return "";
    tell_entries(&t, false);
    json_object_end(&t.j);
    return secret_digest(w->mem, out.data, out.bytes);
}

bool pack_input(const struct world *w, const struct pack *pack,
                struct pack_print *print)
{
    struct telling t;
    struct buf out;
    if (!begin(&t, w, pack, &out))
        return false;
    json_array(&t.j, "languages");
    json_text(&t.j, NULL, lang_code(t.lang));
    json_array_end(&t.j);
    json_int(&t.j, "created_at", pack->ordered_at);
    json_text(&t.j, "made", lang_datetime(w->mem, t.lang, pack->ordered_at));
    json_text(&t.j, "accent", t.head.accent);
    json_text(&t.j, "organiser", t.head.organiser);
    json_text(&t.j, "edition",
              lang_pick(t.lang, t.head.edition_de, t.head.edition_en));
    json_text(&t.j, "juror", t.head.name);
    json_text(&t.j, "notes", pack->notes ? "yes" : "");
    tell_meeting(&t);
    tell_agenda(&t);
    tell_entries(&t, true);
    json_object_end(&t.j);
    *print = (struct pack_print){.data = out.data,
                                 .data_bytes = out.bytes,
                                 .images = t.images,
                                 .created_at = pack->ordered_at,
                                 .input = pack_input_digest(w, pack)};
    return true;
}
