package dev.ring3.collector.respond;

import dev.ring3.collector.respond.file.Document;
import dev.ring3.collector.respond.network.Connections;
import dev.ring3.collector.respond.network.OpenConnection;
import dev.ring3.collector.respond.process.Processes;
import dev.ring3.collector.respond.process.RunningProcess;
import dev.ring3.collector.win32.service.Services;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a first look at a host needs: states that are asked for, and files that lie there. */
record TriagePackage(Processes processes, Connections connections) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Homes of users that are looked into at most. */
  private static final int MOST_HOMES = 200;

  /** What the kernel tells as files without a size. */
  private static final List<String> KERNEL_FILES =
      List.of(
          "/proc/version",
          "/proc/uptime",
          "/proc/modules",
          "/proc/mounts",
          "/proc/net/tcp",
          "/proc/net/tcp6",
          "/proc/net/udp",
          "/proc/net/udp6",
          "/proc/net/unix",
          "/proc/net/route",
          "/proc/net/arp");

  private static final List<String> LINUX_FILES =
      List.of(
          "/etc/passwd",
          "/etc/group",
          "/etc/sudoers",
          "/etc/sudoers.d",
          "/etc/hosts",
          "/etc/resolv.conf",
          "/etc/os-release",
          "/etc/crontab",
          "/etc/cron.d",
          "/etc/cron.hourly",
          "/etc/cron.daily",
          "/etc/cron.weekly",
          "/etc/cron.monthly",
          "/var/spool/cron",
          "/etc/systemd/system",
          "/etc/systemd/user",
          "/etc/init.d",
          "/etc/rc.local",
          "/etc/ld.so.preload",
          "/etc/profile",
          "/etc/profile.d",
          "/etc/modules-load.d",
          "/etc/udev/rules.d",
          "/etc/ssh/sshd_config",
          "/var/log/auth.log",
          "/var/log/secure",
          "/var/log/syslog",
          "/var/log/messages",
          "/var/log/wtmp",
          "/var/log/btmp",
          "/var/log/lastlog");

  private static final List<String> LINUX_HOME_FILES =
      List.of(
          ".bashrc",
          ".bash_profile",
          ".bash_history",
          ".profile",
          ".zshrc",
          ".ssh/authorized_keys",
          ".config/autostart",
          ".config/systemd/user");

  private static final List<String> WINDOWS_FILES =
      List.of(
          "C:\\Windows\\System32\\drivers\\etc\\hosts",
          "C:\\Windows\\System32\\Tasks",
          "C:\\Windows\\Prefetch",
          "C:\\Windows\\System32\\winevt\\Logs\\Security.evtx",
          "C:\\Windows\\System32\\winevt\\Logs\\System.evtx",
          "C:\\Windows\\System32\\winevt\\Logs\\Application.evtx",
          "C:\\Windows\\System32\\winevt\\Logs\\Windows PowerShell.evtx",
          "C:\\Windows\\System32\\winevt\\Logs\\Microsoft-Windows-PowerShell%4Operational.evtx",
          "C:\\Windows\\System32\\winevt\\Logs\\Microsoft-Windows-Sysmon%4Operational.evtx",
          "C:\\Windows\\System32\\winevt\\Logs\\Microsoft-Windows-TaskScheduler%4Operational.evtx",
          "C:\\ProgramData\\Microsoft\\Windows\\Start Menu\\Programs\\Startup");

  private static final List<String> WINDOWS_HOME_FILES =
      List.of(
          "AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup",
          "AppData\\Roaming\\Microsoft\\Windows\\PowerShell\\PSReadLine\\ConsoleHost_history.txt");

  /** Files and folders of interest that are there. */
  static List<Path> paths() {
    boolean windows = Processes.onWindows();
    List<Path> wanted = new ArrayList<>();
    (windows ? WINDOWS_FILES : LINUX_FILES).forEach(file -> wanted.add(Path.of(file)));
    for (Path home : homes(windows)) {
      (windows ? WINDOWS_HOME_FILES : LINUX_HOME_FILES)
          .forEach(file -> wanted.add(home.resolve(file)));
    }
    return wanted.stream().filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)).toList();
  }

  private static List<Path> homes(boolean windows) {
    List<Path> homes = new ArrayList<>();
    if (!windows) {
      homes.add(Path.of("/root"));
    }
    Path all = Path.of(windows ? "C:\\Users" : "/home");
    try (DirectoryStream<Path> each = Files.newDirectoryStream(all, Files::isDirectory)) {
      for (Path home : each) {
        if (homes.size() < MOST_HOMES) {
          homes.add(home);
        }
      }
    } catch (IOException e) {
      return homes; // none, or they are kept from us
    }
    return homes;
  }

  /** What is asked for when it is written. */
  List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    documents.add(new Document("host/processes.ndjson", this::writeProcesses));
    documents.add(new Document("host/connections.ndjson", this::writeConnections));
    if (Processes.onWindows()) {
      documents.add(new Document("host/services.ndjson", TriagePackage::writeServices));
    } else {
      for (String file : KERNEL_FILES) {
        if (Files.exists(Path.of(file))) {
          documents.add(new Document("host" + file, out -> Files.copy(Path.of(file), out)));
        }
      }
    }
    return documents;
  }

  private void writeProcesses(OutputStream out) throws IOException {
    for (RunningProcess process : processes.list()) {
      write(
          out,
          json -> {
            json.writeNumberProperty("pid", process.pid());
            json.writeNumberProperty("parent_pid", process.parentPid());
            process.start().ifPresent(at -> json.writeStringProperty("start", at.toString()));
            json.writeStringProperty("name", process.name());
            process.executable().ifPresent(path -> json.writeStringProperty("executable", path));
            process.commandLine().ifPresent(it -> json.writeStringProperty("command_line", it));
          });
    }
  }

  private void writeConnections(OutputStream out) throws IOException {
    for (OpenConnection connection : connections.list()) {
      write(
          out,
          json -> {
            json.writeStringProperty("local", connection.local().toString());
            json.writeStringProperty("remote", connection.remote().toString());
            connection.holder().ifPresent(pid -> json.writeNumberProperty("pid", pid));
          });
    }
  }

  private static void writeServices(OutputStream out) throws IOException {
    List<Services.Service> all =
        Stream.concat(
                Services.list(Services.Kind.SERVICE).stream(),
                Services.list(Services.Kind.DRIVER).stream())
            .toList();
    for (Services.Service service : all) {
      write(
          out,
          json -> {
            json.writeStringProperty("name", service.name());
            json.writeStringProperty("display_name", service.displayName());
            json.writeNumberProperty("type", service.type());
            json.writeNumberProperty("state", service.state());
            service.pid().ifPresent(pid -> json.writeNumberProperty("pid", pid));
            service
                .config()
                .ifPresent(
                    config -> {
                      json.writeNumberProperty("start_type", config.startType());
                      json.writeStringProperty("command", config.command());
                      json.writeStringProperty("account", config.account());
                    });
          });
    }
  }

  /** A line of JSON. */
  private static void write(OutputStream out, Consumer<JsonGenerator> properties)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
  }
}
