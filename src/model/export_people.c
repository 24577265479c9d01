/* Conflicts, what was decided, and who to write to, as tables. */
#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_export.h"
#include "model/export_walk.h"

struct word {
    const char *code, *text;
};

static void word_cell(struct export_walk *x, const struct word *list,
                      const char *code)
{
    while (list->code != NULL && !str_equal(list->code, code))
        list++;
    if (list->code != NULL)
        export_code(x, code, export_word(x, list->text));
    else
        export_text(x, code);
}

/* --- conflicts --- */

static void conflict_row(struct export_walk *x,
                         const struct sql_export_conflicts_row *c)
{
    static const struct word kinds[] = {{"employed", N_("employment")},
                                        {"mandate", N_("office or share")},
                                        {"client", N_("business")},
                                        {"family", N_("family")},
                                        {"competitor", N_("competitor")},
                                        {"other", N_("other")},
                                        {NULL, NULL}};
    static const struct word periods[] = {{"past", N_("past")},
                                          {"present", N_("present")},
                                          {"planned", N_("planned")},
                                          {NULL, NULL}};
    export_text(x, c->code);
    export_text(x, c->organisation);
    export_text(x, c->juror);
    export_text(x, c->juror_name);
    word_cell(x, kinds, c->kind);
    word_cell(x, periods, c->period);
    export_text(x, c->remark);
    export_number(x, c->declared_at);
    export_number(x, c->late);
    export_number(x, c->by_office);
    export_row(x);
}

