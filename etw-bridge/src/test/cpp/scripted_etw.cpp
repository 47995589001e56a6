#include "scripted_etw.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace ring3::scripted {
namespace {

std::string key(const Guid& guid) { return std::string(reinterpret_cast<const char*>(guid.bytes), sizeof guid.bytes); }

std::uint16_t id_of(const Record& record) {
  std::uint16_t id;
  std::memcpy(&id, record.header + 40, sizeof id);
  return id;
}

// Provider, id, version.
std::string kind_of(const Record& record) {
  return key(provider_of(record)) + std::string(reinterpret_cast<const char*>(record.header + 40), 3);
}

std::string narrow(const std::u16string& text) {
  std::string narrow;
  for (const char16_t unit : text) {
    narrow.push_back(static_cast<char>(unit));
  }
  return narrow;
}

// As ETW decides it: keywords, level and event-id filter of the provider that was enabled. Kernel sessions have none.
bool lets_in(const Running& session, const Record& record) {
  if (session.kernel_flags != 0) {
    return true;
  }
  const std::uint8_t level = record.header[44];
  std::uint64_t keywords;
  std::memcpy(&keywords, record.header + 48, sizeof keywords);
  for (const ProviderConfig& provider : session.enabled) {
    if (!(provider.guid == provider_of(record))) {
      continue;
    }
    const bool has_id = provider.ids.empty() ||
                        std::find(provider.ids.begin(), provider.ids.end(), id_of(record)) != provider.ids.end();
    const bool has_any = provider.any == 0 || (keywords & provider.any) != 0;
    return has_id && has_any && (keywords & provider.all) == provider.all &&
           (provider.level == 0 || level <= provider.level);
  }
  return false;
}

}  // namespace

Etw& Etw::instance() {
  static Etw etw;
  return etw;
}

void Etw::refuse(const std::string& call, std::uint32_t code) {
  const std::lock_guard<std::mutex> lock(mutex_);
  refused_[call] = code;
}

void Etw::refuse_provider(const Guid& provider, std::uint32_t code) {
  const std::lock_guard<std::mutex> lock(mutex_);
  refused_providers_[key(provider)] = code;
}

void Etw::deliver(const std::u16string& session, std::vector<std::uint8_t> frame, std::uint64_t times) {
  const std::lock_guard<std::mutex> lock(mutex_);
  named(session).waiting.emplace_back(std::move(frame), times);
  changed_.notify_all();
}

void Etw::rundown(std::vector<std::uint8_t> frame) {
  const std::lock_guard<std::mutex> lock(mutex_);
  rundown_.push_back(std::move(frame));
}

void Etw::event_information(std::vector<std::uint8_t> frame, std::vector<std::uint8_t> block) {
  const FrameView view = FrameView::read(frame.data(), frame.size()).value();
  const std::lock_guard<std::mutex> lock(mutex_);
  information_[kind_of(view.record())] = std::move(block);
}

void Etw::map_information(const Guid& provider, const std::u16string& name, std::vector<std::uint8_t> block) {
  const std::lock_guard<std::mutex> lock(mutex_);
  maps_[key(provider) + narrow(name)] = std::move(block);
}

void Etw::lose(const std::u16string& session, std::uint64_t events, std::uint64_t real_time_buffers) {
  const std::lock_guard<std::mutex> lock(mutex_);
  named(session).statistics.events_lost += events;
  named(session).statistics.real_time_buffers_lost += real_time_buffers;
}

void Etw::reset() {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto& [name, session] : running_) {
    session->stopped = true;
  }
  running_.clear();
  refused_.clear();
  refused_providers_.clear();
  rundown_.clear();
  information_.clear();
  maps_.clear();
  changed_.notify_all();
}

std::string Etw::describe(const std::u16string& session) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = running_.find(session);
  if (found == running_.end()) {
    return "none";
  }
  const Running& running = *found->second;
  char text[160];
  std::snprintf(text, sizeof text, "mode %x flags %x flush %u", running.mode, running.kernel_flags,
                running.flush_timer);
  std::string all = text;
  for (const ProviderConfig& provider : running.enabled) {
    std::snprintf(text, sizeof text, "; level %u any %llx all %llx properties %x filter %zu ids %zu", provider.level,
                  static_cast<unsigned long long>(provider.any), static_cast<unsigned long long>(provider.all),
                  provider.properties, provider.filter.size(), provider.ids.size());
    all += text;
  }
  return all;
}

std::size_t Etw::sessions() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(running_.begin(), running_.end(), [](const auto& entry) { return !entry.second->stopped; }));
}

Running& Etw::named(const std::u16string& name) {
  std::shared_ptr<Running>& running = running_[name];
  if (running == nullptr) {
    running = std::make_shared<Running>();
    running->stopped = true;
  }
  return *running;
}

std::uint32_t Etw::failure(const std::string& call) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = refused_.find(call);
  return found == refused_.end() ? kOk : found->second;
}

std::uint32_t Etw::start(Running session) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = running_.find(session.name);
  if (found != running_.end() && !found->second->stopped) {
    return kExists;
  }
  const std::u16string name = session.name;
  running_[name] = std::make_shared<Running>(std::move(session));
  return kOk;
}

std::uint32_t Etw::enable(const std::u16string& session, const ProviderConfig& provider) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto refused = refused_providers_.find(key(provider.guid));
  if (refused != refused_providers_.end()) {
    return refused->second;
  }
  named(session).enabled.push_back(provider);
  return kOk;
}

std::uint32_t Etw::capture_state(const std::u16string& session, const Guid& provider) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& frame : rundown_) {
    const FrameView view = FrameView::read(frame.data(), frame.size()).value();
    if (provider_of(view.record()) == provider) {
      named(session).waiting.emplace_back(frame, 1);
    }
  }
  changed_.notify_all();
  return kOk;
}

std::uint32_t Etw::process(const std::u16string& name, const std::function<void(const Record&)>& take) {
  std::unique_lock<std::mutex> lock(mutex_);
  named(name);
  const std::shared_ptr<Running> held = running_[name];  // another may take its name
  Running& session = *held;
  while (true) {
    changed_.wait(lock, [&] { return session.stopped || !session.waiting.empty(); });
    if (session.stopped) {
      return kOk;
    }
    const auto [frame, times] = session.waiting.front();
    session.waiting.pop_front();
    const FrameView view = FrameView::read(frame.data(), frame.size()).value();
    const Record record = view.record();
    if (lets_in(session, record)) {
      for (std::uint64_t i = 0; i < times && !session.stopped; i++) {
        lock.unlock();
        take(record);
        lock.lock();
      }
    }
  }
}

std::uint32_t Etw::stop(const std::u16string& session) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = running_.find(session);
  if (found == running_.end() || found->second->stopped) {
    return kNoInstance;
  }
  found->second->stopped = true;
  changed_.notify_all();
  return kOk;
}

std::uint32_t Etw::query(const std::u16string& session, Statistics& to) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = running_.find(session);
  if (found == running_.end() || found->second->stopped) {
    return kNoInstance;
  }
  to = found->second->statistics;
  return kOk;
}

std::vector<std::uint8_t> Etw::event_information_of(const Record& record) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = information_.find(kind_of(record));
  return found == information_.end() ? std::vector<std::uint8_t>() : found->second;
}

std::vector<std::uint8_t> Etw::map_information_of(const Record& record, const std::u16string& name) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = maps_.find(key(provider_of(record)) + narrow(name));
  return found == maps_.end() ? std::vector<std::uint8_t>() : found->second;
}

}  // namespace ring3::scripted
