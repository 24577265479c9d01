/* A juror who saves a sheet over and over while the server is killed.
 *
 *   save_client PORT EMAIL PASSWORD save FILE SECONDS
 *   save_client PORT EMAIL PASSWORD check
 *
 * `save` logs in, opens the first sheet of the queue, and posts its form with
 * the comment "saved 1", "saved 2", …; a number goes to FILE as soon as the
 * server has answered that it is saved. No answer is no answer: the number is
 * then left out. `check` prints the number that the sheet shows now. It speaks
 * HTTP itself so that an answer that was cut off is told from a whole one. */
#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum {
    ANSWER_MAX = 2 << 20,
    BODY_MAX = 64 << 10,
    TEXT_MAX = 4096,
    FIELDS_MAX = 500,
    COOKIES_MAX = 8,
    PATIENCE_S = 60 /* for a server that comes back */
};

static const char mark[] = "saved ";

struct client {
    uint16_t port;
    const char *email, *password;
    char cookie[COOKIES_MAX][TEXT_MAX]; /* name=value */
    char answer[ANSWER_MAX];
    const char *content; /* of the answer */
    int status;
};

struct field {
    char name[TEXT_MAX], value[TEXT_MAX];
};

struct form {
    char action[TEXT_MAX];
    struct field field[FIELDS_MAX];
    size_t count;
    bool has_textarea, has_password;
};

static _Noreturn void give_up(const char *what, int status)
{
    fprintf(stderr, "save_client: %s (status %d)\n", what, status);
    exit(1);
}

/* --- HTTP ------------------------------------------------------------------
 */

static int open_connection(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval limit = {.tv_sec = 30};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return fd;
}

static bool send_all(int fd, const char *text)
{
    size_t bytes = strlen(text), sent = 0;
    ssize_t now;

    while (sent < bytes) {
        now = send(fd, text + sent, bytes - sent, MSG_NOSIGNAL);
        if (now <= 0)
            return false;
        sent += (size_t)now;
    }
    return true;
}

static void keep_cookie(struct client *c, const char *line)
{
    size_t name = strcspn(line, "=") + 1, bytes = strcspn(line, ";\r\n");

    for (size_t i = 0; i < COOKIES_MAX; i++)
        if (c->cookie[i][0] == '\0' || strncmp(c->cookie[i], line, name) == 0) {
            snprintf(c->cookie[i], TEXT_MAX, "%.*s", (int)bytes, line);
            return;
        }
}

/* The whole answer, with as many bytes as it announces. */
static bool take_answer(struct client *c, size_t bytes)
{
    char *end = strstr(c->answer, "\r\n\r\n");
    const char *line;
    long length = -1;

    if (!end || sscanf(c->answer, "HTTP/1.1 %d", &c->status) != 1)
        return false;
    for (line = c->answer; line < end; line = strstr(line, "\r\n") + 2) {
        if (strncasecmp(line, "content-length:", 15) == 0)
            length = strtol(line + 15, NULL, 10);
        if (strncasecmp(line, "set-cookie:", 11) == 0)
            keep_cookie(c, line + 11 + strspn(line + 11, " "));
    }
    c->content = end + 4;
    return length == (long)(bytes - (size_t)(c->content - c->answer));
}

static bool read_answer(struct client *c, int fd)
{
    size_t bytes = 0;
    ssize_t now = 1;

    while (now > 0 && bytes < ANSWER_MAX - 1) {
        now = recv(fd, c->answer + bytes, ANSWER_MAX - 1 - bytes, 0);
        if (now > 0)
            bytes += (size_t)now;
    }
    c->answer[bytes] = '\0';
    return now == 0 && take_answer(c, bytes);
}

