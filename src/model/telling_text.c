/* From what is decided to the words of a mail: see telling_text.h. */
#include "model/telling_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "model/prize.h"
#include "model/publish.h"

/* --- when -------------------------------------------------------------------
 */

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

bool telling_times(const struct world *w, const struct edition *e,
                   struct telling_times *times)
{
    struct sql_edition_reveal_row set;
    *times = (struct telling_times){0};
    if (e->embargo_at == NULL || !sql_edition_reveal(w->db, e->id, &set))
        return false;
    const int64_t *nominees =
        set.tell_nominees_at ? set.tell_nominees_at : e->nominees_at;
    times->public_at = *e->embargo_at;
    times->winners_at =
        set.tell_winners_at ? *set.tell_winners_at : times->public_at;
    times->others_at =
        later(set.tell_others_at ? *set.tell_others_at : times->public_at,
              times->public_at);
    times->nomination = nominees != NULL && *nominees < times->public_at;
    times->nominees_at = times->nomination ? *nominees : times->public_at;
    return true;
}

/* --- what -------------------------------------------------------------------
 */

bool decisions_load(const struct world *w, const struct edition *e,
                    struct decisions *d)
{
    struct prize *prize;
    struct prize_award *award;
    *d = (struct decisions){.w = w, .edition = e};
    if (!telling_times(w, e, &d->times) || e->phase < PHASE_MEETING_1)
        return false;
    d->count = publish_entries(w, e->id, &d->entry);
    publish_nominees(w, e->id, INT64_MAX, &d->nominee);
    d->prize_count = prize_list(w, e->id, &prize);
    d->award_count = prize_awards(w, e->id, &award);
    d->prize = prize;
    d->award = award;
    return true;
}

static bool has_special(const struct decisions *d, int64_t entry_id)
{
    for (size_t i = 0; i < d->award_count; i++)
        if (d->award[i].entry_id == entry_id)
            return true;
    return false;
}

static struct decision result_of(const struct decisions *d,
                                 const struct publish_entry *e)
{
    struct decision one = {e, "result", "other", d->times.winners_at};
    if (e->winner) {
        one.what = "winner";
    } else if (has_special(d, e->id)) {
        one.what = "special";
    } else if (e->commended) {
        one.what = "commended";
    } else {
        one.what = e->nominee ? "nominee" : "other";
        one.due_at = d->times.others_at;
    }
    return one;
}

size_t decisions_list(const struct decisions *d, struct decision **list)
{
    size_t n = 0;
    *list = arena_alloc(d->w->mem, 2 * d->count * sizeof **list);
    for (size_t i = 0; i < d->count; i++)
        if (d->times.nomination && d->nominee[i].nominee)
            (*list)[n++] = (struct decision){&d->nominee[i], "nomination",
                                             "nominated", d->times.nominees_at};
    if (d->edition->phase >= PHASE_EMBARGO)
        for (size_t i = 0; i < d->count; i++)
            (*list)[n++] = result_of(d, &d->entry[i]);
    return n;
}

/* --- in words ---------------------------------------------------------------
 */

static void add_line(struct buf *out, const char *line)
{
    buf_addf(out, "%s– %s", out->bytes > 0 ? "\n" : "", line);
}

static const char *category_line(const struct decisions *d,
                                 const struct decision *one, enum lang lang)
{
    const struct publish_entry *e = one->entry;
    const char *name = lang_pick(lang, e->category.de, e->category.en);
    const char *format = lang_text(lang, N_("Nominated"));
    if (str_equal(one->what, "nominated"))
        format = lang_text(lang, N_("Shortlisted"));
    else if (e->winner && e->shared)
        format = lang_text(lang, N_("Shared prize"));
    else if (e->winner)
        format = lang_text(lang, N_("Prize"));
    else if (e->commended)
        format = lang_text(lang, N_("Commendation"));
    else if (!e->nominee)
        return NULL;
    if (str_empty(name))
        return format;
    return arena_printf(d->w->mem,
                        lang_text(lang, N_("%s in the category “%s”")), format,
                        name);
}

static const struct prize *prize_of(const struct decisions *d, int64_t id)
{
    for (size_t i = 0; i < d->prize_count; i++)
        if (d->prize[i].id == id)
            return &d->prize[i];
    return NULL;
}

