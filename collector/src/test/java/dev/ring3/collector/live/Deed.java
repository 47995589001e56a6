package dev.ring3.collector.live;

import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that is done, and the event that must tell of it.
 *
 * @param python what is done, by a program of its own
 * @param expected told of the event, besides its type, by whoever is named in the mark
 */
record Deed(String name, String python, EventType type, Predicate<Event> expected) {
  @Override
  public String toString() {
    return name;
  }

  /** One of each kind. */
  static List<Deed> all() {
    return List.of(
        new Deed(
            "short-lived program with odd arguments",
            "import os; os.spawnv(0,'/bin/true',['true','a b','ü','','c\"d'])",
            EventType.PROCESS_START,
            e -> e.text(Field.PROCESS_COMMAND_LINE).equals(Optional.of("true 'a b' ü '' c\"d"))),
        new Deed(
            "connection",
            "import socket; s=socket.socket(); s.connect_ex(('127.0.0.1',9))",
            EventType.NETWORK_CONNECT,
            e -> e.number(Field.DESTINATION_PORT).orElse(0) == 9),
        new Deed(
            "tracing",
            "import ctypes,os,time\np=os.fork()\nif p==0:\n  time.sleep(5); os._exit(0)\nctypes.CDLL(None).ptrace(16,p,0,0)\nos.kill(p,9)",
            EventType.PROCESS_ACCESS,
            e -> e.has(Field.TARGET_PROCESS_ENTITY_ID)),
        file("file created", "open('made','w').write('x')", EventType.FILE_CREATE, "made"),
        file("file modified", "open('changed','w').write('x')", EventType.FILE_MODIFY, "changed"),
        file(
            "file renamed",
            "import os; open('before','w').close(); os.rename('before','after')",
            EventType.FILE_RENAME,
            "after"),
        file(
            "file deleted",
            "import os; open('gone','w').close(); os.unlink('gone')",
            EventType.FILE_DELETE,
            "gone"),
        new Deed(
            "listening socket",
            "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen()",
            EventType.NETWORK_LISTEN,
            e -> "listen".equals(e.source().get("auditd.syscall"))),
        new Deed(
            "accepted connection",
            "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen();"
                + " c=socket.create_connection(s.getsockname()); s.accept()",
            EventType.NETWORK_CONNECT,
            e -> "ingress".equals(e.text(Field.NETWORK_DIRECTION).orElse(""))),
        new Deed(
            "file in memory",
            "import os; f=os.memfd_create('hidden'); os.write(f,open('/bin/true','rb').read());"
                + " os.fork() or os.execve(f,['hidden'],{}); os.wait()",
            EventType.MEMORY_FILE,
            e -> true),
        new Deed(
            "program started from memory",
            "import os; f=os.memfd_create('hidden'); os.write(f,open('/bin/true','rb').read());"
                + " os.fork() or os.execve(f,['hidden'],{}); os.wait()",
            EventType.PROCESS_START,
            e -> e.texts(Field.TAGS).contains("memory_file")),
        new Deed(
            "eBPF program loaded",
            "import ctypes,struct; i=(ctypes.c_char*16).from_buffer_copy("
                + "struct.pack('<BBhiBBhi',0xb7,0,0,0,0x95,0,0,0)); l=ctypes.create_string_buffer(b'GPL');"
                + " a=(ctypes.c_char*128).from_buffer_copy(struct.pack('<IIQQ',1,2,"
                + "ctypes.addressof(i),ctypes.addressof(l)).ljust(128,b'\\0'));"
                + " assert ctypes.CDLL(None).syscall(321,5,a,128)>0",
            EventType.EBPF_LOAD,
            e -> e.source().containsKey("auditd.bpf.prog_id")),
        new Deed(
            "change of user",
            "import os; os.setresuid(0,65534,0)",
            EventType.PRIVILEGE_USE,
            e -> e.has(Field.PROCESS_COMMAND_LINE)),
        new Deed(
            "memory of another process",
            "import ctypes,os; b=(ctypes.c_char*8)(); v=(ctypes.c_long*2)(ctypes.addressof(b),8);"
                + " ctypes.CDLL(None).process_vm_readv(os.getppid(),v,1,v,1,0)",
            EventType.PROCESS_ACCESS,
            e -> "process_vm_readv".equals(e.source().get("auditd.syscall"))),
        new Deed(
            "module refused by the kernel",
            "import ctypes; ctypes.CDLL(None).syscall(175,b'x',1,b'')",
            EventType.DRIVER_LOAD,
            e -> "failure".equals(e.text(Field.EVENT_OUTCOME).orElse(""))),
        new Deed(
            "mount",
            "import ctypes,os; os.mkdir('m'); c=ctypes.CDLL(None);"
                + " assert c.mount(b'none',b'm',b'tmpfs',0,0)==0; c.umount2(b'm',0)",
            EventType.MOUNT,
            e -> e.text(Field.FILE_PATH).orElse("").endsWith("/scratch/m")),
        new Deed(
            "name looked up",
            """
            import socket,threading,time
            v=socket.socket(2,2); v.bind(('127.0.0.53',53))
            def serve():
              q,a=v.recvfrom(512)
              v.sendto(q[:2]+bytes.fromhex('81800001000100000000')+q[12:]
                +bytes.fromhex('c00c00010001000000050004c0000207'),a)
            threading.Thread(target=serve).start()
            c=socket.socket(2,2); c.connect(('127.0.0.53',53))
            c.send(bytes.fromhex('12340100000100000000000005')+b'ring3'+b'\\x07example'
              +bytes.fromhex('0000010001'))
            c.recv(512); time.sleep(1)
            """,
            EventType.DNS_QUERY,
            e ->
                e.text(Field.DNS_QUESTION_NAME).orElse("").equals("ring3.example")
                    && e.texts(Field.DNS_RESOLVED_IP).contains("192.0.2.7")),
        new Deed(
            "hashes of a program",
            "import os; os.spawnv(0,'/bin/true',['true'])",
            EventType.PROCESS_START,
            e -> e.text(Field.PROCESS_HASH_SHA256).orElse("").length() == 64),
        new Deed(
            "script's text",
            "import os; open('s.sh','w').write('#!/bin/sh\\n: marked-text\\n'); os.spawnv(0,'/bin/sh',['sh','s.sh'])",
            EventType.SCRIPT_BLOCK,
            e ->
                e.text(Field.SCRIPT_BLOCK_TEXT).orElse("").contains("marked-text")
                    && e.has(Field.FILE_PATH)),
        says(
            "logged on",
            1112,
            "op=login acct=\"visitor\" addr=192.0.2.9 res=success",
            EventType.LOGON),
        says(
            "session opened",
            1105,
            "op=PAM:session_open acct=\"visitor\" res=success",
            EventType.LOGON),
        says(
            "logged off",
            1106,
            "op=PAM:session_close acct=\"visitor\" res=success",
            EventType.LOGOFF),
        says(
            "logon failed",
            1100,
            "op=PAM:authentication acct=\"visitor\" addr=192.0.2.9 res=failed",
            EventType.LOGON_FAILED),
        says(
            "account created",
            1114,
            "op=add-user acct=\"visitor\" res=success",
            EventType.ACCOUNT_CREATE),
        says(
            "account changed",
            1108,
            "op=change-password acct=\"visitor\" res=success",
            EventType.ACCOUNT_CHANGE),
        says(
            "account deleted",
            1115,
            "op=delete-user acct=\"visitor\" res=success",
            EventType.ACCOUNT_DELETE),
        new Deed(
            "account created by useradd, in a tree of its own",
            """
            import os,subprocess
            os.makedirs('tree/etc')
            for n in ('passwd','shadow','group','gshadow','login.defs','subuid','subgid'):
              open('tree/etc/'+n,'w').close()
            subprocess.run(['/usr/sbin/useradd','--prefix',os.getcwd()+'/tree','visitor'],check=True)
            """,
            EventType.ACCOUNT_CREATE,
            e -> e.text(Field.PROCESS_NAME).orElse("").equals("useradd")),
        persistent(
            "scheduled task made",
            "open('/etc/cron.d/ring3-test','w').write('# none\\n')",
            EventType.TASK_CREATE),
        persistent(
            "scheduled task changed",
            "open('/etc/cron.d/ring3-test','a').write('# no\\n')",
            EventType.TASK_CHANGE),
        persistent(
            "scheduled task deleted",
            "import os; os.unlink('/etc/cron.d/ring3-test')",
            EventType.TASK_DELETE),
        persistent(
            "service made",
            "open('/etc/systemd/system/ring3-test.service','w').write('[Unit]\\n')",
            EventType.SERVICE_CREATE),
        persistent(
            "service changed",
            "open('/etc/systemd/system/ring3-test.service','a').write('# no\\n')",
            EventType.SERVICE_CHANGE),
        persistent(
            "service deleted",
            "import os; os.unlink('/etc/systemd/system/ring3-test.service')",
            EventType.SERVICE_DELETE),
        new Deed(
            "disk read past its file system",
            """
            import os
            for n in sorted(os.listdir('/sys/class/block')):
              try: os.open('/dev/'+n,os.O_RDONLY)
              except OSError: pass
            """,
            EventType.FILE_RAW_ACCESS,
            e -> e.text(Field.FILE_PATH).orElse("").startsWith("/dev/")),
        new Deed(
            "memory of another process written",
            "import ctypes,os; b=(ctypes.c_char*8)(); v=(ctypes.c_long*2)(ctypes.addressof(b),8);"
                + " p=os.fork() or os.read(0,1);"
                + " p and ctypes.CDLL(None).process_vm_writev(p,v,1,v,1,0)",
            EventType.PROCESS_TAMPERING,
            e -> "process_vm_writev".equals(e.source().get("auditd.syscall"))),
        new Deed(
            "library loaded",
            "import ctypes",
            EventType.IMAGE_LOAD,
            e ->
                e.text(Field.DLL_NAME).orElse("").startsWith("libc.so")
                    && e.text(Field.DLL_HASH_SHA256).orElse("").length() == 64),
        new Deed(
            "connection closed",
            "import socket; s=socket.socket(); s.bind(('127.0.0.1',0)); s.listen();"
                + " c=socket.create_connection(s.getsockname()); a,_=s.accept(); c.send(b'12345');"
                + " a.recv(9); c.close(); a.close()",
            EventType.NETWORK_CLOSE,
            e -> e.number(Field.SOURCE_BYTES).orElse(0) >= 5),
        new Deed(
            "io_uring set up",
            "import ctypes; ctypes.CDLL(None).syscall(425,2,(ctypes.c_char*120)())",
            EventType.API_CALL,
            e -> "io_uring_setup".equals(e.source().get("auditd.syscall"))),
        new Deed(
            "fuzzy hash, size, first bytes and entropy of a program",
            "import os; os.spawnv(0,'/bin/true',['true'])",
            EventType.PROCESS_START,
            Deed::hasFactsOfItsProgram),
        new Deed(
            "sensitive file opened",
            "open('/etc/shadow').close()",
            EventType.FILE_OPEN,
            e -> e.text(Field.FILE_PATH).orElse("").equals("/etc/shadow")));
  }

