#include "ccurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

typedef struct {
    uint8_t *bytes;
    size_t count, capacity;
} buffer;

struct ccurl_transfer {
    CURL *easy;
    struct curl_slist *headers;
    buffer body, head;
    int64_t body_limit, header_limit, received, received_head;
    // The final answer's header lines have all come.
    int32_t head_ended;
    int32_t compressed, inflated_to_end;
    z_stream inflater;
    int32_t inflater_made;
    // Set by the callbacks, which can tell the library only that they failed, not why.
    int32_t refusal;
    char message[CURL_ERROR_SIZE];
};

// A buffer that grew beyond this for one answer is not kept for the next.
static const size_t kept_capacity = 128 << 10;

static int append(buffer *target, const void *bytes, size_t count) {
    if (target->capacity - target->count < count) {
        size_t capacity = target->capacity ? target->capacity : 16 << 10;
        while (capacity - target->count < count) capacity *= 2;
        uint8_t *grown = realloc(target->bytes, capacity);
        if (grown == NULL) return 0;
        target->bytes = grown;
        target->capacity = capacity;
    }
    memcpy(target->bytes + target->count, bytes, count);
    target->count += count;
    return 1;
}

static void empty(buffer *target) {
    target->count = 0;
    if (target->capacity <= kept_capacity) return;
    free(target->bytes);
    *target = (buffer){0};
}

// The difference from `count` makes the library end the transfer.
static size_t refuse(ccurl_transfer *transfer, int32_t why) {
    transfer->refusal = why;
    return 0;
}

// libcurl's own decoder takes a compressed body that ends too soon for a whole one: hence this one.
static int32_t inflate_part(ccurl_transfer *transfer, const void *bytes, size_t count) {
    z_stream *inflater = &transfer->inflater;
    inflater->next_in = (Bytef *)bytes;
    inflater->avail_in = (uInt)count;
    while (inflater->avail_in > 0) {
        if (transfer->inflated_to_end) return CCURL_PROTOCOL;
        uint8_t part[16 << 10];
        inflater->next_out = part;
        inflater->avail_out = sizeof part;
        int result = inflate(inflater, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END) return CCURL_PROTOCOL;
        size_t made = sizeof part - inflater->avail_out;
        if ((int64_t)(transfer->body.count + made) > transfer->body_limit) return CCURL_TOO_LARGE;
        if (!append(&transfer->body, part, made)) return CCURL_INTERNAL;
        transfer->inflated_to_end = result == Z_STREAM_END;
    }
    return CCURL_OK;
}

static size_t on_body(char *bytes, size_t size, size_t number, void *context) {
    ccurl_transfer *transfer = context;
    size_t count = size * number;
    transfer->received += (int64_t)count;
    if (transfer->compressed) {
        int32_t why = inflate_part(transfer, bytes, count);
        return why == CCURL_OK ? count : refuse(transfer, why);
    }
    if ((int64_t)(transfer->body.count + count) > transfer->body_limit) return refuse(transfer, CCURL_TOO_LARGE);
    return append(&transfer->body, bytes, count) ? count : refuse(transfer, CCURL_INTERNAL);
}

// `line` is one header line without its end. Returns 0 for an encoding that was not asked for.
static int note_encoding(ccurl_transfer *transfer, const char *line, size_t count) {
    static const char name[] = "content-encoding:";
    const size_t name_count = sizeof name - 1;
    if (count < name_count || strncasecmp(line, name, name_count) != 0) return 1;
    const char *value = line + name_count, *end = line + count;
    while (value < end && (*value == ' ' || *value == '\t')) value++;
    while (end > value && (end[-1] == ' ' || end[-1] == '\t')) end--;
    size_t length = (size_t)(end - value);
    if (length == 0 || (length == 8 && strncasecmp(value, "identity", 8) == 0)) return 1;
    if (!((length == 4 && strncasecmp(value, "gzip", 4) == 0) || (length == 6 && strncasecmp(value, "x-gzip", 6) == 0)))
        return 0;
    if (transfer->compressed) return 0;  // twice over: nobody asked for that
    transfer->compressed = 1;
    // 16 + 15: a gzip wrapper around the largest window.
    if (transfer->inflater_made) return inflateReset(&transfer->inflater) == Z_OK;
    transfer->inflater_made = inflateInit2(&transfer->inflater, 16 + 15) == Z_OK;
    return transfer->inflater_made;
}

