# Lorbeer. `make help` lists the targets.
#
# Two builds of the same objects: release (-O2, what people run) and debug
# (ASan + UBSan, what tests run). Generated C lives in build/gen and is made
# before anything is compiled. Everything is in one file and one make.

CC ?= gcc
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules -j$(shell nproc)
SHELL := /bin/bash
.DELETE_ON_ERROR:

PACKAGES := sqlite3 libsodium liboath libqrencode libcmark jansson libutf8proc libqpdf libzip libseccomp
LIBS := $(shell pkg-config --libs $(PACKAGES)) -lcsv -linih -lxlsxwriter \
        -lmagic -lpthread -lm
# One short line for each file; `make V=1` shows the commands.
ifndef V
say = @printf '  %s\n' '$@';
endif

STANDARD := -std=c17 -D_GNU_SOURCE -Isrc -Ibuild
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 \
            -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wswitch-enum \
            -Wwrite-strings $(WERROR)
BAN := -include src/base/ban.h
COMMON := $(STANDARD) $(WARNINGS) -fPIC -fvisibility=hidden -g -MMD -MP \
          -fstack-protector-strong -ffp-contract=off
CFLAGS_release := -O2 -D_FORTIFY_SOURCE=2
CFLAGS_debug := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
                -fno-omit-frame-pointer -DLORBEER_SANDBOX_OFF -fvisibility=default
CFLAGS_cover := -O0 --coverage
CFLAGS_check := -O1 -fanalyzer -fdiagnostics-path-format=none -Werror
LDFLAGS_release := -Wl,-z,relro,-z,now
# nothing in Kore of the same name gets in between, though all is visible
LDFLAGS_debug := -fsanitize=address,undefined -Wl,-Bsymbolic
LDFLAGS_cover := --coverage

# --- sources ---------------------------------------------------------------

