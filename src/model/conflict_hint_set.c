/* An edition's jurors and companies, read once for all pairs. */
#include "model/conflict_hint.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_hint.h"

struct juror {
    int64_t id;
    struct hint_juror hint;
    struct hint_organisation *member, *earlier;
};

struct company {
    int64_t id; /* of the nomination */
    struct hint_company hint;
    const char **email, **url;
};

struct hint_set {
    struct arena *mem;
    struct juror *juror;
    size_t juror_count;
    struct company *company;
    size_t company_count;
};

static struct juror *find_juror(const struct hint_set *set, int64_t id)
{
    for (size_t i = 0; i < set->juror_count; i++)
        if (set->juror[i].id == id)
            return &set->juror[i];
    return NULL;
}

static struct company *find_company(const struct hint_set *set, int64_t id)
{
    for (size_t i = 0; i < set->company_count; i++)
        if (set->company[i].id == id)
            return &set->company[i];
    return NULL;
}

static void add_text(struct arena *mem, const char ***list, size_t *count,
                     const char *text)
{
    *list = arena_grow(mem, (void *)*list, *count, sizeof **list);
    (*list)[(*count)++] = text;
}

static void add_organisation(struct arena *mem, struct hint_organisation **list,
                             size_t *count, struct hint_organisation one)
{
    *list = arena_grow(mem, *list, *count, sizeof **list);
    (*list)[(*count)++] = one;
}

static void load_jurors(const struct world *w, int64_t edition_id,
                        struct hint_set *set)
{
    struct sql_hint_jurors_row *row;
    set->juror_count = sql_hint_jurors(w->db, edition_id, &row);
    set->juror = arena_alloc(w->mem, set->juror_count * sizeof *set->juror);
    for (size_t i = 0; i < set->juror_count; i++)
        set->juror[i] = (struct juror){
            .id = row[i].id,
            .hint = {.email = row[i].email, .institution = row[i].institution}};
}

static void load_ties(const struct world *w, int64_t edition_id,
                      struct hint_set *set)
{
    struct sql_hint_memberships_row *member;
    struct sql_hint_earlier_row *earlier;
    size_t count = sql_hint_memberships(w->db, edition_id, &member);
    for (size_t i = 0; i < count; i++) {
        struct juror *j = find_juror(set, member[i].juror_id);
        if (j != NULL)
            add_organisation(w->mem, &j->member, &j->hint.member_count,
                             (struct hint_organisation){member[i].id,
                                                        member[i].name,
                                                        member[i].parent});
    }
    count = sql_hint_earlier(w->db, edition_id, &earlier);
    for (size_t i = 0; i < count; i++) {
        struct juror *j = find_juror(set, earlier[i].juror_id);
        if (j != NULL)
            add_organisation(
                w->mem, &j->earlier, &j->hint.earlier_count,
                (struct hint_organisation){earlier[i].id, earlier[i].name, ""});
    }
    for (size_t i = 0; i < set->juror_count; i++) {
        set->juror[i].hint.member = set->juror[i].member;
        set->juror[i].hint.earlier = set->juror[i].earlier;
    }
}

static void load_addresses(const struct world *w, int64_t edition_id,
                           struct hint_set *set)
{
    struct sql_hint_contacts_row *contact;
    struct sql_hint_addresses_row *answer;
    size_t count = sql_hint_contacts(w->db, edition_id, &contact);
    for (size_t i = 0; i < count; i++) {
        struct company *k = find_company(set, contact[i].entry_id);
        if (k != NULL)
            add_text(w->mem, &k->email, &k->hint.email_count, contact[i].email);
    }
    count = sql_hint_addresses(w->db, edition_id, &answer);
    for (size_t i = 0; i < count; i++) {
        struct company *k = find_company(set, answer[i].entry_id);
        if (k == NULL)
            continue;
        if (str_equal(answer[i].kind, "url"))
            add_text(w->mem, &k->url, &k->hint.url_count, answer[i].value);
        else
            add_text(w->mem, &k->email, &k->hint.email_count, answer[i].value);
    }
    for (size_t i = 0; i < set->company_count; i++) {
        set->company[i].hint.email = set->company[i].email;
        set->company[i].hint.url = set->company[i].url;
    }
}

struct hint_set *conflict_hint_load(const struct world *w, int64_t edition_id)
{
    struct sql_hint_companies_row *row;
    struct hint_set *set = arena_alloc(w->mem, sizeof *set);
    set->mem = w->mem;
    load_jurors(w, edition_id, set);
    load_ties(w, edition_id, set);
    set->company_count = sql_hint_companies(w->db, edition_id, &row);
    set->company =
        arena_alloc(w->mem, set->company_count * sizeof *set->company);
    for (size_t i = 0; i < set->company_count; i++)
        set->company[i] = (struct company){
            .id = row[i].entry_id,
            .hint.organisation = {row[i].id, row[i].name, row[i].parent}};
    load_addresses(w, edition_id, set);
    return set;
}

unsigned conflict_hint_pair(struct hint_set *set, int64_t jury_member_id,
                            int64_t entry_id)
{
    struct juror *juror = find_juror(set, jury_member_id);
    struct company *company = find_company(set, entry_id);
    return juror != NULL && company != NULL
               ? conflict_hints(set->mem, &juror->hint, &company->hint)
               : 0;
}
