/* What is shared by all who look at a company's page: fields with the limits of
 * the form's questions, differences word by word, and the two things that a
 * company can do, correct and release. */
#include "page/release.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "model/answer.h"

enum { NAME_MAX = 200, SAME_BYTES = 80 };

/* --- fields -----------------------------------------------------------------
 */

struct fields {
    struct ctx *c;
    struct release_field *list;
    const char **kind; /* of the question behind each */
    size_t count;
};

static void add(struct fields *f, const struct release_field *field,
                const char *kind)
{
    f->kind[f->count] = kind;
    f->list[f->count++] = *field;
}

static const char *language_of(const char *slot)
{
    if (str_ends(slot, "_de"))
        return "de";
    return str_ends(slot, "_en") ? "en" : "";
}

static void add_question(struct fields *f,
                         const struct sql_page_questions_row *q)
{
    struct ctx *c = f->c;
    const struct question rule = {.kind = q->kind,
                                  .characters_max = q->characters_max};
    for (size_t i = 0; i < f->count; i++)
        if (str_equal(f->list[i].name, q->slot))
            return; /* two questions for one place: the last answer is printed
                     */
    add(f,
        &(struct release_field){
            .name = q->slot,
            .label = PICK(q->label_de, q->label_en),
            .language = language_of(q->slot),
            .max = answer_characters_max(&rule),
            .long_text = str_equal(q->kind, "long"),
        },
        q->kind);
}

static void add_photo(struct fields *f)
{
    struct ctx *c = f->c;
    const struct release_field photo[] = {
        {.name = "photo_credit",
         .label = T("Credit of the photo"),
         .language = "",
         .max = ANSWER_SHORT_MAX},
        {.name = "photo_alt_de",
         .label = T("What the photo shows, in German"),
         .hint = T("For those who cannot see it; not printed."),
         .language = "de",
         .max = ANSWER_SHORT_MAX},
        {.name = "photo_alt_en",
         .label = T("What the photo shows, in English"),
         .language = "en",
         .max = ANSWER_SHORT_MAX},
    };
    for (size_t i = 0; i < sizeof photo / sizeof *photo; i++)
        add(f, &photo[i], "short");
}

/* Without a photo there are no words to it. */
static struct fields make_fields(struct ctx *c, int64_t edition_id, bool photo)
{
    struct sql_page_questions_row *row;
    struct fields f = {.c = c};
    size_t count = sql_page_questions(c->world.db, edition_id, &row);
    f.list = arena_alloc(c->world.mem, PUBLISH_SLOTS * sizeof *f.list);
    f.kind = arena_alloc(c->world.mem, PUBLISH_SLOTS * sizeof *f.kind);
    add(&f,
        &(struct release_field){.name = "name",
                                .label = T("Name of the company"),
                                .language = "",
                                .max = NAME_MAX},
        "short");
    for (size_t i = 0; i < count; i++)
        add_question(&f, &row[i]);
    if (photo)
        add_photo(&f);
    return f;
}

static const char *word_of(const struct page_words *words, const char *slot)
{
    for (size_t i = 0; i < PUBLISH_SLOTS; i++)
        if (str_equal(publish_slot[i], slot))
            return words->value[i];
    return NULL;
}

/* --- differences ------------------------------------------------------------
 */

struct changes {
    struct ctx *c;
    struct release_change *list;
    size_t count;
};

static void compare(struct changes *d, const char *label, const char *language,
                    const char *before, const char *after)
{
    struct arena *mem = d->c->world.mem;
    struct words_part *part;
    before = before != NULL ? before : "";
    after = after != NULL ? after : "";
    if (str_equal(before, after))
        return;
    size_t count = words_compare(mem, before, after, &part);
    words_shorten(mem, part, count, SAME_BYTES);
    d->list = arena_grow(mem, d->list, d->count, sizeof *d->list);
    d->list[d->count++] = (struct release_change){label, language, part, count};
}

static void compare_picture(struct changes *d, const char *which,
                            const char *label, const char *before,
                            const char *after)
{
    struct ctx *c = d->c;
    const char *old = page_picture(&c->world, before, which);
    const char *new = page_picture(&c->world, after, which);
    if (str_equal(old, new))
        return;
    compare(d, label, "",
            old[0] == '\0'   ? T("no picture")
            : new[0] == '\0' ? T("a picture")
                             : T("another picture"),
            new[0] == '\0' ? T("no picture") : T("this picture"));
}

size_t release_changes(struct ctx *c, int64_t edition_id, const char *before,
                       const char *after, struct release_change **list)
{
    struct changes d = {.c = c};
    struct page_words old = page_words_read(&c->world, before);
    struct page_words new = page_words_read(&c->world, after);
    struct fields f = make_fields(c, edition_id, true);
    const char *code = lang_code(c->lang);
    for (size_t i = 0; i < f.count; i++)
        compare(&d, f.list[i].label, f.list[i].language,
                word_of(&old, f.list[i].name), word_of(&new, f.list[i].name));
    compare(&d, T("Facts and measures"), "",
            page_facts(&c->world, before, code),
            page_facts(&c->world, after, code));
    compare_picture(&d, "photo", T("Photo"), before, after);
    compare_picture(&d, "logo", T("Logo"), before, after);
    *list = d.list;
    return d.count;
}