void export_conflicts(struct export_walk *x)
{
    const struct export_column column[] = {
        {"number", NULL, export_word(x, N_("Number")), EXPORT_TEXT, 10},
        {"company", NULL, export_word(x, N_("Company")), EXPORT_TEXT, 34},
        {"juror", NULL, export_word(x, N_("Juror number")), EXPORT_TEXT, 10},
        {"juror_name", NULL, export_word(x, N_("Juror")), EXPORT_TEXT, 24},
        {"kind", NULL, export_word(x, N_("Kind")), EXPORT_TEXT, 18},
        {"period", NULL, export_word(x, N_("When")), EXPORT_TEXT, 12},
        {"remark", NULL, export_word(x, N_("Remark")), EXPORT_TEXT, 50},
        {"declared_at", NULL, export_word(x, N_("Declared")), EXPORT_TIME, 18},
        {"late", NULL, export_word(x, N_("After reading")), EXPORT_YESNO, 12},
        {"by_office", NULL, export_word(x, N_("By the office")), EXPORT_YESNO,
         12},
    };
    const struct export_table table = {
        "conflicts", NULL,
        "conflicts", export_word(x, N_("Conflicts of interest")),
        column,      sizeof column / sizeof *column};
    if (!export_begin(x, &table))
        return;
    struct sql_export_conflicts_row *row;
    size_t count = sql_export_conflicts(x->w->db, x->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        conflict_row(x, &row[i]);
    export_end(x);
}

/* --- honours --- */

/* One line of the table; NULL and 0 where it has nothing to say. */
struct honour_line {
    const char *what, *for_code, *for_name, *code, *company;
    int64_t cents, decided_at;
    const char *reason_de, *reason_en;
};

static void honour_line(struct export_walk *x, const struct honour_line *h)
{
    static const struct word kinds[] = {
        {"winner", N_("Winner")},        {"commended", N_("Commendation")},
        {"nominee", N_("Nominee")},      {"special", N_("Special prize")},
        {"withheld", N_("Not awarded")}, {NULL, NULL}};
    word_cell(x, kinds, h->what);
    export_code(x, h->for_code, h->for_name);
    export_text(x, h->code);
    export_text(x, h->company);
    export_number_at(x, h->cents > 0 ? &h->cents : NULL);
    export_text(x, h->reason_de);
    export_text(x, h->reason_en);
    export_number(x, h->decided_at);
    export_row(x);
}

static void honours(struct export_walk *x)
{
    struct sql_export_honours_row *row;
    size_t count = sql_export_honours(x->w->db, x->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        honour_line(x, &(struct honour_line){
                           .what = row[i].kind,
                           .for_code = row[i].category,
                           .for_name = export_pick(x, row[i].category_de,
                                                   row[i].category_en),
                           .code = row[i].code,
                           .company = row[i].organisation,
                           .decided_at = row[i].decided_at,
                           .reason_de = row[i].reason_de,
                           .reason_en = row[i].reason_en});
}

static void awards(struct export_walk *x)
{
    struct sql_export_awards_row *row;
    size_t count = sql_export_awards(x->w->db, x->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        honour_line(
            x, &(struct honour_line){
                   .what = "special",
                   .for_code = row[i].prize,
                   .for_name = export_pick(x, row[i].name_de, row[i].name_en),
                   .code = row[i].code,
                   .company = row[i].organisation,
                   .cents = row[i].amount_cents,
                   .decided_at = row[i].decided_at,
                   .reason_de = row[i].reason_de,
                   .reason_en = row[i].reason_en});
}

static void withheld(struct export_walk *x)
{
    struct sql_export_withheld_row *row;
    size_t count = sql_export_withheld(x->w->db, x->edition_id, &row);
    for (size_t i = 0; i < count; i++) {
        bool prize = row[i].prize != NULL;
        honour_line(
            x, &(struct honour_line){
                   .what = "withheld",
                   .for_code = prize ? row[i].prize : row[i].category,
                   .for_name =
                       prize ? export_pick(x, row[i].prize_de, row[i].prize_en)
                             : export_pick(x, row[i].category_de,
                                           row[i].category_en),
                   .decided_at = row[i].decided_at,
                   .reason_de = row[i].reason_de,
                   .reason_en = row[i].reason_en});
    }
}

void export_honours(struct export_walk *x)
{
    const struct export_column column[] = {
        {"kind", NULL, export_word(x, N_("Honour")), EXPORT_TEXT, 18},
        {"prize", NULL, export_word(x, N_("Category or prize")), EXPORT_TEXT,
         30},
        {"number", NULL, export_word(x, N_("Number")), EXPORT_TEXT, 10},
        {"company", NULL, export_word(x, N_("Company")), EXPORT_TEXT, 34},
        {"money", NULL, export_word(x, N_("Prize money")), EXPORT_MONEY, 14},
        {"reason_de", NULL, export_word(x, N_("Reason (German)")), EXPORT_TEXT,
         60},
        {"reason_en", NULL, export_word(x, N_("Reason (English)")), EXPORT_TEXT,
         60},
        {"decided_at", NULL, export_word(x, N_("Recorded")), EXPORT_TIME, 18},
    };
    const struct export_table table = {
        "winners", NULL,
        "winners", export_word(x, N_("Winners")),
        column,    sizeof column / sizeof *column};
    if (!export_begin(x, &table))
        return;
    honours(x);
    awards(x);
    withheld(x);
    export_end(x);
}

/* --- contacts --- */

static void contact_row(struct export_walk *x,
                        const struct sql_export_contacts_row *c)
{
    static const struct word languages[] = {
        {"de", N_("German")}, {"en", N_("English")}, {NULL, NULL}};
    static const struct word roles[] = {{"owner", N_("in charge")},
                                        {"editor", N_("writes")},
                                        {"reader", N_("reads")},
                                        {NULL, NULL}};
    export_text(x, c->organisation);
    export_text(x, c->name);
    export_text(x, c->email);
    word_cell(x, languages, c->language);
    word_cell(x, roles, c->role);
    export_number(x, c->nominations);
    export_number(x, c->may_be_written_to);
    export_row(x);
}

void export_contacts(struct export_walk *x)
{
    const struct export_column column[] = {
        {"company", NULL, export_word(x, N_("Company")), EXPORT_TEXT, 34},
        {"name", NULL, export_word(x, N_("Name")), EXPORT_TEXT, 26},
        {"email", NULL, export_word(x, N_("E-mail")), EXPORT_TEXT, 32},
        {"language", NULL, export_word(x, N_("Language")), EXPORT_TEXT, 12},
        {"role", NULL, export_word(x, N_("Role")), EXPORT_TEXT, 14},
        {"nominations", NULL, export_word(x, N_("Nominations")), EXPORT_INTEGER,
         12},
        {"next_call", NULL, export_word(x, N_("May be told of the next call")),
         EXPORT_YESNO, 16},
    };
    const struct export_table table = {
        "contacts", NULL,
        "contacts", export_word(x, N_("Contacts")),
        column,     sizeof column / sizeof *column};
    if (!export_begin(x, &table))
        return;
    struct sql_export_contacts_row *row;
    size_t count = sql_export_contacts(x->w->db, x->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        contact_row(x, &row[i]);
    export_end(x);
}
