#include <curl/curl.h>
#include <string.h>

// Swift cannot call functions with variable arguments: one mail is sent by one function, and its answer read here.

typedef struct {
  const char *server;    // smtp://host:587 or smtps://host:465
  const char *user;      // NULL where the server asks for no password
  const char *password;
  const char *from;
  const char *to;
  const char *bytes;     // the message, RFC 5322
  size_t length;
  int requires_tls;
} coporter_mail;

typedef struct {
  CURLcode result;
  long status;           // the last of the SMTP dialogue: 250, 550…; 0 where there was none
  char reply[512];       // its line
  char command[5];       // the last command that we said: EHLO, AUTH, MAIL, RCPT, DATA…; empty before the first
} coporter_mail_answer;

typedef struct { const char *bytes; size_t left; } coporter_mail_rest;

static size_t coporter_mail_read(char *buffer, size_t size, size_t count, void *context) {
  coporter_mail_rest *rest = (coporter_mail_rest *)context;
  size_t length = size * count < rest->left ? size * count : rest->left;
  memcpy(buffer, rest->bytes, length);
  rest->bytes += length;
  rest->left -= length;
  return length;
}

static size_t coporter_mail_reply(char *line, size_t size, size_t count, void *context) {
  coporter_mail_answer *answer = (coporter_mail_answer *)context;
  size_t length = size * count;
  // The farewell says nothing of the mail.
  if (length >= 3 && memcmp(line, "221", 3) == 0) return length;
  size_t kept = length < sizeof answer->reply - 1 ? length : sizeof answer->reply - 1;
  memcpy(answer->reply, line, kept);
  while (kept > 0 && (answer->reply[kept - 1] == '\n' || answer->reply[kept - 1] == '\r')) kept--;
  answer->reply[kept] = 0;
  return length;
}

// Keeps the verb of what we say and nothing else of it: a line of AUTH holds the password. The farewell is not counted.
static int coporter_mail_said(CURL *curl, curl_infotype type, char *line, size_t length, void *context) {
  static const char verbs[][5] = { "EHLO", "HELO", "STAR", "AUTH", "MAIL", "RCPT", "DATA" };
  coporter_mail_answer *answer = (coporter_mail_answer *)context;
  (void)curl;
  if (type != CURLINFO_HEADER_OUT || length < 4) return 0;
  for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
    if (memcmp(line, verbs[i], 4) == 0) memcpy(answer->command, verbs[i], 5);
  return 0;
}

static inline coporter_mail_answer coporter_send(coporter_mail mail) {
  coporter_mail_answer answer = { CURLE_FAILED_INIT, 0, { 0 }, { 0 } };
  coporter_mail_rest rest = { mail.bytes, mail.length };
  CURL *curl = curl_easy_init();
  if (!curl) return answer;
  struct curl_slist *recipients = curl_slist_append(NULL, mail.to);
  curl_easy_setopt(curl, CURLOPT_URL, mail.server);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, mail.requires_tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
  if (mail.user) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, mail.user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, mail.password ? mail.password : "");
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, mail.from);
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, coporter_mail_read);
  curl_easy_setopt(curl, CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, coporter_mail_reply);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, coporter_mail_said);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 20L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
  answer.result = curl_easy_perform(curl);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  curl_slist_free_all(recipients);
  curl_easy_cleanup(curl);
  return answer;
}

// Connects as for a mail, with TLS and password, and says NOOP. Nothing is sent.
static inline coporter_mail_answer coporter_reach(
    const char *server, const char *user, const char *password, int requires_tls) {
  coporter_mail_answer answer;
  memset(&answer, 0, sizeof answer);
  answer.result = CURLE_FAILED_INIT;
  CURL *curl = curl_easy_init();
  if (!curl) return answer;
  curl_easy_setopt(curl, CURLOPT_URL, server);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, requires_tls ? (long)CURLUSESSL_ALL : (long)CURLUSESSL_TRY);
  if (user) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password ? password : "");
  }
  curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP");
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, coporter_mail_reply);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
  answer.result = curl_easy_perform(curl);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  curl_easy_cleanup(curl);
  return answer;
}
