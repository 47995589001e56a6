// The Session of Windows, over krabsetw. The only file that includes it.
//
// krabsetw starts, opens, runs and stops the session. Providers are enabled here: krabsetw enables all or fails without
// saying which, and has no room for a filter of a provider's own. Nothing of its decoding is used.
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

#include <krabs.hpp>

#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "session.h"

namespace ring3 {
namespace {

static_assert(sizeof(EVENT_HEADER) == kHeaderSize);
static_assert(offsetof(EVENT_HEADER, ProviderId) == kProviderOffset);
static_assert(sizeof(Item) == sizeof(EVENT_HEADER_EXTENDED_DATA_ITEM));
static_assert(offsetof(Item, type) == offsetof(EVENT_HEADER_EXTENDED_DATA_ITEM, ExtType));
static_assert(offsetof(Item, size) == offsetof(EVENT_HEADER_EXTENDED_DATA_ITEM, DataSize));
static_assert(offsetof(Item, data) == offsetof(EVENT_HEADER_EXTENDED_DATA_ITEM, DataPtr));
static_assert(sizeof(wchar_t) == sizeof(char16_t));

constexpr std::uint32_t kFilterNone = 0;  // EVENT_FILTER_TYPE_NONE: the provider understands its bytes

std::wstring wide(const std::u16string& text) { return std::wstring(text.begin(), text.end()); }

GUID guid_of(const Guid& guid) {
  GUID made;
  std::memcpy(&made, guid.bytes, sizeof made);
  return made;
}

Record record_of(const EVENT_RECORD& event) noexcept {
  const bool has_index = (event.EventHeader.Flags & EVENT_HEADER_FLAG_PROCESSOR_INDEX) != 0;
  // As an int by itself, which does not fit without being told.
  const auto processor = static_cast<std::uint16_t>(has_index ? event.BufferContext.ProcessorIndex
                                                              : event.BufferContext.ProcessorNumber);
  return Record{reinterpret_cast<const std::uint8_t*>(&event.EventHeader),
                processor,
                reinterpret_cast<const Item*>(event.ExtendedData),
                event.ExtendedDataCount,
                static_cast<const std::uint8_t*>(event.UserData),
                event.UserDataLength};
}

// The other way, for TDH, which changes nothing of it.
EVENT_RECORD event_of(const Record& record) noexcept {
  EVENT_RECORD event{};
  std::memcpy(&event.EventHeader, record.header, kHeaderSize);
  event.BufferContext.ProcessorIndex = record.processor;
  event.ExtendedData = const_cast<EVENT_HEADER_EXTENDED_DATA_ITEM*>(
      reinterpret_cast<const EVENT_HEADER_EXTENDED_DATA_ITEM*>(record.items));
  event.ExtendedDataCount = record.item_count;
  event.UserData = const_cast<std::uint8_t*>(record.data);
  event.UserDataLength = static_cast<USHORT>(record.size);
  return event;
}

// The code behind an exception of krabsetw's, which tells it by its type, or in its text.
std::uint32_t code_of(const std::exception& error) {
  if (dynamic_cast<const krabs::need_to_be_admin_failure*>(&error) != nullptr) {
    return ERROR_ACCESS_DENIED;
  }
  if (dynamic_cast<const krabs::invalid_parameter*>(&error) != nullptr) {
    return ERROR_INVALID_PARAMETER;
  }
  if (dynamic_cast<const krabs::trace_already_registered*>(&error) != nullptr) {
    return ERROR_ALREADY_EXISTS;
  }
  if (dynamic_cast<const krabs::no_trace_sessions_remaining*>(&error) != nullptr) {
    return ERROR_NO_SYSTEM_RESOURCES;
  }
  if (dynamic_cast<const krabs::function_not_supported*>(&error) != nullptr) {
    return ERROR_NOT_SUPPORTED;
  }
  if (dynamic_cast<const krabs::could_not_find_schema*>(&error) != nullptr) {
    return ERROR_NOT_FOUND;
  }
  const std::string text = error.what();
  const std::size_t at = text.find("status_code=");
  return at == std::string::npos ? UINT32_MAX
                                 : static_cast<std::uint32_t>(std::strtoul(text.c_str() + at + 12, nullptr, 10));
}

// Room for what ControlTrace writes behind the properties.
struct Properties {
  EVENT_TRACE_PROPERTIES properties;
  wchar_t names[2 * 1024];
};

std::uint32_t query(const std::wstring& name, Properties& to) {
  to = Properties{};
  to.properties.Wnode.BufferSize = sizeof to;
  to.properties.LoggerNameOffset = offsetof(Properties, names);
  to.properties.LogFileNameOffset = offsetof(Properties, names) + sizeof to.names / 2;
  return ControlTraceW(0, name.c_str(), &to.properties, EVENT_TRACE_CONTROL_QUERY);
}

// What krabsetw shall do with a user session's records: hand them on. Its own policy asks TDH for the layout of each
// record whose provider it did not enable itself, which here is every record.
struct Untouched : krabs::details::ut {
  using Trace = krabs::trace<Untouched>;

