/* Minutes on their way to paper. */
#include "model/minutes_print.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "gen/sql_minutes.h"
#include "gen/sql_minutes_write.h"
#include "model/minutes.h"

enum { ATTEMPTS_MAX = 3, SILENT_S = 5 * 60 };

int64_t minutes_print_next(const struct world *w)
{
    struct sql_minutes_next_pdf_row row;
    return sql_minutes_next_pdf(w->db, w->now - SILENT_S, &row) ? row.id : 0;
}

bool minutes_print_claim(const struct world *w, int64_t id)
{
    return sql_minutes_claim_pdf(w->db, id, w->now - SILENT_S, w->now) > 0;
}

static const char *kind_name(enum minutes_kind kind)
{
    static const char *const names[] = {
        [MINUTES_HEADING] = "heading", [MINUTES_ITEM] = "item",
        [MINUTES_PART] = "part",       [MINUTES_TEXT] = "text",
        [MINUTES_POINT] = "point",     [MINUTES_FACT] = "fact",
        [MINUTES_HEX] = "hex",         [MINUTES_QUOTE] = "quote",
        [MINUTES_HEAD] = "head",       [MINUTES_ROW] = "row",
        [MINUTES_RESULT] = "result",   [MINUTES_SIGN] = "sign"};
    return names[kind];
}

static void write_lines(struct json_out *j, const struct minutes_words *words)
{
    json_array(j, "lines");
    for (size_t i = 0; i < words->count; i++) {
        json_object(j, NULL);
        json_text(j, "kind", kind_name(words->line[i].kind));
        json_array(j, "cells");
        for (size_t k = 0; k < words->line[i].cells; k++)
            json_text(j, NULL, words->line[i].cell[k]);
        json_array_end(j);
        json_object_end(j);
    }
    json_array_end(j);
}

static void write_data(const struct world *w, struct buf *out,
                       const struct minutes *m,
                       const struct minutes_words *words)
{
    struct sql_minutes_meeting_row meeting = {0};
    struct json_out j;
    sql_minutes_meeting(w->db, m->meeting_id, &meeting);
    json_out_start(&j, out, 0);
    json_object(&j, NULL);
    json_array(&j, "languages");
    json_text(&j, NULL, lang_code(words->lang));
    json_array_end(&j);
    json_int(&j, "created_at", m->made_at);
    json_text(&j, "accent", meeting.accent);
    json_text(&j, "organiser", meeting.organiser);
    json_text(&j, "title", words->title);
    json_text(&j, "subject", words->subject);
    json_text(&j, "award", words->award);
    json_text(&j, "digest", m->digest);
    json_bool(&j, "signed", m->signatures == 2);
    write_lines(&j, words);
    json_object_end(&j);
}

bool minutes_print_input(const struct world *w, int64_t id,
                         struct minutes_print *print)
{
    struct sql_minutes_to_print_row row;
    struct minutes *list;
    struct minutes_words words;
    struct buf out;
    enum lang lang = LANG_DE;
    if (!sql_minutes_to_print(w->db, id, &row))
        return false;
    size_t i = 0, count = minutes_list(w, row.meeting_id, &list);
    while (i < count && list[i].id != row.minutes_id)
        i++;
    lang_from_code(row.language, &lang);
    if (i == count || !minutes_in_words(w, &list[i], lang, &words))
        return false;
    buf_init(&out, w->mem);
    write_data(w, &out, &list[i], &words);
    *print = (struct minutes_print){.id = id,
                                    .revision = row.revision,
                                    .attempts = row.attempts,
                                    .created_at = row.made_at,
                                    .data = out.data,
                                    .data_bytes = out.bytes};
    return true;
}

void minutes_print_done(const struct world *w,
                        const struct minutes_print *print, const char *digest,
                        int64_t bytes)
{
    sql_minutes_printed(w->db, print->id, print->revision, digest, bytes);
}

void minutes_print_failed(const struct world *w,
                          const struct minutes_print *print,
                          const char *problem, bool broken_off)
{
    bool again = broken_off || print->attempts < ATTEMPTS_MAX;
    sql_minutes_unprinted(w->db, print->id, print->revision,
                          again ? "waiting" : "failed", problem);
}

void minutes_print_requeue(const struct world *w)
{
    sql_minutes_requeue_pdf(w->db);
}
