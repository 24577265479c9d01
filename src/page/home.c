/* The public pages. */
#include "page/home.h"

#include "db/db.h"
#include "page/ctx.h"

void get_health(struct ctx *c)
{
    /* a snapshot was begun for this request, so the database answers */
    if (db_number(c->world.db, "SELECT count(*) FROM edition") >= 0)
        reply_text(c->reply, 200, "ok\n");
}
