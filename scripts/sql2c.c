/* sql2c: named SQL statements become typed C functions.
 *
 *   sql2c OUTDIR SCHEMA.sql… -- QUERY.sql…
 *
 * Each statement in sql/query/NOUN.sql stands under a signature:
 *
 *   -- entry_get(id int) one
 *   SELECT id, title, submitted_at FROM entry WHERE id = :id;
 *
 * Parameter types: int, int? (a pointer, NULL binds NULL), text (NULL binds
 * NULL), real. Kinds: one (bool, fills a row), many (count, array of rows),
 * exec (changed rows), insert (new id, 0 if it conflicted). A column's type
 * comes from the schema; an expression, or a column of an outer join, says it
 * in its alias: AS "total:int", AS "name:text", AS "closed_at:int?".
 *
 * Every statement is prepared against the real schema, so a wrong column or a
 * missing parameter stops the build. Reads go to sql_NOUN.h, writes to
 * sql_NOUN_write.h. SQLite's authorizer adds a wall: only the files listed in
 * score_files may name the tables that hold marks. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

enum { PARAMS_MAX = 40, COLUMNS_MAX = 60, NAME_MAX_BYTES = 64 };

enum kind { KIND_ONE, KIND_MANY, KIND_EXEC, KIND_INSERT };

struct value {
    char name[NAME_MAX_BYTES];
    char type[8]; /* int real text */
    bool nullable;
};

struct query {
    char name[NAME_MAX_BYTES];
    enum kind kind;
    int line;
    const char *sql;
    struct value param[PARAMS_MAX];
    int param_count;
    struct value column[COLUMNS_MAX];
    int column_count;
    bool reads;
};

struct output {
    FILE *read_header, *write_header, *code;
};

static const char *const score_files[] = {"ballot", "tally"};

static sqlite3 *db;
static const char *file;
static const char *noun;
static int line_now;

static void fail(int line, const char *format, ...)
    __attribute__((format(printf, 2, 3), noreturn));

