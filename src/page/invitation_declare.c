/* Before a meeting a juror declares what he has not declared yet of all that it
 * talks about: nominations that were never assigned to him, or whose round is
 * closed. Whoever declared nothing is out of the room for it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/conflict_hint.h"
#include "model/name_word.h"
#include "page/ctx.h"
#include "page/declare.h"
#include "page/hint_words.h"
#include "page/invitation.h"
#include "page/invitation_view.h"

static const char *field(const struct ctx *c, const char *what, const char *key)
{
    return arena_printf(c->world.mem, "%s_%s", what, key);
}

static int by_name(const void *a, const void *b)
{
    const struct declare_item *x = a, *y = b;
    int order = strcmp(x->sort, y->sort);
    return order != 0 ? order : strcmp(x->key, y->key);
}

static void show(struct ctx *c, const struct invitation_place *p, bool sent)
{
    struct world *w = &c->world;
    struct hint_set *set = conflict_hint_load(w, p->meeting.edition_id);
    struct declare_item *item =
        arena_alloc(w->mem, (p->undeclared_count + 1) * sizeof *item);
    for (size_t i = 0; i < p->undeclared_count; i++) {
        const struct sql_invite_undeclared_row *row = &p->undeclared[i];
        item[i] = (struct declare_item){
            .key = declare_key(w, p->member.id, row->entry_id),
            .company = row->organisation,
            .sort = name_key(w->mem, row->organisation),
            .entry_id = row->entry_id,
            .missing = sent,
        };
        item[i].hint_count =
            hint_words(c, conflict_hint_pair(set, p->member.id, row->entry_id),
                       false, &item[i].hint);
    }
    if (p->undeclared_count > 1)
        qsort(item, p->undeclared_count, sizeof *item, by_name);
    struct invitation_declare_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .id = p->meeting.id,
        .title = invitation_title(c, p),
        .blind = p->meeting.blind != 0,
        .item = item,
        .count = p->undeclared_count,
    };
    c->reply->status = sent ? 422 : 200;
    c->width = "page-text";
    page_start(c, T("Conflicts of interest"));
    html_invitation_declare(c->out, &v);
    page_end(c);
}

static const char *back(struct ctx *c, const struct invitation_place *p)
{
    return arena_printf(c->world.mem, "/jury/meeting/%" PRId64 "/invitation",
                        p->meeting.id);
}

/* false: 404 is said. */
static bool find_place(struct ctx *c, struct invitation_place *p)
{
    if (!invitation_place(c, p))
        return false;
    bool over = !str_equal(p->meeting.state, "planned") &&
                !str_equal(p->meeting.state, "open");
    if (invitation_waits(p) || over) {
        ctx_not_found(c);
        return false;
    }
    return true;
}

void get_invitation_declare(struct ctx *c)
{
    struct invitation_place p;
    if (!find_place(c, &p))
        return;
    if (p.undeclared_count == 0)
        ctx_redirect(c, back(c, &p), NULL);
    else
        show(c, &p, false);
}

/* Stores one company's declaration; false: it is missing or wrong. */
static bool put(struct ctx *c, const struct invitation_place *p,
                struct hint_set *set, int64_t entry_id)
{
    const char *key = declare_key(&c->world, p->member.id, entry_id);
    const char *kind = form_value(c->form, field(c, "k", key));
    size_t errors = c->form->error_count;
    if (!conflict_known_kind(kind))
        return false;
    declare_check(c, kind, field(c, "p", key), field(c, "r", key));
    if (c->form->error_count > errors)
        return false;
    bool none = str_equal(kind, "none");
    const struct conflict conflict = {
        .kind = kind,
        .period = none ? "" : form_value(c->form, field(c, "p", key)),
        .remark = form_lines(c->form, field(c, "r", key)),
        .hints = conflict_hint_codes(
            c->world.mem, conflict_hint_pair(set, p->member.id, entry_id)),
    };
    conflict_put(&c->world, p->member.id, entry_id, &conflict);
    return true;
}

void post_invitation_declare(struct ctx *c)
{
    struct invitation_place p;
    size_t done = 0;
    if (!find_place(c, &p))
        return;
    struct hint_set *set = conflict_hint_load(&c->world, p.meeting.edition_id);
    for (size_t i = 0; i < p.undeclared_count; i++)
        done += put(c, &p, set, p.undeclared[i].entry_id);
    if (done == p.undeclared_count) {
        ctx_redirect(c, back(c, &p), T("Your declarations are recorded."));
        return;
    }
    p.undeclared_count = sql_invite_undeclared(c->world.db, p.meeting.id,
                                               p.member.id, &p.undeclared);
    show(c, &p, true);
}
