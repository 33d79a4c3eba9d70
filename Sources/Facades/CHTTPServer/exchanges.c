// One request from its first line to the end of its answer.
#include "internal.h"
#include <stdlib.h>
#include <string.h>

/// Bytes of an answer that nobody has to wait for: a page's table is larger.
enum { small_answer = 64 * 1024 };

static void release(chttp_exchange *exchange) {
    if (atomic_fetch_sub(&exchange->references, 1) != 1) return;
    if (exchange->answer) MHD_destroy_response(exchange->answer);
    atomic_fetch_sub(&exchange->server->held_bytes, exchange->answer_bytes);
    pthread_mutex_destroy(&exchange->lock);
    free(exchange->target);
    free(exchange->body);
    server_release(exchange->server);
    free(exchange);
}

void *exchange_begin(void *context, const char *target, struct MHD_Connection *link) {
    chttp_server *server = context;
    chttp_exchange *exchange = calloc(1, sizeof *exchange);
    if (!exchange) return NULL;
    atomic_init(&exchange->references, 1);
    pthread_mutex_init(&exchange->lock, NULL);
    exchange->server = server;
    atomic_fetch_add(&server->references, 1);
    exchange->link = link;
    exchange->target_place = target;
    exchange->target_count = strlen(target);
    exchange->target = malloc(exchange->target_count + 1);
    if (exchange->target) memcpy(exchange->target, target, exchange->target_count + 1);
    connection_enter(server, link, phase_head);
    // The library would now store every `a=b` of the query in the connection's memory, and answer wrongly when that runs
    // out. Nobody asks it for them: end the query here, in the library's own buffer, which it is about to write into.
    char *query = memchr(target, '?', exchange->target_count);
    if (query && query[1]) query[1] = 0;
    // The library answers a malformed Content-Length itself, with two status lines. Where no body is taken anyway it gets
    // to see this one first, and the caller, who sees the real one, has to refuse it.
    exchange->takes_body = strncmp(target, server->limits.body_prefix, strlen(server->limits.body_prefix)) == 0;
    const char *name = exchange->takes_body ? "" : "Content-Length";
    MHD_set_connection_value_n(link, MHD_HEADER_KIND, name, strlen(name), head_placeholder, 1);
    return exchange;
}

/// Hands the head over. Returns false when the connection has to end without an answer.
static bool take_head(chttp_exchange *exchange, const char *method, const char *version) {
    chttp_server *server = exchange->server;
    chttp_field fields[max_fields];
    chttp_head head;
    exchange->saw_head = true;
    if (!exchange->target) return false;
    bool fits = head_read(exchange, method, version, &head, fields);
    connection_enter(server, exchange->link, phase_body);
    atomic_fetch_add(&exchange->references, 1);
    if (!fits) {
        static const char text[] = "Too many header fields.\n";
        const chttp_field type = {{(const uint8_t *)"Content-Type", 12}, {(const uint8_t *)"text/plain; charset=utf-8", 25}};
        exchange->was_refused = true;
        chttp_exchange_answer(exchange, 431, &type, 1, (const uint8_t *)text, sizeof text - 1, 1);
        return true;
    }
    exchange->request = server->callbacks.head(server->callbacks.context, exchange, &head);
    exchange->was_refused = exchange->request == NULL;
    return true;
}

static bool append_body(chttp_exchange *exchange, const char *bytes, size_t count) {
    if (exchange->body_count + count > (size_t)exchange->server->limits.body_bytes) return false;
    uint8_t *grown = realloc(exchange->body, exchange->body_count + count);
    if (!grown) return false;
    memcpy(grown + exchange->body_count, bytes, count);
    exchange->body = grown;
    exchange->body_count += count;
    return true;
}

static enum MHD_Result send_answer(chttp_exchange *exchange) {
    connection_enter(exchange->server, exchange->link, phase_sending);
    return MHD_queue_response(exchange->link, exchange->status, exchange->answer);
}

static void suspend(chttp_exchange *exchange) {
    chttp_server *server = exchange->server;
    exchange->is_suspended = true;
    pthread_mutex_lock(&server->lock);
    exchange->next_suspended = server->suspended;
    if (exchange->next_suspended) exchange->next_suspended->previous_suspended = exchange;
    server->suspended = exchange;
    pthread_mutex_unlock(&server->lock);
    MHD_suspend_connection(exchange->link);
}

static void resume(chttp_exchange *exchange) {
    chttp_server *server = exchange->server;
    exchange->is_suspended = false;
    pthread_mutex_lock(&server->lock);
    if (exchange->previous_suspended) exchange->previous_suspended->next_suspended = exchange->next_suspended;
    else server->suspended = exchange->next_suspended;
    if (exchange->next_suspended) exchange->next_suspended->previous_suspended = exchange->previous_suspended;
    exchange->next_suspended = exchange->previous_suspended = NULL;
    pthread_mutex_unlock(&server->lock);
    MHD_resume_connection(exchange->link);
}

