package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.Cases;
import dev.ring3.webui.page.WebSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index as the pages use it. */
@Configuration(proxyBeanMethods = false)
class HuntConfiguration {
  @Bean
  Cases cases(WebSettings settings, Clock clock) {
    return new Cases(settings.data(), clock);
  }

  @Bean
  Hunt hunt(Cases cases, Clock clock) {
    return Hunt.over(cases, clock);
  }
}
