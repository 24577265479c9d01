/* RFC 2045 (quoted-printable), 2047 (encoded words), 5322 (headers).
 *
 * Quoted-printable, since a German text stays readable in it for whoever looks
 * at the raw mail. Every encoded word is shorter than 75 characters and holds
 * whole characters only; a line of the text has at most 76. */
#include "base/mime.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"

enum {
    WORD_MAX = 75,  /* an encoded word */
    TEXT_LINE = 76, /* of the text, with the '=' of a soft break */
    FIRST_LINE = 60 /* what a header's first line may hold beside its name */
};

static const char word_begin[] = "=?UTF-8?Q?", word_end[] = "?=";

static bool is_plain_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static void add_hex(struct buf *out, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    buf_addc(out, '=');
    buf_addc(out, digits[c >> 4]);
    buf_addc(out, digits[c & 15]);
}

/* Bytes of the character at `text`, which is UTF-8. */
static size_t character_bytes(const char *text)
{
    size_t bytes = 1;
    while (((unsigned char)text[bytes] & 0xC0) == 0x80)
        bytes++;
    return bytes;
}

/* --- headers ---------------------------------------------------------------
 */

static bool is_printable_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

static size_t encoded_bytes(const char *text, size_t bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++)
        count +=
            is_plain_letter((unsigned char)text[i]) || text[i] == ' ' ? 1 : 3;
    return count;
}

/* One or more encoded words, folded; white space between two of them is not
 * part of the text. */
static void add_words(struct buf *out, const char *text)
{
    const size_t frame = strlen(word_begin) + strlen(word_end);
    size_t room = FIRST_LINE - frame;
    buf_add(out, word_begin);
    while (*text != '\0') {
        size_t bytes = character_bytes(text);
        size_t need = encoded_bytes(text, bytes);
        if (need > room) {
            buf_addf(out, "%s\r\n %s", word_end, word_begin);
            room = WORD_MAX - frame - 1;
        }
        for (size_t i = 0; i < bytes; i++) {
            unsigned char c = (unsigned char)text[i];
            if (c == ' ')
                buf_addc(out, '_');
            else if (is_plain_letter(c))
                buf_addc(out, (char)c);
            else
                add_hex(out, c);
        }
        room -= need < room ? need : room;
        text += bytes;
    }
    buf_add(out, word_end);
}

/* Text of a header such as the subject. */
static void add_text(struct arena *mem, struct buf *out, const char *text)
{
    const char *line = str_line(mem, text);
    if (is_printable_ascii(line) && strlen(line) <= FIRST_LINE &&
        strstr(line, "=?") == NULL)
        buf_add(out, line);
    else
        add_words(out, line);
}

/* A name before an address. */
static void add_name(struct arena *mem, struct buf *out, const char *name)
{
    const char *line = str_line(mem, name);
    if (!is_printable_ascii(line) || strlen(line) > FIRST_LINE ||
        strstr(line, "=?") != NULL) {
        add_words(out, line);
        return;
    }
    buf_addc(out, '"');
    for (; *line != '\0'; line++) {
        if (*line == '"' || *line == '\\')
            buf_addc(out, '\\');
        buf_addc(out, *line);
    }
    buf_addc(out, '"');
}

static void add_mailbox(struct arena *mem, struct buf *out, const char *name,
                        const char *address)
{
    if (str_empty(name)) {
        buf_addf(out, "<%s>", address);
        return;
    }
    add_name(mem, out, name);
    buf_addf(out, "\r\n <%s>", address);
}

/* English names of days and months whatever the process's language. */
static void add_date(struct buf *out, int64_t at)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t instant = (time_t)at;
    struct tm tm;
    if (!gmtime_r(&instant, &tm))
        die("mime: no time for %lld", (long long)at);
    buf_addf(out, "%.3s, %02d %.3s %04d %02d:%02d:%02d +0000",
             days + (size_t)3 * (size_t)tm.tm_wday, tm.tm_mday,
             months + (size_t)3 * (size_t)tm.tm_mon, tm.tm_year + 1900,
             tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* An address that needs no quoting and no SMTPUTF8, and breaks no header. */
static bool is_usable(const char *address)
{
    if (!str_email(address))
        return false;
    for (const char *at = address; *at != '\0'; at++)
        if (*at <= ' ' || *at > '~' || strchr("<>()[]\\,;:\"", *at) != NULL)
            return false;
    return true;
}

const char *mime_address(struct arena *mem, const char *sender)
{
    const char *open = strrchr(sender, '<');
    const char *close = open ? strchr(open, '>') : NULL;
    return close ? arena_textn(mem, open + 1, (size_t)(close - open - 1))
                 : sender;
}

static const char *name_of(struct arena *mem, const char *sender)
{
    const char *open = strrchr(sender, '<');
    return open ? arena_textn(mem, sender, (size_t)(open - sender)) : "";
}

/* --- the text ----------------------------------------------------------------
 */

/* Does this byte stand for itself? White space not at the end of a line, where
 * it might get lost; nor a dot or "From " at its start. */
static bool stands(const char *text, size_t at, bool line_start)
{
    unsigned char c = (unsigned char)text[at];
    bool last = text[at + 1] == '\n' || text[at + 1] == '\0';
    if (c == ' ' || c == '\t')
        return !last;
    if (line_start && (c == '.' || strncmp(text + at, "From ", 5) == 0))
        return false;
    return c > ' ' && c <= '~' && c != '=';
}

static void add_quoted(struct buf *out, const char *text)
{
    size_t column = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == '\n') {
            buf_add(out, "\r\n");
            column = 0;
            continue;
        }
        if (text[i] == '\r' && text[i + 1] == '\n')
            continue;
        bool plain = stands(text, i, column == 0);
        if (column + (plain ? 1 : 3) > TEXT_LINE - 1) {
            buf_add(out, "=\r\n");
            column = 0;
            plain = stands(text, i, true);
        }
        if (plain)
            buf_addc(out, text[i]);
        else
            add_hex(out, (unsigned char)text[i]);
        column += plain ? 1 : 3;
    }
    if (column > 0)
        buf_add(out, "\r\n");
}

const char *mime_write(struct arena *mem, const struct mime_mail *mail,
                       struct buf *out)
{
    const char *from = mime_address(mem, mail->from);
    if (!is_usable(from))
        return "the sender's address cannot be used in a mail";
    if (!is_usable(mail->to_address))
        return "the recipient's address cannot be used in a mail";
    buf_add(out, "Date: ");
    add_date(out, mail->date);
    buf_add(out, "\r\nFrom: ");
    add_mailbox(mem, out, name_of(mem, mail->from), from);
    buf_add(out, "\r\nTo: ");
    add_mailbox(mem, out, mail->to_name, mail->to_address);
    buf_add(out, "\r\nSubject: ");
    add_text(mem, out, mail->subject);
    buf_addf(out, "\r\nMessage-ID: <%s>", mail->id);
    buf_addf(out, "\r\nContent-Language: %s", mail->language);
    buf_add(out,
            "\r\nAuto-Submitted: auto-generated"
            "\r\nMIME-Version: 1.0"
            "\r\nContent-Type: text/plain; charset=UTF-8"
            "\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
    add_quoted(out, mail->text);
    return NULL;
}