  static unsigned long construct_enable_flags(const Trace&) { return 0; }
  static void enable_providers(const Trace&) {}
  static void enable_rundown(const Trace&) {}
  static void forward_events(const EVENT_RECORD& event, const Trace& trace) {
    trace.default_callback_(event, trace.context_);
  }
};

// A krabs::trace of Untouched, or a krabs::kernel_trace.
template <typename Trace>
class KrabsSession final : public Session {
 public:
  KrabsSession(Config config, Receiver& receiver)
      : config_(std::move(config)),
        name_(wide(config_.name)),
        trace_(new Received(name_, receiver)),
        kernel_(config_.kernel_flags, GUID{}) {
    EVENT_TRACE_PROPERTIES properties{};
    properties.BufferSize = config_.buffer_kilobytes;
    properties.MinimumBuffers = config_.minimum_buffers;
    properties.MaximumBuffers = config_.maximum_buffers;
    properties.FlushTimer = config_.flush_timer;
    properties.LogFileMode = config_.mode;
    trace_->set_trace_properties(&properties);
    trace_->set_default_event_callback(&Received::on_event);
    if constexpr (std::is_same_v<Trace, krabs::kernel_trace>) {
      if (config_.kernel_rundown != 0) {
        kernel_.set_rundown_flags(config_.kernel_rundown);
      }
      trace_->enable(kernel_);
    }
  }

  // The destructor of a krabs trace stops it again and lets exceptions out, which would end the JVM. So a trace that
  // cannot be stopped is not destroyed: a few kilobytes, once.
  ~KrabsSession() override {
    try {
      trace_->stop();
      delete trace_;
    } catch (...) {
      return;
    }
  }

  KrabsSession(const KrabsSession&) = delete;
  KrabsSession& operator=(const KrabsSession&) = delete;

  std::vector<Refusal> open() override {
    try {
      (void)trace_->open();
    } catch (const krabs::open_trace_failure&) {
      const std::uint32_t code = GetLastError();
      stop();
      throw Failure{"OpenTrace", code};
    } catch (const std::exception& error) {
      stop();
      throw Failure{"StartTrace", code_of(error)};
    }
    return enable();
  }

  void process() override {
    try {
      trace_->process();
    } catch (const krabs::open_trace_failure&) {
      return;  // it was stopped before it began
    } catch (const std::exception& error) {
      throw Failure{"ProcessTrace", code_of(error)};
    }
  }

  void stop() noexcept override {
    try {
      trace_->stop();
    } catch (...) {
      // It is gone, or it is not ours to stop: in either case nothing is left to do.
      return;
    }
  }

  Statistics statistics() override {
    Properties now;
    if (const std::uint32_t code = query(name_, now); code != ERROR_SUCCESS) {
      throw Failure{"ControlTrace", code};
    }
    return Statistics{now.properties.NumberOfBuffers, now.properties.FreeBuffers,
                      now.properties.BuffersWritten,  now.properties.EventsLost,
                      now.properties.LogBuffersLost,  now.properties.RealTimeBuffersLost};
  }

  std::vector<std::uint8_t> event_information(const Record& record) override {
    EVENT_RECORD event = event_of(record);
    return told([&](std::uint8_t* block, ULONG* size) {
      return TdhGetEventInformation(&event, 0, nullptr, reinterpret_cast<TRACE_EVENT_INFO*>(block), size);
    });
  }

