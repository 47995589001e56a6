package dev.ring3.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import dev.ring3.collector.event.Event;
import dev.ring3.collector.event.EventType;
import dev.ring3.collector.event.Field;
import dev.ring3.collector.live.SensorState.Condition;
import dev.ring3.collector.testing.ExampleService;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Things that are really done on this Windows, found by the sensors that compare. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(180)
class LiveSnapshotsOnWindowsTest {
  @TempDir Path data;

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native @Nullable Pointer CreateMutexW(
        @Nullable Pointer security, boolean isOwned, WString name);

    static native boolean CloseHandle(Pointer handle);
  }

  private final Collected collected = new Collected();
  private LiveCollector collector;

  @BeforeEach
  void start() throws InterruptedException {
    collector = LiveCollector.start(LiveSettings.of(data), collected::add);
    assertTrue(
        collected.await(e -> e.text(Field.EVENT_KIND).equals(Optional.of("state"))).isPresent());
  }

  @AfterEach
  void close() {
    collector.close();
    assertTrue(
        collected.all().stream().noneMatch(e -> e.type() == EventType.AGENT_ERROR),
        () -> collected.all().toString());
  }

  private Event awaited(EventType type, Predicate<Event> fits) throws InterruptedException {
    return collected
        .await(e -> e.type() == type && fits.test(e))
        .orElseThrow(
            () ->
                new AssertionError(
                    "no "
                        + type
                        + " in "
                        + collected.all().stream()
                            .filter(e -> !e.text(Field.EVENT_KIND).equals(Optional.of("state")))
                            .toList()));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
    assertEquals(0, process.exitValue(), String.join(" ", command) + ": " + said);
  }

  /** It takes less than the interval at which the sensor would look unasked. */
  private static void soon(long began) {
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    assertTrue(took < 4000, () -> "Windows wakes the sensor; it took " + took + " ms");
  }

  private SensorState state(String name) {
    return collector.sensors().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean has(Event event, Field field, long number) {
    return event.number(field).orElse(-1) == number;
  }

  @Test
  void listenersConnectionsAndDatagramsAreTold() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, loopback)) {
      port = server.getLocalPort();
      Event listens =
          awaited(
              EventType.NETWORK_LISTEN,
              e ->
                  has(e, Field.SOURCE_PORT, port)
                      && e.text(Field.NETWORK_TRANSPORT).equals(Optional.of("tcp")));
      assertEquals("127.0.0.1", listens.text(Field.SOURCE_IP).orElse(""));
      assertEquals("windows.sockets", listens.text(Field.EVENT_PROVIDER).orElse(""));
      long owner = listens.number(Field.PROCESS_PID).orElse(ProcessHandle.current().pid());
      assertEquals(ProcessHandle.current().pid(), owner, "if it is told, it is this process");
      try (Socket client = new Socket(loopback, port);
          Socket accepted = server.accept()) {
        Event connects =
            awaited(
                EventType.NETWORK_CONNECT,
                e ->
                    has(e, Field.SOURCE_PORT, client.getLocalPort())
                        && has(e, Field.DESTINATION_PORT, port)
                        && e.text(Field.NETWORK_DIRECTION).equals(Optional.of("egress")));
        assertEquals("127.0.0.1", connects.text(Field.DESTINATION_IP).orElse(""));
        Event accepts =
            awaited(
                EventType.NETWORK_CONNECT,
                e ->
                    has(e, Field.DESTINATION_PORT, port)
                        && e.text(Field.NETWORK_DIRECTION).equals(Optional.of("ingress")));
        assertEquals(accepted.getPort(), accepts.number(Field.SOURCE_PORT).orElse(0));
      }
    }
    awaited(EventType.NETWORK_CLOSE, e -> has(e, Field.SOURCE_PORT, port));
    try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
      awaited(
          EventType.NETWORK_LISTEN,
          e ->
              has(e, Field.SOURCE_PORT, udp.getLocalPort())
                  && e.text(Field.NETWORK_TRANSPORT).equals(Optional.of("udp")));
    }
    assertEquals(0, state("windows.sockets").lost());
  }

  @Test
  void servicesAreToldFromTheirMakingToTheirEnd() throws Exception {
    String name = "ring3example" + ProcessHandle.current().pid();
    Predicate<Event> isIt = e -> e.text(Field.SERVICE_NAME).equals(Optional.of(name));
    run("sc.exe", "create", name, "binPath=", "C:\\ring3\\example.exe -k", "start=", "demand");
    try {
      long began = System.nanoTime();
      Event made = awaited(EventType.SERVICE_CREATE, isIt);
      soon(began);
      assertEquals("C:\\ring3\\example.exe -k", made.source().get("windows.service.command"));
      assertEquals("manual", made.source().get("windows.service.start"));
      assertEquals("stopped", made.text(Field.SERVICE_STATE).orElse(""));
      assertEquals("added", made.source().get("windows.change"));
    } finally {
      run("sc.exe", "delete", name);
    }
    awaited(EventType.SERVICE_DELETE, isIt);
    assertTrue(
        collected.all().stream()
            .anyMatch(
                e ->
                    e.text(Field.EVENT_KIND).equals(Optional.of("state"))
                        && "services".equals(e.source().get("windows.inventory"))),
        "what was there is told as state");
  }

  @Test
  void aServiceThatRunsAndIsStoppedIsTold() throws Exception {
    try (ExampleService service = ExampleService.create("live")) {
      Predicate<Event> isIt = e -> e.text(Field.SERVICE_NAME).equals(Optional.of(service.name()));
      awaited(EventType.SERVICE_CREATE, isIt);
      service.start();
      Event runs = awaited(EventType.SERVICE_CHANGE, isIt.and(e -> isIn("running", e)));
      assertEquals("changed", runs.source().get("windows.change"));
      service.stop();
      awaited(EventType.SERVICE_CHANGE, isIt.and(e -> isIn("stopped", e)));
      service.delete();
      awaited(EventType.SERVICE_DELETE, isIt);
    }
    assertEquals(List.of(), state("windows.services").missing());
  }

  private static boolean isIn(String state, Event event) {
    return event.text(Field.SERVICE_STATE).equals(Optional.of(state));
  }

  @Test
  void valuesOfTheRegistryThatStartProgramsAreToldAtOnce() throws Exception {
    String run = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run";
    run("reg.exe", "add", run, "/v", "ring3example", "/t", "REG_SZ", "/d", "a.exe -x", "/f");
    long began = System.nanoTime();
    Event set =
        awaited(
            EventType.REGISTRY_VALUE_SET,
            e -> e.text(Field.REGISTRY_PATH).equals(Optional.of(run + "\\ring3example")));
    soon(began);
    assertEquals("a.exe -x", set.text(Field.REGISTRY_DATA_STRINGS).orElse(""));
    assertEquals("HKLM", set.text(Field.REGISTRY_HIVE).orElse(""));
    assertEquals("ring3example", set.text(Field.REGISTRY_VALUE).orElse(""));
    assertEquals("Run keys", set.source().get("windows.autorun"));
    run("reg.exe", "delete", run, "/v", "ring3example", "/f");
    awaited(
        EventType.REGISTRY_VALUE_DELETE,
        e -> e.text(Field.REGISTRY_VALUE).equals(Optional.of("ring3example")));

    String classes = "HKCU\\Software\\Classes\\CLSID\\{00000000-0000-0000-0000-0000000000aa}";
    run("reg.exe", "add", classes + "\\InprocServer32", "/ve", "/d", "c:\\a.dll", "/f");
    try {
      Event hijack =
          awaited(
              EventType.REGISTRY_VALUE_SET,
              e -> e.text(Field.REGISTRY_DATA_STRINGS).equals(Optional.of("c:\\a.dll")));
      assertEquals("COM servers of users", hijack.source().get("windows.autorun"));
      assertTrue(hijack.text(Field.REGISTRY_PATH).orElse("").startsWith("HKU\\S-1-5-21-"));
    } finally {
      run("reg.exe", "delete", classes, "/f");
    }
  }

  @Test
  void filesThatAreStartedAndTasksAreTold() throws Exception {
    Path startup =
        Path.of(System.getenv("ProgramData"), "Microsoft/Windows/Start Menu/Programs/Startup");
    told(startup, "Startup folder", EventType.FILE_CREATE, EventType.FILE_DELETE);
    Path tasks = Path.of(System.getenv("SystemRoot"), "System32", "Tasks", "Ring3");
    Event task = told(tasks, "Scheduled tasks", EventType.TASK_CREATE, EventType.TASK_DELETE);
    assertTrue(task.source().getOrDefault("windows.task", "").startsWith("\\Ring3\\example"));
  }

  private Event told(Path folder, String place, EventType made, EventType gone) throws Exception {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, "example", ".cmd");
    Predicate<Event> isIt =
        e -> e.text(Field.FILE_NAME).equals(Optional.of(file.getFileName().toString()));
    Event event;
    try {
      long began = System.nanoTime();
      event = awaited(made, isIt);
      soon(began);
    } finally {
      Files.delete(file);
    }
    assertEquals(place, event.source().get("windows.autorun"));
    awaited(gone, isIt);
    return event;
  }

  @Test
  void usersOfThisHostAreKnown() throws Exception {
    Optional<Event> user =
        collected.await(
            e ->
                "users".equals(e.source().get("windows.inventory"))
                    && e.text(Field.USER_TARGET_NAME)
                        .equals(Optional.of(System.getProperty("user.name"))));
    assertTrue(user.isPresent(), () -> state("windows.accounts").toString());
    assertEquals("state", user.get().text(Field.EVENT_KIND).orElse(""));
  }

  @Test
  void namedMutexesAreTold() throws Exception {
    for (String space : List.of("Global\\", "Local\\")) {
      String name = space + "ring3example" + ProcessHandle.current().pid();
      Pointer mutex =
          Objects.requireNonNull(Kernel.CreateMutexW(null, false, new WString(name)), name);
      try {
        Event made =
            awaited(
                EventType.MUTEX_CREATE, e -> e.text(Field.MUTEX_NAME).equals(Optional.of(name)));
        assertEquals("windows.mutexes", made.text(Field.EVENT_PROVIDER).orElse(""));
      } finally {
        assertTrue(Kernel.CloseHandle(mutex));
      }
    }
  }

  @Test
  void newUsbStorageIsTold() throws Exception {
    String device = "Disk&Ven_Ring3&Prod_Example";
    String key = "HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USBSTOR\\" + device;
    run("reg.exe", "add", key + "\\0001", "/v", "FriendlyName", "/d", "Ring3 stick", "/f");
    try {
      Event mounted =
          awaited(
              EventType.DEVICE_MOUNT,
              e -> device.equals(e.source().get("device.model.identifier")));
      assertEquals("0001", mounted.source().get("device.serial_number"));
      assertEquals("Ring3 stick", mounted.source().get("device.model.name"));
    } finally {
      run("reg.exe", "delete", key, "/f");
    }
  }

  @Test
  void volumesImagesAndRootCertificatesAreKnown() throws Exception {
    Optional<Event> drive =
        collected.await(e -> "C:\\".equals(e.source().get("volume.mount_name")));
    assertTrue(drive.isPresent(), () -> state("windows.volumes").toString());
    assertEquals("fixed", drive.get().source().get("windows.volume.kind"));
    Optional<Event> image =
        collected.await(
            e ->
                has(e, Field.PROCESS_PID, ProcessHandle.current().pid())
                    && e.text(Field.DLL_PATH).orElse("").endsWith("\\jvm.dll"));
    assertTrue(image.isPresent(), () -> state("windows.modules").toString());
    Optional<Event> root =
        collected.await(e -> "root certificates".equals(e.source().get("windows.inventory")));
    assertTrue(root.isPresent(), () -> state("windows.trust").toString());
    assertEquals(40, root.get().source().getOrDefault("x509.Ext.sha1", "").length());
  }

  @Test
  void eachSensorSaysWhatItCanDo() {
    for (String name :
        List.of(
            "process",
            "sockets",
            "services",
            "autoruns",
            "accounts",
            "mutexes",
            "volumes",
            "trust")) {
      SensorState state = state("windows." + name);
      assertTrue(
          state.condition() == Condition.RUNNING || state.condition() == Condition.LIMITED,
          state::toString);
      assertTrue(
          state.condition() == Condition.RUNNING || !state.missing().isEmpty(), state::toString);
    }
    // What this Windows does not tell is a shortcoming with a reason, and ends nothing.
    for (String name : List.of("pipes", "sessions", "dnscache", "eventlog", "wmi")) {
      SensorState state = state("windows." + name);
      boolean isReasoned =
          !state.missing().isEmpty()
              && state.missing().stream().noneMatch(m -> m.remedy().isBlank());
      assertTrue(state.condition() == Condition.RUNNING || isReasoned, state::toString);
    }
    SensorState volumes = state("windows.volumes");
    assertTrue(
        volumes.condition() == Condition.RUNNING
            || volumes.missing().stream()
                .anyMatch(
                    m ->
                        m.remedy().contains("CM_Register_Notification")
                            || m.remedy().contains("CM_Unregister_Notification")),
        () -> "a Windows that tells of no devices is said to: " + volumes);
  }
}
