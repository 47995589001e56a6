package dev.ring3.collector.win32.service;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.ring3.collector.win32.WindowsEvent;
import dev.ring3.collector.win32.service.NotifiedHandle.Answer;
import dev.ring3.collector.win32.service.NotifiedHandle.Notice;
import dev.ring3.collector.win32.service.NotifiedHandle.Told;
import dev.ring3.collector.win32.service.ServiceNotices.Gaps;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The handles that services are watched by. For one thread, on which Windows calls while it is in
 * {@link #await}; it may also do so within other calls to the manager.
 */
final class WatchedServices implements AutoCloseable {
  private static final int INFINITE = -1;

  private final long pause;

  /** Buffers with a notice. Each is in it at most once. */
  private final Deque<Long> came = new ArrayDeque<>();

  /** Kept while Windows may call it. */
  private final Told told = buffer -> came.add(Pointer.nativeValue(buffer));

  private final Map<String, Watched> byName = new HashMap<>();
  private final Map<Long, Watched> byAddress = new HashMap<>();

  /** States as they were told last, by name; outlive a handle that is opened anew. */
  private final Map<String, Integer> states = new HashMap<>();

  /** Their buffers are kept until Windows has called what it had to. */
  private final List<NotifiedHandle> closed = new ArrayList<>();

  private Set<String> wanted = Set.of();
  private @Nullable NotifiedHandle manager;
  private boolean tellsDeletions;

  /** Whether all handles are to be opened anew. */
  private boolean isStale;

  private long opened;

  private record Watched(String name, NotifiedHandle handle) {}

  /** Functions of kernel32.dll. */
  private static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native int WaitForSingleObjectEx(Pointer handle, int milliseconds, boolean alertable);

    static native int SleepEx(int milliseconds, boolean alertable);
  }

  /**
   * @param pause how long handles stay open where deletions are not told of, and how long to wait
   *     for the next attempt where the manager refuses
   */
  WatchedServices(Duration pause) {
    this.pause = pause.toNanos();
  }

  /** Opens the manager, and what is wanted. */
  void open() throws IOException {
    opened = System.nanoTime();
    NotifiedHandle now = NotifiedHandle.ofManager(told);
    manager = now;
    arm(now);
    follow(wanted);
  }

  /**
   * Watches these and no others.
   *
   * @return those that are not
   */
  Gaps follow(Set<String> names) {
    wanted = names;
    states.keySet().retainAll(names);
    for (Watched one : List.copyOf(byName.values())) {
      if (!names.contains(one.name())) {
        close(one);
      }
    }
    Set<String> denied = new TreeSet<>();
    int tooMany = 0;
    for (String name : names) {
      if (byName.containsKey(name)) {
        continue;
      }
      if (byName.size() >= ServiceNotices.MAX_SERVICES) {
        tooMany++;
      } else if (!watch(name)) {
        denied.add(name);
      }
    }
    return new Gaps(denied, tooMany);
  }

  /** Whether it may be watched, or is gone. */
  private boolean watch(String name) {
    if (manager == null) {
      return false;
    }
    try {
      NotifiedHandle handle = manager.service(name).orElse(null);
      if (handle == null) {
        return true;
      }
      Watched one = new Watched(name, handle);
      byName.put(name, one);
      byAddress.put(handle.address(), one);
      return arm(one) != Answer.REFUSED;
    } catch (IOException e) {
      return false;
    }
  }

  private void arm(NotifiedHandle manager) {
    Answer answer = manager.arm();
    tellsDeletions = answer == Answer.ARMED;
    isStale |= answer == Answer.LAGGING;
  }

  private Answer arm(Watched one) {
    Answer answer = one.handle().arm();
    switch (answer) {
      case ARMED -> {}
      case LEAVING, REFUSED -> close(one);
      case LAGGING -> isStale = true;
    }
    return answer;
  }

  private void close(Watched one) {
    byName.remove(one.name());
    byAddress.remove(one.handle().address());
    one.handle().close();
    closed.add(one.handle());
  }

  /** Waits until Windows has called, the event is set, or it is time to open handles anew. */
  void await(WindowsEvent asked) {
    int milliseconds = isStale ? 0 : INFINITE;
    if (!isStale && (manager == null || !tellsDeletions)) {
      long left = pause - (System.nanoTime() - opened);
      milliseconds = Math.toIntExact(Math.max(0, left / 1_000_000 + 1));
    }
    Kernel.WaitForSingleObjectEx(asked.handle(), milliseconds, true);
    settle();
  }

  /** Has Windows call what waits for this thread, after which closed handles are told no more. */
  private void settle() {
    Kernel.SleepEx(0, true);
    closed.clear();
  }

  /**
   * Takes the notices that came, and asks for the next ones.
   *
   * @return whether a state is not as it was, or there may be more or fewer services
   */
  boolean take() {
    boolean any = false;
    for (Long address = came.poll(); address != null; address = came.poll()) {
      any |= take(address);
    }
    if (isStale) {
      closeAll(); // opened again after the pause
      any = true;
    } else if ((manager == null || !tellsDeletions) && System.nanoTime() - opened >= pause) {
      openAnew();
    }
    return any;
  }

  private boolean take(long address) {
    if (manager != null && manager.address() == address) {
      isStale |= manager.take().status() != 0;
      arm(manager);
      return true;
    }
    Watched one = byAddress.get(address);
    if (one == null) {
      return false; // it was closed meanwhile
    }
    Notice notice = one.handle().take();
    if (notice.status() != 0 || notice.leaves()) {
      close(one);
      return true;
    }
    Integer before = states.put(one.name(), notice.state());
    arm(one);
    return before == null || before != notice.state();
  }

  private void openAnew() {
    closeAll();
    try {
      open();
    } catch (IOException e) {
      // Once more after the pause. Meanwhile others look in time.
    }
  }

  private void closeAll() {
    List.copyOf(byName.values()).forEach(this::close);
    if (manager != null) {
      manager.close();
      closed.add(manager);
      manager = null;
    }
    isStale = false;
    opened = System.nanoTime();
    settle();
    came.clear();
  }

  @Override
  public void close() {
    closeAll();
  }
}
