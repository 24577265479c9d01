/* The command line of the server: where to listen comes from --listen, else
 * from the home's lorbeer.conf. */
#include "app/cli_serve.h"

#include <getopt.h>
#include <stddef.h>
#include <stdint.h>

#include "app/cli.h"
#include "app/supervise.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/file.h"
#include "base/str.h"

static const struct option options[] = {
    {"listen", required_argument, NULL, 'l'},
    {"workers", required_argument, NULL, 'w'},
    {NULL, 0, NULL, 0}};

/* False: an option that there is not, or a value that it cannot have. */
static bool read_options(int argc, char **argv,
                         struct supervise_settings *settings)
{
    int64_t count;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'l')
            settings->listen = optarg;
        else if (option == 'w' && str_int(optarg, 1, 1000, &count))
            settings->workers = (int)count;
        else
            return false;
    }
    return true;
}

/* A home without settings is told apart by supervise(), in its own words. */
static const char *listen_of_home(struct arena *mem, const char *home,
                                  struct supervise_settings *settings)
{
    const char *path = arena_printf(mem, "%s/lorbeer.conf", home);
    struct config config = {0};
    const char *why =
        file_exists(path) ? config_read(mem, path, &config) : NULL;

    settings->listen = config.listen ? config.listen : "127.0.0.1:8080";
    return why;
}

int cli_serve(int argc, char **argv)
{
    struct supervise_settings settings = {.workers = 1};
    struct arena *mem;
    const char *why = NULL;
    int code;

    if (!read_options(argc, argv, &settings) || optind != argc - 1)
        return cli_usage("serve");
    mem = arena_new();
    if (!settings.listen)
        why = listen_of_home(mem, argv[optind], &settings);
    code = why ? cli_fail(EXIT_ENVIRONMENT, "serve", why)
               : supervise(argv[optind], &settings);
    arena_free(mem);
    return code;
}
