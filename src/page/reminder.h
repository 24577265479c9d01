/* A round's reminders in the office. */
#pragma once

struct ctx;

void get_reminders(struct ctx *c);
void post_reminders(struct ctx *c); /* sets an instant, or takes suggestions */
void post_remind(struct ctx *c);    /* now */
void post_reminder(struct ctx *c);  /* removes one, or holds it or not */
