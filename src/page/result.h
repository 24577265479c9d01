/* The result of a round: ranking, one nomination's arithmetic, files. */
#pragma once

struct ctx;

void get_result(struct ctx *c);
void get_result_entry(struct ctx *c);
void get_result_json(struct ctx *c);
void get_result_csv(struct ctx *c);
void get_result_xlsx(struct ctx *c);
