/* Setting minutes as text. Width is counted in characters as readers see
 * them. */
#include "model/minutes_plain.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/minutes_words.h"

enum { WIDTH = 76, NAME = 24, GAP = 2 };

struct setting {
    struct arena *mem;
    struct buf out;
};

static void spaces(struct setting *s, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_addc(&s->out, ' ');
}

static void line_of(struct setting *s, const char *of, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add(&s->out, of);
    buf_addc(&s->out, '\n');
}

/* The words of one row at most `width` wide; *at moves behind them. A word that
 * is wider than the row stands alone. */
static const char *take(struct setting *s, const char **at, size_t width)
{
    const char *text = "";
    while (**at == ' ')
        (*at)++;
    while (**at != '\0' && **at != '\n') {
        size_t bytes = strcspn(*at, " \n");
        char *more = arena_printf(s->mem, "%s%s%.*s", text, *text ? " " : "",
                                  (int)bytes, *at);
        if (*text && str_characters(more) > width)
            return text;
        text = more;
        *at += bytes;
        while (**at == ' ')
            (*at)++;
    }
    if (**at == '\n')
        (*at)++;
    return text;
}

/* A paragraph: `first` before its first row, as many spaces before the next. */
static void paragraph(struct setting *s, const char *first, const char *text)
{
    size_t indent = str_characters(first);
    bool begun = false;
    while (*text != '\0' || !begun) {
        if (begun)
            spaces(s, indent);
        else
            buf_add(&s->out, first);
        buf_addf(&s->out, "%s\n", take(s, &text, WIDTH - indent));
        begun = true;
    }
}

/* The name on the left, its value beside it. */
static void fact(struct setting *s, const char *name, const char *value)
{
    const char *label = arena_printf(s->mem, "%s:", name);
    if (str_characters(label) >= NAME) {
        paragraph(s, "", label);
        label = "";
    }
    while (str_characters(label) < NAME)
        label = arena_printf(s->mem, "%s ", label);
    paragraph(s, label, value);
}

static void quote(struct setting *s, const char *name, const char *text)
{
    buf_addf(&s->out, "%s:\n", name);
    while (*text != '\0')
        buf_addf(&s->out, "    %s\n", take(s, &text, WIDTH - 4));
}

/* Groups of eight, in two rows. */
static void hex(struct setting *s, const char *name, const char *digits)
{
    enum { GROUP = 8, GROUPS = 4 };
    buf_addf(&s->out, "%s:", name);
    for (size_t i = 0; digits[i] != '\0'; i++) {
        if (i % ((size_t)GROUP * GROUPS) == 0)
            buf_add(&s->out, "\n    ");
        else if (i % GROUP == 0)
            buf_addc(&s->out, ' ');
        buf_addc(&s->out, digits[i]);
    }
    buf_addc(&s->out, '\n');
}

/* --- tables -----------------------------------------------------------------
 */

/* As wide as they need to be, and the widest gives way. */
static void widths(const struct minutes_line *line, size_t count, size_t *width)
{
    size_t cells = line[0].cells, sum = (cells - 1) * GAP;
    for (size_t c = 0; c < cells; c++) {
        width[c] = 0;
        for (size_t i = 0; i < count; i++) {
            size_t own = str_characters(line[i].cell[c]);
            width[c] = own > width[c] ? own : width[c];
        }
        sum += width[c];
    }
    for (; sum > WIDTH; sum--) {
        size_t widest = 0;
        for (size_t c = 1; c < cells; c++)
            widest = width[c] > width[widest] ? c : widest;
        width[widest]--;
    }
}

static void table_row(struct setting *s, const struct minutes_line *line,
                      const size_t *width)
{
    const char *rest[MINUTES_CELLS_MAX];
    bool more = true;
    for (size_t c = 0; c < line->cells; c++)
        rest[c] = line->cell[c];
    while (more) {
        size_t owed = 0;
        more = false;
        for (size_t c = 0; c < line->cells; c++) {
            const char *text = take(s, &rest[c], width[c]);
            size_t own = str_characters(text);
            if (*text != '\0') {
                spaces(s, owed);
                buf_add(&s->out, text);
                owed = 0;
            }
            owed += (own < width[c] ? width[c] - own : 0) + GAP;
            more = more || *rest[c] != '\0';
        }
        buf_addc(&s->out, '\n');
    }
}

/* The head and the rows behind it; how many lines that were. */
static size_t table(struct setting *s, const struct minutes_line *line,
                    size_t count)
{
    size_t width[MINUTES_CELLS_MAX], rows = 1, sum = 0;
    while (rows < count && line[rows].kind == MINUTES_ROW)
        rows++;
    widths(line, rows, width);
    for (size_t c = 0; c < line[0].cells; c++)
        sum += width[c] + (c > 0 ? GAP : 0);
    buf_addc(&s->out, '\n');
    table_row(s, &line[0], width);
    line_of(s, "-", sum);
    for (size_t i = 1; i < rows; i++)
        table_row(s, &line[i], width);
    buf_addc(&s->out, '\n');
    return rows;
}

/* --- a line -----------------------------------------------------------------
 */

static void sign(struct setting *s, const struct minutes_line *line)
{
    if (line->cell[1][0] == '\0') {
        buf_add(&s->out, "\n\n");
        line_of(s, "_", WIDTH / 2);
        buf_addf(&s->out, "%s\n\n", line->cell[0]);
        return;
    }
    buf_addf(&s->out, "\n%s\n%s, %s\n", line->cell[1], line->cell[0],
             line->cell[2]);
    hex(s, "Ed25519", line->cell[3]);
    buf_addc(&s->out, '\n');
}

static void heading(struct setting *s, const char *text, const char *under)
{
    buf_addf(&s->out, "\n%s\n", text);
    line_of(s, under, str_characters(text));
}

static void set(struct setting *s, const struct minutes_line *line)
{
    switch (line->kind) {
    case MINUTES_HEADING:
        buf_addc(&s->out, '\n');
        heading(s, line->cell[0], "=");
        break;
    case MINUTES_ITEM:
        buf_addc(&s->out, '\n');
        paragraph(s, arena_printf(s->mem, "%s  ", line->cell[0]),
                  line->cell[1]);
        line_of(s, "-", WIDTH);
        break;
    case MINUTES_PART:
        buf_addc(&s->out, '\n');
        paragraph(s, "", line->cell[0]);
        break;
    case MINUTES_TEXT:
        paragraph(s, "", line->cell[0]);
        break;
    case MINUTES_POINT:
        paragraph(s, "- ", line->cell[0]);
        break;
    case MINUTES_FACT:
    case MINUTES_RESULT:
        fact(s, line->cell[0], line->cell[1]);
        break;
    case MINUTES_HEX:
        hex(s, line->cell[0], line->cell[1]);
        break;
    case MINUTES_QUOTE:
        quote(s, line->cell[0], line->cell[1]);
        break;
    case MINUTES_SIGN:
        sign(s, line);
        break;
    case MINUTES_HEAD:
    case MINUTES_ROW: /* table() */
        break;
    }
}

char *minutes_plain(struct arena *mem, const struct minutes_words *words)
{
    struct setting s = {.mem = mem};
    buf_init(&s.out, mem);
    buf_addf(&s.out, "%s\n", words->title);
    line_of(&s, "=", str_characters(words->title));
    buf_addf(&s.out, "%s\n\n", words->subject);
    for (size_t i = 0; i < words->count;) {
        if (words->line[i].kind == MINUTES_HEAD) {
            i += table(&s, &words->line[i], words->count - i);
            continue;
        }
        set(&s, &words->line[i++]);
    }
    return s.out.data;
}
