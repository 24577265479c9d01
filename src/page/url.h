/* Addresses in templates. A template may begin an href, src or action only
 * with a call of url_…() or out_weblink(), so that a "javascript:" can never
 * get there. */
#pragma once

#include "base/log.h"
#include "http/asset.h"

#include <string.h>

/* The address of a file of assets/web. */
static inline const char *url_asset(const char *name)
{
    return asset_url(name);
}

/* What an authenticator app on the same device opens. */
static inline const char *url_otpauth(const char *uri)
{
    if (strncmp(uri, "otpauth://", strlen("otpauth://")) != 0)
        die("not for an authenticator app");
    return uri;
}

/* A path of ours that a handler made. */
static inline const char *url_path(const char *path)
{
    if (path[0] != '/' || path[1] == '/')
        die("not a path of ours: %s", path);
    return path;
}
