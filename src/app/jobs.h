/* `lorbeer jobs`: the job process beside the web server. Takes one job at a
 * time out of the job table, writes the reminders that are due, and sends one
 * mail after the other, until SIGTERM. */
#pragma once

struct app;

/* Works at what waits, then looks every half second whether something new is
 * there, and every ten whether something is due by the clock. Returns after
 * SIGTERM or SIGINT; the job at hand is given back and its child ended. One
 * call in a process. */
void jobs_run(struct app *app);

/* Works at what waits now and returns: how many jobs that were. */
int jobs_work(struct app *app);
