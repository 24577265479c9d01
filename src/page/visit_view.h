/* Visits of the jury: in the office, for jurors, for the company. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- in the office --- */

struct visit_choice {
    int64_t id;
    const char *name;
    const char *why_not; /* NULL: may go */
    bool there;          /* was there, or is expected */
};

struct visit_item {
    int64_t entry_id, visit_id; /* visit 0: not planned */
    const char *code, *company;
    const char *state; /* of the visit, as stored; "" without one */
    bool announced, begun;
    int64_t starts_at;
    const char *wish; /* of the company, "" for none */
    const char *report;
    const char *begin, *minutes, *juror, *address, *contact, *phone, *remark,
        *names; /* names of fields */
    const struct visit_choice *choice;
    size_t choice_count;
};

struct visits_view {
    const struct form *form;
    const char *csrf;
    const char *slug, *round; /* slug of the edition, name of the round */
    int64_t round_id;
    bool proposed; /* what stands in the form is not stored */
    bool blind;
    const struct visit_item *item;
    size_t count;
};
void html_visits(struct out *o, const struct visits_view *v);
/* What a visit's state is called. */
void html_visit_state(struct out *o, const char *state, bool announced,
                      const char *wish);

/* --- for jurors --- */

struct visit_guest {
    const char *name, *what; /* institution and function, "" for none */
};

struct jury_visit {
    int64_t entry_id;
    const char *company, *edition;
    const char *state;
    int64_t starts_at, ends_at;
    const char *address, *contact, *phone, *remark;
    bool mine; /* he goes */
    const struct visit_guest *guest;
    size_t guest_count;
};

struct jury_seat {
    int64_t id;
    const char *edition;
    const int64_t *since; /* there is an address since then; NULL: none */
    const char *url;      /* just made; else NULL */
};

struct jury_visits_view {
    const char *csrf;
    const struct jury_visit *visit;
    size_t count;
    const struct jury_seat *seat;
    size_t seat_count;
};
void html_jury_visits(struct out *o, const struct jury_visits_view *v);

/* --- for the company --- */

struct my_visit {
    int64_t id, starts_at, ends_at;
    const char *state, *address, *contact, *phone, *wish;
    bool names_shown;
    bool answerable; /* by this visitor, now */
    const struct visit_guest *guest;
    size_t guest_count;
};

struct my_visit_view {
    const struct form *form;
    const char *csrf;
    int64_t entry_id;
    const char *title, *company; /* of the edition */
    const struct my_visit *visit;
    size_t count;
};
void html_my_visit(struct out *o, const struct my_visit_view *v);
