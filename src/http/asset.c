/* Serving what is embedded. There are a few dozen files, so the table is
 * searched from the front; Kore's own file maps are not used, because they let
 * requests out of their folder. */
#include "http/asset.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "http/reply.h"
#include "http/request.h"

/* build/gen/assets.S; the last has the name NULL. */
extern const struct asset asset_table[] __attribute__((visibility("hidden")));

static const char folder[] = "/assets/";

const struct asset *asset_all(void)
{
    return asset_table;
}

const struct asset *asset_find(const char *path)
{
    if (!str_starts(path, folder))
        return NULL;
    for (const struct asset *a = asset_table; a->name != NULL; a++) {
        if (str_equal(a->url, path) ||
            str_equal(a->name, path + strlen(folder)))
            return a;
    }
    return NULL;
}

const char *asset_url(const char *name)
{
    for (const struct asset *a = asset_table; a->name != NULL; a++) {
        if (str_equal(a->name, name))
            return a->url;
    }
    die("asset: there is no assets/web/%s", name);
}

void asset_reply(struct reply *r, const struct request *request,
                 const struct asset *asset)
{
    bool hashed = str_equal(request->path, asset->url);

    reply_header(r, "content-type", asset->type);
    reply_header(r, "etag", asset->etag);
    /* it serves pages that lie above its own folder */
    if (str_equal(asset->name, "worker.js"))
        reply_header(r, "service-worker-allowed", "/");
    reply_header(r, "cache-control",
                 hashed ? "public, max-age=31536000, immutable"
                        : "public, max-age=86400");
    r->file = NULL;
    /* A proxy that packs the body asks with W/"..."; the quotes are part of
     * the tag, so no other tag contains it. */
    if (strstr(request->if_none_match, asset->etag) != NULL) {
        r->status = 304;
        r->body = "";
        r->body_bytes = 0;
        return;
    }
    r->status = 200;
    r->body = asset->data;
    r->body_bytes = (size_t)(asset->end - asset->data);
}
