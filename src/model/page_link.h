/* Personal links to a company's page: one for each person asked. The address is
 * made from the house's key and the row, so a reminder carries the same one;
 * the database keeps its digest alone. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PAGE_LINK_DAYS = 60,
    PAGE_LINKS_MAX = 20,     /* of one nomination */
    PAGE_LINK_KEEP_DAYS = 30 /* name and address, after it opens nothing: as a
                                proposer's, see PROPOSAL_KEEP_DAYS */
};

struct page_link {
    int64_t id, entry_id;
    const char *name, *email; /* "": erased, their term is over */
    const char *language;
    int64_t created_at, expires_at;
    int64_t opened_at, withdrawn_at, mailed_at; /* 0: not */
};
/* All of a nomination, in the order in which they were made. */
size_t page_link_list(const struct world *w, int64_t entry_id,
                      struct page_link **list);
bool page_link_good(const struct world *w, const struct page_link *l);

/* The link of that address that is still good, of an admitted nomination. */
bool page_link_by_token(const struct world *w, const char *token,
                        struct page_link *l);
/* Write transaction, as all below. */
void page_link_opened(const struct world *w, const struct page_link *l);

struct page_link_person {
    const char *name, *email, *language;
};
/* Makes a link and puts the mail into the outbox; a good one to the same
 * address gets its mail again. The id; 0: there are PAGE_LINKS_MAX. Logged. */
int64_t page_link_ask(const struct world *w, int64_t entry_id,
                      const struct page_link_person *to);

/* The same for whoever was asked last and has a link that ran out: there is no
 * account that tells whom to ask. 0: nobody, or it is erased who that was. */
int64_t page_link_ask_again(const struct world *w, int64_t entry_id);

enum page_link_mail {
    PAGE_MAIL_LINK,   /* asks for the first time, or sends the link again */
    PAGE_MAIL_REMIND, /* nothing came yet */
    PAGE_MAIL_AGAIN   /* the office changed the page */
};
/* One more mail with the same address, which is good for PAGE_LINK_DAYS again.
 * While one of the same kind waits in the outbox there is no other: false. */
bool page_link_mail(const struct world *w, const struct page_link *l,
                    enum page_link_mail which);
/* To everybody who has a good link; how many mails were written. */
size_t page_link_mail_all(const struct world *w, int64_t entry_id,
                          enum page_link_mail which);
/* It opens nothing from now on, and mails that did not go are cancelled.
 * Logged. */
void page_link_withdraw(const struct world *w, const struct page_link *l);

/* For the job process, in a transaction of its own: of links that opened
 * nothing for PAGE_LINK_KEEP_DAYS erases name, address, mails and drafts; who
 * released which version stays with the release. How many. */
size_t page_link_sweep(const struct world *w);

/* Tells the organisers that a company corrected its page; not those who
 * declared a conflict in this edition. While such a mail waits there is no
 * other. */
void page_link_tell_office(const struct world *w, int64_t entry_id,
                           const char *person);
