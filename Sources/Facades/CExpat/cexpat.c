#include "cexpat.h"

#include <expat.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { MAX_DEPTH = 4096 };

/// An element that is still open.
typedef struct open_element {
    uint32_t node;
    uint32_t last_run;  // index + 1 into runs; 0 while the text has one run
} open_element;

/// The tree under construction; `tree` comes first so that its address is the builder's.
typedef struct builder {
    cexpat_tree tree;
    cexpat_node *nodes;
    cexpat_run *runs;
    cexpat_attribute *attributes;
    cexpat_span *names;
    uint32_t *slots;  // open hash of names: index + 1, or 0
    uint8_t *bytes;
    open_element *stack;
    size_t node_room, run_count, run_room, attribute_count, attribute_room, name_room, byte_count, byte_room;
    uint32_t slot_mask, depth, max_depth, max_nodes;
    uint64_t seed;
    XML_Parser parser;
} builder;

static void fail(builder *b, int32_t status, const char *message) {
    if (b->tree.status != CEXPAT_OK) return;
    b->tree.status = status;
    b->tree.message = message;
    b->tree.line = XML_GetCurrentLineNumber(b->parser);
    b->tree.column = XML_GetCurrentColumnNumber(b->parser) + 1;
    XML_StopParser(b->parser, XML_FALSE);
}

/// Makes room for `wanted` items in the array at `items`; false without memory.
static bool reserve(builder *b, void *items, size_t *room, size_t wanted, size_t size) {
    if (wanted <= *room) return true;
    size_t grown = *room * 2 > wanted ? *room * 2 : wanted;
    if (grown < 64) grown = 64;
    void *moved = realloc(*(void **)items, grown * size);
    if (moved == NULL) {
        fail(b, CEXPAT_NO_MEMORY, "out of memory");
        return false;
    }
    *(void **)items = moved;
    *room = grown;
    return true;
}

static bool append_bytes(builder *b, const char *text, size_t length, cexpat_span *span) {
    if (!reserve(b, &b->bytes, &b->byte_room, b->byte_count + length, 1)) return false;
    memcpy(b->bytes + b->byte_count, text, length);
    span->offset = (uint32_t)b->byte_count;
    span->length = (uint32_t)length;
    b->byte_count += length;
    return true;
}

/// Seeded per document, so that nobody can prepare names that all fall into one slot.
static uint64_t hash(uint64_t seed, const char *text, size_t length) {
    uint64_t h = seed ^ length;
    while (length >= 8) {
        uint64_t word;
        memcpy(&word, text, 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 29;
        text += 8;
        length -= 8;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, length);
    h = (h ^ rest) * 0xD6E8FEB86659FD93u;
    return h ^ (h >> 32);
}

static bool grow_slots(builder *b) {
    size_t count = b->slot_mask == 0 ? 256 : ((size_t)b->slot_mask + 1) * 2;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL) {
        fail(b, CEXPAT_NO_MEMORY, "out of memory");
        return false;
    }
    free(b->slots);
    b->slots = slots;
    b->slot_mask = (uint32_t)count - 1;
    for (uint32_t i = 0; i < b->tree.name_count; i++) {
        const char *text = (const char *)b->bytes + b->names[i].offset;
        uint32_t slot = (uint32_t)hash(b->seed, text, b->names[i].length) & b->slot_mask;
        while (slots[slot] != 0) slot = (slot + 1) & b->slot_mask;
        slots[slot] = i + 1;
    }
    return true;
}

