#include "cyaml.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum {
    MAX_DEPTH = 1000,
    MAX_LENGTH = 64 << 20,
    // Every %TAG line is compared with all before it, so a file of nothing else would take minutes.
    MAX_TAG_DIRECTIVES = 32,
};

/// A collection that is still open.
typedef struct open_node {
    uint32_t node;
    bool at_value;  // of a mapping: its last key still waits for a value
} open_node;

/// The tree under construction; `tree` comes first so that its address is the builder's.
typedef struct builder {
    cyaml_tree tree;
    cyaml_node *nodes;
    uint8_t *texts;
    open_node *stack;
    size_t node_room, text_count, text_room;
    uint32_t depth, max_depth, max_nodes;
    bool keeps_tags;
    yaml_parser_t parser;
} builder;

static bool fail(builder *b, int32_t status, yaml_mark_t mark, const char *message) {
    b->tree.status = status;
    b->tree.line = (uint32_t)mark.line + 1;
    b->tree.column = (uint32_t)mark.column + 1;
    snprintf(b->tree.message, sizeof b->tree.message, "%s", message);
    return false;
}

/// The place of a byte.
static yaml_mark_t mark_at(const uint8_t *bytes, size_t length, size_t offset) {
    yaml_mark_t mark = {.index = offset};
    for (size_t i = 0; i < offset && i < length; i++) {
        if (bytes[i] == '\n') {
            mark.line++;
            mark.column = 0;
        } else if ((bytes[i] & 0xC0) != 0x80) {
            mark.column++;
        }
    }
    return mark;
}

/// Turns the parser's own error into ours; what was begun before is named with its place.
static bool fail_by_parser(builder *b, const uint8_t *bytes, size_t length) {
    yaml_parser_t *p = &b->parser;
    const char *problem = p->problem != NULL ? p->problem : "not well-formed";
    switch (p->error) {
    case YAML_MEMORY_ERROR: return fail(b, CYAML_NO_MEMORY, p->mark, "out of memory");
    case YAML_READER_ERROR: {
        bool control = strstr(problem, "control") != NULL;
        yaml_mark_t mark = mark_at(bytes, length, p->problem_offset);
        if (control) return fail(b, CYAML_SYNTAX, mark, "control characters are not allowed");
        return fail(b, CYAML_ENCODING, mark, "the file is not valid UTF-8");
    }
    default: break;
    }
    fail(b, CYAML_SYNTAX, p->problem_mark, problem);
    if (p->context != NULL) {
        snprintf(
            b->tree.message, sizeof b->tree.message, "%s started at %zu:%zu: %s", p->context, p->context_mark.line + 1,
            p->context_mark.column + 1, problem);
    }
    return false;
}

static bool reserve(builder *b, void *items, size_t *room, size_t wanted, size_t size) {
    if (wanted <= *room) return true;
    size_t grown = *room * 2 > wanted ? *room * 2 : wanted;
    if (grown < 64) grown = 64;
    void *moved = realloc(*(void **)items, grown * size);
    if (moved == NULL) return fail(b, CYAML_NO_MEMORY, b->parser.mark, "out of memory");
    *(void **)items = moved;
    *room = grown;
    return true;
}

/// Enters a node where the open collection wants one.
static bool add(builder *b, cyaml_node node, yaml_mark_t mark, const yaml_char_t *anchor, const yaml_char_t *tag) {
    if (anchor != NULL) return fail(b, CYAML_ALIAS, mark, "anchors are not supported; write the value out");
    if (tag != NULL) {
        if (!b->keeps_tags) return fail(b, CYAML_SYNTAX, mark, "tags are not supported");
        size_t length = strlen((const char *)tag);
        if (!reserve(b, &b->texts, &b->text_room, b->text_count + length, 1)) return false;
        memcpy(b->texts + b->text_count, tag, length);
        node.tag_offset = (uint32_t)b->text_count;
        node.tag_count = (uint32_t)length;
        b->text_count += length;
    }
    if (b->tree.node_count >= b->max_nodes) return fail(b, CYAML_TOO_MANY_NODES, mark, "the file has too many values");
    if (b->depth > 0) {
        open_node *parent = &b->stack[b->depth - 1];
        cyaml_node *holder = &b->nodes[parent->node];
        bool mapping = holder->kind == CYAML_MAPPING;
        if (mapping && !parent->at_value && node.kind != CYAML_SCALAR) {
            return fail(b, CYAML_SYNTAX, mark, "a key must be plain text");
        }
        if (!parent->at_value) holder->count++;
        parent->at_value = mapping && !parent->at_value;
    }
    if (!reserve(b, &b->nodes, &b->node_room, (size_t)b->tree.node_count + 1, sizeof node)) return false;
    node.line = (uint32_t)mark.line + 1;
    node.column = (uint32_t)mark.column + 1;
    if (node.kind != CYAML_SCALAR) {
        if (b->depth >= b->max_depth) return fail(b, CYAML_TOO_DEEP, mark, "values are nested too deep");
        b->stack[b->depth++] = (open_node){.node = b->tree.node_count};
    }
    b->nodes[b->tree.node_count++] = node;
    return true;
}

