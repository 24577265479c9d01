/* The audit log as the office reads it. */
#pragma once

struct ctx;

void get_log(struct ctx *c);
