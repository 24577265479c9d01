/* A form that cannot be taken does not lose what was typed.
 *
 * When a session has ended, the token is not right or the page is gone, the
 * fields are kept for the person whose page it was: the token says who that is
 * (ctx_csrf_owner()), so a form that another site makes a browser send is
 * nobody's, and what one person typed is never offered to another. After the
 * login the person sees what waits, and sends it again by a button, with a new
 * token: nothing is done by itself.
 *
 * Forms with passwords are never kept, nor such as hold no words. */
#pragma once

#include <stdbool.h>

struct ctx;

/* Keeps the fields of the form that was just refused, in a transaction of its
 * own. false: it is none that can be kept. */
bool kept_take(struct ctx *c, const char *pattern);
/* Says so, instead of whatever the reply was: sends to the login, or to the
 * page with what is kept, or says that it is another person's. */
void kept_say(struct ctx *c);
/* Of somebody not logged in: shows the form with the words once more, to be
 * sent with a good token. false: it is not from our own page. */
bool kept_return(struct ctx *c, const char *pattern);
/* A form that was kept has been taken: it waits no more. */
void kept_arrived(struct ctx *c);

void get_kept(struct ctx *c);
void post_kept(struct ctx *c); /* one is not wanted any more */
