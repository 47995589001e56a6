package dev.ring3.webui.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * For test classes that collect live: there is one host, so one of them runs at a time, also where
 * tests run in several processes.
 */
public final class WholeHost implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(WholeHost.class);

  /** Whoever keeps the file locked has the host. */
  private record Turn(FileChannel file) implements AutoCloseable {
    static Turn await() throws IOException {
      Path root = Path.of(System.getProperty("ring3.root"));
      FileChannel file =
          FileChannel.open(
              root.resolve("webui/target/whole-host.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      file.lock();
      return new Turn(file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    context.getStore(NAMESPACE).put(Turn.class, Turn.await());
  }
}
