/* JSON: whatever is read can be written and reads back as the same text. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void write_tree(struct json_out *j, const struct json *tree)
{
    size_t count = 0;
    if (tree->kind == JSON_OBJECT)
        json_object(j, tree->key);
    else if (tree->kind == JSON_ARRAY)
        json_array(j, tree->key);
    else if (tree->kind == JSON_TEXT)
        json_text(j, tree->key, tree->text);
    else if (tree->kind == JSON_INTEGER)
        json_int(j, tree->key, tree->integer);
    else if (tree->kind == JSON_REAL)
        json_real(j, tree->key, tree->real);
    else if (tree->kind == JSON_NULL)
        json_null(j, tree->key);
    else
        json_bool(j, tree->key, tree->kind == JSON_TRUE);
    for (const struct json *at = tree->child; at; at = at->next, count++)
        write_tree(j, at);
    must(count == tree->count);
    if (tree->kind == JSON_OBJECT)
        json_object_end(j);
    else if (tree->kind == JSON_ARRAY)
        json_array_end(j);
}

static struct buf rewrite(struct arena *mem, const char *text, size_t bytes,
                          int indent)
{
    struct json_fault fault = {0, NULL};
    const struct json *tree = json_parse(mem, text, bytes, &fault);
    struct buf out = {0};
    if (!tree) {
        must(fault.line > 0 && str_utf8(fault.text, strlen(fault.text)));
        return out;
    }
    struct json_out j;
    buf_init(&out, mem);
    json_out_start(&j, &out, indent);
    write_tree(&j, tree);
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    struct buf first = rewrite(mem, (const char *)data, bytes, 1);
    if (first.data) {
        struct buf second = rewrite(mem, first.data, first.bytes, 1);
        must(second.data && strcmp(first.data, second.data) == 0);
    }
    arena_free(mem);
    return 0;
}