/* One request on a connection of its own; body NULL: GET. False: no answer. */
static bool ask(struct client *c, const char *path, const char *body)
{
    static char request[BODY_MAX + 16 * TEXT_MAX];
    char cookies[COOKIES_MAX * (TEXT_MAX + 2)] = "";
    size_t used = 0;
    int fd = open_connection(c->port);
    bool ok;

    if (fd < 0)
        return false;
    for (size_t i = 0; i < COOKIES_MAX && c->cookie[i][0]; i++)
        used += (size_t)snprintf(cookies + used, sizeof cookies - used, "%s%s",
                                 i ? "; " : "Cookie: ", c->cookie[i]);
    snprintf(request, sizeof request,
             "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n"
             "%s%sContent-Type: application/x-www-form-urlencoded\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             body ? "POST" : "GET", path, c->port, cookies, used ? "\r\n" : "",
             body ? strlen(body) : 0, body ? body : "");
    ok = send_all(fd, request) && read_answer(c, fd);
    close(fd);
    return ok;
}

/* Asks until the server, which may be starting, answers. */
static void ask_until_answered(struct client *c, const char *path)
{
    struct timespec pause = {.tv_nsec = 50000000};
    time_t end = time(NULL) + PATIENCE_S;

    while (!ask(c, path, NULL)) {
        if (time(NULL) > end)
            give_up("the server does not come back", 0);
        nanosleep(&pause, NULL);
    }
}

/* --- HTML forms
 * --------------------------------------------------------------- */

static const struct entity {
    const char *name, *text;
} entities[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                {"&quot;", "\""}, {"&#39;", "'"},  {"&#34;", "\""},
                {"&apos;", "'"},  {"&#10;", "\n"}, {NULL, NULL}};

static void decode(char *to, const char *from, size_t bytes)
{
    const char *end = from + bytes;
    const struct entity *e;
    size_t out = 0;

    while (from < end && out < TEXT_MAX - 1) {
        for (e = entities; e->name; e++)
            if (strncmp(from, e->name, strlen(e->name)) == 0)
                break;
        to[out++] = e->name ? e->text[0] : *from;
        from += e->name ? strlen(e->name) : 1;
    }
    to[out] = '\0';
}

/* The value of an attribute of the tag that begins here; false: none. An
 * attribute without a value is there, and empty. */
static bool attribute(const char *tag, const char *name, char *value)
{
    const char *end = strchr(tag, '>'), *at = tag;
    size_t bytes = strlen(name);

    while (end && (at = strpbrk(at, " \n\"")) != NULL && at < end) {
        if (*at == '"') {
            at = strchr(at + 1, '"');
            if (!at)
                return false;
            if (at > end)
                end = strchr(at, '>');
            at++;
            continue;
        }
        at++;
        if (strncmp(at, name, bytes) != 0 || !strchr("= >\n", at[bytes]))
            continue;
        value[0] = '\0';
        if (at[bytes] == '=' && at[bytes + 1] == '"')
            decode(value, at + bytes + 2, strcspn(at + bytes + 2, "\""));
        return true;
    }
    return false;
}

static struct field *find(struct form *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->field[i].name, name) == 0)
            return &f->field[i];
    return NULL;
}

static void set(struct form *f, const char *name, const char *value)
{
    struct field *field = find(f, name);

    if (!field) {
        if (f->count == FIELDS_MAX)
            give_up("too many fields", 0);
        field = &f->field[f->count++];
        snprintf(field->name, TEXT_MAX, "%s", name);
    }
    snprintf(field->value, TEXT_MAX, "%s", value);
}

/* A field as the page has it; where nothing is chosen, the first choice. */
static void take_input(struct form *f, const char *tag)
{
    char name[TEXT_MAX], type[TEXT_MAX] = "text", value[TEXT_MAX] = "";
    char least[TEXT_MAX];
    bool checked, choice;

    if (!attribute(tag, "name", name))
        return;
    attribute(tag, "type", type);
    attribute(tag, "value", value);
    checked = attribute(tag, "checked", least);
    choice = strcmp(type, "radio") == 0;
    if (strcmp(type, "password") == 0)
        f->has_password = true;
    if (strcmp(type, "checkbox") == 0 && !checked)
        return;
    if (choice && !checked && (find(f, name) || value[0] == '\0'))
        return;
    if (strcmp(type, "number") == 0 && value[0] == '\0')
        snprintf(value, sizeof value, "%s",
                 attribute(tag, "min", least) ? least : "1");
    set(f, name, value);
}

