/* Pages for everybody, as one worker made them before: at an award's great
 * moment thousands ask for the same few.
 *
 * Nothing stays right here by being cleared in time. A page counts only for the
 * very state of the database that it was made from (db_version()), so that a
 * consent taken back, an honour or a new photo is seen by the next request;
 * only from the second at which it was made up to `until`, so that it cannot
 * cross the instant at which something becomes public; and only for requests
 * without any cookie but that of the language, answered without one: no session
 * or token of a reader is in it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct shelf;

/* Owned by the app. Out of memory: die(). */
struct shelf *shelf_new(void);
void shelf_free(struct shelf *s); /* NULL is fine */

/* Fills in the reply to this request, status 200 with body and headers, if it
 * is there; false: it has to be made. Read transaction. */
bool shelf_take(struct ctx *c);
/* Keeps the reply if others may be given the same; good before `until`. Read
 * transaction, with status 200. */
void shelf_put(struct ctx *c, int64_t until);