ALL_C := $(wildcard src/*/*.c)
ENTRY_C := src/app/kore.c src/app/kore_stream.c src/app/main.c src/app/mail.c
KIT_C := $(filter-out $(ENTRY_C),$(ALL_C))
TEMPLATES := $(wildcard src/page/*.html)
SCHEMA := $(sort $(wildcard sql/schema/*.sql))
QUERIES := $(wildcard sql/query/*.sql)
ASSETS := $(wildcard assets/web/*) $(wildcard assets/schema/*.json) build/gen/characters.js build/gen/lorbeer.css

NOUNS := $(QUERIES:sql/query/%.sql=%)
GEN_SQL := $(NOUNS:%=build/gen/sql_%.c)
GEN_HTML := $(TEMPLATES:src/page/%.html=build/gen/html_%.c)
GEN_C := $(GEN_SQL) $(GEN_HTML) build/gen/schema.c build/gen/lang_table.c \
         build/gen/mail_templates.c build/gen/kit_originals.c

objects = $(KIT_C:%.c=build/$(1)/%.o) $(GEN_C:build/%.c=build/$(1)/%.o) \
          build/$(1)/gen/assets.o

# --- what people run ---------------------------------------------------------

all: build/release/lorbeer build/release/lorbeer.so build/node/.installed ## build program, module and typesetter

run: ## install, build and serve the sample editions (scripts/run)
	scripts/run

# --- generated code ------------------------------------------------------------

build/tools/sql2c: scripts/sql2c.c
	@mkdir -p $(@D)
	$(say) $(CC) $(STANDARD) $(WARNINGS) -O1 -o $@ $< -lsqlite3

build/gen/.sql: build/tools/sql2c $(SCHEMA) $(QUERIES)
	@mkdir -p build/gen
	build/tools/sql2c build/gen $(SCHEMA) -- $(QUERIES)
	@touch $@
$(GEN_SQL): build/gen/.sql ;

build/gen/schema.c: scripts/schema2c.awk $(SCHEMA)
	@mkdir -p $(@D)
	awk -f scripts/schema2c.awk $(SCHEMA) > $@

build/gen/html_%.c: src/page/%.html scripts/html2c.awk
	@mkdir -p $(@D)
	awk -f scripts/html2c.awk $< > $@

CATALOGUES := $(sort $(wildcard assets/lang/de/*.po))
build/gen/lang_table.c: scripts/po2c.awk $(CATALOGUES)
	@mkdir -p $(@D)
	LC_ALL=C awk -f scripts/po2c.awk $(CATALOGUES) > $@

MAILS := $(sort $(wildcard assets/mail/*.txt))
build/gen/mail_templates.c: scripts/mail2c.awk $(MAILS)
	@mkdir -p $(@D)
	awk -f scripts/mail2c.awk $(MAILS) > $@

KIT_WORDS := $(sort $(wildcard assets/kit/*.txt))
build/gen/kit_originals.c: scripts/kit2c.awk $(KIT_WORDS)
	@mkdir -p $(@D)
	awk -f scripts/kit2c.awk $(KIT_WORDS) > $@

# One rule for server and browser: the table is made of the server's answers.
build/tools/characters2js: scripts/characters2js.c src/base/character.c src/base/character.h
	@mkdir -p $(@D)
	$(say) $(CC) $(STANDARD) $(WARNINGS) -O1 -o $@ $(filter %.c,$^) $(shell pkg-config --libs libutf8proc)
build/gen/characters.js: build/tools/characters2js assets/script/characters.js
	@mkdir -p $(@D)
	{ build/tools/characters2js; cat assets/script/characters.js; } > $@

# One stylesheet of many files, in the order of their numbers.
STYLES := $(sort $(wildcard assets/style/*.css))
build/gen/lorbeer.css: $(STYLES)
	@mkdir -p $(@D)
	cat $(STYLES) > $@

build/gen/assets.S: scripts/asset2c $(ASSETS)
	@mkdir -p $(@D)
	scripts/asset2c $@ $(ASSETS)

GENERATED := build/gen/.sql $(GEN_C)

# --- objects and programs, once per build ----------------------------------------

KORE_FLAGS = $(filter -D%,$(shell cat /usr/share/kore/features))

define BUILD
build/$(1)/src/%.o: src/%.c | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(say) $$(CC) $$(COMMON) $$(CFLAGS_$(1)) $$(BAN) -c -o $$@ $$<
build/$(1)/src/app/kore_conf.o: conf/kore.conf
build/$(1)/src/app/kore.o build/$(1)/src/app/kore_stream.o: build/$(1)/%.o: %.c | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(say) $$(CC) $$(filter-out -Wpedantic -Wconversion,$$(COMMON)) $$(KORE_FLAGS) $$(CFLAGS_$(1)) -c -o $$@ $$<
build/$(1)/gen/%.o: build/gen/%.c | $$(GENERATED)
	@mkdir -p $$(@D)
	$$(say) $$(CC) $$(COMMON) $$(CFLAGS_$(1)) -c -o $$@ $$<
build/$(1)/gen/assets.o: build/gen/assets.S
	@mkdir -p $$(@D)
	$$(say) $$(CC) -c -o $$@ $$<
build/$(1)/kit.a: $$(call objects,$(1))
	@rm -f $$@
	@ar rcs $$@ $$^
# libcurl is in the program only: the web server must not have it
build/$(1)/lorbeer: build/$(1)/src/app/main.o build/$(1)/src/app/mail.o $$(call objects,$(1))
	$$(say) $$(CC) $$(LDFLAGS_$(1)) -o $$@ $$^ $$(LIBS) -lcurl
build/$(1)/lorbeer.so: build/$(1)/src/app/kore.o build/$(1)/src/app/kore_stream.o $$(call objects,$(1))
	$$(say) $$(CC) -shared $$(LDFLAGS_$(1)) -o $$@ $$^ $$(LIBS)
-include $$(wildcard build/$(1)/src/*/*.d build/$(1)/gen/*.d build/$(1)/tests/*/*.d)
endef
$(foreach build,release debug cover check,$(eval $(call BUILD,$(build))))

# Loops over whole fields of entries: worth the vectoriser's full effort.
build/release/src/model/tally_rows.o build/release/src/model/tally_places.o build/release/src/model/tally_cross.o: CFLAGS_release += -O3

# The typesetter: one npm module, pinned, beside node itself.
build/node/.installed: assets/brochure/package.json assets/brochure/package-lock.json
	@mkdir -p build/node
	cp $^ build/node/
	cd build/node && npm ci --omit=dev --ignore-scripts --no-audit --no-fund
	@touch $@

# --- tests -----------------------------------------------------------------------

