/* SMTP, by libcurl: the only file that knows it, in a process that does nothing
 * else. libcurl doubles the dots and speaks TLS.
 *
 * The server has the mail once it has seen the end of its text. That goes out
 * after read_text() says that there is no more, so "data" is written just
 * before that: a child that ends without it has not handed over anything. */
#include "app/mail.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>

#include "app/cli.h"
#include "app/post.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/secret.h"
#include "base/str.h"

enum {
    MESSAGE_BYTES_MAX = 4 * 1024 * 1024,
    ORDER_BYTES_MAX = 8192,
    PASSWORD_BYTES_MAX = 1024,
    WORDS_BYTES_MAX = 400,
    CONNECT_SECONDS = 15,
    ALL_SECONDS = 60
};

enum { URL, TLS, SENDER, RECIPIENT, USER, PASSWORD_FILE, CA_FILE, ORDER_LINES };

struct delivery {
    const char *rest; /* of the message */
    size_t rest_bytes;
    bool began;      /* the server was told of a mail */
    bool leaving;    /* what the server says to QUIT is no answer */
    bool given;      /* the end of the text is on its way */
    struct buf said; /* the server's last reply */
    bool more;       /* of the same reply */
};

/* One line at once, so that a kill leaves it whole or not at all. */
static void say(const char *line)
{
    size_t bytes = strlen(line), done = 0;
    while (done < bytes) {
        ssize_t wrote = write(STDOUT_FILENO, line + done, bytes - done);
        if (wrote <= 0)
            _exit(EXIT_ENVIRONMENT);
        done += (size_t)wrote;
    }
}

static size_t read_text(char *room, size_t size, size_t count, void *context)
{
    struct delivery *d = context;
    size_t bytes = size * count < d->rest_bytes ? size * count : d->rest_bytes;
    memcpy(room, d->rest, bytes);
    d->rest += bytes;
    d->rest_bytes -= bytes;
    if (bytes == 0 && !d->given) {
        say("data\n");
        d->given = true;
    }
    return bytes;
}

/* "250-more" goes on, "250 done" ends. */
static void hear(struct delivery *d, const char *line, size_t bytes)
{
    if (!d->more)
        buf_clear(&d->said);
    else if (d->said.bytes < WORDS_BYTES_MAX)
        buf_addc(&d->said, ' ');
    d->more = bytes > 3 && line[3] == '-';
    if (d->said.bytes < WORDS_BYTES_MAX)
        buf_addn(&d->said, line,
                 bytes < WORDS_BYTES_MAX ? bytes : WORDS_BYTES_MAX);
}

static int follow(CURL *curl, curl_infotype type, char *data, size_t bytes,
                  void *context)
{
    struct delivery *d = context;
    (void)curl;
    if (type == CURLINFO_HEADER_IN && !d->leaving)
        hear(d, data, bytes);
    if (type == CURLINFO_HEADER_OUT && bytes > 4) {
        d->began = d->began || memcmp(data, "MAIL", 4) == 0;
        d->leaving = memcmp(data, "QUIT", 4) == 0;
    }
    return 0;
}

/* The server's code says what it did with the mail; before it was told of one,
 * and after it fell silent, only that something is wrong. */
static const char *word_of(const struct delivery *d, CURLcode result, long code)
{
    if (result == CURLE_OK)
        return "accepted";
    if (d->given && code / 100 != 4 && code / 100 != 5)
        return "uncertain";
    if (d->began && code / 100 == 5)
        return "refused";
    return d->began && code / 100 == 4 ? "later" : "unreachable";
}

/* --- what it is told ---------------------------------------------------------
 */

static char *read_password(struct arena *mem, const char *path)
{
    size_t bytes = 0;
    char *text = file_read(path, PASSWORD_BYTES_MAX, &bytes);
    if (text == NULL)
        return NULL;
    char *password = arena_textn(mem, text, strcspn(text, "\r\n"));
    secret_wipe(text, bytes);
    free(text);
    return password;
}

static bool read_order(struct arena *mem, const char *folder,
                       const char *line[ORDER_LINES])
{
    size_t bytes = 0;
    char *text = file_read(arena_printf(mem, "%s/%s", folder, POST_ORDER),
                           ORDER_BYTES_MAX, &bytes);
    if (text == NULL)
        return false;
    const char *at = text;
    int count = 0;
    while (count < ORDER_LINES && *at != '\0') {
        size_t length = strcspn(at, "\n");
        line[count++] = arena_textn(mem, at, length);
        at += length + (at[length] == '\n');
    }
    free(text);
    return count == ORDER_LINES;
}

/* --- handing it over
 * ----------------------------------------------------------- */

static void set_up(CURL *curl, struct delivery *d,
                   const char *const line[ORDER_LINES],
                   struct curl_slist *recipients)
{
    curl_easy_setopt(curl, CURLOPT_URL, line[URL]);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(
        curl, CURLOPT_USE_SSL,
        (long)(str_equal(line[TLS], "tls") ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (*line[CA_FILE] != '\0') {
        curl_easy_setopt(curl, CURLOPT_CAINFO, line[CA_FILE]);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, line[SENDER]);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_text);
    curl_easy_setopt(curl, CURLOPT_READDATA, d);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, follow);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, d);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ALL_SECONDS);
}

static void report(struct arena *mem, const struct delivery *d, CURLcode result,
                   long code, const char *fault)
{
    const char *words =
        code >= 200 && code != 354 && d->said.bytes > 0 &&
                (result == CURLE_OK || (d->began && code >= 400))
            ? d->said.data
        : *fault != '\0' ? fault
                         : curl_easy_strerror(result);
    if (!str_utf8(words, strlen(words)))
        words = "the server answered in no readable text";
    say(arena_printf(mem, "end %s %s\n", word_of(d, result, code),
                     str_line(mem, words)));
}

static void deliver(struct arena *mem, CURL *curl, struct delivery *d,
                    const char *const line[ORDER_LINES])
{
    char fault[CURL_ERROR_SIZE] = "";
    char *password = NULL;
    long code = 0;
    if (*line[USER] != '\0') {
        password = read_password(mem, line[PASSWORD_FILE]);
        if (password == NULL) {
            say("end unreachable the file with the password cannot be read\n");
            return;
        }
        curl_easy_setopt(curl, CURLOPT_USERNAME, line[USER]);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
        secret_wipe(password, strlen(password));
    }
    struct curl_slist *recipients = curl_slist_append(NULL, line[RECIPIENT]);
    set_up(curl, d, line, recipients);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fault);
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    report(mem, d, result, code, fault);
    curl_slist_free_all(recipients);
}

int mail_deliver(const char *folder)
{
    struct arena *mem = arena_new();
    struct delivery d = {0};
    const char *line[ORDER_LINES];
    char *message = file_read(arena_printf(mem, "%s/%s", folder, POST_MESSAGE),
                              MESSAGE_BYTES_MAX, &d.rest_bytes);
    int status = EXIT_ENVIRONMENT;
    CURL *curl = curl_easy_init();
    buf_init(&d.said, mem);
    if (message != NULL && curl != NULL && read_order(mem, folder, line)) {
        d.rest = message;
        deliver(mem, curl, &d, line);
        status = EXIT_DONE;
    }
    curl_easy_cleanup(curl);
    free(message);
    arena_free(mem);
    return status;
}
