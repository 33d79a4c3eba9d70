// The request's head as it stood on the wire, and whether it stood there in the one strict form.
#include "internal.h"
#include <string.h>

const char head_placeholder[] = "0";

typedef struct {
    chttp_field *fields;
    int32_t count;
    bool has_more, is_well_formed;
    /// Where the next field's name must begin.
    const char *place;
} reading;

static enum MHD_Result read_field(void *context, enum MHD_ValueKind kind, const char *name, size_t name_count,
                                  const char *value, size_t value_count) {
    (void)kind;
    reading *reading = context;
    if (value == head_placeholder) return MHD_YES;
    if (reading->count == max_fields) {
        reading->has_more = true;
        return MHD_NO;
    }
    // The library parses in place: it only writes zeros over the colon and the line end. So in the strict form each name
    // begins two bytes after the value before it. A folded line, a NUL inside a value or a bare LF each break that.
    if (name != reading->place || !value) reading->is_well_formed = false;
    reading->place = value ? value + value_count + 2 : NULL;
    reading->fields[reading->count++] = (chttp_field){
        .name = {(const uint8_t *)name, (intptr_t)name_count},
        .value = {(const uint8_t *)(value ? value : ""), value ? (intptr_t)value_count : 0},
    };
    return MHD_YES;
}

bool head_read(chttp_exchange *exchange, const char *method, const char *version, chttp_head *head,
               chttp_field *fields) {
    size_t method_count = strlen(method), version_count = strlen(version);
    reading reading = {.fields = fields, .is_well_formed = true, .place = version + version_count + 2};
    if (exchange->target_place != method + method_count + 1) reading.is_well_formed = false;
    if (version != exchange->target_place + exchange->target_count + 1) reading.is_well_formed = false;
    MHD_get_connection_values_n(exchange->link, MHD_HEADER_KIND, read_field, &reading);
    // After the last field come its line's end and the empty line's: four zeros where both ended in CRLF.
    if (reading.is_well_formed && !reading.has_more) {
        reading.is_well_formed = memcmp(reading.place - 2, "\0\0\0\0", 4) == 0;
        // A NUL at the end of the last value looks like its line's end: then there is one byte more than we have seen.
        const union MHD_ConnectionInfo *size =
            MHD_get_connection_info(exchange->link, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
        if (!size || size->header_size != (size_t)(reading.place + 2 - method)) reading.is_well_formed = false;
    }
    const union MHD_ConnectionInfo *slot = MHD_get_connection_info(exchange->link, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    const connection *connection = slot ? slot->socket_context : NULL;
    const char *peer = connection ? connection->address : "";
    *head = (chttp_head){
        .method = {(const uint8_t *)method, (intptr_t)method_count},
        .target = {(const uint8_t *)exchange->target, (intptr_t)exchange->target_count},
        .version = {(const uint8_t *)version, (intptr_t)version_count},
        .fields = fields,
        .field_count = reading.count,
        .is_well_formed = reading.is_well_formed,
        .takes_body = exchange->takes_body,
        .peer = {(const uint8_t *)peer, (intptr_t)strlen(peer)},
    };
    return !reading.has_more;
}
