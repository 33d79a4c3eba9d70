#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Why a document was refused; 0 is success.
enum cyaml_status {
    CYAML_OK = 0,
    CYAML_SYNTAX = 1,
    CYAML_ENCODING = 2,
    CYAML_TOO_DEEP = 3,
    CYAML_TOO_MANY_NODES = 4,
    CYAML_ALIAS = 5,
    CYAML_NO_MEMORY = 6,
};

enum cyaml_kind {
    CYAML_SCALAR = 0,
    CYAML_SEQUENCE = 1,  ///< count: how many nodes follow
    CYAML_MAPPING = 2,   ///< count: how many pairs of key and value follow; each key is a scalar
};

/// One node; nodes stand in prefix order.
typedef struct cyaml_node {
    uint8_t kind;
    uint8_t quoted;  ///< of a scalar: whether it has quotes or is a block
    uint32_t count;  ///< of a scalar: its bytes in `texts`
    uint32_t offset;
    uint32_t line;   ///< 1-based
    uint32_t column; ///< 1-based, in characters
    uint32_t tag_count; ///< bytes of its tag in `texts`; 0 without one
    uint32_t tag_offset;
} cyaml_node;

/// A whole document; without any node when the input holds none.
typedef struct cyaml_tree {
    const cyaml_node *nodes;
    const uint8_t *texts;
    uint32_t node_count;
    int32_t status;  ///< enum cyaml_status; the tree is whole only when CYAML_OK
    uint32_t line;   ///< of the failure
    uint32_t column;
    char message[256];
} cyaml_tree;

/// Reads one document. Gives NULL only when there is no memory. `length` is at most 64 MiB, `depth` at most 1000.
/// Tags are kept or, without `keeps_tags`, refused.
cyaml_tree *cyaml_parse(const uint8_t *bytes, size_t length, uint32_t depth, uint32_t nodes, bool keeps_tags);

/// Releases what `cyaml_parse` gave.
void cyaml_free(cyaml_tree *tree);