static void fail(int line, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "%s:%d: ", file, line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

static char *slurp(const char *path)
{
    file = path;
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail(0, "%s", strerror(errno));
    fseek(f, 0, SEEK_END);
    long bytes = ftell(f);
    rewind(f);
    char *text = calloc(1, (size_t)bytes + 2);
    if (text == NULL || fread(text, 1, (size_t)bytes, f) != (size_t)bytes)
        fail(0, "cannot read");
    fclose(f);
    return text;
}

static int guard_scores(void *unused, int action, const char *table,
                        const char *b, const char *c, const char *d)
{
    (void)unused, (void)b, (void)c, (void)d;
    bool touches = action == SQLITE_READ || action == SQLITE_INSERT ||
                   action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if (!touches || noun == NULL || table == NULL)
        return SQLITE_OK;
    if (strcmp(table, "score") != 0 && strcmp(table, "score_version") != 0)
        return SQLITE_OK;
    for (size_t i = 0; i < sizeof score_files / sizeof *score_files; i++)
        if (strcmp(noun, score_files[i]) == 0)
            return SQLITE_OK;
    fail(line_now, "only %s.sql and %s.sql may name the table %s",
         score_files[0], score_files[1], table);
}

static bool type_known(const char *type)
{
    return strcmp(type, "int") == 0 || strcmp(type, "real") == 0 ||
           strcmp(type, "text") == 0;
}

/* "int?" → int, nullable; text is always a pointer that may be NULL */
static void parse_type(int line, const char *text, size_t bytes,
                       struct value *v)
{
    v->nullable = bytes > 0 && text[bytes - 1] == '?';
    if (v->nullable)
        bytes--;
    snprintf(v->type, sizeof v->type, "%.*s", (int)bytes, text);
    if (!type_known(v->type))
        fail(line, "unknown type '%s'", v->type);
}

static const char *c_type(const struct value *v)
{
    if (strcmp(v->type, "text") == 0)
        return "const char *";
    if (strcmp(v->type, "real") == 0)
        return v->nullable ? "const double *" : "double ";
    return v->nullable ? "const int64_t *" : "int64_t ";
}

static void parse_signature(struct query *q, const char *text)
{
    int used = 0;
    if (sscanf(text, "%63[a-z0-9_]%n", q->name, &used) != 1 ||
        text[used] != '(')
        fail(q->line, "a signature is: -- name(param type, …) kind");
    const char *at = text + used + 1;
    while (*at != '\0' && *at != ')') {
        if (q->param_count == PARAMS_MAX)
            fail(q->line, "too many parameters");
        struct value *p = &q->param[q->param_count++];
        char type[16];
        if (sscanf(at, " %63[a-z0-9_] %15[a-z?]%n", p->name, type, &used) != 2)
            fail(q->line, "bad parameter near '%s'", at);
        parse_type(q->line, type, strlen(type), p);
        at += used;
        while (*at == ',' || *at == ' ')
            at++;
    }
    static const char *const kinds[] = {"one", "many", "exec", "insert"};
    char kind[16] = "";
    if (sscanf(at, ") %15[a-z]", kind) != 1)
        fail(q->line, "the kind is missing");
    for (int i = 0; i < 4; i++)
        if (strcmp(kind, kinds[i]) == 0) {
            q->kind = (enum kind)i;
            return;
        }
    fail(q->line, "unknown kind '%s'", kind);
}

static void describe_column(struct query *q, sqlite3_stmt *st, int i)
{
    struct value *v = &q->column[i];
    const char *label = sqlite3_column_name(st, i);
    const char *colon = strchr(label, ':');
    if (colon != NULL) {
        snprintf(v->name, sizeof v->name, "%.*s", (int)(colon - label), label);
        parse_type(q->line, colon + 1, strlen(colon + 1), v);
        return;
    }
    snprintf(v->name, sizeof v->name, "%s", label);
    const char *declared = sqlite3_column_decltype(st, i);
    if (declared == NULL)
        fail(q->line, "%s: the expression '%s' needs AS \"name:type\"", q->name,
             label);
    const char *type = strcmp(declared, "INTEGER") == 0 ? "int"
                       : strcmp(declared, "REAL") == 0  ? "real"
                                                        : "text";
    snprintf(v->type, sizeof v->type, "%s", type);
    int not_null = 0, primary = 0;
    sqlite3_table_column_metadata(db, sqlite3_column_database_name(st, i),
                                  sqlite3_column_table_name(st, i),
                                  sqlite3_column_origin_name(st, i), NULL, NULL,
                                  &not_null, &primary, NULL);
    v->nullable = !not_null && !primary;
}

static void describe(struct query *q)
{
    sqlite3_stmt *st = NULL;
    const char *tail = NULL;
    line_now = q->line;
    if (sqlite3_prepare_v2(db, q->sql, -1, &st, &tail) != SQLITE_OK)
        fail(q->line, "%s: %s", q->name, sqlite3_errmsg(db));
    while (isspace((unsigned char)*tail))
        tail++;
    if (*tail != '\0')
        fail(q->line, "%s: more than one statement", q->name);
    if (sqlite3_bind_parameter_count(st) != q->param_count)
        fail(q->line, "%s: the statement has %d parameters, not %d", q->name,
             sqlite3_bind_parameter_count(st), q->param_count);
    for (int i = 0; i < q->param_count; i++) {
        char name[NAME_MAX_BYTES + 1];
        snprintf(name, sizeof name, ":%s", q->param[i].name);
        if (sqlite3_bind_parameter_index(st, name) == 0)
            fail(q->line, "%s: %s is not used", q->name, name);
    }
    bool wants_rows = q->kind == KIND_ONE || q->kind == KIND_MANY;
    q->column_count = sqlite3_column_count(st);
    if (wants_rows != (q->column_count > 0) || q->column_count > COLUMNS_MAX)
        fail(q->line, "%s: its kind does not fit its columns", q->name);
    for (int i = 0; i < q->column_count; i++)
        describe_column(q, st, i);
    q->reads = sqlite3_stmt_readonly(st) != 0;
    sqlite3_finalize(st);
}

static void emit_prototype(FILE *out, const struct query *q)
{
    static const char *const results[] = {"bool", "size_t", "int64_t",
                                          "int64_t"};
    fprintf(out, "%s sql_%s(struct db *db", results[q->kind], q->name);
    for (int i = 0; i < q->param_count; i++)
        fprintf(out, ", %s%s", c_type(&q->param[i]), q->param[i].name);
    if (q->kind == KIND_ONE)
        fprintf(out, ", struct sql_%s_row *row", q->name);
    if (q->kind == KIND_MANY)
        fprintf(out, ", struct sql_%s_row **rows", q->name);
    fputc(')', out);
}

static void emit_header(FILE *out, const struct query *q)
{
    fputc('\n', out);
    if (q->column_count > 0) {
        fprintf(out, "struct sql_%s_row {\n", q->name);
        for (int i = 0; i < q->column_count; i++)
            fprintf(out, "    %s%s;\n", c_type(&q->column[i]),
                    q->column[i].name);
        fputs("};\n", out);
    }
    emit_prototype(out, q);
    fputs(";\n", out);
}

static void emit_string(FILE *out, const char *text)
{
    fputs("        \"", out);
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            fputs("\\n\"\n        \"", out);
            continue;
        }
        if (*text == '"' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
    fputs("\"", out);
}

static void emit_row(FILE *out, const struct query *q)
{
    for (int i = 0; i < q->column_count; i++) {
        const struct value *v = &q->column[i];
        bool optional = v->nullable && strcmp(v->type, "text") != 0;
        fprintf(out, "        row->%s = db_column_%s%s(db, st, %d);\n", v->name,
                v->type, optional ? "_opt" : "", i);
    }
}

static void emit_body(FILE *out, const struct query *q)
{
    switch (q->kind) {
    case KIND_ONE:
        fputs("    bool found = db_step(db, st);\n    if (found) {\n", out);
        emit_row(out, q);
        fputs("    }\n    db_done(db, st);\n    return found;\n", out);
        break;
    case KIND_MANY:
        fputs(
            "    size_t count = 0;\n    *rows = NULL;\n"
            "    while (db_step(db, st)) {\n"
            "        *rows = db_grow(db, *rows, count, sizeof **rows);\n",
            out);
        fprintf(out, "        struct sql_%s_row *row = &(*rows)[count++];\n",
                q->name);
        emit_row(out, q);
        fputs("    }\n    db_done(db, st);\n    return count;\n", out);
        break;
    case KIND_EXEC:
    case KIND_INSERT:
        fprintf(out, "    return db_%s(db, st);\n",
                q->kind == KIND_EXEC ? "run" : "insert");
        break;
    }
}

static void emit_code(FILE *out, const struct query *q)
{
    fputc('\n', out);
    emit_prototype(out, q);
    fputs("\n{\n    static const char sql[] =\n", out);
    emit_string(out, q->sql);
    fputs(";\n    sqlite3_stmt *st = db_statement(db, sql);\n", out);
    for (int i = 0; i < q->param_count; i++) {
        const struct value *v = &q->param[i];
        bool optional = v->nullable && strcmp(v->type, "text") != 0;
        fprintf(out, "    db_bind_%s%s(db, st, \":%s\", %s);\n", v->type,
                optional ? "_opt" : "", v->name, v->name);
    }
    emit_body(out, q);
    fputs("}\n", out);
}

static FILE *create(const char *folder, const char *suffix)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/sql_%s%s", folder, noun, suffix);
    FILE *out = fopen(path, "wb");
    if (out == NULL)
        fail(0, "cannot write %s: %s", path, strerror(errno));
    fprintf(out, "/* Generated by sql2c from %s. */\n", file);
    return out;
}

