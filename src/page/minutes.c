/* Minutes: read, made, signed, corrected. */
#include "page/minutes.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/edition.h"
#include "model/jury.h"
#include "model/meeting.h"
#include "model/minutes_plain.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/embargo_name.h"
#include "page/minutes_view.h"

struct minutes_place {
    struct meeting meeting;
    struct edition edition;
    bool office;
    struct minutes *list;
    size_t count;
};

static bool barred(struct ctx *c, const struct minutes_place *p)
{
    struct jury_member member;
    if (p->office)
        return bar_edition(c, p->edition.id);
    if (!jury_of_user(&c->world, p->edition.id, c->visitor.id, &member)) {
        ctx_not_found(c);
        return true;
    }
    if (minutes_for_juror(&c->world, p->meeting.id, member.id))
        return false;
    ctx_refuse(c, 404,
               T("The minutes speak of a nomination with which you have a "
                 "conflict of interest, or for which you have declared "
                 "nothing. You can read them when the results are public."));
    return true;
}

/* false: 404 is said. */
static bool minutes_place(struct ctx *c, struct minutes_place *p)
{
    p->office = str_starts(c->request->path, "/office/");
    if (!meeting_by_id(&c->world, ctx_id(c, "id"), &p->meeting) ||
        !edition_by_id(&c->world, p->meeting.edition_id, &p->edition)) {
        ctx_not_found(c);
        return false;
    }
    if (barred(c, p))
        return false;
    if (!str_equal(p->meeting.state, "closed")) {
        ctx_refuse(c, 404, T("Minutes are made when the meeting is closed."));
        return false;
    }
    ctx_edition(c, p->edition.slug,
                PICK(p->edition.title_de, p->edition.title_en));
    if (p->office)
        c->office = p->edition.slug;
    p->count = minutes_list(&c->world, p->meeting.id, &p->list);
    return true;
}

static const char *base_of(struct ctx *c, const struct minutes_place *p)
{
    return arena_printf(c->world.mem, "/%s/meeting/%" PRId64 "/minutes",
                        p->office ? "office" : "jury", p->meeting.id);
}

/* --- the page ---------------------------------------------------------------
 */

static bool may_sign(struct ctx *c, const struct minutes *m, const char *role)
{
    return minutes_may_sign(&c->world, m, role) == MINUTES_OK;
}

static void fill_items(struct ctx *c, const struct minutes_place *p,
                       struct minutes_view *v)
{
    struct minutes_item *item =
        arena_alloc(c->world.mem, (p->count + 1) * sizeof *item);
    for (size_t i = 0; i < p->count; i++) {
        const struct minutes *m = &p->list[i];
        struct minutes_item *own = &item[v->count];
        *own = (struct minutes_item){
            .minutes = m,
            .chair = may_sign(c, m, "chair"),
            .second = may_sign(c, m, "second"),
            .query = arena_printf(c->world.mem, "?number=%" PRId64, m->number)};
        for (enum lang lang = LANG_DE; lang < LANG_COUNT; lang++)
            own->pdf[lang] = minutes_pdf(&c->world, m->id, lang) != NULL;
        v->count += minutes_in_words(&c->world, m, c->lang, &own->words);
    }
    v->item = item;
}

/* The office, and whoever may sign as the chair. */
static bool may_make(struct ctx *c, const struct minutes_place *p)
{
    const struct minutes none = {.meeting_id = p->meeting.id};
    return p->office || may_sign(c, &none, "chair");
}

static void show(struct ctx *c, const struct minutes_place *p, int status,
                 const char *trouble)
{
    struct minutes_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .base = base_of(c, p),
        .back = arena_printf(c->world.mem, "/%s/meeting/%" PRId64,
                             p->office ? "office" : "jury", p->meeting.id),
        .edition = PICK(p->edition.title_de, p->edition.title_en),
        .meeting = PICK(p->meeting.title_de, p->meeting.title_en),
        .trouble = trouble,
    };
    fill_items(c, p, &v);
    v.may_make =
        may_make(c, p) && (p->count == 0 || p->list[0].signatures == 0);
    v.may_add = may_make(c, p) && p->count > 0 &&
                (p->list[p->count - 1].signatures == 2 ||
                 (p->count > 1 && p->list[p->count - 1].signatures == 0));
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Minutes"));
    html_minutes(c->out, &v);
    page_end(c);
}

void get_minutes(struct ctx *c)
{
    struct minutes_place p;
    if (minutes_place(c, &p))
        show(c, &p, 200, NULL);
}

/* --- what is done -----------------------------------------------------------
 */

static const char *trouble_text(const struct ctx *c,
                                enum minutes_outcome outcome)
{
    switch (outcome) {
    case MINUTES_FIXED:
        return T(
            "Somebody has signed meanwhile: the minutes can no longer be made "
            "anew.");
    case MINUTES_CHANGED:
        return T(
            "Something has happened since these minutes were made. Please make "
            "them anew, read them, and sign then.");
    case MINUTES_SAME:
        return T("The other signature is yours: a second person has to sign.");
    case MINUTES_ALREADY:
        return T("That signature is there already.");
    case MINUTES_UNSIGNED:
        return T("An addendum can be made when both have signed.");
    case MINUTES_NO_RIGHT:
        return T("You cannot sign these minutes as that.");
    case MINUTES_OPEN:
    case MINUTES_NONE:
        return T("There are no minutes yet.");
    case MINUTES_NO_TEXT:
    case MINUTES_OK:
        break;
    }
    return NULL;
}

