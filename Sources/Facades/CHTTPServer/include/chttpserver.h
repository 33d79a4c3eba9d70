// An HTTP/1.1 server over libmicrohttpd: one epoll thread per core, deadlines of its own, answers now or later.
#pragma once
#include <stdint.h>

/// Bytes that somebody else owns.
typedef struct {
    const uint8_t *bytes;
    intptr_t count;
} chttp_text;

typedef struct {
    chttp_text name;
    chttp_text value;
} chttp_field;

/// The head of one request; valid only during the callback.
typedef struct {
    chttp_text method;
    /// As it stood on the request line: nothing decoded, the query included.
    chttp_text target;
    chttp_text version;
    /// Header fields in their order.
    const chttp_field *fields;
    int32_t field_count;
    /// 0 when a line was folded, ended in a bare LF, held a NUL, or single spaces did not part the request line.
    int32_t is_well_formed;
    /// 0 when no body is read for this target: then the caller must refuse any Content-Length above zero.
    int32_t takes_body;
    /// The peer's numeric address.
    chttp_text peer;
} chttp_head;

/// One request on its way to an answer. Whoever is given one answers it exactly once, from any thread.
typedef struct chttp_exchange chttp_exchange;

typedef struct {
    void *context;
    /// A head came. Returns a pointer of the caller's for `request`, or NULL after it has answered (then no body is read
    /// and the connection ends).
    void *(*head)(void *context, chttp_exchange *exchange, const chttp_head *head);
    /// The whole body came too. May answer now or later; owns `request` from here on.
    void (*request)(void *context, chttp_exchange *exchange, void *request, const uint8_t *body, intptr_t count);
    /// The client went away before its body was whole: `request` is the caller's again, nothing is to be answered.
    void (*aborted)(void *context, void *request);
    /// The server's last thread is about to end; the last callback.
    void (*stopped)(void *context);
} chttp_callbacks;

/// Milliseconds and counts; every one must be above zero.
typedef struct {
    int32_t threads;
    /// Once so many are open, the one that has kept us waiting longest ends for each that comes.
    int32_t connections;
    /// Loopback is exempt: a proxy in front is one address.
    int32_t connections_per_address;
    int32_t body_bytes;
    int32_t idle_ms;
    int32_t head_ms;
    int32_t body_ms;
    /// How long a client may take to read an answer.
    int32_t answer_ms;
    /// How long it may take where somebody else needs its place or its memory.
    int32_t lingering_ms;
    /// How long a stop waits for answers that are being made or sent.
    int32_t drain_ms;
    /// Bytes of answers that clients have not read yet, together; a large answer beyond them is 503.
    int64_t held_bytes;
    /// Only targets that begin with this take a body. Copied.
    const char *body_prefix;
} chttp_limits;

typedef struct chttp_server chttp_server;

/// Binds `host` (numeric, or a name) and starts. Returns NULL with errno's value, or a negative getaddrinfo code, in `error`.
chttp_server *chttp_server_start(const char *host, uint16_t port, const chttp_limits *limits,
                                 const chttp_callbacks *callbacks, int32_t *error);

/// The port that was bound.
uint16_t chttp_server_port(const chttp_server *server);

/// Asks the server to take no new connection, let answers finish, and end. Returns at once; `stopped` tells the end and
/// `server` is gone with it.
void chttp_server_stop(chttp_server *server);

/// Answers `exchange` and gives it up. Everything is copied. Content-Length, Date and Connection are added.
void chttp_exchange_answer(chttp_exchange *exchange, int32_t status, const chttp_field *fields, int32_t field_count,
                           const uint8_t *body, intptr_t count, int32_t closes);

/// What an error code of `chttp_server_start` means.
const char *chttp_error_text(int32_t error);

/// Lets the process open up to `wanted` files, as far as it may say so itself. Returns how many it can, `wanted` at most.
int32_t chttp_allow_files(int32_t wanted);

/// Lets the process keep memory blocks below `bytes` that were given back, instead of mapping each anew.
void chttp_keep_memory(int32_t bytes);
/// From now on looks every `seconds` whether more than `bytes` that nobody uses are still with the process, and gives them back
/// to the system. Only the first call counts.
void chttp_give_back_memory(int32_t seconds, int64_t bytes);
