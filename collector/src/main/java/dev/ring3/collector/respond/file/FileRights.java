package dev.ring3.collector.respond.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** Who may do what with a file. Extended attributes are not part of it. */
sealed interface FileRights {
  /** Entries of an access list that are read at most. */
  int MAX_ENTRIES = 2000;

  /** Gives them to another file. */
  void applyTo(Path file) throws IOException;

  void write(DataOutputStream out) throws IOException;

  /** Of a file that is no link. */
  static FileRights of(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      PosixFileAttributes now =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return new Modes(mode & Modes.BITS, now.owner().getName(), now.group().getName());
    }
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    return view == null
        ? new AccessList(List.of())
        : new AccessList(view.getAcl().stream().map(Entry::of).toList());
  }

  static FileRights read(DataInputStream in) throws IOException {
    if (in.readBoolean()) {
      return new Modes(in.readInt(), in.readUTF(), in.readUTF());
    }
    int count = in.readInt();
    if (count < 0 || count > MAX_ENTRIES) {
      throw new IOException("damaged container: an access list of " + count + " entries");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(Entry.read(in));
    }
    return new AccessList(entries);
  }

  /**
   * Mode bits of Unix.
   *
   * @param mode with set-user-id, set-group-id and sticky
   */
  record Modes(int mode, String owner, String group) implements FileRights {
    static final int BITS = 0xFFF;

    @Override
    public void applyTo(Path file) throws IOException {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      PosixFileAttributes now = view.readAttributes();
      UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
      if (!now.owner().getName().equals(owner)) {
        view.setOwner(names.lookupPrincipalByName(owner));
      }
      if (!now.group().getName().equals(group)) {
        view.setGroup(names.lookupPrincipalByGroupName(group));
      }
      // After the owner, whose change takes set-user-id away.
      Files.setAttribute(file, "unix:mode", mode);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeBoolean(true);
      out.writeInt(mode);
      out.writeUTF(owner);
      out.writeUTF(group);
    }
  }

  /** One entry of an access list. */
  record Entry(
      String principal,
      AclEntryType type,
      EnumSet<AclEntryPermission> permissions,
      EnumSet<AclEntryFlag> flags) {
    static Entry of(AclEntry entry) {
      EnumSet<AclEntryPermission> permissions = EnumSet.noneOf(AclEntryPermission.class);
      permissions.addAll(entry.permissions());
      EnumSet<AclEntryFlag> flags = EnumSet.noneOf(AclEntryFlag.class);
      flags.addAll(entry.flags());
      return new Entry(entry.principal().getName(), entry.type(), permissions, flags);
    }

    static Entry read(DataInputStream in) throws IOException {
      String principal = in.readUTF();
      try {
        return new Entry(
            principal,
            AclEntryType.valueOf(in.readUTF()),
            named(AclEntryPermission.class, in.readUTF()),
            named(AclEntryFlag.class, in.readUTF()));
      } catch (IllegalArgumentException e) {
        throw new IOException("damaged container: an access list's entry: " + e.getMessage(), e);
      }
    }

    private static <E extends Enum<E>> EnumSet<E> named(Class<E> type, String names) {
      EnumSet<E> set = EnumSet.noneOf(type);
      for (String name : names.isEmpty() ? List.<String>of() : List.of(names.split(",", -1))) {
        set.add(Enum.valueOf(type, name));
      }
      return set;
    }

    void write(DataOutputStream out) throws IOException {
      out.writeUTF(principal);
      out.writeUTF(type.name());
      out.writeUTF(permissions.stream().map(Enum::name).collect(Collectors.joining(",")));
      out.writeUTF(flags.stream().map(Enum::name).collect(Collectors.joining(",")));
    }

    AclEntry with(UserPrincipalLookupService names) throws IOException {
      return AclEntry.newBuilder()
          .setPrincipal(names.lookupPrincipalByName(principal))
          .setType(type)
          .setPermissions(permissions)
          .setFlags(flags)
          .build();
    }
  }

  /** An access list of Windows. Empty where the file system has none. */
  record AccessList(List<Entry> entries) implements FileRights {
    public AccessList {
      entries = List.copyOf(entries);
    }

    @Override
    public void applyTo(Path file) throws IOException {
      AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
      if (view == null || entries.isEmpty()) {
        return;
      }
      UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
      List<AclEntry> list = new ArrayList<>();
      for (Entry entry : entries) {
        list.add(entry.with(names));
      }
      view.setAcl(list);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeBoolean(false);
      out.writeInt(entries.size());
      for (Entry entry : entries) {
        entry.write(out);
      }
    }
  }
}
