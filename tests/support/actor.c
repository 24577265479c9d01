#include "support/actor.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/ballot.h"
#include "model/round.h"
#include "support/nomination.h"

/* A form of that person, sent as a script would: what it says in fields. */
void act_send(const struct actor *a, enum crowd_who who, const char *path,
              const char *fields, int wanted)
{
    const struct crowd *c = a->c;
    const char *body =
        arena_printf(c->home->mem, "csrf=%s&round=%" PRId64 "&%s",
                     c->token[who], c->round[FINE], fields);
    browser_take_cookies(a->b, c->browser[who]);
    request_raw(a->b, "POST", path, "application/x-www-form-urlencoded", body,
                strlen(body));
    if (status(a->b) != wanted)
        fail_msg("POST %s %s by %s: %d\n%s", path, fields, crowd_name[who],
                 status(a->b), page(a->b));
}

const char *act_sheet(const struct crowd *c, enum crowd_entry e,
                      const char *what)
{
    return arena_printf(c->home->mem, "/jury/entry/%" PRId64 "%s", c->entry[e],
                        what);
}

/* Marks of all criteria and the words everywhere, one field after the other as
 * the sheet's script does. */
void act_save(const struct actor *a, enum crowd_who who, const char *path,
              const int64_t *value, const char *words)
{
    const struct crowd *c = a->c;
    struct criterion *k;
    struct world *w = home_begin(c->home);
    size_t count = round_criteria(w, c->round[FINE], &k);
    home_commit(c->home);
    for (size_t i = 0; i < count; i++)
        act_send(a, who, path,
                 arena_printf(c->home->mem,
                              "c_%" PRId64 "=%" PRId64 ".%03" PRId64
                              "&base_c_%" PRId64 "=&comment_%" PRId64
                              "=%s&base_comment_%" PRId64 "=",
                              k[i].id, value[i] / 1000, value[i] % 1000,
                              k[i].id, k[i].id, words, k[i].id),
                 200);
    act_send(a, who, path,
             arena_printf(c->home->mem, "comment=%s&base_comment=", words),
             200);
}

void act_hand_in(const struct actor *a, enum crowd_who who, enum crowd_entry e,
                 const int64_t *value, const char *words)
{
    const struct crowd *c = a->c;
    act_save(a, who, act_sheet(c, e, "/save"), value, words);
    struct world *w = home_begin(c->home);
    w->user_id = c->user[who];
    assert_int_equal(
        ballot_submit(w, c->round[FINE], c->member[who], c->entry[e]),
        BALLOT_OK);
    home_commit(c->home);
}

void act_photo(const struct actor *a, enum crowd_who who, enum crowd_entry e)
{
    const struct crowd *c = a->c;
    struct buf body;
    buf_init(&body, c->home->mem);
    buf_addf(&body,
             "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s"
             "\r\n--x\r\nContent-Disposition: form-data; name=\"round\"\r\n\r\n"
             "%" PRId64
             "\r\n--x\r\nContent-Disposition: form-data; name=\"caption\"\r\n"
             "\r\nPRIVATE-caption\r\n--x\r\nContent-Disposition: form-data; "
             "name=\"photo\"; filename=\"PRIVATE.png\"\r\nContent-Type: "
             "image/png\r\n\r\n",
             c->token[who], c->round[FINE]);
    buf_addn(&body, nomination_png, NOMINATION_PNG_BYTES);
    buf_add(&body, "PRIVATE-photo\r\n--x--\r\n");
    browser_take_cookies(a->b, c->browser[who]);
    request_raw(a->b, "POST", act_sheet(c, e, "/photo"),
                "multipart/form-data; boundary=x", body.data, body.bytes);
    assert_int_equal(status(a->b), 303);
    /* as the job makes it */
    home_sql(
        c->home,
        "INSERT INTO rendition (file_id, size, digest, type, bytes, width, "
        "height) SELECT n.file_id, s.size, f.digest, 'image/png', f.bytes, "
        "9, 9 FROM note_photo n JOIN file f ON f.id = n.file_id JOIN "
        "(SELECT 'thumb' AS size UNION SELECT 'screen') s "
        "WHERE n.caption = 'PRIVATE-caption';"
        "UPDATE file SET render_state = 'done' WHERE id IN (SELECT "
        "file_id FROM note_photo)");
}
