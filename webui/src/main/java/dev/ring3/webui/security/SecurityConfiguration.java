package dev.ring3.webui.security;

import dev.ring3.webui.page.WebSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.catalina.session.StandardManager;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** The checks in their order, and Spring Security's part of them. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
  private static final int MAX_SESSIONS = 10_000;

  @Bean
  FilterRegistrationBean<SecurityHeaders> securityHeaders() {
    return registered(new SecurityHeaders(), 0);
  }

  @Bean
  FilterRegistrationBean<HostCheck> hostCheck(WebSettings settings) {
    return registered(new HostCheck(settings), 1);
  }

  @Bean
  FilterRegistrationBean<SiteCheck> siteCheck() {
    return registered(new SiteCheck(), 2);
  }

  private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, int place) {
    FilterRegistrationBean<F> bean = new FilterRegistrationBean<>(filter);
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    bean.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
    return bean;
  }

  /** Sessions are few: of one person's browsers, and for minutes of those who do not log in. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedSessions() {
    return factory ->
        factory.addContextCustomizers(
            context -> {
              StandardManager manager = new StandardManager();
              manager.setMaxActiveSessions(MAX_SESSIONS);
              manager.setPathname(null);
              context.setManager(manager);
            });
  }

  @Bean
  HttpSessionSecurityContextRepository securityContexts() {
    return new HttpSessionSecurityContextRepository();
  }

  @Bean
  HttpSessionCsrfTokenRepository csrfTokens() {
    return new HttpSessionCsrfTokenRepository();
  }

  @Bean
  HttpSessionRequestCache requestCache() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(SecurityConfiguration::isPage);
    return cache;
  }

  private static boolean isPage(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && request.getHeader("HX-Request") == null
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  @Bean
  SecurityFilterChain pages(
      HttpSecurity http,
      HttpSessionSecurityContextRepository contexts,
      HttpSessionCsrfTokenRepository csrfTokens,
      HttpSessionRequestCache requestCache) {
    return http.headers(AbstractHttpConfigurer::disable)
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
        .securityContext(context -> context.securityContextRepository(contexts))
        .requestCache(cache -> cache.requestCache(requestCache))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/login", "/assets/**", "/favicon.ico")
                    .permitAll()
                    .requestMatchers("/respond/**")
                    .hasAuthority(Role.RESPONDER.authority())
                    .anyRequest()
                    .hasAuthority(Role.HUNTER.authority()))
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(
                    (request, response, failure) -> askForLogin(request, response)))
        .logout(logout -> logout.logoutSuccessUrl("/login"))
        .build();
  }

  private static void askForLogin(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", "/login");
    }
    response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
  }
}
