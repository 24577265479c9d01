/* A juror's reading pack: ordered here, and given to him alone. */
#pragma once

struct ctx;

void get_pack(struct ctx *c);
void post_pack(struct ctx *c);
void get_pack_file(struct ctx *c);
