package dev.ring3.webui.state;

import dev.ring3.collector.files.OwnerOnly;
import dev.ring3.webui.page.WebSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database of one data directory. Safe for any thread; opened at the first question, so that
 * who only hunts pays nothing. Two processes may use it at once: a writer waits for the other up to
 * {@link #WAIT}.
 */
@Component
public final class StateDatabase {
  static final Duration WAIT = Duration.ofSeconds(5);

  private final Path folder;
  private @Nullable JdbcClient open;

  StateDatabase(WebSettings settings) {
    this.folder = settings.data().resolve("state");
  }

  /**
   * Asks the database.
   *
   * @throws UncheckedIOException if its file cannot be made
   * @throws org.springframework.dao.DataAccessException if it cannot be read: it is damaged, or of
   *     a newer version
   */
  synchronized JdbcClient sql() {
    JdbcClient client = open;
    if (client == null) {
      client = JdbcClient.create(source());
      open = client;
    }
    return client;
  }

  private SQLiteDataSource source() {
    Path file = folder.resolve("ring3.db");
    try {
      OwnerOnly.createFolder(folder);
      if (!Files.exists(file)) {
        OwnerOnly.createFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + file, e);
    }
    // The library unpacks its native part: into the owner's folder instead of one for all.
    System.setProperty("org.sqlite.tmpdir", folder.toString());
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) WAIT.toMillis());
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/ring3/webui/state/migration")
        .load()
        .migrate();
    return source;
  }
}
