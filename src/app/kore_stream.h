/* Streams of events on Kore's connections; see app/live.h for what they say. */
#pragma once

#include "http/reply.h"
#include "http/request.h"

struct app;
struct http_request;

/* Call after the application is open, and before it is closed. */
void stream_start(struct app *app);
void stream_stop(void);
/* Would one more be taken? */
bool stream_has_room(const struct request *request);
/* Begins the answer and leaves the connection open. The headers of the reply
 * were given to Kore. */
void stream_begin(struct http_request *req, const struct request *request,
                  const struct reply *reply);
/* Something may have changed: looks once the present answer is on its way. */
void stream_look(void);
