package dev.ring3.collector.respond.network;

import dev.ring3.collector.decode.DecodeException;
import dev.ring3.collector.decode.windows.SocketRow;
import dev.ring3.collector.decode.windows.SocketRow.Layout;
import dev.ring3.collector.win32.SocketTables;
import dev.ring3.collector.win32.SocketTables.Table;
import dev.ring3.collector.win32.TcpReset;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** By GetExtendedTcpTable and SetTcpEntry, which knows IPv4 only. */
final class WindowsConnections implements Connections {
  @Override
  public List<OpenConnection> list() throws IOException {
    List<OpenConnection> all = new ArrayList<>();
    try {
      add(Layout.TCP4.rows(SocketTables.read(Table.TCP4)), all);
      add(Layout.TCP6.rows(SocketTables.read(Table.TCP6)), all);
    } catch (DecodeException e) {
      throw new IOException(e.getMessage(), e);
    }
    return all;
  }

  private static void add(List<SocketRow> rows, List<OpenConnection> all) {
    long own = ProcessHandle.current().pid();
    for (SocketRow row : rows) {
      SocketRow.End remote = row.remote().orElse(null);
      if (remote != null && row.isConnected() && remote.port() != 0 && row.local().port() != 0) {
        all.add(
            new OpenConnection(
                end(row.local()),
                end(remote),
                OptionalLong.empty(),
                row.owner().orElse(0) == own,
                row.owner()));
      }
    }
  }

  private static Endpoint end(SocketRow.End end) {
    return new Endpoint(Network.address(end.ip()), end.port());
  }

  @Override
  public Optional<String> obstacle(OpenConnection connection) {
    if (!(connection.local().address() instanceof Inet4Address)) {
      return Optional.of("Windows closes connections of IPv4 only: end the process");
    }
    return connection.whyNot();
  }

  @Override
  public void close(OpenConnection connection) throws IOException {
    TcpReset.close(
        connection.local().address(),
        connection.local().port(),
        connection.remote().address(),
        connection.remote().port());
  }
}
