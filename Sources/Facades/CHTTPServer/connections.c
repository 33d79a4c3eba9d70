// Who is connected, and since when it has been doing what.
#include "internal.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool read_address(const struct sockaddr *address, char *text, size_t room) {
    text[0] = 0;
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
        inet_ntop(AF_INET, &v4->sin_addr, text, (socklen_t)room);
        return (ntohl(v4->sin_addr.s_addr) >> 24) == 127;
    }
    if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
        inet_ntop(AF_INET6, &v6->sin6_addr, text, (socklen_t)room);
        return IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr) ||
               (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr) && v6->sin6_addr.s6_addr[12] == 127);
    }
    return false;
}

/// The connection of these phases that has been in one longest (of equals the one that came first), if that is `least_ms` or more.
static connection *longest(const chttp_server *server, unsigned int phases, int64_t least_ms) {
    connection *found = NULL;
    for (connection *each = server->connections; each; each = each->next) {
        if (!each->is_leaving && (phases & 1u << each->phase) && (!found || each->since_ms <= found->since_ms)) found = each;
    }
    return found && now_ms() - found->since_ms >= least_ms ? found : NULL;
}

/// Under the lock.
static bool end_for_another(connection *chosen) {
    if (!chosen) return false;
    chosen->is_leaving = true;
    shutdown(chosen->socket, SHUT_RDWR);
    return true;
}

/// Under the lock: who keeps us waiting goes first, then who reads slowly; nobody goes whose answer is being made.
static bool make_room(const chttp_server *server) {
    const unsigned int waiting = 1u << phase_head | 1u << phase_body | 1u << phase_idle;
    return end_for_another(longest(server, waiting, 0)) ||
           end_for_another(longest(server, 1u << phase_sending, server->limits.lingering_ms));
}

void connections_end_slowest_reader(chttp_server *server) {
    pthread_mutex_lock(&server->lock);
    end_for_another(longest(server, 1u << phase_sending, server->limits.lingering_ms));
    pthread_mutex_unlock(&server->lock);
}

enum MHD_Result connection_allow(void *context, const struct sockaddr *address, socklen_t count) {
    (void)count;
    chttp_server *server = context;
    char text[64];
    bool is_loopback = read_address(address, text, sizeof text);
    int32_t same = 0;
    pthread_mutex_lock(&server->lock);
    if (!is_loopback) {
        for (connection *each = server->connections; each; each = each->next) {
            if (strcmp(each->address, text) == 0) same++;
        }
    }
    bool is_allowed = same < server->limits.connections_per_address;
    if (is_allowed && server->connection_count >= server->limits.connections) {
        is_allowed = make_room(server) &&
                     server->connection_count < server->limits.connections + spare_connections(&server->limits);
    }
    pthread_mutex_unlock(&server->lock);
    return is_allowed ? MHD_YES : MHD_NO;
}

void connection_notify(void *context, struct MHD_Connection *link, void **slot,
                       enum MHD_ConnectionNotificationCode code) {
    chttp_server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        connection *made = calloc(1, sizeof *made);
        *slot = made;
        // Out of memory: the connection lives without deadlines of ours, the library's idle timeout still ends it.
        if (!made) return;
        const union MHD_ConnectionInfo *socket = MHD_get_connection_info(link, MHD_CONNECTION_INFO_CONNECTION_FD);
        const union MHD_ConnectionInfo *peer = MHD_get_connection_info(link, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        made->socket = socket ? socket->connect_fd : -1;
        made->phase = phase_head;
        made->since_ms = now_ms();
        if (peer && peer->client_addr) made->is_loopback = read_address(peer->client_addr, made->address, sizeof made->address);
        pthread_mutex_lock(&server->lock);
        made->next = server->connections;
        if (made->next) made->next->previous = made;
        server->connections = made;
        server->connection_count++;
        pthread_mutex_unlock(&server->lock);
        return;
    }
    connection *gone = *slot;
    *slot = NULL;
    if (!gone) return;
    // The library closes the socket after this call, so that a sweep under the lock never meets a reused number.
    pthread_mutex_lock(&server->lock);
    if (gone->previous) gone->previous->next = gone->next;
    else server->connections = gone->next;
    if (gone->next) gone->next->previous = gone->previous;
    server->connection_count--;
    if (atomic_load(&server->is_draining)) pthread_cond_signal(&server->changed);
    pthread_mutex_unlock(&server->lock);
    free(gone);
}

void connection_enter(chttp_server *server, struct MHD_Connection *link, phase phase) {
    const union MHD_ConnectionInfo *slot = MHD_get_connection_info(link, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    connection *entering = slot ? slot->socket_context : NULL;
    if (!entering) return;
    pthread_mutex_lock(&server->lock);
    // A first line does not buy the rest of its head more time.
    if (entering->phase != phase || phase != phase_head) entering->since_ms = now_ms();
    entering->phase = phase;
    pthread_mutex_unlock(&server->lock);
}

/// Whether the client has said its last and nothing of it is left to read. The library hears of an end that came together
/// with a request only when something comes behind it, which is never: such a connection would keep its place until the
/// idle limit. A second of silence leaves a request that is being taken apart alone.
static bool has_left(const connection *waiting, int64_t now) {
    char next;
    return now - waiting->since_ms >= 1000 && recv(waiting->socket, &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

void connections_sweep(chttp_server *server, bool idle_too, bool all) {
    const int64_t allowed[] = {
        [phase_head] = server->limits.head_ms,
        [phase_body] = server->limits.body_ms,
        [phase_making] = INT64_MAX,
        [phase_sending] = server->limits.answer_ms,
        // The next request's first byte is not told to us, so its head shares the idle time's deadline.
        [phase_idle] = (int64_t)server->limits.idle_ms + server->limits.head_ms,
    };
    int64_t now = now_ms();
    pthread_mutex_lock(&server->lock);
    for (connection *each = server->connections; each; each = each->next) {
        bool is_waiting = each->phase == phase_idle || each->phase == phase_head;
        bool is_late = now - each->since_ms > allowed[each->phase];
        if (is_late || all || (is_waiting && (idle_too || has_left(each, now)))) shutdown(each->socket, SHUT_RDWR);
    }
    pthread_mutex_unlock(&server->lock);
}