static void take_select(struct form *f, const char *tag)
{
    const char *end = strstr(tag, "</select>");
    char name[TEXT_MAX], value[TEXT_MAX], first[TEXT_MAX] = "", none[TEXT_MAX];

    if (!end || !attribute(tag, "name", name))
        return;
    for (tag = strstr(tag, "<option"); tag && tag < end;
         tag = strstr(tag + 1, "<option")) {
        if (!attribute(tag, "value", value) || value[0] == '\0')
            continue;
        if (first[0] == '\0' || attribute(tag, "selected", none))
            memcpy(first, value, sizeof first);
    }
    set(f, name, first);
}

static void take_textarea(struct form *f, const char *tag)
{
    const char *start = strchr(tag, '>'), *end = strstr(tag, "</textarea>");
    char name[TEXT_MAX], value[TEXT_MAX];

    if (!start || !end || !attribute(tag, "name", name))
        return;
    start++;
    if (*start == '\n')
        start++;
    decode(value, start, (size_t)(end - start));
    set(f, name, value);
    f->has_textarea = true;
}

static bool is_tag(const char *at, const char *name)
{
    size_t bytes = strlen(name);

    return strncmp(at + 1, name, bytes) == 0 &&
           !isalnum((unsigned char)at[1 + bytes]);
}

static void take_form(struct form *f, const char *at, const char *page)
{
    const char *end = strstr(at, "</form>");

    memset(f, 0, sizeof *f);
    if (!attribute(at, "action", f->action) || f->action[0] == '\0')
        snprintf(f->action, TEXT_MAX, "%s", page);
    while ((at = strchr(at + 1, '<')) != NULL && (!end || at < end)) {
        if (is_tag(at, "input"))
            take_input(f, at);
        else if (is_tag(at, "select"))
            take_select(f, at);
        else if (is_tag(at, "textarea"))
            take_textarea(f, at);
    }
}

enum wanted { WITH_PASSWORD, WITH_TEXTAREA };

static bool find_form(const struct client *c, const char *page,
                      enum wanted wanted, struct form *f)
{
    const char *at = c->content;

    while ((at = strstr(at, "<form")) != NULL) {
        take_form(f, at, page);
        if (wanted == WITH_PASSWORD ? f->has_password : f->has_textarea)
            return true;
        at++;
    }
    return false;
}

static size_t encode(char *to, size_t room, const char *text)
{
    size_t out = 0;

    for (; *text && out + 4 < room; text++) {
        if (isalnum((unsigned char)*text))
            to[out++] = *text;
        else
            out += (size_t)snprintf(to + out, 4, "%%%02X",
                                    (unsigned)(unsigned char)*text);
    }
    to[out] = '\0';
    return out;
}

static bool post(struct client *c, const struct form *f)
{
    static char body[BODY_MAX];
    size_t out = 0;

    for (size_t i = 0; i < f->count; i++) {
        if (i > 0)
            body[out++] = '&';
        out += encode(body + out, BODY_MAX - out, f->field[i].name);
        if (out + 8 > BODY_MAX)
            give_up("the form is too long", 0);
        body[out++] = '=';
        out += encode(body + out, BODY_MAX - out, f->field[i].value);
    }
    body[out] = '\0';
    return ask(c, f->action, body);
}

/* --- what a juror does
 * ---------------------------------------------------------- */

static struct form form;