static const char *special_line(const struct decisions *d,
                                const struct prize *p, enum lang lang)
{
    const char *name =
        arena_printf(d->w->mem, lang_text(lang, N_("Special prize “%s”")),
                     lang_pick(lang, p->name_de, p->name_en));
    if (str_empty(p->donor))
        return name;
    return arena_printf(d->w->mem, lang_text(lang, N_("%s, given by: %s")),
                        name, p->donor);
}

static void add_reason(struct buf *out, enum lang lang, const char *de,
                       const char *en)
{
    const char *reason = lang_pick(lang, de, en);
    if (str_empty(reason))
        return;
    if (out->bytes == 0)
        buf_add(out, lang_text(lang, N_("\n\nThe jury gives this reason:")));
    buf_addf(out, "\n\n%s", reason);
}

/* Lines of what it gets, and the reasons for it. */
static void add_honours(const struct decisions *d, const struct decision *one,
                        enum lang lang, struct buf *lines, struct buf *reasons)
{
    const struct publish_entry *e = one->entry;
    const char *line = category_line(d, one, lang);
    if (line != NULL)
        add_line(lines, line);
    if (str_equal(one->part, "nomination"))
        return;
    if (e->winner || e->commended)
        add_reason(reasons, lang, e->reason.de, e->reason.en);
    for (size_t i = 0; i < d->award_count; i++) {
        const struct prize_award *a = &d->award[i];
        const struct prize *p = prize_of(d, a->prize_id);
        if (a->entry_id != e->id || p == NULL)
            continue;
        add_line(lines, special_line(d, p, lang));
        add_reason(reasons, lang, a->reason_de, a->reason_en);
    }
}

static const char *ceremony(const struct decisions *d,
                            const struct decision *one, enum lang lang)
{
    const int64_t *at = d->edition->ceremony_at;
    if (at == NULL || *at <= one->due_at)
        return "";
    return arena_printf(
        d->w->mem,
        lang_text(
            lang,
            N_("\n\nThe award ceremony is on %s. We would be glad to welcome "
               "you there.")),
        lang_datetime(d->w->mem, lang, *at));
}

static const char *embargo(const struct decisions *d,
                           const struct decision *one, enum lang lang)
{
    int64_t until = d->times.public_at;
    if (str_equal(one->part, "nomination") && d->edition->nominees_at != NULL &&
        *d->edition->nominees_at < until)
        until = *d->edition->nominees_at;
    if (one->due_at >= until)
        return "";
    return arena_printf(
        d->w->mem,
        lang_text(
            lang,
            N_("\n\nPlease treat this message as confidential until %s: only "
               "then it becomes public.")),
        lang_datetime(d->w->mem, lang, until));
}

void decision_values(const struct decisions *d, const struct decision *one,
                     enum lang lang, struct mail_value values[TELLING_VALUES])
{
    struct buf lines, reasons;
    buf_init(&lines, d->w->mem);
    buf_init(&reasons, d->w->mem);
    add_honours(d, one, lang, &lines, &reasons);
    values[0] = (struct mail_value){
        "edition", lang_pick(lang, d->edition->title_de, d->edition->title_en)};
    values[1] = (struct mail_value){"organisation", one->entry->name};
    values[2] = (struct mail_value){"honours", lines.data};
    values[3] = (struct mail_value){"reason", reasons.data};
    values[4] = (struct mail_value){"ceremony", ceremony(d, one, lang)};
    values[5] = (struct mail_value){"embargo", embargo(d, one, lang)};
}

const char *decision_digest(const struct decisions *d,
                            const struct decision *one)
{
    struct buf text;
    buf_init(&text, d->w->mem);
    buf_addf(&text, "%s %s\n", one->part, one->what);
    for (int lang = LANG_DE; lang <= LANG_EN; lang++) {
        struct mail_value values[TELLING_VALUES];
        decision_values(d, one, (enum lang)lang, values);
        for (size_t i = 0; i < TELLING_VALUES; i++)
            buf_addf(&text, "%zu %s\n", strlen(values[i].text), values[i].text);
    }
    return secret_digest(d->w->mem, text.data, text.bytes);
}