UNIT := $(patsubst tests/%.c,build/debug/tests/%,$(wildcard tests/unit/*_test.c))
STORY := $(patsubst tests/%.c,build/debug/tests/%,$(wildcard tests/story/*_test.c))
SUPPORT_C := $(filter-out tests/support/%_main.c tests/support/json_compare.c,$(wildcard tests/support/*.c))
SUPPORT := $(SUPPORT_C:%.c=build/debug/%.o)
TEST_FLAGS = $(filter-out -Wmissing-prototypes,$(COMMON)) -Itests $(CFLAGS_debug)

build/debug/tests/support/%.o: tests/support/%.c | $(GENERATED)
	@mkdir -p $(@D)
	$(say) $(CC) $(TEST_FLAGS) -c -o $@ $<
# Shared by the test programs: two hundred copies of it are 8 GB.
build/debug/kit.so: $(call objects,debug)
	$(say) $(CC) -shared $(CFLAGS_debug) -Wl,-soname,$(@F) -o $@ $^ $(LIBS)
build/debug/tests/support.so: $(SUPPORT) build/debug/kit.so
	$(say) $(CC) -shared $(CFLAGS_debug) -Wl,-soname,$(@F) -o $@ $^ $(LIBS) -Wl,-rpath,'$$ORIGIN/..'
TEST_LIBS := -Wl,-rpath,'$$ORIGIN/..:$$ORIGIN/../..'
build/debug/tests/%: tests/%.c build/debug/tests/support.so build/debug/kit.so
	@mkdir -p $(@D)
	$(say) $(CC) $(TEST_FLAGS) -o $@ $(filter %.c %.so,$^) $(LIBS) -lcmocka $(TEST_LIBS)
build/debug/json_compare: tests/support/json_compare.c build/debug/kit.so
	$(say) $(CC) $(TEST_FLAGS) -o $@ $(filter %.c %.so,$^) $(LIBS) -Wl,-rpath,'$$ORIGIN'
build/debug/save_client: tests/smoke/save_client.c tests/smoke/client_form.c tests/smoke/client.c tests/smoke/client_form.h tests/smoke/client.h
	@mkdir -p $(@D)
	$(say) $(CC) $(STANDARD) $(WARNINGS) -Itests -O1 -g -o $@ $(filter %.c,$^)

build/debug/storm_client: tests/smoke/storm_client.c
	@mkdir -p $(@D)
	$(say) $(CC) $(STANDARD) $(WARNINGS) -O1 -g -o $@ $<
build/release/%_home: tests/smoke/%_home.c build/release/kit.a
	@mkdir -p $(@D)
	$(say) $(CC) $(filter-out -Wmissing-prototypes,$(COMMON)) $(CFLAGS_release) -o $@ $< build/release/kit.a $(LIBS)

tests: $(UNIT) $(STORY) build/debug/json_compare build/debug/save_client build/debug/storm_client build/release/storm_home build/release/torture_home build/debug/lorbeer build/debug/lorbeer.so ## build every test program

test: all tests ## run every test (scripts/test)
	scripts/test

FUZZERS := $(patsubst tests/fuzz/%_fuzz.c,%,$(wildcard tests/fuzz/*_fuzz.c))
FUZZ_SECONDS ?= 60
FUZZ_C = $(KIT_C) $(GEN_C)
build/fuzz/%.o: %.c | $(GENERATED)
	@mkdir -p $(@D)
	$(say) clang $(STANDARD) -w -fPIC -g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -MMD -MP -c -o $@ $<
-include $(FUZZ_C:%.c=build/fuzz/%.d)
build/fuzz/kit.a: $(FUZZ_C:%.c=build/fuzz/%.o) build/release/gen/assets.o
	@rm -f $@
	@ar rcs $@ $^
build/fuzz/%_fuzz: tests/fuzz/%_fuzz.c build/fuzz/kit.a
	$(say) clang $(STANDARD) -w -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -o $@ $< build/fuzz/kit.a $(LIBS)
fuzzers: $(FUZZERS:%=build/fuzz/%_fuzz)
fuzz: fuzzers ## fuzz every parser, FUZZ_SECONDS each (60)
	scripts/fuzz $(FUZZ_SECONDS)

# --- checks ----------------------------------------------------------------------

analysed: $(ALL_C:%.c=build/check/%.o)
check: ## format, floors, translations, warnings as errors, analysers
	scripts/check

COVER_TESTS := $(patsubst tests/%.c,build/cover/tests/%,$(wildcard tests/unit/*_test.c tests/story/*_test.c))
build/cover/tests/%: tests/%.c $(SUPPORT_C) build/cover/kit.a
	@mkdir -p $(@D)
	$(say) $(CC) $(filter-out -Wmissing-prototypes -MMD -MP,$(COMMON)) -Itests -O0 -o $@ $< $(SUPPORT_C) build/cover/kit.a --coverage $(LIBS) -lcmocka
cover-tests: $(COVER_TESTS)

build/release/tests/bench/%_bench: tests/bench/%_bench.c build/release/kit.a
	@mkdir -p $(@D)
	$(say) $(CC) $(filter-out -Wmissing-prototypes,$(COMMON)) $(CFLAGS_release) -o $@ $< build/release/kit.a $(LIBS)

bench: all ## measure against a bare Kore handler in the same run
	+scripts/bench

cover: ## test coverage of the unit tests and stories, per file
	scripts/cover

clean: ## remove everything that was built
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: cover-tests all run tests test fuzz fuzzers check analysed bench cover clean help
.SECONDARY:
