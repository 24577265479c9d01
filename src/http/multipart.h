/* The grammar of multipart/form-data (RFC 7578). Callers use form.h. */
#pragma once

#include <stddef.h>

struct form;

/* Adds the fields and files of the body to the form. NULL on success, else
 * what is wrong, in English; the form then holds only a part of the body. */
const char *multipart_read(struct form *f, const char *content_type,
                           const char *body, size_t bytes);
