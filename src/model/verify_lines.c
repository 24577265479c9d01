/* Reading a block, and comparing it with what is written again. */
#include "model/verify_lines.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"

bool verify_lines(struct arena *mem, const char *body, size_t bytes,
                  bool (*line)(void *own, const struct json *json, size_t at),
                  void *own, struct sealed_fault *fault)
{
    const char *end = body + bytes;
    size_t number = 1;
    for (const char *at = body, *stop; at < end; at = stop + 1, number++) {
        struct json_fault wrong;
        stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) {
            *fault = (struct sealed_fault){number, "the line does not end"};
            return false;
        }
        const struct json *json =
            json_parse(mem, at, (size_t)(stop - at), &wrong);
        if (json == NULL || json->kind != JSON_OBJECT) {
            *fault = (struct sealed_fault){number, "is not an object of JSON"};
            return false;
        }
        if (!line(own, json, number))
            return false;
    }
    return true;
}

bool verify_again(const char *body, size_t bytes, const struct buf *again,
                  struct sealed_fault *fault)
{
    size_t at = 0, line = 1;
    for (; at < bytes && at < again->bytes && again->data[at] == body[at]; at++)
        line += body[at] == '\n';
    *fault = (struct sealed_fault){line, "is not written as it must be"};
    return at == bytes && at == again->bytes;
}
