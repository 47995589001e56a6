package dev.ring3.webui.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An answer in one plain line to a request that no page may see. */
record Refusal(int status, String line) {
  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
