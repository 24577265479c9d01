/* The seal of a round: its page in the office, and the file to keep. */
#pragma once

#include <stdbool.h>

struct ctx;
struct edition;

void get_sealing(struct ctx *c);
void get_seal(struct ctx *c);

/* Answers with the edition's sealed bundle; 404 if there is none. Who may have
 * it was asked before. */
void sealing_download(struct ctx *c, const struct edition *edition);
