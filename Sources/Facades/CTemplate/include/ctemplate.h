// Templates with context-aware escaping, filled from one flat buffer (Google ctemplate).
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Compiled templates by name. Adding is for one thread; once sealed, any number of threads may render.
typedef struct ctemplate_set ctemplate_set;

ctemplate_set *ctemplate_set_new(void);
void ctemplate_set_free(ctemplate_set *set);

/// Returns 1, or 0 when the text does not compile (the library writes the reason to standard error) or the name is taken.
int32_t ctemplate_set_add(ctemplate_set *set, const uint8_t *name, intptr_t name_count, const uint8_t *text,
                          intptr_t text_count);
void ctemplate_set_seal(ctemplate_set *set);

/// What one step of the data does.
///
/// The data is a sequence of steps, each its byte, the count of its key (1 byte) and the key; `value` adds a count (4 bytes,
/// little endian) and the text; `end` has neither. Values are seen in their own section and in those inside it, sections
/// only in the one they stand in.
enum { ctemplate_step_value = 1, ctemplate_step_begin = 2, ctemplate_step_end = 3 };

/// Why there is no text.
enum { ctemplate_rendered = 0, ctemplate_bad_data = 1, ctemplate_no_template = 2, ctemplate_no_memory = 3 };

typedef struct {
    int32_t code;
    /// The rendered text.
    const uint8_t *bytes;
    intptr_t count;
    /// Markers that were met without a value, parted by spaces.
    const uint8_t *missing;
    intptr_t missing_count;
} ctemplate_text;

/// Renders a sealed set's template. The text belongs to the calling thread's next call, which overwrites it.
ctemplate_text ctemplate_render(const ctemplate_set *set, const uint8_t *name, intptr_t name_count, const uint8_t *data,
                                intptr_t data_count);

#ifdef __cplusplus
}
#endif
