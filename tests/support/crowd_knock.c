#include "support/crowd_rules.h"
#include "support/crowd_rules_public.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"

/* --- copies of the database --------------------------------------------------
 */

void crowd_keep(const struct crowd *c, struct crowd_copy *copy)
{
    db_copy_free(copy->data);
    copy->data = db_copy(c->home->app->db, &copy->bytes);
}

void crowd_restore(const struct crowd *c, const struct crowd_copy *copy)
{
    struct test_home *h = c->home;
    struct app *app =
        app_around(db_open_memory(copy->data, copy->bytes), h->folder);
    app_close(h->app);
    h->app = app;
}

bool crowd_touched(const struct crowd *c)
{
    return home_number(c->home, "SELECT total_changes()") > 0;
}

void crowd_forget(struct crowd_copy *copy)
{
    db_copy_free(copy->data);
    *copy = (struct crowd_copy){.data = NULL};
}

/* --- what a route's parts can stand for --------------------------------------
 */

static const char *id_text(const struct crowd *c, int64_t id)
{
    return arena_printf(c->home->mem, "%" PRId64, id);
}

static size_t of_rows(const struct crowd *c, enum things things,
                      struct thing *list)
{
    size_t n = 0;
    bool paths = things == OF_SHEET || things == OF_RESULT;
    bool round = things == OF_ROUND || things == OF_WORK;
    for (enum crowd_entry e = OWN; e < ENTRIES && !round; e++)
        for (enum crowd_round r = OPEN; r < (paths ? ROUNDS : 1); r++)
            list[n++] = (struct thing){
                .id =
                    id_text(c, things == OF_RESULT ? c->round[r] : c->entry[e]),
                .e = e,
                .r = r};
    for (enum crowd_round r = OPEN; r < ROUNDS && round; r++)
        list[n++] = (struct thing){.id = id_text(c, c->round[r]), .r = r};
    return n;
}

static size_t of_files(const struct crowd *c, enum things things,
                       struct thing *list)
{
    size_t n = 0;
    for (enum crowd_entry e = OWN; e < ENTRIES && things != OF_FILE; e++)
        list[n++] = (struct thing){
            .id = id_text(c, c->document[e]), .e = e, .is = DOCUMENT};
    if (things == OF_DOCUMENT)
        return n;
    list[n++] = (struct thing){.id = id_text(c, c->photo_gone), .is = GONE};
    for (enum crowd_photo i = PHOTO_READER; i < PHOTOS; i++)
        list[n++] = (struct thing){.id = id_text(c, c->photo_file[i]),
                                   .e = OWN,
                                   .is = PHOTO,
                                   .whose = crowd_photographer(i)};
    for (enum crowd_entry e = OWN; e < ENTRIES; e++) {
        list[n++] = (struct thing){
            .id = id_text(c, c->picture[e]), .e = e, .is = PICTURE};
        list[n++] =
            (struct thing){.id = id_text(c, c->paper[e]), .e = e, .is = PAPER};
    }
    list[n++] = (struct thing){.id = id_text(c, c->logo), .is = LOGO};
    return n;
}

static size_t of_ids(const struct crowd *c, const int64_t *id, size_t count,
                     struct thing *list)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (id[i] != 0)
            list[n++] = (struct thing){.id = id_text(c, id[i])};
    return n;
}

static size_t of_photos(const struct crowd *c, struct thing *list)
{
    size_t n = 0;
    for (enum crowd_photo i = PHOTO_READER; i < PHOTOS; i++)
        list[n++] = (struct thing){.id = id_text(c, c->entry[OWN]),
                                   .e = OWN,
                                   .r = FINE,
                                   .is = PHOTO,
                                   .whose = crowd_photographer(i),
                                   .photo = id_text(c, c->photo[i])};
    return n;
}

static size_t of_seats(const struct crowd *c, struct thing *list)
{
    size_t n = 0;
    for (enum crowd_who who = NOBODY; who < CROWD; who++)
        if (c->member[who] != 0)
            list[n++] =
                (struct thing){.id = id_text(c, c->member[who]), .whose = who};
    return n;
}

