/* The least that Kore can do: GET /N answers N bytes. What our pages cost is
 * measured against this in the same run, since a figure alone says more about
 * the machine. Run by tests/bench/serve-bare. */
#include <kore/kore.h>

#include <stdlib.h>

#include <kore/http.h>
#include <kore/seccomp.h>

#include "app/sandbox.h"

#define EXPORT __attribute__((visibility("default")))

EXPORT void kore_seccomp_hook(void);
EXPORT int bare_dispatch(struct http_request *);

enum { BYTES_MAX = 4 << 20 };

static char content[BYTES_MAX];

/* The same filter as the server's: it costs something on every call. */
void kore_seccomp_hook(void)
{
    size_t instructions;
    struct sock_filter *filter = sandbox_filter(&instructions);

    if (!kore_seccomp_filter("bare", filter, instructions))
        fatalx("the sandbox cannot be installed");
}

int bare_dispatch(struct http_request *req)
{
    unsigned long bytes = strtoul(req->path + 1, NULL, 10);

    if (bytes > BYTES_MAX)
        bytes = BYTES_MAX;
    http_response_header(req, "content-type", "text/html; charset=utf-8");
    http_response(req, 200, content, bytes);
    return KORE_RESULT_OK;
}
