// Many HTTP transfers on one thread: libcurl's multi interface.
#pragma once
#include <stdint.h>

/// Why a transfer ended.
enum {
    CCURL_OK = 0,
    CCURL_TIMEOUT,
    CCURL_UNREACHABLE,
    CCURL_TLS,
    CCURL_TOO_LARGE,
    CCURL_TRUNCATED,
    CCURL_PROTOCOL,
    CCURL_INVALID,
    CCURL_INTERNAL,
};

/// Transfers that run together and the connections they share. All calls but `ccurl_multi_wakeup` belong to one thread.
typedef struct ccurl_multi ccurl_multi;
/// One request and its answer; used again for the next one after `ccurl_transfer_reset`.
typedef struct ccurl_transfer ccurl_transfer;

/// Returns NULL when the library failed.
ccurl_multi *ccurl_multi_new(int64_t connections, int64_t connections_per_host);
/// Frees `multi`, which must hold no transfer any more.
void ccurl_multi_free(ccurl_multi *multi);
/// These return 1, or 0 when the library failed.
int32_t ccurl_multi_add(ccurl_multi *multi, ccurl_transfer *transfer);
int32_t ccurl_multi_remove(ccurl_multi *multi, ccurl_transfer *transfer);
/// Reads and writes whatever is ready, without waiting.
int32_t ccurl_multi_perform(ccurl_multi *multi);
/// Waits until something is ready, the library has something to do, somebody calls `ccurl_multi_wakeup` or time is up.
int32_t ccurl_multi_poll(ccurl_multi *multi, int32_t milliseconds);
/// Ends a running or the next `ccurl_multi_poll`; callable from any thread.
int32_t ccurl_multi_wakeup(ccurl_multi *multi);
/// Takes one ended transfer out of `multi` and says why it ended; NULL when there is none.
ccurl_transfer *ccurl_multi_next(ccurl_multi *multi, int32_t *outcome);

/// What to send and how much to accept. Texts are copied.
typedef struct {
    const char *method;
    const char *url;
    const uint8_t *body;
    int64_t body_count;
    /// Never use a proxy, whatever the environment says.
    int32_t direct;
    /// A file or, when `authorities_is_directory`, a directory of trusted certificates; NULL takes the system's.
    const char *authorities;
    int32_t authorities_is_directory;
    int64_t connect_milliseconds;
    /// After decompression.
    int64_t body_limit;
    int64_t header_limit;
} ccurl_request;

/// Returns NULL when there is no memory.
ccurl_transfer *ccurl_transfer_new(void);
void ccurl_transfer_free(ccurl_transfer *transfer);
/// Forgets request and answer; the connection stays for others.
void ccurl_transfer_reset(ccurl_transfer *transfer);
/// Adds a request header written as libcurl wants it (`Name: value`, `Name;` for an empty one, `Name:` for none).
int32_t ccurl_transfer_header(ccurl_transfer *transfer, const char *line);
/// Call after the headers were added. Returns 1, or 0 when the library refused an option.
int32_t ccurl_transfer_prepare(ccurl_transfer *transfer, const ccurl_request *request);

int32_t ccurl_transfer_status(const ccurl_transfer *transfer);
/// The decompressed body.
const uint8_t *ccurl_transfer_body(const ccurl_transfer *transfer, intptr_t *count);
/// The header lines of the final answer, status line excluded, each with its line end.
const uint8_t *ccurl_transfer_headers(const ccurl_transfer *transfer, intptr_t *count);
/// The library's words for what went wrong; empty when nothing did.
const char *ccurl_transfer_message(const ccurl_transfer *transfer);
/// Bytes of headers and body so far.
int64_t ccurl_transfer_received(const ccurl_transfer *transfer);
/// Microseconds from the start until the request could be sent; 0 until then.
int64_t ccurl_transfer_connected(const ccurl_transfer *transfer);