/* Things that an address names by what nobody can guess; NULL: others. */
static const char *link_of(const struct crowd *c, enum things things)
{
    const struct {
        enum things things;
        const char *link;
    } links[] = {
        {OF_CALENDAR, c->calendar},     {OF_JOIN, c->link[JOIN]},
        {OF_CONFIRM, c->link[CONFIRM]}, {OF_PROPOSER, c->own_link},
        {OF_TOLD, c->told_link},        {OF_PAGE, c->page_link},
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (links[i].things == things)
            return links[i].link;
    return NULL;
}

/* Of these there is one row; NULL: others. */
static const int64_t *row_of(const struct crowd *c, enum things things)
{
    const struct {
        enum things things;
        const int64_t *id;
    } rows[] = {
        {OF_MAIL, &c->mail},     {OF_REMINDER, &c->reminder},
        {OF_VISIT, &c->visit},   {OF_LOT, &c->lot},
        {OF_CHANGE, &c->change}, {OF_CANDIDATE, &c->candidate},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].things == things)
            return rows[i].id;
    return NULL;
}

size_t crowd_things(const struct crowd *c, enum things things,
                    struct thing *list)
{
    switch (things) {
    case OF_NOTHING:
        list[0] = (struct thing){.id = ""};
        return 1;
    case OF_ENTRY:
    case OF_SHEET:
    case OF_ROUND:
    case OF_WORK:
    case OF_RESULT:
        return of_rows(c, things, list);
    case OF_EDITION:
        list[0] = (struct thing){.id = "2026", .e = OWN};
        list[1] = (struct thing){.id = "2025", .e = FAR};
        list[2] = (struct thing){.id = "2024", .e = HONOUR};
        return 3;
    case OF_USER:
        return of_ids(c, c->user, CROWD, list);
    case OF_FILE:
    case OF_UPLOAD:
    case OF_DOCUMENT:
        return of_files(c, things, list);
    case OF_PHOTO:
        return of_photos(c, list);
    case OF_SEAT:
        return of_seats(c, list);
    case OF_JOB:
        of_ids(c, &c->brochure, 1, list);
        return 1 + of_ids(c, &c->image_job, 1, list + 1);
    case OF_MEETING:
    case OF_MINUTES:
        of_ids(c, c->meeting, 3, list);
        list[1].open = true;
        list[2].closed = true;
        return things == OF_MEETING ? 2 : 3;
    case OF_LINK:
        list[0] = (struct thing){.id = c->link[INVITE]};
        list[1] = (struct thing){.id = c->link[RESET]};
        return 2;
    case OF_TEAM:
        for (enum crowd_entry e = OWN; e <= OTHER; e++)
            list[e] = (struct thing){.id = id_text(c, c->company[e]), .e = e};
        return 2;
    case OF_MAIL:
    case OF_REMINDER:
    case OF_VISIT:
    case OF_LOT:
    case OF_CHANGE:
    case OF_CANDIDATE:
        return of_ids(c, row_of(c, things), 1, list);
    case OF_CALENDAR:
    case OF_JOIN:
    case OF_CONFIRM:
    case OF_PROPOSER:
    case OF_TOLD:
    case OF_PAGE:
        list[0] = (struct thing){.id = link_of(c, things), .e = OWN};
        return 1;
    }
    return 0;
}

/* --- knocking ----------------------------------------------------------------
 */

/* The round's first criterion. */
static const char *criterion_of(const struct crowd *c, enum crowd_round r)
{
    return id_text(
        c, home_number(c->home, arena_printf(c->home->mem,
                                             "SELECT min(id) FROM criterion "
                                             "WHERE round_id = %" PRId64,
                                             c->round[r])));
}

