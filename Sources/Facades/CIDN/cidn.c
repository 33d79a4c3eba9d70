#include "cidn.h"

#include <idn2.h>
#include <string.h>

intptr_t cidn_convert(const char *name, int32_t unicode, uint8_t *output, intptr_t capacity) {
    char *made = NULL;
    int result = unicode ? idn2_to_unicode_8z8z(name, &made, 0)
                         : idn2_to_ascii_8z(name, &made, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    intptr_t length = result == IDN2_OK ? (intptr_t)strlen(made) : -1;
    if (length > capacity) length = -1;
    if (length > 0) memcpy(output, made, (size_t)length);
    idn2_free(made);
    return length;
}
