/* json_compare EXPECTED ACTUAL FIELD...
 *
 * Is what EXPECTED has under each field (a.b.c from the outermost object) in
 * ACTUAL too? Texts, nulls and whole numbers must be equal, other numbers
 * within 1e-9 of their size (at least 1); what ACTUAL has beyond it is not
 * looked at. Prints the differences; exit 0 when there are none, 1 when there
 * are, 2 when the comparison cannot be made. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"

enum { SHOWN_MAX = 40, FILE_BYTES_MAX = 1 << 28 };

static int differences;

static void differ(const char *path, const char *what)
{
    if (differences++ < SHOWN_MAX)
        printf("%s: %s\n", path, what);
}

static const struct json *read_json(struct arena *mem, const char *name)
{
    size_t bytes;
    struct json_fault fault;
    char *text = file_read(name, FILE_BYTES_MAX, &bytes);
    if (!text) {
        perror(name);
        exit(2);
    }
    const struct json *root = json_parse(mem, text, bytes, &fault);
    if (!root) {
        fprintf(stderr, "%s:%d: %s\n", name, fault.line, fault.text);
        exit(2);
    }
    free(text);
    return root;
}

static int is_number(const struct json *value)
{
    return value->kind == JSON_INTEGER || value->kind == JSON_REAL;
}

static void compare_values(const char *path, const struct json *want,
                           const struct json *got)
{
    if (is_number(want) && is_number(got)) {
        if (fabs(want->real - got->real) > 1e-9 * fmax(1, fabs(want->real)))
            differ(path, "another number");
    } else if (want->kind != got->kind) {
        differ(path, "another type");
    } else if (want->kind == JSON_TEXT && strcmp(want->text, got->text) != 0) {
        differ(path, "another text");
    }
}

/* Calls itself as deep as the document is. */
static void compare(struct arena *mem, const char *path,
                    const struct json *want, const struct json *got)
{
    if (!got) {
        differ(path, "missing");
        return;
    }
    compare_values(path, want, got);
    if (want->kind != got->kind)
        return;
    if (want->kind == JSON_OBJECT)
        for (const struct json *m = want->child; m; m = m->next)
            compare(mem, arena_printf(mem, "%s.%s", path, m->key), m,
                    json_get(got, m->key));
    if (want->kind != JSON_ARRAY)
        return;
    if (want->count != got->count)
        differ(path, "another number of items");
    int i = 0;
    const struct json *b = got->child;
    for (const struct json *a = want->child; a && b; a = a->next, b = b->next)
        compare(mem, arena_printf(mem, "%s[%d]", path, i++), a, b);
}

static const struct json *follow(struct arena *mem, const struct json *value,
                                 const char *field)
{
    for (const char *at = field; value && *at != '\0';) {
        size_t bytes = strcspn(at, ".");
        value = json_get(value, arena_textn(mem, at, bytes));
        at += bytes + (at[bytes] == '.');
    }
    return value;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: json_compare EXPECTED ACTUAL FIELD...\n", stderr);
        return 2;
    }
    struct arena *mem = arena_new();
    const struct json *want = read_json(mem, argv[1]);
    const struct json *got = read_json(mem, argv[2]);
    for (int i = 3; i < argc; i++) {
        const struct json *expected = follow(mem, want, argv[i]);
        if (expected)
            compare(mem, argv[i], expected, follow(mem, got, argv[i]));
        else
            differ(argv[i], "not in what is expected");
    }
    if (differences > SHOWN_MAX)
        printf("%d differences\n", differences);
    arena_free(mem);
    return differences > 0;
}