/* What stands for a name whatever the thing is; NULL: that depends on it. */
static const char *fixed_value(const struct crowd *c,
                               const struct crowd_line *line, const char *name)
{
    if (str_equal(name, "size"))
        return "thumb";
    if (str_equal(name, "table"))
        return "winners";
    if (str_equal(name, "schema"))
        return "results.schema.json";
    if (str_equal(name, "page"))
        return "1";
    if (str_equal(name, "piece"))
        return "script"; /* of the winners' kit */
    if (str_equal(name, "question"))
        return strstr(line->pattern, "/document/") ? "document" : "photo";
    if (str_equal(name, "part") || str_equal(name, "greeting") ||
        str_equal(name, "partner"))
        return "new";
    if (str_equal(name, "member"))
        return id_text(c, c->user[ONLOOKER]);
    if (str_equal(name, "own"))
        return id_text(c, c->entry[OWN]);
    return str_equal(name, "other") ? id_text(c, c->entry[OTHER]) : NULL;
}

static const char *value_of(const struct crowd *c,
                            const struct crowd_line *line,
                            const struct thing *t, const char *name)
{
    const char *fixed = fixed_value(c, line, name);
    if (fixed != NULL)
        return fixed;
    if (str_equal(name, "criterion"))
        return criterion_of(c, t->r);
    if (t->is == MISSING)
        return "999999";
    if (str_equal(name, "photo"))
        return t->photo;
    if (str_equal(name, "entry"))
        return id_text(c, c->entry[t->e]);
    if (str_equal(name, "company") && str_starts(line->pattern, "/winners/"))
        return crowd_address(c, t->e);
    if (str_equal(name, "company"))
        return id_text(c, c->company[t->e]);
    return t->id;
}

static void add_fields(const struct crowd *c, const struct crowd_line *line,
                       const struct thing *t, struct buf *out)
{
    if (line->things == OF_SHEET || line->things == OF_PHOTO)
        buf_addf(out, "round=%" PRId64, c->round[t->r]);
    if (line->things == OF_WORK)
        buf_addf(out, "round=%s", value_of(c, line, t, "round"));
    if (line->fields != NULL && *line->fields != '\0')
        buf_add(out, "&");
    for (const char *at = line->fields; at != NULL && *at != '\0';) {
        if (*at != '{') {
            buf_addc(out, *at++);
            continue;
        }
        size_t bytes = strcspn(++at, "}");
        buf_add(out,
                value_of(c, line, t, arena_textn(c->home->mem, at, bytes)));
        at += bytes + 1;
    }
}

const char *crowd_path(const struct crowd *c, const struct crowd_line *line,
                       const struct thing *t)
{
    struct buf path;
    buf_init(&path, c->home->mem);
    for (const char *at = line->pattern; *at != '\0';) {
        if (*at != ':') {
            buf_addc(&path, *at++);
            continue;
        }
        size_t bytes = strcspn(++at, "/.");
        buf_add(&path,
                value_of(c, line, t, arena_textn(c->home->mem, at, bytes)));
        at += bytes;
    }
    if (line->method == HTTP_GET) {
        struct buf query;
        buf_init(&query, c->home->mem);
        add_fields(c, line, t, &query);
        if (query.bytes > 0)
            buf_addf(&path, "?%s", query.data);
    }
    return path.data;
}

static const char *fields_of(const struct crowd *c,
                             const struct crowd_line *line, enum crowd_who who,
                             const struct thing *t)
{
    struct buf out;
    buf_init(&out, c->home->mem);
    buf_addf(&out, "csrf=%s&", c->token[who]);
    add_fields(c, line, t, &out);
    return out.data;
}

void crowd_knock(const struct crowd *c, struct browser *b,
                 const struct crowd_line *line, enum crowd_who who,
                 const struct thing *t)
{
    const char *path = crowd_path(c, line, t);
    browser_take_cookies(b, c->browser[who]);
    if (line->method == HTTP_GET) {
        request_raw(b, "GET", path, NULL, NULL, 0);
    } else {
        const char *body = fields_of(c, line, who, t);
        request_raw(b, "POST", path, "application/x-www-form-urlencoded", body,
                    strlen(body));
    }
}
