/* The program `lorbeer`. */
#include <string.h>

#include "app/cli.h"
#include "app/mail.h"

int main(int argc, char **argv)
{
    /* what the job process starts, see post.h; kept out of the table of
     * commands since the web server's module has that table too */
    if (argc == 3 && strcmp(argv[1], "deliver") == 0)
        return mail_deliver(argv[2]);
    return cli_main(argc, argv);
}
