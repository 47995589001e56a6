package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.Cases;
import dev.ring3.search.query.Aliases;
import dev.ring3.webui.page.WebSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index as the pages use it. */
@Configuration(proxyBeanMethods = false)
class HuntConfiguration {
  /** Time that one question of a page may take. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Bean
  Cases cases(WebSettings settings, Clock clock) {
    return new Cases(settings.data(), clock);
  }

  @Bean
  Hunt hunt(Cases cases, Clock clock) {
    return new Hunt(cases, Aliases.load(), name -> List.of(), clock, LIMIT);
  }
}
