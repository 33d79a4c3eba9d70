#pragma once
#include <stdint.h>

// Own prototypes over libabsl's time zones, which read the system's tzdata: one zone, asked by any thread at a time.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ctimezone_zone ctimezone_zone;

// The zone of `count` bytes of name below `directory` (NUL-terminated; where the library looks, too). NULL when there is
// no such compiled zone file. The caller has made sure that the name leads nowhere else.
ctimezone_zone *ctimezone_new(const uint8_t *name, intptr_t count, const uint8_t *directory);
void ctimezone_free(ctimezone_zone *zone);

// Seconds east of UTC at `instant` (seconds since 1970), and the abbreviation then in use (NUL-terminated, cut to capacity).
int32_t ctimezone_offset(const ctimezone_zone *zone, int64_t instant, uint8_t *abbreviation, intptr_t capacity);

// The first instant after `instant` at which clocks or their abbreviation change. 1 when there is one, else 0.
int32_t ctimezone_next_change(const ctimezone_zone *zone, int64_t instant, int64_t *next);

#ifdef __cplusplus
}
#endif
