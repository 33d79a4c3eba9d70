#include "chttpserver.h"
#include <malloc.h>

void chttp_keep_memory(int32_t bytes) {
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
}
