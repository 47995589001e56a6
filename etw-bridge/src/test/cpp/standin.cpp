// Stands in for the functions of Windows that krabs_session.cpp and krabsetw call, over the scripted ETW. Linked before
// the system's own libraries, so that the same object files are tested where there is no ETW. standin.def exports them
// under the names of Windows'.
#include <winsock2.h>
#include <windows.h>

#include <evntrace.h>

#include <evntcons.h>
#include <tdh.h>

#include <cstring>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "scripted_etw.h"

namespace {

using ring3::scripted::Etw;

constexpr ULONG kEventIdFilter = 0x80000200;  // EVENT_FILTER_TYPE_EVENT_ID

// A session as its handle stands for it.
struct Handle {
  std::u16string name;
  PEVENT_RECORD_CALLBACK callback = nullptr;
  void* context = nullptr;
};

std::mutex mutex;
std::map<TRACEHANDLE, Handle> handles;
TRACEHANDLE last = 0;

Etw& etw() { return Etw::instance(); }

std::u16string narrow(const wchar_t* text) {
  const std::wstring all(text);
  return std::u16string(all.begin(), all.end());
}

TRACEHANDLE add(Handle handle) {
  const std::lock_guard<std::mutex> lock(mutex);
  handles[++last] = std::move(handle);
  return last;
}

Handle find(TRACEHANDLE number) {
  const std::lock_guard<std::mutex> lock(mutex);
  const auto found = handles.find(number);
  return found == handles.end() ? Handle{} : found->second;
}

// The newest handle of that name.
TRACEHANDLE find(const std::u16string& name) {
  const std::lock_guard<std::mutex> lock(mutex);
  TRACEHANDLE found = 0;
  for (const auto& [number, handle] : handles) {
    if (handle.name == name && handle.callback == nullptr) {
      found = number;
    }
  }
  return found;
}

// Forgets the handles by which a session was started.
void forget(const std::u16string& name) {
  const std::lock_guard<std::mutex> lock(mutex);
  for (auto entry = handles.begin(); entry != handles.end();) {
    const bool is_its = entry->second.name == name && entry->second.callback == nullptr;
    entry = is_its ? handles.erase(entry) : std::next(entry);
  }
}

// A record of the script as ETW delivers it.
EVENT_RECORD event_of(const ring3::Record& record, void* context) {
  EVENT_RECORD event{};
  std::memcpy(&event.EventHeader, record.header, ring3::kHeaderSize);
  event.EventHeader.Flags |= EVENT_HEADER_FLAG_PROCESSOR_INDEX;
  event.BufferContext.ProcessorIndex = record.processor;
  event.ExtendedDataCount = record.item_count;
  event.ExtendedData = const_cast<EVENT_HEADER_EXTENDED_DATA_ITEM*>(
      reinterpret_cast<const EVENT_HEADER_EXTENDED_DATA_ITEM*>(record.items));
  event.UserData = const_cast<std::uint8_t*>(record.data);
  event.UserDataLength = static_cast<USHORT>(record.size);
  event.UserContext = context;
  return event;
}

ring3::Record record_of(const EVENT_RECORD& event) {
  return ring3::Record{reinterpret_cast<const std::uint8_t*>(&event.EventHeader), 0,
                       reinterpret_cast<const ring3::Item*>(event.ExtendedData),  event.ExtendedDataCount,
                       static_cast<const std::uint8_t*>(event.UserData),          event.UserDataLength};
}

// Fills what the caller has room for; says how much there is.
ULONG tell(const std::vector<std::uint8_t>& block, void* to, ULONG* size) {
  if (block.empty()) {
    return ERROR_NOT_FOUND;
  }
  const ULONG room = *size;
  *size = static_cast<ULONG>(block.size());
  if (to == nullptr || room < block.size()) {
    return ERROR_INSUFFICIENT_BUFFER;
  }
  std::memcpy(to, block.data(), block.size());
  return ERROR_SUCCESS;
}

ring3::ProviderConfig provider_of(const GUID* guid, UCHAR level, ULONGLONG any, ULONGLONG all,
                                  const ENABLE_TRACE_PARAMETERS* parameters) {
  ring3::ProviderConfig provider{};
  std::memcpy(provider.guid.bytes, guid, sizeof provider.guid.bytes);
  provider.level = level;
  provider.any = any;
  provider.all = all;
  if (parameters == nullptr) {
    return provider;
  }
  provider.properties = parameters->EnableProperty;
  for (ULONG i = 0; i < parameters->FilterDescCount; i++) {
    const EVENT_FILTER_DESCRIPTOR& filter = parameters->EnableFilterDesc[i];
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(filter.Ptr);
    if (filter.Type == kEventIdFilter) {
      std::uint16_t count;
      std::memcpy(&count, bytes + 2, sizeof count);
      provider.ids.resize(count);
      std::memcpy(provider.ids.data(), bytes + 4, 2u * count);
    } else {
      provider.filter.assign(bytes, bytes + filter.Size);
    }
  }
  return provider;
}

}  // namespace

