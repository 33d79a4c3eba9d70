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

enum MHD_Result connection_allow(void *context, const struct sockaddr *address, socklen_t count) {
    (void)count;
    chttp_server *server = context;
    char text[64];
    bool is_loopback = read_address(address, text, sizeof text);
    int32_t same = 0;
    pthread_mutex_lock(&server->lock);
    bool is_full = server->connection_count >= server->limits.connections;
    if (!is_loopback && !is_full) {
        for (connection *each = server->connections; each; each = each->next) {
            if (strcmp(each->address, text) == 0) same++;
        }
    }
    pthread_mutex_unlock(&server->lock);
    return is_full || same >= server->limits.connections_per_address ? MHD_NO : MHD_YES;
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
    entering->phase = phase;
    entering->since_ms = now_ms();
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
