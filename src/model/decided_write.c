/* The lines of a decision seal. */
#include "base/buf.h"
#include "base/json.h"
#include "model/decided.h"

static void begin(struct json_out *j, struct buf *out, const char *name)
{
    json_out_start(j, out, 0);
    json_object(j, NULL);
    if (name != NULL)
        json_object(j, name);
}

static void end(struct json_out *j, const char *name)
{
    if (name != NULL)
        json_object_end(j);
    json_object_end(j);
    buf_addc(j->out, '\n');
}

static void write_head(struct buf *out, const struct decided *d)
{
    struct json_out j;
    begin(&j, out, NULL);
    json_text(&j, "lorbeer", "decided");
    json_int(&j, "version", 1);
    json_text(&j, "edition", d->edition);
    json_int(&j, "number", d->number);
    json_text(&j, "previous", d->previous);
    json_int(&j, "sealed_at", d->sealed_at);
    end(&j, NULL);
}

static void write_entries(struct json_out *j, const struct decided_motion *m)
{
    json_array(j, "entries");
    for (size_t i = 0; i < m->entry_count; i++)
        json_text(j, NULL, m->entry[i].entry);
    json_array_end(j);
    json_array(j, "votes");
    for (size_t i = 0; i < m->entry_count; i++)
        json_int(j, NULL, m->entry[i].votes);
    json_array_end(j);
}

static void write_motion(struct buf *out, const struct decided_motion *m)
{
    struct json_out j;
    begin(&j, out, "motion");
    json_int(&j, "number", m->number);
    json_text(&j, "kind", m->kind);
    json_text(&j, "category", m->category);
    json_text(&j, "prize", m->prize);
    write_entries(&j, m);
    json_bool(&j, "departs", m->departs);
    json_bool(&j, "secret", m->secret);
    json_bool(&j, "no_abstention", m->no_abstention);
    json_int(&j, "repeats", m->repeats);
    json_int(&j, "opened_at", m->opened_at);
    json_text(&j, "outcome", m->outcome);
    json_int(&j, "seats", m->seats);
    json_int(&j, "quorum", m->quorum);
    json_int(&j, "present", m->present);
    json_bool(&j, "chair", m->chair);
    json_int(&j, "yes", m->yes);
    json_int(&j, "no", m->no);
    json_int(&j, "abstained", m->abstained);
    json_text(&j, "casting", m->casting);
    json_text(&j, "chosen", m->chosen);
    end(&j, "motion");
}

static void write_meeting(struct buf *out, const struct decided_meeting *m)
{
    struct json_out j;
    begin(&j, out, "meeting");
    json_int(&j, "number", m->number);
    json_text(&j, "rule", m->rule);
    json_int(&j, "closed_at", m->closed_at);
    end(&j, "meeting");
    for (size_t i = 0; i < m->round_count; i++) {
        begin(&j, out, "round");
        json_text(&j, "round", m->round[i].round);
        json_text(&j, "seal", m->round[i].digest);
        end(&j, "round");
    }
    for (size_t i = 0; i < m->minutes_count; i++) {
        begin(&j, out, "minutes");
        json_int(&j, "number", m->minutes[i].number);
        json_text(&j, "digest", m->minutes[i].digest);
        end(&j, "minutes");
    }
    for (size_t i = 0; i < m->motion_count; i++)
        write_motion(out, &m->motion[i]);
}

static void write_prize(struct buf *out, const struct decided_prize *p)
{
    struct json_out j;
    begin(&j, out, "prize");
    json_text(&j, "code", p->code);
    json_text(&j, "category", p->category);
    json_int(&j, "amount", p->amount);
    json_int(&j, "head", p->head);
    json_int(&j, "cap", p->cap);
    json_int(&j, "winners_max", p->winners_max);
    json_bool(&j, "withholdable", p->withholdable);
    end(&j, "prize");
}

static void write_decision(struct buf *out, const struct decided_decision *d)
{
    struct json_out j;
    begin(&j, out, "decision");
    json_text(&j, "kind", d->kind);
    json_text(&j, "entry", d->entry);
    json_text(&j, "category", d->category);
    json_text(&j, "prize", d->prize);
    json_text(&j, "by", d->by);
    json_int(&j, "meeting", d->meeting);
    json_int(&j, "motion", d->motion);
    json_int(&j, "heads", d->heads);
    json_int(&j, "cents", d->cents);
    end(&j, "decision");
}

void decided_write(struct buf *out, const struct decided *d)
{
    write_head(out, d);
    for (size_t i = 0; i < d->meeting_count; i++)
        write_meeting(out, &d->meeting[i]);
    for (size_t i = 0; i < d->prize_count; i++)
        write_prize(out, &d->prize[i]);
    for (size_t i = 0; i < d->decision_count; i++)
        write_decision(out, &d->decision[i]);
}