/* --- state ------------------------------------------------------------------
 */

const char *release_state(const struct ctx *c, const struct page_standing *s,
                          const char **pill)
{
    const struct {
        const char *pill, *text;
    } words[] = {
        [PAGE_NOT_ASKED] = {"pill pill-off", T("not asked")},
        [PAGE_ASKED] = {"pill pill-wait", T("asked")},
        [PAGE_OPENED] = {"pill pill-wait", T("looked at")},
        [PAGE_CORRECTED] = {"pill pill-wait", T("corrected, not released")},
        [PAGE_RELEASED] = {"pill pill-done", T("released")},
        [PAGE_CHANGED] = {"pill pill-bad", T("changed since the release")},
    };
    *pill = words[s->state].pill;
    return words[s->state].text;
}

static const char *released_text(struct ctx *c, const struct page_standing *s)
{
    return arena_printf(c->world.mem, T("%s released version %lld on %s."),
                        s->released_by, (long long)s->released_number,
                        lang_datetime(c->world.mem, c->lang, s->released_at));
}

static const char *what_to_do(struct ctx *c, const struct page_standing *s)
{
    if (s->state == PAGE_RELEASED)
        return arena_printf(
            c->world.mem, "%s %s", released_text(c, s),
            T("There is nothing more for you to do. Whatever is changed from "
              "now on has to be released again."));
    if (s->state == PAGE_CHANGED)
        return arena_printf(
            c->world.mem, "%s %s", released_text(c, s),
            T("It was changed since. Please look at what is different and "
              "release it again if you agree."));
    if (s->state == PAGE_CORRECTED)
        return T(
            "The corrections are in. Please read the page once more and "
            "release it.");
    return T("Please read the page, correct what is wrong, and release it.");
}

static void since_release(struct ctx *c, const struct page_standing *s,
                          const char *content, int64_t edition_id,
                          struct release_view *v)
{
    struct release_change *list;
    if (s->released_content == NULL || s->state == PAGE_RELEASED)
        return;
    v->change_count =
        release_changes(c, edition_id, s->released_content, content, &list);
    v->change = list;
    v->change_title = T("Different since the release");
}

/* --- loading ----------------------------------------------------------------
 */

static void fill(struct ctx *c, struct release_view *v,
                 const struct page_words *now, const struct page_words *draft,
                 const struct page_words *answers)
{
    struct release_field *list = (struct release_field *)v->field;
    for (size_t i = 0; i < v->field_count; i++) {
        const char *printed = word_of(now, list[i].name);
        const char *answer = word_of(answers, list[i].name);
        const char *typed = draft ? word_of(draft, list[i].name) : NULL;
        list[i].printed = printed ? printed : "";
        if (answer != NULL && !str_equal(answer, printed))
            list[i].answer = answer;
        if (form_value(c->form, list[i].name) == NULL)
            form_set(c->form, list[i].name, typed ? typed : printed);
    }
}

static int64_t load_draft(struct ctx *c, const struct release_place *place,
                          struct page_words *draft)
{
    struct sql_page_draft_get_row row;
    if (!sql_page_draft_get(c->world.db, place->entry_id, place->draft, &row))
        return 0;
    page_draft(&c->world, place->entry_id, place->draft, draft);
    return row.saved_at;
}

bool release_load(struct ctx *c, const struct release_place *place,
                  struct release_view *v)
{
    struct publish_entry entry, answer;
    struct page_standing s;
    struct page_words draft;
    if (!publish_page(&c->world, place->edition_id, place->entry_id, &entry) ||
        !publish_answers(&c->world, place->edition_id, place->entry_id,
                         &answer) ||
        !page_standing(&c->world, place->edition_id, place->entry_id, &s))
        return false;
    struct fields f =
        make_fields(c, place->edition_id, entry.photo.file_id != 0);
    struct page_words now = page_words_of(&entry);
    struct page_words answers = page_words_answered(&answer, &entry);
    *v = (struct release_view){
        .form = c->form,
        .csrf = ctx_csrf(c),
        .path = place->path,
        .company = entry.name,
        .person = place->person.name,
        .digest = s.digest,
        .field = f.list,
        .field_count = f.count,
        .draft_at = load_draft(c, place, &draft),
        .released = s.state == PAGE_RELEASED,
        .may_write = place->may_write,
    };
    v->state = release_state(c, &s, &v->pill);
    if (str_equal(place->person.made_by, "company") && s.state <= PAGE_OPENED)
        v->state = T("not released yet"); /* that it was asked it knows */
    v->text = what_to_do(c, &s);
    fill(c, v, &now, v->draft_at != 0 ? &draft : NULL, &answers);
    v->preview = release_preview(c, place, entry.name);
    since_release(c, &s, page_content(&c->world, &entry), place->edition_id, v);
    return true;
}