/// The index of a local name, entered when it is new.
static bool intern(builder *b, const char *text, size_t length, uint32_t *index) {
    if (b->tree.name_count >= (b->slot_mask + 1) / 2 && !grow_slots(b)) return false;
    uint32_t slot = (uint32_t)hash(b->seed, text, length) & b->slot_mask;
    for (; b->slots[slot] != 0; slot = (slot + 1) & b->slot_mask) {
        cexpat_span known = b->names[b->slots[slot] - 1];
        if (known.length == length && memcmp(b->bytes + known.offset, text, length) == 0) {
            *index = b->slots[slot] - 1;
            return true;
        }
    }
    cexpat_span span;
    if (!reserve(b, &b->names, &b->name_room, (size_t)b->tree.name_count + 1, sizeof *b->names)) return false;
    if (!append_bytes(b, text, length, &span)) return false;
    *index = b->tree.name_count;
    b->names[b->tree.name_count++] = span;
    b->slots[slot] = b->tree.name_count;
    return true;
}

static bool is_namespace_declaration(const char *name) {
    return strncmp(name, "xmlns", 5) == 0 && (name[5] == 0 || name[5] == ':');
}

static bool add_attributes(builder *b, const XML_Char **pairs, cexpat_node *node) {
    for (; pairs[0] != NULL; pairs += 2) {
        if (is_namespace_declaration(pairs[0])) continue;
        // The element itself is not entered yet.
        if (b->attribute_count + b->tree.node_count + 1 >= b->max_nodes) {
            fail(b, CEXPAT_TOO_MANY_NODES, "too many elements and attributes");
            return false;
        }
        cexpat_attribute attribute;
        if (!reserve(b, &b->attributes, &b->attribute_room, b->attribute_count + 1, sizeof attribute)) return false;
        if (!append_bytes(b, pairs[0], strlen(pairs[0]), &attribute.name)) return false;
        if (!append_bytes(b, pairs[1], strlen(pairs[1]), &attribute.value)) return false;
        b->attributes[b->attribute_count++] = attribute;
        node->attribute_count++;
    }
    return true;
}

static void on_start(void *data, const XML_Char *name, const XML_Char **pairs) {
    builder *b = data;
    if (b->tree.status != CEXPAT_OK) return;
    if (b->depth >= b->max_depth) {
        fail(b, CEXPAT_TOO_DEEP, "elements are nested too deep");
        return;
    }
    if (b->attribute_count + b->tree.node_count >= b->max_nodes) {
        fail(b, CEXPAT_TOO_MANY_NODES, "too many elements and attributes");
        return;
    }
    const char *colon = strchr(name, ':');
    if (colon != NULL && colon[1] != 0) name = colon + 1;
    cexpat_node node = {.attributes = (uint32_t)b->attribute_count};
    if (!intern(b, name, strlen(name), &node.name)) return;
    if (pairs[0] != NULL && !add_attributes(b, pairs, &node)) return;
    if (!reserve(b, &b->nodes, &b->node_room, (size_t)b->tree.node_count + 1, sizeof node)) return;
    b->stack[b->depth++] = (open_element){.node = b->tree.node_count};
    b->nodes[b->tree.node_count++] = node;
}

static void on_end(void *data, const XML_Char *name) {
    (void)name;
    builder *b = data;
    if (b->tree.status != CEXPAT_OK) return;
    b->nodes[b->stack[--b->depth].node].end = b->tree.node_count;
}

static void on_text(void *data, const XML_Char *text, int length) {
    builder *b = data;
    if (b->tree.status != CEXPAT_OK || b->depth == 0 || length <= 0) return;
    open_element *open = &b->stack[b->depth - 1];
    cexpat_node *node = &b->nodes[open->node];
    cexpat_span *last = open->last_run == 0 ? &node->text : &b->runs[open->last_run - 1].text;
    size_t end = b->byte_count;
    cexpat_span span;
    if (!append_bytes(b, text, (size_t)length, &span)) return;
    if (last->length == 0) {
        *last = span;
    } else if ((size_t)last->offset + last->length == end) {
        last->length += span.length;
    } else {
        if (!reserve(b, &b->runs, &b->run_room, b->run_count + 1, sizeof *b->runs)) return;
        b->runs[b->run_count++] = (cexpat_run){.text = span};
        uint32_t *more = open->last_run == 0 ? &node->more : &b->runs[open->last_run - 1].more;
        *more = open->last_run = (uint32_t)b->run_count;
    }
}

