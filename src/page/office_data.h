/* The office's page of data that leave the house: the designer's package, and
 * results for the organiser. Who declared a conflict in the edition gets no
 * results, and no designer's package until the winners are public. The packages
 * themselves: page/office_job.h. */
#pragma once

struct ctx;

void get_office_data(struct ctx *c);
void post_office_data(struct ctx *c);
void get_office_data_xlsx(struct ctx *c);
void get_office_data_json(struct ctx *c);
void get_office_data_csv(struct ctx *c);

/* Public: what the fields of the JSON files mean. */
void get_schema(struct ctx *c);