static size_t on_header(char *line, size_t size, size_t number, void *context) {
    ccurl_transfer *transfer = context;
    size_t count = size * number, text = count;
    transfer->received += (int64_t)count;
    // Counted over all header blocks, so that endless 1xx answers end too.
    transfer->received_head += (int64_t)count;
    if (transfer->received_head > transfer->header_limit) return refuse(transfer, CCURL_TOO_LARGE);
    while (text > 0 && (line[text - 1] == '\n' || line[text - 1] == '\r')) text--;
    if (count >= 5 && strncasecmp(line, "HTTP/", 5) == 0) {
        transfer->head.count = 0;
        transfer->head_ended = 0;
        transfer->compressed = 0;
        return count;
    }
    if (transfer->head_ended) return count;  // a trailer, which may not change what the head said
    if (text == 0) {
        transfer->head_ended = 1;
        return count;
    }
    if (!note_encoding(transfer, line, text)) return refuse(transfer, CCURL_PROTOCOL);
    return append(&transfer->head, line, count) ? count : refuse(transfer, CCURL_INTERNAL);
}

static pthread_once_t initialized = PTHREAD_ONCE_INIT;
static CURLcode initialization;
static void initialize(void) { initialization = curl_global_init(CURL_GLOBAL_DEFAULT); }

struct ccurl_multi {
    CURLM *multi;
};

ccurl_multi *ccurl_multi_new(int64_t connections, int64_t connections_per_host) {
    pthread_once(&initialized, initialize);
    if (initialization != CURLE_OK) return NULL;
    ccurl_multi *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->multi = curl_multi_init();
    if (made->multi && curl_multi_setopt(made->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX) == CURLM_OK &&
        curl_multi_setopt(made->multi, CURLMOPT_MAXCONNECTS, (long)connections) == CURLM_OK &&
        curl_multi_setopt(made->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)connections) == CURLM_OK &&
        curl_multi_setopt(made->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)connections_per_host) == CURLM_OK) {
        return made;
    }
    ccurl_multi_free(made);
    return NULL;
}

void ccurl_multi_free(ccurl_multi *multi) {
    if (multi == NULL) return;
    if (multi->multi) curl_multi_cleanup(multi->multi);
    free(multi);
}

int32_t ccurl_multi_add(ccurl_multi *multi, ccurl_transfer *transfer) {
    return curl_multi_add_handle(multi->multi, transfer->easy) == CURLM_OK;
}

int32_t ccurl_multi_remove(ccurl_multi *multi, ccurl_transfer *transfer) {
    return curl_multi_remove_handle(multi->multi, transfer->easy) == CURLM_OK;
}

int32_t ccurl_multi_perform(ccurl_multi *multi) {
    int running;
    return curl_multi_perform(multi->multi, &running) == CURLM_OK;
}

int32_t ccurl_multi_poll(ccurl_multi *multi, int32_t milliseconds) {
    return curl_multi_poll(multi->multi, NULL, 0, milliseconds, NULL) == CURLM_OK;
}

int32_t ccurl_multi_wakeup(ccurl_multi *multi) { return curl_multi_wakeup(multi->multi) == CURLM_OK; }

static int32_t outcome_of(const ccurl_transfer *transfer, CURLcode code) {
    if (transfer->refusal) return transfer->refusal;
    switch (code) {
    case CURLE_OK:
        // The library takes a head that breaks off for a whole one.
        if (!transfer->head_ended) return CCURL_TRUNCATED;
        // An empty body is whole: answers without content name their encoding, too.
        if (transfer->compressed && !transfer->inflated_to_end && transfer->inflater.total_in) return CCURL_TRUNCATED;
        return CCURL_OK;
    case CURLE_OPERATION_TIMEDOUT: return CCURL_TIMEOUT;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_PROXY:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR: return CCURL_UNREACHABLE;
    // A reset before the first byte of the answer is the peer's or the network's absence, after it a cut answer.
    // The same for a stream or connection of HTTP/2 that the peer gave up.
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return transfer->received ? CCURL_TRUNCATED : CCURL_UNREACHABLE;
    case CURLE_PARTIAL_FILE: return CCURL_TRUNCATED;
    case CURLE_FILESIZE_EXCEEDED: return CCURL_TOO_LARGE;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED: return CCURL_TLS;
    case CURLE_URL_MALFORMAT: return CCURL_INVALID;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return CCURL_PROTOCOL;
    default: return CCURL_INTERNAL;
    }
}

// For what this file found out by itself; NULL leaves it to the library.
static const char *words_for(int32_t outcome) {
    switch (outcome) {
    case CCURL_TRUNCATED: return "the answer broke off";
    case CCURL_TOO_LARGE: return "the answer is larger than allowed";
    case CCURL_PROTOCOL: return "the answer is not HTTP or its compression is damaged";
    default: return NULL;
    }
}

