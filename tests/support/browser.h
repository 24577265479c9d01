/* A browser without a browser: calls serve() directly, keeps cookies, follows
 * redirects, and fills and presses the forms that stand in the page, hidden
 * fields included. What a page does not offer cannot be pressed. A failed
 * expectation prints the page and fails the test (cmocka). */
#pragma once

#include "support/home.h"

#include <stddef.h>

struct browser;

struct browser *browser_new(struct test_home *h);
void browser_free(struct browser *b);
/* "de" or "en": the Accept-Language header; German at first. */
void browser_language(struct browser *b, const char *code);
/* The Origin header from now on; "" at first. Not copied. */
void browser_origin(struct browser *b, const char *origin);
/* Has the other's cookies from now on, and none of its own. */
void browser_take_cookies(struct browser *b, const struct browser *from);

/* The value of one of its cookies, NULL if there is none. */
const char *browser_cookie(const struct browser *b, const char *name);

/* Opens a path and follows redirects (at most five). */
void visit(struct browser *b, const char *path);
/* One request, redirects not followed; body may be NULL for a GET. */
void request_raw(struct browser *b, const char *method, const char *path,
                 const char *content_type, const char *body, size_t bytes);
/* POST with these fields ("a=1&b=2", or "") and the page's token, as no page
 * has it; redirects not followed. */
void post_fields(struct browser *b, const char *path, const char *fields);

/* Types into the field of that name in the page's forms: text, check boxes and
 * radio buttons by value, select options by value. Fails if there is none. */
void fill(struct browser *b, const char *name, const char *value);
void uncheck(struct browser *b, const char *name, const char *value);
/* Chooses a file for a file field. The bytes are copied. */
void attach(struct browser *b, const char *name, const char *file_name,
            const char *data, size_t bytes);
/* Presses the button with that text, or follows the link with that text. */
void press(struct browser *b, const char *text);
/* The same within the form whose action is that path. */
void press_in(struct browser *b, const char *action, const char *text);
/* Logs in through the login page with the password "correct horse". */
void log_in(struct browser *b, const char *email);

int status(const struct browser *b);
const char *page(const struct browser *b); /* the body, NUL-closed */
size_t page_bytes(const struct browser *b);
const char *location(const struct browser *b); /* path of this page */
const char *header(const struct browser *b, const char *name); /* or NULL */
/* All of the answer's headers but cookies, a line each. */
const char *headers(const struct browser *b);
/* Path of the file that is the answer's body; NULL if page() is. */
const char *file_served(const struct browser *b);
/* The value of a field as the page shows it; NULL if there is none. */
const char *field_value(const struct browser *b, const char *name);

/* Expectations on the text of the page as a reader sees it (tags removed,
 * entities resolved, white space to single spaces). */
void see(struct browser *b, const char *text);
void see_not(struct browser *b, const char *text);
/* On the bytes of the page. */
void see_markup(struct browser *b, const char *markup);
void see_no_markup(struct browser *b, const char *markup);
void see_status(struct browser *b, int status);