static bool add_scalar(builder *b, const yaml_event_t *event) {
    size_t length = event->data.scalar.length;
    if (!reserve(b, &b->texts, &b->text_room, b->text_count + length, 1)) return false;
    if (length > 0) memcpy(b->texts + b->text_count, event->data.scalar.value, length);
    cyaml_node node = {
        .kind = CYAML_SCALAR,
        .quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE,
        .count = (uint32_t)length,
        .offset = (uint32_t)b->text_count,
    };
    b->text_count += length;
    return add(b, node, event->start_mark, event->data.scalar.anchor, event->data.scalar.tag);
}

static bool take(builder *b, const yaml_event_t *event, uint32_t *documents) {
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (++*documents > 1) return fail(b, CYAML_SYNTAX, event->start_mark, "the file holds more than one document");
        return true;
    case YAML_ALIAS_EVENT:
        return fail(b, CYAML_ALIAS, event->start_mark, "aliases are not supported; write the value out");
    case YAML_SCALAR_EVENT: return add_scalar(b, event);
    case YAML_SEQUENCE_START_EVENT:
        return add(b, (cyaml_node){.kind = CYAML_SEQUENCE}, event->start_mark, event->data.sequence_start.anchor,
                   event->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return add(b, (cyaml_node){.kind = CYAML_MAPPING}, event->start_mark, event->data.mapping_start.anchor,
                   event->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: b->depth--; return true;
    default: return true;
    }
}

static void read_events(builder *b, const uint8_t *bytes, size_t length) {
    uint32_t documents = 0;
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&b->parser, &event)) {
            fail_by_parser(b, bytes, length);
            return;
        }
        more = take(b, &event, &documents) && event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
}

/// What the parser would take wrongly or too slowly.
static bool is_readable(builder *b, const uint8_t *bytes, size_t length) {
    if (length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF))) {
        return fail(b, CYAML_ENCODING, (yaml_mark_t){0}, "the file is UTF-16; save it as UTF-8");
    }
    int directives = 0;
    for (size_t i = 0; i + 4 <= length; i++) {
        if (bytes[i] != '%' || (i > 0 && bytes[i - 1] != '\n' && bytes[i - 1] != '\r')) continue;
        if (memcmp(bytes + i, "%TAG", 4) == 0 && ++directives > MAX_TAG_DIRECTIVES) {
            return fail(b, CYAML_SYNTAX, mark_at(bytes, length, i), "too many %TAG directives");
        }
    }
    return true;
}

cyaml_tree *cyaml_parse(const uint8_t *bytes, size_t length, uint32_t depth, uint32_t nodes, bool keeps_tags) {
    builder *b = calloc(1, sizeof *b);
    if (b == NULL) return NULL;
    b->max_depth = depth < MAX_DEPTH ? depth : MAX_DEPTH;
    b->max_nodes = nodes;
    b->keeps_tags = keeps_tags;
    // The parser asserts that there is an address, even of nothing.
    if (bytes == NULL) bytes = (const uint8_t *)"";
    b->stack = calloc((size_t)b->max_depth + 1, sizeof *b->stack);
    if (b->stack == NULL || !yaml_parser_initialize(&b->parser)) {
        cyaml_free(&b->tree);
        return NULL;
    }
    if (length > MAX_LENGTH) {
        fail(b, CYAML_TOO_MANY_NODES, (yaml_mark_t){0}, "the file is too large");
    } else if (is_readable(b, bytes, length)) {
        // The parser would count a byte order mark as a column, and guess another encoding from it.
        size_t skipped = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&b->parser, bytes + skipped, length - skipped);
        read_events(b, bytes + skipped, length - skipped);
    }
    yaml_parser_delete(&b->parser);
    b->tree.nodes = b->nodes;
    b->tree.texts = b->texts;
    return &b->tree;
}

void cyaml_free(cyaml_tree *tree) {
    builder *b = (builder *)tree;
    if (b == NULL) return;
    free(b->nodes);
    free(b->texts);
    free(b->stack);
    free(b);
}
