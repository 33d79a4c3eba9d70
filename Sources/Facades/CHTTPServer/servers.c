#define _GNU_SOURCE
// Starting, watching over and ending a server.
#include "internal.h"
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Memory per connection: head and answer head. A head of 40 KiB fits, so that the limits of the callers are met first.
enum { connection_memory = 64 * 1024, backlog = 256 };

/// Keeps targets as they stand: nothing is decoded.
static size_t keep(void *context, struct MHD_Connection *link, char *text) {
    (void)context;
    (void)link;
    return strlen(text);
}

/// Listens on the first address of `host` that works. SO_REUSEADDR lets a restart pass lingering connections; without
/// SO_REUSEPORT a second server on the same port fails.
static int listen_on(const char *host, uint16_t port, int32_t *error) {
    char service[8];
    snprintf(service, sizeof service, "%u", port);
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    if (strcmp(host, "localhost") == 0) hints.ai_family = AF_INET;
    struct addrinfo *found = NULL;
    int failure = getaddrinfo(host[0] ? host : NULL, service, &hints, &found);
    if (failure) {
        *error = failure < 0 ? failure : -failure;
        return -1;
    }
    int listener = -1;
    *error = EADDRNOTAVAIL;
    for (struct addrinfo *each = found; each && listener < 0; each = each->ai_next) {
        int one = 1;
        listener = socket(each->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (listener < 0) {
            *error = errno;
            continue;
        }
        if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
            bind(listener, each->ai_addr, each->ai_addrlen) == 0 && listen(listener, backlog) == 0) {
            break;
        }
        *error = errno;
        close(listener);
        listener = -1;
    }
    freeaddrinfo(found);
    return listener;
}

static uint16_t port_of(int listener) {
    struct sockaddr_storage address = {0};
    socklen_t count = sizeof address;
    if (getsockname(listener, (struct sockaddr *)&address, &count) != 0) return 0;
    if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

void server_release(chttp_server *server) {
    if (atomic_fetch_sub(&server->references, 1) != 1) return;
    if (server->listener >= 0) close(server->listener);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    free((char *)(uintptr_t)server->limits.body_prefix);
    free(server);
}

/// Waits under the lock for a change, at most `ms`.
static void wait_ms(chttp_server *server, int64_t ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(&server->changed, &server->lock, &until);
}

/// Lets connections end until none is left or `ms` have passed.
static void drain(chttp_server *server, int64_t ms, bool all) {
    int64_t until = now_ms() + ms;
    for (;;) {
        connections_sweep(server, true, all);
        pthread_mutex_lock(&server->lock);
        bool is_empty = server->connection_count == 0;
        if (!is_empty) wait_ms(server, 20);
        pthread_mutex_unlock(&server->lock);
        if (is_empty || now_ms() >= until) return;
    }
}

static void finish(chttp_server *server) {
    // New clients are refused from here on; the number stays taken until no thread can use it any more.
    int listener = MHD_quiesce_daemon(server->daemon);
    if (listener >= 0) shutdown(listener, SHUT_RDWR);
    atomic_store(&server->is_draining, true);
    drain(server, server->limits.drain_ms, false);
    // The library aborts the process when it is stopped while an answer is awaited: none may be from here on.
    atomic_store(&server->is_forced, true);
    exchanges_refuse_suspended(server);
    drain(server, 500, false);
    drain(server, 500, true);
    exchanges_refuse_suspended(server);
    MHD_stop_daemon(server->daemon);
    if (server->listener >= 0) close(server->listener);
    server->listener = -1;
    chttp_callbacks callbacks = server->callbacks;
    server_release(server);
    callbacks.stopped(callbacks.context);
}

/// The server's own thread: sweeps at a quarter of the shortest deadline, and in the end stops everything.
static void *watch(void *context) {
    chttp_server *server = context;
    const chttp_limits *limits = &server->limits;
    int64_t pause = limits->idle_ms;
    if (limits->head_ms < pause) pause = limits->head_ms;
    if (limits->body_ms < pause) pause = limits->body_ms;
    if (limits->answer_ms < pause) pause = limits->answer_ms;
    pause = pause / 4 < 20 ? 20 : pause / 4 > 1000 ? 1000 : pause / 4;
    pthread_mutex_lock(&server->lock);
    while (!server->is_stopping) {
        wait_ms(server, pause);
        pthread_mutex_unlock(&server->lock);
        connections_sweep(server, false, false);
        pthread_mutex_lock(&server->lock);
    }
    pthread_mutex_unlock(&server->lock);
    finish(server);
    return NULL;
}

static bool prepare(chttp_server *server) {
    pthread_condattr_t monotonic;
    if (pthread_mutex_init(&server->lock, NULL) != 0) return false;
    if (pthread_condattr_init(&monotonic) != 0) return false;
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    bool is_made = pthread_cond_init(&server->changed, &monotonic) == 0;
    pthread_condattr_destroy(&monotonic);
    return is_made && server->limits.body_prefix;
}

chttp_server *chttp_server_start(const char *host, uint16_t port, const chttp_limits *limits,
                                 const chttp_callbacks *callbacks, int32_t *error) {
    chttp_server *server = calloc(1, sizeof *server);
    if (!server) {
        *error = ENOMEM;
        return NULL;
    }
    atomic_init(&server->references, 1);
    server->limits = *limits;
    server->limits.body_prefix = strdup(limits->body_prefix);
    server->callbacks = *callbacks;
    server->listener = -1;
    if (!prepare(server)) {
        *error = ENOMEM;
        server_release(server);
        return NULL;
    }
    server->listener = listen_on(host, port, error);
    if (server->listener < 0) {
        server_release(server);
        return NULL;
    }
    server->port = port_of(server->listener);
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, server->listener, NULL},
        {MHD_OPTION_THREAD_POOL_SIZE, limits->threads > 1 ? limits->threads : 0, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, limits->connections + spare_connections(limits) + limits->threads, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, (limits->idle_ms + 999) / 1000, NULL},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_notify, server},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)exchange_end, server},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)exchange_begin, server},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)keep, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME;
    server->daemon = MHD_start_daemon(flags, 0, connection_allow, server, exchange_handle, server, MHD_OPTION_ARRAY,
                                      options, MHD_OPTION_END);
    if (!server->daemon) {
        *error = errno ? errno : EIO;
        server_release(server);
        return NULL;
    }
    pthread_t thread;
    int failure = pthread_create(&thread, NULL, watch, server);
    if (failure) {
        *error = failure;
        MHD_stop_daemon(server->daemon);
        server->listener = -1; // closed with the daemon
        server_release(server);
        return NULL;
    }
    pthread_detach(thread);
    return server;
}

uint16_t chttp_server_port(const chttp_server *server) { return server->port; }

void chttp_server_stop(chttp_server *server) {
    pthread_mutex_lock(&server->lock);
    server->is_stopping = true;
    pthread_cond_signal(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

const char *chttp_error_text(int32_t error) { return error < 0 ? gai_strerror(error) : strerrordesc_np(error); }
