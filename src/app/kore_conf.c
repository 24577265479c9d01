/* Kore's configuration: see kore_conf.h. The template is part of the program,
 * so that an installed program needs no file beside it. */
#include "app/kore_conf.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"

/* The assembler reads the file; make runs in the folder that holds conf/. */
__asm__(
    ".pushsection .rodata\n"
    "kore_conf_template:\n"
    ".incbin \"conf/kore.conf\"\n"
    ".byte 0\n"
    ".popsection\n");
extern const char kore_conf_template[] __attribute__((visibility("hidden")));

enum { WORDS = 2 };

struct word {
    const char *mark, *value;
};

static const struct word *word_at(const struct word *words, const char *at)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strncmp(at, words[i].mark, strlen(words[i].mark)) == 0)
            return &words[i];
    return NULL;
}

bool kore_conf_write(const char *path, const char *place, int workers)
{
    struct buf count, text;
    const struct word *word;
    bool ok;

    buf_init(&count, NULL);
    buf_init(&text, NULL);
    buf_addf(&count, "%d", workers);
    const struct word words[WORDS] = {{"@LISTEN@", place},
                                      {"@WORKERS@", count.data}};
    for (const char *at = kore_conf_template; *at;) {
        word = *at == '@' ? word_at(words, at) : NULL;
        if (word) {
            buf_add(&text, word->value);
            at += strlen(word->mark);
        } else {
            buf_addc(&text, *at++);
        }
    }
    ok = file_write(path, text.data, text.bytes, 0600);
    buf_free(&text);
    buf_free(&count);
    return ok;
}
