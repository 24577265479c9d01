/* Writing a sealed round. */
#include "model/sealed.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "model/sealed_state.h"
#include "model/tally_report.h"
#include "model/tally_show.h"

enum { CALIBRATED_DECIMALS = 6 }; /* a double's last digits decide nothing */

static void start_line(struct json_out *json, struct buf *out)
{
    json_out_start(json, out, 0);
    json_object(json, NULL);
}

static void end_line(struct json_out *json, struct buf *out)
{
    json_object_end(json);
    buf_addc(out, '\n');
}

static void write_header(struct buf *out, const struct sealed *s)
{
    struct json_out json;
    start_line(&json, out);
    json_text(&json, "lorbeer", "seal");
    json_int(&json, "version", 1);
    json_text(&json, "edition", s->edition);
    json_text(&json, "round", s->round);
    json_int(&json, "number", s->number);
    json_int(&json, "sealed_at", s->sealed_at);
    json_text(&json, "previous", s->previous);
    json_int(&json, "log_entries", s->log_entries);
    json_text(&json, "log_head", s->log_head);
    end_line(&json, out);
}

static void write_ids(struct buf *out, const char *key, const char *const *ids,
                      size_t count)
{
    struct json_out json;
    for (size_t i = 0; i < count; i++) {
        start_line(&json, out);
        json_text(&json, key, ids[i]);
        end_line(&json, out);
    }
}

static void write_ballot(struct buf *out, struct arena *mem,
                         const struct sealed *s, const struct sealed_ballot *b)
{
    struct json_out json;
    start_line(&json, out);
    json_object(&json, "ballot");
    json_text(&json, "entry", b->entry);
    json_text(&json, "juror", b->juror);
    json_text(&json, "state", sealed_state_name(b->state));
    if (sealed_state_has_marks(b->state)) {
        json_array(&json, "marks");
        for (size_t k = 0; k < s->rules.criterion_count; k++)
            json_text(&json, NULL,
                      b->value[k] ? tally_exact_short(mem, *b->value[k],
                                                      s->rules.decimals)
                                  : NULL);
        json_array_end(&json);
        json_text(&json, "salt", b->salt);
        json_text(&json, "receipt", b->receipt);
    }
    json_object_end(&json);
    end_line(&json, out);
}

static void write_parts(struct buf *out, const struct sealed *s)
{
    struct json_out json;
    for (size_t i = 0; i < s->part_count; i++) {
        start_line(&json, out);
        json_object(&json, "part");
        json_text(&json, "round", s->part[i].round);
        json_text(&json, "seal", s->part[i].digest);
        json_object_end(&json);
        end_line(&json, out);
    }
}

/* Rules and marks: what the digest covers, and never a result. */
static void write_marks(struct buf *out, struct arena *mem,
                        const struct sealed *s)
{
    buf_addf(out, "{\"rules\":%s}\n", s->rules_document);
    write_ids(out, "entry", s->entry, s->entry_count);
    write_ids(out, "juror", s->juror, s->juror_count);
    for (size_t i = 0; i < s->ballot_count; i++)
        write_ballot(out, mem, s, &s->ballot[i]);
    write_parts(out, s);
}

char *sealed_marks_digest(struct arena *mem, const struct sealed *s)
{
    struct buf text;
    buf_init(&text, mem);
    write_marks(&text, mem, s);
    return secret_digest(mem, text.data, text.bytes);
}

static const char *score_text(struct arena *mem, const struct tally_official *o,
                              size_t i)
{
    if (o->tolerance > 0)
        return tally_exact_display(mem, o->score[i], CALIBRATED_DECIMALS);
    return tally_exact_text(mem, o->score[i]);
}

static void write_result(struct buf *out, struct arena *mem,
                         const struct sealed_count *count, size_t i,
                         const char *shown)
{
    const struct tally_official *o = count->official;
    struct json_out json;
    start_line(&json, out);
    json_object(&json, "result");
    json_text(&json, "entry", count->input.entries[i]);
    if (count->result.entries)
        json_int(&json, "ballots", count->result.entries[i].ballots);
    json_text(&json, "score", shown ? score_text(mem, o, i) : NULL);
    json_text(&json, "shown", shown);
    json_int(&json, "rank", shown ? o->rank[i] : 0);
    json_int(&json, "rank_final", shown ? o->rank_final[i] : 0);
    json_object_end(&json);
    end_line(&json, out);
}

static void write_results(struct buf *out, struct arena *mem,
                          const struct sealed *s,
                          const struct sealed_count *count)
{
    const struct tally_report report = {
        .input = &count->input,
        .official = count->official,
        .decimals = (int)s->rules.config.decimals,
    };
    const struct tally_report_score *score = tally_report_scores(mem, &report);
    struct json_out json;
    for (size_t i = 0; i < count->input.entry_count; i++)
        write_result(out, mem, count, i, score[i].text);
    start_line(&json, out);
    json_text(&json, "status", count->status);
    end_line(&json, out);
}

void sealed_write(struct buf *out, struct arena *mem, const struct sealed *s,
                  const struct sealed_count *count)
{
    struct json_out json;
    write_header(out, s);
    write_marks(out, mem, s);
    start_line(&json, out);
    json_text(&json, "marks", sealed_marks_digest(mem, s));
    end_line(&json, out);
    write_results(out, mem, s, count);
}
