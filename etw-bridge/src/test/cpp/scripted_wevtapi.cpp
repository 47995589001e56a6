// Stands in for Windows' wevtapi.dll in tests: plays event logs that a test writes as files.
//
// A log is a file in the folder that ring3_script_folder names, called like its channel with '/' as '_', ending in
// ".log". Each line is a record's XML, oldest first; it is read anew by every call, so a test appends to it, or cuts it
// off at the beginning as Windows does with a log that is full. A file that consists of the word "denied" is a log that
// the caller may not read.
#include <windows.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr DWORD kChannelNotFound = 15007;
constexpr DWORD kInvalidBound = 1734;
constexpr uint32_t kSubscription = 0x53, kEvent = 0x45, kBookmark = 0x42, kLog = 0x4c;

struct Object {
  Object(uint32_t kind, std::wstring channel) : kind(kind), channel(std::move(channel)) {}

  const uint32_t kind;
  const std::wstring channel;
  uint64_t position = 0;
  HANDLE signal = nullptr;
  std::string xml;
};

std::mutex lock;
std::wstring folder;
std::vector<Object*> subscriptions;
DWORD most = 0;  // records at once, 0 for any number

uint64_t number_of(const std::string& xml) {
  const char tag[] = "<EventRecordID>";
  size_t at = xml.find(tag);
  return at == std::string::npos ? 0 : std::strtoull(xml.c_str() + at + sizeof tag - 1, nullptr, 10);
}

// ERROR_SUCCESS, or why the log can't be read.
DWORD read_log(const std::wstring& channel, std::vector<std::string>& records) {
  std::wstring name = channel;
  for (wchar_t& c : name) {
    if (c == L'/') c = L'_';
  }
  HANDLE file = CreateFileW((folder + L"\\" + name + L".log").c_str(), GENERIC_READ, 7, nullptr, OPEN_EXISTING, 0, nullptr);
  if (file == INVALID_HANDLE_VALUE) return kChannelNotFound;
  std::string text;
  char part[4096];
  DWORD count = 0;
  while (ReadFile(file, part, sizeof part, &count, nullptr) && count > 0) text.append(part, count);
  CloseHandle(file);
  if (text.rfind("denied", 0) == 0) return ERROR_ACCESS_DENIED;
  size_t from = 0;
  for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
    if (end > from) records.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return ERROR_SUCCESS;
}

Object* fail(DWORD code) {
  SetLastError(code);
  return nullptr;
}

}  // namespace

extern "C" {

__declspec(dllexport) void ring3_script_folder(const wchar_t* path) {
  std::lock_guard<std::mutex> guard(lock);
  folder = path;
}

// Refuses to give more records at once, as Windows does with large ones.
__declspec(dllexport) void ring3_script_most(int records) {
  std::lock_guard<std::mutex> guard(lock);
  most = static_cast<DWORD>(records);
}

// Says that records were added.
__declspec(dllexport) void ring3_script_signal() {
  std::lock_guard<std::mutex> guard(lock);
  for (Object* each : subscriptions) SetEvent(each->signal);
}

__declspec(dllexport) int ring3_script_subscriptions() {
  std::lock_guard<std::mutex> guard(lock);
  return static_cast<int>(subscriptions.size());
}

__declspec(dllexport) Object* EvtOpenLog(void*, const wchar_t* path, DWORD) {
  std::lock_guard<std::mutex> guard(lock);
  std::vector<std::string> records;
  DWORD code = read_log(path, records);
  return code == ERROR_SUCCESS ? new Object(kLog, path) : fail(code);
}

__declspec(dllexport) BOOL EvtGetLogInfo(Object* log, int property, DWORD, uint64_t* to, DWORD* used) {
  std::lock_guard<std::mutex> guard(lock);
  std::vector<std::string> records;
  DWORD code = read_log(log->channel, records);
  if (code != ERROR_SUCCESS) return fail(code) != nullptr;
  *used = 16;
  *to = property == 5 ? records.size() : records.empty() ? 0 : number_of(records.front());
  return TRUE;
}

__declspec(dllexport) Object* EvtCreateBookmark(const wchar_t* xml) {
  const wchar_t* id = wcsstr(xml, L"RecordId='");
  if (id == nullptr) return fail(ERROR_INVALID_PARAMETER);
  Object* bookmark = new Object(kBookmark, L"");
  bookmark->position = wcstoull(id + 10, nullptr, 10);
  return bookmark;
}

__declspec(dllexport) Object* EvtSubscribe(void*, HANDLE signal, const wchar_t* channel, const wchar_t* query,
                                           Object* bookmark, void*, void* callback, DWORD flags) {
  std::lock_guard<std::mutex> guard(lock);
  std::vector<std::string> records;
  DWORD code = read_log(channel, records);
  if (code != ERROR_SUCCESS) return fail(code);
  bool after = flags == 3 && bookmark != nullptr && bookmark->kind == kBookmark;
  if (signal == nullptr || callback != nullptr || wcscmp(query, L"*") != 0 || !(after || flags == 2)) {
    return fail(ERROR_INVALID_PARAMETER);
  }
  Object* subscription = new Object(kSubscription, channel);
  subscription->position = after ? bookmark->position : 0;
  subscription->signal = signal;
  subscriptions.push_back(subscription);
  SetEvent(signal);
  return subscription;
}

__declspec(dllexport) BOOL EvtNext(Object* subscription, DWORD size, Object** events, DWORD, DWORD, DWORD* count) {
  std::lock_guard<std::mutex> guard(lock);
  std::vector<std::string> records;
  DWORD code = read_log(subscription->channel, records);
  if (code != ERROR_SUCCESS) return fail(code) != nullptr;
  if (most != 0 && size > most && !records.empty() && number_of(records.back()) > subscription->position) {
    return fail(kInvalidBound) != nullptr;
  }
  *count = 0;
  for (const std::string& record : records) {
    if (*count < size && number_of(record) > subscription->position) {
      Object* event = new Object(kEvent, subscription->channel);
      event->xml = record;
      subscription->position = number_of(record);
      events[(*count)++] = event;
    }
  }
  return *count > 0 ? TRUE : fail(ERROR_NO_MORE_ITEMS) != nullptr;
}

__declspec(dllexport) BOOL EvtRender(void*, Object* event, DWORD flags, DWORD size, wchar_t* to, DWORD* used,
                                     DWORD* properties) {
  if (event->kind != kEvent || flags != 1) return fail(ERROR_INVALID_PARAMETER) != nullptr;
  int length = MultiByteToWideChar(CP_UTF8, 0, event->xml.c_str(), -1, nullptr, 0);
  *used = static_cast<DWORD>(length) * sizeof(wchar_t);
  *properties = 0;
  if (*used > size) return fail(ERROR_INSUFFICIENT_BUFFER) != nullptr;
  MultiByteToWideChar(CP_UTF8, 0, event->xml.c_str(), -1, to, length);
  return TRUE;
}

__declspec(dllexport) BOOL EvtClose(Object* object) {
  std::lock_guard<std::mutex> guard(lock);
  for (size_t i = 0; i < subscriptions.size(); i++) {
    if (subscriptions[i] == object) {
      subscriptions.erase(subscriptions.begin() + static_cast<ptrdiff_t>(i));
      break;
    }
  }
  delete object;
  return TRUE;
}

}  // extern "C"