/* --- what was typed ---------------------------------------------------------
 */

static const char *fault(struct ctx *c, const struct release_field *field,
                         const char *value)
{
    size_t count = str_characters(value);
    if ((int64_t)count > field->max)
        return arena_printf(
            c->world.mem, T("Please use at most %s characters; these are %s."),
            lang_int(c->world.mem, c->lang, field->max),
            lang_int(c->world.mem, c->lang, (int64_t)count));
    if (str_equal(field->name, "website") && !str_empty(value) &&
        !str_weblink(value))
        return T("Please enter a web address, such as https://www.example.org");
    if (str_equal(field->name, "name") && str_empty(value))
        return T("The page needs the company’s name.");
    return NULL;
}

static const char *entered(struct ctx *c, const struct release_field *f)
{
    return f->long_text ? form_lines(c->form, f->name)
                        : form_line(c->form, f->name);
}

static const char *cleaned(struct ctx *c, const struct release_field *f,
                           const char *value)
{
    return f->long_text ? str_lines(c->world.mem, value)
                        : str_line(c->world.mem, value);
}

/* What was left as it is is never wrong: the form may have asked for less when
 * it was answered. */
static const char *typed(struct ctx *c, const struct release_field *f)
{
    const char *value = entered(c, f);
    if (str_equal(value, cleaned(c, f, f->printed)))
        return f->printed;
    const char *problem = fault(c, f, value);
    if (problem != NULL)
        form_fail(c->form, f->name, problem);
    return value;
}

struct page_words release_typed(struct ctx *c, const struct release_view *v)
{
    struct page_words words = {{NULL}};
    for (size_t i = 0; i < v->field_count; i++)
        for (size_t s = 0; s < PUBLISH_SLOTS; s++)
            if (str_equal(publish_slot[s], v->field[i].name) &&
                form_value(c->form, publish_slot[s]) != NULL)
                words.value[s] = typed(c, &v->field[i]);
    return words;
}

/* --- versions ---------------------------------------------------------------
 */

static const char *author_of(struct ctx *c, const struct page_version *v)
{
    if (str_equal(v->made_by, "answers"))
        return T("as submitted");
    const char *whose =
        str_equal(v->made_by, "office") ? T("award office") : T("company");
    return v->author[0] == '\0'
               ? whose
               : arena_printf(c->world.mem, "%s, %s", v->author, whose);
}

void release_versions(struct ctx *c, const struct release_place *place,
                      const char *digest, struct release_view *v)
{
    struct page_version *row;
    size_t count =
        page_versions(&c->world, place->edition_id, place->entry_id, &row);
    struct release_version *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        struct release_change *change = NULL;
        list[i] = (struct release_version){
            .number = row[i].number,
            .made_at = row[i].made_at,
            .by = author_of(c, &row[i]),
            .released_by = row[i].released_by,
            .released_at = row[i].released_at,
            .present = str_equal(row[i].digest, digest),
        };
        list[i].may_undo = v->office && !list[i].present;
        if (i + 1 < count)
            list[i].change_count =
                release_changes(c, place->edition_id, row[i + 1].content,
                                row[i].content, &change);
        list[i].change = change;
    }
    v->version = list;
    v->version_count = count;
}

/* What the person left alone is as it is by now, so that pressing again undoes
 * nothing that others did; what both changed is said. */
static void take_over(struct ctx *c, const struct release_view *v,
                      const struct page_words *seen)
{
    for (size_t i = 0; i < v->field_count; i++) {
        const struct release_field *f = &v->field[i];
        const char *before = word_of(seen, f->name);
        before = before != NULL ? before : "";
        if (str_equal(before, f->printed) ||
            form_value(c->form, f->name) == NULL)
            continue;
        if (str_equal(entered(c, f), cleaned(c, f, before)))
            form_set(c->form, f->name, f->printed);
        else if (!str_equal(entered(c, f), cleaned(c, f, f->printed)))
            form_fail(c->form, f->name,
                      T("Somebody else changed this as well. Here is what you "
                        "wrote."));
    }
}

void release_show_stale(struct ctx *c, const struct release_place *place,
                        struct release_view *v)
{
    const char *seen = form_value(c->form, "digest");
    struct page_version *row;
    struct publish_entry now;
    struct release_change *list;
    size_t count =
        page_versions(&c->world, place->edition_id, place->entry_id, &row);
    v->problem =
        T("The page was changed while you were looking at it. Nothing "
          "is stored yet: please look at it again.");
    if (!publish_page(&c->world, place->edition_id, place->entry_id, &now))
        return;
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].digest, seen)) {
            v->change_count =
                release_changes(c, place->edition_id, row[i].content,
                                page_content(&c->world, &now), &list);
            v->change = list;
            const struct page_words words =
                page_words_read(&c->world, row[i].content);
            take_over(c, v, &words);
            v->change_title = T("Different since you opened the page");
            return;
        }
}
