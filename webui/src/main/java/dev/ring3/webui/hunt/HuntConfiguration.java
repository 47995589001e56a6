package dev.ring3.webui.hunt;

import dev.ring3.search.hunt.Hunt;
import dev.ring3.search.index.Cases;
import dev.ring3.search.index.EventIndex;
import dev.ring3.webui.live.LiveSource;
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

  /** Not closed with the pages: a collection that goes on still writes the live events. */
  @Bean(destroyMethod = "")
  EventIndex index(Cases cases, LiveSource live) {
    return new EventIndex(cases, live.events());
  }

  @Bean
  Hunt hunt(EventIndex index, Clock clock) {
    return Hunt.over(index, clock);
  }
}
