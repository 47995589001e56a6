package dev.ring3.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Styles, scripts and pictures, all of them ours or from a declared library, held in memory. The
 * address of each contains a hash of its content, so that browsers may keep it for ever.
 */
@Component("assets")
public final class Assets {
  private static final String OURS = "/dev/ring3/webui/assets/";
  private static final String LIBRARIES = "/META-INF/resources/webjars/";
  private static final Map<String, String> FILES = files();

  private final Map<String, Asset> byName = new LinkedHashMap<>();

  /** One file with the start of the SHA-256 of its content. */
  record Asset(String name, String hash, String mediaType, Resource content) {}

  Assets() {
    FILES.forEach((name, resource) -> byName.put(name, load(name, resource)));
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String ours :
        new String[] {
          "ring3.css",
          "icon.svg",
          "theme.js",
          "page.js",
          "hunt.js",
          "completion.js",
          "histogram.js",
          "import.js",
          "indicators.js",
          "tail.js"
        }) {
      files.put(ours, OURS + ours);
    }
    files.put("htmx.js", LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js");
    return files;
  }

  private static Asset load(String name, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      byte[] content =
          Objects.requireNonNull(in, () -> "asset missing in the build: " + resource)
              .readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String hash = HexFormat.of().formatHex(digest, 0, 8);
      return new Asset(name, hash, mediaType(name), new ByteArrayResource(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static String mediaType(String name) {
    if (name.endsWith(".css")) {
      return "text/css;charset=UTF-8";
    }
    return name.endsWith(".svg") ? "image/svg+xml" : "text/javascript;charset=UTF-8";
  }

  /** The address of a file, for templates. */
  public String url(String name) {
    Asset asset = Objects.requireNonNull(byName.get(name), () -> "no asset named " + name);
    return "/assets/" + asset.hash() + "/" + name;
  }

  Optional<Asset> find(String hash, String name) {
    return Optional.ofNullable(byName.get(name)).filter(asset -> asset.hash().equals(hash));
  }
}
