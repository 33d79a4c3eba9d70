// What the parts of the facade share; never seen by Swift.
#pragma once
#include "chttpserver.h"
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/socket.h>

enum { max_fields = 100 };

/// Connections beyond the limit that may be open for the moment in which those that made room for them end.
static inline int32_t spare_connections(const chttp_limits *limits) { return limits->connections / 8 + 1; }

/// What a connection is busy with; each phase but `phase_making` has a deadline.
typedef enum { phase_head, phase_body, phase_making, phase_sending, phase_idle } phase;

/// One open connection. Guarded by the server's lock.
typedef struct connection {
    struct connection *next, *previous;
    int socket;
    phase phase;
    int64_t since_ms;
    bool is_loopback;
    /// It has been ended to make room.
    bool is_leaving;
    char address[64];
} connection;

/// `references` counts the running server and every exchange: an answer may come after the server has ended.
struct chttp_server {
    atomic_int references;
    struct MHD_Daemon *daemon;
    chttp_limits limits;
    chttp_callbacks callbacks;
    uint16_t port;
    int listener;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    connection *connections;
    int32_t connection_count;
    /// Bytes of answers that are held for clients.
    _Atomic int64_t held_bytes;
    /// Exchanges that wait for a later answer.
    struct chttp_exchange *suspended;
    bool is_stopping;
    atomic_bool is_draining;
    /// From here on nothing waits for a later answer.
    atomic_bool is_forced;
};

/// One request. `references` counts the library's and the answerer's.
struct chttp_exchange {
    atomic_int references;
    chttp_server *server;
    struct MHD_Connection *link;
    void *request;
    uint8_t *body;
    size_t body_count;
    /// The raw target, copied before the library takes it apart.
    const char *target_place;
    char *target;
    size_t target_count;
    bool takes_body, saw_head, was_refused, was_dispatched;
    /// Guards the rest.
    pthread_mutex_t lock;
    bool is_suspended, is_over;
    struct MHD_Response *answer;
    int64_t answer_bytes;
    unsigned int status;
    struct chttp_exchange *next_suspended, *previous_suspended;
};

int64_t now_ms(void);

// servers.c
void server_release(chttp_server *server);

// connections.c
void connection_notify(void *server, struct MHD_Connection *link, void **context,
                       enum MHD_ConnectionNotificationCode code);
enum MHD_Result connection_allow(void *server, const struct sockaddr *address, socklen_t count);
void connection_enter(chttp_server *server, struct MHD_Connection *link, phase phase);
/// Ends every connection past its deadline and every one whose client has left; with `idle_too` those that wait for a request, with `all` every one.
void connections_sweep(chttp_server *server, bool idle_too, bool all);

/// Ends the connection that has been reading its answer longest, if that is long; for whoever needs the memory.
void connections_end_slowest_reader(chttp_server *server);

// exchanges.c
void *exchange_begin(void *server, const char *target, struct MHD_Connection *link);
enum MHD_Result exchange_handle(void *server, struct MHD_Connection *link, const char *url, const char *method,
                                const char *version, const char *upload, size_t *upload_count, void **context);
void exchange_end(void *server, struct MHD_Connection *link, void **context, enum MHD_RequestTerminationCode code);
/// Answers 503 to everything that waits for a later answer.
void exchanges_refuse_suspended(chttp_server *server);

// heads.c
/// Fills `head` from the library's view of the request; `fields` has room for `max_fields`. Returns false when there are more.
bool head_read(chttp_exchange *exchange, const char *method, const char *version, chttp_head *head, chttp_field *fields);
/// The value of the field that we add ourselves, told apart by its address (exchange_begin).
extern const char head_placeholder[];
