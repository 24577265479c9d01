/* Two forms are known: {"before": {…}, "after": {…}}, of which the values that
 * differ are shown, and one flat object. A name without words of its own is
 * shown as it is written, and so is a payload of any other form. */
#include "page/audit_payload.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "page/ctx.h"
#include "page/office.h"

/* More than so much beside an action hides the other entries. */
enum { ROWS_OPEN_MAX = 4, BYTES_OPEN_MAX = 300 };

static const struct {
    const char *code, *text;
    bool instant; /* an integer is a time */
} names[] = {
    {"abstained", N_("Abstentions"), false},
    {"accent", N_("Accent colour"), false},
    {"added", N_("Added"), false},
    {"after", N_("After"), false},
    {"alt_de", N_("Description in German"), false},
    {"alt_en", N_("Description in English"), false},
    {"at", N_("Instant"), true},
    {"awards", N_("Special prizes"), false},
    {"before", N_("Before"), false},
    {"before_entry", N_("Nomination before"), false},
    {"casting", N_("Casting vote"), false},
    {"category", N_("Category"), false},
    {"categories", N_("Only own categories"), false},
    {"ceremony", N_("Award ceremony"), true},
    {"cents", N_("Amount in cents"), false},
    {"chair", N_("Chair"), false},
    {"choice", N_("Vote given"), false},
    {"comment_min", N_("Shortest comment"), false},
    {"commitment", N_("Digest of the secret"), false},
    {"credit", N_("Credit"), false},
    {"criterion_comment_min", N_("Shortest comment on a criterion"), false},
    {"deadline", N_("Deadline"), true},
    {"deputy_chair", N_("Deputy chair"), false},
    {"digest", N_("Digest"), false},
    {"each", N_("Jurors per nomination"), false},
    {"email", N_("E-mail address"), false},
    {"embargo", N_("Embargo"), true},
    {"ends_at", N_("End"), true},
    {"entry", N_("Nomination"), false},
    {"entry_mode", N_("Way in"), false},
    {"for", N_("Made for"), false},
    {"from", N_("Taken from"), false},
    {"function_de", N_("Function in German"), false},
    {"function_en", N_("Function in English"), false},
    {"institution", N_("Institution"), false},
    {"heads", N_("Heads of the team"), false},
    {"hints", N_("Hints"), false},
    {"honours", N_("Honours"), false},
    {"into", N_("Into company"), false},
    {"invitation", N_("Invitation"), false},
    {"item", N_("Item of the agenda"), false},
    {"items", N_("Items of the agenda"), false},
    {"juror", N_("Jury member"), false},
    {"kept", N_("Assigned ones kept"), false},
    {"kind", N_("Kind"), false},
    {"late", N_("Late"), false},
    {"left", N_("Recovery codes left"), false},
    {"load_max", N_("At most so many nominations in a round"), false},
    {"mails", N_("Mails"), false},
    {"marks", N_("Marks"), false},
    {"motion", N_("Motion"), false},
    {"motto_de", N_("Motto in German"), false},
    {"motto_en", N_("Motto in English"), false},
    {"nominees_at", N_("Nominees public from"), true},
    {"no", N_("No"), false},
    {"nominees_max", N_("At most so many nominees"), false},
    {"number", N_("Number"), false},
    {"opens", N_("Call opens"), true},
    {"outcome", N_("Outcome"), false},
    {"panel", N_("Panel"), false},
    {"parent", N_("Parent company or group"), false},
    {"path", N_("Address of the page"), false},
    {"period", N_("Period"), false},
    {"phrase", N_("Phrase"), false},
    {"place", N_("Place"), false},
    {"prize", N_("Prize"), false},
    {"proposers", N_("Who may propose"), false},
    {"rank", N_("Rank"), false},
    {"receipt", N_("Receipt code"), false},
    {"remind_days", N_("Reminder before the deadline"), false},
    {"request", N_("Request"), false},
    {"reason", N_("Reason"), false},
    {"reason_de", N_("Reason in German"), false},
    {"reason_en", N_("Reason in English"), false},
    {"remark", N_("Remark"), false},
    {"removed", N_("Removed"), false},
    {"revision", N_("Version"), false},
    {"role", N_("Role"), false},
    {"round", N_("Scoring round"), false},
    {"rounds", N_("Scoring rounds"), false},
    {"rules", N_("Rules"), false},
    {"secret", N_("Secret"), false},
    {"seed", N_("Seed"), false},
    {"stands_in_for", N_("Stands in for"), false},
    {"starts_at", N_("Begin"), true},
    {"text_de", N_("In German"), false},
    {"text_en", N_("In English"), false},
    {"title_de", N_("Title in German"), false},
    {"title_en", N_("Title in English"), false},
    {"unfinished", N_("Unfinished ballots"), false},
    {"user", N_("Account"), false},
    {"version", N_("Version"), false},
    {"votes", N_("Votes"), false},
    {"way", N_("Way"), false},
    {"what", N_("What"), false},
    {"withheld", N_("Withheld"), false},
    {"words", N_("Names and questions"), false},
};

