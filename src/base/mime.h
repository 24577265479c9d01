/* A mail as it travels: RFC 5322 headers and one quoted-printable text.
 *
 * Whatever a name, subject or text holds stays in its place: a line break in it
 * cannot become a header, nor a dot at the start of a line the end. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

struct mime_mail {
    const char *from;           /* "Name <address>" or an address */
    const char *to_name;        /* NULL or "": the address alone */
    const char *to_address;     /* */
    const char *subject, *text; /* UTF-8 */
    const char *language;       /* "de" */
    const char *id;             /* without the angle brackets */
    int64_t date;
};

/* Appends the whole message with CRLF. NULL, or a sentence why an address
 * cannot be used; then nothing was appended. */
const char *mime_write(struct arena *mem, const struct mime_mail *mail,
                       struct buf *out);

/* The address in "Name <address>"; the whole text if it has no brackets. */
const char *mime_address(struct arena *mem, const char *sender);
