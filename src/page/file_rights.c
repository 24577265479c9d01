#include "page/file_rights.h"

#include <string.h>

#include "base/arena.h"
#include "gen/sql_image.h"
#include "model/acceptance.h"
#include "model/edition.h"
#include "page/bar.h"

/* A picture of a brochure can say who won: as page/brochure_place.h. */
static bool in_brochure(struct ctx *c, int64_t file_id)
{
    struct sql_image_brochure_row row;
    struct edition e;
    return sql_image_brochure(c->world.db, file_id, &row) &&
           edition_by_id(&c->world, row.edition_id, &e) &&
           (edition_winners_public(&c->world, &e) ||
            !bar_edition_quietly(c, e.id));
}

static bool as_office(struct ctx *c, int64_t file_id)
{
    struct sql_image_office_row row;
    return c->visitor.organiser &&
           (sql_image_office(c->world.db, file_id, c->visitor.id, &row) ||
            in_brochure(c, file_id));
}

static bool as_company(struct ctx *c, int64_t file_id)
{
    struct sql_image_company_row row;
    return c->visitor.company &&
           sql_image_company(c->world.db, file_id, c->visitor.id, &row);
}

static bool as_juror(struct ctx *c, int64_t file_id, bool blind_too)
{
    struct sql_image_jury_row *row;
    if (!c->visitor.juror)
        return false;
    size_t count = sql_image_jury(c->world.db, file_id, c->visitor.id, &row);
    for (size_t i = 0; i < count; i++)
        if ((blind_too || row[i].blind == 0) &&
            acceptance_complete(&c->world, row[i].jury_member_id))
            return true;
    return false;
}

bool file_may_print(struct ctx *c, int64_t file_id)
{
    return as_office(c, file_id) || as_company(c, file_id) ||
           as_juror(c, file_id, true);
}

bool file_may_see(struct ctx *c, int64_t file_id)
{
    struct sql_image_public_row row;
    return file_may_print(c, file_id) ||
           sql_image_public(c->world.db, file_id, c->world.now, &row);
}

enum file_right file_may_have(struct ctx *c, int64_t file_id, bool office_file)
{
    if (as_company(c, file_id))
        return FILE_WHOLE;
    return as_office(c, file_id) || (office_file && as_juror(c, file_id, false))
               ? FILE_CLEANED
               : FILE_NOTHING;
}

bool file_is_kept(struct ctx *c, const char *name)
{
    const char *tag = arena_printf(c->world.mem, "\"%s\"", name);
    reply_header(c->reply, "etag", tag);
    reply_header(c->reply, "cache-control",
                 c->visitor.id == 0 ? "private, max-age=60"
                                    : "private, no-cache");
    if (strstr(c->request->if_none_match, tag) == NULL)
        return false;
    c->reply->status = 304;
    return true;
}