static void login(struct client *c)
{
    do {
        ask_until_answered(c, "/login");
        if (!find_form(c, "/login", WITH_PASSWORD, &form))
            give_up("no login form", c->status);
        set(&form, "email", c->email);
        set(&form, "password", c->password);
    } while (!post(c, &form));
    if (c->status != 303)
        give_up("the login is refused", c->status);
}

/* Declares to have no conflict wherever nothing is declared yet: before that no
 * sheet opens. */
static void declare(struct client *c)
{
    static const char path[] = "/jury/declare";
    static const char radio[] = "name=\"k_";
    char name[TEXT_MAX];

    do {
        ask_until_answered(c, path);
        if (c->status != 200 || !find_form(c, path, WITH_TEXTAREA, &form))
            return;
        for (const char *at = strstr(c->content, radio); at;
             at = strstr(at + 1, radio)) {
            decode(name, at + 6, strcspn(at + 6, "\""));
            if (!find(&form, name))
                set(&form, name, "none");
        }
    } while (!post(c, &form));
}

/* The address of the first sheet in the queue. */
static void find_sheet(struct client *c, char path[TEXT_MAX])
{
    static const char start[] = "href=\"/jury/entry/";
    const char *at;

    ask_until_answered(c, "/jury");
    at = c->status == 200 ? strstr(c->content, start) : NULL;
    if (!at)
        give_up("no sheet in the queue", c->status);
    at += strlen("href=\"");
    decode(path, at, strcspn(at, "\""));
}

static void open_sheet(struct client *c, const char *path)
{
    ask_until_answered(c, path);
    if (c->status != 200 || !find_form(c, path, WITH_TEXTAREA, &form))
        give_up("the sheet has no form with a comment", c->status);
}

static struct field *comment(void)
{
    for (size_t i = 0; i < form.count; i++)
        if (strncmp(form.field[i].value, mark, strlen(mark)) == 0)
            return &form.field[i];
    return NULL;
}

/* The comment of the sheet: the one of ours, else the first that is empty. */
static void write_comment(const struct client *c, long number)
{
    const char *at = strstr(c->content, "<textarea");
    struct field *field = comment();
    char name[TEXT_MAX];

    if (!field && at && attribute(at, "name", name))
        field = find(&form, name);
    if (!field)
        give_up("no comment", c->status);
    snprintf(field->value, TEXT_MAX, "%s%ld", mark, number);
}

static void save(struct client *c, const char *file, long seconds)
{
    FILE *kept = fopen(file, "w");
    time_t end = time(NULL) + seconds;
    char path[TEXT_MAX];
    long answered = 0;

    if (!kept)
        give_up("cannot write the file", 0);
    declare(c);
    find_sheet(c, path);
    for (long number = 1; time(NULL) < end; number++) {
        open_sheet(c, path);
        write_comment(c, number);
        if (!post(c, &form))
            continue;
        if (c->status == 503)
            continue;
        if (c->status != 303)
            give_up("the sheet is refused", c->status);
        fprintf(kept, "%ld\n", number);
        fflush(kept);
        answered++;
    }
    fclose(kept);
    printf("%ld saves answered\n", answered);
}

static void check(struct client *c)
{
    char path[TEXT_MAX];
    struct field *field;

    find_sheet(c, path);
    open_sheet(c, path);
    field = comment();
    printf("%s\n", field ? field->value + strlen(mark) : "0");
}

int main(int argc, char **argv)
{
    static struct client c;

    if (argc < 5) {
        fprintf(stderr,
                "usage: save_client PORT EMAIL PASSWORD "
                "save FILE SECONDS | check\n");
        return 2;
    }
    c.port = (uint16_t)strtoul(argv[1], NULL, 10);
    c.email = argv[2];
    c.password = argv[3];
    login(&c);
    if (strcmp(argv[4], "save") == 0 && argc == 7)
        save(&c, argv[5], strtol(argv[6], NULL, 10));
    else
        check(&c);
    return 0;
}
