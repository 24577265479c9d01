/* lorbeer.conf: see config.h.
 *
 * inih is lenient: it cuts long lines, joins indented ones and does not tell
 * a handler where it is. So it gets its lines from next_line(), which counts
 * them and refuses what inih would not understand the way the author did. */
#include "base/config.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <ini.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

enum { FILE_BYTES_MAX = 64 * 1024, LINE_BYTES_MAX = 190 };

enum key {
    KEY_URL,
    KEY_LISTEN,
    KEY_TIMEZONE,
    KEY_SMTP_SERVER,
    KEY_SMTP_PORT,
    KEY_SMTP_USER,
    KEY_SMTP_PASSWORD_FILE,
    KEY_SMTP_CA_FILE,
    KEY_SMTP_FROM,
    KEY_COUNT
};

static const struct {
    const char *section, *name;
} key_names[KEY_COUNT] = {
    [KEY_URL] = {"", "url"},
    [KEY_LISTEN] = {"", "listen"},
    [KEY_TIMEZONE] = {"", "timezone"},
    [KEY_SMTP_SERVER] = {"smtp", "server"},
    [KEY_SMTP_PORT] = {"smtp", "port"},
    [KEY_SMTP_USER] = {"smtp", "user"},
    [KEY_SMTP_PASSWORD_FILE] = {"smtp", "password_file"},
    [KEY_SMTP_CA_FILE] = {"smtp", "ca_file"},
    [KEY_SMTP_FROM] = {"smtp", "from"},
};

struct reader {
    struct arena *mem;
    struct config *config;
    const char *rest; /* of the file, from the line after `line` */
    int line;
    bool given[KEY_COUNT];
    const char *fault; /* the first one */
    int fault_line;
};

static void blame(struct reader *r, const char *fault)
{
    if (r->fault)
        return;
    r->fault = fault;
    r->fault_line = r->line;
}

/* inih's ini_reader: one line into `room`, NULL at the end or after a fault. */
static char *next_line(char *room, int room_bytes, void *context)
{
    struct reader *r = context;
    if (!*r->rest || r->fault)
        return NULL;
    size_t bytes = strcspn(r->rest, "\n");
    size_t with_end = bytes + (r->rest[bytes] == '\n');
    r->line++;
    if (bytes > LINE_BYTES_MAX || (int)with_end >= room_bytes) {
        blame(r, arena_printf(r->mem, "longer than %d bytes", LINE_BYTES_MAX));
        return NULL;
    }
    size_t indent = strspn(r->rest, " \t");
    if (indent > 0 && !strchr("\r\n;#", r->rest[indent])) {
        blame(r, "starts with a space");
        return NULL;
    }
    memcpy(room, r->rest, with_end);
    room[with_end] = '\0';
    r->rest += with_end;
    return room;
}

/* The origin without a slash at the end; NULL if there is more or less. */
static const char *origin(struct arena *mem, const char *value)
{
    if (!str_weblink(value))
        return NULL;
    const char *host = strstr(value, "//") + 2;
    size_t bytes = strcspn(host, "/?#");
    if (host[bytes] && !str_equal(host + bytes, "/"))
        return NULL;
    if (memchr(host, '@', bytes))
        return NULL;
    return arena_textn(mem, value, (size_t)(host - value) + bytes);
}

static bool is_listen(const char *value)
{
    if (str_starts(value, "unix:"))
        return value[5] == '/' && value[6];
    const char *colon = strrchr(value, ':');
    int64_t port;
    return colon && colon > value && str_int(colon + 1, 1, 65535, &port);
}

/* "mail@example.org" or "The Award <mail@example.org>" */
static bool is_sender(struct arena *mem, const char *value)
{
    const char *open = strchr(value, '<');
    if (!open)
        return str_email(value);
    size_t bytes = strlen(open);
    return bytes > 2 && open[bytes - 1] == '>' &&
           str_email(arena_textn(mem, open + 1, bytes - 2));
}

