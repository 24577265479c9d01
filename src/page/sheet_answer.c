#include "page/sheet_answer.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/total.h"

static void write_fields(struct ctx *c, struct json_out *j,
                         const struct sheet_answer *a)
{
    const struct sheet *now = a->now;
    int decimals = (int)a->place->round.scale_decimals;
    json_object(j, "fields");
    for (size_t k = 0; k < now->count; k++) {
        int64_t id = now->criteria[k].id;
        json_text(j, sheet_field(c, id),
                  now->stored[k]
                      ? total_field(c->world.mem, *now->stored[k], decimals)
                      : "");
        json_text(j, sheet_comment_field(c, id), now->comment[k]);
    }
    json_text(j, "comment", now->ballot.comment);
    json_text(j, "note", now->note.text);
    json_text(j, "discuss", now->note.discuss ? "1" : "");
    json_object_end(j);
}

static void write_faults(const struct ctx *c, struct json_out *j,
                         const struct sheet_answer *a)
{
    json_array(j, "clash");
    for (size_t i = 0; i < a->clash_count; i++)
        json_text(j, NULL, a->clash[i]);
    json_array_end(j);
    json_object(j, "errors");
    for (size_t i = 0; i < c->form->error_count; i++)
        json_text(j, c->form->error[i].field, c->form->error[i].text);
    json_object_end(j);
}

void sheet_answer(struct ctx *c, const struct sheet_answer *answer)
{
    struct json_out j;
    struct buf text;
    buf_init(&text, c->world.mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_bool(&j, "saved", answer->reason == NULL);
    if (answer->reason != NULL)
        json_text(&j, "reason", answer->reason);
    json_int(&j, "at", c->world.now);
    json_int(&j, "revision", answer->now->revision);
    json_text(&j, "state", answer->now->ballot.state);
    write_fields(c, &j, answer);
    write_faults(c, &j, answer);
    json_object_end(&j);
    ctx_json(c,
             answer->reason == NULL                 ? 200
             : str_equal(answer->reason, "invalid") ? 422
                                                    : 409,
             &text);
}
