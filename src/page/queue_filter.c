/* The filter of the queue. The choice is kept in a cookie: it is nobody's data,
 * and a juror with two devices may want two. */
#include "page/queue_filter.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/cookie.h"
#include "page/jury_place.h"

static const char cookie[] = "lorbeer_queue";

static const char *const codes[SHOW_COUNT] = {
    [SHOW_ALL] = "all",   [SHOW_TODO] = "todo",       [SHOW_DRAFT] = "draft",
    [SHOW_DONE] = "done", [SHOW_DISCUSS] = "discuss",
};

const char *queue_filter_code(enum queue_show show)
{
    return codes[show];
}

static void read_show(const char *text, enum queue_show *show)
{
    for (size_t i = 0; i < SHOW_COUNT; i++)
        if (str_equal(text, codes[i]))
            *show = (enum queue_show)i;
}

/* "todo.2" */
static void read_kept(const struct ctx *c, struct queue_filter *f)
{
    struct arena *mem = c->world.mem;
    const char *kept = cookie_get(mem, c->request->cookie, cookie);
    const char *point = kept ? strchr(kept, '.') : NULL;
    if (point == NULL)
        return;
    read_show(arena_textn(mem, kept, (size_t)(point - kept)), &f->show);
    str_int(point + 1, 0, INT64_MAX, &f->category_id);
}

struct queue_filter queue_filter_read(const struct ctx *c)
{
    struct queue_filter f = {SHOW_ALL, 0};
    read_kept(c, &f);
    read_show(form_value(c->query, "show"), &f.show);
    int64_t category;
    if (str_int(form_value(c->query, "category"), 0, INT64_MAX, &category))
        f.category_id = category;
    return f;
}

void queue_filter_keep(struct ctx *c)
{
    struct queue_filter f = queue_filter_read(c);
    if (form_value(c->query, "show") == NULL &&
        form_value(c->query, "category") == NULL)
        return;
    cookie_set(
        c->world.mem, c->reply, cookie,
        arena_printf(c->world.mem, "%s.%" PRId64, codes[f.show], f.category_id),
        0, c->secure);
}

static bool has(enum queue_show show, const struct queue_item *item)
{
    switch (show) {
    case SHOW_TODO:
        return jury_to_do(item);
    case SHOW_DRAFT:
        return item->state == JURY_DRAFT;
    case SHOW_DONE:
        return !jury_to_do(item);
    case SHOW_DISCUSS:
        return item->discuss;
    case SHOW_ALL:
    case SHOW_COUNT:
        break;
    }
    return true;
}

static size_t find_category(const struct queue_category *list, size_t count,
                            int64_t id)
{
    size_t i = 0;
    while (i < count && list[i].id != id)
        i++;
    return i;
}

/* The categories that occur, in the order of their names' first appearance by
 * id: the same for every juror. */
static void list_categories(struct arena *mem, struct queue_view *q)
{
    struct queue_category *list = arena_alloc(mem, q->count * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < q->count; i++) {
        const struct queue_item *item = &q->item[i];
        if (item->category_id == 0)
            continue;
        if (find_category(list, count, item->category_id) < count)
            continue;
        size_t at = count++;
        for (; at > 0 && list[at - 1].id > item->category_id; at--)
            list[at] = list[at - 1];
        list[at] =
            (struct queue_category){item->category_id, item->category, 0};
    }
    for (size_t i = 0; i < q->count; i++) {
        size_t at = find_category(list, count, q->item[i].category_id);
        if (at < count && has(q->show, &q->item[i]))
            list[at].count++;
    }
    q->category = list;
    q->category_count = count;
}

void queue_filter_apply(struct arena *mem, const struct queue_filter *f,
                        struct queue_view *q)
{
    bool can_do = q->open || q->planned;
    q->show = f->show;
    if (!can_do && (f->show == SHOW_TODO || f->show == SHOW_DRAFT))
        q->show = SHOW_ALL;
    list_categories(mem, q);
    q->category_id = f->category_id;
    if (find_category(q->category, q->category_count, f->category_id) ==
        q->category_count)
        q->category_id = 0;
    for (size_t i = 0; i < q->count; i++) {
        struct queue_item *item = &q->item[i];
        bool inside =
            q->category_id == 0 || item->category_id == q->category_id;
        for (enum queue_show show = SHOW_ALL; show < SHOW_COUNT; show++)
            q->in_show[show] += inside && has(show, item);
        q->in_all_categories += has(q->show, item);
        item->shown = inside && has(q->show, item);
        q->shown += item->shown;
    }
}

static size_t place_of(const struct queue_view *q, int64_t entry_id)
{
    size_t i = 0;
    while (i < q->count && q->item[i].id != entry_id)
        i++;
    return i;
}

int64_t queue_before(const struct queue_view *q, int64_t entry_id)
{
    for (size_t i = place_of(q, entry_id); i-- > 0;)
        if (q->item[i].shown)
            return q->item[i].id;
    return 0;
}

int64_t queue_after(const struct queue_view *q, int64_t entry_id)
{
    for (size_t i = place_of(q, entry_id) + 1; i < q->count; i++)
        if (q->item[i].shown)
            return q->item[i].id;
    return 0;
}
