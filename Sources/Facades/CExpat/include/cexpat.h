#pragma once
#include <stddef.h>
#include <stdint.h>

/// Why a document was refused; 0 is success.
enum cexpat_status {
    CEXPAT_OK = 0,
    CEXPAT_SYNTAX = 1,
    CEXPAT_ENCODING = 2,
    CEXPAT_TOO_LARGE = 3,
    CEXPAT_TOO_DEEP = 4,
    CEXPAT_TOO_MANY_NODES = 5,
    CEXPAT_DOCTYPE = 6,
    CEXPAT_TRUNCATED = 7,
    CEXPAT_NO_MEMORY = 8,
};

/// A run of bytes in `cexpat_tree.bytes`.
typedef struct cexpat_span {
    uint32_t offset;
    uint32_t length;
} cexpat_span;

/// One element. Elements stand in document order, so the first child of element `i` is `i + 1` when that is below
/// `end`, and the sibling after a child is at that child's `end`.
typedef struct cexpat_node {
    uint32_t name;             ///< index into `names`
    uint32_t end;              ///< index of the first element after this one's last descendant
    cexpat_span text;          ///< character data up to the first child that interrupts it
    uint32_t more;             ///< index + 1 into `runs` of the text that follows; 0 when there is none
    uint32_t attributes;       ///< index of the first attribute
    uint32_t attribute_count;
} cexpat_node;

/// Character data of an element after one of its children.
typedef struct cexpat_run {
    cexpat_span text;
    uint32_t more;             ///< as in `cexpat_node`
} cexpat_run;

/// One attribute as written, without namespace declarations.
typedef struct cexpat_attribute {
    cexpat_span name;
    cexpat_span value;
} cexpat_attribute;

/// A whole document. Text is valid UTF-8 and not terminated.
typedef struct cexpat_tree {
    const cexpat_node *nodes;
    const cexpat_run *runs;
    const cexpat_attribute *attributes;
    const cexpat_span *names;  ///< each local name once
    const uint8_t *bytes;
    uint32_t node_count;
    uint32_t name_count;
    int32_t status;            ///< enum cexpat_status; the tree is whole only when CEXPAT_OK
    uint64_t line;             ///< of the failure, 1-based
    uint64_t column;           ///< of the failure, 1-based, in characters
    const char *message;       ///< of the failure; static text
} cexpat_tree;

/// Reads a document. Gives NULL only when there is no memory. `depth` is at most 4096, `length` at most 1 GiB.
cexpat_tree *cexpat_parse(const uint8_t *bytes, size_t length, uint32_t depth, uint32_t nodes);

/// Releases what `cexpat_parse` gave.
void cexpat_free(cexpat_tree *tree);
