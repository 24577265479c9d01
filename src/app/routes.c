/* The route table. Order matters only where patterns overlap: the first match
 * wins. */
#include "app/routes.h"

#include "page/home.h"

/* clang-format off */
const struct route routes[] = {
    {HTTP_GET,  "/healthz",             get_health,           ROLE_ANYONE,    TX_READ},
};
/* clang-format on */
const size_t route_count = sizeof routes / sizeof *routes;