  std::vector<std::uint8_t> map_information(const Record& record, const std::u16string& name) override {
    EVENT_RECORD event = event_of(record);
    std::wstring text = wide(name);
    return told([&](std::uint8_t* block, ULONG* size) {
      return TdhGetEventMapInformation(&event, text.data(), reinterpret_cast<EVENT_MAP_INFO*>(block), size);
    });
  }

 private:
  // The trace finds its receiver again: the context of an event is the trace.
  class Received : public Trace {
   public:
    Received(const std::wstring& name, Receiver& receiver) : Trace(name), receiver_(receiver) {}

    static void on_event(const EVENT_RECORD& event, const krabs::trace_context&) {
      static_cast<Received*>(static_cast<Trace*>(event.UserContext))->receiver_.receive(record_of(event));
    }

   private:
    Receiver& receiver_;
  };

  std::vector<Refusal> enable() {
    std::vector<Refusal> refusals;
    if (config_.providers.empty()) {
      return refusals;
    }
    Properties now;
    if (const std::uint32_t code = query(name_, now); code != ERROR_SUCCESS) {
      stop();
      throw Failure{"ControlTrace", code};
    }
    const TRACEHANDLE session = now.properties.Wnode.HistoricalContext;
    for (const ProviderConfig& provider : config_.providers) {
      const GUID guid = guid_of(provider.guid);
      if (const ULONG code = enable(session, guid, provider); code != ERROR_SUCCESS) {
        refusals.push_back({provider.guid, Refusal::Step::enable, code});
      } else if (provider.rundown) {
        const ULONG asked = EnableTraceEx2(session, &guid, EVENT_CONTROL_CODE_CAPTURE_STATE, 0, 0, 0, 0, nullptr);
        if (asked != ERROR_SUCCESS) {
          refusals.push_back({provider.guid, Refusal::Step::rundown, asked});
        }
      }
    }
    return refusals;
  }

  static ULONG enable(TRACEHANDLE session, const GUID& guid, const ProviderConfig& provider) {
    EVENT_FILTER_DESCRIPTOR filters[2] = {};
    ULONG count = 0;
    if (!provider.filter.empty()) {
      filters[count++] = {reinterpret_cast<ULONGLONG>(provider.filter.data()),
                          static_cast<ULONG>(provider.filter.size()), kFilterNone};
    }
    std::vector<USHORT> ids{TRUE /* FilterIn, and a reserved byte */, static_cast<USHORT>(provider.ids.size())};
    if (!provider.ids.empty()) {
      ids.insert(ids.end(), provider.ids.begin(), provider.ids.end());
      filters[count++] = {reinterpret_cast<ULONGLONG>(ids.data()), static_cast<ULONG>(ids.size() * sizeof ids[0]),
                          EVENT_FILTER_TYPE_EVENT_ID};
    }
    ENABLE_TRACE_PARAMETERS parameters{};
    parameters.Version = ENABLE_TRACE_PARAMETERS_VERSION_2;
    parameters.EnableProperty = provider.properties;
    parameters.SourceId = guid;
    parameters.EnableFilterDesc = count == 0 ? nullptr : filters;
    parameters.FilterDescCount = count;
    return EnableTraceEx2(session, &guid, EVENT_CONTROL_CODE_ENABLE_PROVIDER, provider.level, provider.any,
                          provider.all, 0, &parameters);
  }

  // What a function of TDH tells, which is asked for the size first.
  template <typename Ask>
  static std::vector<std::uint8_t> told(Ask ask) {
    ULONG size = 0;
    ULONG code = ask(nullptr, &size);
    std::vector<std::uint8_t> block;
    if (code == ERROR_INSUFFICIENT_BUFFER) {
      block.resize(size);
      code = ask(block.data(), &size);
    }
    if (code != ERROR_SUCCESS) {
      block.clear();
    }
    return block;
  }

  const Config config_;
  const std::wstring name_;
  Received* const trace_;  // see the destructor
  krabs::kernel_provider kernel_;
};

}  // namespace

std::unique_ptr<Session> make_session(Config config, Receiver& receiver) {
  switch (config.kind) {
    case SessionKind::user:
      return std::make_unique<KrabsSession<Untouched::Trace>>(std::move(config), receiver);
    case SessionKind::kernel:
      return std::make_unique<KrabsSession<krabs::kernel_trace>>(std::move(config), receiver);
  }
  throw std::invalid_argument("there is no such kind of session");
}

}  // namespace ring3