static bool is_host(const char *value)
{
    for (const char *at = value; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr(".-:[]", *at))
            return false;
    return true;
}

/* Stores the value; what it should have been if it is not right. */
static const char *store(struct reader *r, enum key key, const char *value)
{
    struct config *c = r->config;
    int64_t port;
    switch (key) {
    case KEY_URL:
        c->url = origin(r->mem, value);
        return c->url ? NULL : "must be like https://award.example.org";
    case KEY_LISTEN:
        c->listen = value;
        return is_listen(value) ? NULL : "must be ADDRESS:PORT or unix:/PATH";
    case KEY_TIMEZONE:
        c->timezone = value;
        return NULL;
    case KEY_SMTP_SERVER:
        c->smtp.server = value;
        return is_host(value) ? NULL : "must be the name of a host";
    case KEY_SMTP_PORT:
        if (!str_int(value, 1, 65535, &port))
            return "must be a number from 1 to 65535";
        c->smtp.port = (int)port;
        return NULL;
    case KEY_SMTP_USER:
        c->smtp.user = value;
        return NULL;
    case KEY_SMTP_PASSWORD_FILE:
        c->smtp.password_file = value;
        return NULL;
    case KEY_SMTP_CA_FILE:
        c->smtp.ca_file = value;
        return NULL;
    case KEY_SMTP_FROM:
        c->smtp.from = value;
        return is_sender(r->mem, value) ? NULL
                                        : "must be ADDRESS or NAME <ADDRESS>";
    case KEY_COUNT:
        break;
    }
    return NULL;
}

/* inih's ini_handler; 0 means a fault. */
static int take(void *context, const char *section, const char *name,
                const char *value)
{
    struct reader *r = context;
    enum key key = KEY_URL;
    while (key < KEY_COUNT && !(str_equal(section, key_names[key].section) &&
                                str_equal(name, key_names[key].name)))
        key++;
    const char *wrong = NULL;
    if (key == KEY_COUNT)
        wrong = "unknown key";
    else if (r->given[key])
        wrong = "given twice";
    else if (!*value)
        wrong = "has no value";
    else if (!str_utf8(value, strlen(value)))
        wrong = "is not UTF-8 text";
    else
        wrong = store(r, key, arena_text(r->mem, value));
    if (!wrong) {
        r->given[key] = true;
        return 1;
    }
    /* The name may be anything, also half a character. */
    blame(r, arena_printf(r->mem, "%s: %s", str_line(r->mem, name), wrong));
    return 0;
}

const char *config_read(struct arena *mem, const char *path,
                        struct config *config)
{
    *config = (struct config){
        .url = "http://127.0.0.1:8080",
        .listen = "127.0.0.1:8080",
        .timezone = "Europe/Berlin",
        .smtp.port = 587,
    };
    size_t bytes;
    char *text = file_read(path, FILE_BYTES_MAX, &bytes);
    if (!text)
        return arena_printf(mem, "%s: %s", path, strerror(errno));
    struct reader r = {.mem = mem, .config = config, .rest = text};
    int bad_line = ini_parse_stream(next_line, &r, take, &r);
    bool has_nul = strlen(text) != bytes;
    free(text);
    /* inih reads on after a line it does not understand, take() may have found
     * a later fault. */
    if (bad_line > 0 && (!r.fault || bad_line < r.fault_line)) {
        r.fault = "neither KEY = VALUE nor [SECTION]";
        r.fault_line = bad_line;
    }
    if (r.fault)
        return arena_printf(mem, "%s:%d: %s", path, r.fault_line, r.fault);
    if (has_nul)
        return arena_printf(mem, "%s: is not a text", path);
    if (config->smtp.server && !config->smtp.from)
        return arena_printf(mem, "%s: [smtp] from is missing", path);
    if (config->smtp.user && !config->smtp.password_file)
        return arena_printf(mem, "%s: [smtp] password_file is missing", path);
    return NULL;
}
