package dev.ring3.collector.normalize;

import dev.ring3.collector.event.EventType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What system calls and programs' messages mean. One entry holds all that is known of one. */
final class AuditCalls {
  /** Programs' messages that say the same of success and failure. */
  private static final Map<String, EventType> MESSAGES =
      Map.ofEntries(
          Map.entry("USER_AUTH", EventType.CREDENTIAL_CHECK),
          Map.entry("USER_ACCT", EventType.CREDENTIAL_CHECK),
          Map.entry("CRED_ACQ", EventType.CREDENTIAL_CHECK),
          Map.entry("CRED_REFR", EventType.CREDENTIAL_CHECK),
          Map.entry("CRED_DISP", EventType.CREDENTIAL_CHECK),
          Map.entry("USER_LOGIN", EventType.LOGON),
          Map.entry("USER_START", EventType.LOGON),
          Map.entry("USER_END", EventType.LOGOFF),
          Map.entry("USER_LOGOUT", EventType.LOGOFF),
          Map.entry("ADD_USER", EventType.ACCOUNT_CREATE),
          Map.entry("DEL_USER", EventType.ACCOUNT_DELETE),
          Map.entry("USER_MGMT", EventType.ACCOUNT_CHANGE),
          Map.entry("USER_CHAUTHTOK", EventType.ACCOUNT_CHANGE),
          Map.entry("ACCT_LOCK", EventType.ACCOUNT_CHANGE),
          Map.entry("ACCT_UNLOCK", EventType.ACCOUNT_CHANGE),
          Map.entry("ADD_GROUP", EventType.GROUP_CHANGE),
          Map.entry("DEL_GROUP", EventType.GROUP_CHANGE),
          Map.entry("GRP_MGMT", EventType.GROUP_CHANGE),
          Map.entry("GRP_CHAUTHTOK", EventType.GROUP_CHANGE),
          Map.entry("USER_CMD", EventType.PRIVILEGE_USE),
          Map.entry("CHUSER_ID", EventType.PRIVILEGE_USE),
          Map.entry("SERVICE_START", EventType.SERVICE_CHANGE),
          Map.entry("SERVICE_STOP", EventType.SERVICE_CHANGE),
          Map.entry("CONFIG_CHANGE", EventType.AUDIT_POLICY_CHANGE),
          Map.entry("DAEMON_START", EventType.AUDIT_POLICY_CHANGE),
          Map.entry("DAEMON_END", EventType.AUDIT_POLICY_CHANGE),
          Map.entry("KERN_MODULE", EventType.DRIVER_LOAD));

  private static final Set<String> PROVE_IDENTITY = Set.of("USER_AUTH", "USER_LOGIN");

  private static final Map<String, EventType> CALLS =
      Map.ofEntries(
          Map.entry("execve", EventType.PROCESS_START),
          Map.entry("execveat", EventType.PROCESS_START),
          Map.entry("connect", EventType.NETWORK_CONNECT),
          Map.entry("accept", EventType.NETWORK_CONNECT),
          Map.entry("accept4", EventType.NETWORK_CONNECT),
          Map.entry("bind", EventType.NETWORK_LISTEN),
          Map.entry("listen", EventType.NETWORK_LISTEN),
          Map.entry("process_vm_readv", EventType.PROCESS_ACCESS),
          Map.entry("process_vm_writev", EventType.PROCESS_TAMPERING),
          Map.entry("init_module", EventType.DRIVER_LOAD),
          Map.entry("finit_module", EventType.DRIVER_LOAD),
          Map.entry("delete_module", EventType.DRIVER_UNLOAD),
          Map.entry("mount", EventType.MOUNT),
          Map.entry("umount2", EventType.DEVICE_UNMOUNT),
          Map.entry("io_uring_setup", EventType.API_CALL),
          Map.entry("memfd_create", EventType.MEMORY_FILE),
          Map.entry("setuid", EventType.PRIVILEGE_USE),
          Map.entry("setgid", EventType.PRIVILEGE_USE),
          Map.entry("setreuid", EventType.PRIVILEGE_USE),
          Map.entry("setregid", EventType.PRIVILEGE_USE),
          Map.entry("setresuid", EventType.PRIVILEGE_USE),
          Map.entry("setresgid", EventType.PRIVILEGE_USE),
          Map.entry("open", EventType.FILE_OPEN),
          Map.entry("openat", EventType.FILE_OPEN),
          Map.entry("openat2", EventType.FILE_OPEN),
          Map.entry("creat", EventType.FILE_CREATE),
          Map.entry("truncate", EventType.FILE_MODIFY),
          Map.entry("ftruncate", EventType.FILE_MODIFY),
          Map.entry("chmod", EventType.FILE_MODIFY),
          Map.entry("fchmod", EventType.FILE_MODIFY),
          Map.entry("fchmodat", EventType.FILE_MODIFY),
          Map.entry("chown", EventType.FILE_MODIFY),
          Map.entry("fchown", EventType.FILE_MODIFY),
          Map.entry("fchownat", EventType.FILE_MODIFY),
          Map.entry("unlink", EventType.FILE_DELETE),
          Map.entry("unlinkat", EventType.FILE_DELETE),
          Map.entry("rename", EventType.FILE_RENAME),
          Map.entry("renameat", EventType.FILE_RENAME),
          Map.entry("renameat2", EventType.FILE_RENAME));

  private AuditCalls() {}

  /** Meaning of a program's message, or of a record of the kernel that is no system call. */
  static Optional<EventType> message(String recordType, boolean failed) {
    return failed && PROVE_IDENTITY.contains(recordType)
        ? Optional.of(EventType.LOGON_FAILED)
        : Optional.ofNullable(MESSAGES.get(recordType));
  }

  /**
   * Meaning of a system call.
   *
   * @param firstArgument of {@code ptrace} the request: 4, 5, 13 and 15 change the other process
   */
  static Optional<EventType> call(String name, long firstArgument) {
    return switch (name) {
      case "ptrace" ->
          Optional.of(
              firstArgument == 4 || firstArgument == 5 || firstArgument == 13 || firstArgument == 15
                  ? EventType.PROCESS_TAMPERING
                  : EventType.PROCESS_ACCESS);
      case "bpf" -> firstArgument == 5 ? Optional.of(EventType.EBPF_LOAD) : Optional.empty();
      default -> Optional.ofNullable(CALLS.get(name));
    };
  }
}
