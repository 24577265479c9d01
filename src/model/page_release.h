/* The page of a company: what is printed of it, its versions, and who released
 * which of them.
 *
 * The content is what the company is answerable for: name, texts, facts,
 * pictures. What the jury decided is not part of it, so nothing here tells a
 * company whether it won. A page is released while the digest of what would be
 * printed now is that of a release that stands: an edit, an answer that was
 * changed, a consent that was withdrawn ends that by itself, and going back to
 * what was released brings it back. */
#pragma once

#include "model/publish_words.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum page_state {
    PAGE_NOT_ASKED,
    PAGE_ASKED,
    PAGE_OPENED,    /* the link was followed */
    PAGE_CORRECTED, /* by the company, and not released since */
    PAGE_RELEASED,
    PAGE_CHANGED /* other than the release that stands */
};

struct page_standing {
    int64_t entry_id;
    const char *name; /* as it is printed */
    bool nominee;     /* only these have pages in the brochure */
    enum page_state state;
    const char *digest;           /* of what would be printed now */
    int64_t asked_at, opened_at;  /* 0: never */
    int64_t corrected_at;         /* PAGE_CORRECTED; else 0 */
    const char *corrected_by;     /* a name, "" if not */
    int64_t released_number;      /* newest release that stands; 0: none */
    const char *released_by;      /* a name, "" if none */
    int64_t released_at;          /* 0 if none */
    const char *released_content; /* JSON as below, NULL if none */
};
/* Of all admitted nominations of an edition, as publish_pages() sorts them; in
 * a fixed number of statements. */
size_t page_standings(const struct world *w, int64_t edition_id,
                      struct page_standing **list);
/* Of one; false if it is not of the edition. */
bool page_standing(const struct world *w, int64_t edition_id, int64_t entry_id,
                   struct page_standing *s);

/* The same, if who acts for the company may see its page: somebody was asked,
 * or everybody may know that it is nominated. */
bool page_known(const struct world *w, int64_t entry_id,
                struct page_standing *s);

/* --- what is printed --------------------------------------------------------
 */

/* JSON: the words by slot, facts, measures, digests of the pictures. */
const char *page_content(const struct world *w, const struct publish_entry *e);
const char *page_digest(const struct world *w, const char *content);

/* The words by slot (publish_slot); NULL: not there. */
struct page_words {
    const char *value[PUBLISH_SLOTS];
};
struct page_words page_words_of(const struct publish_entry *e);
/* Those of the answers; to the nomination's photo only where it is printed. */
struct page_words page_words_answered(const struct publish_entry *answers,
                                      const struct publish_entry *printed);
/* Of a content, or of a draft. */
struct page_words page_words_read(const struct world *w, const char *content);
/* Of a content to go back to; those to another photo than the one that is
 * printed now are not there. */
struct page_words page_words_back(const struct world *w, const char *content,
                                  const struct publish_entry *printed);
void page_words_put(struct publish_entry *e, const struct page_words *words);

/* Facts and measures of a content in one text a language, a line each. */
const char *page_facts(const struct world *w, const char *content,
                       const char *language);
/* Digest of the picture "photo" or "logo" in a content, "" if none. */
const char *page_picture(const struct world *w, const char *content,
                         const char *which);

/* --- changing it ------------------------------------------------------------
 */

/* Who acts: an organiser, a member of the company, or the holder of a link. */
struct page_person {
    const char *made_by; /* "office" or "company" */
    const char *name;
    int64_t link_id, user_id; /* 0 if not by this */
};

enum page_outcome {
    PAGE_OK,
    PAGE_SAME,  /* nothing was other than before */
    PAGE_STALE, /* something else would be printed by now */
    PAGE_OFTEN  /* too many corrections in a day */
};
enum { PAGE_CORRECTIONS_DAY = 40 };

/* Stores the words that are given as what is printed, where they are the answer
 * by taking the edit away, and makes a version of it. Logged. `seen` is the
 * digest that the person saw: if something else would be printed by now,
 * nothing is stored. Write transaction, as all below. */
enum page_outcome page_write(const struct world *w, int64_t entry_id,
                             const char *seen, const struct page_words *words,
                             const struct page_person *who);
/* Releases what would be printed now, if that is what was seen. Logged. */
enum page_outcome page_release(const struct world *w, int64_t entry_id,
                               const char *seen, const struct page_person *who);
/* No release of this page stands any more. Logged. */
void page_release_withdraw(const struct world *w, int64_t entry_id);

/* --- versions ---------------------------------------------------------------
 */

struct page_version {
    int64_t id, number;
    const char *content, *digest, *made_by, *author;
    int64_t made_at;
    const char *released_by; /* by a release that stands; NULL: none */
    int64_t released_at;
};
/* The newest first. */
size_t page_versions(const struct world *w, int64_t edition_id,
                     int64_t entry_id, struct page_version **list);
/* What would be printed now is a version; its id. */
int64_t page_version_note(const struct world *w, int64_t entry_id);

/* --- drafts -----------------------------------------------------------------
 */

/* What that person ("link 7", "user 3", "office 3") typed and did not save;
 * false: nothing. */
bool page_draft(const struct world *w, int64_t entry_id, const char *who,
                struct page_words *words);
/* One that is longer is not kept: the form has it still. */
enum { PAGE_DRAFT_BYTES_MAX = 200 * 1000 };
void page_draft_save(const struct world *w, int64_t entry_id, const char *who,
                     const struct page_words *words);
void page_draft_drop(const struct world *w, int64_t entry_id, const char *who);
