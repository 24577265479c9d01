/* A juror who saves a sheet over and over while the server is killed.
 *
 *   save_client PORT EMAIL PASSWORD save FILE SECONDS
 *   save_client PORT EMAIL PASSWORD check
 *
 * `save` logs in, opens the first sheet of the queue, and posts its form with
 * the comment "saved 1", "saved 2", …; a number goes to FILE as soon as the
 * server has answered that it is saved. No answer is no answer: the number is
 * then left out. `check` prints the number that the sheet shows now. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "smoke/client_form.h"

static const char mark[] = "saved ";

static struct form form;

static void login(struct client *c, const char *email, const char *password)
{
    do {
        client_wait(c, "/login");
        if (!form_find(c, "/login", WITH_PASSWORD, &form))
            client_give_up("no login form", c->status);
        form_set(&form, "email", email);
        form_set(&form, "password", password);
    } while (!form_post(c, &form));
    if (c->status != 303)
        client_give_up("the login is refused", c->status);
}

/* Declares to have no conflict wherever nothing is declared yet: before that no
 * sheet opens. */
static void declare(struct client *c)
{
    static const char path[] = "/jury/declare";
    static const char radio[] = "name=\"k_";
    char name[CLIENT_TEXT_MAX];

    do {
        client_wait(c, path);
        if (c->status != 200 || !form_find(c, path, WITH_TEXTAREA, &form))
            return;
        for (const char *at = strstr(c->content, radio); at;
             at = strstr(at + 1, radio)) {
            form_decode(name, at + 6, strcspn(at + 6, "\""));
            if (!form_field(&form, name))
                form_set(&form, name, "none");
        }
    } while (!form_post(c, &form));
}

/* The address of the first sheet in the queue. */
static void find_sheet(struct client *c, char path[CLIENT_TEXT_MAX])
{
    static const char start[] = "href=\"/jury/entry/";
    const char *at;

    client_wait(c, "/jury");
    at = c->status == 200 ? strstr(c->content, start) : NULL;
    if (!at)
        client_give_up("no sheet in the queue", c->status);
    at += strlen("href=\"");
    form_decode(path, at, strcspn(at, "\""));
}

static void open_sheet(struct client *c, const char *path)
{
    client_wait(c, path);
    if (c->status != 200 || !form_find(c, path, WITH_TEXTAREA, &form))
        client_give_up("the sheet has no form with a comment", c->status);
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
    char name[CLIENT_TEXT_MAX];

    if (!field && at && form_attribute(at, "name", name))
        field = form_field(&form, name);
    if (!field)
        client_give_up("no comment", c->status);
    snprintf(field->value, CLIENT_TEXT_MAX, "%s%ld", mark, number);
}

static void save(struct client *c, const char *file, long seconds)
{
    FILE *kept = fopen(file, "w");
    time_t end = time(NULL) + seconds;
    char path[CLIENT_TEXT_MAX];
    long answered = 0;

    if (!kept)
        client_give_up("cannot write the file", 0);
    declare(c);
    find_sheet(c, path);
    for (long number = 1; time(NULL) < end; number++) {
        open_sheet(c, path);
        write_comment(c, number);
        if (!form_post(c, &form))
            continue;
        if (c->status == 503)
            continue;
        if (c->status != 303)
            client_give_up("the sheet is refused", c->status);
        fprintf(kept, "%ld\n", number);
        fflush(kept);
        answered++;
    }
    fclose(kept);
    printf("%ld saves answered\n", answered);
}

static void check(struct client *c)
{
    char path[CLIENT_TEXT_MAX];
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
    login(&c, argv[2], argv[3]);
    if (strcmp(argv[4], "save") == 0 && argc == 7)
        save(&c, argv[5], strtol(argv[6], NULL, 10));
    else
        check(&c);
    return 0;
}