void post_minutes(struct ctx *c)
{
    struct minutes_place p;
    if (!minutes_place(c, &p))
        return;
    if (!may_make(c, &p)) {
        ctx_not_found(c);
        return;
    }
    enum minutes_outcome outcome = minutes_write(&c->world, p.meeting.id);
    if (outcome == MINUTES_OK)
        ctx_redirect(c, base_of(c, &p),
                     T("The minutes are made of what happened."));
    else
        show(c, &p, 409, trouble_text(c, outcome));
}

static const struct minutes *numbered(const struct minutes_place *p,
                                      int64_t number)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->list[i].number == number)
            return &p->list[i];
    return NULL;
}

void post_minutes_sign(struct ctx *c)
{
    struct minutes_place p;
    int64_t number = -1;
    if (!minutes_place(c, &p))
        return;
    form_int(c->form, "number", 0, INT32_MAX, &number);
    const struct minutes *m = numbered(&p, number);
    const char *role = form_line(c->form, "role");
    if (m == NULL) {
        ctx_not_found(c);
        return;
    }
    if (!form_has(c->form, "read", "yes")) {
        form_fail(c->form, "read",
                  T("Please confirm that you have read the text."));
        show(c, &p, 422, NULL);
        return;
    }
    enum minutes_outcome outcome =
        minutes_sign(&c->world, m, role, form_line(c->form, "digest"));
    if (outcome == MINUTES_OK)
        ctx_redirect(c, base_of(c, &p), T("Signed."));
    else
        show(c, &p, 409, trouble_text(c, outcome));
}

static void check_length(struct ctx *c, const char *field, const char *text,
                         const char *missing)
{
    if (str_empty(text))
        form_fail(c->form, field, missing);
    else if (str_characters(text) > MINUTES_TEXT_CHARACTERS_MAX)
        form_fail(c->form, field,
                  arena_printf(c->world.mem,
                               T("Please use at most %d characters."),
                               MINUTES_TEXT_CHARACTERS_MAX));
}

void post_minutes_addendum(struct ctx *c)
{
    struct minutes_place p;
    if (!minutes_place(c, &p))
        return;
    if (!may_make(c, &p)) {
        ctx_not_found(c);
        return;
    }
    const char *text = form_lines(c->form, "text");
    const char *reason = form_lines(c->form, "reason");
    check_length(c, "text", text, T("Please say what holds instead."));
    check_length(c, "reason", reason, T("Please give the reason."));
    if (!form_ok(c->form)) {
        show(c, &p, 422, NULL);
        return;
    }
    enum minutes_outcome outcome =
        minutes_addendum_add(&c->world, p.meeting.id, text, reason);
    if (outcome == MINUTES_OK)
        ctx_redirect(c, base_of(c, &p),
                     T("The addendum is made. Two people have to sign it."));
    else
        show(c, &p, 409, trouble_text(c, outcome));
}

/* --- files ------------------------------------------------------------------
 */

/* Which of them is asked for; NULL: 404 is said. */
static const struct minutes *file_place(struct ctx *c, struct minutes_place *p,
                                        enum lang *lang)
{
    int64_t number = 0;
    if (!minutes_place(c, p))
        return NULL;
    form_int(c->query, "number", 0, INT32_MAX, &number);
    *lang = c->lang;
    lang_from_code(form_value(c->query, "language"), lang);
    const struct minutes *m = numbered(p, number);
    if (m == NULL)
        ctx_not_found(c);
    return m;
}

/* "protokoll-2026-1-nachtrag-2.pdf" */
static const char *file_name(struct ctx *c, const struct minutes_place *p,
                             const struct minutes *m, enum lang lang,
                             const char *ending)
{
    bool german = lang == LANG_DE;
    const char *addendum =
        m->number == 0
            ? ""
            : arena_printf(c->world.mem, "-%s-%" PRId64,
                           german ? "nachtrag" : "addendum", m->number);
    return embargo_name(c, &p->edition,
                        arena_printf(c->world.mem, "%s-%s-%" PRId64 "%s.%s",
                                     german ? "protokoll" : "minutes",
                                     p->edition.slug, p->meeting.number,
                                     addendum, ending));
}

void get_minutes_text(struct ctx *c)
{
    struct minutes_place p;
    struct minutes_words words;
    enum lang lang;
    const struct minutes *m = file_place(c, &p, &lang);
    if (m == NULL)
        return;
    if (!minutes_in_words(&c->world, m, lang, &words)) {
        ctx_not_found(c);
        return;
    }
    const char *text = minutes_plain(c->world.mem, &words);
    reply_download_bytes(c->world.mem, c->reply, text, strlen(text),
                         file_name(c, &p, m, lang, "txt"),
                         "text/plain; charset=utf-8");
}

void get_minutes_pdf(struct ctx *c)
{
    struct minutes_place p;
    enum lang lang;
    const struct minutes *m = file_place(c, &p, &lang);
    if (m == NULL)
        return;
    const char *path = minutes_pdf(&c->world, m->id, lang);
    if (path == NULL)
        ctx_refuse(c, 404,
                   T("The PDF is being made. Please try again in a minute."));
    else
        reply_download(c->world.mem, c->reply, path,
                       file_name(c, &p, m, lang, "pdf"), "application/pdf");
}
