/* A juror's receipts for what he handed in, and the sealed file. */
#pragma once

struct ctx;

void get_jury_receipts(struct ctx *c);
void get_jury_receipts_text(struct ctx *c);
void get_jury_seal(struct ctx *c);
