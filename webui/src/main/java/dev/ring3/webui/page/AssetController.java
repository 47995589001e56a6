package dev.ring3.webui.page;

import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves {@link Assets}; needs no session, since the login page uses them too. */
@Controller
final class AssetController {
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

  private final Assets assets;

  AssetController(Assets assets) {
    this.assets = assets;
  }

  @GetMapping("/assets/{hash}/{name}")
  ResponseEntity<Resource> asset(@PathVariable String hash, @PathVariable String name) {
    return assets
        .find(hash, name)
        .map(
            asset ->
                ResponseEntity.ok()
                    .cacheControl(FOR_EVER)
                    .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                    .body(asset.content()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @GetMapping("/favicon.ico")
  ResponseEntity<Void> icon() {
    return ResponseEntity.status(302).header(HttpHeaders.LOCATION, assets.url("icon.svg")).build();
  }
}