ccurl_transfer *ccurl_multi_next(ccurl_multi *multi, int32_t *outcome) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi->multi, &left))) {
        if (message->msg != CURLMSG_DONE) continue;
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        char *private = NULL;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
        curl_multi_remove_handle(multi->multi, easy);
        ccurl_transfer *transfer = (ccurl_transfer *)private;
        *outcome = outcome_of(transfer, code);
        if (*outcome != CCURL_OK && (code == CURLE_OK || transfer->refusal || transfer->message[0] == 0)) {
            const char *words = words_for(*outcome);
            strncpy(transfer->message, words ? words : curl_easy_strerror(code), sizeof transfer->message - 1);
        }
        return transfer;
    }
    return NULL;
}

ccurl_transfer *ccurl_transfer_new(void) {
    ccurl_transfer *made = calloc(1, sizeof *made);
    if (made == NULL) return NULL;
    made->easy = curl_easy_init();
    if (made->easy) return made;
    free(made);
    return NULL;
}

void ccurl_transfer_free(ccurl_transfer *transfer) {
    if (transfer == NULL) return;
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    if (transfer->inflater_made) inflateEnd(&transfer->inflater);
    free(transfer->body.bytes);
    free(transfer->head.bytes);
    free(transfer);
}

void ccurl_transfer_reset(ccurl_transfer *transfer) {
    curl_easy_reset(transfer->easy);
    curl_slist_free_all(transfer->headers);
    transfer->headers = NULL;
    empty(&transfer->body);
    empty(&transfer->head);
    transfer->received = transfer->received_head = 0;
    transfer->head_ended = transfer->compressed = transfer->inflated_to_end = 0;
    transfer->inflater.total_in = 0;
    transfer->refusal = 0;
    transfer->message[0] = 0;
}

int32_t ccurl_transfer_header(ccurl_transfer *transfer, const char *line) {
    struct curl_slist *longer = curl_slist_append(transfer->headers, line);
    if (longer == NULL) return 0;
    transfer->headers = longer;
    return 1;
}

#define SET(option, value) \
    if (curl_easy_setopt(easy, option, value) != CURLE_OK) return 0

int32_t ccurl_transfer_prepare(ccurl_transfer *transfer, const ccurl_request *request) {
    CURL *easy = transfer->easy;
    transfer->body_limit = request->body_limit;
    transfer->header_limit = request->header_limit;

    SET(CURLOPT_PRIVATE, transfer);
    SET(CURLOPT_ERRORBUFFER, transfer->message);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    SET(CURLOPT_PIPEWAIT, 1L);
    SET(CURLOPT_HTTP09_ALLOWED, 0L);
    SET(CURLOPT_TCP_KEEPALIVE, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)request->connect_milliseconds);
    SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_limit);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, transfer);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, transfer);
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (request->direct) SET(CURLOPT_NOPROXY, "*");
    if (request->authorities && request->authorities_is_directory) {
        SET(CURLOPT_CAINFO, NULL);
        SET(CURLOPT_CAPATH, request->authorities);
    } else if (request->authorities) {
        SET(CURLOPT_CAINFO, request->authorities);
        SET(CURLOPT_CAPATH, NULL);
    }

    SET(CURLOPT_URL, request->url);
    // The signature covers the path as it was written.
    SET(CURLOPT_PATH_AS_IS, 1L);
    if (strcmp(request->method, "GET") == 0 && request->body_count == 0) {
        SET(CURLOPT_HTTPGET, 1L);
    } else if (strcmp(request->method, "HEAD") == 0 && request->body_count == 0) {
        SET(CURLOPT_NOBODY, 1L);
    } else {
        SET(CURLOPT_POST, 1L);
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count);
        SET(CURLOPT_COPYPOSTFIELDS, request->body_count ? (const char *)request->body : "");
        SET(CURLOPT_CUSTOMREQUEST, request->method);
    }
    SET(CURLOPT_HTTPHEADER, transfer->headers);
    return 1;
}

int32_t ccurl_transfer_status(const ccurl_transfer *transfer) {
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return (int32_t)status;
}

const uint8_t *ccurl_transfer_body(const ccurl_transfer *transfer, intptr_t *count) {
    *count = (intptr_t)transfer->body.count;
    return transfer->body.bytes;
}

const uint8_t *ccurl_transfer_headers(const ccurl_transfer *transfer, intptr_t *count) {
    *count = (intptr_t)transfer->head.count;
    return transfer->head.bytes;
}

const char *ccurl_transfer_message(const ccurl_transfer *transfer) { return transfer->message; }

int64_t ccurl_transfer_received(const ccurl_transfer *transfer) { return transfer->received; }

int64_t ccurl_transfer_connected(const ccurl_transfer *transfer) {
    curl_off_t microseconds = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return (int64_t)microseconds;
}