/* Values that are codes. */
static const struct {
    const char *name, *code, *text;
} codes[] = {
    {"entry_mode", "apply", N_("Companies apply")},
    {"entry_mode", "both", N_("Both: they apply or are proposed")},
    {"entry_mode", "propose", N_("Only by proposal")},
    {"proposers", "anyone", N_("anyone who has the link")},
    {"proposers", "employees", N_("their employees (as they state)")},
    {"proposers", "nobody", N_("nobody")},
    {"role", "editor", N_("Editor")},
    {"role", "owner", N_("Owner")},
    {"role", "reader", N_("Reader")},
};

static const char *name_text(const struct ctx *c, const char *code)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i].code, code))
            return lang_text(c->lang, names[i].text);
    return code;
}

static bool is_instant(const char *code)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i].code, code))
            return names[i].instant;
    return false;
}

static const char *integer_text(const struct ctx *c, const char *action,
                                const struct json *value)
{
    struct arena *mem = c->world.mem;
    if (is_instant(value->key))
        return lang_datetime_short(mem, c->lang, value->integer);
    if (str_equal(action, "edition.phase") &&
        office_phase(value->integer) != NULL)
        return lang_text(c->lang, office_phase(value->integer));
    return arena_printf(mem, "%" PRId64, value->integer);
}

/* A role in a company is written with the account's number: "12: owner". */
static const char *text_text(const struct ctx *c, const char *name,
                             const char *text)
{
    const char *colon = strstr(text, ": ");
    const char *code = colon != NULL ? colon + 2 : text;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_equal(codes[i].name, name) && str_equal(codes[i].code, code))
            return arena_printf(c->world.mem, "%.*s%s", (int)(code - text),
                                text, lang_text(c->lang, codes[i].text));
    return text;
}

/* NULL for null, for nothing, and for what is no single value. */
static const char *value_text(const struct ctx *c, const char *action,
                              const struct json *value)
{
    if (value == NULL)
        return NULL;
    switch (value->kind) {
    case JSON_FALSE:
        return T("no");
    case JSON_TRUE:
        return T("yes");
    case JSON_INTEGER:
        return integer_text(c, action, value);
    case JSON_REAL:
        return lang_number(c->world.mem, c->lang,
                           arena_printf(c->world.mem, "%.10g", value->real));
    case JSON_TEXT:
        return str_empty(value->text) ? NULL
                                      : text_text(c, value->key, value->text);
    case JSON_NULL:
    case JSON_ARRAY:
    case JSON_OBJECT:
        return NULL;
    }
    return NULL;
}

static bool flat(const struct json *object)
{
    if (object == NULL || object->kind != JSON_OBJECT)
        return false;
    for (const struct json *m = object->child; m != NULL; m = m->next)
        if (m->kind == JSON_ARRAY || m->kind == JSON_OBJECT)
            return false;
    return true;
}

static void show_facts(const struct ctx *c, const char *action,
                       const struct json *object, struct payload_view *v)
{
    struct payload_row *row =
        arena_alloc(c->world.mem, object->count * sizeof *row);
    for (const struct json *m = object->child; m != NULL; m = m->next)
        row[v->count++] = (struct payload_row){name_text(c, m->key), NULL,
                                               value_text(c, action, m)};
    v->row = row;
    v->kind = PAYLOAD_FACTS;
}

static void show_change(const struct ctx *c, const char *action,
                        const struct json *before, const struct json *after,
                        struct payload_view *v)
{
    struct payload_row *row =
        arena_alloc(c->world.mem, (before->count + after->count) * sizeof *row);
    for (const struct json *m = before->child; m != NULL; m = m->next) {
        const char *was = value_text(c, action, m);
        const char *is = value_text(c, action, json_get(after, m->key));
        if (!str_equal(was, is))
            row[v->count++] =
                (struct payload_row){name_text(c, m->key), was, is};
    }
    for (const struct json *m = after->child; m != NULL; m = m->next) {
        const char *is = value_text(c, action, m);
        if (json_get(before, m->key) == NULL && is != NULL)
            row[v->count++] =
                (struct payload_row){name_text(c, m->key), NULL, is};
    }
    v->row = row;
    v->kind = PAYLOAD_CHANGE;
}

struct payload_view payload_view(const struct ctx *c, const char *action,
                                 const char *payload)
{
    struct payload_view v = {.kind = PAYLOAD_RAW, .raw = payload};
    struct json_fault fault;
    if (str_empty(payload)) {
        v.kind = payload == NULL ? PAYLOAD_ERASED : PAYLOAD_NONE;
        return v;
    }
    const struct json *root =
        json_parse(c->world.mem, payload, strlen(payload), &fault);
    const struct json *before = json_get(root, "before");
    const struct json *after = json_get(root, "after");
    if (root != NULL && root->count == 2 && flat(before) && flat(after))
        show_change(c, action, before, after, &v);
    else if (flat(root))
        show_facts(c, action, root, &v);
    if (v.count == 0)
        v.kind = PAYLOAD_RAW;
    v.large = v.count > ROWS_OPEN_MAX || strlen(payload) > BYTES_OPEN_MAX;
    return v;
}
