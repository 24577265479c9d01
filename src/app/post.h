/* Sending mails: the job process's side. Each mail is handed to a server by a
 * child of its own (app/mail.c), confined, with a time limit, that has this
 * mail and the way out, and neither the database nor any other mail. */
#pragma once

#include <stdbool.h>

struct app;
struct arena;

/* Sends one mail that is due; false: none is, lorbeer.conf names no server, or
 * the server did not answer a moment ago. `stopping` is asked about
 * five times a second, without a transaction: a mail that is not handed over
 * yet is given back. */
bool post_one(struct app *app, struct arena *mem, bool (*stopping)(void));

/* At the start: mails that were being sent when the last job process died
 * become uncertain. */
void post_recover(struct app *app, struct arena *mem);

/* What the child is told and tells. In FOLDER: "message", as it travels, and
 * "order": lines URL, "tls" or "plain", sender, recipient, user, file with the
 * password, file with authorities (the last three may be empty). On its stdout:
 * "data" before the text's end is handed over, "end WORD TEXT" at last, WORD
 * one of accepted, refused, later, unreachable, uncertain. */
#define POST_ORDER "order"
#define POST_MESSAGE "message"
