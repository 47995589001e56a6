package dev.ring3.webui;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** Finds the pages. There are no passwords and no multipart forms. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {UserDetailsServiceAutoConfiguration.class, MultipartAutoConfiguration.class})
@ComponentScan
class WebConfiguration {}
