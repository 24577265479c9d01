/* The files of assets/web and assets/schema, which are part of the program
 * (scripts/asset2c).
 *
 * Each has two addresses: "/assets/style.1a2b3c4d.css", which changes with its
 * content and may be kept for ever, is what our pages use; the plain
 * "/assets/style.css" is for references inside assets, such as a stylesheet's
 * fonts, and is checked again after a day. */
#pragma once

struct reply;
struct request;

struct asset {
    const char *name;       /* "style.css" */
    const char *url;        /* "/assets/style.1a2b3c4d.css" */
    const char *type;       /* content type */
    const char *etag;       /* 16 hexadecimal digits of its SHA-256, quoted */
    const char *data, *end; /* bytes from data up to, not with, end */
};

/* All of them; the last has the name NULL. */
const struct asset *asset_all(void);

/* The asset at a path, plain or with the hash; NULL if there is none. */
const struct asset *asset_find(const char *path);

/* The address with the hash; an unknown name is a broken invariant: die(). */
const char *asset_url(const char *name);

/* The asset with its type, ETag and cache life, or 304 if the browser has it.
 * The life depends on which of the two addresses the request named. */
void asset_reply(struct reply *r, const struct request *request,
                 const struct asset *asset);