  private static Deed file(String name, String python, EventType type, String file) {
    return new Deed(
        name, python, type, e -> e.text(Field.FILE_PATH).orElse("").endsWith("/scratch/" + file));
  }

  /** A message that programs send to the audit system, here by a program that may. */
  private static Deed says(String name, int type, String message, EventType told) {
    String python =
        "import socket,struct; m=b'"
            + message
            + "\\0'; s=socket.socket(16,3,9);"
            + " s.send(struct.pack('IHHII',16+len(m),%d,5,1,0)+m)".formatted(type);
    return new Deed(
        name, python, told, e -> e.text(Field.USER_TARGET_NAME).orElse("").equals("visitor"));
  }

  private static Deed persistent(String name, String python, EventType type) {
    return new Deed(
        name, python, type, e -> e.text(Field.FILE_NAME).orElse("").startsWith("ring3-test"));
  }

  private static boolean hasFactsOfItsProgram(Event event) {
    String prefix = "process.Ext.program.";
    return event.text(Field.PROCESS_HASH_TLSH).orElse("").startsWith("T1")
        && event.text(Field.PROCESS_HASH_MD5).orElse("").length() == 32
        && event.source().getOrDefault(prefix + "header_bytes", "").startsWith("7f454c46")
        && Double.parseDouble(event.source().getOrDefault(prefix + "entropy", "0")) > 1
        && Long.parseLong(event.source().getOrDefault(prefix + "size", "0")) > 1000;
  }
}