extern "C" {

ULONG WINAPI scripted_StartTraceW(TRACEHANDLE* handle, LPCWSTR name, EVENT_TRACE_PROPERTIES* properties) {
  if (const ULONG code = etw().failure("StartTrace"); code != ERROR_SUCCESS) {
    return code;
  }
  ring3::scripted::Running session;
  session.name = narrow(name);
  session.mode = properties->LogFileMode;
  session.kernel_flags = properties->EnableFlags;
  session.flush_timer = properties->FlushTimer;
  const ULONG code = etw().start(session);
  if (code == ERROR_SUCCESS) {
    Handle made;
    made.name = session.name;
    *handle = add(made);
  }
  return code;
}

ULONG WINAPI scripted_ControlTraceW(TRACEHANDLE handle, LPCWSTR name, EVENT_TRACE_PROPERTIES* properties, ULONG what) {
  const std::u16string session = name != nullptr ? narrow(name) : find(handle).name;
  if (what == EVENT_TRACE_CONTROL_STOP) {
    forget(session);
    return etw().stop(session);
  }
  ring3::Statistics statistics{};
  const ULONG code = etw().query(session, statistics);
  if (code == ERROR_SUCCESS) {
    properties->Wnode.HistoricalContext = find(session);
    properties->EventsLost = static_cast<ULONG>(statistics.events_lost);
    properties->RealTimeBuffersLost = static_cast<ULONG>(statistics.real_time_buffers_lost);
  }
  return code;
}

ULONG WINAPI scripted_EnableTraceEx2(TRACEHANDLE handle, LPCGUID guid, ULONG what, UCHAR level, ULONGLONG any,
                                     ULONGLONG all, ULONG, PENABLE_TRACE_PARAMETERS parameters) {
  const ring3::ProviderConfig provider = provider_of(guid, level, any, all, parameters);
  return what == EVENT_CONTROL_CODE_CAPTURE_STATE ? etw().capture_state(find(handle).name, provider.guid)
                                                  : etw().enable(find(handle).name, provider);
}

TRACEHANDLE WINAPI scripted_OpenTraceW(EVENT_TRACE_LOGFILEW* file) {
  if (const ULONG code = etw().failure("OpenTrace"); code != ERROR_SUCCESS) {
    SetLastError(code);
    return INVALID_PROCESSTRACE_HANDLE;
  }
  Handle opened;
  opened.name = narrow(file->LoggerName);
  opened.callback = file->EventRecordCallback;
  opened.context = file->Context;
  return add(opened);
}

ULONG WINAPI scripted_ProcessTrace(TRACEHANDLE* opened, ULONG, FILETIME*, FILETIME*) {
  if (const ULONG code = etw().failure("ProcessTrace"); code != ERROR_SUCCESS) {
    return code;
  }
  const Handle handle = find(*opened);
  return etw().process(handle.name, [&](const ring3::Record& record) {
    EVENT_RECORD event = event_of(record, handle.context);
    handle.callback(&event);
  });
}

ULONG WINAPI scripted_CloseTrace(TRACEHANDLE handle) {
  const std::lock_guard<std::mutex> lock(mutex);
  return handles.erase(handle) == 0 ? ERROR_INVALID_HANDLE : ERROR_CTX_CLOSE_PENDING;
}

ULONG WINAPI scripted_TraceSetInformation(TRACEHANDLE, TRACE_INFO_CLASS, PVOID, ULONG) { return ERROR_SUCCESS; }

ULONG WINAPI scripted_TdhGetEventInformation(PEVENT_RECORD event, ULONG, PTDH_CONTEXT, PTRACE_EVENT_INFO block,
                                             ULONG* size) {
  return tell(etw().event_information_of(record_of(*event)), block, size);
}

ULONG WINAPI scripted_TdhGetEventMapInformation(PEVENT_RECORD event, LPWSTR name, PEVENT_MAP_INFO block, ULONG* size) {
  return tell(etw().map_information_of(record_of(*event), narrow(name)), block, size);
}

// What krabsetw asks of a kernel session's groups; there are none.
LONG WINAPI scripted_NtQuerySystemInformation(int, void*, ULONG, ULONG*) { return 0; }

LONG WINAPI scripted_NtSetSystemInformation(int, void*, ULONG) { return 0; }

}  // extern "C"