enum MHD_Result exchange_handle(void *context, struct MHD_Connection *link, const char *url, const char *method,
                                const char *version, const char *upload, size_t *upload_count, void **slot) {
    (void)url;
    (void)link;
    chttp_server *server = context;
    chttp_exchange *exchange = *slot;
    if (!exchange) return MHD_NO;
    if (!exchange->saw_head) {
        if (!take_head(exchange, method, version)) return MHD_NO;
        // An answer in the first call ends the connection, which is what a refusal wants; all others wait for the second.
        return exchange->was_refused ? send_answer(exchange) : MHD_YES;
    }
    if (*upload_count > 0) {
        bool fits = append_body(exchange, upload, *upload_count);
        *upload_count = 0;
        return fits ? MHD_YES : MHD_NO;
    }
    if (!exchange->was_dispatched) {
        exchange->was_dispatched = true;
        connection_enter(server, exchange->link, phase_making);
        void *request = exchange->request;
        exchange->request = NULL;
        server->callbacks.request(server->callbacks.context, exchange, request, exchange->body,
                                  (intptr_t)exchange->body_count);
    }
    pthread_mutex_lock(&exchange->lock);
    bool is_answered = exchange->answer != NULL;
    bool must_refuse = !is_answered && atomic_load(&server->is_forced);
    if (!is_answered && !must_refuse) suspend(exchange);
    pthread_mutex_unlock(&exchange->lock);
    if (must_refuse) return MHD_NO;
    return is_answered ? send_answer(exchange) : MHD_YES;
}

void exchange_end(void *context, struct MHD_Connection *link, void **slot, enum MHD_RequestTerminationCode code) {
    (void)code;
    chttp_server *server = context;
    chttp_exchange *exchange = *slot;
    *slot = NULL;
    if (!exchange) return;
    connection_enter(server, link, phase_idle);
    pthread_mutex_lock(&exchange->lock);
    exchange->is_over = true;
    pthread_mutex_unlock(&exchange->lock);
    if (exchange->request) {
        server->callbacks.aborted(server->callbacks.context, exchange->request);
        release(exchange); // the answerer's reference: nobody will answer
    }
    release(exchange);
}

static struct MHD_Response *make(const chttp_field *fields, int32_t field_count, const uint8_t *body, intptr_t count,
                                 bool closes) {
    struct MHD_Response *made = MHD_create_response_from_buffer((size_t)count, (void *)(uintptr_t)body, MHD_RESPMEM_MUST_COPY);
    bool fits = made != NULL;
    for (int32_t index = 0; fits && index < field_count; index++) {
        char *name = strndup((const char *)fields[index].name.bytes, (size_t)fields[index].name.count);
        char *value = strndup((const char *)fields[index].value.bytes, (size_t)fields[index].value.count);
        fits = name && value && MHD_add_response_header(made, name, value) == MHD_YES;
        free(name);
        free(value);
    }
    if (fits && closes) fits = MHD_add_response_header(made, "Connection", "close") == MHD_YES;
    if (fits) return made;
    if (made) MHD_destroy_response(made);
    return NULL;
}

/// Takes `count` bytes of what all answers together may hold. What is small always fits, and so does one of any size while
/// half of it is free: what is larger than all of it would never be answered.
static bool has_room(chttp_server *server, int64_t count) {
    int64_t before = atomic_fetch_add(&server->held_bytes, count);
    if (before + count <= server->limits.held_bytes || before < server->limits.held_bytes / 2 || count < small_answer) return true;
    atomic_fetch_sub(&server->held_bytes, count);
    connections_end_slowest_reader(server);
    return false;
}

static struct MHD_Response *make_busy(bool closes) {
    static const char text[] = "Too many large answers are being read at the moment; ask again.\n";
    const chttp_field fields[] = {
        {{(const uint8_t *)"Content-Type", 12}, {(const uint8_t *)"text/plain; charset=utf-8", 25}},
        {{(const uint8_t *)"Cache-Control", 13}, {(const uint8_t *)"no-store", 8}},
        {{(const uint8_t *)"Retry-After", 11}, {(const uint8_t *)"10", 2}},
    };
    return make(fields, 3, (const uint8_t *)text, sizeof text - 1, closes);
}

void chttp_exchange_answer(chttp_exchange *exchange, int32_t status, const chttp_field *fields, int32_t field_count,
                           const uint8_t *body, intptr_t count, int32_t closes) {
    chttp_server *server = exchange->server;
    bool is_last = closes || atomic_load(&server->is_draining);
    int64_t held = has_room(server, count) ? count : 0;
    struct MHD_Response *made;
    if (held == count) {
        made = make(fields, field_count, body, count, is_last);
    } else {
        status = 503;
        made = make_busy(is_last);
    }
    if (!made) {
        // A field that HTTP does not allow, or no memory: say so rather than answer without it.
        status = 500;
        made = make(NULL, 0, (const uint8_t *)"", 0, true);
    }
    pthread_mutex_lock(&exchange->lock);
    if (exchange->is_over || exchange->answer || !made) {
        if (made) MHD_destroy_response(made);
        atomic_fetch_sub(&server->held_bytes, held);
    } else {
        exchange->answer = made;
        exchange->answer_bytes = held;
        exchange->status = (unsigned int)status;
    }
    if (exchange->is_suspended) resume(exchange);
    pthread_mutex_unlock(&exchange->lock);
    release(exchange);
}

void exchanges_refuse_suspended(chttp_server *server) {
    static const char text[] = "The server is stopping.\n";
    for (;;) {
        pthread_mutex_lock(&server->lock);
        chttp_exchange *waiting = server->suspended;
        if (waiting) atomic_fetch_add(&waiting->references, 1);
        pthread_mutex_unlock(&server->lock);
        if (!waiting) return;
        chttp_exchange_answer(waiting, 503, NULL, 0, (const uint8_t *)text, sizeof text - 1, 1);
    }
}
