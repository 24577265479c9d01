/* The outbox. Templates are part of the program: a mail can always be written,
 * and a value that a template lacks stops a test and not an award. A value is
 * text: what looks like a {{name}} in it stays as it is. */
#include "model/mail.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_mail_write.h"
#include "model/edition.h"
#include "model/mail_templates.h"
#include "model/user.h"

enum { STANDARD_VALUES = 4 };

/* What a template can name: the caller's values first, then the
 * standard ones. */
struct values {
    struct mail_value standard[STANDARD_VALUES];
    const struct mail_value *given;
    size_t given_count;
};

static const struct mail_template *find_template(const char *kind,
                                                 const char *language)
{
    for (const struct mail_template *t = mail_templates; t->kind != NULL; t++)
        if (str_equal(t->kind, kind) && str_equal(t->language, language))
            return t;
    die("no mail template %s in language %s", kind, language);
}

static const char *find_value(const struct mail_value *values, size_t count,
                              const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(values[i].name, name))
            return values[i].text;
    return NULL;
}

static const char *value_of(const struct values *v, const char *kind,
                            const char *name)
{
    const char *text = find_value(v->given, v->given_count, name);
    if (text == NULL)
        text = find_value(v->standard, STANDARD_VALUES, name);
    if (text == NULL)
        die("mail template %s: nobody gave {{%s}}", kind, name);
    return text;
}

static char *render(struct arena *mem, const struct mail_template *t,
                    const char *text, const struct values *v)
{
    struct buf out;
    const char *open;
    buf_init(&out, mem);
    while ((open = strstr(text, "{{")) != NULL) {
        const char *name = open + 2;
        const char *close = strstr(name, "}}");
        if (close == NULL) /* mail2c.awk has looked */
            die("mail template %s: {{ without }}", t->kind);
        buf_addn(&out, text, (size_t)(open - text));
        buf_add(&out, value_of(v, t->kind,
                               arena_textn(mem, name, (size_t)(close - name))));
        text = close + 2;
    }
    buf_add(&out, text);
    return out.data;
}

static const char *award_name(const struct world *w, const char *language)
{
    struct edition e;
    enum lang lang = LANG_DE;
    lang_from_code(language, &lang);
    return edition_current(w, &e) ? lang_pick(lang, e.title_de, e.title_en)
                                  : "Lorbeer";
}

/* Where a mail begins its way. */
struct place {
    bool hold;
    const int64_t *reminder_id, *jury_member_id; /* NULL: not a reminder */
};

/* `u` with the id 0: somebody of whom the address is known. */
static int64_t write_mail(const struct world *w, const struct user *u,
                          const char *kind, const struct values *given,
                          const struct place *place)
{
    const struct mail_template *t = find_template(kind, u->language);
    const char *link = given->standard[1].text;
    struct values v = *given;
    v.standard[0].text = u->name;
    v.standard[3].text = award_name(w, u->language);
    return sql_mail_add(w->db, u->id ? &u->id : NULL, u->email, kind,
                        u->language,
                        str_line(w->mem, render(w->mem, t, t->subject, &v)),
                        render(w->mem, t, t->body, &v), link,
                        w->posts && !place->hold ? "ready" : "held",
                        place->reminder_id, place->jury_member_id, w->now);
}

static int64_t add(const struct world *w, int64_t user_id, const char *kind,
                   const struct values *given, const struct place *place)
{
    struct user u;
    if (!user_by_id(w, user_id, &u))
        return 0; /* the disk failed: the caller's commit will say so */
    return write_mail(w, &u, kind, given, place);
}

static struct values values_of(const struct world *w,
                               const struct mail_value *values, size_t count,
                               const char *link)
{
    return (struct values){
        .standard = {{"name", ""},
                     {"link", link},
                     {"url", w->url},
                     {"award", ""}},
        .given = values,
        .given_count = count,
    };
}

int64_t mail_add(const struct world *w, int64_t user_id, const char *kind,
                 const struct mail_value *values, size_t count,
                 const char *link)
{
    struct values v = values_of(w, values, count, link);
    return add(w, user_id, kind, &v, &(struct place){0});
}

int64_t mail_add_held(const struct world *w, int64_t user_id, const char *kind,
                      const struct mail_value *values, size_t count,
                      const char *link)
{
    struct values v = values_of(w, values, count, link);
    return add(w, user_id, kind, &v, &(struct place){.hold = true});
}

int64_t mail_add_stranger(const struct world *w, const struct mail_stranger *to,
                          const char *kind, const struct mail_value *values,
                          size_t count, const char *link)
{
    const struct mail_template *t = find_template(kind, to->language);
    struct values v = values_of(w, values, count, link);
    v.standard[3].text = award_name(w, to->language);
    return sql_mail_add_stranger(
        w->db, to->email, kind, to->language,
        str_line(w->mem, render(w->mem, t, t->subject, &v)),
        render(w->mem, t, t->body, &v), link, w->posts ? "ready" : "held",
        to->proposal_id ? &to->proposal_id : NULL,
        to->candidate_id ? &to->candidate_id : NULL, w->now);
}

bool mail_add_reminder(const struct world *w,
                       const struct mail_reminder *reminder,
                       const struct mail_value *values, size_t count)
{
    const char *link = arena_printf(w->mem, "%s/jury", w->url);
    struct values v = values_of(w, values, count, link);
    const struct place place = {reminder->hold, &reminder->id,
                                &reminder->jury_member_id};
    /* the second of two that write at once meets the UNIQUE index */
    return add(w, reminder->user_id, "reminder", &v, &place) != 0 ||
           !db_conflict(w->db);
}
