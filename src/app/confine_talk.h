/* A confined program that stays: it gets requests, one line each, and answers
 * each with one line that begins with "{". For work that would take longer to
 * begin than to do. It is as confined as every other (see confine.h); who asks
 * decides when it has lived long enough. */
#pragma once

#include "app/confine.h"

#include <stdbool.h>
#include <stddef.h>

struct confine_talk;

/* Starts it; NULL with a sentence in `why` (200 bytes). plan->seconds is for
 * its whole life, as CPU time: twice as much. The first answer may take as long
 * as the program needs to begin. */
struct confine_talk *confine_talk_start(const struct confine_plan *plan,
                                        char why[200]);

/* Sends the line (without a line break in it) and waits for the answer, at most
 * so long. false: it did not answer in time, has died or said too much; then it
 * is of no more use, and to be ended. */
bool confine_talk_ask(struct confine_talk *talk, const char *line, int ms,
                      char *answer, size_t room);

/* Its process, to look at. */
int confine_talk_pid(const struct confine_talk *talk);

/* Ends it; nothing of its group is left. NULL is fine. */
void confine_talk_end(struct confine_talk *talk);