static void on_doctype(void *data, const XML_Char *n, const XML_Char *s, const XML_Char *p, int internal) {
    (void)n, (void)s, (void)p, (void)internal;
    fail(data, CEXPAT_DOCTYPE, "document type declarations are refused");
}

/// Turns the parser's own error into ours.
static void fail_by_parser(builder *b, const uint8_t *bytes, size_t length) {
    enum XML_Error error = XML_GetErrorCode(b->parser);
    XML_Index at = XML_GetCurrentByteIndex(b->parser);
    int32_t status = CEXPAT_SYNTAX;
    const char *message = XML_ErrorString(error);
    switch (error) {
    case XML_ERROR_NO_MEMORY: status = CEXPAT_NO_MEMORY; break;
    case XML_ERROR_NO_ELEMENTS:
        status = CEXPAT_TRUNCATED;
        message = b->tree.node_count == 0 ? "no element found" : "the document ends inside an element";
        break;
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
    case XML_ERROR_PARTIAL_CHAR: status = CEXPAT_TRUNCATED; break;
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING: status = CEXPAT_ENCODING; break;
    case XML_ERROR_INVALID_TOKEN:
        if (at >= 0 && (size_t)at < length && bytes[at] >= 0x80) {
            status = CEXPAT_ENCODING;
            message = "bytes that are not valid in the document's encoding";
        }
        break;
    default: break;
    }
    fail(b, status, message != NULL ? message : "not well-formed");
}

cexpat_tree *cexpat_parse(const uint8_t *bytes, size_t length, uint32_t depth, uint32_t nodes) {
    builder *b = calloc(1, sizeof *b);
    if (b == NULL) return NULL;
    b->max_depth = depth < MAX_DEPTH ? depth : MAX_DEPTH;
    b->max_nodes = nodes;
    b->tree.line = b->tree.column = 1;
    if (getrandom(&b->seed, sizeof b->seed, GRND_NONBLOCK) != sizeof b->seed) b->seed = (uintptr_t)b;
    if (length > (size_t)1 << 30) {
        b->tree.status = CEXPAT_TOO_LARGE;
        b->tree.message = "the document is too large";
        return &b->tree;
    }
    b->parser = XML_ParserCreate(NULL);
    b->stack = calloc((size_t)b->max_depth + 1, sizeof *b->stack);
    if (b->parser == NULL || b->stack == NULL) {
        if (b->parser != NULL) XML_ParserFree(b->parser);
        cexpat_free(&b->tree);
        return NULL;
    }
    XML_SetUserData(b->parser, b);
    XML_SetElementHandler(b->parser, on_start, on_end);
    XML_SetCharacterDataHandler(b->parser, on_text);
    XML_SetStartDoctypeDeclHandler(b->parser, on_doctype);
    if (reserve(b, &b->bytes, &b->byte_room, length / 2, 1)
        && reserve(b, &b->nodes, &b->node_room, length / 32, sizeof *b->nodes)
        && XML_Parse(b->parser, (const char *)bytes, (int)length, XML_TRUE) != XML_STATUS_OK) {
        fail_by_parser(b, bytes, length);
    }
    XML_ParserFree(b->parser);
    b->parser = NULL;
    b->tree.nodes = b->nodes;
    b->tree.runs = b->runs;
    b->tree.attributes = b->attributes;
    b->tree.names = b->names;
    b->tree.bytes = b->bytes;
    return &b->tree;
}

void cexpat_free(cexpat_tree *tree) {
    builder *b = (builder *)tree;
    if (b == NULL) return;
    free(b->nodes);
    free(b->runs);
    free(b->attributes);
    free(b->names);
    free(b->slots);
    free(b->bytes);
    free(b->stack);
    free(b);
}
