// Stands in for Windows' cfgmgr32.dll in tests: tells of devices when a test says so.

#include <windows.h>

#include <atomic>

namespace {

// CM_NOTIFY_FILTER as cfgmgr32.h of Windows 8 lays it out.
struct Filter {
  DWORD size;
  DWORD flags;
  DWORD type;
  DWORD reserved;
  WCHAR instance[200];
};

using Callback = DWORD(CALLBACK*)(void* registration, void* context, int action, void* data,
                                  DWORD size);

constexpr DWORD kInvalidData = 0x1f;
constexpr DWORD kAllInterfaceClasses = 1;

std::atomic<Callback> registered{nullptr};
std::atomic<void*> context_of{nullptr};
int token;

DWORD WINAPI tell(void*) {
  if (Callback callback = registered.load()) {
    callback(&token, context_of.load(), 0, nullptr, 0);
  }
  return 0;
}

}  // namespace

extern "C" {

__declspec(dllexport) DWORD WINAPI CM_Register_Notification(Filter* filter, void* context,
                                                            Callback callback,
                                                            void** registration) {
  if (filter->size != sizeof(Filter) || filter->flags != kAllInterfaceClasses ||
      filter->type != 0 || callback == nullptr) {
    return kInvalidData;
  }
  context_of = context;
  registered = callback;
  *registration = &token;
  return 0;
}

__declspec(dllexport) DWORD WINAPI CM_Unregister_Notification(void* registration) {
  registered = nullptr;
  return registration == &token ? 0 : kInvalidData;
}

// For the test: a device comes, on a thread that is not the test's. Says whether one listens.
__declspec(dllexport) int WINAPI ring3_script_device() {
  bool listens = registered.load() != nullptr;
  HANDLE thread = CreateThread(nullptr, 0, tell, nullptr, 0, nullptr);
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
  return listens ? 1 : 0;
}

}  // extern "C"
