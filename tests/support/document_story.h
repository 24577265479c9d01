/* A company hands in a PDF: what the stories about it share. */
#pragma once

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "model/document.h"
#include "model/file.h"
#include "support/nomination.h"
#include "support/story.h"

static const char card[] = "/my/entry/1/document/plan";
static const char head[] = "%PDF-1.7\n";

static inline int setup(void **state)
{
    (void)state;
    story_open();
    home_edition(home);
    nomination_form(home);
    home_sql(home,
             "INSERT INTO question (edition_id, section_id, code, position, "
             "kind, label_de, label_en) SELECT edition_id, id, 'plan', 0, "
             "'file', 'Ihr Plan', 'Your plan' FROM section "
             "WHERE code = 'pictures'");
    nomination_company(home, "anna@firma.example", "Firma GmbH");
    log_in(b, "anna@firma.example");
    visit(b, "/my");
    press(b, "Bewerbung beginnen");
    return 0;
}

static inline void hand_in(const char *name, const char *data, size_t bytes)
{
    visit(b, "/my/entry/1");
    attach(b, "file", name, data, bytes);
    press_in(b, card, NULL);
}

/* The demo's document of three pages, through the job process's work. */
static inline void hand_in_sample(void)
{
    size_t bytes;
    char *data = file_read("assets/demo/document-cedra.pdf", 1 << 20, &bytes);
    assert_non_null(data);
    hand_in("Plan <1>.pdf", data, bytes);
    free(data);
    see(b, "Das Dokument ist gespeichert.");
}

/* As the job process would, without poppler. */
static inline void make_pages(int64_t file_id, int64_t count)
{
    struct world *w = home_begin(home);
    struct document_page page[3];
    for (int64_t i = 0; i < count; i++)
        page[i] = (struct document_page){
            .number = i + 1,
            .digest = file_keep(w, "page", 4),
            .type = "image/jpeg",
            .bytes = 4,
            .width = 1132,
            .height = 1600,
            .text = i == 0 ? "Erster <Absatz>\nläuft weiter\n\n• Punkt" : ""};
    document_rendered(w, file_id, page, (size_t)count);
    home_commit(home);
}

static inline void fail_with(int64_t file_id, enum document_fault fault)
{
    struct world *w = home_begin(home);
    document_blame(w, file_id, fault);
    file_render_failed(w, file_id, "for the log");
    home_commit(home);
}
