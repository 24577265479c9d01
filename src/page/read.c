/* Rows of answers to a text that reads well. A question that is asked in both
 * languages has two answers, with codes that differ in the ending _de or _en;
 * the one that is not the reader's language moves to the end of the page. */
#include "page/read.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_entry.h"
#include "gen/sql_sheet.h"
#include "model/answer.h"
#include "page/document.h"

struct answers {
    struct sql_entry_answers_row *row;
    size_t count;
    struct answer_choice *choice;
    size_t choice_count;
};

static bool is_meant(const struct sql_entry_answers_row *row)
{
    return !str_equal(row->audience, "organiser") && row->veiled == 0 &&
           row->asked != 0 && !answer_is_file(row->kind) &&
           !str_empty(row->value);
}

static bool is_foreign(const struct ctx *c,
                       const struct sql_entry_answers_row *row)
{
    return row->language[0] != '\0' &&
           !str_equal(row->language, lang_code(c->lang));
}

/* The same question in the other language: "sector_de" and "sector_en". */
static bool are_pair(const struct sql_entry_answers_row *a,
                     const struct sql_entry_answers_row *b)
{
    size_t bytes = strlen(a->code);
    return a->language[0] != '\0' && b->language[0] != '\0' &&
           !str_equal(a->language, b->language) && bytes > 3 &&
           strlen(b->code) == bytes &&
           strncmp(a->code, b->code, bytes - 2) == 0 &&
           a->code[bytes - 3] == '_';
}

static bool is_translation(const struct ctx *c, const struct answers *all,
                           const struct sql_entry_answers_row *row)
{
    if (!is_foreign(c, row))
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (is_meant(&all->row[i]) && are_pair(row, &all->row[i]))
            return true;
    return false;
}

static const char *value_text(const struct ctx *c, const struct answers *all,
                              const struct sql_entry_answers_row *row)
{
    const struct question q = {.id = row->id,
                               .kind = row->kind,
                               .choice = all->choice,
                               .choice_count = all->choice_count};
    return answer_text(c->world.mem, c->lang, &q, row->value);
}

static void split_lines(struct arena *mem, const char *text,
                        struct read_answer *answer)
{
    struct read_line *line = NULL;
    bool paragraph = true;
    answer->count = 0;
    while (*text != '\0') {
        size_t bytes = strcspn(text, "\n");
        if (bytes > 0) {
            size_t mark = strncmp(text, "- ", 2) == 0 ? 2 : 0;
            line = arena_grow(mem, line, answer->count, sizeof *line);
            line[answer->count++] =
                (struct read_line){arena_textn(mem, text + mark, bytes - mark),
                                   paragraph, mark > 0};
        }
        paragraph = bytes == 0;
        text += bytes + (text[bytes] == '\n');
    }
    answer->line = line;
}

static struct read_answer make_answer(struct ctx *c, const struct answers *all,
                                      const struct sql_entry_answers_row *row)
{
    struct read_answer a = {
        .label = PICK(row->label_de, row->label_en),
        .language = is_foreign(c, row) ? row->language : NULL,
        .fact = !str_equal(row->kind, "long"),
        .link = str_equal(row->kind, "url"),
    };
    if (str_equal(row->kind, "table")) {
        a.fact = false;
        a.figures = row->value;
        a.column_label = PICK(row->column_label_de, row->column_label_en);
        a.column_number = PICK(row->column_number_de, row->column_number_en);
    } else {
        split_lines(c->world.mem, value_text(c, all, row), &a);
    }
    return a;
}

static void fill_sections(struct ctx *c, const struct answers *all,
                          struct read_view *v)
{
    struct arena *mem = c->world.mem;
    struct read_section *section = NULL;
    struct read_answer *answer = arena_alloc(mem, all->count * sizeof *answer);
    struct read_answer *foreign =
        arena_alloc(mem, all->count * sizeof *foreign);
    const char *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct sql_entry_answers_row *row = &all->row[i];
        if (!is_meant(row))
            continue;
        if (is_translation(c, all, row)) {
            foreign[v->translation_count++] = make_answer(c, all, row);
            continue;
        }
        if (!str_equal(last, row->section)) {
            section =
                arena_grow(mem, section, v->section_count, sizeof *section);
            section[v->section_count++] = (struct read_section){
                PICK(row->title_de, row->title_en), &answer[count], 0};
            last = row->section;
        }
        answer[count++] = make_answer(c, all, row);
        section[v->section_count - 1].count++;
    }
    v->section = section;
    v->translation = foreign;
    v->translation_language = c->lang == LANG_DE ? "en" : "de";
}

static void fill_pictures(struct ctx *c, const struct entry *entry,
                          struct read_view *v)
{
    struct sql_sheet_pictures_row *row;
    size_t count = sql_sheet_pictures(c->world.db, entry->id, &row);
    struct read_picture *picture =
        arena_alloc(c->world.mem, count * sizeof *picture);
    for (size_t i = 0; i < count; i++)
        picture[i] = (struct read_picture){
            .file_id = row[i].file_id,
            .width = row[i].width ? *row[i].width : 0,
            .height = row[i].height ? *row[i].height : 0,
            .alt = PICK(row[i].alt_de, row[i].alt_en),
            .credit = row[i].credit,
            .label = PICK(row[i].label_de, row[i].label_en),
            .logo = str_equal(row[i].slot, "logo"),
        };
    v->picture = picture;
    v->picture_count = count;
}

void read_entry(struct ctx *c, const struct entry *entry,
                struct read_view *view)
{
    struct answers all;
    struct document_view *document;
    all.count = sql_entry_answers(c->world.db, entry->id, &all.row);
    all.choice_count = answer_choices(&c->world, entry->id, &all.choice);
    view->company = entry->organisation;
    fill_sections(c, &all, view);
    fill_pictures(c, entry, view);
    view->document_count = document_load(c, entry->id, true, &document);
    view->document = document;
}
