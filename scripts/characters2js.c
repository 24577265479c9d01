/* characters2js   Prints the table from which a browser counts as the server
 * does (src/base/character.h), as JavaScript; assets/script/characters.js
 * follows it.
 *
 * The library is asked about every code point and every pair: nothing here
 * knows the rule. Code points of one class and the same traits are a kind. The
 * states are those that the library passes through, found from the first: from
 * each, each kind leads to another, with or without a new character. */
#include <stdio.h>
#include <stdlib.h>

#include "base/character.h"

enum {
    CODES = 0x110000,
    KINDS_MAX = 64,
    STATES_MAX = 512,
    REPLACEMENT = 0xfffd,
    PER_LINE = 16
};

struct kind {
    int class;
    unsigned traits;
    int32_t example;
};

struct state {
    int32_t inner, before; /* the library's, and the code point before */
    int kind;              /* of `before` */
};

static struct kind kinds[KINDS_MAX];
static int kind_count;
static struct state states[STATES_MAX];
static int state_count;

static void stop(const char *what)
{
    fprintf(stderr, "characters2js: too many %s\n", what);
    exit(1);
}

static int kind_of(int32_t code)
{
    int class = character_class(code);
    unsigned traits = character_traits(code);
    for (int i = 0; i < kind_count; i++)
        if (kinds[i].class == class && kinds[i].traits == traits)
            return i;
    if (kind_count == KINDS_MAX)
        stop("kinds");
    kinds[kind_count] = (struct kind){class, traits, code};
    return kind_count++;
}

static int state_of(int32_t inner, int32_t before)
{
    int kind = kind_of(before);
    for (int i = 0; i < state_count; i++)
        if (states[i].inner == inner && states[i].kind == kind)
            return i;
    if (state_count == STATES_MAX)
        stop("states");
    states[state_count] = (struct state){inner, before, kind};
    return state_count++;
}

/* What a browser sends of half a pair of surrogates is U+FFFD. */
static int32_t sent(int32_t code)
{
    return code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
}

/* Runs of one kind: how many code points, of which kind. */
static void print_runs(void)
{
    int runs = 0;
    for (int32_t code = 0; code < CODES;) {
        int kind = kind_of(sent(code));
        int32_t first = code;
        while (code < CODES && kind_of(sent(code)) == kind)
            code++;
        printf("%s%d,%d,", runs % PER_LINE == 0 ? "\n" : "",
               (int)(code - first), kind);
        runs++;
    }
}

/* From the first state each kind begins a character. */
static void print_states(void)
{
    for (int kind = 0; kind < kind_count; kind++)
        state_of(0, kinds[kind].example);
    printf("[");
    for (int kind = 0; kind < kind_count; kind++)
        printf("%d,", 2 * (state_of(0, kinds[kind].example) + 1) + 1);
    printf("],\n");
    for (int i = 0; i < state_count; i++) {
        printf("[");
        for (int kind = 0; kind < kind_count; kind++) {
            int32_t inner = states[i].inner, code = kinds[kind].example;
            bool begins = character_begins(states[i].before, code, &inner);
            printf("%d,", 2 * (state_of(inner, code) + 1) + begins);
        }
        printf("],\n");
    }
}

int main(void)
{
    printf(
        "// Made by scripts/characters2js.c.\n\"use strict\";\n{\n"
        "const runs = [");
    print_runs();
    printf(
        "];\n\n// traits of a kind: 1 white space, 2 hidden, 4 control, "
        "8 mark\nconst traits = [");
    for (int i = 0; i < kind_count; i++)
        printf("%u,", kinds[i].traits);
    printf(
        "];\nconst marks_max = %d;\n\n"
        "// from state to state, by kind: twice the next, plus 1 where a "
        "character begins\nconst states = [\n",
        CHARACTER_MARKS_MAX);
    print_states();
    printf("];\n\n");
    return ferror(stdout) ? 1 : 0;
}