static struct output create_all(const char *folder)
{
    struct output o = {create(folder, ".h"), create(folder, "_write.h"),
                       create(folder, ".c")};
    const char *head =
        "#pragma once\n\n#include <stdbool.h>\n"
        "#include <stddef.h>\n#include <stdint.h>\n\n"
        "struct db;\n";
    fputs(head, o.read_header);
    fputs(head, o.write_header);
    fprintf(o.code,
            "#include \"gen/sql_%s.h\"\n#include \"gen/sql_%s_write.h\"\n"
            "#include \"db/statement.h\"\n",
            noun, noun);
    return o;
}

static bool is_signature(const char *at)
{
    char name[NAME_MAX_BYTES];
    int used = 0;
    return sscanf(at, "-- %63[a-z0-9_]%n", name, &used) == 1 && at[used] == '(';
}

static char *skip_line(char *at, int *line)
{
    char *end = strchr(at, '\n');
    (*line)++;
    return end == NULL ? NULL : end + 1;
}

/* Compiles the statement whose signature stands at `at`; returns where the
 * next signature begins, or NULL at the end of the file. */
static char *compile_one(char *at, int *line, const struct output *o)
{
    struct query q = {.line = *line};
    char *body = skip_line(at, line);
    if (body == NULL)
        fail(q.line, "a signature without a statement");
    body[-1] = '\0';
    parse_signature(&q, at + 3);
    char *end = body;
    while (end != NULL && *end != '\0' && !is_signature(end))
        end = skip_line(end, line);
    size_t bytes = end == NULL ? strlen(body) : (size_t)(end - body);
    char *sql = strndup(body, bytes);
    while (bytes > 0 && isspace((unsigned char)sql[bytes - 1]))
        sql[--bytes] = '\0';
    q.sql = sql;
    describe(&q);
    emit_header(q.reads ? o->read_header : o->write_header, &q);
    emit_code(o->code, &q);
    free(sql);
    return end;
}

static void compile(const char *path, const char *folder)
{
    char *text = slurp(path);
    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    char name[NAME_MAX_BYTES];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(base, "."), base);
    noun = name;
    struct output o = create_all(folder);
    int line = 1;
    char *at = text;
    while (at != NULL && *at != '\0')
        at = is_signature(at) ? compile_one(at, &line, &o)
                              : skip_line(at, &line);
    if (fclose(o.read_header) || fclose(o.write_header) || fclose(o.code))
        fail(0, "cannot write the output");
    noun = NULL;
}

static void load_schema(const char *path)
{
    char *error = NULL;
    char *text = slurp(path);
    if (sqlite3_exec(db, text, NULL, NULL, &error) != SQLITE_OK)
        fail(1, "%s", error);
    free(text);
}

int main(int argc, char **argv)
{
    int i = 2;
    sqlite3_open(":memory:", &db);
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        load_schema(argv[i]);
    if (argc < 4 || i + 1 >= argc) {
        fputs("usage: sql2c OUTDIR SCHEMA.sql… -- QUERY.sql…\n", stderr);
        return 2;
    }
    sqlite3_set_authorizer(db, guard_scores, NULL);
    for (i++; i < argc; i++)
        compile(argv[i], argv[1]);
    sqlite3_close(db);
    return 0;
}
